//! Words in a line: `==mark==`, `%%comment%%`, escapes, and a block's `^id` at its end.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent};
use super::event_builder::{EventBuilder, PendingMarker};
use memchr::memchr2;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// What a `==` or `%%` does.
#[derive(Clone, Copy)]
enum InlineStep {
    /// It may begin a mark or a comment.
    Begin(PendingMarker),
    /// It ends the mark that began at the event.
    EndMark(usize),
    /// It ends the comment that began at the event.
    EndComment(usize),
    /// It ends the comment that began with an earlier paragraph.
    EndBlockComment(usize),
}

impl<'a> EventBuilder<'a> {
    /// Words from pulldown-cmark that are not code.
    pub(super) fn on_text(&mut self, words: CowStr<'a>, range: Range<usize>) {
        let source = self.text.get(range.clone());
        let Some(source) = source.filter(|source| **source == *words) else {
            self.push(MarkdownEvent::Literal(words), range);
            return;
        };
        let mut from = range.start;
        if source.starts_with(|c: char| c.is_ascii_punctuation())
            && self.text.as_bytes().get(from.wrapping_sub(1)) == Some(&b'\\')
        {
            self.push(MarkdownEvent::Literal(self.text_slice(from..from + 1)), from..from + 1);
            from += 1;
        }
        let (mut done, mut offset) = (from, from);
        while let Some(marker) = self.find_marker(offset..range.end) {
            offset = marker.end;
            if marker.len() != 2 {
                continue;
            }
            if let Some(step) = self.classify_marker(&marker, done) {
                self.push_text(done..marker.start);
                self.apply_marker(step, &marker);
                done = marker.end;
            }
        }
        self.push_text(done..range.end);
    }

    fn text_slice(&self, range: Range<usize>) -> CowStr<'a> {
        CowStr::Borrowed(self.text.get(range).unwrap_or_default())
    }

    fn push_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(MarkdownEvent::Text(self.text_slice(range.clone())), range);
        }
    }

    /// The next run of `=` or of `%`.
    fn find_marker(&self, within: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes().get(within.clone())?;
        let offset = memchr2(b'=', b'%', bytes)?;
        let rest = bytes.get(offset..)?;
        let length = rest.iter().take_while(|byte| Some(*byte) == rest.first()).count();
        let start = within.start + offset;
        Some(start..start + length)
    }

    /// What a marker does; `words_start` is where the words begin that were not pushed yet.
    fn classify_marker(&self, marker: &Range<usize>, words_start: usize) -> Option<InlineStep> {
        let before = self.text.get(..marker.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(marker.end..).and_then(|text| text.chars().next());
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let depth = self.frames.len();
        if self.text.as_bytes().get(marker.start) == Some(&b'=') {
            let ends_word = !after.is_some_and(char::is_alphanumeric);
            let is_tight = |side: Option<char>| side.is_some_and(|c| !c.is_whitespace());
            if let Some(index) = self.find_pending(PendingMarker::Mark, depth) {
                let is_full = marker.start > words_start || self.events.len() > index + 1;
                return (ends_word && is_tight(before) && is_full)
                    .then_some(InlineStep::EndMark(index));
            }
            return (begins_word && is_tight(after))
                .then_some(InlineStep::Begin(PendingMarker::Mark));
        }
        if let Some(index) = self.find_pending(PendingMarker::Comment, depth) {
            return Some(InlineStep::EndComment(index));
        }
        if self.innermost_kind() == Some(ElementKind::Paragraph)
            && let Some(index) = self.find_pending(PendingMarker::BlockComment, depth - 1)
        {
            return Some(InlineStep::EndBlockComment(index));
        }
        begins_word.then_some(InlineStep::Begin(PendingMarker::Comment))
    }

    fn apply_marker(&mut self, step: InlineStep, marker: &Range<usize>) {
        let depth = self.frames.len();
        match step {
            InlineStep::Begin(pending) => {
                self.pending.push((pending, depth, self.events.len()));
                self.push_text(marker.clone());
            }
            InlineStep::EndMark(index) => {
                self.drop_pending_from(index);
                while self.tags.last().is_some_and(|tag| tag.depth == depth && tag.index > index) {
                    if let Some(tag) = self.tags.pop() {
                        self.emit_tag_as_text(&tag);
                    }
                }
                if let Some((event, _)) = self.events.get_mut(index) {
                    *event = MarkdownEvent::Open(MarkdownElement::Mark);
                }
                self.push(MarkdownEvent::Close(ElementKind::Mark), marker.clone());
            }
            InlineStep::EndComment(index) => self.remove_event(index),
            InlineStep::EndBlockComment(index) => {
                self.remove_event(index);
                let start = self.events.len();
                self.push(MarkdownEvent::Open(MarkdownElement::Paragraph), marker.end..marker.end);
                if let Some(frame) = self.frames.last_mut() {
                    (frame.index, frame.sibling) = (start, None);
                }
            }
        }
    }

    /// Takes a trailing `^id` off the block that ends here; it becomes an anchor at its start, or,
    /// standing alone, at the start of the block before.
    pub(super) fn take_block_id(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let Some((MarkdownEvent::Text(words), range)) = self.events.last() else { return };
        let trimmed = words.trim_end();
        let rest = trimmed.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let Some(before) = rest.strip_suffix('^').filter(|_| rest.len() < trimmed.len()) else {
            return;
        };
        let last = self.events.len() - 1;
        let follows_break = last > 0
            && matches!(
                self.events.get(last - 1),
                Some((MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak, _))
            );
        let is_alone = before.is_empty() && last == frame.index + 1;
        let is_own_word = before.ends_with(char::is_whitespace) || before.is_empty();
        if !is_own_word || (before.is_empty() && !is_alone && !follows_break) {
            return;
        }
        let name = range.start + before.len()..range.start + trimmed.len();
        let kept = range.start..range.start + before.trim_end().len();
        let place = match frame.sibling {
            Some(sibling) if is_alone && frame.kind == Some(ElementKind::Paragraph) => sibling,
            _ => frame.index + usize::from(frame.kind.is_some()),
        };
        self.late_anchors.push((place, self.text_slice(name.clone()), name));
        self.events.pop();
        if kept.is_empty() && follows_break {
            self.events.pop();
        }
        self.push_text(kept);
    }

    /// Ends a paragraph; one that shows nothing is no paragraph.
    pub(super) fn end_paragraph(&mut self, range: &Range<usize>) {
        self.take_block_id();
        let depth = self.frames.len();
        let Some(frame) = self.frames.last() else { return };
        let (index, sibling) = (frame.index, frame.sibling);
        let comment =
            self.find_pending(PendingMarker::Comment, depth).filter(|offset| *offset == index + 1);
        let is_invisible = |(event, _): &(MarkdownEvent<'a>, Range<usize>)| match event {
            MarkdownEvent::Text(words) => words.trim().is_empty(),
            MarkdownEvent::Anchor(_) | MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => true,
            _ => false,
        };
        let is_empty = frame.kind == Some(ElementKind::Paragraph)
            && self.events.iter().skip(index + 1).all(is_invisible);
        if is_empty {
            let anchors: Vec<_> = self.events.drain(index..).collect();
            self.events.extend(
                anchors.into_iter().filter(|(event, _)| matches!(event, MarkdownEvent::Anchor(_))),
            );
            if let Some(frame) = self.frames.last_mut() {
                frame.kind = None;
            }
        }
        self.close_element(range);
        if is_empty {
            self.set_latest_block(sibling);
        }
        // A comment over several paragraphs begins with a line that holds nothing else: prose with
        // two stray `%%` must not hide what is between them.
        let is_line = |offset: &usize| {
            let end = self.events.get(*offset).map_or(0, |(_, marker)| marker.end);
            let rest = self.text.get(end..).unwrap_or_default();
            rest.is_empty() || rest.starts_with(['\n', '\r'])
        };
        if comment.is_some_and(|offset| is_line(&offset)) {
            self.pending.push((PendingMarker::BlockComment, depth - 1, index));
        }
    }
}
