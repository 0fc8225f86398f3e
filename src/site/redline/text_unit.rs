//! The units of a source text that are compared as a whole: headings and paragraphs.

use crate::site::source_text::{SourceParagraph, SourceText};

/// A part of a text that is compared as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextUnit {
    /// What it is.
    pub kind: UnitKind,
    /// Its words, with a line break before each item of a list and each row of a table.
    pub words: String,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// The text before the first mark.
    Preamble,
    /// The heading of a section.
    Heading,
    /// A paragraph, by its index in the text.
    Paragraph(usize),
}

impl UnitKind {
    /// Returns the index of a paragraph in its text. `None` for other units.
    #[must_use]
    pub fn paragraph_index(self) -> Option<usize> {
        match self {
            Self::Paragraph(index) => Some(index),
            Self::Preamble | Self::Heading => None,
        }
    }

    /// Returns whether two units can be versions of each other.
    pub(super) fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// Returns the units of a text in order.
#[must_use]
pub fn text_units(text: &SourceText) -> Vec<TextUnit> {
    let mut units = Vec::new();
    if !text.preamble.trim().is_empty() {
        let words = text.preamble.trim().to_owned();
        units.push(TextUnit { kind: UnitKind::Preamble, words });
    }
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        if let Some(section) = &paragraph.section {
            units.push(TextUnit { kind: UnitKind::Heading, words: section.text.clone() });
        }
        let words = paragraph_lines(paragraph);
        if !words.is_empty() || !paragraph.locator.is_empty() {
            units.push(TextUnit { kind: UnitKind::Paragraph(index), words });
        }
    }
    units
}

/// Returns the words of a paragraph. Each block, item and row begins a line; the line break is
/// instead of a space, so offsets are those of the paragraph's text.
fn paragraph_lines(paragraph: &SourceParagraph) -> String {
    let blocks = paragraph.blocks();
    let parts = blocks.iter().flat_map(|block| &block.parts);
    let lines = parts.filter_map(|part| paragraph.text.get(part.clone()));
    lines.collect::<Vec<_>>().join("\n")
}
