//! Passages of a paragraph that can be quoted, from the words that are written so far.

use crate::parse::citation::normalize_whitespace;
use crate::site::resolve_citation::sentence_ends;

/// The most places of a paragraph at which the words are found.
const MAX_STARTS: usize = 10;
/// The longest passage that is offered, in bytes.
const MAX_PASSAGE_BYTES: usize = 600;

/// Returns the passages that begin with some words, in any case: to the end of the clause and to
/// the end of the sentence. Without words, the sentences of the paragraph.
pub(super) fn quote_passages(paragraph: &str, words: &str) -> Vec<String> {
    let words = normalize_whitespace(words);
    let starts: Vec<usize> = if words.is_empty() {
        let ends = sentence_ends(paragraph, paragraph.len());
        std::iter::once(0).chain(ends).collect()
    } else {
        let starts = word_starts(paragraph);
        starts.filter(|start| begins_with(paragraph, *start, &words)).collect()
    };
    let mut passages: Vec<String> = Vec::new();
    let max_starts = if words.is_empty() { usize::MAX } else { MAX_STARTS };
    for start in starts.into_iter().take(max_starts) {
        let rest = paragraph.get(start..).unwrap_or_default().trim_start();
        for end in passage_ends(rest, words.len()) {
            let passage = rest.get(..end).unwrap_or_default().trim_end();
            if !passage.is_empty() && !passages.iter().any(|known| known == passage) {
                passages.push(passage.to_owned());
            }
        }
    }
    passages
}

/// Returns where passages from the start of a text can end: after a clause, and after the sentence.
fn passage_ends(text: &str, min_bytes: usize) -> Vec<usize> {
    let sentence_end =
        sentence_ends(text, MAX_PASSAGE_BYTES).into_iter().find(|end| *end >= min_bytes);
    let sentence_end = sentence_end.unwrap_or_else(|| word_end(text, MAX_PASSAGE_BYTES));
    let sentence = text.get(..sentence_end).unwrap_or_default();
    if sentence.contains('|') {
        return row_ends(sentence, min_bytes);
    }
    let clause_end = sentence.match_indices([',', ';', ':', '–']).map(|(end, _)| end);
    let clause_end = clause_end.into_iter().find(|end| {
        let rest = sentence.get(end + 1..).unwrap_or_default();
        *end > min_bytes && (rest.starts_with(' ') || rest.is_empty() || !rest.is_char_boundary(0))
    });
    clause_end.into_iter().chain([sentence_end]).collect()
}

/// Returns where passages from within a row of a table can end: after the cell, and after the row.
fn row_ends(rows: &str, min_bytes: usize) -> Vec<usize> {
    let is_long_enough = |end: &usize| *end >= min_bytes;
    let cell_end = rows.match_indices('|').map(|(end, _)| end).find(is_long_enough);
    // Between two rows are the last border of one and the first of the other.
    let row_end = rows.match_indices("| |").map(|(end, _)| end).find(is_long_enough);
    let row_end = row_end.unwrap_or_else(|| rows.trim_end_matches(['|', ' ']).len());
    cell_end.into_iter().chain([row_end.max(min_bytes.min(rows.len()))]).collect()
}

/// Returns the end of the last whole word within some bytes.
fn word_end(text: &str, max_bytes: usize) -> usize {
    if text.len() <= max_bytes {
        return text.trim_end().len();
    }
    let cut = text.get(..text.floor_char_boundary(max_bytes)).unwrap_or_default();
    cut.rfind(' ').unwrap_or(cut.len())
}

/// Returns the offset of each word, and of the letters after an opening mark.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut after_letter = false;
    text.char_indices().filter_map(move |(offset, char)| {
        let is_start = char.is_alphanumeric() && !after_letter;
        after_letter = char.is_alphanumeric();
        is_start.then_some(offset)
    })
}

/// Returns whether the text from an offset on begins with some words, in any case.
fn begins_with(text: &str, start: usize, words: &str) -> bool {
    let mut letters = text.get(start..).unwrap_or_default().chars().flat_map(char::to_lowercase);
    words.chars().flat_map(char::to_lowercase).all(|wanted| letters.next() == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "She pays ten crowns, not more. It is due in May.";

    #[test]
    fn passages_end_after_the_clause_and_the_sentence() {
        assert_eq!(quote_passages(PARAGRAPH, "ten cr"), ["ten crowns", "ten crowns, not more."]);
        assert_eq!(quote_passages(PARAGRAPH, "IT IS"), ["It is due in May."]);
        assert_eq!(quote_passages(PARAGRAPH, "ten  crowns, n"), ["ten crowns, not more."]);
        assert_eq!(quote_passages(PARAGRAPH, "rowns"), [""; 0]);
    }

    #[test]
    fn passages_in_a_table_end_after_the_cell_and_the_row() {
        let table = "The people: | Town | People | | Elm | 31 200 | | Oak | 5 600 |";
        assert_eq!(quote_passages(table, "elm"), ["Elm", "Elm | 31 200"]);
        assert_eq!(quote_passages(table, "elm | 3"), ["Elm | 31 200"]);
        assert_eq!(quote_passages(table, "5"), ["5 600"]);
    }

    #[test]
    fn without_words_the_sentences_are_offered() {
        let all = ["She pays ten crowns", "She pays ten crowns, not more.", "It is due in May."];
        assert_eq!(quote_passages(PARAGRAPH, ""), all);
        assert_eq!(quote_passages("", ""), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn a_passage_is_a_part_of_the_paragraph(text in "[aåA.,;– ]{0,80}", words in "[aå ]{0,5}") {
            for passage in quote_passages(&text, &words) {
                proptest::prop_assert!(text.contains(&passage), "{passage:?}");
            }
        }
    }
}
