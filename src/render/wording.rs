//! What a quote says of the versions of its paper: from when to when the wording was this, and what
//! has taken its place.

use super::body::{escape_html, language_attributes, with_nowrap};
use super::field_html::{format_string, link_html};
use super::page_context::PageContext;
use crate::parse::Citation;
use crate::site::resolve_citation::{CitationFate, FateKind, ReadyCitation};
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
    let place = place_html(ctx, fate.newest, fate.locator.as_deref());
    let place = ("place", place.as_str());
    let html = match fate.kind {
        FateKind::Same | FateKind::Moved => match fate.ended_by {
            None => format_string(ctx, "wording-kept", &[place]),
            Some(version) => {
                let gap = place_html(ctx, version, None);
                format_string(ctx, "wording-returned", &[("gap", &gap), place])
            }
        },
        FateKind::Changed | FateKind::Gone => {
            let period = period_html(ctx, citation, &fate);
            let period = ("period", period.as_str());
            let words = fate.citation.as_ref().filter(|_| fate.kind == FateKind::Changed);
            let words = words.map(|ready| quote_html(ctx, fate.newest, ready));
            let between = version_between_html(ctx, &fate);
            match (&words, &between) {
                (Some(words), None) => {
                    format_string(ctx, "wording-changed", &[period, ("words", words), place])
                }
                (None, None) => format_string(ctx, "wording-gone", &[period, place]),
                (Some(words), Some(then)) => {
                    let values = [period, ("then", then), ("words", words), place];
                    format_string(ctx, "wording-changed-again", &values)
                }
                (None, Some(then)) => {
                    format_string(ctx, "wording-gone-again", &[period, ("then", then), place])
                }
            }
        }
    };
    Some(SafeHtml::new(&html))
}

/// Returns what the first version without the words has instead of them. `None` means that the
/// newest one has the same.
fn version_between_html(ctx: &PageContext<'_>, fate: &CitationFate) -> Option<String> {
    let version = fate.ended_by.filter(|version| *version != fate.newest)?;
    let words = |citation: &Option<ReadyCitation>| citation.as_ref().map(|it| it.quote.clone());
    if words(&fate.ended_citation) == words(&fate.citation) {
        return None;
    }
    Some(match &fate.ended_citation {
        Some(ready) => {
            let words = quote_html(ctx, version, ready);
            let place = place_html(ctx, version, Some(&ready.locator));
            format_string(ctx, "wording-then", &[("words", &words), ("place", &place)])
        }
        None => {
            let place = place_html(ctx, version, None);
            format_string(ctx, "wording-then-gone", &[("place", &place)])
        }
    })
}

/// Returns the words of a document as a quotation.
fn quote_html(ctx: &PageContext<'_>, document: EntryIndex, ready: &ReadyCitation) -> String {
    format!("<q{}>{}</q>", language(ctx, document), with_nowrap(&ready.quote))
}

/// Returns from when to when the wording was this, as far as the dates are known.
fn period_html(ctx: &PageContext<'_>, citation: &Citation, fate: &CitationFate) -> String {
    let first = match &citation.quote {
        Some(quote) => ctx.site.first_version_with(fate.document, &quote.text),
        None => fate.document,
    };
    let day = |document: EntryIndex| {
        let day = ctx.site.document_day(document)?;
        Some(escape_html(&ctx.strings().format_partial_date(day)))
    };
    let (from, until) = (day(first), fate.ended_by.and_then(day));
    match (&from, &until) {
        (Some(from), Some(until)) => {
            format_string(ctx, "wording-between", &[("from", from), ("until", until)])
        }
        (Some(from), None) => format_string(ctx, "wording-from", &[("from", from)]),
        (None, Some(until)) => format_string(ctx, "wording-until", &[("until", until)]),
        (None, None) => format_string(ctx, "wording-earlier", &[]),
    }
}

/// Returns a link to a paragraph of a version, or to the version.
fn place_html(ctx: &PageContext<'_>, version: EntryIndex, locator: Option<&str>) -> String {
    let site = ctx.site;
    let (name, language) = ctx.localized.document_name(version);
    let text = site.source_texts.get(&site.entry_at(version).id);
    let located = locator.and_then(|it| text?.locate(it).ok());
    let paragraph = located.and_then(|it| text?.paragraphs.get(it.first));
    let anchor = paragraph.map(|it| &it.anchor).filter(|anchor| !anchor.is_empty());
    let address = ctx.href(ctx.entry_address(version));
    let (title, href) = match (locator, anchor) {
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
