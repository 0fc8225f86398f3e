//! Finds the closest known name for "did you mean" suggestions.

/// Longer words are not compared.
const MAX_WORD_CHARS: usize = 64;

/// Returns the candidate closest to a word, ignoring case. `None` means that none is close enough.
///
/// At most one character in three may differ, and three in all: added, missing, replaced, or
/// swapped with the next one. Of several equally close the first in byte order is returned. Linear
/// in the number of candidates.
#[must_use]
pub fn closest_match<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let (word, n_chars) = fold_case(word)?;
    let max_distance = (n_chars / 3).min(3);
    let distance = |candidate: &str| {
        let (candidate, n_candidate_chars) = fold_case(candidate)?;
        // The difference in length is a lower bound that costs nothing.
        (n_chars.abs_diff(n_candidate_chars) <= max_distance)
            .then(|| strsim::osa_distance(&word, &candidate))
            .filter(|distance| *distance <= max_distance)
    };
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Returns a word in lower case, with its length in characters. `None` means that it is too long.
fn fold_case(word: &str) -> Option<(String, usize)> {
    // A character has at most four bytes.
    if word.len() > MAX_WORD_CHARS * 4 {
        return None;
    }
    let folded: String = word.chars().flat_map(char::to_lowercase).collect();
    let n_chars = folded.chars().count();
    (n_chars <= MAX_WORD_CHARS).then_some((folded, n_chars))
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
