//! Groovy and Gradle.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{
    DOLLAR_BRACES, DOUBLE, LineSpan, SINGLE, StringSyntax, TRIPLE_DOUBLE, TRIPLE_SINGLE,
};
use crate::table::{
    ANNOTATION, BLOCK_COMMENT, LanguageTable, LiteralRule, RegexRule, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "as", "assert", "break", "case", "catch", "class", "const", "continue",
        "def", "default", "do", "else", "enum", "extends", "final", "finally", "for",
        "goto", "if", "implements", "import", "in", "instanceof", "interface", "native",
        "new", "package", "private", "protected", "public", "return", "sealed", "static",
        "strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "trait",
        "transient", "try", "var", "volatile", "while",
    ],
    constants: &["false", "null", "true"],
    types: &[
        "boolean", "byte", "char", "double", "float", "int", "long", "short", "void",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["groovy", "gradle", "gvy", "jenkinsfile"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("def", TokenClass::Name),
        ("interface", TokenClass::Type),
        ("trait", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..TRIPLE_DOUBLE }),
        LiteralRule::String(TRIPLE_SINGLE),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..DOUBLE }),
        LiteralRule::String(StringSyntax { lines: LineSpan::One, ..SINGLE }),
    ],
    variables: &[ANNOTATION],
    regexes: RegexRule::BeforeValue,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn build_script() {
        let code = r#"plugins { id 'java' version "1.${minor ?: "0"}" }

/* The mills. */
@CompileStatic
class Mill extends Named {
    final int year = 1_728
    def isOld() { name ==~ /mill\/\d+/ && year / 2 < 900 } // old
}
dependencies {
    implementation group: 'org.example', name: """mills"""
    test { enabled = null != true }
}
"#;
        check(
            "gradle",
            code,
            expect![[r#"
            plugins { id ‹string:'java'› version ‹string:"1.${minor ?: "0"}"› }

            ‹comment:/* The mills. */›
            ‹name:@CompileStatic›
            ‹keyword:class› ‹type:Mill› ‹keyword:extends› ‹type:Named› {
                ‹keyword:final› ‹type:int› year = ‹number:1_728›
                ‹keyword:def› ‹name:isOld›() { name ==~ ‹string:/mill\/\d+/› && year / ‹number:2› < ‹number:900› } ‹comment:// old›
            }
            dependencies {
                implementation group: ‹string:'org.example'›, name: ‹string:"""mills"""›
                test { enabled = ‹constant:null› != ‹constant:true› }
            }
        "#]],
        );
    }
}
