//! Tables: rows of segments whose cells begin at the same places, in the order of the file.

use super::segment::GlyphRun;
use crate::import::unit_label::UnitLabel;
use crate::site::source_text::is_list_item;

/// The most lines of a cell. More is a column of text.
const MAX_CELL_LINES: usize = 12;

/// How far the columns of a row may be from those of the first, in points.
const MAX_DISTANCE: f64 = 4.0;

/// A table that has been read from segments.
#[derive(Debug)]
pub(super) struct PageTable<'a> {
    /// The lines of each cell of each row.
    pub rows: Vec<Vec<Vec<&'a GlyphRun>>>,
    pub n_segments: usize,
}

/// Reads the table that begins with the first segment. `None` means that none does.
pub(super) fn read_table(segments: &[GlyphRun]) -> Option<PageTable<'_>> {
    let mut rows: Vec<Vec<Vec<&GlyphRun>>> = Vec::new();
    let mut n_segments = 0;
    while let Some((row, n_row)) = read_row(segments.get(n_segments..)?) {
        let fits = rows.last().is_none_or(|previous| is_next_row(previous, &row));
        if !fits {
            break;
        }
        n_segments += n_row;
        rows.push(row);
    }
    (rows.len() >= 2).then_some(PageTable { rows, n_segments })
}

/// Reads a row: cells from left to right that begin on the same line.
fn read_row(segments: &[GlyphRun]) -> Option<(Vec<Vec<&GlyphRun>>, usize)> {
    let first = segments.first()?;
    if is_label(&first.text) {
        // `(a)` before the text of an item.
        return None;
    }
    let mut cells: Vec<Vec<&GlyphRun>> = vec![vec![first]];
    let mut n_segments = 1;
    for segment in segments.iter().skip(1) {
        let Some(cell) = cells.last_mut() else { break };
        let (Some(cell_start), Some(last)) = (cell.first().copied(), cell.last().copied()) else {
            break;
        };
        let is_right_of = segment.x >= last.end_x.min(cell_start.end_x) + segment.size * 0.3;
        if is_right_of && segment.shares_line(first) {
            cells.push(vec![segment]);
        } else if is_next_line_of(segment, last, cell_start) && !begins_row(segment, &cells, first)
        {
            if let Some(cell) = cells.last_mut() {
                cell.push(segment);
            }
        } else {
            break;
        }
        n_segments += 1;
        if cells.last().is_some_and(|cell| cell.len() > MAX_CELL_LINES) {
            return None;
        }
    }
    (cells.len() >= 2).then_some((cells, n_segments))
}

/// Returns whether a segment is the next line of a cell.
fn is_next_line_of(segment: &GlyphRun, last: &GlyphRun, cell_start: &GlyphRun) -> bool {
    let offset = segment.y - last.y;
    let overlaps = segment.x < cell_start.end_x.max(last.end_x) && segment.end_x > cell_start.x;
    overlaps && offset > 0.0 && offset <= last.size * 1.6
}

/// Returns whether a segment begins the next row: it is at the start of the first cell, and not
/// within that cell.
fn begins_row(segment: &GlyphRun, cells: &[Vec<&GlyphRun>], first: &GlyphRun) -> bool {
    cells.len() > 1 && (segment.x - first.x).abs() <= MAX_DISTANCE
}

/// Returns whether a row is below another one and has its columns.
fn is_next_row(previous: &[Vec<&GlyphRun>], row: &[Vec<&GlyphRun>]) -> bool {
    let bottom = previous.iter().flatten().map(|line| line.y).fold(f64::MIN, f64::max);
    let top = row.iter().flatten().map(|line| line.y).fold(f64::MAX, f64::min);
    let size = previous.iter().flatten().map(|line| line.size).fold(0.0, f64::max);
    let shares_column = |cell: &Vec<&GlyphRun>| {
        let extent = |cell: &[&GlyphRun]| {
            let start = cell.iter().map(|line| line.x).fold(f64::MAX, f64::min);
            let end = cell.iter().map(|line| line.end_x).fold(f64::MIN, f64::max);
            (start, end)
        };
        let (start, end) = extent(cell);
        previous
            .iter()
            .filter(|other| {
                let (other_start, other_end) = extent(other);
                start < other_end && end > other_start
            })
            .count()
            == 1
    };
    previous.len() == row.len()
        && top > bottom
        && top - bottom <= size * 4.0
        && row.iter().all(shares_column)
}

fn is_label(text: &str) -> bool {
    let is_mark = is_list_item(&format!("{text} x")) && text.chars().count() <= 6;
    is_mark || UnitLabel::parse(text).is_some_and(|label| label.is_whole(text))
}
