//! Recognizes the correction of a slip of the pen, which changes no meaning.

use crate::locale::LOCALES;

/// The most letters of a small correction.
const MAX_LETTERS: usize = 3;
/// Longer differences are not compared letter by letter.
const MAX_COMPARED_CHARS: usize = 400;
/// What reverses the meaning of a word that begins with it, in English and Swedish.
const NEGATING_PREFIXES: [&str; 11] =
    ["o", "un", "in", "im", "il", "ir", "dis", "non", "miss", "icke", "non-"];

/// Returns whether two texts differ in at most three letters, without a digit or a negation.
pub(super) fn is_small_correction(old: &str, new: &str) -> bool {
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let pairs = old_words.iter().zip(&new_words);
    let n_first = pairs.take_while(|(old, new)| old == new).count();
    let rest = |words: &[&str]| words.get(n_first..).unwrap_or_default().len();
    let n_most = rest(&old_words).min(rest(&new_words));
    let pairs = old_words.iter().rev().zip(new_words.iter().rev());
    let n_last = pairs.take(n_most).take_while(|(old, new)| old == new).count();
    let middle = |words: &[&str]| -> Vec<String> {
        let words = words.get(n_first..words.len() - n_last).unwrap_or_default();
        words.iter().map(|word| word.to_lowercase()).collect()
    };
    let (old, new) = (middle(&old_words), middle(&new_words));
    if old.iter().chain(&new).any(|word| is_restrictive(word)) || has_negated_word(&old, &new) {
        return false;
    }
    let (old, new): (Vec<char>, Vec<char>) =
        (old.join(" ").chars().collect(), new.join(" ").chars().collect());
    let has_digit = old.iter().chain(&new).any(|char| char.is_numeric());
    !has_digit && old.len().max(new.len()) <= MAX_COMPARED_CHARS && {
        edit_distance(&old, &new) <= MAX_LETTERS
    }
}

/// Returns whether a word reverses or restricts a meaning in any language.
fn is_restrictive(word: &str) -> bool {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    LOCALES.iter().any(|locale| {
        let words = locale.restrictive;
        words.phrases.iter().any(|phrase| phrase.split(' ').any(|part| part == word))
            || words.clause_openers.contains(&word)
            || words.endings.iter().any(|ending| word.replace('’', "'").ends_with(ending))
    })
}

/// Returns whether one text has a word of the other with a prefix that negates it.
fn has_negated_word(old: &[String], new: &[String]) -> bool {
    let negates = |word: &String, other: &String| {
        NEGATING_PREFIXES.iter().any(|prefix| word.strip_prefix(prefix) == Some(other))
    };
    old.iter().zip(new).any(|(old, new)| negates(old, new) || negates(new, old))
}

/// Returns how many letters are added, removed or replaced.
fn edit_distance(old: &[char], new: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=new.len()).collect();
    for (old_index, old_char) in old.iter().enumerate() {
        let mut next = vec![old_index + 1];
        for ((new_char, above_left), above) in new.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or_default();
            let replaced = above_left + usize::from(old_char != new_char);
            next.push(replaced.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::is_small_correction;

    #[test]
    fn at_most_three_letters_without_digits_and_negations() {
        for (old, new) in [
            ("Rådet möts i plaster.", "Rådet möts i platser."),
            ("The councel meets.", "The council meets."),
            ("Rådet möts", "Rådet möts."),
            ("Rådet har 5 plaster", "Rådet har 5 platser"),
        ] {
            assert!(is_small_correction(old, new), "{old} → {new}");
        }
        for (old, new) in [
            ("Rådet har 5 platser", "Rådet har 6 platser"),
            ("Avtalet är giltigt.", "Avtalet är ogiltigt."),
            ("It is valid.", "It is invalid."),
            ("Det gäller.", "Det gäller ej."),
            ("They can decide", "They can't decide"),
            ("Rådet möts.", "Rådet sammanträder."),
            ("Rådet möts", "Rådet möts två gånger"),
        ] {
            assert!(!is_small_correction(old, new), "{old} → {new}");
        }
    }
}
