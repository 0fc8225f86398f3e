//! Which brackets are pakt's: `[[wiki]]`, `![[embed]]` and `[@citation]`.
//!
//! pulldown-cmark asks about every `[x]` that no definition explains. Answering there, and not
//! through its own wiki links, leaves `[[x]](y.md)` the ordinary link that CommonMark says it is.

use super::destination_span;
use std::ops::Range;

/// What a claimed pair of brackets is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BracketSyntax {
    /// `[[…]]`; the brackets inside the brackets are the range that was asked about.
    Wiki,
    /// `[@…]`, or `![@…]`, where the `!` ends a sentence.
    Citation,
    /// `[…][@…]`: the citation stands at the range, what is before it is something else.
    After(Range<usize>),
}

/// Tells whose the brackets at `span` are; `span` begins with `[` or `![` and ends after `]`.
pub(super) fn bracket_syntax(text: &str, span: &Range<usize>) -> Option<BracketSyntax> {
    let words = text.get(span.clone())?;
    if is_wiki_link(text, span) {
        return Some(BracketSyntax::Wiki);
    }
    // A label holds no bare bracket, so the search ends where the label begins: linear.
    if words.ends_with(']')
        && let Some(offset) = words.rfind("][")
    {
        let label = span.start + offset + 1..span.end;
        return is_citation_start(text.get(label.clone())?).then_some(BracketSyntax::After(label));
    }
    is_citation_start(words.strip_prefix('!').unwrap_or(words)).then_some(BracketSyntax::Citation)
}

/// Whether brackets stand in brackets, as in `[[x]]`, and no `(y.md)` makes them a common link.
pub(super) fn is_wiki_link(text: &str, span: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_double = bytes.get(span.start.wrapping_sub(1)) == Some(&b'[')
        && bytes.get(span.start) == Some(&b'[')
        && bytes.get(span.end) == Some(&b']')
        && !is_escaped(bytes, span.start - 1);
    if !is_double {
        return false;
    }
    let inside = text.get(span.start + 1..span.end.saturating_sub(1)).unwrap_or_default();
    let name = inside.split('|').next().unwrap_or_default().trim_end_matches('\\');
    !name.trim().is_empty()
        && !inside.contains(['\n', '\r'])
        && destination_span::parenthesized(text, span.end + 1).is_none()
}

fn is_citation_start(words: &str) -> bool {
    words
        .strip_prefix("[@")
        .and_then(|rest| rest.chars().next())
        .is_some_and(|first| !first.is_whitespace() && first != ']')
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], offset: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_told_apart() {
        let of = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            bracket_syntax(text, &(start..start + words.len()))
        };
        assert_eq!(of("a [[x|y]] b", "[x|y]"), Some(BracketSyntax::Wiki));
        assert_eq!(of("a [[x]](y.md)", "[x]"), None);
        assert_eq!(of("a [[x]](see this)", "[x]"), Some(BracketSyntax::Wiki));
        assert_eq!(of(r"a \[[x]]", "[x]"), None);
        assert_eq!(of(r"a \\[[x]]", "[x]"), Some(BracketSyntax::Wiki));
        assert_eq!(of("[[|x]]", "[|x]"), None);
        assert_eq!(of("[[@x]]", "[@x]"), Some(BracketSyntax::Wiki));
        assert_eq!(of("[@x P1]", "[@x P1]"), Some(BracketSyntax::Citation));
        assert_eq!(of("Oh![@x]", "![@x]"), Some(BracketSyntax::Citation));
        assert_eq!(of("[@ x]", "[@ x]"), None);
        assert_eq!(of("[@x][@y P2]", "[@x][@y P2]"), Some(BracketSyntax::After(4..11)));
    }
}
