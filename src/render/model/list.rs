//! Pages that list: sections, A–Ö, tags, mentions; and the page that is not there.

use super::text::{DateModel, LinkModel};
use serde::Serialize;

/// One page of a section, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ChildLink {
    /// Where to.
    pub link: LinkModel,
    /// Its description or the beginning of its text.
    pub summary: Option<String>,
    /// A section of its own: how many pages lie below.
    pub count: Option<usize>,
}

/// What changed last. In templates: `changes`. Template `changes.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesModel {
    /// One sentence that says what is listed.
    pub lede: String,
    /// The newest first.
    pub days: Vec<ChangedDay>,
}

/// What changed on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedDay {
    /// The day, or the month or year if no more is said.
    pub date: DateModel,
    /// The pages.
    pub items: Vec<ChildLink>,
}

/// "Mentioned in".
#[derive(Clone, Debug, Serialize)]
pub struct MentionsModel {
    /// How many pages in all.
    pub total: usize,
    /// At most 50.
    pub items: Vec<MentionModel>,
    /// The first fifty are here: this is where the rest is.
    pub more: Option<LinkModel>,
}

/// The first mention on one page.
#[derive(Clone, Debug, Serialize)]
pub struct MentionModel {
    /// The page.
    pub link: LinkModel,
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
pub struct ListPageModel {
    /// One sentence that says what is listed, if it needs saying.
    pub lede: Option<String>,
    /// Groups with a heading (letters of A–Ö), or one without.
    pub groups: Vec<ListPageGroup>,
    /// Pages of a long list: previous, next, and "2 of 7".
    pub paging: Option<PageLinks>,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListPageGroup {
    /// "A".
    pub heading: Option<String>,
    /// `a`: the heading's anchor.
    pub anchor: Option<String>,
    /// In order.
    pub items: Vec<ChildLink>,
}

/// Where in a long list this page is.
#[derive(Clone, Debug, Serialize)]
pub struct PageLinks {
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
    pub of: LinkModel,
    /// This page's mentions.
    pub mentions: MentionsModel,
    /// Where in the list.
    pub paging: PageLinks,
}

/// "Page not found", in all languages. In templates: `languages`. Template `404.html`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundSection {
    /// `sv`.
    pub language: String,
    /// "Sidan finns inte".
    pub title: String,
    /// What to do instead.
    pub text: String,
    /// The front page in that language, from the root of the host.
    pub front: LinkModel,
    /// The A–Ö in that language.
    pub index: LinkModel,
}
