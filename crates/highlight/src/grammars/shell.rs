//! Shell scripts (sh, bash, zsh): the first word of a command is its name, the others its
//! arguments.

use std::sync::LazyLock;

use crate::keywords::{CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_whitespace, is_word_char, prefix_while};
use crate::string_literal::{self, EscapeSyntax, LineSpan, SINGLE, StringSyntax};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

const LITERAL: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Never, lines: LineSpan::Many, ..SINGLE };

#[rustfmt::skip]
pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[
        "break", "case", "continue", "coproc", "declare", "do", "done", "elif", "else",
        "esac", "eval", "exec", "exit", "export", "fi", "for", "function", "if", "in",
        "local", "readonly", "return", "select", "set", "shift", "source", "then", "time",
        "trap", "typeset", "unset", "until", "while",
    ],
    constants: &[],
    types: &[],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// Keywords that are followed by a command. The others are followed by a name or a value.
const BEFORE_COMMANDS: [&str; 9] =
    ["coproc", "do", "elif", "else", "if", "then", "time", "until", "while"];

/// What the next word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShellExpectation {
    Command,
    Argument,
    /// The name after `for` or `case`, and then `in`.
    In,
}

#[derive(Debug)]
struct ShellState<'a> {
    expected: ShellExpectation,
    /// The end marker of a here-document that begins on the next line.
    end_mark: Option<&'a str>,
    /// The number of open parentheses. A `)` without one ends a pattern of `case`, and a command
    /// follows.
    n_open: usize,
}

/// Highlights a shell script.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut state = ShellState { expected: ShellExpectation::Command, end_mark: None, n_open: 0 };
    while let Some(next) = scanner.next() {
        let before = scanner.previous_char();
        match next {
            '\n' => {
                scanner.take_char(TokenClass::Plain);
                state.expected = ShellExpectation::Command;
                if let Some(end_mark) = state.end_mark.take() {
                    scan_heredoc(scanner, end_mark);
                }
            }
            '#' if before.is_whitespace() || before == ';' => {
                scanner.take_line(TokenClass::Comment);
            }
            '\\' => {
                scanner.take_char(TokenClass::Plain);
                scanner.take_char(TokenClass::Plain);
            }
            '\'' => scan_argument(scanner, &mut state, |scanner| {
                string_literal::scan_string(scanner, LITERAL);
            }),
            '"' => scan_argument(scanner, &mut state, scan_double_quoted),
            '$' => {
                let begins_command = scanner.starts_with("$(") && !scanner.starts_with("$((");
                scan_argument(scanner, &mut state, scan_variable);
                if begins_command {
                    state.n_open += 1;
                    state.expected = ShellExpectation::Command;
                }
            }
            '<' if scanner.starts_with("<<<") => scanner.take_bytes(3, TokenClass::Plain),
            '<' if scanner.starts_with("<<") => state.end_mark = heredoc_marker(scanner),
            '|' | '&' | ';' | '`' | '(' | ')' | '[' | '{' => {
                scan_operator(scanner, &mut state, next);
            }
            _ if is_bare_word_char(next) => scan_bare_word(scanner, &mut state),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

/// Takes an operator and determines what follows.
fn scan_operator(scanner: &mut CodeScanner<'_>, state: &mut ShellState<'_>, next: char) {
    let before = scanner.previous_char();
    let is_test = next == '[' && state.expected == ShellExpectation::Command;
    scanner.take_char(if is_test { TokenClass::Name } else { TokenClass::Plain });
    state.expected = match next {
        '(' => {
            state.n_open += 1;
            // `names=(…)` is a list; all others contain a command.
            if before == '=' { ShellExpectation::Argument } else { ShellExpectation::Command }
        }
        ')' if state.n_open > 0 => {
            state.n_open -= 1;
            ShellExpectation::Argument
        }
        '[' if is_test && !scanner.starts_with("[") => ShellExpectation::Argument,
        '[' => state.expected,
        // `2>&1` copies a stream, `{a,b}` is a list.
        '&' if before == '>' => state.expected,
        '{' if !scanner.peek().is_some_and(char::is_whitespace) => state.expected,
        _ => ShellExpectation::Command,
    };
}

/// Takes something that can be a word of a command but not a keyword.
fn scan_argument<'a>(
    scanner: &mut CodeScanner<'a>,
    state: &mut ShellState<'a>,
    take: impl Fn(&mut CodeScanner<'a>),
) {
    let is_assigned = scanner.previous_char() == '=';
    take(scanner);
    if state.expected == ShellExpectation::Command && !is_assigned {
        state.expected = ShellExpectation::Argument;
    }
}

fn is_bare_word_char(character: char) -> bool {
    is_word_char(character) || "-./:@%+,~".contains(character)
}

/// Takes an unquoted word: a keyword, command, option, assigned name, number or argument.
fn scan_bare_word<'a>(scanner: &mut CodeScanner<'a>, state: &mut ShellState<'a>) {
    let before = scanner.previous_char();
    let word = prefix_while(scanner.rest(), is_bare_word_char);
    let is_assigned = scanner.rest().get(word.len()..).is_some_and(|after| after.starts_with('='));
    let is_first = state.expected == ShellExpectation::Command && before != '=';
    let is_separate = before.is_whitespace() || "=([;|&".contains(before);
    let is_keyword = WORDS.class(word) == Some(TokenClass::Keyword);
    let class = if is_separate && is_assigned && word.chars().all(is_word_char) {
        TokenClass::Name
    } else if is_keyword && (is_first || word == "in" && state.expected == ShellExpectation::In) {
        state.expected = expectation_after_keyword(word);
        TokenClass::Keyword
    } else if is_first {
        state.expected = ShellExpectation::Argument;
        TokenClass::Name
    } else if is_separate && word.starts_with('-') && word.len() > 1 {
        TokenClass::Key
    } else if is_separate && word.bytes().all(|byte| byte.is_ascii_digit()) {
        TokenClass::Number
    } else {
        TokenClass::Plain
    };
    scanner.take_bytes(word.len(), class);
}

fn expectation_after_keyword(word: &str) -> ShellExpectation {
    match word {
        "for" | "case" | "select" => ShellExpectation::In,
        _ if BEFORE_COMMANDS.contains(&word) => ShellExpectation::Command,
        _ => ShellExpectation::Argument,
    }
}

/// Takes `"…"` with the variables in it. A quote inside `$(…)` ends it early.
fn scan_double_quoted(scanner: &mut CodeScanner<'_>) {
    scanner.take_char(TokenClass::String);
    while let Some(next) = scanner.peek() {
        match next {
            '"' => return scanner.take_char(TokenClass::String),
            '\\' => {
                scanner.take_char(TokenClass::String);
                scanner.take_char(TokenClass::String);
            }
            '$' if scanner
                .peek_second()
                .is_some_and(|after| is_word_char(after) || after == '{') =>
            {
                scan_variable(scanner);
            }
            '$' => scanner.take_char(TokenClass::String),
            _ => scanner.take_while(TokenClass::String, |text| !"\"\\$".contains(text)),
        }
    }
}

/// Takes `$name`, `${…}`, `$((…))`, `$?`, or the `$(` of a command.
fn scan_variable(scanner: &mut CodeScanner<'_>) {
    if scanner.starts_with("${") {
        scanner.take_through_on_line("}", TokenClass::Name);
    } else if scanner.starts_with("$((") {
        scanner.take_through_on_line("))", TokenClass::Name);
    } else if scanner.starts_with("$(") {
        scanner.take_bytes(2, TokenClass::Plain);
    } else if scanner.peek_second().is_some_and(|after| "@*#?$!-".contains(after)) {
        scanner.take_bytes(2, TokenClass::Name);
    } else if scanner.peek_second().is_some_and(is_word_char) {
        scanner.take_char(TokenClass::Name);
        scanner.take_while(TokenClass::Name, is_word_char);
    } else {
        scanner.take_char(TokenClass::Plain);
    }
}

/// Takes `<<EOF`, `<<-EOF` or `<<'EOF'` and returns the marker that ends the here-document.
fn heredoc_marker<'a>(scanner: &mut CodeScanner<'a>) -> Option<&'a str> {
    scanner.take_bytes(2, TokenClass::Plain);
    scanner.take_while(TokenClass::Plain, |mark| is_whitespace(mark) || "-'\"\\".contains(mark));
    let mark = scanner.next_word();
    scanner.take_bytes(mark.len(), TokenClass::Keyword);
    scanner.take_while(TokenClass::Plain, |quote| quote == '\'' || quote == '"');
    // `1 << 2` shifts.
    mark.starts_with(|first: char| !first.is_ascii_digit()).then_some(mark)
}

fn scan_heredoc(scanner: &mut CodeScanner<'_>, end_mark: &str) {
    while scanner.peek().is_some() {
        let line = scanner.rest_of_line();
        if line.trim_matches(is_whitespace) == end_mark {
            return scanner.take_line(TokenClass::Keyword);
        }
        scanner.take_line(TokenClass::String);
        scanner.take_char(TokenClass::Plain);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn commands_options_and_variables() {
        let code = r#"#!/bin/bash
set -euo pipefail
NAMN="Åsa ${HOME:-/tmp}" # kommentar
for f in *.md; do
  if [[ ! -f "$f" ]]; then
    echo 'nej tack' >&2; fi
  cat "$f" | wc -l 2>/dev/null
done
lista=(ett två)
A=1 cargo build --release
case "$1" in
  start) kör 3 ;; esac
foo() { local x=$((1 + 2)); }
"#;
        check(
            "bash",
            code,
            expect![[r#"
                ‹comment:#!/bin/bash›
                ‹keyword:set› ‹key:-euo› pipefail
                ‹name:NAMN›=‹string:"Åsa ›‹name:${HOME:-/tmp}›‹string:"› ‹comment:# kommentar›
                ‹keyword:for› f ‹keyword:in› *.md; ‹keyword:do›
                  ‹keyword:if› ‹name:[[› ! ‹key:-f› ‹string:"›‹name:$f›‹string:"› ]]; ‹keyword:then›
                    ‹name:echo› ‹string:'nej tack'› >&‹number:2›; ‹keyword:fi›
                  ‹name:cat› ‹string:"›‹name:$f›‹string:"› | ‹name:wc› ‹key:-l› ‹number:2›>/dev/null
                ‹keyword:done›
                ‹name:lista›=(ett två)
                ‹name:A›=‹number:1› ‹name:cargo› build ‹key:--release›
                ‹keyword:case› ‹string:"›‹name:$1›‹string:"› ‹keyword:in›
                  ‹name:start›) ‹name:kör› ‹number:3› ;; ‹keyword:esac›
                ‹name:foo›() { ‹keyword:local› ‹name:x›=‹name:$((1 + 2))›; }
            "#]],
        );
    }

    #[test]
    fn a_here_document_ends_with_its_marker() {
        let code = r#"cat <<'SLUT' > fil
$x "öppen
SLUT
cat fil
"#;
        check(
            "bash",
            code,
            expect![[r#"
            ‹name:cat› <<'‹keyword:SLUT›' > fil
            ‹string:$x "öppen›
            ‹keyword:SLUT›
            ‹name:cat› fil
        "#]],
        );
    }
}
