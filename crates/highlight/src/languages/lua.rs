//! Lua, with long brackets.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, SINGLE};
use crate::table::{LanguageTable, LiteralPlace, LiteralRule, measure_long_bracket};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[
        "and", "break", "continue", "do", "else", "elseif", "end", "for", "function",
        "goto", "if", "in", "local", "not", "or", "repeat", "return", "then", "until",
        "while",
    ],
    constants: &["_G", "_VERSION", "false", "nil", "self", "true"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["lua", "luau"],
    words: WORDS,
    definitions: &[("function", TokenClass::Name)],
    literals: &[
        LiteralRule::Measured {
            open: "--[",
            measure: measure_long_bracket,
            class: TokenClass::Comment,
        },
        LiteralRule::LineComment { open: "--", place: LiteralPlace::Anywhere },
        LiteralRule::Measured {
            open: "[",
            measure: measure_long_bracket,
            class: TokenClass::String,
        },
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
    fn long_brackets() {
        let code = r#"#!/usr/bin/lua
--[[ A comment
over lines ]]
local Mill = { limit = 0x1F, name = 'it\'s' } -- short
Mill.__index = Mill

function Mill.new(name, year)
  local self = setmetatable({}, Mill)
  self.text = [==[ a ]] raw "text" ]==]
  return self
end

for i, mill in ipairs(mills[1]) do
  if not mill.old and i ~= 1.5e3 then print("old: " .. i, nil, true) end
end
--[x] one line
"#;
        check(
            "lua",
            code,
            expect![[r#"
                ‹comment:#!/usr/bin/lua›
                ‹comment:--[[ A comment›
                ‹comment:over lines ]]›
                ‹keyword:local› Mill = { limit = ‹number:0x1F›, name = ‹string:'it\'s'› } ‹comment:-- short›
                Mill.__index = Mill

                ‹keyword:function› ‹name:Mill›.‹name:new›(name, year)
                  ‹keyword:local› ‹constant:self› = ‹name:setmetatable›({}, Mill)
                  ‹constant:self›.text = ‹string:[==[ a ]] raw "text" ]==]›
                  ‹keyword:return› ‹constant:self›
                ‹keyword:end›

                ‹keyword:for› i, mill ‹keyword:in› ‹name:ipairs›(mills[‹number:1›]) ‹keyword:do›
                  ‹keyword:if› ‹keyword:not› mill.old ‹keyword:and› i ~= ‹number:1.5e3› ‹keyword:then› ‹name:print›(‹string:"old: "› .. i, ‹constant:nil›, ‹constant:true›) ‹keyword:end›
                ‹keyword:end›
                ‹comment:--[x] one line›
            "#]],
        );
    }
}
