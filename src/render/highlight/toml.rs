//! TOML, and INI as its poor relation: sections, keys before `=`, values.

use super::class::Class;
use super::quote::{self, DOUBLE, Escape, Lines, Quote, SINGLE};
use super::scanner::{Scanner, is_blank, is_word, prefix};

const BASIC_LINES: Quote<'static> =
    Quote { open: "\"\"\"", close: "\"\"\"", lines: Lines::Many, ..DOUBLE };
const LITERAL: Quote<'static> = Quote { escape: Escape::Never, ..SINGLE };
const LITERAL_LINES: Quote<'static> =
    Quote { open: "'''", close: "'''", escape: Escape::Never, lines: Lines::Many };

/// Colors TOML and INI.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    // Open brackets, since a `[` that begins a line inside an array is no section.
    let mut depth = 0_usize;
    let mut begins_line = true;
    while let Some(next) = scanner.next() {
        let began_line = begins_line;
        begins_line = next == '\n' || began_line && is_blank(next);
        match next {
            '\n' | ' ' | '\t' | '\r' => scanner.take_char(Class::Plain),
            // In INI, `color=#fff` is a value.
            '#' if scanner.previous() != '=' => scanner.take_line(Class::Comment),
            ';' if began_line => scanner.take_line(Class::Comment),
            '[' if began_line && depth == 0 => {
                let section = prefix(scanner.line(), |character| character != '#').trim_end();
                scanner.take(section.len(), Class::Heading);
            }
            '[' | '{' => {
                depth += 1;
                scanner.take_char(Class::Plain);
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                scanner.take_char(Class::Plain);
            }
            '"' | '\'' => quoted(scanner),
            _ if is_word(next) || "+-.".contains(next) => bare(scanner, next),
            _ => scanner.take_char(Class::Plain),
        }
    }
}

fn quoted(scanner: &mut Scanner<'_>) {
    let kinds = [BASIC_LINES, LITERAL_LINES, DOUBLE, LITERAL];
    let kind = kinds.into_iter().find(|kind| scanner.starts_with(kind.open)).unwrap_or(DOUBLE);
    let quoted = quote::measure(scanner, kind);
    let class = if is_key(scanner, quoted.bytes) { Class::Key } else { quoted.class };
    scanner.take(quoted.bytes, class);
}

/// Takes a bare key, a number, a date or a word.
fn bare(scanner: &mut Scanner<'_>, first: char) {
    let begins_number = !is_word(first) || first.is_ascii_digit();
    let fits = |character| {
        is_word(character) || "-.".contains(character) || begins_number && "+:".contains(character)
    };
    let token = prefix(scanner.rest(), fits);
    let digits = token.trim_start_matches(['+', '-', '.']);
    let class = if is_key(scanner, token.len()) {
        Class::Key
    } else if matches!(digits, "true" | "false" | "inf" | "nan") {
        Class::Constant
    } else if digits.starts_with(|digit: char| digit.is_ascii_digit()) {
        Class::Number
    } else {
        Class::Plain
    };
    scanner.take(token.len(), class);
}

/// Whether `=` follows the token of this length, or a point as in `dogs."tater man".type`.
fn is_key(scanner: &Scanner<'_>, token_bytes: usize) -> bool {
    let after = scanner.rest().get(token_bytes..).unwrap_or_default();
    after.trim_start_matches(is_blank).starts_with(['=', '.'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
