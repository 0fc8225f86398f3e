//! Words by number, while a part of the site is read.

use super::word::each_word;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a: the words are the site's own, short and many, and no stranger chooses them.
#[derive(Clone, Copy)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
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
pub(super) type Weight = u8;

/// The words of one unit, each once, by number in a [`Lexicon`].
pub(super) type Bag = Vec<(u32, Weight)>;

/// Words, each with a number in the order in which they were met.
#[derive(Default)]
pub(super) struct Lexicon {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    pub(super) words: Vec<Box<str>>,
}

impl Lexicon {
    fn number(&mut self, word: &str) -> u32 {
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
pub(super) struct Words<'l> {
    lexicon: &'l mut Lexicon,
    found: Bag,
}

/// What stands in a text so many times weighs more.
const OFTEN: usize = 3;
/// What a word in a text weighs.
const TEXT: Weight = 1;

impl<'l> Words<'l> {
    pub(super) fn new(lexicon: &'l mut Lexicon) -> Self {
        Self { lexicon, found: Bag::new() }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, weight: Weight, text: &str) {
        let Self { lexicon, found } = self;
        each_word(text, |word| found.push((lexicon.number(word), weight)));
    }

    /// Each word once, with its greatest weight.
    pub(super) fn finish(self) -> Bag {
        let mut found = self.found;
        found.sort_unstable();
        let runs = found.chunk_by(|one, next| one.0 == next.0);
        let whole = |run: &[(u32, Weight)]| {
            let (word, weight) = run.last().copied()?;
            let is_often = weight == TEXT && run.len() >= OFTEN;
            Some((word, weight + Weight::from(is_often)))
        };
        runs.filter_map(whole).collect()
    }
}
