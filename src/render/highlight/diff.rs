//! Unified diffs: by the first character of each line.

use super::class::Class;
use super::scanner::Scanner;

/// Colors a diff.
pub(super) fn scan(scanner: &mut Scanner<'_>) {
    while scanner.next().is_some() {
        // `--- name` heads a file only if `+++ name` comes next: else it is the removal of `-- …`,
        // a comment in SQL or Lua.
        if scanner.starts_with("--- ") && next_line(scanner).starts_with("+++ ") {
            scanner.take_line(Class::Heading);
            scanner.take_char(Class::Plain);
            scanner.take_line(Class::Heading);
        } else {
            scanner.take_line(class(scanner.line()));
        }
        scanner.take_char(Class::Plain);
    }
}

fn class(line: &str) -> Class {
    match line.chars().next() {
        Some('+') => Class::Inserted,
        Some('-') => Class::Deleted,
        Some('@' | '\\') => Class::Comment,
        _ if is_header(line) => Class::Comment,
        _ => Class::Plain,
    }
}

/// Whether git or Subversion wrote the line between two files. Lines of content begin with a space.
fn is_header(line: &str) -> bool {
    ["diff ", "index ", "new ", "old ", "deleted ", "rename ", "similarity ", "Index: ", "Binary "]
        .iter()
        .any(|word| line.starts_with(word))
}

fn next_line<'a>(scanner: &Scanner<'a>) -> &'a str {
    scanner.rest().get(scanner.line().len() + 1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn a_removed_comment_is_no_file_name() {
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
