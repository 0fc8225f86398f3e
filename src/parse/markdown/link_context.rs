//! The plain text of one block, from which summaries and the contexts of links are cut.

use crate::parse::outline::{LinkContext, LinkForm, LinkIndex, OutlineLink, TextSegment};
use std::collections::HashMap;
use std::ops::Range;

/// The maximum length of a [`LinkContext`], its three parts together.
const MAX_CONTEXT_CHARS: usize = 160;
/// How much of that the text of the link can take.
const MAX_LINK_TEXT_CHARS: usize = 80;
const MAX_UTF8_BYTES_PER_CHAR: usize = 4;
/// Marks where a text was cut.
const ELLIPSIS: &str = "…";
/// Counts as one character in [`BlockText::text`] for a text that only the site knows. Which
/// characters are such texts is recorded by offset, so a page can contain this character too.
const LINK_TEXT_CHAR: char = '\u{fffc}';

/// The plain text of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct BlockText {
    text: String,
    /// The offsets in `text` of texts that only the site knows, ascending.
    unknown_texts: Vec<(usize, LinkIndex)>,
    /// The links in the block, with the ranges of their texts.
    links: Vec<(LinkIndex, Range<usize>)>,
    /// The indexes in `links` of the links that are open.
    open_links: Vec<usize>,
    /// Whether a citation or another element without text precedes what comes next.
    follows_gap: bool,
    /// The destinations so far in all blocks, and how each was written.
    destinations: HashMap<String, Vec<LinkForm>>,
}

impl BlockText {
    /// Appends text. Two spaces become one, as on a page; a space that a citation has left before
    /// punctuation is removed.
    pub(super) fn push_text(&mut self, text: &str) {
        let follows_space = self.text.is_empty() || self.text.ends_with(' ');
        let text = if follows_space { text.trim_start_matches(' ') } else { text };
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.follows_gap)
            && text.starts_with(['.', ',', ';', ':', ')'])
            && self.text.ends_with(' ')
        {
            self.text.pop();
        }
        self.text.push_str(text);
    }

    /// Appends the text that a link without its own text shows. Only the site knows it.
    pub(super) fn push_unknown_text(&mut self, link_index: LinkIndex) {
        self.follows_gap = false;
        self.unknown_texts.push((self.text.len(), link_index));
        self.text.push(LINK_TEXT_CHAR);
    }

    /// Records that an element without text is here.
    pub(super) fn push_gap(&mut self) {
        self.follows_gap = true;
    }

    /// Starts the text of a link.
    pub(super) fn open_link(&mut self, link_index: LinkIndex) {
        self.open_links.push(self.links.len());
        self.links.push((link_index, self.text.len()..self.text.len()));
    }

    /// Ends the text of the innermost open link.
    pub(super) fn close_link(&mut self) {
        let open_link = self.open_links.pop().and_then(|index| self.links.get_mut(index));
        if let Some((_, range)) = open_link {
            range.end = self.text.len().max(range.start);
        }
    }

    /// Returns the length of the text so far.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether the text from an offset on is white space, or the same as the address that
    /// a picture without text shows.
    pub(super) fn is_blank_since(&self, start: usize) -> bool {
        let text = self.text.get(start..).unwrap_or_default();
        text.trim_matches(|char: char| char.is_whitespace() || char == LINK_TEXT_CHAR).is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the text without white space at its ends.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim()
    }

    /// Returns the start of the text, cut to `max_chars` characters between two words.
    pub(super) fn summary(&self, max_chars: usize) -> Vec<TextSegment> {
        let start = self.text.len() - self.text.trim_start().len();
        self.truncate_end(start..start + self.text.trim().len(), max_chars)
    }

    /// Ends the block: sets the contexts of its links, and clears the text.
    pub(super) fn finish_block(&mut self, links: &mut [OutlineLink]) {
        for (link_index, range) in std::mem::take(&mut self.links) {
            if let Some(link) = links.get_mut(link_index.0)
                && self.is_first_link(link)
            {
                link.context = self.link_context(range);
            }
        }
        self.text.clear();
        self.unknown_texts.clear();
        self.open_links.clear();
        self.follows_gap = false;
    }

    /// Notes the destination of a link. Returns whether it is the first link to it.
    fn is_first_link(&mut self, link: &OutlineLink) -> bool {
        match self.destinations.get_mut(&link.destination) {
            Some(forms) if forms.contains(&link.form) => false,
            Some(forms) => {
                forms.push(link.form);
                true
            }
            None => {
                self.destinations.insert(link.destination.clone(), vec![link.form]);
                true
            }
        }
    }

    fn link_context(&self, link: Range<usize>) -> LinkContext {
        let before = self.text.get(..link.start).unwrap_or(&self.text).trim_start();
        let after = self.text.get(link.end..).unwrap_or_default().trim_end();
        let link_text = self.text.get(link.clone()).unwrap_or_default();
        let n_link_chars = first_chars(link_text, MAX_LINK_TEXT_CHARS).chars().count();
        let n_context_chars = MAX_CONTEXT_CHARS - n_link_chars;
        let n_before = last_chars(before, n_context_chars).chars().count();
        let n_after = first_chars(after, n_context_chars).chars().count();
        // A side that needs less than half leaves the rest to the other side.
        let max_before = (n_context_chars / 2).max(n_context_chars - n_after).min(n_before);
        LinkContext {
            before: self.truncate_start(link.start - before.len()..link.start, max_before),
            link_text: self.truncate_end(link.clone(), MAX_LINK_TEXT_CHARS),
            after: self
                .truncate_end(link.end..link.end + after.len(), n_context_chars - max_before),
        }
    }

    /// Cuts a range of the text to its first `max_chars` characters, between two words.
    fn truncate_end(&self, range: Range<usize>, max_chars: usize) -> Vec<TextSegment> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if first_chars(text, max_chars).len() == text.len() {
            return self.segments("", range, "");
        }
        let cut = first_chars(text, max_chars.saturating_sub(1));
        let word_end = cut.rfind(char::is_whitespace).filter(|offset| *offset > 0);
        let whole_words = cut.get(..word_end.unwrap_or(cut.len())).unwrap_or_default().trim_end();
        self.segments("", range.start..range.start + whole_words.len(), ELLIPSIS)
    }

    /// Cuts a range of the text to its last `max_chars` characters, between two words. White space
    /// at its end is kept, because the link follows.
    fn truncate_start(&self, range: Range<usize>, max_chars: usize) -> Vec<TextSegment> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let cut = last_chars(text, max_chars);
        if cut.len() == text.len() || max_chars == 0 {
            return self.segments("", range.end - cut.len()..range.end, "");
        }
        let mut word_starts = cut.char_indices().skip(1).filter(|(_, char)| char.is_whitespace());
        let whole_words = match word_starts.next() {
            Some((offset, _)) => cut.get(offset..).unwrap_or_default().trim_start(),
            None => skip_first_char(cut),
        };
        self.segments(ELLIPSIS, range.end - whole_words.len()..range.end, "")
    }

    /// Splits a range of the text at the texts that only the site knows.
    fn segments(&self, prefix: &str, range: Range<usize>, suffix: &str) -> Vec<TextSegment> {
        let first_unknown = self.unknown_texts.partition_point(|(start, _)| *start < range.start);
        let unknown_texts = self.unknown_texts.iter().skip(first_unknown);
        let mut segments = Vec::new();
        let mut text = prefix.to_owned();
        let mut offset = range.start;
        for (start, link_index) in unknown_texts.take_while(|(start, _)| *start < range.end) {
            text.push_str(self.text.get(offset..*start).unwrap_or_default());
            if !text.is_empty() {
                segments.push(TextSegment::Text(std::mem::take(&mut text).into()));
            }
            segments.push(TextSegment::LinkText(*link_index));
            offset = start + LINK_TEXT_CHAR.len_utf8();
        }
        text.push_str(self.text.get(offset..range.end).unwrap_or_default());
        text.push_str(suffix);
        if !text.is_empty() {
            segments.push(TextSegment::Text(text.into()));
        }
        segments
    }
}

/// Returns the first characters of a text, at most `n_chars`.
///
/// `nth` skips many bytes at a time, which `char_indices` does not; every link of a site needs
/// this.
fn first_chars(text: &str, n_chars: usize) -> &str {
    let mut chars = text.chars();
    if n_chars > 0 {
        chars.nth(n_chars - 1);
    }
    text.get(..text.len() - chars.as_str().len()).unwrap_or(text)
}

/// Returns the last characters of a text, at most `n_chars`.
fn last_chars(text: &str, n_chars: usize) -> &str {
    let max_bytes = n_chars.saturating_mul(MAX_UTF8_BYTES_PER_CHAR);
    let tail_start = text.ceil_char_boundary(text.len().saturating_sub(max_bytes));
    let tail = text.get(tail_start..).unwrap_or(text);
    let n_surplus = tail.chars().count().saturating_sub(n_chars);
    tail.get(first_chars(tail, n_surplus).len()..).unwrap_or(tail)
}

fn skip_first_char(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_text(text: &str) -> BlockText {
        BlockText { text: text.to_owned(), ..BlockText::default() }
    }

    /// The text before a link, of it and after it.
    fn context_texts(text: &str, link: Range<usize>) -> [String; 3] {
        let context = block_text(text).link_context(link);
        [context.before, context.link_text, context.after].map(|part| join(&part))
    }

    fn join(segments: &[TextSegment]) -> String {
        let text = |segment: &TextSegment| match segment {
            TextSegment::Text(text) => text.to_string(),
            TextSegment::LinkText(LinkIndex(index)) => format!("{{{index}}}"),
        };
        segments.iter().map(text).collect()
    }

    #[test]
    fn a_link_context_is_cut_between_words() {
        let long = "ett två tre fyra fem sex sju åtta nio tio elva tolv ".repeat(9);
        let text = format!("{long}[länk]{long}");
        let parts = context_texts(&text, long.len()..long.len() + "[länk]".len());
        let lengths = parts.each_ref().map(|part| part.chars().count());
        assert!(lengths.iter().sum::<usize>() <= MAX_CONTEXT_CHARS, "{lengths:?}");
        assert!(lengths[0] > 60 && lengths[2] > 60, "{lengths:?}");
        let [before, _, after] = parts;
        assert!(before.starts_with('…') && before.ends_with("tolv "));
        assert!(after.starts_with("ett två") && after.ends_with('…'));
        assert_eq!(context_texts("a b c", 2..3), ["a ", "b", " c"]);
        let [before, _, after] = context_texts(&text, 0..6);
        assert_eq!(before, "");
        assert!(after.chars().count() > 130);
    }

    #[test]
    fn a_word_longer_than_the_limit_is_cut_inside() {
        let [before, _, after] = context_texts(&"å".repeat(500), 250 * 2..250 * 2);
        assert!(before.chars().count() + after.chars().count() <= MAX_CONTEXT_CHARS);
        let summary = |text: &str, max_chars| join(&block_text(text).summary(max_chars));
        assert_eq!(summary("abc", 3), "abc");
        assert_eq!(summary("abcd", 3), "ab…");
        assert_eq!(summary("ab cdef", 5), "ab…");
    }

    #[test]
    fn an_unknown_text_counts_as_one_character() {
        let mut block = BlockText::default();
        block.push_text("a \u{fffc} ");
        block.push_unknown_text(LinkIndex(7));
        block.push_text("b cde");
        assert_eq!(join(&block.summary(100)), "a \u{fffc} {7}b cde");
        assert_eq!(join(&block.summary(8)), "a \u{fffc} {7}b…");
        assert_eq!(join(&block.summary(5)), "a \u{fffc}…");
        assert_eq!(join(&block.truncate_start(0..block.text.len(), 8)), "…{7}b cde");
        assert_eq!(join(&block.truncate_start(0..block.text.len(), 6)), "…cde");
    }
}
