//! Reports quotes that can mislead: by the words that they leave out, by where they begin or end,
//! or because they are in more than one place.

use super::ambiguity::find_ambiguity;
use super::cited_text::CitedText;
use super::ellipses::{ellipsis_span, pieces_before_ellipses};
use super::restrictive_words::{find_restrictive_words, word_ranges};
use super::sentences::{Sentences, is_list_mark};
use crate::diagnostic::{Diagnostic, QuoteEnd, rules};
use crate::parse::{Citation, CitationPart};
use std::ops::Range;

/// How much of the text beside a quote is searched for the next word.
const NEIGHBOR_BYTES: usize = 200;

/// Returns what can mislead in a quote that was found: `omitted-negation`, `clipped-negation` and
/// `ambiguous-quote`. `pieces` are the ranges of its pieces in the text.
pub(in crate::site) fn misleading_parts(
    cited: &CitedText,
    citation: &Citation,
    pieces: &[Range<usize>],
) -> Vec<Diagnostic> {
    let Some(quote) = &citation.quote else { return Vec::new() };
    let mut diagnostics = omitted_negations(cited, quote, pieces);
    let gaps = pieces_before_ellipses(&quote.text);
    for (end, is_open) in [
        (QuoteEnd::Start, gaps.first() == Some(&0)),
        (QuoteEnd::End, gaps.last() == Some(&pieces.len())),
    ] {
        // What an ellipsis at the end leaves out has been checked.
        let word = if is_open { None } else { clipping_word(cited, pieces, end) };
        if let Some(word) = word {
            let kind = rules::ClippedNegation { word: cited.get(word).to_owned(), end };
            diagnostics.push(Diagnostic::new(quote.span.clone(), kind));
        }
    }
    if let Some(ambiguity) = find_ambiguity(cited, &quote.text) {
        let locator = citation.locator.as_ref().map(|locator| locator.text.to_string());
        let kind = rules::AmbiguousQuote {
            quote: quote.text.to_string(),
            locator: locator.unwrap_or_default(),
            ambiguity,
            extensions: Vec::new(),
        };
        diagnostics.push(Diagnostic::new(quote.span.clone(), kind));
    }
    diagnostics
}

/// Reports each ellipsis that leaves out a restrictive word.
fn omitted_negations(
    cited: &CitedText,
    quote: &CitationPart,
    pieces: &[Range<usize>],
) -> Vec<Diagnostic> {
    let mut counts = pieces_before_ellipses(&quote.text);
    counts.dedup();
    if counts.is_empty() {
        return Vec::new();
    }
    let sentences = Sentences::new(cited);
    let gaps = counts.into_iter().filter_map(|n_before| {
        let gap = gap_range(&sentences, pieces, n_before)?;
        let words = find_restrictive_words(cited, &gap);
        let words: Vec<String> = words.into_iter().map(|word| cited.get(word).to_owned()).collect();
        let omitted = cited.get(gap).trim().to_owned();
        let kind = rules::OmittedNegation { words, omitted };
        (!kind.words.is_empty()).then(|| Diagnostic::new(ellipsis_span(quote, n_before), kind))
    });
    gaps.collect()
}

/// Returns what the ellipsis after some pieces leaves out. At an end of the quote that is the rest
/// of the sentence.
fn gap_range(
    sentences: &Sentences,
    pieces: &[Range<usize>],
    n_pieces_before: usize,
) -> Option<Range<usize>> {
    let before = n_pieces_before.checked_sub(1).and_then(|index| pieces.get(index));
    match (before, pieces.get(n_pieces_before)) {
        (Some(before), Some(after)) => Some(before.end..after.start),
        (None, Some(after)) => Some(sentences.range_at(after.start).start..after.start),
        (Some(before), None) => Some(before.end..sentences.range_at(before.end - 1).end),
        (None, None) => None,
    }
}

/// Returns the restrictive word directly outside an end of a quote, in the same clause.
fn clipping_word(
    cited: &CitedText,
    pieces: &[Range<usize>],
    end: QuoteEnd,
) -> Option<Range<usize>> {
    let neighbor = match end {
        QuoteEnd::Start => word_before(cited, pieces.first()?.start)?,
        QuoteEnd::End => word_after(cited, pieces.last()?.end)?,
    };
    let phrase = find_restrictive_words(cited, &neighbor).into_iter().next()?;
    let (before, after) = match end {
        QuoteEnd::Start => (neighbor.end, pieces.first()?.start),
        QuoteEnd::End => (pieces.last()?.end, neighbor.start),
    };
    let is_same_clause = !cited.get(before..after).contains(';')
        && !Sentences::new(cited).has_border_between(before - 1, after);
    is_same_clause.then_some(phrase)
}

/// Returns the word before an offset; the mark of an item of a list is not one.
fn word_before(cited: &CitedText, offset: usize) -> Option<Range<usize>> {
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
fn word_after(cited: &CitedText, offset: usize) -> Option<Range<usize>> {
    let end = cited.text.ceil_char_boundary((offset + NEIGHBOR_BYTES).min(cited.text.len()));
    word_ranges(&cited.text, offset..end).into_iter().next()
}
