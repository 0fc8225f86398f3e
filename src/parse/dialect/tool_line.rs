//! Lines that only another tool reads: macros in braces, block breaks, markup of wikis, AsciiDoc,
//! Org and Textile.

use super::line::TextLine;
use crate::diagnostic::rules::ForeignSyntaxKind;

/// The longest name in braces, in bytes.
const MAX_MACRO_BYTES: usize = 100;
/// The fewest signs in a line that begins a block of AsciiDoc.
const MIN_RULE_SIGNS: usize = 4;
/// How lines of AsciiDoc begin that are macros.
pub(super) const ASCIIDOC_MACROS: [&str; 7] =
    ["image::", "include::", "video::", "audio::", "toc::", "ifdef::", "ifndef::"];
/// The boxes of AsciiDoc, which a line of signs follows.
pub(super) const ASCIIDOC_BLOCKS: [&str; 10] = [
    "[NOTE]",
    "[TIP]",
    "[IMPORTANT]",
    "[WARNING]",
    "[CAUTION]",
    "[source",
    "[listing",
    "[quote",
    "[verse",
    "[example",
];

/// What becomes of a line of another tool.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ToolLine {
    /// It is kept letter for letter and reported.
    Kept(ForeignSyntaxKind),
    /// It is read as Markdown and reported.
    Reported(ForeignSyntaxKind),
    /// A heading whose hash signs, as many as this, have no space after them.
    Heading(usize),
}

/// Returns what becomes of a line that is not code and not a row of a table. `None` means that it
/// is of no other tool.
pub(super) fn tool_line(lines: &[TextLine<'_>], line_index: usize) -> Option<ToolLine> {
    let line = lines.get(line_index)?;
    let content = line.content.trim_end();
    let previous = line_index.checked_sub(1).and_then(|index| lines.get(index));
    let begins_block =
        previous.is_none_or(|it| it.is_blank() || it.n_quotes != line.n_quotes) || line.begins_item;
    let next = lines.get(line_index + 1).map_or("", |next| next.content.trim_end());
    let as_text = |kind| Some(ToolLine::Kept(kind));
    let as_finding = |kind| Some(ToolLine::Reported(kind));
    match content.as_bytes().first()? {
        b'{' if is_macro(content) => as_text(ForeignSyntaxKind::Macro),
        b'{' if content.starts_with("{|") => as_finding(ForeignSyntaxKind::WikiMarkup),
        b'+' if is_block_break(content) && begins_block => as_text(ForeignSyntaxKind::BlockBreak),
        b'%' if content.starts_with("% ")
            && (begins_block || previous.is_some_and(|it| it.content.starts_with("% "))) =>
        {
            as_text(ForeignSyntaxKind::PercentLine)
        }
        b'|' if begins_block && is_line_of_bars(content) && is_line_of_bars(next) => {
            as_finding(ForeignSyntaxKind::LineBlock)
        }
        b'=' if begins_block => as_finding(heading_of_signs(content)?),
        b'-' if is_dash_rule(content) && (!begins_block || !next.is_empty()) => {
            as_finding(ForeignSyntaxKind::DashTable)
        }
        b'[' if is_asciidoc_block(content, next) => as_finding(ForeignSyntaxKind::AsciiDoc),
        b'#' => hash_line(lines, line_index, content),
        b'*' if is_abbreviation(content) => as_finding(ForeignSyntaxKind::Abbreviation),
        b'h' | b'b' if begins_block && is_textile(content) => {
            as_finding(ForeignSyntaxKind::Textile)
        }
        _ if is_asciidoc_macro(content) => as_finding(ForeignSyntaxKind::AsciiDoc),
        _ if content.matches("'''").nth(1).is_some() => as_finding(ForeignSyntaxKind::WikiMarkup),
        _ => None,
    }
}

/// Returns whether a line is `{name}`, `{/name}` or `{name:options}`.
fn is_macro(content: &str) -> bool {
    let Some(inside) = content.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return false;
    };
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let (name, options) = name.split_once(':').unwrap_or((name, ""));
    let is_name_char = |char: char| {
        char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_')
    };
    content.len() <= MAX_MACRO_BYTES
        && name.len() > 1
        && name.starts_with(|char: char| char.is_ascii_lowercase())
        && name.chars().all(is_name_char)
        && !options.contains(['{', '}'])
}

/// Returns whether a line is `+++`, with or without its data in braces.
fn is_block_break(content: &str) -> bool {
    content.strip_prefix("+++").is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('{') && rest.ends_with('}')
    })
}

/// Returns whether a line is `| words` without a bar at its end.
fn is_line_of_bars(content: &str) -> bool {
    content.starts_with("| ") && content.len() > 2 && !content.ends_with('|')
}

/// Returns the tool whose heading begins with two equals signs or more, as in `== Rent ==`.
fn heading_of_signs(content: &str) -> Option<ForeignSyntaxKind> {
    let text = content.trim_start_matches('=');
    let n_signs = content.len() - text.len();
    let words = text.trim_end_matches('=');
    if n_signs < 2 || !text.starts_with(' ') || words.trim().is_empty() || text.contains('"') {
        return None;
    }
    let n_signs_after = text.len() - words.len();
    (n_signs_after == 0 || n_signs_after == n_signs).then_some(match n_signs_after {
        0 => ForeignSyntaxKind::AsciiDoc,
        _ => ForeignSyntaxKind::WikiMarkup,
    })
}

/// Returns whether a line is `----- ----`, which underlines the columns of a table.
fn is_dash_rule(content: &str) -> bool {
    content.contains(' ')
        && content
            .split(' ')
            .filter(|group| !group.is_empty())
            .all(|group| group.len() > 1 && group.bytes().all(|byte| byte == b'-'))
}

fn is_asciidoc_block(content: &str, next: &str) -> bool {
    let is_rule = next.len() >= MIN_RULE_SIGNS
        && ['=', '-', '_', '*', '.', '+'].iter().any(|sign| next.chars().all(|it| it == *sign));
    is_rule && content.ends_with(']') && ASCIIDOC_BLOCKS.iter().any(|it| content.starts_with(it))
}

fn is_asciidoc_macro(content: &str) -> bool {
    content.ends_with(']') && ASCIIDOC_MACROS.iter().any(|it| content.starts_with(it))
}

/// Returns what becomes of a line that begins with a hash sign.
fn hash_line(lines: &[TextLine<'_>], line_index: usize, content: &str) -> Option<ToolLine> {
    let text = content.trim_start_matches('#');
    let n_hashes = content.len() - text.len();
    let first = text.chars().next()?;
    if first == '+' && text.get(1..)?.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return Some(ToolLine::Reported(ForeignSyntaxKind::OrgKeyword));
    }
    if !first.is_alphanumeric() {
        return None;
    }
    if (2..=6).contains(&n_hashes) {
        return Some(ToolLine::Heading(n_hashes));
    }
    // `#rent` is a tag; the first line of a text with a capital is rather its heading.
    let is_first = lines.iter().take(line_index).all(TextLine::is_blank);
    let is_heading = n_hashes == 1 && is_first && first.is_uppercase() && !text.contains('#');
    is_heading.then_some(ToolLine::Reported(ForeignSyntaxKind::HashWord))
}

/// Returns whether a line is `*[HTML]: Hypertext Markup Language`.
fn is_abbreviation(content: &str) -> bool {
    let parts = content.strip_prefix("*[").and_then(|rest| rest.split_once("]:"));
    parts.is_some_and(|(name, words)| {
        !name.is_empty() && !name.contains(['[', ']']) && !words.trim().is_empty()
    })
}

/// Returns whether a line is a heading or a quotation of Textile: `h2. Rent`, `bq(wide). Words`.
fn is_textile(content: &str) -> bool {
    let Some((mark, text)) = content.split_once(". ") else { return false };
    let name = mark.split('(').next().unwrap_or_default();
    let is_block = name == "bq"
        || name.strip_prefix('h').is_some_and(|level| matches!(level.as_bytes(), [b'1'..=b'6']));
    is_block && (name.len() == mark.len() || mark.ends_with(')')) && !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::line::text_lines;
    use super::*;

    fn lines_of(text: &str) -> Vec<(usize, ToolLine)> {
        let lines = text_lines(text);
        let found = |index| Some((index, tool_line(&lines, index)?));
        (0..lines.len()).filter_map(found).collect()
    }

    #[test]
    fn lines_of_other_tools_are_known() {
        let kept = ForeignSyntaxKind::Macro;
        assert_eq!(
            lines_of("{toc}\nx\n{/toc}\n{a, b}\n{a}\n"),
            [(0, ToolLine::Kept(kept)), (2, ToolLine::Kept(kept)),]
        );
        let wiki = ToolLine::Reported(ForeignSyntaxKind::WikiMarkup);
        assert_eq!(
            lines_of("== Rent ==\n\n'''x'''"),
            [(0, wiki), (2, ToolLine::Reported(ForeignSyntaxKind::WikiMarkup))]
        );
        assert_eq!(lines_of("==marked== words\n\n=== \"Tab\"\n\n===\n"), []);
        assert_eq!(
            lines_of("##Rent\n\n## Rent\n\n#rent #due\n\n#5\n"),
            [(0, ToolLine::Heading(2))]
        );
        assert_eq!(
            lines_of("#Rent\n\n#Due\n"),
            [(0, ToolLine::Reported(ForeignSyntaxKind::HashWord))]
        );
        assert_eq!(
            lines_of("A  B\n-- --\n\n--- \n\n- - -\n\n---- ----\n"),
            [(1, ToolLine::Reported(ForeignSyntaxKind::DashTable))]
        );
        assert_eq!(
            lines_of("| a\n| b\n\n| a |\n|---|\n"),
            [(0, ToolLine::Reported(ForeignSyntaxKind::LineBlock))]
        );
        assert_eq!(
            lines_of("50\n% of it\n\n% note\n"),
            [(3, ToolLine::Kept(ForeignSyntaxKind::PercentLine))]
        );
    }
}
