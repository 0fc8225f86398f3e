//! Sorting by the alphabet of a language.

use super::address::to_nfc;
use unicode_normalization::UnicodeNormalization as _;

/// Returns a key that sorts titles as readers of the language expect, and numbers by value.
///
/// Swedish: å ä ö last, æ as ä, ø as ö, ü as y, é as e. Other languages: by the letter without its
/// mark. The title itself comes last in the key and breaks ties.
#[must_use]
pub fn collation_key(language: &str, title: &str) -> Vec<u32> {
    let mut key = Vec::with_capacity(title.len() + 1);
    let composed = to_nfc(title);
    let mut letters = composed.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        if let Some(digit) = letter.to_digit(10) {
            let mut number = digit;
            while let Some(next) = letters.peek().and_then(|next| next.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(next);
                letters.next();
            }
            key.extend([u32::from('0'), number]);
        } else if language == "sv" || language.starts_with("sv-") {
            push_swedish(&mut key, letter);
        } else {
            push_unaccented(&mut key, letter);
        }
    }
    key.push(0);
    key.extend(title.chars().map(u32::from));
    key
}

/// Appends a letter by Swedish rules: å, ä and ö come after z, where no other key is.
fn push_swedish(key: &mut Vec<u32>, letter: char) {
    const AFTER_Z: u32 = 'z' as u32 + 1;
    match letter {
        'å' => key.push(AFTER_Z),
        'ä' | 'æ' => key.push(AFTER_Z + 1),
        'ö' | 'ø' | 'œ' => key.push(AFTER_Z + 2),
        'ü' => key.push(u32::from('y')),
        'ð' => key.push(u32::from('d')),
        'þ' => key.extend([u32::from('t'), u32::from('h')]),
        _ => push_unaccented(key, letter),
    }
}

/// Appends a letter without its mark.
fn push_unaccented(key: &mut Vec<u32>, letter: char) {
    match letter {
        // Spaces and hyphens sort before letters and equally: "Upplands Väsby", "Upplands-Bro".
        ' ' | '-' | '\u{a0}' | '–' => key.push(u32::from(' ')),
        'æ' => key.extend([u32::from('a'), u32::from('e')]),
        'ø' => key.push(u32::from('o')),
        'ß' => key.extend([u32::from('s'); 2]),
        _ if letter.is_ascii_alphanumeric() => key.push(u32::from(letter)),
        _ if letter.is_alphanumeric() => {
            key.extend(std::iter::once(letter).nfd().next().map(u32::from));
        }
        // Other punctuation is ignored.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_sorts_å_ä_and_ö_last() {
        let mut names = vec![
            "Österåker",
            "Zeta",
            "Ärla",
            "Upplands-Bro",
            "Åre",
            "Ekerö",
            "Upplands Väsby",
            "Stycke 10",
            "Stycke 9",
            "Édouard",
        ];
        names.sort_by_key(|name| collation_key("sv", name));
        let expected = [
            "Édouard",
            "Ekerö",
            "Stycke 9",
            "Stycke 10",
            "Upplands-Bro",
            "Upplands Väsby",
            "Zeta",
            "Åre",
            "Ärla",
            "Österåker",
        ];
        assert_eq!(names, expected);
    }
}
