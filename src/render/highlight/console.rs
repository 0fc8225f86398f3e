//! A terminal session: lines with a prompt are commands, all others what the machine answered.

use super::scanner::{CodeScanner, is_whitespace, prefix_while};
use super::shell;
use super::token_class::TokenClass;

/// Colors a session.
pub(super) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut goes_on = false;
    while scanner.next().is_some() {
        let prompt = prompt_prefix(scanner.rest_of_line());
        if scanner.starts_with("# ") {
            // A comment more often than the prompt of root.
            scanner.take_line(TokenClass::Comment);
        } else if goes_on || !prompt.is_empty() {
            scanner.take_bytes(prompt.len(), TokenClass::Comment);
            goes_on = scanner.rest_of_line().trim_end_matches(is_whitespace).ends_with('\\');
            scanner.embed_grammar(scanner.rest_of_line().len(), shell::scan);
        } else {
            scanner.take_line(TokenClass::Plain);
        }
        scanner.take_char(TokenClass::Plain);
    }
}

/// The prompt that a line begins with: `$`, `%`, `>`, or `anna@dator:~/pakt$`; else empty.
fn prompt_prefix(line: &str) -> &str {
    let first = prefix_while(line, |character| character != ' ');
    let names_place = first.contains(['@', ':', '~']) && first.ends_with(['$', '%', '#', '>']);
    if matches!(first, "$" | "%" | ">") || names_place { first } else { "" }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn only_lines_with_a_prompt_are_commands() {
        let code = r#"$ cargo run -- build
   Compiling pakt v0.1.0
anna@dator:~/pakt$ echo "hej" \
>   | cat
hej
# kommentar
"#;
        check(
            "console",
            code,
            expect![[r#"
            ‹comment:$› ‹name:cargo› run ‹key:--› build
               Compiling pakt v0.1.0
            ‹comment:anna@dator:~/pakt$› ‹name:echo› ‹string:"hej"› \
            ‹comment:>›   | ‹name:cat›
            hej
            ‹comment:# kommentar›
        "#]],
        );
    }
}
