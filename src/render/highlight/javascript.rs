//! JavaScript and TypeScript, JSX in passing.
//!
//! Two things need a memory: whether `/` divides or opens a regular expression, told by the token
//! before it, and which `}` goes back into a template, told by a stack of brace counts.

use super::class::Class;
use super::quote::{self, DOUBLE, SINGLE};
use super::scanner::{Scanner, is_word, prefix};
use super::words::{self, Case, Words};

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    case: Case::Custom,
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

/// What the last token was to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// A value: `/` after it divides.
    Operand,
    /// An operator or keyword: `/` after it opens a regular expression.
    Operator,
}

#[derive(Debug)]
struct State {
    last: Last,
    /// For each template that is open around this point, the braces open inside its `${`.
    templates: Vec<usize>,
}

/// Colors JavaScript.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    let mut state = State { last: Last::Operator, templates: Vec::new() };
    while let Some(next) = scanner.next() {
        match next {
            ' ' | '\t' | '\r' | '\n' => scanner.take_char(Class::Plain),
            '/' if scanner.starts_with("//") => scanner.take_line(Class::Comment),
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", Class::Comment),
            '/' if state.last == Last::Operator => {
                regular_expression(scanner);
                state.last = Last::Operand;
            }
            '"' | '\'' => {
                quote::take(scanner, if next == '"' { DOUBLE } else { SINGLE });
                state.last = Last::Operand;
            }
            '`' => {
                scanner.take_char(Class::String);
                template_text(scanner, &mut state);
            }
            '{' | '}' => brace(scanner, &mut state, next),
            '<' if begins_tag(scanner) => tag(scanner),
            '@' | '#' if scanner.second().is_some_and(is_word) => {
                scanner.take_char(Class::Name);
                scanner.take_while(Class::Name, is_word);
                state.last = Last::Operand;
            }
            '0'..='9' => {
                scanner.take_number();
                state.last = Last::Operand;
            }
            _ if is_word(next) => state.last = word(scanner),
            _ => {
                scanner.take_char(Class::Plain);
                state.last = if ")]".contains(next) { Last::Operand } else { Last::Operator };
            }
        }
    }
}

fn word(scanner: &mut Scanner<'_>) -> Last {
    let word = scanner.word();
    if scanner.previous() == '.' {
        // A property may be called `default` or `catch`.
        scanner.take(word.len(), words::written(scanner, word, Case::Exact));
        return Last::Operand;
    }
    words::take(scanner, &WORDS);
    let is_keyword = words::listed(word, &WORDS) == Some(Class::Keyword);
    if is_keyword && word != "this" && word != "super" { Last::Operator } else { Last::Operand }
}

fn brace(scanner: &mut Scanner<'_>, state: &mut State, next: char) {
    scanner.take_char(Class::Plain);
    state.last = Last::Operator;
    match (next, state.templates.last_mut()) {
        ('{', Some(depth)) => *depth += 1,
        ('}', Some(0)) => {
            state.templates.pop();
            template_text(scanner, state);
        }
        ('}', Some(depth)) => *depth -= 1,
        _ => {}
    }
}

/// Takes the text of a template to its end or to the next `${`.
fn template_text(scanner: &mut Scanner<'_>, state: &mut State) {
    while let Some(next) = scanner.peek() {
        match next {
            '`' => {
                scanner.take_char(Class::String);
                break;
            }
            '$' if scanner.starts_with("${") => {
                scanner.take(2, Class::Plain);
                state.templates.push(0);
                state.last = Last::Operator;
                return;
            }
            '\\' => {
                scanner.take_char(Class::String);
                scanner.take_char(Class::String);
            }
            '$' => scanner.take_char(Class::String),
            _ => scanner.take_while(Class::String, |text| !"`$\\".contains(text)),
        }
    }
    state.last = Last::Operand;
}

/// Takes `/…/flags`. Without an end on the line it was none, and the line stays plain.
fn regular_expression(scanner: &mut Scanner<'_>) {
    let (mut in_class, mut is_escaped) = (false, false);
    for (at, byte) in scanner.rest().bytes().enumerate().skip(1) {
        match byte {
            b'\n' => break,
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => {
                scanner.take(at + 1, Class::String);
                scanner.take_while(Class::String, |flag| flag.is_ascii_lowercase());
                return;
            }
            _ => {}
        }
    }
    scanner.take_line(Class::Plain);
}

/// Whether `<` opens or closes an element. After a name it compares, or holds a type's arguments.
fn begins_tag(scanner: &Scanner<'_>) -> bool {
    let after = scanner.second();
    let before = scanner.previous();
    let follows_name = is_word(before) || ")]".contains(before);
    after == Some('/') || after.is_some_and(char::is_alphabetic) && !follows_name
}

fn tag(scanner: &mut Scanner<'_>) {
    scanner.take_while(Class::Plain, |mark| mark == '<' || mark == '/');
    let name = prefix(scanner.rest(), |part| is_word(part) || part == '.' || part == '-');
    scanner.take(name.len(), Class::Tag);
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
