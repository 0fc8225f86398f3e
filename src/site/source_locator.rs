//! Finds the paragraphs of a source text that a locator or a quote names, and locators like one
//! that is not in the text.

use super::quotes::longest_word;
use super::source_text::{SourceParagraph, SourceText};
use crate::diagnostic::closest_match;
use crate::parse::citation::{normalize_mark, normalize_whitespace};

/// The paragraphs that a locator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocatedParagraphs {
    /// The index of the first.
    pub first: usize,
    /// The index of the last, which may be before the first.
    pub last: usize,
}

/// Why a locator names no paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocatorProblem {
    /// It has characters that marks do not have.
    NotALocator,
    /// This mark, which is all of the locator or one end of a range, is not in the text.
    UnknownMark(String),
}

impl SourceText {
    /// Returns the index of the paragraph with a mark.
    #[must_use]
    pub fn find_mark(&self, mark: &str) -> Option<usize> {
        match self.by_locator.get(mark) {
            Some(index) => Some(*index),
            None => self.by_locator.get(&normalize_mark(mark)?).copied(),
        }
    }

    /// Returns the first mark of the text. `None` means that it has none.
    #[must_use]
    pub fn first_mark(&self) -> Option<&str> {
        let marks = self.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
        marks.into_iter().find(|mark| !mark.is_empty())
    }

    /// Returns the paragraphs of a locator as written in a citation: a mark, or two with a hyphen
    /// between them. A mark of the text is never a range, so `3-1` is the paragraph `3-1` if there
    /// is one.
    ///
    /// # Errors
    /// A mark that the text does not have, or text that cannot be a mark.
    pub fn locate(&self, locator: &str) -> Result<LocatedParagraphs, LocatorProblem> {
        let locator = normalize_whitespace(locator);
        if let Some(index) = self.find_mark(&locator) {
            return Ok(LocatedParagraphs { first: index, last: index });
        }
        let (mut unknown_end, mut has_range_syntax) = (None, false);
        for (offset, hyphen) in locator.match_indices('-') {
            let first = locator.get(..offset).unwrap_or_default().trim_end();
            let last = locator.get(offset + hyphen.len()..).unwrap_or_default().trim_start();
            let missing = match (self.find_mark(first), self.find_mark(last)) {
                (Some(first), Some(last)) => return Ok(LocatedParagraphs { first, last }),
                (Some(_), None) => last,
                (None, Some(_)) => first,
                (None, None) => &locator,
            };
            has_range_syntax |= normalize_mark(first).is_some() && normalize_mark(last).is_some();
            if missing != locator && normalize_mark(missing).is_some() {
                unknown_end = unknown_end.or(Some(missing.to_owned()));
            }
        }
        if has_range_syntax || normalize_mark(&locator).is_some() {
            return Err(LocatorProblem::UnknownMark(unknown_end.unwrap_or(locator)));
        }
        Err(LocatorProblem::NotALocator)
    }

    /// Returns the locators under which a quote can be cited, at most `max`: paragraphs that
    /// contain it, or else two that follow each other.
    #[must_use]
    pub fn locators_with_quote(&self, quote: &str, max: usize) -> Vec<String> {
        let Some(word) = longest_word(quote) else { return Vec::new() };
        let may_have_word = |it: &SourceParagraph| it.quote_index.may_have_word(word);
        let locators_of = |n_paragraphs: usize| {
            let windows = self.paragraphs.windows(n_paragraphs).enumerate();
            let with_quote = windows.filter_map(|(index, paragraphs)| {
                let is_citable = paragraphs.iter().all(|it| !it.anchor.is_empty());
                if !is_citable || !paragraphs.iter().any(may_have_word) {
                    return None;
                }
                let cited = self.cited_text(index..index + n_paragraphs);
                cited.has_quote(quote).then(|| {
                    let locators = paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
                    locators.collect::<Vec<_>>().join("-")
                })
            });
            with_quote.take(max).collect::<Vec<String>>()
        };
        let locators = locators_of(1);
        if locators.is_empty() { locators_of(2) } else { locators }
    }

    /// Returns the locator of the text that is spelled most like a locator as written: `P4` for
    /// `p04`, and `P4-P6` for `p4-6`.
    #[must_use]
    pub fn similar_locator(&self, locator: &str) -> Option<String> {
        let similar_mark = |mark: &str| self.similar_mark(mark);
        similar_mark(locator).or_else(|| {
            locator.match_indices('-').find_map(|(offset, hyphen)| {
                let (first, last) = locator.split_at_checked(offset)?;
                let first = similar_mark(first.trim())?;
                let last = similar_mark(last.strip_prefix(hyphen)?.trim())?;
                Some(format!("{first}-{last}"))
            })
        })
    }

    /// Returns the mark of the text that is nearest to one that it does not have: spelled most like
    /// it, or else the one of the same series with the nearest number.
    #[must_use]
    pub fn nearest_mark(&self, mark: &str) -> Option<String> {
        self.similar_mark(mark).or_else(|| {
            let (series, number) = split_number(mark)?;
            let marks = self.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
            let of_series = marks.filter_map(|mark| {
                let (mark_series, mark_number) = split_number(mark)?;
                (mark_series == series).then(|| (mark_number.abs_diff(number), mark))
            });
            of_series.min().map(|(_, mark)| mark.to_owned())
        })
    }

    /// Returns the only mark with the same numbers in other words: `12 §` for `P12`.
    fn mark_with_numbers_of(&self, mark: &str) -> Option<String> {
        let numbers = Some(numbers_in(mark)).filter(|numbers| !numbers.is_empty())?;
        let marks = self.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
        let mut same = marks.filter(|mark| numbers_in(mark) == numbers);
        let first = same.next()?;
        same.next().is_none().then(|| first.to_owned())
    }

    fn similar_mark(&self, mark: &str) -> Option<String> {
        let marks = || {
            let marks = self.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
            marks.filter(|mark| !mark.is_empty())
        };
        let by_fold = |fold: fn(&str) -> String| {
            let folded = Some(fold(mark)).filter(|folded| !folded.is_empty())?;
            marks().find(|mark| fold(mark) == folded).map(str::to_owned)
        };
        let is_sign = |char: char| !char.is_alphanumeric();
        by_fold(|mark| fold_mark(mark, char::is_whitespace))
            .or_else(|| by_fold(|mark| fold_mark(mark, |char| !char.is_alphanumeric())))
            .or_else(|| self.mark_with_numbers_of(mark))
            .or_else(|| closest_match(mark, marks()))
            .filter(|_| !mark.chars().all(is_sign))
    }
}

/// Returns the numbers in a mark, without zeros before them: `12` and `3` of `12 kap. 3 §`.
fn numbers_in(mark: &str) -> Vec<&str> {
    let numbers = mark.split(|char: char| !char.is_ascii_digit());
    numbers.filter(|digits| !digits.is_empty()).map(|it| it.trim_start_matches('0')).collect()
}

/// Splits the number from the end of a mark: `P19` is 19 of the series `p`.
fn split_number(mark: &str) -> Option<(String, u64)> {
    let series = mark.trim_end_matches(|char: char| char.is_ascii_digit());
    let number = mark.strip_prefix(series)?.parse().ok()?;
    Some((series.to_lowercase(), number))
}

/// Returns a mark in lower case, without some signs and without zeros before a number.
fn fold_mark(mark: &str, is_removed: fn(char) -> bool) -> String {
    let mut folded = String::new();
    for char in mark.chars() {
        let follows_digit = || folded.ends_with(|before: char| before.is_ascii_digit());
        if char == '0' && !follows_digit() {
            // Leading zeros of a number are dropped.
            continue;
        }
        if !is_removed(char) {
            folded.extend(char.to_lowercase());
        }
    }
    folded
}
