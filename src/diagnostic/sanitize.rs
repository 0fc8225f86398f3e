//! Escapes invisible and control characters for display, as in `<U+202E>`.
//!
//! Content may be hostile: an escape code in an id would control the reader's terminal, and a bidi
//! override would show another name than the real one (RUSTSEC-2024-0364). Escaping also helps an
//! honest editor, who otherwise sees two names that look the same.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns the text with every control, bidi and invisible character as `<U+XXXX>`.
///
/// The result is one line, because a line break is a control character.
pub fn escape_invisible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_invisible(character) {
            // Writing to a `String` cannot fail.
            let _ = write!(escaped, "<U+{:04X}>", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// Returns the text with a `*` for each byte of a user name and a password in an address
/// (`https://user:password@host`), because reports are often public. The length stays the same.
pub(crate) fn mask_passwords(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut n_read = 0;
    for (scheme_end, sign) in text.match_indices("://") {
        let start = scheme_end + sign.len();
        let rest = text.get(start..).unwrap_or_default();
        let ends_host = |char: char| {
            char.is_whitespace() || matches!(char, '/' | '?' | '#' | '"' | '\'' | '<' | '>' | '`')
        };
        let host = rest.split(ends_host).next().unwrap_or_default();
        let user_bytes = host.rfind('@').filter(|end| host.find(':').is_some_and(|it| it < *end));
        if let Some(n_bytes) = user_bytes.filter(|_| start >= n_read) {
            masked.push_str(text.get(n_read..start).unwrap_or_default());
            masked.push_str(&"*".repeat(n_bytes));
            n_read = start + n_bytes;
        }
    }
    if n_read == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(n_read..).unwrap_or_default());
    Cow::Owned(masked)
}

/// Returns whether a character is invisible on a screen, or changes how its neighbors look.
///
/// These are Unicode 17's `Cc`, `Zl` and `Zp`, and those of `Cf` and the fillers without a shape.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{escape_invisible, mask_passwords};

    #[test]
    fn only_invisible_characters_are_escaped() {
        assert_eq!(escape_invisible("Rådet, 10 §, 東京 🙂"), "Rådet, 10 §, 東京 🙂");
        assert_eq!(escape_invisible("a\u{1b}[31m\n"), "a<U+001B>[31m<U+000A>");
        assert_eq!(
            escape_invisible("\u{202e}\u{2069}\u{9b}\u{7f}"),
            "<U+202E><U+2069><U+009B><U+007F>"
        );
        assert_eq!(escape_invisible("råd\u{200b}et"), "råd<U+200B>et");
        assert_eq!(escape_invisible("\u{e0041}"), "<U+E0041>");
    }

    #[test]
    fn only_passwords_are_masked() {
        for (text, masked) in [
            (
                "base_url: https://ada:s3@cret@a.example/",
                "base_url: https://***********@a.example/",
            ),
            ("http://å@b and http://c:å@e", "http://å@b and http://****@e"),
            ("https://a.example/@ada?x=b@c", "https://a.example/@ada?x=b@c"),
            ("ada@a.example, a://, \"://\" @", "ada@a.example, a://, \"://\" @"),
        ] {
            assert_eq!(mask_passwords(text), masked);
        }
    }
}
