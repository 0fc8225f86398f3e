//! The text of the paragraphs that a citation names.

use super::paragraph_index::{ParagraphIndex, word_digest};
use std::borrow::Cow;
use std::ops::Range;

/// The text of some paragraphs as one text, in which a quote is searched. White space is single
/// spaces.
#[derive(Clone, Debug, Default)]
pub struct CitedText<'t> {
    /// The paragraphs, joined by a space.
    pub text: Cow<'t, str>,
    pub(super) paragraphs: Vec<CitedParagraph<'t>>,
    /// Which paragraphs have which words. `None` means that each paragraph is asked.
    word_index: Option<QuotedWordIndex>,
}

/// Which paragraphs of a [`CitedText`] have which words.
#[derive(Clone, Debug)]
struct QuotedWordIndex {
    /// The digest of a word and the index of a paragraph that has it. Sorted.
    paragraphs_by_word: Vec<(u32, usize)>,
}

/// One paragraph of a [`CitedText`].
#[derive(Clone, Debug)]
pub(super) struct CitedParagraph<'t> {
    /// Its range in the joined text.
    pub(super) range: Range<usize>,
    pub(super) index: &'t ParagraphIndex,
}

/// A sentence of a [`CitedText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SentenceNumber {
    /// The index of its paragraph.
    pub(super) paragraph: usize,
    /// Its index in the paragraph.
    pub(super) index: usize,
}

impl<'t> CitedText<'t> {
    /// Joins some paragraphs, each given with its index.
    #[must_use]
    pub fn new(paragraphs: impl Iterator<Item = (&'t str, &'t ParagraphIndex)>) -> Self {
        let mut cited = Self::default();
        for (text, index) in paragraphs {
            // A single paragraph is not copied.
            if cited.paragraphs.is_empty() {
                cited.text = Cow::Borrowed(text);
            } else {
                let joined = cited.text.to_mut();
                joined.push(' ');
                joined.push_str(text);
            }
            let range = cited.text.len() - text.len()..cited.text.len();
            cited.paragraphs.push(CitedParagraph { range, index });
        }
        cited
    }

    /// Returns the text with an index of all its words, so that a quote is found in a time that
    /// does not depend on the number of paragraphs. Pays off for many quotes.
    pub(in crate::site) fn with_word_index(mut self) -> Self {
        let paragraphs = self.paragraphs.iter().enumerate();
        let words = paragraphs.flat_map(|(paragraph_index, paragraph)| {
            paragraph.index.words.digests().map(move |digest| (digest, paragraph_index))
        });
        let mut paragraphs_by_word: Vec<(u32, usize)> = words.collect();
        paragraphs_by_word.sort_unstable();
        self.word_index = Some(QuotedWordIndex { paragraphs_by_word });
        self
    }

    /// Returns the places of a word, and of the few other words with the same digest: the offset of
    /// each paragraph that has it, and the places in that paragraph.
    pub(super) fn word_places(&self, word: &str) -> Vec<(usize, &'t [u64])> {
        let places_in = |paragraph: &CitedParagraph<'t>| {
            let places = paragraph.index.words.places(word);
            (!places.is_empty()).then_some((paragraph.range.start, places))
        };
        let Some(QuotedWordIndex { paragraphs_by_word }) = &self.word_index else {
            return self.paragraphs.iter().filter_map(places_in).collect();
        };
        let digest = word_digest(word);
        let n_before = paragraphs_by_word.partition_point(|(other, _)| *other < digest);
        let with_word = paragraphs_by_word.iter().skip(n_before);
        let with_word = with_word.take_while(|(other, _)| *other == digest);
        let with_word = with_word.filter_map(|(_, index)| self.paragraphs.get(*index));
        with_word.filter_map(places_in).collect()
    }

    /// Returns the index of the paragraph that contains an offset.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> usize {
        let n_started = self.paragraphs.partition_point(|it| it.range.start <= offset);
        n_started.saturating_sub(1)
    }

    /// Returns the range of each paragraph, in order.
    pub fn paragraph_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.paragraphs.iter().map(|paragraph| paragraph.range.clone())
    }

    /// Returns a part of the text; empty if it is not a part.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Returns the sentence that contains an offset.
    pub(super) fn sentence_at(&self, offset: usize) -> SentenceNumber {
        let paragraph = self.paragraph_at(offset);
        let index = self.paragraphs.get(paragraph).map_or(0, |it| {
            let inner = offset - it.range.start;
            it.index.sentence_starts.partition_point(|start| *start <= inner).saturating_sub(1)
        });
        SentenceNumber { paragraph, index }
    }

    /// Returns whether a sentence begins a text below an empty line.
    pub(super) fn begins_text(&self, sentence: SentenceNumber) -> bool {
        self.paragraphs.get(sentence.paragraph).is_some_and(|CitedParagraph { index, .. }| {
            let start = index.sentence_starts.get(sentence.index);
            start.is_some_and(|start| index.text_starts.binary_search(start).is_ok())
        })
    }

    /// Returns the range of a sentence, with the space after it unless it is the last one of its
    /// paragraph. A sentence with a number that is too high is empty and at the end.
    pub(super) fn sentence_range(&self, sentence: SentenceNumber) -> Range<usize> {
        let Some(CitedParagraph { range, index }) = self.paragraphs.get(sentence.paragraph) else {
            return self.text.len()..self.text.len();
        };
        let start_of =
            |nth: usize| index.sentence_starts.get(nth).map_or(range.end, |it| range.start + it);
        start_of(sentence.index)..start_of(sentence.index + 1)
    }

    /// Returns where the sentences of a part of the text end, of which the last may be cut.
    pub(in crate::site) fn sentence_ends_in(&self, part: &Range<usize>) -> Vec<usize> {
        let (mut ends, mut offset) = (Vec::new(), part.start);
        while offset < part.end {
            let sentence_end = self.sentence_range_at(offset).end.max(offset + 1);
            // Two paragraphs have a space between them.
            offset = sentence_end.min(part.end);
            ends.push(offset);
        }
        ends
    }

    /// Returns the range of the sentence that contains an offset.
    pub(super) fn sentence_range_at(&self, offset: usize) -> Range<usize> {
        self.sentence_range(self.sentence_at(offset))
    }

    /// Returns the ranges of the restrictive words and phrases that are partly or wholly in a
    /// range.
    pub(super) fn restrictive_words_in(&self, wanted: Range<usize>) -> Vec<Range<usize>> {
        let first = self.paragraph_at(wanted.start);
        let mut ranges = Vec::new();
        for CitedParagraph { range, index } in self.paragraphs.iter().skip(first) {
            if range.start >= wanted.end {
                break;
            }
            let words = &index.restrictive_words;
            let n_before = words.partition_point(|word| range.start + word.end <= wanted.start);
            let later = words.iter().skip(n_before);
            let later = later.map(|word| range.start + word.start..range.start + word.end);
            ranges.extend(later.take_while(|word| word.start < wanted.end));
        }
        ranges
    }
}
