//! Finds the pairs that are in the same order in both texts.

/// Two units that belong together, by their indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct UnitPair {
    pub(super) newer: usize,
    pub(super) older: usize,
}

/// Returns which pairs are in the same order in both texts, so that these are as many words as
/// possible. The pairs are sorted by `newer`, and no index is there twice. `weights` has a number
/// of at least 1 for each pair. Takes n log n steps.
pub(super) fn ordered_pairs(pairs: &[UnitPair], weights: &[u64]) -> Vec<bool> {
    let n_older = pairs.iter().map(|pair| pair.older + 1).max().unwrap_or(0);
    let mut best_before = BestBefore::new(n_older);
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let mut best_end: Option<(u64, usize)> = None;
    for (pair_index, (pair, weight)) in pairs.iter().zip(weights).enumerate() {
        let before = best_before.query(pair.older);
        let sum = before.map_or(0, |(sum, _)| sum) + weight;
        previous.push(before.map(|(_, index)| index));
        best_before.insert(pair.older, (sum, pair_index));
        if best_end.is_none_or(|(best, _)| sum > best) {
            best_end = Some((sum, pair_index));
        }
    }
    let mut is_ordered = vec![false; pairs.len()];
    let mut next = best_end.map(|(_, index)| index);
    while let Some(index) = next {
        if let Some(flag) = is_ordered.get_mut(index) {
            *flag = true;
        }
        next = previous.get(index).copied().flatten();
    }
    is_ordered
}

/// The heaviest chain that ends before an index: a Fenwick tree of maxima.
struct BestBefore(Vec<Option<(u64, usize)>>);

impl BestBefore {
    fn new(length: usize) -> Self {
        Self(vec![None; length + 1])
    }

    /// Returns the heaviest chain that ends before an index; of equal ones the first.
    fn query(&self, index: usize) -> Option<(u64, usize)> {
        let (mut position, mut best) = (index, None);
        while position > 0 {
            best = heavier(best, self.0.get(position).copied().flatten());
            position &= position - 1;
        }
        best
    }

    fn insert(&mut self, index: usize, chain: (u64, usize)) {
        let mut position = index + 1;
        while let Some(slot) = self.0.get_mut(position) {
            *slot = heavier(*slot, Some(chain));
            position += position & position.wrapping_neg();
        }
    }
}

fn heavier(left: Option<(u64, usize)>, right: Option<(u64, usize)>) -> Option<(u64, usize)> {
    match (left, right) {
        (Some(left), Some(right)) => {
            let is_right = right.0 > left.0 || right.0 == left.0 && right.1 < left.1;
            Some(if is_right { right } else { left })
        }
        (left, right) => left.or(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(older: &[usize], weights: &[u64], expected: &[bool]) {
        let pairs =
            older.iter().enumerate().map(|(newer, older)| UnitPair { newer, older: *older });
        assert_eq!(ordered_pairs(&pairs.collect::<Vec<_>>(), weights), expected);
    }

    #[test]
    fn the_heavier_part_stays_and_the_lighter_one_moves() {
        check(&[0, 1, 2], &[1, 1, 1], &[true, true, true]);
        check(&[3, 0, 1, 2], &[1, 1, 1, 1], &[false, true, true, true]);
        check(&[3, 0, 1, 2], &[9, 1, 1, 1], &[true, false, false, false]);
        check(&[1, 0], &[1, 1], &[true, false]);
        check(&[], &[], &[]);
    }
}
