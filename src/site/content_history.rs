//! When each entry last changed, and what changed then. An input to a site, read from git.

use super::entry::{Entry, EntryOrigin};
use crate::schema::{PartialDate, UncertainDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The last change of each entry, by the path of its file in the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentHistory(pub BTreeMap<Arc<str>, FileHistory>);

/// The last changes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileHistory {
    /// The last change of the file.
    pub file: CommittedEntryChange,
    /// The last change of each item or row, by id. `None` means that it is not known, or that the
    /// file has no items.
    pub items: Option<BTreeMap<String, CommittedEntryChange>>,
}

/// A change of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedEntryChange {
    /// The date of the commit, such as `2014-04-01`.
    pub date: String,
    /// What changed, without duplicates; empty if it is not known.
    pub parts: Vec<ChangedPart>,
}

/// A part of an entry that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangedPart {
    /// All of it: the entry is new.
    Everything,
    /// The value of a key.
    Key(String),
    /// The text.
    Body,
}

impl ContentHistory {
    /// Returns the last change of an entry: that of its own item or row, or the newest of its
    /// files.
    pub(super) fn last_change(&self, entry: &Entry) -> Option<CommittedEntryChange> {
        let file_history = |path: &str| self.0.get(path);
        if matches!(entry.origin, EntryOrigin::Item(..))
            && let Some(items) = file_history(entry.source_path())?.items.as_ref()
        {
            return items.get(&*entry.id).cloned();
        }
        let files = entry.versions.iter().filter_map(|version| version.file.as_ref());
        let paths = files.map(|file| &*file.file.path).chain([entry.source_path()]);
        let changes: Vec<&CommittedEntryChange> =
            paths.filter_map(|path| Some(&file_history(path)?.file)).collect();
        let newest_date = changes.iter().map(|change| &change.date).max()?;
        let newest = changes.iter().filter(|change| change.date == *newest_date);
        let mut parts: Vec<ChangedPart> =
            newest.flat_map(|change| change.parts.iter().cloned()).collect();
        parts.sort();
        parts.dedup();
        // A new translation is a new text, unless the whole entry is new.
        let is_everywhere = changes.iter().all(|change| change.date == *newest_date);
        if !is_everywhere {
            parts.retain(|part| *part != ChangedPart::Everything);
        }
        Some(CommittedEntryChange { date: newest_date.clone(), parts })
    }
}

impl CommittedEntryChange {
    /// Returns the date of the change.
    pub(super) fn to_date(&self) -> Option<UncertainDate> {
        let date = PartialDate::parse(&self.date)?;
        Some(UncertainDate { value: Some(date), earliest: None, latest: None })
    }
}
