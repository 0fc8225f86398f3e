//! Text from content, made safe to show: what cannot be seen is written out, `<U+202E>`.
//!
//! Content is hostile: an escape code in an id would steer the reader's terminal, a bidi override
//! would show another name than the one that is there (RUSTSEC-2024-0364). Writing such characters
//! out also helps an honest editor, who otherwise stares at two names that look the same.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every control, bidi and invisible character written out as `<U+XXXX>`.
///
/// The result is one line: a line break is such a character too.
pub fn escape_invisible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_invisible(character) {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is not seen on a screen, or changes how its neighbours are seen.
///
/// Unicode 17's `Cc`, `Zl`, `Zp` and those of `Cf` and the fillers that have no shape of their own.
pub(super) fn is_invisible(character: char) -> bool {
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
    use super::escape_invisible;

    #[test]
    fn what_is_seen_stays_and_what_is_not_is_written_out() {
        assert_eq!(escape_invisible("Rådet, 10 §, 東京 🙂"), "Rådet, 10 §, 東京 🙂");
        assert_eq!(escape_invisible("a\u{1b}[31m\n"), "a<U+001B>[31m<U+000A>");
        assert_eq!(
            escape_invisible("\u{202e}\u{2069}\u{9b}\u{7f}"),
            "<U+202E><U+2069><U+009B><U+007F>"
        );
        assert_eq!(escape_invisible("råd\u{200b}et"), "råd<U+200B>et");
        assert_eq!(escape_invisible("\u{e0041}"), "<U+E0041>");
    }
}
