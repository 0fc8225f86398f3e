//! Inline text: `==mark==`, `%%comment%%`, escapes, and the `^id` at the end of a block.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent};
use super::event_builder::{EventBuilder, MarkerKind, MovedAnchor, OpenMarker};
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::files::{control_replacement, without_control_characters};
use crate::parse::dialect::ForeignUse;
use memchr::memchr2;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// The longest number after `^` that is an exponent. Longer ones are ids, such as a day.
const MAX_EXPONENT_DIGITS: usize = 3;

/// The effect of a `==` or `%%`.
#[derive(Clone, Copy)]
enum InlineStep {
    /// It can begin a mark or a comment.
    Begin(MarkerKind),
    /// It ends the mark that begins at this event.
    EndMark(usize),
    /// It ends the comment that begins at this event.
    EndComment(usize),
    /// It is a percent sign, as that at this event is, and can begin a comment itself.
    Percent(usize),
    /// It ends the comment that begins with the earlier paragraph at this event.
    EndBlockComment(usize),
}

impl<'a> EventBuilder<'a> {
    /// Handles text that is not code.
    pub(super) fn on_text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let source = self.text.get(range.clone());
        let Some(source) = source.filter(|source| **source == *text) else {
            // An entity such as `&#1;` is the only way to a control character: files have none.
            let text = match text.chars().any(|char| control_replacement(char).is_some()) {
                true => without_control_characters(&text).into(),
                false => text,
            };
            self.push(MarkdownEvent::Literal(text), range);
            return;
        };
        let mut start = range.start;
        if source.starts_with(|char: char| char.is_ascii_punctuation())
            && self.text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\\')
        {
            self.push(MarkdownEvent::Literal(self.text_slice(start..start + 1)), start..start + 1);
            start += 1;
        }
        let (mut pushed_end, mut offset) = (start, start);
        while let Some(marker) = self.find_marker(offset..range.end) {
            offset = marker.end;
            if marker.len() != 2 {
                continue;
            }
            if let Some(step) = self.classify_marker(&marker, pushed_end) {
                self.push_text(pushed_end..marker.start);
                self.apply_marker(step, &marker);
                pushed_end = marker.end;
            }
        }
        self.push_text(pushed_end..range.end);
    }

    fn text_slice(&self, range: Range<usize>) -> CowStr<'a> {
        CowStr::Borrowed(self.text.get(range).unwrap_or_default())
    }

    fn push_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(MarkdownEvent::Text(self.text_slice(range.clone())), range);
        }
    }

    /// Returns the next run of `=` or of `%`.
    fn find_marker(&self, within: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes().get(within.clone())?;
        let offset = memchr2(b'=', b'%', bytes)?;
        let rest = bytes.get(offset..)?;
        let length = rest.iter().take_while(|byte| Some(*byte) == rest.first()).count();
        let start = within.start + offset;
        Some(start..start + length)
    }

    /// Returns the effect of a marker. `None` means that it is text. `pushed_end` is the end of the
    /// text that has been pushed.
    fn classify_marker(&self, marker: &Range<usize>, pushed_end: usize) -> Option<InlineStep> {
        let before = self.text.get(..marker.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(marker.end..).and_then(|text| text.chars().next());
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let depth = self.open_elements.len();
        if self.text.as_bytes().get(marker.start) == Some(&b'=') {
            let ends_word = !after.is_some_and(char::is_alphanumeric);
            let is_tight =
                |neighbor: Option<char>| neighbor.is_some_and(|char| !char.is_whitespace());
            if let Some(index) = self.find_open_marker(MarkerKind::Mark, depth) {
                let has_content = marker.start > pushed_end || self.events.len() > index + 1;
                return (ends_word && is_tight(before) && has_content)
                    .then_some(InlineStep::EndMark(index));
            }
            return (begins_word && is_tight(after)).then_some(InlineStep::Begin(MarkerKind::Mark));
        }
        if let Some(index) = self.find_open_marker(MarkerKind::Comment, depth) {
            let start = self.events.get(index).map_or(0, |(_, range)| range.start);
            let is_percent = self.follows_digit(start) && self.follows_digit(marker.start);
            let step = if is_percent { InlineStep::Percent } else { InlineStep::EndComment };
            return Some(step(index));
        }
        if self.innermost_kind() == Some(ElementKind::Paragraph)
            && let Some(index) = self.find_open_marker(MarkerKind::BlockComment, depth - 1)
        {
            return Some(InlineStep::EndBlockComment(index));
        }
        begins_word.then_some(InlineStep::Begin(MarkerKind::Comment))
    }

    fn apply_marker(&mut self, step: InlineStep, marker: &Range<usize>) {
        let depth = self.open_elements.len();
        match step {
            InlineStep::Begin(kind) => {
                let event_index = self.events.len();
                self.open_markers.push(OpenMarker { kind, depth, event_index });
                self.push_text(marker.clone());
            }
            InlineStep::EndMark(index) => {
                self.drop_markers_from(index);
                while self
                    .open_tags
                    .last()
                    .is_some_and(|tag| tag.depth == depth && tag.event_index > index)
                {
                    if let Some(tag) = self.open_tags.pop() {
                        self.emit_tag_as_text(&tag);
                    }
                }
                if let Some((event, _)) = self.events.get_mut(index) {
                    *event = MarkdownEvent::Open(MarkdownElement::Mark);
                }
                self.push(MarkdownEvent::Close(ElementKind::Mark), marker.clone());
            }
            InlineStep::EndComment(index) => {
                let start = self.events.get(index).map_or(0, |(_, range)| range.start);
                if self.follows_digit(start) {
                    let kind = ForeignSyntaxKind::PercentComment;
                    self.foreign.push(ForeignUse { kind, range: start..marker.end });
                }
                self.remove_events_from(index);
            }
            InlineStep::Percent(index) => {
                let first = self.events.get(index).map(|(_, range)| range.clone());
                let kind = ForeignSyntaxKind::PercentSigns;
                let uses = first.into_iter().chain([marker.clone()]);
                self.foreign.extend(uses.map(|range| ForeignUse { kind, range }));
                self.foreign.dedup();
                self.drop_markers_from(index);
                self.apply_marker(InlineStep::Begin(MarkerKind::Comment), marker);
            }
            InlineStep::EndBlockComment(index) => {
                self.remove_events_from(index);
                let event_index = self.events.len();
                self.push(MarkdownEvent::Open(MarkdownElement::Paragraph), marker.end..marker.end);
                if let Some(element) = self.open_elements.last_mut() {
                    (element.event_index, element.previous_block) = (event_index, None);
                }
            }
        }
    }

    /// Returns whether a number precedes an offset, with or without a space between them.
    fn follows_digit(&self, offset: usize) -> bool {
        let before = self.text.get(..offset).unwrap_or_default();
        let before = before.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(before);
        before.ends_with(|char: char| char.is_ascii_digit())
    }

    /// Removes a trailing `^id` from the block that ends here. It becomes an anchor at the start of
    /// the block, or of the block before if it is alone.
    pub(super) fn take_block_id(&mut self) {
        let Some(element) = self.open_elements.last() else { return };
        let Some((MarkdownEvent::Text(text), range)) = self.events.last() else { return };
        let trimmed = text.trim_end();
        let without_id =
            trimmed.trim_end_matches(|char: char| char.is_ascii_alphanumeric() || char == '-');
        let has_id = without_id.len() < trimmed.len();
        let Some(before) = without_id.strip_suffix('^').filter(|_| has_id) else { return };
        let last_index = self.events.len() - 1;
        let follows_break = last_index > 0
            && matches!(
                self.events.get(last_index - 1),
                Some((MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak, _))
            );
        let is_alone = before.is_empty() && last_index == element.event_index + 1;
        let is_whole_word = before.ends_with(char::is_whitespace) || before.is_empty();
        let id = trimmed.get(before.len() + 1..).unwrap_or_default();
        if !is_whole_word
            || is_exponent(id) && !before.is_empty()
            || (before.is_empty() && !is_alone && !follows_break)
        {
            return;
        }
        let name = range.start + before.len()..range.start + trimmed.len();
        let remaining = range.start..range.start + before.trim_end().len();
        let event_index = match element.previous_block {
            Some(block) if is_alone && element.kind == Some(ElementKind::Paragraph) => block,
            _ => element.event_index + usize::from(element.kind.is_some()),
        };
        let anchor = MovedAnchor { event_index, name: self.text_slice(name.clone()), range: name };
        self.moved_anchors.push(anchor);
        self.events.pop();
        if remaining.is_empty() && follows_break {
            self.events.pop();
        }
        self.push_text(remaining);
    }

    /// Ends a paragraph. One that shows nothing is removed.
    pub(super) fn end_paragraph(&mut self, range: &Range<usize>) {
        self.take_block_id();
        let depth = self.open_elements.len();
        let Some(paragraph) = self.open_elements.last() else { return };
        let (event_index, previous_block) = (paragraph.event_index, paragraph.previous_block);
        let comment_start = self
            .find_open_marker(MarkerKind::Comment, depth)
            .filter(|marker_index| *marker_index == event_index + 1);
        let is_invisible = |(event, _): &(MarkdownEvent<'a>, Range<usize>)| match event {
            MarkdownEvent::Text(text) => text.trim().is_empty(),
            MarkdownEvent::Anchor(_) | MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => true,
            _ => false,
        };
        let is_empty = paragraph.kind == Some(ElementKind::Paragraph)
            && self.events.iter().skip(event_index + 1).all(is_invisible);
        if is_empty {
            let mut removed = self.events.split_off(event_index);
            removed.retain(|(event, _)| matches!(event, MarkdownEvent::Anchor(_)));
            self.events.append(&mut removed);
            if let Some(paragraph) = self.open_elements.last_mut() {
                paragraph.kind = None;
            }
        }
        self.close_element(range);
        if is_empty {
            self.set_last_block(previous_block);
        }
        // A comment over several paragraphs begins with a line of its own, so that two stray `%%`
        // in text do not hide what is between them.
        let is_alone_on_line = |marker_index: usize| {
            let end = self.events.get(marker_index).map_or(0, |(_, range)| range.end);
            let rest = self.text.get(end..).unwrap_or_default();
            rest.is_empty() || rest.starts_with(['\n', '\r'])
        };
        if comment_start.is_some_and(is_alone_on_line) {
            let kind = MarkerKind::BlockComment;
            self.open_markers.push(OpenMarker { kind, depth: depth - 1, event_index });
        }
    }
}

/// Returns whether what follows a `^` is rather an exponent than the id of a block: `5 m ^2`,
/// `x ^n`.
fn is_exponent(id: &str) -> bool {
    let digits = id.strip_prefix('-').unwrap_or(id);
    let is_number = !digits.is_empty()
        && digits.len() <= MAX_EXPONENT_DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number || digits.len() == 1
}
