//! Finds the file that a list is made `from:`.

use super::{FROM_KEY, TABLE_KEYS};
use crate::diagnostic::rules::{LinkPlace, TargetForm};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, OutsideSiteReason, SourceFile,
    closest_match, rules,
};
use crate::files::{TABLE_ENDINGS, file_extension, is_table};
use crate::parse::yaml::{self, YamlNode};
use crate::parse::{CsvTable, ParsedContent, ParsedFile};
use crate::schema;
use crate::site::address::fold_name;
use crate::site::entry_lists::EntryList;
use crate::site::link_destination::join_path;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The endings of tables of other programs, which have to be saved as CSV.
const OTHER_TABLE_ENDINGS: [&str; 9] =
    ["xlsx", "xls", "xlsm", "xlsb", "ods", "fods", "numbers", "tab", "txt"];

/// A table that was found.
pub(super) struct TableFile<'a> {
    pub(super) parsed: &'a Arc<ParsedFile>,
    pub(super) source: &'a Arc<SourceFile>,
    pub(super) table: &'a CsvTable,
    /// What is wrong with the table, whatever type its rows have, in the order of spans.
    pub(super) diagnostics: &'a [Diagnostic],
}

/// Returns whether a map is the name of a table: it has the key `from`, or a misspelling of it.
pub(in crate::site) fn declares_table(node: &YamlNode) -> bool {
    let mut keys = node.map_entries().iter().filter_map(|(key, _)| key.as_str());
    keys.any(|key| key == FROM_KEY || closest_match(key, TABLE_KEYS).as_deref() == Some(FROM_KEY))
}

/// Returns how to name the table that a value is the name of: `{from: towns.csv}` for `towns.csv`.
pub(in crate::site) fn intended_table(node: &YamlNode) -> Option<String> {
    let name = named_tables(node).next()?;
    Some(format!("{{from: {}}}", table_name(name)))
}

/// Returns the texts in a value that are names of tables.
fn named_tables(node: &YamlNode) -> impl Iterator<Item = &str> {
    let keys_and_values = node.map_entries().iter().flat_map(|(key, value)| [value, key]);
    let parts = [node].into_iter().chain(keys_and_values).chain(node.list_items());
    parts
        .filter_map(YamlNode::as_str)
        .map(str::trim)
        .filter(|name| is_table(name) || OTHER_TABLE_ENDINGS.contains(&&*file_extension(name)))
}

/// Returns the name that a file has after it is saved as a table that is read.
fn table_name(name: &str) -> String {
    if is_table(name) {
        return name.to_owned();
    }
    let (folder, file_name) = name.rsplit_once('/').map_or(("", name), |(it, name)| (it, name));
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}{stem}.{}", TABLE_ENDINGS[0])
}

impl EntryList<'_> {
    /// Keeps the tables that a value names, although no entries are read from them: they are not
    /// files for readers, and have what links to nothing may have meant.
    pub(in crate::site) fn keep_intended_tables(
        &mut self,
        node: &YamlNode,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let tables = named_tables(node).filter_map(|name| self.table_file(name, all)).cloned();
        let tables: Vec<Arc<ParsedFile>> = tables.collect();
        self.listed.tables.extend(tables);
    }

    /// Returns the file that `from:` names, beside the list or below the content folder. `None`
    /// means that there is none that can be read, which is reported.
    pub(super) fn find_table<'f>(
        &mut self,
        node: &YamlNode,
        all: &'f BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) -> Option<TableFile<'f>> {
        let Some(from) = node.get(FROM_KEY) else {
            self.keep_intended_tables(node, all);
            return None;
        };
        let Some(name) = from.as_str().map(str::trim) else {
            self.keep_intended_tables(from, all);
            let diagnostic =
                schema::value::wrong_kind_diagnostic(self.source, from, ExpectedKind::File);
            self.listed.diagnostics.extend(diagnostic);
            return None;
        };
        let parsed = self.table_file(name, all);
        self.listed.tables.extend(parsed.cloned());
        if parsed.is_none() {
            self.keep_almost_named(name, all);
        }
        if let Some(parsed) = parsed
            && let ParsedContent::Csv(source, table, diagnostics) = &parsed.kind
        {
            return Some(TableFile { parsed, source, table, diagnostics });
        }
        let folder = self.folder().to_owned();
        let is_unread = parsed.is_some() && !is_table(name);
        let kind: DiagnosticKind = if join_path(&folder, name).is_none() {
            rules::OutsideSite { reason: OutsideSiteReason::Link(name.into()) }.into()
        } else if is_unread {
            let expected = ExpectedKind::Table(table_name(name));
            rules::WrongKind { expected, value: name.into() }.into()
        } else {
            let (reason, suggestion) = (BrokenLinkReason::NotFound, None);
            let place = Some(LinkPlace { folder, form: TargetForm::File });
            rules::BrokenLink { target: name.into(), reason, suggestion, place }.into()
        };
        // A file that is too large has no text, and its own diagnostic.
        if parsed.is_none_or(|parsed| parsed.file.diagnostics.is_empty()) {
            let span = yaml::node_span(self.source, from);
            self.listed.diagnostics.push(Diagnostic::new(span, kind));
        }
        None
    }

    /// Keeps the table that a name was meant for: `Towns.csv` or `.\\towns.csv` for `towns.csv`.
    fn keep_almost_named(&mut self, name: &str, all: &BTreeMap<Arc<str>, Arc<ParsedFile>>) {
        let file_name = |path: &str| fold_name(path.rsplit(['/', '\\']).next().unwrap_or(path));
        let wanted = file_name(name);
        let is_meant = |file: &&Arc<ParsedFile>| {
            is_table(&file.file.path) && file_name(&file.file.path) == wanted
        };
        self.listed.tables.extend(all.values().filter(is_meant).cloned());
    }

    /// Returns the file with a name, beside the list or below the content folder.
    pub(in crate::site) fn table_file<'f>(
        &self,
        name: &str,
        all: &'f BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) -> Option<&'f Arc<ParsedFile>> {
        let folders = [self.folder(), ""];
        let mut paths = folders.into_iter().filter_map(|folder| join_path(folder, name));
        paths.find_map(|path| all.get(path.as_str()))
    }
}
