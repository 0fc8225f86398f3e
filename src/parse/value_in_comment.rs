//! Finds values in YAML that end, or are lost, at a `#` with a word after it.
//!
//! YAML reads what follows ` #` as a comment, `title: Room #3`. Each line is looked at once, and
//! each value then finds its comment by the place where it ends.

use super::yaml::{NodeKind, TextStyle, YamlNode};
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use memchr::memchr_iter;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Where the comments of a text begin that have a word directly after the `#`.
#[derive(Debug, Default)]
struct WordComments {
    /// By the end of what is before each on its line.
    by_text_end: HashMap<usize, usize>,
    /// Those that are all that an item of a list has on its line, `- #one`, by the end of the line
    /// and by the ends of the empty lines and comments that follow it.
    by_item_end: HashMap<usize, usize>,
}

/// Returns a diagnostic for each such value in the range of a file, whose tree begins at `root`.
pub(super) fn values_in_comments(
    source: &Arc<SourceFile>,
    range: Range<usize>,
    root: &YamlNode,
) -> Vec<Diagnostic> {
    let comments = WordComments::new(&source.text, range);
    if comments.by_text_end.is_empty() {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        match &node.kind {
            NodeKind::Text { style: TextStyle::Plain, .. } | NodeKind::Empty => {
                let start = comments.after_value(&source.text, node);
                diagnostics.extend(start.and_then(|start| diagnostic(source, node, start)));
            }
            NodeKind::Text { .. } => {}
            NodeKind::List(items) => {
                for item in items {
                    let start = match item.kind {
                        NodeKind::Empty => comments.by_item_end.get(&item.range.end),
                        _ => {
                            nodes.push(item);
                            None
                        }
                    };
                    diagnostics.extend(start.and_then(|start| diagnostic(source, item, *start)));
                }
            }
            NodeKind::Map(pairs) => nodes.extend(pairs.iter().map(|(_, value)| value)),
        }
    }
    diagnostics
}

impl WordComments {
    fn new(text: &str, range: Range<usize>) -> Self {
        let mut comments = Self::default();
        let part = text.get(range.clone()).unwrap_or_default();
        for offset in memchr_iter(b'#', part.as_bytes()) {
            let (before, after) = part.split_at_checked(offset).unwrap_or_default();
            let value = before.trim_end_matches([' ', '\t']);
            if value.len() < before.len() && begins_with_word(after) {
                comments.by_text_end.insert(range.start + value.len(), range.start + offset);
            }
        }
        if !comments.by_text_end.is_empty() {
            comments.add_items(part, range.start);
        }
        comments
    }

    fn add_items(&mut self, part: &str, part_start: usize) {
        let (mut line_start, mut comment_start) = (part_start, None);
        for line in part.split_inclusive('\n') {
            let content = line.trim_end();
            let item = content.trim_start_matches([' ', '-']);
            let mark = content.strip_suffix(item).unwrap_or_default();
            if mark.ends_with("- ") && begins_with_word(item) {
                comment_start = Some(line_start + mark.len());
            } else if !item.is_empty() && !content.trim_start().starts_with('#') {
                comment_start = None;
            }
            if let Some(comment_start) = comment_start {
                let without_break = line.trim_end_matches(['\n', '\r']);
                for length in [content.len(), without_break.len(), line.len()] {
                    self.by_item_end.insert(line_start + length, comment_start);
                }
            }
            line_start += line.len();
        }
    }

    /// Returns where the comment begins that follows a value on its line.
    fn after_value(&self, text: &str, node: &YamlNode) -> Option<usize> {
        let end = node.range.end;
        if node.kind != NodeKind::Empty {
            return self.by_text_end.get(&end).copied();
        }
        // The range of an empty value ends before its colon or hyphen, or after it.
        let marks = text.as_bytes().get(end..)?.iter();
        let n_marks = marks.take_while(|byte| matches!(byte, b':' | b'-')).count();
        self.by_text_end.get(&(end + n_marks)).copied()
    }
}

fn begins_with_word(comment: &str) -> bool {
    comment.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric))
}

fn diagnostic(source: &Arc<SourceFile>, node: &YamlNode, start: usize) -> Option<Diagnostic> {
    let comment = source.text.get(start..)?.lines().next()?.trim_end();
    let span = Span::new(source, start..start + comment.len());
    let value = match node.kind {
        NodeKind::Empty => comment.to_owned(),
        // The lines of a text are one value.
        _ => {
            let lines = source.text.get(node.range.start..span.range().end)?.lines();
            let lines: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
            lines.join(" ")
        }
    };
    let kind = rules::ValueInComment { comment: comment.to_owned(), value };
    Some(Diagnostic::new(span, kind))
}
