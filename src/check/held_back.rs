//! Holds back what one mistake repeats or causes: it is counted, and not listed.

use crate::diagnostic::{
    Diagnostic, DiagnosticKind, KeyScope, ReportLanguage, Severity, ViewOptionProblem,
};
use std::collections::{BTreeMap, HashMap};

/// The maximum number of findings of one code in a file that are reported.
const MAX_PER_FILE: usize = 1_000;
/// The maximum number of findings in a file with the same code and message that are reported.
const MAX_SAME_IN_FILE: usize = 100;

/// Holds back findings about a name that a file declares which could not be read as intended: a
/// link to an entry of a broken list, an option with a field of a broken type. They go away when
/// the file is fixed, and its finding counts them.
pub(super) fn hold_back_effects(diagnostics: &mut Vec<Diagnostic>) {
    let is_cause = |diagnostic: &Diagnostic| hides_names(diagnostic);
    if !diagnostics.iter().any(is_cause) {
        return;
    }
    // The index of the first finding about the file in which a name occurs.
    let mut causes: HashMap<Box<str>, usize> = HashMap::new();
    let mut seen_paths: Vec<&str> = Vec::new();
    for (index, cause) in diagnostics.iter().enumerate().filter(|(_, cause)| is_cause(cause)) {
        let source = cause.span.source();
        if seen_paths.contains(&&*source.path) {
            continue;
        }
        seen_paths.push(&source.path);
        for word in source.text.split(|char: char| !is_name_char(char)) {
            if !word.is_empty() {
                causes.entry(word.into()).or_insert(index);
            }
        }
    }
    let cause_of = |effect: &Diagnostic| {
        let missing = missing_name(&effect.kind)?;
        let index = *causes.get(missing.name)?;
        let cause_path = &diagnostics.get(index)?.span.source().path;
        let is_own_file = *cause_path == effect.span.source().path;
        let is_in_file = missing.path.is_none_or(|path| path == **cause_path);
        (!is_own_file && is_in_file).then_some(index)
    };
    let cause_indexes: Vec<Option<usize>> = diagnostics.iter().map(cause_of).collect();
    for index in cause_indexes.iter().flatten() {
        if let Some(cause) = diagnostics.get_mut(*index) {
            cause.n_effects += 1;
        }
    }
    let mut is_effect = cause_indexes.iter().map(Option::is_some);
    diagnostics.retain(|_| !is_effect.next().unwrap_or_default());
}

/// Returns whether the names that a list, a table or a type declares are unknown because of an
/// error. A page declares only its own name, so one error in it has no others.
fn hides_names(diagnostic: &Diagnostic) -> bool {
    let path = &diagnostic.span.source().path;
    let is_declaration = [".yaml", ".csv"].iter().any(|ending| path.ends_with(ending));
    let before = diagnostic.span.source().text.get(..diagnostic.span.range().start);
    let before = before.unwrap_or_default();
    let hides = match &diagnostic.kind {
        // The key of a list is not a type, so nothing in the list is read.
        DiagnosticKind::UnknownType(_) => before.is_empty() || before.ends_with('\n'),
        // Without its column `id`, the rows of a table have other ids.
        DiagnosticKind::UnknownKey(_) => path.ends_with(".csv") && !before.contains('\n'),
        _ => diagnostic.makes_file_unreadable(),
    };
    diagnostic.severity == Severity::Error && is_declaration && hides
}

/// A name that something refers to and that nothing has.
struct MissingName<'d> {
    name: &'d str,
    /// The path of the only file that could declare it. `None` means any.
    path: Option<String>,
}

fn missing_name(kind: &DiagnosticKind) -> Option<MissingName<'_>> {
    let anywhere = |name| Some(MissingName { name, path: None });
    match kind {
        DiagnosticKind::BrokenLink(link) => {
            let target = link.target.split('#').next().unwrap_or_default();
            let file_name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            anywhere(file_name.strip_suffix(".md").unwrap_or(file_name))
        }
        DiagnosticKind::UnknownEntry(entry) => anywhere(&entry.id),
        DiagnosticKind::UnknownDocument(document) => anywhere(&document.id),
        DiagnosticKind::ViewOption(option) => {
            let (ViewOptionProblem::NoEntry(name, _) | ViewOptionProblem::NoField(name, _)) =
                &option.problem
            else {
                return None;
            };
            anywhere(name)
        }
        DiagnosticKind::UnknownKey(unknown) => {
            let KeyScope::Entry(type_name) = &unknown.scope else { return None };
            let path = Some(format!("_types/{type_name}.yaml"));
            Some(MissingName { name: &unknown.key, path })
        }
        _ => None,
    }
}

/// Returns whether ids and names of fields may contain a character.
fn is_name_char(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_')
}

/// Keeps the first [`MAX_PER_FILE`] findings of each code in a file, and the first
/// [`MAX_SAME_IN_FILE`] that say the same; the last one that is kept counts the others.
///
/// A text of a megabyte may have a wrong mark in every line. No format needs all of them: who fixes
/// the first finds the others.
pub(super) fn hold_back_repeats(diagnostics: &mut Vec<Diagnostic>) {
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.span.source().path.clone(), diagnostic.code(), diagnostic.severity)
    };
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    // Nearly always there is nothing to hold back.
    if counts.values().all(|count| *count <= MAX_SAME_IN_FILE) {
        return;
    }
    let mut kept: Vec<Diagnostic> = Vec::new();
    // How many of a key, or of a key and a message, are kept, and the index of the last one.
    let mut kept_by_key: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics.drain(..) {
        let key = key(&diagnostic);
        if counts.get(&key).is_none_or(|count| *count <= MAX_SAME_IN_FILE) {
            kept.push(diagnostic);
            continue;
        }
        let message = diagnostic.kind.message(ReportLanguage::English);
        let limits =
            [((key.clone(), String::new()), MAX_PER_FILE), ((key, message), MAX_SAME_IN_FILE)];
        let full = limits.iter().find_map(|(key, max)| {
            kept_by_key.get(key).filter(|(n_kept, _)| n_kept >= max).map(|(_, last)| *last)
        });
        if let Some(last) = full.and_then(|index| kept.get_mut(index)) {
            last.n_held_back += 1;
            continue;
        }
        for (key, _) in limits {
            let counted = kept_by_key.entry(key).or_default();
            *counted = (counted.0 + 1, kept.len());
        }
        kept.push(diagnostic);
    }
    *diagnostics = kept;
}
