//! Where long words of headings and labels may break: soft hyphens.
//!
//! A browser that knows a language hyphenates it itself; few know Swedish, and none knows a
//! compound. The breaks are those of the patterns that TeX uses, which are a pure function of the
//! word: what a site's own words would suggest changes with every edit, on pages that were not
//! edited. Of these breaks those are taken that follow the `s` which joins a Swedish compound,
//! *Stads|lednings|kontoret*; the patterns know no other joint, so a word also breaks before what
//! the names of Swedish public life end in, *Tjänste|utlåtande*, in a text in any language. In a
//! very long word without either, the last before its middle is taken.

use hypher::Lang;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a browser shows as a hyphen where it breaks the line, and else not at all.
const SOFT_HYPHEN: char = '\u{ad}';
/// Shorter words fit in a label's place.
const MIN_LETTERS: usize = 12;
/// What has more is no word of any language, and may be there to cost time.
const MAX_LETTERS: usize = 100;
/// A word that is no compound breaks if it has as many.
const MIN_LETTERS_ALONE: usize = 16;
/// So many letters stand together at least.
const MIN_PART: usize = 4;

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

/// A text with soft hyphens in its long words. Languages without patterns, and words that have
/// their own, are left as they are.
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
        let length = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        push_hyphenated_word(&mut out, word, language);
        let gap = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (between, next) = after.split_at_checked(gap).unwrap_or((after, ""));
        out.push_str(between);
        rest = next;
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
    let has_room = |letters: usize| letters >= MIN_PART && letters + MIN_PART <= n_letters;
    let heads =
        compound_heads(word).filter(|(_, letters)| has_room(*letters)).collect::<BTreeMap<_, _>>();
    let mut breaks: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut letters) = (0, 0);
    for syllable in hypher::hyphenate(word, language) {
        at += syllable.len();
        letters += syllable.chars().count();
        if has_room(letters) {
            breaks.push((at, letters));
        }
    }
    let is_seam = |(at, letters): &(usize, usize)| {
        let before = word.get(..*at).is_some_and(|first| first.ends_with('s'));
        language == Lang::Swedish
            && before
            && !word.get(*at..).is_some_and(|rest| rest.starts_with('t'))
            && heads.values().all(|head| head.abs_diff(*letters) >= MIN_PART)
    };
    let mut seams: Vec<usize> =
        breaks.iter().filter(|one| is_seam(one)).map(|(at, _)| *at).collect();
    seams.extend(heads.keys());
    seams.sort_unstable();
    let middle = breaks.iter().rev().find(|(_, letters)| 2 * letters <= n_letters);
    let middle = middle.filter(|_| n_letters >= MIN_LETTERS_ALONE && seams.is_empty());
    let mut done = 0;
    for at in seams.into_iter().chain(middle.map(|(at, _)| *at)) {
        out.push_str(word.get(done..at).unwrap_or_default());
        out.push(SOFT_HYPHEN);
        done = at;
    }
    out.push_str(word.get(done..).unwrap_or_default());
}

/// Where the heads of a compound begin, in bytes and in letters.
fn compound_heads(word: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    // Small letters of other alphabets may have another length; no head is in those.
    let small = Some(word.to_lowercase()).filter(|small| small.len() == word.len());
    let starts = move |head| -> Vec<usize> {
        small.iter().flat_map(|small| small.match_indices(head)).map(|(at, _)| at).collect()
    };
    let letters = |at: usize| word.get(..at).map(|first| (at, first.chars().count()));
    COMPOUND_HEADS.into_iter().flat_map(starts).filter_map(letters)
}

#[cfg(test)]
mod tests {
    use super::with_soft_hyphens;

    fn check(language: &str, text: &str, expected: &str) {
        assert_eq!(with_soft_hyphens(text, language).replace('\u{ad}', "|"), expected);
    }

    #[test]
    fn a_compound_breaks_at_its_joints() {
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
    fn what_is_short_or_foreign_stays_whole() {
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
    fn nothing_but_soft_hyphens_is_added() {
        for text in ["", "–", "  Långa   överenskommelser, 2015:128 ", "ÖVERENSKOMMELSENS!"] {
            assert_eq!(with_soft_hyphens(text, "sv").replace('\u{ad}', ""), text);
        }
    }
}
