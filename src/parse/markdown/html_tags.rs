//! Raw HTML in the stream: comments go, a few tags are kept if they are closed, `<a id>` is an
//! anchor, the rest is raw.
//!
//! A kept tag must be closed inside the same element of Markdown. One that is not is turned back
//! into text, so that a forgotten `</details>` never swallows the rest of a page.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent, RawHtmlKind};
use super::event_builder::{EventBuilder, MAX_DEPTH};
use super::html_scanner::{self, HtmlPieceKind};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// How many open tags a closing one looks back for its like.
const MAX_LOOK_BACK: usize = 8;

/// An HTML element that is open.
#[derive(Debug)]
pub(super) struct OpenHtmlTag {
    /// The element; none for an `<a>`.
    pub kind: Option<ElementKind>,
    /// Where in the events it begins.
    pub index: usize,
    /// How many frames were open.
    pub depth: usize,
    /// Whether its closing tag is shown, and it needs no turning back.
    pub is_shown: bool,
    /// The events of a `<details>` at which its `<summary>` begins and ends.
    pub summary: Option<usize>,
    /// See `summary`.
    pub summary_end: Option<usize>,
}

impl OpenHtmlTag {
    /// Whether blocks may stand inside it.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.kind, Some(ElementKind::Details | ElementKind::Summary))
    }
}

impl<'a> EventBuilder<'a> {
    /// An HTML block: all its lines, without the marks of the quotes around it.
    pub(super) fn html_block(&mut self, lines: &[(CowStr<'a>, Range<usize>)]) {
        let is_one_run = lines.windows(2).all(|pair| match pair {
            [(_, first), (_, second)] => first.end == second.start,
            _ => true,
        });
        let whole = lines.first().map_or(0, |(_, range)| range.start)
            ..lines.last().map_or(0, |(_, range)| range.end);
        let same: usize = lines.iter().map(|(line, _)| line.len()).sum();
        if is_one_run
            && same == whole.len()
            && let Some(html) = self.text.get(whole.clone())
        {
            for piece in html_scanner::split_html(html) {
                let words = html.get(piece.range.clone()).unwrap_or_default();
                let range = whole.start + piece.range.start..whole.start + piece.range.end;
                self.on_block_piece(CowStr::Borrowed(words), piece.kind, range);
            }
        } else {
            self.html_with_blank_lines(lines);
        }
        self.end_raw_block(whole.end);
    }

    /// The lines of an HTML block between which a quote's `>` stands.
    fn html_with_blank_lines(&mut self, lines: &[(CowStr<'a>, Range<usize>)]) {
        let html: String = lines.iter().map(|(line, _)| &**line).collect();
        let mut starts = Vec::with_capacity(lines.len());
        let mut length = 0;
        for (line, range) in lines {
            starts.push((length, range));
            length += line.len();
        }
        let place = |offset: usize| {
            let line = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            starts
                .get(line)
                .map_or(0, |(start, range)| (range.start + offset - start).min(range.end))
        };
        for piece in html_scanner::split_html(&html) {
            let words = html.get(piece.range.clone()).unwrap_or_default().to_owned();
            let last = piece.range.end.saturating_sub(1);
            let range = place(piece.range.start)..place(last) + 1;
            self.on_block_piece(words.into(), piece.kind, range);
        }
    }

    fn on_block_piece(&mut self, words: CowStr<'a>, kind: HtmlPieceKind, range: Range<usize>) {
        let tag = allowed_element(&words, kind);
        let is_block = matches!(tag, Some(ElementKind::Details | ElementKind::Summary));
        if is_block {
            self.end_raw_block(range.start);
            if self.on_tag(&words, kind, range.clone()) {
                return;
            }
            let kind = if self.is_in_summary() { RawHtmlKind::Tag } else { RawHtmlKind::BlockTag };
            self.push(MarkdownEvent::Raw(words, kind), range);
            return;
        }
        if matches!(kind, HtmlPieceKind::Comment | HtmlPieceKind::OpenComment) {
            self.on_piece(words, kind, range);
            return;
        }
        let is_inside =
            self.innermost_kind() == Some(ElementKind::RawBlock) || self.is_in_summary();
        if !is_inside && words.trim().is_empty() {
            return;
        }
        if !is_inside {
            self.open_element(MarkdownElement::RawBlock, range.start..range.start);
        }
        self.on_piece(words, kind, range);
    }

    fn end_raw_block(&mut self, offset: usize) {
        if self.innermost_kind() == Some(ElementKind::RawBlock) {
            self.close_element(&(offset..offset));
        }
    }

    /// Whether a `<summary>` is open right here.
    pub(super) fn is_in_summary(&self) -> bool {
        let innermost = self.tags.iter().rev().take(MAX_LOOK_BACK);
        let mut here = innermost.take_while(|tag| tag.depth == self.frames.len());
        here.any(|tag| tag.kind == Some(ElementKind::Summary))
    }

    /// One piece of HTML in a line, or inside a raw block.
    pub(super) fn on_piece(&mut self, words: CowStr<'a>, kind: HtmlPieceKind, range: Range<usize>) {
        match kind {
            HtmlPieceKind::Comment => {}
            HtmlPieceKind::OpenComment => {
                self.push(MarkdownEvent::Raw(words, RawHtmlKind::OpenComment), range);
            }
            HtmlPieceKind::Words => self.push(MarkdownEvent::Raw(words, RawHtmlKind::Words), range),
            HtmlPieceKind::OpenTag | HtmlPieceKind::CloseTag | HtmlPieceKind::Other => {
                // Blocks cannot stand in a line.
                let is_block = matches!(
                    allowed_element(&words, kind),
                    Some(ElementKind::Details | ElementKind::Summary)
                );
                if is_block || !self.on_tag(&words, kind, range.clone()) {
                    self.push(MarkdownEvent::Raw(words, RawHtmlKind::Tag), range);
                }
            }
        }
    }

    /// Takes a tag that is kept; false if it is raw.
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
        let Some(element) = allowed_element(tag, kind) else { return false };
        if kind == HtmlPieceKind::CloseTag {
            return self.on_close_tag(Some(element), range);
        }
        if self.tags.len() >= MAX_DEPTH || tag.ends_with("/>") {
            return false;
        }
        self.on_open_tag(element, range)
    }

    fn on_open_tag(&mut self, kind: ElementKind, range: Range<usize>) -> bool {
        let element = match kind {
            ElementKind::Details => MarkdownElement::Details { has_summary: false },
            ElementKind::Summary if self.begins_summary() => MarkdownElement::Summary,
            ElementKind::Sub => MarkdownElement::Sub,
            ElementKind::Sup => MarkdownElement::Sup,
            ElementKind::Kbd => MarkdownElement::Kbd,
            _ => return false,
        };
        if kind == ElementKind::Details {
            self.start_block();
        }
        let (index, depth) = (self.events.len(), self.frames.len());
        self.push(MarkdownEvent::Open(element), range);
        let kind = Some(kind);
        let tag =
            OpenHtmlTag { kind, index, depth, is_shown: false, summary: None, summary_end: None };
        self.tags.push(tag);
        true
    }

    /// Whether a `<details>` has just begun, so that a summary can stand here.
    fn begins_summary(&mut self) -> bool {
        let next = self.events.len();
        let depth = self.frames.len();
        let details = self.tags.last().filter(|tag| {
            tag.kind == Some(ElementKind::Details) && tag.index + 1 == next && tag.depth == depth
        });
        let Some(index) = details.map(|tag| tag.index) else { return false };
        if let Some(has_summary) = self.has_summary_mut(index) {
            *has_summary = true;
        }
        true
    }

    fn has_summary_mut(&mut self, details: usize) -> Option<&mut bool> {
        match self.events.get_mut(details) {
            Some((MarkdownEvent::Open(MarkdownElement::Details { has_summary }), _)) => {
                Some(has_summary)
            }
            _ => None,
        }
    }

    /// Turns a `<summary>` that is not closed back into text; its details have none then.
    fn emit_inner_tag_as_text(&mut self, tag: &OpenHtmlTag) {
        self.emit_tag_as_text(tag);
        if tag.kind == Some(ElementKind::Summary)
            && let Some(has_summary) = self.has_summary_mut(tag.index.saturating_sub(1))
        {
            *has_summary = false;
        }
    }

    /// A block begins that no summary can hold: the summary was not closed.
    pub(super) fn close_summary(&mut self) {
        while self.is_in_summary() {
            let Some(tag) = self.tags.pop() else { return };
            self.emit_inner_tag_as_text(&tag);
        }
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
            let (index, depth) = (self.events.len(), self.frames.len());
            let (summary, summary_end) = (None, None);
            // `kind: None` and shown: a raw `<a href>`, whose closing tag is raw as well.
            let kind = is_anchor.then_some(ElementKind::Link);
            self.tags.push(OpenHtmlTag {
                kind,
                index,
                depth,
                is_shown: true,
                summary,
                summary_end,
            });
        }
        is_anchor
    }

    /// Closes a tag; what was opened inside it and not closed is turned back into text.
    fn on_close_tag(&mut self, kind: Option<ElementKind>, range: Range<usize>) -> bool {
        let depth = self.frames.len();
        let is_like = |tag: &OpenHtmlTag| match kind {
            None => matches!(tag.kind, None | Some(ElementKind::Link)),
            Some(_) => tag.kind == kind,
        };
        let mut inner = self.tags.iter().rev().take(MAX_LOOK_BACK);
        let mut inner = inner.by_ref().take_while(|tag| tag.depth == depth);
        let Some(n_inner) = inner.position(is_like) else { return false };
        for _ in 0..n_inner {
            if let Some(tag) = self.tags.pop() {
                self.emit_inner_tag_as_text(&tag);
            }
        }
        let Some(tag) = self.tags.pop() else { return false };
        let Some(kind) = kind else { return tag.kind.is_some() };
        self.drop_pending_from(tag.index + 1);
        if kind == ElementKind::Details {
            self.set_latest_block(Some(tag.index));
        }
        if kind == ElementKind::Summary
            && let Some(details) = self.tags.last_mut()
        {
            (details.summary, details.summary_end) = (Some(tag.index), Some(self.events.len()));
        }
        self.push(MarkdownEvent::Close(kind), range);
        true
    }
}

/// The element of a tag that is kept, if it is one and has no attributes.
fn allowed_element(tag: &str, kind: HtmlPieceKind) -> Option<ElementKind> {
    if !matches!(kind, HtmlPieceKind::OpenTag | HtmlPieceKind::CloseTag)
        || !html_scanner::has_no_attributes(tag)
    {
        return None;
    }
    let known = [
        ("sub", ElementKind::Sub),
        ("sup", ElementKind::Sup),
        ("kbd", ElementKind::Kbd),
        ("details", ElementKind::Details),
        ("summary", ElementKind::Summary),
    ];
    let name = html_scanner::raw_tag_name(tag);
    known.iter().find(|(word, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}
