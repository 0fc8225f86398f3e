//! YAML: keys, scalars, anchors, tags and block scalars, by indentation and one counter.
//!
//! A plain scalar is measured to its end before it is taken, since only the `: ` after it tells a
//! key from a value. Plain text has no color: in YAML it is most of the page.

use super::class::Class;
use super::quote::{self, DOUBLE, Escape, Lines, Quote};
use super::scanner::{Scanner, is_blank, prefix};

/// What a line leaves to the next, and a token to the next of its line.
#[derive(Debug, Default)]
struct State {
    /// Open `[` and `{`. Within them, brackets and commas end a plain scalar.
    flow_depth: usize,
    /// Bytes left at the start of the line: columns are counted from it.
    line_start: usize,
    /// Column of the last key or dash of the line. A block scalar is indented more than it.
    node_column: Option<usize>,
}

const DOUBLE_QUOTED: Quote<'static> = Quote { lines: Lines::Many, ..DOUBLE };
const SINGLE_QUOTED: Quote<'static> =
    Quote { open: "'", close: "'", escape: Escape::Doubled, lines: Lines::Many };

/// Colors YAML.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    let mut state = State::default();
    while let Some(next) = scanner.next() {
        if scanner.previous() == '\n' {
            state.line_start = scanner.rest().len();
            state.node_column = None;
            if document_line(scanner, &state) {
                continue;
            }
        }
        token(scanner, &mut state, next);
    }
}

/// Takes `---`, `...` or a `%` directive at the start of a line.
fn document_line(scanner: &mut Scanner<'_>, state: &State) -> bool {
    let is_marker = scanner.starts_with("---") || scanner.starts_with("...");
    if is_marker && scanner.rest().chars().nth(3).is_none_or(char::is_whitespace) {
        scanner.take(3, Class::Keyword);
    } else if state.flow_depth == 0 && scanner.starts_with("%") {
        scanner.take_line(Class::Keyword);
    } else {
        return false;
    }
    true
}

fn token(scanner: &mut Scanner<'_>, state: &mut State, next: char) {
    let before = scanner.previous();
    let ends_here = scanner.second().is_none_or(char::is_whitespace);
    match next {
        ' ' | '\t' | '\r' => scanner.take_blanks(),
        '#' if before.is_whitespace() => scanner.take_line(Class::Comment),
        '-' | '?' if ends_here && state.flow_depth == 0 => {
            state.node_column = Some(column(scanner, state));
            scanner.take_char(Class::Plain);
        }
        '[' | '{' => {
            state.flow_depth += 1;
            scanner.take_char(Class::Plain);
        }
        ']' | '}' => {
            state.flow_depth = state.flow_depth.saturating_sub(1);
            scanner.take_char(Class::Plain);
        }
        '\n' | ',' => scanner.take_char(Class::Plain),
        '&' | '*' if !ends_here => scanner.take_while(Class::Name, is_property),
        '!' => scanner.take_while(Class::Type, is_property),
        '|' | '>' if state.flow_depth == 0 && is_block_header(scanner.rest()) => {
            block_scalar(scanner, state);
        }
        '"' => quoted(scanner, state, DOUBLE_QUOTED),
        '\'' => quoted(scanner, state, SINGLE_QUOTED),
        _ => plain_scalar(scanner, state),
    }
}

fn column(scanner: &Scanner<'_>, state: &State) -> usize {
    state.line_start.saturating_sub(scanner.rest().len())
}

/// Whether a character belongs to an anchor, an alias or a tag.
fn is_property(character: char) -> bool {
    !character.is_whitespace() && !is_flow_mark(character)
}

fn is_flow_mark(character: char) -> bool {
    matches!(character, ',' | '[' | ']' | '{' | '}')
}

fn quoted(scanner: &mut Scanner<'_>, state: &mut State, kind: Quote<'_>) {
    let quoted = quote::measure(scanner, kind);
    let after = scanner.rest().get(quoted.bytes..).unwrap_or_default();
    let is_key = after.trim_start_matches(is_blank).starts_with(':');
    if is_key {
        state.node_column = Some(column(scanner, state));
    }
    scanner.take(quoted.bytes, if is_key { Class::Key } else { quoted.class });
}

fn plain_scalar(scanner: &mut Scanner<'_>, state: &mut State) {
    let rest = scanner.rest();
    let mut before = scanner.previous();
    let mut is_key = false;
    let mut length = rest.len();
    for (at, character) in rest.char_indices() {
        let after = rest.get(at + 1..).and_then(|after| after.chars().next());
        let ends = |character| state.flow_depth > 0 && is_flow_mark(character);
        is_key = character == ':' && after.is_none_or(|after| after.is_whitespace() || ends(after));
        let is_comment = character == '#' && is_blank(before);
        if is_key || is_comment || character == '\n' || ends(character) {
            length = at;
            break;
        }
        before = character;
    }
    let scalar = rest.get(..length).unwrap_or_default().trim_end_matches(is_blank);
    if is_key {
        state.node_column = Some(column(scanner, state));
        scanner.take(scalar.len(), Class::Key);
        scanner.take_while(Class::Plain, |character| is_blank(character) || character == ':');
    } else {
        scanner.take(scalar.len(), value_class(scalar));
    }
}

fn value_class(scalar: &str) -> Class {
    let digits = scalar.trim_start_matches(['+', '-', '.']);
    let in_number = |byte: u8| byte.is_ascii_digit() || b"_.:+-eETZ".contains(&byte);
    match scalar {
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Class::Constant,
        "null" | "Null" | "NULL" | "~" => Class::Constant,
        _ if !digits.starts_with(|first: char| first.is_ascii_digit()) => Class::Plain,
        _ if digits.bytes().all(in_number) => Class::Number,
        _ if digits.strip_prefix("0x").is_some_and(is_hex) => Class::Number,
        _ => Class::Plain,
    }
}

fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the line goes on as the head of a block scalar: `|`, `>-`, `|2 # why`.
fn is_block_header(rest: &str) -> bool {
    let after = rest.trim_start_matches(['|', '>']);
    let after = after.trim_start_matches(|mark: char| mark.is_ascii_digit() || "+-".contains(mark));
    let comment = after.trim_start_matches(is_blank);
    let begins_comment = comment.len() < after.len() && comment.starts_with('#');
    comment.is_empty() || comment.starts_with('\n') || begins_comment
}

fn block_scalar(scanner: &mut Scanner<'_>, state: &State) {
    let least_indent = state.node_column.map_or(0, |column| column + 1);
    scanner.take_while(Class::Keyword, |mark| !is_blank(mark) && mark != '\n');
    scanner.take_blanks();
    scanner.take_line(Class::Comment);
    while scanner.peek().is_some() {
        scanner.take_char(Class::Plain);
        let line = scanner.line();
        let is_empty = line.trim_matches(is_blank).is_empty();
        let ends_document =
            least_indent == 0 && (line.starts_with("---") || line.starts_with("..."));
        if ends_document || !is_empty && prefix(line, is_blank).len() < least_indent {
            return;
        }
        scanner.take_blanks();
        scanner.take_line(Class::String);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn keys_and_values_are_told_apart() {
        let code = r#"# Kommentar om rådet
id: samverkansrådet   # efter
"ordförande": {från: 2015-06-01, värde: 3}
text: "kommun \"a\""
lista: [ett, 'it''s', &ank x, *ank, ~]
- namn: Solna stad
  url: https://example.org/a#b
? !typ komplex
: tid: 12:30
flera: "rad ett
  rad två"
"#;
        check(
            "yaml",
            code,
            expect![[r#"
                ‹comment:# Kommentar om rådet›
                ‹key:id›: samverkansrådet   ‹comment:# efter›
                ‹key:"ordförande"›: {‹key:från›: ‹number:2015-06-01›, ‹key:värde›: ‹number:3›}
                ‹key:text›: ‹string:"kommun \"a\""›
                ‹key:lista›: [ett, ‹string:'it''s'›, ‹name:&ank› x, ‹name:*ank›, ‹constant:~›]
                - ‹key:namn›: Solna stad
                  ‹key:url›: https://example.org/a#b
                ? ‹type:!typ› komplex
                : ‹key:tid›: ‹number:12:30›
                ‹key:flera›: ‹string:"rad ett›
                ‹string:  rad två"›
            "#]],
        );
    }

    #[test]
    fn a_block_scalar_lasts_as_long_as_its_indentation() {
        let code = r#"---
- text: |
    Här står: text
      # inte kommentar

    mer
  nästa: >-  # varför
    veckad
sann: true
...
"#;
        check(
            "yaml",
            code,
            expect![[r#"
            ‹keyword:---›
            - ‹key:text›: ‹keyword:|›
                ‹string:Här står: text›
                  ‹string:# inte kommentar›

                ‹string:mer›
              ‹key:nästa›: ‹keyword:>-›  ‹comment:# varför›
                ‹string:veckad›
            ‹key:sann›: ‹constant:true›
            ‹keyword:...›
        "#]],
        );
    }
}
