//! Splits a text into words. `tokenize` in `search.js` splits a query by the same rule.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A longer run of letters is not a word that anyone types.
pub(super) const MAX_LETTERS: usize = 40;
/// A character that may occur inside a word but is not part of it.
const SOFT_HYPHEN: char = '\u{ad}';

/// Calls `each` with every word: a run of letters and digits, in lower case and NFC.
pub fn for_each_word(text: &str, mut each: impl FnMut(&str)) {
    let text = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect::<String>()),
    };
    let mut word = String::with_capacity(MAX_LETTERS);
    let mut n_letters = 0;
    for char in text.chars().chain([' ']) {
        if char.is_ascii_lowercase() {
            word.push(char);
            n_letters += 1;
        } else if char.is_alphanumeric() {
            word.extend(char.to_lowercase());
            n_letters += 1;
        } else if char != SOFT_HYPHEN && n_letters > 0 {
            if n_letters <= MAX_LETTERS {
                each(&word);
            }
            word.clear();
            n_letters = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let words = |text: &str| {
            let mut words = Vec::new();
            for_each_word(text, |word| words.push(word.to_owned()));
            words.join(" ")
        };
        assert_eq!(words("Utlåtande 2015:128, P19!"), "utlåtande 2015 128 p19");
        assert_eq!(words("Sam\u{ad}verkan A\u{30a}r"), "samverkan år");
        assert_eq!(words("--ÖVER-enskommelse"), "över enskommelse");
        assert_eq!(words(&"x".repeat(MAX_LETTERS + 1)), "");
    }
}
