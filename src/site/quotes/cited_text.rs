//! The text of the paragraphs that a citation names.

use std::ops::Range;

/// The text of some paragraphs as one text, in which a quote is searched. White space is single
/// spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedText {
    /// The paragraphs, joined by a space.
    pub text: String,
    /// The offset of each paragraph, in order.
    pub paragraph_starts: Vec<usize>,
}

impl CitedText {
    /// Joins some paragraphs.
    #[must_use]
    pub fn new<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        let mut cited = Self::default();
        for paragraph in paragraphs {
            if !cited.paragraph_starts.is_empty() {
                cited.text.push(' ');
            }
            cited.paragraph_starts.push(cited.text.len());
            cited.text.push_str(paragraph);
        }
        cited
    }

    /// Returns the index of the paragraph that contains an offset.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraph_starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Returns the range of each paragraph, in order.
    pub fn paragraph_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let next_starts = self.paragraph_starts.iter().skip(1).map(|start| start - 1);
        let ends = next_starts.chain([self.text.len()]);
        self.paragraph_starts.iter().zip(ends).map(|(start, end)| *start..end)
    }

    /// Returns whether a paragraph begins after one offset and not after another.
    #[must_use]
    pub fn has_border_between(&self, before: usize, after: usize) -> bool {
        self.paragraph_starts.iter().any(|start| (before + 1..=after).contains(start))
    }

    /// Returns a part of the text; empty if it is not a part.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}
