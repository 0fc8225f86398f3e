//! The dozen classes that a token can have.
//!
//! Few on purpose: a reader tells a dozen colors apart at best, a theme must pass contrast for
//! each in light and dark, and every span is 31 bytes of page. Operators, brackets and most plain
//! words are [`Class::Plain`] and get no span at all.

/// What a token is to the reader. Each language folds its own kinds into these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenClass {
    /// No span: punctuation, white space, words without a role.
    Plain,
    /// Not run, not read by the machine: comments, prompts, hunk positions in a diff.
    Comment,
    /// Quoted text, block scalars, addresses in Markdown.
    String,
    /// Numbers and dates.
    Number,
    /// Values with a fixed name: `true`, `null`, `LIMIT`, HTML entities.
    Constant,
    /// Words and marks that the language reserves, list and fence marks in Markdown too.
    Keyword,
    /// What is called or pointed at: functions, macros, variables, anchors, selectors, wiki links.
    Name,
    /// Types, classes and YAML tags.
    Type,
    /// What stands before a value: keys, HTML attributes, CSS properties, command-line options.
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
    /// The CSS class; nothing for [`Class::Plain`], which has no span.
    pub(super) fn css_class(self) -> Option<&'static str> {
        Some(match self {
            TokenClass::Plain => return None,
            TokenClass::Comment => "hl-comment",
            TokenClass::String => "hl-string",
            TokenClass::Number => "hl-number",
            TokenClass::Constant => "hl-constant",
            TokenClass::Keyword => "hl-keyword",
            TokenClass::Name => "hl-name",
            TokenClass::Type => "hl-type",
            TokenClass::Key => "hl-key",
            TokenClass::Tag => "hl-tag",
            TokenClass::Heading => "hl-heading",
            TokenClass::Inserted => "hl-inserted",
            TokenClass::Deleted => "hl-deleted",
        })
    }
}
