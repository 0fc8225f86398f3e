//! Terms, and which units hold each: what a question is answered with.

use super::analyze::{AnalyzedChunk, NAMED};
use super::analyzer::Analyzer;
use super::compound::CompoundSplitter;
use super::interner::TermWeight;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// A part of a compound weighs so much less than the word.
const PART_LESS: TermWeight = 2;
/// Marks a weight in a list, the weight being the place; no word holds one of these.
const MARKS: [char; 8] = ['!', '#', '$', '%', '&', '(', ')', '*'];
/// Digits of a number in base 32, the last digit of a number from the first half.
const DIGITS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// The units that hold a term, in order, each with its weight.
pub(super) type PostingList = Vec<(u32, TermWeight)>;

/// What is searched in: terms in order, and the words that they were made of.
pub(super) struct TermIndex {
    pub(super) terms: Vec<(String, PostingList)>,
    /// All words of the site, in order: near misses are looked for here.
    pub(super) words: Vec<String>,
}

/// What one word stands for.
struct TermMeaning {
    stem: u32,
    /// The word itself, where it is a name and no stem.
    whole_word: u32,
    parts: Vec<u32>,
    is_common: bool,
}

impl TermIndex {
    /// Sorts the words of all units into terms.
    pub(super) fn build(tongue: &Analyzer, parts: &[AnalyzedChunk]) -> Self {
        let all: BTreeSet<&str> = parts.iter().flat_map(|part| &part.words).map(|w| &**w).collect();
        let words: Vec<&str> = all.into_iter().collect();
        let stemmed: Vec<(&str, String)> =
            words.par_iter().map(|word| (*word, tongue.stem(word))).collect();
        let known = tongue.joins_words.then(|| CompoundSplitter::new(tongue, &stemmed));
        let compounds: Vec<Vec<String>> = words
            .par_iter()
            .map(|word| known.as_ref().map_or_else(Vec::new, |known| known.compound_parts(word)))
            .collect();

        let names = stemmed.iter().flat_map(|(word, stem)| [*word, stem.as_str()]);
        let names: BTreeSet<&str> = names.chain(compounds.iter().flatten().map(|p| &**p)).collect();
        let numbers: HashMap<&str, u32> = names.iter().copied().zip(0..).collect();
        let number = |name: &str| numbers.get(name).copied().unwrap_or_default();
        let meaning = |((word, stem), parts): (&(&str, String), &Vec<String>)| TermMeaning {
            stem: number(stem),
            whole_word: number(word),
            parts: parts.iter().map(|part| number(part)).collect(),
            is_common: tongue.is_stop_word(word),
        };
        let meanings: Vec<TermMeaning> = stemmed.iter().zip(&compounds).map(meaning).collect();

        let mut lists: Vec<PostingList> = vec![PostingList::new(); names.len()];
        let mut unit = 0;
        for part in parts {
            let place = |word: &str| words.binary_search(&word).ok();
            let own: Vec<Option<&TermMeaning>> =
                part.words.iter().map(|word| meanings.get(place(word)?)).collect();
            for bag in &part.bags {
                for (word, weight) in bag {
                    let meaning = usize::try_from(*word).ok().and_then(|at| *own.get(at)?);
                    meaning
                        .into_iter()
                        .for_each(|meaning| meaning.add_posting(&mut lists, (unit, *weight)));
                }
                unit += 1;
            }
        }
        let named = names.into_iter().map(str::to_owned).zip(lists);
        let terms = named.filter(|(_, list)| !list.is_empty()).collect();
        Self { terms, words: words.iter().map(|word| (*word).to_owned()).collect() }
    }
}

impl TermMeaning {
    /// Notes that a unit holds the word.
    fn add_posting(&self, lists: &mut [PostingList], (unit, weight): (u32, TermWeight)) {
        if self.is_common && weight < NAMED {
            return;
        }
        let less = weight.saturating_sub(PART_LESS).max(1);
        let whole =
            (weight >= NAMED && self.whole_word != self.stem).then_some((self.whole_word, weight));
        let parts = self.parts.iter().map(|part| (*part, less));
        for (term, weight) in [(self.stem, weight)].into_iter().chain(whole).chain(parts) {
            let Some(list) = usize::try_from(term).ok().and_then(|at| lists.get_mut(at)) else {
                continue;
            };
            // Two forms of a word in one unit: the weightier counts.
            match list.last_mut().filter(|(last, _)| *last == unit) {
                Some((_, known)) => *known = weight.max(*known),
                None => list.push((unit, weight)),
            }
        }
    }
}

/// A list as text: for each weight, the greatest first, its mark and the steps from unit to unit.
pub(super) fn encode_postings(list: &[(u32, TermWeight)]) -> String {
    let mut text = String::with_capacity(list.len() * 2);
    for (weight, mark) in MARKS.iter().enumerate().rev() {
        let own = list.iter().filter(|(_, own)| usize::from(*own) == weight);
        let mut before = 0;
        for (number, (unit, _)) in own.enumerate() {
            if number == 0 {
                text.push(*mark);
            }
            push_varint(&mut text, unit - before);
            before = *unit;
        }
    }
    text
}

/// A number in base 32, the least digit first.
fn push_varint(text: &mut String, mut number: u32) {
    loop {
        let low = usize::try_from(number % 32).unwrap_or_default();
        number /= 32;
        let digit = if number == 0 { low } else { low + 32 };
        text.push(DIGITS.get(digit).copied().map_or('0', char::from));
        if number == 0 {
            return;
        }
    }
}

/// Words in order, each as how many letters it shares with the one before, and the rest.
pub(super) fn encode_sorted_words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let (mut text, mut before) = (String::new(), String::new());
    for word in words {
        let shared = before.chars().zip(word.chars()).take_while(|(one, other)| one == other);
        let n_shared = shared.count().min(DIGITS.len() - 1);
        let rest: String = word.chars().skip(n_shared).collect();
        let digit = DIGITS.get(n_shared).copied().map_or('0', char::from);
        let gap = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{gap}{digit}{rest}");
        word.clone_into(&mut before);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_written_weightiest_first_in_steps() {
        assert_eq!(encode_postings(&[(3, 1), (5, 7), (40, 1), (41, 1)]), "*5#3B11");
        assert_eq!(encode_postings(&[(0, 1), (1023, 1), (2048, 1)]), "#0_vxw1");
    }

    #[test]
    fn a_word_shares_the_beginning_of_the_one_before() {
        assert_eq!(encode_sorted_words(["råd", "rådet", "rös"].into_iter()), "0råd 3et 1ös");
    }
}
