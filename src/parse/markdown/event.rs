//! The events of a Markdown text: what they can be.

use crate::parse::outline::LinkForm;
use pulldown_cmark::{Alignment, CowStr};
use std::ops::Range;

/// One step through a Markdown text.
///
/// Invariant of a whole stream: `Open` and `Close` are balanced and properly nested.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkdownEvent<'a> {
    /// An element begins.
    Open(MarkdownElement<'a>),
    /// The innermost open element ends.
    Close(ElementKind),
    /// Words. Inside [`ElementKind::CodeBlock`] and [`ElementKind::Directive`] they are code.
    Text(CowStr<'a>),
    /// Characters that were escaped or written as entities: typography leaves them alone.
    Literal(CowStr<'a>),
    /// Code within a line.
    Code(CowStr<'a>),
    /// Raw HTML that is not kept.
    Raw(CowStr<'a>, RawHtmlKind),
    /// `[@document P1 "…"]`; the words are at the event's range, brackets included.
    Citation,
    /// `[^label]`.
    FootnoteReference(CowStr<'a>),
    /// A place that can be linked to: `x` of `<a id="x">`, `^x` of a trailing `^x`.
    Anchor(CowStr<'a>),
    /// The line ends in the source only.
    SoftBreak,
    /// The line ends on the page too.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The box of a task list's item, ticked or not.
    Task(bool),
    /// Here something nests deeper than [`MAX_DEPTH`](super::MAX_DEPTH), the first in the text.
    TooDeep,
}

/// An element that holds others.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum MarkdownElement<'a> {
    Paragraph,
    /// `id` is what `{#id}` says.
    Heading {
        level: u8,
        id: Option<CowStr<'a>>,
    },
    Quote,
    /// `> [!kind] title`; holds a [`MarkdownElement::CalloutTitle`] first, which may be empty.
    Callout {
        kind: &'a str,
        fold: FoldState,
    },
    CalloutTitle,
    /// `<details>`, closed in the text; `has_summary` tells whether a `<summary>` follows at once.
    Details {
        has_summary: bool,
    },
    Summary,
    /// The first number if it is numbered.
    List(Option<u64>),
    Item,
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    /// `span` is more than 1 for the cells that a short row lacks: they come as one empty cell.
    TableCell {
        span: usize,
    },
    /// The definition of a footnote, by its label.
    Footnote(CowStr<'a>),
    /// The language is the first word of the fence, or empty.
    CodeBlock {
        language: CowStr<'a>,
    },
    /// ```` ```{name} ````, `options` is where the lines inside stand.
    Directive {
        name: Range<usize>,
        options: Range<usize>,
    },
    /// A run of raw HTML that stands as a block.
    RawBlock,
    Emphasis,
    Strong,
    Strikethrough,
    /// `==words==`.
    Mark,
    Sub,
    Sup,
    Kbd,
    Link(Box<LinkParts<'a>>),
}

/// What a link, picture, wiki link or embed says.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkParts<'a> {
    /// How it is written.
    pub form: LinkForm,
    /// The destination without Markdown's escapes.
    pub destination: CowStr<'a>,
    /// Where the destination stands.
    pub range: Range<usize>,
    /// The title in quotes, or empty.
    pub title: CowStr<'a>,
    /// False if a wiki link or an embed has no words of its own: what it holds is its destination.
    pub has_text: bool,
    /// What `|300` or `|300x200` says.
    pub size: Option<ImageSize>,
}

/// The size of a picture in CSS pixels, as the text asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageSize {
    /// The width.
    pub width: u32,
    /// The height, if it is given.
    pub height: Option<u32>,
}

/// Whether a callout can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldState {
    /// It cannot.
    None,
    /// `[!kind]-`: folded at first.
    Closed,
    /// `[!kind]+`: unfolded at first.
    Open,
}

/// What a piece of raw HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtmlKind {
    /// A tag, or another piece in `<` and `>`.
    Tag,
    /// A tag that stands alone between blocks.
    BlockTag,
    /// Words inside an HTML block.
    Words,
    /// A comment that nobody closed: what it hides stays hidden.
    OpenComment,
}

/// An element without what it says: enough to close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Element")]
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
    Link,
}

impl MarkdownElement<'_> {
    /// Which element it is.
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
            Self::Link(_) => ElementKind::Link,
        }
    }
}

impl ElementKind {
    /// Whether it is a block, not part of a line.
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
                | Self::Link
        )
    }
}
