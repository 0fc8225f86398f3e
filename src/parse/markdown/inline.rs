//! Words in a line: `==mark==`, `%%comment%%`, escapes, and a block's `^id` at its end.

use super::event::{Element, Kind, MdEvent};
use super::frame::{Page, Pending};
use memchr::memchr2;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// What a `==` or `%%` does.
#[derive(Clone, Copy)]
enum Step {
    /// It may begin a mark or a comment.
    Begin(Pending),
    /// It ends the mark that began at the event.
    EndMark(usize),
    /// It ends the comment that began at the event.
    EndComment(usize),
    /// It ends the comment that began with an earlier paragraph.
    EndBlockComment(usize),
}

impl<'a> Page<'a> {
    /// Words from pulldown-cmark that are not code.
    pub(super) fn words(&mut self, words: CowStr<'a>, range: Range<usize>) {
        let source = self.text.get(range.clone());
        let Some(source) = source.filter(|source| **source == *words) else {
            self.push(MdEvent::Literal(words), range);
            return;
        };
        let mut from = range.start;
        if source.starts_with(|c: char| c.is_ascii_punctuation())
            && self.text.as_bytes().get(from.wrapping_sub(1)) == Some(&b'\\')
        {
            self.push(MdEvent::Literal(self.slice(from..from + 1)), from..from + 1);
            from += 1;
        }
        let (mut done, mut at) = (from, from);
        while let Some(marker) = self.next_marker(at..range.end) {
            at = marker.end;
            if marker.len() != 2 {
                continue;
            }
            if let Some(step) = self.step(&marker, done) {
                self.push_words(done..marker.start);
                self.take_step(step, &marker);
                done = marker.end;
            }
        }
        self.push_words(done..range.end);
    }

    fn slice(&self, range: Range<usize>) -> CowStr<'a> {
        CowStr::Borrowed(self.text.get(range).unwrap_or_default())
    }

    fn push_words(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(MdEvent::Text(self.slice(range.clone())), range);
        }
    }

    /// The next run of `=` or of `%`.
    fn next_marker(&self, within: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes().get(within.clone())?;
        let at = memchr2(b'=', b'%', bytes)?;
        let rest = bytes.get(at..)?;
        let length = rest.iter().take_while(|byte| Some(*byte) == rest.first()).count();
        let start = within.start + at;
        Some(start..start + length)
    }

    /// What a marker does; `words_start` is where the words begin that were not pushed yet.
    fn step(&self, marker: &Range<usize>, words_start: usize) -> Option<Step> {
        let before = self.text.get(..marker.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(marker.end..).and_then(|text| text.chars().next());
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let depth = self.frames.len();
        if self.text.as_bytes().get(marker.start) == Some(&b'=') {
            let ends_word = !after.is_some_and(char::is_alphanumeric);
            let is_tight = |side: Option<char>| side.is_some_and(|c| !c.is_whitespace());
            if let Some(index) = self.pending(Pending::Mark, depth) {
                let is_full = marker.start > words_start || self.events.len() > index + 1;
                return (ends_word && is_tight(before) && is_full).then_some(Step::EndMark(index));
            }
            return (begins_word && is_tight(after)).then_some(Step::Begin(Pending::Mark));
        }
        if let Some(index) = self.pending(Pending::Comment, depth) {
            return Some(Step::EndComment(index));
        }
        if self.top() == Some(Kind::Paragraph)
            && let Some(index) = self.pending(Pending::BlockComment, depth - 1)
        {
            return Some(Step::EndBlockComment(index));
        }
        begins_word.then_some(Step::Begin(Pending::Comment))
    }

    fn take_step(&mut self, step: Step, marker: &Range<usize>) {
        let depth = self.frames.len();
        match step {
            Step::Begin(pending) => {
                self.pending.push((pending, depth, self.events.len()));
                self.push_words(marker.clone());
            }
            Step::EndMark(index) => {
                self.forget_pending_from(index);
                while self.tags.last().is_some_and(|tag| tag.depth == depth && tag.index > index) {
                    if let Some(tag) = self.tags.pop() {
                        self.show_tag(&tag);
                    }
                }
                if let Some((event, _)) = self.events.get_mut(index) {
                    *event = MdEvent::Open(Element::Mark);
                }
                self.push(MdEvent::Close(Kind::Mark), marker.clone());
            }
            Step::EndComment(index) => self.take_back(index),
            Step::EndBlockComment(index) => {
                self.take_back(index);
                let start = self.events.len();
                self.push(MdEvent::Open(Element::Paragraph), marker.end..marker.end);
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
        let Some((MdEvent::Text(words), range)) = self.events.last() else { return };
        let trimmed = words.trim_end();
        let rest = trimmed.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let Some(before) = rest.strip_suffix('^').filter(|_| rest.len() < trimmed.len()) else {
            return;
        };
        let last = self.events.len() - 1;
        let follows_break = last > 0
            && matches!(
                self.events.get(last - 1),
                Some((MdEvent::SoftBreak | MdEvent::HardBreak, _))
            );
        let is_alone = before.is_empty() && last == frame.index + 1;
        let is_own_word = before.ends_with(char::is_whitespace) || before.is_empty();
        if !is_own_word || (before.is_empty() && !is_alone && !follows_break) {
            return;
        }
        let name = range.start + before.len()..range.start + trimmed.len();
        let kept = range.start..range.start + before.trim_end().len();
        let place = match frame.sibling {
            Some(sibling) if is_alone && frame.kind == Some(Kind::Paragraph) => sibling,
            _ => frame.index + usize::from(frame.kind.is_some()),
        };
        self.late_anchors.push((place, self.slice(name.clone()), name));
        self.events.pop();
        if kept.is_empty() && follows_break {
            self.events.pop();
        }
        self.push_words(kept);
    }

    /// Ends a paragraph; one that shows nothing is no paragraph.
    pub(super) fn end_paragraph(&mut self, range: &Range<usize>) {
        self.take_block_id();
        let depth = self.frames.len();
        let Some(frame) = self.frames.last() else { return };
        let (index, sibling) = (frame.index, frame.sibling);
        let comment = self.pending(Pending::Comment, depth).filter(|at| *at == index + 1);
        let is_invisible = |(event, _): &(MdEvent<'a>, Range<usize>)| match event {
            MdEvent::Text(words) => words.trim().is_empty(),
            MdEvent::Anchor(_) | MdEvent::SoftBreak | MdEvent::HardBreak => true,
            _ => false,
        };
        let is_empty = frame.kind == Some(Kind::Paragraph)
            && self.events.iter().skip(index + 1).all(is_invisible);
        if is_empty {
            let anchors: Vec<_> = self.events.drain(index..).collect();
            self.events.extend(
                anchors.into_iter().filter(|(event, _)| matches!(event, MdEvent::Anchor(_))),
            );
            if let Some(frame) = self.frames.last_mut() {
                frame.kind = None;
            }
        }
        self.close(range);
        if is_empty {
            self.set_latest_block(sibling);
        }
        // A comment over several paragraphs begins with a line that holds nothing else: prose with
        // two stray `%%` must not hide what is between them.
        let is_line = |at: &usize| {
            let end = self.events.get(*at).map_or(0, |(_, marker)| marker.end);
            let rest = self.text.get(end..).unwrap_or_default();
            rest.is_empty() || rest.starts_with(['\n', '\r'])
        };
        if comment.is_some_and(|at| is_line(&at)) {
            self.pending.push((Pending::BlockComment, depth - 1, index));
        }
    }
}
