//! HTML, XML and SVG: tags and their attributes; script and style in their own languages.

use super::class::Class;
use super::quote::{self, DOUBLE, Escape, Lines, Quote, SINGLE};
use super::scanner::{Grammar, Scanner, is_word, prefix};
use super::{css, javascript};

const DOUBLE_QUOTED: Quote<'static> = Quote { escape: Escape::Never, lines: Lines::Many, ..DOUBLE };
const SINGLE_QUOTED: Quote<'static> = Quote { escape: Escape::Never, lines: Lines::Many, ..SINGLE };

/// The longest character reference that HTML names is 33 bytes; a bound keeps `&&&…` linear.
const REFERENCE_LIMIT_BYTES: usize = 40;

/// Colors HTML and XML.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '<' if scanner.starts_with("<!--") => scanner.take_through("-->", Class::Comment),
            '<' if scanner.starts_with("<![CDATA[") => scanner.take_through("]]>", Class::String),
            '<' => match scanner.second() {
                Some('!' | '?') => scanner.take_through(">", Class::Keyword),
                Some(after) if after == '/' || after.is_alphabetic() => element(scanner),
                _ => scanner.take_char(Class::Plain),
            },
            '&' => reference(scanner),
            _ => scanner.take_while(Class::Plain, |text| text != '<' && text != '&'),
        }
    }
}

fn reference(scanner: &mut Scanner<'_>) {
    let in_reference = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let name = scanner.rest().bytes().skip(1).take(REFERENCE_LIMIT_BYTES);
    let length = 1 + name.take_while(|byte| in_reference(byte)).count();
    if length > 1 && scanner.rest().as_bytes().get(length) == Some(&b';') {
        scanner.take(length + 1, Class::Constant);
    } else {
        scanner.take_char(Class::Plain);
    }
}

/// Takes a tag, and after `<script>` and `<style>` their content.
fn element(scanner: &mut Scanner<'_>) {
    let is_closing = scanner.second() == Some('/');
    scanner.take(if is_closing { 2 } else { 1 }, Class::Plain);
    let name = prefix(scanner.rest(), |part| is_word(part) || "-:.".contains(part));
    scanner.take(name.len(), Class::Tag);
    let is_empty = attributes(scanner);
    let embedded: Option<Grammar> = match name.to_ascii_lowercase().as_str() {
        "script" => Some(javascript::scan),
        "style" => Some(css::scan),
        _ => None,
    };
    if let Some(grammar) = embedded.filter(|_| !is_closing && !is_empty) {
        scanner.embed(content_bytes(scanner.rest(), name), grammar);
    }
}

/// Takes attributes and the end of the tag; tells whether the tag closes itself.
fn attributes(scanner: &mut Scanner<'_>) -> bool {
    let mut is_value = false;
    while let Some(next) = scanner.peek() {
        match next {
            '>' => {
                let is_empty = scanner.previous() == '/';
                scanner.take_char(Class::Plain);
                return is_empty;
            }
            '<' => return true,
            '"' => quote::take(scanner, DOUBLE_QUOTED),
            '\'' => quote::take(scanner, SINGLE_QUOTED),
            _ if is_value && in_value(next) => scanner.take_while(Class::String, in_value),
            '=' | '/' => scanner.take_char(Class::Plain),
            _ if next.is_whitespace() => {
                scanner.take_while(Class::Plain, char::is_whitespace);
                continue;
            }
            _ => scanner.take_while(Class::Key, |part| in_value(part) && !"=/".contains(part)),
        }
        is_value = next == '=';
    }
    true
}

fn in_value(character: char) -> bool {
    !character.is_whitespace() && !"\"'<>".contains(character)
}

/// The length of the content of an element that holds no elements.
fn content_bytes(rest: &str, name: &str) -> usize {
    let ends = |&(at, mark): &(usize, &str)| {
        let closing = rest.get(at + mark.len()..).and_then(|after| after.get(..name.len()));
        closing.is_some_and(|closing| closing.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").find(ends).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
