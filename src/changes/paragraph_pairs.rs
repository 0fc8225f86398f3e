//! Finds which paragraph of one version of a source text is which in the other: by its locator and
//! words, then by its words, then by its locator. Headings of sections are found in the same way,
//! by their words and then by the paragraph after them.

use crate::site::source_text::{SourceParagraph, SourceText};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The paragraphs of two versions of a source text, by their indexes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphPairs {
    /// Those with the same locator and words, in the order of the newer version.
    pub(super) same: Vec<(usize, usize)>,
    /// Those with the same words and another locator, in the order of the newer version.
    pub(super) renumbered: Vec<(usize, usize)>,
    /// Those with the same locator and other words, in the order of the newer version.
    pub(super) changed: Vec<(usize, usize)>,
    /// Those that only the older version has.
    pub(super) removed: Vec<usize>,
    /// Those that only the newer version has.
    pub(super) added: Vec<usize>,
}

impl ParagraphPairs {
    /// Pairs the paragraphs. Equal ones are paired in order, so that the result is the same read
    /// backwards.
    pub(super) fn new(old: &SourceText, new: &SourceText) -> Self {
        let mut unpaired = UnpairedParagraphs {
            old: (0..old.paragraphs.len()).collect(),
            new: (0..new.paragraphs.len()).collect(),
        };
        let mut pair = |key: fn(&SourceParagraph) -> Option<String>| {
            let old_key = |index: usize| key(old.paragraphs.get(index)?);
            let new_key = |index: usize| key(new.paragraphs.get(index)?);
            unpaired.pair_by_key(old_key, new_key)
        };
        // A paragraph without words or locator is not recognized by them.
        let same = pair(|it| Some(format!("{}\n{}", it.locator, it.text)));
        let renumbered = pair(|it| (!it.text.is_empty()).then(|| it.text.clone()));
        let changed = pair(|it| Some(it.locator.clone()));
        Self { same, renumbered, changed, removed: unpaired.old, added: unpaired.new }
    }

    /// Pairs the paragraphs that begin a section, by its heading.
    pub(super) fn of_headings(old: &SourceText, new: &SourceText) -> Self {
        let sections = |text: &SourceText| -> Vec<usize> {
            let paragraphs = text.paragraphs.iter().enumerate();
            paragraphs.filter(|(_, it)| it.section.is_some()).map(|(index, _)| index).collect()
        };
        let mut unpaired = UnpairedParagraphs { old: sections(old), new: sections(new) };
        let mut pair = |key: fn(&SourceParagraph) -> Option<String>| {
            let old_key = |index: usize| key(old.paragraphs.get(index)?);
            let new_key = |index: usize| key(new.paragraphs.get(index)?);
            unpaired.pair_by_key(old_key, new_key)
        };
        let same = pair(|it| it.section.as_ref().map(|heading| heading.text.clone()));
        let changed = pair(|it| Some(it.locator.clone()));
        let (removed, added) = (unpaired.old, unpaired.new);
        Self { same, changed, removed, added, renumbered: Vec::new() }
    }
}

/// The paragraphs that have no partner yet.
struct UnpairedParagraphs {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl UnpairedParagraphs {
    fn pair_by_key(
        &mut self,
        old_key: impl Fn(usize) -> Option<String>,
        new_key: impl Fn(usize) -> Option<String>,
    ) -> Vec<(usize, usize)> {
        let mut by_key: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for index in &self.old {
            if let Some(key) = old_key(*index) {
                by_key.entry(key).or_default().push_back(*index);
            }
        }
        let mut pairs = Vec::new();
        let mut unpaired = Vec::new();
        for new_index in std::mem::take(&mut self.new) {
            let same_key = new_key(new_index).and_then(|key| by_key.get_mut(&key));
            match same_key.and_then(VecDeque::pop_front) {
                Some(old_index) => pairs.push((old_index, new_index)),
                None => unpaired.push(new_index),
            }
        }
        self.new = unpaired;
        let paired: BTreeSet<usize> = pairs.iter().map(|(old_index, _)| *old_index).collect();
        self.old.retain(|index| !paired.contains(index));
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use std::sync::Arc;

    fn text(paragraphs: &[&str]) -> SourceText {
        let text: String = paragraphs.iter().map(|it| format!("[{it}\n\n")).collect();
        let text = text.replace(": ", "]\n");
        SourceText::read(&Arc::new(SourceFile { path: "a.txt".into(), text: text.into() }))
    }

    #[test]
    fn an_inserted_paragraph_renumbers_those_after_it() {
        let old = text(&["P1: One.", "P2: Two.", "P3: Three."]);
        let new = text(&["P1: One.", "P2: New.", "P3: Two.", "P4: Three."]);
        let pairs = ParagraphPairs::new(&old, &new);
        assert_eq!(pairs.renumbered, [(1, 2), (2, 3)]);
        assert_eq!((pairs.added, pairs.removed, pairs.changed), (vec![1], vec![], vec![]));
    }

    #[test]
    fn a_heading_is_known_by_its_words_or_by_its_paragraph() {
        let old = text(&["P1: One.\n\n# A", "P2: Two.\n\n# B", "P3: Three."]);
        let new = text(&["P1: One.\n\n# B", "P2: Two.\n\n# C", "P3: Three.\n\n# D\n"]);
        let pairs = ParagraphPairs::of_headings(&old, &new);
        assert_eq!((pairs.same, pairs.changed), (vec![(2, 1)], vec![]));
        assert_eq!((pairs.removed, pairs.added), (vec![1], vec![2, 3]));
    }

    #[test]
    fn a_paragraph_with_other_words_is_known_by_its_locator() {
        let old = text(&["P1: One.", "P2: Two.", "P3: Three."]);
        let new = text(&["P1: One.", "P2: Two and more."]);
        let pairs = ParagraphPairs::new(&old, &new);
        assert_eq!((pairs.changed, pairs.removed), (vec![(1, 1)], vec![2]));
    }
}
