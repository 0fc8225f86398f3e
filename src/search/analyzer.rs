//! What search knows of a language: its stems, its commonest words, whether it joins words.

use crate::schema::LanguageTag;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::{BTreeSet, HashSet};

/// More rounds than any word needs; both halves of search stop here.
const MAX_ROUNDS: usize = 8;

/// Words that say nothing by themselves. They are found in names only, so that a list of all pages
/// is not kept for each. The browser gets the list with the directory.
const SWEDISH: &str = "alla att av blev bli blir både de dem den denna deras dess det detta då där \
    efter ej eller en er ett från för ha hade han har hon hur i in inom inte ja jag kan man med \
    mellan men nej ni nu när nån något några och om oss på samt sedan sig sin sina ska skall skulle \
    som så till under upp ut var vad vara varit varje vars vem vi vid vilka vilken vilket är åt över";
const ENGLISH: &str = "a about after all also an and any are as at be been both but by can could \
    did do does each for from had has have he her his how i if in into is it its may must no nor \
    not of on or our shall she should so such than that the their them then there these they this \
    those to under up was we were what when where which who whom whose why will with would you";

/// A language, as far as search is concerned.
pub struct Analyzer {
    stemmer: Option<Stemmer>,
    common: HashSet<&'static str>,
    /// Whether compounds are written as one word.
    pub(super) joins_words: bool,
}

impl Analyzer {
    /// What is known of the language with this tag; `sv-FI` is Swedish.
    #[must_use]
    pub fn for_language(tag: &LanguageTag) -> Self {
        let primary = tag.0.split('-').next().unwrap_or_default();
        let (algorithm, common, joins_words) = match primary {
            "sv" => (Some(Algorithm::Swedish), SWEDISH, true),
            "en" => (Some(Algorithm::English), ENGLISH, false),
            _ => (None, "", false),
        };
        let common = common.split_whitespace().collect();
        Self { stemmer: algorithm.map(Stemmer::create), common, joins_words }
    }

    /// The stem of a word in lower case; of a language without a stemmer the word.
    ///
    /// Stemmed until nothing changes: one pass takes `ansvaret` to `ansvar` but `ansvar` to `ansv`.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.stemmer else { return word.to_owned() };
        let mut stem = word.to_owned();
        // The browser counts letters beyond the basic plane as two.
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

    /// Whether a word is so common that it says nothing by itself.
    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// The common words, in order.
    pub(super) fn stop_words(&self) -> BTreeSet<&'static str> {
        self.common.iter().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, forms: &[&str], stem: &str) {
        let tongue = Analyzer::for_language(&LanguageTag(tag.into()));
        for form in forms {
            assert_eq!(tongue.stem(form), stem, "{form}");
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
    fn a_language_without_stems_keeps_its_words() {
        check("fi", &["sopimuksen"], "sopimuksen");
        check("sv", &["𝒜𝒜𝒜heterna"], "𝒜𝒜𝒜heterna");
    }
}
