//! Pages that list: sections, A–Ö, tags, mentions; and the page that is not there.

use super::words::{DateView, Link};
use serde::Serialize;

/// One page of a section, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ChildView {
    /// Where to.
    pub link: Link,
    /// Its description or the beginning of its text.
    pub summary: Option<String>,
    /// A section of its own: how many pages lie below.
    pub count: Option<usize>,
}

/// What changed last. In templates: `changes`. Template `changes.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// One sentence that says what is listed.
    pub lede: String,
    /// The newest first.
    pub days: Vec<ChangedDay>,
}

/// What changed on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedDay {
    /// The day, or the month or year if no more is said.
    pub date: DateView,
    /// The pages.
    pub items: Vec<ChildView>,
}

/// "Mentioned in".
#[derive(Clone, Debug, Serialize)]
pub struct Mentions {
    /// How many pages in all.
    pub total: usize,
    /// At most 50.
    pub items: Vec<Mention>,
    /// The first fifty are here: this is where the rest is.
    pub more: Option<Link>,
}

/// The first mention on one page.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    /// The page.
    pub link: Link,
    /// The words before the mention.
    pub before: String,
    /// The mention's own words.
    pub words: String,
    /// The words after it.
    pub after: String,
}

/// A list page: a folder without an index, A–Ö, tags, one tag. In templates: `list`. Template
/// `list.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// One sentence that says what is listed, if it needs saying.
    pub lede: Option<String>,
    /// Groups with a heading (letters of A–Ö), or one without.
    pub groups: Vec<ListGroup>,
    /// Pages of a long list: previous, next, and "2 of 7".
    pub paging: Option<Paging>,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListGroup {
    /// "A".
    pub heading: Option<String>,
    /// `a`: the heading's anchor.
    pub anchor: Option<String>,
    /// In order.
    pub items: Vec<ChildView>,
}

/// Where in a long list this page is.
#[derive(Clone, Debug, Serialize)]
pub struct Paging {
    /// Counts from 1.
    pub number: usize,
    /// How many in all.
    pub total: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

/// "Mentioned in", from the 51st mention on. In templates: `mentions`, `paging`. Template
/// `mentions.html`.
#[derive(Clone, Debug, Serialize)]
pub struct MentionsPage {
    /// The entry that is mentioned.
    pub of: Link,
    /// This page's mentions.
    pub mentions: Mentions,
    /// Where in the list.
    pub paging: Paging,
}

/// "Page not found", in all languages. In templates: `languages`. Template `404.html`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPart {
    /// `sv`.
    pub language: String,
    /// "Sidan finns inte".
    pub title: String,
    /// What to do instead.
    pub text: String,
    /// The front page in that language, from the root of the host.
    pub front: Link,
    /// The A–Ö in that language.
    pub index: Link,
}
