//! Inserts soft hyphens into long words of headings and labels.
//!
//! Browsers hyphenate languages that they know, but few know Swedish, and none handles compounds.
//! The breaks come from TeX's patterns, which depend on the word alone: breaks at the words of the
//! site would change with every edit, on pages that were not edited. Of these breaks, those after a
//! joining `s` of a Swedish compound are used: *Stads|lednings|kontoret*. The patterns recognize no
//! other compounds, so a word also breaks before a known compound head, *Tjänste|utlåtande*, in any
//! language. A very long word without such a break has one at the last pattern break before its
//! middle.

use hypher::Lang;
use std::borrow::Cow;

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

/// What the compounds of Swedish public life end in. Each is so long that it is hardly in a word by
/// chance.
const COMPOUND_HEADS: [&str; 34] = [
    "ansvar",
    "arbete",
    "avdelning",
    "beredning",
    "beredskap",
    "direktör",
    "fullmäktige",
    "förbund",
    "förening",
    "förklaring",
    "förordning",
    "förslag",
    "förvaltning",
    "hantering",
    "kansli",
    "kommitté",
    "kommun",
    "kontor",
    "ledning",
    "myndighet",
    "nämnd",
    "ordförande",
    "organisation",
    "planering",
    "program",
    "protokoll",
    "redogörelse",
    "region",
    "samverkan",
    "skydd",
    "styrelse",
    "störning",
    "utlåtande",
    "yttrande",
];

/// A position in a word.
#[derive(Clone, Copy)]
struct WordOffset {
    bytes: usize,
    letters: usize,
}

/// Returns a text with soft hyphens in its long words. It is unchanged if the language has no patterns
/// or if the text has soft hyphens already.
#[must_use]
pub fn with_soft_hyphens<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let Some(language) = hyphenation_patterns(language) else { return Cow::Borrowed(text) };
    let is_long = |word: &str| word.chars().count() >= MIN_LETTERS;
    let mut words = text.split(|char: char| !char.is_alphabetic());
    if text.contains(SOFT_HYPHEN) || !words.any(is_long) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while !rest.is_empty() {
        let word_bytes = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(word_bytes).unwrap_or((rest, ""));
        push_hyphenated_word(&mut out, word, language);
        let gap_bytes = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (gap, after) = after.split_at_checked(gap_bytes).unwrap_or((after, ""));
        out.push_str(gap);
        rest = after;
    }
    Cow::Owned(out)
}

fn hyphenation_patterns(language: &str) -> Option<Lang> {
    match language.split('-').next()? {
        "sv" => Some(Lang::Swedish),
        "en" => Some(Lang::English),
        _ => None,
    }
}

fn push_hyphenated_word(out: &mut String, word: &str, language: Lang) {
    let n_letters = word.chars().count();
    if !(MIN_LETTERS..=MAX_LETTERS).contains(&n_letters) {
        return out.push_str(word);
    }
    let mut start = 0;
    for offset in soft_hyphen_offsets(word, n_letters, language) {
        out.push_str(word.get(start..offset).unwrap_or_default());
        out.push(SOFT_HYPHEN);
        start = offset;
    }
    out.push_str(word.get(start..).unwrap_or_default());
}

/// Returns the sorted byte offsets at which a long word gets a soft hyphen.
fn soft_hyphen_offsets(word: &str, n_letters: usize, language: Lang) -> Vec<usize> {
    let has_room = |offset: &WordOffset| {
        offset.letters >= MIN_PART_LETTERS && offset.letters + MIN_PART_LETTERS <= n_letters
    };
    let heads: Vec<WordOffset> = compound_heads(word).filter(has_room).collect();
    let syllables: Vec<WordOffset> = syllable_offsets(word, language).filter(has_room).collect();
    let is_after_joining_s = |offset: &&WordOffset| {
        let (before, after) = word.split_at_checked(offset.bytes).unwrap_or((word, ""));
        language == Lang::Swedish
            && before.ends_with('s')
            && !after.starts_with('t')
            && heads.iter().all(|head| head.letters.abs_diff(offset.letters) >= MIN_PART_LETTERS)
    };
    let mut offsets: Vec<usize> =
        syllables.iter().filter(is_after_joining_s).map(|offset| offset.bytes).collect();
    offsets.extend(heads.iter().map(|head| head.bytes));
    offsets.sort_unstable();
    offsets.dedup();
    if offsets.is_empty() && n_letters >= MIN_LETTERS_SIMPLE_WORD {
        let last_before_middle = syllables.iter().rev().find(|it| 2 * it.letters <= n_letters);
        offsets.extend(last_before_middle.map(|offset| offset.bytes));
    }
    offsets
}

/// Returns where each syllable ends.
fn syllable_offsets(word: &str, language: Lang) -> impl Iterator<Item = WordOffset> + '_ {
    let syllables = hypher::hyphenate(word, language);
    syllables.scan(WordOffset { bytes: 0, letters: 0 }, |offset, syllable| {
        offset.bytes += syllable.len();
        offset.letters += syllable.chars().count();
        Some(*offset)
    })
}

/// Returns where the heads of a compound start.
fn compound_heads(word: &str) -> impl Iterator<Item = WordOffset> + '_ {
    // In some alphabets, lower case has another length in bytes. No head occurs in those.
    let lower_case = Some(word.to_lowercase()).filter(|lower| lower.len() == word.len());
    let starts = move |head| -> Vec<usize> {
        let matches = lower_case.iter().flat_map(|lower| lower.match_indices(head));
        matches.map(|(offset, _)| offset).collect()
    };
    let word_offset = |bytes: usize| {
        word.get(..bytes).map(|before| WordOffset { bytes, letters: before.chars().count() })
    };
    COMPOUND_HEADS.into_iter().flat_map(starts).filter_map(word_offset)
}

#[cfg(test)]
mod tests {
    use super::with_soft_hyphens;

    fn check(language: &str, text: &str, expected: &str) {
        assert_eq!(with_soft_hyphens(text, language).replace('\u{ad}', "|"), expected);
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
    fn only_soft_hyphens_are_added() {
        for text in ["", "–", "  Långa   överenskommelser, 2015:128 ", "ÖVERENSKOMMELSENS!"] {
            assert_eq!(with_soft_hyphens(text, "sv").replace('\u{ad}', ""), text);
        }
    }
}
