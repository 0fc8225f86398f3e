//! C++, with raw strings; also CUDA and Arduino.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::DOUBLE;
use crate::table::{
    BLOCK_COMMENT, CHARACTER, DirectiveRule, LanguageTable, LiteralRule, SLASH_COMMENT,
    measure_cpp_raw,
};
use crate::token_class::TokenClass;

/// A raw string after this prefix.
const fn raw_string(open: &'static str) -> LiteralRule {
    LiteralRule::Measured { open, measure: measure_cpp_raw, class: TokenClass::String }
}

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "break",
        "case", "catch", "class", "co_await", "co_return", "co_yield", "compl", "concept",
        "const", "const_cast", "consteval", "constexpr", "constinit", "continue",
        "decltype", "default", "delete", "do", "dynamic_cast", "else", "enum", "explicit",
        "export", "extern", "final", "for", "friend", "goto", "if", "import", "inline",
        "module", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "operator",
        "or", "or_eq", "override", "private", "protected", "public", "register",
        "reinterpret_cast", "requires", "return", "signed", "sizeof", "static",
        "static_assert", "static_cast", "struct", "switch", "template", "this",
        "thread_local", "throw", "try", "typedef", "typeid", "typename", "typeof", "union",
        "unsigned", "using", "virtual", "volatile", "while", "xor", "xor_eq",
    ],
    constants: &["NULL", "false", "nullptr", "true"],
    types: &[
        "FILE", "bool", "char", "char16_t", "char32_t", "char8_t", "double", "float", "int",
        "int16_t", "int32_t", "int64_t", "int8_t", "intmax_t", "intptr_t", "long", "map",
        "optional", "pair", "ptrdiff_t", "set", "shared_ptr", "short", "size_t", "ssize_t",
        "string", "string_view", "time_t", "uint16_t", "uint32_t", "uint64_t", "uint8_t",
        "uintmax_t", "uintptr_t", "unique_ptr", "vector", "void", "wchar_t",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["c++", "cpp", "cxx", "cc", "hpp", "hxx", "hh", "h++", "arduino", "ino", "cuda", "cu"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("struct", TokenClass::Type),
        ("concept", TokenClass::Type),
        ("namespace", TokenClass::Type),
        ("union", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        raw_string("R\""),
        raw_string("LR\""),
        raw_string("u8R\""),
        raw_string("uR\""),
        raw_string("UR\""),
        LiteralRule::String(DOUBLE),
        CHARACTER,
    ],
    digit_separator: Some(b'\''),
    directives: DirectiveRule::LineStart,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn classes_and_raw_strings() {
        let code = r#"#pragma once
#include <vector>

namespace parish {

/* A mill by the brook. */
template <typename T>
class mill final : public Building {
public:
    explicit mill(std::string name, int year = 1'728) : name_{std::move(name)} {}
    [[nodiscard]] auto is_old() const noexcept -> bool { return year_ < 1800; }

private:
    std::vector<T> parts_;
    const char *sql_ = R"x(select ")" from mill)x"; // raw
};

} // namespace parish

int main() { auto n = static_cast<long>('å'); return n >= 0x1p-3 ? true : nullptr; }
"#;
        check(
            "c++",
            code,
            expect![[r#"
            ‹keyword:#pragma› once
            ‹keyword:#include› ‹string:<vector>›

            ‹keyword:namespace› ‹type:parish› {

            ‹comment:/* A mill by the brook. */›
            ‹keyword:template› <‹keyword:typename› ‹type:T›>
            ‹keyword:class› ‹type:mill› ‹keyword:final› : ‹keyword:public› ‹type:Building› {
            ‹keyword:public›:
                ‹keyword:explicit› ‹name:mill›(std::‹type:string› name, ‹type:int› year = ‹number:1'728›) : name_{std::‹name:move›(name)} {}
                [[nodiscard]] ‹keyword:auto› ‹name:is_old›() ‹keyword:const› ‹keyword:noexcept› -> ‹type:bool› { ‹keyword:return› year_ < ‹number:1800›; }

            ‹keyword:private›:
                std::‹type:vector›<‹type:T›> parts_;
                ‹keyword:const› ‹type:char› *sql_ = ‹string:R"x(select ")" from mill)x"›; ‹comment:// raw›
            };

            } ‹comment:// namespace parish›

            ‹type:int› ‹name:main›() { ‹keyword:auto› n = ‹keyword:static_cast›<‹type:long›>(‹string:'å'›); ‹keyword:return› n >= ‹number:0x1p-3› ? ‹constant:true› : ‹constant:nullptr›; }
        "#]],
        );
    }
}
