//! Counts the words that one text has and another has not.

use std::collections::BTreeMap;

const BLOCK_BITS: usize = 64;
/// If the comparison of the order of words needs more steps than this, the order is not compared.
/// One step compares a word with a block of the other text: about 45,000 words with as many others.
const MAX_ORDER_STEPS: usize = 32_000_000;

/// How many words changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// Words that only the newer text has.
    pub added: usize,
    /// Words that only the older text has.
    pub removed: usize,
}

impl WordCount {
    /// Counts the words that are not in the longest sequence that both texts have in common.
    pub(super) fn between(old: &[&str], new: &[&str]) -> Self {
        let n_first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, new) = (rest_after(old, n_first), rest_after(new, n_first));
        let pairs = old.iter().rev().zip(new.iter().rev());
        let n_last = pairs.take_while(|(old, new)| old == new).count();
        let old = old.get(..old.len() - n_last).unwrap_or_default();
        let new = new.get(..new.len() - n_last).unwrap_or_default();
        let n_blocks = old.len().min(new.len()).div_ceil(BLOCK_BITS);
        let n_steps = n_blocks.saturating_mul(old.len().max(new.len()));
        let n_common = match n_steps {
            0 => 0,
            1..=MAX_ORDER_STEPS => common_sequence_length(old, new),
            _ => common_words(old, new),
        };
        Self { added: new.len() - n_common, removed: old.len() - n_common }
    }
}

fn rest_after<'w, 't>(words: &'w [&'t str], n_first: usize) -> &'w [&'t str] {
    words.get(n_first..).unwrap_or_default()
}

/// Returns the number of words that are in both texts, in any order.
fn common_words(old: &[&str], new: &[&str]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in old {
        *counts.entry(word).or_default() += 1;
    }
    let mut n_common = 0;
    for word in new {
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            n_common += 1;
        }
    }
    n_common
}

/// Returns the length of the longest common subsequence, 64 words at a time (Crochemore et al.,
/// "A fast and practical bit-vector algorithm for the longest common subsequence problem", 2001).
/// The shorter text is the one whose words are bits.
fn common_sequence_length(old: &[&str], new: &[&str]) -> usize {
    let (bits, others) = if old.len() <= new.len() { (old, new) } else { (new, old) };
    let n_blocks = bits.len().div_ceil(BLOCK_BITS);
    let mut places: BTreeMap<&str, Vec<(usize, u64)>> = BTreeMap::new();
    for (index, word) in bits.iter().enumerate() {
        let (block, bit) = (index / BLOCK_BITS, 1_u64 << (index % BLOCK_BITS));
        let blocks = places.entry(word).or_default();
        match blocks.last_mut() {
            Some((last, mask)) if *last == block => *mask |= bit,
            _ => blocks.push((block, bit)),
        }
    }
    // A bit that is 0 is a word of the common sequence.
    let mut row = vec![u64::MAX; n_blocks];
    for word in others {
        let Some(blocks) = places.get(word) else { continue };
        let mut masks = blocks.iter().peekable();
        let mut carry = false;
        for (block, value) in row.iter_mut().enumerate() {
            let mask = masks.next_if(|(index, _)| *index == block).map_or(0, |(_, mask)| *mask);
            let common = *value & mask;
            let (sum, first_carry) = value.overflowing_add(common);
            let (sum, second_carry) = sum.overflowing_add(u64::from(carry));
            carry = first_carry || second_carry;
            *value = sum | (*value & !mask);
        }
    }
    let n_bits = bits.len();
    let zeros = row.iter().enumerate().map(|(block, value)| {
        let n_used = (n_bits - block * BLOCK_BITS).min(BLOCK_BITS);
        let used = if n_used == BLOCK_BITS { u64::MAX } else { (1 << n_used) - 1 };
        (!value & used).count_ones() as usize
    });
    zeros.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(old: &str, new: &str) -> (usize, usize) {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let (old, new) = (words(old), words(new));
        let as_strs = |words: &[String]| -> Vec<String> { words.to_vec() };
        let (old, new) = (as_strs(&old), as_strs(&new));
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let count = WordCount::between(&old, &new);
        (count.added, count.removed)
    }

    /// The textbook algorithm, for comparison.
    fn table_length(old: &[&str], new: &[&str]) -> usize {
        let mut above = vec![0; new.len() + 1];
        for old_word in old {
            let mut row = vec![0];
            for (index, new_word) in new.iter().enumerate() {
                let longest = above[index + 1].max(row[index]);
                row.push(if old_word == new_word { above[index] + 1 } else { longest });
            }
            above = row;
        }
        above.last().copied().unwrap_or_default()
    }

    #[test]
    fn words_that_are_added_and_removed_are_counted() {
        assert_eq!(count("a b c", "a b c"), (0, 0));
        assert_eq!(count("a b c", "a x b c y"), (2, 0));
        assert_eq!(count("a b c", "c a b"), (1, 1));
        assert_eq!(count("one two three", "four"), (1, 3));
    }

    #[test]
    fn long_texts_are_compared_in_bounded_time() {
        let words: Vec<String> = (0..120_000).map(|number| format!("w{}", number % 997)).collect();
        let old: Vec<&str> = words.iter().map(String::as_str).collect();
        let new: Vec<&str> = old.iter().rev().copied().chain(["new"]).collect();
        // Too many words to compare their order.
        let count = WordCount::between(&old, &new);
        assert_eq!((count.added, count.removed), (1, 0));
    }

    proptest! {
        #[test]
        fn the_length_is_that_of_the_textbook(
            old in prop::collection::vec("[abc]", 0..150),
            new in prop::collection::vec("[abcd]", 0..150),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let expected = table_length(&old, &new);
            let forwards = WordCount::between(&old, &new);
            prop_assert_eq!(forwards.removed, old.len() - expected);
            let backwards = WordCount::between(&new, &old);
            prop_assert_eq!(forwards.added, backwards.removed);
            prop_assert_eq!(forwards.removed, backwards.added);
        }
    }
}
