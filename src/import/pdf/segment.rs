//! Segments: glyphs that follow each other on one line, in the order of the file.

use super::content_text::PageGlyph;
use crate::import::paper::push_without_ligature;

/// The marks around a raised text within a segment; Unicode reserves them for programs.
pub(super) const RAISED_START: char = '\u{fdd0}';
pub(super) const RAISED_END: char = '\u{fdd1}';

/// Of the size of the text: the least gap that is a space.
const SPACE_GAP: f64 = 0.17;

/// Of the size of the text: the least gap that ends a segment. Words of a line that is set to the
/// width of its column have a space between them, and cells of a table do not.
const SEGMENT_GAP: f64 = 0.6;
const SEGMENT_GAP_AT_PLACE: f64 = 0.2;
const SEGMENT_GAP_AFTER_SPACE: f64 = 1.3;

/// Of the size of the text: how much smaller and how much higher a raised text is.
const RAISED_SIZE: f64 = 0.85;
const RAISED_OFFSET: f64 = 0.12;

/// Of the size of the text: how far a raised or lowered text is from its base line.
const MAX_OFFSET: f64 = 0.6;

/// Glyphs that follow each other on one line.
#[derive(Clone, Debug)]
pub(super) struct GlyphRun {
    pub text: String,
    pub x: f64,
    pub end_x: f64,
    pub y: f64,
    pub size: f64,
    n_glyphs: usize,
    n_bold: usize,
    pub is_pagination: bool,
    /// Whether the last glyphs are raised.
    is_in_raised: bool,
}

impl GlyphRun {
    fn new(glyph: &PageGlyph) -> Self {
        Self {
            text: String::new(),
            x: glyph.x,
            end_x: glyph.x,
            y: glyph.y,
            size: glyph.size,
            n_glyphs: 0,
            n_bold: 0,
            is_pagination: glyph.is_pagination,
            is_in_raised: false,
        }
    }

    /// Returns whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.n_bold * 10 >= self.n_glyphs * 9 && self.n_glyphs > 0
    }

    /// Returns whether both are on the same line.
    pub(super) fn shares_line(&self, other: &Self) -> bool {
        (self.y - other.y).abs() <= self.size.min(other.size) * 0.35
    }

    /// Returns whether a glyph goes on with the segment.
    fn accepts(&self, glyph: &PageGlyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.x - self.end_x;
        let max_gap = match (self.text.ends_with(' '), glyph.is_placed) {
            (true, _) => SEGMENT_GAP_AFTER_SPACE,
            (false, true) => SEGMENT_GAP_AT_PLACE,
            (false, false) => SEGMENT_GAP,
        };
        glyph.is_pagination == self.is_pagination
            && (glyph.y - self.y).abs() <= size * MAX_OFFSET
            && (-size * 0.5..=size * max_gap).contains(&gap)
            && (self.is_raised(glyph) || self.is_base_of(glyph) || is_same_line(self, glyph))
    }

    fn is_raised(&self, glyph: &PageGlyph) -> bool {
        glyph.size <= self.size * RAISED_SIZE && self.y - glyph.y >= self.size * RAISED_OFFSET
    }

    /// Returns whether all before a glyph is raised above it: the sign of a note.
    fn is_base_of(&self, glyph: &PageGlyph) -> bool {
        self.size <= glyph.size * RAISED_SIZE
            && glyph.y - self.y >= glyph.size * RAISED_OFFSET
            && self.text.chars().count() <= 4
    }

    fn push(&mut self, glyph: &PageGlyph) {
        if self.is_base_of(glyph) {
            self.text = format!("{RAISED_START}{}", self.text.trim());
            self.is_in_raised = true;
            (self.y, self.size) = (glyph.y, glyph.size);
        }
        let is_raised = self.is_raised(glyph) && glyph.text.trim() == glyph.text;
        if self.is_in_raised && !is_raised {
            self.text.push(RAISED_END);
        }
        let has_gap = glyph.x - self.end_x > glyph.size.min(self.size) * SPACE_GAP;
        if has_gap && !is_raised && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if is_raised && !self.is_in_raised {
            self.text.push(RAISED_START);
        }
        self.is_in_raised = is_raised;
        for char in glyph.text.chars() {
            push_without_ligature(&mut self.text, char);
        }
        if !glyph.text.trim().is_empty() {
            self.n_glyphs += 1;
            self.n_bold += usize::from(glyph.is_bold);
            self.end_x = glyph.end_x;
        }
        self.end_x = self.end_x.max(glyph.end_x);
    }

    fn finish(mut self) -> Option<Self> {
        if self.is_in_raised {
            self.text.push(RAISED_END);
        }
        self.text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (self.n_glyphs > 0).then_some(self)
    }
}

fn is_same_line(segment: &GlyphRun, glyph: &PageGlyph) -> bool {
    (segment.y - glyph.y).abs() <= segment.size.max(glyph.size) * 0.3
}

/// Returns the segments of a page, in the order of the file.
pub(super) fn page_segments(glyphs: &[PageGlyph]) -> Vec<GlyphRun> {
    let mut segments: Vec<GlyphRun> = Vec::new();
    let mut current: Option<GlyphRun> = None;
    for glyph in glyphs {
        match &mut current {
            Some(segment) if segment.accepts(glyph) => segment.push(glyph),
            _ => {
                segments.extend(current.take().and_then(GlyphRun::finish));
                // Space at the start of a line is not text.
                if !glyph.text.trim().is_empty() {
                    let mut segment = GlyphRun::new(glyph);
                    segment.push(glyph);
                    current = Some(segment);
                }
            }
        }
    }
    segments.extend(current.and_then(GlyphRun::finish));
    segments
}
