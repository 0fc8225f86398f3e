//! View models: what a template gets, finished. Templates place; they query, sort and compute
//! nothing.
//!
//! Every address (`href`, `src`) is relative to the page that is rendered. Strings are plain text
//! and are escaped by Tera; [`Html`] is made by pakt and is not.

use serde::Serialize;

/// Markup that pakt made, passed to templates as Tera's safe string.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Html(tera::Value);

impl Html {
    /// Marks text as finished markup. Only for markup whose content went through the escaper.
    #[must_use]
    pub fn new(markup: &str) -> Self {
        Self(tera::Value::safe_string(markup))
    }
}

/// What every page has, whatever it shows. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
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
    pub head: Head,
    /// The site's name and its front page.
    pub site: Link,
    /// True on the front page.
    pub is_front: bool,
    /// The head menu.
    pub menu: Vec<MenuItem>,
    /// The same page in the site's languages; empty if there is one language only.
    pub languages: Vec<LanguageLink>,
    /// From the front page down to the page's parent; empty on the front page.
    pub crumbs: Vec<Link>,
    /// The section that the page lies in.
    pub section: Option<Section>,
    /// The page before in the section's order.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Headings on the page, levels 2 and 3, in order; empty if fewer than three.
    pub contents: Vec<ContentsItem>,
    /// Who answers for the page, and when.
    pub foot: Foot,
}

/// For the `<head>`.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The style sheet.
    pub style: String,
    /// The script.
    pub script: String,
    /// The icon that browsers show beside the title.
    pub icon: String,
    /// Absolute canonical address.
    pub canonical: Option<String>,
    /// The same page in every language, absolute; with `x-default`.
    pub alternates: Vec<Alternate>,
    /// Robots are asked to stay away.
    pub is_noindex: bool,
    /// The Atom feed, absolute.
    pub feed: Option<String>,
    /// The page's JSON twin.
    pub twin: Option<String>,
    /// An address to go to at once: redirect pages only.
    pub refresh: Option<String>,
}

/// One `hreflang`.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// `sv`, `en` or `x-default`.
    pub language: String,
    /// Absolute.
    pub href: String,
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// Relative.
    pub href: String,
    /// The language of the words if it is not the page's.
    pub language: Option<String>,
}

/// One item of the head menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Where to.
    pub link: Link,
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
pub struct Section {
    /// The section's index page; on an index page itself, that page.
    pub index: Link,
    /// True when the page is the section's index.
    pub is_index: bool,
    /// The pages beside this one, at most 50, in order; the current one among them.
    pub items: Vec<SectionItem>,
    /// Where all of them are listed, if there are more.
    pub all: Option<Link>,
}

/// One page of a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionItem {
    /// Where to.
    pub link: Link,
    /// This very page.
    pub is_current: bool,
}

/// One heading.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsItem {
    /// The heading's words.
    pub title: String,
    /// `#anchor`.
    pub href: String,
    /// 2 or 3.
    pub level: u8,
}

/// The foot of the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Foot {
    /// Who answers for the page.
    pub owner: Option<String>,
    /// How to reach them: text, and an address (`mailto:` or http) if there is one.
    pub contact: Option<Link>,
    /// First published.
    pub published: Option<DateView>,
    /// Last changed.
    pub updated: Option<DateView>,
    /// Last reviewed.
    pub reviewed: Option<DateView>,
    /// To be reviewed by.
    pub review_by: Option<DateView>,
    /// Where to edit the page's source.
    pub edit: Option<String>,
    /// The list of everything, A–Ö.
    pub index: Option<Link>,
    /// The list of tags.
    pub tags: Option<Link>,
}

/// A date in words.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// "1 april 2014", "april 2014", "2014", "datum framgår inte, senast 11 november 2015".
    pub words: String,
    /// For `<time datetime>`: `2014-04-01`; none if unknown.
    pub machine: Option<String>,
}

/// An entry's own page. In templates: `entry`, beside `page`. Template `entry.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The type's id, for a site's own styles.
    pub kind: String,
    /// The type's name in words: "Forum"; none for `page`.
    pub kind_name: Option<String>,
    /// The entry's `description`, shown under the title.
    pub lede: Option<String>,
    /// Its language if it is not the page's.
    pub lede_language: Option<String>,
    /// Shown in another language than asked for: that language's tag and name.
    pub fallback: Option<Fallback>,
    /// The text was withdrawn: when, why, and by which decision.
    pub removed: Option<RemovedView>,
    /// A draft, shown because drafts were asked for.
    pub is_draft: bool,
    /// Fields that have values, in declared order.
    pub fields: Vec<FieldView>,
    /// The text; none if there is none.
    pub body: Option<BodyView>,
    /// The text of the paper that a document stands for, by section and paragraph.
    pub source_text: Option<SourceText>,
    /// Relations that lead here, by field.
    pub incoming: Vec<Incoming>,
    /// For an index page: all pages of the section, in order.
    pub children: Vec<ChildView>,
    /// Pages whose words mention this one.
    pub mentions: Option<Mentions>,
    /// Tags.
    pub tags: Vec<Link>,
    /// What the markers in the text lead to.
    pub sources: Vec<SourceItem>,
    /// What is unclear about the entry.
    pub questions: Vec<QuestionView>,
    /// Of a question: the ways to read the sources.
    pub readings: Vec<Reading>,
}

/// A question about an entry, with the ways to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// Its page.
    pub link: Link,
    /// Its text.
    pub body: Option<BodyView>,
    /// What it is about besides this entry, or which field: labels.
    pub about: Vec<Link>,
    /// The readings, in order.
    pub readings: Vec<Reading>,
}

/// One way to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The reading.
    pub html: Html,
    /// Its language if it is not the page's.
    pub language: Option<String>,
    /// The words that it rests on.
    pub ground: Vec<Ground>,
}

/// The page stands in another language than asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Fallback {
    /// `sv`.
    pub language: String,
    /// In the page's language: "Swedish".
    pub name: String,
}

/// What stands in place of a text that was withdrawn.
#[derive(Clone, Debug, Serialize)]
pub struct RemovedView {
    /// Since when.
    pub on: Option<DateView>,
    /// Why.
    pub reason: Option<Wording>,
    /// The decision.
    pub decision: Option<Wording>,
}

/// A body of text.
#[derive(Clone, Debug, Serialize)]
pub struct BodyView {
    /// The markup: headings begin at h2.
    pub html: Html,
    /// Its language if it is not the page's.
    pub language: Option<String>,
}

/// One field, or those of its values that one source backs.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// `chair`: also the anchor `#chair`; empty for what continues the field before.
    pub id: String,
    /// The label.
    pub label: String,
    /// One or more values, in order.
    pub values: Vec<ValueView>,
    /// How firmly they stand: `sourced`, `intended`, `proposed`, `interpretation`, `claimed`,
    /// `absent`; none if nothing is said about it.
    pub standing: Option<String>,
    /// The word for a standing other than sourced: "Avsett".
    pub mark: Option<String>,
    /// What qualifies the values, in words: "från och med 1 april 2014", "enligt …".
    pub qualifiers: Vec<Html>,
    /// What a reader has to know about it.
    pub note: Option<Wording>,
    /// The words that back it.
    pub ground: Vec<Ground>,
}

/// Words, and their language if it is not the page's.
#[derive(Clone, Debug, Serialize)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// The language.
    pub language: Option<String>,
}

/// The words that back a claim, and where they stand.
#[derive(Clone, Debug, Serialize)]
pub struct Ground {
    /// The quote; none if none is given.
    pub quote: Option<String>,
    /// What stands before the quote in its paragraph; only in the list of sources.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// The language of the words if it is not the page's.
    pub language: Option<String>,
    /// `P19`, or free words.
    pub locator: Option<String>,
    /// The paragraph; none if the document has no text.
    pub href: Option<String>,
    /// The document; none if there is none of that name.
    pub document: Option<Link>,
    /// Whether the words were found in the text: `verified`, `external` (the text is not here),
    /// `unquoted`, `missing`.
    pub state: String,
    /// What a reader has to know about that; none if the words were found.
    pub warning: Option<String>,
}

/// One of the page's sources, at its foot. In templates: `entry.sources`.
#[derive(Clone, Debug, Serialize)]
pub struct SourceItem {
    /// Counts from 1: the number of the markers.
    pub number: usize,
    /// The words.
    pub ground: Ground,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum ValueView {
    /// `form = "inline"`: text, number, date, link to an entry, url, choice: markup that fits in a
    /// line.
    Inline {
        /// The markup, with its own `lang` if it is in another language.
        html: Html,
    },
    /// `form = "block"`: Markdown: paragraphs.
    Block {
        /// The markup.
        html: Html,
        /// Its language if it is not the page's.
        language: Option<String>,
    },
    /// `form = "reserved"`: unknown or none, said in words.
    Reserved {
        /// `unknown` or `none`.
        word: String,
        /// In words.
        text: String,
    },
    /// `form = "ground"`: the words of a source.
    Ground {
        /// The words.
        ground: Box<Ground>,
    },
    /// `form = "group"`: fields of its own.
    Group {
        /// In declared order.
        fields: Vec<FieldView>,
    },
}

/// Relations of one kind that lead here.
#[derive(Clone, Debug, Serialize)]
pub struct Incoming {
    /// "Är ordförande i".
    pub label: String,
    /// The entries that say so, in the language's order; at most 50.
    pub items: Vec<Link>,
    /// Where the rest is, if there are more.
    pub more: Option<Link>,
}

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

/// A paper's own text.
#[derive(Clone, Debug, Serialize)]
pub struct SourceText {
    /// The text's language if it is not the page's.
    pub language: Option<String>,
    /// What stands before the first paragraph's marker; shown, not citable.
    pub preamble: Option<String>,
    /// In order.
    pub sections: Vec<SourceSection>,
}

/// A section of a paper.
#[derive(Clone, Debug, Serialize)]
pub struct SourceSection {
    /// The heading; none before the first.
    pub heading: Option<String>,
    /// In order.
    pub paragraphs: Vec<SourceParagraph>,
}

/// A paragraph of a paper.
#[derive(Clone, Debug, Serialize)]
pub struct SourceParagraph {
    /// `P19`: shown, and the anchor.
    pub locator: String,
    /// As written, white space folded: in order, words that claims rest on and words that none
    /// does.
    pub pieces: Vec<SourcePiece>,
    /// `cited`, `silent` (it carries no claim, an editor says), or `open` (nobody looked yet).
    pub state: String,
    /// What rests on it, at most 50.
    pub rests: Vec<Rest>,
    /// Where the rest of them is.
    pub more: Option<Link>,
}

/// Some words of a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct SourcePiece {
    /// The words.
    pub text: String,
    /// Whether a claim rests on them.
    pub is_cited: bool,
}

/// An entry that rests on a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct Rest {
    /// The entry.
    pub link: Link,
    /// Its fields that do.
    pub fields: Vec<RestField>,
    /// Whether it is a question.
    pub is_question: bool,
}

/// A field that rests on a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct RestField {
    /// The field, with its label.
    pub link: Link,
    /// How firmly its value stands, if not as sourced: the name and the word.
    pub standing: Option<String>,
    /// In words.
    pub mark: Option<String>,
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
