//! Figures in words: dates, and everything else with digits, so that two texts can be compared.
//!
//! "1 April 2014", "1 april 2014" and "2014-04-01" are one figure, and so are "2 231 439" and
//! "2,231,439". Month names are those of Swedish and English; in other languages the parts of a
//! date are figures of their own.

use crate::locale::month_number;
use std::collections::HashSet;
use std::ops::Range;

/// One figure in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberMention {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is compared by: `2014-04-01`, `2014-04`, `2231439`, `2015:128`.
    pub key: String,
}

/// Finds the figures of a text, in order. Linear.
#[must_use]
pub fn number_mentions(text: &str) -> Vec<NumberMention> {
    let words = word_ranges(text);
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(word) = words.get(offset) {
        let (figure, n_words) = match parse_date(text, words.get(offset..).unwrap_or_default()) {
            Some(date) => date,
            None => (parse_number(text, word), 1),
        };
        found.extend(figure);
        offset += n_words;
    }
    found
}

/// Figures that are known, to ask whether another is one of them.
#[derive(Debug, Default)]
pub struct NumberSet {
    keys: HashSet<String>,
}

impl NumberSet {
    /// Adds the figures of a text, and the parts of each.
    pub fn add(&mut self, text: &str) {
        for figure in number_mentions(text) {
            // As written: "1 April 2014" says 1 and 2014, and not 4.
            let written = text.get(figure.range.clone()).unwrap_or_default();
            let is_number = !is_date_key(&figure.key);
            let words = if is_number { &figure.key } else { written };
            let runs = words.split(|char: char| !char.is_ascii_digit());
            let parts = runs.filter(|run| !run.is_empty());
            self.keys.extend(parts.map(|run| run.trim_start_matches('0').to_owned()));
            if is_date_key(&figure.key) {
                self.keys.extend(figure.key.get(..7).map(str::to_owned));
            }
            self.keys.insert(figure.key);
        }
    }

    /// Whether a figure is known: all of it, or, if it is no date, each of its parts.
    #[must_use]
    pub fn contains(&self, figure: &NumberMention) -> bool {
        let has_parts = || {
            let mut runs = figure.key.split(|char: char| !char.is_ascii_digit());
            runs.all(|run| run.is_empty() || self.keys.contains(run.trim_start_matches('0')))
        };
        self.keys.contains(&figure.key) || (!is_date_key(&figure.key) && has_parts())
    }
}

/// Whether a figure is a date: `2014-04-01` or `2014-04`.
fn is_date_key(key: &str) -> bool {
    let mut parts = key.split('-');
    let is_part = |part: Option<&str>, n: usize| {
        part.is_some_and(|part| part.len() == n && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let has_start = is_part(parts.next(), 4) && is_part(parts.next(), 2);
    let day = parts.next();
    has_start && (day.is_none() || is_part(day, 2)) && parts.next().is_none()
}

/// Runs of letters and digits, with what joins the parts of a number: `2015:128`, `2 231 439`.
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, char) in text.char_indices() {
        // Most of any text.
        if char.is_ascii_alphabetic() {
            start = start.or(Some(at));
            continue;
        }
        let follows = |offset: usize| text.get(offset..).unwrap_or_default();
        let is_joint = match char {
            ':' | '.' | ',' | '/' | '-' => {
                let (before, after) = (follows_digit(text, at), follows(at + 1));
                before && after.starts_with(|char: char| char.is_ascii_digit())
            }
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                let own = start.and_then(|start| text.get(start..at)).unwrap_or_default();
                is_digit_group(own) && starts_with_digit_group(follows(at + char.len_utf8()))
            }
            _ => false,
        };
        if char.is_alphanumeric() || (is_joint && start.is_some()) {
            start = start.or(Some(at));
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

fn follows_digit(text: &str, offset: usize) -> bool {
    offset
        .checked_sub(1)
        .and_then(|offset| text.as_bytes().get(offset))
        .is_some_and(u8::is_ascii_digit)
}

/// Whether a number may go on in a further group of three digits.
fn is_digit_group(words: &str) -> bool {
    let last = words.rsplit([' ', '\u{a0}', '\u{202f}', '\u{2009}']).next().unwrap_or_default();
    let is_first = last.len() == words.len();
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    is_number && if is_first { last.len() <= 3 } else { last.len() == 3 }
}

fn starts_with_digit_group(text: &str) -> bool {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    length == 3 && !text.get(3..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// A word with digits, as a figure.
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

/// A date in words that begins here, and how many words it takes.
fn parse_date(text: &str, words: &[Range<usize>]) -> Option<(Option<NumberMention>, usize)> {
    let word = |offset: usize| words.get(offset).and_then(|range| text.get(range.clone()));
    let is_near = |offset: usize| match (words.get(offset), words.get(offset + 1)) {
        (Some(first), Some(next)) => next.start - first.end <= 2,
        _ => false,
    };
    let year = |offset: usize| {
        word(offset).filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
    };
    let figure = |n_words: usize, key: String| {
        let end = words.get(n_words - 1)?.end;
        Some((Some(NumberMention { range: words.first()?.start..end, key }), n_words))
    };
    if let (Some(day), Some(month)) = (word(0).and_then(parse_day), word(1).and_then(month_number))
        && is_near(0)
    {
        return match year(2).filter(|_| is_near(1)) {
            Some(year) => figure(3, format!("{year}-{month:02}-{day:02}")),
            None => figure(2, format!("{day}/{month}")),
        };
    }
    let month = word(0).and_then(month_number)?;
    if let (Some(day), Some(year)) = (word(1).and_then(parse_day), year(2))
        && is_near(0)
        && is_near(1)
    {
        return figure(3, format!("{year}-{month:02}-{day:02}"));
    }
    let year = year(1).filter(|_| is_near(0))?;
    figure(2, format!("{year}-{month:02}"))
}

/// `1`, `1st`, `12th`.
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
        number_mentions(text).into_iter().map(|figure| figure.key).collect()
    }

    #[test]
    fn dates_are_the_same_in_each_writing() {
        for date in
            ["1 april 2014", "1 April 2014", "1st April 2014", "April 1, 2014", "2014-04-01"]
        {
            assert_eq!(keys(date), ["2014-04-01"], "{date}");
        }
        assert_eq!(keys("i april 2014, den 3 maj"), ["2014-04", "3/5"]);
        assert_eq!(keys("may 40 actors in May"), ["40"]);
    }

    #[test]
    fn numbers_are_the_same_in_each_writing() {
        let all = keys("2 231 439, 2,231,439 och 2\u{a0}231\u{a0}439");
        assert_eq!(all, ["2231439", "2231439", "2231439"]);
        assert_eq!(keys("2015:128 RI (Dnr 114-1376/2015)"), ["2015:128", "114-1376/2015"]);
        assert_eq!(keys("år 2011 300 saker, 41,39 %"), ["2011", "300", "41.39"]);
        assert_eq!(keys("P08–P10 och MSB777"), ["P08", "P10", "MSB777"]);
    }

    #[test]
    fn what_a_quote_says_is_known_whole_and_in_part() {
        let mut known = NumberSet::default();
        known.add("den 12 december 2013 med närmare 40 andra, nr 2015:128");
        let has = |text| number_mentions(text).iter().all(|figure| known.contains(figure));
        assert!(has("12 December 2013, 2013-12, 2013, 40, 2015:128, 2015, december 2013"));
        assert!(!has("13 december 2013"));
        let mut known = NumberSet::default();
        known.add("1 april 2014");
        let has = |text| number_mentions(text).iter().all(|figure| known.contains(figure));
        assert!(has("April 1, 2014, april 2014, den 1") && !has("04") && !has("tre 4"));
        assert!(!has("12 december 2014"));
        assert!(!has("41"));
    }
}
