//! Where reading goes on after a mistake: the next key or list item of a block that is open.

use std::ops::Range;

/// A block collection that was open when the parser stopped.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockLevel {
    /// Bytes from the beginning of the line to its first key or dash.
    pub(super) column: usize,
    /// What it is.
    pub(super) kind: CollectionKind,
}

/// A map or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CollectionKind {
    /// Keys and values.
    Map,
    /// Items.
    List,
}

/// A part of the text that goes on with one of the open collections.
#[derive(Debug)]
pub(super) struct Segment {
    /// Index of the collection among the levels.
    pub(super) level: usize,
    /// Whole lines.
    pub(super) range: Range<usize>,
}

/// Finds the first line in `text[from..]` that is a key or item of an open collection, and the
/// lines that belong to the same collection. `from` begins a line.
pub(super) fn next_segment(text: &str, from: usize, levels: &[BlockLevel]) -> Option<Segment> {
    let mut lines = lines_with_offsets(text, from);
    let (level, start, open) = lines.by_ref().find_map(|(start, line)| {
        let fits =
            |level: &BlockLevel| level.column == indentation(line) && level.kind.starts_item(line);
        let index = levels.iter().rposition(fits)?;
        Some((index, start, levels.get(index)?))
    })?;
    let goes_on = |line: &str| {
        let indentation = indentation(line);
        let is_within = open.kind == CollectionKind::Map || open.kind.starts_item(line);
        indentation > open.column || indentation == open.column && is_within
    };
    let end = lines.find(|(_, line)| !goes_on(line)).map_or(text.len(), |(start, _)| start);
    Some(Segment { level, range: start..end })
}

/// The beginning of the line after the one that holds `offset`.
pub(super) fn next_line_start(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| offset + at + 1)
}

/// The beginning of the line that holds `offset`.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

impl CollectionKind {
    /// Whether a line can be the first of an item or key.
    fn starts_item(self, line: &str) -> bool {
        let words = line.trim();
        let is_item = words == "-" || words.starts_with("- ");
        match self {
            Self::List => is_item,
            Self::Map => {
                let key = words.strip_suffix(':').or_else(|| Some(words.split_once(": ")?.0));
                let reserved = |first: char| "#[]{},|>&*!%@`?".contains(first);
                !is_item && key.is_some_and(|key| !key.is_empty() && !key.starts_with(reserved))
            }
        }
    }
}

/// The lines that say something, with where they begin.
fn lines_with_offsets(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(from..).unwrap_or_default();
    rest.split_inclusive('\n')
        .scan(from, |next, line| {
            let start = *next;
            *next += line.len();
            Some((start, line))
        })
        .filter(|(_, line)| !matches!(line.trim_start().chars().next(), None | Some('#')))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
