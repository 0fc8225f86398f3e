//! Renders source quotes: beside a value, as a numbered marker, and in the list of sources.

use super::body::{MARKERS_END, MARKERS_START, escape_html, with_nowrap};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{field_html, wording};
use crate::parse::Citation;
use crate::schema::FieldValue;
use crate::site::resolve_citation::{CitationResolution, QuoteCheck, QuotedSentence};
use crate::site::{Entry, EntryIndex};
use crate::theme::model::{
    LinkModel, QuotedPassage, SafeHtml, SourceListGroup, SourceListItem, SourceListModel,
    SourcePieceModel, SourceQuote,
};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How much of a paragraph is shown on each side of a quote, in characters.
const CONTEXT_CHARS: usize = 120;
/// After how many adjacent markers a line may break.
const MARKERS_PER_LINE: usize = 4;

/// The sources of one page, numbered in the order of their first markers.
#[derive(Debug, Default)]
pub(super) struct SourceNumbering {
    items: Vec<SourceListItem>,
    numbers: HashMap<String, usize>,
    /// In a block that has each number once: those that it has.
    numbers_in_block: Option<HashSet<usize>>,
}

impl SourceNumbering {
    /// Begins a block that has each number once, in which a number supports all that follows.
    pub(super) fn begin_block(&mut self) {
        self.numbers_in_block = Some(HashSet::new());
    }

    /// Ends a block.
    pub(super) fn end_block(&mut self) {
        self.numbers_in_block = None;
    }

    /// Returns the list of sources. `None` means that nothing is cited.
    pub(super) fn take_list(&mut self, ctx: &PageContext<'_>) -> Option<SourceListModel> {
        self.numbers.clear();
        let items = std::mem::take(&mut self.items);
        let document = items.first()?.source_quote.document.clone();
        let n_items = items.len();
        let mut groups = items_by_document(items);
        let is_only = n_items > 1 && groups.len() == 1;
        if let [group] = groups.as_mut_slice() {
            (group.document, group.is_named) = (None, is_only);
        }
        let note = is_only.then(|| {
            let link = field_html::link_html(ctx, &document);
            let note = field_html::format_string(ctx, "sources-of", &[("document", &link)]);
            SafeHtml::new(&note)
        });
        Some(SourceListModel { note, groups, total: n_items })
    }
}

/// Groups the items of a list by document, at the place of the first item of each.
fn items_by_document(items: Vec<SourceListItem>) -> Vec<SourceListGroup> {
    let mut groups: Vec<SourceListGroup> = Vec::new();
    let mut group_indexes: HashMap<(String, String), usize> = HashMap::new();
    for item in items {
        let document = &item.source_quote.document;
        let key = (document.href.clone(), document.title.clone());
        let group_index = *group_indexes.entry(key).or_insert(groups.len());
        if group_index == groups.len() {
            let document = Some(document.clone());
            groups.push(SourceListGroup { document, is_named: true, items: Vec::new() });
        }
        if let Some(group) = groups.get_mut(group_index) {
            group.items.push(item);
        }
    }
    groups
}

/// Returns the numbered marker of a citation by `citing_entry`, a link to the list of sources.
/// `None` means that the block has it.
fn citation_marker(
    ctx: &PageContext<'_>,
    numbering: &mut SourceNumbering,
    citation: &Citation,
    citing_entry: &Entry,
) -> Option<String> {
    let next_number = numbering.items.len() + 1;
    let number = *numbering.numbers.entry(citation.to_yaml_text()).or_insert(next_number);
    let is_first = number == next_number;
    if is_first {
        let quote = source_quote(ctx, citation, citing_entry);
        numbering.items.push(SourceListItem { number, source_quote: quote });
    }
    if numbering.numbers_in_block.as_mut().is_some_and(|numbers| !numbers.insert(number)) {
        return None;
    }
    let item = numbering.items.get(number - 1);
    let state = item.map_or("missing", |item| item.source_quote.quote_check.as_str());
    // The list of sources links back to the first marker.
    let id = if is_first { format!(r#" id="cite-{number}""#) } else { String::new() };
    let label = escape_html(ctx.strings().get_str("source"));
    let warning = match item.and_then(|item| item.source_quote.warning.as_ref()) {
        Some(warning) if state == "missing" => {
            format!(
                r#"<span class="hidden">: {}</span><span aria-hidden="true">?</span>"#,
                escape_html(warning)
            )
        }
        _ => String::new(),
    };
    Some(format!(
        r##"<a class="cite" href="#source-{number}"{id} data-state="{state}"><span class="hidden">{label} </span>{number}{warning}</a>"##
    ))
}

/// Returns the markers of citations in the same brackets, or of one value, in one element. Empty
/// if there are no citations.
pub(super) fn citation_markers(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    citations: &[Citation],
    citing_entry: &Entry,
) -> String {
    let numbering = &mut collector.numbering;
    let mut html = String::new();
    let markers =
        citations.iter().filter_map(|it| citation_marker(ctx, numbering, it, citing_entry));
    for (index, marker) in markers.enumerate() {
        // A line may break within many markers, but not between a word and its first one.
        if index > 0 && index % MARKERS_PER_LINE == 0 {
            html.push_str("<wbr>");
        }
        html.push_str(&marker);
    }
    if html.is_empty() { html } else { format!("{MARKERS_START}{html}{MARKERS_END}") }
}

/// Returns the quote of a citation by `citing_entry`, with the text around it.
pub(super) fn source_quote(
    ctx: &PageContext<'_>,
    citation: &Citation,
    citing_entry: &Entry,
) -> SourceQuote {
    let site = ctx.site;
    let resolution = site.resolve_citation(citation, citing_entry);
    let warning = match resolution.quote_check() {
        QuoteCheck::Verified | QuoteCheck::NoQuote => None,
        QuoteCheck::NoText => Some("source-external"),
        QuoteCheck::NotFound => Some("source-missing"),
    };
    let document = resolution.document;
    let passages = quoted_passages(ctx, citation, &resolution);
    let parts: Vec<String> = passages.iter().map(|passage| with_nowrap(&passage.quote)).collect();
    SourceQuote {
        quote: (!parts.is_empty()).then(|| SafeHtml::new(&parts.join(" <br>"))),
        passages: passages.iter().map(Passage::to_model).collect(),
        sentence: sentence_pieces(site.quoted_sentence(citation, &resolution)),
        language: document.and_then(|entry_index| {
            let tag = site
                .entry_at(entry_index)
                .meta
                .language
                .as_ref()
                .unwrap_or(site.default_language());
            (tag != ctx.localized.language_tag).then(|| tag.0.to_string())
        }),
        locator: citation.locator.as_ref().map(|part| part.text.to_string()),
        href: paragraph_href(ctx, &resolution),
        document: match document {
            Some(entry_index) => document_link(ctx, entry_index),
            None => LinkModel {
                title: citation.document.text.to_string(),
                href: String::new(),
                language: None,
            },
        },
        address: document.and_then(|entry_index| document_address(site.entry_at(entry_index))),
        quote_check: resolution.quote_check().as_str().into(),
        wording: wording::wording_note(ctx, citation, citing_entry),
        warning: warning.map(|key| ctx.strings().get_str(key).to_owned()),
        is_repeated: false,
    }
}

/// Returns a link to a document by its name beside quotes, without an address if it has no page.
fn document_link(ctx: &PageContext<'_>, document: EntryIndex) -> LinkModel {
    let (name, language) = ctx.localized.document_name(document);
    let href = match ctx.site.is_published(document) {
        true => ctx.href(ctx.entry_address(document)),
        false => String::new(),
    };
    LinkModel { title: name.to_owned(), href, language: language.map(|tag| tag.0.to_string()) }
}

/// Returns the address of a document outside the site.
fn document_address(document: &Entry) -> Option<String> {
    let statement = document.field_statements("url").first()?;
    match &statement.value {
        FieldValue::Url(address) => Some(address.to_string()),
        _ => None,
    }
}

/// Returns the address of the first cited paragraph.
fn paragraph_href(ctx: &PageContext<'_>, resolution: &CitationResolution) -> Option<String> {
    let (document, paragraphs) = (resolution.document?, resolution.paragraphs()?);
    let text = ctx.site.source_texts.get(&ctx.site.entry_at(document).id)?;
    let anchor = &text.paragraphs.get(paragraphs.start)?.anchor;
    Some(format!("{}#{anchor}", ctx.href(ctx.entry_address(document))))
}

/// The part of a quote that is in one paragraph, as text.
struct Passage {
    before: String,
    quote: String,
    after: String,
}

impl Passage {
    /// Returns the passage as markup.
    fn to_model(&self) -> QuotedPassage {
        let markup = |text: &str| SafeHtml::new(&with_nowrap(text));
        QuotedPassage {
            before: markup(&self.before),
            quote: markup(&self.quote),
            after: markup(&self.after),
        }
    }
}

/// Returns the quote with the text around it, one passage for each paragraph that it runs through.
fn quoted_passages(
    ctx: &PageContext<'_>,
    citation: &Citation,
    resolution: &CitationResolution,
) -> Vec<Passage> {
    let Some(quote) = &citation.quote else { return Vec::new() };
    let passage = |before: &str, quote: &str, after: &str| Passage {
        before: trailing_words(before),
        quote: quote.to_owned(),
        after: leading_words(after),
    };
    let located_quote = || {
        let (document, paragraphs) = (resolution.document?, resolution.paragraphs()?.clone());
        let text = ctx.site.source_texts.get(&ctx.site.entry_at(document).id)?;
        let (first, last) = (resolution.pieces().first()?, resolution.pieces().last()?);
        Some((text.cited_text(paragraphs), first.start..last.end))
    };
    let Some((cited, place)) = located_quote() else { return vec![passage("", &quote.text, "")] };
    let is_quoted = |range: &Range<usize>| range.start < place.end && place.start < range.end;
    let paragraphs: Vec<Range<usize>> = cited.paragraph_ranges().filter(is_quoted).collect();
    let passages = paragraphs.iter().map(|paragraph| {
        let part = place.start.max(paragraph.start)..place.end.min(paragraph.end);
        let (before, after) = (paragraph.start..part.start, part.end..paragraph.end);
        // A quote that leaves out words is in one paragraph, and is shown as it is written.
        let words = if paragraphs.len() == 1 { &quote.text } else { cited.get(part) };
        passage(cited.get(before), words, cited.get(after))
    });
    passages.collect()
}

/// Splits a whole sentence into quoted and omitted pieces.
fn sentence_pieces(sentence: Option<QuotedSentence>) -> Vec<SourcePieceModel> {
    let Some(QuotedSentence { text, pieces }) = sentence else { return Vec::new() };
    let mut models = Vec::new();
    let mut push_piece = |range: Range<usize>, is_cited| {
        let piece = text.get(range).unwrap_or_default();
        if !piece.is_empty() {
            models.push(SourcePieceModel { text: SafeHtml::new(&with_nowrap(piece)), is_cited });
        }
    };
    let mut offset = 0;
    for piece in pieces {
        push_piece(offset..piece.start, false);
        offset = piece.end;
        push_piece(piece, true);
    }
    push_piece(offset..text.len(), false);
    models
}

/// Returns the end of a text, with an ellipsis if it is cut.
fn trailing_words(text: &str) -> String {
    let Some((offset, _)) = text.char_indices().rev().nth(CONTEXT_CHARS) else {
        return text.to_owned();
    };
    let tail = text.get(offset..).unwrap_or_default();
    let whole_words = tail.split_once(' ').map_or(tail, |(_, whole_words)| whole_words);
    format!("… {whole_words}")
}

/// Returns the start of a text, with an ellipsis if it is cut.
fn leading_words(text: &str) -> String {
    let Some((offset, _)) = text.char_indices().nth(CONTEXT_CHARS) else {
        return text.to_owned();
    };
    let head = text.get(..offset).unwrap_or_default();
    let whole_words = head.rsplit_once(' ').map_or(head, |(whole_words, _)| whole_words);
    format!("{whole_words} …")
}
