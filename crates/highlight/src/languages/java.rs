//! Java.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, TRIPLE_DOUBLE};
use crate::table::{
    ANNOTATION, BLOCK_COMMENT, CHARACTER, LanguageTable, LiteralRule, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "assert", "break", "case", "catch", "class", "const", "continue",
        "default", "do", "else", "enum", "exports", "extends", "final", "finally", "for",
        "goto", "if", "implements", "import", "instanceof", "interface", "module", "native",
        "new", "non-sealed", "opens", "package", "permits", "private", "protected",
        "public", "record", "requires", "return", "sealed", "static", "strictfp", "super",
        "switch", "synchronized", "this", "throw", "throws", "to", "transient",
        "transitive", "try", "uses", "volatile", "when", "while", "with", "yield",
    ],
    constants: &["false", "null", "true"],
    types: &[
        "boolean", "byte", "char", "double", "float", "int", "long", "short", "var", "void",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["java"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("struct", TokenClass::Type),
        ("interface", TokenClass::Type),
        ("record", TokenClass::Type),
    ],
    word_marks: "$",
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::String(TRIPLE_DOUBLE),
        LiteralRule::String(DOUBLE),
        CHARACTER,
    ],
    variables: &[ANNOTATION],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn annotations_and_text_blocks() {
        let code = r#"package se.example.mills;

import java.util.List;

/** A mill. */
@SuppressWarnings("unchecked")
public final class Mill<T extends Comparable<T>> implements Named {
    private static final int MAX = 0x1F;
    private final List<T> parts = new ArrayList<>();

    @Override
    public String name() {
        // Quotes may be 'unclosed.
        var text = """
            A "mill"
            """;
        char quote = '\'', letter = 'å';
        for (int i = 0; i < 1_000L && parts != null; i++) System.out.println(i / 2.5e-3);
        return Mill.class.getName() + "\"x\"" + text;
    }
}
"#;
        check(
            "java",
            code,
            expect![[r#"
                ‹keyword:package› se.example.mills;

                ‹keyword:import› java.util.‹type:List›;

                ‹comment:/** A mill. */›
                ‹name:@SuppressWarnings›(‹string:"unchecked"›)
                ‹keyword:public› ‹keyword:final› ‹keyword:class› ‹type:Mill›<‹type:T› ‹keyword:extends› ‹type:Comparable›<‹type:T›>> ‹keyword:implements› ‹type:Named› {
                    ‹keyword:private› ‹keyword:static› ‹keyword:final› ‹type:int› ‹constant:MAX› = ‹number:0x1F›;
                    ‹keyword:private› ‹keyword:final› ‹type:List›<‹type:T›> parts = ‹keyword:new› ‹type:ArrayList›<>();

                    ‹name:@Override›
                    ‹keyword:public› ‹type:String› ‹name:name›() {
                        ‹comment:// Quotes may be 'unclosed.›
                        ‹type:var› text = ‹string:"""›
                ‹string:            A "mill"›
                ‹string:            """›;
                        ‹type:char› quote = ‹string:'\''›, letter = ‹string:'å'›;
                        ‹keyword:for› (‹type:int› i = ‹number:0›; i < ‹number:1_000L› && parts != ‹constant:null›; i++) ‹type:System›.out.‹name:println›(i / ‹number:2.5e-3›);
                        ‹keyword:return› ‹type:Mill›.‹keyword:class›.‹name:getName›() + ‹string:"\"x\""› + text;
                    }
                }
            "#]],
        );
    }
}
