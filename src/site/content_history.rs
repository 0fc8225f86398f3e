//! When each entry last changed in each language, and what changed then. An input to a site, read
//! from git.

use super::entry::{Entry, EntryOrigin, LanguageVersion};
use crate::files::CommitIndex;
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
    /// What commits changed, newest first, by the id of an item or row. `None` is the page.
    pub knowledge: BTreeMap<Option<String>, Vec<CommittedKnowledge>>,
}

/// What a commit changed in an entry, with the values before and after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedKnowledge {
    /// The date of the commit, such as `2014-04-01`.
    pub date: String,
    /// The start of its hash.
    pub commit: String,
    /// Its position among all commits.
    pub position: CommitIndex,
    /// Whether the entry is new.
    pub is_new: bool,
    /// The keys whose values changed.
    pub values: Vec<CommittedValue>,
    /// Whether the text changed.
    pub has_other_text: bool,
}

/// A key whose value changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommittedValue {
    /// The key.
    pub key: String,
    /// Its value before, as YAML. `None` means that there was none, or that it is not known.
    pub before: Option<Arc<str>>,
    /// Its value after the commit.
    pub after: Option<Arc<str>>,
}

/// What a commit changed in one of the files of an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryKnowledge<'h> {
    /// The change.
    pub change: &'h CommittedKnowledge,
    /// The language of the text of the file. `None` means several, or none.
    pub body_language: Option<&'h LanguageTag>,
    /// Whether the file is a translation, in which all is in that language.
    pub is_translation: bool,
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

impl ContentHistory {
    /// Returns whether what changed in an entry is known.
    pub(super) fn has_knowledge(&self, entry: &Entry) -> bool {
        self.0
            .get(entry.source_path())
            .is_some_and(|file| file.knowledge.contains_key(&record_id(entry)))
    }

    /// Returns what commits changed in an entry, newest first.
    pub(super) fn knowledge<'h>(&'h self, entry: &'h Entry) -> Vec<EntryKnowledge<'h>> {
        let main_path = entry.source_path();
        let of_file = |path: &str, id: &Option<String>| {
            let changes = self.0.get(path).and_then(|file| file.knowledge.get(id));
            changes.map_or(&[][..], Vec::as_slice).iter()
        };
        let id = record_id(entry);
        let body_language = main_language(entry);
        let main = of_file(main_path, &id);
        let mut all: Vec<EntryKnowledge<'h>> = main
            .map(|change| EntryKnowledge { change, body_language, is_translation: false })
            .collect();
        for version in &entry.versions {
            let path = version.file.as_ref().map(|file| &*file.file.path);
            let Some(path) = path.filter(|path| *path != main_path) else { continue };
            let body_language = Some(&version.language);
            all.extend(of_file(path, &None).map(|change| EntryKnowledge {
                change,
                body_language,
                is_translation: true,
            }));
        }
        all.sort_by_key(|knowledge| knowledge.change.position);
        all
    }
}

/// Returns the id of the record of an entry in its file.
fn record_id(entry: &Entry) -> Option<String> {
    matches!(entry.origin, EntryOrigin::Item(..)).then(|| entry.id.to_string())
}

/// Returns the language of the text in the file of an entry. `None` means several, or none.
fn main_language(entry: &Entry) -> Option<&LanguageTag> {
    let main_path = entry.source_path();
    let is_main = |version: &&LanguageVersion| {
        version.file.as_ref().is_none_or(|file| &*file.file.path == main_path)
    };
    let mut main_versions = entry.versions.iter().filter(is_main);
    match (main_versions.next(), main_versions.next()) {
        (Some(only), None) => Some(&only.language),
        _ => None,
    }
}

/// Returns a change in which a text without a language has that of the entry's text.
fn with_body_language(mut change: CommittedEntryChange, entry: &Entry) -> CommittedEntryChange {
    if let Some(language) = main_language(entry) {
        for part in change.parts.iter_mut().filter(|part| part.kind == ChangedPartKind::Body) {
            part.language.get_or_insert_with(|| language.0.to_string());
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
