//! Another's words as they stand, with what a printer keeps on one line kept there by markup: no
//! byte of a source is set anew, and what is copied is what was written.

use super::escape::push_escaped;
use super::typography::binds_to_next;

/// More than this may not fit on a line, and may break.
const MAX_CHARS: usize = 32;
/// More than this may not fit on the line of a phone, and may break there.
const MAX_CHARS_ON_PHONE: usize = 20;

/// The words as HTML.
#[must_use]
pub fn with_nowrap(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + words.len() / 8);
    let mut done = 0;
    let mut spaces = words.match_indices(' ').map(|(offset, _)| offset).peekable();
    while let Some(first) = spaces.next() {
        if !is_nowrap_space(words, first) {
            continue;
        }
        let end_of_word = |space: usize| {
            let rest = words.get(space + 1..).unwrap_or_default();
            space + 1 + rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let mut end = end_of_word(first);
        while let Some(next) =
            spaces.next_if(|offset| *offset == end && is_nowrap_space(words, *offset))
        {
            end = end_of_word(next);
        }
        let before = words.get(done..first).unwrap_or_default();
        let start = before.rfind(char::is_whitespace).map_or(done, |offset| {
            // The white space may be one of more than a byte.
            words.ceil_char_boundary(done + offset + 1)
        });
        push_escaped(&mut html, words.get(done..start).unwrap_or_default());
        let together = words.get(start..end).unwrap_or_default();
        let (open, close) = match together.chars().count() {
            n_chars if n_chars <= MAX_CHARS_ON_PHONE => ("<span class=\"together\">", "</span>"),
            n_chars if n_chars <= MAX_CHARS => ("<span class=\"together long\">", "</span>"),
            _ => ("", ""),
        };
        html.push_str(open);
        push_escaped(&mut html, together);
        html.push_str(close);
        done = end;
    }
    push_escaped(&mut html, words.get(done..).unwrap_or_default());
    html
}

/// Whether the space at `at` stands in a number or a date, or in a s p a c e d word.
fn is_nowrap_space(words: &str, offset: usize) -> bool {
    binds_to_next(words, offset) || is_letter_spaced(words, offset)
}

/// Whether single capitals stand on both sides, and one more beyond them: `K A R`.
fn is_letter_spaced(words: &str, offset: usize) -> bool {
    let is_single = |word: Option<&str>| {
        let mut letters = word.unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let is_mark = |char: char| char.is_ascii_punctuation();
    let (before, after) = (words.get(..offset), words.get(offset + 1..));
    let mut left =
        before.unwrap_or_default().rsplit(' ').map(|word| word.trim_start_matches(is_mark));
    let mut right = after.unwrap_or_default().split(' ').map(|word| word.trim_end_matches(is_mark));
    let is_beside = is_single(left.next()) && is_single(right.next());
    is_beside && (is_single(left.next()) || is_single(right.next()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(words: &str, expected: &str) {
        let expected = expected.replace("[+", "<span class=\"together long\">");
        let expected = expected.replace('[', "<span class=\"together\">").replace(']', "</span>");
        assert_eq!(with_nowrap(words), expected);
    }

    #[test]
    fn dates_numbers_and_spaced_words_stay_on_one_line() {
        check("den 12 december 2013, och", "den [12 december 2013,] och");
        check("2 231 439 av 10 %", "[2 231 439] av [10 %]");
        check("vägnar: K A R I N W A N N G Å R D", "vägnar: [+K A R I N W A N N G Å R D]");
        check("(K A R I N) och K A R I N, A", "[(K A R I N)] och [K A R I N,] A");
        check("A B C.", "[A B C.]");
        check("A B och C", "A B och C");
        check("§ 4 \"&\" 1 april", "[§ 4] &quot;&amp;&quot; [1 april]");
        check("i\n1 april\n2 maj\n", "i\n[1 april]\n[2 maj]\n");
        check(&"A ".repeat(40), &"A ".repeat(40));
        check("", "");
    }

    proptest! {
        #[test]
        fn no_byte_is_set_anew(words in "([A-Z1-9å ]|1 april|\u{2028}|\n|<|&){0,60}") {
            let html = with_nowrap(&words);
            let bare = html.replace("<span class=\"together\">", "").replace("</span>", "");
            let bare = bare.replace("<span class=\"together long\">", "");
            prop_assert_eq!(bare, super::super::escape_html(&words));
        }
    }
}
