//! Rename: gives an entry another id everywhere.
//!
//! The id is written in links, relations, citations, views and menus, and where the entry is
//! declared: as the name of its files, or as `id:`. The old address becomes an alias, so that
//! links from other sites still lead to the page.

use super::cursor_target::TextPlace;
use super::file_uri::uri_of_path;
use super::mention_index::{Mention, MentionForm, all_mentions};
use super::schema_place::{front_matter_range, yaml_range};
use super::server_words::ServerWord;
use super::text_edits::ContentEdit;
use super::workspace::Workspace;
use crate::diagnostic::{SourceFile, Span};
use crate::files::{file_name, is_table, is_yaml, parent_folder};
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::parse::{LinkForm, ParsedFile};
use crate::site::{Entry, EntryIndex, EntryOrigin, Site, is_id};
use std::ops::Range;
use std::sync::Arc;

/// The key of other names and old addresses.
const ALIASES_KEY: &str = "aliases";

/// Renames entries of a site.
pub(super) struct EntryRenamer<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) site: &'a Site,
    /// Whether the client can rename files.
    pub(super) can_rename_files: bool,
}

/// An entry with its new name.
struct NewName<'a> {
    entry: &'a Entry,
    /// The id that others write.
    id: String,
    /// The stem of its files. `None` means that they keep their names.
    stem: Option<String>,
}

impl<'a> EntryRenamer<'a> {
    /// Returns the entry at a place that can be renamed, with the words that name it.
    pub(super) fn renamed_entry(&self, place: &TextPlace) -> Option<(EntryIndex, Span)> {
        let target = place.target(self.site)?;
        let entry_index = target.entry()?;
        let entry = self.site.entry_at(entry_index);
        let is_index = entry.is_page() && file_stem(entry.source_path()) == "index";
        (!entry.is_implicit() && !is_index).then_some((entry_index, target.span))
    }

    /// Returns the edit that gives an entry another id.
    ///
    /// # Errors
    /// The words say why it cannot have that id.
    pub(super) fn rename<'n>(
        &self,
        entry_index: EntryIndex,
        new_id: &'n str,
    ) -> Result<ContentEdit, ServerWord<'n>> {
        let entry = self.site.entry_at(entry_index);
        // The id of a page is its path, of which only the last part can change.
        let folder = if entry.is_page() { parent_folder(&entry.id) } else { "" };
        let stem = match new_id.strip_prefix(folder).filter(|_| !folder.is_empty()) {
            Some(rest) => rest.trim_start_matches('/'),
            None => new_id,
        };
        if !is_id(stem) {
            return Err(ServerWord::NotAnId(new_id));
        }
        let id = if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") };
        if self.site.find_id(&id).is_some_and(|other| other != entry_index) {
            return Err(ServerWord::IdInUse(new_id));
        }
        let mut edit = ContentEdit::default();
        let file_id = file_stem(entry.source_path());
        let is_named_by_file = entry.is_declared_in_file()
            && self.declared_id(entry).is_none()
            && file_name(&entry.id) == file_id;
        let new_stem = (is_named_by_file && self.can_rename_files).then(|| stem.to_owned());
        let new_name = NewName { entry, id, stem: new_stem };
        for mention in all_mentions(self.site) {
            if mention.names_entry(entry_index) {
                new_name.replace_mention(&mention, &mut edit);
            }
        }
        self.rename_declaration(&new_name, &mut edit);
        self.rename_files(&new_name, &mut edit);
        Ok(edit)
    }

    /// Returns the map that declares an entry, with its file.
    fn declaration(&self, entry: &Entry) -> Option<Declaration> {
        let path = entry.source_path();
        let source = Arc::clone(self.workspace.text(path)?);
        let (range, item) = match &entry.origin {
            EntryOrigin::File(_) => (front_matter_range(path, &source.text)?, None),
            EntryOrigin::Item(_, item) => (yaml_range(path, &source.text, 0)?, Some(item.clone())),
            EntryOrigin::Mentioned => return None,
        };
        let (root, _) = yaml::read(&source, range.clone());
        let map = match item {
            Some(item) => find_map(root?, &item)?,
            None => root?,
        };
        Some(Declaration { source, map, end: range.end })
    }

    /// Returns the value of `id:` where an entry is declared.
    fn declared_id(&self, entry: &Entry) -> Option<Range<usize>> {
        let declaration = self.declaration(entry)?;
        declaration.map.get("id").map(|node| node.range.clone())
    }

    /// Changes `id:`, or adds it, and adds the old address to the aliases.
    fn rename_declaration(&self, new_name: &NewName<'_>, edit: &mut ContentEdit) {
        let entry = new_name.entry;
        if is_table(entry.source_path()) {
            new_name.replace_cell(edit);
            return;
        }
        let Some(declaration) = self.declaration(entry) else {
            new_name.add_front_matter(edit, self.workspace.text(entry.source_path()));
            return;
        };
        match declaration.map.get("id") {
            Some(node) => {
                let span = Span::new(&declaration.source, node.range.clone());
                replace_word(&span, &entry.id, &new_name.id, edit);
            }
            None if new_name.stem.is_none() => {
                declaration.add_line(&format!("id: {}", new_name.id), edit);
            }
            None => {}
        }
        declaration.add_aliases(&new_name.old_addresses(), edit);
    }

    /// Renames the files of an entry, one for each language.
    fn rename_files(&self, new_name: &NewName<'_>, edit: &mut ContentEdit) {
        let Some(stem) = &new_name.stem else { return };
        let old_stem = file_stem(new_name.entry.source_path());
        let versions = new_name.entry.versions.iter().filter_map(|version| version.file.as_ref());
        let own_file = match &new_name.entry.origin {
            EntryOrigin::File(parsed) => Some(parsed),
            EntryOrigin::Item(..) | EntryOrigin::Mentioned => None,
        };
        let mut files: Vec<&Arc<ParsedFile>> = versions.chain(own_file).collect();
        files.sort_by(|left, right| left.file.path.cmp(&right.file.path));
        files.dedup_by(|left, right| left.file.path == right.file.path);
        for parsed in files {
            let path = &*parsed.file.path;
            let Some(ending) = file_name(path).strip_prefix(old_stem) else { continue };
            let folder = parent_folder(path);
            let slash = if folder.is_empty() { "" } else { "/" };
            let new_path = format!("{folder}{slash}{stem}{ending}");
            let uri = |path: &str| uri_of_path(&self.workspace.disk_path(path));
            if let Some((old_uri, new_uri)) = uri(path).zip(uri(&new_path)) {
                edit.rename_file(old_uri, new_uri);
            }
        }
    }
}

impl NewName<'_> {
    /// Returns the addresses that the entry has now.
    fn old_addresses(&self) -> Vec<String> {
        // That of the first language: the others follow from it.
        self.entry.addresses.first().map(|address| address.to_string()).into_iter().collect()
    }

    /// Replaces the name in a mention, if it is the id or the name of a file that is renamed.
    fn replace_mention(&self, mention: &Mention, edit: &mut ContentEdit) {
        let span = &mention.span;
        let old_id = &*self.entry.id;
        match mention.form {
            MentionForm::Id => replace_word(span, old_id, &self.id, edit),
            MentionForm::Link(LinkForm::Wiki | LinkForm::Embed) => {
                let name = span.text().split(['#', '|']).next().unwrap_or_default().trim();
                if name == old_id {
                    replace_word(span, old_id, &self.id, edit);
                } else {
                    self.replace_path(span, name, edit);
                }
            }
            MentionForm::Link(LinkForm::Link | LinkForm::Image) => {
                let path = span.text().split(['#', '?']).next().unwrap_or_default();
                self.replace_path(span, path, edit);
            }
            MentionForm::Citation => {}
        }
    }

    /// Replaces the name of a renamed file in a path at the beginning of a span.
    fn replace_path(&self, span: &Span, path: &str, edit: &mut ContentEdit) {
        let Some(new_stem) = &self.stem else { return };
        let old_stem = file_stem(self.entry.source_path());
        let name = file_name(path.trim_end_matches('/'));
        let is_file = name.strip_prefix(old_stem).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with('.') && (rest.ends_with(".md") || rest.ends_with(".markdown"))
        });
        let Some(start) = span.text().find(name).filter(|_| is_file && !name.is_empty()) else {
            return;
        };
        let start = span.range().start + start;
        edit.replace(span.source(), start..start + old_stem.len(), new_stem);
    }

    /// Replaces the id in the row that declares the entry.
    fn replace_cell(&self, edit: &mut ContentEdit) {
        let EntryOrigin::Item(parsed, range) = &self.entry.origin else { return };
        let Some(source) = &parsed.file.text else { return };
        replace_word(&Span::new(source, range.clone()), &self.entry.id, &self.id, edit);
    }

    /// Adds front matter to a page that has none.
    fn add_front_matter(&self, edit: &mut ContentEdit, source: Option<&Arc<SourceFile>>) {
        let Some(source) = source.filter(|_| !is_yaml(self.entry.source_path())) else { return };
        let id = match self.stem {
            Some(_) => String::new(),
            None => format!("id: {}\n", self.id),
        };
        let addresses = self.old_addresses().join(", ");
        let text = format!("---\n{id}{ALIASES_KEY}: [{addresses}]\n---\n\n");
        edit.replace(source, 0..0, &text);
    }
}

/// The map that declares an entry.
struct Declaration {
    source: Arc<SourceFile>,
    map: YamlNode,
    /// The end of the YAML.
    end: usize,
}

impl Declaration {
    /// Returns what is before the keys of the map: spaces on a line of their own. `None` means that
    /// the map is in braces.
    fn indent(&self) -> Option<String> {
        let text = self.source.text.get(self.map.range.clone())?;
        if text.trim_start().starts_with('{') {
            return None;
        }
        let (key, _) = self.map.map_entries().first()?;
        let before = self.source.text.get(..key.range.start)?;
        let line = before.rsplit('\n').next()?;
        Some(" ".repeat(line.chars().count()))
    }

    /// Adds a line to the map, before its first key, or a pair if the map is in braces.
    fn add_line(&self, line: &str, edit: &mut ContentEdit) {
        let Some((key, _)) = self.map.map_entries().first() else { return };
        let at = key.range.start;
        let text = match self.indent() {
            Some(indent) => format!("{line}\n{indent}"),
            None => format!("{line}, "),
        };
        edit.replace(&self.source, at..at, &text);
    }

    /// Adds old addresses to `aliases:`.
    fn add_aliases(&self, addresses: &[String], edit: &mut ContentEdit) {
        let Some(aliases) = self.map.get(ALIASES_KEY) else {
            self.add_line(&format!("{ALIASES_KEY}: [{}]", addresses.join(", ")), edit);
            return;
        };
        let written = self.source.text.get(aliases.range.clone()).unwrap_or_default();
        match &aliases.kind {
            NodeKind::List(items) if written.trim_start().starts_with('[') => {
                let comma = if items.is_empty() { "" } else { ", " };
                let end = aliases.range.start + written.trim_end().len().saturating_sub(1);
                let text = format!("{comma}{}", addresses.join(", "));
                edit.replace(&self.source, end..end, &text);
            }
            NodeKind::List(items) => {
                let Some(first) = items.first() else { return };
                let before = self.source.text.get(..first.range.start).unwrap_or_default();
                let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
                let dash = before.get(line_start..).unwrap_or_default();
                let lines: String =
                    addresses.iter().map(|address| format!("{dash}{address}\n")).collect();
                edit.replace(&self.source, line_start..line_start, &lines);
            }
            NodeKind::Text { .. } | NodeKind::Map(_) => {
                let text = format!("[{written}, {}]", addresses.join(", "));
                edit.replace(&self.source, aliases.range.clone(), &text);
            }
            NodeKind::Empty => {
                let text = format!(" [{}]", addresses.join(", "));
                let at = aliases.range.start.min(self.end);
                edit.replace(&self.source, at..at, &text);
            }
        }
    }
}

/// Returns the map that begins in a range, the outermost one.
fn find_map(root: YamlNode, range: &Range<usize>) -> Option<YamlNode> {
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        let is_in_range = range.start <= node.range.start && node.range.start <= range.end;
        match node.kind {
            NodeKind::Map(_) if is_in_range => return Some(node),
            NodeKind::Map(entries) => {
                nodes.extend(entries.into_iter().map(|(_, value)| value).rev());
            }
            NodeKind::List(items) => nodes.extend(items.into_iter().rev()),
            NodeKind::Text { .. } | NodeKind::Empty => {}
        }
    }
    None
}

/// Replaces the first occurrence of a whole word in a span.
fn replace_word(span: &Span, old: &str, new: &str, edit: &mut ContentEdit) {
    let text = span.text();
    let is_word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '/');
    let found = text.match_indices(old).find(|(start, _)| {
        let before = text.get(..*start).and_then(|it| it.chars().next_back());
        let after = text.get(start + old.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    });
    if let Some((start, _)) = found.filter(|_| !old.is_empty()) {
        let start = span.range().start + start;
        edit.replace(span.source(), start..start + old.len(), new);
    }
}

/// Returns the name of a file up to its first dot: `a` of `x/a.en.md`.
fn file_stem(path: &str) -> &str {
    file_name(path).split('.').next().unwrap_or_default()
}
