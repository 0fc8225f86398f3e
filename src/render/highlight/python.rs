//! Python: triple quotes over lines, string prefixes, decorators.

use super::class::Class;
use super::quote::{self, DOUBLE, Lines, Quote, SINGLE};
use super::scanner::{Scanner, is_word};
use super::words::{self, Case, Words};

const DOUBLE_LINES: Quote<'static> =
    Quote { open: "\"\"\"", close: "\"\"\"", lines: Lines::Many, ..DOUBLE };
const SINGLE_LINES: Quote<'static> =
    Quote { open: "'''", close: "'''", lines: Lines::Many, ..SINGLE };

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    case: Case::Custom,
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "case", "class", "continue",
        "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    ],
    constants: &["False", "None", "True"],
    types: &[],
};

/// Colors Python.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '#' => scanner.take_line(Class::Comment),
            '"' | '\'' => string(scanner),
            // A product of matrices, `a @ b`, has blanks around it.
            '@' if scanner.previous().is_whitespace() && scanner.second().is_some_and(is_word) => {
                scanner.take_char(Class::Name);
                scanner.take_while(Class::Name, |part| is_word(part) || part == '.');
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word(next) => word(scanner),
            _ => scanner.take_char(Class::Plain),
        }
    }
}

fn string(scanner: &mut Scanner<'_>) {
    let kinds = [DOUBLE_LINES, SINGLE_LINES, DOUBLE, SINGLE];
    let kind = kinds.into_iter().find(|kind| scanner.starts_with(kind.open)).unwrap_or(DOUBLE);
    quote::take(scanner, kind);
}

fn word(scanner: &mut Scanner<'_>) {
    let word = scanner.word();
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let is_prefix = word.len() <= 2 && word.bytes().all(|byte| b"rbfutRBFUT".contains(&byte));
    if is_prefix && after.starts_with(['"', '\'']) {
        scanner.take(word.len(), Class::String);
        string(scanner);
    } else {
        words::take(scanner, &WORDS);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
