//! Compares two texts word by word.

use super::ordered_pairs::{UnitPair, ordered_pairs};
use std::collections::HashMap;
use std::ops::Range;

/// How many words are compared with each other; longer texts are split at words that both have
/// once, or else differ as a whole.
const MAX_COMPARED_WORDS: usize = 2_000;

/// The first of the characters that stand for words while they are compared. They are for private
/// use, and so many that each word of a comparison gets its own.
const FIRST_WORD_CHAR: u32 = 0xF_0000;

/// In which of two texts some words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunSide {
    /// In both.
    Both,
    /// In the older one only.
    From,
    /// In the newer one only.
    To,
}

impl RunSide {
    /// Returns the word for it in HTML.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::From => "from",
            Self::To => "to",
        }
    }
}

/// Words that follow each other and are in the same texts. Each word has the space or line break
/// after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRun {
    /// In which texts they are.
    pub side: RunSide,
    /// The words.
    pub text: String,
}

/// A word of a text.
#[derive(Clone, Copy)]
struct WordToken<'t> {
    word: &'t str,
    /// Whether a line ends after it.
    ends_line: bool,
}

/// Words of both texts, from the older and the newer one, that are the same or not.
#[derive(Debug)]
struct TokenRun {
    side: RunSide,
    older: Range<usize>,
    newer: Range<usize>,
}

/// Returns the words of two texts as one flow. The words of the older text in it are that text, and
/// so are those of the newer one.
#[must_use]
pub fn word_runs(older: &str, newer: &str) -> Vec<WordRun> {
    let (older, newer) = (tokens(older), tokens(newer));
    let mut runs: Vec<WordRun> = Vec::new();
    for run in token_runs(&older, &newer) {
        let mut text = String::new();
        match run.side {
            RunSide::From => push_words(&mut text, older.get(run.older)),
            RunSide::To | RunSide::Both => push_words(&mut text, newer.get(run.newer)),
        }
        match runs.last_mut().filter(|last| last.side == run.side) {
            Some(last) => last.text.push_str(&text),
            None => runs.push(WordRun { side: run.side, text }),
        }
    }
    runs
}

/// Two texts compared word by word, so that what has taken the place of any passage is found
/// without comparing them again.
#[derive(Debug)]
pub(in crate::site) struct PassageAlignment {
    older: String,
    newer: String,
    /// The words of each text, by their ranges.
    older_words: Vec<Range<usize>>,
    newer_words: Vec<Range<usize>>,
    /// The words that are in both, in order.
    common_runs: Vec<TokenRun>,
}

impl PassageAlignment {
    /// Compares two texts.
    pub(in crate::site) fn new(older: String, newer: String) -> Self {
        let (older_tokens, newer_tokens) = (tokens(&older), tokens(&newer));
        let runs = token_runs(&older_tokens, &newer_tokens).into_iter();
        let common_runs = runs.filter(|run| run.side == RunSide::Both).collect();
        let older_words = word_ranges(&older, &older_tokens);
        let newer_words = word_ranges(&newer, &newer_tokens);
        Self { older_words, newer_words, common_runs, older, newer }
    }

    /// Returns the range of the newer text, in bytes, that has taken the place of a range of the
    /// older one. `None` means that nothing has. Takes logarithmic time.
    #[must_use]
    pub(in crate::site) fn counterpart(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.older_words.partition_point(|word| word.end <= range.start);
        let last = self.older_words.partition_point(|word| word.start < range.end);
        // The last words before the place that both have, or its own, and the first ones after it.
        let n_before = self.common_runs.partition_point(|run| run.older.end < last);
        let after = self.common_runs.get(n_before);
        let end = after.map_or(self.newer_words.len(), |run| {
            run.newer.start + last.saturating_sub(run.older.start)
        });
        let until_end = self.common_runs.get(..=n_before).unwrap_or(&self.common_runs);
        let n_started = until_end.partition_point(|run| run.older.start <= first);
        let before = n_started.checked_sub(1).and_then(|index| until_end.get(index));
        let start =
            before.map_or(0, |run| run.newer.end.min(run.newer.start + (first - run.older.start)));
        let words = self.newer_words.get(start..end.max(start))?;
        let (new_first, new_last) = (words.first()?.clone(), words.last()?.clone());
        let mut found = new_first.start..new_last.end;
        // Signs around the old words that do not belong to them do not belong to the new ones
        // either.
        let old_first = self.older_words.get(first).map_or(range.start, |word| word.start);
        let old_last = self.older_words.get(last.saturating_sub(1));
        let old_end = old_last.map_or(range.end, |word| word.end);
        let before = self.older.get(old_first..range.start).unwrap_or_default();
        let after = self.older.get(range.end..old_end).unwrap_or_default();
        let new_word = |range: Range<usize>| self.newer.get(range).unwrap_or_default();
        if new_first.len() > before.len() && new_word(new_first).starts_with(before) {
            found.start += before.len();
        }
        if new_last.len() > after.len() && new_word(new_last).ends_with(after) {
            found.end -= after.len();
        }
        (found.start < found.end).then_some(found)
    }
}

fn word_ranges(text: &str, tokens: &[WordToken<'_>]) -> Vec<Range<usize>> {
    let text_start = text.as_ptr() as usize;
    let ranges = tokens.iter().map(|token| {
        let start = (token.word.as_ptr() as usize).saturating_sub(text_start);
        start..start + token.word.len()
    });
    ranges.collect()
}

fn tokens(text: &str) -> Vec<WordToken<'_>> {
    let lines = text.lines().map(|line| line.split_whitespace().peekable());
    let mut tokens = Vec::new();
    for mut words in lines {
        while let Some(word) = words.next() {
            tokens.push(WordToken { word, ends_line: words.peek().is_none() });
        }
    }
    if let Some(last) = tokens.last_mut() {
        last.ends_line = false;
    }
    tokens
}

fn push_words(text: &mut String, tokens: Option<&[WordToken<'_>]>) {
    for token in tokens.unwrap_or_default() {
        text.push_str(token.word);
        text.push(if token.ends_line { '\n' } else { ' ' });
    }
}

/// Returns the runs of two texts, in order.
fn token_runs(older: &[WordToken<'_>], newer: &[WordToken<'_>]) -> Vec<TokenRun> {
    let mut ids: HashMap<&str, u32> = HashMap::new();
    let older_ids: Vec<u32> = older.iter().map(|token| word_id(&mut ids, token.word)).collect();
    let newer_ids: Vec<u32> = newer.iter().map(|token| word_id(&mut ids, token.word)).collect();
    WordComparison { older: &older_ids, newer: &newer_ids, runs: Vec::new() }.compare()
}

fn word_id<'t>(ids: &mut HashMap<&'t str, u32>, word: &'t str) -> u32 {
    let next_id = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    *ids.entry(word).or_insert(next_id)
}

/// Two texts as numbers of words, and the runs so far.
struct WordComparison<'w> {
    older: &'w [u32],
    newer: &'w [u32],
    runs: Vec<TokenRun>,
}

impl WordComparison<'_> {
    fn compare(mut self) -> Vec<TokenRun> {
        let same = |(left, right): &(&u32, &u32)| left == right;
        let n_first = self.older.iter().zip(self.newer).take_while(same).count();
        let (older, newer) = (self.older.len(), self.newer.len());
        let ends = self.older.iter().rev().zip(self.newer.iter().rev());
        let n_last = ends.take_while(same).count().min(older.min(newer) - n_first);
        self.push(RunSide::Both, 0..n_first, 0..n_first);
        self.compare_middle(n_first..older - n_last, n_first..newer - n_last);
        self.push(RunSide::Both, older - n_last..older, newer - n_last..newer);
        self.runs
    }

    /// Compares what is between the first and the last words that are the same.
    fn compare_middle(&mut self, older: Range<usize>, newer: Range<usize>) {
        if older.len() + newer.len() <= MAX_COMPARED_WORDS {
            self.compare_words(older, newer);
            return;
        }
        let (mut older_start, mut newer_start) = (older.start, newer.start);
        for anchor in self.unique_words(&older, &newer) {
            let (older_end, newer_end) = (anchor.older, anchor.newer);
            self.compare_part(older_start..older_end, newer_start..newer_end);
            self.push(RunSide::Both, older_end..older_end + 1, newer_end..newer_end + 1);
            (older_start, newer_start) = (older_end + 1, newer_end + 1);
        }
        self.compare_part(older_start..older.end, newer_start..newer.end);
    }

    /// Compares a part between two words that are the same.
    fn compare_part(&mut self, older: Range<usize>, newer: Range<usize>) {
        if older.len() + newer.len() <= MAX_COMPARED_WORDS {
            self.compare_words(older, newer);
        } else {
            self.push(RunSide::From, older, newer.start..newer.start);
            let older_end = self.runs.last().map_or(0, |run| run.older.end);
            self.push(RunSide::To, older_end..older_end, newer);
        }
    }

    /// Returns the words that are once in each part and in the same order in both.
    fn unique_words(&self, older: &Range<usize>, newer: &Range<usize>) -> Vec<UnitPair> {
        let mut places: HashMap<u32, [Vec<usize>; 2]> = HashMap::new();
        for (side, (ids, range)) in [(self.older, older), (self.newer, newer)].iter().enumerate() {
            for index in (*range).clone() {
                let Some(id) = ids.get(index) else { continue };
                let places = places.entry(*id).or_default();
                if let Some(places) = places.get_mut(side).filter(|places| places.len() < 2) {
                    places.push(index);
                }
            }
        }
        let unique = newer.clone().filter_map(|index| {
            let [of_older, of_newer] = places.get(self.newer.get(index)?)?;
            match (&**of_older, &**of_newer) {
                ([older], [newer]) => Some(UnitPair { newer: *newer, older: *older }),
                _ => None,
            }
        });
        let unique: Vec<UnitPair> = unique.collect();
        let is_ordered = ordered_pairs(&unique, &vec![1; unique.len()]);
        let ordered = unique.into_iter().zip(is_ordered).filter(|(_, is_ordered)| *is_ordered);
        ordered.map(|(pair, _)| pair).collect()
    }

    fn compare_words(&mut self, older: Range<usize>, newer: Range<usize>) {
        let mut chars: HashMap<u32, char> = HashMap::new();
        let mut text_of = |ids: &[u32], range: &Range<usize>| -> String {
            let ids = ids.get(range.clone()).unwrap_or_default().iter();
            let char_of = |id: &u32| {
                let next = FIRST_WORD_CHAR + u32::try_from(chars.len()).unwrap_or(0);
                *chars.entry(*id).or_insert(char::from_u32(next).unwrap_or('?'))
            };
            ids.map(char_of).collect()
        };
        let (older_text, newer_text) = (text_of(self.older, &older), text_of(self.newer, &newer));
        let (mut older_start, mut newer_start) = (older.start, newer.start);
        for chunk in dissimilar::diff(&older_text, &newer_text) {
            let (side, words) = match chunk {
                dissimilar::Chunk::Equal(words) => (RunSide::Both, words),
                dissimilar::Chunk::Delete(words) => (RunSide::From, words),
                dissimilar::Chunk::Insert(words) => (RunSide::To, words),
            };
            let n_words = words.chars().count();
            let older_end = older_start + if side == RunSide::To { 0 } else { n_words };
            let newer_end = newer_start + if side == RunSide::From { 0 } else { n_words };
            self.push(side, older_start..older_end, newer_start..newer_end);
            (older_start, newer_start) = (older_end, newer_end);
        }
    }

    fn push(&mut self, side: RunSide, older: Range<usize>, newer: Range<usize>) {
        if older.is_empty() && newer.is_empty() {
            return;
        }
        match self.runs.last_mut().filter(|last| last.side == side) {
            Some(last) => {
                last.older.end = older.end;
                last.newer.end = newer.end;
            }
            None => self.runs.push(TokenRun { side, older, newer }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(older: &str, newer: &str) -> String {
        let runs = word_runs(older, newer);
        let sign = |side| match side {
            RunSide::Both => "=",
            RunSide::From => "-",
            RunSide::To => "+",
        };
        let runs = runs.iter().map(|run| format!("{}{}", sign(run.side), run.text.trim_end()));
        runs.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_compared_by_whole_words() {
        for (older, newer, expected) in [
            ("The term is ten years.", "The term is ten years.", "=The term is ten years."),
            ("ten years", "twelve years", "-ten +twelve =years"),
            ("tens of years", "ten years", "-tens of +ten =years"),
            ("one", "", "-one"),
            ("", "one", "+one"),
            ("a b", "a b c", "=a b +c"),
        ] {
            assert_eq!(shown(older, newer), expected);
        }
    }

    #[test]
    fn a_passage_is_found_in_the_next_text() {
        let find = |words: &str, older: &str, newer: &'static str| {
            let start = older.find(words).unwrap();
            let alignment = PassageAlignment::new(older.to_owned(), newer.to_owned());
            alignment.counterpart(&(start..start + words.len())).and_then(|it| newer.get(it))
        };
        let older = "The term is ten years. It ends in May.";
        let newer = "The term is twelve long years. It ends in June.";
        assert_eq!(find("ten years", older, newer), Some("twelve long years"));
        assert_eq!(find("It ends in May.", older, newer), Some("It ends in June."));
        assert_eq!(find("is ten", older, newer), Some("is twelve long"));
        assert_eq!(find("ten", older, "The term is years. It ends in May."), None);
        assert_eq!(find("It ends in May.", older, "The term is ten years."), None);
    }

    #[test]
    fn hostile_texts_end() {
        let words = |seed: usize, n: usize| {
            let words = (0..n).map(|index| format!("w{}", index * seed % 5_003));
            words.collect::<Vec<_>>().join(" ")
        };
        let (older, newer) = (words(7, 40_000), words(11, 40_000));
        let runs = word_runs(&older, &newer);
        let side = |left: RunSide| {
            let parts = runs.iter().filter(|it| it.side == RunSide::Both || it.side == left);
            parts.map(|it| it.text.as_str()).collect::<String>()
        };
        assert_eq!(side(RunSide::From).trim_end(), older);
        assert_eq!(side(RunSide::To).trim_end(), newer);
    }
}
