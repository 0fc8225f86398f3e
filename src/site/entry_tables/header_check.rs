//! Checks the names of a table's columns, once for all rows.

use super::TypedTable;
use super::column_tree::{ColumnTree, column_keys};
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, KeyScope, RelatedNote, Span, closest_match, rules,
};
use crate::parse::csv::CsvCell;
use crate::parse::{PublicationKey, WordClass};
use crate::schema::{EntryType, LanguageTag, LocalizedText};
use crate::site::foreign_keys::foreign_key;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The column that names the entries.
pub(super) const ID_COLUMN: &str = "id";
/// The key of an entry's text, which only items and rows have.
const BODY_KEY: &str = "body";

/// More unknown columns are one mistake, if they are most of the table.
const MAX_UNKNOWN: usize = 3;

/// What the header of a table says.
pub(super) struct HeaderCheck {
    /// The columns that an entry of the type may have.
    pub(super) columns: ColumnTree,
    /// Whether the rows have ids. Without, nothing can be read from them.
    pub(super) has_ids: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl HeaderCheck {
    /// Reads the header of a table.
    pub(super) fn read(typed: TypedTable<'_>, languages: &[LanguageTag]) -> Self {
        let TypedTable { table, kind, .. } = typed;
        let holding_keys = holding_keys(typed);
        let is_known = |key: &str| is_known_key(kind, key) || holding_keys.contains(key);
        let columns = ColumnTree::new(table, kind, &is_known);
        let has_ids = columns.column(ID_COLUMN).is_some();
        let diagnostics = unknown_columns(typed, &is_known, languages);
        let mut check = Self { columns, has_ids, diagnostics };
        if !table.header.is_empty() && table.is_header_whole {
            check.report_missing_columns(typed);
        }
        check
    }

    /// Reports required columns that are not there, each at the whole header.
    fn report_missing_columns(&mut self, typed: TypedTable<'_>) {
        let TypedTable { table, kind, .. } = typed;
        let first_unknown = self.diagnostics.first_mut();
        if !self.has_ids
            && let Some(DiagnosticKind::UnknownKey(unknown)) = first_unknown.map(|it| &mut it.kind)
            && unknown.suggestion.is_none()
            && table.header.first().is_some_and(|first| *first.text == unknown.key)
        {
            let missing = self.missing_column(typed, ID_COLUMN);
            self.suggest_for_first(ID_COLUMN);
            self.diagnostics.push(missing);
        } else if !self.has_ids && !self.is_suggested(ID_COLUMN) {
            let missing = self.missing_column(typed, ID_COLUMN);
            self.diagnostics.push(missing);
        }
        for field in kind.fields.iter().filter(|field| field.at_least > 0) {
            if self.columns.has_key(&field.id) || self.is_suggested(&field.id) {
                continue;
            }
            let missing = self.missing_column(typed, &field.id);
            self.diagnostics.push(match &field.declared {
                Some(declared) => missing.with_related(declared.clone(), RelatedNote::Declaration),
                None => missing,
            });
        }
    }

    fn missing_column(&self, typed: TypedTable<'_>, name: &str) -> Diagnostic {
        let place = FieldPlace::Column(name.to_owned());
        let required_by = typed.kind.id.to_string();
        let kind = rules::MissingField { field: name.to_owned(), required_by, place };
        Diagnostic::new(Span::new(typed.source, header_range(&typed.table.header)), kind)
    }

    /// Returns whether a column with this name was probably meant by another one.
    fn is_suggested(&self, name: &str) -> bool {
        self.diagnostics.iter().any(|diagnostic| match &diagnostic.kind {
            DiagnosticKind::UnknownKey(unknown) => unknown.suggestion.as_deref() == Some(name),
            _ => false,
        })
    }

    /// Proposes a name for the first column, which is unknown.
    fn suggest_for_first(&mut self, name: &str) {
        if let Some(DiagnosticKind::UnknownKey(unknown)) =
            self.diagnostics.first_mut().map(|it| &mut it.kind)
        {
            unknown.suggestion = Some(name.to_owned());
        }
    }
}

/// Returns the bytes of a header, from its first cell to its last.
pub(super) fn header_range(header: &[CsvCell]) -> Range<usize> {
    let start = header.first().map_or(0, |cell| cell.range.start);
    start..header.last().map_or(start, |cell| cell.range.end)
}

/// Returns whether a row can say something under a key. Keys of other generators about publication
/// are read row by row, so that they are obeyed.
fn is_known_key(kind: &EntryType, key: &str) -> bool {
    EntryType::FRONT_MATTER_KEYS.contains(&key)
        || kind.find_field(key).is_some()
        || key == BODY_KEY
        || PublicationKey::from_name(key).is_some()
}

/// Returns the unknown keys that may keep a row back, and are read row by row: misspellings of
/// `draft` and `published` with a value, and keys under which a row says that it is a draft.
fn holding_keys(typed: TypedTable<'_>) -> HashSet<&str> {
    let TypedTable { table, kind, .. } = typed;
    let mut keys = HashSet::new();
    for (index, cell) in table.header.iter().enumerate() {
        let Some(key) = column_keys(&cell.text).first().copied() else { continue };
        if is_known_key(kind, key) {
            continue;
        }
        let mut values = table.rows.iter().filter_map(|row| row.cells.get(index));
        let fields = kind.fields.iter().map(|field| &*field.id);
        let known = EntryType::FRONT_MATTER_KEYS.into_iter().chain(fields);
        let is_misspelled = PublicationKey::from_misspelling(key, known).is_some();
        let can_hold = values.any(|value| match is_misspelled {
            true => !value.text.trim().is_empty(),
            false => WordClass::is_draft(&value.text),
        });
        if can_hold {
            keys.insert(key);
        }
    }
    keys
}

/// Reports each key that no row can have, at the first column with it. The others are counted.
fn unknown_columns(
    typed: TypedTable<'_>,
    is_known: &dyn Fn(&str) -> bool,
    languages: &[LanguageTag],
) -> Vec<Diagnostic> {
    let TypedTable { table, source, kind } = typed;
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut index_by_key: HashMap<&str, usize> = HashMap::new();
    for cell in table.header.iter().filter(|cell| !cell.text.is_empty()) {
        let Some(key) = column_keys(&cell.text).first().copied() else { continue };
        if is_known(key) {
            continue;
        }
        if let Some(first) = index_by_key.get(key).and_then(|index| diagnostics.get_mut(*index)) {
            first.n_omitted += 1;
            continue;
        }
        index_by_key.insert(key, diagnostics.len());
        let unknown = rules::UnknownKey {
            key: key.to_owned(),
            scope: KeyScope::Column(kind.id.to_string()),
            suggestion: intended_key(kind, key, languages),
            known: Vec::new(),
            publication: None,
            intended_type: None,
        };
        diagnostics.push(Diagnostic::new(Span::new(source, cell.range.clone()), unknown));
    }
    // Most columns are unknown: the table is another one, or its first row is not the header.
    if diagnostics.len() > MAX_UNKNOWN && diagnostics.len() * 2 > table.header.len() {
        let others = diagnostics.split_off(1);
        if let Some(first) = diagnostics.first_mut() {
            first.n_omitted += others.iter().map(|it| 1 + it.n_omitted).sum::<usize>();
        }
    }
    diagnostics
}

/// Returns the key that a name was probably meant for: pakt's key for the same thing, a similar
/// one, or the field whose label it is.
fn intended_key(kind: &EntryType, name: &str, languages: &[LanguageTag]) -> Option<String> {
    if let Some(foreign) = foreign_key(name) {
        return Some(foreign.own_key().to_owned());
    }
    let fields = || kind.fields.iter();
    let is_labelled = |label: &LocalizedText| {
        let is_name = |label: &str| label.to_lowercase() == name.to_lowercase();
        match label {
            LocalizedText::Same(label) => is_name(label),
            LocalizedText::PerLanguage(labels) => labels
                .iter()
                .any(|(language, label)| languages.contains(language) && is_name(label)),
        }
    };
    let labelled = fields().find(|field| is_labelled(&field.label));
    labelled.map(|field| field.id.to_string()).or_else(|| {
        let keys = EntryType::FRONT_MATTER_KEYS.into_iter().chain([BODY_KEY]);
        closest_match(name, keys.chain(fields().map(|field| &*field.id)))
    })
}
