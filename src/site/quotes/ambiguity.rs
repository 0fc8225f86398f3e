//! Finds quotes that do not say which words of the text they mean.

use super::cited_text::CitedText;
use super::clipped_ends::has_whole_ends;
use super::match_quote::{count_places, first_places};
use super::normalized_words::{first_word_ranges, last_word_ranges, normalize_word, word_ranges};
use super::sentences::is_stop_word;
use crate::diagnostic::QuoteAmbiguity;
use crate::parse::citation::split_at_ellipses;
use std::ops::Range;

/// The maximum number of places of a quote that are counted.
const MAX_PLACES: usize = 100;
/// The maximum number of places for which an extension is searched.
const MAX_EXTENDED_PLACES: usize = 3;
/// The maximum number of pieces of a quote that is extended: each extension is a search of its own.
const MAX_EXTENDED_PIECES: usize = 8;
/// The maximum number of words that an extension adds.
const MAX_ADDED_WORDS: usize = 12;
/// How much of the text on each side of a quote is searched for words to add.
const MAX_ADDED_BYTES: usize = 500;

/// Returns why a quote is ambiguous. `None` means that it is not, or does not occur.
pub(super) fn find_ambiguity(cited: &CitedText<'_>, quote: &str) -> Option<QuoteAmbiguity> {
    let n_places = count_places(cited, quote, MAX_PLACES);
    if n_places > 1 {
        return Some(QuoteAmbiguity::SeveralPlaces(n_places));
    }
    let is_bare = n_places == 1 && is_common_word(quote) && !is_whole_sentence(cited, quote);
    is_bare.then_some(QuoteAmbiguity::CommonWord)
}

/// Returns whether a quote is a single word that is a stop word of a language.
fn is_common_word(quote: &str) -> bool {
    let words = word_ranges(quote, 0..quote.len());
    let [word] = &*words else { return false };
    is_stop_word(&normalize_word(quote.get(word.clone()).unwrap_or_default()))
}

/// Returns whether the first place of a one-word quote is a sentence without other words.
fn is_whole_sentence(cited: &CitedText<'_>, quote: &str) -> bool {
    let places = first_places(cited, quote, 1);
    places.first().is_some_and(|place| {
        let sentence = cited.sentence_range_at(place.start);
        sentence.len() <= MAX_ADDED_BYTES && word_ranges(&cited.text, sentence).len() == 1
    })
}

/// Returns, for each of the first places of an ambiguous quote, the shortest longer quote that is
/// not ambiguous.
#[must_use]
pub fn unambiguous_extensions(cited: &CitedText<'_>, quote: &str) -> Vec<String> {
    if split_at_ellipses(quote).len() > MAX_EXTENDED_PIECES {
        return Vec::new();
    }
    let places = first_places(cited, quote, MAX_EXTENDED_PLACES).into_iter();
    let mut extensions: Vec<String> = places
        .filter_map(|place| {
            let before = place.start.saturating_sub(MAX_ADDED_BYTES);
            let after = (place.end + MAX_ADDED_BYTES).min(cited.text.len());
            let nearby =
                cited.text.ceil_char_boundary(before)..cited.text.floor_char_boundary(after);
            let sentence = nearby.start.max(cited.sentence_range_at(place.start).start)
                ..nearby.end.min(cited.sentence_range_at(place.end - 1).end);
            let extended = extend_quote(cited, quote, &place, &sentence)
                .or_else(|| extend_quote(cited, quote, &place, &nearby))?;
            Some(quote_with_ends(cited, quote, &place, &extended))
        })
        .collect();
    extensions.dedup();
    extensions
}

/// Returns the range of the shortest longer quote that is not ambiguous, for a quote at a place.
pub(super) fn unambiguous_range(
    cited: &CitedText<'_>,
    quote: &str,
    place: &Range<usize>,
) -> Option<Range<usize>> {
    let limits = 0..cited.text.len();
    extend_quote(cited, quote, place, &limits)
}

/// Returns a quote with the words that are between the ends of its place and those of a longer one.
fn quote_with_ends(
    cited: &CitedText<'_>,
    quote: &str,
    place: &Range<usize>,
    extended: &Range<usize>,
) -> String {
    let (before, after) = (extended.start..place.start, place.end..extended.end);
    format!("{}{quote}{}", cited.get(before), cited.get(after))
}

/// Extends a quote at one place by the fewest words inside `limits`; words after it come first, and
/// ends that do not mislead.
fn extend_quote(
    cited: &CitedText<'_>,
    quote: &str,
    place: &Range<usize>,
    limits: &Range<usize>,
) -> Option<Range<usize>> {
    let before = last_word_ranges(&cited.text, limits.start..place.start, MAX_ADDED_WORDS);
    let after = first_word_ranges(&cited.text, place.end..limits.end, MAX_ADDED_WORDS);
    let starts: Vec<usize> = before.iter().rev().map(|word| word.start).collect();
    let ends: Vec<usize> = after.iter().map(|word| word.end).collect();
    let nth = |offsets: &[usize], n_words: usize, default: usize| match n_words.checked_sub(1) {
        Some(index) => offsets.get(index).copied(),
        None => Some(default),
    };
    // Unambiguous, but misleading at one of its ends.
    let mut clipped = None;
    for n_added in 1..=MAX_ADDED_WORDS {
        for n_before in 0..=n_added {
            let start = nth(&starts, n_before, place.start);
            let end = nth(&ends, n_added - n_before, place.end);
            let (Some(start), Some(end)) = (start, end) else { continue };
            let longer = start..end;
            let longer_quote = quote_with_ends(cited, quote, place, &longer);
            if find_ambiguity(cited, &longer_quote).is_some() {
                continue;
            }
            if has_whole_ends(cited, &longer) {
                return Some(longer);
            }
            clipped = clipped.or(Some(longer));
        }
    }
    clipped
}
