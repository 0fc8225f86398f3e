//! The versions of a document, and what differs between two of them.

use super::text::{DateModel, LinkModel};
use serde::Serialize;

/// What differs between two texts, as one flow. In templates: `redline`, and `view` of the
/// component `view.redline`.
#[derive(Clone, Debug, Serialize)]
pub struct RedlineModel {
    /// The older document.
    pub older: LinkModel,
    /// When it was written.
    pub older_date: Option<DateModel>,
    /// The newer document.
    pub newer: LinkModel,
    /// When it was written.
    pub newer_date: Option<DateModel>,
    /// The language of the texts, if it is not the page's.
    pub language: Option<String>,
    /// The language of the page, if that of the texts is another one.
    pub page_language: Option<String>,
    /// A name that no other comparison on the page has.
    pub name: String,
    /// What differs, in words and numbers.
    pub summary: String,
    /// How words of one text only are marked, with the names of both. `None` if nothing is marked.
    pub marks: Option<String>,
    /// The page that shows the same comparison, if this is not it.
    pub own_page: Option<LinkModel>,
    /// The headings and paragraphs of both texts, in order.
    pub units: Vec<RedlineUnit>,
}

/// A heading or a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct RedlineUnit {
    /// The id of a moved paragraph, which its other place links to.
    pub id: Option<String>,
    /// `heading` or `paragraph`.
    pub kind: String,
    /// `kept`, `changed`, `added`, `removed`, `moved-from`, `moved-to` or `renumbered`.
    pub change: String,
    /// The change in words. `None` if nothing differs.
    pub label: Option<String>,
    /// The mark in the older text, if it is not that of the newer one.
    pub older_mark: Option<LinkModel>,
    /// The mark in the newer text, or in both.
    pub newer_mark: Option<LinkModel>,
    /// Of a paragraph that has been moved or has another mark: the mark of its other place.
    pub moved: Option<String>,
    /// Of a paragraph that has been moved: its other place.
    pub other_place: Option<LinkModel>,
    /// The words.
    pub runs: Vec<RedlineRun>,
}

/// Words that follow each other and are in the same texts.
#[derive(Clone, Debug, Serialize)]
pub struct RedlineRun {
    /// `both`, `from` or `to`.
    pub side: String,
    /// The words, with the spaces and line breaks between them.
    pub text: String,
    /// The space or line break after the last word, which is not marked.
    pub space: String,
}

/// The versions of a document. In templates: `entry.versions`.
#[derive(Clone, Debug, Serialize)]
pub struct VersionListModel {
    /// All versions, oldest first.
    pub items: Vec<VersionItem>,
    /// What has changed from this version to the newest, unless the list has it.
    pub since: Option<LinkModel>,
}

/// A version of a document.
#[derive(Clone, Debug, Serialize)]
pub struct VersionItem {
    /// The document.
    pub link: LinkModel,
    /// When it was written.
    pub date: Option<DateModel>,
    /// Whether it is the document whose page this is.
    pub is_current: bool,
    /// What has changed since the version before.
    pub changes: Option<LinkModel>,
    /// What has changed from this one to the document whose page this is, if others are between.
    pub until_current: Option<LinkModel>,
}
