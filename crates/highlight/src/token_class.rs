//! The classes of tokens.
//!
//! There are only a dozen: readers cannot tell more colors apart, each needs sufficient contrast in
//! light and dark, and a span costs 31 bytes. Operators, brackets and most words are
//! [`TokenClass::Plain`] and have no span.

/// What a token is. The kinds of tokens of each language are mapped to these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClass {
    /// No span: punctuation, white space, words without a role.
    Plain,
    /// Text that is not executed: comments, prompts, hunk positions in a diff.
    Comment,
    /// Quoted text, block scalars, URLs in Markdown.
    String,
    /// Numbers and dates.
    Number,
    /// Values with a fixed name: `true`, `null`, `LIMIT`, HTML entities.
    Constant,
    /// Reserved words and marks, including list and fence markers in Markdown.
    Keyword,
    /// Names that are called or referred to: functions, macros, variables, anchors, selectors, wiki
    /// links.
    Name,
    /// Types, classes and YAML tags.
    Type,
    /// Names of values: keys, HTML attributes, CSS properties, command-line options.
    Key,
    /// Element names in HTML, XML, JSX and CSS.
    Tag,
    /// Headings in Markdown, sections in TOML, file names in a diff.
    Heading,
    /// Added lines of a diff.
    Inserted,
    /// Removed lines of a diff.
    Deleted,
}

impl TokenClass {
    /// Returns the tag that opens a span. Empty if the token has no span.
    pub(crate) fn open_tag(self) -> &'static str {
        match self {
            TokenClass::Plain => "",
            TokenClass::Comment => "<span class=\"hl-comment\">",
            TokenClass::String => "<span class=\"hl-string\">",
            TokenClass::Number => "<span class=\"hl-number\">",
            TokenClass::Constant => "<span class=\"hl-constant\">",
            TokenClass::Keyword => "<span class=\"hl-keyword\">",
            TokenClass::Name => "<span class=\"hl-name\">",
            TokenClass::Type => "<span class=\"hl-type\">",
            TokenClass::Key => "<span class=\"hl-key\">",
            TokenClass::Tag => "<span class=\"hl-tag\">",
            TokenClass::Heading => "<span class=\"hl-heading\">",
            TokenClass::Inserted => "<span class=\"hl-inserted\">",
            TokenClass::Deleted => "<span class=\"hl-deleted\">",
        }
    }
}
