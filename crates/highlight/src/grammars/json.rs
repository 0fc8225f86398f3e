//! JSON and JSON5: comments, single quotes and bare keys are accepted.

use std::sync::LazyLock;

use crate::keywords::{self, CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_word_char};
use crate::string_literal::{self, DOUBLE, SINGLE};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[],
    constants: &["Infinity", "NaN", "false", "null", "true"],
    types: &[],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// Highlights JSON.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '"' | '\'' => {
                let quoted = string_literal::measure_string(
                    scanner.rest(),
                    if next == '"' { DOUBLE } else { SINGLE },
                );
                let class = if is_object_key(scanner, quoted.bytes) {
                    TokenClass::Key
                } else {
                    quoted.class
                };
                scanner.take_bytes(quoted.bytes, class);
            }
            '/' if scanner.starts_with("//") => scanner.take_line(TokenClass::Comment),
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '-' | '+' | '.'
                if scanner.peek_second().is_some_and(|after| after.is_ascii_digit()) =>
            {
                scanner.take_char(TokenClass::Number);
                scanner.take_number();
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word_char(next) => scan_word(scanner),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_word(scanner: &mut CodeScanner<'_>) {
    let length = scanner.next_word().len();
    if is_object_key(scanner, length) {
        scanner.take_bytes(length, TokenClass::Key);
    } else {
        keywords::scan_keyword(scanner, &WORDS);
    }
}

/// Returns whether a colon follows the token of this length. The white space between is read
/// again when it is taken, so the time stays linear.
fn is_object_key(scanner: &CodeScanner<'_>, token_bytes: usize) -> bool {
    let after = scanner.rest().get(token_bytes..).unwrap_or_default();
    after.trim_ascii_start().starts_with(':')
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
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
