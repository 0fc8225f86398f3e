//! Removed pages, and what replaces them: `removed: {replaced_by: new-lease}`.

use super::address::page_address;
use super::entry::EntryIndex;
use super::find_named::NamedEntry;
use super::link_destination::without_extension;
use super::path_index::LinkTarget;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::diagnostic::{BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, Span, rules};

/// What `replaced_by` of a removed page names.
pub(super) struct Successor<'a> {
    pub(super) name: &'a str,
    pub(super) span: &'a Span,
    /// The entry. `None` means that no entry has the name.
    pub(super) entry_index: Option<EntryIndex>,
    /// The diagnostic about a name that several entries have.
    ambiguity: Option<Box<Diagnostic>>,
}

impl<'a> SiteLookup<'a> {
    /// Returns what a removed page names as its successor. `None` means that it names none.
    pub(super) fn successor(self, removed: EntryIndex) -> Option<Successor<'a>> {
        let entry = self.entry(removed)?;
        let (written, span) = entry.meta.removed.as_ref()?.replaced_by.as_ref()?;
        let name = written.trim().trim_matches('/');
        let path = without_extension(name);
        let unique = |entry_index| NamedEntry { entry_index, ambiguity: None };
        let by_id = self.names.ids.find_entry(path).map(unique);
        let by_name = || self.find_named(path, entry.source_folder(), span);
        let by_address = || match self.names.addresses.get(&page_address(path))? {
            LinkTarget::Entry(entry_index, _) => Some(unique(entry_index)),
            LinkTarget::Asset(_) | LinkTarget::Generated(_) => None,
        };
        let named = by_id.or_else(by_name).or_else(by_address);
        let entry_index = named.as_ref().map(|named| named.entry_index);
        Some(Successor { name, span, entry_index, ambiguity: named.and_then(|it| it.ambiguity) })
    }

    /// Returns the diagnostic about the successor of a removed page that is not there, not
    /// published, the page itself, or one of several with its name.
    pub(super) fn check_successor(self, removed: EntryIndex) -> Option<Diagnostic> {
        let successor = self.successor(removed)?;
        let name = || successor.name.to_owned();
        let report = |kind: DiagnosticKind| Some(Diagnostic::new(successor.span.clone(), kind));
        let Some(entry_index) = successor.entry_index else {
            let kind = rules::UnknownEntry { id: name(), suggestion: None, types: Vec::new() };
            return report(kind.into());
        };
        if entry_index == removed {
            let kind = rules::WrongKind { expected: ExpectedKind::EntryId, value: name() };
            return report(kind.into());
        }
        let (from, target) = (self.entry(removed)?, self.entry(entry_index)?);
        let Some(reason) = self.unpublished_target(from, target) else {
            return successor.ambiguity.map(|ambiguity| *ambiguity);
        };
        let reason = BrokenLinkReason::KeptBack(reason);
        let kind = rules::BrokenLink { target: name(), reason, suggestion: None, place: None };
        report(kind.into())
    }
}

impl Site {
    /// Returns the published entry that replaces a removed page.
    #[must_use]
    pub fn find_successor(&self, removed: EntryIndex) -> Option<EntryIndex> {
        let successor = self.lookup().successor(removed)?.entry_index?;
        (successor != removed && self.is_published(successor)).then_some(successor)
    }
}
