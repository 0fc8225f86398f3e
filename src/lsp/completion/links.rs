//! Completion of links: names, paths, and headings after `#`.

use super::{Candidate, CompletionContext};
use crate::files::parent_folder;
use crate::parse::LinkForm;
use crate::site::EntryIndex;
use lsp_types::CompletionItemKind;
use std::ops::Range;

impl CompletionContext<'_> {
    /// Completes `[[…`, whose name begins at `start`.
    pub(super) fn wiki_link(&self, start: usize) -> Vec<Candidate> {
        let written = self.text().get(self.range_from(start)).unwrap_or_default();
        if written.contains('|') {
            return Vec::new();
        }
        let end = if self.text_after().starts_with("]]") { "" } else { "]]" };
        let mut candidates = match written.split_once('#') {
            Some((name, _)) => {
                let folder = parent_folder(&self.place.path);
                let entry_index = match name.trim() {
                    "" => self.place.declared_entry(self.site),
                    name => self.site.find_entry_named(name, folder),
                };
                let range = self.range_from(start + name.len() + 1);
                let before = self.text().get(..start).unwrap_or_default();
                let form = if before.ends_with("![[") { LinkForm::Embed } else { LinkForm::Wiki };
                self.anchors(entry_index, &range, form)
            }
            None => self.entry_ids(&[], &self.range_from(start)),
        };
        for candidate in &mut candidates {
            candidate.new_text.push_str(end);
        }
        candidates
    }

    /// Completes `](…`, whose path begins at `start`.
    pub(super) fn link_path(&self, start: usize) -> Vec<Candidate> {
        let written = self.text().get(self.range_from(start)).unwrap_or_default();
        let Some((path, _)) = written.split_once('#') else {
            let mut candidates = self.file_paths(&self.range_from(start), |_| true);
            for candidate in &mut candidates {
                candidate.new_text = candidate.new_text.replace(' ', "%20");
            }
            return candidates;
        };
        let entry_index = match path {
            "" => self.place.declared_entry(self.site),
            path => self.entry_at_path(path),
        };
        self.anchors(entry_index, &self.range_from(start + path.len() + 1), LinkForm::Link)
    }

    /// Returns the entry of a file that is named relative to the folder of the text.
    fn entry_at_path(&self, path: &str) -> Option<EntryIndex> {
        let folder = parent_folder(&self.place.path);
        let path = crate::site::join_path(folder, &path.replace("%20", " "))?;
        let mut entries = self.site.entries.iter();
        let index = entries.position(|it| it.is_declared_in_file() && it.source_path() == path)?;
        Some(EntryIndex(index))
    }

    /// Returns the headings of an entry, the marks of its text, and its fields if the link shows
    /// one.
    fn anchors(
        &self,
        entry_index: Option<EntryIndex>,
        range: &Range<usize>,
        form: LinkForm,
    ) -> Vec<Candidate> {
        let Some(entry_index) = entry_index else { return Vec::new() };
        let entry = self.site.entry_at(entry_index);
        let mut candidates = Vec::new();
        let fields = entry.fields.iter().filter(|(_, statements)| !statements.is_empty());
        candidates.extend(fields.map(|(id, _)| {
            let label =
                entry.entry_type.find_field(id).map(|field| self.localized.text(&field.label).0);
            Candidate::word(id, range.clone(), CompletionItemKind::FIELD)
                .with_detail(label.unwrap_or_default())
        }));
        if form == LinkForm::Embed {
            return candidates;
        }
        for version in &entry.versions {
            candidates.extend(version.body.outline.headings.iter().map(|heading| {
                Candidate::word(&heading.anchor, range.clone(), CompletionItemKind::REFERENCE)
                    .with_detail(&heading.text)
            }));
        }
        let text = self.site.source_texts.get(&entry.id);
        let paragraphs = text.into_iter().flat_map(|text| &text.paragraphs);
        let paragraphs = paragraphs.filter(|paragraph| !paragraph.anchor.is_empty());
        candidates.extend(paragraphs.map(|paragraph| {
            Candidate::word(&paragraph.anchor, range.clone(), CompletionItemKind::REFERENCE)
                .with_detail(&paragraph.locator)
        }));
        candidates
    }
}
