//! GraphQL.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, TRIPLE_DOUBLE};
use crate::table::{ANNOTATION, LabelRule, LanguageTable, LiteralPlace, LiteralRule, VariableRule};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "directive", "enum", "extend", "fragment", "implements", "input", "interface",
        "mutation", "on", "query", "repeatable", "scalar", "schema", "subscription", "type",
        "union",
    ],
    constants: &["false", "null", "true"],
    types: &["Boolean", "Float", "ID", "Int", "String"],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["graphql", "gql", "graphqls"],
    words: WORDS,
    definitions: &[
        ("enum", TokenClass::Type),
        ("fragment", TokenClass::Name),
        ("input", TokenClass::Type),
        ("interface", TokenClass::Type),
        ("mutation", TokenClass::Name),
        ("on", TokenClass::Type),
        ("query", TokenClass::Name),
        ("scalar", TokenClass::Type),
        ("subscription", TokenClass::Name),
        ("type", TokenClass::Type),
        ("union", TokenClass::Type),
    ],
    labels: LabelRule::BeforeColon,
    literals: &[
        LiteralRule::LineComment { open: "#", place: LiteralPlace::Anywhere },
        LiteralRule::String(TRIPLE_DOUBLE),
        LiteralRule::String(DOUBLE),
    ],
    variables: &[VariableRule::DOLLAR, ANNOTATION],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn schema_and_query() {
        let code = r#"# The schema.
"""
A mill.
"""
type Mill implements Named @key(fields: "id") {
  id: ID!
  parts(first: Int = 10, state: State = OLD): [Part!]
  type: String
}
enum State { OLD NEW }

query Mills($id: ID!, $old: Boolean = true) {
  mill(id: $id) {
    ...Parts
    owner: person @include(if: $old) { name, year(after: -1.5e3) }
    ... on Mill { id }
  }
}
"#;
        check(
            "graphql",
            code,
            expect![[r#"
            ‹comment:# The schema.›
            ‹string:"""›
            ‹string:A mill.›
            ‹string:"""›
            ‹keyword:type› ‹type:Mill› ‹keyword:implements› ‹type:Named› ‹name:@key›(‹key:fields›: ‹string:"id"›) {
              ‹key:id›: ‹type:ID›!
              ‹name:parts›(‹key:first›: ‹type:Int› = ‹number:10›, ‹key:state›: ‹type:State› = ‹constant:OLD›): [‹type:Part›!]
              ‹key:type›: ‹type:String›
            }
            ‹keyword:enum› ‹type:State› { ‹constant:OLD› ‹constant:NEW› }

            ‹keyword:query› ‹name:Mills›(‹name:$id›: ‹type:ID›!, ‹name:$old›: ‹type:Boolean› = ‹constant:true›) {
              ‹name:mill›(‹key:id›: ‹name:$id›) {
                ...‹type:Parts›
                ‹key:owner›: person ‹name:@include›(‹key:if›: ‹name:$old›) { name, ‹name:year›(‹key:after›: -‹number:1.5e3›) }
                ... ‹keyword:on› ‹type:Mill› { id }
              }
            }
        "#]],
        );
    }
}
