//! Where a new entry goes: its id and its file.

use super::address;
use super::entry::{Entry, EntryOrigin};
use super::page_entry::{declared_address, is_id};
use super::page_files::INDEX_NAMES;
use super::snapshot::Site;
use crate::diagnostic::Span;
use crate::files::parent_folder;
use crate::schema::{BuiltinType, EntryType};
use std::collections::BTreeMap;

/// Where a new entry goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewEntryPlace {
    /// The path of its file in the content folder.
    pub(crate) path: String,
    /// Whether the file must name its type, because its folder does not say it.
    pub(crate) names_type: bool,
}

/// Why there is no place for a new entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewEntryObstacle {
    /// The title gives no id: it has no letters from a to z and no digits, or it gives a word that
    /// pakt uses itself.
    NoId,
    /// An entry has its id or its address.
    Exists {
        /// The id.
        id: String,
        /// Where that entry is declared.
        span: Span,
    },
}

impl Site {
    /// Returns where a new entry of a type goes: to a file of its own beside the other files of the
    /// type, or else in the folder that is named like the addresses of the type.
    ///
    /// # Errors
    /// The title gives no id, or an entry has it already.
    pub(crate) fn place_new_entry(
        &self,
        entry_type: &EntryType,
        title: &str,
    ) -> Result<NewEntryPlace, NewEntryObstacle> {
        let is_page = entry_type.is(BuiltinType::Page);
        let id = address::slug_segment(title);
        if INDEX_NAMES.contains(&&*id) || id == "-" || !(is_page || is_id(&id)) {
            return Err(NewEntryObstacle::NoId);
        }
        let address =
            if is_page { address::page_address(&id) } else { declared_address(entry_type, &id) };
        let with_id = self.find_id(&id).map(|entry_index| self.entry_at(entry_index));
        let has_address =
            |entry: &&Entry| entry.addresses.first().is_some_and(|first| **first == *address);
        let with_address = || self.entries.iter().map(|entry| &**entry).find(has_address);
        let mut declared = with_id.into_iter().filter(|entry| !entry.is_implicit());
        if let Some(entry) = declared.next().or_else(with_address) {
            return Err(NewEntryObstacle::Exists { id, span: entry.span.clone() });
        }
        let folder = if is_page { String::new() } else { self.usual_folder(entry_type) };
        let type_of_folder = self.schema.types.values().find(|other| *other.path == *folder);
        let is_type_of_folder = self.config.declared.is_some()
            && !folder.is_empty()
            && type_of_folder.is_some_and(|of_folder| of_folder.id == entry_type.id);
        let segments = [&*folder, &*id].into_iter().filter(|segment| !segment.is_empty());
        Ok(NewEntryPlace {
            path: segments.collect::<Vec<_>>().join("/") + ".md",
            names_type: !is_page && !is_type_of_folder,
        })
    }

    /// Returns the folder that most files of a type are in, or else that of its addresses.
    pub(crate) fn usual_folder(&self, entry_type: &EntryType) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.entry_type.id == entry_type.id) {
            if let EntryOrigin::File(file) = &entry.origin {
                *counts.entry(parent_folder(&file.file.path)).or_default() += 1;
            }
        }
        let n_files = |folder: &str| counts.get(folder).copied().unwrap_or_default();
        let most = counts.values().max().copied().unwrap_or_default();
        if n_files(&entry_type.path) == most {
            return (*entry_type.path).to_owned();
        }
        let usual = counts.iter().find(|(_, count)| **count == most);
        usual.map_or_else(String::new, |(folder, _)| (*folder).to_owned())
    }
}
