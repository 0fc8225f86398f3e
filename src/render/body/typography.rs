//! Text as a printer sets it: quotation marks by language, `…`, `–`, `—`, and no-break spaces.
//!
//! One pass, with the escaping in it. What was escaped or written as an entity does not come here,
//! so a straight quotation mark can still be had: `\"`.

use super::escape::html_entity;

/// No line breaks at it.
const NO_BREAK_SPACE: &str = "\u{a0}";
/// What a number is not parted from: `10 %`, `3 §`, `5 kr`.
const UNITS: [&str; 7] = ["%", "‰", "§", "€", "°", "kr", "mnkr"];
/// What a day and a year are not parted from: `1 april 2014`.
const MONTHS: &str = "januari februari mars april maj juni juli augusti september oktober \
    november december January February March April May June July August September October \
    November December";

/// Bytes at which something may have to be done.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = *b"&<>\"'\0. -";
    let mut offset = 0;
    while offset < bytes.len() {
        special[bytes[offset] as usize] = true;
        offset += 1;
    }
    special
};

/// Sets text, and remembers where it is in the sentence.
#[derive(Debug)]
pub(super) struct TypographyRules {
    /// Opening and closing, double and single.
    quotes: [&'static str; 4],
    /// The character before the next text.
    pub last: char,
    /// Whether the text is not to be HTML.
    is_plain: bool,
}

impl TypographyRules {
    /// For a language, by its first subtag.
    pub(super) fn new(language: &str) -> Self {
        let quotes = match language.split(['-', '_']).next().unwrap_or_default() {
            "sv" | "fi" => ["”", "”", "’", "’"],
            "da" | "nb" | "nn" | "no" => ["«", "»", "‘", "’"],
            "de" => ["„", "“", "‚", "‘"],
            _ => ["“", "”", "‘", "’"],
        };
        Self { quotes, last: ' ', is_plain: false }
    }

    /// Appends text, set and escaped.
    pub(super) fn push_typeset(&mut self, html: &mut String, text: &str) {
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

    /// How many bytes are read at a special one, and what is written for them if not themselves.
    fn replacement_at(
        &self,
        text: &str,
        offset: usize,
        before: char,
    ) -> (usize, Option<&'static str>) {
        let rest = text.get(offset..).unwrap_or_default();
        let bytes = rest.as_bytes();
        let after = rest.chars().nth(1);
        let opens = is_opening_context(before) && !after.is_some_and(char::is_whitespace);
        let [open, close, single_open, single_close] = self.quotes;
        match bytes.first() {
            Some(b'"') => (1, Some(if opens { open } else { close })),
            // ’90 and rock ’n’ roll begin with an apostrophe; only the first can be told.
            Some(b'\'') if opens && after.is_some_and(char::is_alphabetic) => {
                (1, Some(single_open))
            }
            Some(b'\'') => (1, Some(single_close)),
            Some(b' ') => (1, binds_to_next(text, offset).then_some(NO_BREAK_SPACE)),
            Some(b'.') => {
                let length = run_length(bytes);
                (length, (length == 3).then_some("…"))
            }
            Some(b'-') => {
                let length = run_length(bytes);
                let is_apart = before.is_whitespace()
                    && rest.chars().nth(length).is_none_or(char::is_whitespace);
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

/// Plain text in a language, set as running text is.
#[must_use]
pub fn typeset_text(text: &str, language: &str) -> String {
    let mut typography = TypographyRules { is_plain: true, ..TypographyRules::new(language) };
    let mut out = String::with_capacity(text.len() + 8);
    typography.push_typeset(&mut out, text);
    out
}

fn find_special_byte(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = rest.iter().position(|byte| SPECIAL.get(usize::from(*byte)) == Some(&true));
    found.map(|offset| from + offset)
}

fn previous_char(text: &str, offset: usize) -> char {
    text.get(..offset).and_then(|text| text.chars().next_back()).unwrap_or(' ')
}

/// How often the first byte is repeated.
fn run_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| Some(*byte) == bytes.first()).count()
}

/// Whether a quotation mark after this character opens.
fn is_opening_context(before: char) -> bool {
    before.is_whitespace()
        || matches!(before, '(' | '[' | '{' | '–' | '—' | '-' | '/' | '“' | '‘' | '„' | '‚' | '«')
}

/// Whether the space at `at` stands inside a number or a date, or between a number and its unit.
pub(super) fn binds_to_next(text: &str, offset: usize) -> bool {
    let bytes = text.as_bytes();
    let before = bytes.get(..offset).unwrap_or_default();
    let after = text.get(offset + 1..).unwrap_or_default();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if !is_digit(before.last()) {
        let first = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
        return first > 0 && before.ends_with("§".as_bytes())
            || first == 4 && month_names().any(|month| ends_with_word(before, month));
    }
    let n_before = before.iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let n_after = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let is_thousands = n_before <= 3 && n_after == 3;
    let begins = |word: &str| {
        let rest = after.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    is_thousands
        || UNITS.iter().any(|unit| begins(unit))
        || n_before <= 2 && month_names().any(begins)
}

fn month_names() -> impl Iterator<Item = &'static str> {
    MONTHS.split_whitespace()
}

/// Whether a text ends in a word.
fn ends_with_word(text: &[u8], word: &str) -> bool {
    let rest = text.strip_suffix(word.as_bytes());
    rest.is_some_and(|rest| {
        rest.last().is_none_or(|byte| byte.is_ascii_punctuation() || *byte == b' ')
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
    fn dots_and_dashes_are_set_but_options_are_not() {
        check(
            "sv",
            "a... b.... c -- d --strict x---y a--b ----",
            expect!["a… b.... c – d --strict x—y a--b ----"],
        );
    }

    #[test]
    fn numbers_keep_together() {
        check(
            "sv",
            "3 § och § 3, 10 000 000 kr, 10 %, 5 krig, år 2015 128",
            expect!["3~§ och §~3, 10~000~000~kr, 10~%, 5 krig, år 2015 128"],
        );
        check("sv", "5 km, 1 2345", expect!["5 km, 1 2345"]);
    }

    #[test]
    fn a_date_keeps_together() {
        check(
            "sv",
            "den 11 november 2015, i maj 2016",
            expect!["den 11~november~2015, i maj~2016"],
        );
        check("en", "11 November 2015, 5 Mayors", expect!["11~November~2015, 5 Mayors"]);
        check("sv", "2015 mars, tomaj 2016", expect!["2015 mars, tomaj 2016"]);
    }

    #[test]
    fn plain_text_is_set_and_not_escaped() {
        assert_eq!(super::typeset_text("\"a\" < b & c...", "sv"), "”a” < b & c…");
    }

    #[test]
    fn html_is_escaped() {
        check("en", "a < b & c > d", expect!["a &lt; b &amp; c &gt; d"]);
    }
}
