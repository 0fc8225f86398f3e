//! Names with digits, which count nothing: words such as `COVID19`, telephone numbers and those of
//! accounts, cases and organisations.

use super::identifier_number::identifier_end;
use std::ops::Range;

/// Words that are a digit with a letter.
const SHORT_NAMES: [&str; 10] = ["2D", "3D", "2G", "3G", "4G", "5G", "6G", "4K", "8K", "2FA"];
/// Letters that may be before an amount without a space: `SEK500`.
const AMOUNT_PREFIXES: [&str; 11] =
    ["SEK", "EUR", "USD", "GBP", "NOK", "DKK", "CHF", "kr", "Kr", "ca", "c"];
/// How many digits a telephone number has in all.
const TELEPHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Finds the names with digits of a text, from ascending offsets.
pub(super) struct NumericNames<'a> {
    text: &'a str,
    /// The end of the last name of several numbers.
    name_end: usize,
}

impl<'a> NumericNames<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, name_end: 0 }
    }

    /// Returns whether a number is a name or a part of one.
    pub(super) fn contains(&mut self, number: &Range<usize>) -> bool {
        if number.start < self.name_end {
            return true;
        }
        let telephone_end = telephone_end(self.text, number.start);
        if let Some(end) = telephone_end.or_else(|| identifier_end(self.text, number)) {
            self.name_end = end;
            return true;
        }
        self.text.get(number.clone()).is_some_and(is_name)
    }
}

/// Returns whether a word is a name: it begins with a letter and ends with a digit.
fn is_name(word: &str) -> bool {
    let prefix = word.trim_start_matches(char::is_alphabetic);
    let prefix = word.get(..word.len() - prefix.len()).unwrap_or_default();
    let has_prefix = !prefix.is_empty() && !AMOUNT_PREFIXES.contains(&prefix);
    has_prefix && !word.contains(char::is_whitespace) || SHORT_NAMES.contains(&word)
}

/// Returns the end of the telephone number that begins at an offset: `+46 8 123 45`, `08-123 45`,
/// `0701234567`.
fn telephone_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let before = text.get(..start)?;
    let area_end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
    let (area, after) = rest.split_at_checked(area_end)?;
    let is_international = before.ends_with('+');
    let is_area = area.len() >= 2 && area.starts_with('0') && !area.starts_with("00");
    if is_area && (8..=11).contains(&area.len()) {
        return Some(start + area_end);
    }
    let has_joint = after.starts_with(['-', '/', '‑', '–']);
    if !is_international && (!is_area || area.len() > 4 || !has_joint) {
        return None;
    }
    let is_joint = |char: char| " \u{a0}-‑–/()".contains(char);
    let (mut n_digits, mut end) = (area.len(), area_end);
    let mut offset = area_end;
    while let Some(group) = rest.get(offset..) {
        let group = group.trim_start_matches(is_joint);
        let group_start = rest.len() - group.len();
        let is_near = group_start > offset && group_start - offset <= 3;
        let length = group.find(|char: char| !char.is_ascii_digit()).unwrap_or(group.len());
        let is_first = offset == area_end;
        let max_length = if is_first || is_international { 8 } else { 3 };
        let is_word = group.get(length..).is_some_and(|it| it.starts_with(char::is_alphabetic));
        let min_length = if is_international { 1 } else { 2 };
        if !is_near || !(min_length..=max_length).contains(&length) || is_word {
            break;
        }
        n_digits += length;
        offset = group_start + length;
        end = offset;
    }
    TELEPHONE_DIGITS.contains(&n_digits).then_some(start + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::number_mention::number_mentions;

    fn counted(text: &str) -> Vec<&str> {
        let mut names = NumericNames::new(text);
        let numbers = number_mentions(text).into_iter().map(|mention| mention.range);
        let counted = numbers.filter(|range| !names.contains(range));
        counted.filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn words_that_begin_with_letters_are_names() {
        assert_eq!(counted("Ordet2, COVID19, A4, CO2, H2O och IPv6 i 3D"), [""; 0]);
        assert_eq!(
            counted("12 A4, 40-talet, 3st, SEK500, kr5"),
            ["12", "40", "3st", "SEK500", "kr5"]
        );
    }

    #[test]
    fn telephone_numbers_are_names() {
        for telephone in [
            "08-12345",
            "08-123 45 67",
            "070-123 45 67",
            "070/123 45 67",
            "0303-22 31 00",
            "+46 8 123 45",
            "+46 (0)8-123 45 67",
            "0701234567",
        ] {
            assert_eq!(counted(&format!("Ring {telephone}, eller 12.")), ["12"], "{telephone}");
        }
        assert_eq!(counted("08-50, 0-100, 09.00-17.00"), ["08-50", "0-100", "09.00-17.00"]);
    }
}
