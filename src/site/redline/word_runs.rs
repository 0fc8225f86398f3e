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

/// Returns the range of the newer text, in bytes, that has taken the place of a range of the older
/// one. `None` means that nothing has.
#[must_use]
pub(in crate::site) fn counterpart_range(
    older: &str,
    newer: &str,
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let (older_tokens, newer_tokens) = (tokens(older), tokens(newer));
    let offset_in = |text: &str, token: &WordToken<'_>| {
        (token.word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
    };
    let first = older_tokens
        .partition_point(|token| offset_in(older, token) + token.word.len() <= range.start);
    let last = older_tokens.partition_point(|token| offset_in(older, token) < range.end);
    let (mut start, mut end) = (0, newer_tokens.len());
    for run in token_runs(&older_tokens, &newer_tokens) {
        if run.side != RunSide::Both {
            continue;
        }
        // The last words before the place that both have, or its own, and the first ones after it.
        if run.older.start <= first {
            start = run.newer.end.min(run.newer.start + (first - run.older.start));
        }
        if run.older.end >= last {
            end = run.newer.start + last.saturating_sub(run.older.start);
            break;
        }
    }
    let words = newer_tokens.get(start..end.max(start))?;
    let (new_first, new_last) = (words.first()?, words.last()?);
    let mut found = offset_in(newer, new_first)..offset_in(newer, new_last) + new_last.word.len();
    // Signs around the old words that do not belong to them do not belong to the new ones either.
    let old_first = older_tokens.get(first).map_or(range.start, |it| offset_in(older, it));
    let old_last = older_tokens.get(last.saturating_sub(1));
    let old_end = old_last.map_or(range.end, |it| offset_in(older, it) + it.word.len());
    let before = older.get(old_first..range.start).unwrap_or_default();
    let after = older.get(range.end..old_end).unwrap_or_default();
    if new_first.word.len() > before.len() && new_first.word.starts_with(before) {
        found.start += before.len();
    }
    if new_last.word.len() > after.len() && new_last.word.ends_with(after) {
        found.end -= after.len();
    }
    (found.start < found.end).then_some(found)
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
            counterpart_range(older, newer, &(start..start + words.len()))
                .and_then(|it| newer.get(it))
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
