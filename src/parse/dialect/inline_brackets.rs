//! Brackets inside a line: shortcodes, inline footnotes, destinations with a space, sizes of
//! pictures.

use super::inline_pass::InlineWalker;
use super::inline_tag::{bracket_tag_length, inline_note_length, picture_size};
use crate::diagnostic::rules::ForeignSyntaxKind;

/// The longest destination with a space, in bytes.
const MAX_DESTINATION_BYTES: usize = 300;
/// The longest ending of a file name, with the dot.
const MAX_EXTENSION_BYTES: usize = 9;

impl InlineWalker<'_> {
    /// Opens brackets. Those of a shortcode are kept as written, those of a footnote are reported.
    pub(super) fn open_bracket(&mut self, offset: usize, rest: &str) -> usize {
        self.brackets.push(offset);
        let before = self.text.get(..offset).unwrap_or_default();
        if self.markup.link_at(offset).is_some() {
            return offset + 1;
        }
        if before.ends_with('^')
            && !before.ends_with("\\^")
            && let Some(length) = inline_note_length(rest)
        {
            self.edits.report(ForeignSyntaxKind::InlineNote, offset - 1..offset + length);
            return offset + 1;
        }
        let tag_length = bracket_tag_length(before, rest).filter(|_| !before.ends_with(['!', '[']));
        let is_row = self.markup.is_in_row(offset);
        match tag_length {
            Some(length) if is_row => {
                self.edits.report(ForeignSyntaxKind::BracketTag, offset..offset + length);
                offset + 1
            }
            Some(length) => {
                self.brackets.pop();
                let range = offset..offset + length;
                self.keep(range, ForeignSyntaxKind::BracketTag).unwrap_or(offset + 1)
            }
            None => offset + 1,
        }
    }

    /// Closes brackets, puts a destination with a space into `<>`, and the size after the path of
    /// a picture into its text.
    pub(super) fn close_bracket(&mut self, offset: usize) -> usize {
        let start = self.brackets.pop();
        if let Some(start) = start {
            self.last_brackets = start..offset + 1;
        }
        let rest = self.text.get(offset + 1..).unwrap_or_default();
        if self.markup.link_at(offset).is_some() {
            return offset + 1;
        }
        let Some(destination) = rest.strip_prefix('(') else { return offset + 1 };
        let is_image = start.is_some_and(|start| {
            self.text.get(..start).is_some_and(|before| before.ends_with('!'))
        });
        let path_start = offset + 2;
        let size = if is_image { picture_size(destination) } else { None };
        let size_range =
            size.as_ref().map(|size| path_start + size.path.len()..path_start + size.length);
        if let (Some(size), Some(range)) = (&size, &size_range) {
            match &size.pixels {
                Some(pixels) => {
                    let bar = if self.markup.is_in_row(offset) { "\\|" } else { "|" };
                    self.edits.insert(offset, format!("{bar}{pixels}"));
                }
                None => self.edits.report(ForeignSyntaxKind::ImageSize, range.clone()),
            }
        }
        let spaced = match &size {
            Some(size) => spaced_path(&format!("{})", size.path)).map(str::len),
            None => spaced_path(destination).map(str::len),
        };
        if let Some(length) = spaced {
            self.edits.insert(path_start, "<");
            self.edits.insert(path_start + length, ">");
        }
        let path_end = path_start + spaced.unwrap_or(0);
        if let Some(range) = size_range {
            let end = range.end;
            self.edits.replace(range, "");
            self.spaced_image = Some((offset, end + 1));
            return end;
        }
        if spaced.is_some() && is_image {
            let after = self.text.get(path_end..).unwrap_or_default();
            self.spaced_image = after.find(')').map(|length| (offset, path_end + length + 1));
        }
        path_end.max(offset + 1)
    }
}

/// Returns the path with a space that a text begins with, up to `)` or a title.
fn spaced_path(text: &str) -> Option<&str> {
    let window = text.get(..text.floor_char_boundary(MAX_DESTINATION_BYTES))?;
    let mut depth = 0_usize;
    let end = window.find(|char: char| match char {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth > 0 => {
            depth -= 1;
            false
        }
        _ => matches!(char, ')' | '\n' | '<' | '>' | '"' | '`'),
    })?;
    let path = window.get(..end)?;
    let path = if window.get(end..)?.starts_with('"') { path.strip_suffix(' ')? } else { path };
    let is_closed = window.get(end..)?.starts_with([')', '"']);
    let file = path.split(['#', '?']).next()?.trim_end();
    let (name, extension) = file.rsplit_once('.').unwrap_or_default();
    let has_extension = (1..MAX_EXTENSION_BYTES).contains(&extension.len())
        && extension.chars().all(|char| char.is_ascii_alphanumeric())
        && !name.is_empty();
    let is_web_address = path.starts_with("https://") || path.starts_with("http://");
    let is_path = has_extension || is_web_address;
    (is_closed && is_path && path.trim() == path && path.contains(' ')).then_some(path)
}
