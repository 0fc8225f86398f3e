//! Which routes an edit can change, so that all others are shared with the previous site.

use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::routes::{CITING_ENTRIES_ON_DOCUMENT, MENTIONS_PER_PAGE, RouteInputs, RouteMap};
use super::section_tree::SectionIndex;
use crate::diagnostic::Diagnostic;
use std::sync::Arc;

/// What has changed for routes.
#[derive(Clone, Copy)]
pub(super) struct RouteChanges<'a> {
    pub(super) content: &'a ContentChanges<'a>,
    /// The entries with other mentions.
    pub(super) mentioned: &'a [EntryIndex],
    /// The documents with other usage.
    pub(super) documents: &'a [EntryIndex],
}

impl RouteChanges<'_> {
    /// Returns whether a conflict concerns a file that has changed, so that its spans differ.
    pub(super) fn affects_conflicts(self) -> bool {
        let previous = self.content.entries.previous;
        let old_entries = self.content.entries.changed.iter();
        let old_entries: Vec<&Entry> =
            old_entries.map(|entry_index| previous.entry_at(*entry_index)).collect();
        let is_changed = |diagnostic: &Diagnostic| {
            let related = diagnostic.related.iter().map(|related| &related.span);
            related.chain([&diagnostic.span]).any(|span| {
                old_entries.iter().any(|entry| Arc::ptr_eq(entry.span.source(), span.source()))
            })
        };
        previous.route_table.diagnostics.iter().any(is_changed)
    }

    /// Returns the routes of entries, made from those of the previous site. `None` means that all
    /// have to be made.
    pub(super) fn patch_entry_routes(
        self,
        inputs: RouteInputs<'_>,
    ) -> Option<(Arc<RouteMap>, Arc<Vec<Diagnostic>>)> {
        let previous = self.content.entries.previous;
        let old_inputs = previous.route_inputs();
        let mut affected: Vec<EntryIndex> = Vec::new();
        affected.extend(self.mentioned.iter().filter(|target| {
            let has_pages =
                |it: RouteInputs<'_>| it.mentions.get(**target).len() > MENTIONS_PER_PAGE;
            target.0 < previous.n_declared && (has_pages(old_inputs) || has_pages(inputs))
        }));
        affected.extend(self.documents.iter().filter(|document| {
            let has_pages = |it: RouteInputs<'_>| {
                let mut paragraphs = it.usage.get(document).into_iter().flat_map(|it| it.iter());
                paragraphs
                    .any(|paragraph| paragraph.citing_entries.len() > CITING_ENTRIES_ON_DOCUMENT)
            };
            has_pages(old_inputs) || has_pages(inputs)
        }));
        affected.extend(inputs.versions.changed_since(old_inputs.versions));
        affected.sort_unstable();
        affected.dedup();
        let table = &previous.route_table;
        if affected.is_empty() && self.content.has_same_implicit {
            return Some((Arc::clone(&table.entries), Arc::clone(&table.conflicts)));
        }
        if !table.conflicts.is_empty() {
            return None;
        }
        let with_implicit = |n_entries: usize| {
            let n_declared = previous.n_declared;
            let implicit = n_declared..if self.content.has_same_implicit { 0 } else { n_entries };
            affected.iter().copied().chain(implicit.map(EntryIndex))
        };
        let mut routes = RouteMap::clone(&table.entries);
        for entry_index in with_implicit(previous.entries.len()) {
            old_inputs.add_entry_routes(entry_index, &mut |path, _| {
                routes.remove(path.concat().as_str());
                true
            });
        }
        let mut has_conflict = false;
        for entry_index in with_implicit(inputs.lookup.entries.len()) {
            inputs.add_entry_routes(entry_index, &mut |path, route| {
                has_conflict |= routes.insert(path.concat().into(), route).is_some();
                true
            });
        }
        (!has_conflict).then(|| (Arc::new(routes), Arc::clone(&table.conflicts)))
    }

    /// Returns whether all routes but those of entries are the same.
    pub(super) fn has_same_other_routes(self, inputs: RouteInputs<'_>) -> bool {
        let previous = self.content.entries.previous;
        let old_inputs = previous.route_inputs();
        let lists = |it: RouteInputs<'_>| -> Vec<(SectionIndex, Vec<Arc<str>>)> {
            let sections = it.tree.sections.iter().enumerate();
            let lists = sections.filter(|(_, section)| section.index.is_none());
            lists.map(|(index, it)| (SectionIndex(index), it.addresses.clone())).collect()
        };
        let old_addresses = |entry: &Entry| -> Vec<String> {
            let aliases = entry.meta.aliases.iter().map(|(alias, _)| alias);
            aliases.filter(|alias| alias.starts_with('/')).cloned().collect()
        };
        // A conflict names the file.
        let has_same_assets = std::ptr::eq(old_inputs.assets, inputs.assets)
            || previous.route_table.diagnostics.is_empty()
                && old_inputs.assets.keys().eq(inputs.assets.keys());
        has_same_assets
            && old_inputs.kept_back_files() == inputs.kept_back_files()
            && (std::ptr::eq(old_inputs.tree, inputs.tree) || lists(old_inputs) == lists(inputs))
            && old_inputs.has_tags() == inputs.has_tags()
            && old_inputs.has_changes() == inputs.has_changes()
            && old_inputs.calendar.entries().eq(inputs.calendar.entries())
            && old_inputs.calendar.has_dates() == inputs.calendar.has_dates()
            && self.content.entries.changed.iter().all(|entry_index| {
                old_inputs.lookup.has_change_feed(*entry_index)
                    == inputs.lookup.has_change_feed(*entry_index)
            })
            && self.content.all(inputs.lookup.entries, |pair| {
                old_addresses(pair.old) == old_addresses(pair.new)
            })
    }
}
