//! Sources: claims that need one, quotes that are not there, texts that changed, paragraphs that
//! wait.

use super::quote_alignment::{MAX_FAILURES, ParagraphWordIndex};
use crate::diagnostic::{Diagnostic, DiagnosticKind, MissingSourcePart, Span, rules};
use crate::schema::{
    self, BuiltinType, EvidenceStatus, FieldDef, FieldKind, FieldValue, Qualifiers, Statement,
};
use crate::site::citation_index;
use crate::site::resolve_citation::missing_source_part;
use crate::site::{Entry, EntryIndex, Site};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `missing-source`, `missing-attribution`, `text-changed`, `uncited-paragraph`, and who or what a
/// statement names that is not there.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        for (id, statements) in &entry.fields {
            if let Some(field) = entry.kind.find_field(id) {
                for statement in statements {
                    check_statement(
                        site,
                        (field, statement),
                        InheritedEvidence::default(),
                        &mut diagnostics,
                    );
                }
            }
        }
        if entry.kind.is(BuiltinType::Document) {
            diagnostics.extend(check_text_digest(site, entry));
            diagnostics.extend(uncited_paragraphs(site, entry_index));
        }
    }
    diagnostics
}

/// What the map around a value says for it already.
#[derive(Clone, Copy, Default)]
struct InheritedEvidence {
    has_source: bool,
    has_speaker: bool,
}

/// Whether one claim has what its field asks for.
fn check_statement(
    site: &Site,
    (field, statement): (&FieldDef, &Statement),
    covered: InheritedEvidence,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let qualifiers = statement.qualifiers.as_deref();
    if let Some(speaker) =
        statement.attributed_to().filter(|part| site.attributed_entry(part).is_none())
    {
        let kind = rules::UnknownEntry { id: speaker.text.to_string(), suggestion: None };
        diagnostics.push(Diagnostic::new(speaker.span.clone(), kind));
    }
    if statement.value == FieldValue::Unknown {
        return;
    }
    let own = InheritedEvidence {
        has_source: covered.has_source
            || has_source(statement)
            || qualifiers.is_some_and(is_exempt_from_source),
        has_speaker: covered.has_speaker || statement.attributed_to().is_some(),
    };
    if let (FieldValue::Group(_), FieldKind::Group(inner)) = (&statement.value, &field.kind) {
        for (field, statements) in field.item_fields(&statement.value) {
            for statement in statements {
                check_statement(site, (field, statement), own, diagnostics);
            }
        }
        let asks_inside = |asks: fn(&FieldDef) -> bool| inner.iter().any(asks);
        if asks_inside(|field| field.requires_source)
            && asks_inside(|field| field.requires_attribution)
        {
            return;
        }
    }
    let name = || field.id.to_string();
    if field.requires_source && needs_source(field) {
        if !own.has_source {
            let kind = rules::MissingSource { field: name(), missing: MissingSourcePart::Source };
            diagnostics.push(Diagnostic::new(statement.span.clone(), kind));
        }
        for citation in statement.citations() {
            if let (Some(lack), true) =
                (missing_source_part(citation), document_has_text(site, &citation.document.text))
            {
                let kind = rules::MissingSource { field: name(), missing: lack };
                diagnostics.push(Diagnostic::new(citation.span.clone(), kind));
            }
        }
    }
    if field.requires_attribution && !own.has_speaker {
        let kind = rules::MissingAttribution { field: name() };
        diagnostics.push(Diagnostic::new(statement.span.clone(), kind));
    }
}

/// A citation is a source, and a file is itself.
fn needs_source(field: &FieldDef) -> bool {
    !matches!(field.kind, FieldKind::Citation | FieldKind::File)
}

/// What editors read into the sources has none of its own, and what was wrong is told already.
fn is_exempt_from_source(qualifiers: &Qualifiers) -> bool {
    qualifiers.evidence_status == EvidenceStatus::Interpretation || qualifiers.has_unreadable_source
}

/// Whether a source stands beside a value, or in its text.
fn has_source(statement: &Statement) -> bool {
    let cites = |body: &Arc<crate::parse::MarkdownBody>| !body.outline.citations.is_empty();
    !statement.citations().is_empty()
        || match &statement.value {
            FieldValue::Markdown(list) => list.iter().any(|(_, body)| cites(body)),
            FieldValue::Citation(_) => true,
            FieldValue::Group(_) => statement.nested().any(|nested| match &nested.value {
                FieldValue::Citation(_) => true,
                FieldValue::Markdown(list) => list.iter().any(|(_, body)| cites(body)),
                _ => !nested.citations().is_empty(),
            }),
            _ => false,
        }
}

fn document_has_text(site: &Site, document: &str) -> bool {
    site.source_texts.contains_key(document)
}

/// The file is not the one that `text_sha256` guards.
fn check_text_digest(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let guard = entry.field_statements(schema::builtin::document::TEXT_SHA256).first()?;
    let FieldValue::Text(schema::LocalizedText::Same(sum)) = &guard.value else { return None };
    let found = site.source_sums.get(&entry.id)?;
    if sum.trim().eq_ignore_ascii_case(found) {
        return None;
    }
    let kind = rules::TextChanged { document: entry.id.to_string(), digest: found.to_string() };
    Some(Diagnostic::new(guard.span.clone(), kind))
}

/// Paragraphs that nothing rests on and that are not said to carry no claim; and what is said to
/// carry none, but is not there.
fn uncited_paragraphs(site: &Site, entry_index: EntryIndex) -> Vec<Diagnostic> {
    let entry = site.entry_at(entry_index);
    let Some(text) = site.source_texts.get(&entry.id) else { return Vec::new() };
    let mut diagnostics = Vec::new();
    let silent = site.uncitable_locators(entry);
    for (name, span) in &silent {
        if !text.has_locator(name) {
            let (locator, document) = ((*name).to_owned(), entry.id.to_string());
            let kind = rules::UnknownLocator { locator, document, suggestion: None };
            diagnostics.push(Diagnostic::new((*span).clone(), kind));
        }
    }
    let Some(source) = &text.source else { return diagnostics };
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        let is_cited = site
            .paragraph_usage(entry_index)
            .get(number)
            .is_some_and(|load| !load.resting.is_empty());
        let is_silent = silent.contains_key(&*paragraph.locator);
        if !is_cited && !is_silent && text.is_first_with_locator(number) {
            let kind = rules::UncitedParagraph { locator: paragraph.locator.clone() };
            diagnostics.push(Diagnostic::new(Span::new(source, paragraph.marker.clone()), kind));
        }
    }
    diagnostics
}

/// Helps with the first citations of a run that lead nowhere: the nearest name, the nearest
/// passage. Each looks at much; who has more of them has one cause.
pub(super) fn attach_nearest_passages(site: &Site, diagnostics: &mut [Diagnostic]) {
    attach_document_suggestions(site, diagnostics);
    let is_missing =
        |diagnostic: &&mut Diagnostic| matches!(diagnostic.kind, DiagnosticKind::QuoteNotFound(_));
    let mut missing: Vec<&mut Diagnostic> =
        diagnostics.iter_mut().filter(is_missing).take(MAX_FAILURES).collect();
    if missing.is_empty() {
        return;
    }
    let mut indexes = BTreeMap::new();
    for citation in site
        .entries
        .iter()
        .flat_map(|entry| citation_index::entry_citations(entry))
        .map(|(_, citation)| citation)
    {
        let Some(quote) = &citation.quote else { continue };
        let Some(finding) = missing.iter_mut().find(|diagnostic| diagnostic.span == quote.span)
        else {
            continue;
        };
        let Some(text) = site.source_texts.get(&*citation.document.text) else { continue };
        let index =
            indexes.entry(&citation.document.text).or_insert_with(|| ParagraphWordIndex::new(text));
        index.attach_nearest_passage(finding, citation);
    }
}

fn attach_document_suggestions(site: &Site, diagnostics: &mut [Diagnostic]) {
    let is_open = |diagnostic: &&mut Diagnostic| {
        matches!(
            diagnostic.kind,
            DiagnosticKind::UnknownDocument(rules::UnknownDocument { suggestion: None, .. })
                | DiagnosticKind::UnknownLocator(rules::UnknownLocator { suggestion: None, .. })
                | DiagnosticKind::UnknownEntry(rules::UnknownEntry { suggestion: None, .. })
        )
    };
    for finding in diagnostics.iter_mut().filter(is_open).take(MAX_FAILURES) {
        let is_document = |entry: &&Arc<Entry>| entry.kind.is(BuiltinType::Document);
        match &mut finding.kind {
            DiagnosticKind::UnknownDocument(rules::UnknownDocument {
                id,
                suggestion: near,
                ..
            }) => {
                let known = site.entries.iter().filter(is_document).map(|entry| &*entry.id);
                *near = schema::closest_match(id, known);
            }
            DiagnosticKind::UnknownLocator(rules::UnknownLocator {
                locator,
                document,
                suggestion: near,
            }) => {
                let text = site.source_texts.get(document.as_str());
                let known = text.into_iter().flat_map(|text| &text.paragraphs);
                *near = schema::closest_match(locator, known.map(|paragraph| &*paragraph.locator));
            }
            DiagnosticKind::UnknownEntry(rules::UnknownEntry { id, suggestion: near }) => {
                *near = schema::closest_match(id, site.entries.iter().map(|entry| &*entry.id));
            }
            _ => {}
        }
    }
}
