//! Entries in the rows of a table: `town: {from: towns.csv}`.
//!
//! Each row becomes the map that an editor would have written in YAML ([`row_map`]), with the names
//! of the columns as its keys ([`column_tree`]) and a cell or a part of one as a value
//! ([`cell_value`]), and is read as an item of a list is. What is wrong with a column is reported
//! once, in the header; what is wrong with a value, in its cell. `source:` beside `from:` gives the
//! values of a column a source that names cells of their row ([`source_template`]).

mod cell_value;
mod column_tree;
mod header_check;
mod row_findings;
mod row_map;
mod source_template;
mod table_file;

use super::entry::{Entry, EntryMeta};
use super::entry_lists::EntryList;
use crate::diagnostic::{Diagnostic, KeyScope, SourceFile, Span};
use crate::parse::csv::CsvRow;
use crate::parse::yaml::YamlNode;
use crate::parse::{CsvTable, ParsedFile};
use crate::schema::{DiagnosticSink, EntryType, ReadContext};
use cell_value::CellReader;
use column_tree::ColumnTree;
use header_check::HeaderCheck;
use row_findings::RowFindings;
use source_template::SourceTemplates;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use table_file::{declares_table, intended_table};

/// The key of the file of a table.
const FROM_KEY: &str = "from";
/// The key of the sources of its columns.
const SOURCE_KEY: &str = "source";
/// The keys of a list that is in a table.
const TABLE_KEYS: [&str; 2] = [FROM_KEY, SOURCE_KEY];

/// A table and the type of its rows.
#[derive(Clone, Copy)]
struct TypedTable<'a> {
    table: &'a CsvTable,
    source: &'a Arc<SourceFile>,
    kind: &'a Arc<EntryType>,
}

impl EntryList<'_> {
    /// Adds the rows of the table that a map such as `{from: towns.csv}` names.
    pub(super) fn add_table(
        &mut self,
        node: &YamlNode,
        kind: &Arc<EntryType>,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let languages = &self.context.config.languages;
        let mut sink = DiagnosticSink::new(ReadContext { source: self.source, languages });
        for (key, _) in node.map_entries() {
            if !key.as_str().is_some_and(|name| TABLE_KEYS.contains(&name)) {
                sink.push_unknown_key(key, KeyScope::Value(kind.id.to_string()), TABLE_KEYS);
            }
        }
        self.listed.diagnostics.append(&mut sink.diagnostics);
        let Some(file) = self.find_table(node, all) else { return };
        let typed = TypedTable { table: file.table, source: file.source, kind };
        let header = HeaderCheck::read(typed, languages);
        let columns = &header.columns;
        let mut findings = RowFindings::new(typed, columns, file.diagnostics);
        let context = ReadContext { source: self.source, languages };
        let (templates, template_diagnostics) =
            SourceTemplates::read(node.get(SOURCE_KEY), typed, columns, context);
        self.listed.diagnostics.extend(header.diagnostics);
        self.listed.diagnostics.extend(template_diagnostics);
        if header.has_ids {
            let list = self.for_file(file.parsed, file.source);
            let rows = TableRows { list, typed, columns, templates: &templates };
            self.listed.entries.extend(rows.read(&mut findings));
        }
        self.listed.diagnostics.extend(findings.into_table_diagnostics());
    }
}

/// The rows of a table, and what they are read with.
struct TableRows<'a> {
    list: EntryList<'a>,
    typed: TypedTable<'a>,
    columns: &'a ColumnTree,
    templates: &'a SourceTemplates,
}

impl TableRows<'_> {
    /// Reads each row as an entry, with its diagnostics.
    fn read(&self, findings: &mut RowFindings<'_>) -> Vec<(Entry, Vec<Diagnostic>)> {
        let TypedTable { table, source, kind } = self.typed;
        let languages = &self.list.context.config.languages;
        let mut entries = Vec::with_capacity(table.rows.len());
        let mut cells = CellReader::new(source, languages, table.separator);
        for row in &table.rows {
            let Some(map) = row_map::row_map(self.columns, row, &mut cells) else { continue };
            let Some(first) = row.cells.first() else { continue };
            let span = Span::new(source, first.range.clone());
            let Ok((mut entry, mut diagnostics)) = self.list.read_item(&map, span, kind) else {
                continue;
            };
            diagnostics.append(&mut cells.diagnostics);
            if row.is_whole {
                self.add_sources(&mut entry, row, &mut diagnostics);
            } else {
                drop_values(&mut entry);
                entry.meta.publication.is_unclear |= findings.may_hide_publication(row);
            }
            findings.keep_those_of_row(row, &mut diagnostics);
            entries.push((entry, diagnostics));
        }
        entries
    }

    /// Gives the values of an entry that have no source the one that is declared for their column.
    fn add_sources(&self, entry: &mut Entry, row: &CsvRow, diagnostics: &mut Vec<Diagnostic>) {
        for (field_id, statements) in &mut entry.fields {
            let Some(template) = self.templates.for_field(field_id) else { continue };
            for statement in statements {
                template.add_to(statement, row, self.typed, diagnostics);
            }
        }
    }
}

/// Drops what a row says whose cells may be in other columns, apart from id and title: a wrong
/// value is worse than none.
fn drop_values(entry: &mut Entry) {
    entry.fields.clear();
    entry.versions.clear();
    entry.description = None;
    entry.meta = EntryMeta { publication: entry.meta.publication.clone(), ..EntryMeta::default() };
}
