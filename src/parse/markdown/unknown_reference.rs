//! Finds links and notes whose label is not defined: `[text][label]`, `[label][]`, `[^label]`; and
//! definitions of labels that no link has.

use crate::parse::dialect::is_comment_destination;
use crate::parse::outline::MarkdownProblem;
use pulldown_cmark::{BrokenLink, LinkType, RefDefs};
use std::collections::HashMap;
use std::ops::Range;

/// Returns the problem of a link that has no definition. `None` means that its brackets are text:
/// `[1]` and `[ ]` are.
pub(super) fn unknown_reference(
    text: &str,
    link: &BrokenLink<'_>,
) -> Option<(Range<usize>, MarkdownProblem)> {
    let brackets = text.get(link.span.clone())?;
    let before = text.get(..link.span.start)?.chars().next_back();
    let label_start = match link.link_type {
        LinkType::Reference => brackets.rfind("][")? + 2,
        LinkType::Collapsed => brackets.find('[')? + 1,
        _ => return None,
    };
    let label = brackets.get(label_start..)?;
    let label = label.get(..label.find(']')?)?;
    // `a[0][1]` is code that somebody forgot to mark.
    let is_index = before.is_some_and(char::is_alphanumeric);
    if label.trim().is_empty() || is_index {
        return None;
    }
    let start = link.span.start + label_start;
    let problem = MarkdownProblem::UnknownReference(label.to_owned());
    Some((start..start + label.len(), problem))
}

/// Returns the label and the range of `[^label]` in a text event that begins at `range.start`: a
/// reference to a note that is not defined, because Markdown reads it as text.
pub(super) fn unknown_footnote(text: &str, range: &Range<usize>) -> Option<(Range<usize>, String)> {
    let written = text.get(range.clone())?;
    let mut brackets = written.match_indices('[').map(|(offset, _)| range.start + offset);
    brackets.find_map(|start| {
        if text.get(..start)?.ends_with('\\') {
            return None;
        }
        let label = text.get(start..)?.strip_prefix("[^")?;
        let end = label.find(|char: char| char.is_whitespace() || matches!(char, '[' | ']'))?;
        let label = label.get(..end).filter(|label| !label.is_empty())?;
        let is_closed = text.get(start + 2 + end..)?.starts_with(']');
        is_closed.then(|| (start..start + end + 3, label.to_owned()))
    })
}

/// Returns the definitions of labels that no link has, `[label]: page.md`. `used` has those of the
/// others, by where they begin. Some are comments, `[//]: # (words)`.
pub(super) fn unused_references(
    text: &str,
    definitions: &RefDefs<'_>,
    used: &HashMap<usize, Option<Range<usize>>>,
) -> Vec<(Range<usize>, MarkdownProblem)> {
    let unused = definitions.iter().filter(|(_, it)| !used.contains_key(&it.span.start));
    let unused = unused.filter_map(|(_, definition)| {
        let written = text.get(definition.span.clone())?;
        let (label, destination) = written.strip_prefix('[')?.split_once("]:")?;
        if is_comment_destination(destination) {
            return None;
        }
        let end = definition.span.start + written.trim_end().len();
        let problem = MarkdownProblem::UnusedReference(label.to_owned());
        Some((definition.span.start..end, problem))
    });
    unused.collect()
}
