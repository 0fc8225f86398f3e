//! The numerals that quotes can have, in Swedish and English.

/// What a word says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// A number.
    Value(i128),
    /// A word such as "thousand", which multiplies the number before it.
    Scale,
    /// A numeral or a part, such as "half", whose number is not worked out.
    Unknown,
    /// Another word.
    OtherWord,
}

/// Numerals, in both languages.
const VALUES: [(&str, &str, i128); 27] = [
    ("noll", "zero", 0),
    ("två", "two", 2),
    ("tre", "three", 3),
    ("fyra", "four", 4),
    ("fem", "five", 5),
    ("sex", "six", 6),
    ("sju", "seven", 7),
    ("åtta", "eight", 8),
    ("nio", "nine", 9),
    ("tio", "ten", 10),
    ("elva", "eleven", 11),
    ("tolv", "twelve", 12),
    ("tretton", "thirteen", 13),
    ("fjorton", "fourteen", 14),
    ("femton", "fifteen", 15),
    ("sexton", "sixteen", 16),
    ("sjutton", "seventeen", 17),
    ("arton", "eighteen", 18),
    ("nitton", "nineteen", 19),
    ("tjugo", "twenty", 20),
    ("trettio", "thirty", 30),
    ("fyrtio", "forty", 40),
    ("femtio", "fifty", 50),
    ("sextio", "sixty", 60),
    ("sjuttio", "seventy", 70),
    ("åttio", "eighty", 80),
    ("nittio", "ninety", 90),
];

/// Words that multiply the number before them.
const SCALES: [&str; 14] = [
    "hundra",
    "hundred",
    "tusen",
    "thousand",
    "miljon",
    "miljoner",
    "million",
    "millions",
    "miljard",
    "miljarder",
    "billion",
    "billions",
    "dussin",
    "dozen",
];

/// The parts of words for numbers that are not worked out.
const UNKNOWN_PARTS: [&str; 12] = [
    "hälft",
    "tredjedel",
    "fjärdedel",
    "femtedel",
    "tiondel",
    "kvarts",
    "dubbel",
    "dubbl",
    "hundra",
    "tusen",
    "miljon",
    "miljard",
];

/// Words for parts, multiples and sums.
const UNKNOWN_WORDS: [&str; 22] = [
    "halv",
    "halva",
    "halvt",
    "half",
    "halve",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
    "tenth",
    "tenths",
    "double",
    "twice",
    "triple",
    "thrice",
    "trefalt",
    "ytterligare",
    "samtliga",
    "båda",
    "both",
];

/// Returns what a word says about a number.
pub(super) fn numeral(word: &str) -> Numeral {
    if word.len() < 3 {
        return Numeral::OtherWord;
    }
    let word = word.to_lowercase();
    if let Some(value) = simple_value(&word).or_else(|| compound_value(&word)) {
        return Numeral::Value(value);
    }
    if SCALES.contains(&&*word) {
        return Numeral::Scale;
    }
    let is_unknown =
        UNKNOWN_WORDS.contains(&&*word) || UNKNOWN_PARTS.iter().any(|part| word.contains(part));
    if is_unknown { Numeral::Unknown } else { Numeral::OtherWord }
}

fn simple_value(word: &str) -> Option<i128> {
    let value = VALUES.iter().find(|(swedish, english, _)| word == *swedish || word == *english);
    value.map(|(_, _, number)| *number)
}

/// Returns the number of a Swedish word of tens and units: "tjugofem".
fn compound_value(word: &str) -> Option<i128> {
    VALUES.iter().filter(|(_, _, number)| *number >= 20).find_map(|(tens, _, number)| {
        let units = match word.strip_prefix(tens)? {
            "en" | "ett" => 1,
            units => simple_value(units).filter(|units| *units < 10)?,
        };
        Some(number + units)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_in_both_languages() {
        for (word, expected) in [
            ("Tolv", Numeral::Value(12)),
            ("tjugofem", Numeral::Value(25)),
            ("trettioett", Numeral::Value(31)),
            ("seventeen", Numeral::Value(17)),
            ("miljoner", Numeral::Scale),
            ("femtusen", Numeral::Unknown),
            ("hälften", Numeral::Unknown),
            ("kommun", Numeral::OtherWord),
            ("en", Numeral::OtherWord),
        ] {
            assert_eq!(numeral(word), expected, "{word}");
        }
    }
}
