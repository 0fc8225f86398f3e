//! "Did you mean": the known word nearest to one that is not known.

/// Longer words are not compared, in characters.
const WORD_CHARS: usize = 64;

/// The candidate nearest to a word: at most one slip in three characters, three in all, without
/// regard to case. A slip is a letter too many, missing, wrong, or swapped with the next. Of
/// several equally near the first in byte order. Linear in the candidates.
#[must_use]
pub fn closest_match<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let word = folded_chars(word)?;
    let limit = (word.len() / 3).min(3);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            Some((edit_distance(&word, &folded_chars(candidate)?, limit)?, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

fn folded_chars(word: &str) -> Option<Vec<char>> {
    let is_short = word.len() <= WORD_CHARS * 4;
    let folded: Vec<char> =
        is_short.then(|| word.chars().flat_map(char::to_lowercase).collect())?;
    (folded.len() <= WORD_CHARS).then_some(folded)
}

/// Slips between two words (optimal string alignment), if there are at most `limit`.
fn edit_distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&last, j) + usize::from(x != y);
            let mut best = changed.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if is_swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|best| *best > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered() {
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
        fn one_slip_is_found(word in "[a-zåäö]{4,20}", at in 0usize..20) {
            let mut slipped: Vec<char> = word.chars().collect();
            slipped.remove(at % slipped.len());
            let slipped: String = slipped.into_iter().collect();
            assert_eq!(closest_match(&slipped, [word.as_str()]), Some(word));
        }
    }
}
