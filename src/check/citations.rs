//! Checks sources and attributions of statements, digests of source texts, and which paragraphs are
//! cited.

use super::quoted_dates::check_quoted_dates;
use super::quoted_numbers::check_quoted_numbers;
use crate::diagnostic::rules::ReversedBounds;
use crate::diagnostic::{Diagnostic, MissingSourcePart, Span, rules};
use crate::files::is_table;
use crate::parse::Citation;
use crate::schema::{
    self, BuiltinType, EvidenceStatus, FieldDef, FieldKind, FieldValue, Qualifiers, Statement,
    ValueContent, builtin,
};
use crate::site::entry_citations::entry_citations;
use crate::site::resolve_citation::missing_source_part;
use crate::site::source_text::SourceParagraph;
use crate::site::{Entry, EntryIndex, Site};
use std::collections::BTreeSet;

/// Returns `missing-source`, `missing-attribution`, `undated-source`, `date-not-in-quote`,
/// `number-not-in-quote`, `text-changed`, `uncited-paragraph`, a confirmation before the document
/// (`reversed-period`), and attributions and locators that do not exist.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = undated_sources(site);
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        for (id, statements) in &entry.fields {
            for statement in statements {
                let with_nested = statement.with_nested();
                diagnostics.extend(with_nested.filter_map(|part| {
                    check_quoted_numbers(site, entry, part, statement.citations())
                }));
            }
            if let Some(field) = entry.entry_type.find_field(id) {
                for statement in statements {
                    let inherited = InheritedEvidence::default();
                    check_statement(site, field, statement, inherited, &mut diagnostics);
                }
            }
        }
        if entry.entry_type.is(BuiltinType::Document) {
            diagnostics.extend(early_confirmation(entry));
            diagnostics.extend(check_text_digest(site, entry));
            diagnostics.extend(uncited_paragraphs(site, entry_index));
        }
    }
    diagnostics
}

/// Returns diagnostics for cited documents that do not say until when they support anything, if the
/// site asks what holds on a date.
fn undated_sources(site: &Site) -> Vec<Diagnostic> {
    if site.config.as_of.is_none() {
        return Vec::new();
    }
    let published = (0..site.entries.len()).map(EntryIndex).filter(|it| site.is_published(*it));
    let cited: BTreeSet<EntryIndex> = published
        .flat_map(|entry_index| entry_citations(site.entry_at(entry_index)))
        .filter_map(|(_, citation)| site.find_document(&citation.document.text))
        .collect();
    cited
        .into_iter()
        .filter(|document| site.document_reach(*document).is_none())
        .map(|document| site.entry_at(document).span.clone())
        .map(|span| Diagnostic::new(span, rules::UndatedSource))
        .collect()
}

/// Returns a diagnostic for a document that was last seen before it was written.
fn early_confirmation(document: &Entry) -> Option<Diagnostic> {
    let dates = |field_id| {
        let statements = document.field_statements(field_id).iter();
        statements.filter_map(|statement| match &statement.value {
            FieldValue::Date(date) => Some((date, &statement.span)),
            _ => None,
        })
    };
    let (date, _) = dates(builtin::document::DATE).next()?;
    let written = date.value.or(date.earliest)?;
    dates(builtin::document::CONFIRMED_UNTIL).find_map(|(date, span)| {
        let confirmed = date.value.or(date.latest)?;
        let bounds =
            ReversedBounds::Limits(builtin::document::DATE, builtin::document::CONFIRMED_UNTIL);
        let (from, until) = (written.to_string(), confirmed.to_string());
        let kind = rules::ReversedPeriod { from, until, bounds };
        let is_early = confirmed.last_day() < written.first_day();
        is_early.then(|| Diagnostic::new(span.clone(), kind))
    })
}

/// What the group around a statement already has.
#[derive(Clone, Copy, Default)]
struct InheritedEvidence {
    has_source: bool,
    has_attribution: bool,
}

/// Checks that a statement, and those in its group, have what their fields require.
fn check_statement(
    site: &Site,
    field: &FieldDef,
    statement: &Statement,
    inherited: InheritedEvidence,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend(unknown_attribution(site, statement));
    diagnostics.extend(check_quoted_dates(statement));
    if statement.value == FieldValue::Unknown {
        return;
    }
    let is_exempt = statement.qualifiers.as_deref().is_some_and(is_exempt_from_source);
    let evidence = InheritedEvidence {
        has_source: inherited.has_source || has_source(statement) || is_exempt,
        has_attribution: inherited.has_attribution || statement.attributed_to().is_some(),
    };
    if let (FieldValue::Group(_), FieldKind::Group(inner)) = (&statement.value, &field.kind) {
        for (field, statements) in field.item_fields(&statement.value) {
            for statement in statements {
                check_statement(site, field, statement, evidence, diagnostics);
            }
        }
        let requires_source = inner.iter().any(|field| field.requires_source);
        if requires_source && inner.iter().any(|field| field.requires_attribution) {
            return;
        }
    }
    if field.requires_source && needs_source(field) {
        if !evidence.has_source && !is_unknown_date(&statement.value) {
            diagnostics.push(missing_source(field, statement));
        }
        diagnostics.extend(incomplete_sources(site, field, statement));
    }
    if field.requires_attribution && !evidence.has_attribution {
        let kind = rules::MissingAttribution { field: field.id.to_string() };
        diagnostics.push(Diagnostic::new(statement.span.clone(), kind));
    }
}

/// Returns a diagnostic for an attribution to an entry that does not exist.
fn unknown_attribution(site: &Site, statement: &Statement) -> Option<Diagnostic> {
    let attribution = statement.attributed_to()?;
    if site.attributed_entry(attribution).is_some() {
        return None;
    }
    let id = attribution.text.to_string();
    let kind = rules::UnknownEntry { id, suggestion: None, types: Vec::new() };
    Some(Diagnostic::new(attribution.span.clone(), kind))
}

/// Returns whether a value is a date that no source gives, within limits.
fn is_unknown_date(value: &FieldValue) -> bool {
    matches!(value, FieldValue::Date(date) if date.value.is_none())
}

/// Returns a diagnostic for a statement without a source.
fn missing_source(field: &FieldDef, statement: &Statement) -> Diagnostic {
    let missing = match is_table(&statement.span.source().path) {
        true => MissingSourcePart::SourceInTable,
        false => MissingSourcePart::Source,
    };
    let kind = rules::MissingSource { field: field.id.to_string(), missing };
    Diagnostic::new(statement.span.clone(), kind)
}

/// Returns diagnostics for citations of documents with a text that have no locator or no quote.
fn incomplete_sources(site: &Site, field: &FieldDef, statement: &Statement) -> Vec<Diagnostic> {
    let has_text = |citation: &&Citation| site.source_texts.contains_key(&*citation.document.text);
    let citations = statement.citations();
    let incomplete = citations.iter().filter(has_text).filter_map(|citation| {
        let missing = missing_source_part(citation)?;
        let kind = rules::MissingSource { field: field.id.to_string(), missing };
        Some(Diagnostic::new(citation.span.clone(), kind))
    });
    incomplete.collect()
}

/// Returns whether values of the field need a source. A citation is one, and a file needs none.
fn needs_source(field: &FieldDef) -> bool {
    !matches!(field.kind, FieldKind::Citation | FieldKind::File)
}

/// Returns whether a value needs no source: an interpretation is by the editors, and a source that
/// could not be read is already reported.
fn is_exempt_from_source(qualifiers: &Qualifiers) -> bool {
    qualifiers.evidence_status == EvidenceStatus::Interpretation || qualifiers.has_unreadable_source
}

/// Returns whether a statement or one in its group has a source. A citation in a text counts even
/// if it could not be read, which is already reported.
fn has_source(statement: &Statement) -> bool {
    let has_brackets = |statement: &Statement| match statement.value.content() {
        ValueContent::Markdown(list) => {
            list.iter().any(|(_, body)| !body.outline.citations.is_empty())
        }
        ValueContent::Citation(_) | ValueContent::Group | ValueContent::Nothing => false,
    };
    !statement.all_citations().is_empty() || statement.with_nested().any(has_brackets)
}

/// Compares the text of a document with its `text_sha256`.
fn check_text_digest(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let statement = entry.field_statements(schema::builtin::document::TEXT_SHA256).first()?;
    let FieldValue::Text(schema::LocalizedText::Same(expected)) = &statement.value else {
        return None;
    };
    let digest = site.source_digests.get(&entry.id)?;
    if expected.trim().eq_ignore_ascii_case(digest) {
        return None;
    }
    let (document, written) = (entry.id.to_string(), expected.trim().to_owned());
    let kind = rules::TextChanged { document, written, digest: digest.to_string() };
    Some(Diagnostic::new(statement.span.clone(), kind))
}

/// Returns diagnostics for paragraphs that no entry cites and `no_claim:` does not list, and
/// unknown locators in `no_claim:`.
fn uncited_paragraphs(site: &Site, entry_index: EntryIndex) -> Vec<Diagnostic> {
    let entry = site.entry_at(entry_index);
    let Some(text) = site.source_texts.get(&entry.id) else { return Vec::new() };
    let mut diagnostics = Vec::new();
    let no_claim = site.uncitable_locators(entry);
    for (locator, span) in &no_claim {
        if text.find_mark(locator).is_none() {
            let mark = (*locator).to_owned();
            let kind = rules::UnknownLocator::new(text.first_mark(), Some(mark), &entry.id);
            diagnostics.push(Diagnostic::new((*span).clone(), kind));
        }
    }
    let Some(source) = &text.source else { return diagnostics };
    // What is new or left is to be cited from the version that has replaced this one.
    if site.newest_version(entry_index).is_some() {
        return diagnostics;
    }
    let usage = site.paragraph_usage(entry_index);
    let misquoted = site.misquoted_paragraphs(&entry.id);
    let paragraphs = text.paragraphs.iter().enumerate();
    let uncited: Vec<&SourceParagraph> = paragraphs
        .filter(|(index, paragraph)| {
            // A wrong quote is reported where it is written.
            let is_cited = usage.get(*index).is_some_and(|usage| !usage.citing_entries.is_empty())
                || misquoted.contains(index);
            let has_no_claim = no_claim.contains_key(&*paragraph.locator);
            !is_cited && !has_no_claim && !paragraph.anchor.is_empty()
        })
        .map(|(_, paragraph)| paragraph)
        .collect();
    for paragraph in &uncited {
        let kind = rules::UncitedParagraph {
            locator: paragraph.locator.clone(),
            document: entry.id.to_string(),
            n_uncited: uncited.len(),
            n_paragraphs: text.paragraphs.len(),
        };
        diagnostics.push(Diagnostic::new(Span::new(source, paragraph.marker.clone()), kind));
    }
    diagnostics
}
