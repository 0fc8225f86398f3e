//! Unified diffs: lines are classified by their first character.

use crate::scanner::CodeScanner;
use crate::token_class::TokenClass;

/// Highlights a diff.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while scanner.next().is_some() {
        // `--- name` is the head of a file only if `+++ name` follows. Otherwise the line removes
        // `-- …`, a comment in SQL or Lua.
        if scanner.starts_with("--- ") && following_line(scanner).starts_with("+++ ") {
            scanner.take_line(TokenClass::Heading);
            scanner.take_char(TokenClass::Plain);
            scanner.take_line(TokenClass::Heading);
        } else {
            scanner.take_line(line_class(scanner.rest_of_line()));
        }
        scanner.take_char(TokenClass::Plain);
    }
}

fn line_class(line: &str) -> TokenClass {
    match line.chars().next() {
        Some('+') => TokenClass::Inserted,
        Some('-') => TokenClass::Deleted,
        Some('@' | '\\') => TokenClass::Comment,
        _ if is_header_line(line) => TokenClass::Comment,
        _ => TokenClass::Plain,
    }
}

/// Returns whether git or Subversion wrote the line between two files. Lines of content begin with
/// a space.
fn is_header_line(line: &str) -> bool {
    ["diff ", "index ", "new ", "old ", "deleted ", "rename ", "similarity ", "Index: ", "Binary "]
        .iter()
        .any(|word| line.starts_with(word))
}

fn following_line<'a>(scanner: &CodeScanner<'a>) -> &'a str {
    scanner.rest().get(scanner.rest_of_line().len() + 1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn a_removed_comment_is_not_a_file_name() {
        let code = r#"diff --git a/x.sql b/x.sql
--- a/x.sql
+++ b/x.sql
@@ -1,3 +1,3 @@ fn
 diff kvar
--- borttagen kommentar
-gammal å
+ny ö
\ No newline at end of file
"#;
        check(
            "diff",
            code,
            expect![[r#"
            ‹comment:diff --git a/x.sql b/x.sql›
            ‹heading:--- a/x.sql›
            ‹heading:+++ b/x.sql›
            ‹comment:@@ -1,3 +1,3 @@ fn›
             diff kvar
            ‹deleted:--- borttagen kommentar›
            ‹deleted:-gammal å›
            ‹inserted:+ny ö›
            ‹comment:\ No newline at end of file›
        "#]],
        );
    }
}
