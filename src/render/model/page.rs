//! What every page has around what it shows.

use super::text::{DateModel, LinkModel};
use serde::Serialize;

/// What every page has, whatever it shows. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageModel {
    /// The page's language, `sv`.
    pub language: String,
    /// The title of the page.
    pub title: String,
    /// The language of the title if it is not the page's.
    pub title_language: Option<String>,
    /// The id of the title: that of the heading in the text that it was taken from.
    pub title_id: Option<String>,
    /// Whether the title is a source's own words: the title of a paper or an agreement.
    pub is_verbatim: bool,
    /// What the `<title>` element says: the title and the site's.
    pub head_title: String,
    /// One sentence for search engines and lists.
    pub description: Option<String>,
    /// Addresses and directions for machines.
    pub head: HeadModel,
    /// The site's name and its front page.
    pub site: LinkModel,
    /// True on the front page.
    pub is_front: bool,
    /// The head menu.
    pub menu: Vec<MenuItem>,
    /// The same page in the site's languages; empty if there is one language only.
    pub languages: Vec<LanguageLink>,
    /// From the front page down to the page's parent; empty on the front page.
    pub crumbs: Vec<LinkModel>,
    /// The section that the page lies in.
    pub section: Option<SectionNav>,
    /// The page before in the section's order.
    pub previous: Option<LinkModel>,
    /// The page after.
    pub next: Option<LinkModel>,
    /// Headings on the page, levels 2 and 3, in order; empty if fewer than three.
    pub contents: Vec<TocItem>,
    /// Who answers for the page, and when.
    pub foot: FooterModel,
    /// How the page is searched.
    pub search: SearchBoxModel,
}

/// For the `<head>`.
#[derive(Clone, Debug, Serialize)]
pub struct HeadModel {
    /// The style sheet.
    pub style: String,
    /// The style sheet for paper.
    pub print: String,
    /// The script.
    pub script: String,
    /// The scripts that copy links and citations and show what links lead to: on pages of entries,
    /// but the front page.
    pub reading: Vec<String>,
    /// The icon that browsers show beside the title.
    pub icon: String,
    /// The site's logo, if it has one; it stands beside the site's name.
    pub logo: Option<String>,
    /// Absolute canonical address.
    pub canonical: Option<String>,
    /// The same page in every language, absolute; with `x-default`.
    pub alternates: Vec<AlternateLink>,
    /// Robots are asked to stay away.
    pub is_noindex: bool,
    /// The Atom feed, absolute.
    pub feed: Option<String>,
    /// The page's JSON twin.
    pub twin: Option<String>,
    /// An address to go to at once: redirect pages only.
    pub refresh: Option<String>,
}

/// What a page says about search.
#[derive(Clone, Debug, Serialize)]
pub struct SearchBoxModel {
    /// The list of everything, where the link leads without script.
    pub index: String,
    /// The page of what a search found.
    pub results: String,
    /// The folder of the index in the page's language.
    pub folder: String,
    /// The theme's style and scripts for it, in the order in which they run, with spaces between.
    pub parts: String,
}

/// One `hreflang`.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateLink {
    /// `sv`, `en` or `x-default`.
    pub language: String,
    /// Absolute.
    pub href: String,
}

/// One item of the head menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Where to.
    pub link: LinkModel,
    /// This very page.
    pub is_current: bool,
    /// The page lies below this item.
    pub is_within: bool,
}

/// The page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// `en`.
    pub language: String,
    /// The language's own name: "English".
    pub name: String,
    /// Relative.
    pub href: String,
    /// This page's language.
    pub is_current: bool,
}

/// Navigation within a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionNav {
    /// The section's index page; on an index page itself, that page.
    pub index: LinkModel,
    /// True when the page is the section's index.
    pub is_index: bool,
    /// The pages beside this one, at most 50, in order; the current one among them.
    pub items: Vec<SectionNavItem>,
    /// Where all of them are listed, if there are more.
    pub all: Option<LinkModel>,
}

/// One page of a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionNavItem {
    /// Where to.
    pub link: LinkModel,
    /// This very page.
    pub is_current: bool,
}

/// One heading.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// The heading's words.
    pub title: String,
    /// `#anchor`.
    pub href: String,
    /// 2 or 3.
    pub level: u8,
}

/// The foot of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FooterModel {
    /// Who answers for the page.
    pub owner: Option<String>,
    /// How to reach them: text, and an address (`mailto:` or http) if there is one.
    pub contact: Option<LinkModel>,
    /// First published.
    pub published: Option<DateModel>,
    /// Last changed.
    pub updated: Option<DateModel>,
    /// Last reviewed.
    pub reviewed: Option<DateModel>,
    /// To be reviewed by.
    pub review_by: Option<DateModel>,
    /// The day that is spoken of, if anything on the page was worked out for it.
    pub as_of: Option<DateModel>,
    /// Whether the page says what is unclear on it: written pages of a site that has questions.
    pub tells_questions: bool,
    /// Open questions about the page's entry, then those that its text leads to.
    pub questions: Vec<LinkModel>,
    /// "And 3 more."
    pub more_questions: Option<String>,
    /// How to report a fault on the page; without an address the site's own words.
    pub report: Option<LinkModel>,
    /// Where to edit the page's source.
    pub edit: Option<String>,
    /// The list of everything, A–Ö.
    pub index: Option<LinkModel>,
    /// The list of tags.
    pub tags: Option<LinkModel>,
    /// What changed last.
    pub changes: Option<LinkModel>,
}
