//! Finds pages and folders whose names are almost those of translations: `rent_en.md`,
//! `rent (en).md`, `rent.english.md`, `en/rent.md`.
//!
//! What such a page lacks in each language follows from its name, and is counted at it.

use crate::diagnostic::rules::TranslationName;
use crate::diagnostic::{Diagnostic, DiagnosticKind, Span, rules};
use crate::files::file_name;
use crate::locale::{intended_language_tag, is_language_tag};
use crate::site::{EntryOrigin, Site};
use std::collections::{BTreeMap, HashMap};

/// Codes of countries that are written for the language, with the tag of the language.
const COUNTRIES: [(&str, &str); 9] = [
    ("se", "sv"),
    ("dk", "da"),
    ("gb", "en"),
    ("uk", "en"),
    ("us", "en"),
    ("cz", "cs"),
    ("jp", "ja"),
    ("gr", "el"),
    ("cn", "zh"),
];

/// A page that is a file.
struct PageName<'s> {
    path: &'s str,
    /// The path without its ending.
    stem: &'s str,
    ending: &'s str,
    span: &'s Span,
}

/// Adds a finding for each such page or folder, and removes the texts that its pages lack.
pub(super) fn fold(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if site.config.declared.is_none() {
        return;
    }
    let pages = site.entries.iter().filter_map(|entry| match &entry.origin {
        EntryOrigin::File(parsed) => PageName::new(&parsed.file.path, &entry.span),
        EntryOrigin::Item(..) | EntryOrigin::Mentioned => None,
    });
    let pages: Vec<PageName<'_>> = pages.collect();
    let pages_by_stem: BTreeMap<&str, &PageName<'_>> =
        pages.iter().map(|page| (page.stem, page)).collect();
    let mut findings: Vec<Diagnostic> = Vec::new();
    // The index of the finding that explains what a page lacks, by its path in reports: in all
    // languages, and in one.
    let mut causes: HashMap<Box<str>, usize> = HashMap::new();
    let mut causes_by_language: HashMap<(Box<str>, String), usize> = HashMap::new();
    for page in &pages {
        let Some((base_page, kind)) = page.misnamed(site, &pages_by_stem) else { continue };
        causes.insert(page.span.source().path.clone(), findings.len());
        let base_path = base_page.span.source().path.clone();
        causes_by_language.insert((base_path, kind.language.clone()), findings.len());
        findings.push(Diagnostic::new(page.span.clone(), kind));
    }
    let mut folders = language_folders(site, &pages);
    // The pages of the first language are in it wherever they are; what they lack is in the others.
    let first_language = folders.remove(&*site.config.default_language().0);
    let first_folder = findings.len();
    for (language, pages) in folders {
        let Some(first) = pages.first() else { continue };
        for page in &pages {
            causes.insert(page.span.source().path.clone(), findings.len());
        }
        findings.push(Diagnostic::new(first.span.clone(), folder_kind(language, &pages)));
    }
    if findings.len() > first_folder {
        for page in first_language.into_iter().flatten() {
            causes.insert(page.span.source().path.clone(), first_folder);
        }
    }
    if findings.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| {
        let DiagnosticKind::MissingTranslation(missing) = &mut diagnostic.kind else { return true };
        let path = &diagnostic.span.source().path;
        missing.languages.retain(|language| {
            let in_language = || causes_by_language.get(&(path.clone(), language.clone()));
            let cause = causes.get(path).or_else(in_language);
            let Some(cause) = cause.and_then(|index| findings.get_mut(*index)) else { return true };
            cause.n_effects += 1;
            false
        });
        !missing.languages.is_empty()
    });
    diagnostics.extend(findings);
}

impl<'s> PageName<'s> {
    fn new(path: &'s str, span: &'s Span) -> Option<Self> {
        let (stem, ending) = path.rsplit_once('.')?;
        Some(Self { path, stem, ending, span })
    }

    fn name(&self) -> &'s str {
        file_name(self.path)
    }

    /// Returns the page that this one is meant to translate, and what is wrong with its name.
    fn misnamed<'p>(
        &self,
        site: &Site,
        pages_by_stem: &BTreeMap<&str, &'p PageName<'s>>,
    ) -> Option<(&'p PageName<'s>, rules::MisnamedTranslation)> {
        let stem = file_name(self.stem);
        let folder = self.stem.get(..self.stem.len() - stem.len())?;
        let after = stem.rfind(['.', '_', '-']).filter(|offset| *offset > 0);
        let parts = [
            after.and_then(|offset| Some((stem.get(..offset)?, stem.get(offset..)?))),
            stem.split_once('.').map(|(word, name)| (name, word)),
            stem.strip_suffix(')').and_then(|stem| {
                let (name, _) = stem.rsplit_once('(')?;
                Some((name.trim_end(), stem.get(name.len()..)?))
            }),
            // `rent.en-GB` is cut at the hyphen above.
            stem.rsplit_once('.'),
        ];
        parts.into_iter().flatten().find_map(|(name, word)| {
            let base = format!("{folder}{name}");
            let separator = word.chars().next().filter(|char| matches!(char, '_' | '-' | '('));
            let word = word.trim_start_matches(['.', '_', '-', '(']);
            let base_page = *pages_by_stem.get(base.as_str())?;
            let page = format!("{name}.{}", self.ending);
            let (language, form) = match listed_language(site, word) {
                Some(language) => {
                    let right_name = format!("{name}.{language}.{}", self.ending);
                    let name = self.name().to_owned();
                    (language, TranslationName::File { name, page, right_name })
                }
                None => {
                    let language = is_language_tag(word).then(|| word.to_owned());
                    // `rent-no.md` is a name like any other.
                    let language = language.filter(|_| separator.is_none())?;
                    (language, TranslationName::Unlisted { name: self.name().to_owned(), page })
                }
            };
            Some((base_page, rules::MisnamedTranslation { language, form }))
        })
    }
}

/// Returns the language of the site that a word is meant for: `en`, `EN`, `english`, `en-GB`, `se`
/// for Swedish.
fn listed_language(site: &Site, word: &str) -> Option<String> {
    let languages = &site.config.languages;
    let listed = |tag: &str| {
        let tag = languages.iter().find(|it| it.0.eq_ignore_ascii_case(tag))?;
        (languages.len() > 1).then(|| tag.0.to_string())
    };
    let primary = word.split(['-', '_']).next().unwrap_or_default();
    let country = word.to_ascii_lowercase();
    let country = COUNTRIES.iter().find(|(code, _)| *code == country).map(|(_, tag)| *tag);
    listed(word)
        .or_else(|| listed(&intended_language_tag(word)?))
        .or_else(|| listed(country?))
        .or_else(|| listed(primary).filter(|_| is_language_tag(word)))
}

/// Returns the top folders that are named after a language of the site, with their pages. The site
/// has several languages.
fn language_folders<'p, 's>(
    site: &Site,
    pages: &'p [PageName<'s>],
) -> BTreeMap<String, Vec<&'p PageName<'s>>> {
    let mut folders: BTreeMap<String, Vec<&PageName<'_>>> = BTreeMap::new();
    for page in pages {
        let folder = page.path.split_once('/').map(|(folder, _)| folder);
        let tag = folder.and_then(|folder| {
            site.config.languages.iter().find(|tag| tag.0.eq_ignore_ascii_case(folder))
        });
        if let Some(tag) = tag.filter(|_| site.config.languages.len() > 1) {
            folders.entry(tag.0.to_string()).or_default().push(page);
        }
    }
    folders
}

fn folder_kind(language: String, pages: &[&PageName<'_>]) -> rules::MisnamedTranslation {
    let first = pages.first();
    let folder = first.and_then(|page| page.path.split('/').next()).unwrap_or_default().to_owned();
    let example = first.map(|page| {
        let stem = page.stem.get(folder.len() + 1..).unwrap_or_default();
        [page.path.to_owned(), format!("{stem}.{language}.{}", page.ending)]
    });
    let form = TranslationName::Folder {
        name: folder,
        n_pages: pages.len(),
        example: example.unwrap_or_default(),
    };
    rules::MisnamedTranslation { language, form }
}
