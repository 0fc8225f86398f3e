//! Reads YAML as it was meant: with its slips replaced, and all positions in the text as written.

use super::structure_slips::{StructureSlip, find_structure_slips};
use spanned_yaml::{NodeKind, YamlDocument, YamlErrorKind, YamlNode};
use std::ops::Range;

/// Parses a range of a text. If it has slips, what they were meant to be is parsed, so that only
/// the slips are reported.
pub(super) fn parse_repaired(
    text: &str,
    range: &Range<usize>,
) -> (YamlDocument, Vec<StructureSlip>) {
    let document = spanned_yaml::parse_range(text, range.clone());
    let slips = find_structure_slips(text, range.clone(), document.root.as_ref());
    if slips.is_empty() {
        return (document, slips);
    }
    let mut repaired = text.get(..range.start).unwrap_or_default().to_owned();
    let mut positions = PositionMap::default();
    let mut end = range.start;
    for slip in &slips {
        repaired.push_str(text.get(end..slip.range.start).unwrap_or_default());
        positions.edits.push((repaired.len(), slip));
        repaired.push_str(&slip.replacement);
        end = slip.range.end;
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
    (document, slips)
}

/// Where the parts of a repaired text are in the text as written.
#[derive(Default)]
struct PositionMap<'s> {
    /// The slips, with the offset of each in the repaired text. In order.
    edits: Vec<(usize, &'s StructureSlip)>,
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
        let Some((start, slip)) = n_before.checked_sub(1).and_then(|index| self.edits.get(index))
        else {
            return offset;
        };
        let n_after = (offset - start).checked_sub(slip.replacement.len());
        slip.range.end + n_after.unwrap_or_default()
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
