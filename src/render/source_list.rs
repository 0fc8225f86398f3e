//! The words that back a claim: beside a value, as a marker in a text, and in the list at the foot.

use super::body::{escape_html, with_nowrap};
use super::model::{LinkModel, SafeHtml, SourceListItem, SourceQuote};
use super::page_context::PageContext;
use crate::parse::Citation;
use crate::schema::FieldValue;
use crate::site::Entry;
use crate::site::resolve_citation::{CitationResolution, QuoteCheck};
use std::collections::HashMap;

/// How much of a paragraph is shown on each side of a quote, in characters.
const AROUND_CHARS: usize = 120;

/// The sources of one page, numbered by their first marker.
#[derive(Debug, Default)]
pub(super) struct SourceList {
    items: Vec<SourceListItem>,
    numbers: HashMap<String, usize>,
}

impl SourceList {
    /// The list at the foot of the page.
    pub(super) fn take_items(&mut self) -> Vec<SourceListItem> {
        self.numbers.clear();
        std::mem::take(&mut self.items)
    }
}

/// The marker of a citation, which leads to the list at the foot of the page.
pub(super) fn citation_marker(ctx: &PageContext<'_>, citation: &Citation, from: &Entry) -> String {
    let mut sources = ctx.sources.borrow_mut();
    let next = sources.items.len() + 1;
    let number = *sources.numbers.entry(citation.citation_source()).or_insert(next);
    let is_first = number == next;
    if is_first {
        let ground = source_quote(ctx, citation, from);
        sources.items.push(SourceListItem { number, ground });
    }
    let item = sources.items.get(number - 1);
    let state = item.map_or("missing", |item| item.ground.state.as_str());
    let id = if is_first { format!(r#" id="cite-{number}""#) } else { String::new() };
    let word = escape_html(ctx.strings().get_str("source"));
    let doubt = match item.and_then(|item| item.ground.warning.as_ref()) {
        Some(warning) if state == "missing" => {
            format!(
                r#"<span class="hidden">: {}</span><span aria-hidden="true">?</span>"#,
                escape_html(warning)
            )
        }
        _ => String::new(),
    };
    format!(
        r##"<a class="cite" href="#source-{number}"{id} data-state="{state}"><span class="hidden">{word} </span>{number}{doubt}</a>"##
    )
}

/// The markers of the citations of one pair of brackets, or of one value.
pub(super) fn citation_markers(
    ctx: &PageContext<'_>,
    citations: &[Citation],
    from: &Entry,
) -> String {
    citations.iter().map(|citation| citation_marker(ctx, citation, from)).collect()
}

/// The words of a citation, with what stands around them.
pub(super) fn source_quote(
    ctx: &PageContext<'_>,
    citation: &Citation,
    from: &Entry,
) -> SourceQuote {
    let site = ctx.site;
    let cited = site.resolve_citation(citation, from);
    let state = match cited.verified {
        QuoteCheck::Verified => "verified",
        QuoteCheck::NoText => "external",
        QuoteCheck::NoQuote => "unquoted",
        QuoteCheck::NotFound => "missing",
    };
    let warning = match cited.verified {
        QuoteCheck::Verified | QuoteCheck::NoQuote => None,
        QuoteCheck::NoText => Some("source-external"),
        QuoteCheck::NotFound => Some("source-missing"),
    };
    let document = cited.document;
    let (before, after) = quote_context(ctx, &cited);
    SourceQuote {
        quote: citation.quote.as_ref().map(|part| SafeHtml::new(&with_nowrap(&part.text))),
        before: SafeHtml::new(&with_nowrap(&before)),
        after: SafeHtml::new(&with_nowrap(&after)),
        language: document.and_then(|entry_index| {
            let tag = site
                .entry_at(entry_index)
                .meta
                .language
                .as_ref()
                .unwrap_or(site.default_language());
            (tag != ctx.language_tag).then(|| tag.0.to_string())
        }),
        locator: citation.locator.as_ref().map(|part| part.text.to_string()),
        href: paragraph_href(ctx, &cited),
        document: match document {
            Some(entry_index) if site.is_published(entry_index) => {
                Some(ctx.entry_link(entry_index))
            }
            Some(entry_index) => {
                Some(LinkModel { href: String::new(), ..ctx.entry_link(entry_index) })
            }
            None => Some(LinkModel {
                title: citation.document.text.to_string(),
                href: String::new(),
                language: None,
            }),
        },
        address: document.and_then(|entry_index| document_address(site.entry_at(entry_index))),
        state: state.into(),
        warning: warning.map(|key| ctx.strings().get_str(key).to_owned()),
    }
}

/// The address of a document outside the site.
fn document_address(document: &Entry) -> Option<String> {
    let statement = document.field_statements("url").first()?;
    match &statement.value {
        FieldValue::Url(address) => Some(address.to_string()),
        _ => None,
    }
}

/// The address of the first paragraph that is cited.
fn paragraph_href(ctx: &PageContext<'_>, cited: &CitationResolution) -> Option<String> {
    let (document, paragraphs) = (cited.document?, cited.paragraphs.as_ref()?);
    let text = ctx.site.source_texts.get(&ctx.site.entry_at(document).id)?;
    let locator = &text.paragraphs.get(paragraphs.start)?.locator;
    Some(format!("{}#{locator}", ctx.href(ctx.entry_address(document))))
}

/// What stands before and after the quote in its paragraph, cut at words.
fn quote_context(ctx: &PageContext<'_>, cited: &CitationResolution) -> (String, String) {
    let words = || {
        let (document, paragraphs) = (cited.document?, cited.paragraphs.clone()?);
        let text = ctx.site.source_texts.get(&ctx.site.entry_at(document).id)?;
        Some((text.joined_text(paragraphs), cited.pieces.first()?.start, cited.pieces.last()?.end))
    };
    let Some((words, start, end)) = words() else { return Default::default() };
    let (before, after) = (words.get(..start), words.get(end..));
    (trailing_words(before.unwrap_or_default()), leading_words(after.unwrap_or_default()))
}

fn trailing_words(words: &str) -> String {
    let Some((at, _)) = words.char_indices().rev().nth(AROUND_CHARS) else {
        return words.to_owned();
    };
    let cut = words.get(at..).unwrap_or_default();
    let rest = cut.split_once(' ').map_or(cut, |(_, rest)| rest);
    format!("… {rest}")
}

fn leading_words(words: &str) -> String {
    let Some((at, _)) = words.char_indices().nth(AROUND_CHARS) else { return words.to_owned() };
    let cut = words.get(..at).unwrap_or_default();
    let rest = cut.rsplit_once(' ').map_or(cut, |(rest, _)| rest);
    format!("{rest} …")
}
