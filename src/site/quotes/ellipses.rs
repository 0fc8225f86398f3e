//! The ellipses of a quote: where they are written, and how they should be.

use crate::diagnostic::Span;
use crate::parse::CitationPart;
use crate::parse::citation::ELLIPSIS;

/// Returns how many pieces are before each ellipsis of a quote. Ellipses without words between them
/// count once for each.
pub(super) fn pieces_before_ellipses(quote: &str) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut n_pieces, mut is_in_piece) = (0, false);
    for word in quote.split_whitespace() {
        if word == ELLIPSIS {
            counts.push(n_pieces);
        } else if !is_in_piece {
            n_pieces += 1;
        }
        is_in_piece = word != ELLIPSIS;
    }
    counts
}

/// Returns where the first ellipsis after some pieces of a quote is written. If that cannot be seen
/// in the file, as for a YAML escape, it is the whole quote.
pub(in crate::site) fn ellipsis_span(quote: &CitationPart, n_pieces_before: usize) -> Span {
    let counts = pieces_before_ellipses(&quote.text);
    let written = quote.span.text();
    let offsets: Vec<usize> = written
        .match_indices(ELLIPSIS)
        .filter(|(offset, _)| is_between_words(written, *offset))
        .map(|(offset, _)| offset)
        .collect();
    let index = counts.iter().position(|count| *count == n_pieces_before);
    match index.and_then(|index| offsets.get(index)) {
        Some(offset) if offsets.len() == counts.len() => {
            let start = quote.span.range().start + offset;
            Span::new(quote.span.source(), start..start + ELLIPSIS.len())
        }
        _ => quote.span.clone(),
    }
}

/// Returns whether white space or an end of the quote is on both sides of an ellipsis.
fn is_between_words(written: &str, offset: usize) -> bool {
    let is_mark = |char: char| matches!(char, '"' | '\'' | '\\');
    let (before, after) = written.split_at_checked(offset).unwrap_or_default();
    let after = after.strip_prefix(ELLIPSIS).unwrap_or(after);
    (before.ends_with(char::is_whitespace) || before.trim_matches(is_mark).is_empty())
        && (after.starts_with(char::is_whitespace) || after.trim_matches(is_mark).is_empty())
}

/// How other people write an ellipsis, the longest first.
const ELLIPSIS_SPELLINGS: [&str; 13] = [
    "(. . .)", ". . . .", ". . .", "(...)", "(…)", "[...]", "[…]", "....", "...", "&hellip;", "⋯",
    "‥", "..",
];

/// Returns a quote with ` … ` for each ellipsis in another spelling, as in a quote whose author did
/// not know how pakt writes them.
#[must_use]
pub fn with_spaced_ellipses(quote: &str) -> String {
    let respelled = ELLIPSIS_SPELLINGS
        .iter()
        .fold(quote.to_owned(), |quote, spelling| quote.replace(spelling, ELLIPSIS));
    let spaced = respelled.replace(ELLIPSIS, " … ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
