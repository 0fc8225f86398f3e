//! Finds the pieces of a quote in a text.
//!
//! A piece is what is between two ellipses; it begins and ends at a word boundary. The pieces are
//! found in order, as close to each other as possible. An ellipsis joins words of one sentence or
//! of two that follow each other, in one paragraph; below an empty line, another one begins.

use super::cited_text::{CitedText, SentenceNumber};
use super::piece_search::PieceSearch;
use crate::parse::citation::split_at_ellipses;
use std::ops::Range;

/// The maximum number of ellipses in a quote.
pub(in crate::site) const MAX_ELLIPSES: usize = 50;
/// The longest passage that an ellipsis leaves out. A sentence without a full stop can be of any
/// length.
const MAX_GAP_BYTES: usize = 10_000;
/// How many places of the rarest piece are looked at together.
const MAX_PLACES_PER_WINDOW: usize = 200;

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
pub(in crate::site) fn match_quote(cited: &CitedText<'_>, quote: &str) -> QuoteMatch {
    let Some(pieces) = quote_pieces(quote) else { return QuoteMatch::TooManyEllipses };
    let search = QuoteSearch::new(cited, &pieces);
    if let Some(chain) = search.chains(1).pop() {
        return QuoteMatch::Found(chain);
    }
    let Some(chain) = search.first_distant_chain() else { return QuoteMatch::NotFound };
    let mut gaps = chain.iter().zip(chain.iter().skip(1)).enumerate();
    let too_far = gaps.find_map(|(index, (before, after))| {
        let reason = gap_problem(cited, before, after)?;
        Some(QuoteMatch::TooFarApart { n_pieces_before: index + 1, reason })
    });
    // A window ends with its paragraph, and what follows such signs may be in the next one.
    too_far.unwrap_or(QuoteMatch::Found(chain))
}

impl CitedText<'_> {
    /// Returns whether a quote is in the text.
    #[must_use]
    pub fn has_quote(&self, quote: &str) -> bool {
        matches!(match_quote(self, quote), QuoteMatch::Found(_))
    }
}

/// Returns the number of places of a quote, but no more than `max`.
pub(super) fn count_places(cited: &CitedText<'_>, quote: &str, max: usize) -> usize {
    first_places(cited, quote, max).len()
}

/// Returns the first places of a quote, each from its first to its last word.
pub(super) fn first_places(cited: &CitedText<'_>, quote: &str, max: usize) -> Vec<Range<usize>> {
    let Some(pieces) = quote_pieces(quote) else { return Vec::new() };
    let chains = QuoteSearch::new(cited, &pieces).chains(max);
    let places = chains.iter().filter_map(|chain| Some(chain.first()?.start..chain.last()?.end));
    places.collect()
}

/// Returns the first places of a quote, at most `max`, each as the ranges of its pieces. A quote
/// that [`match_quote`] finds has a place.
pub(in crate::site) fn all_matches(
    cited: &CitedText<'_>,
    quote: &str,
    max: usize,
) -> Vec<Vec<Range<usize>>> {
    let Some(pieces) = quote_pieces(quote) else { return Vec::new() };
    let chains = QuoteSearch::new(cited, &pieces).chains(max);
    if !chains.is_empty() {
        return chains;
    }
    match match_quote(cited, quote) {
        QuoteMatch::Found(chain) => vec![chain],
        QuoteMatch::TooFarApart { .. } | QuoteMatch::TooManyEllipses | QuoteMatch::NotFound => {
            Vec::new()
        }
    }
}

/// Returns what is between the ellipses of a quote. `None` means that more than [`MAX_ELLIPSES`] of
/// them have words on both sides.
fn quote_pieces(quote: &str) -> Option<Vec<String>> {
    let pieces = split_at_ellipses(quote);
    (pieces.len() <= MAX_ELLIPSES + 1).then_some(pieces)
}

/// Returns why an ellipsis cannot join two pieces. `None` means that it can.
fn gap_problem(
    cited: &CitedText<'_>,
    before: &Range<usize>,
    after: &Range<usize>,
) -> Option<TooFarApart> {
    if has_only_unquotable_signs(cited.get(before.end..after.start)) {
        return None;
    }
    let last = cited.sentence_at(before.end.saturating_sub(1));
    let next = cited.sentence_at(after.start);
    if last.paragraph != next.paragraph || next.index == last.index + 1 && cited.begins_text(next) {
        return Some(TooFarApart::Paragraphs);
    }
    let is_far = next.index - last.index > 1 || after.start - before.end > MAX_GAP_BYTES;
    is_far.then_some(TooFarApart::Sentences)
}

/// Returns whether a text between two pieces has signs that a quote cannot have, and no words: an
/// ellipsis of its own, brackets, and in Markdown what begins code, a tag or a style.
fn has_only_unquotable_signs(text: &str) -> bool {
    let is_unquotable =
        |char: char| char == '…' || char.is_ascii_punctuation() && !".,;:!?'\"()-".contains(char);
    text.contains(is_unquotable) && !text.contains(char::is_alphanumeric)
}

/// The search of the pieces of a quote in a text.
struct QuoteSearch<'c, 't> {
    cited: &'c CitedText<'t>,
    searches: Vec<PieceSearch<'c>>,
    /// The index of the piece with the fewest places.
    rarest: usize,
}

impl<'c, 't> QuoteSearch<'c, 't> {
    fn new(cited: &'c CitedText<'t>, pieces: &'c [String]) -> Self {
        let searches = pieces.iter().map(|piece| PieceSearch::new(cited, piece));
        let searches: Vec<PieceSearch<'c>> = searches.collect();
        let rarest = (0..searches.len())
            .min_by_key(|index| searches.get(*index).map_or(usize::MAX, PieceSearch::n_candidates));
        Self { cited, searches, rarest: rarest.unwrap_or(0) }
    }

    /// Returns the first places of the quote, at most `max`, each with the ranges of its pieces.
    ///
    /// Of the places with the same first piece or the same last piece, only the shortest is one.
    /// Only the surroundings of the rarest piece are read.
    fn chains(&self, max: usize) -> Vec<Vec<Range<usize>>> {
        let length = self.cited.text.len();
        let (mut chains, mut last_end): (Vec<Vec<Range<usize>>>, usize) = (Vec::new(), 0);
        let Some(rarest) = self.searches.get(self.rarest) else { return chains };
        let mut places = rarest.occurrences(0..length).peekable();
        while let (Some(place), true) = (places.next(), chains.len() < max) {
            if let [_] = &*self.searches {
                chains.push(vec![place]);
                continue;
            }
            let mut window = self.window_around(&place);
            for _ in 1..MAX_PLACES_PER_WINDOW {
                let next = places.peek().map(|place| self.window_around(place));
                let Some(next) = next.filter(|next| next.start < window.end) else { break };
                window.end = next.end.max(window.end);
                places.next();
            }
            let places = self.searches.iter().map(|it| it.occurrences(window.clone()).collect());
            let places: Vec<Vec<Range<usize>>> = places.collect();
            let in_window = PieceChains::new(&places, &|before, after| {
                gap_problem(self.cited, before, after).is_none()
            });
            for chain in in_window.iter() {
                let start = |chain: &Vec<Range<usize>>| chain.first().map(|piece| piece.start);
                let end = chain.last().map_or(0, |piece| piece.end);
                // Windows may overlap, and a longer way from the same beginning is the same place.
                if end > last_end && chains.last().is_none_or(|last| start(last) != start(&chain)) {
                    last_end = end;
                    chains.push(chain);
                }
                if chains.len() == max {
                    break;
                }
            }
        }
        chains
    }

    /// Returns the range in which the pieces of a quote begin whose rarest piece is at a place.
    /// Each ellipsis reaches into the sentence before or after that of its piece.
    fn window_around(&self, place: &Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (place.start, place.end);
        for search in self.searches.iter().take(self.rarest) {
            let SentenceNumber { paragraph, index } = self.cited.sentence_at(start);
            let sentence = SentenceNumber { paragraph, index: index.saturating_sub(1) };
            let sentence_start = self.cited.sentence_range(sentence).start;
            let gap_start = sentence_start.max(start.saturating_sub(MAX_GAP_BYTES));
            start = gap_start.saturating_sub(search.piece_length());
        }
        for search in self.searches.iter().skip(self.rarest + 1) {
            let SentenceNumber { paragraph, index } = self.cited.sentence_at(end.saturating_sub(1));
            let next = SentenceNumber { paragraph, index: index + 1 };
            let gap_end = self.cited.sentence_range(next).end.min(end + MAX_GAP_BYTES);
            end = (gap_end + search.piece_length()).min(self.cited.text.len());
        }
        start..end
    }

    /// Returns the first place at which the pieces are in this order, however far apart.
    fn first_distant_chain(&self) -> Option<Vec<Range<usize>>> {
        let length = self.cited.text.len();
        let mut chain: Vec<Range<usize>> = Vec::new();
        for search in &self.searches {
            let start = chain.last().map_or(0, |piece| piece.end);
            chain.push(search.occurrences(start..length).next()?);
        }
        // Each piece but the last moves as near to the next one as possible.
        let mut next_start = chain.last()?.start;
        for (search, piece) in self.searches.iter().zip(&mut chain).rev().skip(1) {
            let last_start = (next_start + 1).checked_sub(search.piece_length())?;
            *piece = search.occurrences(piece.start..last_start).next_back()?;
            next_start = piece.start;
        }
        Some(chain)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::quotes::ParagraphIndex;

    /// Returns how many bytes and places are read at most for the quotes of a long paragraph.
    fn max_work(n_sentences: usize) -> (usize, usize) {
        let sentence = |n: usize| format!("The owner of mill {n} pays the rent of {n} crowns.");
        let text: Vec<String> = (1_000..1_000 + n_sentences).map(sentence).collect();
        let text = text.join(" ");
        let index = ParagraphIndex::new(&text, &[]);
        let cited = CitedText::new([(text.as_str(), &index)].into_iter());
        let quotes = (1_000..1_000 + n_sentences).step_by(n_sentences / 10);
        let work = quotes.map(|n| {
            let pieces = split_at_ellipses(&format!("The … owner of mill {n} … the … crowns"));
            let search = QuoteSearch::new(&cited, &pieces);
            let rarest = search.searches.get(search.rarest).unwrap();
            let place = rarest.occurrences(0..text.len()).next().unwrap();
            (search.window_around(&place).len(), rarest.n_candidates())
        });
        work.fold((0, 0), |max, work| (max.0.max(work.0), max.1.max(work.1)))
    }

    #[test]
    fn the_work_for_a_quote_does_not_grow_with_its_paragraph() {
        let (n_bytes, n_places) = max_work(500);
        assert!(n_bytes < 500 && n_places <= 2, "{n_bytes} {n_places}");
        assert_eq!(max_work(4_000), (n_bytes, n_places));
    }
}
