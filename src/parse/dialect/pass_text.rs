//! The text that a pass reads.

use super::markup_ranges::MarkupRanges;
use std::cell::OnceCell;

/// A text with its markup, which all passes share until one changes the text.
#[derive(Debug)]
pub(super) struct PassText {
    pub(super) text: String,
    markup: OnceCell<MarkupRanges>,
}

impl PassText {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), markup: OnceCell::new() }
    }

    /// Returns where the text has markup. It is read when a pass first asks for it.
    pub(super) fn markup(&self) -> &MarkupRanges {
        self.markup.get_or_init(|| MarkupRanges::new(&self.text))
    }
}
