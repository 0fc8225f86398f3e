//! Sorting by the alphabet of a language.

use super::address::to_nfc;
use crate::locale::{Locale, locale};
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization as _;

/// A part of a sort key that may be missing: `None` is after all values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoneLast<T>(pub(super) Option<T>);

impl<T: Ord> Ord for NoneLast<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Some(left), Some(right)) => left.cmp(right),
            (left, right) => left.is_none().cmp(&right.is_none()),
        }
    }
}

impl<T: Ord> PartialOrd for NoneLast<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Returns a key that sorts titles as readers of the language expect, and numbers by value.
///
/// Letters are sorted without their mark, unless the language's locale says otherwise: in Swedish,
/// å, ä and ö come last, and æ is sorted as ä. The title itself comes last in the key and breaks
/// ties.
#[must_use]
pub fn collation_key(language: &str, title: &str) -> Vec<u32> {
    let locale = locale(language);
    let mut key = Vec::with_capacity(title.len() + 1);
    let composed = to_nfc(title);
    let mut letters = composed.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        if let Some(digit) = letter.to_digit(10) {
            let mut number = digit;
            while let Some(next) = letters.peek().and_then(|next| next.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(next);
                letters.next();
            }
            key.extend([u32::from('0'), number]);
        } else {
            push_letter(&mut key, letter, locale);
        }
    }
    key.push(0);
    key.extend(title.chars().map(u32::from));
    key
}

/// Returns the letter that a title is listed under in upper case; `#` for digits and signs.
///
/// It is the first letter or digit of the title, in the form in which it is sorted.
pub(super) fn index_letter(language: &str, title: &str) -> String {
    let locale = locale(language);
    let first = to_nfc(title).chars().find(|letter| letter.is_alphanumeric());
    let Some(first) = first.filter(|letter| letter.is_alphabetic()) else { return "#".into() };
    let first = first.to_lowercase().next().unwrap_or(first);
    let sorted_as = locale.sorted_as.iter().find(|(other, _)| *other == first);
    let letter = sorted_as.and_then(|(_, letters)| letters.chars().next()).unwrap_or(first);
    let base = match letter {
        _ if locale.letters_after_z.contains(&letter) => letter,
        'æ' => 'a',
        'ø' => 'o',
        'ß' => 's',
        _ => std::iter::once(letter).nfd().next().unwrap_or(letter),
    };
    base.to_uppercase().collect()
}

/// Appends a letter by the rules of a language.
fn push_letter(key: &mut Vec<u32>, letter: char, locale: &Locale) {
    match locale.sorted_as.iter().find(|(other, _)| *other == letter) {
        Some((_, letters)) => letters.chars().for_each(|it| push_alphabet_letter(key, it, locale)),
        None => push_alphabet_letter(key, letter, locale),
    }
}

fn push_alphabet_letter(key: &mut Vec<u32>, letter: char, locale: &Locale) {
    // No other key is directly after `z`.
    let after_z = locale.letters_after_z.iter().zip(u32::from('z') + 1..);
    match after_z.into_iter().find(|(other, _)| **other == letter) {
        Some((_, position)) => key.push(position),
        None => push_unaccented(key, letter),
    }
}

/// Appends a letter without its mark.
fn push_unaccented(key: &mut Vec<u32>, letter: char) {
    match letter {
        // Spaces and hyphens sort before letters and equally: "Upplands Väsby", "Upplands-Bro".
        // At the beginning, what was before them is not sorted by.
        ' ' | '-' | '\u{a0}' | '–' if key.is_empty() => {}
        ' ' | '-' | '\u{a0}' | '–' => key.push(u32::from(' ')),
        'æ' => key.extend([u32::from('a'), u32::from('e')]),
        'ø' => key.push(u32::from('o')),
        'ß' => key.extend([u32::from('s'); 2]),
        _ if letter.is_ascii_alphanumeric() => key.push(u32::from(letter)),
        _ if letter.is_alphanumeric() => {
            key.extend(std::iter::once(letter).nfd().next().map(u32::from));
        }
        // Other punctuation is ignored.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_is_under_the_letter_that_it_is_sorted_by() {
        for (title, expected) in [
            ("Aardvark", "A"),
            ("🎉 Alpha", "A"),
            ("\"Quoted\"", "Q"),
            ("(bracket)", "B"),
            ("#hash", "H"),
            ("Édouard", "E"),
            ("Ærø", "A"),
            ("3 bears", "#"),
            ("٣", "#"),
            ("🎉", "#"),
            ("", "#"),
            ("日本", "日"),
        ] {
            assert_eq!(index_letter("en", title), expected, "{title}");
        }
        assert_eq!(["Ärla", "Æsop", "Åre"].map(|title| index_letter("sv", title)), ["Ä", "Ä", "Å"]);
    }

    #[test]
    fn swedish_sorts_å_ä_and_ö_last() {
        let mut names = vec![
            "Österåker",
            "Zeta",
            "Ärla",
            "Upplands-Bro",
            "Åre",
            "Ekerö",
            "Upplands Väsby",
            "Stycke 10",
            "Stycke 9",
            "Édouard",
        ];
        names.sort_by_key(|name| collation_key("sv", name));
        let expected = [
            "Édouard",
            "Ekerö",
            "Stycke 9",
            "Stycke 10",
            "Upplands-Bro",
            "Upplands Väsby",
            "Zeta",
            "Åre",
            "Ärla",
            "Österåker",
        ];
        assert_eq!(names, expected);
    }
}
