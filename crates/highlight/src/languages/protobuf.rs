//! Protocol Buffers.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, SINGLE};
use crate::table::{BLOCK_COMMENT, LanguageTable, LiteralRule, SLASH_COMMENT};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "edition", "enum", "extend", "extensions", "import", "message", "oneof", "option",
        "optional", "package", "public", "repeated", "required", "reserved", "returns",
        "rpc", "service", "stream", "syntax", "to", "weak",
    ],
    constants: &["false", "inf", "nan", "true"],
    types: &[
        "bool", "bytes", "double", "fixed32", "fixed64", "float", "int32", "int64", "map",
        "sfixed32", "sfixed64", "sint32", "sint64", "string", "uint32", "uint64",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["protobuf", "proto", "proto2", "proto3"],
    words: WORDS,
    definitions: &[
        ("enum", TokenClass::Type),
        ("message", TokenClass::Type),
        ("rpc", TokenClass::Name),
        ("service", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::String(DOUBLE),
        LiteralRule::String(SINGLE),
    ],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn messages_and_services() {
        let code = r#"syntax = "proto3";
// The mills.
message Mill {
  string name = 1;
  repeated int32 years = 2 [deprecated = true];
  map<string, Part> parts = 0x03;
}
service Mills { rpc Find (Query) returns (stream Mill); }
"#;
        check(
            "proto",
            code,
            expect![[r#"
            ‹keyword:syntax› = ‹string:"proto3"›;
            ‹comment:// The mills.›
            ‹keyword:message› ‹type:Mill› {
              ‹type:string› name = ‹number:1›;
              ‹keyword:repeated› ‹type:int32› years = ‹number:2› [deprecated = ‹constant:true›];
              ‹type:map›<‹type:string›, ‹type:Part›> parts = ‹number:0x03›;
            }
            ‹keyword:service› ‹type:Mills› { ‹keyword:rpc› ‹name:Find› (‹type:Query›) ‹keyword:returns› (‹keyword:stream› ‹type:Mill›); }
        "#]],
        );
    }
}
