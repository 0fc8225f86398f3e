//! Finds the words that reverse or restrict the meaning of a sentence.
//!
//! The words are data of the locales. Those of all languages count, whatever the language of the
//! text, as whole words and without regard to case.

use super::cited_text::CitedText;
use crate::locale::{LOCALES, Locale};
use std::ops::Range;

/// How much of the text around a range is read, so that phrases across its ends are found.
const CONTEXT_BYTES: usize = 100;

/// Returns the ranges of the restrictive words and phrases that are partly or wholly in a range.
pub(super) fn find_restrictive_words(cited: &CitedText, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = &*cited.text;
    let start = text.floor_char_boundary(range.start.saturating_sub(CONTEXT_BYTES));
    let end = text.ceil_char_boundary((range.end + CONTEXT_BYTES).min(text.len()));
    let words = word_ranges(text, start..end);
    let folded: Vec<String> = words.iter().map(|word| fold_word(cited.get(word.clone()))).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let n_words = restrictive_length(cited, &words, &folded, index);
        if let (1.., Some(phrase)) = (n_words, words.get(index..index + n_words)) {
            let phrase = phrase_range(phrase);
            if phrase.start < range.end && range.start < phrase.end {
                found.push(phrase);
            }
        }
        index += n_words.max(1);
    }
    found
}

fn phrase_range(words: &[Range<usize>]) -> Range<usize> {
    let start = words.first().map_or(0, |word| word.start);
    start..words.last().map_or(start, |word| word.end)
}

/// Returns the ranges of the words of a part of a text: letters and digits, with apostrophes
/// between them.
pub(super) fn word_ranges(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (offset, char) in part.char_indices().chain([(part.len(), ' ')]) {
        let is_inner = is_apostrophe(char)
            && part
                .get(offset + char.len_utf8()..)
                .is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphanumeric));
        if char.is_alphanumeric() {
            start = start.or(Some(offset));
        } else if let Some(start_offset) = start.filter(|_| !is_inner) {
            words.push(range.start + start_offset..range.start + offset);
            start = None;
        }
    }
    words
}

/// Returns a word as the lists of the locales have it: in lower case, with straight apostrophes.
fn fold_word(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

/// Returns the number of words of the longest restrictive phrase that begins with a word; 0 if none
/// does.
fn restrictive_length(
    cited: &CitedText,
    words: &[Range<usize>],
    folded: &[String],
    index: usize,
) -> usize {
    let word_at = |index: usize| folded.get(index).map_or("", String::as_str);
    let first = word_at(index);
    let is_opener = |locale: &&Locale| locale.restrictive.clause_openers.contains(&first);
    let is_negated =
        |locale: &&Locale| locale.restrictive.endings.iter().any(|ending| first.ends_with(ending));
    let phrases = LOCALES.iter().flat_map(|locale| locale.restrictive.phrases);
    let lengths = phrases.filter_map(|phrase| {
        let rest = phrase.strip_prefix(first)?;
        if rest.is_empty() {
            return Some(1);
        }
        let rest_words = rest.strip_prefix(' ')?.split(' ');
        let n_rest = rest_words.clone().count();
        let is_same = rest_words
            .zip(index + 1..)
            .all(|(word, next)| word_at(next) == word && is_adjacent(cited, words, next));
        is_same.then_some(1 + n_rest)
    });
    let length = lengths.max().unwrap_or(0);
    if length <= 1 && is_numbering(cited, words, index, first) {
        return 0;
    }
    let is_single = LOCALES.iter().any(is_negated)
        || LOCALES.iter().any(is_opener) && opens_clause(cited, words, index);
    length.max(usize::from(is_single))
}

/// Returns whether only white space is between a word and the one before it.
fn is_adjacent(cited: &CitedText, words: &[Range<usize>], index: usize) -> bool {
    text_before_word(cited, words, index).is_some_and(|between| between.trim().is_empty())
}

/// Returns the text between a word and the one before it. `None` if there is no word before it.
fn text_before_word<'t>(
    cited: &'t CitedText,
    words: &[Range<usize>],
    index: usize,
) -> Option<&'t str> {
    let (word, previous) = (words.get(index)?, words.get(index.checked_sub(1)?)?);
    Some(cited.get(previous.end..word.start))
}

/// Returns whether a word is the first of its clause.
fn opens_clause(cited: &CitedText, words: &[Range<usize>], index: usize) -> bool {
    let Some(word) = words.get(index) else { return false };
    let is_paragraph_start = cited
        .get(0..word.start)
        .rfind(char::is_alphanumeric)
        .is_none_or(|before| cited.has_border_between(before, word.start));
    let between = text_before_word(cited, words, index).unwrap_or_default();
    is_paragraph_start
        || between.contains([',', ';', ':', '.', '!', '?', '–', '—', '('])
        || between.contains(" - ")
}

/// Returns whether a word is an abbreviation before a number, such as `No.` in "No. 5".
fn is_numbering(cited: &CitedText, words: &[Range<usize>], index: usize, word: &str) -> bool {
    let (Some(range), Some(next)) = (words.get(index), words.get(index + 1)) else { return false };
    let is_number = cited.get(next.clone()).starts_with(|char: char| char.is_ascii_digit());
    is_number
        && cited.get(range.end..next.start) == ". "
        && LOCALES.iter().any(|locale| locale.number_abbreviations.contains(&word))
}
