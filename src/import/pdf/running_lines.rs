//! Headers, footers and page numbers: the same line, digits aside, at the same place of at least
//! half of the pages, with nothing but such lines between it and the edge.

use super::segment::GlyphRun;
use crate::import::finding::ImportFinding;
use crate::import::unit_label::{LabelKind, UnitLabel};
use std::collections::BTreeMap;

/// How far the same line may be from its place on another page, in points.
const MAX_DISTANCE: f64 = 3.0;

/// The most lines of a header or a footer.
const MAX_LINES: usize = 6;

/// A line across the page.
#[derive(Debug)]
struct PageLine {
    y: f64,
    /// The text with `#` for digits.
    pattern: String,
    text: String,
    /// The indexes of its segments.
    segments: Vec<usize>,
    is_pagination: bool,
}

/// Removes the running lines of all pages, and returns what they are.
pub(super) fn remove_running_lines(pages: &mut [Vec<GlyphRun>]) -> Vec<ImportFinding> {
    let page_lines: Vec<Vec<PageLine>> = pages.iter().map(|page| lines_of(page)).collect();
    let least_pages = pages.len().div_ceil(2).max(2);
    let n_pages_with = |line: &PageLine| {
        let is_same = |other: &PageLine| {
            (other.y - line.y).abs() <= MAX_DISTANCE && other.pattern == line.pattern
        };
        let has_line = |lines: &&Vec<PageLine>| {
            let outer = lines.iter().take(MAX_LINES).chain(lines.iter().rev().take(MAX_LINES));
            outer.into_iter().any(is_same)
        };
        page_lines.iter().filter(has_line).count()
    };
    let is_running = |line: &&PageLine| {
        line.is_pagination || (!is_unit_label(&line.text) && n_pages_with(line) >= least_pages)
    };
    let mut removed: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut removed_segments: Vec<Vec<usize>> = Vec::new();
    for lines in &page_lines {
        let header = lines.iter().take(MAX_LINES).take_while(is_running);
        let n_header = header.clone().count();
        let rest = lines.len() - n_header;
        let footer = lines.iter().rev().take(rest.min(MAX_LINES)).take_while(is_running);
        let mut segments = Vec::new();
        for line in header.chain(footer) {
            segments.extend(line.segments.iter().copied());
            let entry = removed.entry(line.pattern.clone());
            entry.or_insert_with(|| (line.text.clone(), 0)).1 += 1;
        }
        removed_segments.push(segments);
    }
    for (page, segments) in pages.iter_mut().zip(removed_segments) {
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !segments.contains(&(index - 1))
        });
    }
    let removed = removed.into_values();
    removed.map(|(text, n_pages)| ImportFinding::RepeatedLine { text, n_pages }).collect()
}

/// Returns the lines of a page from the top.
fn lines_of(segments: &[GlyphRun]) -> Vec<PageLine> {
    let mut order: Vec<usize> = (0..segments.len()).collect();
    let place = |index: &usize| segments.get(*index).map_or((0.0, 0.0), |it| (it.y, it.x));
    order.sort_by(|left, right| {
        let ((y, x), (other_y, other_x)) = (place(left), place(right));
        y.total_cmp(&other_y).then(x.total_cmp(&other_x))
    });
    let mut lines: Vec<PageLine> = Vec::new();
    for index in order {
        let Some(segment) = segments.get(index) else { continue };
        match lines.last_mut().filter(|line| segment.y - line.y <= MAX_DISTANCE) {
            Some(line) => {
                line.text.push(' ');
                line.text.push_str(&segment.text);
                line.segments.push(index);
                line.is_pagination &= segment.is_pagination;
            }
            None => lines.push(PageLine {
                y: segment.y,
                pattern: String::new(),
                text: segment.text.clone(),
                segments: vec![index],
                is_pagination: segment.is_pagination,
            }),
        }
    }
    for line in &mut lines {
        line.pattern = line_pattern(&line.text);
    }
    lines
}

/// Returns a text with `#` for each number; a Roman numeral that is alone is a number.
fn line_pattern(text: &str) -> String {
    let bare = text.trim_matches(|char: char| !char.is_alphanumeric());
    if !bare.is_empty() && bare.len() <= 8 && bare.chars().all(|char| "ivxlcIVXLC".contains(char)) {
        return text.replace(bare, "#");
    }
    let mut pattern = String::new();
    for char in text.chars() {
        match char {
            '0'..='9' if pattern.ends_with('#') => {}
            '0'..='9' => pattern.push('#'),
            _ => pattern.push(char),
        }
    }
    pattern
}

/// Returns whether a line is the label of a unit, which may begin each page of a short paper.
fn is_unit_label(text: &str) -> bool {
    UnitLabel::parse(text).is_some_and(|label| {
        matches!(label.kind, LabelKind::Word(_) | LabelKind::Section | LabelKind::Part(_))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_roman_numerals_are_set_aside() {
        assert_eq!(line_pattern("Sida 12 av 40"), "Sida # av #");
        assert_eq!(line_pattern("– iv –"), "– # –");
        assert_eq!(line_pattern("Hyran"), "Hyran");
    }
}
