//! Recognizes pakt's brackets: `[[wiki]]`, `![[embed]]` and `[@citation]`.
//!
//! pulldown-cmark asks about every `[x]` without a definition. Its own wiki links are not used,
//! because they would take `[[x]](y.md)`, which is an ordinary link in CommonMark.

use super::destination_span;
use std::ops::Range;

/// The meaning of a pair of brackets without a definition.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) enum BracketSyntax {
    /// `[[…]]`; the range that was asked about is that of the inner brackets.
    Wiki,
    /// `[@…]`, or `![@…]`, where the `!` ends a sentence.
    Citation,
    /// `[…][@…]`: the citation is at this range, after something else.
    TextAndCitation(Range<usize>),
}

/// Returns the meaning of the brackets at `range`, which begins with `[` or `![` and ends after
/// `]`. `None` means that they are text.
pub(in crate::parse) fn bracket_syntax(text: &str, range: &Range<usize>) -> Option<BracketSyntax> {
    let brackets = text.get(range.clone())?;
    if is_wiki_link(text, range) {
        return Some(BracketSyntax::Wiki);
    }
    // A label has no unescaped bracket, so the search ends at its start: linear.
    if brackets.ends_with(']')
        && let Some(offset) = brackets.rfind("][")
    {
        let label = range.start + offset + 1..range.end;
        return is_citation_start(text.get(label.clone())?)
            .then_some(BracketSyntax::TextAndCitation(label));
    }
    is_citation_start(brackets.strip_prefix('!').unwrap_or(brackets))
        .then_some(BracketSyntax::Citation)
}

/// Returns whether the brackets at `range` are inside brackets, as in `[[x]]`, and no `(y.md)`
/// makes them an ordinary link.
pub(super) fn is_wiki_link(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_double = bytes.get(range.start.wrapping_sub(1)) == Some(&b'[')
        && bytes.get(range.start) == Some(&b'[')
        && bytes.get(range.end) == Some(&b']')
        && !is_escaped(bytes, range.start - 1);
    if !is_double {
        return false;
    }
    let inside = text.get(range.start + 1..range.end.saturating_sub(1)).unwrap_or_default();
    let name = inside.split('|').next().unwrap_or_default().trim_end_matches('\\');
    !name.trim().is_empty()
        && !inside.contains(['\n', '\r'])
        && destination_span::parenthesized(text, range.end + 1).is_none()
}

fn is_citation_start(brackets: &str) -> bool {
    brackets
        .strip_prefix("[@")
        .and_then(|rest| rest.chars().next())
        .is_some_and(|first| !first.is_whitespace() && first != ']')
}

/// Returns whether an odd number of backslashes precedes `offset`.
fn is_escaped(bytes: &[u8], offset: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_recognized() {
        let syntax_of = |text: &str, brackets: &str| {
            let start = text.find(brackets).unwrap();
            bracket_syntax(text, &(start..start + brackets.len()))
        };
        assert_eq!(syntax_of("a [[x|y]] b", "[x|y]"), Some(BracketSyntax::Wiki));
        assert_eq!(syntax_of("a [[x]](y.md)", "[x]"), None);
        assert_eq!(syntax_of("a [[x]](see this)", "[x]"), Some(BracketSyntax::Wiki));
        assert_eq!(syntax_of(r"a \[[x]]", "[x]"), None);
        assert_eq!(syntax_of(r"a \\[[x]]", "[x]"), Some(BracketSyntax::Wiki));
        assert_eq!(syntax_of("[[|x]]", "[|x]"), None);
        assert_eq!(syntax_of("[[@x]]", "[@x]"), Some(BracketSyntax::Wiki));
        assert_eq!(syntax_of("[@x P1]", "[@x P1]"), Some(BracketSyntax::Citation));
        assert_eq!(syntax_of("Oh![@x]", "![@x]"), Some(BracketSyntax::Citation));
        assert_eq!(syntax_of("[@ x]", "[@ x]"), None);
        assert_eq!(
            syntax_of("[@x][@y P2]", "[@x][@y P2]"),
            Some(BracketSyntax::TextAndCitation(4..11))
        );
    }
}
