//! Finds quotes that begin or end beside a word that reverses or restricts the meaning, or with
//! one, and the words that they lack.

use super::cited_text::CitedText;
use super::normalized_words::word_ranges;
use super::restrictive_words::needs_complement;
use super::sentences::is_list_mark;
use crate::diagnostic::rules::ClipKind;
use crate::diagnostic::{QuoteEnd, rules};
use std::ops::Range;

/// How much of the text beside a quote is searched for the next word.
const NEIGHBOR_BYTES: usize = 200;
/// How much of the text after a quote is searched for the end of a clause.
const MAX_CLAUSE_BYTES: usize = 1_000;
/// The maximum number of clauses that are added to a quote.
const MAX_ADDED_CLAUSES: usize = 20;

/// A restrictive word at an end of a quote.
struct ClippedWord {
    word: Range<usize>,
    kind: ClipKind,
}

/// Returns what is wrong with an end of a quote. `quote` is from its first to its last word.
pub(super) fn find_clipped_end(
    cited: &CitedText<'_>,
    quote: &Range<usize>,
    end: QuoteEnd,
) -> Option<rules::ClippedNegation> {
    let clipped = match end {
        QuoteEnd::Start => clipped_start(cited, quote.start)?,
        QuoteEnd::End => clipped_end(cited, quote)?,
    };
    let addition = match end {
        QuoteEnd::Start => extended_start(cited, &clipped)..quote.start,
        QuoteEnd::End => quote.end..extended_end(cited, quote.start, &clipped),
    };
    let is_between = |char: char| char.is_whitespace() || matches!(char, ',' | '–' | '—');
    let addition = cited.get(addition).trim_matches(is_between).to_owned();
    Some(rules::ClippedNegation {
        word: cited.get(clipped.word).to_owned(),
        end,
        kind: clipped.kind,
        addition,
        whole: None,
    })
}

/// Returns a quote with the words that both of its ends lack.
pub(super) fn with_whole_ends(cited: &CitedText<'_>, quote: &Range<usize>) -> Range<usize> {
    let mut whole = quote.clone();
    for _ in 0..MAX_ADDED_CLAUSES {
        let clipped = (clipped_start(cited, whole.start), clipped_end(cited, &whole));
        match &clipped {
            (None, None) => break,
            (Some(start), _) => whole.start = extended_start(cited, start),
            (None, Some(end)) => whole.end = extended_end(cited, whole.start, end),
        }
    }
    whole
}

/// Returns whether neither end of a quote is wrong.
pub(super) fn has_whole_ends(cited: &CitedText<'_>, quote: &Range<usize>) -> bool {
    clipped_start(cited, quote.start).is_none() && clipped_end(cited, quote).is_none()
}

/// Returns the restrictive word that is directly before a quote in the same clause, or within which
/// the quote begins.
fn clipped_start(cited: &CitedText<'_>, start: usize) -> Option<ClippedWord> {
    let neighbor = word_before(cited, start)?;
    let word = cited.restrictive_words_in(neighbor.clone()).pop()?;
    let kind = if word.end > start { ClipKind::Within } else { ClipKind::Beside };
    is_same_clause(cited, neighbor.end..start).then_some(ClippedWord { word, kind })
}

/// Returns the restrictive word that is directly after a quote in the same clause, within which the
/// quote ends, or with which it ends although the clause goes on.
fn clipped_end(cited: &CitedText<'_>, quote: &Range<usize>) -> Option<ClippedWord> {
    let neighbor = word_after(cited, quote.end)?;
    if !is_same_clause(cited, quote.end..neighbor.start) {
        return None;
    }
    if let Some(word) = cited.restrictive_words_in(neighbor.clone()).into_iter().next() {
        let kind = if word.start < quote.end { ClipKind::Within } else { ClipKind::Beside };
        return Some(ClippedWord { word, kind });
    }
    let tail = quote.end.saturating_sub(NEIGHBOR_BYTES).max(quote.start);
    let last = word_ranges(&cited.text, cited.text.ceil_char_boundary(tail)..quote.end).pop()?;
    let word = cited.restrictive_words_in(last.clone()).pop()?;
    let between = cited.get(last.end..neighbor.start);
    let goes_on = needs_complement(cited.get(word.clone()))
        || !between.contains([',', ':', '–', '—', ')', '.', '!', '?']) && !between.contains(" - ");
    goes_on.then_some(ClippedWord { word, kind: ClipKind::Final })
}

/// Returns whether neither a sentence nor a part of one that ends with `;` ends in a range.
fn is_same_clause(cited: &CitedText<'_>, between: Range<usize>) -> bool {
    let before = cited.sentence_at(between.start.saturating_sub(1));
    before == cited.sentence_at(between.end) && !cited.get(between).contains(';')
}

/// Returns where a quote begins that has the restrictive word before it, and those before that.
fn extended_start(cited: &CitedText<'_>, clipped: &ClippedWord) -> usize {
    let mut start = clipped.word.start;
    for _ in 0..MAX_ADDED_CLAUSES {
        let Some(ClippedWord { word, .. }) = clipped_start(cited, start) else { break };
        start = word.start;
    }
    start
}

/// Returns where a quote from `start` ends that has the restrictive word and the rest of its
/// clause.
fn extended_end(cited: &CitedText<'_>, start: usize, clipped: &ClippedWord) -> usize {
    let mut end = clause_end(cited, &clipped.word, clipped.word.end);
    for _ in 0..MAX_ADDED_CLAUSES {
        let Some(ClippedWord { word, .. }) = clipped_end(cited, &(start..end)) else { break };
        end = clause_end(cited, &word, word.end.max(end));
    }
    end
}

/// Returns where the clause of a restrictive word ends, after an offset. A comma ends one, but not
/// directly after a word that needs others.
fn clause_end(cited: &CitedText<'_>, word: &Range<usize>, offset: usize) -> usize {
    let sentence_end = cited.sentence_range_at(offset.saturating_sub(1)).end;
    let limit = sentence_end.min(cited.text.floor_char_boundary(offset + MAX_CLAUSE_BYTES));
    let clause = cited.get(offset..limit);
    let mut chars = clause.char_indices().peekable();
    let mut has_word = !needs_complement(cited.get(word.clone()));
    let mut length = clause.len();
    while let Some((index, char)) = chars.next() {
        let is_last = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let is_sign = match char {
            ',' | ':' | ';' => is_last,
            '–' | '—' | '(' => true,
            _ => false,
        };
        if is_sign && has_word {
            length = index;
            break;
        }
        has_word |= char.is_alphanumeric();
    }
    let words = word_ranges(&cited.text, offset..offset + length);
    words.last().map_or(offset, |word| word.end)
}

/// Returns the word before an offset; the mark of an item of a list is not one.
fn word_before(cited: &CitedText<'_>, offset: usize) -> Option<Range<usize>> {
    let mut end = offset;
    let before = cited.get(0..offset).trim_end();
    let mark = before.rsplit(' ').next().unwrap_or_default();
    if is_list_mark(mark) {
        end = before.len() - mark.len();
    }
    let start = cited.text.floor_char_boundary(end.saturating_sub(NEIGHBOR_BYTES));
    word_ranges(&cited.text, start..end).pop()
}

/// Returns the word after an offset.
fn word_after(cited: &CitedText<'_>, offset: usize) -> Option<Range<usize>> {
    let end = cited.text.ceil_char_boundary((offset + NEIGHBOR_BYTES).min(cited.text.len()));
    word_ranges(&cited.text, offset..end).into_iter().next()
}
