//! Writes tables. Each cell repeats its column's name in `data-label`, for narrow windows.

use super::escape::{push_attribute, push_escaped};
use super::html_writer::{CloseTag, HtmlWriter};
use crate::parse::markdown::{ElementKind, MarkdownEvent};
use pulldown_cmark::Alignment;

/// The maximum length of a column's name in `data-label`, in characters.
const MAX_LABEL_CHARS: usize = 60;
/// The `data-label` attributes of a text may take this many bytes per byte of text, but always
/// [`MIN_LABEL_BYTES`].
const MAX_LABEL_BYTES_PER_BYTE: usize = 4;
/// The bytes of `data-label` that even a short text may take.
const MIN_LABEL_BYTES: usize = 4096;

/// The state of the open table.
#[derive(Debug)]
pub(super) struct TableState<'a> {
    alignments: &'a [Alignment],
    /// The names of the columns, as plain text.
    labels: Vec<String>,
    column: usize,
    is_head: bool,
    has_rows: bool,
    /// How many bytes of labels may still be written, in all tables of the text.
    label_bytes: usize,
}

impl TableState<'_> {
    pub(super) fn new(text: &str) -> Self {
        Self {
            alignments: &[],
            labels: Vec::new(),
            column: 0,
            is_head: false,
            has_rows: false,
            label_bytes: text.len().saturating_mul(MAX_LABEL_BYTES_PER_BYTE).max(MIN_LABEL_BYTES),
        }
    }
}

impl<'a> HtmlWriter<'a> {
    pub(super) fn open_table(&mut self, alignments: &'a [Alignment]) {
        self.table.alignments = alignments;
        self.table.has_rows = false;
        self.collect_column_labels();
        self.html.push_str("<div class=\"table-box\"><table>\n");
        self.close_tags.push(CloseTag::Table);
    }

    pub(super) fn end_table(&mut self) {
        if self.table.has_rows {
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table></div>\n");
    }

    pub(super) fn open_table_head(&mut self) {
        (self.table.is_head, self.table.column) = (true, 0);
        self.html.push_str("<thead><tr>");
        self.close_tags.push(CloseTag::TableHead);
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.is_head = false;
        self.html.push_str("</tr></thead>\n");
    }

    pub(super) fn open_table_row(&mut self) {
        if !std::mem::replace(&mut self.table.has_rows, true) {
            self.html.push_str("<tbody>\n");
        }
        self.table.column = 0;
        self.html.push_str("<tr>");
        self.close_tags.push(CloseTag::Html("</tr>\n"));
    }

    pub(super) fn open_table_cell(&mut self, span: usize) {
        let is_empty =
            matches!(self.next_event(), Some(MarkdownEvent::Close(ElementKind::TableCell)));
        // An empty cell names no column.
        let is_head = self.table.is_head && !is_empty;
        self.html.push_str(if is_head { "<th scope=\"col\"" } else { "<td" });
        if span > 1 {
            push_attribute(&mut self.html, "colspan", &span.to_string());
        }
        let align = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        if !is_empty {
            self.html.push_str(align);
        }
        if !self.table.is_head && !is_empty {
            self.push_column_label();
        }
        self.html.push('>');
        self.table.column += span;
        self.close_tags.push(CloseTag::Html(if is_head { "</th>" } else { "</td>" }));
    }

    fn push_column_label(&mut self) {
        let table = &mut self.table;
        let Some(label) = table.labels.get(table.column).filter(|label| !label.is_empty()) else {
            return;
        };
        if let Some(remaining) = table.label_bytes.checked_sub(label.len()) {
            table.label_bytes = remaining;
            self.html.push_str(" data-label=\"");
            push_escaped(&mut self.html, label);
            self.html.push('"');
        }
    }

    /// Collects the column names of the table that starts here.
    fn collect_column_labels(&mut self) {
        self.table.labels.clear();
        let mut label = String::new();
        for (event, _) in self.events.iter().skip(self.event_index + 1) {
            match event {
                MarkdownEvent::Close(ElementKind::TableHead | ElementKind::Table) => break,
                MarkdownEvent::Close(ElementKind::TableCell) => {
                    let cut = label.char_indices().nth(MAX_LABEL_CHARS).map(|(offset, _)| offset);
                    label.truncate(cut.unwrap_or(label.len()));
                    self.table.labels.push(std::mem::take(&mut label));
                }
                MarkdownEvent::Text(text)
                | MarkdownEvent::Literal(text)
                | MarkdownEvent::Code(text) => {
                    label.push_str(text);
                }
                MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => label.push(' '),
                _ => {}
            }
        }
    }
}
