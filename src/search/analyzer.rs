//! Per-language text analysis: stemmer, stop words, compounds.

use crate::schema::LanguageTag;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::{BTreeSet, HashSet};

/// More rounds than any word needs. `search-stems.js` has the same limit.
const MAX_ROUNDS: usize = 8;

/// Words that mean little on their own. They are indexed only in names, since otherwise each would
/// have a list of nearly all items. The browser gets the list with the directory.
const SWEDISH: &str = "alla att av blev bli blir både de dem den denna deras dess det detta då där \
    efter ej eller en er ett från för ha hade han har hon hur i in inom inte ja jag kan man med \
    mellan men nej ni nu när nån något några och om oss på samt sedan sig sin sina ska skall skulle \
    som så till under upp ut var vad vara varit varje vars vem vi vid vilka vilken vilket är åt över";
const ENGLISH: &str = "a about after all also an and any are as at be been both but by can could \
    did do does each for from had has have he her his how i if in into is it its may must no nor \
    not of on or our shall she should so such than that the their them then there these they this \
    those to under up was we were what when where which who whom whose why will with would you";

/// What search knows about a language.
pub struct Analyzer {
    stemmer: Option<Stemmer>,
    stop_words: HashSet<&'static str>,
    /// Whether the language writes compounds as one word.
    pub(super) joins_words: bool,
}

impl Analyzer {
    /// Returns the analyzer for a language tag; `sv-FI` is Swedish.
    #[must_use]
    pub fn for_language(tag: &LanguageTag) -> Self {
        let primary = tag.0.split('-').next().unwrap_or_default();
        let (algorithm, stop_words, joins_words) = match primary {
            "sv" => (Some(Algorithm::Swedish), SWEDISH, true),
            "en" => (Some(Algorithm::English), ENGLISH, false),
            _ => (None, "", false),
        };
        let stop_words = stop_words.split_whitespace().collect();
        Self { stemmer: algorithm.map(Stemmer::create), stop_words, joins_words }
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
    fn a_language_without_a_stemmer_keeps_its_words() {
        check("fi", &["sopimuksen"], "sopimuksen");
        check("sv", &["𝒜𝒜𝒜heterna"], "𝒜𝒜𝒜heterna");
    }
}
