//! C.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::DOUBLE;
use crate::table::{
    BLOCK_COMMENT, CHARACTER, DirectiveRule, LanguageTable, LiteralRule, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "_Alignas", "_Alignof", "_Atomic", "_Generic", "_Noreturn", "_Static_assert",
        "_Thread_local", "alignas", "alignof", "auto", "break", "case", "const",
        "constexpr", "continue", "default", "do", "else", "enum", "extern", "for", "goto",
        "if", "inline", "register", "restrict", "return", "signed", "sizeof", "static",
        "static_assert", "struct", "switch", "thread_local", "typedef", "typeof", "union",
        "unsigned", "volatile", "while",
    ],
    constants: &["NULL", "false", "nullptr", "true"],
    types: &[
        "FILE", "_Bool", "_Complex", "bool", "char", "double", "float", "int", "int16_t",
        "int32_t", "int64_t", "int8_t", "intmax_t", "intptr_t", "long", "ptrdiff_t",
        "short", "size_t", "ssize_t", "time_t", "uint16_t", "uint32_t", "uint64_t",
        "uint8_t", "uintmax_t", "uintptr_t", "void", "wchar_t",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["c", "h"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("struct", TokenClass::Type),
        ("union", TokenClass::Type),
    ],
    literals: &[SLASH_COMMENT, BLOCK_COMMENT, LiteralRule::String(DOUBLE), CHARACTER],
    digit_separator: Some(b'\''),
    directives: DirectiveRule::LineStart,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn preprocessor_and_literals() {
        let code = r#"#include <stdio.h>
#include "mill.h"
#define LIMIT 20 /* mills */
#  ifdef DEBUG
#error don't
#endif

struct mill { char name[32]; uint16_t year; };

// The first one wins.
static int find(const struct mill *mills, size_t n)
{
    for (size_t i = 0; i < n && mills[i].year != 0x1F; i++)
        if (mills[i].name[0] == '\'') return -1;
    printf("%s: \"%d\"\n", mills->name, 1'000u);
    return NULL == mills ? 1.5e-3f : LIMIT;
}
"#;
        check(
            "c",
            code,
            expect![[r#"
            ‹keyword:#include› ‹string:<stdio.h>›
            ‹keyword:#include› ‹string:"mill.h"›
            ‹keyword:#define› ‹constant:LIMIT› ‹number:20› ‹comment:/* mills */›
            ‹keyword:#  ifdef› ‹constant:DEBUG›
            ‹keyword:#error› don't
            ‹keyword:#endif›

            ‹keyword:struct› ‹type:mill› { ‹type:char› name[‹number:32›]; ‹type:uint16_t› year; };

            ‹comment:// The first one wins.›
            ‹keyword:static› ‹type:int› ‹name:find›(‹keyword:const› ‹keyword:struct› ‹type:mill› *mills, ‹type:size_t› n)
            {
                ‹keyword:for› (‹type:size_t› i = ‹number:0›; i < n && mills[i].year != ‹number:0x1F›; i++)
                    ‹keyword:if› (mills[i].name[‹number:0›] == ‹string:'\''›) ‹keyword:return› -‹number:1›;
                ‹name:printf›(‹string:"%s: \"%d\"\n"›, mills->name, ‹number:1'000u›);
                ‹keyword:return› ‹constant:NULL› == mills ? ‹number:1.5e-3f› : ‹constant:LIMIT›;
            }
        "#]],
        );
    }
}
