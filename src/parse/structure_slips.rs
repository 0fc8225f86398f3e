//! Finds slips in how YAML is written that hide what was meant: a space that is not an ordinary
//! one, a missing space after `key:` or `-`, a decimal comma in braces.
//!
//! YAML has no error for most of them. It reads `value:36000` as one name, and `{fee: 16,5}` as two
//! keys, so that what is reported later is beside the point.

use crate::diagnostic::YamlProblem;
use spanned_yaml::{NodeKind, TextStyle, YamlNode};
use std::ops::Range;

/// The maximum number of slips of a text that are found.
const MAX_SLIPS: usize = 1_000;

/// A slip, and what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StructureSlip {
    /// Where it is reported. Empty where a space is missing.
    pub(super) range: Range<usize>,
    pub(super) problem: YamlProblem,
    /// What makes of the text what was meant. In order.
    pub(super) edits: Vec<SlipEdit>,
}

/// A part of the text as written, and what was meant instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SlipEdit {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

impl StructureSlip {
    /// Returns the slip that was meant as another text.
    fn replaced(range: Range<usize>, replacement: &str, problem: YamlProblem) -> Self {
        let edit = SlipEdit { range: range.clone(), replacement: replacement.to_owned() };
        Self { range, problem, edits: vec![edit] }
    }
}

/// Returns the slips in a range of a text, of which `root` is what the parser made. In order.
pub(super) fn find_structure_slips(
    text: &str,
    range: Range<usize>,
    root: Option<&YamlNode>,
) -> Vec<StructureSlip> {
    let mut slips = Vec::new();
    let mut texts = NodeTexts::default();
    if let Some(root) = root {
        texts.collect(text, root, &mut slips);
    }
    texts.values.sort_by_key(|value| value.start);
    let mut line_start = range.start;
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        if slips.len() < MAX_SLIPS {
            let is_value = |offset: usize| texts.contains(offset, line_start);
            find_in_line(line.trim_end_matches(['\n', '\r']), line_start, &is_value, &mut slips);
        }
        line_start += line.len();
    }
    slips.sort_by_key(|slip| (slip.range.start, slip.range.end));
    slips.dedup_by(|later, earlier| later.range.start < earlier.range.end || later == earlier);
    slips
}

/// The ranges of texts in which nothing is structure: in quotation marks, below `|`, or of several
/// lines.
#[derive(Default)]
struct NodeTexts {
    values: Vec<Range<usize>>,
}

impl NodeTexts {
    /// Collects the texts of a tree, and the slips that its maps in braces show.
    fn collect(&mut self, text: &str, root: &YamlNode, slips: &mut Vec<StructureSlip>) {
        let mut nodes = vec![root];
        while let Some(node) = nodes.pop() {
            match &node.kind {
                NodeKind::Text { style, .. } => {
                    let written = text.get(node.range.clone()).unwrap_or_default();
                    if *style != TextStyle::Plain || written.contains('\n') {
                        self.values.push(node.range.clone());
                    }
                }
                NodeKind::List(items) => nodes.extend(items),
                NodeKind::Map(pairs) => {
                    slips.extend(map_slips(text, pairs).take(MAX_SLIPS));
                    nodes.extend(pairs.iter().flat_map(|(key, value)| [key, value]));
                }
                NodeKind::Empty => {}
            }
        }
    }

    /// Returns whether an offset is in a text that begins in its line with a quotation mark, or in
    /// an earlier line.
    fn contains(&self, offset: usize, line_start: usize) -> bool {
        let n_before = self.values.partition_point(|value| value.start <= offset);
        let value = n_before.checked_sub(1).and_then(|index| self.values.get(index));
        value.is_some_and(|value| {
            offset < value.end && (value.start < line_start || offset > value.start)
        })
    }
}

/// Returns the slips that keys without a value in braces show: `{value:36000}`, `{value: 16,5}`.
fn map_slips<'t>(
    text: &'t str,
    pairs: &'t [(YamlNode, YamlNode)],
) -> impl Iterator<Item = StructureSlip> + 't {
    let written = |range: Range<usize>| text.get(range).unwrap_or_default();
    pairs.iter().enumerate().filter_map(move |(index, (key, value))| {
        let is_plain = matches!(key.kind, NodeKind::Text { style: TextStyle::Plain, .. });
        if value.kind != NodeKind::Empty || !value.range.is_empty() || !is_plain {
            return None;
        }
        let key_text = written(key.range.clone());
        if let Some(length) = name_length(key_text)
            && let Some(after) = key_text.get(length + 1..)
            && key_text.get(length..)?.starts_with(':')
            && !after.is_empty()
            && !after.starts_with("//")
            && !after.starts_with(is_odd_space)
        {
            let offset = key.range.start + length + 1;
            return Some(missing_space(offset, key_text.get(..=length)?));
        }
        let (_, before) = pairs.get(index.checked_sub(1)?)?;
        let is_digit = |char: char| char.is_ascii_digit();
        let number_start = written(before.range.clone());
        if !matches!(before.kind, NodeKind::Text { style: TextStyle::Plain, .. })
            || !number_start.ends_with(is_digit)
            || !key_text.starts_with(is_digit)
            || written(before.range.end..key.range.start) != ","
        {
            return None;
        }
        let number = format!("{number_start},{key_text}");
        let comma = before.range.end..key.range.start;
        Some(StructureSlip::replaced(comma, ".", YamlProblem::DecimalComma(number)))
    })
}

/// Finds slips in one line; `is_value` tells whether an offset is in a text that is a value.
fn find_in_line(
    line: &str,
    line_start: usize,
    is_value: &dyn Fn(usize) -> bool,
    slips: &mut Vec<StructureSlip>,
) {
    if !line.is_ascii() {
        find_odd_spaces(line, line_start, is_value, slips);
    }
    let content = line.trim_start_matches(' ');
    let start = line_start + line.len() - content.len();
    if is_value(start) || content.starts_with('#') {
        return;
    }
    if let Some(item) = content.strip_prefix('-')
        && let Some(length) = name_length(item)
        && begins_with_value_sign(item.get(length..).unwrap_or_default())
    {
        slips.push(missing_space(start + 1, "-"));
        return;
    }
    let Some(length) = name_length(content) else { return };
    let after = content.get(length..).unwrap_or_default().strip_prefix(':');
    if after.is_some_and(|after| after.starts_with(['{', '[', '\'', '"'])) {
        slips.push(missing_space(start + length + 1, content.get(..=length).unwrap_or_default()));
    }
}

/// Returns that a space is missing after a sign, which ends at an offset.
fn missing_space(offset: usize, sign: &str) -> StructureSlip {
    StructureSlip::replaced(offset..offset, " ", YamlProblem::MissingSpace(sign.to_owned()))
}

/// Returns that a space is missing after the colon in the line of an offset: `draft:true`. `None`
/// means that the line has no key, or is an address.
pub(super) fn missing_space_in_line(text: &str, offset: usize) -> Option<StructureSlip> {
    let line_start = text.get(..offset)?.rfind('\n').map_or(0, |line_break| line_break + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let content = line.trim_start_matches([' ', '-']);
    let length = name_length(content)?;
    let value = content.get(length..)?.strip_prefix(':')?;
    let is_value = value.starts_with(|char| !is_space(char) && !matches!(char, '/' | ':'));
    let key_end = line_start + line.len() - content.len() + length + 1;
    is_value.then(|| missing_space(key_end, content.get(..=length).unwrap_or_default()))
}

/// Finds the spaces of a line that are part of its structure and are not ordinary ones.
fn find_odd_spaces(
    line: &str,
    line_start: usize,
    is_value: &dyn Fn(usize) -> bool,
    slips: &mut Vec<StructureSlip>,
) {
    let mut end = 0;
    for (offset, char) in line.char_indices() {
        if offset < end || !is_odd_space(char) || is_value(line_start + offset) {
            continue;
        }
        let (before, rest) = line.split_at_checked(offset).unwrap_or_default();
        let after = rest.trim_start_matches(is_odd_space);
        if !is_structure(before.trim_end_matches(is_space), after.trim_start_matches(is_space)) {
            continue;
        }
        end = offset + rest.len() - after.len();
        let odd_spaces = rest.get(..rest.len() - after.len()).unwrap_or_default();
        let n_spaces = odd_spaces.chars().filter(|char| !is_zero_width(*char)).count();
        let needs_space = before.ends_with([':', '-']) && !after.starts_with(' ');
        let n_spaces = n_spaces.max(usize::from(needs_space));
        slips.push(StructureSlip::replaced(
            line_start + offset..line_start + end,
            &" ".repeat(n_spaces),
            YamlProblem::OddSpace { character: char, n_spaces },
        ));
    }
}

/// Returns whether white space between these parts of a line separates keys, items and values.
fn is_structure(before: &str, after: &str) -> bool {
    let is_only_items = |text: &str| text.chars().all(|char| char == '-' || is_space(char));
    if is_only_items(before) {
        let item = after.strip_prefix('-').is_some_and(|item| item.starts_with(is_space));
        return !after.is_empty() && (before.contains('-') || item || begins_with_key(after));
    }
    if let Some(key) = before.strip_suffix(':') {
        let is_name_char = |char: char| char.is_ascii_lowercase() || char == '_';
        let before_key = key.trim_end_matches(is_name_char);
        let opens = before_key.trim_end_matches(is_space);
        return before_key.len() < key.len()
            && (is_only_items(opens) || opens.ends_with(['{', ',']));
    }
    before.ends_with(['{', ',']) && begins_with_key(after)
}

fn begins_with_key(text: &str) -> bool {
    name_length(text)
        .is_some_and(|length| begins_with_value_sign(text.get(length..).unwrap_or_default()))
}

/// Returns whether a text begins with the colon after a key.
fn begins_with_value_sign(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|after| after.is_empty() || after.starts_with(is_space))
}

/// Returns the length of the name of a key at the start of a text.
fn name_length(text: &str) -> Option<usize> {
    let is_name_char = |char: char| char.is_ascii_lowercase() || char == '_';
    let length = text.find(|char| !is_name_char(char)).unwrap_or(text.len());
    (length > 0).then_some(length)
}

fn is_space(char: char) -> bool {
    char == ' ' || is_odd_space(char)
}

/// Returns whether a character looks like a space or like nothing, and is not what YAML calls one.
fn is_odd_space(char: char) -> bool {
    let is_wide = matches!(
        char,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    );
    is_wide || is_zero_width(char)
}

fn is_zero_width(char: char) -> bool {
    matches!(char, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text with its slips replaced.
    fn repaired(text: &str) -> String {
        let document = spanned_yaml::parse(text);
        let slips = find_structure_slips(text, 0..text.len(), document.root.as_ref());
        let mut repaired = text.to_owned();
        for edit in slips.iter().rev().flat_map(|slip| slip.edits.iter().rev()) {
            repaired.replace_range(edit.range.clone(), &edit.replacement);
        }
        repaired
    }

    #[test]
    fn what_was_meant_is_found() {
        for (text, expected) in [
            ("a: {value:\u{a0}36000, source: b}\n", "a: {value: 36000, source: b}\n"),
            ("a: {value: 1,\u{2009}source: b}\n", "a: {value: 1, source: b}\n"),
            ("title:\n  sv: a\n\u{a0}\u{a0}en: b\n", "title:\n  sv: a\n  en: b\n"),
            ("sv:\u{a0}Tjugo\n", "sv: Tjugo\n"),
            ("-\u{3000}id: a\n", "- id: a\n"),
            ("sv:\u{200b}Tjugo\n", "sv: Tjugo\n"),
            ("capacity:{value: 1}\n", "capacity: {value: 1}\n"),
            ("a: {value:36000, source: b}\n", "a: {value: 36000, source: b}\n"),
            ("town:\n  -id: a\n    title: A\n", "town:\n  - id: a\n    title: A\n"),
            ("fee: {value: 16,5, from: 2025}\n", "fee: {value: 16.5, from: 2025}\n"),
        ] {
            assert_eq!(repaired(text), expected);
        }
    }

    #[test]
    fn texts_are_left_alone() {
        for text in [
            "title: 36\u{a0}000 kr\n",
            "note: 'a,\u{a0}value:\u{a0}b'\n",
            "note: |\n  sv:\u{a0}Tjugo\n  -id: a\n  a:{b}\n",
            "note: >-\n  words\n  \u{a0}sv: Tjugo\n",
            "tags: [a:b, 16,5]\n",
            "a: {b: 16, 5: c}\n",
            "links:\n  - https://example.org\n",
            "a: {https://example.org}\n",
            "title: Obs:\u{a0}viktigt\n",
            "# sv:\u{a0}x\n",
        ] {
            assert_eq!(repaired(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn slips_are_on_character_boundaries(text in "([a-c]:|\u{a0}|\u{200b}|[ {},\n'-]|16,5){0,24}") {
            repaired(&text);
        }
    }
}
