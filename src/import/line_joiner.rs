//! Joins the lines of a paragraph, and words that a hyphen divides at the end of a line.
//!
//! Whether the hyphen belongs to the word is decided by the other words of the same paper. If they
//! say nothing, the likely form is used and a finding names it.

use super::finding::ImportFinding;
use std::collections::{BTreeSet, HashSet};

/// Words after which a hyphen at the end of a line belongs to an omitted part: "in- och utförsel".
const CONJUNCTIONS: [&str; 12] = [
    "och",
    "eller",
    "samt",
    "and",
    "or",
    "und",
    "oder",
    "og",
    "eller,",
    "respektive",
    "to",
    "till",
];

/// The words of a paper that are not divided, in lower case.
#[derive(Debug, Default)]
pub(super) struct KnownWords(HashSet<String>);

/// Joins lines and collects what is uncertain.
#[derive(Debug)]
pub(super) struct LineJoiner {
    known_words: KnownWords,
    n_joined: usize,
    uncertain: BTreeSet<(String, bool)>,
}

/// How two lines are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// The hyphen goes.
    Word,
    /// The hyphen stays, without a space.
    Hyphen,
    /// A space.
    Space,
}

impl KnownWords {
    /// Collects the words of all lines but those at the end of a line with a hyphen and at the
    /// start of the next.
    pub(super) fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        let mut is_divided = false;
        for line in lines {
            let mut line_words: Vec<&str> = line.split_whitespace().collect();
            if is_divided && !line_words.is_empty() {
                line_words.remove(0);
            }
            is_divided = line.trim_end().ends_with(is_hyphen);
            if is_divided {
                line_words.pop();
            }
            words.extend(line_words.into_iter().map(fold_word));
        }
        Self(words)
    }

    fn contains(&self, word: &str) -> bool {
        self.0.contains(&fold_word(word))
    }
}

impl LineJoiner {
    pub(super) fn new(known_words: KnownWords) -> Self {
        Self { known_words, n_joined: 0, uncertain: BTreeSet::new() }
    }

    /// Appends a line to the lines before it.
    pub(super) fn push_line(&mut self, text: &mut String, line: &str) {
        let line = line.trim();
        if text.is_empty() || line.is_empty() {
            text.push_str(line);
            return;
        }
        match self.joint(text, line) {
            Joint::Word => {
                text.pop();
            }
            Joint::Hyphen => {}
            Joint::Space => text.push(' '),
        }
        text.push_str(line);
    }

    /// Returns what was joined, and what is uncertain.
    pub(super) fn findings(self) -> Vec<ImportFinding> {
        let joined = (self.n_joined > 0).then_some(ImportFinding::JoinedWords(self.n_joined));
        let uncertain = self.uncertain.into_iter().map(|(word, is_joined)| match is_joined {
            true => ImportFinding::UncertainJoin(word),
            false => ImportFinding::UncertainHyphen(word),
        });
        joined.into_iter().chain(uncertain).collect()
    }

    fn joint(&mut self, text: &str, line: &str) -> Joint {
        let Some(hyphen) = text.chars().next_back().filter(|char| is_hyphen(*char)) else {
            return Joint::Space;
        };
        let head = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let head = head.trim_end_matches(is_hyphen);
        let tail = line.split_whitespace().next().unwrap_or_default();
        if head.is_empty() || !head.ends_with(char::is_alphanumeric) {
            // A dash.
            return Joint::Space;
        }
        if CONJUNCTIONS.contains(&&*tail.to_lowercase()) {
            return Joint::Space;
        }
        if hyphen == '\u{ad}' {
            self.n_joined += 1;
            return Joint::Word;
        }
        // `EU-kommissionen`, `1990-1995`, `Sverige-Finland`
        let is_compound =
            !head.ends_with(char::is_lowercase) || !tail.starts_with(char::is_lowercase);
        if is_compound {
            return Joint::Hyphen;
        }
        let (joined, hyphenated) = (format!("{head}{tail}"), format!("{head}-{tail}"));
        let joint =
            match (self.known_words.contains(&joined), self.known_words.contains(&hyphenated)) {
                (false, true) => Joint::Hyphen,
                (true, false) => Joint::Word,
                (true, true) | (false, false) if head.contains('-') => {
                    self.uncertain.insert((trim_word(&hyphenated), false));
                    return Joint::Hyphen;
                }
                (true, true) | (false, false) => {
                    self.uncertain.insert((trim_word(&joined), true));
                    return Joint::Word;
                }
            };
        self.n_joined += usize::from(joint == Joint::Word);
        joint
    }
}

fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '\u{ad}' | '\u{2010}')
}

fn trim_word(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

fn fold_word(word: &str) -> String {
    trim_word(word).replace('\u{2010}', "-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> (String, Vec<ImportFinding>) {
        let mut joiner = LineJoiner::new(KnownWords::of_lines(lines.iter().copied()));
        let mut text = String::new();
        for line in lines {
            joiner.push_line(&mut text, line);
        }
        (text, joiner.findings())
    }

    #[test]
    fn the_paper_decides_about_a_hyphen() {
        let (text, findings) =
            joined(&["förvaltningen och e-post: förvalt-", "ningen har e-", "post"]);
        assert_eq!(text, "förvaltningen och e-post: förvaltningen har e-post");
        assert_eq!(findings, [ImportFinding::JoinedWords(1)]);
    }

    #[test]
    fn what_the_paper_does_not_decide_is_named() {
        let (text, findings) = joined(&["en nämnd-", "ledamot."]);
        assert_eq!(text, "en nämndledamot.");
        assert_eq!(findings, [ImportFinding::UncertainJoin("nämndledamot".into())]);
    }

    #[test]
    fn hyphens_before_capitals_numbers_and_conjunctions_stay() {
        for (lines, expected) in [
            (["EU-", "kommissionen"], "EU-kommissionen"),
            (["1990-", "1995"], "1990-1995"),
            (["in-", "och utförsel"], "in- och utförsel"),
            (["hyra –", "eller"], "hyra – eller"),
            (["för\u{ad}", "valtning"], "förvaltning"),
        ] {
            assert_eq!(joined(&lines).0, expected);
        }
    }
}
