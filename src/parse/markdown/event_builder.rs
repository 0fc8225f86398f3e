//! The events so far, and the elements, tags and markers that are open.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent, RawHtmlKind};
use super::html_tags::OpenHtmlTag;
use crate::parse::dialect::ForeignUse;
use crate::parse::outline::MarkdownProblem;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// The maximum nesting of quotes, lists, spans and allowed HTML. Deeper content is shown without
/// its markup.
///
/// Browsers stop at 512 elements, and the HTML of a text of `>` alone would be 26 times its size.
pub const MAX_DEPTH: usize = 100;

/// An event and its range in the text.
pub(super) type Spanned<'a> = (MarkdownEvent<'a>, Range<usize>);

/// An element of pulldown-cmark that is open.
#[derive(Debug)]
pub(super) struct OpenElement {
    /// The element that was emitted for it. `None` means that it is not shown as an element.
    pub kind: Option<ElementKind>,
    /// The index of the event that opens it.
    pub event_index: usize,
    /// Whether it counts towards [`MAX_DEPTH`].
    pub counts_as_nesting: bool,
    /// The index of the event that opens its last block.
    pub last_block: Option<usize>,
    /// The index of the event that opens the block before it.
    pub previous_block: Option<usize>,
    /// What else to do when it ends.
    pub on_close: OnClose,
}

/// What to do when an element ends, in addition to closing it.
#[derive(Debug)]
pub(super) enum OnClose {
    /// Nothing.
    Plain,
    /// Find the range of the destination of `[text](destination)`.
    InlineLink,
    /// Skip the second `]` of `[[x]]`, up to this offset.
    Wiki(usize),
    /// Emit the closing bracket and the citation of `[text][@citation]`.
    Bracketed(Range<usize>),
    /// Find the range of the options of a directive.
    Directive,
    /// Split the lines of the HTML block into pieces.
    Html,
}

/// The kind of a `==` or `%%` that is not closed yet.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum MarkerKind {
    /// `==`.
    Mark,
    /// `%%` within a block.
    Comment,
    /// `%%` at the start of an earlier block of the same parent.
    BlockComment,
}

/// A `==` or `%%` that is not closed yet.
#[derive(Debug)]
pub(super) struct OpenMarker {
    pub kind: MarkerKind,
    /// How many elements were open.
    pub depth: usize,
    /// The index of its event.
    pub event_index: usize,
}

/// An anchor that is inserted before an event that was emitted earlier.
#[derive(Debug)]
pub(super) struct MovedAnchor<'a> {
    pub event_index: usize,
    pub name: CowStr<'a>,
    pub range: Range<usize>,
}

/// The events so far, and what is open.
#[derive(Debug, Default)]
pub(super) struct EventBuilder<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The events so far.
    pub events: Vec<Spanned<'a>>,
    /// The elements of pulldown-cmark that are open, the innermost last.
    pub open_elements: Vec<OpenElement>,
    /// The HTML elements that are open, the innermost last.
    pub open_tags: Vec<OpenHtmlTag>,
    // Invariant: depths ascend.
    /// The markers that are open, the innermost last.
    pub open_markers: Vec<OpenMarker>,
    pub moved_anchors: Vec<MovedAnchor<'a>>,
    /// How many of the open elements count towards [`MAX_DEPTH`].
    pub nesting: usize,
    /// Whether exceeding [`MAX_DEPTH`] has been reported.
    pub is_too_deep: bool,
    /// Signs that other tools read otherwise.
    pub foreign: Vec<ForeignUse>,
    /// What is lost of the text, and where.
    pub problems: Vec<(Range<usize>, MarkdownProblem)>,
    /// The index of the event that opens the last top-level block.
    pub last_block: Option<usize>,
}

impl OpenElement {
    fn hidden(event_index: usize) -> Self {
        Self {
            kind: None,
            event_index,
            counts_as_nesting: false,
            last_block: None,
            previous_block: None,
            on_close: OnClose::Plain,
        }
    }
}

impl<'a> EventBuilder<'a> {
    pub(super) fn push(&mut self, event: MarkdownEvent<'a>, range: Range<usize>) {
        self.events.push((event, range));
    }

    /// Returns the kind of the innermost open element.
    pub(super) fn innermost_kind(&self) -> Option<ElementKind> {
        self.open_elements.last().and_then(|element| element.kind)
    }

    /// Opens an element.
    pub(super) fn open_element(&mut self, element: MarkdownElement<'a>, range: Range<usize>) {
        let kind = element.kind();
        let previous_block = if kind.is_block() { self.start_block() } else { None };
        self.open_elements.push(OpenElement {
            kind: Some(kind),
            previous_block,
            ..OpenElement::hidden(self.events.len())
        });
        self.push(MarkdownEvent::Open(element), range);
    }

    /// Opens an element that counts towards [`MAX_DEPTH`]; without its markup if it is too deep.
    pub(super) fn open_nesting(&mut self, element: MarkdownElement<'a>, range: Range<usize>) {
        if self.nesting >= MAX_DEPTH {
            if !self.is_too_deep {
                self.is_too_deep = true;
                self.push(MarkdownEvent::TooDeep, range);
            }
            self.open_hidden();
        } else {
            self.open_element(element, range);
        }
        self.nesting += 1;
        if let Some(element) = self.open_elements.last_mut() {
            element.counts_as_nesting = true;
        }
    }

    /// Opens an element that is not shown as an element.
    pub(super) fn open_hidden(&mut self) {
        self.open_elements.push(OpenElement::hidden(self.events.len()));
    }

    /// Starts a block: ends what is open in the text before it. Returns the event index of the
    /// block before.
    pub(super) fn start_block(&mut self) -> Option<usize> {
        self.close_summary();
        if self.innermost_kind() == Some(ElementKind::Item) {
            self.take_block_id();
        }
        let depth = self.open_elements.len();
        while self.open_tags.last().is_some_and(|tag| tag.depth == depth && !tag.is_block()) {
            if let Some(tag) = self.open_tags.pop() {
                self.emit_tag_as_text(&tag);
            }
        }
        while self
            .open_markers
            .pop_if(|marker| marker.depth == depth && marker.kind != MarkerKind::BlockComment)
            .is_some()
        {}
        let last_block = match self.open_elements.last_mut() {
            Some(parent) => &mut parent.last_block,
            None => &mut self.last_block,
        };
        last_block.replace(self.events.len())
    }

    /// Closes the innermost element and everything that is still open inside it.
    pub(super) fn close_element(&mut self, range: &Range<usize>) -> Option<OpenElement> {
        let depth = self.open_elements.len();
        self.drop_unclosed(depth);
        let element = self.open_elements.pop()?;
        if element.counts_as_nesting {
            self.nesting -= 1;
        }
        if let Some(kind) = element.kind {
            self.push(MarkdownEvent::Close(kind), range.clone());
        }
        Some(element)
    }

    /// Drops the tags and markers that are open at a depth or deeper.
    pub(super) fn drop_unclosed(&mut self, depth: usize) {
        while self.open_tags.last().is_some_and(|tag| tag.depth >= depth) {
            if let Some(tag) = self.open_tags.pop() {
                self.emit_tag_as_text(&tag);
            }
        }
        while self.open_markers.pop_if(|marker| marker.depth >= depth).is_some() {}
    }

    /// Turns the events of an allowed tag that is not closed into raw HTML, which is shown as text.
    pub(super) fn emit_tag_as_text(&mut self, tag: &OpenHtmlTag) {
        if tag.is_complete {
            return;
        }
        for index in
            [Some(tag.event_index), tag.summary_start, tag.summary_end].into_iter().flatten()
        {
            let Some((event, range)) = self.events.get_mut(index) else { continue };
            let kind = match event {
                MarkdownEvent::Open(MarkdownElement::Details { .. } | MarkdownElement::Summary)
                | MarkdownEvent::Close(ElementKind::Summary) => RawHtmlKind::BlockTag,
                _ => RawHtmlKind::Tag,
            };
            *event =
                MarkdownEvent::Raw(self.text.get(range.clone()).unwrap_or_default().into(), kind);
        }
    }

    /// Returns the event index of the open marker of a kind and depth.
    pub(super) fn find_open_marker(&self, kind: MarkerKind, depth: usize) -> Option<usize> {
        let mut markers = self.open_markers.iter().rev().take_while(|marker| marker.depth >= depth);
        let marker = markers.find(|marker| marker.kind == kind && marker.depth == depth)?;
        Some(marker.event_index)
    }

    /// Sets which block is the last one in the innermost element.
    pub(super) fn set_last_block(&mut self, event_index: Option<usize>) {
        match self.open_elements.last_mut() {
            Some(parent) => parent.last_block = event_index,
            None => self.last_block = event_index,
        }
    }

    /// Drops the open markers since an event, because a pair cannot cross the end of an element.
    pub(super) fn drop_markers_from(&mut self, event_index: usize) {
        while self.open_markers.pop_if(|marker| marker.event_index >= event_index).is_some() {}
    }

    /// Removes all events from an index on.
    ///
    /// Callers must have closed every element opened since, except HTML elements.
    pub(super) fn remove_events_from(&mut self, event_index: usize) {
        self.events.truncate(event_index);
        self.drop_markers_from(event_index);
        while self.open_tags.pop_if(|tag| tag.event_index >= event_index).is_some() {}
        while self.moved_anchors.pop_if(|anchor| anchor.event_index >= event_index).is_some() {}
    }

    /// Returns the events, with the moved anchors inserted.
    pub(super) fn finish(mut self) -> Vec<Spanned<'a>> {
        self.drop_unclosed(0);
        if self.moved_anchors.is_empty() {
            return self.events;
        }
        self.moved_anchors.sort_by_key(|anchor| anchor.event_index);
        let mut anchors = self.moved_anchors.into_iter().peekable();
        let mut events = Vec::with_capacity(self.events.len() + anchors.len());
        for (index, event) in self.events.into_iter().enumerate() {
            while let Some(anchor) = anchors.next_if(|anchor| anchor.event_index <= index) {
                events.push((MarkdownEvent::Anchor(anchor.name), anchor.range));
            }
            events.push(event);
        }
        events.extend(anchors.map(|anchor| (MarkdownEvent::Anchor(anchor.name), anchor.range)));
        events
    }
}
