//! Finds what two lists have in common, in the same order.

/// Returns the positions of a longest common sequence in two lists, of which each has the first
/// ones that it can have. Takes time and memory for each pair of items.
pub(super) fn common_sequence<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // The length of the longest common sequence of what follows two positions.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let length = |lengths: &[u32], old_index: usize, new_index: usize| {
        lengths.get(old_index * width + new_index).copied().unwrap_or_default()
    };
    for (old_index, old_item) in old.iter().enumerate().rev() {
        for (new_index, new_item) in new.iter().enumerate().rev() {
            let value = match old_item == new_item {
                true => 1 + length(&lengths, old_index + 1, new_index + 1),
                false => length(&lengths, old_index + 1, new_index).max(length(
                    &lengths,
                    old_index,
                    new_index + 1,
                )),
            };
            if let Some(cell) = lengths.get_mut(old_index * width + new_index) {
                *cell = value;
            }
        }
    }
    let (mut old_index, mut new_index, mut pairs) = (0, 0, Vec::new());
    while let (Some(old_item), Some(new_item)) = (old.get(old_index), new.get(new_index)) {
        if old_item == new_item {
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
