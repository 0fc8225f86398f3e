//! JavaScript and TypeScript, and the tags of JSX.
//!
//! Two things need state. The previous token decides whether `/` divides or opens a regular
//! expression. A stack of brace counts decides which `}` returns to a template literal.

use std::sync::LazyLock;

use crate::keywords::{self, CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_word_char, prefix_while};
use crate::string_literal::{self, DOUBLE, SINGLE};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

#[rustfmt::skip]
pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "as", "asserts", "async", "await", "break", "case", "catch", "class",
        "const", "continue", "debugger", "declare", "default", "delete", "do", "else",
        "enum", "export", "extends", "finally", "for", "from", "function", "get", "if",
        "implements", "import", "in", "infer", "instanceof", "interface", "is", "keyof",
        "let", "namespace", "new", "of", "override", "package", "private", "protected",
        "public", "readonly", "return", "satisfies", "set", "static", "super", "switch",
        "this", "throw", "try", "type", "typeof", "var", "void", "while", "with", "yield",
    ],
    constants: &["Infinity", "NaN", "false", "null", "true", "undefined"],
    types: &[
        "any", "bigint", "boolean", "never", "number", "object", "string", "symbol",
        "unknown",
    ],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// What the previous token was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PreviousToken {
    /// A value: `/` after it divides.
    Operand,
    /// An operator or keyword: `/` after it opens a regular expression.
    Operator,
}

#[derive(Debug)]
struct JavascriptState {
    last: PreviousToken,
    /// For each open template literal, the number of open braces inside its `${`.
    templates: Vec<usize>,
}

/// Highlights JavaScript.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut state = JavascriptState { last: PreviousToken::Operator, templates: Vec::new() };
    while let Some(next) = scanner.next() {
        match next {
            ' ' | '\t' | '\r' | '\n' => scanner.take_char(TokenClass::Plain),
            '/' if scanner.starts_with("//") => scanner.take_line(TokenClass::Comment),
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '/' if state.last == PreviousToken::Operator => {
                scan_regex(scanner);
                state.last = PreviousToken::Operand;
            }
            '"' | '\'' => {
                string_literal::scan_string(scanner, if next == '"' { DOUBLE } else { SINGLE });
                state.last = PreviousToken::Operand;
            }
            '`' => {
                scanner.take_char(TokenClass::String);
                scan_template_text(scanner, &mut state);
            }
            '{' | '}' => scan_brace(scanner, &mut state, next),
            '<' if starts_jsx_tag(scanner) => scan_jsx_tag(scanner),
            '@' | '#' if scanner.peek_second().is_some_and(is_word_char) => {
                scanner.take_char(TokenClass::Name);
                scanner.take_while(TokenClass::Name, is_word_char);
                state.last = PreviousToken::Operand;
            }
            '0'..='9' => {
                scanner.take_number();
                state.last = PreviousToken::Operand;
            }
            _ if is_word_char(next) => state.last = scan_word(scanner),
            _ => {
                scanner.take_char(TokenClass::Plain);
                state.last = if ")]".contains(next) {
                    PreviousToken::Operand
                } else {
                    PreviousToken::Operator
                };
            }
        }
    }
}

fn scan_word(scanner: &mut CodeScanner<'_>) -> PreviousToken {
    let word = scanner.next_word();
    if scanner.previous_char() == '.' {
        // A property may be called `default` or `catch`.
        let after = keywords::text_after(scanner, word);
        scanner.take_bytes(word.len(), keywords::class_from_spelling(word, after, CaseRule::Exact));
        return PreviousToken::Operand;
    }
    keywords::scan_keyword(scanner, &WORDS);
    let is_keyword = WORDS.class(word) == Some(TokenClass::Keyword);
    if is_keyword && word != "this" && word != "super" {
        PreviousToken::Operator
    } else {
        PreviousToken::Operand
    }
}

fn scan_brace(scanner: &mut CodeScanner<'_>, state: &mut JavascriptState, next: char) {
    scanner.take_char(TokenClass::Plain);
    state.last = PreviousToken::Operator;
    match (next, state.templates.last_mut()) {
        ('{', Some(depth)) => *depth += 1,
        ('}', Some(0)) => {
            state.templates.pop();
            scan_template_text(scanner, state);
        }
        ('}', Some(depth)) => *depth -= 1,
        _ => {}
    }
}

/// Takes the text of a template to its end or to the next `${`.
fn scan_template_text(scanner: &mut CodeScanner<'_>, state: &mut JavascriptState) {
    while let Some(next) = scanner.peek() {
        match next {
            '`' => {
                scanner.take_char(TokenClass::String);
                break;
            }
            '$' if scanner.starts_with("${") => {
                scanner.take_bytes(2, TokenClass::Plain);
                state.templates.push(0);
                state.last = PreviousToken::Operator;
                return;
            }
            '\\' => {
                scanner.take_char(TokenClass::String);
                scanner.take_char(TokenClass::String);
            }
            '$' => scanner.take_char(TokenClass::String),
            _ => scanner.take_while(TokenClass::String, |text| !"`$\\".contains(text)),
        }
    }
    state.last = PreviousToken::Operand;
}

/// Takes `/…/flags`. If it does not end on the line, it is not a regular expression, and the rest
/// of the line is plain.
fn scan_regex(scanner: &mut CodeScanner<'_>) {
    match string_literal::measure_regex(scanner.rest()) {
        Some(length) => {
            scanner.take_bytes(length, TokenClass::String);
            scanner.take_while(TokenClass::String, |flag| flag.is_ascii_lowercase());
        }
        None => scanner.take_line(TokenClass::Plain),
    }
}

/// Returns whether `<` opens or closes an element. After a name, it compares or
/// encloses type arguments.
fn starts_jsx_tag(scanner: &CodeScanner<'_>) -> bool {
    let after = scanner.peek_second();
    let before = scanner.previous_char();
    let follows_name = is_word_char(before) || ")]".contains(before);
    after == Some('/') || after.is_some_and(char::is_alphabetic) && !follows_name
}

fn scan_jsx_tag(scanner: &mut CodeScanner<'_>) {
    scanner.take_while(TokenClass::Plain, |mark| mark == '<' || mark == '/');
    let name =
        prefix_while(scanner.rest(), |part| is_word_char(part) || part == '.' || part == '-');
    scanner.take_bytes(name.len(), TokenClass::Tag);
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn a_slash_divides_after_a_value() {
        let code = r#"// kommentar
const re = /a[/"]\/b/gi,
  q = n / 2 / 3; // x
if (typeof /x/ !== 'it\'s')
  x.default = null;
"#;
        check(
            "js",
            code,
            expect![[r#"
                ‹comment:// kommentar›
                ‹keyword:const› re = ‹string:/a[/"]\/b/gi›,
                  q = n / ‹number:2› / ‹number:3›; ‹comment:// x›
                ‹keyword:if› (‹keyword:typeof› ‹string:/x/› !== ‹string:'it\'s'›)
                  x.default = ‹constant:null›;
            "#]],
        );
    }

    #[test]
    fn templates_nest() {
        let code = r#"`hej ${b({a: `inre ${1}`})}!`;
/* dok
 */
"#;
        check(
            "js",
            code,
            expect![[r#"
                ‹string:`hej ›${‹name:b›({a: ‹string:`inre ›${‹number:1›}‹string:`›})}‹string:!`›;
                ‹comment:/* dok›
                ‹comment: */›
            "#]],
        );
    }

    #[test]
    fn classes_and_tags() {
        let code = r#"class Parti extends Bas {
  #x = MAX;
  @dec m() { return this.#x; } }
type X<T> = Map<string, T[]>;
el = <div id="a">don't</div>;
"#;
        check(
            "js",
            code,
            expect![[r#"
                ‹keyword:class› ‹type:Parti› ‹keyword:extends› ‹type:Bas› {
                  ‹name:#x› = ‹constant:MAX›;
                  ‹name:@dec› ‹name:m›() { ‹keyword:return› ‹keyword:this›.‹name:#x›; } }
                ‹keyword:type› ‹type:X›<‹type:T›> = ‹type:Map›<‹type:string›, ‹type:T›[]>;
                el = <‹tag:div› id=‹string:"a"›>don't</div>;
            "#]],
        );
    }
}
