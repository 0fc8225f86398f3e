//! The ways in which the grammar of YAML is broken, in terms of what an author wrote.

use granit_parser::ErrorKind;
use std::fmt;

/// How the grammar of YAML is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// This bracket or brace is not closed.
    UnclosedBracket(char),
    /// A bracket is closed by one of another kind.
    WrongBracket {
        /// The one that begins the list or the map.
        open: char,
        /// The one that was written at its end.
        close: char,
    },
    /// A bracket or brace closes nothing.
    SurplusBracket,
    /// A value in quotation marks does not end.
    UnclosedQuote,
    /// Two items of a list or keys of a map in this bracket have no comma between them.
    MissingComma(char),
    /// A line among keys has no colon.
    MissingColon,
    /// Among the keys of a map is something else, such as an item of a list.
    NotAKey,
    /// Among the items of a list is something else, such as a key.
    NotAnItem,
    /// A key is where a value has begun.
    KeyInValue,
    /// A colon is where neither a key nor a value can end.
    MisplacedColon,
    /// An item of a list, `- `, is inside of a line or in brackets.
    ItemInLine,
    /// `? ` is where no key can begin.
    QuestionMark,
    /// A backslash in double quotes is followed by a character that has no meaning there.
    Escape,
    /// A line begins in a column that does not fit the lines before it.
    Indentation,
    /// Something follows `|` or `>` that YAML does not allow there.
    BlockHeader,
    /// A comment interrupts a value of several lines.
    CommentInValue,
    /// `#` begins a comment directly after a value, without a space.
    CommentWithoutSpace,
    /// A byte-order mark is in the middle of the text.
    ByteOrderMark,
    /// Something that has no words of its own.
    Other,
}

impl SyntaxProblem {
    /// Returns what an error of the parser means for an author.
    pub(crate) fn from_error(kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::UnclosedFlowCollection { open } => Self::UnclosedBracket(*open),
            ErrorKind::UnexpectedEofFlowSequence => Self::UnclosedBracket('['),
            ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
                Self::UnclosedBracket('{')
            }
            ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
                Self::WrongBracket { open: *open, close: *close }
            }
            ErrorKind::MisplacedFlowCollectionEnd => Self::SurplusBracket,
            ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
                Self::UnclosedQuote
            }
            ErrorKind::ExpectedFlowMappingSeparator => Self::MissingComma('{'),
            ErrorKind::ExpectedFlowSequenceSeparator => Self::MissingComma('['),
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Self::MissingColon,
            ErrorKind::ExpectedBlockMappingKey => Self::NotAKey,
            ErrorKind::ExpectedBlockSequenceEntry => Self::NotAnItem,
            ErrorKind::MappingValueNotAllowed => Self::KeyInValue,
            ErrorKind::InvalidColonPlacement | ErrorKind::FlowMappingValueAdjacentCollection => {
                Self::MisplacedColon
            }
            ErrorKind::BlockEntryInFlowCollection
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::PlainScalarStartsWithDashFlowIndicator => Self::ItemInLine,
            ErrorKind::MappingKeyNotAllowed => Self::QuestionMark,
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidLowSurrogate
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
            | ErrorKind::InvalidUnicodeEscape => Self::Escape,
            ErrorKind::InvalidIndentation
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::InvalidFlowScalarIndent => Self::Indentation,
            ErrorKind::ZeroBlockScalarIndent | ErrorKind::InvalidBlockScalarHeader => {
                Self::BlockHeader
            }
            ErrorKind::CommentInterceptedScalar => Self::CommentInValue,
            ErrorKind::CommentNotSeparated => Self::CommentWithoutSpace,
            ErrorKind::BomInsideDocument => Self::ByteOrderMark,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for SyntaxProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedBracket(open) => write!(f, "`{open}` is not closed"),
            Self::WrongBracket { open, close } => write!(f, "`{close}` does not close `{open}`"),
            Self::SurplusBracket => f.write_str("a bracket closes nothing"),
            Self::UnclosedQuote => f.write_str("a quoted value is not closed"),
            Self::MissingComma(open) => write!(f, "a comma is missing after `{open}`"),
            Self::MissingColon => f.write_str("a line among keys has no colon"),
            Self::NotAKey => f.write_str("expected a key"),
            Self::NotAnItem => f.write_str("expected an item of a list"),
            Self::KeyInValue => f.write_str("a key inside a value"),
            Self::MisplacedColon => f.write_str("a colon in a wrong place"),
            Self::ItemInLine => f.write_str("an item of a list inside a line"),
            Self::QuestionMark => f.write_str("`? ` where no key can begin"),
            Self::Escape => f.write_str("a backslash before a character without a meaning"),
            Self::Indentation => f.write_str("a line is indented in a wrong way"),
            Self::BlockHeader => f.write_str("unexpected text after `|` or `>`"),
            Self::CommentInValue => f.write_str("a comment interrupts a value"),
            Self::CommentWithoutSpace => f.write_str("`#` directly after a value"),
            Self::ByteOrderMark => f.write_str("a byte-order mark inside the text"),
            Self::Other => f.write_str("this cannot be read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SyntaxProblem;
    use crate::{YamlErrorKind, parse};

    #[test]
    fn each_slip_has_words_of_its_own() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("a: {b: c", SyntaxProblem::UnclosedBracket('{')),
            ("a: [b}\n", SyntaxProblem::WrongBracket { open: '[', close: '}' }),
            ("a: \"b\n", SyntaxProblem::UnclosedQuote),
            ("a: [b\nc: d\n", SyntaxProblem::MisplacedColon),
            ("a: {b: c\nd: e\n", SyntaxProblem::MissingComma('{')),
            ("a: 1\nb c\nd: 2\n", SyntaxProblem::MissingColon),
            ("a: 1\n- b\n", SyntaxProblem::NotAKey),
            ("- a\nb: 1\n", SyntaxProblem::NotAnItem),
            ("a: b\n  c: d\n", SyntaxProblem::KeyInValue),
            ("a:\n  - b\n c: d\n", SyntaxProblem::NotAKey),
            ("a: [- b]\n", SyntaxProblem::ItemInLine),
            ("a: \"\\q\"\n", SyntaxProblem::Escape),
            ("a: 'b'#c\n", SyntaxProblem::CommentWithoutSpace),
            ("a: b # c\n  d\n", SyntaxProblem::CommentInValue),
            ("a: \u{feff}b\n", SyntaxProblem::ByteOrderMark),
        ] {
            let errors = parse(text).errors;
            let first = errors.into_iter().next().map(|error| error.kind);
            if first != Some(YamlErrorKind::Syntax(expected)) {
                wrong.push((text, expected, first));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
