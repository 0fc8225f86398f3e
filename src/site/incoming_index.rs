//! What points to each entry: the reverse of links and relations.

use super::entry::EntryIndex;
use std::sync::Arc;

/// An item that is listed at the entry it points to.
pub(super) trait IncomingItem: Clone + PartialEq {
    /// Returns the entry that has the link or relation.
    fn source(&self) -> EntryIndex;
}

/// For each entry, the items that point to it, by source entry and then in the order of the source.
///
/// Items of one source that are equal and adjacent are listed once. Each list is shared with the
/// previous site while nothing in it changes.
#[derive(Debug)]
pub(super) struct IncomingIndex<T> {
    by_target: Vec<Arc<Vec<T>>>,
}

impl<T> Clone for IncomingIndex<T> {
    fn clone(&self) -> Self {
        Self { by_target: self.by_target.clone() }
    }
}

impl<T> Default for IncomingIndex<T> {
    fn default() -> Self {
        Self { by_target: Vec::new() }
    }
}

impl<T: IncomingItem> IncomingIndex<T> {
    /// Builds the index from all items with their targets, in the order of their sources.
    pub(super) fn new<'a>(
        n_entries: usize,
        items: impl Iterator<Item = &'a (EntryIndex, T)>,
    ) -> Self
    where
        T: 'a,
    {
        let mut by_target: Vec<Vec<T>> = vec![Vec::new(); n_entries];
        for (target, item) in items {
            if let Some(list) = by_target.get_mut(target.0).filter(|it| it.last() != Some(item)) {
                list.push(item.clone());
            }
        }
        Self { by_target: by_target.into_iter().map(Arc::new).collect() }
    }

    /// Returns the index with other implicit entries. Each has the list of an old implicit entry,
    /// or an empty one.
    pub(super) fn with_implicit(
        &self,
        n_declared: usize,
        old_indexes: impl Iterator<Item = Option<EntryIndex>>,
    ) -> Self {
        let find = |old: EntryIndex| self.by_target.get(old.0).map(Arc::clone);
        let implicit = old_indexes.map(|old| old.and_then(find).unwrap_or_default());
        let declared = self.by_target.iter().take(n_declared).map(Arc::clone);
        Self { by_target: declared.chain(implicit).collect() }
    }

    /// Returns the items that point to an entry.
    pub(super) fn get(&self, target: EntryIndex) -> &[T] {
        self.by_target.get(target.0).map_or(&[], |list| list.as_slice())
    }

    /// Replaces the items of one source.
    pub(super) fn replace(
        &mut self,
        source: EntryIndex,
        old_items: &[(EntryIndex, T)],
        new_items: &[(EntryIndex, T)],
    ) {
        for (target, _) in old_items {
            if let Some(list) = self.by_target.get_mut(target.0)
                && list.iter().any(|item| item.source() == source)
            {
                Arc::make_mut(list).retain(|item| item.source() != source);
            }
        }
        for (target, item) in new_items {
            if let Some(list) = self.by_target.get_mut(target.0) {
                let index = list.partition_point(|known| known.source() <= source);
                if index.checked_sub(1).and_then(|last| list.get(last)) != Some(item) {
                    Arc::make_mut(list).insert(index, item.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl IncomingItem for (usize, char) {
        fn source(&self) -> EntryIndex {
            EntryIndex(self.0)
        }
    }

    #[test]
    fn replacing_the_items_of_a_source_gives_what_building_gives() {
        let items = |of_second: &str| -> Vec<(EntryIndex, (usize, char))> {
            let sources = ["aab", of_second, "ab"].into_iter().enumerate();
            let letters = sources.flat_map(|(source, it)| it.chars().map(move |c| (source, c)));
            letters.map(|item| (EntryIndex(usize::from(item.1 > 'a')), item)).collect()
        };
        let second = |of_second: &str| -> Vec<(EntryIndex, (usize, char))> {
            items(of_second).into_iter().filter(|(_, item)| item.0 == 1).collect()
        };
        for new in ["", "a", "bba", "abab"] {
            let mut index = IncomingIndex::new(2, items("ba").iter());
            index.replace(EntryIndex(1), &second("ba"), &second(new));
            let clean = IncomingIndex::new(2, items(new).iter());
            for target in [EntryIndex(0), EntryIndex(1)] {
                assert_eq!(index.get(target), clean.get(target), "{new}");
            }
        }
    }
}
