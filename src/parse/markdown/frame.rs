//! The events so far, and what is open: the place where the parts of the reader meet.

use super::event::{Element, Kind, MdEvent, RawKind};
use super::tags::OpenTag;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// How deep quotes, lists, spans and kept HTML nest; what is deeper is shown without its element.
///
/// Browsers stop at 512 elements, and a text of `>` alone would otherwise make 26 times its size.
pub const MAX_DEPTH: usize = 100;

/// An event and where it stands in the text.
pub(super) type Spanned<'a> = (MdEvent<'a>, Range<usize>);

/// An element of pulldown-cmark's that is open.
#[derive(Debug)]
pub(super) struct Frame {
    /// What was opened for it; nothing if it is not shown as an element.
    pub kind: Option<Kind>,
    /// Where in the events it begins.
    pub index: usize,
    /// Whether it counts for [`MAX_DEPTH`].
    pub is_counted: bool,
    /// Where in the events its latest block begins.
    pub latest_block: Option<usize>,
    /// Where in the events the block before it begins.
    pub sibling: Option<usize>,
    /// What is to be done when it ends.
    pub ending: Ending,
}

/// What is to be done when an element ends, besides closing it.
#[derive(Debug)]
pub(super) enum Ending {
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
pub(super) enum Pending {
    /// `==`.
    Mark,
    /// `%%` within a block.
    Comment,
    /// `%%` at the start of an earlier block of the same parent.
    BlockComment,
}

/// The events so far, and what is open.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The events so far.
    pub events: Vec<Spanned<'a>>,
    /// The elements of pulldown-cmark's that are open.
    pub frames: Vec<Frame>,
    /// The HTML elements that are open, each inside the frame of its depth.
    pub tags: Vec<OpenTag>,
    /// What waits: kind, depth, index of its event. Invariant: depths rise.
    pub pending: Vec<(Pending, usize, usize)>,
    /// Anchors that belong before events that were already there.
    pub late_anchors: Vec<(usize, CowStr<'a>, Range<usize>)>,
    /// How many counted frames are open.
    pub depth: usize,
    /// Whether [`MAX_DEPTH`] was met, and told.
    pub is_too_deep: bool,
    /// Where the latest block begins that is in no other.
    pub latest_block: Option<usize>,
}

impl Frame {
    fn nothing(index: usize) -> Self {
        let (is_counted, ending) = (false, Ending::Plain);
        Self { kind: None, index, is_counted, latest_block: None, sibling: None, ending }
    }
}

impl<'a> Page<'a> {
    pub(super) fn push(&mut self, event: MdEvent<'a>, range: Range<usize>) {
        self.events.push((event, range));
    }

    /// What the innermost frame is shown as.
    pub(super) fn top(&self) -> Option<Kind> {
        self.frames.last().and_then(|frame| frame.kind)
    }

    /// Opens a frame with an element.
    pub(super) fn open(&mut self, element: Element<'a>, range: Range<usize>) {
        let kind = element.kind();
        let sibling = if kind.is_block() { self.begin_block() } else { None };
        self.frames.push(Frame { kind: Some(kind), sibling, ..Frame::nothing(self.events.len()) });
        self.push(MdEvent::Open(element), range);
    }

    /// Opens a frame with an element that nests, or without it if it nests too deep.
    pub(super) fn open_counted(&mut self, element: Element<'a>, range: Range<usize>) {
        if self.depth >= MAX_DEPTH {
            if !self.is_too_deep {
                self.is_too_deep = true;
                self.push(MdEvent::TooDeep, range);
            }
            self.open_nothing();
        } else {
            self.open(element, range);
        }
        self.depth += 1;
        if let Some(frame) = self.frames.last_mut() {
            frame.is_counted = true;
        }
    }

    /// Opens a frame for an element that is not shown.
    pub(super) fn open_nothing(&mut self) {
        self.frames.push(Frame::nothing(self.events.len()));
    }

    /// A block begins here: what was open in the line before it ends. Gives the block before.
    pub(super) fn begin_block(&mut self) -> Option<usize> {
        self.close_summary();
        if self.top() == Some(Kind::Item) {
            self.take_block_id();
        }
        let depth = self.frames.len();
        while self.tags.last().is_some_and(|tag| tag.depth == depth && !tag.is_block()) {
            if let Some(tag) = self.tags.pop() {
                self.show_tag(&tag);
            }
        }
        while self
            .pending
            .last()
            .is_some_and(|(kind, at, _)| *at == depth && *kind != Pending::BlockComment)
        {
            self.pending.pop();
        }
        let latest = match self.frames.last_mut() {
            Some(parent) => &mut parent.latest_block,
            None => &mut self.latest_block,
        };
        latest.replace(self.events.len())
    }

    /// Closes the innermost frame and whatever was left open inside it.
    pub(super) fn close(&mut self, range: &Range<usize>) -> Option<Frame> {
        let depth = self.frames.len();
        self.drop_unclosed(depth);
        let frame = self.frames.pop()?;
        if frame.is_counted {
            self.depth -= 1;
        }
        if let Some(kind) = frame.kind {
            self.push(MdEvent::Close(kind), range.clone());
        }
        Some(frame)
    }

    /// Ends what hangs on the frame of a depth without being closed in it.
    pub(super) fn drop_unclosed(&mut self, depth: usize) {
        while self.tags.last().is_some_and(|tag| tag.depth >= depth) {
            if let Some(tag) = self.tags.pop() {
                self.show_tag(&tag);
            }
        }
        while self.pending.last().is_some_and(|(_, at, _)| *at >= depth) {
            self.pending.pop();
        }
    }

    /// Makes a kept tag that is not closed the text that it is.
    pub(super) fn show_tag(&mut self, tag: &OpenTag) {
        if tag.is_shown {
            return;
        }
        for index in [Some(tag.index), tag.summary, tag.summary_end].into_iter().flatten() {
            let Some((event, range)) = self.events.get_mut(index) else { continue };
            let kind = match event {
                MdEvent::Open(Element::Details { .. } | Element::Summary)
                | MdEvent::Close(Kind::Summary) => RawKind::BlockTag,
                _ => RawKind::Tag,
            };
            *event = MdEvent::Raw(self.text.get(range.clone()).unwrap_or_default().into(), kind);
        }
    }

    /// Where the `==` or `%%` of this depth waits, if one does.
    pub(super) fn pending(&self, wanted: Pending, depth: usize) -> Option<usize> {
        let mut here = self.pending.iter().rev().take_while(|(_, at, _)| *at >= depth);
        here.find(|(kind, at, _)| *kind == wanted && *at == depth).map(|(_, _, index)| *index)
    }

    /// Notes which block was the latest in the innermost frame.
    pub(super) fn set_latest_block(&mut self, index: Option<usize>) {
        match self.frames.last_mut() {
            Some(parent) => parent.latest_block = index,
            None => self.latest_block = index,
        }
    }

    /// Forgets what waits since an event: where an element ends, nothing may cross its end.
    pub(super) fn forget_pending_from(&mut self, index: usize) {
        while self.pending.last().is_some_and(|(_, _, at)| *at >= index) {
            self.pending.pop();
        }
    }

    /// Takes back all events from an index on.
    ///
    /// The caller sees to it that whatever was opened since is closed, but for HTML elements.
    pub(super) fn take_back(&mut self, index: usize) {
        self.events.truncate(index);
        self.forget_pending_from(index);
        while self.tags.last().is_some_and(|tag| tag.index >= index) {
            self.tags.pop();
        }
        while self.late_anchors.last().is_some_and(|(at, ..)| *at >= index) {
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
                events.push((MdEvent::Anchor(name), range));
            }
            events.push(event);
        }
        events.extend(anchors.map(|(_, name, range)| (MdEvent::Anchor(name), range)));
        events
    }
}
