//! The words and rules of PHP. Its tags are in `grammars/php.rs`.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, Interpolation, LineSpan, SINGLE, StringSyntax};
use crate::table::{
    BLOCK_COMMENT, HASH_COMMENT, HeredocRule, LanguageTable, LiteralRule, SLASH_COMMENT,
    VariableRule,
};
use crate::token_class::TokenClass;

/// `#[` begins an attribute and not a comment.
const ATTRIBUTE: LiteralRule =
    LiteralRule::Measured { open: "#[", measure: |_| Some(2), class: TokenClass::Plain };

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "and", "array", "as", "break", "callable", "case", "catch", "class",
        "clone", "const", "continue", "declare", "default", "die", "do", "echo", "else",
        "elseif", "empty", "enddeclare", "endfor", "endforeach", "endif", "endswitch",
        "endwhile", "enum", "eval", "exit", "extends", "final", "finally", "fn", "for",
        "foreach", "function", "global", "goto", "if", "implements", "include",
        "include_once", "instanceof", "insteadof", "interface", "isset", "list", "match",
        "namespace", "new", "or", "parent", "print", "private", "protected", "public",
        "readonly", "require", "require_once", "return", "self", "static", "switch",
        "throw", "trait", "try", "unset", "use", "var", "while", "xor", "yield",
    ],
    constants: &["$this", "false", "null", "true"],
    types: &[
        "bool", "float", "int", "iterable", "mixed", "never", "object", "string", "void",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["php"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("function", TokenClass::Name),
        ("interface", TokenClass::Type),
        ("trait", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        ATTRIBUTE,
        HASH_COMMENT,
        LiteralRule::String(StringSyntax {
            lines: LineSpan::Many,
            interpolation: Some(Interpolation { open: "{$", close_bracket: b'}' }),
            ..DOUBLE
        }),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..SINGLE }),
    ],
    heredocs: HeredocRule::ThreeSigns,
    variables: &[VariableRule::DOLLAR],
    ..LanguageTable::EMPTY
};
