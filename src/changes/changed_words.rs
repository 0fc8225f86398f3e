//! Finds which words one text has and another has not.

use super::common_sequence::common_sequence;
use super::word_count::WordCount;

/// With more pairs of words than this between the first and the last difference, no words are
/// shown.
const MAX_PAIRS: usize = 1_000_000;
/// What is between two words that do not follow each other in their text.
const GAP: &str = " … ";

/// The words that changed in a text. Words that follow each other are joined by a space, and others
/// by ` … `.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedWords {
    /// Words that only the newer text has. Empty if it has none.
    pub added: String,
    /// Words that only the older text has. Empty if it has none.
    pub removed: String,
}

/// Which words of both texts are in the longest sequence that they have in common.
struct CommonWords {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl ChangedWords {
    /// Finds the words that are not in the longest sequence that both texts have in common. Empty
    /// if the texts are too long for that.
    pub(super) fn between(old: &[&str], new: &[&str]) -> Self {
        let Some(common) = CommonWords::between(old, new) else { return Self::default() };
        Self { added: joined_runs(new, &common.new), removed: joined_runs(old, &common.old) }
    }
}

impl CommonWords {
    /// Returns `None` if the texts are too long.
    fn between(old: &[&str], new: &[&str]) -> Option<Self> {
        let n_first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let n_rest = old.len().min(new.len()) - n_first;
        let pairs = old.iter().rev().zip(new.iter().rev()).take(n_rest);
        let n_last = pairs.take_while(|(old, new)| old == new).count();
        let inner = |words: &[&str]| n_first..words.len() - n_last;
        let (old_range, new_range) = (inner(old), inner(new));
        let is_outer = |words: &[&str]| -> Vec<bool> {
            let range = inner(words);
            (0..words.len()).map(|index| !range.contains(&index)).collect()
        };
        let mut common = Self { old: is_outer(old), new: is_outer(new) };
        let old_words = old.get(old_range).unwrap_or_default();
        let new_words = new.get(new_range).unwrap_or_default();
        if old_words.len().saturating_mul(new_words.len()) > MAX_PAIRS {
            return None;
        }
        for (old_index, new_index) in common_sequence(old_words, new_words) {
            let flags =
                [common.old.get_mut(n_first + old_index), common.new.get_mut(n_first + new_index)];
            flags.into_iter().flatten().for_each(|is_common| *is_common = true);
        }
        Some(common)
    }
}

/// Returns the words that are not common.
fn joined_runs(words: &[&str], is_common: &[bool]) -> String {
    let mut joined = String::new();
    let mut follows_gap = false;
    for (word, is_common) in words.iter().zip(is_common) {
        if !is_common {
            let between = if follows_gap { GAP } else { " " };
            joined.push_str(if joined.is_empty() { "" } else { between });
            joined.push_str(word);
        }
        follows_gap = *is_common;
    }
    joined
}

/// The words of two texts, to be counted and shown.
pub(super) struct WordPair<'t> {
    pub(super) old: Vec<&'t str>,
    pub(super) new: Vec<&'t str>,
}

impl WordPair<'_> {
    pub(super) fn count(&self) -> WordCount {
        WordCount::between(&self.old, &self.new)
    }

    pub(super) fn changed_words(&self) -> ChangedWords {
        ChangedWords::between(&self.old, &self.new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changed(old: &str, new: &str) -> (String, String) {
        let words = |text: &'static str| -> Vec<&str> { text.split_whitespace().collect() };
        let (old, new) = (words(String::leak(old.into())), words(String::leak(new.into())));
        let changed = ChangedWords::between(&old, &new);
        (changed.removed, changed.added)
    }

    #[test]
    fn words_that_do_not_follow_each_other_have_a_gap() {
        let shown = |old, new| {
            let (removed, added) = changed(old, new);
            format!("{removed} | {added}")
        };
        assert_eq!(shown("a b c", "a not b c"), " | not");
        assert_eq!(shown("a b c d", "a x y b c z d"), " | x y … z");
        assert_eq!(shown("a b", ""), "a b | ");
        assert_eq!(shown("a a", "a a a"), " | a");
        assert_eq!(shown("one two three", "one 2 three"), "two | 2");
    }

    #[test]
    fn texts_that_are_too_long_show_no_words() {
        let old = format!("start {} end", "same ".repeat(1_100));
        let new = format!("begin {} stop", "same ".repeat(1_100));
        assert_eq!(changed(&old, &new), (String::new(), String::new()));
        let new = format!("start {} stop", "same ".repeat(1_100));
        assert_eq!(changed(&old, &new), ("end".to_owned(), "stop".to_owned()));
    }

    proptest! {
        #[test]
        fn as_many_words_are_shown_as_are_counted(
            old in prop::collection::vec("[abc]", 0..40),
            new in prop::collection::vec("[abcd]", 0..40),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let pair = WordPair { old, new };
            let (count, changed) = (pair.count(), pair.changed_words());
            let n_shown = |text: &str| text.split_whitespace().filter(|it| *it != "…").count();
            prop_assert_eq!(n_shown(&changed.added), count.added);
            prop_assert_eq!(n_shown(&changed.removed), count.removed);
        }
    }
}
