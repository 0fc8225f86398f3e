//! INI and similar files: settings of Git, systemd and editors, Java properties, `.env`.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, SINGLE, StringSyntax};
use crate::table::{HeadExtent, LanguageTable, LineHead, LiteralPlace, LiteralRule, VariableRule};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Ignored,
    keywords: &[],
    constants: &[
        "false", "no", "none", "null", "off", "on", "true", "yes",
    ],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &[
        "ini",
        "cfg",
        "conf",
        "dosini",
        "editorconfig",
        "properties",
        "java-properties",
        "env",
        "dotenv",
        "systemd",
        "service",
        "desktop",
        "gitconfig",
        "inf",
        "reg",
    ],
    words: WORDS,
    word_marks: "-./:\\",
    literals: &[
        LiteralRule::LineComment { open: ";", place: LiteralPlace::LineStart },
        LiteralRule::LineComment { open: "#", place: LiteralPlace::LineStart },
        LiteralRule::LineComment { open: "!", place: LiteralPlace::Column },
        LiteralRule::String(DOUBLE),
        LiteralRule::String(StringSyntax { escape: EscapeSyntax::Never, ..SINGLE }),
    ],
    variables: &[VariableRule { brackets: "{", ..VariableRule::DOLLAR }],
    line_head: Some(LineHead {
        ends: &[("=", TokenClass::Key), (": ", TokenClass::Key), (":\n", TokenClass::Key)],
        place: LiteralPlace::LineStart,
        section: Some(b'['),
        extent: HeadExtent::Text,
    }),
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn sections_keys_and_values() {
        let code = r#"; kommentar
# en till
[sektion ett]
nyckel = värde, Annas
färg=#fff
port: 8080
url = https://example.org/a;b
	indragen = "citat" ; inte kommentar
namn = Anna's kvarn
export HOME=${USER}/kvarn
på = Yes
[alias "x"]
ensam
"#;
        check(
            "ini",
            code,
            expect![[r#"
            ‹comment:; kommentar›
            ‹comment:# en till›
            ‹heading:[sektion ett]›
            ‹key:nyckel› = värde, Annas
            ‹key:färg›=#fff
            ‹key:port›: ‹number:8080›
            ‹key:url› = https://example.org/a;b
            	‹key:indragen› = ‹string:"citat"› ; inte kommentar
            ‹key:namn› = Anna's kvarn
            ‹key:export HOME›=‹name:${USER}›/kvarn
            ‹key:på› = ‹constant:Yes›
            ‹heading:[alias "x"]›
            ensam
        "#]],
        );
    }
}
