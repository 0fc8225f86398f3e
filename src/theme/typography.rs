//! Typesets text: quotation marks by language, `…`, `–`, `—`, and no-break spaces.
//!
//! Typesetting and escaping are one pass. Characters that were escaped or written as entities are
//! not typeset, so `\"` still gives a straight quotation mark.

use crate::locale::{LOCALES, QuotationMarks, locale};

const NO_BREAK_SPACE: &str = "\u{a0}";
const APOSTROPHE: &str = "’";
/// Signs that stay on the line of their number: `10 %`, `3 §`.
const UNIT_SIGNS: [&str; 5] = ["%", "‰", "§", "€", "°"];

/// The bytes that may have to be replaced.
const SPECIAL_BYTES: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = *b"&<>\"'. -\x7f";
    let mut offset = 0;
    while offset < bytes.len() {
        special[bytes[offset] as usize] = true;
        offset += 1;
    }
    // Control characters; those that are white space stay.
    let mut byte = 0;
    while byte < b' ' {
        special[byte as usize] = !matches!(byte, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    special
};

/// Typesets consecutive pieces of text in one language.
#[derive(Debug)]
pub struct TypographyRules {
    quotes: QuotationMarks,
    /// Words that begin with an apostrophe.
    elisions: &'static [&'static str],
    /// The character before the next piece.
    pub last: char,
    /// Whether the output is plain text, not HTML.
    is_plain: bool,
    /// Whether a number stays on the line of its unit.
    binds_numbers: bool,
}

impl TypographyRules {
    /// Returns the rules of a language.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let locale = locale(language);
        let (quotes, elisions) = (locale.quotes, locale.elisions);
        Self { quotes, elisions, last: ' ', is_plain: false, binds_numbers: true }
    }

    /// Returns the rules of a language for plain text, which is not escaped.
    #[must_use]
    pub fn plain(language: &str) -> Self {
        Self { is_plain: true, ..Self::new(language) }
    }

    /// Appends typeset text, escaped unless it is plain.
    pub fn push_typeset(&mut self, html: &mut String, text: &str) {
        let bytes = text.as_bytes();
        let (mut done, mut offset) = (0, 0);
        while let Some(next) = find_special_byte(bytes, offset) {
            let before = if next == done { self.last } else { previous_char(text, next) };
            let (length, replacement) = self.replacement_at(text, next, before);
            offset = next + length;
            let Some(replacement) = replacement else { continue };
            html.push_str(text.get(done..next).unwrap_or_default());
            html.push_str(replacement);
            self.last = match bytes.get(next) {
                Some(b'"' | b'\'') => replacement.chars().next().unwrap_or('”'),
                _ => previous_char(text, offset),
            };
            done = offset;
        }
        if done < text.len() {
            html.push_str(text.get(done..).unwrap_or_default());
            self.last = previous_char(text, text.len());
        }
    }

    /// Returns whether the word after an apostrophe has lost its first letters.
    fn is_elision(&self, remaining: &str) -> bool {
        let word = remaining.get(1..).unwrap_or_default();
        let end = word.find(|char: char| !char.is_alphabetic()).unwrap_or(word.len());
        let word = word.get(..end).unwrap_or_default().to_lowercase();
        self.elisions.contains(&&*word)
    }

    /// Returns how many bytes at `offset` belong together, and what replaces them, if anything.
    fn replacement_at(
        &self,
        text: &str,
        offset: usize,
        before: char,
    ) -> (usize, Option<&'static str>) {
        let remaining = text.get(offset..).unwrap_or_default();
        let bytes = remaining.as_bytes();
        let after = remaining.chars().nth(1);
        let opens = is_opening_context(before) && !after.is_some_and(char::is_whitespace);
        let QuotationMarks { open, close, inner_open, inner_close } = self.quotes;
        match bytes.first() {
            Some(b'"') => (1, Some(if opens { open } else { close })),
            // ’90 and ’tis start with an apostrophe.
            Some(b'\'') if opens && self.is_elision(remaining) => (1, Some(APOSTROPHE)),
            Some(b'\'') if opens && after.is_some_and(char::is_alphabetic) => (1, Some(inner_open)),
            Some(b'\'') => (1, Some(inner_close)),
            Some(b' ') => {
                let is_bound = self.binds_numbers && binds_to_next(text, offset);
                (1, is_bound.then_some(NO_BREAK_SPACE))
            }
            Some(b'.') => {
                let length = run_length(bytes);
                (length, (length == 3).then_some("…"))
            }
            Some(b'-') => {
                let length = run_length(bytes);
                let is_apart = before.is_whitespace()
                    && remaining.chars().nth(length).is_none_or(char::is_whitespace);
                (
                    length,
                    match length {
                        2 if is_apart => Some("–"),
                        3 => Some("—"),
                        _ => None,
                    },
                )
            }
            Some(_) if self.is_plain => (1, None),
            Some(byte) => (1, html_entity(*byte)),
            None => (1, None),
        }
    }
}

/// Typesets plain text in a language, and leaves its spaces as they are: a script looks for words
/// in it.
#[must_use]
pub fn typeset_data(text: &str, language: &str) -> String {
    let mut typography =
        TypographyRules { binds_numbers: false, ..TypographyRules::plain(language) };
    let mut out = String::with_capacity(text.len() + 8);
    typography.push_typeset(&mut out, text);
    out
}

/// Typesets plain text in a language; nothing is escaped.
#[must_use]
pub fn typeset_text(text: &str, language: &str) -> String {
    let mut typography = TypographyRules::plain(language);
    let mut out = String::with_capacity(text.len() + 8);
    typography.push_typeset(&mut out, text);
    out
}

/// Returns the entity for a byte that has to be escaped.
#[must_use]
pub fn html_entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        // HTML does not allow these characters. In an address, an entity can give them.
        b'\t' | b'\n' | b'\r' => None,
        0..b' ' | 0x7f => Some(""),
        _ => None,
    }
}

fn find_special_byte(bytes: &[u8], from: usize) -> Option<usize> {
    let mut bytes = bytes.get(from..)?.iter();
    let position = bytes.position(|byte| SPECIAL_BYTES.get(usize::from(*byte)) == Some(&true));
    position.map(|offset| from + offset)
}

fn previous_char(text: &str, offset: usize) -> char {
    text.get(..offset).and_then(|text| text.chars().next_back()).unwrap_or(' ')
}

/// Returns how often the first byte is repeated.
fn run_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| Some(*byte) == bytes.first()).count()
}

/// Returns whether a quotation mark after this character is an opening one.
fn is_opening_context(before: char) -> bool {
    before.is_whitespace()
        || matches!(before, '(' | '[' | '{' | '–' | '—' | '-' | '/' | '“' | '‘' | '„' | '‚' | '«')
}

/// Returns whether the space at `offset` is inside a number or a date, or between a number and its
/// unit.
#[must_use]
pub fn binds_to_next(text: &str, offset: usize) -> bool {
    let bytes = text.as_bytes();
    let before = bytes.get(..offset).unwrap_or_default();
    let after = text.get(offset + 1..).unwrap_or_default();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if !is_digit(before.last()) {
        let n_digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
        return n_digits > 0 && before.ends_with("§".as_bytes())
            || n_digits == 4 && month_names().any(|month| ends_with_word(before, month));
    }
    let n_before = before.iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let n_after = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let is_thousands = n_before <= 3 && n_after == 3;
    let starts_with_word = |word: &str| {
        let remaining = after.strip_prefix(word);
        remaining.is_some_and(|remaining| !remaining.starts_with(char::is_alphanumeric))
    };
    is_thousands
        || UNIT_SIGNS.iter().chain(unit_words()).any(|unit| starts_with_word(unit))
        || n_before <= 2 && month_names().any(starts_with_word)
}

/// Returns the months in all supported languages: they stay on the line of their day and year.
fn month_names() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().flat_map(|locale| locale.months).copied()
}

fn unit_words() -> impl Iterator<Item = &'static &'static str> {
    LOCALES.iter().flat_map(|locale| locale.units)
}

/// Returns whether a text ends with `word` as a whole word.
fn ends_with_word(text: &[u8], word: &str) -> bool {
    let before = text.strip_suffix(word.as_bytes());
    before.is_some_and(|before| {
        before.last().is_none_or(|byte| byte.is_ascii_punctuation() || *byte == b' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
    fn check(language: &str, text: &str, expected: Expect) {
        let (mut html, mut typography) = (String::new(), TypographyRules::new(language));
        typography.push_typeset(&mut html, text);
        expected.assert_eq(&html.replace('\u{a0}', "~"));
    }

    #[test]
    fn quotes_follow_the_language() {
        check("sv", r#""Hej", sa 'hon'. ("x")"#, expect!["”Hej”, sa ’hon’. (”x”)"]);
        check("en-GB", r#""It's 'so'", '90s, "'a' b""#, expect!["“It’s ‘so’”, ’90s, “‘a’ b”"]);
        check("de", r#""Ja""#, expect!["„Ja“"]);
        check("nb", r#""Ja""#, expect!["«Ja»"]);
    }

    #[test]
    fn an_apostrophe_stands_for_lost_letters() {
        check(
            "en",
            "'tis rock 'n' roll, she said 'well' in the '90s, 'Twas 'emma'",
            expect!["’tis rock ’n’ roll, she said ‘well’ in the ’90s, ’Twas ‘emma’"],
        );
    }

    #[test]
    fn dots_and_dashes_are_typeset_but_options_are_not() {
        check(
            "sv",
            "a... b.... c -- d --strict x---y a--b ----",
            expect!["a… b.... c – d --strict x—y a--b ----"],
        );
    }

    #[test]
    fn numbers_stay_on_one_line() {
        check(
            "sv",
            "3 § och § 3, 10 000 000 kr, 10 %, 5 krig, år 2015 128",
            expect!["3~§ och §~3, 10~000~000~kr, 10~%, 5 krig, år 2015 128"],
        );
        check("sv", "5 km, 1 2345", expect!["5 km, 1 2345"]);
    }

    #[test]
    fn dates_stay_on_one_line() {
        check(
            "sv",
            "den 11 november 2015, i maj 2016",
            expect!["den 11~november~2015, i maj~2016"],
        );
        check("en", "11 November 2015, 5 Mayors", expect!["11~November~2015, 5 Mayors"]);
        check("sv", "2015 mars, tomaj 2016", expect!["2015 mars, tomaj 2016"]);
    }

    #[test]
    fn plain_text_is_typeset_and_not_escaped() {
        assert_eq!(super::typeset_text("\"a\" < b & c...", "sv"), "”a” < b & c…");
        assert_eq!(super::typeset_text("\"10 kr\"", "sv"), "”10\u{a0}kr”");
        assert_eq!(super::typeset_data("\"10 kr\"", "sv"), "”10 kr”");
    }

    #[test]
    fn html_is_escaped() {
        check("en", "a < b & c > d", expect!["a &lt; b &amp; c &gt; d"]);
    }
}
