//! Literals and variables that many languages share.

use super::language_table::{LiteralPlace, LiteralRule, VariableRule};
use super::raw_string::measure_character;
use crate::token_class::TokenClass;

/// `// …`
pub(crate) const SLASH_COMMENT: LiteralRule =
    LiteralRule::LineComment { open: "//", place: LiteralPlace::Anywhere };

/// `# …`
pub(crate) const HASH_COMMENT: LiteralRule =
    LiteralRule::LineComment { open: "#", place: LiteralPlace::AfterSpace };

/// `/* … */`
pub(crate) const BLOCK_COMMENT: LiteralRule =
    LiteralRule::BlockComment { open: "/*", close: "*/", place: LiteralPlace::Anywhere };

/// `/* … /* … */ … */`
pub(crate) const NESTED_COMMENT: LiteralRule =
    LiteralRule::NestedComment { open: "/*", close: "*/" };

/// `'c'`
pub(crate) const CHARACTER: LiteralRule =
    LiteralRule::Measured { open: "'", measure: measure_character, class: TokenClass::String };

/// `@Name` and `@some.Name`.
pub(crate) const ANNOTATION: VariableRule = VariableRule {
    mark: "@",
    class: TokenClass::Name,
    inner_marks: ".",
    brackets: "",
    symbols: "",
};
