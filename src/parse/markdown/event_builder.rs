//! The events so far, and what is open: the place where the parts of the reader meet.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent, RawHtmlKind};
use super::html_tags::OpenHtmlTag;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// How deep quotes, lists, spans and kept HTML nest; what is deeper is shown without its element.
///
/// Browsers stop at 512 elements, and a text of `>` alone would otherwise make 26 times its size.
pub const MAX_DEPTH: usize = 100;

/// An event and where it stands in the text.
pub(super) type Spanned<'a> = (MarkdownEvent<'a>, Range<usize>);

/// An element of pulldown-cmark's that is open.
#[derive(Debug)]
pub(super) struct OpenElement {
    /// What was opened for it; nothing if it is not shown as an element.
    pub kind: Option<ElementKind>,
    /// Where in the events it begins.
    pub index: usize,
    /// Whether it counts for [`MAX_DEPTH`].
    pub is_counted: bool,
    /// Where in the events its latest block begins.
    pub latest_block: Option<usize>,
    /// Where in the events the block before it begins.
    pub sibling: Option<usize>,
    /// What is to be done when it ends.
    pub ending: OnClose,
}

/// What is to be done when an element ends, besides closing it.
#[derive(Debug)]
pub(super) enum OnClose {
    /// Nothing.
    Plain,
    /// Find out where the destination of `[words](destination)` stands.
    InlineLink,
    /// Pass over the second `]` of `[[x]]`, up to here.
    Wiki(usize),
    /// Close the brackets and add the citation of `[words][@citation]`.
    Bracketed(Range<usize>),
    /// Find out where the options of a directive stand.
    Directive,
    /// Take the HTML block's lines apart.
    Html,
}

/// A `==` or `%%` that waits for its like.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum PendingMarker {
    /// `==`.
    Mark,
    /// `%%` within a block.
    Comment,
    /// `%%` at the start of an earlier block of the same parent.
    BlockComment,
}

/// The events so far, and what is open.
#[derive(Debug, Default)]
pub(super) struct EventBuilder<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The events so far.
    pub events: Vec<Spanned<'a>>,
    /// The elements of pulldown-cmark's that are open.
    pub frames: Vec<OpenElement>,
    /// The HTML elements that are open, each inside the frame of its depth.
    pub tags: Vec<OpenHtmlTag>,
    /// What waits: kind, depth, index of its event. Invariant: depths rise.
    pub pending: Vec<(PendingMarker, usize, usize)>,
    /// Anchors that belong before events that were already there.
    pub late_anchors: Vec<(usize, CowStr<'a>, Range<usize>)>,
    /// How many counted frames are open.
    pub depth: usize,
    /// Whether [`MAX_DEPTH`] was met, and told.
    pub is_too_deep: bool,
    /// Where the latest block begins that is in no other.
    pub latest_block: Option<usize>,
}

impl OpenElement {
    fn placeholder(index: usize) -> Self {
        let (is_counted, ending) = (false, OnClose::Plain);
        Self { kind: None, index, is_counted, latest_block: None, sibling: None, ending }
    }
}

impl<'a> EventBuilder<'a> {
    pub(super) fn push(&mut self, event: MarkdownEvent<'a>, range: Range<usize>) {
        self.events.push((event, range));
    }

    /// What the innermost frame is shown as.
    pub(super) fn innermost_kind(&self) -> Option<ElementKind> {
        self.frames.last().and_then(|frame| frame.kind)
    }

    /// Opens a frame with an element.
    pub(super) fn open_element(&mut self, element: MarkdownElement<'a>, range: Range<usize>) {
        let kind = element.kind();
        let sibling = if kind.is_block() { self.start_block() } else { None };
        self.frames.push(OpenElement {
            kind: Some(kind),
            sibling,
            ..OpenElement::placeholder(self.events.len())
        });
        self.push(MarkdownEvent::Open(element), range);
    }

    /// Opens a frame with an element that nests, or without it if it nests too deep.
    pub(super) fn open_counted(&mut self, element: MarkdownElement<'a>, range: Range<usize>) {
        if self.depth >= MAX_DEPTH {
            if !self.is_too_deep {
                self.is_too_deep = true;
                self.push(MarkdownEvent::TooDeep, range);
            }
            self.open_placeholder();
        } else {
            self.open_element(element, range);
        }
        self.depth += 1;
        if let Some(frame) = self.frames.last_mut() {
            frame.is_counted = true;
        }
    }

    /// Opens a frame for an element that is not shown.
    pub(super) fn open_placeholder(&mut self) {
        self.frames.push(OpenElement::placeholder(self.events.len()));
    }

    /// A block begins here: what was open in the line before it ends. Gives the block before.
    pub(super) fn start_block(&mut self) -> Option<usize> {
        self.close_summary();
        if self.innermost_kind() == Some(ElementKind::Item) {
            self.take_block_id();
        }
        let depth = self.frames.len();
        while self.tags.last().is_some_and(|tag| tag.depth == depth && !tag.is_block()) {
            if let Some(tag) = self.tags.pop() {
                self.emit_tag_as_text(&tag);
            }
        }
        while self.pending.last().is_some_and(|(kind, offset, _)| {
            *offset == depth && *kind != PendingMarker::BlockComment
        }) {
            self.pending.pop();
        }
        let latest = match self.frames.last_mut() {
            Some(parent) => &mut parent.latest_block,
            None => &mut self.latest_block,
        };
        latest.replace(self.events.len())
    }

    /// Closes the innermost frame and whatever was left open inside it.
    pub(super) fn close_element(&mut self, range: &Range<usize>) -> Option<OpenElement> {
        let depth = self.frames.len();
        self.drop_unclosed(depth);
        let frame = self.frames.pop()?;
        if frame.is_counted {
            self.depth -= 1;
        }
        if let Some(kind) = frame.kind {
            self.push(MarkdownEvent::Close(kind), range.clone());
        }
        Some(frame)
    }

    /// Ends what hangs on the frame of a depth without being closed in it.
    pub(super) fn drop_unclosed(&mut self, depth: usize) {
        while self.tags.last().is_some_and(|tag| tag.depth >= depth) {
            if let Some(tag) = self.tags.pop() {
                self.emit_tag_as_text(&tag);
            }
        }
        while self.pending.last().is_some_and(|(_, offset, _)| *offset >= depth) {
            self.pending.pop();
        }
    }

    /// Makes a kept tag that is not closed the text that it is.
    pub(super) fn emit_tag_as_text(&mut self, tag: &OpenHtmlTag) {
        if tag.is_shown {
            return;
        }
        for index in [Some(tag.index), tag.summary, tag.summary_end].into_iter().flatten() {
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

    /// Where the `==` or `%%` of this depth waits, if one does.
    pub(super) fn find_pending(&self, wanted: PendingMarker, depth: usize) -> Option<usize> {
        let mut here = self.pending.iter().rev().take_while(|(_, offset, _)| *offset >= depth);
        here.find(|(kind, offset, _)| *kind == wanted && *offset == depth)
            .map(|(_, _, index)| *index)
    }

    /// Notes which block was the latest in the innermost frame.
    pub(super) fn set_latest_block(&mut self, index: Option<usize>) {
        match self.frames.last_mut() {
            Some(parent) => parent.latest_block = index,
            None => self.latest_block = index,
        }
    }

    /// Forgets what waits since an event: where an element ends, nothing may cross its end.
    pub(super) fn drop_pending_from(&mut self, index: usize) {
        while self.pending.last().is_some_and(|(_, _, offset)| *offset >= index) {
            self.pending.pop();
        }
    }

    /// Takes back all events from an index on.
    ///
    /// The caller sees to it that whatever was opened since is closed, but for HTML elements.
    pub(super) fn remove_event(&mut self, index: usize) {
        self.events.truncate(index);
        self.drop_pending_from(index);
        while self.tags.last().is_some_and(|tag| tag.index >= index) {
            self.tags.pop();
        }
        while self.late_anchors.last().is_some_and(|(offset, ..)| *offset >= index) {
            self.late_anchors.pop();
        }
    }

    /// The events, each anchor in its place.
    pub(super) fn finish(mut self) -> Vec<Spanned<'a>> {
        self.drop_unclosed(0);
        if self.late_anchors.is_empty() {
            return self.events;
        }
        self.late_anchors.sort_by_key(|(index, ..)| *index);
        let mut anchors = self.late_anchors.into_iter().peekable();
        let mut events = Vec::with_capacity(self.events.len() + anchors.len());
        for (index, event) in self.events.into_iter().enumerate() {
            while let Some((_, name, range)) = anchors.next_if(|(at, ..)| *at <= index) {
                events.push((MarkdownEvent::Anchor(name), range));
            }
            events.push(event);
        }
        events.extend(anchors.map(|(_, name, range)| (MarkdownEvent::Anchor(name), range)));
        events
    }
}
