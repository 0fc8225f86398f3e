//! JSON, and what is written where JSON is meant: comments, single quotes, bare keys (JSON5).

use super::class::Class;
use super::quote::{self, DOUBLE, SINGLE};
use super::scanner::{Scanner, is_word};
use super::words::{self, Case, Words};

pub(super) const WORDS: Words = Words {
    case: Case::Exact,
    keywords: &[],
    constants: &["Infinity", "NaN", "false", "null", "true"],
    types: &[],
};

/// Colors JSON.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '"' | '\'' => {
                let quoted = quote::measure(scanner, if next == '"' { DOUBLE } else { SINGLE });
                let class = if is_key(scanner, quoted.bytes) { Class::Key } else { quoted.class };
                scanner.take(quoted.bytes, class);
            }
            '/' if scanner.starts_with("//") => scanner.take_line(Class::Comment),
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", Class::Comment),
            '-' | '+' | '.' if scanner.second().is_some_and(|after| after.is_ascii_digit()) => {
                scanner.take_char(Class::Number);
                scanner.take_number();
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word(next) => word(scanner),
            _ => scanner.take_char(Class::Plain),
        }
    }
}

fn word(scanner: &mut Scanner<'_>) {
    let length = scanner.word().len();
    if is_key(scanner, length) {
        scanner.take(length, Class::Key);
    } else {
        words::take(scanner, &WORDS);
    }
}

/// Whether a colon follows the token of this length. The blanks between are looked at once more
/// when they are taken, so this stays linear.
fn is_key(scanner: &Scanner<'_>, token_bytes: usize) -> bool {
    let after = scanner.rest().get(token_bytes..).unwrap_or_default();
    after.trim_ascii_start().starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn keys_end_with_a_colon() {
        let code = r#"{"namn" : "Rådet \"x\"", 'a': -1.5e-3,
 b: true, // hej
 "lista": [null, Infinity, "öppen], /* fler
 rader */ "z": 0}
"#;
        check(
            "json5",
            code,
            expect![[r#"
                {‹key:"namn"› : ‹string:"Rådet \"x\""›, ‹key:'a'›: ‹number:-1.5e-3›,
                 ‹key:b›: ‹constant:true›, ‹comment:// hej›
                 ‹key:"lista"›: [‹constant:null›, ‹constant:Infinity›, "öppen], /* fler
                 rader */ ‹key:"z"›: ‹number:0›}
            "#]],
        );
    }
}
