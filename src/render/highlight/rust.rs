//! Rust: what sets it apart is the lifetime, which looks like an unclosed character.

use super::class::Class;
use super::quote::{self, DOUBLE, Escape, Lines, Quote, SINGLE};
use super::scanner::{Scanner, is_word, prefix};
use super::words::{self, Case, Words};

const STRING: Quote<'static> = Quote { lines: Lines::Many, ..DOUBLE };

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    case: Case::Custom,
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

/// Colors Rust.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '/' if scanner.starts_with("//") => scanner.take_line(Class::Comment),
            // Rust nests block comments; hardly anyone does.
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", Class::Comment),
            '"' => quote::take(scanner, STRING),
            '\'' => character_or_lifetime(scanner),
            '#' if scanner.starts_with("#[") || scanner.starts_with("#![") => {
                scanner.take_while(Class::Plain, |mark| matches!(mark, '#' | '!' | '['));
                scanner.take_while(Class::Key, |part| is_word(part) || part == ':');
            }
            '0'..='9' => scanner.take_number(),
            _ if is_word(next) => word(scanner),
            _ => scanner.take_char(Class::Plain),
        }
    }
}

fn character_or_lifetime(scanner: &mut Scanner<'_>) {
    let mut ahead = scanner.rest().chars().skip(1);
    let (first, second) = (ahead.next(), ahead.next());
    if first == Some('\\') || second == Some('\'') && first != Some('\n') {
        quote::take(scanner, SINGLE);
    } else {
        scanner.take_char(Class::Name);
        scanner.take_while(Class::Name, is_word);
    }
}

fn word(scanner: &mut Scanner<'_>) {
    let word = scanner.word();
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    if matches!(word, "b" | "c" | "r" | "br" | "cr") && after.starts_with(['"', '#', '\'']) {
        prefixed(scanner, word);
    } else if after.starts_with('!') && !after.starts_with("!=") {
        scanner.take(word.len() + 1, Class::Name);
    } else {
        words::take(scanner, &WORDS);
    }
}

/// Takes `r#"…"#`, the front of `b"…"` and `b'…'`, or the front of `r#type`.
fn prefixed(scanner: &mut Scanner<'_>, word: &str) {
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let hashes = prefix(after, |mark| mark == '#');
    let quoted = after.get(hashes.len()..).unwrap_or_default();
    if !hashes.is_empty() && !quoted.starts_with('"') {
        return scanner.take(word.len() + hashes.len(), Class::Plain);
    }
    scanner.take(word.len(), Class::String);
    if word.ends_with('r') && quoted.starts_with('"') {
        let (open, close) = (format!("{hashes}\""), format!("\"{hashes}"));
        let (escape, lines) = (Escape::Never, Lines::Many);
        quote::take(scanner, Quote { open: &open, close: &close, escape, lines });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
