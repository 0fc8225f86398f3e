//! Inserts soft hyphens into long words of headings and labels.
//!
//! Browsers hyphenate languages that they know, but few know Swedish, and none handles compounds.
//! The breaks come from TeX's patterns, which depend on the word alone: breaks at the words of the
//! site would change with every edit, on pages that were not edited. Of these breaks, those after
//! the joining letter of a compound are used: *Stads|lednings|kontoret*. The patterns recognize no
//! other compounds, so a word also breaks before the compound heads that the theme lists, in any
//! language: *Tjänste|utlåtande*. A very long word without such a break has one at the last
//! pattern break before its middle.

use super::theme_files::{ThemeFile, ThemeFiles};
use crate::locale::{Locale, locale};
use hypher::Lang;
use std::borrow::Cow;
use std::sync::Arc;

/// Browsers show it as a hyphen at the end of a line, and otherwise not at all.
const SOFT_HYPHEN: char = '\u{ad}';
/// Shorter words fit into a label.
const MIN_LETTERS: usize = 12;
/// Longer runs of letters are not words, and would cost time.
const MAX_LETTERS: usize = 100;
/// A word that is not a compound has a break if it is at least this long.
const MIN_LETTERS_SIMPLE_WORD: usize = 16;
/// How many letters are on each side of a break at least.
const MIN_PART_LETTERS: usize = 4;

/// The file with the compound heads of a theme, one per line. Lines that begin with `#` are
/// comments.
const COMPOUND_HEADS_PATH: &str = "hyphenation/compound-heads.txt";

/// Words that compounds of the theme's subject often end with, in lower case.
pub(super) type CompoundHeads = Arc<[Box<str>]>;

/// Inserts soft hyphens into text in one language.
#[derive(Clone, Copy, Debug)]
pub struct Hyphenator<'a> {
    locale: &'static Locale,
    compound_heads: &'a [Box<str>],
}

/// A position in a word.
#[derive(Clone, Copy)]
struct WordOffset {
    bytes: usize,
    letters: usize,
}

/// Reads the compound heads of a theme.
pub(super) fn read_compound_heads(files: &ThemeFiles) -> CompoundHeads {
    let text = files.0.get(COMPOUND_HEADS_PATH).and_then(ThemeFile::text);
    let lines = text.into_iter().flat_map(|source| source.text.lines()).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(Box::from).collect()
}

impl<'a> Hyphenator<'a> {
    /// Returns a hyphenator for a language. `compound_heads` are in lower case.
    #[must_use]
    pub fn new(language: &str, compound_heads: &'a [Box<str>]) -> Self {
        Self { locale: locale(language), compound_heads }
    }

    /// Returns a text with soft hyphens in its long words. It is unchanged if the language has no
    /// patterns or if the text has soft hyphens already. An address is copied as it is shown, so it
    /// gets none.
    #[must_use]
    pub fn with_soft_hyphens<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(patterns) = self.locale.hyphenation else { return Cow::Borrowed(text) };
        let is_long = |word: &str| word.chars().count() >= MIN_LETTERS;
        let mut words = text.split(|char: char| !char.is_alphabetic());
        if text.contains(SOFT_HYPHEN) || !words.any(is_long) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for run in text.split_inclusive(char::is_whitespace) {
            if is_address(run.trim_end()) {
                out.push_str(run);
            } else {
                self.push_hyphenated_run(&mut out, run, patterns);
            }
        }
        Cow::Owned(out)
    }

    fn push_hyphenated_run(&self, out: &mut String, run: &str, patterns: Lang) {
        let mut rest = run;
        while !rest.is_empty() {
            let word_bytes = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(word_bytes).unwrap_or((rest, ""));
            self.push_hyphenated_word(out, word, patterns);
            let gap_bytes = after.find(char::is_alphabetic).unwrap_or(after.len());
            let (gap, after) = after.split_at_checked(gap_bytes).unwrap_or((after, ""));
            out.push_str(gap);
            rest = after;
        }
    }

    fn push_hyphenated_word(&self, out: &mut String, word: &str, patterns: Lang) {
        let n_letters = word.chars().count();
        if !(MIN_LETTERS..=MAX_LETTERS).contains(&n_letters) {
            return out.push_str(word);
        }
        let mut start = 0;
        for offset in self.soft_hyphen_offsets(word, n_letters, patterns) {
            out.push_str(word.get(start..offset).unwrap_or_default());
            out.push(SOFT_HYPHEN);
            start = offset;
        }
        out.push_str(word.get(start..).unwrap_or_default());
    }

    /// Returns the sorted byte offsets at which a long word gets a soft hyphen.
    fn soft_hyphen_offsets(&self, word: &str, n_letters: usize, patterns: Lang) -> Vec<usize> {
        let has_room = |offset: &WordOffset| {
            offset.letters >= MIN_PART_LETTERS && offset.letters + MIN_PART_LETTERS <= n_letters
        };
        let heads: Vec<WordOffset> = self.compound_heads(word).filter(has_room).collect();
        let syllables: Vec<WordOffset> =
            syllable_offsets(word, patterns).filter(has_room).collect();
        let is_after_joint = |offset: &&WordOffset| {
            let (before, after) = word.split_at_checked(offset.bytes).unwrap_or((word, ""));
            // The patterns separate `s` from `t` inside many words that are not compounds.
            self.locale.compound_joint.is_some_and(|joint| before.ends_with(joint))
                && !after.starts_with('t')
                && heads.iter().all(|it| it.letters.abs_diff(offset.letters) >= MIN_PART_LETTERS)
        };
        let mut offsets: Vec<usize> =
            syllables.iter().filter(is_after_joint).map(|offset| offset.bytes).collect();
        offsets.extend(heads.iter().map(|head| head.bytes));
        offsets.sort_unstable();
        offsets.dedup();
        if offsets.is_empty() && n_letters >= MIN_LETTERS_SIMPLE_WORD {
            let last_before_middle = syllables.iter().rev().find(|it| 2 * it.letters <= n_letters);
            offsets.extend(last_before_middle.map(|offset| offset.bytes));
        }
        offsets
    }

    /// Returns where the heads of a compound start.
    fn compound_heads(&self, word: &str) -> impl Iterator<Item = WordOffset> {
        // In some alphabets, lower case has another length in bytes. No head occurs in those.
        let lower_case = Some(word.to_lowercase()).filter(|lower| lower.len() == word.len());
        let starts = move |head: &str| -> Vec<usize> {
            let matches = lower_case.iter().flat_map(|lower| lower.match_indices(head));
            matches.map(|(offset, _)| offset).collect()
        };
        let word_offset = |bytes: usize| {
            word.get(..bytes).map(|before| WordOffset { bytes, letters: before.chars().count() })
        };
        self.compound_heads.iter().map(|head| &**head).flat_map(starts).filter_map(word_offset)
    }
}

/// Returns whether a run of characters without white space is an address or the name of a file: it
/// has `@`, or `.`, `/` or `:` between letters or digits.
fn is_address(run: &str) -> bool {
    let inner = run.trim_matches(|char: char| !char.is_alphanumeric());
    run.contains('@') || inner.contains(['.', '/', ':'])
}

/// Returns where each syllable ends.
fn syllable_offsets(word: &str, patterns: Lang) -> impl Iterator<Item = WordOffset> + '_ {
    let syllables = hypher::hyphenate(word, patterns);
    syllables.scan(WordOffset { bytes: 0, letters: 0 }, |offset, syllable| {
        offset.bytes += syllable.len();
        offset.letters += syllable.chars().count();
        Some(*offset)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::theme_files::embedded_theme;

    fn hyphenate(language: &str, text: &str) -> String {
        let compound_heads = read_compound_heads(&embedded_theme());
        Hyphenator::new(language, &compound_heads).with_soft_hyphens(text).into_owned()
    }

    fn check(language: &str, text: &str, expected: &str) {
        assert_eq!(hyphenate(language, text).replace('\u{ad}', "|"), expected);
    }

    #[test]
    fn compounds_break_between_their_parts() {
        check("sv", "Överenskommelsen", "Överens|kommelsen");
        check(
            "sv",
            "Stadsledningskontorets tjänsteutlåtande",
            "Stads|lednings|kontorets tjänste|utlåtande",
        );
        check(
            "sv",
            "Krisberedskapsplan och krisberedskap",
            "Kris|beredskaps|plan och kris|beredskap",
        );
        check("sv-FI", "Kommunfullmäktige", "Kommun|fullmäktige");
        check(
            "sv",
            "Samhällsstörning, KRISLEDNINGSNÄMND",
            "Samhälls|störning, KRIS|LEDNINGS|NÄMND",
        );
    }

    #[test]
    fn short_and_foreign_words_do_not_break() {
        check("sv", "Kommunalrådet i Österåker", "Kommunalrådet i Österåker");
        check(
            "en",
            "The municipalities’ responsibilities",
            "The municipalities’ responsi|bilities",
        );
        check("en", "The Stockholmsregionen", "The Stockholms|regionen");
        check("fi", "Kansalaisaloitteiden", "Kansalaisaloitteiden");
        check("sv", &"regions".repeat(20), &"regions".repeat(20));
        check("sv", "Redan\u{ad}delade överenskommelsen", "Redan|delade överenskommelsen");
    }

    #[test]
    fn addresses_do_not_break() {
        let check_same = |text: &str| check("sv", text, text);
        check_same("stadsledningskontoret@stockholm.se");
        check_same("(stadsledningskontoret@stockholm.se)");
        check_same("stadsledningskontoret.stockholm.se");
        check_same("https://example.org/stadsledningskontoret");
        check_same("rapporter/stadsledningskontoret.pdf.");
        check(
            "sv",
            "Stadsledningskontoret: stadsledningskontoret@stockholm.se, Överenskommelsen.",
            "Stads|lednings|kontoret: stadsledningskontoret@stockholm.se, Överens|kommelsen.",
        );
    }

    #[test]
    fn only_soft_hyphens_are_added() {
        for text in ["", "–", "  Långa   överenskommelser, 2015:128 ", "ÖVERENSKOMMELSENS!"] {
            assert_eq!(hyphenate("sv", text).replace('\u{ad}', ""), text);
        }
    }
}
