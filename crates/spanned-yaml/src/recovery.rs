//! Error recovery: finds the next key or list item of an open block to resume parsing at.

use std::ops::Range;

/// A collection that was open when the parser stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockLevel {
    /// Bytes from the start of the line to the first key or dash.
    pub(crate) column: usize,
    pub(crate) kind: CollectionKind,
}

/// A map or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CollectionKind {
    Map,
    List,
}

/// A part of the text that continues one of the open collections.
#[derive(Debug)]
pub(crate) struct Segment {
    /// The index of the collection among the levels.
    pub(crate) level: usize,
    /// Whole lines.
    pub(crate) range: Range<usize>,
}

/// Finds the first line in `text[start..]` that is a key or item of an open collection, and the
/// lines after it that belong to the same collection. `start` is the start of a line.
pub(crate) fn next_segment(text: &str, start: usize, levels: &[BlockLevel]) -> Option<Segment> {
    let mut lines = lines_with_offsets(text, start);
    let (level_index, segment_start, level) = lines.by_ref().find_map(|(offset, line)| {
        let is_item_of = |level: &BlockLevel| {
            level.column == indentation(line) && level.kind.is_start_of_item(line)
        };
        let level_index = levels.iter().rposition(is_item_of)?;
        Some((level_index, offset, levels.get(level_index)?))
    })?;
    let belongs_to_level = |line: &str| {
        let indentation = indentation(line);
        let is_within = level.kind == CollectionKind::Map || level.kind.is_start_of_item(line);
        indentation > level.column || indentation == level.column && is_within
    };
    let first_line_after = lines.find(|(_, line)| !belongs_to_level(line));
    let segment_end = first_line_after.map_or(text.len(), |(offset, _)| offset);
    Some(Segment { level: level_index, range: segment_start..segment_end })
}

/// Returns the start of the line after the one that contains `offset`.
pub(crate) fn next_line_start(text: &str, offset: usize) -> usize {
    let newline = text.get(offset..).and_then(|rest| rest.find('\n'));
    newline.map_or(text.len(), |newline| offset + newline + 1)
}

/// Returns the start of the line that contains `offset`.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

impl CollectionKind {
    /// Returns whether a line can be the first one of an item or a key.
    fn is_start_of_item(self, line: &str) -> bool {
        let line = line.trim();
        let has_dash = line == "-" || line.starts_with("- ");
        match self {
            Self::List => has_dash,
            Self::Map => {
                let key = line.strip_suffix(':').or_else(|| Some(line.split_once(": ")?.0));
                let is_reserved = |first: char| "#[]{},|>&*!%@`?".contains(first);
                !has_dash && key.is_some_and(|key| !key.is_empty() && !key.starts_with(is_reserved))
            }
        }
    }
}

/// Returns the lines that are neither empty nor a comment, with the offsets where they start.
fn lines_with_offsets(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(start..).unwrap_or_default();
    rest.split_inclusive('\n')
        .scan(start, |next_offset, line| {
            let offset = *next_offset;
            *next_offset += line.len();
            Some((offset, line))
        })
        .filter(|(_, line)| !matches!(line.trim_start().chars().next(), None | Some('#')))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
