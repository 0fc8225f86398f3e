//! Compares a text by its paragraphs.

use super::entry_changes::version_words;
use super::statement_record::RecordReader;
use crate::diagnostic::Span;
use crate::site::entry::LanguageVersion;
use crate::site::{EntryIndex, Site};

/// With more pairs of paragraphs than this, their order is not compared.
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

    /// Returns the pairs of a longest common sequence of paragraphs.
    fn same_blocks(&self) -> Vec<(usize, usize)> {
        let is_same = |old_index: usize, new_index: usize| match (
            self.old.get(old_index),
            self.new.get(new_index),
        ) {
            (Some(old), Some(new)) => old.words == new.words,
            _ => false,
        };
        let (n_old, n_new) = (self.old.len(), self.new.len());
        if n_old.saturating_mul(n_new) > MAX_PAIRS {
            return (0..n_old.min(n_new))
                .take_while(|index| is_same(*index, *index))
                .map(|index| (index, index))
                .collect();
        }
        // The length of the longest common sequence of what follows two positions.
        let mut lengths = vec![vec![0_u32; n_new + 1]; n_old + 1];
        let length = |lengths: &Vec<Vec<u32>>, old_index: usize, new_index: usize| {
            lengths.get(old_index).and_then(|row| row.get(new_index)).copied().unwrap_or_default()
        };
        for old_index in (0..n_old).rev() {
            for new_index in (0..n_new).rev() {
                let value = match is_same(old_index, new_index) {
                    true => 1 + length(&lengths, old_index + 1, new_index + 1),
                    false => length(&lengths, old_index + 1, new_index).max(length(
                        &lengths,
                        old_index,
                        new_index + 1,
                    )),
                };
                let cell = lengths.get_mut(old_index).and_then(|row| row.get_mut(new_index));
                cell.into_iter().for_each(|cell| *cell = value);
            }
        }
        let (mut old_index, mut new_index, mut pairs) = (0, 0, Vec::new());
        while old_index < n_old && new_index < n_new {
            if is_same(old_index, new_index) {
                pairs.push((old_index, new_index));
                old_index += 1;
                new_index += 1;
            } else if length(&lengths, old_index + 1, new_index)
                >= length(&lengths, old_index, new_index + 1)
            {
                old_index += 1;
            } else {
                new_index += 1;
            }
        }
        pairs
    }
}
