//! Source quotes beside statements, and the text of a document.

use super::text::{LinkModel, SafeHtml};
use serde::Serialize;

/// The quote that supports a statement, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceQuote {
    /// The quote as markup, which must not be used in attributes. `None` means no quote is given.
    pub quote: Option<SafeHtml>,
    /// The quote with the text around it, one passage for each paragraph; shown in the list of
    /// sources. Empty if there is no quote.
    pub passages: Vec<QuotedPassage>,
    /// The whole sentence of a quote that leaves out words, in quoted and omitted pieces. Empty for
    /// other quotes.
    pub sentence: Vec<SourcePieceModel>,
    /// The language of the quote, if it is not the page's.
    pub language: Option<String>,
    /// `P19`, or free text.
    pub locator: Option<String>,
    /// Address of the paragraph. `None` means the document has no text.
    pub href: Option<String>,
    /// The document by its short name or title, without an address if it has no page.
    pub document: LinkModel,
    /// The document's address outside the site, if it is given.
    pub address: Option<String>,
    /// The result of the quote check: `verified`, `external` (the site has no text), `unquoted` or
    /// `missing`.
    pub quote_check: String,
    /// What a reader has to know about that result, if anything.
    pub warning: Option<String>,
    /// If the paper has a later version: from when to when the wording was this, and what has taken
    /// its place.
    pub wording: Option<SafeHtml>,
    /// Whether the same words are quoted earlier in the same block, so that only their location is
    /// shown.
    pub is_repeated: bool,
}

/// The part of a quote that is in one paragraph, as markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotedPassage {
    /// The text before it in the paragraph; cut if it is long.
    pub before: SafeHtml,
    /// The part of the quote.
    pub quote: SafeHtml,
    /// The text after it in the paragraph; cut if it is long.
    pub after: SafeHtml,
}

/// The page's list of sources. In templates: `entry.sources`.
#[derive(Clone, Debug, Serialize)]
pub struct SourceListModel {
    /// Names the document of all items, if there is only one.
    pub note: Option<SafeHtml>,
    /// By document, in the order of their first items; at least one.
    pub groups: Vec<SourceListGroup>,
    /// How many items there are.
    pub total: usize,
}

/// The items of one document in the page's list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourceListGroup {
    /// The document, as a heading. `None` means that the list has no other document.
    pub document: Option<LinkModel>,
    /// Whether the document is named above the items, so that they need not name it.
    pub is_named: bool,
    /// In the order of their numbers; at least one.
    pub items: Vec<SourceListItem>,
}

/// One item of the page's list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourceListItem {
    /// The number of its markers; counts from 1.
    pub number: usize,
    /// The quote.
    pub source_quote: SourceQuote,
}

/// The text of a document.
#[derive(Clone, Debug, Serialize)]
pub struct SourceTextModel {
    /// The text's language, if it is not the page's.
    pub language: Option<String>,
    /// The text before the first paragraph's marker; shown, but not citable.
    pub preamble: Option<String>,
    /// Whether some of the words that can be cited are on no page.
    pub has_uncited: bool,
    /// In order.
    pub sections: Vec<SourceSectionModel>,
}

/// A section of a document's text.
#[derive(Clone, Debug, Serialize)]
pub struct SourceSectionModel {
    /// The heading. `None` before the first one.
    pub heading: Option<String>,
    /// The id of the heading.
    pub anchor: Option<String>,
    /// In order.
    pub paragraphs: Vec<SourceParagraphModel>,
}

/// A paragraph of a document's text.
#[derive(Clone, Debug, Serialize)]
pub struct SourceParagraphModel {
    /// `P19` or `§ 3`; empty for a repeated locator.
    pub locator: String,
    /// The id, which an address can have; empty if the locator is.
    pub anchor: String,
    /// The text in its shape.
    pub blocks: Vec<SourceBlockModel>,
    /// `cited`, `silent` (an editor marked it as containing no claim) or `open`.
    pub state: String,
    /// The entries that cite it, at most 50.
    pub citing_entries: Vec<CitedBy>,
    /// The number of all entries that cite it.
    pub n_citing_entries: usize,
    /// A link to a list of all of them, if there are more than in `citing_entries`.
    pub more: Option<LinkModel>,
}

/// A part of a paragraph with a shape of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "form", rename_all = "lowercase")]
pub enum SourceBlockModel {
    /// Words.
    Text {
        /// In order.
        pieces: Vec<SourcePieceModel>,
    },
    /// A list, whose items begin with their marks.
    List {
        /// The pieces of each item.
        items: Vec<Vec<SourcePieceModel>>,
    },
    /// A table.
    Table {
        /// The pieces of each cell of the header; empty if there is none.
        header: Vec<Vec<SourcePieceModel>>,
        /// The pieces of each cell of each row.
        rows: Vec<Vec<Vec<SourcePieceModel>>>,
    },
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePieceModel {
    /// The text.
    pub text: SafeHtml,
    /// Whether it is quoted.
    pub is_cited: bool,
}

impl SourcePieceModel {
    /// Returns a piece that a statement quotes.
    #[must_use]
    pub fn cited(text: SafeHtml) -> Self {
        Self { text, is_cited: true }
    }

    /// Returns a piece that no statement quotes.
    #[must_use]
    pub fn uncited(text: SafeHtml) -> Self {
        Self { text, is_cited: false }
    }
}

/// An entry that cites a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct CitedBy {
    /// The entry.
    pub link: LinkModel,
    /// Its fields that cite the paragraph.
    pub fields: Vec<CitedByField>,
    /// That its text cites the paragraph, and in which languages. `None` means that it does not, or
    /// that the link to the entry says enough.
    pub in_text: Option<String>,
    /// Whether it is a question.
    pub is_question: bool,
}

/// A field that cites a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct CitedByField {
    /// The field, with its label.
    pub link: LinkModel,
    /// Its values that cite the paragraph, with who says so and when, as inline markup. `None` for
    /// a text with blocks, a citation and a group.
    pub claim: Option<SafeHtml>,
    /// Its evidence status, if it is not `sourced`.
    pub standing: Option<String>,
    /// The label of that status.
    pub standing_label: Option<String>,
}
