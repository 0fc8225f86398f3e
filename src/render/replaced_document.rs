//! What the banner of a document says about the versions that have replaced it.

use super::document_versions::{document_date, pair_link};
use super::field_html;
use super::page_context::PageContext;
use crate::schema::{BuiltinType, EvidenceStatus, PartialDate};
use crate::site::{EntryIndex, RelationStatement, Site};

/// Returns whether two entries are versions of a paper, in which case their dates count.
fn are_documents(site: &Site, older: EntryIndex, newer: EntryIndex) -> bool {
    [older, newer].iter().all(|it| site.entry_at(*it).entry_type.is(BuiltinType::Document))
}

/// Returns whether a document is said to be replaced by one that is not a later version of it: by
/// the dates it is older, or the two replace each other in a circle.
pub(super) fn is_undone_replacement(
    site: &Site,
    older: EntryIndex,
    relation: &RelationStatement<'_>,
) -> bool {
    let is_version = match relation.statement.evidence_status() {
        EvidenceStatus::Sourced | EvidenceStatus::Interpretation => true,
        EvidenceStatus::Intended | EvidenceStatus::Proposed => false,
    };
    is_version
        && are_documents(site, older, relation.from)
        && !site.later_versions(older).contains(&relation.from)
}

/// Returns the first day on which a document can have replaced another one. `None` means that they
/// are not documents, or that it does not say when it was written.
pub(super) fn replacement_day(
    site: &Site,
    older: EntryIndex,
    newer: EntryIndex,
) -> Option<PartialDate> {
    let day = site.document_day(newer).filter(|_| are_documents(site, older, newer))?;
    Some(day.first_day())
}

/// Returns the date of a newer document after its name: ` (1 June 2008)`.
pub(super) fn date_in_brackets(
    ctx: &PageContext<'_>,
    older: EntryIndex,
    newer: EntryIndex,
) -> String {
    let is_version = are_documents(ctx.site, older, newer);
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
