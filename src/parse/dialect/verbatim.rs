//! Text that is shown letter for letter.
//!
//! It travels through Markdown as a code span, in which nothing else is markup. A character that no
//! text may contain tells it from code.

use super::line::skip_quote_markers;
use crate::parse::markdown::VerbatimKind;

/// A noncharacter of Unicode at both ends of syntax that is not read.
const SYNTAX_MARK: char = '\u{fdd0}';
/// A noncharacter of Unicode at both ends of a formula.
const FORMULA_MARK: char = '\u{fdd1}';
/// A noncharacter of Unicode that stands for the alternative text of a decoration.
pub(in crate::parse) const DECORATION_MARK: char = '\u{fdd2}';

/// Returns the code span for a text, whose lines after the first are in a number of quotes.
pub(super) fn verbatim_span(text: &str, kind: VerbatimKind, n_quotes: usize) -> String {
    let mark = match kind {
        VerbatimKind::Syntax => SYNTAX_MARK,
        VerbatimKind::Formula => FORMULA_MARK,
    };
    let longest_run = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    let mut span = format!("{fence}{mark}");
    let mut lines = text.lines();
    span.push_str(lines.next().unwrap_or_default());
    for line in lines {
        // The markers of quotes and the indentation belong to the blocks around it.
        span.push(' ');
        span.push_str(skip_quote_markers(line, n_quotes).trim_start());
    }
    span.push(mark);
    span.push_str(&fence);
    span
}

/// Returns the text of a code span that stands for text. `None` means that it is code.
pub(in crate::parse) fn verbatim_content(code: &str) -> Option<(&str, VerbatimKind)> {
    let first = code.chars().next()?;
    let kind = match first {
        SYNTAX_MARK => VerbatimKind::Syntax,
        FORMULA_MARK => VerbatimKind::Formula,
        _ => return None,
    };
    Some((code.strip_prefix(first)?.strip_suffix(first)?, kind))
}
