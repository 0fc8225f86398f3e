//! Words by number, while a part of the site is read.

use super::tokenize::for_each_word;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a: the words are the site's own, short and many, and no stranger chooses them.
#[derive(Clone, Copy)]
pub(super) struct FnvHasher(u64);

impl Default for FnvHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FnvHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// How weightily a unit holds a word, from a passing mention to its whole name.
pub(super) type TermWeight = u8;

/// The words of one unit, each once, by number in a [`TermInterner`].
pub(super) type TermWeights = Vec<(u32, TermWeight)>;

/// Words, each with a number in the order in which they were met.
#[derive(Default)]
pub(super) struct TermInterner {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<FnvHasher>>,
    pub(super) words: Vec<Box<str>>,
}

impl TermInterner {
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

/// Gathers the words of one unit.
pub(super) struct DocumentTerms<'l> {
    lexicon: &'l mut TermInterner,
    weights: TermWeights,
}

/// What stands in a text so many times weighs more.
const OFTEN: usize = 3;
/// What a word in a text weighs.
const TEXT: TermWeight = 1;

impl<'l> DocumentTerms<'l> {
    pub(super) fn new(lexicon: &'l mut TermInterner) -> Self {
        Self { lexicon, weights: TermWeights::new() }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, weight: TermWeight, text: &str) {
        let Self { lexicon, weights: found } = self;
        for_each_word(text, |word| found.push((lexicon.intern(word), weight)));
    }

    /// Each word once, with its greatest weight.
    pub(super) fn finish(self) -> TermWeights {
        let mut found = self.weights;
        found.sort_unstable();
        let runs = found.chunk_by(|one, next| one.0 == next.0);
        let whole = |run: &[(u32, TermWeight)]| {
            let (word, weight) = run.last().copied()?;
            let is_often = weight == TEXT && run.len() >= OFTEN;
            Some((word, weight + TermWeight::from(is_often)))
        };
        runs.filter_map(whole).collect()
    }
}
