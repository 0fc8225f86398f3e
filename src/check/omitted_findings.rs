//! Omits what one mistake repeats or causes: it is counted, and not listed.

use crate::diagnostic::rules::{self, FieldPlace, KeptBackReason, KeyPlace, UnknownDocumentReason};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, KeyScope, ReportLanguage, Severity,
    ViewOptionProblem, YamlProblem,
};
use crate::files::{file_name, is_markdown, is_table, is_yaml};
use crate::site::Site;
use std::collections::{BTreeMap, HashMap};

/// The maximum number of findings of one code in a file that are reported.
const MAX_PER_FILE: usize = 1_000;
/// The maximum number of findings in a file with the same code and message that are reported.
const MAX_SAME_IN_FILE: usize = 100;

/// Omits findings about a name that a file declares which could not be read as intended: a
/// link to an entry of a broken list, an option with a field of a broken type. They go away when
/// the file is fixed, and its finding counts them.
pub(super) fn omit_effects(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(hides_names) {
        return;
    }
    // The index of the first finding about the file in which a name occurs.
    let mut causes: HashMap<Box<str>, usize> = HashMap::new();
    let mut causes_by_path: HashMap<&str, usize> = HashMap::new();
    for (index, cause) in diagnostics.iter().enumerate().filter(|(_, cause)| hides_names(cause)) {
        let source = cause.span.source();
        if causes_by_path.contains_key(&*source.path) {
            continue;
        }
        causes_by_path.insert(&source.path, index);
        for text in [&*source.text].into_iter().chain(site.table_texts(source)) {
            for name in text.lines().flat_map(declared_names) {
                causes.entry(name.into()).or_insert(index);
            }
        }
    }
    let causes_by_type: HashMap<&str, usize> = diagnostics
        .iter()
        .enumerate()
        .filter(|(_, cause)| hides_names(cause))
        .filter_map(|(index, cause)| {
            let (_, file_name) = cause.span.source().path.rsplit_once("_types/")?;
            Some((file_name.strip_suffix(".yaml")?, index))
        })
        .collect();
    let cause_of = |effect: &Diagnostic| match missing_name(&effect.kind)? {
        MissingName::Declared(name) => causes.get(name).copied(),
        MissingName::KeyOfType(type_name) => causes_by_type.get(type_name).copied(),
    };
    let cause_indexes: Vec<Option<usize>> = diagnostics.iter().map(cause_of).collect();
    omit_caused(diagnostics, &cause_indexes);
}

/// Returns whether the names that a list, a table or a type declares are unknown because of an
/// error. A page declares only its own name, so one error in it has no others.
fn hides_names(diagnostic: &Diagnostic) -> bool {
    let path = &diagnostic.span.source().path;
    let is_declaration = is_table(path) || is_yaml(path);
    let before = diagnostic.span.source().text.get(..diagnostic.span.range().start);
    let before = before.unwrap_or_default();
    let hides = match &diagnostic.kind {
        // A second list of a type is not read.
        DiagnosticKind::DuplicateKey(duplicate) => duplicate.place == KeyPlace::List,
        // The key of a list is not a type, so nothing in the list is read.
        DiagnosticKind::UnknownType(_) => before.is_empty() || before.ends_with('\n'),
        // The values of such a row are not read.
        DiagnosticKind::SurplusCell(_) | DiagnosticKind::MissingCell(_) => is_table(path),
        // Without its column `id`, the rows of a table have other ids.
        DiagnosticKind::MissingField(missing) => {
            matches!(&missing.place, FieldPlace::Column(name) if name == "id")
        }
        DiagnosticKind::UnknownKey(unknown) => {
            matches!(unknown.scope, KeyScope::Column(_))
                && unknown.suggestion.as_deref() == Some("id")
        }
        // A field whose declaration is wrong is not one of the type's.
        DiagnosticKind::WrongKind(_) => path.contains("_types/"),
        _ => diagnostic.makes_file_unreadable(),
    };
    diagnostic.severity == Severity::Error && is_declaration && hides
}

/// Omits findings about words with letters that could not be decoded. The finding about the
/// encoding of the file counts them.
pub(super) fn omit_undecoded(diagnostics: &mut Vec<Diagnostic>) {
    let is_not_utf8 = |it: &Diagnostic| matches!(it.kind, DiagnosticKind::NotUtf8(_));
    let causes = diagnostics.iter().enumerate().filter(|(_, it)| is_not_utf8(it));
    let causes: HashMap<Box<str>, usize> =
        causes.map(|(index, it)| (it.span.source().path.clone(), index)).collect();
    if causes.is_empty() {
        return;
    }
    let cause_of = |it: &Diagnostic| {
        let cause = causes.get(&it.span.source().path).copied();
        cause.filter(|_| !is_not_utf8(it) && it.span.text().contains(char::REPLACEMENT_CHARACTER))
    };
    let cause_indexes: Vec<Option<usize>> = diagnostics.iter().map(cause_of).collect();
    omit_caused(diagnostics, &cause_indexes);
}

/// The findings that others can follow from, by file, page or document, as indexes of findings.
#[derive(Default)]
struct FollowUpCauses {
    pages: HashMap<Box<str>, usize>,
    broken_files: HashMap<Box<str>, usize>,
    unknown_types: HashMap<Box<str>, usize>,
    citations: HashMap<Box<str>, Vec<usize>>,
    /// The lists and maps that do not end, by file and start.
    unclosed_values: HashMap<(Box<str>, usize), usize>,
    /// The values with a misspelt `source`, by file.
    source_keys: HashMap<Box<str>, Vec<usize>>,
    /// The columns of tables that were meant to be the sources of a field, by file and field.
    source_columns: HashMap<(Box<str>, String), usize>,
    /// The first citation of each document that is not published.
    documents: HashMap<String, usize>,
}

impl FollowUpCauses {
    fn collect(diagnostics: &[Diagnostic]) -> Self {
        let mut causes = Self::default();
        for (index, cause) in diagnostics.iter().enumerate() {
            if cause.severity == Severity::Error {
                causes.add(index, cause);
            }
        }
        causes
    }

    fn add(&mut self, index: usize, cause: &Diagnostic) {
        let path: Box<str> = (*cause.span.source().path).into();
        match &cause.kind {
            DiagnosticKind::UnknownType(_) => {
                self.unknown_types.entry(path.clone()).or_insert(index);
            }
            DiagnosticKind::CitationSyntax(_) => {
                self.citations.entry(path.clone()).or_default().push(index);
            }
            DiagnosticKind::UnknownKey(unknown)
                if unknown.suggestion.as_deref() == Some("source") =>
            {
                if let KeyScope::ColumnValue(field) = &unknown.scope {
                    self.source_columns.entry((path.clone(), field.clone())).or_insert(index);
                } else if cause.incomplete_map.is_some() {
                    self.source_keys.entry(path.clone()).or_default().push(index);
                }
            }
            DiagnosticKind::UnknownDocument(document) if is_kept_back(document) => {
                self.documents.entry(document.id.clone()).or_insert(index);
            }
            DiagnosticKind::YamlSyntax(syntax) => {
                self.broken_files.entry(path.clone()).or_insert(index);
                if matches!(syntax.problem, YamlProblem::Unclosed(_)) {
                    let start = cause.span.range().start;
                    self.unclosed_values.entry((path.clone(), start)).or_insert(index);
                }
            }
            _ => {}
        }
        if cause.keeps_page_back && is_markdown(&path) {
            self.pages.entry(page_name(&path).into()).or_insert(index);
        }
    }
}

/// Omits findings that have their cause in the same file or in the front matter of a page:
/// links to a page whose front matter cannot be read, keys of an entry of an unknown type, other
/// keys of a file that is not a list of entries, the missing source of a citation that is wrong,
/// more citations of a document that is not published.
pub(super) fn omit_follow_ups(diagnostics: &mut Vec<Diagnostic>) {
    let FollowUpCauses {
        pages,
        broken_files,
        unknown_types,
        citations,
        unclosed_values,
        source_keys,
        source_columns,
        documents,
    } = FollowUpCauses::collect(diagnostics);
    let cause_of = |effect: &Diagnostic| {
        let source = effect.span.source();
        let path = &*source.path;
        match &effect.kind {
            DiagnosticKind::BrokenLink(link)
                if link.reason == BrokenLinkReason::KeptBack(KeptBackReason::Unclear) =>
            {
                let target = link.target.split('#').next().unwrap_or_default();
                pages.get(page_name(target.trim_end_matches('/'))).copied()
            }
            DiagnosticKind::UnknownKey(unknown)
                if matches!(unknown.scope, KeyScope::Entry(_)) && is_markdown(path) =>
            {
                unknown_types.get(path).copied()
            }
            DiagnosticKind::UnknownType(_) if !is_markdown(path) => unknown_types
                .get(path)
                .copied()
                .filter(|first| is_top_key(effect) && !is_same(diagnostics, *first, effect)),
            DiagnosticKind::UnknownDocument(document) if is_kept_back(document) => documents
                .get(&document.id)
                .copied()
                .filter(|first| !is_same(diagnostics, *first, effect)),
            // What a bracket begins may not have been meant as a list or a map.
            DiagnosticKind::WrongKind(_) => {
                unclosed_values.get(&(path.into(), effect.span.range().start)).copied()
            }
            DiagnosticKind::MissingField(_) => broken_files.get(path).copied(),
            DiagnosticKind::MissingSource(missing) => {
                let is_inside = |index: &&usize| {
                    let citation = diagnostics.get(**index);
                    citation.is_some_and(|it| effect.span.contains(&it.span))
                };
                let citation = citations.get(path).and_then(|it| it.iter().find(is_inside));
                let lacks_source = |index: &&usize| {
                    let map = diagnostics.get(**index).and_then(|it| it.incomplete_map.as_ref());
                    map.is_some_and(|map| map.contains(&effect.span.range().start))
                };
                let key = || source_keys.get(path).and_then(|it| it.iter().find(lacks_source));
                let column = || source_columns.get(&(path.into(), missing.field.clone()));
                citation.or_else(key).or_else(column).copied()
            }
            _ => None,
        }
    };
    let cause_indexes: Vec<Option<usize>> = diagnostics.iter().map(cause_of).collect();
    omit_caused(diagnostics, &cause_indexes);
}

fn is_kept_back(document: &rules::UnknownDocument) -> bool {
    matches!(document.reason, UnknownDocumentReason::KeptBack(_))
}

/// Returns the name of a page, by which links find it: that of its file, or of the folder of an
/// index.
fn page_name(path: &str) -> &str {
    let path = path.strip_suffix(".md").or(path.strip_suffix(".markdown")).unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    file_name(path)
}

/// Returns whether a finding is at the start of a line, at a key of the whole file.
fn is_top_key(diagnostic: &Diagnostic) -> bool {
    let before = diagnostic.span.source().text.get(..diagnostic.span.range().start);
    before.is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

fn is_same(diagnostics: &[Diagnostic], index: usize, other: &Diagnostic) -> bool {
    diagnostics.get(index).is_some_and(|it| std::ptr::eq(it, other))
}

/// Removes each finding that has a cause, and counts it there.
pub(super) fn omit_caused(diagnostics: &mut Vec<Diagnostic>, cause_indexes: &[Option<usize>]) {
    for index in cause_indexes.iter().flatten() {
        if let Some(cause) = diagnostics.get_mut(*index) {
            cause.n_effects += 1;
        }
    }
    let mut is_effect = cause_indexes.iter().map(Option::is_some);
    diagnostics.retain(|_| !is_effect.next().unwrap_or_default());
}

/// A name that something refers to and that nothing has.
enum MissingName<'d> {
    /// An id, or the name of a field.
    Declared(&'d str),
    /// A key of an entry of the type with this name.
    KeyOfType(&'d str),
}

fn missing_name(kind: &DiagnosticKind) -> Option<MissingName<'_>> {
    Some(match kind {
        DiagnosticKind::BrokenLink(link) => {
            let target = link.target.split('#').next().unwrap_or_default();
            let file_name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            MissingName::Declared(file_name.strip_suffix(".md").unwrap_or(file_name))
        }
        DiagnosticKind::UnknownEntry(entry) => MissingName::Declared(&entry.id),
        DiagnosticKind::UnknownDocument(document) => MissingName::Declared(&document.id),
        DiagnosticKind::ViewOption(option) => {
            let (ViewOptionProblem::NoEntry(name, _) | ViewOptionProblem::NoField(name, _)) =
                &option.problem
            else {
                return None;
            };
            MissingName::Declared(name)
        }
        DiagnosticKind::UnknownKey(unknown) => {
            let KeyScope::Entry(type_name) = &unknown.scope else { return None };
            MissingName::KeyOfType(type_name)
        }
        _ => return None,
    })
}

/// Returns the words of a line that may be an id or the name of a field: the first one, as in a row
/// of a table or a key, and those after `id:`.
fn declared_names(line: &str) -> impl Iterator<Item = &str> {
    let ids = line.match_indices("id:");
    let ids = ids.filter_map(|(offset, mark)| word_at(line.get(offset + mark.len()..)?));
    word_at(line).into_iter().chain(ids)
}

/// Returns the first word of a text: letters, digits, hyphens and underscores.
fn word_at(text: &str) -> Option<&str> {
    let is_name_char = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let text = text.get(text.find(char::is_alphanumeric)?..)?;
    let end = text.find(|char: char| !is_name_char(char)).unwrap_or(text.len());
    text.get(..end)
}

/// Keeps the first [`MAX_PER_FILE`] findings of each code in a file, and the first
/// [`MAX_SAME_IN_FILE`] that say the same; the last one that is kept counts the others.
///
/// A text of a megabyte may have a wrong mark in every line. No format needs all of them: who fixes
/// the first finds the others.
pub(super) fn omit_repeats(diagnostics: &mut Vec<Diagnostic>) {
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.span.source().path.clone(), diagnostic.code(), diagnostic.severity)
    };
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    // Nearly always there is nothing to omit.
    if counts.values().all(|count| *count <= MAX_SAME_IN_FILE) {
        return;
    }
    let mut reported: Vec<Diagnostic> = Vec::new();
    // How many of a key, or of a key and a message, are reported, and the index of the last one.
    let mut reported_by_key: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics.drain(..) {
        let key = key(&diagnostic);
        if counts.get(&key).is_none_or(|count| *count <= MAX_SAME_IN_FILE) {
            reported.push(diagnostic);
            continue;
        }
        let message = diagnostic.kind.message(ReportLanguage::English);
        let limits =
            [((key.clone(), String::new()), MAX_PER_FILE), ((key, message), MAX_SAME_IN_FILE)];
        let full = limits.iter().find_map(|(key, max)| {
            reported_by_key
                .get(key)
                .filter(|(n_reported, _)| n_reported >= max)
                .map(|(_, last)| *last)
        });
        if let Some(last) = full.and_then(|index| reported.get_mut(index)) {
            last.n_omitted += 1;
            continue;
        }
        for (key, _) in limits {
            let counted = reported_by_key.entry(key).or_default();
            *counted = (counted.0 + 1, reported.len());
        }
        reported.push(diagnostic);
    }
    *diagnostics = reported;
}
