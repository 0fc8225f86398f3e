//! Swift.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, Interpolation, StringSyntax, TRIPLE_DOUBLE};
use crate::table::{
    ANNOTATION, DirectiveRule, LanguageTable, LiteralRule, NESTED_COMMENT, SLASH_COMMENT,
    measure_hashed_string,
};
use crate::token_class::TokenClass;

/// `\(…)`
const INSERTION: Option<Interpolation> = Some(Interpolation { open: "\\(", close_bracket: b')' });

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "Self", "actor", "any", "as", "associatedtype", "async", "await", "break", "case",
        "catch", "class", "consuming", "continue", "convenience", "default", "defer",
        "deinit", "didSet", "do", "dynamic", "else", "enum", "extension", "fallthrough",
        "fileprivate", "final", "for", "func", "get", "guard", "if", "import", "in",
        "indirect", "infix", "init", "inout", "internal", "is", "isolated", "lazy", "let",
        "macro", "mutating", "nonisolated", "nonmutating", "open", "operator", "optional",
        "override", "package", "postfix", "precedencegroup", "prefix", "private",
        "protocol", "public", "repeat", "required", "rethrows", "return", "self", "set",
        "some", "static", "struct", "subscript", "super", "switch", "throw", "throws",
        "try", "typealias", "unowned", "var", "weak", "where", "while", "willSet",
    ],
    constants: &["false", "nil", "true"],
    types: &["Any"],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["swift"],
    words: WORDS,
    definitions: &[
        ("actor", TokenClass::Type),
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("extension", TokenClass::Type),
        ("func", TokenClass::Name),
        ("protocol", TokenClass::Type),
        ("struct", TokenClass::Type),
        ("typealias", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        NESTED_COMMENT,
        LiteralRule::String(StringSyntax { interpolation: INSERTION, ..TRIPLE_DOUBLE }),
        LiteralRule::String(StringSyntax { interpolation: INSERTION, ..DOUBLE }),
        LiteralRule::Measured {
            open: "#",
            measure: measure_hashed_string,
            class: TokenClass::String,
        },
    ],
    variables: &[ANNOTATION],
    directives: DirectiveRule::Anywhere,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn attributes_and_strings() {
        let code = r##"import Foundation

@MainActor
public struct Mill: Codable, Named {
    /* outer /* inner */ still a comment */
    let name: String
    private(set) var year = 1_728

    func describe(_ other: Mill?) throws -> String {
        guard let other, other.year != 0x1F else { return "none" }
        // Interpolation may hold quotes.
        return "\(name): \(lookup["x"] ?? "?") \"old\""
    }
}

#if os(Linux)
let raw = #"a "quoted" \(x)"#, long = """
    He said "no".
    """
#endif
let state: State = .default, kind = Mill.self
"##;
        check(
            "swift",
            code,
            expect![[r##"
            ‹keyword:import› ‹type:Foundation›

            ‹name:@MainActor›
            ‹keyword:public› ‹keyword:struct› ‹type:Mill›: ‹type:Codable›, ‹type:Named› {
                ‹comment:/* outer /* inner */ still a comment */›
                ‹keyword:let› name: ‹type:String›
                ‹keyword:private›(‹keyword:set›) ‹keyword:var› year = ‹number:1_728›

                ‹keyword:func› ‹name:describe›(_ other: ‹type:Mill›?) ‹keyword:throws› -> ‹type:String› {
                    ‹keyword:guard› ‹keyword:let› other, other.year != ‹number:0x1F› ‹keyword:else› { ‹keyword:return› ‹string:"none"› }
                    ‹comment:// Interpolation may hold quotes.›
                    ‹keyword:return› ‹string:"\(name): \(lookup["x"] ?? "?") \"old\""›
                }
            }

            ‹keyword:#if› ‹name:os›(‹type:Linux›)
            ‹keyword:let› raw = ‹string:#"a "quoted" \(x)"#›, long = ‹string:"""›
            ‹string:    He said "no".›
            ‹string:    """›
            ‹keyword:#endif›
            ‹keyword:let› state: ‹type:State› = .default, kind = ‹type:Mill›.‹keyword:self›
        "##]],
        );
    }
}
