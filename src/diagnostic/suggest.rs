//! Finds the closest known name for "did you mean" suggestions.

use std::borrow::Cow;

/// Longer words are not compared.
const MAX_WORD_CHARS: usize = 64;

/// The shortest word that is compared with the parts of longer ones.
const MIN_PART_CHARS: usize = 3;

/// Returns the candidate closest to a word, ignoring case. `None` means that none is close enough.
///
/// At most one character in three may differ, and three in all: added, missing, replaced, or
/// swapped with the next one. Of several equally close the first in byte order is returned. If none
/// is that close, the only one that begins or ends with the word, or that the word begins or ends
/// with, up to `_` or `-`: `confirmed_until` for `confirmed`. The word itself is never returned.
/// Linear in the number of candidates.
#[must_use]
pub fn closest_match<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let written = word.trim();
    let (word, n_chars) = fold_case(written)?;
    let max_distance = (n_chars / 3).min(3);
    let mut closest: Option<(usize, &str)> = None;
    let mut with_same_part: Option<&str> = None;
    let mut is_ambiguous = false;
    for candidate in candidates.into_iter().filter(|candidate| *candidate != written) {
        let Some((folded, n_candidate_chars)) = fold_case(candidate) else { continue };
        // The difference in length is a lower bound that costs nothing.
        if n_chars.abs_diff(n_candidate_chars) <= max_distance {
            let distance = strsim::osa_distance(&word, &folded);
            let is_closer = closest.is_none_or(|closest| (distance, candidate) < closest);
            if distance <= max_distance && is_closer {
                closest = Some((distance, candidate));
            }
        }
        if n_chars.min(n_candidate_chars) >= MIN_PART_CHARS
            && (is_outer_part(&word, &folded) || is_outer_part(&folded, &word))
            && with_same_part != Some(candidate)
        {
            is_ambiguous = with_same_part.is_some();
            with_same_part = Some(candidate);
        }
    }
    let part_match = with_same_part.filter(|_| !is_ambiguous);
    closest.map(|(_, candidate)| candidate).or(part_match).map(str::to_owned)
}

/// Returns whether a word begins or ends with a part, up to `_` or `-`.
fn is_outer_part(part: &str, word: &str) -> bool {
    let is_separator = |char: char| matches!(char, '_' | '-');
    word.strip_prefix(part).is_some_and(|rest| rest.starts_with(is_separator))
        || word.strip_suffix(part).is_some_and(|rest| rest.ends_with(is_separator))
}

/// Returns a word in lower case, with its length in characters. `None` means that it is too long.
fn fold_case(word: &str) -> Option<(Cow<'_, str>, usize)> {
    // A character has at most four bytes.
    if word.len() > MAX_WORD_CHARS * 4 {
        return None;
    }
    // Most known names are as they are compared, and there are many of them.
    let is_folded = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let folded: Cow<'_, str> = match is_folded {
        true => word.into(),
        false => word.chars().flat_map(char::to_lowercase).collect(),
    };
    let n_chars = if is_folded { word.len() } else { folded.chars().count() };
    (n_chars <= MAX_WORD_CHARS).then_some((folded, n_chars))
}

/// Returns a name or a date with hyphens for the dashes in it, which a word processor writes, and
/// without curly quotation marks around it. `None` means that it has neither.
pub(crate) fn with_plain_hyphens(value: &str) -> Option<String> {
    let plain = value
        .trim_matches(['’', '‘', '”', '“', '„'])
        .replace(['\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}'], "-");
    (plain != value && !plain.is_empty()).then_some(plain)
}

/// Returns the words between the commas and the like of a value.
pub(super) fn list_parts(value: &str) -> Vec<&str> {
    let parts = value.trim_matches(['[', ']']).split([',', ';', '/', '|', '+', '&']);
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Returns the list of several choices that are written as one text. `None` means that it is
/// something else.
pub(super) fn list_of_choices(value: &str, choices: &[String]) -> Option<String> {
    let parts = list_parts(value);
    let is_choice = |part: &&str| choices.iter().any(|choice| choice == part);
    let list = format!("[{}]", parts.join(", "));
    (parts.len() > 1 && parts.iter().all(is_choice) && list != value).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_is_suggested() {
        let near =
            |word| closest_match(word, ["title", "type", "id", "regionala-radet", "ordförande"]);
        let pairs = [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("regionalaradet", Some("regionala-radet")),
            ("ordforande", Some("ordförande")),
            ("tpye", Some("type")),
            ("ix", None),
            ("ID", Some("id")),
            ("description", None),
            ("", None),
            // A word that is right is not misspelled.
            ("title", None),
            ("titles", Some("title")),
            ("regionala", Some("regionala-radet")),
            ("title_sv", Some("title")),
        ];
        for (word, expected) in pairs {
            assert_eq!(near(word).as_deref(), expected, "{word}");
        }
        assert_eq!(near(&"x".repeat(100_000)), None);
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        assert_eq!(closest_match("bat", ["cat", "bar"]), closest_match("bat", ["bar", "cat"]));
    }

    #[test]
    fn a_part_is_completed_if_only_one_candidate_has_it() {
        let keys = ["confirmed_until", "footer_text", "footer_menu", "base_url"];
        assert_eq!(closest_match("confirmed", keys).as_deref(), Some("confirmed_until"));
        assert_eq!(closest_match("url", keys).as_deref(), Some("base_url"));
        assert_eq!(closest_match("footer", keys), None);
        assert_eq!(closest_match("con", keys), None);
    }

    proptest::proptest! {
        #[test]
        fn a_missing_character_is_found(word in "[a-zåäö]{4,20}", index in 0usize..20) {
            let mut chars: Vec<char> = word.chars().collect();
            chars.remove(index % chars.len());
            let misspelled: String = chars.into_iter().collect();
            assert_eq!(closest_match(&misspelled, [word.as_str()]), Some(word));
        }
    }
}
