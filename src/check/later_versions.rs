//! Reports citations of papers that have a later version with other words, or with the same words
//! in another place.

use crate::diagnostic::rules::{LimitUnit, LimitedPart, NewWording, WordingEnd};
use crate::diagnostic::{Diagnostic, DiagnosticKind, rules};
use crate::parse::Citation;
use crate::schema::PeriodBounds;
use crate::site::replaced_citation::replacement_text;
use crate::site::resolve_citation::{
    ReadyCitation, VersionWording, WordingFate, ends_with_wording, own_period,
};
use crate::site::{Entry, EntryIndex, Site};
use rayon::prelude::*;

/// Returns `superseded-quote` and `moved-quote`, and `too-large` for a paper with too many
/// versions.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if !site.has_document_versions() {
        return Vec::new();
    }
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    let citations = entries.flat_map_iter(|entry_index| check_entry(site, entry_index));
    let mut diagnostics: Vec<Diagnostic> = citations.collect();
    diagnostics.extend(site.document_with_too_many_versions().map(|(document, limit)| {
        let (what, unit) = (LimitedPart::Paper, LimitUnit::Versions);
        let span = site.entry_at(document).span.clone();
        Diagnostic::new(span, rules::TooLarge { what, limit, unit })
    }));
    diagnostics
}

fn check_entry(site: &Site, entry_index: EntryIndex) -> Vec<Diagnostic> {
    let entry = site.entry_at(entry_index);
    let mut diagnostics = Vec::new();
    for statement in entry.fields.iter().flat_map(|(_, statements)| statements) {
        for inner in statement.with_nested() {
            for citation in inner.own_citations() {
                let periods = [statement, inner].map(own_period);
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
    if is_own_text || ends_with_wording(site, &fate, periods) {
        return None;
    }
    let (id, newest) = (document.id.to_string(), site.entry_at(fate.newest).id.to_string());
    let ready = fate.wording.citation();
    let replacement = ready.and_then(|ready| replacement_text(citation, ready));
    let text = ready.map(|ready| citation_text(citation, ready));
    let kind: DiagnosticKind = match &fate.wording {
        WordingFate::Moved { locator: Some(locator), .. } => {
            let (document, locator) = (id, locator.clone());
            rules::MovedQuote { document, newest, locator, citation: text, replacement }.into()
        }
        WordingFate::Same { .. } | WordingFate::Moved { locator: None, .. } => return None,
        WordingFate::Changed { locator, end, .. } => {
            let (locator, words) = (locator.clone(), ready.map(|ready| ready.quote.clone()));
            let wording = Some(NewWording { locator, words, citation: text, replacement });
            let end = wording_end(site, end, periods);
            rules::SupersededQuote { document: id, newest, wording, end }.into()
        }
        WordingFate::Gone { end } => {
            let end = wording_end(site, end, periods);
            rules::SupersededQuote { document: id, newest, wording: None, end }.into()
        }
    };
    Some(Diagnostic::new(citation.span.clone(), kind))
}

/// Returns when a wording ended, and what a statement with these periods says instead.
fn wording_end(site: &Site, end: &VersionWording, periods: &[PeriodBounds<'_>]) -> WordingEnd {
    let stated = periods.iter().filter_map(|period| {
        let end = period.end_date()?;
        end.value.or(end.latest)
    });
    WordingEnd {
        version: site.entry_at(end.version).id.to_string(),
        date: site
            .document_date(end.version)
            .and_then(|date| date.value)
            .map(|day| day.to_string()),
        stated: stated.min_by_key(|day| day.last_day()).map(|day| day.to_string()),
    }
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
