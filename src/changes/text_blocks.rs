//! Compares a text by its paragraphs.

use super::common_sequence::common_sequence;
use super::entry_changes::version_words;
use super::statement_record::RecordReader;
use crate::diagnostic::Span;
use crate::site::entry::LanguageVersion;
use crate::site::{EntryIndex, Site};
use std::collections::BTreeMap;

/// With more pairs of paragraphs than this between the first and the last difference, their order
/// is not compared.
const MAX_PAIRS: usize = 4_000_000;

/// A paragraph of a text: what is between two blank lines.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// Its words, without layout.
    pub words: String,
    /// Where it is.
    pub span: Span,
}

/// A text in two versions, paragraph by paragraph.
#[derive(Debug)]
pub struct BlockComparison {
    /// The paragraphs of the older version.
    pub old: Vec<TextBlock>,
    /// The paragraphs of the newer version.
    pub new: Vec<TextBlock>,
    /// What differs, in order.
    pub changes: Vec<BlockChange>,
    /// The paragraph of the newer version that each one of the older version is, by index. `None`
    /// means that it is gone.
    pub newer_index: Vec<Option<usize>>,
}

/// A paragraph that differs. Positions are indexes in the older version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockChange {
    /// It has other words.
    Changed {
        /// Its index in the older version.
        old_index: usize,
        /// Its index in the newer version.
        new_index: usize,
    },
    /// It is gone.
    Removed {
        /// Its index in the older version.
        old_index: usize,
    },
    /// It is new.
    Added {
        /// The index in the older version of the paragraph before which it is.
        before: usize,
        /// Its index in the newer version.
        new_index: usize,
    },
}

impl BlockChange {
    /// Returns the index in the older version of the paragraph that it is about, or before which it
    /// is.
    #[must_use]
    pub fn old_position(self) -> usize {
        match self {
            Self::Changed { old_index, .. } | Self::Removed { old_index } => old_index,
            Self::Added { before, .. } => before,
        }
    }
}

/// Returns the paragraphs of the text of an entry in one language.
fn text_blocks(site: &Site, entry_index: EntryIndex, version: &LanguageVersion) -> Vec<TextBlock> {
    let reader = RecordReader { site, entry_index, renamed: None };
    let markdown = version.body.text();
    let mut blocks: Vec<TextBlock> = Vec::new();
    let mut end = 0;
    for word in version_words(reader, Some(version)) {
        let between = markdown.get(end..word.range.start).unwrap_or_default();
        let is_apart = between.bytes().filter(|byte| *byte == b'\n').count() > 1;
        end = word.range.end;
        match blocks.last_mut().filter(|_| !is_apart) {
            Some(block) => {
                block.words.push(' ');
                block.words.push_str(&word.text);
            }
            None => {
                let span = version.body.span(&word.range);
                blocks.push(TextBlock { words: word.text, span });
            }
        }
    }
    blocks
}

impl BlockComparison {
    /// Compares the text of an entry in one language.
    #[must_use]
    pub fn new(
        old: (&Site, EntryIndex, &LanguageVersion),
        new: (&Site, EntryIndex, &LanguageVersion),
    ) -> Self {
        let old = text_blocks(old.0, old.1, old.2);
        let new = text_blocks(new.0, new.1, new.2);
        let mut comparison =
            Self { newer_index: vec![None; old.len()], old, new, changes: Vec::new() };
        let mut anchors = comparison.same_blocks();
        anchors.push((comparison.old.len(), comparison.new.len()));
        let (mut old_start, mut new_start) = (0, 0);
        for (old_end, new_end) in anchors {
            comparison.add_gap(old_start..old_end, new_start..new_end);
            if let Some(index) = comparison.newer_index.get_mut(old_end) {
                *index = Some(new_end);
            }
            (old_start, new_start) = (old_end + 1, new_end + 1);
        }
        comparison
    }

    /// Adds what differs between two paragraphs that are the same in both versions.
    fn add_gap(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        let n_pairs = old.len().min(new.len());
        for (old_index, new_index) in old.clone().zip(new.clone()) {
            self.changes.push(BlockChange::Changed { old_index, new_index });
            if let Some(index) = self.newer_index.get_mut(old_index) {
                *index = Some(new_index);
            }
        }
        let removed = old.clone().skip(n_pairs);
        self.changes.extend(removed.map(|old_index| BlockChange::Removed { old_index }));
        let before = old.end;
        let added = new.skip(n_pairs);
        self.changes.extend(added.map(|new_index| BlockChange::Added { before, new_index }));
    }

    /// Returns the pairs of a longest common sequence of paragraphs. In a text with too many of
    /// them only those before the first and after the last difference are in it.
    fn same_blocks(&self) -> Vec<(usize, usize)> {
        let (old, new) = self.word_numbers();
        let n_first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let (n_old, n_new) = (old.len() - n_first, new.len() - n_first);
        let n_last = match n_old.saturating_mul(n_new) > MAX_PAIRS {
            true => {
                let last = old.iter().skip(n_first).rev().zip(new.iter().skip(n_first).rev());
                last.take_while(|(old, new)| old == new).count()
            }
            false => 0,
        };
        let old_middle = old.get(n_first..old.len() - n_last).unwrap_or_default();
        let new_middle = new.get(n_first..new.len() - n_last).unwrap_or_default();
        let mut pairs: Vec<(usize, usize)> = (0..n_first).map(|index| (index, index)).collect();
        if old_middle.len().saturating_mul(new_middle.len()) <= MAX_PAIRS {
            let middle = common_sequence(old_middle, new_middle).into_iter();
            pairs.extend(middle.map(|(old, new)| (n_first + old, n_first + new)));
        }
        pairs.extend((old.len() - n_last..old.len()).zip(new.len() - n_last..new.len()));
        pairs
    }

    /// Returns a number for each paragraph of both versions. The same words have the same number.
    fn word_numbers(&self) -> (Vec<usize>, Vec<usize>) {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let blocks = self.old.iter().chain(&self.new);
        let all = blocks.map(|block| {
            let next_number = numbers.len();
            *numbers.entry(block.words.as_str()).or_insert(next_number)
        });
        let mut old: Vec<usize> = all.collect();
        let new = old.split_off(self.old.len());
        (old, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use std::sync::Arc;

    fn comparison(old: &[usize], new: &[usize]) -> BlockComparison {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: "".into() });
        let blocks = |numbers: &[usize]| -> Vec<TextBlock> {
            let block = |number: &usize| TextBlock {
                words: format!("paragraph {number}"),
                span: Span::start_of(&source),
            };
            numbers.iter().map(block).collect()
        };
        let (old, new) = (blocks(old), blocks(new));
        BlockComparison { old, new, changes: Vec::new(), newer_index: Vec::new() }
    }

    #[test]
    fn equal_paragraphs_belong_together() {
        let pairs = comparison(&[1, 2, 3, 4], &[1, 9, 3, 4, 5]).same_blocks();
        assert_eq!(pairs, [(0, 0), (2, 2), (3, 3)]);
        let pairs = comparison(&[1, 2, 3], &[2, 3, 1]).same_blocks();
        assert_eq!(pairs, [(1, 0), (2, 1)]);
    }

    #[test]
    fn one_paragraph_in_a_long_text_is_found() {
        let old: Vec<usize> = (0..20_000).collect();
        let mut new = old.clone();
        new.insert(10_000, 99_999);
        let pairs = comparison(&old, &new).same_blocks();
        assert_eq!(pairs.len(), 20_000);
        assert_eq!(pairs.get(10_000), Some(&(10_000, 10_001)));
    }
}
