//! When each entry last changed in each language, and what changed then. An input to a site, read
//! from git.

use super::entry::{Entry, EntryOrigin, LanguageVersion};
use crate::schema::{LanguageTag, PartialDate, UncertainDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The last changes of each entry, by the path of its file in the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentHistory(pub BTreeMap<Arc<str>, FileHistory>);

/// The last changes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileHistory {
    /// The last changes of the file, newest first: as many as it takes to have one for each
    /// language of the site.
    pub file: Vec<CommittedEntryChange>,
    /// The same for each item or row, by id. `None` means that they are not known, or that the
    /// file has no items.
    pub items: Option<BTreeMap<String, Vec<CommittedEntryChange>>>,
}

/// A change of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedEntryChange {
    /// The date of the commit, such as `2014-04-01`.
    pub date: String,
    /// What changed, without duplicates; empty if it is not known.
    pub parts: Vec<ChangedPart>,
}

/// A part of an entry that changed, in one language or in all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedPart {
    /// What changed.
    pub kind: ChangedPartKind,
    /// The tag of the language that the change concerns. `None` means all languages.
    pub language: Option<String>,
}

/// What a part of an entry is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangedPartKind {
    /// All of it: the entry is new.
    Everything,
    /// The value of a key.
    Key(String),
    /// The text.
    Body,
}

impl ContentHistory {
    /// Returns the last changes of an entry, newest first: those of its own item or row, or those
    /// of its files.
    pub(super) fn last_changes(&self, entry: &Entry) -> Vec<CommittedEntryChange> {
        let main_path = entry.source_path();
        if matches!(entry.origin, EntryOrigin::Item(..))
            && let Some(items) = self.0.get(main_path).and_then(|file| file.items.as_ref())
        {
            let changes = items.get(&*entry.id).cloned().unwrap_or_default();
            return changes.into_iter().map(|change| with_body_language(change, entry)).collect();
        }
        let of_file = |path: &str| self.0.get(path).map_or(&[][..], |history| &history.file);
        let mut by_date: BTreeMap<&str, Vec<ChangedPart>> = BTreeMap::new();
        for change in of_file(main_path) {
            let change_parts = with_body_language(change.clone(), entry).parts;
            by_date.entry(&change.date).or_default().extend(change_parts);
        }
        for version in &entry.versions {
            let path = version.file.as_ref().map(|file| &*file.file.path);
            let Some(path) = path.filter(|path| *path != main_path) else { continue };
            for change in of_file(path) {
                let parts = by_date.entry(&change.date).or_default();
                // All that the file of a translation says is in its language.
                parts.extend(change.parts.iter().map(|part| {
                    let kind = match &part.kind {
                        // A new translation is a new text.
                        ChangedPartKind::Everything => ChangedPartKind::Body,
                        kind => kind.clone(),
                    };
                    ChangedPart { kind, language: Some(version.language.0.to_string()) }
                }));
            }
        }
        let newest_first = by_date.into_iter().rev();
        newest_first
            .map(|(date, mut parts)| {
                parts.sort();
                parts.dedup();
                CommittedEntryChange { date: date.to_owned(), parts }
            })
            .collect()
    }
}

/// Returns a change in which a text without a language has that of the entry's text.
fn with_body_language(mut change: CommittedEntryChange, entry: &Entry) -> CommittedEntryChange {
    let main_path = entry.source_path();
    let is_main = |version: &&LanguageVersion| {
        version.file.as_ref().is_none_or(|file| &*file.file.path == main_path)
    };
    let mut main_versions = entry.versions.iter().filter(is_main);
    if let (Some(only), None) = (main_versions.next(), main_versions.next()) {
        for part in change.parts.iter_mut().filter(|part| part.kind == ChangedPartKind::Body) {
            part.language.get_or_insert_with(|| only.language.0.to_string());
        }
    }
    change
}

impl CommittedEntryChange {
    /// Returns whether the change concerns readers of a language. What is not known concerns all.
    #[must_use]
    pub fn concerns(&self, language: &LanguageTag) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| part.concerns(language))
    }

    /// Returns the date of the change.
    pub(super) fn to_date(&self) -> Option<UncertainDate> {
        let date = PartialDate::parse(&self.date)?;
        Some(UncertainDate { value: Some(date), ..UncertainDate::UNKNOWN })
    }
}

impl ChangedPart {
    /// Returns whether readers of a language see the part.
    #[must_use]
    pub fn concerns(&self, language: &LanguageTag) -> bool {
        self.language.as_ref().is_none_or(|changed| **changed == *language.0)
    }
}
