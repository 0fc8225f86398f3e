//! Markdown, with front matter and fenced code in their own languages.
//!
//! Emphasis is plain: finding out which `*` opens and which closes is the hardest part of
//! CommonMark, and a wrong guess would color the rest of a paragraph. Markdown in a fence is plain
//! too, so that nesting is bounded.

use super::yaml;
use crate::language::{self, CodeLanguage};
use crate::scanner::{CodeScanner, is_whitespace, is_word_char, prefix_while};
use crate::token_class::TokenClass;

/// How many quotes and lists may begin on one line. Each reads the line again, so there is a limit.
const NESTING_LIMIT: usize = 16;

/// Highlights Markdown.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    if scanner.rest_of_line().trim_end() == "---" {
        scan_front_matter(scanner);
    }
    while scanner.next().is_some() {
        if scanner.previous_char() == '\n' {
            scan_line_start(scanner);
        }
        if let Some(next) = scanner.peek() {
            scan_inline(scanner, next);
        }
    }
}

fn scan_front_matter(scanner: &mut CodeScanner<'_>) {
    let mut length = 0;
    for (index, line) in scanner.rest().split_inclusive('\n').enumerate() {
        if index > 0 && line.trim_end() == "---" {
            scanner.embed_grammar(length + "---".len(), yaml::scan);
            return;
        }
        length += line.len();
    }
}

/// Takes the markers before the text of a line, or a whole heading, rule or fenced block.
fn scan_line_start(scanner: &mut CodeScanner<'_>) {
    let mut is_quoted = false;
    for _ in 0..NESTING_LIMIT {
        scanner.take_whitespace();
        let line = scanner.rest_of_line();
        let mark = prefix_while(line, |character| !is_whitespace(character));
        let fence = fence_marker(line);
        if !fence.is_empty() && !is_quoted {
            return scan_fenced_code(scanner, fence);
        } else if is_heading(mark, line) {
            return scanner.take_line(TokenClass::Heading);
        } else if is_thematic_break(line) {
            return scanner.take_line(TokenClass::Keyword);
        } else if line.starts_with('>') {
            is_quoted = true;
            scanner.take_char(TokenClass::Keyword);
            scanner.take_whitespace();
            if scanner.starts_with("[!") {
                scanner.take_through_on_line("]", TokenClass::Type);
            }
        } else if is_bullet(mark) && mark.len() < line.len() {
            scanner.take_bytes(mark.len(), TokenClass::Keyword);
            scanner.take_whitespace();
            if ["[ ] ", "[x] ", "[X] "].iter().any(|task| scanner.starts_with(task)) {
                scanner.take_bytes(3, TokenClass::Constant);
            }
        } else {
            return;
        }
    }
}

fn is_heading(mark: &str, line: &str) -> bool {
    let is_underline = line.starts_with('=') && line.trim_end().bytes().all(|byte| byte == b'=');
    is_underline || (1..=6).contains(&mark.len()) && mark.bytes().all(|byte| byte == b'#')
}

fn is_thematic_break(line: &str) -> bool {
    let marks = line.trim_end();
    marks.len() >= 3 && ["-", "*", "_"].iter().any(|&mark| marks.split(mark).all(str::is_empty))
}

fn is_bullet(mark: &str) -> bool {
    let digits = mark.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(mark, "-" | "*" | "+" | ":")
        || (1..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Returns the marker of a fence that begins here: three or more characters. Empty if none does.
fn fence_marker(line: &str) -> &str {
    let marks = match line.chars().next() {
        Some(mark @ ('`' | '~')) => prefix_while(line, |character| character == mark),
        _ => "",
    };
    let info = line.get(marks.len()..).unwrap_or_default();
    let is_code_span = marks.starts_with('`') && info.contains('`');
    if marks.len() < 3 || is_code_span { "" } else { marks }
}

/// Takes a fenced block, with its closing fence if it has one.
fn scan_fenced_code(scanner: &mut CodeScanner<'_>, fence: &str) {
    scanner.take_bytes(fence.len(), TokenClass::Keyword);
    let info = scanner.rest_of_line();
    scanner.take_line(TokenClass::Name);
    scanner.take_char(TokenClass::Plain);
    let closes = |line: &str| {
        let marks = line.trim();
        marks.starts_with(fence) && marks.chars().all(|mark| fence.starts_with(mark))
    };
    let lines = scanner.rest().split_inclusive('\n').take_while(|line| !closes(line));
    let length = lines.map(str::len).sum();
    if let Some(language) = language_of_fence(info.trim()) {
        scanner.embed_grammar(length, |scanner| language.scan(scanner));
    } else {
        scanner.take_bytes(length, TokenClass::Plain);
    }
    scanner.take_whitespace();
    scanner.take_line(TokenClass::Keyword);
}

fn language_of_fence(info: &str) -> Option<CodeLanguage> {
    // The options of a directive, ```` ```{timeline} ````, are usually YAML.
    let is_directive = info.starts_with('{') && !info.starts_with("{.");
    let name = if is_directive { "yaml".to_owned() } else { language::language_name(info) };
    CodeLanguage::from_name(&name).filter(|language| *language != CodeLanguage::Markdown)
}

fn scan_inline(scanner: &mut CodeScanner<'_>, next: char) {
    match next {
        '\\' if scanner.peek_second() != Some('\n') => {
            scanner.take_char(TokenClass::Plain);
            scanner.take_char(TokenClass::Plain);
        }
        '`' => scan_code_span(scanner),
        '[' if scanner.starts_with("[[") => scanner.take_through_on_line("]]", TokenClass::Name),
        '[' if matches!(scanner.peek_second(), Some('@' | '^')) => {
            scanner.take_through_on_line("]", TokenClass::Name);
        }
        ']' if scanner.starts_with("](") => {
            scanner.take_bytes(2, TokenClass::Plain);
            scanner.take_while(TokenClass::String, |part| part != ')' && part != '\n');
        }
        '{' if matches!(scanner.peek_second(), Some('#' | '.')) => {
            scanner.take_through_on_line("}", TokenClass::Key);
        }
        '<' => scan_angle_bracket(scanner),
        _ if is_word_char(next) => {
            let is_address = scanner.starts_with("https://") || scanner.starts_with("http://");
            if is_address {
                scanner.take_while(TokenClass::String, |part| {
                    !part.is_whitespace() && !"<>()\"".contains(part)
                });
            } else {
                scanner.take_while(TokenClass::Plain, is_word_char);
            }
        }
        _ => scanner.take_char(TokenClass::Plain),
    }
}

/// Takes a comment, an address or an HTML tag.
fn scan_angle_bracket(scanner: &mut CodeScanner<'_>) {
    let is_address = ["<http", "<mailto:", "<tel:"].iter().any(|begin| scanner.starts_with(begin));
    if scanner.starts_with("<!--") {
        scanner.take_through("-->", TokenClass::Comment);
    } else if is_address {
        scanner.take_through_on_line(">", TokenClass::String);
    } else if scanner.peek_second().is_some_and(|after| after == '/' || after.is_alphabetic()) {
        scanner.take_through_on_line(">", TokenClass::Tag);
    } else {
        scanner.take_char(TokenClass::Plain);
    }
}

/// Takes code between two runs of the same number of backticks. Without a second run, the line is
/// plain.
fn scan_code_span(scanner: &mut CodeScanner<'_>) {
    let marks = prefix_while(scanner.rest(), |character| character == '`').len();
    let mut run = 0;
    for (index, byte) in scanner.rest().bytes().enumerate().skip(marks) {
        if byte == b'`' {
            run += 1;
        } else if run == marks {
            return scanner.take_bytes(index, TokenClass::String);
        } else if byte == b'\n' {
            break;
        } else {
            run = 0;
        }
    }
    scanner.take_line(if run == marks { TokenClass::String } else { TokenClass::Plain });
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn blocks_and_marks() {
        let code = r#"---
titel: Rådet
---
# Rubrik `kod`

`kod`, [länk](../a.md#b), [[wiki|text]]
och [@beslut P1].[^1]
<b>fet</b> <https://x.org>
https://example.org/å).

> [!NOTE] Obs
> - [x] klar
1. ett `a`` b` två
***
: svar {#id}
<!-- kommentar
över rader -->
"#;
        check(
            "md",
            code,
            expect![[r#"
                ‹keyword:---›
                ‹key:titel›: Rådet
                ‹keyword:---›
                ‹heading:# Rubrik `kod`›

                ‹string:`kod`›, [länk](‹string:../a.md#b›), ‹name:[[wiki|text]]›
                och ‹name:[@beslut P1]›.‹name:[^1]›
                ‹tag:<b>›fet‹tag:</b>› ‹string:<https://x.org>›
                ‹string:https://example.org/å›).

                ‹keyword:>› ‹type:[!NOTE]› Obs
                ‹keyword:>› ‹keyword:-› ‹constant:[x]› klar
                ‹keyword:1.› ett ‹string:`a`` b`› två
                ‹keyword:***›
                ‹keyword::› svar ‹key:{#id}›
                ‹comment:<!-- kommentar›
                ‹comment:över rader -->›
            "#]],
        );
    }

    #[test]
    fn fenced_code_has_its_own_colors() {
        let code = r#"```{timeline}
of: parti
```
````md
```yaml
a: 1
```
````
~~~rust
fn a() {}
~~~
> ```yaml
> a: 1
"#;
        check(
            "md",
            code,
            expect![[r#"
            ‹keyword:```›‹name:{timeline}›
            ‹key:of›: parti
            ‹keyword:```›
            ‹keyword:````›‹name:md›
            ```yaml
            a: 1
            ```
            ‹keyword:````›
            ‹keyword:~~~›‹name:rust›
            ‹keyword:fn› ‹name:a›() {}
            ‹keyword:~~~›
            ‹keyword:>› ```yaml
            ‹keyword:>› a: 1
        "#]],
        );
    }
}
