//! A text that can be inserted.

use lsp_types::CompletionItemKind;
use std::ops::Range;

/// A text that can be inserted at a place.
#[derive(Clone, Debug)]
pub(in crate::lsp) struct Candidate {
    /// What the list shows.
    pub(in crate::lsp) label: String,
    /// What is shown beside it.
    pub(in crate::lsp) detail: Option<String>,
    /// What the client compares with the text in `range`.
    pub(in crate::lsp) filter_text: String,
    pub(in crate::lsp) new_text: String,
    /// What is replaced.
    pub(in crate::lsp) range: Range<usize>,
    pub(in crate::lsp) kind: CompletionItemKind,
}

impl Candidate {
    /// Makes a candidate whose text is its label.
    pub(super) fn word(label: &str, range: Range<usize>, kind: CompletionItemKind) -> Self {
        Self {
            label: label.to_owned(),
            detail: None,
            filter_text: label.to_owned(),
            new_text: label.to_owned(),
            range,
            kind,
        }
    }

    /// Adds what is shown beside the label.
    pub(super) fn with_detail(mut self, detail: &str) -> Self {
        self.detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
        self
    }
}
