//! What the table scanner needs to know about a language.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::StringSyntax;
use crate::token_class::TokenClass;

/// A language as data. Most languages need a few fields; the others are those of
/// [`LanguageTable::EMPTY`].
#[derive(Debug)]
pub(crate) struct LanguageTable {
    /// The names of the language, in lower case.
    pub(crate) names: &'static [&'static str],
    pub(crate) words: KeywordLists,
    pub(crate) calls: CallRule,
    /// Keywords before the name that they define, and the class of this name.
    pub(crate) definitions: &'static [(&'static str, TokenClass)],
    /// ASCII characters of words, besides letters, digits and `_`.
    pub(crate) word_marks: &'static str,
    /// ASCII characters that a word may end with, such as the `?` of `empty?`.
    pub(crate) word_ends: &'static str,
    pub(crate) labels: LabelRule,
    /// Comments and strings. The first that fits is used.
    pub(crate) literals: &'static [LiteralRule],
    pub(crate) heredocs: HeredocRule,
    pub(crate) variables: &'static [VariableRule],
    /// A character between digits, such as `'` in `1'000`. `_` is always allowed.
    pub(crate) digit_separator: Option<u8>,
    pub(crate) directives: DirectiveRule,
    /// The operators among the words that begin with `-`; the others are options. `None` means
    /// that `-` is always an operator.
    pub(crate) dash_operators: Option<&'static [&'static str]>,
    pub(crate) regexes: RegexRule,
    pub(crate) quote_operators: QuoteOperators,
    pub(crate) first_word: FirstWordRule,
    pub(crate) line_head: Option<LineHead>,
}

impl LanguageTable {
    /// A language without rules.
    pub(crate) const EMPTY: LanguageTable = LanguageTable {
        names: &[],
        words: KeywordLists {
            case: CaseRule::Convention,
            keywords: &[],
            constants: &[],
            types: &[],
        },
        calls: CallRule::AfterCapitals,
        definitions: &[],
        word_marks: "",
        word_ends: "",
        labels: LabelRule::Never,
        literals: &[],
        heredocs: HeredocRule::Never,
        variables: &[],
        digit_separator: None,
        directives: DirectiveRule::Never,
        dash_operators: None,
        regexes: RegexRule::Never,
        quote_operators: QuoteOperators::Never,
        first_word: FirstWordRule::Ordinary,
        line_head: None,
    };
}

/// Whether a capitalized word before `(` is a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallRule {
    /// Capitals count first: `Mill(3)` makes a value of a type.
    AfterCapitals,
    /// A call counts first, as in C# and Go, whose functions are capitalized.
    BeforeCapitals,
}

/// Whether a word directly before `:` is a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelRule {
    Never,
    BeforeColon,
}

/// A comment or a string.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LiteralRule {
    /// A comment to the end of the line.
    LineComment {
        open: &'static str,
        place: LiteralPlace,
    },
    /// A comment to `close`, or to the end of the code.
    BlockComment {
        open: &'static str,
        close: &'static str,
        place: LiteralPlace,
    },
    /// A comment that may contain comments of its kind.
    NestedComment {
        open: &'static str,
        close: &'static str,
    },
    String(StringSyntax<'static>),
    /// A literal whose end depends on how it begins. The function returns its length, or `None` if
    /// it is something else.
    Measured {
        open: &'static str,
        measure: fn(&str) -> Option<usize>,
        class: TokenClass,
    },
}

impl LiteralRule {
    /// Returns what the literal begins with.
    pub(crate) fn open(&self) -> &'static str {
        match self {
            LiteralRule::LineComment { open, .. }
            | LiteralRule::BlockComment { open, .. }
            | LiteralRule::NestedComment { open, .. }
            | LiteralRule::Measured { open, .. } => open,
            LiteralRule::String(syntax) => syntax.open,
        }
    }
}

/// Where a comment may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LiteralPlace {
    Anywhere,
    AfterSpace,
    /// After white space at the start of a line.
    LineStart,
    /// At the first character of a line.
    Column,
}

/// How a text that continues to a line with a marker begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeredocRule {
    Never,
    /// `<<MARK`, with a capital, or `<<-mark`, `<<~mark`, `<<"mark"`.
    TwoSigns,
    /// `<<<MARK`.
    ThreeSigns,
}

/// A name after a mark: `$name`, `@name`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VariableRule {
    pub(crate) mark: &'static str,
    pub(crate) class: TokenClass,
    /// ASCII characters inside the name, besides letters, digits and `_`.
    pub(crate) inner_marks: &'static str,
    /// Opening brackets around the name: `${name}`.
    pub(crate) brackets: &'static str,
    /// Characters that are a name on their own: `$?`. Names may begin with a digit if `0` is one.
    pub(crate) symbols: &'static str,
}

impl VariableRule {
    /// `$name`.
    pub(crate) const DOLLAR: VariableRule = VariableRule {
        mark: "$",
        class: TokenClass::Name,
        inner_marks: "",
        brackets: "",
        symbols: "",
    };
}

/// Words after `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DirectiveRule {
    Never,
    /// Of a preprocessor, at the start of a line.
    LineStart,
    /// As in `#available(…)`.
    Anywhere,
}

/// Whether `/` may open a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegexRule {
    Never,
    /// Where a value is expected.
    BeforeValue,
}

/// Quotes with a delimiter that the author chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteOperators {
    Never,
    /// `qw(…)`, `s/…/…/`.
    Perl,
    /// `%w[…]`.
    Ruby,
}

/// What the first word of a line is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FirstWordRule {
    Ordinary,
    /// A keyword, if it is one of these, which are in lower case.
    Listed(&'static [&'static str]),
    /// A keyword, also after `;`, `{` and `}`. New lines do not end a statement.
    Statement,
    /// A keyword, if `{` or a quoted name follows.
    BeforeBlock,
}

/// What the part of a line before a mark is: `key = value`, `target: files`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineHead {
    /// The marks that end a head, and the class of the text before. The first that fits is used.
    pub(crate) ends: &'static [(&'static str, TokenClass)],
    /// Where a line may have a head: [`LiteralPlace::LineStart`] or [`LiteralPlace::Column`].
    pub(crate) place: LiteralPlace,
    /// A character that opens a section heading.
    pub(crate) section: Option<u8>,
    pub(crate) extent: HeadExtent,
}

/// What a head may consist of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadExtent {
    /// One word and white space.
    Word,
    /// Anything. Brackets are skipped.
    Text,
}
