//! What the program knows about each language: months, quotation marks, stop words, restrictive
//! words, alphabet, stemmer, hyphenation, plural forms. One file per language; what is known about
//! many languages (names, direction, frequent words) is in tables.
//!
//! A [`Locale`] is data and has no knowledge of sites. Texts that a site may change are strings of
//! the theme, not part of a locale.
//!
//! ```
//! use pakt::locale::locale;
//!
//! assert_eq!(locale("sv-FI").months.get(3), Some(&"april"));
//! assert_eq!(locale("en").quotes.open, "“");
//! assert!(locale("fi").stemmer.is_none());
//! ```

mod en;
mod language_guess;
mod language_tag;
mod partial;
mod restrictive_words;
mod sv;

use hypher::Lang;
pub use language_guess::LanguageGuess;
pub use language_tag::{
    direction_within, intended_language_tag, is_language_tag, language_of_country,
};
pub use restrictive_words::RestrictiveWords;
use snowball_stemmers_rs::Algorithm;

/// The languages that are fully supported.
pub static LOCALES: [&Locale; 2] = [&en::ENGLISH, &sv::SWEDISH];

/// The knowledge about one language.
#[derive(Debug)]
pub struct Locale {
    /// The primary subtags of the language tags it applies to: `sv`.
    pub tags: &'static [&'static str],
    /// The months as in running text, from January. Empty if they are not known.
    pub months: &'static [&'static str],
    /// The quotation marks.
    pub quotes: QuotationMarks,
    /// Words that begin with an apostrophe, without it and in lower case: `tis`.
    pub elisions: &'static [&'static str],
    /// Units that are words and that stay on the line of their number: `kr`.
    pub units: &'static [&'static str],
    /// Words that mean little on their own, separated by white space.
    pub stop_words: &'static str,
    /// Words that reverse or restrict the meaning of a sentence.
    pub restrictive: RestrictiveWords,
    /// Abbreviations whose full stop does not end a sentence, without it and in lower case. Those
    /// with a full stop between letters, such as `t.ex.`, need no list.
    pub abbreviations: &'static [&'static str],
    /// The same for those that are only abbreviations before a number: `no` in "No. 5".
    pub number_abbreviations: &'static [&'static str],
    /// The Snowball stemmer. `None` means that words are searched unchanged.
    pub stemmer: Option<Algorithm>,
    /// The letter that may join the parts of a compound. `None` means that the language does not
    /// write compounds as one word.
    pub compound_joint: Option<char>,
    /// TeX's hyphenation patterns. `None` means that words are not hyphenated.
    pub hyphenation: Option<Lang>,
    /// Letters that are sorted after `z`, in order and in lower case.
    pub letters_after_z: &'static [char],
    /// Letters that are sorted as other letters.
    pub sorted_as: &'static [(char, &'static str)],
    /// Returns whether a count takes the singular.
    pub is_singular: fn(count: u64) -> bool,
}

/// The quotation marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMarks {
    /// Opens a quotation.
    pub open: &'static str,
    /// Closes a quotation.
    pub close: &'static str,
    /// Opens a quotation inside another.
    pub inner_open: &'static str,
    /// Closes a quotation inside another.
    pub inner_close: &'static str,
}

/// Used for languages about which nothing is known.
const NEUTRAL: Locale = Locale {
    tags: &[],
    months: &[],
    quotes: QuotationMarks { open: "“", close: "”", inner_open: "‘", inner_close: "’" },
    elisions: &[],
    units: &[],
    stop_words: "",
    restrictive: RestrictiveWords::NONE,
    abbreviations: &[],
    number_abbreviations: &[],
    stemmer: None,
    compound_joint: None,
    hyphenation: None,
    letters_after_z: &[],
    sorted_as: &[],
    is_singular: |count| count == 1,
};

static NEUTRAL_LOCALE: Locale = NEUTRAL;

/// Returns the locale of a language tag; `sv-FI` is Swedish.
#[must_use]
pub fn locale(tag: &str) -> &'static Locale {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let mut locales = LOCALES.into_iter().chain(&partial::LOCALES);
    locales.find(|locale| locale.tags.contains(&primary)).unwrap_or(&NEUTRAL_LOCALE)
}

/// Returns the month (1 to 12) that a word names in any supported language, in any case.
#[must_use]
pub fn month_number(word: &str) -> Option<usize> {
    let month_index =
        |locale: &Locale| locale.months.iter().position(|month| word.eq_ignore_ascii_case(month));
    LOCALES.into_iter().find_map(month_index).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_matched_by_its_primary_subtag() {
        for tag in ["sv", "sv-FI", "sv_SE"] {
            assert_eq!(locale(tag).tags, ["sv"], "{tag}");
        }
        assert_eq!(locale("nn").quotes, locale("no").quotes);
        assert!(locale("tlh").tags.is_empty());
        assert!(locale("").tags.is_empty());
    }

    #[test]
    fn months_are_recognized_in_any_supported_language_and_case() {
        assert_eq!(month_number("maj"), Some(5));
        assert_eq!(month_number("DECEMBER"), Some(12));
        assert_eq!(month_number("March"), Some(3));
        assert_eq!(month_number("marsch"), None);
    }

    #[test]
    fn supported_languages_are_complete() {
        for locale in LOCALES {
            assert_eq!(locale.months.len(), 12, "{:?}", locale.tags);
            assert!(!locale.stop_words.is_empty());
            let RestrictiveWords { phrases, clause_openers, introductory, endings } =
                locale.restrictive;
            assert!(!phrases.is_empty() && !locale.abbreviations.is_empty());
            assert!(introductory.iter().all(|word| phrases.contains(word)));
            let words = phrases.iter().chain(clause_openers).chain(endings);
            let words = words.chain(locale.abbreviations);
            for word in words.chain(locale.number_abbreviations) {
                assert_eq!(*word, word.trim().to_lowercase());
            }
        }
    }
}
