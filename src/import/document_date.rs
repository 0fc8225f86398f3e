//! Finds the date of a paper: a line near its start or its end that states a date and little else.

use super::paper::PaperBlock;
use crate::locale::month_number;
use crate::schema::PartialDate;
use std::ops::Range;

/// How many blocks at the start and at the end of a paper may state its date.
const MAX_DATE_BLOCKS: usize = 12;

/// The longest line that says when a paper was adopted, in characters.
const MAX_ADOPTION_CHARS: usize = 160;

/// How many lines with dates are shown to a person.
const MAX_SHOWN: usize = 3;

/// How many words before a date are shown.
const MAX_SHOWN_WORDS: usize = 5;

/// How many words a place has, such as "Norra Ekby".
const MAX_PLACE_WORDS: usize = 3;

/// Words before a date on a line of its own.
const LEADS: [&str; 9] =
    ["date", "dated", "datum", "daterad", "daterat", "den", "on", "the", "this"];

/// Words that say that a paper came about on a date.
const ADOPTION_WORDS: [&str; 22] = [
    "adopted",
    "agreed",
    "approved",
    "concluded",
    "done",
    "executed",
    "made",
    "signed",
    "antagen",
    "antaget",
    "antagna",
    "antogs",
    "beslutad",
    "beslutade",
    "fastställd",
    "fastställda",
    "godkänd",
    "godkända",
    "undertecknad",
    "undertecknat",
    "upprättad",
    "upprättat",
];

/// Words with which a paper speaks of itself.
const SELF_WORDS: [&str; 5] = ["this", "these", "denna", "detta", "dessa"];

/// What a paper says of its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DateSearch {
    /// One line, or several with the same date, state it.
    Found(PartialDate),
    /// No line does, or they differ. The words around dates near the start and the end.
    Unclear(Vec<String>),
}

/// Looks for the date of a paper near its start, and if no line states one there, near its end.
pub(super) fn find_date(blocks: &[PaperBlock]) -> DateSearch {
    let texts: Vec<&str> = blocks.iter().filter_map(text_of).collect();
    let (first, rest) = texts.split_at(texts.len().min(MAX_DATE_BLOCKS));
    let last = rest.get(rest.len().saturating_sub(MAX_DATE_BLOCKS)..).unwrap_or_default();
    for texts in [first, last] {
        let mut dates: Vec<PartialDate> =
            texts.iter().filter_map(|text| stated_date(text)).collect();
        dates.dedup();
        match dates.as_slice() {
            [] => {}
            [date] => return DateSearch::Found(*date),
            [_, _, ..] => break,
        }
    }
    let shown = first.iter().chain(last).filter_map(|text| words_with_date(text));
    DateSearch::Unclear(shown.take(MAX_SHOWN).collect())
}

fn text_of(block: &PaperBlock) -> Option<&str> {
    match block {
        PaperBlock::Paragraph(text) | PaperBlock::Heading { text, .. } => Some(text),
        PaperBlock::ListItem(_) | PaperBlock::Table { .. } | PaperBlock::Note(_) => None,
    }
}

/// Returns the date that a line states as that of the paper.
fn stated_date(line: &str) -> Option<PartialDate> {
    plain_date(line).or_else(|| adoption_date(line))
}

/// Returns the date that a line states: nothing but a date, with a place, or a word such as
/// "Dated". `None` means that it says something else.
#[must_use]
pub(super) fn plain_date(line: &str) -> Option<PartialDate> {
    let words = words_of(without_label(line));
    let is_place = |word: &&&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|char| char.is_alphabetic() || char == '-')
            && month_number(word).is_none()
    };
    // "Stockholm den 8 oktober 2015", "Norra Ekby, 2015-10-08"
    let n_place_words = words.iter().take(MAX_PLACE_WORDS).take_while(is_place).count();
    let words = words.get(n_place_words..).unwrap_or_default();
    let n_leads = words.iter().take_while(|word| LEADS.contains(&&*word.to_lowercase())).count();
    let words = words.get(n_leads..).unwrap_or_default();
    date_of_words(words)
}

/// Returns a line without a label such as "Ort och datum:".
fn without_label(line: &str) -> &str {
    match line.split_once(':') {
        Some((label, rest)) => {
            let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
            let is_date = |word: &String| matches!(&**word, "date" | "dated" | "datum" | "dag");
            if words.len() <= 4 && words.iter().any(is_date) { rest } else { line }
        }
        None => line,
    }
}

/// Returns the date of a line such as "Antagna vid stämman den 14 november 2024."
fn adoption_date(line: &str) -> Option<PartialDate> {
    if line.chars().count() > MAX_ADOPTION_CHARS {
        return None;
    }
    let words = words_of(line);
    let is_adoption = |word: &&str| ADOPTION_WORDS.contains(&&*word.to_lowercase());
    let speaks_of_itself =
        words.first().is_some_and(|word| SELF_WORDS.contains(&&*word.to_lowercase()));
    let n_words = if speaks_of_itself { MAX_SHOWN_WORDS } else { 1 };
    if !words.iter().take(n_words).any(is_adoption) {
        return None;
    }
    let ranges = date_ranges(&words);
    let [range] = ranges.as_slice() else { return None };
    date_of_words(words.get(range.clone())?)
}

/// Returns the first date of a line with the words before it.
fn words_with_date(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let clean: Vec<&str> = words.iter().map(|word| clean_word(word)).collect();
    let range = date_ranges(&clean).into_iter().next()?;
    let start = range.start.saturating_sub(MAX_SHOWN_WORDS);
    Some(words.get(start..range.end)?.join(" "))
}

/// Returns the ranges of the words that are dates.
fn date_ranges(words: &[&str]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let is_date = |n_words: &usize| {
            let date_words = words.get(start..start + n_words);
            date_words.is_some_and(|date_words| date_of_words(date_words).is_some())
        };
        match [1, 3].into_iter().find(is_date) {
            Some(n_words) => {
                ranges.push(start..start + n_words);
                start += n_words;
            }
            None => start += 1,
        }
    }
    ranges
}

fn words_of(line: &str) -> Vec<&str> {
    let words = line.split(|char: char| char.is_whitespace() || matches!(char, ',' | ':'));
    words.map(clean_word).filter(|word| !word.is_empty()).collect()
}

/// Returns a word without the signs around it.
fn clean_word(word: &str) -> &str {
    word.trim_matches(|char: char| matches!(char, ',' | ':' | ';' | '(' | ')' | '.' | '”' | '"'))
}

/// Returns the date that words are: `2015-10-08`, `8 oktober 2015` or `October 8th 2015`.
fn date_of_words(words: &[&str]) -> Option<PartialDate> {
    let day = |word: &str| {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e', 'a']);
        digits.trim_end_matches(':').parse::<u8>().ok()
    };
    let month = |word: &str| u8::try_from(month_number(word)?).ok();
    match words {
        [date] => PartialDate::parse(date).filter(|date| date.day().is_some()),
        [first, second, year] => {
            let (day, month) = match (month(first), month(second)) {
                (Some(month), _) => (day(second)?, month),
                (None, Some(month)) => (day(first)?, month),
                (None, None) => return None,
            };
            PartialDate::from_day(year.parse().ok().filter(|year| *year > 1000)?, month, day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_stated_on_a_line_of_its_own() {
        for line in [
            "2015-10-08",
            "Datum: 2015-10-08",
            "Ort och datum: Alnäs 2015-10-08",
            "Stockholm den 8 oktober 2015",
            "Norra Ekby, 8 oktober 2015",
            "8 October 2015",
            "October 8th, 2015",
            "Dated this 8 October 2015",
            "Antagna vid konstituerande stämma i Hedåker den 8 oktober 2015.",
            "Dessa stadgar antogs vid stämman den 8 oktober 2015.",
            "Done at Geneva on 8 October 2015 in two copies.",
        ] {
            assert_eq!(stated_date(line), PartialDate::from_day(2015, 10, 8), "{line}");
        }
        for line in [
            "2015",
            "The rent from 1 January 2015 is",
            "Oktober 2015",
            "Version 3",
            "",
            "Antagna den 1 maj 2014, ändrade den 8 oktober 2015.",
            "The budget adopted on 8 October 2015 ends.",
        ] {
            assert_eq!(stated_date(line), None, "{line}");
        }
    }

    fn paragraphs(texts: &[&str]) -> Vec<PaperBlock> {
        texts.iter().map(|text| PaperBlock::Paragraph((*text).to_owned())).collect()
    }

    #[test]
    fn the_date_at_the_end_of_a_long_paper_is_found() {
        let mut texts = vec!["1 § Oak pays from 1 May 2016."; 60];
        texts.extend(["Hedåker den 14 november 2024", "Karin Öberg"]);
        let date = PartialDate::from_day(2024, 11, 14).unwrap();
        assert_eq!(find_date(&paragraphs(&texts)), DateSearch::Found(date));
        texts.insert(1, "Datum: 2024-11-20");
        let date = PartialDate::from_day(2024, 11, 20).unwrap();
        assert_eq!(find_date(&paragraphs(&texts)), DateSearch::Found(date));
    }

    #[test]
    fn dates_that_differ_are_shown() {
        let texts = ["8 October 2015", "Oak, 9 October 2015", "It ends on 1 May 2016."];
        let shown = ["8 October 2015", "Oak, 9 October 2015", "It ends on 1 May 2016."];
        let shown = shown.map(str::to_owned).to_vec();
        assert_eq!(find_date(&paragraphs(&texts)), DateSearch::Unclear(shown));
    }
}
