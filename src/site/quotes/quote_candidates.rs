//! Longer quotes for words that would mislead if they were quoted as they are.

use super::ambiguity::unambiguous_range;
use super::cited_text::CitedText;
use super::clipped_ends::with_whole_ends;
use std::ops::Range;

/// Returns quotes that contain the words at some pieces of a text, the shortest first: the words
/// themselves, with whole ends, with the words that make them unambiguous, whole sentences, and the
/// whole text. Each is a list of pieces. Not all of them can be cited; the caller checks each.
pub(in crate::site) fn quote_candidates(
    cited: &CitedText<'_>,
    pieces: &[Range<usize>],
) -> Vec<Vec<Range<usize>>> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return Vec::new() };
    let place = first.start..last.end;
    let quote = pieces.iter().map(|piece| cited.get(piece.clone())).collect::<Vec<_>>();
    let quote = quote.join(" … ");
    let whole = with_whole_ends(cited, &place);
    let unambiguous = unambiguous_range(cited, &quote, &place);
    let unambiguous = unambiguous.map(|range| with_whole_ends(cited, &range));
    let mut places = vec![place.clone(), whole];
    places.extend(unambiguous);
    let sentences = cited.sentence_range_at(place.start).start
        ..cited.sentence_range_at(place.end.saturating_sub(1)).end;
    let paragraphs = paragraphs_around(cited, &place);
    let mut candidates: Vec<Vec<Range<usize>>> =
        places.iter().map(|place| with_outer_ends(pieces, place)).collect();
    // What an ellipsis leaves out may be what must not be left out.
    let filled = places.into_iter().chain([sentences, paragraphs]);
    candidates.extend(filled.map(|place| vec![place]));
    candidates.dedup();
    candidates
}

/// Returns the pieces of a quote, the first and the last of which reach to the ends of a place.
fn with_outer_ends(pieces: &[Range<usize>], place: &Range<usize>) -> Vec<Range<usize>> {
    let mut extended = pieces.to_vec();
    if let Some(first) = extended.first_mut() {
        first.start = place.start;
    }
    if let Some(last) = extended.last_mut() {
        last.end = place.end;
    }
    extended
}

/// Returns the range of the paragraphs that a place is in.
fn paragraphs_around(cited: &CitedText<'_>, place: &Range<usize>) -> Range<usize> {
    let around = cited.paragraph_ranges();
    let around = around.filter(|range| range.start < place.end && place.start < range.end);
    around.fold(place.clone(), |all, range| all.start.min(range.start)..all.end.max(range.end))
}
