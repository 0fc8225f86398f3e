//! What is known of one paragraph of a source text, so that any number of quotes is found in it.
//!
//! It is made once for each version of a text. Without it each quote would read its whole
//! paragraph, so that many quotes from one long paragraph would take quadratic time.

use super::restrictive_words::restrictive_words;
use super::sentences::sentence_starts;
use crate::site::source_shape::{SourceBlock, SourceBlockKind};
use std::hash::BuildHasher as _;
use std::ops::Range;

/// The sentences, restrictive words and words of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphIndex {
    /// The offset of each sentence, in order.
    pub(super) sentence_starts: Vec<usize>,
    /// Those that are below an empty line, in order.
    pub(super) text_starts: Vec<usize>,
    /// The words and phrases that reverse or restrict a meaning, in order.
    pub(super) restrictive_words: Vec<Range<usize>>,
    /// Where each word is.
    pub(super) words: WordPlaces,
}

impl ParagraphIndex {
    /// Reads a paragraph. `blocks` are those of its lines.
    #[must_use]
    pub(in crate::site) fn new(text: &str, blocks: &[SourceBlock]) -> Self {
        let sentence_starts = sentence_starts(text, blocks);
        let restrictive_words = restrictive_words(text, &sentence_starts);
        let text_starts = blocks.iter().filter(|block| block.kind == SourceBlockKind::Text);
        let text_starts = text_starts.filter_map(|block| block.parts.first()).skip(1);
        let text_starts = text_starts.map(|part| part.start);
        let text_starts = text_starts.filter(|it| sentence_starts.binary_search(it).is_ok());
        let text_starts = text_starts.collect();
        Self { text_starts, restrictive_words, sentence_starts, words: WordPlaces::new(text) }
    }

    /// Returns whether the paragraph has a word, or one of the few others with the same digest.
    pub(in crate::site) fn may_have_word(&self, word: &str) -> bool {
        !self.words.places(word).is_empty()
    }
}

/// Returns the longest word of a quote, which few paragraphs have.
pub(in crate::site) fn longest_word(quote: &str) -> Option<&str> {
    indexed_words(quote).map(|(_, word)| word).max_by_key(|word| word.len())
}

/// Where each word of a text is. A word consists of letters and digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordPlaces {
    /// Half the digest of a word in the upper half, its offset in the lower. Sorted.
    places: Vec<u64>,
}

impl WordPlaces {
    fn new(text: &str) -> Self {
        let words = indexed_words(text);
        let mut places: Vec<u64> = words
            .map(|(offset, word)| {
                word_key(word) | u64::from(u32::try_from(offset).unwrap_or(u32::MAX))
            })
            .collect();
        places.sort_unstable();
        places.shrink_to_fit();
        Self { places }
    }

    /// Returns the places of a word, and of the few other words with the same digest, in order.
    pub(super) fn places(&self, word: &str) -> &[u64] {
        let key = word_key(word);
        let start = self.places.partition_point(|place| *place < key);
        let end = self.places.partition_point(|place| *place >> 32 <= key >> 32);
        self.places.get(start..end).unwrap_or_default()
    }

    /// Returns half the digest of each word, once.
    pub(super) fn digests(&self) -> impl Iterator<Item = u32> {
        let runs = self.places.chunk_by(|left, right| left >> 32 == right >> 32);
        runs.filter_map(|run| u32::try_from(run.first()? >> 32).ok())
    }
}

/// Returns the offset of a place.
pub(super) fn place_offset(place: u64) -> usize {
    usize::try_from(place & u64::from(u32::MAX)).unwrap_or(usize::MAX)
}

/// Returns the words of a text with their offsets.
pub(super) fn indexed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(char::is_alphanumeric)?;
        let word = text.get(start..)?;
        let length = word.find(|char: char| !char.is_alphanumeric()).unwrap_or(word.len());
        rest = start + length;
        Some((start, word.get(..length)?))
    })
}

/// Returns half the digest of a word.
pub(super) fn word_digest(word: &str) -> u32 {
    u32::try_from(word_key(word) >> 32).unwrap_or(u32::MAX)
}

/// Returns half the digest of a word, in the upper half.
fn word_key(word: &str) -> u64 {
    foldhash::fast::FixedState::with_seed(0).hash_one(word) & !u64::from(u32::MAX)
}
