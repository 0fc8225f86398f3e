//! Finds values whose quotation mark or bracket does not end where it was meant to, and those in
//! curly quotation marks.
//!
//! YAML reads on to the next mark, which may be many lines below, so that what the parser reports
//! is neither at the right line nor about the right thing. The indentation says where the value
//! was meant to end: a line that begins no further in than the key of the value is not part of it.

use super::structure_slips::{SlipEdit, StructureSlip};
use crate::diagnostic::{YamlProblem, closing_sign};
use std::ops::Range;

/// The maximum number of slips of a text that are found.
const MAX_SLIPS: usize = 100;
/// The marks that a text editor or a word processor writes instead of `'` and `"`.
const CURLY_QUOTES: [char; 5] = ['’', '‘', '”', '“', '„'];
/// The key whose value is a citation, which never begins with a quotation mark.
const SOURCE_KEY: &str = "source";

/// Returns whether a text may have a citation in curly quotation marks.
pub(super) fn may_have_curly_values(text: &str) -> bool {
    text.contains(SOURCE_KEY) && CURLY_QUOTES.iter().any(|mark| text.contains(*mark))
}

/// Returns the values in a range of a text that do not end as they were meant to. In order.
pub(super) fn find_unclosed_values(text: &str, range: Range<usize>) -> Vec<StructureSlip> {
    let mut scanner = ValueScanner {
        text,
        brackets: Vec::new(),
        quote: None,
        block_column: None,
        is_source: false,
        last_end: range.start,
        slips: Vec::new(),
    };
    let mut line_start = range.start;
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        if scanner.slips.len() < MAX_SLIPS {
            scanner.scan_line(line_start, line.trim_end());
        }
        line_start += line.len();
    }
    scanner.close_open_values();
    scanner.slips.sort_by_key(|slip| slip.edits.first().map(|edit| edit.range.start));
    scanner.slips
}

/// A quotation mark or a bracket that has not been closed yet.
#[derive(Clone, Copy)]
struct OpenSign {
    sign: char,
    offset: usize,
    /// The column of the key that the value belongs to. -1 without a key: nothing ends the value.
    column: isize,
}

/// What has been read of a text.
struct ValueScanner<'t> {
    text: &'t str,
    /// The innermost last.
    brackets: Vec<OpenSign>,
    quote: Option<OpenSign>,
    /// The column of the key of a text below `|` or `>`.
    block_column: Option<isize>,
    /// Whether the last key is that of a citation.
    is_source: bool,
    /// The end of what has been read, without white space and comments.
    last_end: usize,
    slips: Vec<StructureSlip>,
}

impl ValueScanner<'_> {
    fn scan_line(&mut self, line_start: usize, line: &str) {
        let content = line.trim_start_matches(' ');
        let indentation = line.len() - content.len();
        let column = isize::try_from(indentation).unwrap_or(isize::MAX);
        if content.is_empty() || self.block_column.is_some_and(|block| column > block) {
            return;
        }
        self.block_column = None;
        let outermost = self.brackets.first().or(self.quote.as_ref());
        if outermost.is_some_and(|open| column <= open.column) && !content.starts_with([']', '}']) {
            self.close_open_values();
        }
        let start = line_start + indentation;
        self.last_end = line_start + line.len();
        if self.quote.is_some() {
            self.scan_quote(start, self.last_end);
        } else if !self.brackets.is_empty() {
            self.scan_flow(start, self.last_end);
        } else if !content.starts_with('#') {
            self.scan_block_line(line_start, start);
        }
    }

    /// Reads a line up to its value, and where that begins with a sign, the value.
    fn scan_block_line(&mut self, line_start: usize, start: usize) {
        let end = self.last_end;
        let rest_at = |offset: usize| self.text.get(offset..end).unwrap_or_default();
        let column_at = |offset: usize| isize::try_from(offset - line_start).unwrap_or(isize::MAX);
        let mut offset = start;
        let mut column = -1;
        while let Some(item) = rest_at(offset).strip_prefix("- ") {
            column = column_at(offset);
            offset = end - item.trim_start_matches(' ').len();
        }
        if let Some((key, length)) = block_key(rest_at(offset)) {
            self.is_source = key == SOURCE_KEY;
            column = column_at(offset);
            offset += length;
            offset = end - rest_at(offset).trim_start_matches(' ').len();
        } else if column < 0 && offset > line_start {
            // A value on the line below its key.
            column = column_at(offset) - 1;
        }
        let Some(first) = rest_at(offset).chars().next() else { return };
        match first {
            '\'' | '"' => {
                self.quote = Some(OpenSign { sign: first, offset, column });
                self.scan_quote(offset + 1, end);
            }
            '{' | '[' => {
                self.brackets.push(OpenSign { sign: first, offset, column });
                self.scan_flow(offset + 1, end);
            }
            '|' | '>' => self.block_column = Some(column),
            mark if self.is_source && CURLY_QUOTES.contains(&mark) => {
                self.add_curly_value(offset..end);
            }
            _ => {}
        }
    }

    /// Reads the rest of a value in quotation marks, and of the brackets around it.
    fn scan_quote(&mut self, start: usize, end: usize) {
        let Some(open) = self.quote else { return };
        let rest = self.text.get(start..end).unwrap_or_default();
        let Some(length) = closing_quote(rest, open.sign) else { return };
        let close = start + length;
        let after = close + 1;
        if self.ends_value(after, end) {
            self.quote = None;
            if !self.brackets.is_empty() {
                self.scan_flow(after, end);
            }
            return;
        }
        let value = self.text.get(open.offset + 1..close).unwrap_or_default();
        let is_next_value = value.trim_end().ends_with(':');
        if let Some(n) = next_key(value, open.sign)
            && is_next_value
            && !self.brackets.is_empty()
        {
            self.close_quote(open, open.offset + 1 + n);
            self.scan_flow(open.offset + 1 + n, end);
            return;
        }
        self.quote = None;
        if let Some(value_end) = self.outer_quote(open.sign, after, end) {
            self.add_inner_quote(open, value_end);
            if !self.brackets.is_empty() {
                self.scan_flow(value_end, end);
            }
            return;
        }
        // Nothing says what was meant.
        self.brackets.clear();
    }

    /// Reads what is in brackets.
    fn scan_flow(&mut self, start: usize, end: usize) {
        let mut before = ',';
        let mut is_after_space = true;
        let mut key_start = start;
        for (index, char) in self.text.get(start..end).unwrap_or_default().char_indices() {
            let offset = start + index;
            let begins_value = matches!(before, '{' | '[' | ',') || before == ':' && is_after_space;
            match char {
                '#' if is_after_space => {
                    self.skip_comment(offset, end);
                    return;
                }
                '\'' | '"' if begins_value => {
                    let column = self.brackets.first().map_or(-1, |open| open.column);
                    self.quote = Some(OpenSign { sign: char, offset, column });
                    self.scan_quote(offset + 1, end);
                    return;
                }
                '{' | '[' => {
                    let column = self.brackets.first().map_or(-1, |open| open.column);
                    self.brackets.push(OpenSign { sign: char, offset, column });
                    key_start = offset + 1;
                }
                '}' | ']' => {
                    self.close_bracket(char, offset);
                    if self.brackets.is_empty() {
                        return;
                    }
                }
                ',' => key_start = offset + 1,
                ':' => {
                    let key = self.text.get(key_start..offset).unwrap_or_default();
                    self.is_source = key.trim() == SOURCE_KEY;
                }
                mark if begins_value && self.is_source && CURLY_QUOTES.contains(&mark) => {
                    if let Some(value_end) = self.curly_end(offset + mark.len_utf8(), end) {
                        self.add_curly_value(offset..value_end);
                        self.scan_flow_after_value(value_end, end);
                        return;
                    }
                }
                _ => {}
            }
            is_after_space = char == ' ';
            if !is_after_space {
                before = char;
            }
        }
    }

    fn scan_flow_after_value(&mut self, start: usize, end: usize) {
        let rest = self.text.get(start..end).unwrap_or_default();
        let length = rest.find([',', '}', ']']).unwrap_or(rest.len());
        self.scan_flow(start + length, end);
    }

    /// Ends a line at its comment. One that hides the closing bracket is reported by itself.
    fn skip_comment(&mut self, offset: usize, end: usize) {
        if self.text.get(offset..end).is_some_and(|comment| comment.contains(['}', ']'])) {
            self.brackets.clear();
        }
        self.last_end = self.text.get(..offset).map_or(offset, |before| before.trim_end().len());
    }

    /// Closes the innermost bracket of a kind, and reports those inside it that are still open.
    fn close_bracket(&mut self, close: char, offset: usize) {
        if !self.brackets.iter().any(|open| closing_sign(open.sign) == close) {
            return;
        }
        while let Some(open) = self.brackets.pop() {
            if closing_sign(open.sign) == close {
                return;
            }
            self.add_unclosed(open, offset);
        }
    }

    /// Ends all open values where the text that has been read ends.
    fn close_open_values(&mut self) {
        let end = self.last_end;
        // Each round begins behind the mark of the round before.
        while let Some(open) = self.quote {
            let value = self.text.get(open.offset + 1..end).unwrap_or_default();
            let value_end = match self.brackets.is_empty() {
                true => end,
                false => {
                    let length = next_key(value, open.sign)
                        .or_else(|| value.strip_suffix(&*self.closing_signs()).map(str::len));
                    length.map_or(end, |length| open.offset + 1 + length)
                }
            };
            self.close_quote(open, value_end);
            if !self.brackets.is_empty() {
                self.scan_flow(value_end, end);
            }
        }
        while let Some(open) = self.brackets.pop() {
            self.add_unclosed(open, end);
        }
    }

    fn close_quote(&mut self, open: OpenSign, offset: usize) {
        self.quote = None;
        self.add_unclosed(open, offset);
    }

    fn closing_signs(&self) -> String {
        self.brackets.iter().rev().map(|open| closing_sign(open.sign)).collect()
    }

    fn add_unclosed(&mut self, open: OpenSign, offset: usize) {
        let replacement = closing_sign(open.sign).to_string();
        self.slips.push(StructureSlip {
            range: open.offset..offset,
            problem: YamlProblem::Unclosed(open.sign),
            edits: vec![SlipEdit { range: offset..offset, replacement }],
        });
    }

    /// Returns whether a value can end at an offset.
    fn ends_value(&self, offset: usize, end: usize) -> bool {
        let after = self.text.get(offset..end).unwrap_or_default();
        let trimmed = after.trim_start();
        trimmed.is_empty()
            || after.starts_with(" #")
            || trimmed.starts_with(':')
            || !self.brackets.is_empty() && trimmed.starts_with([',', '}', ']'])
    }

    /// Returns the end of a value whose quotation mark is also inside it.
    fn outer_quote(&self, mark: char, start: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(start..end)?;
        let mut ends = rest.match_indices(mark).map(|(index, _)| start + index + 1);
        ends.find(|value_end| self.ends_value(*value_end, end))
    }

    /// Adds that the quotation mark around a value is also inside it.
    fn add_inner_quote(&mut self, open: OpenSign, value_end: usize) {
        let inner = open.offset + 1..value_end - 1;
        let value = self.text.get(inner.clone()).unwrap_or_default();
        let marks: Vec<usize> =
            value.match_indices(open.sign).map(|(index, _)| inner.start + index).collect();
        let edit = |offset: usize, replacement: &str| SlipEdit {
            range: offset..offset + 1,
            replacement: replacement.to_owned(),
        };
        let edits: Vec<SlipEdit> = match open.sign {
            // The words of a quote, in a citation in single quotes.
            '\'' if marks.len() == 2 && !value.contains('"') => {
                marks.iter().map(|offset| edit(*offset, "\"")).collect()
            }
            '\'' => marks.iter().map(|offset| edit(*offset, "''")).collect(),
            _ if value.contains(['\'', '\\']) => return,
            _ => vec![edit(open.offset, "'"), edit(value_end - 1, "'")],
        };
        let suggestion = self.edited(open.offset..value_end, &edits);
        self.slips.push(StructureSlip {
            range: open.offset..value_end,
            problem: YamlProblem::InnerQuote { mark: open.sign, suggestion },
            edits,
        });
    }

    /// Returns where a value in brackets that begins with a curly quotation mark ends with one.
    fn curly_end(&self, start: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(start..end)?;
        let mut ends =
            rest.match_indices(&CURLY_QUOTES[..]).map(|(index, mark)| start + index + mark.len());
        ends.find(|value_end| self.ends_value(*value_end, end))
    }

    /// Adds that a citation is in curly quotation marks, if it also ends with one.
    fn add_curly_value(&mut self, range: Range<usize>) {
        let Some(value) = self.text.get(range.clone()) else { return };
        let mut marks = value.match_indices(&CURLY_QUOTES[..]);
        let (Some((0, first)), Some((last_index, last))) = (marks.next(), marks.next_back()) else {
            return;
        };
        if last_index + last.len() != value.len() {
            return;
        }
        let edit = |index: usize, mark: &str, replacement: &str| SlipEdit {
            range: range.start + index..range.start + index + mark.len(),
            replacement: replacement.to_owned(),
        };
        let mut edits = vec![edit(0, first, "'"), edit(last_index, last, "'")];
        let inner = value.get(first.len()..last_index).unwrap_or_default();
        let apostrophes = inner.match_indices('\'');
        edits.extend(apostrophes.map(|(index, mark)| edit(first.len() + index, mark, "''")));
        let inner_marks: Vec<(usize, &str)> = marks.collect();
        if let ([first_mark, .., last_mark], false) = (&inner_marks[..], inner.contains('"')) {
            edits.extend([first_mark, last_mark].map(|(index, mark)| edit(*index, mark, "\"")));
        }
        edits.sort_by_key(|edit| edit.range.start);
        let suggestion = self.edited(range.clone(), &edits);
        let problem = YamlProblem::CurlyQuotes { suggestion };
        self.slips.push(StructureSlip { range, problem, edits });
    }

    /// Returns a part of the text as it was meant.
    fn edited(&self, range: Range<usize>, edits: &[SlipEdit]) -> String {
        let mut edited = String::new();
        let mut end = range.start;
        for edit in edits {
            edited.push_str(self.text.get(end..edit.range.start).unwrap_or_default());
            edited.push_str(&edit.replacement);
            end = edit.range.end;
        }
        edited + self.text.get(end..range.end).unwrap_or_default()
    }
}

/// Returns the key at the start of a line, and its length with the colon.
fn block_key(line: &str) -> Option<(&str, usize)> {
    if line.starts_with(['{', '[', '\'', '"', '|', '>', '&', '*', '!']) {
        return None;
    }
    let (key, _) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    Some((key, key.len() + 1))
}

/// Returns where the quotation mark is that ends a value.
fn closing_quote(text: &str, mark: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((index, char)) = chars.next() {
        if char == '\\' && mark == '"' {
            chars.next();
        } else if char == mark {
            if mark == '"' || chars.peek().is_none_or(|(_, next)| *next != mark) {
                return Some(index);
            }
            chars.next();
        }
    }
    None
}

/// Returns where the next key of a map in braces begins in a value that was meant to end before it:
/// the offset of the comma in `doc P4 "a, b: c", from: 2025`.
fn next_key(value: &str, mark: char) -> Option<usize> {
    let mut is_in_quote = false;
    for (index, char) in value.char_indices() {
        match char {
            '"' if mark == '\'' => is_in_quote = !is_in_quote,
            ',' if !is_in_quote => {
                let after = value.get(index + 1..).unwrap_or_default().trim_start();
                let is_name_char = |char: char| char.is_ascii_lowercase() || char == '_';
                let length = after.find(|char| !is_name_char(char)).unwrap_or(after.len());
                if length > 0 && after.get(length..).is_some_and(|rest| rest.starts_with(": ")) {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text with its values closed.
    fn repaired(text: &str) -> String {
        let slips = find_unclosed_values(text, 0..text.len());
        let mut edits: Vec<SlipEdit> = slips.into_iter().flat_map(|slip| slip.edits).collect();
        edits.sort_by_key(|edit| edit.range.start);
        let mut repaired = text.to_owned();
        for edit in edits.iter().rev() {
            repaired.replace_range(edit.range.clone(), &edit.replacement);
        }
        repaired
    }

    #[test]
    fn a_value_ends_before_the_next_key() {
        for (text, expected) in [
            ("a: 'b\nc: 'd'\n", "a: 'b'\nc: 'd'\n"),
            ("a: \"b\nc: d\n", "a: \"b\"\nc: d\n"),
            ("t:\n  sv: 'a\n  en: 'b'\n", "t:\n  sv: 'a'\n  en: 'b'\n"),
            ("- id: 'a\n- id: 'b'\n", "- id: 'a'\n- id: 'b'\n"),
            ("s:\n  - 'd P1 \"x\"\n  - 'd P2'\n", "s:\n  - 'd P1 \"x\"'\n  - 'd P2'\n"),
            ("a: {b: 1\nc: d\n", "a: {b: 1}\nc: d\n"),
            ("a: [b, c\nd: e\n", "a: [b, c]\nd: e\n"),
            ("a: {b: [c}\nd: e\n", "a: {b: [c]}\nd: e\n"),
            ("a: {b: 1,\n    c: 2\nd: e\n", "a: {b: 1,\n    c: 2}\nd: e\n"),
            ("a: {b: 'c}\nd: 'e'\n", "a: {b: 'c'}\nd: 'e'\n"),
            ("a: {b: 'c\nd: 'e'\n", "a: {b: 'c'}\nd: 'e'\n"),
            (
                "a: {source: 'd P1 \"x, y: z\", from: 2025}\nb: 1\n",
                "a: {source: 'd P1 \"x, y: z\"', from: 2025}\nb: 1\n",
            ),
            (
                "a: {source: 'd P1 \"x\", note: 'y'}\nb: 1\n",
                "a: {source: 'd P1 \"x\"', note: 'y'}\nb: 1\n",
            ),
            ("a: 'd P1 'x''\nb: 1\n", "a: 'd P1 \"x\"'\nb: 1\n"),
            ("a: 'it's'\nb: 1\n", "a: 'it''s'\nb: 1\n"),
            ("a: \"d P1 \"x\"\"\nb: 1\n", "a: 'd P1 \"x\"'\nb: 1\n"),
            ("a: {s: 'd 'x'', t: 1}\n", "a: {s: 'd \"x\"', t: 1}\n"),
            ("source: ’d P1 \"x\"’\n", "source: 'd P1 \"x\"'\n"),
            ("source: ”d P1 ”x””\n", "source: 'd P1 \"x\"'\n"),
            ("a: {value: 1, source: ’d P1 \"x\"’}\n", "a: {value: 1, source: 'd P1 \"x\"'}\n"),
            ("source:\n  - ‘d P1 “x”’\n", "source:\n  - 'd P1 \"x\"'\n"),
        ] {
            assert_eq!(repaired(text), expected);
        }
    }

    #[test]
    fn what_ends_is_left_alone() {
        for text in [
            "a: 'b\n  c'\nd: e\n",
            "a: {b: 1,\n  c: 2}\n",
            "a: [\n  b,\n]\nc: d\n",
            "a: >-\n  'b\n  {c\nd: e\n",
            "a: it's {b\nc: d\n",
            "a: 'b' # it's {\nc: d\n",
            "'a': {'b': \"c\"}\n",
            "title: ”Avtalet”\n",
            "title: ’a’\nsource: d P1 \"x ’y’\"\n",
        ] {
            assert_eq!(repaired(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn edits_are_on_character_boundaries_and_do_not_overlap(
            text in "(source: |[a-c]: |- |, |[’”{}'\"\n#å]|\\[|\\]| ){0,30}"
        ) {
            let slips = find_unclosed_values(&text, 0..text.len());
            for edit in slips.iter().flat_map(|slip| &slip.edits) {
                assert!(text.get(edit.range.clone()).is_some());
            }
        }
    }
}
