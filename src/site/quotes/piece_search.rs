//! Searches a piece of a quote in a text by its rarest word.

use super::cited_text::CitedText;
use super::paragraph_index::{indexed_words, place_offset};
use memchr::memmem;
use std::ops::Range;

/// The maximum number of bytes that are compared for one piece. Only a text that repeats itself
/// needs more than a few times its length.
const MAX_COMPARED_BYTES: usize = 16_000_000;

/// The places of a piece in a text. The piece begins and ends at a word boundary.
#[derive(Debug)]
pub(super) struct PieceSearch<'c> {
    text: &'c str,
    piece: &'c str,
    /// Where the searched word is in the piece.
    word_offset: usize,
    /// The offset of each paragraph, and the places of the searched word in it.
    word_places: Vec<(usize, &'c [u64])>,
    /// The places of a piece without words.
    found_places: Vec<u64>,
}

impl<'c> PieceSearch<'c> {
    pub(super) fn new(cited: &'c CitedText<'_>, piece: &'c str) -> Self {
        let mut search = Self {
            text: &cited.text,
            piece,
            word_offset: 0,
            word_places: Vec::new(),
            found_places: Vec::new(),
        };
        let mut least = None;
        for (offset, word) in indexed_words(piece) {
            let places = cited.word_places(word);
            let n_places: usize = places.iter().map(|(_, places)| places.len()).sum();
            if least.is_none_or(|least| n_places < least) {
                least = Some(n_places);
                (search.word_offset, search.word_places) = (offset, places);
            }
            if n_places == 0 {
                break;
            }
        }
        if least.is_none() && !piece.is_empty() {
            let places = memmem::find_iter(search.text.as_bytes(), piece);
            search.found_places = places.filter_map(|offset| u64::try_from(offset).ok()).collect();
        }
        search
    }

    /// Returns the number of places that have to be looked at.
    pub(super) fn n_candidates(&self) -> usize {
        let in_paragraphs = self.word_places.iter().map(|(_, places)| places.len());
        in_paragraphs.sum::<usize>() + self.found_places.len()
    }

    pub(super) fn piece_length(&self) -> usize {
        self.piece.len()
    }

    /// Returns the places of the piece that begin in a range, in order. They may overlap.
    pub(super) fn occurrences(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let max_candidates = MAX_COMPARED_BYTES / self.piece.len().max(1);
        let without_words = (0, &*self.found_places);
        let lists = self.word_places.iter().copied().chain([without_words]);
        let candidates = lists.flat_map(move |(base, places)| {
            // The offset of the searched word of a place that begins at `start`.
            let n_before = |start: usize| {
                let offset = (start + self.word_offset).saturating_sub(base);
                places.partition_point(|place| place_offset(*place) < offset)
            };
            let (first, last) = (n_before(range.start), n_before(range.end));
            let last = last.min(first.saturating_add(max_candidates));
            let places = places.get(first..last).unwrap_or_default();
            places.iter().filter_map(move |place| {
                (base + place_offset(*place)).checked_sub(self.word_offset)
            })
        });
        candidates.filter_map(|start| self.occurrence_at(start))
    }

    /// Returns the place of the piece at an offset. `None` means that it is not there.
    fn occurrence_at(&self, start: usize) -> Option<Range<usize>> {
        let range = start..start + self.piece.len();
        let is_there = self.text.get(range.clone()) == Some(self.piece)
            && is_word_boundary(self.text, range.start)
            && is_word_boundary(self.text, range.end);
        is_there.then_some(range)
    }
}

/// Returns whether no word continues across an offset.
fn is_word_boundary(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let after = text.get(offset..).and_then(|text| text.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}
