//! Changes to a text, and the map from the offsets of the changed text to those of the old one.

use crate::diagnostic::rules::ForeignSyntaxKind;
use std::ops::Range;

/// The changes that a pass makes, and the foreign syntax that it finds.
#[derive(Debug, Default)]
pub(super) struct TextEdits {
    edits: Vec<TextEdit>,
    /// The kind and range of each use of syntax that is not read.
    pub(super) foreign: Vec<(ForeignSyntaxKind, Range<usize>)>,
}

#[derive(Debug)]
struct TextEdit {
    range: Range<usize>,
    replacement: String,
}

/// Maps the offsets of a changed text to those of the text before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    /// In ascending order.
    runs: Vec<OffsetRun>,
}

/// A run of text that is the same in both, or that replaces another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OffsetRun {
    new_start: usize,
    old_start: usize,
    /// The length of the text that it replaces. `None` for a text that is the same.
    replaced_bytes: Option<usize>,
}

impl TextEdits {
    /// Replaces a range. Of two that overlap, the one that begins first counts.
    pub(super) fn replace(&mut self, range: Range<usize>, replacement: impl Into<String>) {
        self.edits.push(TextEdit { range, replacement: replacement.into() });
    }

    /// Inserts a text. Several at one place keep their order.
    pub(super) fn insert(&mut self, offset: usize, inserted: impl Into<String>) {
        self.replace(offset..offset, inserted);
    }

    /// Records a use of syntax that is not read.
    pub(super) fn report(&mut self, kind: ForeignSyntaxKind, range: Range<usize>) {
        self.foreign.push((kind, range));
    }

    /// Returns the changed text with its map. `None` means that nothing is changed.
    pub(super) fn apply(mut self, text: &str) -> Option<(String, OffsetMap)> {
        if self.edits.is_empty() {
            return None;
        }
        self.edits.sort_by_key(|edit| edit.range.start);
        let mut new_text = String::with_capacity(text.len() + text.len() / 8);
        let mut map = OffsetMap { runs: Vec::with_capacity(2 * self.edits.len() + 1) };
        let mut old_offset = 0;
        for edit in self.edits {
            if edit.range.start < old_offset {
                continue;
            }
            map.push_run(new_text.len(), old_offset, None);
            new_text.push_str(text.get(old_offset..edit.range.start).unwrap_or_default());
            map.push_run(new_text.len(), edit.range.start, Some(edit.range.len()));
            new_text.push_str(&edit.replacement);
            old_offset = edit.range.end;
        }
        map.push_run(new_text.len(), old_offset, None);
        new_text.push_str(text.get(old_offset..).unwrap_or_default());
        Some((new_text, map))
    }
}

impl OffsetMap {
    fn push_run(&mut self, new_start: usize, old_start: usize, replaced_bytes: Option<usize>) {
        self.runs.push(OffsetRun { new_start, old_start, replaced_bytes });
    }

    /// Returns the range in the old text of a range in the new one.
    pub(super) fn old_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.run_at(range.start).map_or(0, |run| match run.replaced_bytes {
            None => run.old_start + (range.start - run.new_start),
            Some(_) => run.old_start,
        });
        if range.is_empty() {
            return start..start;
        }
        let last = range.end - 1;
        let end = self.run_at(last).map_or(start, |run| match run.replaced_bytes {
            None => run.old_start + (range.end - run.new_start),
            Some(length) => run.old_start + length,
        });
        start..end.max(start)
    }

    fn run_at(&self, offset: usize) -> Option<&OffsetRun> {
        let n_before = self.runs.partition_point(|run| run.new_start <= offset);
        n_before.checked_sub(1).and_then(|index| self.runs.get(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_the_changed_text_are_mapped_to_the_old_one() {
        let mut edits = TextEdits::default();
        edits.replace(2..4, "NEW");
        edits.insert(0, "> ");
        edits.insert(5, "!");
        let (text, map) = edits.apply("abcdef").unwrap();
        assert_eq!(text, "> abNEWe!f");
        let old = |part: &str| {
            let start = text.find(part).unwrap();
            map.old_range(&(start..start + part.len()))
        };
        assert_eq!([old("ab"), old("NEW"), old("e"), old("f")], [0..2, 2..4, 4..5, 5..6]);
        assert_eq!(old("bNEWe"), 1..5);
        assert_eq!(map.old_range(&(0..0)), 0..0);
        assert_eq!(map.old_range(&(10..10)), 6..6);
    }
}
