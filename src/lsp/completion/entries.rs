//! Completion of ids of entries, names of types and paths of files.

use super::{Candidate, CompletionContext, MAX_CANDIDATES};
use crate::schema::{BuiltinType, EntryTypeId};
use crate::site::Entry;
use lsp_types::CompletionItemKind;
use std::ops::Range;
use std::sync::Arc;

impl CompletionContext<'_> {
    /// Returns the ids of entries that match what is written. Empty `types` mean all types.
    pub(super) fn entry_ids(&self, types: &[EntryTypeId], range: &Range<usize>) -> Vec<Candidate> {
        self.entry_ids_of(range, |entry| types.is_empty() || types.contains(&entry.entry_type.id))
    }

    /// Returns the ids of documents that match what is written.
    pub(super) fn document_ids(&self, range: &Range<usize>) -> Vec<Candidate> {
        self.entry_ids_of(range, |entry| entry.entry_type.is(BuiltinType::Document))
    }

    /// Returns the ids of some entries. Those whose id or title begins with what is written come
    /// first, then those that contain it.
    pub(super) fn entry_ids_of(
        &self,
        range: &Range<usize>,
        is_wanted: impl Fn(&Entry) -> bool,
    ) -> Vec<Candidate> {
        let written = self.text().get(range.clone()).unwrap_or_default().to_lowercase();
        let mut ranked: Vec<(usize, &Arc<Entry>, String)> = Vec::new();
        for entry in &self.site.entries {
            if entry.is_implicit() || entry.id.is_empty() || !is_wanted(entry) {
                continue;
            }
            let (title, _) = self.localized.text(&entry.title);
            let rank = [&*entry.id, title].into_iter().enumerate().find_map(|(index, name)| {
                let rank = match_rank(&name.to_lowercase(), &written)?;
                Some((rank, if index == 0 { entry.id.to_string() } else { title.to_owned() }))
            });
            if let Some((rank, filter_text)) = rank {
                ranked.push((rank, entry, filter_text));
            }
        }
        ranked.sort_by_key(|(rank, entry, _)| (*rank, entry.id.len()));
        let ranked = ranked.into_iter().take(MAX_CANDIDATES);
        let candidates = ranked.map(|(_, entry, filter_text)| {
            let (title, kind) = (self.localized.text(&entry.title).0, &entry.entry_type.id);
            let candidate =
                Candidate::word(&entry.id, range.clone(), CompletionItemKind::REFERENCE);
            Candidate { filter_text, ..candidate.with_detail(&format!("{title} ({kind})")) }
        });
        candidates.collect()
    }

    /// Returns the names of all types.
    pub(super) fn type_names(&self, range: &Range<usize>) -> Vec<Candidate> {
        let types = self.site.schema.types.values().map(|kind| {
            let name = self.localized.text(&kind.name).0;
            Candidate::word(&kind.id, range.clone(), CompletionItemKind::CLASS).with_detail(name)
        });
        types.collect()
    }

    /// Returns the paths of files that match what is written, relative to the folder of the text.
    pub(super) fn file_paths(
        &self,
        range: &Range<usize>,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Vec<Candidate> {
        let folder = crate::files::parent_folder(&self.place.path);
        let written = self.text().get(range.clone()).unwrap_or_default().to_lowercase();
        let pages = self.site.entries.iter().filter(|entry| entry.is_declared_in_file());
        let pages = pages.map(|entry| (entry.source_path(), self.localized.text(&entry.title).0));
        let assets = self.site.assets.keys().map(|path| (&**path, ""));
        let mut ranked: Vec<(usize, String, &str)> = pages
            .chain(assets)
            .filter(|(path, _)| is_wanted(path))
            .filter_map(|(path, title)| {
                let relative = relative_path(folder, path);
                let rank = match_rank(&relative.to_lowercase(), &written)?;
                Some((rank, relative, title))
            })
            .collect();
        ranked.sort();
        ranked.dedup();
        let ranked = ranked.into_iter().take(MAX_CANDIDATES);
        let candidates = ranked.map(|(_, path, title)| {
            Candidate::word(&path, range.clone(), CompletionItemKind::FILE).with_detail(title)
        });
        candidates.collect()
    }
}

/// Returns how well a name matches what is written: 0 if it begins with it, 1 if it contains it.
/// `None` means that it does not.
fn match_rank(name: &str, written: &str) -> Option<usize> {
    if name.starts_with(written) {
        return Some(0);
    }
    name.contains(written).then_some(1)
}

/// Returns the path from a folder to a file, both in the content folder.
fn relative_path(folder: &str, path: &str) -> String {
    let folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = path.split('/').collect();
    let n_names = parts.len().saturating_sub(1);
    let pairs = folders.iter().zip(parts.iter().take(n_names));
    let n_shared = pairs.take_while(|(left, right)| left == right).count();
    let up = folders.iter().skip(n_shared).map(|_| "..");
    up.chain(parts.into_iter().skip(n_shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_the_folder_of_the_text() {
        assert_eq!(relative_path("", "a/b.md"), "a/b.md");
        assert_eq!(relative_path("a", "a/b.md"), "b.md");
        assert_eq!(relative_path("a/c", "a/b.md"), "../b.md");
        assert_eq!(relative_path("a", "b.md"), "../b.md");
    }
}
