//! Input and output of [`write_body`](super::write_body).

use crate::site::settings::LineBreaks;
use crate::theme::Hyphenator;
use std::fmt;
use std::ops::Range;

/// A body as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedBody {
    /// Balanced HTML for the inside of an `<article>` or `<div>`; the footnotes are last.
    pub html: String,
    /// The offset in the text that each source mark stands for, in the order of their numbers.
    pub source_mark_offsets: Vec<usize>,
}

/// The target of a link, resolved by the caller, which knows the site.
///
/// The syntax of the link matters only for [`ResolvedTarget::Image`]: `![…]` shows the image and
/// `[…]` links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedTarget {
    /// A page of this site.
    Page {
        /// Relative to the page.
        href: String,
        /// What a wiki link or an embed without its own text shows.
        title: Option<String>,
        /// The target's language, if it differs from the text's.
        language: Option<String>,
    },
    /// An address outside the site.
    External {
        /// Absolute.
        href: String,
    },
    /// An image file of this site.
    Image {
        /// Relative to the page.
        src: String,
        /// Width and height in pixels. `None` means unknown.
        size: Option<(u32, u32)>,
    },
    /// Another file of this site.
    File {
        /// Relative to the page.
        href: String,
        /// Type and size, as in `PDF, 12 kB`; empty if they are not shown.
        details: String,
    },
    /// Inline HTML that replaces the link. Inside another link its tags are stripped.
    Inline(String),
    /// Block HTML that replaces a paragraph, or the content of a list item or cell, that consists
    /// of the link alone. Beside other content its tags are stripped.
    Block(String),
    /// The text of another page that is shown in place of the link.
    Note {
        /// What replaces a paragraph, or the content of a list item or cell, that consists of such
        /// links alone.
        block: String,
        /// The page, to which the link leads beside other content.
        page: Box<ResolvedTarget>,
    },
    /// The target does not exist: the link's text is shown, marked as broken.
    Broken,
    /// The target is not allowed: the link's text is shown.
    Unsafe,
}

/// Options of [`write_body`](super::write_body). Lists are parallel to those of the outline. A link
/// that is missing from its list is broken; a missing citation or directive is shown as written.
#[derive(Debug, Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// Parallel to [`MarkdownOutline::links`](crate::parse::MarkdownOutline).
    pub links: &'a [ResolvedTarget],
    /// Parallel to the outline's addresses in raw HTML.
    pub html_links: &'a [ResolvedTarget],
    /// Finished HTML, parallel to the outline's directives. `None` shows the directive as code.
    pub directives: &'a [Option<String>],
    /// Finished HTML, parallel to the outline's citations. `None` shows the citation as written.
    pub citations: &'a [Option<String>],
    /// The language of the text, which selects the quotation marks.
    pub language: &'a str,
    /// Whether straight quotation marks, dots and dashes are typeset.
    pub punctuation: PunctuationStyle,
    /// What a line break in the text is.
    pub line_breaks: LineBreaks,
    /// How many levels are added to each heading, from level 1 to level 6.
    pub heading_shift: i8,
    /// The range of the text that is written, from one block at the top level to another. `None`
    /// means all of it.
    pub part: Option<&'a Range<usize>>,
    /// The heading to omit, by its index in the outline: the one that is the page's title.
    pub skip_heading: Option<usize>,
    /// What happens to raw HTML that pakt does not interpret.
    pub raw_html: RawHtmlPolicy,
    /// Whether headings and anchors get their `id`.
    pub anchors: AnchorPolicy,
    /// Ids that are in use elsewhere on the page; no heading or anchor gets one of them.
    pub reserved_ids: &'a [&'a str],
    /// Prefix of the ids of footnotes, so that several bodies can share a page.
    pub id_prefix: &'a str,
    /// Strings that are added to the text, in the page's language.
    pub strings: &'a BodyStrings,
    /// Inserts soft hyphens into headings, in the language of the text.
    pub hyphenator: Hyphenator<'a>,
    /// Returns code as escaped HTML; called only for code with a language.
    pub highlight: fn(language: &str, code: &str) -> String,
    /// The glossary terms to link at their first use. `None` means no terms are linked.
    pub terms: Option<GlossaryTerms<'a>>,
    /// The number of the first source mark, for the preview. `None` means that none are written.
    pub first_source_mark: Option<usize>,
}

/// Finds the glossary terms of a text.
#[derive(Clone, Copy)]
pub struct GlossaryTerms<'a> {
    /// Returns the uses of terms in running text.
    pub find: &'a dyn Fn(&str) -> Vec<GlossaryTermUse>,
    /// Returns the address of a term's page, relative to the current page.
    pub href: &'a dyn Fn(usize) -> String,
}

/// The byte range in which a term is used, and the caller's number of the term. The uses of one
/// text are in order and do not overlap.
pub type GlossaryTermUse = (Range<usize>, usize);

impl fmt::Debug for GlossaryTerms<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("GlossaryTerms")
    }
}

/// How punctuation is shown.
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
    /// Shown as text.
    Escape,
    /// Passed through as written, balanced or not.
    Allow,
}

/// Whether headings and anchors get an `id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorPolicy {
    /// Written, each id once.
    Write,
    /// Omitted, because another body on the page may have the same ids.
    Omit,
}

/// Strings that a page adds to a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyStrings {
    /// Default titles of callouts, by kind in lower case. Any other kind is its own title.
    pub callouts: Vec<(String, String)>,
    /// The summary of a `<details>` without one: "Details".
    pub details: String,
    /// The name of the list of footnotes: "Notes".
    pub footnotes: String,
    /// The label of the link from a footnote back to its reference: "Back to the text".
    pub back_to_text: String,
}

/// Empty strings, which the default options borrow.
static NO_STRINGS: BodyStrings = BodyStrings {
    callouts: Vec::new(),
    details: String::new(),
    footnotes: String::new(),
    back_to_text: String::new(),
};

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self {
            links: &[],
            html_links: &[],
            directives: &[],
            citations: &[],
            language: "",
            punctuation: PunctuationStyle::Smart,
            line_breaks: LineBreaks::Space,
            heading_shift: 0,
            part: None,
            skip_heading: None,
            raw_html: RawHtmlPolicy::Escape,
            anchors: AnchorPolicy::Write,
            reserved_ids: &[],
            id_prefix: "",
            strings: &NO_STRINGS,
            hyphenator: Hyphenator::new("", &[]),
            highlight: |_, code| super::escape_html(code),
            terms: None,
            first_source_mark: None,
        }
    }
}
