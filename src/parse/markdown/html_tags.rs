//! Raw HTML in the events: comments are dropped, a few tags are allowed, `<a id>` is an anchor, and
//! everything else is raw.
//!
//! An allowed tag must be closed inside the same Markdown element. Otherwise it is shown as text,
//! so that a missing `</details>` does not swallow the rest of a page.

use super::event::{ElementKind, InlineTag, MarkdownElement, MarkdownEvent, RawHtmlKind};
use super::event_builder::{EventBuilder, MAX_DEPTH};
use super::html_scanner::{self, COMMENT_START, HtmlPieceKind};
use crate::parse::outline::MarkdownProblem;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// How many open tags are searched for the one that an end tag closes.
const MAX_LOOK_BACK: usize = 8;

/// An HTML element that is open.
#[derive(Debug)]
pub(super) struct OpenHtmlTag {
    /// The element. `None` for an `<a>` that is not an anchor.
    pub kind: Option<ElementKind>,
    /// The index of its event.
    pub event_index: usize,
    /// How many Markdown elements were open.
    pub depth: usize,
    /// Whether it stays as it is if it is not closed.
    pub is_complete: bool,
    /// Whether it is a `<span>` that is an anchor.
    pub is_span: bool,
    /// For a `<details>`, the index of the event that opens its `<summary>`.
    pub summary_start: Option<usize>,
    /// The index of the event that closes the `<summary>`.
    pub summary_end: Option<usize>,
}

impl OpenHtmlTag {
    /// Returns whether it can contain blocks.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.kind, Some(ElementKind::Details | ElementKind::Summary))
    }
}

impl<'a> EventBuilder<'a> {
    /// Handles an HTML block: its lines, without the markers of quotes around it.
    pub(super) fn html_block(&mut self, lines: &[(CowStr<'a>, Range<usize>)]) {
        let is_contiguous = lines.windows(2).all(|pair| match pair {
            [(_, first), (_, second)] => first.end == second.start,
            _ => true,
        });
        let block = lines.first().map_or(0, |(_, range)| range.start)
            ..lines.last().map_or(0, |(_, range)| range.end);
        let n_bytes: usize = lines.iter().map(|(line, _)| line.len()).sum();
        if is_contiguous
            && n_bytes == block.len()
            && let Some(html) = self.text.get(block.clone())
        {
            for piece in html_scanner::split_html(html) {
                let piece_html = html.get(piece.range.clone()).unwrap_or_default();
                let range = block.start + piece.range.start..block.start + piece.range.end;
                self.push_block_html_piece(CowStr::Borrowed(piece_html), piece.kind, range);
            }
        } else {
            self.html_block_in_quote(lines);
        }
        self.end_raw_block(block.end);
    }

    /// Handles an HTML block whose lines are separated by the `>` of a quote.
    fn html_block_in_quote(&mut self, lines: &[(CowStr<'a>, Range<usize>)]) {
        let html: String = lines.iter().map(|(line, _)| &**line).collect();
        let mut line_starts = Vec::with_capacity(lines.len());
        let mut line_start = 0;
        for (line, range) in lines {
            line_starts.push((line_start, range));
            line_start += line.len();
        }
        let source_offset = |offset: usize| {
            let n_starts = line_starts.partition_point(|(start, _)| *start <= offset);
            line_starts
                .get(n_starts.saturating_sub(1))
                .map_or(0, |(start, range)| (range.start + offset - start).min(range.end))
        };
        for piece in html_scanner::split_html(&html) {
            let piece_html = html.get(piece.range.clone()).unwrap_or_default().to_owned();
            let last = piece.range.end.saturating_sub(1);
            let range = source_offset(piece.range.start)..source_offset(last) + 1;
            self.push_block_html_piece(piece_html.into(), piece.kind, range);
        }
    }

    /// Handles a piece of an HTML block.
    fn push_block_html_piece(
        &mut self,
        html: CowStr<'a>,
        kind: HtmlPieceKind,
        range: Range<usize>,
    ) {
        let tag = allowed_element(&html, kind);
        let is_block = matches!(tag, Some(ElementKind::Details | ElementKind::Summary));
        if is_block {
            self.end_raw_block(range.start);
            if self.on_tag(&html, kind, range.clone()) {
                return;
            }
            let kind = if self.is_in_summary() { RawHtmlKind::Tag } else { RawHtmlKind::BlockTag };
            self.push(MarkdownEvent::Raw(html, kind), range);
            return;
        }
        let is_hidden = kind == HtmlPieceKind::Comment && !html_scanner::is_include_comment(&html);
        if is_hidden || kind == HtmlPieceKind::OpenComment {
            self.push_html_piece(html, kind, range);
            return;
        }
        let is_inside =
            self.innermost_kind() == Some(ElementKind::RawBlock) || self.is_in_summary();
        if !is_inside && html.trim().is_empty() {
            return;
        }
        if !is_inside {
            self.open_element(MarkdownElement::RawBlock, range.start..range.start);
        }
        self.push_html_piece(html, kind, range);
    }

    fn end_raw_block(&mut self, offset: usize) {
        if self.innermost_kind() == Some(ElementKind::RawBlock) {
            self.close_element(&(offset..offset));
        }
    }

    /// Returns whether a `<summary>` is open in the innermost element.
    pub(super) fn is_in_summary(&self) -> bool {
        let innermost = self.open_tags.iter().rev().take(MAX_LOOK_BACK);
        let mut tags = innermost.take_while(|tag| tag.depth == self.open_elements.len());
        tags.any(|tag| tag.kind == Some(ElementKind::Summary))
    }

    /// Handles a piece of inline HTML, or of a raw block.
    pub(super) fn push_html_piece(
        &mut self,
        html: CowStr<'a>,
        kind: HtmlPieceKind,
        range: Range<usize>,
    ) {
        match kind {
            // Another tool would put a text here, which is not to be lost in silence.
            HtmlPieceKind::Comment if html_scanner::is_include_comment(&html) => {
                self.push(MarkdownEvent::Raw(html, RawHtmlKind::Text), range);
            }
            HtmlPieceKind::Comment => {
                let inside = html.strip_prefix(COMMENT_START).unwrap_or_default();
                if inside.contains(COMMENT_START) {
                    let start = range.start..range.start + COMMENT_START.len();
                    self.problems.push((start, MarkdownProblem::CommentInComment));
                }
            }
            HtmlPieceKind::OpenComment => {
                self.push(MarkdownEvent::Raw(html, RawHtmlKind::OpenComment), range);
            }
            HtmlPieceKind::Text => self.push(MarkdownEvent::Raw(html, RawHtmlKind::Text), range),
            HtmlPieceKind::OpenTag | HtmlPieceKind::CloseTag | HtmlPieceKind::Other => {
                // Block elements cannot be inline.
                let is_block = matches!(
                    allowed_element(&html, kind),
                    Some(ElementKind::Details | ElementKind::Summary)
                );
                if is_block || !self.on_tag(&html, kind, range.clone()) {
                    self.push(MarkdownEvent::Raw(html, RawHtmlKind::Tag), range);
                }
            }
        }
    }

    /// Handles a tag. Returns `false` if it is raw HTML.
    fn on_tag(&mut self, tag: &str, kind: HtmlPieceKind, range: Range<usize>) -> bool {
        if kind != HtmlPieceKind::Other && html_scanner::raw_tag_name(tag).eq_ignore_ascii_case("a")
        {
            return self.on_anchor_tag(tag, kind, range);
        }
        if kind == HtmlPieceKind::OpenTag
            && html_scanner::raw_tag_name(tag).eq_ignore_ascii_case("br")
            && html_scanner::has_no_attributes(tag)
        {
            self.push(MarkdownEvent::HardBreak, range);
            return true;
        }
        let Some(element) = allowed_element(tag, kind) else {
            return self.on_span_tag(tag, kind, range);
        };
        if kind == HtmlPieceKind::CloseTag {
            return self.on_close_tag(Some(element), range);
        }
        if self.open_tags.len() >= MAX_DEPTH || tag.ends_with("/>") {
            return false;
        }
        self.on_open_tag(element, tag, range)
    }

    fn on_open_tag(&mut self, kind: ElementKind, tag: &str, range: Range<usize>) -> bool {
        let element = match kind {
            ElementKind::Details => {
                let is_open = !html_scanner::has_no_attributes(tag);
                MarkdownElement::Details { has_summary: false, is_open }
            }
            ElementKind::Summary if self.try_start_summary() => MarkdownElement::Summary,
            ElementKind::Sub => MarkdownElement::Sub,
            ElementKind::Sup => MarkdownElement::Sup,
            ElementKind::Kbd => MarkdownElement::Kbd,
            ElementKind::Strong => MarkdownElement::Strong,
            ElementKind::Emphasis => MarkdownElement::Emphasis,
            ElementKind::Mark => MarkdownElement::Mark,
            ElementKind::Inline(tag) => MarkdownElement::Inline(tag),
            _ => return false,
        };
        if kind == ElementKind::Details {
            self.start_block();
        }
        self.open_tags.push(self.html_tag(Some(kind)));
        self.push(MarkdownEvent::Open(element), range);
        true
    }

    /// Returns whether a `<summary>` can start here, right after `<details>`, and records it there.
    fn try_start_summary(&mut self) -> bool {
        let next_index = self.events.len();
        let depth = self.open_elements.len();
        let details = self.open_tags.last().filter(|tag| {
            tag.kind == Some(ElementKind::Details)
                && tag.event_index + 1 == next_index
                && tag.depth == depth
        });
        let Some(index) = details.map(|tag| tag.event_index) else { return false };
        if let Some(has_summary) = self.has_summary_mut(index) {
            *has_summary = true;
        }
        true
    }

    fn has_summary_mut(&mut self, details_index: usize) -> Option<&mut bool> {
        match self.events.get_mut(details_index) {
            Some((MarkdownEvent::Open(MarkdownElement::Details { has_summary, .. }), _)) => {
                Some(has_summary)
            }
            _ => None,
        }
    }

    /// Turns a tag that is not closed into text. If it is a `<summary>`, its details have none.
    fn emit_inner_tag_as_text(&mut self, tag: &OpenHtmlTag) {
        self.emit_tag_as_text(tag);
        if tag.kind == Some(ElementKind::Summary)
            && let Some(has_summary) = self.has_summary_mut(tag.event_index.saturating_sub(1))
        {
            *has_summary = false;
        }
    }

    /// Turns an open `<summary>` into text, because a block starts and a summary cannot contain it.
    pub(super) fn close_summary(&mut self) {
        while self.is_in_summary() {
            let Some(tag) = self.open_tags.pop() else { return };
            self.emit_inner_tag_as_text(&tag);
        }
    }

    /// Returns an open tag whose event comes next.
    fn html_tag(&self, kind: Option<ElementKind>) -> OpenHtmlTag {
        OpenHtmlTag {
            kind,
            event_index: self.events.len(),
            depth: self.open_elements.len(),
            is_complete: false,
            is_span: false,
            summary_start: None,
            summary_end: None,
        }
    }

    /// Handles `<span id="x">`, which is an anchor. Returns `false` for other tags.
    fn on_span_tag(&mut self, tag: &str, kind: HtmlPieceKind, range: Range<usize>) -> bool {
        if kind == HtmlPieceKind::Other
            || !html_scanner::raw_tag_name(tag).eq_ignore_ascii_case("span")
        {
            return false;
        }
        if kind == HtmlPieceKind::CloseTag {
            let depth = self.open_elements.len();
            let is_anchor = |tag: &mut OpenHtmlTag| tag.is_span && tag.depth == depth;
            return self.open_tags.pop_if(is_anchor).is_some();
        }
        let Some(name) = html_scanner::sole_id(tag).map(str::to_owned) else { return false };
        self.push(MarkdownEvent::Anchor(name.into()), range);
        if !tag.ends_with("/>") {
            let tag = self.html_tag(None);
            self.open_tags.push(OpenHtmlTag { is_complete: true, is_span: true, ..tag });
        }
        true
    }

    fn on_anchor_tag(&mut self, tag: &str, kind: HtmlPieceKind, range: Range<usize>) -> bool {
        if kind == HtmlPieceKind::CloseTag {
            return self.on_close_tag(None, range);
        }
        let name = html_scanner::anchor_name(tag).map(str::to_owned);
        let is_anchor = name.is_some();
        if let Some(name) = name {
            self.push(MarkdownEvent::Anchor(name.into()), range);
        }
        if !tag.ends_with("/>") {
            // Without a kind it is a raw `<a href>`, whose end tag is raw as well.
            let tag = self.html_tag(is_anchor.then_some(ElementKind::Link));
            self.open_tags.push(OpenHtmlTag { is_complete: true, ..tag });
        }
        is_anchor
    }

    /// Closes a tag. Tags inside it that are not closed become text.
    fn on_close_tag(&mut self, kind: Option<ElementKind>, range: Range<usize>) -> bool {
        let depth = self.open_elements.len();
        let is_start_tag = |tag: &OpenHtmlTag| match kind {
            None => matches!(tag.kind, None | Some(ElementKind::Link)) && !tag.is_span,
            Some(_) => tag.kind == kind,
        };
        let recent_tags = self.open_tags.iter().rev().take(MAX_LOOK_BACK);
        let mut inner_tags = recent_tags.take_while(|tag| tag.depth == depth);
        let Some(n_inner) = inner_tags.position(is_start_tag) else { return false };
        for _ in 0..n_inner {
            if let Some(tag) = self.open_tags.pop() {
                self.emit_inner_tag_as_text(&tag);
            }
        }
        let Some(tag) = self.open_tags.pop() else { return false };
        let Some(kind) = kind else { return tag.kind.is_some() };
        self.drop_markers_from(tag.event_index + 1);
        if kind == ElementKind::Details {
            self.set_last_block(Some(tag.event_index));
        }
        if kind == ElementKind::Summary
            && let Some(details) = self.open_tags.last_mut()
        {
            details.summary_start = Some(tag.event_index);
            details.summary_end = Some(self.events.len());
        }
        self.push(MarkdownEvent::Close(kind), range);
        true
    }
}

/// Returns the element of an allowed tag, which has no attributes, or is `<details open>`.
fn allowed_element(tag: &str, kind: HtmlPieceKind) -> Option<ElementKind> {
    const ALLOWED: [(&str, ElementKind); 15] = [
        ("sub", ElementKind::Sub),
        ("sup", ElementKind::Sup),
        ("kbd", ElementKind::Kbd),
        ("details", ElementKind::Details),
        ("summary", ElementKind::Summary),
        ("strong", ElementKind::Strong),
        ("em", ElementKind::Emphasis),
        ("mark", ElementKind::Mark),
        ("b", ElementKind::Inline(InlineTag::B)),
        ("i", ElementKind::Inline(InlineTag::I)),
        ("u", ElementKind::Inline(InlineTag::U)),
        ("s", ElementKind::Inline(InlineTag::S)),
        ("small", ElementKind::Inline(InlineTag::Small)),
        ("ins", ElementKind::Inline(InlineTag::Ins)),
        ("del", ElementKind::Inline(InlineTag::Del)),
    ];
    if !matches!(kind, HtmlPieceKind::OpenTag | HtmlPieceKind::CloseTag) {
        return None;
    }
    let name = html_scanner::raw_tag_name(tag);
    let (_, element) = ALLOWED.iter().find(|(allowed, _)| name.eq_ignore_ascii_case(allowed))?;
    let is_allowed = html_scanner::has_no_attributes(tag)
        || *element == ElementKind::Details && html_scanner::has_only_open(tag);
    is_allowed.then_some(*element)
}
