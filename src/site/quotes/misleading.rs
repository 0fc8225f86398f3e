//! Reports quotes that can mislead: by the words that they leave out, by where they begin or end,
//! or because they are in more than one place.

use super::ambiguity::find_ambiguity;
use super::cited_text::CitedText;
use super::clipped_ends::find_clipped_end;
use super::ellipses::{ellipsis_span, pieces_before_ellipses};
use crate::diagnostic::{Diagnostic, QuoteEnd, rules};
use crate::parse::{Citation, CitationPart};
use std::ops::Range;

/// How much of what an ellipsis leaves out is kept for a report.
const MAX_OMITTED_BYTES: usize = 1_000;
/// How many of the restrictive words that an ellipsis leaves out are kept for a report.
const MAX_OMITTED_WORDS: usize = 10;

/// Returns what can mislead in a quote that was found: `omitted-negation`, `clipped-negation` and
/// `ambiguous-quote`. `pieces` are the ranges of its pieces in the text.
pub(in crate::site) fn misleading_parts(
    cited: &CitedText<'_>,
    citation: &Citation,
    pieces: &[Range<usize>],
) -> Vec<Diagnostic> {
    let (Some(quote), Some(first), Some(last)) = (&citation.quote, pieces.first(), pieces.last())
    else {
        return Vec::new();
    };
    let mut diagnostics = omitted_negations(cited, quote, pieces);
    let gaps = pieces_before_ellipses(&quote.text);
    for (end, is_open) in [
        (QuoteEnd::Start, gaps.first() == Some(&0)),
        (QuoteEnd::End, gaps.last() == Some(&pieces.len())),
    ] {
        // What an ellipsis at the end leaves out has been checked.
        let clipped = find_clipped_end(cited, &(first.start..last.end), end);
        if let Some(kind) = clipped.filter(|_| !is_open) {
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
    cited: &CitedText<'_>,
    quote: &CitationPart,
    pieces: &[Range<usize>],
) -> Vec<Diagnostic> {
    let mut counts = pieces_before_ellipses(&quote.text);
    counts.dedup();
    if counts.is_empty() {
        return Vec::new();
    }
    let gaps = counts.into_iter().filter_map(|n_before| {
        let gap = gap_range(cited, pieces, n_before)?;
        let words = cited.restrictive_words_in(gap.clone()).into_iter().take(MAX_OMITTED_WORDS);
        let words: Vec<String> = words.map(|word| cited.get(word).to_owned()).collect();
        let end = gap.end.min(cited.text.floor_char_boundary(gap.start + MAX_OMITTED_BYTES));
        let omitted = cited.get(gap.start..end).trim().to_owned();
        let kind = rules::OmittedNegation { words, omitted };
        (!kind.words.is_empty()).then(|| Diagnostic::new(ellipsis_span(quote, n_before), kind))
    });
    gaps.collect()
}

/// Returns what the ellipsis after some pieces leaves out. At an end of the quote that is the rest
/// of the sentence.
fn gap_range(
    cited: &CitedText<'_>,
    pieces: &[Range<usize>],
    n_pieces_before: usize,
) -> Option<Range<usize>> {
    let before = n_pieces_before.checked_sub(1).and_then(|index| pieces.get(index));
    match (before, pieces.get(n_pieces_before)) {
        (Some(before), Some(after)) => Some(before.end..after.start),
        (None, Some(after)) => Some(cited.sentence_range_at(after.start).start..after.start),
        (Some(before), None) => Some(before.end..cited.sentence_range_at(before.end - 1).end),
        (None, None) => None,
    }
}
