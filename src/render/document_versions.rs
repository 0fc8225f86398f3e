//! The list of the versions of a document on its page.

use super::page_context::PageContext;
use super::{dates, redline};
use crate::site::EntryIndex;
use crate::theme::model::{DateModel, LinkModel, VersionItem, VersionListModel};

/// Returns the versions of a document. `None` means that there is only one.
pub(super) fn version_list(
    ctx: &PageContext<'_>,
    document: EntryIndex,
) -> Option<VersionListModel> {
    let versions = ctx.site.document_versions(document);
    if versions.is_empty() {
        return None;
    }
    let mut previous: Option<EntryIndex> = None;
    let mut is_in_list = false;
    let newest = ctx.site.newest_version(document);
    let mut items = Vec::with_capacity(versions.len());
    for version in versions {
        let pair = previous.map(|older| (older, *version));
        is_in_list |= pair.is_some_and(|(older, newer)| older == document && Some(newer) == newest);
        items.push(VersionItem {
            link: ctx.entry_link(*version),
            date: document_date(ctx, *version),
            is_current: *version == document,
            changes: pair.and_then(|(older, newer)| {
                let title = redline::changes_since(ctx, older);
                pair_link(ctx, older, newer, title)
            }),
            until_current: None,
        });
        if *version == document {
            add_links_to_current(ctx, document, previous, &mut items);
        }
        // A version without a text is not compared.
        if ctx.site.source_texts.contains_key(&ctx.site.entry_at(*version).id) {
            previous = Some(*version);
        }
    }
    let since = newest.filter(|_| !is_in_list).and_then(|newest| {
        let title = ctx.strings().get_str("versions-since").to_owned();
        pair_link(ctx, document, newest, title)
    });
    Some(VersionListModel { items, since })
}

/// Adds what has changed from each older version to the document, except from the one before it,
/// which the document's own item has.
fn add_links_to_current(
    ctx: &PageContext<'_>,
    document: EntryIndex,
    previous: Option<EntryIndex>,
    items: &mut [VersionItem],
) {
    for (item, version) in items.iter_mut().zip(ctx.site.document_versions(document)) {
        if Some(*version) != previous {
            let (name, _) = ctx.localized.document_name(*version);
            let title = ctx.strings().format("versions-until-this", &[("older", name)]);
            item.until_current = pair_link(ctx, *version, document, title);
        }
    }
}

/// Returns the link to the page of a pair. `None` means that there is no such page.
pub(super) fn pair_link(
    ctx: &PageContext<'_>,
    older: EntryIndex,
    newer: EntryIndex,
    title: String,
) -> Option<LinkModel> {
    ctx.site.version_pair(older, newer)?;
    let href = ctx.href(&ctx.redline_address(older, newer));
    Some(LinkModel { title, href, language: None })
}

/// Returns when a document was written, as far as it says so.
pub(super) fn document_date(ctx: &PageContext<'_>, document: EntryIndex) -> Option<DateModel> {
    dates::act_date_model(ctx, document, None)
}
