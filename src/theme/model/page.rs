//! The layout of every page: head, header, navigation and footer.

use super::text::{DateModel, LinkModel, LocalizedString};
use serde::Serialize;

/// What every page has. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageModel {
    /// The page's language, `sv`.
    pub language: String,
    /// The title of the page.
    pub title: String,
    /// The language of the title, if it is not the page's.
    pub title_language: Option<String>,
    /// The id of the title: that of the heading that it was taken from.
    pub title_id: Option<String>,
    /// Whether the title is quoted from a source, such as the title of a document.
    pub is_verbatim: bool,
    /// The `<title>` element: the page's title and the site's.
    pub head_title: String,
    /// One sentence for search engines and lists.
    pub description: Option<String>,
    /// Metadata for the `<head>`.
    pub head: HeadModel,
    /// A line at the top of every page, such as what kind of site this is.
    pub notice: Option<LocalizedString>,
    /// The site's name and its front page.
    pub site: LinkModel,
    /// Whether this is the front page.
    pub is_front: bool,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// The same page in the site's languages; empty if there is one language only.
    pub languages: Vec<LanguageLink>,
    /// From the front page down to the page's parent; empty on the front page.
    pub crumbs: Vec<LinkModel>,
    /// Navigation within the page's section.
    pub section: Option<SectionNav>,
    /// The previous page, in reading order.
    pub previous: Option<LinkModel>,
    /// The next page, in reading order.
    pub next: Option<LinkModel>,
    /// Whether the page is the last of its section, so that `next` is the section's index.
    pub is_last: bool,
    /// Where the page is: its URL, or its address on the site if the site has no base URL. `None`
    /// for a page that is shown at any address.
    pub location: Option<String>,
    /// The as-of date, which printed sheets name, on whatever page.
    pub as_of: Option<DateModel>,
    /// Headings on the page, levels 2 and 3, in order; empty if fewer than three.
    pub contents: Vec<TocItem>,
    /// What of the page is printed, if it is not all: `card`.
    pub print: Option<String>,
    /// Whether the page has a list of sources, which a link at its top skips to.
    pub has_sources: bool,
    /// The footer.
    pub foot: FooterModel,
    /// The search box.
    pub search: SearchBoxModel,
    /// How to keep the site on the device.
    pub offline: OfflineModel,
}

/// Metadata for the `<head>`.
#[derive(Clone, Debug, Serialize)]
pub struct HeadModel {
    /// The style sheet.
    pub style: String,
    /// The style sheet for print.
    pub print: String,
    /// The script that sets the color scheme which the reader has chosen. It runs before the first
    /// frame.
    pub scheme: String,
    /// The script.
    pub script: String,
    /// The scripts for the keyboard, for copying and for previews of links: on all pages of entries
    /// except the front page. On the page of a source text, also the script of that.
    pub reading: Vec<String>,
    /// The favicon.
    pub icon: String,
    /// The site's logo, shown beside the site's name, if there is one.
    pub logo: Option<String>,
    /// The canonical URL.
    pub canonical: Option<String>,
    /// The URL of the page in each language, with `x-default`.
    pub alternates: Vec<AlternateLink>,
    /// Whether search engines are asked not to index the page.
    pub is_noindex: bool,
    /// The URL of the Atom feed.
    pub feed: Option<String>,
    /// The feeds of what changed in the page's entry, and in those of its type.
    pub entry_feeds: Vec<LinkModel>,
    /// The calendar of the page's entry, or else that of the site.
    pub calendar: Option<String>,
    /// The address of the page's JSON.
    pub twin: Option<String>,
    /// For a redirect page: its target.
    pub refresh: Option<String>,
}

impl HeadModel {
    /// Asks search engines not to index the page, which then has no canonical URL either.
    pub fn hide_from_search_engines(&mut self) {
        self.is_noindex = true;
        self.canonical = None;
        self.alternates.clear();
    }
}

/// The search box of a page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchBoxModel {
    /// The list A–Ö, which the link goes to without script.
    pub index: String,
    /// The page of search results.
    pub results: String,
    /// The folder of the search index in the page's language.
    pub folder: String,
    /// The addresses of its style sheet and scripts, in the order they are loaded, separated by
    /// spaces.
    pub parts: String,
}

/// What the script needs that keeps a copy of the site on the device.
#[derive(Clone, Debug, Serialize)]
pub struct OfflineModel {
    /// The list of the files of a copy, in the root of the site.
    pub list: String,
    /// The script.
    pub script: String,
}

/// The page in another language, for search engines (`hreflang`).
#[derive(Clone, Debug, Serialize)]
pub struct AlternateLink {
    /// `sv`, `en` or `x-default`.
    pub language: String,
    /// Absolute URL.
    pub href: String,
}

/// One item of the main menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// The page or section.
    pub link: LinkModel,
    /// Whether it is this page.
    pub is_current: bool,
    /// Whether this page is below it.
    pub is_within: bool,
}

/// The page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// `en`.
    pub language: String,
    /// The language's name in that language: "English".
    pub name: String,
    /// Relative address.
    pub href: String,
    /// Whether it is this page's language.
    pub is_current: bool,
}

/// Navigation within a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionNav {
    /// The section's index page.
    pub index: LinkModel,
    /// Whether this page is the section's index page.
    pub is_index: bool,
    /// The pages of the section in order, at most 50, including this one.
    pub items: Vec<SectionNavItem>,
    /// A link to the list of all, if there are more.
    pub all: Option<LinkModel>,
    /// The number of pages in the section.
    pub n_items: usize,
}

/// One page of a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionNavItem {
    /// The page.
    pub link: LinkModel,
    /// Whether it is this page.
    pub is_current: bool,
}

/// One heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// The heading's text.
    pub title: String,
    /// `#anchor`.
    pub href: String,
    /// The level: 2 or 3.
    pub level: u8,
}

/// The footer of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FooterModel {
    /// The site's own text.
    pub text: Option<LocalizedString>,
    /// The site's own links.
    pub menu: Vec<LinkModel>,
    /// Who is responsible for the page.
    pub owner: Option<String>,
    /// How to contact them, with an address (`mailto:` or `http`) if there is one.
    pub contact: Option<LinkModel>,
    /// First published.
    pub published: Option<DateModel>,
    /// Last changed; on a written page without a date, says so.
    pub updated: Option<DateModel>,
    /// Last reviewed.
    pub reviewed: Option<DateModel>,
    /// To be reviewed by.
    pub review_by: Option<DateModel>,
    /// The as-of date, if the page depends on it.
    pub as_of: Option<DateModel>,
    /// The name of the edition.
    pub edition: Option<String>,
    /// Open questions about the page's entry, then those that its text links to.
    pub questions: Vec<LinkModel>,
    /// "And 3 more."
    pub more_questions: Option<String>,
    /// How to report an error on the page.
    pub report: Option<LinkModel>,
    /// The address where the page's source can be edited.
    pub edit: Option<String>,
    /// The page that says what the lines beside facts mean.
    pub legend: Option<LinkModel>,
    /// The list A–Ö.
    pub index: Option<LinkModel>,
    /// The list of tags.
    pub tags: Option<LinkModel>,
    /// The list of comparisons of two days.
    pub comparison: Option<LinkModel>,
    /// The page with all pages.
    pub book: Option<LinkModel>,
    /// The page of latest changes.
    pub changes: Option<LinkModel>,
    /// The feeds of what changed in the page's entry, and in those of its type.
    pub feeds: Vec<LinkModel>,
    /// The calendar of the site.
    pub calendar: Option<LinkModel>,
    /// The calendar of the page's entry.
    pub entry_calendar: Option<LinkModel>,
}
