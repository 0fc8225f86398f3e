//! Builds the term index: which items contain each term.

use super::analyze::AnalyzedChunk;
use super::analyzer::Analyzer;
use super::compound::CompoundSplitter;
use super::term_weight::TermWeight;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// How much less a part of a compound weighs than the compound.
const COMPOUND_PART_PENALTY: usize = 2;
/// The mark of each weight in an encoded list. No word contains one of them.
pub(super) const MARKS: [char; 8] = ['!', '#', '$', '%', '&', '(', ')', '*'];
/// Digits of a number in base 32. The second half of the digits means that more digits follow.
pub(super) const DIGITS: &[u8; 64] =
    b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// The items that contain a term, in order.
pub(super) type PostingList = Vec<Posting>;

/// An item that contains a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    item: u32,
    weight: TermWeight,
}

/// All terms, and the words that they come from.
pub(super) struct TermIndex {
    /// Sorted by term.
    pub(super) terms: Vec<(String, PostingList)>,
    /// All words of the site, sorted. Corrections of misspelled words are chosen from these.
    pub(super) words: Vec<String>,
}

/// The terms that one word is indexed under, by number.
struct WordTerms {
    stem: u32,
    /// The word itself, which names are indexed under besides the stem.
    whole_word: u32,
    compound_parts: Vec<u32>,
    is_stop_word: bool,
}

impl TermIndex {
    /// Sorts the words of all items into terms.
    pub(super) fn build(analyzer: &Analyzer, chunks: &[AnalyzedChunk]) -> Self {
        let words: BTreeSet<&str> =
            chunks.iter().flat_map(|chunk| &chunk.words).map(|word| &**word).collect();
        let words: Vec<&str> = words.into_iter().collect();
        let stemmed: Vec<(&str, String)> =
            words.par_iter().map(|word| (*word, analyzer.index_term(word))).collect();
        let splitter =
            analyzer.compound_joint.map(|joint| CompoundSplitter::new(analyzer, joint, &stemmed));
        let compounds: Vec<Vec<String>> = words
            .par_iter()
            .map(|word| splitter.as_ref().map_or_else(Vec::new, |it| it.compound_parts(word)))
            .collect();

        let terms = stemmed.iter().flat_map(|(word, stem)| [*word, stem.as_str()]);
        let terms: BTreeSet<&str> =
            terms.chain(compounds.iter().flatten().map(String::as_str)).collect();
        let numbers: HashMap<&str, u32> = terms.iter().copied().zip(0..).collect();
        let number = |term: &str| numbers.get(term).copied().unwrap_or_default();
        let word_terms = stemmed.iter().zip(&compounds).map(|((word, stem), parts)| WordTerms {
            stem: number(stem),
            whole_word: number(word),
            compound_parts: parts.iter().map(|part| number(part)).collect(),
            is_stop_word: analyzer.is_stop_word(word),
        });
        let word_terms: Vec<WordTerms> = word_terms.collect();

        let mut lists: Vec<PostingList> = vec![PostingList::new(); terms.len()];
        let mut item = 0;
        for chunk in chunks {
            let find_terms = |word: &str| word_terms.get(words.binary_search(&word).ok()?);
            let chunk_terms: Vec<Option<&WordTerms>> =
                chunk.words.iter().map(|word| find_terms(word)).collect();
            for weights in &chunk.item_terms {
                for (word, weight) in weights {
                    let terms = usize::try_from(*word).ok();
                    if let Some(terms) = terms.and_then(|index| *chunk_terms.get(index)?) {
                        terms.add_posting(&mut lists, Posting { item, weight: *weight });
                    }
                }
                item += 1;
            }
        }
        let terms = terms.into_iter().map(str::to_owned).zip(lists);
        let terms = terms.filter(|(_, list)| !list.is_empty()).collect();
        Self { terms, words: words.iter().map(|word| (*word).to_owned()).collect() }
    }
}

impl WordTerms {
    /// Adds an item that contains the word to the list of each of its terms.
    fn add_posting(&self, lists: &mut [PostingList], posting: Posting) {
        let Posting { item, weight } = posting;
        if self.is_stop_word && weight < TermWeight::LongName {
            return;
        }
        let part_weight = weight.lowered(COMPOUND_PART_PENALTY);
        let is_name = weight >= TermWeight::LongName && self.whole_word != self.stem;
        let whole_word = is_name.then_some((self.whole_word, weight));
        let parts = self.compound_parts.iter().map(|part| (*part, part_weight));
        for (term, weight) in [(self.stem, weight)].into_iter().chain(whole_word).chain(parts) {
            let Some(list) = usize::try_from(term).ok().and_then(|index| lists.get_mut(index))
            else {
                continue;
            };
            // An item may contain several forms of a word; the greatest weight counts.
            match list.last_mut().filter(|last| last.item == item) {
                Some(last) => last.weight = weight.max(last.weight),
                None => list.push(Posting { item, weight }),
            }
        }
    }
}

/// Encodes a list: for each weight, the greatest first, its mark and then the distance from each
/// item to the next.
pub(super) fn encode_postings(list: &[Posting]) -> String {
    let mut text = String::with_capacity(list.len() * 2);
    for (number, mark) in MARKS.iter().enumerate().rev() {
        let items = list.iter().filter(|posting| posting.weight.number() == number);
        let mut previous_item = 0;
        for (index, posting) in items.enumerate() {
            if index == 0 {
                text.push(*mark);
            }
            push_varint(&mut text, posting.item - previous_item);
            previous_item = posting.item;
        }
    }
    text
}

/// Appends a number in base 32, the least significant digit first.
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

/// Encodes sorted words, each as the number of letters that it shares with the previous word, and
/// the remaining letters.
pub(super) fn encode_sorted_words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let (mut text, mut previous_word) = (String::new(), String::new());
    for word in words {
        let shared = previous_word.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        let n_shared = shared.count().min(DIGITS.len() - 1);
        let remaining: String = word.chars().skip(n_shared).collect();
        let digit = DIGITS.get(n_shared).copied().map_or('0', char::from);
        let separator = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{separator}{digit}{remaining}");
        word.clone_into(&mut previous_word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(list: &[(u32, TermWeight)]) -> String {
        let list: Vec<Posting> =
            list.iter().map(|(item, weight)| Posting { item: *item, weight: *weight }).collect();
        encode_postings(&list)
    }

    #[test]
    fn a_list_has_the_greatest_weight_first_and_distances_between_items() {
        let (text, name) = (TermWeight::Text, TermWeight::ShortName);
        assert_eq!(encode(&[(3, text), (5, name), (40, text), (41, text)]), "*5#3B11");
        assert_eq!(encode(&[(0, text), (1023, text), (2048, text)]), "#0_vxw1");
    }

    #[test]
    fn a_word_shares_the_beginning_of_the_previous_word() {
        assert_eq!(encode_sorted_words(["råd", "rådet", "rös"].into_iter()), "0råd 3et 1ös");
    }
}
