//! Reports citations of papers that have a later version with other words, or with the same words
//! in another place.

use crate::diagnostic::rules::{NewWording, WordingEnd};
use crate::diagnostic::{Diagnostic, DiagnosticKind, rules};
use crate::files::is_table;
use crate::parse::Citation;
use crate::schema::{FieldValue, PeriodBounds, Statement};
use crate::site::resolve_citation::{CitationFate, FateKind, ReadyCitation};
use crate::site::{Entry, EntryIndex, Site};
use rayon::prelude::*;

/// Returns `superseded-quote` and `moved-quote`.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if !site.has_document_versions() {
        return Vec::new();
    }
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    entries.flat_map_iter(|entry_index| check_entry(site, entry_index)).collect()
}

fn check_entry(site: &Site, entry_index: EntryIndex) -> Vec<Diagnostic> {
    let entry = site.entry_at(entry_index);
    let mut diagnostics = Vec::new();
    for statement in entry.fields.iter().flat_map(|(_, statements)| statements) {
        for inner in statement.with_nested() {
            for citation in inner.own_citations() {
                let periods = [statement, inner].map(ended_period);
                diagnostics.extend(citation_diagnostic(site, entry, citation, &periods));
            }
        }
    }
    for version in &entry.versions {
        for citation in version.body.citations.iter().flatten() {
            diagnostics.extend(citation_diagnostic(site, entry, citation, &[]));
        }
    }
    diagnostics
}

/// Returns the period in which a statement holds: that of its value, or of its qualifiers.
fn ended_period(statement: &Statement) -> PeriodBounds<'_> {
    match &statement.value {
        FieldValue::Period(..) => statement.period_value().unwrap_or_default(),
        _ => statement.validity_period(),
    }
}

fn citation_diagnostic(
    site: &Site,
    entry: &Entry,
    citation: &Citation,
    periods: &[PeriodBounds<'_>],
) -> Option<Diagnostic> {
    let fate = site.citation_fate(citation, entry)?;
    let document = site.entry_at(fate.document);
    // What a paper says of itself is about that version.
    let is_own_text = std::ptr::eq(document, entry);
    if fate.kind == FateKind::Same || is_own_text || has_ended(site, &fate, periods) {
        return None;
    }
    let (id, newest) = (document.id.to_string(), site.entry_at(fate.newest).id.to_string());
    let replacement = fate.citation.as_ref().and_then(|ready| replacement_text(citation, ready));
    let text = fate.citation.as_ref().map(|ready| citation_text(citation, ready));
    let ended_by = fate.ended_by.unwrap_or(fate.newest);
    let kind: DiagnosticKind = match (fate.kind, fate.locator) {
        (FateKind::Moved, Some(locator)) => {
            let (document, citation) = (id, text);
            rules::MovedQuote { document, newest, locator, citation, replacement }.into()
        }
        (FateKind::Same | FateKind::Moved, _) => return None,
        (FateKind::Changed, locator) => {
            let words = fate.citation.map(|ready| ready.quote);
            let wording = NewWording { locator, words, citation: text, replacement };
            let end = wording_end(site, ended_by);
            rules::SupersededQuote { document: id, newest, wording: Some(wording), end }.into()
        }
        (FateKind::Gone, _) => {
            let end = wording_end(site, ended_by);
            rules::SupersededQuote { document: id, newest, wording: None, end }.into()
        }
    };
    Some(Diagnostic::new(citation.span.clone(), kind))
}

fn wording_end(site: &Site, version: EntryIndex) -> WordingEnd {
    let date = site.document_day(version).map(|day| day.to_string());
    WordingEnd { version: site.entry_at(version).id.to_string(), date }
}

/// Returns whether a statement ended before the newest version of its paper, or with it. The end of
/// a month or a year is its last day.
fn has_ended(site: &Site, fate: &CitationFate, periods: &[PeriodBounds<'_>]) -> bool {
    let Some(newest_day) = site.last_document_day(fate.newest) else { return false };
    let ends = periods.iter().filter_map(|period| period.end_date());
    let mut last_days = ends.filter_map(|end| Some(end.value.or(end.latest)?.last_day()));
    last_days.any(|last_day| last_day <= newest_day)
}

/// Returns a citation as it is written in YAML, without a quote if the old one has none.
fn citation_text(old: &Citation, ready: &ReadyCitation) -> String {
    let place = format!("{} {}", ready.document, ready.locator);
    match &old.quote {
        Some(_) => {
            let quote = crate::parse::citation::escape_quote(&ready.quote);
            format!("{place} \"{quote}\"")
        }
        None => place,
    }
}

/// Returns what to write instead of a citation, in the spelling of its place. `None` means that it
/// cannot be written there.
fn replacement_text(old: &Citation, ready: &ReadyCitation) -> Option<String> {
    let written = old.span.text();
    let place = format!("{} {}", ready.document, ready.locator);
    let source = &old.span.source().text;
    let range = old.span.range();
    let before = source.get(..range.start).unwrap_or_default().chars().next_back();
    let after = source.get(range.end..).unwrap_or_default().chars().next();
    if old.document.span.range().start > range.start + 1 {
        // A map with the key `document`.
        return (!is_table(&old.span.source().path)).then(|| ready.yaml.clone());
    }
    let Some(quote) = &old.quote else {
        return Some(if written.starts_with('@') { format!("@{place}") } else { place });
    };
    let is_sign = |char: char| matches!(char, '"' | '\\');
    let opening: String = quote.span.text().chars().take_while(|char| is_sign(*char)).collect();
    let closing: String =
        quote.span.text().chars().rev().take_while(|char| is_sign(*char)).collect();
    let closing: String = closing.chars().rev().collect();
    let has_signs = ready.quote.contains(['"', '\\', '\'', '|']);
    let is_plain_place = matches!(before, Some(' ' | '\n' | '\t'))
        && matches!(after, None | Some('\n' | '\r' | ',' | ']' | '}'));
    if written.starts_with('@') {
        let inner =
            ready.markdown.as_deref().and_then(|it| it.strip_prefix('[')?.strip_suffix(']'));
        let is_prose = opening == "\"" && matches!(before, Some('[' | ' ' | '\n'));
        return inner.filter(|it| is_prose && !it.contains(['[', ']'])).map(str::to_owned);
    }
    match opening.as_str() {
        "\"" if before == Some('\'') && after == Some('\'') => {
            Some(ready.yaml.strip_prefix('\'')?.strip_suffix('\'')?.to_owned())
        }
        "\"" if is_plain_place => Some(ready.yaml.clone()),
        "\"" | "\"\"" | "\\\"" if !has_signs && !ready.quote.contains([':', '#']) => {
            // In a table, the span ends after the first of two closing marks.
            let is_closed = closing == opening || closing == "\"";
            is_closed.then(|| format!("{place} {opening}{}{closing}", ready.quote))
        }
        _ => None,
    }
}
