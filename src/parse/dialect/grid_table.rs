//! Tables drawn with lines, `+---+---+`, as in Pandoc, reStructuredText and Org: pipe tables.

use super::line::{TextLine, line_prefix, text_lines};
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use crate::diagnostic::rules::ForeignSyntaxKind;

/// The columns of a table: where each begins and ends, in characters.
type ColumnBorders = Vec<usize>;

/// Rewrites the tables of a text. A table with cells over several columns or rows, or with code in
/// a cell, is shown as code.
pub(super) fn rewrite_grid_tables(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !text.contains("+--") && !text.contains("+==") {
        return;
    }
    let markup = pass_text.markup();
    let lines = text_lines(text);
    let mut line_index = 0;
    while let Some(line) = lines.get(line_index) {
        line_index += 1;
        let follows_text = line_index
            .checked_sub(2)
            .and_then(|previous| lines.get(previous))
            .is_some_and(|previous| previous.n_quotes == line.n_quotes && !previous.is_blank());
        let Some(borders) = rule_borders(line.content.trim_end()) else { continue };
        if follows_text || line.begins_item || markup.fixed_end(line.content_start).is_some() {
            continue;
        }
        let table = table_lines(&lines, line_index - 1);
        // A rule alone is a line of signs.
        let is_table = table.len() >= 3 && table.iter().any(|row| row.content.starts_with('|'));
        if !is_table {
            continue;
        }
        line_index += table.len() - 1;
        rewrite_table(table, &borders, edits);
    }
}

/// Returns the lines of the table that begins at a line.
fn table_lines<'t, 'a>(lines: &'t [TextLine<'a>], start: usize) -> &'t [TextLine<'a>] {
    let rest = lines.get(start..).unwrap_or_default();
    let Some(first) = rest.first() else { return rest };
    let is_row = |line: &&TextLine<'_>| {
        line.n_quotes == first.n_quotes
            && line.column == first.column
            && line.content.starts_with(['+', '|'])
    };
    let n_lines = rest.iter().take_while(is_row).count();
    rest.get(..n_lines).unwrap_or_default()
}

fn rewrite_table(table: &[TextLine<'_>], borders: &[usize], edits: &mut TextEdits) {
    let (Some(first), Some(last)) = (table.first(), table.last()) else { return };
    let prefix = line_prefix(first.n_quotes, first.column);
    let range = first.content_start..last.content_end();
    let markdown = match pipe_table(table, borders) {
        Some(rows) => rows.join(&format!("\n{prefix}")),
        None => {
            edits.report(ForeignSyntaxKind::GridTable, range.clone());
            let contents = table.iter().map(|line| line.content.trim_end());
            let contents: Vec<&str> =
                std::iter::once("~~~~").chain(contents).chain(["~~~~"]).collect();
            contents.join(&format!("\n{prefix}"))
        }
    };
    edits.replace(range, markdown);
    edits.insert(last.end(), format!("\n{prefix}"));
}

/// Returns the rows of the same table with pipes. `None` means that it has no such form.
fn pipe_table(table: &[TextLine<'_>], borders: &[usize]) -> Option<Vec<String>> {
    let n_columns = borders.len().checked_sub(1)?;
    let mut alignment = None;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut n_head_rows = 0;
    let mut row: Vec<String> = vec![String::new(); n_columns];
    for line in table.iter().skip(1) {
        let content = line.content.trim_end();
        if content.starts_with('+') {
            if rule_borders(content)? != borders {
                return None;
            }
            rows.push(std::mem::replace(&mut row, vec![String::new(); n_columns]));
            if content.contains('=') && alignment.is_none() {
                n_head_rows = rows.len();
                alignment = Some(delimiter_row(content, borders));
            }
            continue;
        }
        for (cell, part) in row.iter_mut().zip(row_cells(content, borders)?) {
            add_cell_line(cell, part.trim())?;
        }
    }
    let is_closed = table.last()?.content.starts_with('+');
    if !is_closed || n_head_rows > 1 {
        return None;
    }
    let top = table.first()?.content;
    let alignment = alignment.unwrap_or_else(|| delimiter_row(top, borders));
    if n_head_rows == 0 {
        rows.insert(0, vec![String::new(); n_columns]);
    }
    let mut lines: Vec<String> =
        rows.iter().map(|cells| format!("| {} |", cells.join(" | "))).collect();
    lines.insert(1, alignment);
    Some(lines)
}

/// Returns where the columns of a rule begin and end. `None` means that it is none.
fn rule_borders(content: &str) -> Option<ColumnBorders> {
    let is_rule =
        content.starts_with("+-") || content.starts_with("+=") || content.starts_with("+:");
    let has_rule_signs = content.chars().all(|char| matches!(char, '+' | '-' | '=' | ':'));
    if !is_rule || !has_rule_signs || !content.ends_with('+') {
        return None;
    }
    let signs = content.chars().enumerate();
    Some(signs.filter(|(_, char)| *char == '+').map(|(index, _)| index).collect())
}

/// Returns what a line has in each column. `None` means that its borders are elsewhere.
fn row_cells(content: &str, borders: &[usize]) -> Option<Vec<String>> {
    let chars: Vec<char> = content.chars().collect();
    let has_borders = borders.iter().all(|border| chars.get(*border) == Some(&'|'));
    let ends_with_border = chars.len() == borders.last()? + 1;
    if !has_borders || !ends_with_border {
        return None;
    }
    let columns = borders.iter().zip(borders.iter().skip(1));
    columns.map(|(start, end)| Some(chars.get(start + 1..*end)?.iter().collect())).collect()
}

/// Adds a line to a cell. `None` means that a cell with pipes cannot have it.
fn add_cell_line(cell: &mut String, line: &str) -> Option<()> {
    if line.starts_with("```") || line.starts_with("~~~") {
        return None;
    }
    let is_item = line.starts_with("- ") || line.starts_with("* ");
    if !cell.is_empty() && !line.is_empty() {
        cell.push_str(if is_item { " · " } else { " " });
    }
    let line = if is_item { line.get(2..)? } else { line };
    cell.push_str(&line.replace("\\|", "|").replace('|', "\\|"));
    Some(())
}

/// Returns the row that says how the columns are aligned.
fn delimiter_row(rule: &str, borders: &[usize]) -> String {
    let chars: Vec<char> = rule.chars().collect();
    let is_colon = |index: usize| chars.get(index) == Some(&':');
    let columns = borders.iter().zip(borders.iter().skip(1));
    let marks = columns.map(|(start, end)| match (is_colon(start + 1), is_colon(end - 1)) {
        (true, true) => ":-:",
        (true, false) => ":--",
        (false, true) => "--:",
        (false, false) => "---",
    });
    format!("| {} |", marks.collect::<Vec<_>>().join(" | "))
}
