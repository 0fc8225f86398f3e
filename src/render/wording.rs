//! What a quote says of the versions of its paper: from when to when the wording was this, and what
//! has taken its place.

use super::body::{escape_html, language_attributes, with_nowrap};
use super::field_html::{format_string, link_html};
use super::page_context::PageContext;
use crate::parse::Citation;
use crate::site::resolve_citation::{CitationFate, ReadyCitation, VersionWording, WordingFate};
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
    let place = place_html(ctx, fate.newest, fate.wording.locator());
    let place = ("place", place.as_str());
    let html = match &fate.wording {
        WordingFate::Same { gap, .. } | WordingFate::Moved { gap, .. } => match gap {
            None => format_string(ctx, "wording-kept", &[place]),
            Some(gap) => {
                let gap = place_html(ctx, gap.version, None);
                format_string(ctx, "wording-returned", &[("gap", &gap), place])
            }
        },
        WordingFate::Changed { citation: words, end, .. } => {
            ended_html(ctx, &EndedWording { citation, fate: &fate, end, words: words.as_ref() })
        }
        WordingFate::Gone { end } => {
            ended_html(ctx, &EndedWording { citation, fate: &fate, end, words: None })
        }
    };
    Some(SafeHtml::new(&html))
}

/// A citation whose words the newest version of its paper does not have.
struct EndedWording<'a> {
    citation: &'a Citation,
    fate: &'a CitationFate,
    end: &'a VersionWording,
    /// What the newest version has instead.
    words: Option<&'a ReadyCitation>,
}

/// Returns from when to when the wording was this, what took its place then, and what is there now.
fn ended_html(ctx: &PageContext<'_>, ended: &EndedWording<'_>) -> String {
    let newest = ended.fate.newest;
    let period = period_html(ctx, ended);
    let place = place_html(ctx, newest, ended.fate.wording.locator());
    let (period, place) = (("period", period.as_str()), ("place", place.as_str()));
    let words = ended.words.map(|ready| quote_html(ctx, newest, ready));
    match (&words, &version_between_html(ctx, ended)) {
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

/// Returns what the first version without the words has instead of them. `None` means that the
/// newest one has the same.
fn version_between_html(ctx: &PageContext<'_>, ended: &EndedWording<'_>) -> Option<String> {
    let VersionWording { version, citation } = ended.end;
    let quote = citation.as_ref().map(|ready| &ready.quote);
    if *version == ended.fate.newest || quote == ended.words.map(|ready| &ready.quote) {
        return None;
    }
    Some(match citation {
        Some(ready) => {
            let words = quote_html(ctx, *version, ready);
            let place = place_html(ctx, *version, Some(&ready.locator));
            format_string(ctx, "wording-then", &[("words", &words), ("place", &place)])
        }
        None => {
            let place = place_html(ctx, *version, None);
            format_string(ctx, "wording-then-gone", &[("place", &place)])
        }
    })
}

/// Returns the words of a document as a quotation.
fn quote_html(ctx: &PageContext<'_>, document: EntryIndex, ready: &ReadyCitation) -> String {
    format!("<q{}>{}</q>", language(ctx, document), with_nowrap(&ready.quote))
}

/// Returns from when to when the wording was this, as far as the dates are known.
fn period_html(ctx: &PageContext<'_>, ended: &EndedWording<'_>) -> String {
    let document = ended.fate.document;
    let first = match &ended.citation.quote {
        Some(quote) => ctx.site.first_version_with(document, &quote.text),
        None => document,
    };
    let day = |document: EntryIndex| {
        let day = ctx.site.document_date(document)?.value?;
        Some(escape_html(&ctx.strings().format_partial_date(day)))
    };
    let (from, until) = (day(first), day(ended.end.version));
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
