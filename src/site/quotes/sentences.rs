//! Splits a text into sentences.
//!
//! A sentence ends at a `.`, `!` or `?` before a word that does not begin in lower case, and at the
//! end of a paragraph. The full stop of an abbreviation, an initial or a list mark does not end
//! one. In doubt a sentence goes on.

use super::cited_text::CitedText;
use crate::locale::LOCALES;
use std::ops::Range;

/// The longest number at the start of a sentence that is a list mark, such as `12.` or `1.2.3.`.
const MAX_LIST_MARK_BYTES: usize = 6;
/// The longest part between the full stops of an abbreviation such as `t.ex.`.
const MAX_ABBREVIATION_PART_CHARS: usize = 4;

/// The sentences of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentences {
    /// The offset of each sentence, in order.
    starts: Vec<usize>,
    length: usize,
}

impl Sentences {
    /// Splits a text into sentences.
    pub(super) fn new(cited: &CitedText) -> Self {
        let mut starts = Vec::new();
        for paragraph in cited.paragraph_ranges() {
            starts.push(paragraph.start);
            push_later_starts(cited.get(paragraph.clone()), paragraph.start, &mut starts);
        }
        Self { starts, length: cited.text.len() }
    }

    /// Returns the index of the sentence that contains an offset.
    pub(super) fn index_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Returns the range of the sentence that contains an offset, with the space after it.
    pub(super) fn range_at(&self, offset: usize) -> Range<usize> {
        let index = self.index_at(offset);
        let start = self.starts.get(index).copied().unwrap_or_default();
        start..self.starts.get(index + 1).copied().unwrap_or(self.length)
    }

    /// Returns whether a sentence begins after one offset and not after another.
    pub(super) fn has_border_between(&self, before: usize, after: usize) -> bool {
        self.index_at(before) != self.index_at(after)
    }
}

/// Appends the offsets of all sentences of a paragraph but the first. `base` is the offset of the
/// paragraph.
fn push_later_starts(paragraph: &str, base: usize, starts: &mut Vec<usize>) {
    let mut offset = base;
    let mut previous: Option<&str> = None;
    let mut n_words_before = 0;
    for word in paragraph.split(' ') {
        if let Some(previous) = previous {
            if ends_sentence(previous, word, n_words_before) {
                starts.push(offset);
                n_words_before = 0;
            } else {
                n_words_before += 1;
            }
        }
        previous = Some(word);
        offset += word.len() + 1;
    }
}

/// Returns whether a sentence ends between two words. `n_words_before` is the number of words of
/// the sentence before them.
fn ends_sentence(word: &str, next: &str, n_words_before: usize) -> bool {
    let next_char = next.chars().find(|char| char.is_alphanumeric());
    if next_char.is_some_and(char::is_lowercase) {
        return false;
    }
    let word =
        word.trim_matches(|char: char| matches!(char, '(' | ')' | '[' | ']') || is_quote(char));
    if word.ends_with(['!', '?', '…']) || word.ends_with("...") {
        return true;
    }
    let Some(word) = word.strip_suffix('.') else { return false };
    !(is_abbreviation(word, next_char) || n_words_before == 0 && is_list_number(word))
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„')
}

/// Returns whether a word without its last full stop is an abbreviation or an initial. `next_char`
/// begins the next word.
fn is_abbreviation(word: &str, next_char: Option<char>) -> bool {
    let mut parts = word.split(['.', '-']);
    let is_short = |part: &str| {
        let n_chars = part.chars().count();
        let max_chars = if word.contains('.') { MAX_ABBREVIATION_PART_CHARS } else { 1 };
        (1..=max_chars).contains(&n_chars) && part.chars().all(char::is_alphabetic)
    };
    if parts.all(is_short) {
        return true;
    }
    let word = word.to_lowercase();
    let is_numbered = next_char.is_some_and(char::is_numeric);
    LOCALES.iter().any(|locale| {
        locale.abbreviations.contains(&&*word)
            || is_numbered && locale.number_abbreviations.contains(&&*word)
    })
}

/// Returns whether a word is the number of an item of a list: `12` or `iv`.
fn is_list_number(word: &str) -> bool {
    let is_digits = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_roman = word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    word.len() <= MAX_LIST_MARK_BYTES && (is_digits || is_roman)
}

/// Returns whether a word is the mark of an item of a list: `(a)`, `1.`, `iv)` or `–`.
pub(super) fn is_list_mark(word: &str) -> bool {
    let is_letter = |mark: &str| mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic);
    match word.strip_suffix([')', '.']) {
        Some(mark) => {
            let mark = mark.strip_prefix('(').unwrap_or(mark);
            !mark.is_empty() && (is_list_number(mark) || is_letter(mark))
        }
        None => matches!(word, "–" | "-" | "•"),
    }
}
