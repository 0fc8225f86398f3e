//! Splits a text into sentences.
//!
//! A sentence ends at a `.`, `!` or `?` before a word that does not begin in lower case, before an
//! item of a list, a row of a table or a text below an empty line, and at the end of a paragraph.
//! The full stop of an abbreviation, an initial or a list mark does not end one. In doubt a
//! sentence goes on: at a line that ends with a comma or a colon, or with a word such as "och".

use super::normalized_words::normalize_word;
use super::restrictive_words::{is_restrictive_word, needs_complement};
use crate::locale::LOCALES;
use crate::site::source_shape::{SourceBlock, SourceBlockKind};

/// The longest number at the start of a sentence that is a list mark, such as `12.` or `1.2.3.`.
const MAX_LIST_MARK_BYTES: usize = 6;
/// The longest part between the full stops of an abbreviation such as `t.ex.`.
const MAX_ABBREVIATION_PART_CHARS: usize = 4;
/// How much of a text behind a limit is read, to see whether a sentence ends at the limit.
const MAX_LOOKAHEAD_BYTES: usize = 200;

/// What begins at the start of a block of a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockStart {
    /// A text.
    Text,
    /// The first item of a list.
    FirstItem,
    /// A later item of a list, or a row of a table.
    NextPart,
}

/// Returns the offset of each sentence of a paragraph, in order. `blocks` are those of its lines;
/// an item of a list, a row of a table and a text below an empty line begin a sentence, unless the
/// one before them goes on.
pub(super) fn sentence_starts(paragraph: &str, blocks: &[SourceBlock]) -> Vec<usize> {
    let mut block_starts = blocks.iter().flat_map(block_starts).peekable();
    let mut starts = vec![0];
    let mut offset = 0;
    let mut previous: Option<&str> = None;
    let mut n_words_before = 0;
    for word in paragraph.split(' ') {
        while block_starts.next_if(|(start, _)| *start < offset).is_some() {}
        let block_start = block_starts.next_if(|(start, _)| *start == offset);
        if let Some(previous) = previous {
            let begins_part = block_start.is_some_and(|(_, block_start)| {
                ends_before_block(previous, paragraph.get(offset..).unwrap_or(""), block_start)
            });
            if begins_part || ends_sentence(previous, word, n_words_before) {
                starts.push(offset);
                n_words_before = 0;
            } else {
                n_words_before += 1;
            }
        }
        previous = Some(word);
        offset += word.len() + 1;
    }
    starts
}

/// Returns the offsets within `max_bytes` at which a sentence of a plain text ends, in order.
#[must_use]
pub fn sentence_ends(text: &str, max_bytes: usize) -> Vec<usize> {
    let end = text.floor_char_boundary(text.len().min(max_bytes + MAX_LOOKAHEAD_BYTES));
    let starts = sentence_starts(text.get(..end).unwrap_or(text), &[]);
    let ends = starts.into_iter().skip(1);
    let ends = ends.map(|start| text.get(..start).unwrap_or_default().trim_end().len());
    let is_end = end == text.len() && text.trim_end().ends_with(['.', '!', '?', '…']);
    let last = is_end.then(|| text.trim_end().len());
    ends.chain(last).filter(|end| *end <= max_bytes).collect()
}

/// Returns the starts of the parts of a block.
fn block_starts(block: &SourceBlock) -> impl Iterator<Item = (usize, BlockStart)> {
    let first = match block.kind {
        SourceBlockKind::Text => BlockStart::Text,
        SourceBlockKind::List => BlockStart::FirstItem,
        SourceBlockKind::Table => BlockStart::NextPart,
    };
    block.parts.iter().enumerate().map(move |(index, part)| {
        (part.start, if index == 0 { first } else { BlockStart::NextPart })
    })
}

/// Returns whether a sentence ends where a block begins. `word` is the last one before it.
fn ends_before_block(word: &str, block: &str, block_start: BlockStart) -> bool {
    if word.ends_with([',', ';', ':', '–', '—', '-']) {
        return false;
    }
    let is_complete = word.trim_end_matches(is_quote).ends_with(['.', '!', '?', '…', '|']);
    if !is_complete && is_linking_word(word) {
        return false;
    }
    let n_skipped = usize::from(block_start == BlockStart::FirstItem);
    let mut words = block.split(' ').skip(n_skipped);
    let goes_on = words
        .next()
        .and_then(|word| word.chars().find(|char| char.is_alphanumeric()))
        .is_some_and(char::is_lowercase);
    block_start == BlockStart::NextPart || is_complete || !goes_on
}

/// Returns whether a word joins what is before it to what follows, such as "och", "the" or "utom".
fn is_linking_word(word: &str) -> bool {
    let word = normalize_word(word);
    needs_complement(&word) || is_stop_word(&word)
}

/// Returns whether a word in lower case is a stop word of a language.
pub(super) fn is_stop_word(word: &str) -> bool {
    LOCALES
        .iter()
        .any(|locale| locale.stop_words.split_whitespace().any(|stop_word| stop_word == word))
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
    if word.chars().count() > 1 && begins_with_restriction(next) {
        return true;
    }
    !(is_abbreviation(word, next_char) || n_words_before == 0 && is_list_number(word))
}

/// Returns whether a word in upper case is one that reverses or restricts a meaning, which is never
/// a name: after an abbreviation, it begins a sentence. `No` may be a number, and `Inga` a person.
fn begins_with_restriction(word: &str) -> bool {
    let is_capitalized = word.chars().nth(1).is_some_and(char::is_lowercase);
    let word = normalize_word(word.trim_matches(|char: char| !char.is_alphanumeric()));
    is_capitalized && !matches!(&*word, "no" | "inga") && is_restrictive_word(&word)
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
