//! What can be wrong in a YAML text.

use crate::{MAX_KEY_BYTES, MAX_NESTING, MAX_NODES, SyntaxProblem};
use std::fmt;
use std::ops::Range;

/// An error in a YAML text, with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// The bytes that are wrong, on character boundaries. Empty where something is missing.
    pub range: Range<usize>,
    /// What is wrong.
    pub kind: YamlErrorKind,
}

/// What is wrong in a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlErrorKind {
    /// The grammar is broken in a way that has no kind of its own below.
    Syntax(SyntaxProblem),
    /// An alias, anchor, tag or merge key. They are not supported.
    Alias,
    /// An unquoted value contains `: `.
    UnquotedColon,
    /// An unquoted value begins with a character that is reserved in YAML, such as `*`, `[` or `@`.
    ReservedStart(char),
    /// Text follows the closing quotation mark of a value; the mark is `"` or `'`.
    TextAfterQuote(char),
    /// ` #` inside a value in braces begins a comment, which hides the closing brace.
    CommentInFlow,
    /// A second document begins, at `---`. Only the first one is read.
    SecondDocument,
    /// A tab is used for indentation.
    Tab,
    /// A key occurs twice in one map. The first one counts.
    DuplicateKey {
        /// The key.
        key: String,
        /// The position of the first one.
        first_range: Range<usize>,
    },
    /// A list, a map or nothing is used as a key.
    KeyIsNotText,
    /// Lists and maps are nested deeper than [`MAX_NESTING`].
    TooDeep,
    /// The text has more than [`MAX_NODES`] keys, values, lists and maps.
    TooManyNodes,
    /// A key is longer than [`MAX_KEY_BYTES`].
    KeyTooLong,
}

impl fmt::Display for YamlErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(problem) => problem.fmt(f),
            Self::Alias => f.write_str("aliases, anchors, tags and merge keys are not supported"),
            Self::UnquotedColon => f.write_str("a value that contains `: ` must be quoted"),
            Self::ReservedStart(start) => {
                write!(f, "a value cannot begin with `{start}`, which is reserved in YAML")
            }
            Self::TextAfterQuote(mark) => write!(f, "unexpected text after the closing `{mark}`"),
            Self::CommentInFlow => f.write_str("` #` begins a comment and hides the closing brace"),
            Self::SecondDocument => f.write_str("only one document per file is supported"),
            Self::Tab => f.write_str("tab used for indentation; YAML requires spaces"),
            Self::DuplicateKey { key, .. } => write!(f, "duplicate key `{key}`"),
            Self::KeyIsNotText => f.write_str("a key must be text"),
            Self::TooDeep => write!(f, "nested deeper than {MAX_NESTING} levels"),
            Self::TooManyNodes => write!(f, "more than {MAX_NODES} nodes"),
            Self::KeyTooLong => write!(f, "a key is longer than {MAX_KEY_BYTES} bytes"),
        }
    }
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range { start, end } = self.range;
        write!(f, "{} at bytes {start}..{end}", self.kind)
    }
}

impl std::error::Error for YamlError {}
