//! What the writer is told, and what it gives.

use std::fmt;
use std::ops::Range;

/// A body as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedBody {
    /// Balanced HTML for the inside of an `<article>` or `<div>`; the footnotes come last.
    pub html: String,
}

/// What a link leads to, decided by whoever knows the site.
///
/// The form that the link was written in decides only where two ways are open: a
/// [`ResolvedTarget::Picture`]
/// is shown if the text shows it, `![…]`, and linked if the text links it, `[…]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedTarget {
    /// A page of this site.
    Page {
        /// Relative to the page that is written.
        href: String,
        /// What a wiki link or an embed without words of its own shows.
        title: Option<String>,
        /// The language of the page if it is not that of the text.
        language: Option<String>,
    },
    /// An address outside the site.
    External {
        /// Absolute.
        href: String,
    },
    /// A picture of this site.
    Picture {
        /// Relative to the page that is written.
        src: String,
        /// Its width and height in pixels, if they are known.
        size: Option<(u32, u32)>,
    },
    /// Another file of this site.
    File {
        /// Relative to the page that is written.
        href: String,
        /// Its type and size, as in `PDF, 12 kB`; empty if they are not to be told.
        about: String,
    },
    /// HTML to put in the line in place of the link, as it is. Inside another link its tags go.
    Inline(String),
    /// HTML of whole blocks to put in place of the paragraph, list item's or cell's content that is
    /// the link and nothing else, as it is. In a line with other words, its tags go.
    Block(String),
    /// It leads nowhere: the words are shown, marked.
    Broken,
    /// It leads where no link may lead: the words are shown.
    Unsafe,
}

/// What [`write`](super::write_body) is told besides the text. Lists run parallel to the
/// outline's; what
/// a list lacks is a broken link, or stays as written.
#[derive(Debug, Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// Parallel to [`MarkdownOutline::links`](crate::parse::MarkdownOutline).
    pub links: &'a [ResolvedTarget],
    /// Parallel to the outline's directives: HTML to put in place, as it is; none shows the code.
    pub directives: &'a [Option<String>],
    /// Parallel to the outline's citations: HTML to put in place, as it is; none shows the words.
    pub citations: &'a [Option<String>],
    /// The language of the text: decides the quotation marks.
    pub language: &'a str,
    /// Whether straight quotation marks, dots and dashes are set as a printer would.
    pub punctuation: PunctuationStyle,
    /// How many levels lower headings are shown; never lower than 6.
    pub heading_shift: u8,
    /// The heading to leave out, by its number in the outline: the one that is the page's title.
    pub skip_heading: Option<usize>,
    /// What happens to raw HTML that is not kept.
    pub raw_html: RawHtmlPolicy,
    /// Whether headings and anchors get their `id`.
    pub anchors: AnchorPolicy,
    /// Ids that something else on the page has: no heading or anchor gets one of them again.
    pub reserved_ids: &'a [&'a str],
    /// Stands before the ids of footnotes, so that several bodies can share a page.
    pub id_prefix: &'a str,
    /// The words that the page adds to the text, in the page's language.
    pub strings: &'a BodyStrings,
    /// Gives the HTML of code in a language, escaped; called only if the text names a language.
    pub highlight: fn(language: &str, code: &str) -> String,
    /// The words to lead to their meaning where they are first used; none: no words are.
    pub terms: Option<GlossaryTerms<'a>>,
    /// What stands before words to tell where they come from: for the preview, never in a build.
    pub mark: Option<SourceMarkFn<'a>>,
}

/// Finds words that are explained elsewhere.
#[derive(Clone, Copy)]
pub struct GlossaryTerms<'a> {
    /// Where running text uses which.
    pub find: &'a dyn Fn(&str) -> Vec<GlossaryTermUse>,
    /// The address of the meaning, relative to the page that is written.
    pub href: &'a dyn Fn(usize) -> String,
}

/// The bytes of a text in which a term is used, and the term, by a number of the caller's own. Uses
/// of one text come in order, and apart.
pub type GlossaryTermUse = (Range<usize>, usize);

impl fmt::Debug for GlossaryTerms<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Terms")
    }
}

/// Gives an HTML comment for the place of words in the text, by its offset.
#[derive(Clone, Copy)]
pub struct SourceMarkFn<'a>(pub &'a dyn Fn(usize) -> String);

impl fmt::Debug for SourceMarkFn<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mark")
    }
}

/// Whether typed punctuation is improved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PunctuationStyle {
    /// Quotation marks by language, `…`, `–`, `—`, and no-break spaces in numbers. Never in code.
    Smart,
    /// As it was typed.
    AsTyped,
}

/// What happens to raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtmlPolicy {
    /// It is shown as text.
    Escape,
    /// It is passed through as written, balanced or not.
    Allow,
}

/// Whether headings and anchors get an `id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorPolicy {
    /// They do, each id once.
    Write,
    /// They do not: another body on the page may have the same.
    Omit,
}

/// The words that a page adds to a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyStrings {
    /// Titles of callouts without one, by kind in lower case. Of other kinds the kind is the title.
    pub callouts: Vec<(String, String)>,
    /// What a `<details>` without `<summary>` is opened by: "Details".
    pub details: String,
    /// The name of the list of footnotes: "Notes".
    pub footnotes: String,
    /// Leads from a footnote back to where it is referred to: "Back to the text".
    pub back_to_text: String,
}

/// No words at all, for a default to borrow.
static NO_WORDS: BodyStrings = BodyStrings {
    callouts: Vec::new(),
    details: String::new(),
    footnotes: String::new(),
    back_to_text: String::new(),
};

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self {
            links: &[],
            directives: &[],
            citations: &[],
            language: "",
            punctuation: PunctuationStyle::Smart,
            heading_shift: 0,
            skip_heading: None,
            raw_html: RawHtmlPolicy::Escape,
            anchors: AnchorPolicy::Write,
            reserved_ids: &[],
            id_prefix: "",
            strings: &NO_WORDS,
            highlight: |_, code| super::escape_html(code),
            terms: None,
            mark: None,
        }
    }
}
