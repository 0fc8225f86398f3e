//! R.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, LineSpan, SINGLE, StringSyntax};
use crate::table::{LanguageTable, LiteralPlace, LiteralRule, measure_r_raw};
use crate::token_class::TokenClass;

/// A raw string after this prefix.
const fn raw_string(open: &'static str) -> LiteralRule {
    LiteralRule::Measured { open, measure: measure_r_raw, class: TokenClass::String }
}

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[
        "break", "else", "for", "function", "if", "in", "library", "next", "repeat",
        "require", "return", "while",
    ],
    constants: &[
        "F", "FALSE", "Inf", "NA", "NA_character_", "NA_integer_", "NA_real_", "NULL",
        "NaN", "T", "TRUE",
    ],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["r", "rscript", "rlang", "splus"],
    words: WORDS,
    word_marks: ".",
    literals: &[
        LiteralRule::LineComment { open: "#", place: LiteralPlace::Anywhere },
        raw_string("r\""),
        raw_string("r'"),
        raw_string("R\""),
        raw_string("R'"),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..DOUBLE }),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..SINGLE }),
    ],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn functions_and_raw_strings() {
        let code = r#"# Reads the mills.
library(dplyr)
mills <- read.csv("mills.csv", stringsAsFactors = FALSE)
old.mills <- mills %>%
  filter(year < 1800L & !is.na(name)) |>
  mutate(age = 2024 - year, path = r"(C:\x)", text = 'it\'s')

is_old <- function(mill, today = 1.5e3) {
  if (mill$year[[1]] > 0x1F) return(NULL) else TRUE  # none
}
sapply(1:10, \(i) i^2)
"#;
        check(
            "R",
            code,
            expect![[r#"
            ‹comment:# Reads the mills.›
            ‹keyword:library›(dplyr)
            mills <- ‹name:read.csv›(‹string:"mills.csv"›, stringsAsFactors = ‹constant:FALSE›)
            old.mills <- mills %>%
              ‹name:filter›(year < ‹number:1800L› & !‹name:is.na›(name)) |>
              ‹name:mutate›(age = ‹number:2024› - year, path = ‹string:r"(C:\x)"›, text = ‹string:'it\'s'›)

            is_old <- ‹keyword:function›(mill, today = ‹number:1.5e3›) {
              ‹keyword:if› (mill$year[[‹number:1›]] > ‹number:0x1F›) ‹keyword:return›(‹constant:NULL›) ‹keyword:else› ‹constant:TRUE›  ‹comment:# none›
            }
            ‹name:sapply›(‹number:1›:‹number:10›, \(i) i^‹number:2›)
        "#]],
        );
    }
}
