//! The events of a Markdown text.

use crate::parse::outline::{EmbedScope, LinkForm};
use pulldown_cmark::{Alignment, CowStr};
use std::ops::Range;

/// An event of a Markdown text.
///
/// Invariant: in the events of a text, `Open` and `Close` are balanced and properly nested.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkdownEvent<'a> {
    /// An element starts.
    Open(MarkdownElement<'a>),
    /// The innermost open element ends.
    Close(ElementKind),
    /// Text. Inside [`ElementKind::CodeBlock`] and [`ElementKind::Directive`] it is code.
    Text(CowStr<'a>),
    /// Characters that are escaped or written as entities. Smart punctuation does not change them.
    Literal(CowStr<'a>),
    /// Inline code.
    Code(CowStr<'a>),
    /// Text that is shown letter for letter: syntax of another tool, or a formula.
    Verbatim(CowStr<'a>, VerbatimKind),
    /// Raw HTML other than the allowed tags.
    Raw(CowStr<'a>, RawHtmlKind),
    /// `[@document P1 "…"]`; the range of the event includes the brackets.
    Citation,
    /// `[^label]`.
    FootnoteReference(CowStr<'a>),
    /// An anchor: `x` of `<a id="x">`, `^x` of a trailing `^x`.
    Anchor(CowStr<'a>),
    /// A line break in the source that is a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The check box of an item of a task list; true if it is checked.
    Task(bool),
    /// The first element of the text that is nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
}

/// An element that contains other events.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum MarkdownElement<'a> {
    Paragraph,
    /// `id` is that of `{#id}`.
    Heading {
        level: u8,
        id: Option<CowStr<'a>>,
    },
    Quote,
    /// `> [!kind] title`; its first child is a [`MarkdownElement::CalloutTitle`], which can be
    /// empty.
    Callout {
        kind: &'a str,
        fold: FoldState,
    },
    CalloutTitle,
    /// `<details>`; `has_summary` means that a `<summary>` follows immediately.
    Details {
        has_summary: bool,
        is_open: bool,
    },
    Summary,
    /// The first number of an ordered list; `None` for an unordered one.
    List(Option<u64>),
    Item,
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    /// `span` is more than 1 for the empty cell that stands for all cells that a short row lacks.
    TableCell {
        span: usize,
    },
    /// The definition of a footnote, by its label.
    Footnote(CowStr<'a>),
    /// `language` and `title` are those after the fence, or empty.
    CodeBlock {
        language: CowStr<'a>,
        title: CowStr<'a>,
    },
    /// ```` ```{name} argument ````; `options` is the range of the lines inside.
    Directive {
        name: Range<usize>,
        argument: CowStr<'a>,
        options: Range<usize>,
    },
    /// A block of raw HTML.
    RawBlock,
    Emphasis,
    Strong,
    Strikethrough,
    /// `==text==`.
    Mark,
    Sub,
    Sup,
    Kbd,
    /// An element of HTML without attributes that only changes how its text looks.
    Inline(InlineTag),
    Link(Box<LinkParts<'a>>),
}

/// The name of an element of HTML that only changes how its text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of HTML")]
pub enum InlineTag {
    B,
    I,
    U,
    S,
    Small,
    Ins,
    Del,
}

/// The parts of a link, image, wiki link or embed.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkParts<'a> {
    /// How it is written.
    pub form: LinkForm,
    /// The destination, with Markdown's escapes resolved.
    pub destination: CowStr<'a>,
    /// The range of the destination.
    pub range: Range<usize>,
    /// The title in quotation marks, or empty.
    pub title: CowStr<'a>,
    /// False if a wiki link or an embed has no text of its own; it contains its destination then.
    pub has_text: bool,
    /// The size given by `|300` or `|300x200`.
    pub size: Option<ImageSize>,
    /// Whether it says that it has no alternative text because it is a decoration.
    pub is_decoration: bool,
    /// Which values it shows if it embeds a field.
    pub embed_scope: EmbedScope,
}

/// The size of an image in CSS pixels, as given in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageSize {
    /// The width.
    pub width: u32,
    /// The height. `None` means that it follows from the width.
    pub height: Option<u32>,
}

/// Whether a callout can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldState {
    /// It cannot be folded.
    None,
    /// `[!kind]-`: initially folded.
    Closed,
    /// `[!kind]+`: initially unfolded.
    Open,
}

/// Why a text is shown letter for letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbatimKind {
    /// It is syntax of another tool, which is not part of what the page says.
    Syntax,
    /// It is a formula.
    Formula,
}

/// The kind of a piece of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtmlKind {
    /// A tag, or something else in `<` and `>`.
    Tag,
    /// A tag between blocks.
    BlockTag,
    /// Text inside an HTML block.
    Text,
    /// A comment that is not closed. Its content stays hidden.
    OpenComment,
}

/// The kind of a [`MarkdownElement`], without its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of MarkdownElement")]
pub enum ElementKind {
    Paragraph,
    Heading,
    Quote,
    Callout,
    CalloutTitle,
    Details,
    Summary,
    List,
    Item,
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Footnote,
    CodeBlock,
    Directive,
    RawBlock,
    Emphasis,
    Strong,
    Strikethrough,
    Mark,
    Sub,
    Sup,
    Kbd,
    Inline(InlineTag),
    Link,
}

impl MarkdownElement<'_> {
    /// Returns the kind of the element.
    #[must_use]
    pub fn kind(&self) -> ElementKind {
        match self {
            Self::Paragraph => ElementKind::Paragraph,
            Self::Heading { .. } => ElementKind::Heading,
            Self::Quote => ElementKind::Quote,
            Self::Callout { .. } => ElementKind::Callout,
            Self::CalloutTitle => ElementKind::CalloutTitle,
            Self::Details { .. } => ElementKind::Details,
            Self::Summary => ElementKind::Summary,
            Self::List(_) => ElementKind::List,
            Self::Item => ElementKind::Item,
            Self::DefinitionList => ElementKind::DefinitionList,
            Self::DefinitionTitle => ElementKind::DefinitionTitle,
            Self::Definition => ElementKind::Definition,
            Self::Table(_) => ElementKind::Table,
            Self::TableHead => ElementKind::TableHead,
            Self::TableRow => ElementKind::TableRow,
            Self::TableCell { .. } => ElementKind::TableCell,
            Self::Footnote(_) => ElementKind::Footnote,
            Self::CodeBlock { .. } => ElementKind::CodeBlock,
            Self::Directive { .. } => ElementKind::Directive,
            Self::RawBlock => ElementKind::RawBlock,
            Self::Emphasis => ElementKind::Emphasis,
            Self::Strong => ElementKind::Strong,
            Self::Strikethrough => ElementKind::Strikethrough,
            Self::Mark => ElementKind::Mark,
            Self::Sub => ElementKind::Sub,
            Self::Sup => ElementKind::Sup,
            Self::Kbd => ElementKind::Kbd,
            Self::Inline(tag) => ElementKind::Inline(*tag),
            Self::Link(_) => ElementKind::Link,
        }
    }
}

impl ElementKind {
    /// Returns whether it is a block element, not an inline element.
    #[must_use]
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Mark
                | Self::Sub
                | Self::Sup
                | Self::Kbd
                | Self::Inline(_)
                | Self::Link
        )
    }
}
