//! Finds the words that reverse or restrict the meaning of a sentence.
//!
//! The words are data of the locales. Those of all languages count, whatever the language of the
//! text, as whole words and without regard to case, as [`normalize_word`] writes them.

use super::normalized_words::{is_ignorable, is_only_space, normalize_word, word_ranges};
use crate::locale::{LOCALES, Locale};
use std::ops::Range;

/// May be between the letters of a word, and also between two words.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Returns the ranges of all restrictive words and phrases of a paragraph, in order.
/// `sentence_starts` are the offsets of its sentences.
pub(super) fn restrictive_words(text: &str, sentence_starts: &[usize]) -> Vec<Range<usize>> {
    let ranges = word_ranges(text, 0..text.len());
    let normalized = |word: &Range<usize>| normalize_word(text.get(word.clone()).unwrap_or(""));
    let normalized: Vec<String> = ranges.iter().map(normalized).collect();
    let paragraph = ParagraphWords { text, ranges, normalized, sentence_starts };
    let mut restrictive = Vec::new();
    let mut index = 0;
    while index < paragraph.ranges.len() {
        let n_words = paragraph.restrictive_length(index);
        if let (1.., Some([first, rest @ ..])) =
            (n_words, paragraph.ranges.get(index..index + n_words))
        {
            restrictive.push(first.start..rest.last().unwrap_or(first).end);
        }
        index += n_words.max(1);
    }
    restrictive
}

/// Returns whether a word in lower case is one that reverses or restricts a meaning by itself.
pub(super) fn is_restrictive_word(word: &str) -> bool {
    LOCALES.iter().any(|locale| locale.restrictive.phrases.contains(&word))
}

/// Returns whether a restrictive word or phrase needs words after it, as "unless" does and "not"
/// does not.
pub(super) fn needs_complement(phrase: &str) -> bool {
    let words = word_ranges(phrase, 0..phrase.len()).into_iter();
    let words: Vec<String> =
        words.map(|word| normalize_word(phrase.get(word).unwrap_or_default())).collect();
    let phrase = words.join(" ");
    LOCALES.iter().any(|locale| {
        locale.restrictive.introductory.contains(&&*phrase)
            || locale.restrictive.clause_openers.contains(&&*phrase)
    })
}

/// The words of a paragraph.
struct ParagraphWords<'t> {
    text: &'t str,
    ranges: Vec<Range<usize>>,
    /// The words as in a list of words, parallel to `ranges`.
    normalized: Vec<String>,
    sentence_starts: &'t [usize],
}

impl ParagraphWords<'_> {
    fn word(&self, index: usize) -> &str {
        self.normalized.get(index).map_or("", String::as_str)
    }

    /// Returns the text between a word and the one before it. `None` if there is no word before it.
    fn text_before_word(&self, index: usize) -> Option<&str> {
        let (word, previous) = (self.ranges.get(index)?, self.ranges.get(index.checked_sub(1)?)?);
        self.text.get(previous.end..word.start)
    }

    /// Returns the number of words of the longest restrictive phrase that begins with a word; 0 if
    /// none does.
    fn restrictive_length(&self, index: usize) -> usize {
        let word = self.word(index);
        let length = self.phrase_length(index);
        if length <= 1 && self.is_numbering(index) {
            return 0;
        }
        let is_opener = |locale: &&Locale| locale.restrictive.clause_openers.contains(&word);
        let is_negated = |locale: &&Locale| {
            locale.restrictive.endings.iter().any(|ending| word.ends_with(ending))
        };
        let is_single = LOCALES.iter().any(is_negated)
            || LOCALES.iter().any(is_opener) && self.opens_clause(index)
            || self.has_restrictive_part(index);
        length.max(usize::from(is_single))
    }

    /// Returns the number of words of the longest phrase of the lists that begins with a word.
    fn phrase_length(&self, index: usize) -> usize {
        let word = self.word(index);
        let joined = self.joined_over_hyphen(index);
        let phrases = LOCALES.iter().flat_map(|locale| locale.restrictive.phrases);
        let lengths = phrases.filter_map(|phrase| {
            if joined.as_deref() == Some(*phrase) {
                return Some(2);
            }
            let rest = phrase.strip_prefix(word).filter(|_| !word.is_empty())?;
            let mut length = 1;
            for next in rest.strip_prefix(' ').map(|rest| rest.split(' ')).into_iter().flatten() {
                let is_next = self.text_before_word(index + length).is_some_and(is_only_space)
                    && self.word(index + length) == next;
                length = is_next.then_some(length + 1)?;
            }
            (rest.is_empty() || length > 1).then_some(length)
        });
        lengths.max().unwrap_or(0)
    }

    /// Returns a word and the next as one, if only a hyphen divides them, as at the end of a line
    /// of print: `in- te`.
    fn joined_over_hyphen(&self, index: usize) -> Option<String> {
        let between = self.text_before_word(index + 1)?;
        let hyphen = between.trim_matches(|char: char| is_ignorable(char) || char == ' ');
        let is_hyphen = matches!(hyphen, "-" | "\u{2010}" | "\u{2011}");
        (is_hyphen && !between.starts_with(' '))
            .then(|| format!("{}{}", self.word(index), self.word(index + 1)))
    }

    /// Returns whether a word has a restrictive word between two spaces without width.
    fn has_restrictive_part(&self, index: usize) -> bool {
        let word = self.ranges.get(index).and_then(|word| self.text.get(word.clone()));
        let Some(word) = word.filter(|word| word.contains(ZERO_WIDTH_SPACE)) else { return false };
        word.split(ZERO_WIDTH_SPACE).map(normalize_word).any(|part| is_restrictive_word(&part))
    }

    /// Returns whether a word is the first of its clause.
    fn opens_clause(&self, index: usize) -> bool {
        let Some(word) = self.ranges.get(index) else { return false };
        let previous_end = index.checked_sub(1).and_then(|previous| self.ranges.get(previous));
        let previous_end = previous_end.map_or(0, |previous| previous.end);
        let n_starts = |offset: usize| self.sentence_starts.partition_point(|it| *it <= offset);
        let between = self.text_before_word(index).unwrap_or_default();
        index == 0
            || n_starts(previous_end.saturating_sub(1)) != n_starts(word.start)
            || between.contains([',', ';', ':', '.', '!', '?', '–', '—', '('])
            || between.contains(" - ")
    }

    /// Returns whether a word is an abbreviation before a number, such as `No.` in "No. 5" and `No`
    /// in "Regulation (EC) No 44/2001". "No 5 parties" is not one at the start of a sentence.
    fn is_numbering(&self, index: usize) -> bool {
        let raw = |index: usize| {
            self.ranges.get(index).and_then(|word| self.text.get(word.clone())).unwrap_or_default()
        };
        let is_capitalized = raw(index).starts_with(char::is_uppercase)
            && !raw(index).chars().all(char::is_uppercase)
            && self
                .ranges
                .get(index)
                .is_some_and(|it| self.sentence_starts.binary_search(&it.start).is_err());
        let has_mark = match self.text_before_word(index + 1) {
            Some(". ") => true,
            Some(between) => is_capitalized && is_only_space(between),
            None => false,
        };
        has_mark
            && raw(index + 1).starts_with(|char: char| char.is_ascii_digit())
            && LOCALES.iter().any(|locale| locale.number_abbreviations.contains(&self.word(index)))
    }
}
