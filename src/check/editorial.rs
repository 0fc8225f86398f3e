//! Checks what editors promise readers: translations, an owner, a review, and a way to each page.

use super::translations;
use crate::diagnostic::{Diagnostic, rules};
use crate::site::entry_citations;
use crate::site::section_tree::MenuTarget;
use crate::site::{EntryIndex, EntryOrigin, Site};
use std::collections::HashSet;

/// Returns `missing-translation`, `missing-owner`, `review-overdue` and `orphan-page`.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let viewed = cited_or_viewed_entries(site);
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        if matches!(entry.origin, EntryOrigin::Mentioned)
            || entry.meta.has_lost_address
            || site.has_duplicate_id(entry_index)
        {
            continue;
        }
        diagnostics.extend(translations::check(site, entry));
        if entry.meta.owner.is_none() && site.config.owner.is_none() {
            diagnostics.push(Diagnostic::new(entry.span.clone(), rules::MissingOwner));
        }
        diagnostics.extend(check_review_date(site, entry_index));
        if site.is_published(entry_index)
            && !viewed.contains(&entry_index)
            && is_orphan_page(site, entry_index)
        {
            diagnostics.push(Diagnostic::new(entry.span.clone(), rules::OrphanPage));
        }
    }
    diagnostics
}

/// Returns a diagnostic for a review that was due before the newest date on the site.
fn check_review_date(site: &Site, entry_index: EntryIndex) -> Option<Diagnostic> {
    let (due, newest) = (site.overdue_review(entry_index)?, site.newest_date()?);
    let kind = rules::ReviewOverdue { review_by: due.to_string(), newest: newest.to_string() };
    Some(Diagnostic::new(site.entry_at(entry_index).span.clone(), kind))
}

/// Returns the entries that are cited, or in a view on a published page.
fn cited_or_viewed_entries(site: &Site) -> HashSet<EntryIndex> {
    let cited = site.entries.iter().flat_map(|entry| entry_citations::entry_citations(entry));
    let cited = cited.filter_map(|(_, citation)| site.find_document(&citation.document.text));
    let mut viewed: HashSet<EntryIndex> = cited.collect();
    for entry_index in (0..site.entries.len())
        .map(EntryIndex)
        .filter(|entry_index| site.is_published(*entry_index))
    {
        for version in &site.entry_at(entry_index).versions {
            for directive in &version.body.outline.directives {
                let Some(view) = site.read_view(&version.body, directive).0 else { continue };
                viewed.extend(view.shown_entries());
            }
        }
    }
    viewed
}

/// Returns whether nothing links to a page: no text, no relation from either end, no menu.
///
/// Index pages are reached through their section. A removed page is kept for old links only.
fn is_orphan_page(site: &Site, entry_index: EntryIndex) -> bool {
    let meta = &site.entry_at(entry_index).meta;
    if meta.removed.is_some() {
        return false;
    }
    let home = site.tree.home.get(entry_index.0).copied().flatten();
    let section = home.and_then(|home| site.tree.sections.get(home.0));
    let is_index = section.is_some_and(|section| section.index == Some(entry_index));
    let target = MenuTarget::Entry(entry_index);
    let in_menu = site.menu.as_ref().is_some_and(|menu| menu.contains(&target))
        || site.footer_menu.contains(&target)
        || meta.in_menu == Some(true);
    // A relation is shown at both ends, so readers can follow it back.
    let is_related = !site.incoming_relations(entry_index).is_empty()
        || site
            .related_entries(entry_index)
            .any(|target| target != entry_index && site.is_published(target));
    !is_index && !in_menu && !is_related && !site.is_mentioned(entry_index)
}
