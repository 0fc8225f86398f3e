//! Extracts dates and numbers from running text and normalizes them for comparison.
//!
//! "1 April 2014", "1 april 2014" and "2014-04-01" are the same date, and "2 231 439" and
//! "2,231,439" the same number. The names of months are those of all locales; in other languages
//! the parts of a date are numbers.

use crate::locale::month_number;
use std::collections::HashSet;
use std::ops::Range;

/// A number or date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberMention {
    /// Where it is written.
    pub range: Range<usize>,
    /// The normalized form: `2014-04-01`, `2014-04`, `2231439`, `2015:128`.
    pub key: String,
}

/// Finds the numbers and dates of a text, in order. Linear.
#[must_use]
pub fn number_mentions(text: &str) -> Vec<NumberMention> {
    let words = word_ranges(text);
    let mut mentions = Vec::new();
    let mut index = 0;
    while let Some(word) = words.get(index) {
        if let Some(date) = parse_date(text, words.get(index..).unwrap_or_default()) {
            mentions.push(date.mention);
            index += date.n_words;
        } else {
            mentions.extend(parse_number(text, word));
            index += 1;
        }
    }
    mentions
}

/// The numbers and dates of some texts, and their parts.
#[derive(Debug, Default)]
pub struct NumberSet {
    keys: HashSet<String>,
}

impl NumberSet {
    /// Adds the numbers and dates of a text, and the parts of each.
    pub fn add(&mut self, text: &str) {
        for mention in number_mentions(text) {
            let written = text.get(mention.range.clone()).unwrap_or_default();
            let is_date = is_date_key(&mention.key);
            // The parts of a date are those written: "1 April 2014" has 1 and 2014, but not 4.
            let digits_text = if is_date { written } else { &mention.key };
            let runs = digits_text.split(|char: char| !char.is_ascii_digit());
            let parts = runs.filter(|run| !run.is_empty());
            self.keys.extend(parts.map(|run| run.trim_start_matches('0').to_owned()));
            if is_date {
                self.keys.extend(mention.key.get(..7).map(str::to_owned));
            }
            self.keys.insert(mention.key);
        }
    }

    /// Returns whether the set has a number or date, or all parts of a number.
    #[must_use]
    pub fn contains(&self, mention: &NumberMention) -> bool {
        let has_parts = || {
            let mut runs = mention.key.split(|char: char| !char.is_ascii_digit());
            runs.all(|run| run.is_empty() || self.keys.contains(run.trim_start_matches('0')))
        };
        self.keys.contains(&mention.key) || (!is_date_key(&mention.key) && has_parts())
    }
}

/// Returns whether a key is a date: `2014-04-01` or `2014-04`.
fn is_date_key(key: &str) -> bool {
    let mut parts = key.split('-');
    let is_part = |part: Option<&str>, n_digits: usize| {
        part.is_some_and(|part| {
            part.len() == n_digits && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let has_year_and_month = is_part(parts.next(), 4) && is_part(parts.next(), 2);
    let day = parts.next();
    has_year_and_month && (day.is_none() || is_part(day, 2)) && parts.next().is_none()
}

/// Returns the runs of letters and digits, including what joins the parts of a number: `2015:128`,
/// `2 231 439`.
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut word_start = None;
    for (offset, char) in text.char_indices() {
        // The most common case comes first.
        if char.is_ascii_alphabetic() {
            word_start = word_start.or(Some(offset));
            continue;
        }
        let text_from = |offset: usize| text.get(offset..).unwrap_or_default();
        let is_joint = match char {
            ':' | '.' | ',' | '/' | '-' => {
                let after = text_from(offset + 1);
                follows_digit(text, offset) && after.starts_with(|char: char| char.is_ascii_digit())
            }
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                let word = word_start.and_then(|start| text.get(start..offset)).unwrap_or_default();
                ends_with_digit_group(word)
                    && starts_with_digit_group(text_from(offset + char.len_utf8()))
            }
            _ => false,
        };
        if char.is_alphanumeric() || (is_joint && word_start.is_some()) {
            word_start = word_start.or(Some(offset));
        } else if let Some(start) = word_start.take() {
            words.push(start..offset);
        }
    }
    words.extend(word_start.map(|start| start..text.len()));
    words
}

fn follows_digit(text: &str, offset: usize) -> bool {
    offset
        .checked_sub(1)
        .and_then(|offset| text.as_bytes().get(offset))
        .is_some_and(u8::is_ascii_digit)
}

/// Returns whether a number can continue with a group of three digits.
fn ends_with_digit_group(number: &str) -> bool {
    let last_group =
        number.rsplit([' ', '\u{a0}', '\u{202f}', '\u{2009}']).next().unwrap_or_default();
    let n_digits = last_group.len();
    let is_only_group = n_digits == number.len();
    let has_length = if is_only_group { (1..=3).contains(&n_digits) } else { n_digits == 3 };
    has_length && last_group.bytes().all(|byte| byte.is_ascii_digit())
}

fn starts_with_digit_group(text: &str) -> bool {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    length == 3 && !text.get(3..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Parses a word as a number. `None` means that it has no digits.
fn parse_number(text: &str, word: &Range<usize>) -> Option<NumberMention> {
    let written = text.get(word.clone())?;
    if !written.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut key: String = written.chars().filter(|char| !char.is_whitespace()).collect();
    // `2,231,439` is a number in groups; `2,5` has decimals.
    let is_grouped = key.split(',').skip(1).all(|group| group.len() == 3) && key.contains(',');
    if is_grouped {
        key.retain(|char| char != ',');
    }
    Some(NumberMention { range: word.clone(), key: key.replace(',', ".") })
}

/// A date, with the number of words that it consists of.
struct DateWords {
    mention: NumberMention,
    n_words: usize,
}

/// Parses the date that the first words form.
fn parse_date(text: &str, words: &[Range<usize>]) -> Option<DateWords> {
    let word = |index: usize| words.get(index).and_then(|range| text.get(range.clone()));
    let is_near_next = |index: usize| match (words.get(index), words.get(index + 1)) {
        (Some(word), Some(next_word)) => next_word.start - word.end <= 2,
        _ => false,
    };
    let year_at = |index: usize| {
        word(index).filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let date = |n_words: usize, key: String| {
        let range = words.first()?.start..words.get(n_words - 1)?.end;
        Some(DateWords { mention: NumberMention { range, key }, n_words })
    };
    if let (Some(day), Some(month)) = (word(0).and_then(parse_day), word(1).and_then(month_number))
        && is_near_next(0)
    {
        return match year_at(2).filter(|_| is_near_next(1)) {
            Some(year) => date(3, format!("{year}-{month:02}-{day:02}")),
            None => date(2, format!("{day}/{month}")),
        };
    }
    let month = word(0).and_then(month_number)?;
    if let (Some(day), Some(year)) = (word(1).and_then(parse_day), year_at(2))
        && is_near_next(0)
        && is_near_next(1)
    {
        return date(3, format!("{year}-{month:02}-{day:02}"));
    }
    let year = year_at(1).filter(|_| is_near_next(0))?;
    date(2, format!("{year}-{month:02}"))
}

/// Parses `1`, `1st` or `12th`.
fn parse_day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|char: char| char.is_ascii_lowercase());
    let suffix = word.get(digits.len()..).unwrap_or_default();
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    ["", "st", "nd", "rd", "th"].contains(&suffix).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        number_mentions(text).into_iter().map(|mention| mention.key).collect()
    }

    #[test]
    fn a_date_has_one_key_however_it_is_written() {
        for date in
            ["1 april 2014", "1 April 2014", "1st April 2014", "April 1, 2014", "2014-04-01"]
        {
            assert_eq!(keys(date), ["2014-04-01"], "{date}");
        }
        assert_eq!(keys("i april 2014, den 3 maj"), ["2014-04", "3/5"]);
        assert_eq!(keys("may 40 actors in May"), ["40"]);
    }

    #[test]
    fn a_number_has_one_key_however_it_is_written() {
        let all = keys("2 231 439, 2,231,439 och 2\u{a0}231\u{a0}439");
        assert_eq!(all, ["2231439", "2231439", "2231439"]);
        assert_eq!(keys("2015:128 RI (Dnr 114-1376/2015)"), ["2015:128", "114-1376/2015"]);
        assert_eq!(keys("år 2011 300 saker, 41,39 %"), ["2011", "300", "41.39"]);
        assert_eq!(keys("P08–P10 och MSB777"), ["P08", "P10", "MSB777"]);
    }

    #[test]
    fn a_set_has_the_numbers_of_a_text_and_their_parts() {
        let mut known = NumberSet::default();
        known.add("den 12 december 2013 med närmare 40 andra, nr 2015:128");
        let has = |text| number_mentions(text).iter().all(|mention| known.contains(mention));
        assert!(has("12 December 2013, 2013-12, 2013, 40, 2015:128, 2015, december 2013"));
        assert!(!has("13 december 2013"));
        let mut known = NumberSet::default();
        known.add("1 april 2014");
        let has = |text| number_mentions(text).iter().all(|mention| known.contains(mention));
        assert!(has("April 1, 2014, april 2014, den 1") && !has("04") && !has("tre 4"));
        assert!(!has("12 december 2014"));
        assert!(!has("41"));
    }
}
