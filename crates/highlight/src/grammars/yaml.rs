//! YAML: keys, scalars, anchors, tags and block scalars, by indentation and one counter.
//!
//! A plain scalar is measured before it is taken, since only the `: ` after it distinguishes a key
//! from a value. Plain values have no color: they are most of a document.

use crate::scanner::{CodeScanner, is_whitespace, prefix_while};
use crate::string_literal::{self, DOUBLE, EscapeSyntax, LineSpan, SINGLE, StringSyntax};
use crate::token_class::TokenClass;

/// What a token needs to know about the tokens and lines before it.
#[derive(Debug, Default)]
struct YamlState {
    /// The number of open `[` and `{`. Inside them, brackets and commas end a plain scalar.
    flow_depth: usize,
    /// The number of remaining bytes at the start of the line, from which columns are counted.
    line_start: usize,
    /// The column of the last key or dash on the line. A block scalar is indented more.
    node_column: Option<usize>,
}

const DOUBLE_QUOTED: StringSyntax<'static> = StringSyntax { lines: LineSpan::Many, ..DOUBLE };
const SINGLE_QUOTED: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Doubled, lines: LineSpan::Many, ..SINGLE };

/// Highlights YAML.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut state = YamlState::default();
    while let Some(next) = scanner.next() {
        if scanner.previous_char() == '\n' {
            state.line_start = scanner.rest().len();
            state.node_column = None;
            if scan_document_line(scanner, &state) {
                continue;
            }
        }
        scan_token(scanner, &mut state, next);
    }
}

/// Takes `---`, `...` or a `%` directive at the start of a line.
fn scan_document_line(scanner: &mut CodeScanner<'_>, state: &YamlState) -> bool {
    let is_marker = scanner.starts_with("---") || scanner.starts_with("...");
    if is_marker && scanner.rest().chars().nth(3).is_none_or(char::is_whitespace) {
        scanner.take_bytes(3, TokenClass::Keyword);
    } else if state.flow_depth == 0 && scanner.starts_with("%") {
        scanner.take_line(TokenClass::Keyword);
    } else {
        return false;
    }
    true
}

fn scan_token(scanner: &mut CodeScanner<'_>, state: &mut YamlState, next: char) {
    let before = scanner.previous_char();
    let ends_here = scanner.peek_second().is_none_or(char::is_whitespace);
    match next {
        ' ' | '\t' | '\r' => scanner.take_whitespace(),
        '#' if before.is_whitespace() => scanner.take_line(TokenClass::Comment),
        '-' | '?' if ends_here && state.flow_depth == 0 => {
            state.node_column = Some(current_column(scanner, state));
            scanner.take_char(TokenClass::Plain);
        }
        '[' | '{' => {
            state.flow_depth += 1;
            scanner.take_char(TokenClass::Plain);
        }
        ']' | '}' => {
            state.flow_depth = state.flow_depth.saturating_sub(1);
            scanner.take_char(TokenClass::Plain);
        }
        '\n' | ',' => scanner.take_char(TokenClass::Plain),
        '&' | '*' if !ends_here => scanner.take_while(TokenClass::Name, is_property_char),
        '!' => scanner.take_while(TokenClass::Type, is_property_char),
        '|' | '>' if state.flow_depth == 0 && is_block_header(scanner.rest()) => {
            scan_block_scalar(scanner, state);
        }
        '"' => scan_quoted(scanner, state, DOUBLE_QUOTED),
        '\'' => scan_quoted(scanner, state, SINGLE_QUOTED),
        _ => scan_plain_scalar(scanner, state),
    }
}

fn current_column(scanner: &CodeScanner<'_>, state: &YamlState) -> usize {
    state.line_start.saturating_sub(scanner.rest().len())
}

/// Returns whether a character belongs to an anchor, an alias or a tag.
fn is_property_char(character: char) -> bool {
    !character.is_whitespace() && !is_flow_indicator(character)
}

fn is_flow_indicator(character: char) -> bool {
    matches!(character, ',' | '[' | ']' | '{' | '}')
}

fn scan_quoted(scanner: &mut CodeScanner<'_>, state: &mut YamlState, kind: StringSyntax<'_>) {
    let quoted = string_literal::measure_string(scanner.rest(), kind);
    let after = scanner.rest().get(quoted.bytes..).unwrap_or_default();
    let is_key = after.trim_start_matches(is_whitespace).starts_with(':');
    if is_key {
        state.node_column = Some(current_column(scanner, state));
    }
    scanner.take_bytes(quoted.bytes, if is_key { TokenClass::Key } else { quoted.class });
}

fn scan_plain_scalar(scanner: &mut CodeScanner<'_>, state: &mut YamlState) {
    let rest = scanner.rest();
    let mut before = scanner.previous_char();
    let mut is_key = false;
    let mut length = rest.len();
    for (offset, character) in rest.char_indices() {
        let after = rest.get(offset + 1..).and_then(|after| after.chars().next());
        let ends = |character| state.flow_depth > 0 && is_flow_indicator(character);
        is_key = character == ':' && after.is_none_or(|after| after.is_whitespace() || ends(after));
        let is_comment = character == '#' && is_whitespace(before);
        if is_key || is_comment || character == '\n' || ends(character) {
            length = offset;
            break;
        }
        before = character;
    }
    let scalar = rest.get(..length).unwrap_or_default().trim_end_matches(is_whitespace);
    if is_key {
        state.node_column = Some(current_column(scanner, state));
        scanner.take_bytes(scalar.len(), TokenClass::Key);
        scanner.take_while(TokenClass::Plain, |character| {
            is_whitespace(character) || character == ':'
        });
    } else {
        scanner.take_bytes(scalar.len(), plain_scalar_class(scalar));
    }
}

fn plain_scalar_class(scalar: &str) -> TokenClass {
    let digits = scalar.trim_start_matches(['+', '-', '.']);
    let in_number = |byte: u8| byte.is_ascii_digit() || b"_.:+-eETZ".contains(&byte);
    match scalar {
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => TokenClass::Constant,
        "null" | "Null" | "NULL" | "~" => TokenClass::Constant,
        _ if !digits.starts_with(|first: char| first.is_ascii_digit()) => TokenClass::Plain,
        _ if digits.bytes().all(in_number) => TokenClass::Number,
        _ if digits.strip_prefix("0x").is_some_and(is_hex) => TokenClass::Number,
        _ => TokenClass::Plain,
    }
}

fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns whether the rest of the line is the head of a block scalar: `|`, `>-`, `|2 # why`.
fn is_block_header(rest: &str) -> bool {
    let after = rest.trim_start_matches(['|', '>']);
    let after = after.trim_start_matches(|mark: char| mark.is_ascii_digit() || "+-".contains(mark));
    let comment = after.trim_start_matches(is_whitespace);
    let begins_comment = comment.len() < after.len() && comment.starts_with('#');
    comment.is_empty() || comment.starts_with('\n') || begins_comment
}

fn scan_block_scalar(scanner: &mut CodeScanner<'_>, state: &YamlState) {
    let least_indent = state.node_column.map_or(0, |column| column + 1);
    scanner.take_while(TokenClass::Keyword, |mark| !is_whitespace(mark) && mark != '\n');
    scanner.take_whitespace();
    scanner.take_line(TokenClass::Comment);
    while scanner.peek().is_some() {
        scanner.take_char(TokenClass::Plain);
        let line = scanner.rest_of_line();
        let is_empty = line.trim_matches(is_whitespace).is_empty();
        let ends_document =
            least_indent == 0 && (line.starts_with("---") || line.starts_with("..."));
        if ends_document || !is_empty && prefix_while(line, is_whitespace).len() < least_indent {
            return;
        }
        scanner.take_whitespace();
        scanner.take_line(TokenClass::String);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
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
