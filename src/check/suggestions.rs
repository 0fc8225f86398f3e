//! Completes diagnostics with near misses: the most similar name, the most similar passage, or a
//! longer quote.
//!
//! Each search looks at many names or paragraphs, so only the first diagnostics of a report get
//! one. An editor who has more of them usually has one cause for all.

use super::citation_like::CitationLikeFinder;
use super::link_candidates::LinkCandidates;
use super::quote_alignment::{MAX_LOCATORS, ParagraphWordIndex};
use crate::diagnostic::rules::CitationProblem;
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, UnknownDocumentReason, closest_match, rules,
    with_plain_hyphens,
};
use crate::files::{file_name, is_table};
use crate::schema::{BuiltinType, LanguageTag};
use crate::site::resolve_citation::unambiguous_extensions;
use crate::site::{Entry, EntryOrigin, Site, entry_citations};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The maximum number of broken links of a report that get a suggestion.
const MAX_LINKS: usize = 20;
/// The maximum number of unknown documents, locators, entries and headings of a report that get a
/// suggestion.
const MAX_IDS: usize = 20;
/// The maximum number of missing quotes of a report for which the nearest passage is searched, of
/// ambiguous ones that are extended, and of those under an unknown locator.
const MAX_QUOTES: usize = 20;

/// Adds suggestions and nearest passages to the diagnostics of a report, which are in order.
pub(super) fn fill(site: &Site, diagnostics: &mut [Diagnostic]) {
    suggest_links(site, diagnostics);
    suggest_ids(site, diagnostics);
    suggest_quotes(site, diagnostics);
}

fn suggest_links(site: &Site, diagnostics: &mut [Diagnostic]) {
    let mut candidates = None;
    let citations = CitationLikeFinder::new(site);
    let broken_links = diagnostics.iter_mut().filter_map(|diagnostic| match &mut diagnostic.kind {
        DiagnosticKind::BrokenLink(link) if link.reason == BrokenLinkReason::NotFound => Some(link),
        _ => None,
    });
    for link in broken_links.take(MAX_LINKS) {
        if link.suggestion.is_some() {
            // `[[partena|Parterna]]` is more likely a slip than a link that is turned around.
            let candidates = candidates.get_or_insert_with(|| LinkCandidates::new(site));
            link.suggestion = candidates.suggestion(link).or(link.suggestion.take());
            continue;
        }
        let name = link.target.split('#').next().unwrap_or(&link.target);
        if let Some(path) = site.find_unread_file(name) {
            (link.reason, link.suggestion) = (BrokenLinkReason::NotRead, Some(path));
            continue;
        }
        if let Some(citation) = citations.parse(&link.target).filter(|it| it.contains('"')) {
            link.suggestion = Some(format!("[@{citation}]"));
            continue;
        }
        let candidates = candidates.get_or_insert_with(|| LinkCandidates::new(site));
        link.suggestion = candidates.suggestion(link).filter(|near| *near != link.target);
    }
}

fn suggest_ids(site: &Site, diagnostics: &mut [Diagnostic]) {
    let without_suggestion = diagnostics.iter_mut().filter(|diagnostic| match &diagnostic.kind {
        DiagnosticKind::UnknownDocument(document) => document.suggestion.is_none(),
        DiagnosticKind::UnknownLocator(locator) => locator.suggestion.is_none(),
        DiagnosticKind::UnknownEntry(entry) => entry.suggestion.is_none(),
        DiagnosticKind::CitationSyntax(it) => {
            matches!(it.problem, CitationProblem::Document { suggestion: None, .. })
        }
        DiagnosticKind::MissingHeading(heading) => heading.suggestion.is_none(),
        _ => false,
    });
    for diagnostic in without_suggestion.take(MAX_IDS) {
        let path = diagnostic.span.source().path.clone();
        match &mut diagnostic.kind {
            DiagnosticKind::UnknownDocument(document) => suggest_document(site, document),
            DiagnosticKind::UnknownLocator(locator) => suggest_locator(site, locator),
            DiagnosticKind::MissingHeading(heading) => suggest_heading(site, heading),
            DiagnosticKind::UnknownEntry(entry) => {
                let types = &entry.types;
                let fits = |kind: &str| types.is_empty() || types.iter().any(|it| it == kind);
                let entries = || site.entries.iter().filter(|it| fits(&it.entry_type.id));
                let plain = plain_id(&entry.id);
                let mut ids = entries().map(|it| &*it.id);
                let same = ids.find(|id| **id == *plain && **id != *entry.id).map(str::to_owned);
                let near = || closest_match(&entry.id, entries().map(|entry| &*entry.id));
                let several = || {
                    let is_id = |id: &str| entries().any(|entry| *entry.id == *id);
                    several_ids(&entry.id, &path, is_id)
                };
                let titled = || {
                    let words = entry.id.trim().to_lowercase();
                    let has_title = |it: &&Arc<Entry>| {
                        it.title.all_strings().any(|title| title.to_lowercase() == words)
                    };
                    let mut titled = entries().filter(has_title);
                    titled.next().filter(|_| titled.next().is_none()).map(|it| it.id.to_string())
                };
                entry.suggestion = several().or(same).or_else(titled).or_else(near);
            }
            DiagnosticKind::CitationSyntax(syntax) => {
                if let CitationProblem::Document { id, suggestion } = &mut syntax.problem {
                    *suggestion = find_document_named(site, id);
                }
            }
            _ => {}
        }
    }
}

/// Returns several ids that were written as one text in the file at a path as they are written in
/// a list, or in the cell of a table: `[a, b]`, `a|b`. `None` means that they are not ids.
fn several_ids(written: &str, path: &str, is_id: impl Fn(&str) -> bool) -> Option<String> {
    let spaced = [" och ", " and ", " & "]
        .iter()
        .fold(written.to_owned(), |text, word| text.replace(word, ","));
    let is_separator = |char: char| char.is_whitespace() || ",;/|+".contains(char);
    let ids: Vec<&str> = spaced.split(is_separator).filter(|id| !id.is_empty()).collect();
    if ids.len() < 2 || !ids.iter().all(|id| is_id(id)) {
        return None;
    }
    Some(match is_table(path) {
        true => ids.join("|"),
        false => format!("[{}]", ids.join(", ")),
    })
}

/// Returns an id as it was probably meant: without brackets, folder, ending and what follows it.
fn plain_id(written: &str) -> String {
    let written = with_plain_hyphens(written.trim()).unwrap_or_else(|| written.to_owned());
    let name = written.trim().trim_matches(['[', ']', '‘', '\'', '"', '@']);
    let name = file_name(name);
    let end = name.find(['.', '#', ',', ':', ';', '|']).unwrap_or(name.len());
    name.get(..end).unwrap_or(name).to_lowercase()
}

/// Returns the id of the document that a citation names otherwise: by its path, its file, its text
/// or the first word of its title.
fn find_document_named(site: &Site, name: &str) -> Option<String> {
    let documents =
        || site.entries.iter().filter(|entry| entry.entry_type.is(BuiltinType::Document));
    let plain = plain_id(name);
    let same = documents().find(|entry| *entry.id == *plain);
    let by_text = || {
        let has_text =
            |entry: &&Arc<Entry>| entry.file_field_names().any(|(file, _)| plain_id(file) == plain);
        documents().find(has_text)
    };
    let by_title = || {
        let mut titled = documents().filter(|entry| {
            entry.title.all_strings().any(|title| title.split(' ').next() == Some(name))
        });
        titled.next().filter(|_| titled.next().is_none())
    };
    same.or_else(by_text).or_else(by_title).map(|entry| entry.id.to_string())
}

/// Returns that no document has an id, with the most similar one.
#[must_use]
pub fn unknown_document(site: &Site, id: &str) -> rules::UnknownDocument {
    let reason = match site.find_id(id) {
        Some(_) => UnknownDocumentReason::NotADocument,
        None => UnknownDocumentReason::NotFound,
    };
    let mut unknown = rules::UnknownDocument { id: id.to_owned(), reason, suggestion: None };
    suggest_document(site, &mut unknown);
    unknown.suggestion = unknown.suggestion.or_else(|| find_document_named(site, id));
    unknown
}

fn suggest_document(site: &Site, unknown: &mut rules::UnknownDocument) {
    let documents = site.entries.iter().filter(|entry| entry.entry_type.is(BuiltinType::Document));
    unknown.suggestion = closest_match(&unknown.id, documents.map(|entry| &*entry.id));
}

fn suggest_locator(site: &Site, unknown: &mut rules::UnknownLocator) {
    let text = site.source_texts.get(unknown.document.as_str());
    if let (Some(text), Some(locator)) = (text, &unknown.locator) {
        unknown.suggestion = text.similar_locator(locator);
    }
}

fn suggest_heading(site: &Site, missing: &mut rules::MissingHeading) {
    let is_page = |entry: &&Arc<Entry>| match &entry.origin {
        EntryOrigin::File(_) => entry.source_path() == missing.page,
        EntryOrigin::Item(..) | EntryOrigin::Mentioned => *entry.id == *missing.page,
    };
    let Some(entry) = site.entries.iter().find(is_page) else { return };
    let version = entry.language_version(&LanguageTag(Arc::from(&*missing.language)));
    let headings = version.map(|version| version.body.outline.headings.as_slice());
    let headings = headings.unwrap_or_default().iter().map(|heading| &*heading.anchor);
    let fields = entry.fields.iter().filter(|(_, statements)| !statements.is_empty());
    let known = headings.chain(fields.map(|(id, _)| &**id));
    missing.suggestion = closest_match(&missing.heading, known);
}

/// Adds nearest passages to missing quotes, extensions to ambiguous ones, and the locators of those
/// that are cited under an unknown one.
fn suggest_quotes(site: &Site, diagnostics: &mut [Diagnostic]) {
    let (mut n_missing, mut n_ambiguous, mut n_unknown) = (0, 0, 0);
    let mut quotes: Vec<&mut Diagnostic> = diagnostics
        .iter_mut()
        .filter(|diagnostic| {
            let count = match diagnostic.kind {
                DiagnosticKind::QuoteNotFound(_) => &mut n_missing,
                DiagnosticKind::AmbiguousQuote(_) => &mut n_ambiguous,
                DiagnosticKind::UnknownLocator(_) => &mut n_unknown,
                _ => return false,
            };
            *count += 1;
            *count <= MAX_QUOTES
        })
        .collect();
    if quotes.is_empty() {
        return;
    }
    let mut word_indexes = BTreeMap::new();
    for entry in &*site.entries {
        for (_, citation) in entry_citations::entry_citations(entry) {
            let Some(quote) = &citation.quote else { continue };
            let is_in_citation =
                |diagnostic: &&mut &mut Diagnostic| citation.span.contains(&diagnostic.span);
            let Some(diagnostic) = quotes.iter_mut().find(is_in_citation) else { continue };
            let Some(text) = site.source_texts.get(&*citation.document.text) else { continue };
            if let DiagnosticKind::AmbiguousQuote(ambiguous) = &mut diagnostic.kind {
                let resolution = site.resolve_citation(citation, entry);
                let cited = text.cited_text(resolution.paragraphs().cloned().unwrap_or_default());
                ambiguous.extensions = unambiguous_extensions(&cited, &quote.text);
                continue;
            }
            if let DiagnosticKind::UnknownLocator(unknown) = &mut diagnostic.kind {
                unknown.with_quote = text.locators_with_quote(&quote.text, MAX_LOCATORS);
                continue;
            }
            let word_index = word_indexes
                .entry(&citation.document.text)
                .or_insert_with(|| ParagraphWordIndex::new(text));
            word_index.attach_nearest_passage(diagnostic, citation);
        }
    }
}
