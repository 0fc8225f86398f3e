//! Terminal sessions: lines with a prompt are commands, all others are output.

use super::shell;
use crate::scanner::{CodeScanner, is_whitespace, prefix_while};
use crate::token_class::TokenClass;

/// Highlights a session.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut is_continued = false;
    while scanner.next().is_some() {
        let prompt = prompt_prefix(scanner.rest_of_line());
        if scanner.starts_with("# ") {
            // More often a comment than the prompt of root.
            scanner.take_line(TokenClass::Comment);
        } else if is_continued || !prompt.is_empty() {
            scanner.take_bytes(prompt.len(), TokenClass::Comment);
            is_continued = scanner.rest_of_line().trim_end_matches(is_whitespace).ends_with('\\');
            scanner.embed_grammar(scanner.rest_of_line().len(), shell::scan);
        } else {
            scanner.take_line(TokenClass::Plain);
        }
        scanner.take_char(TokenClass::Plain);
    }
}

/// Returns the prompt at the start of a line: `$`, `%`, `>`, or `anna@dator:~/x$`. Empty if there
/// is none.
fn prompt_prefix(line: &str) -> &str {
    let first_word = prefix_while(line, |character| character != ' ');
    let is_host_prompt =
        first_word.contains(['@', ':', '~']) && first_word.ends_with(['$', '%', '#', '>']);
    if matches!(first_word, "$" | "%" | ">") || is_host_prompt { first_word } else { "" }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
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
