//! The words of a text as they are compared with lists of words.
//!
//! What is between the letters of a word does not hide it: soft hyphens, characters without width,
//! combining marks, and the sign or number of a footnote. All apostrophes are the same.

use crate::locale::LOCALES;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How much of a text is read at first for a few words.
const FIRST_WINDOW_BYTES: usize = 256;
/// The most digits of a number of a footnote.
const MAX_FOOTNOTE_DIGITS: usize = 3;

/// Returns the ranges of the words of a part of a text: letters and digits, with apostrophes and
/// [ignorable characters](is_ignorable) between them. The sign of a footnote is not part of a word.
pub(super) fn word_ranges(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut skipped_to = 0;
    for (offset, char) in part.char_indices() {
        if offset < skipped_to {
            continue;
        }
        if is_letter(char) {
            let end = range.start + offset + char.len_utf8();
            let start = open.take().map_or(range.start + offset, |word| word.start);
            open = Some(start..end);
        } else if !is_ignorable(char) && !is_apostrophe(char) {
            words.extend(open.take());
            skipped_to = offset + footnote_length(part.get(offset..).unwrap_or_default());
        }
    }
    words.extend(open);
    words
}

/// Returns the ranges of the last words of a part of a text, at most `n_words`. Reads little more
/// than them.
pub(super) fn last_word_ranges(
    text: &str,
    range: Range<usize>,
    n_words: usize,
) -> Vec<Range<usize>> {
    let mut window_bytes = FIRST_WINDOW_BYTES;
    loop {
        let earliest = range.end.saturating_sub(window_bytes).max(range.start);
        // No word and no sign of a footnote continues across a space.
        let bytes = text.as_bytes().get(earliest..range.end).unwrap_or_default();
        let space = bytes.iter().position(|byte| *byte == b' ');
        let start = match space {
            Some(length) if earliest > range.start => earliest + length,
            _ => range.start,
        };
        let mut words = word_ranges(text, start..range.end);
        if words.len() >= n_words || start == range.start {
            return words.split_off(words.len().saturating_sub(n_words));
        }
        window_bytes *= 2;
    }
}

/// Returns the ranges of the first words of a part of a text, at most `n_words`. Reads little more
/// than them.
pub(super) fn first_word_ranges(
    text: &str,
    range: Range<usize>,
    n_words: usize,
) -> Vec<Range<usize>> {
    let mut window_bytes = FIRST_WINDOW_BYTES;
    loop {
        let latest = range.start.saturating_add(window_bytes).min(range.end);
        let bytes = text.as_bytes().get(range.start..latest).unwrap_or_default();
        let space = bytes.iter().rposition(|byte| *byte == b' ');
        let end = match space {
            Some(length) if latest < range.end => range.start + length,
            _ => range.end,
        };
        let mut words = word_ranges(text, range.start..end);
        if words.len() >= n_words || end == range.end {
            words.truncate(n_words);
            return words;
        }
        window_bytes *= 2;
    }
}

/// Returns a word as in a list of words: in lower case, with straight apostrophes, and without
/// ignorable characters or the number of a footnote at its end.
pub(super) fn normalize_word(word: &str) -> String {
    let plain_char = |char: char| if is_apostrophe(char) { '\'' } else { char };
    let mut normalized: String = if word.is_ascii() {
        word.chars().map(|char| plain_char(char).to_ascii_lowercase()).collect()
    } else {
        let chars = word.chars().filter(|char| !is_ignorable(*char)).map(plain_char);
        chars.nfkc().flat_map(char::to_lowercase).collect()
    };
    let stem = normalized.trim_end_matches(|char: char| char.is_ascii_digit());
    let n_digits = normalized.len() - stem.len();
    let is_numbering = || LOCALES.iter().any(|locale| locale.number_abbreviations.contains(&stem));
    if (1..=MAX_FOOTNOTE_DIGITS).contains(&n_digits) && !stem.is_empty() && !is_numbering() {
        normalized.truncate(stem.len());
    }
    normalized
}

/// Returns whether nothing but white space and signs of footnotes is in a text between two words.
pub(super) fn is_only_space(between: &str) -> bool {
    let mut rest = between;
    while let Some(char) = rest.chars().next() {
        let is_skipped = char.is_whitespace() || is_ignorable(char) || is_footnote_sign(char);
        let length = if is_skipped { char.len_utf8() } else { footnote_length(rest) };
        if length == 0 {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}

/// Returns the length of a number of a footnote in brackets, `[12]`, at the start of a text; 0 if
/// there is none.
fn footnote_length(text: &str) -> usize {
    let Some((digits, _)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return 0;
    };
    let is_number = (1..=MAX_FOOTNOTE_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.len() + 2 } else { 0 }
}

fn is_letter(char: char) -> bool {
    char.is_alphanumeric() && !is_footnote_sign(char) && !is_apostrophe(char)
}

/// Returns whether a character is a superscript or another sign of a footnote.
fn is_footnote_sign(char: char) -> bool {
    matches!(char, '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{209f}' | '*' | '†' | '‡')
}

/// Returns whether a character between two letters leaves them one word: a soft hyphen, one without
/// width, or a combining mark.
pub(super) fn is_ignorable(char: char) -> bool {
    !char.is_ascii()
        && (matches!(
            char,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
        ) || is_combining_mark(char))
}

fn is_apostrophe(char: char) -> bool {
    matches!(
        char,
        '\'' | '`'
            | '´'
            | '’'
            | '‘'
            | '‛'
            | '′'
            | '＇'
            | '\u{2b9}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2bd}'
            | '\u{2c8}'
            | '\u{2ca}'
            | '\u{2cb}'
            | '\u{55a}'
            | '\u{a78c}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let words = word_ranges(text, 0..text.len()).into_iter();
        let words: Vec<String> =
            words.map(|word| normalize_word(text.get(word).unwrap())).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn what_is_between_letters_does_not_hide_a_word() {
        check("Vi ska IN\u{ad}TE.", &["vi", "ska", "inte"]);
        check("in\u{200b}te in\u{2060}te \u{feff}inte\u{200d}", &["inte", "inte", "inte"]);
        check("i\u{332}n\u{332}te ｎｏｔ", &["inte", "not"]);
        check(
            "inte¹ inte* inte12 not[1] not[1234]",
            &["inte", "inte", "inte", "not", "not", "1234"],
        );
        check("No5 m² P4 2015", &["no5", "m", "p4", "2015"]);
    }

    proptest! {
        #[test]
        fn a_few_words_are_those_of_the_whole_text(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["ord", " ", "[1]", "[12] ", "’", "*", "\u{ad}", "åäö ", "- "]),
                0..400,
            ),
            n_words in 0..20_usize,
        ) {
            let text: String = pieces.concat();
            let middle = text.floor_char_boundary(text.len() / 3);
            for range in [0..text.len(), middle..text.len(), 0..middle] {
                let all = word_ranges(&text, range.clone());
                let n_most = n_words.min(all.len());
                let first = first_word_ranges(&text, range.clone(), n_words);
                prop_assert_eq!(&first[..], &all[..n_most]);
                let last = last_word_ranges(&text, range, n_words);
                prop_assert_eq!(&last[..], &all[all.len() - n_most..]);
            }
        }
    }

    #[test]
    fn all_apostrophes_are_the_same() {
        for apostrophe in ["'", "’", "ʼ", "`", "´", "‘", "′", "＇"] {
            check(&format!("don{apostrophe}t ‘can’"), &["don't", "can"]);
        }
    }

    #[test]
    fn signs_of_footnotes_are_not_between_words() {
        assert!(is_only_space(" ") && is_only_space("[1] ") && is_only_space("*\u{ad} "));
        assert!(!is_only_space(", ") && !is_only_space("[a] "));
    }
}
