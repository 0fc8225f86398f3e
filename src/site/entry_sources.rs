//! Sources of entries: the files that are read together, and the entries that they declare.

use super::entry::Entry;
use super::linker::PreviousLink;
use super::page_files::PageFiles;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::parse::{CsvTable, ParsedContent, ParsedFile};
use std::collections::HashMap;
use std::sync::Arc;

/// All sources of entries: pages in path order, then lists.
#[derive(Clone, Debug, Default)]
pub(super) struct EntrySources(pub(super) Vec<Arc<EntrySource>>);

/// Files that were read together, and the entries that they declare.
#[derive(Debug)]
pub(super) struct EntrySource {
    pub(super) files: DeclaringFiles,
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Files that declare entries together.
#[derive(Debug)]
pub(super) enum DeclaringFiles {
    /// The files of a page, one for each language. Not empty.
    Page(Vec<Arc<ParsedFile>>),
    /// The same, of the index page of its folder.
    IndexPage(Vec<Arc<ParsedFile>>),
    /// A list, and the tables that it is made from.
    List { list: Arc<ParsedFile>, tables: Vec<Arc<ParsedFile>> },
}

impl DeclaringFiles {
    /// Returns all of them. That of a list is before its tables.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<ParsedFile>> {
        let (list, others) = match self {
            Self::Page(files) | Self::IndexPage(files) => (None, files),
            Self::List { list, tables } => (Some(list), tables),
        };
        list.into_iter().chain(others)
    }

    /// Returns the tables that a list is made from. Empty for a page.
    fn tables(&self) -> &[Arc<ParsedFile>] {
        match self {
            Self::Page(_) | Self::IndexPage(_) => &[],
            Self::List { tables, .. } => tables,
        }
    }
}

impl EntrySource {
    /// Returns the path of the first file.
    pub(super) fn path(&self) -> &str {
        self.files.iter().next().map_or("", |parsed| &parsed.file.path)
    }

    /// Returns whether the source was read from the files of a page in the same role.
    pub(super) fn is_from_page(&self, page: &PageFiles<'_>) -> bool {
        let files = match (&self.files, page.is_index) {
            (DeclaringFiles::Page(files), false) | (DeclaringFiles::IndexPage(files), true) => {
                files
            }
            (DeclaringFiles::Page(_), true)
            | (DeclaringFiles::IndexPage(_), false)
            | (DeclaringFiles::List { .. }, _) => return false,
        };
        files.len() == page.files.len()
            && files.iter().zip(&page.files).all(|(old, new)| Arc::ptr_eq(old, new.parsed))
    }
}

impl EntrySources {
    /// Returns the paths of the tables that lists are made from.
    pub(super) fn table_paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|source| source.files.tables()).map(|parsed| &*parsed.file.path)
    }

    /// Returns all declared entries in path order.
    pub(super) fn sorted_entries(&self) -> Vec<Arc<Entry>> {
        let mut entries: Vec<Arc<Entry>> =
            self.0.iter().flat_map(|source| &source.entries).map(Arc::clone).collect();
        entries.sort_by(|left, right| left.span.cmp(&right.span));
        entries
    }

    /// Returns all declared entries in path order, by replacing those of the previous site that
    /// were read again. `None` means that an entry was added, removed or moved.
    pub(super) fn replaced_entries(&self, previous: PreviousLink<'_>) -> Option<Vec<Arc<Entry>>> {
        let old_sources = &previous.site.sources.0;
        let mut replaced: HashMap<*const Entry, &Arc<Entry>> = HashMap::new();
        for (old, new) in old_sources.iter().zip(&self.0) {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            if old.path() != new.path() || old.entries.len() != new.entries.len() {
                return None;
            }
            replaced.extend(old.entries.iter().map(Arc::as_ptr).zip(&new.entries));
        }
        let find = |old: &Arc<Entry>| replaced.get(&Arc::as_ptr(old)).copied();
        let old_entries = previous.site.declared_entries();
        let is_in_order = |pair: &[Arc<Entry>]| match pair {
            [left, right] => match (find(left), find(right)) {
                (None, None) => true,
                (new_left, new_right) => {
                    new_left.unwrap_or(left).span < new_right.unwrap_or(right).span
                }
            },
            _ => true,
        };
        // An entry that has lost its address is a changed copy of the one in its source.
        let has_hidden = old_entries.iter().any(|entry| entry.meta.has_lost_address);
        let is_aligned = !has_hidden
            && old_sources.len() == self.0.len()
            && old_entries.windows(2).all(is_in_order);
        let entries = old_entries.iter().map(|old| Arc::clone(find(old).unwrap_or(old)));
        is_aligned.then(|| entries.collect())
    }

    /// Returns the texts of the tables that a list names.
    fn table_texts(&self, list: &Arc<SourceFile>) -> Vec<&str> {
        let is_list = |source: &&Arc<EntrySource>| {
            let DeclaringFiles::List { list: file, .. } = &source.files else { return false };
            matches!(&file.kind, ParsedContent::Yaml(text, _) if Arc::ptr_eq(text, list))
        };
        let tables = self.0.iter().filter(is_list).flat_map(|source| source.files.tables());
        let texts = tables.filter_map(|table| match &table.kind {
            ParsedContent::Csv(source, ..) => Some(&*source.text),
            _ => None,
        });
        texts.collect()
    }

    /// Returns the tables that lists are made from, with their texts. One may occur twice.
    fn tables(&self) -> impl Iterator<Item = (&Arc<SourceFile>, &CsvTable)> {
        let tables = self.0.iter().flat_map(|source| source.files.tables());
        tables.filter_map(|table| match &table.kind {
            ParsedContent::Csv(source, table, _) => Some((source, table)),
            _ => None,
        })
    }

    /// Returns the diagnostics of the files and of their entries.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().flat_map(|source| &source.diagnostics)
    }
}

impl Site {
    /// Returns the texts of the tables that the list in a file names.
    #[must_use]
    pub fn table_texts(&self, list: &Arc<SourceFile>) -> Vec<&str> {
        self.sources.table_texts(list)
    }

    /// Returns the tables that lists are made from, with their texts. One may occur twice.
    pub fn tables(&self) -> impl Iterator<Item = (&Arc<SourceFile>, &CsvTable)> {
        self.sources.tables()
    }
}
