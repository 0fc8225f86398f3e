//! Reads YAML as it was meant: with its slips replaced, and all positions in the text as written.

use super::structure_slips::{
    SlipEdit, StructureSlip, find_structure_slips, missing_space_in_line,
};
use super::unclosed_values::{find_unclosed_values, may_have_curly_values};
use spanned_yaml::{NodeKind, SyntaxProblem, YamlDocument, YamlErrorKind, YamlNode};
use std::ops::Range;

/// Parses a range of a text. If it has slips, what they were meant to be is parsed, so that only
/// the slips are reported.
pub(super) fn parse_repaired(
    text: &str,
    range: &Range<usize>,
) -> (YamlDocument, Vec<StructureSlip>) {
    let document = spanned_yaml::parse_range(text, range.clone());
    let slips = structure_slips(text, range, &document);
    let written = text.get(range.clone()).unwrap_or_default();
    let has_curly_values = may_have_curly_values(written);
    let unclosed = match document.errors.is_empty() && !has_curly_values {
        true => Vec::new(),
        false => find_unclosed_values(text, range.clone()),
    };
    let (document, slips) = match slips.is_empty() {
        true => (document, slips),
        false => (parse_with_edits(text, range, &slips), slips),
    };
    if unclosed.is_empty() {
        return (document, slips);
    }
    let is_curly = unclosed.iter().all(|slip| slip.edits.len() > 1);
    let mut all_slips = [slips.as_slice(), unclosed.as_slice()].concat();
    all_slips.sort_by_key(|slip| slip.edits.first().map(|edit| edit.range.start));
    let all_edits = edits_in_order(&all_slips);
    if all_edits.windows(2).any(|pair| matches!(pair, [a, b] if b.range.start < a.range.end)) {
        return (document, slips);
    }
    // What does not make more of the text readable was not what was meant.
    let closed = parse_with_edits(text, range, &all_slips);
    let n_errors = (closed.errors.len(), document.errors.len());
    match n_errors.0 < n_errors.1 || is_curly && n_errors.0 == n_errors.1 {
        true => (closed, all_slips),
        false => (document, slips),
    }
}

/// Returns the slips that are in one line, also those that only the parser's errors show.
fn structure_slips(
    text: &str,
    range: &Range<usize>,
    document: &YamlDocument,
) -> Vec<StructureSlip> {
    let mut slips = find_structure_slips(text, range.clone(), document.root.as_ref());
    let without_colon = document
        .errors
        .iter()
        .filter(|error| error.kind == YamlErrorKind::Syntax(SyntaxProblem::MissingColon));
    for slip in without_colon.filter_map(|error| missing_space_in_line(text, error.range.start)) {
        if !slips.iter().any(|it| it.range == slip.range) {
            slips.push(slip);
        }
    }
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

/// Returns the edits of all slips in the order of the text.
fn edits_in_order(slips: &[StructureSlip]) -> Vec<&SlipEdit> {
    let mut edits: Vec<&SlipEdit> = slips.iter().flat_map(|slip| &slip.edits).collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// Parses what was meant. All positions are those in the text as written.
fn parse_with_edits(text: &str, range: &Range<usize>, slips: &[StructureSlip]) -> YamlDocument {
    let mut repaired = text.get(..range.start).unwrap_or_default().to_owned();
    let mut positions = PositionMap::default();
    let mut end = range.start;
    for edit in edits_in_order(slips) {
        repaired.push_str(text.get(end..edit.range.start).unwrap_or_default());
        positions.edits.push((repaired.len(), edit));
        repaired.push_str(&edit.replacement);
        end = edit.range.end;
    }
    repaired.push_str(text.get(end..range.end).unwrap_or_default());
    let mut document = spanned_yaml::parse_range(&repaired, range.start..repaired.len());
    if let Some(root) = &mut document.root {
        positions.restore_tree(root);
    }
    for error in &mut document.errors {
        positions.restore(&mut error.range);
        if let YamlErrorKind::DuplicateKey { first_range, .. } = &mut error.kind {
            positions.restore(first_range);
        }
    }
    document
}

/// Where the parts of a repaired text are in the text as written.
#[derive(Default)]
struct PositionMap<'s> {
    /// The edits, with the offset of each in the repaired text. In order.
    edits: Vec<(usize, &'s SlipEdit)>,
}

impl PositionMap<'_> {
    /// Changes the ranges of a tree to those in the text as written.
    fn restore_tree(&self, root: &mut YamlNode) {
        let mut nodes = vec![root];
        while let Some(node) = nodes.pop() {
            self.restore(&mut node.range);
            match &mut node.kind {
                NodeKind::List(items) => nodes.extend(items),
                NodeKind::Map(pairs) => {
                    nodes.extend(pairs.iter_mut().flat_map(|(key, value)| [key, value]));
                }
                NodeKind::Text { .. } | NodeKind::Empty => {}
            }
        }
    }

    fn restore(&self, range: &mut Range<usize>) {
        let start = self.written_offset(range.start);
        *range = start..self.written_offset(range.end).max(start);
    }

    /// Returns the offset in the text as written.
    fn written_offset(&self, offset: usize) -> usize {
        let n_before = self.edits.partition_point(|(start, _)| *start < offset);
        let Some((start, edit)) = n_before.checked_sub(1).and_then(|index| self.edits.get(index))
        else {
            return offset;
        };
        let n_after = (offset - start).checked_sub(edit.replacement.len());
        edit.range.end + n_after.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_in_the_text_as_written() {
        let text = "x\na: {value:36000, b: 16,5}\nc:\u{a0}\u{a0}d\n";
        let (document, slips) = parse_repaired(text, &(2..text.len()));
        assert_eq!(slips.len(), 3);
        assert_eq!(document.errors, []);
        let root = document.root.unwrap();
        let written = |node: &YamlNode| text.get(node.range.clone()).unwrap().to_owned();
        let map = root.get("a").unwrap();
        assert_eq!(written(map.get("value").unwrap()), "36000");
        assert_eq!(map.get("b").unwrap().as_str(), Some("16.5"));
        assert_eq!(written(map.get("b").unwrap()), "16,5");
        assert_eq!(written(root.get("c").unwrap()), "d");
    }
}
