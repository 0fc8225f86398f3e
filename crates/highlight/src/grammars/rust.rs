//! Rust. Lifetimes look like unclosed character literals.

use std::sync::LazyLock;

use crate::keywords::{self, CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_word_char, prefix_while};
use crate::string_literal::{self, DOUBLE, EscapeSyntax, LineSpan, SINGLE, StringSyntax};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

const STRING: StringSyntax<'static> = StringSyntax { lines: LineSpan::Many, ..DOUBLE };

#[rustfmt::skip]
pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "Self", "as", "async", "await", "break", "const", "continue", "crate", "dyn",
        "else", "enum", "extern", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "type", "union", "unsafe", "use", "where", "while", "yield",
    ],
    constants: &["false", "true"],
    types: &[
        "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str",
        "u128", "u16", "u32", "u64", "u8", "usize",
    ],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// Highlights Rust.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '/' if scanner.starts_with("//") => scanner.take_line(TokenClass::Comment),
            // Nested block comments are rare and not recognized.
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '"' => string_literal::scan_string(scanner, STRING),
            '\'' => scan_char_or_lifetime(scanner),
            '#' if scanner.starts_with("#[") || scanner.starts_with("#![") => {
                scanner.take_while(TokenClass::Plain, |mark| matches!(mark, '#' | '!' | '['));
                scanner.take_while(TokenClass::Key, |part| is_word_char(part) || part == ':');
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word_char(next) => scan_word(scanner),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn scan_char_or_lifetime(scanner: &mut CodeScanner<'_>) {
    let mut ahead = scanner.rest().chars().skip(1);
    let (first, second) = (ahead.next(), ahead.next());
    if first == Some('\\') || second == Some('\'') && first != Some('\n') {
        string_literal::scan_string(scanner, SINGLE);
    } else {
        scanner.take_char(TokenClass::Name);
        scanner.take_while(TokenClass::Name, is_word_char);
    }
}

fn scan_word(scanner: &mut CodeScanner<'_>) {
    let word = scanner.next_word();
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    if matches!(word, "b" | "c" | "r" | "br" | "cr") && after.starts_with(['"', '#', '\'']) {
        scan_prefixed_literal(scanner, word);
    } else if after.starts_with('!') && !after.starts_with("!=") {
        scanner.take_bytes(word.len() + 1, TokenClass::Name);
    } else {
        keywords::scan_keyword(scanner, &WORDS);
    }
}

/// Takes `r#"…"#`, the prefix of `b"…"` and `b'…'`, or the prefix of `r#type`.
fn scan_prefixed_literal(scanner: &mut CodeScanner<'_>, word: &str) {
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let hashes = prefix_while(after, |mark| mark == '#');
    let quoted = after.get(hashes.len()..).unwrap_or_default();
    if !hashes.is_empty() && !quoted.starts_with('"') {
        return scanner.take_bytes(word.len() + hashes.len(), TokenClass::Plain);
    }
    scanner.take_bytes(word.len(), TokenClass::String);
    if word.ends_with('r') && quoted.starts_with('"') {
        let (open, close) = (format!("{hashes}\""), format!("\"{hashes}"));
        let escape = EscapeSyntax::Never;
        string_literal::scan_string(
            scanner,
            StringSyntax { open: &open, close: &close, escape, ..STRING },
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn lifetimes_are_not_characters() {
        let code = r#"//! Modul.
#[derive(Debug)]
pub struct Avtal<'a> { år: &'a str }
('å', '\n', '\'', b'x');
'ut: loop { break 'ut; }
"#;
        check(
            "rust",
            code,
            expect![[r#"
                ‹comment://! Modul.›
                #[‹key:derive›(‹type:Debug›)]
                ‹keyword:pub› ‹keyword:struct› ‹type:Avtal›<‹name:'a›> { år: &‹name:'a› ‹type:str› }
                (‹string:'å'›, ‹string:'\n'›, ‹string:'\''›, ‹string:b'x'›);
                ‹name:'ut›: ‹keyword:loop› { ‹keyword:break› ‹name:'ut›; }
            "#]],
        );
    }

    #[test]
    fn strings_and_words() {
        let code = r##"let r = r#"a "b" c"#;
let r#match = b"x\"y";
println!("{id} är {}", 0..10);
a != b.await;
Vec::<u8>::new(1_000u64 + LIMIT)
/* block */ Some(true)
"##;
        check(
            "rust",
            code,
            expect![[r##"
                ‹keyword:let› r = ‹string:r#"a "b" c"#›;
                ‹keyword:let› r#‹keyword:match› = ‹string:b"x\"y"›;
                ‹name:println!›(‹string:"{id} är {}"›, ‹number:0›..‹number:10›);
                a != b.‹keyword:await›;
                ‹type:Vec›::<‹type:u8›>::‹name:new›(‹number:1_000u64› + ‹constant:LIMIT›)
                ‹comment:/* block */› ‹type:Some›(‹constant:true›)
            "##]],
        );
    }
}
