//! The examples of every rule, for the tests: as an editor would meet them, and hostile.

use super::DiagnosticKind;

/// What an attacker puts into a name: escape codes, a bell, a bidi override, workflow commands,
/// line breaks, a Markdown link, delimiters of every format.
pub(super) const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}[31m\r\n::error::x\n\u{202e}\u{2066}\u{9b}2J\
                                  \u{0}\u{7f}\u{2028}\u{200b}%0A](https://x) \"'`:,{0}</script>\t";

/// Returns the examples of every rule.
pub(super) fn example_kinds() -> Vec<DiagnosticKind> {
    DiagnosticKind::fixtures(&str::to_owned)
}

/// Returns the same examples with [`HOSTILE`] in every name.
pub(super) fn hostile_kinds() -> Vec<DiagnosticKind> {
    DiagnosticKind::fixtures(&|name| format!("{HOSTILE}{name}{HOSTILE}"))
}
