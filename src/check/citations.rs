//! Sources: claims that need one, quotes that are not there, texts that changed, paragraphs that
//! wait.

use super::nearest::{Index, MAX_FAILURES};
use crate::diagnostic::{Diagnostic, Fault, SourceLack, Span};
use crate::schema::{self, Field, Kind, Qualifiers, Standing, Statement, Value};
use crate::site::backing;
use crate::site::cite::lack;
use crate::site::{Entry, EntryIndex, Site};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `missing-source`, `missing-speaker`, `text-changed`, `uncited-paragraph`, and who or what a
/// statement names that is not there.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry(at);
        for (id, statements) in &entry.fields {
            if let Some(field) = entry.kind.field(id) {
                for statement in statements {
                    claim(site, (field, statement), Covered::default(), &mut found);
                }
            }
        }
        if &*entry.kind.id == "document" {
            found.extend(text_changed(site, entry));
            found.extend(waiting(site, at));
        }
    }
    found
}

/// What the map around a value says for it already.
#[derive(Clone, Copy, Default)]
struct Covered {
    has_source: bool,
    has_speaker: bool,
}

/// Whether one claim has what its field asks for.
fn claim(
    site: &Site,
    (field, statement): (&Field, &Statement),
    covered: Covered,
    found: &mut Vec<Diagnostic>,
) {
    let said = statement.qualifiers.as_deref();
    if let Some(speaker) = statement.according_to().filter(|part| site.speaker(part).is_none()) {
        let fault = Fault::UnknownEntry { id: speaker.text.to_string(), near: None };
        found.push(Diagnostic::at(speaker.span.clone(), fault));
    }
    if statement.value == Value::Unknown {
        return;
    }
    let own = Covered {
        has_source: covered.has_source || has_source(statement) || said.is_some_and(is_excused),
        has_speaker: covered.has_speaker || statement.according_to().is_some(),
    };
    if let (Value::Group(parts), Kind::Group(inner)) = (&statement.value, &field.kind) {
        for (id, statements) in parts {
            let Some(field) = inner.iter().find(|field| field.id == *id) else { continue };
            for statement in statements {
                claim(site, (field, statement), own, found);
            }
        }
        let asks_inside = |asks: fn(&Field) -> bool| inner.iter().any(asks);
        if asks_inside(|field| field.is_sourced) && asks_inside(|field| field.is_claimed) {
            return;
        }
    }
    let name = || field.id.to_string();
    if field.is_sourced && needs_source(field) {
        if !own.has_source {
            let fault = Fault::MissingSource { field: name(), lack: SourceLack::Source };
            found.push(Diagnostic::at(statement.span.clone(), fault));
        }
        for citation in statement.sources() {
            if let (Some(lack), true) = (lack(citation), has_text(site, &citation.document.text)) {
                let fault = Fault::MissingSource { field: name(), lack };
                found.push(Diagnostic::at(citation.span.clone(), fault));
            }
        }
    }
    if field.is_claimed && !own.has_speaker {
        let fault = Fault::MissingSpeaker { field: name() };
        found.push(Diagnostic::at(statement.span.clone(), fault));
    }
}

/// A citation is a source, and a file is itself.
fn needs_source(field: &Field) -> bool {
    !matches!(field.kind, Kind::Citation | Kind::File)
}

/// What editors read into the sources has none of its own, and what was wrong is told already.
fn is_excused(said: &Qualifiers) -> bool {
    said.standing == Standing::Interpretation || said.is_source_wrong
}

/// Whether a source stands beside a value, or in its text.
fn has_source(statement: &Statement) -> bool {
    let cites = |body: &Arc<crate::parse::Body>| !body.outline.citations.is_empty();
    !statement.sources().is_empty()
        || match &statement.value {
            Value::Markdown(list) => list.iter().any(|(_, body)| cites(body)),
            Value::Citation(_) => true,
            Value::Group(parts) => parts.iter().any(|(_, statements)| {
                statements.iter().any(|statement| match &statement.value {
                    Value::Citation(_) => true,
                    Value::Markdown(list) => list.iter().any(|(_, body)| cites(body)),
                    _ => !statement.sources().is_empty(),
                })
            }),
            _ => false,
        }
}

fn has_text(site: &Site, document: &str) -> bool {
    site.source_texts.contains_key(document)
}

/// The file is not the one that `text_sha256` guards.
fn text_changed(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let guard = entry.statements("text_sha256").first()?;
    let Value::Text(schema::Text::Everywhere(sum)) = &guard.value else { return None };
    let found = site.source_sums.get(&entry.id)?;
    if sum.trim().eq_ignore_ascii_case(found) {
        return None;
    }
    let fault = Fault::TextChanged { document: entry.id.to_string(), found: found.to_string() };
    Some(Diagnostic::at(guard.span.clone(), fault))
}

/// Paragraphs that nothing rests on and that are not said to carry no claim; and what is said to
/// carry none, but is not there.
fn waiting(site: &Site, at: EntryIndex) -> Vec<Diagnostic> {
    let entry = site.entry(at);
    let Some(text) = site.source_texts.get(&entry.id) else { return Vec::new() };
    let mut found = Vec::new();
    let silent = site.silent(entry);
    for (name, span) in &silent {
        if !text.has(name) {
            let (locator, document) = ((*name).to_owned(), entry.id.to_string());
            let fault = Fault::UnknownLocator { locator, document, near: None };
            found.push(Diagnostic::at((*span).clone(), fault));
        }
    }
    let Some(source) = &text.source else { return found };
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        let is_cited = site.loads(at).get(number).is_some_and(|load| !load.resting.is_empty());
        let is_silent = silent.contains_key(&*paragraph.locator);
        if !is_cited && !is_silent && text.is_first(number) {
            let fault = Fault::UncitedParagraph { locator: paragraph.locator.clone() };
            found.push(Diagnostic::at(Span::new(source, paragraph.marker.clone()), fault));
        }
    }
    found
}

/// Helps with the first citations of a run that lead nowhere: the nearest name, the nearest
/// passage. Each looks at much; who has more of them has one cause.
pub(super) fn explain(site: &Site, found: &mut [Diagnostic]) {
    guess(site, found);
    let is_missing = |one: &&mut Diagnostic| matches!(one.fault, Fault::QuoteNotFound { .. });
    let mut missing: Vec<&mut Diagnostic> =
        found.iter_mut().filter(is_missing).take(MAX_FAILURES).collect();
    if missing.is_empty() {
        return;
    }
    let mut indexes = BTreeMap::new();
    for citation in site
        .entries
        .iter()
        .flat_map(|entry| backing::citations(entry))
        .map(|(_, citation)| citation)
    {
        let Some(quote) = &citation.quote else { continue };
        let Some(finding) = missing.iter_mut().find(|one| one.span == quote.span) else { continue };
        let Some(text) = site.source_texts.get(&citation.document.text) else { continue };
        let index = indexes.entry(&citation.document.text).or_insert_with(|| Index::new(text));
        index.explain(finding, citation);
    }
}

fn guess(site: &Site, found: &mut [Diagnostic]) {
    let is_open = |one: &&mut Diagnostic| {
        matches!(
            one.fault,
            Fault::UnknownDocument { near: None, .. }
                | Fault::UnknownLocator { near: None, .. }
                | Fault::UnknownEntry { near: None, .. }
        )
    };
    for finding in found.iter_mut().filter(is_open).take(MAX_FAILURES) {
        let is_document = |entry: &&Arc<Entry>| &*entry.kind.id == "document";
        match &mut finding.fault {
            Fault::UnknownDocument { id, near, .. } => {
                let known = site.entries.iter().filter(is_document).map(|entry| &*entry.id);
                *near = schema::nearest(id, known);
            }
            Fault::UnknownLocator { locator, document, near } => {
                let text = site.source_texts.get(document.as_str());
                let known = text.into_iter().flat_map(|text| &text.paragraphs);
                *near = schema::nearest(locator, known.map(|paragraph| &*paragraph.locator));
            }
            Fault::UnknownEntry { id, near } => {
                *near = schema::nearest(id, site.entries.iter().map(|entry| &*entry.id));
            }
            _ => {}
        }
    }
}
