//! Per-language text analysis: stemmer, stop words, compounds.

use super::tokenize::{MAX_LETTERS, for_each_word};
use crate::locale::locale;
use crate::schema::LanguageTag;
use snowball_stemmers_rs::Stemmer;
use std::collections::{BTreeSet, HashSet};

/// Ends each stem of a term that stands for a whole name. No word contains it. `search.js`
/// makes the same term of a question, which is in the shard of its first word.
pub(super) const NAME_MARK: char = '=';
/// More rounds than any word needs. `search-stems.js` has the same limit.
pub(super) const MAX_ROUNDS: usize = 8;

/// What search knows about a language.
pub struct Analyzer {
    stemmer: Option<Stemmer>,
    /// Words that mean little on their own. They are indexed only in names, since otherwise each
    /// would have a list of nearly all items. The browser gets them with the directory.
    stop_words: HashSet<&'static str>,
    /// The letter that may join the parts of a compound. `None` means that the language does not
    /// write compounds as one word.
    pub(super) compound_joint: Option<char>,
}

impl Analyzer {
    /// Returns the analyzer for a language tag; `sv-FI` is Swedish.
    #[must_use]
    pub fn for_language(tag: &LanguageTag) -> Self {
        let locale = locale(&tag.0);
        Self {
            stemmer: locale.stemmer.map(Stemmer::create),
            stop_words: locale.stop_words.split_whitespace().collect(),
            compound_joint: locale.compound_joint,
        }
    }

    /// Returns the stem of a lower-case word, or the word if the language has no stemmer.
    ///
    /// The word is stemmed until nothing changes: one pass turns `ansvaret` into `ansvar`, but
    /// `ansvar` into `ansv`.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.stemmer else { return word.to_owned() };
        let mut stem = word.to_owned();
        // The stemmer in the browser counts letters beyond the basic plane as two.
        if stem.chars().any(|char| u32::from(char) > 0xffff) {
            return stem;
        }
        for _ in 0..MAX_ROUNDS {
            let next = stemmer.stem(&stem);
            if next.is_empty() || *next == *stem {
                break;
            }
            stem = next.into_owned();
        }
        stem
    }

    /// Returns the stem of a word, or a term of a whole name unchanged.
    pub(super) fn index_term(&self, word: &str) -> String {
        if word.ends_with(NAME_MARK) { word.to_owned() } else { self.stem(word) }
    }

    /// Returns the term of a whole name: the stems of its words without stop words, or of all of
    /// them if it has no others. "What applies?" and *applies* have the same term. A long name has
    /// none.
    pub(super) fn whole_name_term(&self, name: &str) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        for_each_word(name, |word| words.push(word.to_owned()));
        if words.iter().any(|word| !self.is_stop_word(word)) {
            words.retain(|word| !self.is_stop_word(word));
        }
        let stems = words.iter().map(|word| format!("{}{NAME_MARK}", self.stem(word)));
        let term: String = stems.collect();
        // The name of a shard can be as long as a term.
        (!term.is_empty() && term.chars().count() <= MAX_LETTERS).then_some(term)
    }

    /// Returns whether a word is too common to mean anything on its own.
    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// Returns the stop words, sorted.
    pub(super) fn stop_words(&self) -> BTreeSet<&'static str> {
        self.stop_words.iter().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, forms: &[&str], stem: &str) {
        let analyzer = Analyzer::for_language(&LanguageTag(tag.into()));
        for form in forms {
            assert_eq!(analyzer.stem(form), stem, "{form}");
        }
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        check("sv", &["råd", "rådet", "rådets", "råden", "rådens"], "råd");
        check("sv", &["ansvar", "ansvaret", "ansvarets"], "ansv");
        check("sv", &["beslut", "beslutet", "besluten", "beslutets"], "beslut");
        check("sv-FI", &["avtal", "avtalet", "avtalen"], "avtal");
        check("en", &["agreement", "agreements"], "agreement");
        check("en", &["municipality", "municipalities"], "municip");
    }

    #[test]
    fn a_whole_name_is_its_words_that_mean_something() {
        let analyzer = Analyzer::for_language(&LanguageTag("sv".into()));
        let term = |name: &str| analyzer.whole_name_term(name).unwrap_or_default();
        assert_eq!(term("Vad gäller?"), term("gäller"));
        assert_eq!(term("Regionala rådet"), "regional=råd=");
        assert_eq!(analyzer.index_term(&term("Regionala rådet")), "regional=råd=");
        assert_eq!((term("Vad är det?").len() > 1, term("?")), (true, String::new()));
        assert_eq!(analyzer.whole_name_term(&"протокол ".repeat(5)), None);
    }

    #[test]
    fn a_language_without_a_stemmer_keeps_its_words() {
        check("fi", &["sopimuksen"], "sopimuksen");
        check("sv", &["𝒜𝒜𝒜heterna"], "𝒜𝒜𝒜heterna");
    }
}
