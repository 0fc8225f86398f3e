//! Raw HTML in the stream: comments go, a few tags are kept if they are closed, `<a id>` is an
//! anchor, the rest is raw.
//!
//! A kept tag must be closed inside the same element of Markdown. One that is not is turned back
//! into text, so that a forgotten `</details>` never swallows the rest of a page.

use super::event::{Element, Kind, MdEvent, RawKind};
use super::frame::{MAX_DEPTH, Page};
use super::html::{self, PieceKind};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// How many open tags a closing one looks back for its like.
const MAX_LOOK_BACK: usize = 8;

/// An HTML element that is open.
#[derive(Debug)]
pub(super) struct OpenTag {
    /// The element; none for an `<a>`.
    pub kind: Option<Kind>,
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

impl OpenTag {
    /// Whether blocks may stand inside it.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.kind, Some(Kind::Details | Kind::Summary))
    }
}

impl<'a> Page<'a> {
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
            for piece in html::pieces(html) {
                let words = html.get(piece.range.clone()).unwrap_or_default();
                let range = whole.start + piece.range.start..whole.start + piece.range.end;
                self.block_piece(CowStr::Borrowed(words), piece.kind, range);
            }
        } else {
            self.scattered_html(lines);
        }
        self.end_raw_block(whole.end);
    }

    /// The lines of an HTML block between which a quote's `>` stands.
    fn scattered_html(&mut self, lines: &[(CowStr<'a>, Range<usize>)]) {
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
        for piece in html::pieces(&html) {
            let words = html.get(piece.range.clone()).unwrap_or_default().to_owned();
            let last = piece.range.end.saturating_sub(1);
            let range = place(piece.range.start)..place(last) + 1;
            self.block_piece(words.into(), piece.kind, range);
        }
    }

    fn block_piece(&mut self, words: CowStr<'a>, kind: PieceKind, range: Range<usize>) {
        let tag = kept(&words, kind);
        let is_block = matches!(tag, Some(Kind::Details | Kind::Summary));
        if is_block {
            self.end_raw_block(range.start);
            if self.tag(&words, kind, range.clone()) {
                return;
            }
            let kind = if self.is_in_summary() { RawKind::Tag } else { RawKind::BlockTag };
            self.push(MdEvent::Raw(words, kind), range);
            return;
        }
        if matches!(kind, PieceKind::Comment | PieceKind::OpenComment) {
            self.piece(words, kind, range);
            return;
        }
        let is_inside = self.top() == Some(Kind::RawBlock) || self.is_in_summary();
        if !is_inside && words.trim().is_empty() {
            return;
        }
        if !is_inside {
            self.open(Element::RawBlock, range.start..range.start);
        }
        self.piece(words, kind, range);
    }

    fn end_raw_block(&mut self, at: usize) {
        if self.top() == Some(Kind::RawBlock) {
            self.close(&(at..at));
        }
    }

    /// Whether a `<summary>` is open right here.
    pub(super) fn is_in_summary(&self) -> bool {
        let innermost = self.tags.iter().rev().take(MAX_LOOK_BACK);
        let mut here = innermost.take_while(|tag| tag.depth == self.frames.len());
        here.any(|tag| tag.kind == Some(Kind::Summary))
    }

    /// One piece of HTML in a line, or inside a raw block.
    pub(super) fn piece(&mut self, words: CowStr<'a>, kind: PieceKind, range: Range<usize>) {
        match kind {
            PieceKind::Comment => {}
            PieceKind::OpenComment => self.push(MdEvent::Raw(words, RawKind::OpenComment), range),
            PieceKind::Words => self.push(MdEvent::Raw(words, RawKind::Words), range),
            PieceKind::OpenTag | PieceKind::CloseTag | PieceKind::Other => {
                // Blocks cannot stand in a line.
                let is_block = matches!(kept(&words, kind), Some(Kind::Details | Kind::Summary));
                if is_block || !self.tag(&words, kind, range.clone()) {
                    self.push(MdEvent::Raw(words, RawKind::Tag), range);
                }
            }
        }
    }

    /// Takes a tag that is kept; false if it is raw.
    fn tag(&mut self, tag: &str, kind: PieceKind, range: Range<usize>) -> bool {
        if kind != PieceKind::Other && html::name(tag).eq_ignore_ascii_case("a") {
            return self.anchor(tag, kind, range);
        }
        if kind == PieceKind::OpenTag
            && html::name(tag).eq_ignore_ascii_case("br")
            && html::is_bare(tag)
        {
            self.push(MdEvent::HardBreak, range);
            return true;
        }
        let Some(element) = kept(tag, kind) else { return false };
        if kind == PieceKind::CloseTag {
            return self.close_tag(Some(element), range);
        }
        if self.tags.len() >= MAX_DEPTH || tag.ends_with("/>") {
            return false;
        }
        self.open_tag(element, range)
    }

    fn open_tag(&mut self, kind: Kind, range: Range<usize>) -> bool {
        let element = match kind {
            Kind::Details => Element::Details { has_summary: false },
            Kind::Summary if self.begins_summary() => Element::Summary,
            Kind::Sub => Element::Sub,
            Kind::Sup => Element::Sup,
            Kind::Kbd => Element::Kbd,
            _ => return false,
        };
        if kind == Kind::Details {
            self.begin_block();
        }
        let (index, depth) = (self.events.len(), self.frames.len());
        self.push(MdEvent::Open(element), range);
        let kind = Some(kind);
        let tag = OpenTag { kind, index, depth, is_shown: false, summary: None, summary_end: None };
        self.tags.push(tag);
        true
    }

    /// Whether a `<details>` has just begun, so that a summary can stand here.
    fn begins_summary(&mut self) -> bool {
        let next = self.events.len();
        let depth = self.frames.len();
        let details = self.tags.last().filter(|tag| {
            tag.kind == Some(Kind::Details) && tag.index + 1 == next && tag.depth == depth
        });
        let Some(index) = details.map(|tag| tag.index) else { return false };
        if let Some(has_summary) = self.has_summary_mut(index) {
            *has_summary = true;
        }
        true
    }

    fn has_summary_mut(&mut self, details: usize) -> Option<&mut bool> {
        match self.events.get_mut(details) {
            Some((MdEvent::Open(Element::Details { has_summary }), _)) => Some(has_summary),
            _ => None,
        }
    }

    /// Turns a `<summary>` that is not closed back into text; its details have none then.
    fn show_inner_tag(&mut self, tag: &OpenTag) {
        self.show_tag(tag);
        if tag.kind == Some(Kind::Summary)
            && let Some(has_summary) = self.has_summary_mut(tag.index.saturating_sub(1))
        {
            *has_summary = false;
        }
    }

    /// A block begins that no summary can hold: the summary was not closed.
    pub(super) fn close_summary(&mut self) {
        while self.is_in_summary() {
            let Some(tag) = self.tags.pop() else { return };
            self.show_inner_tag(&tag);
        }
    }

    fn anchor(&mut self, tag: &str, kind: PieceKind, range: Range<usize>) -> bool {
        if kind == PieceKind::CloseTag {
            return self.close_tag(None, range);
        }
        let name = html::anchor_name(tag).map(str::to_owned);
        let is_anchor = name.is_some();
        if let Some(name) = name {
            self.push(MdEvent::Anchor(name.into()), range);
        }
        if !tag.ends_with("/>") {
            let (index, depth) = (self.events.len(), self.frames.len());
            let (summary, summary_end) = (None, None);
            // `kind: None` and shown: a raw `<a href>`, whose closing tag is raw as well.
            let kind = is_anchor.then_some(Kind::Link);
            self.tags.push(OpenTag { kind, index, depth, is_shown: true, summary, summary_end });
        }
        is_anchor
    }

    /// Closes a tag; what was opened inside it and not closed is turned back into text.
    fn close_tag(&mut self, kind: Option<Kind>, range: Range<usize>) -> bool {
        let depth = self.frames.len();
        let is_like = |tag: &OpenTag| match kind {
            None => matches!(tag.kind, None | Some(Kind::Link)),
            Some(_) => tag.kind == kind,
        };
        let mut inner = self.tags.iter().rev().take(MAX_LOOK_BACK);
        let mut inner = inner.by_ref().take_while(|tag| tag.depth == depth);
        let Some(n_inner) = inner.position(is_like) else { return false };
        for _ in 0..n_inner {
            if let Some(tag) = self.tags.pop() {
                self.show_inner_tag(&tag);
            }
        }
        let Some(tag) = self.tags.pop() else { return false };
        let Some(kind) = kind else { return tag.kind.is_some() };
        self.forget_pending_from(tag.index + 1);
        if kind == Kind::Details {
            self.set_latest_block(Some(tag.index));
        }
        if kind == Kind::Summary
            && let Some(details) = self.tags.last_mut()
        {
            (details.summary, details.summary_end) = (Some(tag.index), Some(self.events.len()));
        }
        self.push(MdEvent::Close(kind), range);
        true
    }
}

/// The element of a tag that is kept, if it is one and has no attributes.
fn kept(tag: &str, kind: PieceKind) -> Option<Kind> {
    if !matches!(kind, PieceKind::OpenTag | PieceKind::CloseTag) || !html::is_bare(tag) {
        return None;
    }
    let known = [
        ("sub", Kind::Sub),
        ("sup", Kind::Sup),
        ("kbd", Kind::Kbd),
        ("details", Kind::Details),
        ("summary", Kind::Summary),
    ];
    let name = html::name(tag);
    known.iter().find(|(word, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}
