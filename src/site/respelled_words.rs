//! Finds words of a text that somebody has written in another way: without the borders between the
//! cells of a table, or with other quotation marks.

use crate::parse::citation::{ELLIPSIS, split_at_ellipses};
use std::ops::Range;

/// A word of a text.
struct SpelledWord<'t> {
    /// Where it is in the text, with the signs around it.
    range: Range<usize>,
    /// As it is written.
    written: &'t str,
    /// Without quotation marks and borders of cells.
    plain: String,
}

/// Returns the words as the text has them, once for each way of writing, with ` … ` between what
/// ellipses separate. Empty if the text does not have them.
pub(super) fn respell(text: &str, words: &str, max: usize) -> Vec<String> {
    let text_words = words_of(text);
    let mut pieces: Vec<Vec<SpelledWord<'_>>> = Vec::new();
    let written_pieces = split_at_ellipses(words);
    for piece in &written_pieces {
        pieces.push(words_of(piece));
    }
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut respelled: Vec<String> = Vec::new();
    if let [piece] = pieces.as_slice() {
        let (mut start, mut n_places) = (0, 0);
        while let Some((index, range)) = find_piece(&text_words, piece, start) {
            let spelling = slice(range);
            if !respelled.contains(&spelling) {
                respelled.push(spelling);
            }
            start = index + 1;
            n_places += 1;
            if n_places >= max {
                break;
            }
        }
        return respelled;
    }
    if pieces.is_empty() {
        return respelled;
    }
    let mut start = 0;
    for piece in &pieces {
        let Some((index, range)) = find_piece(&text_words, piece, start) else { return Vec::new() };
        respelled.push(slice(range));
        start = index + piece.len();
    }
    vec![respelled.join(&format!(" {ELLIPSIS} "))]
}

/// Returns the words of a text that consist of more than signs.
fn words_of(text: &str) -> Vec<SpelledWord<'_>> {
    let mut words = Vec::new();
    let mut offset = 0;
    for written in text.split(char::is_whitespace) {
        let start = offset;
        offset += written.len() + text.get(start + written.len()..).map_or(0, first_char_len);
        if written.contains(char::is_alphanumeric) {
            let plain = written.chars().filter(|char| !is_border(*char)).collect();
            words.push(SpelledWord { range: start..start + written.len(), written, plain });
        }
    }
    words
}

fn first_char_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Returns whether a character is a border of a cell or a quotation mark.
fn is_border(char: char) -> bool {
    char == '|' || is_quotation_mark(char)
}

fn is_quotation_mark(char: char) -> bool {
    matches!(char, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›')
}

/// Returns the index of the first word of a piece in the words of a text, and the piece's range.
fn find_piece(
    text_words: &[SpelledWord<'_>],
    piece: &[SpelledWord<'_>],
    start: usize,
) -> Option<(usize, Range<usize>)> {
    let last_index = piece.len().checked_sub(1)?;
    let rest = text_words.get(start..)?;
    let is_same = |(index, (text_word, word)): (usize, (&SpelledWord<'_>, &SpelledWord<'_>))| {
        let trim = |word: &str| -> String {
            let word = if index == 0 { word.trim_start_matches(is_sign) } else { word };
            let word = if index == last_index { word.trim_end_matches(is_sign) } else { word };
            word.to_owned()
        };
        text_word.plain == word.plain || trim(&text_word.plain) == trim(&word.plain)
    };
    let place = rest
        .windows(piece.len())
        .position(|window| window.iter().zip(piece).enumerate().all(is_same))?;
    let window = rest.get(place..place + piece.len())?;
    let (first, last) = (window.first()?, window.last()?);
    let begins_quoted = piece.first()?.written.starts_with(is_quotation_mark);
    let ends_quoted = piece.last()?.written.ends_with(is_quotation_mark);
    // Signs at the ends are only a part if somebody has written them.
    let n_before = first.written.len() - first.written.trim_start_matches(is_sign).len();
    let n_after = last.written.len() - last.written.trim_end_matches(is_sign).len();
    let begin = first.range.start + if begins_quoted { 0 } else { n_before };
    let end = last.range.end - if ends_quoted { 0 } else { n_after };
    Some((start + place, begin..end))
}

fn is_sign(char: char) -> bool {
    !char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_cells_and_quotation_marks_may_be_left_out() {
        let text = "I 12 § ska ”24 timmar” ersättas. | Town | People | | Elm | 31 200 |";
        for (words, spelling) in [
            ("Elm 31 200", "Elm | 31 200"),
            ("\"24 timmar\" ersättas", "”24 timmar” ersättas"),
            ("24 timmar ersättas", "24 timmar” ersättas"),
            ("ska 24 timmar", "ska ”24 timmar"),
            ("24 timmar … Elm 31", "24 timmar … Elm | 31"),
        ] {
            assert_eq!(respell(text, words, 9), [spelling], "{words}");
        }
        for words in ["Elm 31 300", "timmar 24", "", "…", "| |"] {
            assert!(respell(text, words, 9).is_empty(), "{words}");
        }
    }
}
