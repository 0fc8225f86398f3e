//! What the banner of a document says about the versions that have replaced it.

use super::document_versions::{document_date, pair_link};
use super::field_html;
use super::page_context::PageContext;
use crate::site::EntryIndex;

/// Returns the date of a newer document after its name: ` (1 June 2008)`.
pub(super) fn date_in_brackets(
    ctx: &PageContext<'_>,
    older: EntryIndex,
    newer: EntryIndex,
) -> String {
    let is_version = ctx.site.are_documents(older, newer);
    let date = document_date(ctx, newer).filter(|_| is_version);
    date.map_or_else(String::new, |date| format!(" ({})", field_html::time_element(&date)))
}

/// Returns sentences with the newest version, if that is another one than the next, and with a
/// link to what has changed. Empty for a version after the next one, so that each is said once.
pub(super) fn later_version_sentences(
    ctx: &PageContext<'_>,
    document: EntryIndex,
    newer: EntryIndex,
) -> Vec<String> {
    let later = ctx.site.later_versions(document);
    if later.first() != Some(&newer) {
        return Vec::new();
    }
    let newest = later.iter().rfind(|it| ctx.site.has_come(**it));
    let newest = newest.filter(|newest| **newest != newer).map(|newest| {
        let link = field_html::entry_link_html(ctx, *newest);
        let link = link + &date_in_brackets(ctx, document, *newest);
        field_html::format_string(ctx, "banner-newest-version", &[("link", &link)])
    });
    let compared = ctx.site.newest_version(document).and_then(|newest| {
        let title = ctx.strings().get_str("banner-version-changes").to_owned();
        let link = pair_link(ctx, document, newest, title)?;
        Some(field_html::link_html(ctx, &link))
    });
    newest.into_iter().chain(compared).collect()
}
