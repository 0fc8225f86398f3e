//! Shell scripts: sh, bash, zsh. The first word of a command is its name, the rest its arguments.

use super::class::Class;
use super::quote::{self, Escape, Lines, Quote, SINGLE};
use super::scanner::{Scanner, is_blank, is_word, prefix};
use super::words::{self, Case, Words};

const LITERAL: Quote<'static> = Quote { escape: Escape::Never, lines: Lines::Many, ..SINGLE };

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    case: Case::Exact,
    keywords: &[
        "break", "case", "continue", "coproc", "declare", "do", "done", "elif", "else",
        "esac", "eval", "exec", "exit", "export", "fi", "for", "function", "if", "in",
        "local", "readonly", "return", "select", "set", "shift", "source", "then", "time",
        "trap", "typeset", "unset", "until", "while",
    ],
    constants: &[],
    types: &[],
};

/// Keywords after which a command comes; after all others a name or a value.
const BEFORE_COMMANDS: [&str; 9] =
    ["coproc", "do", "elif", "else", "if", "then", "time", "until", "while"];

/// What the next word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Command,
    Argument,
    /// The name after `for` or `case`, then `in`.
    In,
}

#[derive(Debug)]
struct State<'a> {
    expected: Expected,
    /// The end mark of a here-document that begins on the next line.
    end_mark: Option<&'a str>,
    /// Open parentheses. A `)` without one ends a pattern of `case`, and a command comes next.
    n_open: usize,
}

/// Colors a shell script.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    let mut state = State { expected: Expected::Command, end_mark: None, n_open: 0 };
    while let Some(next) = scanner.next() {
        let before = scanner.previous();
        match next {
            '\n' => {
                scanner.take_char(Class::Plain);
                state.expected = Expected::Command;
                if let Some(end_mark) = state.end_mark.take() {
                    here_document(scanner, end_mark);
                }
            }
            '#' if before.is_whitespace() || before == ';' => scanner.take_line(Class::Comment),
            '\\' => {
                scanner.take_char(Class::Plain);
                scanner.take_char(Class::Plain);
            }
            '\'' => argument(scanner, &mut state, |scanner| quote::take(scanner, LITERAL)),
            '"' => argument(scanner, &mut state, double_quoted),
            '$' => {
                let begins_command = scanner.starts_with("$(") && !scanner.starts_with("$((");
                argument(scanner, &mut state, variable);
                if begins_command {
                    state.n_open += 1;
                    state.expected = Expected::Command;
                }
            }
            '<' if scanner.starts_with("<<<") => scanner.take(3, Class::Plain),
            '<' if scanner.starts_with("<<") => state.end_mark = here_mark(scanner),
            '|' | '&' | ';' | '`' | '(' | ')' | '[' | '{' => mark(scanner, &mut state, next),
            _ if is_bare(next) => bare(scanner, &mut state),
            _ => scanner.take_char(Class::Plain),
        }
    }
}

/// Takes a mark that tells what comes next.
fn mark(scanner: &mut Scanner<'_>, state: &mut State<'_>, next: char) {
    let before = scanner.previous();
    let is_test = next == '[' && state.expected == Expected::Command;
    scanner.take_char(if is_test { Class::Name } else { Class::Plain });
    state.expected = match next {
        '(' => {
            state.n_open += 1;
            // `names=(…)` is a list, all else runs.
            if before == '=' { Expected::Argument } else { Expected::Command }
        }
        ')' if state.n_open > 0 => {
            state.n_open -= 1;
            Expected::Argument
        }
        '[' if is_test && !scanner.starts_with("[") => Expected::Argument,
        '[' => state.expected,
        // `2>&1` copies a stream, `{a,b}` is a list.
        '&' if before == '>' => state.expected,
        '{' if !scanner.peek().is_some_and(char::is_whitespace) => state.expected,
        _ => Expected::Command,
    };
}

/// Takes what can be a word of a command but not a keyword.
fn argument<'a>(scanner: &mut Scanner<'a>, state: &mut State<'a>, take: impl Fn(&mut Scanner<'a>)) {
    let is_assigned = scanner.previous() == '=';
    take(scanner);
    if state.expected == Expected::Command && !is_assigned {
        state.expected = Expected::Argument;
    }
}

fn is_bare(character: char) -> bool {
    is_word(character) || "-./:@%+,~".contains(character)
}

/// Takes an unquoted word: a keyword, command, option, assigned name, number or argument.
fn bare<'a>(scanner: &mut Scanner<'a>, state: &mut State<'a>) {
    let before = scanner.previous();
    let word = prefix(scanner.rest(), is_bare);
    let is_assigned = scanner.rest().get(word.len()..).is_some_and(|after| after.starts_with('='));
    let is_first = state.expected == Expected::Command && before != '=';
    let begins = before.is_whitespace() || "=([;|&".contains(before);
    let is_keyword = words::listed(word, &WORDS) == Some(Class::Keyword);
    let class = if begins && is_assigned && word.chars().all(is_word) {
        Class::Name
    } else if is_keyword && (is_first || word == "in" && state.expected == Expected::In) {
        state.expected = after_keyword(word);
        Class::Keyword
    } else if is_first {
        state.expected = Expected::Argument;
        Class::Name
    } else if begins && word.starts_with('-') && word.len() > 1 {
        Class::Key
    } else if begins && word.bytes().all(|byte| byte.is_ascii_digit()) {
        Class::Number
    } else {
        Class::Plain
    };
    scanner.take(word.len(), class);
}

fn after_keyword(word: &str) -> Expected {
    match word {
        "for" | "case" | "select" => Expected::In,
        _ if BEFORE_COMMANDS.contains(&word) => Expected::Command,
        _ => Expected::Argument,
    }
}

/// Takes `"…"` with the variables in it. A quote inside `$(…)` ends it early, and soon mends it.
fn double_quoted(scanner: &mut Scanner<'_>) {
    scanner.take_char(Class::String);
    while let Some(next) = scanner.peek() {
        match next {
            '"' => return scanner.take_char(Class::String),
            '\\' => {
                scanner.take_char(Class::String);
                scanner.take_char(Class::String);
            }
            '$' if scanner.second().is_some_and(|after| is_word(after) || after == '{') => {
                variable(scanner);
            }
            '$' => scanner.take_char(Class::String),
            _ => scanner.take_while(Class::String, |text| !"\"\\$".contains(text)),
        }
    }
}

/// Takes `$name`, `${…}`, `$((…))`, `$?`, or the `$(` of a command.
fn variable(scanner: &mut Scanner<'_>) {
    if scanner.starts_with("${") {
        scanner.take_through_on_line("}", Class::Name);
    } else if scanner.starts_with("$((") {
        scanner.take_through_on_line("))", Class::Name);
    } else if scanner.starts_with("$(") {
        scanner.take(2, Class::Plain);
    } else if scanner.second().is_some_and(|after| "@*#?$!-".contains(after)) {
        scanner.take(2, Class::Name);
    } else if scanner.second().is_some_and(is_word) {
        scanner.take_char(Class::Name);
        scanner.take_while(Class::Name, is_word);
    } else {
        scanner.take_char(Class::Plain);
    }
}

/// Takes `<<EOF`, `<<-EOF`, `<<'EOF'` and gives the mark that ends the here-document.
fn here_mark<'a>(scanner: &mut Scanner<'a>) -> Option<&'a str> {
    scanner.take(2, Class::Plain);
    scanner.take_while(Class::Plain, |mark| is_blank(mark) || "-'\"\\".contains(mark));
    let mark = scanner.word();
    scanner.take(mark.len(), Class::Keyword);
    scanner.take_while(Class::Plain, |quote| quote == '\'' || quote == '"');
    // `1 << 2` shifts.
    mark.starts_with(|first: char| !first.is_ascii_digit()).then_some(mark)
}

fn here_document(scanner: &mut Scanner<'_>, end_mark: &str) {
    while scanner.peek().is_some() {
        let line = scanner.line();
        if line.trim_matches(is_blank) == end_mark {
            return scanner.take_line(Class::Keyword);
        }
        scanner.take_line(Class::String);
        scanner.take_char(Class::Plain);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
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
    fn a_here_document_ends_with_its_mark() {
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
