//! The words of a source: behind a claim, and as a text of their own.

use super::text::{LinkModel, SafeHtml};
use serde::Serialize;

/// The words that back a claim, and where they stand.
#[derive(Clone, Debug, Serialize)]
pub struct SourceQuote {
    /// The quote, as markup: not for attributes; none if none is given.
    pub quote: Option<SafeHtml>,
    /// What stands before the quote in its paragraph, as markup; only in the list of sources.
    pub before: SafeHtml,
    /// What stands after it, as markup.
    pub after: SafeHtml,
    /// The language of the words if it is not the page's.
    pub language: Option<String>,
    /// `P19`, or free words.
    pub locator: Option<String>,
    /// The paragraph; none if the document has no text.
    pub href: Option<String>,
    /// The document; none if there is none of that name.
    pub document: Option<LinkModel>,
    /// Where the document lies outside the site, if it says so.
    pub address: Option<String>,
    /// Whether the words were found in the text: `verified`, `external` (the text is not here),
    /// `unquoted`, `missing`.
    pub state: String,
    /// What a reader has to know about that; none if the words were found.
    pub warning: Option<String>,
}

/// One of the page's sources, at its foot. In templates: `entry.sources`.
#[derive(Clone, Debug, Serialize)]
pub struct SourceListItem {
    /// Counts from 1: the number of the markers.
    pub number: usize,
    /// The words.
    pub ground: SourceQuote,
}

/// A paper's own text.
#[derive(Clone, Debug, Serialize)]
pub struct SourceTextModel {
    /// The text's language if it is not the page's.
    pub language: Option<String>,
    /// What stands before the first paragraph's marker; shown, not citable.
    pub preamble: Option<String>,
    /// In order.
    pub sections: Vec<SourceSectionModel>,
}

/// A section of a paper.
#[derive(Clone, Debug, Serialize)]
pub struct SourceSectionModel {
    /// The heading; none before the first.
    pub heading: Option<String>,
    /// In order.
    pub paragraphs: Vec<SourceParagraphModel>,
}

/// A paragraph of a paper.
#[derive(Clone, Debug, Serialize)]
pub struct SourceParagraphModel {
    /// `P19`: shown, and the anchor.
    pub locator: String,
    /// As written, white space folded: in order, words that claims rest on and words that none
    /// does.
    pub pieces: Vec<SourcePieceModel>,
    /// `cited`, `silent` (it carries no claim, an editor says), or `open` (nobody looked yet).
    pub state: String,
    /// What rests on it, at most 50.
    pub rests: Vec<CitedBy>,
    /// Where the rest of them is.
    pub more: Option<LinkModel>,
}

/// Some words of a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct SourcePieceModel {
    /// The words.
    pub text: SafeHtml,
    /// Whether a claim rests on them.
    pub is_cited: bool,
}

/// An entry that rests on a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct CitedBy {
    /// The entry.
    pub link: LinkModel,
    /// Its fields that do.
    pub fields: Vec<CitedByField>,
    /// Whether it is a question.
    pub is_question: bool,
}

/// A field that rests on a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct CitedByField {
    /// The field, with its label.
    pub link: LinkModel,
    /// How firmly its value stands, if not as sourced: the name and the word.
    pub standing: Option<String>,
    /// In words.
    pub mark: Option<String>,
}
