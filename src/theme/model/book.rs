//! The book: one page with all pages.

use super::entry::EntryModel;
use super::text::{LinkModel, SafeHtml};
use serde::Serialize;

/// The book. In templates: `book`. Template: `book.html`.
#[derive(Clone, Debug, Serialize)]
pub struct BookModel {
    /// The chapters, in reading order.
    pub chapters: Vec<BookChapter>,
    /// All sources of the book.
    pub sources: Option<SafeHtml>,
}

/// A chapter of the book.
#[derive(Clone, Debug, Serialize)]
pub struct BookChapter {
    /// Its title.
    pub title: String,
    /// The language of the title, if it is not the page's.
    pub language: Option<String>,
    /// Its anchor.
    pub anchor: String,
    /// The link to it.
    pub href: String,
    /// How many chapters it is inside, and 1.
    pub level: usize,
    /// The chapter, which `chapter.html` has made.
    pub html: SafeHtml,
}

/// What a chapter shows of an entry. In templates: `chapter`. Template: `chapter.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterModel {
    /// Its title.
    pub title: String,
    /// The language of the title, if it is not the page's.
    pub language: Option<String>,
    /// The anchor of the title, if links lead to it.
    pub title_id: Option<String>,
    /// Whether the title is one of the source's own words.
    pub is_verbatim: bool,
    /// The entry, without what leads to other pages.
    pub entry: EntryModel,
    /// The questions about the entry.
    pub questions: Vec<LinkModel>,
}
