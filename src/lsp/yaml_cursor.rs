//! Where in a YAML text a cursor is: below which keys, and what is written there so far.
//!
//! While somebody types, the text is seldom complete YAML, so the lines are read by themselves: the
//! indentation says which keys a line is below, and the brackets and braces of its own value say
//! what is inside them.

use std::ops::Range;

/// The number of lines that are looked at on each side of the cursor.
const MAX_LINES: usize = 5_000;

/// Where a cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct YamlCursor {
    /// The keys above it, the outermost first. Lists are not counted.
    pub(super) path: Vec<String>,
    /// Whether it is in a key, in a value, or in what can become either.
    pub(super) place: YamlPlace,
    /// The range of the word that it is in, without quotation marks.
    pub(super) word: Range<usize>,
    /// The quotation mark that begins the word.
    pub(super) quote: Option<char>,
    /// The other keys of the map that it is in.
    pub(super) siblings: Vec<YamlSibling>,
}

/// Another key of the map that a cursor is in, with its value if that is on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YamlSibling {
    pub(super) key: String,
    pub(super) value: String,
}

impl YamlSibling {
    /// Reads `key: value`. `None` means that the text has no key.
    fn from_content(content: &str) -> Option<Self> {
        let (key, value_start) = split_key(content)?;
        let value = content.get(value_start..).unwrap_or_default();
        let value = value.split(" #").next().unwrap_or_default();
        Some(Self { key, value: unquoted(value) })
    }
}

/// Returns a value without spaces and quotation marks around it.
fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).to_owned()
}

/// What a cursor is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum YamlPlace {
    /// A key, or the beginning of one.
    Key,
    /// The beginning of a list item, which may become a key or a value.
    #[default]
    KeyOrValue,
    /// A value.
    Value,
    /// A text below `key: |`.
    BlockText,
    /// A comment.
    Comment,
}

/// One line of a YAML text.
#[derive(Clone, Copy)]
struct YamlLine<'t> {
    /// The offset of the line in the text.
    start: usize,
    text: &'t str,
}

impl<'t> YamlLine<'t> {
    fn is_blank(&self) -> bool {
        let trimmed = self.text.trim();
        trimmed.is_empty() || trimmed.starts_with('#')
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Returns the column of each `-` that begins a list item.
    fn dashes(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        let mut column = self.indent();
        while let Some(rest) = self.text.get(column..).and_then(|rest| rest.strip_prefix('-')) {
            if !rest.is_empty() && !rest.starts_with(' ') {
                break;
            }
            columns.push(column);
            column += 1 + (rest.len() - rest.trim_start_matches(' ').len());
        }
        columns
    }

    /// Returns the column of the first key or value.
    fn content_column(&self) -> usize {
        let after = |dash: &usize| {
            let rest = self.text.get(dash + 1..).unwrap_or_default();
            dash + 1 + (rest.len() - rest.trim_start_matches(' ').len())
        };
        self.dashes().last().map_or(self.indent(), after)
    }

    fn content(&self) -> &'t str {
        self.text.get(self.content_column()..).unwrap_or_default()
    }
}

impl YamlCursor {
    /// Returns where an offset is in the YAML of a part of a text.
    pub(super) fn at(text: &str, yaml: Range<usize>, offset: usize) -> Self {
        let yaml_text = text.get(yaml.clone()).unwrap_or_default();
        let offset = offset.clamp(yaml.start, yaml.start + yaml_text.len());
        let mut start = yaml.start;
        let lines: Vec<YamlLine<'_>> = yaml_text
            .split('\n')
            .map(|text| {
                let line = YamlLine { start, text };
                start += text.len() + 1;
                line
            })
            .collect();
        let line_index = lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        let Some(line) = lines.get(line_index) else { return Self::default() };
        let column = offset - line.start;
        if let Some(key) = block_text_key(&lines, line_index) {
            let mut path = parents(&lines, key).path;
            path.extend(lines.get(key).and_then(|line| split_key(line.content())).map(|it| it.0));
            let word = word_range(line, column, 0);
            return Self { path, place: YamlPlace::BlockText, word, ..Self::default() };
        }
        let Parents { path, siblings } = parents(&lines, line_index);
        let cursor = Self { path, siblings, ..Self::default() };
        cursor.in_line(line, column)
    }

    /// Returns the cursor in its line, when what is above is known.
    fn in_line(mut self, line: &YamlLine<'_>, column: usize) -> Self {
        let content_column = line.content_column().min(column);
        let head = line.text.get(content_column..column).unwrap_or_default();
        if head.starts_with('#') || head.contains(" #") && !head.contains(['"', '\'']) {
            self.place = YamlPlace::Comment;
            self.word = line.start + column..line.start + column;
            return self;
        }
        let mut value_column = content_column;
        let mut is_value = false;
        if let Some((key, value_start)) = split_key(head) {
            self.path.push(key);
            value_column += value_start;
            is_value = true;
        }
        let value = line.text.get(value_column..column).unwrap_or_default();
        let flow = FlowScanner::scan(value);
        let word_column = value_column + flow.word_start;
        self.quote = flow.quote;
        if flow.frames.is_empty() {
            self.place = match (is_value, line.dashes().is_empty()) {
                (true, _) => YamlPlace::Value,
                (false, true) => YamlPlace::Key,
                (false, false) => YamlPlace::KeyOrValue,
            };
        } else {
            for frame in &flow.frames {
                self.path.extend(frame.key.clone());
            }
            let innermost = flow.frames.last();
            self.place = match innermost {
                Some(frame) if frame.is_map && frame.key.is_none() => YamlPlace::Key,
                _ => YamlPlace::Value,
            };
            self.siblings = innermost.map(|frame| frame.keys.clone()).unwrap_or_default();
        }
        let end = match self.quote {
            Some(mark) => {
                let rest = line.text.get(column..).unwrap_or_default();
                column + rest.find(mark).unwrap_or(rest.len())
            }
            None => word_range(line, column, word_column).end - line.start,
        };
        self.word = line.start + word_column..line.start + end;
        self
    }
}

/// What is above a line.
#[derive(Default)]
struct Parents {
    path: Vec<String>,
    /// The keys of the map that the line is in, without its own.
    siblings: Vec<YamlSibling>,
}

/// Returns the keys above a line, and those beside it.
fn parents(lines: &[YamlLine<'_>], line_index: usize) -> Parents {
    let Some(line) = lines.get(line_index) else { return Parents::default() };
    let mut column = line.content_column();
    // The column of the `-` that begins the item which the line is in.
    let mut dash = line.dashes().last().copied();
    let mut result = Parents::default();
    let mut is_sibling_level = true;
    for above in lines.get(..line_index).unwrap_or_default().iter().rev().take(MAX_LINES) {
        if above.is_blank() {
            continue;
        }
        let (above_column, dashes) = (above.content_column(), above.dashes());
        if above_column == column && dash.is_none() {
            if is_sibling_level {
                result.siblings.extend(YamlSibling::from_content(above.content()));
            }
            dash = dashes.last().copied();
            continue;
        }
        let is_parent = match dash {
            Some(dash) => {
                let first_dash = dashes.last().copied();
                above_column <= dash && first_dash.is_none_or(|it| it < dash)
            }
            None => above_column < column,
        };
        if !is_parent {
            continue;
        }
        if let Some((key, _)) = split_key(above.content()) {
            result.path.push(key);
        }
        is_sibling_level = false;
        column = above_column;
        dash = dashes.last().copied();
    }
    result.path.reverse();
    let column = line.content_column();
    for below in lines.get(line_index + 1..).unwrap_or_default().iter().take(MAX_LINES) {
        if below.is_blank() {
            continue;
        }
        if below.content_column() < column || !below.dashes().is_empty() && below.indent() < column
        {
            break;
        }
        if below.content_column() == column {
            result.siblings.extend(YamlSibling::from_content(below.content()));
        }
    }
    result
}

/// Returns the index of the line `key: |` if a line is in the text below it.
fn block_text_key(lines: &[YamlLine<'_>], line_index: usize) -> Option<usize> {
    let line = lines.get(line_index)?;
    let mut column = if line.text.trim().is_empty() { usize::MAX } else { line.indent() };
    for index in (0..line_index).rev().take(MAX_LINES) {
        let above = lines.get(index)?;
        if above.text.trim().is_empty() {
            continue;
        }
        if above.indent() < column {
            let (_, value_start) = split_key(above.content()).unwrap_or_default();
            let value = above.content().get(value_start..).unwrap_or_default().trim();
            if value_start > 0 && value.starts_with(['|', '>']) && value.len() <= 3 {
                return Some(index);
            }
            if above.indent() == 0 {
                return None;
            }
            column = above.indent();
        }
    }
    None
}

/// Returns the key of `key: value`, and where its value begins. `None` means that the text has no
/// key.
pub(super) fn split_key(content: &str) -> Option<(String, usize)> {
    if content.starts_with(['{', '[', '#']) {
        return None;
    }
    let (key, after) = match content.chars().next().filter(|mark| matches!(mark, '"' | '\'')) {
        Some(mark) => {
            let rest = content.get(1..)?;
            let end = rest.find(mark)?;
            (rest.get(..end)?, end + 2)
        }
        None => {
            let end = content.match_indices(':').find(|(index, _)| {
                let rest = content.get(index + 1..).unwrap_or_default();
                rest.is_empty() || rest.starts_with([' ', '\t'])
            })?;
            (content.get(..end.0)?, end.0)
        }
    };
    let rest = content.get(after..)?.strip_prefix(':')?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Some((key.trim().to_owned(), after + 1 + spaces))
}

/// Returns the range of the word around a column: letters, digits and the signs of ids and paths.
fn word_range(line: &YamlLine<'_>, column: usize, min_column: usize) -> Range<usize> {
    let is_word = |char: char| char.is_alphanumeric() || "_-./#".contains(char);
    let before = line.text.get(min_column.min(column)..column).unwrap_or_default();
    let start = column - (before.len() - before.trim_end_matches(is_word).len());
    let after = line.text.get(column..).unwrap_or_default();
    let end = column + (after.len() - after.trim_start_matches(is_word).len());
    line.start + start..line.start + end
}

/// A list in brackets or a map in braces that is open.
#[derive(Clone, Debug)]
struct FlowFrame {
    is_map: bool,
    /// The key whose value is being written.
    key: Option<String>,
    /// The keys so far, of which the last one may have no value yet.
    keys: Vec<YamlSibling>,
}

/// Reads the beginning of a value with brackets and braces.
struct FlowScanner {
    frames: Vec<FlowFrame>,
    /// Where the last word begins.
    word_start: usize,
    /// The quotation mark that begins it.
    quote: Option<char>,
}

impl FlowScanner {
    fn scan(value: &str) -> Self {
        let mut scanner = Self { frames: Vec::new(), word_start: 0, quote: None };
        let mut after_separator = true;
        for (offset, char) in value.char_indices() {
            if let Some(mark) = scanner.quote {
                if char == mark {
                    scanner.quote = None;
                }
                continue;
            }
            let rest = value.get(offset + char.len_utf8()..).unwrap_or_default();
            let is_inside = !scanner.frames.is_empty();
            match char {
                '"' | '\'' if after_separator => {
                    scanner.quote = Some(char);
                    scanner.word_start = offset + 1;
                    after_separator = false;
                    continue;
                }
                '{' | '[' if after_separator => {
                    let is_map = char == '{';
                    scanner.frames.push(FlowFrame { is_map, key: None, keys: Vec::new() });
                }
                '}' | ']' if is_inside => {
                    scanner.frames.pop();
                }
                ',' if is_inside => {
                    let word = value.get(scanner.word_start..offset).unwrap_or_default();
                    if let Some(frame) = scanner.frames.last_mut()
                        && frame.key.take().is_some()
                        && let Some(sibling) = frame.keys.last_mut()
                    {
                        sibling.value = unquoted(word);
                    }
                }
                ':' if is_inside && (rest.is_empty() || rest.starts_with(' ')) => {
                    let word = value.get(scanner.word_start..offset).unwrap_or_default();
                    let key = unquoted(word);
                    if let Some(frame) = scanner.frames.last_mut().filter(|frame| frame.is_map) {
                        frame.keys.push(YamlSibling { key: key.clone(), value: String::new() });
                        frame.key = Some(key);
                    }
                }
                ' ' | '\t' => {
                    if after_separator {
                        scanner.word_start = offset + 1;
                    }
                    continue;
                }
                _ => {
                    after_separator = false;
                    continue;
                }
            }
            scanner.word_start = offset + 1;
            after_separator = true;
        }
        scanner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the keys above `‸`, the place and the word there.
    #[track_caller]
    fn check(text: &str, path: &str, place: YamlPlace, word: &str) {
        let offset = text.find('‸').unwrap();
        let text = text.replace('‸', "");
        let cursor = YamlCursor::at(&text, 0..text.len(), offset);
        let found = text.get(cursor.word.clone()).unwrap();
        assert_eq!((&*cursor.path.join("."), cursor.place, found), (path, place, word), "{text}");
    }

    #[test]
    fn keys_are_found_by_indentation() {
        check("ti‸", "", YamlPlace::Key, "ti");
        check("title: x\nch‸", "", YamlPlace::Key, "ch");
        check("chair:\n  va‸", "chair", YamlPlace::Key, "va");
        check("chair:\n  value: a\n  ‸\nlevel: b", "chair", YamlPlace::Key, "");
        check("a:\n  b:\n    c: x\n  d‸", "a", YamlPlace::Key, "d");
        check("party:\n  - id: a\n    ti‸", "party", YamlPlace::Key, "ti");
        check("party:\n- id: a\n  ti‸", "party", YamlPlace::Key, "ti");
        check("party:\n  - i‸", "party", YamlPlace::KeyOrValue, "i");
        check(
            "q:\n  - id: a\n    readings:\n      - text: x\n        so‸",
            "q.readings",
            YamlPlace::Key,
            "so",
        );
    }

    #[test]
    fn values_are_below_their_key() {
        check("type: fo‸", "type", YamlPlace::Value, "fo");
        check("type: fo‸rum", "type", YamlPlace::Value, "forum");
        check("type:‸", "type", YamlPlace::Value, "");
        check("- id: a\n  type: ‸", "type", YamlPlace::Value, "");
        check("source: 'deed P1 \"wo‸'", "source", YamlPlace::Value, "deed P1 \"wo");
        check("about: [a, b‸]", "about", YamlPlace::Value, "b");
    }

    #[test]
    fn braces_are_maps() {
        check("chair: {va‸}", "chair", YamlPlace::Key, "va");
        check("chair: {value: x, so‸", "chair", YamlPlace::Key, "so");
        check("chair: {value: x‸", "chair.value", YamlPlace::Value, "x");
        check(
            "fields:\n  chair: {label: {sv: A, en: B}, to: pa‸}",
            "fields.chair.to",
            YamlPlace::Value,
            "pa",
        );
        check("fields:\n  chair: {label: {sv: A, ‸", "fields.chair.label", YamlPlace::Key, "");
    }

    #[test]
    fn a_block_of_text_has_no_keys() {
        check("body: |\n  See [[a‸", "body", YamlPlace::BlockText, "a");
        check("body:\n  sv: |\n    One\n\n    two‸", "body.sv", YamlPlace::BlockText, "two");
        check("body: |\n  a: b\nti‸", "", YamlPlace::Key, "ti");
    }

    #[test]
    fn the_other_keys_of_a_map_are_known() {
        let siblings = |text: &str| {
            let offset = text.find('‸').unwrap();
            let text = text.replace('‸', "");
            let siblings = YamlCursor::at(&text, 0..text.len(), offset).siblings;
            siblings.iter().map(|it| format!("{}={}", it.key, it.value)).collect::<Vec<_>>()
        };
        assert_eq!(siblings("a: 1\nb: \"2\" # two\n‸\nc: 3"), ["b=2", "a=1", "c=3"]);
        assert_eq!(siblings("a: 1\nb: ‸"), ["a=1"]);
        assert_eq!(siblings("x:\n  - a: 1\n    ‸\n  - b: 2"), ["a=1"]);
        assert_eq!(siblings("x: {a: 1, ‸"), ["a=1"]);
        assert_eq!(siblings("x: {a: 'one', b: ‸"), ["a=one", "b="]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_cursor(text in "(a|å|: |- |\n|  |\\{|\\}|\\[|\"|'|#|\\|| ){0,40}", offset in 0usize..80) {
            let cursor = YamlCursor::at(&text, 0..text.len(), text.floor_char_boundary(offset));
            proptest::prop_assert!(text.get(cursor.word).is_some());
        }
    }
}
