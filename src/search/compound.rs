//! Splits compounds into words that the site uses: *råd* finds *Samverkansrådet*.
//!
//! A word is a compound if it consists of two words that the site uses on their own. The first must
//! match a word as it is written, or with a joining letter (`s` in Swedish); the second may be
//! inflected. Each of the two may be a compound again. There is no dictionary: words that the site
//! does not use are not split. A stem is not a word: *kont*, of *kontoret*, would
//! make *kontrollerat* a compound with *roll*. `search.js` splits a query by the same rule.

use super::analyzer::Analyzer;
use std::collections::{BTreeSet, HashSet};

/// Shorter parts are too often not words.
pub(super) const MIN_LETTERS: usize = 3;
/// How many times a part is split again.
const MAX_DEPTH: usize = 2;

/// The words that compounds of a site may be made of.
pub(super) struct CompoundSplitter<'a> {
    analyzer: &'a Analyzer,
    /// The letter that may join two parts.
    joint: char,
    /// The site's words and their stems.
    words: HashSet<&'a str>,
    stems: HashSet<&'a str>,
}

impl<'a> CompoundSplitter<'a> {
    /// Prepares the site's words, each given with its stem.
    pub(super) fn new(analyzer: &'a Analyzer, joint: char, words: &'a [(&'a str, String)]) -> Self {
        let is_part = |word: &str| {
            word.chars().count() >= MIN_LETTERS
                && word.chars().all(char::is_alphabetic)
                && !analyzer.is_stop_word(word)
        };
        let parts = || words.iter().filter(|(word, _)| is_part(word));
        let stems = parts().map(|(_, stem)| &**stem).filter(|stem| is_part(stem)).collect();
        let words = parts().map(|(word, _)| *word).collect();
        Self { analyzer, joint, words, stems }
    }

    /// Returns the sorted stems of a compound's parts, without the stem of the word itself. Empty
    /// if the word is not a compound.
    pub(super) fn compound_parts(&self, word: &str) -> Vec<String> {
        let mut stems = BTreeSet::new();
        let mut unsplit = vec![(word.to_owned(), 0)];
        while let Some((word, depth)) = unsplit.pop() {
            let Some((first, second)) = self.split_in_two(&word) else { continue };
            for half in [first, second] {
                stems.insert(self.analyzer.stem(&half));
                if depth < MAX_DEPTH {
                    unsplit.push((half, depth + 1));
                }
            }
        }
        stems.remove(&self.analyzer.stem(word));
        stems.into_iter().collect()
    }

    /// Splits a compound in two. If there are several places, the second part is the longest.
    fn split_in_two(&self, word: &str) -> Option<(String, String)> {
        self.split_where(word, Self::first_part).or_else(|| {
            // The first part may be a compound that the site does not use.
            self.split_where(word, |splitter, first| {
                splitter
                    .split_where(splitter.without_joint(first), Self::first_part)
                    .map(|_| splitter.without_joint(first))
            })
        })
    }

    /// Splits a word where `resolve_first` accepts the first part and the second is a known word.
    fn split_where<'w>(
        &self,
        word: &'w str,
        resolve_first: impl Fn(&Self, &'w str) -> Option<&'w str>,
    ) -> Option<(String, String)> {
        let n_letters = word.chars().count();
        let offsets = word.char_indices().enumerate().filter_map(|(letter_index, (offset, _))| {
            let has_room = letter_index >= MIN_LETTERS && letter_index + MIN_LETTERS <= n_letters;
            has_room.then_some(offset)
        });
        offsets.filter_map(|offset| word.split_at_checked(offset)).find_map(|(first, second)| {
            let first = resolve_first(self, first)?;
            let is_word = self.stems.contains(&*self.analyzer.stem(second));
            is_word.then(|| (first.to_owned(), second.to_owned()))
        })
    }

    /// Returns the first part without the letter that may join it to the second.
    fn without_joint<'w>(&self, first: &'w str) -> &'w str {
        first.strip_suffix(self.joint).unwrap_or(first)
    }

    /// Returns the first part if it is a known word, with or without a joining letter.
    fn first_part<'w>(&self, first: &'w str) -> Option<&'w str> {
        [first, self.without_joint(first)]
            .into_iter()
            .find(|word| self.words.contains(word) && word.chars().count() >= MIN_LETTERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::LanguageTag;

    fn check(site_words: &str, compound: &str, expected: &str) {
        let analyzer = Analyzer::for_language(&LanguageTag("sv".into()));
        let words: Vec<(&str, String)> =
            site_words.split(' ').map(|word| (word, analyzer.stem(word))).collect();
        assert_eq!(
            CompoundSplitter::new(&analyzer, 's', &words).compound_parts(compound).join(" "),
            expected,
            "{compound}"
        );
    }

    #[test]
    fn compounds_are_split_into_words_of_the_site() {
        check("samverkan rådet", "samverkansrådet", "råd samverkan");
        check("kris beredskap planer", "krisberedskapsplan", "beredskap kris krisberedskap plan");
        check("krisberedskap kris beredskap planer", "krisberedskapsplanen", {
            "beredskap kris krisberedskap plan"
        });
        check("kommun styrelsen", "kommunstyrelsen", "kommun styr");
    }

    #[test]
    fn words_that_the_site_does_not_use_are_not_split() {
        check("samverkan", "samverkansrådet", "");
        check("om rådet", "området", "");
        check("till synen", "tillsyn", "");
        check("råd", "råd", "");
    }

    #[test]
    fn a_stem_is_no_first_part() {
        check("kontoret roll raterat", "kontrollerat", "");
        check("kontoret roll raterat kontroll", "kontrollraterat", "kontroll rat");
        check("kommunens styrelsen", "kommunstyrelsen", "");
    }
}
