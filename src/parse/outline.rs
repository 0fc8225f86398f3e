//! What one Markdown text holds, before anybody knows what its links lead to.
//!
//! The outline is made once per changed text. Rendering reads the text again with the same
//! [`events`](super::markdown::markdown_events), so the n-th link in the text is `links[n]` here:
//! whoever
//! resolved it can be asked by number.

use super::number_mention::NumberMention;
use std::ops::Range;

/// Everything in a Markdown text that other parts of the site need to know.
///
/// All ranges are byte ranges in that text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MarkdownOutline {
    /// Headings in reading order.
    pub headings: Vec<OutlineHeading>,
    /// Links, embeds and pictures in reading order, those in footnotes included.
    pub links: Vec<OutlineLink>,
    /// Places that can be linked to besides headings: `<a id>`, `^block`, sorted by name.
    pub anchors: Vec<ExplicitAnchor>,
    /// Raw HTML other than comments and the few tags that are always kept.
    pub raw_html: Vec<RawHtml>,
    /// Fenced directives, ```` ```{name} ````.
    pub directives: Vec<ViewDirective>,
    /// Citations, `[@document …]`, raw.
    pub citations: Vec<Range<usize>>,
    /// What looks like a citation and was taken for something else, and for what.
    pub citation_traps: Vec<(Range<usize>, MisparsedCitation)>,
    /// Figures in running text: not in code, headings, addresses or the markers of lists.
    pub numbers: Vec<NumberInText>,
    /// Words of capitals in running text, each at its first use.
    pub abbreviations: Vec<AbbreviationUse>,
    /// The first paragraph as plain text, at most about 200 characters, cut between two words.
    pub summary: Vec<TextSegment>,
    /// What first nests deeper than [`MAX_DEPTH`](super::markdown::MAX_DEPTH): it is shown flat.
    pub too_deep: Option<Range<usize>>,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineHeading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The plain text.
    pub text: String,
    /// Unique in the text: `{#id}`, or GitHub's rule with `-1`, `-2` for repeats.
    pub anchor: String,
    /// The whole heading in the text.
    pub range: Range<usize>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// One link, picture or embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLink {
    /// How it is written.
    pub form: LinkForm,
    /// The destination as written but for Markdown's escapes: `other.md#heading`.
    pub destination: String,
    /// Where the destination stands (for `[text][label]`, in the label's definition).
    pub range: Range<usize>,
    /// The plain text around the link, at most 160 characters, cut between two words.
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

/// A place that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplicitAnchor {
    /// `x` of `<a id="x">`, `^x` of a trailing `^x`.
    pub name: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawHtml {
    /// The tag's name, lower case, `/` first if it closes.
    pub tag: String,
    /// The piece.
    pub range: Range<usize>,
}

/// What Markdown took a citation for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisparsedCitation {
    /// `[@x](`: a link.
    Parenthesis,
    /// A `|` in a table cut it in two.
    TableCell,
    /// `[@x]: …` elsewhere made it a link.
    Definition,
    /// Words: nothing closes it, or brackets stand in it.
    Brackets,
}

/// A figure in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInText {
    /// As written, line breaks as spaces.
    pub written: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is compared by; its own range is of no use here.
    pub figure: NumberMention,
}

/// A word of capitals, at its first use in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbbreviationUse {
    /// `MSB`.
    pub name: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether its words stand beside it, or it is a link.
    pub is_explained: bool,
}

/// A fenced directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewDirective {
    /// The word in the braces.
    pub name: String,
    /// Where that word stands.
    pub range: Range<usize>,
    /// Where the lines inside the fence stand.
    pub options: Range<usize>,
}
