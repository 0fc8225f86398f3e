//! Dockerfiles.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, SINGLE, StringSyntax};
use crate::table::{
    FirstWordRule, HeredocRule, LanguageTable, LiteralPlace, LiteralRule, VariableRule,
};

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Ignored,
    keywords: &["as"],
    constants: &[],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["dockerfile", "docker", "containerfile"],
    words: WORDS,
    word_marks: "-./",
    literals: &[
        LiteralRule::LineComment { open: "#", place: LiteralPlace::LineStart },
        LiteralRule::String(DOUBLE),
        LiteralRule::String(StringSyntax { escape: EscapeSyntax::Never, ..SINGLE }),
    ],
    heredocs: HeredocRule::TwoSigns,
    variables: &[VariableRule { brackets: "{", symbols: "0?@#", ..VariableRule::DOLLAR }],
    dash_operators: Some(&[]),
    first_word: FirstWordRule::Listed(&[
        "add",
        "arg",
        "cmd",
        "copy",
        "entrypoint",
        "env",
        "expose",
        "from",
        "healthcheck",
        "label",
        "maintainer",
        "onbuild",
        "run",
        "shell",
        "stopsignal",
        "user",
        "volume",
        "workdir",
    ]),
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn instructions_flags_and_variables() {
        let code = r#"# syntax=docker/dockerfile:1
ARG VERSION=3.19
FROM rust:${VERSION}-slim AS build
WORKDIR /usr/src/mills
COPY --from=base --chown=1000:1000 . .
RUN apt-get update && \
    apt-get install -y --no-install-recommends "curl" 'it' \
    # a comment between
    && rm -rf /var/lib/apt/lists/*
RUN <<EOF
echo "from $HOME"
EOF
ENV PATH=$PATH:/mills NAME="a \"mill\""
EXPOSE 8080/tcp
HEALTHCHECK --interval=30s CMD ["mills", "--check"]
"#;
        check(
            "Dockerfile",
            code,
            expect![[r#"
                ‹comment:# syntax=docker/dockerfile:1›
                ‹keyword:ARG› VERSION=‹number:3.19›
                ‹keyword:FROM› rust:‹name:${VERSION}›-slim ‹keyword:AS› build
                ‹keyword:WORKDIR› /usr/src/mills
                ‹keyword:COPY› ‹key:--from›=base ‹key:--chown›=‹number:1000›:‹number:1000› . .
                ‹keyword:RUN› apt-get update && \
                    apt-get install ‹key:-y› ‹key:--no-install-recommends› ‹string:"curl"› ‹string:'it'› \
                    ‹comment:# a comment between›
                    && rm ‹key:-rf› /var/lib/apt/lists/*
                ‹keyword:RUN› <<‹keyword:EOF›
                ‹string:echo "from $HOME"›
                ‹keyword:EOF›
                ‹keyword:ENV› PATH=‹name:$PATH›:/mills NAME=‹string:"a \"mill\""›
                ‹keyword:EXPOSE› ‹number:8080›/tcp
                ‹keyword:HEALTHCHECK› ‹key:--interval›=‹number:30s› CMD [‹string:"mills"›, ‹string:"--check"›]
            "#]],
        );
    }
}
