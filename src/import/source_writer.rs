//! Writes a marked paper as a source text.

use super::finding::ImportFinding;
use super::paper::{PaperBlock, TableHeader};
use super::unit_marks::MarkedPaper;
use crate::site::source_text::is_list_item;

/// Returns the source text of a paper. Findings are added to those of the paper.
pub(super) fn write_source_text(paper: &mut MarkedPaper) -> String {
    let mut writer = SourceWriter::default();
    for marked in &paper.blocks {
        let mark = marked.mark.as_deref();
        if let PaperBlock::Heading { text, .. } = &marked.block {
            writer.push_blank_line();
            writer.push_line(&format!("# {text}"));
            if let Some(mark) = mark {
                writer.push_mark(mark);
            }
            continue;
        }
        if let Some(mark) = mark {
            writer.push_mark(mark);
        }
        writer.push_block(&marked.block);
    }
    let SourceWriter { text, table_lines, n_notes, n_cell_bars, .. } = writer;
    let counts = [
        (table_lines.len(), ImportFinding::Tables(table_lines)),
        (n_notes, ImportFinding::Notes(n_notes)),
        (n_cell_bars, ImportFinding::CellBars(n_cell_bars)),
    ];
    let counted = counts.into_iter().filter(|(count, _)| *count > 0);
    paper.findings.extend(counted.map(|(_, finding)| finding));
    text
}

#[derive(Debug, Default)]
struct SourceWriter {
    text: String,
    /// Whether the last line is a mark, below which no empty line is needed.
    is_after_mark: bool,
    /// Whether the last line is an item that the page shows as one.
    is_after_item: bool,
    n_lines: usize,
    /// The lines of the first rows of tables.
    table_lines: Vec<usize>,
    n_notes: usize,
    n_cell_bars: usize,
}

impl SourceWriter {
    fn push_line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.n_lines += 1;
        (self.is_after_mark, self.is_after_item) = (false, false);
    }

    fn push_blank_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.n_lines += 1;
        }
    }

    fn push_mark(&mut self, mark: &str) {
        self.push_blank_line();
        self.push_line(&format!("[{mark}]"));
        self.is_after_mark = true;
    }

    fn push_block(&mut self, block: &PaperBlock) {
        match block {
            PaperBlock::Heading { .. } => {}
            PaperBlock::Paragraph(text) => self.push_text(text),
            PaperBlock::ListItem(text) => {
                let is_item = is_list_item(text);
                if !(self.is_after_item && is_item) {
                    self.push_gap();
                }
                self.push_line(&escape_line(text));
                self.is_after_item = is_item;
            }
            PaperBlock::Note(text) => {
                self.n_notes += 1;
                self.push_text(text);
            }
            PaperBlock::Table { rows, header } => {
                self.push_gap();
                self.table_lines.push(self.n_lines + 1);
                for (index, row) in rows.iter().enumerate() {
                    self.n_cell_bars += row.iter().filter(|cell| cell.contains('|')).count();
                    let cells: Vec<String> =
                        row.iter().map(|cell| cell.replace('|', "¦")).collect();
                    self.push_line(&format!("| {} |", cells.join(" | ")));
                    if index == 0 && *header == TableHeader::FirstRow {
                        self.push_line(&format!("|{}", "---|".repeat(row.len())));
                    }
                }
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        self.push_gap();
        self.push_line(&escape_line(text));
    }

    /// Separates a block from the one above it.
    fn push_gap(&mut self) {
        if !self.text.is_empty() && !self.is_after_mark {
            self.text.push('\n');
            self.n_lines += 1;
        }
    }
}

/// Returns a line that is read as text, although it may look like a mark or a heading.
fn escape_line(line: &str) -> String {
    if line.starts_with('[') || line.starts_with("# ") {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}
