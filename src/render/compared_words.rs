//! Two texts side by side, each with marks for the words that the other does not have.

use crate::site::source_text::{RunSide, WordRun, word_runs};

/// How many words are shown on each side of words that differ.
const CONTEXT_WORDS: usize = 12;
/// A text with fewer words is read at a glance, and has no marks.
const MIN_MARKED_WORDS: usize = 4;
/// How many words that only one text has are shown together.
const MAX_OWN_WORDS: usize = 80;

/// Returns the words of two texts, each with those that the other does not have as a run of their
/// own. Long runs are shortened. Short texts, and those without a word in common, have no marks.
pub(super) fn marked_words(older: &str, newer: &str) -> [Vec<WordRun>; 2] {
    let runs = word_runs(older, newer);
    let is_short = |text: &str| text.split_whitespace().count() < MIN_MARKED_WORDS;
    let has_common_words = runs.iter().any(|run| run.side == RunSide::Both);
    if !has_common_words || is_short(older) && is_short(newer) {
        return [older, newer].map(|text| {
            vec![WordRun { side: RunSide::Both, text: shortened_run(text, MAX_OWN_WORDS, 0) }]
        });
    }
    let last_index = runs.len() - 1;
    let shortened = runs.into_iter().enumerate().map(|(index, run)| {
        let [n_first, n_last] = match run.side {
            // Words beside a difference say where it is.
            RunSide::Both => {
                [index > 0, index < last_index].map(|it| if it { CONTEXT_WORDS } else { 0 })
            }
            RunSide::From | RunSide::To => [MAX_OWN_WORDS, 0],
        };
        let is_whole = last_index == 0;
        let [n_first, n_last] = if is_whole { [MAX_OWN_WORDS, 0] } else { [n_first, n_last] };
        WordRun { text: shortened_run(&run.text, n_first, n_last), ..run }
    });
    let shortened: Vec<WordRun> = shortened.collect();
    [RunSide::From, RunSide::To].map(|side| {
        let is_shown = |run: &&WordRun| run.side == RunSide::Both || run.side == side;
        let mut runs: Vec<WordRun> = shortened.iter().filter(is_shown).cloned().collect();
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs
    })
}

/// Returns the first and the last words of a text, with an ellipsis for those between them.
fn shortened_run(text: &str, n_first: usize, n_last: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let n_shown = n_first + n_last;
    // An ellipsis for a single word is no shorter.
    if words.len() <= n_shown + 1 {
        return text.to_owned();
    }
    let first = words.iter().take(n_first);
    let last = words.iter().skip(words.len() - n_last);
    let shown: Vec<&str> = first.chain([&"…"]).chain(last).copied().collect();
    let end = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{}{end}", shown.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns both texts, with the words that the other does not have in brackets.
    fn marked(older: &str, newer: &str) -> [String; 2] {
        marked_words(older, newer).map(|runs| {
            let run = |run: &WordRun| match run.side {
                RunSide::Both => run.text.clone(),
                RunSide::From | RunSide::To => format!("[{}] ", run.text.trim_end()),
            };
            runs.iter().map(run).collect::<String>().trim_end().to_owned()
        })
    }

    #[test]
    fn words_that_the_other_text_does_not_have_are_marked() {
        let texts = marked("Within 24 hours of it.", "Within 12 hours of it.");
        assert_eq!(texts, ["Within [24] hours of it.", "Within [12] hours of it."]);
        let texts = marked("It has one more word.", "It has one word.");
        assert_eq!(texts, ["It has one [more] word.", "It has one word."]);
        assert_eq!(marked("§ 9", "§ 10"), ["§ 9", "§ 10"]);
        assert_eq!(marked("It is as it was.", "Two."), ["It is as it was.", "Two."]);
        assert_eq!(marked("The same.", "The same."), ["The same.", "The same."]);
    }

    #[test]
    fn what_is_far_from_a_difference_is_left_out() {
        let far = (1..=40).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        let [older, newer] = marked(&format!("{far} old {far}"), &format!("{far} new {far}"));
        let context = "… 29 30 31 32 33 34 35 36 37 38 39 40 [old] 1 2 3 4 5 6 7 8 9 10 11 12 …";
        assert_eq!(older, context);
        assert_eq!(newer, context.replace("old", "new"));
    }

    proptest::proptest! {
        #[test]
        fn both_texts_have_the_same_words_beside_their_own(
            older in "([abc] ){0,60}", newer in "([abc] ){0,60}",
        ) {
            let both = |runs: &[WordRun]| -> Vec<String> {
                let both = runs.iter().filter(|run| run.side == RunSide::Both);
                both.map(|run| run.text.trim_end().to_owned()).collect()
            };
            let [old_runs, new_runs] = marked_words(&older, &newer);
            let has_marks = old_runs.iter().chain(&new_runs).any(|run| run.side != RunSide::Both);
            if has_marks {
                proptest::prop_assert_eq!(both(&old_runs), both(&new_runs));
            }
        }
    }
}
