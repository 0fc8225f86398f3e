//! Finds the pieces of a quote in a text.
//!
//! A piece is what is between two ellipses; it begins and ends at a word boundary. The pieces are
//! found in order, as close to each other as possible. An ellipsis joins words of one sentence or
//! of two that follow each other, in one paragraph.

use super::cited_text::CitedText;
use super::sentences::Sentences;
use crate::parse::citation::split_at_ellipses;
use memchr::memmem::Finder;
use std::ops::Range;

/// The maximum number of ellipses in a quote.
pub(in crate::site) const MAX_ELLIPSES: usize = 50;
/// The maximum number of bytes that are compared for one piece. Only a text that repeats itself
/// needs more than a few times its length.
const MAX_COMPARED_BYTES: usize = 16_000_000;

/// Where a quote is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site) enum QuoteMatch {
    /// The ranges of its pieces, in order.
    Found(Vec<Range<usize>>),
    /// Its pieces occur in this order, but an ellipsis joins what does not belong together.
    TooFarApart {
        /// How many pieces are before that ellipsis.
        n_pieces_before: usize,
        /// What is between the two pieces.
        reason: TooFarApart,
    },
    /// It has more than [`MAX_ELLIPSES`].
    TooManyEllipses,
    /// A piece does not occur, or not in this order.
    NotFound,
}

/// Why an ellipsis cannot join two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site) enum TooFarApart {
    /// They are in two paragraphs.
    Paragraphs,
    /// They are in two sentences that do not follow each other.
    Sentences,
}

/// Finds the first place of a quote in a text.
pub(in crate::site) fn match_quote(cited: &CitedText, quote: &str) -> QuoteMatch {
    let pieces = split_at_ellipses(quote);
    if pieces.len() > MAX_ELLIPSES {
        return QuoteMatch::TooManyEllipses;
    }
    if let [piece] = &*pieces {
        let first = Occurrences::new(&cited.text, piece).next();
        return first.map_or(QuoteMatch::NotFound, |range| QuoteMatch::Found(vec![range]));
    }
    let occurrences = piece_occurrences(cited, &pieces);
    let sentences = Sentences::new(cited);
    let gap_problem =
        |before: &Range<usize>, after: &Range<usize>| gap_problem(cited, &sentences, before, after);
    let chains =
        PieceChains::new(&occurrences, &|before, after| gap_problem(before, after).is_none());
    if let Some(chain) = chains.iter().next() {
        return QuoteMatch::Found(chain);
    }
    let Some(chain) = PieceChains::new(&occurrences, &|_, _| true).iter().next() else {
        return QuoteMatch::NotFound;
    };
    let mut gaps = chain.iter().zip(chain.iter().skip(1)).enumerate();
    let too_far = gaps.find_map(|(index, (before, after))| {
        let reason = gap_problem(before, after)?;
        Some(QuoteMatch::TooFarApart { n_pieces_before: index + 1, reason })
    });
    too_far.unwrap_or(QuoteMatch::NotFound)
}

/// Returns the number of places of a quote, but no more than `max`.
pub(super) fn count_places(cited: &CitedText, quote: &str, max: usize) -> usize {
    let pieces = split_at_ellipses(quote);
    if let [piece] = &*pieces {
        return Occurrences::new(&cited.text, piece).take(max).count();
    }
    first_places(cited, quote, max).len()
}

/// Returns the first places of a quote, each from its first to its last word.
pub(super) fn first_places(cited: &CitedText, quote: &str, max: usize) -> Vec<Range<usize>> {
    let pieces = split_at_ellipses(quote);
    let occurrences = piece_occurrences(cited, &pieces);
    let sentences = Sentences::new(cited);
    let chains = PieceChains::new(&occurrences, &|before, after| {
        gap_problem(cited, &sentences, before, after).is_none()
    });
    let mut places: Vec<Range<usize>> = Vec::new();
    for chain in chains.iter() {
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { continue };
        // A longer way from the same beginning is the same place.
        if places.last().is_none_or(|place| place.start != first.start) {
            places.push(first.start..last.end);
        }
        if places.len() == max {
            break;
        }
    }
    places
}

/// Returns why an ellipsis cannot join two pieces. `None` means that it can.
fn gap_problem(
    cited: &CitedText,
    sentences: &Sentences,
    before: &Range<usize>,
    after: &Range<usize>,
) -> Option<TooFarApart> {
    let last = before.end.saturating_sub(1);
    if cited.paragraph_at(last) != cited.paragraph_at(after.start) {
        return Some(TooFarApart::Paragraphs);
    }
    let n_borders = sentences.index_at(after.start) - sentences.index_at(last);
    (n_borders > 1).then_some(TooFarApart::Sentences)
}

/// Returns all occurrences of each piece. Empty if a piece does not occur.
fn piece_occurrences(cited: &CitedText, pieces: &[String]) -> Vec<Vec<Range<usize>>> {
    let mut occurrences = Vec::new();
    for piece in pieces {
        let places: Vec<Range<usize>> = Occurrences::new(&cited.text, piece).collect();
        if places.is_empty() {
            return Vec::new();
        }
        occurrences.push(places);
    }
    occurrences
}

/// The ways to choose one occurrence of each piece, in order.
struct PieceChains<'o> {
    occurrences: &'o [Vec<Range<usize>>],
    /// For each occurrence, the latest occurrence of the piece before it that can be joined to it.
    /// `None` means that it cannot be reached. Those of the first piece have themselves.
    predecessors: Vec<Vec<Option<usize>>>,
}

impl<'o> PieceChains<'o> {
    fn new(
        occurrences: &'o [Vec<Range<usize>>],
        can_join: &dyn Fn(&Range<usize>, &Range<usize>) -> bool,
    ) -> Self {
        let mut predecessors: Vec<Vec<Option<usize>>> = Vec::new();
        for (piece_index, places) in occurrences.iter().enumerate() {
            let before = piece_index.checked_sub(1).and_then(|index| {
                Some((occurrences.get(index)?.as_slice(), predecessors.get(index)?.as_slice()))
            });
            predecessors.push(match before {
                None => (0..places.len()).map(Some).collect(),
                Some((places_before, reachable)) => {
                    nearest_predecessors(places, places_before, reachable, can_join)
                }
            });
        }
        Self { occurrences, predecessors }
    }

    /// Returns the chains in order, the shortest for each occurrence of the last piece.
    fn iter(&self) -> impl Iterator<Item = Vec<Range<usize>>> {
        let n_last = self.occurrences.last().map_or(0, Vec::len);
        (0..n_last).filter_map(|index| self.chain_to(index))
    }

    fn chain_to(&self, last_index: usize) -> Option<Vec<Range<usize>>> {
        let mut chain = Vec::new();
        let mut index = last_index;
        for (places, predecessors) in self.occurrences.iter().zip(&self.predecessors).rev() {
            let predecessor = (*predecessors.get(index)?)?;
            chain.push(places.get(index)?.clone());
            index = predecessor;
        }
        chain.reverse();
        Some(chain)
    }
}

/// Returns, for each place of a piece, the latest reachable place of the piece before it.
fn nearest_predecessors(
    places: &[Range<usize>],
    places_before: &[Range<usize>],
    reachable: &[Option<usize>],
    can_join: &dyn Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Option<usize>> {
    let mut candidates = places_before.iter().zip(reachable).enumerate().peekable();
    let mut latest = None;
    let mut nearest = Vec::with_capacity(places.len());
    for place in places {
        while let Some((index, (before, predecessor))) =
            candidates.next_if(|(_, (before, _))| before.end <= place.start)
        {
            if predecessor.is_some() {
                latest = Some((index, before));
            }
        }
        nearest.push(latest.filter(|(_, before)| can_join(before, place)).map(|(index, _)| index));
    }
    nearest
}

/// The occurrences of a piece between word boundaries, in order. They may overlap.
struct Occurrences<'t> {
    text: &'t str,
    finder: Finder<'t>,
    offset: usize,
    n_compared_bytes: usize,
}

impl<'t> Occurrences<'t> {
    fn new(text: &'t str, piece: &'t str) -> Self {
        Self { text, finder: Finder::new(piece), offset: 0, n_compared_bytes: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let length = self.finder.needle().len();
        while self.n_compared_bytes <= MAX_COMPARED_BYTES && length > 0 {
            let remaining = self.text.as_bytes().get(self.offset..)?;
            let start = self.offset + self.finder.find(remaining)?;
            self.n_compared_bytes += length;
            self.offset = next_word_boundary(self.text, start);
            let range = start..start + length;
            if is_word_boundary(self.text, range.start) && is_word_boundary(self.text, range.end) {
                return Some(range);
            }
        }
        None
    }
}

/// Returns the first word boundary after an offset.
fn next_word_boundary(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let word_length = rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
    let first_length = rest.chars().next().map_or(1, char::len_utf8);
    offset + word_length.max(first_length)
}

/// Returns whether no word continues across an offset.
fn is_word_boundary(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let after = text.get(offset..).and_then(|text| text.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}
