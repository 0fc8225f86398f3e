//! Kotlin.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOLLAR_BRACES, DOUBLE, EscapeSyntax, StringSyntax, TRIPLE_DOUBLE};
use crate::table::{
    ANNOTATION, CHARACTER, LanguageTable, LiteralRule, NESTED_COMMENT, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

const RAW: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Never, interpolation: DOLLAR_BRACES, ..TRIPLE_DOUBLE };

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "actual", "annotation", "as", "break", "by", "catch", "class",
        "companion", "const", "constructor", "continue", "crossinline", "data", "delegate",
        "do", "dynamic", "else", "enum", "expect", "external", "final", "finally", "for",
        "fun", "get", "if", "import", "in", "infix", "init", "inline", "inner", "interface",
        "internal", "is", "lateinit", "noinline", "object", "open", "operator", "out",
        "override", "package", "private", "protected", "public", "reified", "return",
        "sealed", "set", "super", "suspend", "tailrec", "this", "throw", "try", "typealias",
        "typeof", "val", "value", "var", "vararg", "when", "where", "while",
    ],
    constants: &["false", "null", "true"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["kotlin", "kt", "kts"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("interface", TokenClass::Type),
        ("object", TokenClass::Type),
        ("typealias", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        NESTED_COMMENT,
        LiteralRule::String(RAW),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..DOUBLE }),
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
    fn templates_and_nested_comments() {
        let code = r#"package parish.mills

@Serializable
data class Mill(val name: String, val year: Int = 1_728) : Named {
    /* outer /* inner */ still a comment */
    override fun toString() = "$name, ${if (isOld(names["x"])) "old" else 'n'}\n"

    companion object { const val LIMIT = 0x1F }
}

fun List<Mill>.oldest(): Mill? = minByOrNull { it.year }

suspend fun main() {
    val raw = """A "raw" $text \"""
    for (i in 1..10 step 2) println(mills[i]?.name ?: return) // none
    val type = Mill::class; val mill = Mill("Övre", year = 3)
}
"#;
        check(
            "kotlin",
            code,
            expect![[r#"
                ‹keyword:package› parish.mills

                ‹name:@Serializable›
                ‹keyword:data› ‹keyword:class› ‹type:Mill›(‹keyword:val› name: ‹type:String›, ‹keyword:val› year: ‹type:Int› = ‹number:1_728›) : ‹type:Named› {
                    ‹comment:/* outer /* inner */ still a comment */›
                    ‹keyword:override› ‹keyword:fun› ‹name:toString›() = ‹string:"$name, ${if (isOld(names["x"])) "old" else 'n'}\n"›

                    ‹keyword:companion› ‹keyword:object› { ‹keyword:const› ‹keyword:val› ‹constant:LIMIT› = ‹number:0x1F› }
                }

                ‹keyword:fun› ‹type:List›<‹type:Mill›>.‹name:oldest›(): ‹type:Mill›? = minByOrNull { it.year }

                ‹keyword:suspend› ‹keyword:fun› ‹name:main›() {
                    ‹keyword:val› raw = ‹string:"""A "raw" $text \"""›
                    ‹keyword:for› (i ‹keyword:in› ‹number:1›..‹number:10› step ‹number:2›) ‹name:println›(mills[i]?.name ?: ‹keyword:return›) ‹comment:// none›
                    ‹keyword:val› type = ‹type:Mill›::‹keyword:class›; ‹keyword:val› mill = ‹type:Mill›(‹string:"Övre"›, year = ‹number:3›)
                }
            "#]],
        );
    }
}
