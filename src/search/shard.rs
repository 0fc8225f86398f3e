//! Terms cut into shards by how they begin, so that an edit changes the shards of its own words
//! and no other.

use std::fmt::Write as _;
use std::ops::Range;

/// A shard is cut further while it is larger, so that little is fetched before the first hit.
pub(super) const AIM_BYTES: usize = 24_000;
/// No shard is larger. What is said of it counts escapes and the call around it as well.
pub(super) const MAX_BYTES: usize = 94_000;

/// Items that begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShardCut {
    /// How they begin; `a$` holds the one item that is `a` and nothing that only begins so.
    pub(super) key: String,
    /// Which items, by their place.
    pub(super) items: Range<usize>,
}

/// Cuts items, sorted by key and without doubles, into shards. `bytes` is what each takes.
pub(super) fn cut_shards(items: &[(&str, usize)]) -> Vec<ShardCut> {
    let mut cuts = Vec::new();
    let mut left = vec![(String::new(), 0..items.len())];
    while let Some((key, range)) = left.pop() {
        let own = items.get(range.clone()).unwrap_or_default();
        let n_bytes: usize = own.iter().map(|(_, bytes)| bytes).sum();
        if n_bytes <= AIM_BYTES {
            if !own.is_empty() {
                cuts.push(ShardCut { key, items: range });
            }
            continue;
        }
        let mut start = range.start;
        let next = |item: &str| item.get(key.len()..).and_then(|rest| rest.chars().next());
        for run in own.chunk_by(|(one, _), (other, _)| next(one) == next(other)) {
            let inner = start..start + run.len();
            start = inner.end;
            match run.first().and_then(|(first, _)| next(first)) {
                None => cuts.push(ShardCut { key: format!("{key}$"), items: inner }),
                Some(letter) => left.push((format!("{key}{letter}"), inner)),
            }
        }
    }
    cuts.sort_by(|one, other| one.key.cmp(&other.key));
    cuts
}

/// The name of a file for a key: letters and digits of ASCII as they are, others by number.
pub(super) fn file_name(key: &str) -> String {
    if key.is_empty() {
        return "_".into();
    }
    let mut name = String::with_capacity(key.len());
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
        let told: Vec<String> =
            cuts.iter().map(|cut| format!("{}={:?}", cut.key, cut.items)).collect();
        assert_eq!(told.join(" "), expected);
        let n_items: usize = cuts.iter().map(|cut| cut.items.len()).sum();
        assert_eq!(n_items, items.len());
    }

    #[test]
    fn what_is_small_stays_together_and_what_is_large_is_cut_by_letters() {
        check(&[("a", 1), ("b", 2)], "=0..2");
        check(&[("a", 1), ("b", AIM_BYTES)], "a=0..1 b=1..2");
        check(&[("sa", AIM_BYTES), ("sam", 9), ("sö", 9)], "sa$=0..1 sam=1..2 sö=2..3");
        check(&[], "");
    }

    #[test]
    fn a_file_name_is_plain() {
        assert_eq!(file_name("sö$"), "s_f6-");
        assert_eq!(file_name(""), "_");
    }
}
