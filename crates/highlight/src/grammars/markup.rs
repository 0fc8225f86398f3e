//! HTML, XML and SVG: tags and attributes, with scripts and style sheets in their own languages.

use super::{css, javascript};
use crate::scanner::{CodeScanner, GrammarFn, is_word_char, prefix_while};
use crate::string_literal::{self, DOUBLE, EscapeSyntax, LineSpan, SINGLE, StringSyntax};
use crate::token_class::TokenClass;

const DOUBLE_QUOTED: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Never, lines: LineSpan::Many, ..DOUBLE };
const SINGLE_QUOTED: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Never, lines: LineSpan::Many, ..SINGLE };

/// The longest named character reference of HTML has 33 bytes. A limit keeps `&&&…` linear.
const REFERENCE_LIMIT_BYTES: usize = 40;

/// Highlights HTML and XML.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '<' if scanner.starts_with("<!--") => scanner.take_through("-->", TokenClass::Comment),
            '<' if scanner.starts_with("<![CDATA[") => {
                scanner.take_through("]]>", TokenClass::String);
            }
            '<' => match scanner.peek_second() {
                Some('!' | '?') => scanner.take_through(">", TokenClass::Keyword),
                Some(after) if after == '/' || after.is_alphabetic() => scan_element(scanner),
                _ => scanner.take_char(TokenClass::Plain),
            },
            '&' => scan_entity(scanner),
            _ => scanner.take_while(TokenClass::Plain, |text| text != '<' && text != '&'),
        }
    }
}

fn scan_entity(scanner: &mut CodeScanner<'_>) {
    let in_reference = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let name = scanner.rest().bytes().skip(1).take(REFERENCE_LIMIT_BYTES);
    let length = 1 + name.take_while(|byte| in_reference(byte)).count();
    if length > 1 && scanner.rest().as_bytes().get(length) == Some(&b';') {
        scanner.take_bytes(length + 1, TokenClass::Constant);
    } else {
        scanner.take_char(TokenClass::Plain);
    }
}

/// Takes a tag, and the content of `<script>` and `<style>`.
fn scan_element(scanner: &mut CodeScanner<'_>) {
    let is_closing = scanner.peek_second() == Some('/');
    scanner.take_bytes(if is_closing { 2 } else { 1 }, TokenClass::Plain);
    let name = prefix_while(scanner.rest(), |part| is_word_char(part) || "-:.".contains(part));
    scanner.take_bytes(name.len(), TokenClass::Tag);
    let is_empty = scan_attributes(scanner);
    let embedded: Option<GrammarFn> = match name.to_ascii_lowercase().as_str() {
        "script" => Some(javascript::scan),
        "style" => Some(css::scan),
        _ => None,
    };
    if let Some(grammar) = embedded.filter(|_| !is_closing && !is_empty) {
        scanner.embed_grammar(raw_content_length(scanner.rest(), name), grammar);
    }
}

/// Takes the attributes and the end of the tag. Returns whether the tag closes itself.
fn scan_attributes(scanner: &mut CodeScanner<'_>) -> bool {
    let mut is_value = false;
    while let Some(next) = scanner.peek() {
        match next {
            '>' => {
                let is_empty = scanner.previous_char() == '/';
                scanner.take_char(TokenClass::Plain);
                return is_empty;
            }
            '<' => return true,
            '"' => string_literal::scan_string(scanner, DOUBLE_QUOTED),
            '\'' => string_literal::scan_string(scanner, SINGLE_QUOTED),
            _ if is_value && is_unquoted_value_char(next) => {
                scanner.take_while(TokenClass::String, is_unquoted_value_char);
            }
            '=' | '/' => scanner.take_char(TokenClass::Plain),
            _ if next.is_whitespace() => {
                scanner.take_while(TokenClass::Plain, char::is_whitespace);
                continue;
            }
            _ => scanner.take_while(TokenClass::Key, |part| {
                is_unquoted_value_char(part) && !"=/".contains(part)
            }),
        }
        is_value = next == '=';
    }
    true
}

fn is_unquoted_value_char(character: char) -> bool {
    !character.is_whitespace() && !"\"'<>".contains(character)
}

/// Returns the length of the content of an element that cannot contain elements.
fn raw_content_length(rest: &str, name: &str) -> usize {
    let ends = |&(offset, mark): &(usize, &str)| {
        let closing = rest.get(offset + mark.len()..).and_then(|after| after.get(..name.len()));
        closing.is_some_and(|closing| closing.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").find(ends).map_or(rest.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn tags_attributes_and_references() {
        let code = r#"<!doctype html>
<!-- kommentar -->
<body class='a b'
 hidden data-x=/1>
<p id="x">Å &amp; &nbsp &#229;
a < b<br/></p>
<![CDATA[ <b> ]]>
"#;
        check(
            "html",
            code,
            expect![[r#"
                ‹keyword:<!doctype html>›
                ‹comment:<!-- kommentar -->›
                <‹tag:body› ‹key:class›=‹string:'a b'›
                 ‹key:hidden› ‹key:data-x›=‹string:/1›>
                <‹tag:p› ‹key:id›=‹string:"x"›>Å ‹constant:&amp;› &nbsp ‹constant:&#229;›
                a < b<‹tag:br›/></‹tag:p›>
                ‹string:<![CDATA[ <b> ]]>›
            "#]],
        );
    }

    #[test]
    fn script_and_style_have_their_own_colors() {
        let code = r#"<style>a { color: red }</style>
<script src="a.js">
const x = "</p>";</SCRIPT>
<script/>let
"#;
        check(
            "html",
            code,
            expect![[r#"
                <‹tag:style›>‹tag:a› { ‹key:color›: red }</‹tag:style›>
                <‹tag:script› ‹key:src›=‹string:"a.js"›>
                ‹keyword:const› x = ‹string:"</p>"›;</‹tag:SCRIPT›>
                <‹tag:script›/>let
            "#]],
        );
    }
}
