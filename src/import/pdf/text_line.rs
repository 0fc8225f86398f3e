//! The lines and tables of a page, with the column that each line is in.

use super::page_table::read_table;
use super::segment::GlyphRun;

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct PaperLine {
    pub text: String,
    pub x: f64,
    pub end_x: f64,
    pub y: f64,
    pub size: f64,
    pub is_bold: bool,
    /// The number of its page, from 0.
    pub page: usize,
    /// The number of its column in the paper: lines below each other, down to a break.
    pub column: usize,
    /// How far the lines of its column reach.
    pub right_edge: f64,
}

/// A line or a table.
#[derive(Clone, Debug)]
pub(super) enum PageElement {
    Line(PaperLine),
    /// The lines of each cell of each row.
    Table(Vec<Vec<Vec<String>>>),
}

/// The elements of all pages.
#[derive(Debug, Default)]
pub(super) struct PaperLines {
    pub elements: Vec<PageElement>,
    n_columns: usize,
    /// The pages with columns, or whose order is not from top to bottom, from 1.
    pub pages_with_columns: Vec<usize>,
}

impl PaperLines {
    /// Appends a page.
    pub(super) fn push_page(&mut self, segments: &[GlyphRun], page: usize) {
        let first = self.elements.len();
        self.n_columns += 1;
        let mut rest = segments;
        while let Some((segment, after)) = rest.split_first() {
            if let Some(table) = read_table(rest) {
                let texts = |cell: Vec<&GlyphRun>| {
                    cell.into_iter().map(|line| line.text.clone()).collect::<Vec<_>>()
                };
                let rows = table.rows.into_iter();
                let rows = rows.map(|row| row.into_iter().map(texts).collect()).collect();
                self.elements.push(PageElement::Table(rows));
                self.n_columns += 1;
                rest = rest.get(table.n_segments..).unwrap_or_default();
                continue;
            }
            let mut line = self.line_of(segment, page);
            let mut last = segment;
            rest = after;
            while let Some((next, after)) = rest.split_first()
                && next.shares_line(last)
                && next.x >= last.end_x - last.size
            {
                line.text.push(' ');
                line.text.push_str(&next.text);
                line.end_x = next.end_x;
                line.is_bold &= next.is_bold();
                last = next;
                rest = after;
            }
            self.push_line(line, first);
        }
        self.measure_columns(first);
    }

    fn line_of(&self, segment: &GlyphRun, page: usize) -> PaperLine {
        PaperLine {
            text: segment.text.clone(),
            x: segment.x,
            end_x: segment.end_x,
            y: segment.y,
            size: segment.size,
            is_bold: segment.is_bold(),
            page,
            column: self.n_columns,
            right_edge: segment.end_x,
        }
    }

    /// Appends a line. One above the line before it begins another column; what is beside it is the
    /// column before.
    fn push_line(&mut self, mut line: PaperLine, first: usize) {
        let previous = self.elements.get(first..).and_then(<[PageElement]>::last);
        if let Some(PageElement::Line(previous)) = previous
            && line.y < previous.y - line.size * 0.5
        {
            let (column, top) = (previous.column, line.y - line.size * 0.5);
            self.n_columns += 1;
            for element in self.elements.iter_mut().skip(first) {
                if let PageElement::Line(beside) = element
                    && beside.column == column
                    && beside.y >= top
                {
                    beside.column = self.n_columns;
                }
            }
            self.n_columns += 1;
            let page = line.page + 1;
            if self.pages_with_columns.last() != Some(&page) {
                self.pages_with_columns.push(page);
            }
        }
        line.column = self.n_columns;
        self.elements.push(PageElement::Line(line));
    }

    fn measure_columns(&mut self, first: usize) {
        let mut edges = std::collections::HashMap::new();
        for element in self.elements.iter().skip(first) {
            if let PageElement::Line(line) = element {
                let edge = edges.entry(line.column).or_insert(line.end_x);
                *edge = line.end_x.max(*edge);
            }
        }
        for element in self.elements.iter_mut().skip(first) {
            if let PageElement::Line(line) = element
                && let Some(edge) = edges.get(&line.column)
            {
                line.right_edge = *edge;
            }
        }
    }
}

impl PaperLine {
    /// Returns the width of the first word.
    pub(super) fn first_word_width(&self) -> f64 {
        let n_chars = self.text.chars().count().max(1);
        let n_first = self.text.split(' ').next().unwrap_or_default().chars().count();
        // A line has fewer than 2^32 characters.
        let share = f64::from(u32::try_from(n_first).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(n_chars).unwrap_or(u32::MAX));
        (self.end_x - self.x) * share
    }
}
