//! How similar two units are by their words, and which units are worth comparing.

use super::text_unit::TextUnit;
use std::collections::HashMap;

/// The words of a unit as numbers; equal words have equal numbers.
pub(super) type WordIds = Vec<u32>;

/// A similarity of 1000 means the same words.
pub(super) const SAME_WORDS: u64 = 1000;

/// How many of the rarest words of a unit lead to candidates.
const MAX_RARE_WORDS: usize = 12;
/// A word in more units than this does not lead to candidates.
const MAX_UNITS_PER_WORD: usize = 40;
/// How many candidates a unit is compared with.
const MAX_CANDIDATES: usize = 32;

/// The words of the units of both texts.
pub(super) struct UnitWords {
    pub(super) older: Vec<WordIds>,
    pub(super) newer: Vec<WordIds>,
    /// The words of each unit of the older text, sorted.
    sorted_older: Vec<WordIds>,
    sorted_newer: Vec<WordIds>,
    /// By word: more for one that is in few units.
    weights: Vec<u64>,
}

impl UnitWords {
    pub(super) fn new(older: &[TextUnit], newer: &[TextUnit]) -> Self {
        let mut ids: HashMap<&str, u32> = HashMap::new();
        let (older, newer) = (numbered(older, &mut ids), numbered(newer, &mut ids));
        let mut n_units = vec![0_u64; ids.len()];
        let mut last_unit = vec![usize::MAX; ids.len()];
        for (unit_index, words) in older.iter().chain(&newer).enumerate() {
            for word in words {
                let word = *word as usize;
                let (Some(last), Some(count)) = (last_unit.get_mut(word), n_units.get_mut(word))
                else {
                    continue;
                };
                *count += u64::from(*last != unit_index);
                *last = unit_index;
            }
        }
        let n_all = (older.len() + newer.len()) as u64;
        let weight = |count: u64| u64::from((n_all / count.max(1)).max(1).ilog2()) + 1;
        Self {
            sorted_older: older.iter().map(sorted).collect(),
            sorted_newer: newer.iter().map(sorted).collect(),
            older,
            newer,
            weights: n_units.into_iter().map(weight).collect(),
        }
    }

    /// Returns the similarity of an older and a newer unit, 0 to [`SAME_WORDS`]: twice the weight
    /// of the words that both have, divided by that of all words.
    pub(super) fn similarity(&self, older: usize, newer: usize) -> u64 {
        let (Some(left), Some(right)) =
            (self.sorted_older.get(older), self.sorted_newer.get(newer))
        else {
            return 0;
        };
        let total = self.weight_of(left) + self.weight_of(right);
        let (mut common, mut left_index, mut right_index) = (0, 0, 0);
        while let (Some(left), Some(right)) = (left.get(left_index), right.get(right_index)) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => left_index += 1,
                std::cmp::Ordering::Greater => right_index += 1,
                std::cmp::Ordering::Equal => {
                    common += self.weight(*left);
                    left_index += 1;
                    right_index += 1;
                }
            }
        }
        (2 * SAME_WORDS * common).checked_div(total).unwrap_or(0)
    }

    fn weight(&self, word: u32) -> u64 {
        self.weights.get(word as usize).copied().unwrap_or(1)
    }

    fn weight_of(&self, words: &[u32]) -> u64 {
        words.iter().map(|word| self.weight(*word)).sum()
    }

    /// Returns the newer units that share rare words with each older unit, those with most of them
    /// first. Only the units of the two lists are looked at.
    pub(super) fn candidates(&self, older: &[usize], newer: &[usize]) -> Vec<Vec<usize>> {
        let mut units_of_word: HashMap<u32, Vec<usize>> = HashMap::new();
        for unit_index in newer {
            for word in distinct(self.sorted_newer.get(*unit_index)) {
                units_of_word.entry(word).or_default().push(*unit_index);
            }
        }
        let candidates_of = |unit_index: &usize| {
            let mut rare: Vec<(usize, u32, &Vec<usize>)> =
                distinct(self.sorted_older.get(*unit_index))
                    .into_iter()
                    .filter_map(|word| {
                        units_of_word.get(&word).map(|units| (units.len(), word, units))
                    })
                    .filter(|(n_units, ..)| *n_units <= MAX_UNITS_PER_WORD)
                    .collect();
            rare.sort_unstable_by_key(|(n_units, word, _)| (*n_units, *word));
            rare.truncate(MAX_RARE_WORDS);
            let mut found: Vec<usize> =
                rare.into_iter().flat_map(|(_, _, units)| units.iter().copied()).collect();
            found.sort_unstable();
            let mut counted: Vec<(usize, usize)> = found
                .chunk_by(|left, right| left == right)
                .filter_map(|run| Some((usize::MAX - run.len(), *run.first()?)))
                .collect();
            counted.sort_unstable();
            counted.into_iter().take(MAX_CANDIDATES).map(|(_, unit_index)| unit_index).collect()
        };
        older.iter().map(candidates_of).collect()
    }
}

fn numbered<'t>(units: &'t [TextUnit], ids: &mut HashMap<&'t str, u32>) -> Vec<WordIds> {
    let mut words_of = |unit: &'t TextUnit| -> WordIds {
        let words = unit.words.split_whitespace();
        words
            .map(|word| {
                let next_id = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                *ids.entry(word).or_insert(next_id)
            })
            .collect()
    };
    units.iter().map(&mut words_of).collect()
}

fn sorted(words: &WordIds) -> WordIds {
    let mut words = words.clone();
    words.sort_unstable();
    words
}

fn distinct(words: Option<&WordIds>) -> Vec<u32> {
    let mut words = words.cloned().unwrap_or_default();
    words.dedup();
    words
}
