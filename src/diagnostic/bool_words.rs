//! Words for yes and no: those that pakt reads, and those that people write instead of them.

/// A truth value with its words, in lower case.
struct BoolWords {
    value: bool,
    /// Words that are read, pakt's own first.
    read: [&'static str; 3],
    /// Words of other formats and languages, which are not read.
    other: [&'static str; 4],
}

const BOOL_WORDS: [BoolWords; 2] = [
    BoolWords { value: true, read: ["true", "yes", "on"], other: ["ja", "y", "1", "sant"] },
    BoolWords { value: false, read: ["false", "no", "off"], other: ["nej", "n", "0", "falskt"] },
];

/// Returns the meaning of `true`, `yes` and `on`, or of `false`, `no` and `off`, in upper or lower
/// case. `None` means another word.
pub(crate) fn parse_bool(text: &str) -> Option<bool> {
    find_value(text, |words, word| words.read.contains(&word))
}

/// Returns the meaning of a word for yes or no, also in Swedish and other formats: `ja`, `1`.
pub(crate) fn parse_any_bool(text: &str) -> Option<bool> {
    find_value(text, |words, word| words.read.contains(&word) || words.other.contains(&word))
}

fn find_value(text: &str, has_word: impl Fn(&BoolWords, &str) -> bool) -> Option<bool> {
    let word = text.trim().to_lowercase();
    BOOL_WORDS.iter().find(|words| has_word(words, &word)).map(|words| words.value)
}
