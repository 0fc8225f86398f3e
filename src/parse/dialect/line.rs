//! One line of a text, and where its content begins.

/// How many columns a tab goes to.
const TAB_COLUMNS: usize = 4;
/// How far the marker of a quote may be indented.
const MAX_MARKER_INDENT: usize = 3;

/// A line, without its newline.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLine<'a> {
    /// The offset of the line in the text.
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// How many quotes it is in.
    pub(super) n_quotes: usize,
    /// The offset in the text of the content, after quotes, indentation and list markers.
    pub(super) content_start: usize,
    /// The column of the content, counted from the end of the markers of quotes.
    pub(super) column: usize,
    /// The content, with what may be at its end.
    pub(super) content: &'a str,
    /// Whether a list marker precedes the content.
    pub(super) begins_item: bool,
}

/// Returns the lines of a text.
pub(super) fn text_lines(text: &str) -> Vec<TextLine<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(TextLine::new(start, line.strip_suffix('\n').unwrap_or(line)));
        start += line.len();
    }
    lines
}

impl<'a> TextLine<'a> {
    fn new(start: usize, text: &'a str) -> Self {
        let (mut n_quotes, mut offset) = (0, 0);
        while let Some(next) = after_quote_marker(text, offset) {
            n_quotes += 1;
            offset = next;
        }
        let (mut content_offset, mut column) = skip_columns(text, offset, usize::MAX);
        let mut begins_item = false;
        while let Some(length) = list_marker_length(text.get(content_offset..).unwrap_or_default())
        {
            begins_item = true;
            let (next, columns) = skip_columns(text, content_offset + length, usize::MAX);
            column += length + columns;
            content_offset = next;
        }
        let content = text.get(content_offset..).unwrap_or_default();
        let content_start = start + content_offset;
        Self { start, text, n_quotes, content_start, column, content, begins_item }
    }

    /// Returns the offset in the text of the end of the line.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the offset in the text of the end of the content, without white space after it.
    pub(super) fn content_end(&self) -> usize {
        self.content_start + self.content.trim_end().len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.content.trim().is_empty() && !self.begins_item
    }

    /// Returns the offset in the line after the markers of `n_quotes` quotes. `None` means that it
    /// is in fewer.
    pub(super) fn after_quotes(&self, n_quotes: usize) -> Option<usize> {
        (0..n_quotes).try_fold(0, |offset, _| after_quote_marker(self.text, offset))
    }
}

/// Returns a line without the markers of at most `n_quotes` quotes.
pub(super) fn skip_quote_markers(line: &str, n_quotes: usize) -> &str {
    let mut offset = 0;
    for _ in 0..n_quotes {
        let Some(next) = after_quote_marker(line, offset) else { break };
        offset = next;
    }
    line.get(offset..).unwrap_or_default()
}

/// Returns how many quotes a line is in.
pub(super) fn quote_depth(line: &str) -> usize {
    TextLine::new(0, line).n_quotes
}

fn after_quote_marker(line: &str, start: usize) -> Option<usize> {
    let rest = line.get(start..)?;
    let trimmed = rest.trim_start_matches(' ');
    let indent = rest.len() - trimmed.len();
    let after = trimmed.strip_prefix('>').filter(|_| indent <= MAX_MARKER_INDENT)?;
    let after = after.strip_prefix(' ').unwrap_or(after);
    Some(line.len() - after.len())
}

/// Skips white space up to a number of columns. Returns the offset after it and how many columns
/// it has.
pub(super) fn skip_columns(line: &str, start: usize, n_columns: usize) -> (usize, usize) {
    let (mut offset, mut columns) = (start, 0);
    for byte in line.bytes().skip(start) {
        let width = match byte {
            b' ' => 1,
            b'\t' => TAB_COLUMNS - columns % TAB_COLUMNS,
            _ => break,
        };
        if columns >= n_columns {
            break;
        }
        (offset, columns) = (offset + 1, columns + width);
    }
    (offset, columns)
}

/// Returns the length of the marker of an item or a definition that is followed by a space.
fn list_marker_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let length = match bytes.first()? {
        // A definition, which is indented like an item.
        b'-' | b'*' | b'+' | b':' => 1,
        b'0'..=b'9' => {
            let n_digits = bytes.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            matches!(bytes.get(n_digits), Some(b'.' | b')')).then_some(n_digits + 1)?
        }
        _ => return None,
    };
    matches!(bytes.get(length), Some(b' ' | b'\t')).then_some(length)
}

/// Returns the start of a line that is in a number of quotes and indented.
pub(super) fn line_prefix(n_quotes: usize, column: usize) -> String {
    format!("{}{}", "> ".repeat(n_quotes), " ".repeat(column))
}
