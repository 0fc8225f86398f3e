//! The blocks of Python-Markdown, whose text is indented: `!!! note`, `??? note` and `=== "Tab"`.

use super::line::{TextLine, line_prefix, skip_columns, text_lines};
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use crate::diagnostic::rules::ForeignSyntaxKind;

/// How far the text of a block is indented.
const BODY_INDENT: usize = 4;

/// The first line of a block.
#[derive(Debug, PartialEq, Eq)]
enum BlockHead<'a> {
    /// `title` is `None` if the line has none.
    Callout {
        kind: &'a str,
        title: Option<&'a str>,
        fold: &'static str,
        /// The words that say how it looks, but for those of MkDocs that place it.
        has_classes: bool,
    },
    Tab {
        title: &'a str,
    },
}

/// Rewrites the outermost blocks of a text.
pub(super) fn rewrite_admonitions(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !["!!!", "???", "==="].iter().any(|sign| text.contains(sign)) {
        return;
    }
    let markup = pass_text.markup();
    let lines = text_lines(text);
    let mut line_index = 0;
    while let Some(line) = lines.get(line_index) {
        line_index += 1;
        let Some(head) = block_head(line.content.trim_end()) else { continue };
        let before = lines.get(..line_index - 1).unwrap_or_default();
        if markup.fixed_end(line.content_start).is_some() || lacks_term(line, before) {
            continue;
        }
        let body_end = body_end(&lines, line_index, line);
        let has_body = body_end > line_index;
        if !has_body && matches!(head, BlockHead::Callout { title: None, .. }) {
            continue;
        }
        rewrite_head(line, &head, edits);
        let body = lines.get(line_index..body_end).unwrap_or_default();
        for body_line in body {
            rewrite_body_line(body_line, line, &head, edits);
        }
        if let Some(next) = lines.get(body_end).filter(|next| !next.is_blank()) {
            edits.insert(next.start, line_prefix(line.n_quotes, 0) + "\n");
        }
        line_index = body_end;
    }
}

/// Returns whether a line begins with the colon of a definition and no term is before it.
fn lacks_term(line: &TextLine<'_>, before: &[TextLine<'_>]) -> bool {
    let is_definition = line.text.trim_start_matches([' ', '>']).starts_with(':');
    let previous = before.iter().rev().find(|line| !line.is_blank());
    is_definition && previous.is_none_or(|previous| previous.content.starts_with(['<', '#', '|']))
}

/// Returns the index of the first line after the text of a block.
fn body_end(lines: &[TextLine<'_>], start: usize, head: &TextLine<'_>) -> usize {
    let mut end = start;
    for (index, line) in lines.iter().enumerate().skip(start) {
        let Some(offset) = line.after_quotes(head.n_quotes) else { break };
        if line.text.get(offset..).unwrap_or_default().trim().is_empty() {
            continue;
        }
        let wanted = head.column + BODY_INDENT;
        if skip_columns(line.text, offset, wanted).1 < wanted {
            break;
        }
        end = index + 1;
    }
    end
}

fn rewrite_head(line: &TextLine<'_>, head: &BlockHead<'_>, edits: &mut TextEdits) {
    let content = line.content_start..line.content_end();
    match head {
        BlockHead::Callout { kind, title, fold, has_classes } => {
            if *has_classes {
                edits.report(ForeignSyntaxKind::CalloutClasses, content.clone());
            }
            let marker = format!("> [!{kind}]{fold} {}", title.unwrap_or_default());
            edits.replace(content, marker.trim_end());
        }
        BlockHead::Tab { title } => {
            edits.report(ForeignSyntaxKind::Tabs, content.clone());
            edits.replace(content, format!("**{title}**\n{}", line_prefix(line.n_quotes, 0)));
        }
    }
}

/// Takes away the indentation of a line, and puts it into the quote of a callout.
fn rewrite_body_line(
    line: &TextLine<'_>,
    head_line: &TextLine<'_>,
    head: &BlockHead<'_>,
    edits: &mut TextEdits,
) {
    let start = line.after_quotes(head_line.n_quotes).unwrap_or(line.text.len());
    let (end, columns) = skip_columns(line.text, start, usize::MAX);
    let is_blank = end == line.text.len();
    let marker = match head {
        BlockHead::Callout { .. } if is_blank => ">",
        BlockHead::Callout { .. } => "> ",
        BlockHead::Tab { .. } => "",
    };
    let n_left = columns.saturating_sub(head_line.column + BODY_INDENT);
    let indent = line_prefix(0, head_line.column);
    let rest = if is_blank { String::new() } else { line_prefix(0, n_left) };
    edits.replace(line.start + start..line.start + end, format!("{indent}{marker}{rest}"));
}

/// Reads the first line of a block.
fn block_head(content: &str) -> Option<BlockHead<'_>> {
    if let Some(rest) = content.strip_prefix("===") {
        let rest = rest.trim_start_matches(['!', '+']);
        let title = quoted(rest.strip_prefix(' ')?.trim())?;
        return (!title.is_empty()).then_some(BlockHead::Tab { title });
    }
    let (rest, fold) = if let Some(rest) = content.strip_prefix("!!!") {
        (rest, "")
    } else {
        let rest = content.strip_prefix("???")?;
        rest.strip_prefix('+').map_or((rest, "-"), |rest| (rest, "+"))
    };
    let rest = rest.trim_start();
    let words_end = rest.find(['"', '\'']).unwrap_or(rest.len());
    let (words, title) = rest.split_at_checked(words_end)?;
    let title = if title.is_empty() { None } else { Some(quoted(title)?) };
    let is_word =
        |word: &str| word.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let mut classes = words.split_whitespace();
    let kind = classes.next()?;
    let has_classes = classes.any(|class| !matches!(class, "inline" | "end"));
    words.split_whitespace().all(is_word).then_some(BlockHead::Callout {
        kind,
        title,
        fold,
        has_classes,
    })
}

/// Returns what is between quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    text.strip_prefix(mark)?.strip_suffix(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_block_has_a_kind_and_a_title() {
        let callout =
            |kind, title, fold| Some(BlockHead::Callout { kind, title, fold, has_classes: false });
        assert!(matches!(
            block_head("!!! note wide"),
            Some(BlockHead::Callout { has_classes: true, .. })
        ));
        assert_eq!(block_head("!!! note"), callout("note", None, ""));
        assert_eq!(block_head("!!! note \"A b\""), callout("note", Some("A b"), ""));
        assert_eq!(block_head("??? tip inline end \"\""), callout("tip", Some(""), "-"));
        assert_eq!(block_head("???+ tip"), callout("tip", None, "+"));
        assert_eq!(block_head("=== \"Linux\""), Some(BlockHead::Tab { title: "Linux" }));
        assert_eq!(block_head("==="), None);
        assert_eq!(block_head("!!! Stop, now!"), None);
        assert_eq!(block_head("!!!"), None);
    }
}
