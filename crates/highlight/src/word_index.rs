//! An index of the listed words of a language.

use crate::keywords::{CaseRule, KeywordLists};
use crate::token_class::TokenClass;

/// The listed words of a language, by hash: a look-up costs one comparison in most cases.
#[derive(Debug)]
pub(crate) struct WordIndex {
    pub(crate) case: CaseRule,
    longest: usize,
    /// A power of two of places, at most a quarter of them used. A word is at the place of its hash
    /// or at one of the following.
    places: Vec<Option<(&'static str, TokenClass)>>,
}

impl WordIndex {
    /// Makes the index of the words of a language.
    pub(crate) fn new(lists: &KeywordLists) -> WordIndex {
        let classes = [
            (lists.keywords, TokenClass::Keyword),
            (lists.constants, TokenClass::Constant),
            (lists.types, TokenClass::Type),
        ];
        let words =
            classes.iter().flat_map(|(list, class)| list.iter().map(|word| (*word, *class)));
        let words: Vec<(&str, TokenClass)> = words.collect();
        let n_places = (4 * words.len()).next_power_of_two();
        let longest = words.iter().map(|(word, _)| word.len()).max().unwrap_or_default();
        let mut index = WordIndex { case: lists.case, longest, places: vec![None; n_places] };
        for (word, class) in words {
            let free = index
                .places_from(word)
                .find(|place| index.places.get(*place).is_some_and(Option::is_none));
            if let Some(place) = free.and_then(|place| index.places.get_mut(place)) {
                *place = Some((word, class));
            }
        }
        index
    }

    /// Returns the class of a listed word.
    pub(crate) fn class(&self, word: &str) -> Option<TokenClass> {
        if word.len() > self.longest {
            return None;
        }
        for place in self.places_from(word) {
            let (listed, class) = (*self.places.get(place)?)?;
            let is_equal = match self.case {
                CaseRule::Ignored => listed.eq_ignore_ascii_case(word),
                CaseRule::Convention | CaseRule::Exact => listed == word,
            };
            if is_equal {
                return Some(class);
            }
        }
        None
    }

    /// Returns all places, beginning with that of the word's hash.
    fn places_from(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        let mask = self.places.len() - 1;
        let first = word_hash(word);
        (0..=mask).map(move |step| first.wrapping_add(step) & mask)
    }
}

/// Returns a hash of the length and of three letters, without their case.
fn word_hash(word: &str) -> usize {
    let bytes = word.as_bytes();
    let letter = |index: usize| usize::from(bytes.get(index).copied().unwrap_or_default() | 0x20);
    let (last, middle) = (bytes.len().saturating_sub(1), bytes.len() / 2);
    letter(0)
        .wrapping_mul(31)
        .wrapping_add(letter(1))
        .wrapping_mul(31)
        .wrapping_add(letter(middle))
        .wrapping_mul(31)
        .wrapping_add(letter(last))
        .wrapping_mul(31)
        .wrapping_add(bytes.len())
}
