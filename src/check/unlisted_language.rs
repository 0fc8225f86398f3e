//! Folds the findings of a language that texts are written in, and that `languages:` does not list.
//!
//! A site whose list lacks a language has one mistake, but each text in that language is a finding,
//! and each `page.en.md` a page of its own with all that it then lacks. What is wrong in the words
//! of such a page is wrong in a translation too, and stays.

use crate::diagnostic::{Diagnostic, DiagnosticKind, ExpectedKind, rules};
use crate::locale::is_language_tag;
use crate::site::{EntryOrigin, Site};
use std::collections::{BTreeMap, BTreeSet};

/// The least number of findings that are folded.
const MIN_FINDINGS: usize = 5;

/// Replaces the findings of each such language by one at `languages:`, which counts them.
pub(super) fn fold(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(span) = &site.config.languages_value else { return };
    let files = files_by_language(site);
    let language_of = |diagnostic: &Diagnostic| -> Option<String> {
        let path = &*diagnostic.span.source().path;
        match &diagnostic.kind {
            DiagnosticKind::WrongKind(it) if matches!(it.expected, ExpectedKind::Language(_)) => {
                is_language_tag(&it.value).then(|| it.value.clone())
            }
            kind if comes_from_standing_alone(kind) => {
                files.get(path).map(|language| (*language).to_owned())
            }
            _ => None,
        }
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for language in diagnostics.iter().filter_map(language_of) {
        *counts.entry(language).or_default() += 1;
    }
    counts.retain(|_, count| *count >= MIN_FINDINGS);
    if counts.is_empty() {
        return;
    }
    diagnostics.retain(|it| language_of(it).is_none_or(|language| !counts.contains_key(&language)));
    diagnostics.extend(counts.into_iter().map(|(value, n_effects)| {
        let kind = rules::WrongKind { expected: ExpectedKind::ListedLanguage, value };
        Diagnostic { n_effects, ..Diagnostic::new(span.clone(), kind) }
    }));
}

/// Returns whether a translation that is read as a page of its own can have this finding for that
/// reason only.
fn comes_from_standing_alone(kind: &DiagnosticKind) -> bool {
    matches!(
        kind,
        DiagnosticKind::MissingOwner(_)
            | DiagnosticKind::MissingTranslation(_)
            | DiagnosticKind::MissingField(_)
            | DiagnosticKind::MisnamedTranslation(_)
            | DiagnosticKind::OrphanPage(_)
            | DiagnosticKind::DuplicateId(_)
    )
}

/// Returns the files that are named as translations into a language that the site does not have,
/// `page.en.md` beside `page.md`, by their paths in reports.
fn files_by_language(site: &Site) -> BTreeMap<&str, &str> {
    let pages = site.entries.iter().filter_map(|entry| match &entry.origin {
        EntryOrigin::File(parsed) => Some((&*parsed.file.path, &*entry.span.source().path)),
        EntryOrigin::Item(..) | EntryOrigin::Mentioned => None,
    });
    let pages: Vec<(&str, &str)> = pages.collect();
    let stems: BTreeSet<&str> = pages.iter().filter_map(|(path, _)| stem(path)).collect();
    let translations = pages.iter().filter_map(|(path, reported_path)| {
        let (base, language) = stem(path)?.rsplit_once('.')?;
        let is_listed = site.config.languages.iter().any(|tag| *tag.0 == *language);
        let is_translation = is_language_tag(language) && !is_listed && stems.contains(base);
        is_translation.then_some((*reported_path, language))
    });
    translations.collect()
}

/// Returns a path without its ending.
fn stem(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(stem, _)| stem)
}
