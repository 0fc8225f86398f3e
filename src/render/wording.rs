//! What a quote says of the versions of its paper: from when to when the wording was this, and what
//! has taken its place.

use super::body::{escape_html, language_attributes, with_nowrap};
use super::field_html::{format_string, link_html};
use super::page_context::PageContext;
use crate::parse::Citation;
use crate::site::resolve_citation::{CitationFate, FateKind};
use crate::site::{Entry, EntryIndex};
use crate::theme::model::{LinkModel, SafeHtml};

/// Returns what has become of the words of a citation in an entry, as a sentence. `None` means that
/// their paper has no later version with a text.
pub(super) fn wording_note(
    ctx: &PageContext<'_>,
    citation: &Citation,
    citing_entry: &Entry,
) -> Option<SafeHtml> {
    let fate = ctx.site.citation_fate(citation, citing_entry)?;
    let place = place_html(ctx, &fate);
    let place = [("place", place.as_str())];
    let html = match fate.kind {
        FateKind::Same | FateKind::Moved => format_string(ctx, "wording-kept", &place),
        FateKind::Changed | FateKind::Gone => {
            let period = period_html(ctx, citation, &fate);
            let words = fate.citation.as_ref().map(|ready| {
                format!("<q{}>{}</q>", language(ctx, fate.newest), with_nowrap(&ready.quote))
            });
            let words = words.filter(|_| fate.kind == FateKind::Changed);
            let [place] = place;
            let period = ("period", period.as_str());
            match &words {
                Some(words) => {
                    format_string(ctx, "wording-changed", &[period, ("words", words), place])
                }
                None => format_string(ctx, "wording-gone", &[period, place]),
            }
        }
    };
    Some(SafeHtml::new(&html))
}

/// Returns from when to when the wording was this, as far as the dates are known.
fn period_html(ctx: &PageContext<'_>, citation: &Citation, fate: &CitationFate) -> String {
    let words = citation.quote.as_ref().map_or("", |quote| &quote.text);
    let (first, end) = match words {
        "" => (fate.document, Some(fate.newest)),
        words => ctx.site.wording_versions(fate.document, words),
    };
    let day = |document: EntryIndex| {
        let day = ctx.site.document_day(document)?;
        Some(escape_html(&ctx.strings().format_partial_date(day)))
    };
    let (from, until) = (day(first), end.and_then(day));
    match (&from, &until) {
        (Some(from), Some(until)) => {
            format_string(ctx, "wording-between", &[("from", from), ("until", until)])
        }
        (Some(from), None) => format_string(ctx, "wording-from", &[("from", from)]),
        (None, Some(until)) => format_string(ctx, "wording-until", &[("until", until)]),
        (None, None) => format_string(ctx, "wording-earlier", &[]),
    }
}

/// Returns a link to the paragraph of the newest version, or to the version.
fn place_html(ctx: &PageContext<'_>, fate: &CitationFate) -> String {
    let site = ctx.site;
    let (name, language) = ctx.localized.document_name(fate.newest);
    let text = site.source_texts.get(&site.entry_at(fate.newest).id);
    let anchor = fate.locator.as_ref().and_then(|locator| text?.find_anchor(locator));
    let address = ctx.href(ctx.entry_address(fate.newest));
    let (title, href) = match (&fate.locator, anchor) {
        (Some(locator), Some(anchor)) => {
            (format!("{name}, {locator}"), format!("{address}#{anchor}"))
        }
        _ => (name.to_owned(), address),
    };
    let language = language.map(|tag| tag.0.to_string());
    link_html(ctx, &LinkModel { title, href, language })
}

/// Returns the language attribute of words of a document. Empty for the page's language.
fn language(ctx: &PageContext<'_>, document: EntryIndex) -> String {
    let tag = ctx.site.entry_at(document).meta.language.as_ref();
    let tag = tag.unwrap_or(ctx.site.default_language());
    match tag == ctx.localized.language_tag {
        true => String::new(),
        false => language_attributes(&tag.0, &ctx.localized.language_tag.0),
    }
}
