//! Reads a plain text: paragraphs between empty lines, whose lines may be wrapped.

use super::line_joiner::{KnownWords, LineJoiner};
use super::paper::{Paper, PaperBlock, TableHeader};
use super::unit_label::UnitLabel;
use crate::site::source_text::is_list_item;

/// A text with longer lines is not wrapped: each line is a paragraph.
const MAX_WRAPPED_CHARS: usize = 110;

/// The longest heading of a text, in characters.
const MAX_HEADING_CHARS: usize = 100;

/// Reads a decoded text.
pub(super) fn read_plain_text(text: &str) -> Paper {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let mut paper = Paper::default();
    let known_words = KnownWords::of_lines(text.lines());
    let mut joiner = LineJoiner::new(known_words);
    let mut chunk: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            chunk.push(line);
            continue;
        }
        if !chunk.is_empty() {
            push_chunk(&mut paper, &mut joiner, &chunk);
            chunk.clear();
        }
    }
    let findings = joiner.findings();
    paper.findings.extend(findings);
    paper
}

/// Appends the lines between two empty ones.
fn push_chunk(paper: &mut Paper, joiner: &mut LineJoiner, lines: &[&str]) {
    let is_first = paper.blocks.is_empty();
    if let Some(rows) = table_rows(lines) {
        let header = TableHeader::Absent;
        paper.push_table(&rows, header);
        return;
    }
    match lines {
        [title, underline] if is_underline(underline) => {
            let level = if underline.trim_start().starts_with('=') { 1 } else { 2 };
            let to_block = |text| PaperBlock::Heading { level, text };
            paper.push_text(title, to_block);
            return;
        }
        [line] if is_title(line) && (is_first || is_in_capitals(line)) => {
            let level = if is_first { 1 } else { 2 };
            paper.push_text(line, |text| PaperBlock::Heading { level, text });
            return;
        }
        _ => {}
    }
    let max_chars = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let is_wrapped = max_chars <= MAX_WRAPPED_CHARS;
    let mut text = String::new();
    let mut previous = "";
    for line in lines {
        let starts_block = !is_wrapped || begins_block(line) || ends_block(previous, max_chars);
        if starts_block {
            push_lines(paper, &text);
            text.clear();
        }
        joiner.push_line(&mut text, line);
        previous = line;
    }
    push_lines(paper, &text);
}

/// Appends a paragraph, or an item of a list.
pub(super) fn push_lines(paper: &mut Paper, text: &str) {
    let text = paper.clean(text);
    if text.is_empty() {
        return;
    }
    let is_item = is_list_item(&text);
    paper.blocks.push(if is_item {
        PaperBlock::ListItem(text)
    } else {
        PaperBlock::Paragraph(text)
    });
}

/// Returns the blocks of a text with line breaks. A line break is a space, unless an empty line or
/// a label follows it.
pub(super) fn split_at_labels(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_apart = true;
    for line in text.lines() {
        let is_empty = line.trim().is_empty();
        match blocks.last_mut() {
            Some(block) if !is_empty && !is_apart && !begins_block(line) => {
                block.push(' ');
                block.push_str(line);
            }
            _ if is_empty => {}
            _ => blocks.push(line.to_owned()),
        }
        is_apart = is_empty;
    }
    blocks
}

/// Returns whether a line of a paragraph begins another one: a label, or the mark of an item.
pub(super) fn begins_block(line: &str) -> bool {
    let line = line.trim();
    is_list_item(line) || UnitLabel::parse(line).is_some()
}

/// Returns whether a line is much shorter than the others and ends a sentence.
fn ends_block(line: &str, max_chars: usize) -> bool {
    let n_chars = line.chars().count();
    max_chars >= 50
        && n_chars * 10 < max_chars * 7
        && line.trim_end().ends_with(['.', ':', ';', '!', '?'])
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// Returns whether a line that is alone can be a heading.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    let n_chars = line.chars().count();
    let is_short = n_chars <= MAX_HEADING_CHARS && !line.ends_with(['.', ',', ';', ':']);
    let has_letters = line.chars().filter(|char| char.is_alphabetic()).count() >= 3;
    is_short && has_letters && !is_list_item(line)
}

fn is_in_capitals(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
}

/// Returns the rows of a table: lines that begin and end with `|`, or have the same number of tabs.
fn table_rows(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    if lines.len() < 2 {
        return None;
    }
    let bar_row = |line: &&str| {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
    };
    let rows: Option<Vec<Vec<String>>> = lines.iter().map(bar_row).collect();
    if let Some(mut rows) = rows {
        let is_rule = |row: &Vec<String>| {
            row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|it| it == '-' || it == ':'))
        };
        rows.retain(|row| !is_rule(row));
        return Some(rows);
    }
    let n_tabs = lines.first()?.trim().matches('\t').count();
    let is_even = lines.iter().all(|line| line.trim().matches('\t').count() == n_tabs);
    let is_table = n_tabs > 0 && is_even && !lines.iter().any(|line| begins_block(line));
    let cells = |line: &&str| line.trim().split('\t').map(|cell| cell.trim().to_owned()).collect();
    is_table.then(|| lines.iter().map(cells).collect())
}
