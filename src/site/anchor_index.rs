//! Finds the headings and anchors of a text by name, however many there are.

use super::address::fold_name;
use crate::parse::{MarkdownOutline, OutlineHeading};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

/// The places of a text that a fragment can name, by hashes of their names.
///
/// Names are compared again, so two with the same hash are never confused.
#[derive(Clone, Debug, Default)]
pub struct AnchorIndex {
    /// A hash of each name of a heading, and its index in the outline. Sorted.
    headings: Vec<(u64, usize)>,
    /// A hash of the name of each other anchor, and its index in the outline. Sorted.
    anchors: Vec<(u64, usize)>,
}

impl AnchorIndex {
    /// Indexes the headings and anchors of a text.
    pub(super) fn new(outline: &MarkdownOutline) -> Self {
        let heading_hashes = outline.headings.iter().enumerate().flat_map(|(index, heading)| {
            let text = fold_name(heading.text.trim());
            [fold_name(&heading.anchor), letters_and_digits(&text), text]
                .map(|name| (hash_of(&name), index))
        });
        let mut headings: Vec<(u64, usize)> = heading_hashes.collect();
        headings.sort_unstable();
        headings.dedup();
        let anchors = outline.anchors.iter().enumerate();
        let mut anchors: Vec<(u64, usize)> =
            anchors.map(|(index, anchor)| (hash_of(&fold_name(&anchor.name)), index)).collect();
        anchors.sort_unstable();
        Self { headings, anchors }
    }

    /// Returns the heading with exactly this anchor.
    #[must_use]
    pub fn heading<'o>(
        &self,
        outline: &'o MarkdownOutline,
        anchor: &str,
    ) -> Option<&'o OutlineHeading> {
        let index = self.heading_index(outline, anchor)?;
        outline.headings.get(index)
    }

    /// Returns the index in the outline of the heading with exactly this anchor.
    #[must_use]
    pub fn heading_index(&self, outline: &MarkdownOutline, anchor: &str) -> Option<usize> {
        let is_anchor = |index: usize| {
            outline.headings.get(index).is_some_and(|heading| heading.anchor == anchor)
        };
        with_hash(&self.headings, &fold_name(anchor)).find(|index| is_anchor(*index))
    }

    /// Returns the range of the block with exactly this anchor, `^x`.
    #[must_use]
    pub fn block_range(&self, outline: &MarkdownOutline, anchor: &str) -> Option<Range<usize>> {
        let mut anchors = with_hash(&self.anchors, &fold_name(anchor));
        let find = |index: usize| outline.anchors.get(index).filter(|it| it.name == anchor);
        anchors.find_map(find)?.block.clone()
    }

    /// Returns whether a heading or another anchor has exactly this name.
    pub(super) fn has_anchor(&self, outline: &MarkdownOutline, name: &str) -> bool {
        let is_anchor =
            |index: usize| outline.anchors.get(index).is_some_and(|anchor| anchor.name == name);
        self.heading_index(outline, name).is_some()
            || with_hash(&self.anchors, &fold_name(name)).any(is_anchor)
    }

    /// Returns the anchor that is meant by a name in another form: the anchor or text of a heading
    /// without case, as in Obsidian, or without its punctuation, which links of Obsidian omit.
    pub(super) fn find_similar<'o>(
        &self,
        outline: &'o MarkdownOutline,
        name: &str,
    ) -> Option<&'o str> {
        let folded = fold_name(name);
        let find_heading = |wanted: &str, has_name: &dyn Fn(&OutlineHeading) -> bool| {
            let mut indexes = with_hash(&self.headings, wanted);
            let heading = indexes.find_map(|index| {
                outline.headings.get(index).filter(|heading| has_name(heading))
            })?;
            Some(heading.anchor.as_str())
        };
        let has_name = |heading: &OutlineHeading| {
            fold_name(&heading.anchor) == folded || fold_name(heading.text.trim()) == folded
        };
        let find_anchor = || {
            let mut indexes = with_hash(&self.anchors, &folded);
            let anchor = indexes.find_map(|index| {
                outline.anchors.get(index).filter(|anchor| fold_name(&anchor.name) == folded)
            })?;
            Some(anchor.name.as_str())
        };
        let bare = letters_and_digits(&folded);
        let has_bare_name =
            |heading: &OutlineHeading| letters_and_digits(&fold_name(&heading.text)) == bare;
        find_heading(&folded, &has_name)
            .or_else(find_anchor)
            .or_else(|| if bare.is_empty() { None } else { find_heading(&bare, &has_bare_name) })
    }
}

/// Returns the indexes with the hash of a name, in ascending order.
fn with_hash<'i>(hashes: &'i [(u64, usize)], name: &str) -> impl Iterator<Item = usize> + 'i {
    let hash = hash_of(name);
    let start = hashes.partition_point(|(other, _)| *other < hash);
    hashes.iter().skip(start).take_while(move |(other, _)| *other == hash).map(|(_, index)| *index)
}

fn hash_of(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn letters_and_digits(folded: &str) -> String {
    folded.chars().filter(|char| char.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::collect_outline;

    #[test]
    fn a_name_finds_the_first_place_that_has_it() {
        let outline = collect_outline(
            "# The *Mill*\n\n## the mill!\n\n<a id=\"Brook\"></a>\n\n## Brook\n\n## Å, B\n\n\
             Words. ^Block\n",
        );
        let index = AnchorIndex::new(&outline);
        assert_eq!(index.heading(&outline, "the-mill-1").unwrap().text, "the mill!");
        assert!(index.heading(&outline, "The Mill").is_none());
        assert!(index.has_anchor(&outline, "Brook") && index.has_anchor(&outline, "^Block"));
        assert!(!index.has_anchor(&outline, "Mill"));
        let similar = [
            ("THE MILL", "the-mill"),
            ("the mill!", "the-mill-1"),
            ("The-Mill-1", "the-mill-1"),
            ("themill", "the-mill"),
            ("BROOK", "brook"),
            ("^block", "^Block"),
            ("A\u{30a} B", "å-b"),
        ];
        for (name, anchor) in similar {
            assert_eq!(index.find_similar(&outline, name), Some(anchor), "{name}");
        }
        assert_eq!(index.find_similar(&outline, "!"), None);
    }
}
