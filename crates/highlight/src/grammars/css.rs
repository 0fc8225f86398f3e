//! CSS, with nested rules. A statement that ends with `{` is a selector, any other a declaration.
//!
//! The beginning does not tell them apart (`a:hover {`, `color: red;`), so each statement is
//! measured first and then taken as a whole.

use crate::scanner::{CodeScanner, is_word_char, prefix_while};
use crate::string_literal::{self, DOUBLE, SINGLE};
use crate::token_class::TokenClass;

/// Highlights a style sheet.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            // Sass and Less.
            '/' if scanner.starts_with("//") => scanner.take_line(TokenClass::Comment),
            '{' | '}' | ';' => scanner.take_char(TokenClass::Plain),
            _ if next.is_whitespace() => scanner.take_while(TokenClass::Plain, char::is_whitespace),
            '@' => {
                let (length, _) = classify_statement(scanner.rest());
                scanner.embed_grammar(length, scan_values);
            }
            _ => match classify_statement(scanner.rest()) {
                (length, Some(b'{')) => scanner.embed_grammar(length, scan_selector),
                (length, _) => scanner.embed_grammar(length, scan_declaration),
            },
        }
    }
}

/// Returns the length of a statement, and the byte that ends it, which is not part of it.
fn classify_statement(rest: &str) -> (usize, Option<u8>) {
    let bytes = rest.as_bytes();
    let mut parentheses = 0_usize;
    let mut quote = None;
    let mut offset = 0;
    while let Some(&byte) = bytes.get(offset) {
        match (byte, quote) {
            (b'\\', _) => offset += 1,
            (b'\n', Some(_)) => quote = None,
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(', None) => parentheses += 1,
            (b')', None) => parentheses = parentheses.saturating_sub(1),
            // A data URL may hold `;`. No block begins or ends inside parentheses, so a brace
            // there means that they were never closed.
            (b';', None) if parentheses > 0 => {}
            (b';' | b'{' | b'}', None) => return (offset, Some(byte)),
            (b'/', None) if bytes.get(offset + 1) == Some(&b'*') => {
                let comment = rest.get(offset..).and_then(|rest| rest.find("*/"));
                offset = comment.map_or(bytes.len(), |length| offset + length + 1);
            }
            _ => {}
        }
        offset += 1;
    }
    (bytes.len(), None)
}

fn is_css_name_char(character: char) -> bool {
    is_word_char(character) || character == '-'
}

fn scan_selector(scanner: &mut CodeScanner<'_>) {
    let mut in_brackets = false;
    while let Some(next) = scanner.next() {
        match next {
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '.' | '#' => {
                scanner.take_char(TokenClass::Name);
                scanner.take_while(TokenClass::Name, is_css_name_char);
            }
            ':' => {
                scanner.take_while(TokenClass::Keyword, |mark| mark == ':');
                scanner.take_while(TokenClass::Keyword, is_css_name_char);
            }
            '[' | ']' => {
                in_brackets = next == '[';
                scanner.take_char(TokenClass::Plain);
            }
            '"' => string_literal::scan_string(scanner, DOUBLE),
            '\'' => string_literal::scan_string(scanner, SINGLE),
            '0'..='9' => {
                scanner.take_while(TokenClass::Number, |part| is_word_char(part) || part == '%');
            }
            _ if is_css_name_char(next) => {
                let class = if in_brackets { TokenClass::Key } else { TokenClass::Tag };
                scanner.take_while(class, is_css_name_char);
            }
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_declaration(scanner: &mut CodeScanner<'_>) {
    scanner.take_while(TokenClass::Key, is_css_name_char);
    scan_values(scanner);
}

fn scan_values(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        let after = scanner.peek_second();
        match next {
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '"' => string_literal::scan_string(scanner, DOUBLE),
            '\'' => string_literal::scan_string(scanner, SINGLE),
            '@' | '!' => {
                scanner.take_char(TokenClass::Keyword);
                scanner.take_while(TokenClass::Keyword, is_css_name_char);
            }
            '#' => {
                scanner.take_char(TokenClass::Number);
                scanner.take_while(TokenClass::Number, is_word_char);
            }
            '0'..='9' => scan_number(scanner),
            '.' | '-' | '+'
                if after.is_some_and(|digit| digit.is_ascii_digit() || digit == '.') =>
            {
                scanner.take_char(TokenClass::Number);
                scan_number(scanner);
            }
            _ if is_css_name_char(next) => scan_name(scanner),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_number(scanner: &mut CodeScanner<'_>) {
    scanner.take_while(TokenClass::Number, |part| is_word_char(part) || "%.".contains(part));
}

/// Takes a word of a value: `var(`, `--gap`, `solid`. Plain words stay plain.
fn scan_name(scanner: &mut CodeScanner<'_>) {
    let name = prefix_while(scanner.rest(), is_css_name_char);
    let after = scanner.rest().get(name.len()..).unwrap_or_default();
    let is_name = after.starts_with('(') || name.starts_with("--");
    scanner.take_bytes(name.len(), if is_name { TokenClass::Name } else { TokenClass::Plain });
    let is_quoted = after.starts_with("(\"") || after.starts_with("('");
    if name.eq_ignore_ascii_case("url") && after.starts_with('(') && !is_quoted {
        scanner.take_char(TokenClass::Plain);
        scanner.take_while(TokenClass::String, |part| part != ')' && part != '\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn a_statement_is_known_by_its_end() {
        let code = r#"@layer reset, tokens;
/* { */
:root { --gap: 1.5rem;
  --färg: light-dark(#fff, var(--blå)); }
a:hover > .kort[data-x="1"] {
  color: red !important;
  margin: -1px .5em;
  &:focus-visible { content: "}"; }
  background: url(data:image/png;base64,AA==)
}
@media (min-width: 40rem) { main {} }
@keyframes x { 50% { opacity: .5 } }
"#;
        check(
            "css",
            code,
            expect![[r#"
                ‹keyword:@layer› reset, tokens;
                ‹comment:/* { */›
                ‹keyword::root› { ‹key:--gap›: ‹number:1.5rem›;
                  ‹key:--färg›: ‹name:light-dark›(‹number:#fff›, ‹name:var›(‹name:--blå›)); }
                ‹tag:a›‹keyword::hover› > ‹name:.kort›[‹key:data-x›=‹string:"1"›] {
                  ‹key:color›: red ‹keyword:!important›;
                  ‹key:margin›: ‹number:-1px› ‹number:.5em›;
                  &‹keyword::focus-visible› { ‹key:content›: ‹string:"}"›; }
                  ‹key:background›: ‹name:url›(‹string:data:image/png;base64,AA==›)
                }
                ‹keyword:@media› (min-width: ‹number:40rem›) { ‹tag:main› {} }
                ‹keyword:@keyframes› x { ‹number:50%› { ‹key:opacity›: ‹number:.5› } }
            "#]],
        );
    }
}
