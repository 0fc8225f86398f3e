//! Makefiles.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, SINGLE, StringSyntax};
use crate::table::{
    FirstWordRule, HeadExtent, LanguageTable, LineHead, LiteralPlace, LiteralRule, VariableRule,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[],
    constants: &[],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["makefile", "make", "mk", "mak", "gnumakefile", "bsdmakefile"],
    words: WORDS,
    word_marks: "-.",
    literals: &[
        LiteralRule::LineComment { open: "#", place: LiteralPlace::AfterSpace },
        LiteralRule::String(DOUBLE),
        LiteralRule::String(StringSyntax { escape: EscapeSyntax::Never, ..SINGLE }),
    ],
    variables: &[VariableRule { brackets: "({", symbols: "0@<^+?*%|$", ..VariableRule::DOLLAR }],
    first_word: FirstWordRule::Listed(&[
        "-include", "define", "else", "endef", "endif", "export", "ifdef", "ifeq", "ifndef",
        "ifneq", "include", "override", "private", "sinclude", "undefine", "unexport", "vpath",
    ]),
    line_head: Some(LineHead {
        ends: &[
            (":::=", TokenClass::Key),
            ("::=", TokenClass::Key),
            (":=", TokenClass::Key),
            ("?=", TokenClass::Key),
            ("+=", TokenClass::Key),
            ("!=", TokenClass::Key),
            ("=", TokenClass::Key),
            (":", TokenClass::Name),
        ],
        place: LiteralPlace::Column,
        section: None,
        extent: HeadExtent::Text,
    }),
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn targets_variables_and_recipes() {
        let code = r#"# Builds the mills.
CC ?= gcc
SRC := $(wildcard src/*.c)
OBJ = $(patsubst %.c,$(DIR)/%.o,$(SRC))
include config.mk
export PATH := bin:$(PATH)

.PHONY: all clean
all: $(OBJ) | build # comment
	@$(CC) -o $@ $^ && echo "it's $$HOME"

$(DIR)/%.o: %.c
	$(CC) -c $< -o $@
ifeq ($(DEBUG),1)
CFLAGS += -g -DNAME='x=y'
else
endif
clean:
	-rm -f *.o
"#;
        check(
            "makefile",
            code,
            expect![[r#"
            ‹comment:# Builds the mills.›
            ‹key:CC› ?= gcc
            ‹key:SRC› := ‹name:$(wildcard src/*.c)›
            ‹key:OBJ› = ‹name:$(patsubst %.c,$(DIR)/%.o,$(SRC))›
            ‹keyword:include› config.mk
            ‹keyword:export› PATH := bin:‹name:$(PATH)›

            ‹name:.PHONY›: all clean
            ‹name:all›: ‹name:$(OBJ)› | build ‹comment:# comment›
            	@‹name:$(CC)› -o ‹name:$@› ‹name:$^› && echo ‹string:"it's $$HOME"›

            ‹name:$(DIR)/%.o›: %.c
            	‹name:$(CC)› -c ‹name:$<› -o ‹name:$@›
            ‹keyword:ifeq› (‹name:$(DEBUG)›,‹number:1›)
            ‹key:CFLAGS› += -g -DNAME=‹string:'x=y'›
            ‹keyword:else›
            ‹keyword:endif›
            ‹name:clean›:
            	-rm -f *.o
        "#]],
        );
    }
}
