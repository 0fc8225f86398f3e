//! Compounds taken apart by the site's own words: *råd* finds *Samverkansrådet*.
//!
//! A word is joined of two if both are words that the site uses by themselves, the first as it
//! stands or before an `s`, the second in any form. Each of the two may be joined again. Nothing is
//! known of the language besides: what the site does not use stays whole, so that a wrong cut is
//! rare, and a cut weighs less than the word.

use super::analyzer::Analyzer;
use std::collections::{BTreeSet, HashSet};

/// A shorter part is too often no word of its own.
const MIN_LETTERS: usize = 3;
/// How often a part is taken apart again.
const MAX_DEPTH: usize = 2;

/// The words that compounds of a site may be made of.
pub(super) struct CompoundSplitter<'a> {
    tongue: &'a Analyzer,
    /// Words as they stand, and their stems.
    known: HashSet<&'a str>,
    stems: HashSet<&'a str>,
}

impl<'a> CompoundSplitter<'a> {
    /// `words` are all of the site's, each with its stem.
    pub(super) fn new(tongue: &'a Analyzer, words: &'a [(&'a str, String)]) -> Self {
        let is_part = |word: &str| {
            word.chars().count() >= MIN_LETTERS
                && word.chars().all(char::is_alphabetic)
                && !tongue.is_stop_word(word)
        };
        let (mut known, mut stems) = (HashSet::new(), HashSet::new());
        for (word, stem) in words.iter().filter(|(word, _)| is_part(word)) {
            known.insert(*word);
            if is_part(stem) {
                known.insert(stem);
                stems.insert(&**stem);
            }
        }
        Self { tongue, known, stems }
    }

    /// The stems of what a word is joined of, without the word's own, in order; empty if it is
    /// not joined.
    pub(super) fn compound_parts(&self, word: &str) -> Vec<String> {
        let mut found = BTreeSet::new();
        let mut left = vec![(word.to_owned(), 0)];
        while let Some((word, depth)) = left.pop() {
            let Some((first, second)) = self.split_in_two(&word) else { continue };
            for half in [first, second] {
                found.insert(self.tongue.stem(&half));
                if depth < MAX_DEPTH {
                    left.push((half, depth + 1));
                }
            }
        }
        found.remove(&self.tongue.stem(word));
        found.into_iter().collect()
    }

    /// The two words that a word is joined of; where it can be cut in several places, the second
    /// is the longest.
    fn split_in_two(&self, word: &str) -> Option<(String, String)> {
        self.split_where(word, Self::first_part).or_else(|| {
            // The first may be joined of words that the site uses only by themselves.
            self.split_where(word, |parts, first| {
                parts
                    .split_where(without_joining_s(first), Self::first_part)
                    .map(|_| without_joining_s(first))
            })
        })
    }

    fn split_where<'w>(
        &self,
        word: &'w str,
        first: impl Fn(&Self, &'w str) -> Option<&'w str>,
    ) -> Option<(String, String)> {
        let n_letters = word.chars().count();
        let cuts = word.char_indices().enumerate().filter_map(|(number, (index, _))| {
            (number >= MIN_LETTERS && number + MIN_LETTERS <= n_letters).then_some(index)
        });
        cuts.filter_map(|index| word.split_at_checked(index)).find_map(|(one, other)| {
            let first = first(self, one)?;
            let is_word = self.stems.contains(&*self.tongue.stem(other));
            is_word.then(|| (first.to_owned(), other.to_owned()))
        })
    }

    /// The word that stands first: as it is, or without the `s` that joins.
    fn first_part<'w>(&self, first: &'w str) -> Option<&'w str> {
        [first, without_joining_s(first)]
            .into_iter()
            .find(|word| self.known.contains(word) && word.chars().count() >= MIN_LETTERS)
    }
}

fn without_joining_s(first: &str) -> &str {
    first.strip_suffix('s').unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::LanguageTag;

    fn check(site: &str, compound: &str, expected: &str) {
        let tongue = Analyzer::for_language(&LanguageTag("sv".into()));
        let words: Vec<(&str, String)> =
            site.split(' ').map(|word| (word, tongue.stem(word))).collect();
        assert_eq!(
            CompoundSplitter::new(&tongue, &words).compound_parts(compound).join(" "),
            expected,
            "{compound}"
        );
    }

    #[test]
    fn a_word_is_taken_apart_by_the_words_of_the_site() {
        check("samverkan rådet", "samverkansrådet", "råd samverkan");
        check("kris beredskap planer", "krisberedskapsplan", "beredskap kris krisberedskap plan");
        check("krisberedskap kris beredskap planer", "krisberedskapsplanen", {
            "beredskap kris krisberedskap plan"
        });
        check("kommunens styrelsen", "kommunstyrelsen", "kommun styr");
    }

    #[test]
    fn what_the_site_does_not_use_stays_whole() {
        check("samverkan", "samverkansrådet", "");
        check("om rådet", "området", "");
        check("till synen", "tillsyn", "");
        check("råd", "råd", "");
    }
}
