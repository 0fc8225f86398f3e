//! Finds quotes that do not say which words of the text they mean.

use super::cited_text::CitedText;
use super::match_quote::{count_places, first_places};
use super::restrictive_words::word_ranges;
use super::sentences::Sentences;
use crate::diagnostic::QuoteAmbiguity;
use crate::locale::{LOCALES, Locale};
use std::ops::Range;

/// The maximum number of places of a quote that are counted.
const MAX_PLACES: usize = 100;
/// The maximum number of places for which an extension is searched.
const MAX_EXTENDED_PLACES: usize = 3;
/// The maximum number of words that an extension adds.
const MAX_ADDED_WORDS: usize = 12;

/// Returns why a quote is ambiguous. `None` means that it is not, or does not occur.
pub(super) fn find_ambiguity(cited: &CitedText, quote: &str) -> Option<QuoteAmbiguity> {
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
    let word = quote.get(word.clone()).unwrap_or_default().to_lowercase();
    let is_stop_word =
        |locale: &&Locale| locale.stop_words.split_whitespace().any(|stop_word| stop_word == word);
    LOCALES.iter().any(is_stop_word)
}

/// Returns whether the first place of a one-word quote is a sentence without other words.
fn is_whole_sentence(cited: &CitedText, quote: &str) -> bool {
    let places = first_places(cited, quote, 1);
    places.first().is_some_and(|place| {
        let sentence = Sentences::new(cited).range_at(place.start);
        word_ranges(&cited.text, sentence).len() == 1
    })
}

/// Returns, for each of the first places of an ambiguous quote, the shortest longer quote that is
/// not ambiguous.
#[must_use]
pub fn unambiguous_extensions(cited: &CitedText, quote: &str) -> Vec<String> {
    let sentences = Sentences::new(cited);
    let places = first_places(cited, quote, MAX_EXTENDED_PLACES).into_iter();
    let mut extensions: Vec<String> = places
        .filter_map(|place| {
            let sentence =
                sentences.range_at(place.start).start..sentences.range_at(place.end - 1).end;
            let paragraphs = 0..cited.text.len();
            extend_quote(cited, quote, &place, &sentence)
                .or_else(|| extend_quote(cited, quote, &place, &paragraphs))
        })
        .collect();
    extensions.dedup();
    extensions
}

/// Extends a quote at one place by the fewest words inside `limits`; words after it come first.
fn extend_quote(
    cited: &CitedText,
    quote: &str,
    place: &Range<usize>,
    limits: &Range<usize>,
) -> Option<String> {
    let before: Vec<Range<usize>> = word_ranges(&cited.text, limits.start..place.start);
    let after: Vec<Range<usize>> = word_ranges(&cited.text, place.end..limits.end);
    let starts: Vec<usize> = before.iter().rev().map(|word| word.start).collect();
    let ends: Vec<usize> = after.iter().map(|word| word.end).collect();
    let nth = |offsets: &[usize], n_words: usize, default: usize| match n_words.checked_sub(1) {
        Some(index) => offsets.get(index).copied(),
        None => Some(default),
    };
    for n_added in 1..=MAX_ADDED_WORDS {
        for n_before in 0..=n_added {
            let start = nth(&starts, n_before, place.start);
            let end = nth(&ends, n_added - n_before, place.end);
            let (Some(start), Some(end)) = (start, end) else { continue };
            let longer =
                format!("{}{quote}{}", cited.get(start..place.start), cited.get(place.end..end));
            if find_ambiguity(cited, &longer).is_none() {
                return Some(longer);
            }
        }
    }
    None
}
