//! Headings, links, anchors and citations of one Markdown text, with links unresolved.
//!
//! The outline is made once per changed text. Rendering reads the text again with the same
//! [`markdown_events`](super::markdown::markdown_events), so the n-th link that is rendered is
//! `links[n]` of the outline.

use super::dialect::{ForeignUse, is_callout_name};
use super::number_mention::NumberMention;
use crate::diagnostic::rules::MisreadForm;
use std::ops::Range;

/// The endings of files that a page shows as pictures.
pub const IMAGE_EXTENSIONS: [&str; 10] =
    ["png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "svg", "bmp", "ico"];

/// Everything in a Markdown text that the rest of the site needs to know.
///
/// All ranges are byte ranges in that text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MarkdownOutline {
    /// Headings in reading order.
    pub headings: Vec<OutlineHeading>,
    /// Links, embeds and images in reading order, including those in footnotes.
    pub links: Vec<OutlineLink>,
    /// Anchors other than those of headings: `<a id>`, `^block`, terms, sorted by name.
    pub anchors: Vec<ExplicitAnchor>,
    /// The anchors of the terms of definition lists, in reading order.
    pub term_anchors: Vec<String>,
    /// Raw HTML other than comments and the few tags that are always kept.
    pub raw_html: Vec<RawHtmlTag>,
    /// The addresses in raw HTML, in reading order. They count if the site allows raw HTML.
    pub html_links: Vec<OutlineLink>,
    /// Syntax of other tools that Markdown reads as HTML, code or text.
    pub foreign: Vec<ForeignUse>,
    /// What is lost of the text, and where.
    pub problems: Vec<(Range<usize>, MarkdownProblem)>,
    /// Fenced directives, ```` ```{name} ````.
    pub directives: Vec<ViewDirective>,
    /// Code blocks that a view may have been meant by: ```` ```name ```` with options.
    pub view_like: Vec<ViewDirective>,
    /// The ranges of citations, `[@document …]`, including brackets.
    pub citations: Vec<Range<usize>>,
    /// Text that has the parts of a citation, but is not one: `[deed P1 "quote"]`, `@deed P1`.
    pub citation_like: Vec<Range<usize>>,
    /// Citations that Markdown reads as something else, and as what.
    pub misparsed_citations: Vec<(Range<usize>, MisparsedCitation)>,
    /// Numbers in running text: not in code, headings, addresses or list markers.
    pub numbers: Vec<NumberInText>,
    /// Abbreviations in running text, each at its first use.
    pub abbreviations: Vec<AbbreviationUse>,
    /// The first paragraph as plain text, at most about 200 characters, cut between two words.
    pub summary: Vec<TextSegment>,
    /// The first element nested deeper than [`MAX_DEPTH`](super::markdown::MAX_DEPTH). It is shown
    /// without its markup.
    pub too_deep: Option<Range<usize>>,
}

impl MarkdownOutline {
    /// Joins the segments of a plain text, with the text that each link shows.
    pub fn join_segments(
        &self,
        segments: &[TextSegment],
        mut link_text: impl FnMut(&OutlineLink) -> String,
    ) -> String {
        let mut out = String::new();
        for segment in segments {
            match segment {
                TextSegment::Text(text) => out.push_str(text),
                TextSegment::LinkText(LinkIndex(index)) => {
                    out.extend(self.links.get(*index).map(&mut link_text));
                }
            }
        }
        out
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineHeading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The plain text.
    pub text: String,
    /// The anchor, unique in the text: `{#id}`, or GitHub's rule with `-1`, `-2` for repeats.
    pub anchor: String,
    /// The whole heading in the text.
    pub range: Range<usize>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[text](destination)`, `[text][label]`, `<https://…>`.
    Link,
    /// `![alt](destination)`.
    Image,
    /// `[[destination]]` or `[[destination|text]]`.
    Wiki,
    /// `![[destination]]` or `![[destination|300]]`.
    Embed,
}

/// The word after `|` that embeds all values of a field, not only those of the as-of date.
pub const ALL_VALUES: &str = "all";

/// Which values of a field an embed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbedScope {
    /// Those that hold on the as-of date: `![[entry#field]]`.
    Current,
    /// All of them, with their periods: `![[entry#field|all]]`.
    All,
}

/// A link, image or embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLink {
    /// How it is written.
    pub form: LinkForm,
    /// Which values it shows if it embeds a field.
    pub embed_scope: EmbedScope,
    /// The destination as written, with Markdown's escapes resolved: `other.md#heading`.
    pub destination: String,
    /// The range of the destination; for `[text][label]`, in the definition of the label.
    pub range: Range<usize>,
    /// The plain text around the link, at most 160 characters, cut between two words. Empty if an
    /// earlier link has the same form and destination, because only the first one is shown.
    pub context: LinkContext,
}

/// A part of a plain text in which the text of some links is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextSegment {
    /// Text of the page.
    Text(Box<str>),
    /// The text that a link without its own text shows, which only the site knows.
    LinkText(LinkIndex),
}

/// The index of a link in [`MarkdownOutline::links`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkIndex(pub usize);

/// The text around a link, for "mentioned in".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkContext {
    /// The text before the link; begins with `…` if it was cut.
    pub before: Vec<TextSegment>,
    /// The text of the link; ends with `…` if it was cut.
    pub link_text: Vec<TextSegment>,
    /// The text after the link; ends with `…` if it was cut.
    pub after: Vec<TextSegment>,
}

/// An anchor that is written in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplicitAnchor {
    /// `x` of `<a id="x">`, `^x` of a trailing `^x`, the slug of a term.
    pub name: String,
    /// Where it is written.
    pub range: Range<usize>,
    /// The block that a trailing `^x` names, or the list or quote that it is in. `None` for other
    /// anchors.
    pub block: Option<Range<usize>>,
}

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawHtmlTag {
    /// The name of the tag in lower case, with `/` in front if it is an end tag.
    pub tag: String,
    /// Where it is written.
    pub range: Range<usize>,
}

/// How Markdown reads a text that looks like a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisparsedCitation {
    /// As a link: `[@x](`.
    Parenthesis,
    /// As the start of a table cell: a `|` in it ends the cell.
    TableCell,
    /// As a link, because `[@x]: …` is a link definition.
    Definition,
    /// As text, because it is not closed or contains brackets.
    Brackets,
}

/// Something in a text that the page does not show as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkdownProblem {
    /// A comment that hides the rest of the text.
    CommentNotClosed,
    /// A comment that hides the text to the end of the next comment.
    CommentInComment,
    /// A block of code that ends with the text.
    FenceNotClosed {
        /// The fence that would close it.
        fence: String,
    },
    /// A reference to a footnote, by its label, that is not defined.
    UnknownFootnote(String),
    /// A footnote to which nothing refers.
    UnusedFootnote(String),
    /// A second definition of a footnote.
    DuplicateFootnote(String),
    /// A link whose label is not defined.
    UnknownReference(String),
    /// The definition of a label that no link has.
    UnusedReference(String),
    /// Text that Markdown reads otherwise than it looks.
    MisreadText(MisreadForm),
    /// A picture without alternative text.
    MissingAlternative,
    /// A line of dashes that does not make a table of the line above it.
    UnevenDelimiter {
        /// How many cells it has.
        n_cells: usize,
        /// How many the head has.
        n_columns: usize,
    },
    /// A row of a table that has more cells than the head.
    SurplusCell {
        /// How many cells it has.
        n_cells: usize,
        /// How many the head has.
        n_columns: usize,
        /// Whether a `|` inside a link or code ends a cell.
        is_cut: bool,
    },
}

/// A number in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInText {
    /// The number as written, with line breaks as spaces.
    pub written: String,
    /// Where it is written.
    pub range: Range<usize>,
    /// The number in normalized form; its range is not a range of the text.
    pub mention: NumberMention,
}

/// An abbreviation, at its first use in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbbreviationUse {
    /// `MSB`.
    pub name: String,
    /// Where it is written.
    pub range: Range<usize>,
    /// Whether it is spelled out next to it, or is a link.
    pub is_explained: bool,
}

/// A fenced directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewDirective {
    /// The word in the braces.
    pub name: String,
    /// The range of that word.
    pub range: Range<usize>,
    /// What follows the braces on their line.
    pub argument: String,
    /// The range of the lines inside the fence.
    pub options: Range<usize>,
}

impl ViewDirective {
    /// Returns whether it is a directive of MyST: one with an argument, a callout, or one of those
    /// that are written most.
    #[must_use]
    pub fn is_of_other_tool(&self) -> bool {
        const NAMES: [&str; 14] = [
            "admonition",
            "seealso",
            "dropdown",
            "figure",
            "image",
            "include",
            "literalinclude",
            "code-block",
            "toctree",
            "tableofcontents",
            "bibliography",
            "tab-set",
            "grid",
            "eval-rst",
        ];
        !self.argument.is_empty() || self.has_callout_name() || NAMES.contains(&&*self.name)
    }

    /// Returns whether the name is that of a callout, as in MyST.
    #[must_use]
    pub fn has_callout_name(&self) -> bool {
        is_callout_name(&self.name)
    }
}
