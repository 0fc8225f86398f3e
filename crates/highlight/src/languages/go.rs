//! Go.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, LineSpan, StringSyntax};
use crate::table::{BLOCK_COMMENT, CHARACTER, CallRule, LanguageTable, LiteralRule, SLASH_COMMENT};
use crate::token_class::TokenClass;

/// `` `…` ``
const RAW: StringSyntax<'static> = StringSyntax {
    open: "`",
    close: "`",
    escape: EscapeSyntax::Never,
    lines: LineSpan::Many,
    ..DOUBLE
};

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "break", "case", "chan", "const", "continue", "default", "defer", "else",
        "fallthrough", "for", "func", "go", "goto", "if", "import", "interface", "map",
        "package", "range", "return", "select", "struct", "switch", "type", "var",
    ],
    constants: &["false", "iota", "nil", "true"],
    types: &[
        "any", "bool", "byte", "comparable", "complex128", "complex64", "error", "float32",
        "float64", "int", "int16", "int32", "int64", "int8", "rune", "string", "uint",
        "uint16", "uint32", "uint64", "uint8", "uintptr",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["go", "golang"],
    words: WORDS,
    calls: CallRule::BeforeCapitals,
    definitions: &[
        ("func", TokenClass::Name),
        ("package", TokenClass::Type),
        ("type", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::String(DOUBLE),
        LiteralRule::String(RAW),
        CHARACTER,
    ],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn functions_and_raw_strings() {
        let code = r#"package mills

import (
	"fmt"
	"strings"
)

// Mill is a mill.
type Mill struct {
	Name string `json:"name"`
	year int
}

func (m *Mill) IsOld(today int) (bool, error) {
	for i, part := range m.parts {
		fmt.Printf("%d: \"%s\"\n", i, strings.ToUpper(part))
	}
	go func() { ch <- struct{}{} }()
	quote, letter := '\'', 'å'
	return m != nil && today > 0b101_000, fmt.Errorf("no %v", m) /* never */
}
"#;
        check(
            "golang",
            code,
            expect![[r#"
            ‹keyword:package› ‹type:mills›

            ‹keyword:import› (
            	‹string:"fmt"›
            	‹string:"strings"›
            )

            ‹comment:// Mill is a mill.›
            ‹keyword:type› ‹type:Mill› ‹keyword:struct› {
            	‹type:Name› ‹type:string› ‹string:`json:"name"`›
            	year ‹type:int›
            }

            ‹keyword:func› (m *‹type:Mill›) ‹name:IsOld›(today ‹type:int›) (‹type:bool›, ‹type:error›) {
            	‹keyword:for› i, part := ‹keyword:range› m.parts {
            		fmt.‹name:Printf›(‹string:"%d: \"%s\"\n"›, i, strings.‹name:ToUpper›(part))
            	}
            	‹keyword:go› ‹keyword:func›() { ch <- ‹keyword:struct›{}{} }()
            	quote, letter := ‹string:'\''›, ‹string:'å'›
            	‹keyword:return› m != ‹constant:nil› && today > ‹number:0b101_000›, fmt.‹name:Errorf›(‹string:"no %v"›, m) ‹comment:/* never */›
            }
        "#]],
        );
    }
}
