//! Numbers the words of a chunk, and collects the weighted terms of one item.

use super::term_weight::TermWeight;
use super::tokenize::for_each_word;
use foldhash::HashMap;

/// The words of one item, each once, by number in a [`TermInterner`].
pub(super) type TermWeights = Vec<(u32, TermWeight)>;

/// A word that a text repeats this often weighs one step more.
const FREQUENT_OCCURRENCES: usize = 3;

/// Words, numbered in the order in which they were first seen.
#[derive(Default)]
pub(super) struct TermInterner {
    numbers: HashMap<Box<str>, u32>,
    pub(super) words: Vec<Box<str>>,
}

impl TermInterner {
    /// Returns the number of a word.
    fn intern(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.words.push(word.into());
        number
    }
}

/// Collects the terms of one item.
pub(super) struct ItemTerms<'i> {
    interner: &'i mut TermInterner,
    weights: TermWeights,
}

impl<'i> ItemTerms<'i> {
    pub(super) fn new(interner: &'i mut TermInterner) -> Self {
        Self { interner, weights: TermWeights::new() }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, weight: TermWeight, text: &str) {
        let Self { interner, weights } = self;
        for_each_word(text, |word| weights.push((interner.intern(word), weight)));
    }

    /// Adds a term that is not a word, such as a [`whole_name_term`](super::analyzer::Analyzer).
    pub(super) fn add_term(&mut self, weight: TermWeight, term: &str) {
        self.weights.push((self.interner.intern(term), weight));
    }

    /// Returns each word once, with its greatest weight.
    pub(super) fn finish(mut self) -> TermWeights {
        self.weights.sort_unstable();
        let runs = self.weights.chunk_by(|(word, _), (next_word, _)| word == next_word);
        let heaviest = |run: &[(u32, TermWeight)]| {
            let (word, weight) = run.last().copied()?;
            let is_frequent = weight == TermWeight::Text && run.len() >= FREQUENT_OCCURRENCES;
            Some((word, if is_frequent { weight.raised() } else { weight }))
        };
        runs.filter_map(heaviest).collect()
    }
}
