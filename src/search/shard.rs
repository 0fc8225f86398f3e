//! Cuts sorted items into shards by prefix, so that an edit changes only the shards of its words.

use std::fmt::Write as _;
use std::ops::Range;

/// A larger shard is cut further if it can be, so that the first hit needs little data.
pub(super) const AIM_BYTES: usize = 24_000;
/// A longer list of one term is split into several shards. The file, with escapes and the call
/// around the data, is a little larger than this.
pub(super) const MAX_BYTES: usize = 94_000;

/// What the shards of one kind contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShardKind {
    /// Terms with their posting lists.
    Terms,
    /// Words, to correct misspelled words with the right beginning.
    Words,
    /// Words spelled backwards, to correct misspelled words with the right end.
    ReversedWords,
    /// What the list of results shows.
    Cards,
}

impl ShardKind {
    /// Returns the beginning of the file names of this kind.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Terms => "t",
            Self::Words => "w",
            Self::ReversedWords => "m",
            Self::Cards => "c",
        }
    }
}

/// Items with a common prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShardCut {
    /// The prefix. `a$` has only the item `a`, not the longer ones.
    pub(super) key: String,
    /// The indexes of the items.
    pub(super) items: Range<usize>,
}

/// Cuts items into shards. Each item is a string and its size in bytes; they are sorted and unique.
pub(super) fn cut_shards(items: &[(&str, usize)]) -> Vec<ShardCut> {
    let mut cuts = Vec::new();
    let mut uncut = vec![(String::new(), 0..items.len())];
    while let Some((key, range)) = uncut.pop() {
        let shard = items.get(range.clone()).unwrap_or_default();
        let n_bytes: usize = shard.iter().map(|(_, size_bytes)| size_bytes).sum();
        if n_bytes <= AIM_BYTES {
            if !shard.is_empty() {
                cuts.push(ShardCut { key, items: range });
            }
            continue;
        }
        let mut start = range.start;
        let next_letter = |item: &str| item.get(key.len()..).and_then(|rest| rest.chars().next());
        let runs = shard.chunk_by(|(item, _), (next, _)| next_letter(item) == next_letter(next));
        for run in runs {
            let items = start..start + run.len();
            start = items.end;
            match run.first().and_then(|(item, _)| next_letter(item)) {
                None => cuts.push(ShardCut { key: format!("{key}$"), items }),
                Some(letter) => uncut.push((format!("{key}{letter}"), items)),
            }
        }
    }
    cuts.sort_by(|a, b| a.key.cmp(&b.key));
    cuts
}

/// Returns the file name of the shard with a key: ASCII letters and digits unchanged, others as
/// code points.
pub(super) fn shard_name(kind: ShardKind, key: &str) -> String {
    let mut name = format!("{}.", kind.prefix());
    if key.is_empty() {
        name.push('_');
    }
    for char in key.chars() {
        if char.is_ascii_lowercase() || char.is_ascii_digit() {
            name.push(char);
        } else if char == '$' {
            name.push('-');
        } else {
            // Writing to a string cannot fail.
            let _ = write!(name, "_{:x}", u32::from(char));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[(&str, usize)], expected: &str) {
        let cuts = cut_shards(items);
        let shards: Vec<String> =
            cuts.iter().map(|cut| format!("{}={:?}", cut.key, cut.items)).collect();
        assert_eq!(shards.join(" "), expected);
        let n_items: usize = cuts.iter().map(|cut| cut.items.len()).sum();
        assert_eq!(n_items, items.len());
    }

    #[test]
    fn small_shards_stay_together_and_large_ones_are_cut_by_letter() {
        check(&[("a", 1), ("b", 2)], "=0..2");
        check(&[("a", 1), ("b", AIM_BYTES)], "a=0..1 b=1..2");
        check(&[("sa", AIM_BYTES), ("sam", 9), ("sö", 9)], "sa$=0..1 sam=1..2 sö=2..3");
        check(&[], "");
    }

    #[test]
    fn a_file_name_is_ascii() {
        assert_eq!(shard_name(ShardKind::Terms, "sö$"), "t.s_f6-");
        assert_eq!(shard_name(ShardKind::ReversedWords, ""), "m._");
    }
}
