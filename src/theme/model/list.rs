//! List pages (sections, A–Ö, tags, changes, mentions), and "Page not found".

use super::text::{DateModel, LinkModel};
use serde::Serialize;

/// One page of a section, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ChildLink {
    /// The page.
    pub link: LinkModel,
    /// That another entry has replaced it: "replaced 2019".
    pub replaced: Option<String>,
    /// Its description, or the start of its text.
    pub summary: Option<String>,
    /// For a section: the number of its pages.
    pub count: Option<usize>,
}

/// The latest changes. In templates: `changes`. Template: `changes.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesModel {
    /// One sentence about what is listed.
    pub lede: String,
    /// The days, newest first.
    pub days: Vec<ChangedDay>,
}

/// The changes of one day.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedDay {
    /// The day, or the month or year if the date is no more precise.
    pub date: DateModel,
    /// The pages.
    pub items: Vec<ChangedPage>,
}

/// A page that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedPage {
    /// The page.
    pub link: LinkModel,
    /// Its description, or the start of its text.
    pub summary: Option<String>,
    /// What changed, in words. `None` means that it is not known.
    pub changed: Option<String>,
}

/// "Mentioned in".
#[derive(Clone, Debug, Serialize)]
pub struct MentionsModel {
    /// The total number of pages.
    pub total: usize,
    /// The mentions on at most 50 pages.
    pub items: Vec<MentionModel>,
    /// A link to the remaining pages, if there are more than 50.
    pub more: Option<LinkModel>,
}

/// The first mention on a page, or on several pages that have the same words there.
#[derive(Clone, Debug, Serialize)]
pub struct MentionModel {
    /// The pages.
    pub links: Vec<LinkModel>,
    /// The language of the words, if it is another one than the page's.
    pub language: Option<String>,
    /// The text before the mention.
    pub before: String,
    /// The text of the mention.
    pub words: String,
    /// The text after the mention.
    pub after: String,
}

/// A generated list page: a section without an index page, A–Ö, all tags, or one tag. In
/// templates: `list`. Template: `list.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ListPageModel {
    /// One sentence about what is listed, if it is needed.
    pub lede: Option<String>,
    /// Groups with headings, such as the letters of A–Ö, or one without.
    pub groups: Vec<ListPageGroup>,
    /// Links to the other pages of a long list.
    pub paging: Option<PageLinks>,
}

/// A group of a list page.
#[derive(Clone, Debug, Serialize)]
pub struct ListPageGroup {
    /// "A".
    pub heading: Option<String>,
    /// The heading's anchor: `letter-a`.
    pub anchor: Option<String>,
    /// The items, in order.
    pub items: Vec<ChildLink>,
}

/// The position of a page in a long list.
#[derive(Clone, Debug, Serialize)]
pub struct PageLinks {
    /// The number of this page; counts from 1.
    pub number: usize,
    /// The number of pages.
    pub total: usize,
    /// Address of the previous page.
    pub previous: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// "Mentioned in", from the 51st mention on. In templates: `of`, `mentions`, `paging`. Template:
/// `mentions.html`.
#[derive(Clone, Debug, Serialize)]
pub struct MentionsPage {
    /// The mentioned entry.
    pub entry_link: LinkModel,
    /// This page's mentions.
    pub mentions: MentionsModel,
    /// The position in the list.
    pub paging: PageLinks,
}

/// "Page not found" in one language. In templates: `languages`. Template: `404.html`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundSection {
    /// `sv`.
    pub language: String,
    /// "Sidan finns inte".
    pub title: String,
    /// What to do instead.
    pub text: String,
    /// The front page in that language, with an address that starts at the host's root.
    pub front: LinkModel,
    /// The list A–Ö in that language.
    pub index: LinkModel,
    /// "Det här frågar många".
    pub asked_title: String,
    /// What readers ask most.
    pub asked: Vec<LinkModel>,
}
