//! TOML and INI: sections, keys before `=`, values.

use crate::scanner::{CodeScanner, is_whitespace, is_word_char, prefix_while};
use crate::string_literal::{
    self, DOUBLE, EscapeSyntax, SINGLE, StringSyntax, TRIPLE_DOUBLE, TRIPLE_SINGLE,
};
use crate::token_class::TokenClass;

const LITERAL: StringSyntax<'static> = StringSyntax { escape: EscapeSyntax::Never, ..SINGLE };
const LITERAL_LINES: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Never, ..TRIPLE_SINGLE };

/// Highlights TOML and INI.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    // The number of open brackets: a `[` at the start of a line inside an array is not a section.
    let mut depth = 0_usize;
    let mut begins_line = true;
    while let Some(next) = scanner.next() {
        let began_line = begins_line;
        begins_line = next == '\n' || began_line && is_whitespace(next);
        match next {
            '\n' | ' ' | '\t' | '\r' => scanner.take_char(TokenClass::Plain),
            // In INI, `color=#fff` is a value.
            '#' if scanner.previous_char() != '=' => scanner.take_line(TokenClass::Comment),
            ';' if began_line => scanner.take_line(TokenClass::Comment),
            '[' if began_line && depth == 0 => {
                let section =
                    prefix_while(scanner.rest_of_line(), |character| character != '#').trim_end();
                scanner.take_bytes(section.len(), TokenClass::Heading);
            }
            '[' | '{' => {
                depth += 1;
                scanner.take_char(TokenClass::Plain);
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                scanner.take_char(TokenClass::Plain);
            }
            '"' | '\'' => scan_quoted(scanner),
            _ if is_word_char(next) || "+-.".contains(next) => scan_bare_value(scanner, next),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_quoted(scanner: &mut CodeScanner<'_>) {
    let kinds = [TRIPLE_DOUBLE, LITERAL_LINES, DOUBLE, LITERAL];
    let kind = kinds.into_iter().find(|kind| scanner.starts_with(kind.open)).unwrap_or(DOUBLE);
    let quoted = string_literal::measure_string(scanner.rest(), kind);
    let class = if is_table_key(scanner, quoted.bytes) { TokenClass::Key } else { quoted.class };
    scanner.take_bytes(quoted.bytes, class);
}

/// Takes a bare key, a number, a date or a word.
fn scan_bare_value(scanner: &mut CodeScanner<'_>, first: char) {
    let begins_number = !is_word_char(first) || first.is_ascii_digit();
    let fits = |character| {
        is_word_char(character)
            || "-.".contains(character)
            || begins_number && "+:".contains(character)
    };
    let token = prefix_while(scanner.rest(), fits);
    let digits = token.trim_start_matches(['+', '-', '.']);
    let class = if is_table_key(scanner, token.len()) {
        TokenClass::Key
    } else if matches!(digits, "true" | "false" | "inf" | "nan") {
        TokenClass::Constant
    } else if digits.starts_with(|digit: char| digit.is_ascii_digit()) {
        TokenClass::Number
    } else {
        TokenClass::Plain
    };
    scanner.take_bytes(token.len(), class);
}

/// Returns whether `=` follows the token of this length, or a dot as in `dogs."tater man".type`.
fn is_table_key(scanner: &CodeScanner<'_>, token_bytes: usize) -> bool {
    let after = scanner.rest().get(token_bytes..).unwrap_or_default();
    after.trim_start_matches(is_whitespace).starts_with(['=', '.'])
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn sections_keys_and_values() {
        let code = r#"# Kommentar
[package]
name = "pakt" # x
version.workspace = true
"å ä" = 'C:\x'
dag = 1979-05-27T07:32:00Z
lista = [
  [1, 2_000],
  ["a", 0x1F, +inf, -3.5],
]
t = { path = "..", x = ["x"] }
s = """
rad "två"
"""
[[bin]]
"#;
        check(
            "toml",
            code,
            expect![[r#"
                ‹comment:# Kommentar›
                ‹heading:[package]›
                ‹key:name› = ‹string:"pakt"› ‹comment:# x›
                ‹key:version.workspace› = ‹constant:true›
                ‹key:"å ä"› = ‹string:'C:\x'›
                ‹key:dag› = ‹number:1979-05-27T07:32:00Z›
                ‹key:lista› = [
                  [‹number:1›, ‹number:2_000›],
                  [‹string:"a"›, ‹number:0x1F›, ‹constant:+inf›, ‹number:-3.5›],
                ]
                ‹key:t› = { ‹key:path› = ‹string:".."›, ‹key:x› = [‹string:"x"›] }
                ‹key:s› = ‹string:"""›
                ‹string:rad "två"›
                ‹string:"""›
                ‹heading:[[bin]]›
            "#]],
        );
    }

    #[test]
    fn ini_has_comments_of_its_own() {
        let code = r#"; kommentar
[sektion ett]
nyckel = värde, Annas
färg=#fff
"#;
        check(
            "ini",
            code,
            expect![[r#"
                ‹comment:; kommentar›
                ‹heading:[sektion ett]›
                ‹key:nyckel› = värde, Annas
                ‹key:färg›=#fff
            "#]],
        );
    }
}
