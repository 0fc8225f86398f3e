//! Reads what the digits and the numerals of quotes can mean, as exact numbers.
//!
//! "36 000", "36.000" and "36,000" can be thirty-six thousand, and the last two also thirty-six.
//! All readings are kept, because the check that asks for them must not be wrong.

use super::numerals::{Numeral, numeral};
use crate::parse::number_mention::number_mentions;
use crate::schema::{Fraction, PartialDate};
use std::ops::Range;

/// The maximum number of groups of digits of quotes that are read.
const MAX_RUNS: usize = 200;
/// The maximum number of groups that are read as one number.
const MAX_GROUPS: usize = 7;
/// The years that a number of four digits can be.
const YEARS: Range<i128> = 1000..3000;
/// What separates groups of three digits.
const GROUP_SEPARATORS: [char; 8] =
    [' ', '\u{a0}', '\u{202f}', '\u{2009}', '.', ',', '\'', '\u{2019}'];
/// Words after a number of four digits that say that it is not a year.
const AMOUNT_WORDS: [&str; 9] =
    ["kr", "kronor", "sek", "euro", "eur", "pounds", "dollar", "dollars", "%"];
/// Words before a number that is a reference.
const REFERENCE_WORDS: [&str; 26] = [
    "§", "§§", "kap", "kap.", "nr", "nr.", "no.", "no", "artikel", "article", "punkt", "punkten",
    "bilaga", "annex", "appendix", "section", "sections", "sec.", "chapter", "paragraf", "avsnitt",
    "dnr", "sfs", "sida", "page", "p.",
];
/// Words after a number that is a reference.
const REFERENCE_ENDINGS: [&str; 4] = ["§", "§§", "kap", "kap."];

/// The numbers of one or more quotes.
#[derive(Debug, Default)]
pub(super) struct QuotedNumbers<'q> {
    /// The quotes.
    pub(super) quotes: Vec<&'q str>,
    /// What each group of digits or numeral can mean, in order.
    pub(super) readings: Vec<NumberReading>,
    /// The numbers that are neither dates, years nor references, with their words.
    pub(super) quantities: Vec<(Fraction, &'q str)>,
    /// Whether there is a numeral whose value is unknown.
    pub(super) has_unknown_numeral: bool,
}

/// One meaning of some digits, or of a numeral.
#[derive(Clone, Debug)]
pub(super) struct NumberReading {
    pub(super) value: Fraction,
    /// Whether it is all of the number, and not a part such as the "36" of "36 000".
    pub(super) is_whole: bool,
    /// The number of the quote, and the range in it.
    pub(super) place: (usize, Range<usize>),
}

impl<'q> QuotedNumbers<'q> {
    /// Reads the numbers of quotes.
    pub(super) fn of_quotes(quotes: &[&'q str]) -> Self {
        let mut numbers = Self { quotes: quotes.to_vec(), ..Self::default() };
        for (quote_index, quote) in quotes.iter().enumerate() {
            numbers.add_digits(quote_index, quote);
            numbers.add_numerals(quote_index, quote);
        }
        numbers
    }

    fn add_digits(&mut self, quote_index: usize, quote: &'q str) {
        let dates = date_ranges(quote);
        let runs = digit_runs(quote);
        let mut next_quantity = 0;
        for index in 0..runs.len().min(MAX_RUNS) {
            let readings = readings_from(quote, runs.get(index..).unwrap_or_default());
            for (nth, (value, range)) in readings.iter().enumerate() {
                let is_whole = range.start >= next_quantity && nth + 1 == readings.len();
                let place = (quote_index, range.clone());
                self.readings.push(NumberReading { value: *value, is_whole, place });
            }
            let Some((value, range)) = readings.last() else { continue };
            let is_in_date = dates.iter().any(|date| date.contains(&range.start));
            if range.start >= next_quantity && !is_in_date && is_quantity(quote, range) {
                self.quantities.push((*value, quote.get(range.clone()).unwrap_or_default()));
            }
            next_quantity = next_quantity.max(range.end);
        }
    }

    fn add_numerals(&mut self, quote_index: usize, quote: &str) {
        let mut tens: Option<(Fraction, usize)> = None;
        let mut offset = 0;
        for word in quote.split(|char: char| !char.is_alphabetic()) {
            let start = offset;
            let end = start + word.len();
            // The next word begins after one separator.
            offset = end
                + quote.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            match numeral(word) {
                Numeral::Value(number) => {
                    let mut value = Fraction::from_integer(number);
                    if let Some((sum, _)) = tens.filter(|_| number < 10)
                        && let Some(sum) = sum.checked_add(value)
                    {
                        value = sum;
                    }
                    tens = (number >= 20).then_some((value, end));
                    let place = (quote_index, start..end);
                    self.readings.push(NumberReading { value, is_whole: true, place });
                }
                Numeral::Scale => {
                    let before = quote.get(..start).unwrap_or_default().trim_end();
                    self.has_unknown_numeral |=
                        !before.ends_with(|char: char| char.is_ascii_digit());
                }
                Numeral::Unknown => self.has_unknown_numeral = true,
                Numeral::OtherWord => tens = tens.filter(|_| word.is_empty()),
            }
        }
        self.has_unknown_numeral |= quote.contains(['½', '¼', '¾', '⅓', '⅔']);
    }
}

/// Returns the ranges of the dates of a text, and of what it writes like `2015:128`.
fn date_ranges(text: &str) -> Vec<Range<usize>> {
    let is_other = |key: &str| {
        let is_date = PartialDate::parse(key).is_some_and(|date| date.month().is_some());
        is_date || key.contains(['/', ':'])
    };
    let mentions = number_mentions(text).into_iter();
    mentions.filter(|mention| is_other(&mention.key)).map(|mention| mention.range).collect()
}

/// Returns the groups of digits of a text.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (offset, byte) in text.bytes().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        match runs.last_mut().filter(|run| run.end == offset) {
            Some(run) => run.end = offset + 1,
            None => runs.push(offset..offset + 1),
        }
    }
    runs
}

/// Returns what a text can mean that begins with the first group of digits. The last one is the
/// longest number.
fn readings_from(text: &str, runs: &[Range<usize>]) -> Vec<(Fraction, Range<usize>)> {
    let Some(first) = runs.first() else { return Vec::new() };
    let mut integer = text.get(first.clone()).unwrap_or_default().to_owned();
    let mut readings = Vec::new();
    let mut push = |number: &str, end: usize| {
        readings.extend(Fraction::parse_number(number).map(|value| (value, first.start..end)));
    };
    push(&integer, first.end);
    let can_be_grouped = first.len() <= 3;
    let mut end = first.end;
    let mut group_separator = None;
    for run in runs.iter().skip(1).take(MAX_GROUPS) {
        let separator = text.get(end..run.start).unwrap_or_default();
        let digits = text.get(run.clone()).unwrap_or_default();
        let mut chars = separator.chars();
        let (Some(separator), None) = (chars.next(), chars.next()) else { break };
        // One point or comma can be that of decimals, also before three digits.
        if matches!(separator, '.' | ',') && group_separator != Some(separator) {
            push(&format!("{integer}.{digits}"), run.end);
        }
        let is_group = GROUP_SEPARATORS.contains(&separator)
            && can_be_grouped
            && run.len() == 3
            && group_separator.is_none_or(|earlier| earlier == separator);
        if !is_group {
            break;
        }
        group_separator = Some(separator);
        integer.push_str(digits);
        end = run.end;
        push(&integer, end);
    }
    readings
}

/// Returns whether digits are a quantity: not a year, the number of a section, a mark or the name
/// of something.
fn is_quantity(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let joins = |char: Option<char>| {
        char.is_some_and(|char| char.is_alphanumeric() || matches!(char, ':' | '/' | '_' | '#'))
    };
    let sign_after = after.chars().next();
    let is_joined = joins(before.chars().next_back())
        || (joins(sign_after) && !(sign_after == Some(':') && after.len() == 1));
    let is_item = after.starts_with(')')
        || after.starts_with(']')
        || (before.trim().is_empty() && after.starts_with(". "));
    let word_before = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let word_after = after.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_reference = REFERENCE_WORDS.contains(&&*word_before)
        || REFERENCE_ENDINGS.contains(&&*word_after)
        || before.ends_with('§');
    let digits = text.get(range.clone()).unwrap_or_default();
    let year = Some(digits).filter(|digits| digits.len() == 4).and_then(|it| it.parse().ok());
    let amount_word = word_after.trim_end_matches(['.', ',', ';']);
    let is_year =
        year.is_some_and(|year| YEARS.contains(&year)) && !AMOUNT_WORDS.contains(&amount_word);
    !is_joined && !is_item && !is_reference && !is_year
}
