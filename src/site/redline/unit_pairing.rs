//! Finds for each unit of the older text the unit of the newer one that is its next version.

use super::ordered_pairs::{UnitPair, ordered_pairs};
use super::text_unit::TextUnit;
use super::unit_similarity::{SAME_WORDS, UnitWords, WordIds};
use std::collections::HashMap;
use std::ops::Range;

/// The least similarity of two versions of a paragraph.
const MIN_SIMILARITY: u64 = 500;
/// The least similarity of two paragraphs with the same mark, and of those in the same place.
const MIN_SIMILARITY_OF_MARK: u64 = 300;
const MIN_SIMILARITY_IN_PLACE: u64 = 150;
/// Paragraphs of so few words with the same mark in the same place need not be similar at all.
const MAX_SHORT: usize = 4;
/// What the same mark and the same place count for, when several units are similar.
const MARK_BONUS: u64 = 150;
const PLACE_BONUS: u64 = 100;
/// A text that is in several places and has fewer words is not moved, but written again.
const MIN_MOVED_WORDS: usize = 4;

/// A unit of a text with its mark.
#[derive(Clone, Copy)]
pub(super) struct MarkedUnit<'t> {
    pub(super) unit: &'t TextUnit,
    /// Empty for what has no mark.
    pub(super) locator: &'t str,
}

/// The pairs of units that have been found.
pub(super) struct UnitPairing<'t> {
    older: &'t [MarkedUnit<'t>],
    newer: &'t [MarkedUnit<'t>],
    words: &'t UnitWords,
    /// By the older unit.
    newer_of: Vec<Option<usize>>,
    /// By the newer unit.
    older_of: Vec<Option<usize>>,
}

/// Returns the pairs of units, sorted by the newer one: first those with the same words, then those
/// with similar ones.
pub(super) fn pair_units(
    older: &[MarkedUnit<'_>],
    newer: &[MarkedUnit<'_>],
    words: &UnitWords,
) -> Vec<UnitPair> {
    let (newer_of, older_of) = (vec![None; older.len()], vec![None; newer.len()]);
    let mut pairing = UnitPairing { older, newer, words, newer_of, older_of };
    pairing.pair_unique_texts();
    pairing.pair_repeated_texts();
    pairing.pair_similar_texts();
    pairing.pairs()
}

impl UnitPairing<'_> {
    fn pairs(&self) -> Vec<UnitPair> {
        let pairs = self.older_of.iter().enumerate();
        pairs.filter_map(|(newer, older)| Some(UnitPair { newer, older: (*older)? })).collect()
    }

    fn pair(&mut self, older: usize, newer: usize) {
        let is_free = |slot: Option<&Option<usize>>| slot.is_some_and(Option::is_none);
        if !is_free(self.newer_of.get(older)) || !is_free(self.older_of.get(newer)) {
            return;
        }
        let are_alike = match (self.older.get(older), self.newer.get(newer)) {
            (Some(older), Some(newer)) => older.unit.kind.is_like(newer.unit.kind),
            _ => false,
        };
        if let (Some(to_newer), Some(to_older), true) =
            (self.newer_of.get_mut(older), self.older_of.get_mut(newer), are_alike)
        {
            (*to_newer, *to_older) = (Some(newer), Some(older));
        }
    }

    /// Pairs the units whose words are once in each text.
    fn pair_unique_texts(&mut self) {
        for [older, newer] in self.places_by_text(0..self.older.len(), 0..self.newer.len()) {
            if let ([older], [newer]) = (&*older, &*newer) {
                self.pair(*older, *newer);
            }
        }
    }

    /// Pairs units whose words are several times in a text: between the pairs so far first those
    /// with the same mark, then the first with the first.
    fn pair_repeated_texts(&mut self) {
        for (older, newer) in self.gaps() {
            for [older, newer] in self.places_by_text(older, newer) {
                self.pair_places(&older, &newer);
            }
        }
        for [older, newer] in self.places_by_text(0..self.older.len(), 0..self.newer.len()) {
            let first = older.first().and_then(|unit_index| self.words.older.get(*unit_index));
            if first.is_some_and(|words| words.len() >= MIN_MOVED_WORDS) {
                self.pair_places(&older, &newer);
            }
        }
    }

    fn pair_places(&mut self, older: &[usize], newer: &[usize]) {
        let mut of_mark: HashMap<&str, usize> = HashMap::new();
        for newer_index in newer.iter().rev() {
            if let Some(unit) = self.newer.get(*newer_index) {
                of_mark.insert(unit.locator, *newer_index);
            }
        }
        for older_index in older {
            let locator = self.older.get(*older_index).map_or("", |unit| unit.locator);
            if let Some(newer_index) = of_mark.get(locator).filter(|_| !locator.is_empty()) {
                self.pair(*older_index, *newer_index);
            }
        }
        let free_older = older.iter().filter(|it| self.is_free_older(**it)).copied();
        let free_newer = newer.iter().filter(|it| self.is_free_newer(**it)).copied();
        let pairs: Vec<(usize, usize)> = free_older.zip(free_newer).collect();
        for (older_index, newer_index) in pairs {
            self.pair(older_index, newer_index);
        }
    }

    fn is_free_older(&self, older: usize) -> bool {
        self.newer_of.get(older).is_some_and(Option::is_none)
    }

    fn is_free_newer(&self, newer: usize) -> bool {
        self.older_of.get(newer).is_some_and(Option::is_none)
    }

    /// Returns the places of each text that is in both ranges, in the order of the older one.
    fn places_by_text(&self, older: Range<usize>, newer: Range<usize>) -> Vec<[Vec<usize>; 2]> {
        let mut indexes: HashMap<&WordIds, usize> = HashMap::new();
        let mut places: Vec<[Vec<usize>; 2]> = Vec::new();
        let sides = [(&self.words.older, older), (&self.words.newer, newer)];
        for (side, (words, range)) in sides.into_iter().enumerate() {
            for unit_index in range {
                let Some(words) = words.get(unit_index).filter(|words| !words.is_empty()) else {
                    continue;
                };
                let index = *indexes.entry(words).or_insert(places.len());
                if index == places.len() {
                    places.push([Vec::new(), Vec::new()]);
                }
                if let Some(places) = places.get_mut(index).and_then(|it| it.get_mut(side)) {
                    places.push(unit_index);
                }
            }
        }
        places.retain(|[older, newer]| !older.is_empty() && !newer.is_empty());
        places
    }

    /// Returns what is between the pairs that are in the same order in both texts.
    fn gaps(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let pairs = self.pairs();
        let is_ordered = ordered_pairs(&pairs, &vec![1; pairs.len()]);
        let mut gaps = Vec::new();
        let (mut older_start, mut newer_start) = (0, 0);
        let ordered = pairs.iter().zip(is_ordered).filter(|(_, is_ordered)| *is_ordered);
        let end = UnitPair { older: self.older.len(), newer: self.newer.len() };
        for pair in ordered.map(|(pair, _)| *pair).chain([end]) {
            gaps.push((older_start..pair.older, newer_start..pair.newer));
            (older_start, newer_start) = (pair.older + 1, pair.newer + 1);
        }
        gaps
    }

    /// Returns by unit of each text the number of the gap that it is in.
    fn gap_numbers(&self) -> [Vec<usize>; 2] {
        let (mut of_older, mut of_newer) = (vec![0; self.older.len()], vec![0; self.newer.len()]);
        for (number, (older, newer)) in self.gaps().into_iter().enumerate() {
            for (numbers, range) in [(&mut of_older, older), (&mut of_newer, newer)] {
                if let Some(numbers) = numbers.get_mut(range) {
                    numbers.fill(number);
                }
            }
        }
        [of_older, of_newer]
    }

    /// Pairs units with similar words, the most similar first.
    fn pair_similar_texts(&mut self) {
        let gap_numbers = self.gap_numbers();
        let free_older: Vec<usize> =
            (0..self.older.len()).filter(|it| self.is_free_older(*it)).collect();
        let free_newer: Vec<usize> =
            (0..self.newer.len()).filter(|it| self.is_free_newer(*it)).collect();
        let by_mark: HashMap<&str, usize> = free_newer
            .iter()
            .rev()
            .filter_map(|unit_index| Some((self.newer.get(*unit_index)?.locator, *unit_index)))
            .filter(|(locator, _)| !locator.is_empty())
            .collect();
        let candidates = self.words.candidates(&free_older, &free_newer);
        let mut scored: Vec<(u64, usize, usize)> = Vec::new();
        for (older_index, mut candidates) in free_older.iter().zip(candidates) {
            let locator = self.older.get(*older_index).map_or("", |unit| unit.locator);
            let of_mark = by_mark.get(locator).copied();
            candidates.extend(of_mark.filter(|it| !candidates.contains(it)));
            for newer_index in candidates {
                let [of_older, of_newer] = &gap_numbers;
                let closeness = UnitCloseness {
                    has_same_mark: of_mark == Some(newer_index),
                    is_in_place: of_older.get(*older_index) == of_newer.get(newer_index),
                };
                if let Some(score) = self.score(*older_index, newer_index, closeness) {
                    scored.push((2 * SAME_WORDS - score, *older_index, newer_index));
                }
            }
        }
        scored.sort_unstable();
        for (_, older_index, newer_index) in scored {
            self.pair(older_index, newer_index);
        }
    }

    /// Returns how well two units fit. `None` means that they are not versions of each other.
    fn score(&self, older: usize, newer: usize, closeness: UnitCloseness) -> Option<u64> {
        let similarity = self.words.similarity(older, newer);
        let n_words = |words: Option<&WordIds>| words.map_or(0, Vec::len);
        let n_most = n_words(self.words.older.get(older)).max(n_words(self.words.newer.get(newer)));
        let least = match closeness {
            UnitCloseness { has_same_mark: true, is_in_place: true } if n_most <= MAX_SHORT => 0,
            UnitCloseness { has_same_mark: true, is_in_place: true } => MIN_SIMILARITY_IN_PLACE,
            UnitCloseness { has_same_mark: true, is_in_place: false } => MIN_SIMILARITY_OF_MARK,
            UnitCloseness { has_same_mark: false, .. } => MIN_SIMILARITY,
        };
        let bonus = if closeness.has_same_mark { MARK_BONUS } else { 0 }
            + if closeness.is_in_place { PLACE_BONUS } else { 0 };
        (similarity >= least).then_some(similarity + bonus)
    }
}

/// What two units have in common besides their words.
#[derive(Clone, Copy)]
struct UnitCloseness {
    has_same_mark: bool,
    /// Whether they are between the same two pairs.
    is_in_place: bool,
}
