//! Python, with triple-quoted strings, string prefixes and decorators.

use std::sync::LazyLock;

use crate::keywords::{self, CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_word_char};
use crate::string_literal::{self, DOUBLE, SINGLE, TRIPLE_DOUBLE, TRIPLE_SINGLE};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

#[rustfmt::skip]
pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "case", "class", "continue",
        "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    ],
    constants: &["False", "None", "True"],
    types: &[],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// Highlights Python.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '#' => scanner.take_line(TokenClass::Comment),
            '"' | '\'' => scan_string(scanner),
            // The matrix product, `a @ b`, has white space on both sides.
            '@' if scanner.previous_char().is_whitespace()
                && scanner.peek_second().is_some_and(is_word_char) =>
            {
                scanner.take_char(TokenClass::Name);
                scanner.take_while(TokenClass::Name, |part| is_word_char(part) || part == '.');
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word_char(next) => scan_word(scanner),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_string(scanner: &mut CodeScanner<'_>) {
    let kinds = [TRIPLE_DOUBLE, TRIPLE_SINGLE, DOUBLE, SINGLE];
    let kind = kinds.into_iter().find(|kind| scanner.starts_with(kind.open)).unwrap_or(DOUBLE);
    string_literal::scan_string(scanner, kind);
}

fn scan_word(scanner: &mut CodeScanner<'_>) {
    let word = scanner.next_word();
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let is_prefix = word.len() <= 2 && word.bytes().all(|byte| b"rbfutRBFUT".contains(&byte));
    if is_prefix && after.starts_with(['"', '\'']) {
        scanner.take_bytes(word.len(), TokenClass::String);
        scan_string(scanner);
    } else {
        keywords::scan_keyword(scanner, &WORDS);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn strings_decorators_and_definitions() {
        let code = r#""""Dok
över rader."""
@dataclass(frozen=True)
class Avtal(Bas):
    år: int = 2_015  # kommentar
    def hämta(self, n=0x1F) -> None:
        s = f"{år}" + rb'\x00' + 'it\'s'
        if n is None and n @ m:
            raise ValueError("fel")
"#;
        check(
            "python",
            code,
            expect![[r#"
                ‹string:"""Dok›
                ‹string:över rader."""›
                ‹name:@dataclass›(frozen=‹constant:True›)
                ‹keyword:class› ‹type:Avtal›(‹type:Bas›):
                    år: int = ‹number:2_015›  ‹comment:# kommentar›
                    ‹keyword:def› ‹name:hämta›(self, n=‹number:0x1F›) -> ‹constant:None›:
                        s = ‹string:f"{år}"› + ‹string:rb'\x00'› + ‹string:'it\'s'›
                        ‹keyword:if› n ‹keyword:is› ‹constant:None› ‹keyword:and› n @ m:
                            ‹keyword:raise› ‹type:ValueError›(‹string:"fel"›)
            "#]],
        );
    }
}
