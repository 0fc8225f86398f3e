//! What links, relations and citations are resolved against.

use super::config::SiteConfig;
use super::entry::{Entry, EntryIndex};
use super::publication::PublicationPolicy;
use super::settings::RunSettings;
use super::site_names::SiteNames;
use super::snapshot::Site;
use super::source_text::SourceText;
use crate::diagnostic::rules::KeptBackReason;
use crate::schema::EntryId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The entries of a site with their names and source texts.
///
/// All of it is known before anything is resolved, so resolving is a pure function of it. The
/// linker and the finished [`Site`] ask the same functions.
#[derive(Clone, Copy)]
pub(super) struct SiteLookup<'a> {
    pub(super) settings: &'a RunSettings,
    pub(super) config: &'a SiteConfig,
    pub(super) entries: &'a [Arc<Entry>],
    pub(super) names: &'a SiteNames,
    /// By the id of the document.
    pub(super) source_texts: &'a BTreeMap<EntryId, Arc<SourceText>>,
}

impl<'a> SiteLookup<'a> {
    /// Returns an entry. `None` means that the index is from another site.
    pub(super) fn entry(self, entry_index: EntryIndex) -> Option<&'a Entry> {
        self.entries.get(entry_index.0).map(|entry| &**entry)
    }

    /// Returns what the run publishes.
    pub(super) fn policy(self) -> PublicationPolicy {
        PublicationPolicy { drafts: self.settings.drafts, as_of: self.config.as_of }
    }

    /// Returns whether an entry has a page.
    pub(super) fn is_published(self, entry_index: EntryIndex) -> bool {
        self.entry(entry_index).is_some_and(|entry| self.policy().publishes(entry))
            && !self.has_duplicate_id(entry_index)
    }

    /// Returns whether an entry has no page because of what it says about its publication. Nothing
    /// that it says is shown elsewhere either.
    pub(super) fn is_kept_back(self, entry_index: EntryIndex) -> bool {
        let policy = self.policy();
        self.entry(entry_index).is_some_and(|entry| {
            !policy.publishes(entry) && policy.kept_back_reason(entry).is_some()
        })
    }

    /// Returns whether an earlier entry has the same id, which is reported as `duplicate-id`. Such
    /// an entry has no page and is in no list.
    pub(super) fn has_duplicate_id(self, entry_index: EntryIndex) -> bool {
        let entry =
            self.entry(entry_index).filter(|entry| !entry.is_page() && !entry.is_implicit());
        let first = entry.and_then(|entry| self.names.ids.find_entry(&entry.id));
        first.is_some_and(|first| first != entry_index)
    }

    /// Returns why an entry cannot be a target of another one. `None` means that it can: it is
    /// published, or both are kept back.
    pub(super) fn unpublished_target(self, from: &Entry, target: &Entry) -> Option<KeptBackReason> {
        let policy = self.policy();
        let is_hidden = !policy.publishes(target) && policy.kept_back_reason(from).is_none();
        policy.kept_back_reason(target).filter(|_| is_hidden)
    }
}

impl Site {
    pub(super) fn lookup(&self) -> SiteLookup<'_> {
        SiteLookup {
            settings: &self.settings,
            config: &self.config,
            entries: &self.entries,
            names: &self.names,
            source_texts: &self.source_texts,
        }
    }
}
