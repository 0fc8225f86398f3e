//! Wraps dates and numbers in quoted text in no-wrap elements without changing its bytes.
//!
//! Quoted text is never typeset: what a reader copies is what the source says.

use super::escape::push_escaped;
use crate::theme::typography::binds_to_next;

/// A longer run may not fit on a line, so it may break.
const MAX_CHARS: usize = 32;
/// A longer run may not fit on a phone's line, so it may break there.
const MAX_CHARS_ON_PHONE: usize = 20;

/// Returns quoted text as HTML in which dates, numbers and letter-spaced words do not break.
#[must_use]
pub fn with_nowrap(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut done = 0;
    let mut spaces = text.match_indices(' ').map(|(offset, _)| offset).peekable();
    while let Some(first_space) = spaces.next() {
        if !is_nowrap_space(text, first_space) {
            continue;
        }
        let end_of_word = |space: usize| {
            let remaining = text.get(space + 1..).unwrap_or_default();
            space + 1 + remaining.find(char::is_whitespace).unwrap_or(remaining.len())
        };
        let mut end = end_of_word(first_space);
        while let Some(space) =
            spaces.next_if(|offset| *offset == end && is_nowrap_space(text, *offset))
        {
            end = end_of_word(space);
        }
        let before = text.get(done..first_space).unwrap_or_default();
        let start = before.rfind(char::is_whitespace).map_or(done, |offset| {
            // The white space character may have several bytes.
            text.ceil_char_boundary(done + offset + 1)
        });
        push_escaped(&mut html, text.get(done..start).unwrap_or_default());
        let run = text.get(start..end).unwrap_or_default();
        let (open_tag, close_tag) = match run.chars().count() {
            n_chars if n_chars <= MAX_CHARS_ON_PHONE => ("<span class=\"together\">", "</span>"),
            n_chars if n_chars <= MAX_CHARS => ("<span class=\"together long\">", "</span>"),
            _ => ("", ""),
        };
        html.push_str(open_tag);
        push_escaped(&mut html, run);
        html.push_str(close_tag);
        done = end;
    }
    push_escaped(&mut html, text.get(done..).unwrap_or_default());
    html
}

/// Returns whether the space at `offset` is inside a number, a date or a letter-spaced word.
fn is_nowrap_space(text: &str, offset: usize) -> bool {
    binds_to_next(text, offset) || is_letter_spaced(text, offset)
}

/// Returns whether single capitals are on both sides, and another one next to them: `K A R`.
fn is_letter_spaced(text: &str, offset: usize) -> bool {
    let is_single = |word: Option<&str>| {
        let mut letters = word.unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let is_mark = |char: char| char.is_ascii_punctuation();
    let (before, after) = (text.get(..offset), text.get(offset + 1..));
    let mut left =
        before.unwrap_or_default().rsplit(' ').map(|word| word.trim_start_matches(is_mark));
    let mut right = after.unwrap_or_default().split(' ').map(|word| word.trim_end_matches(is_mark));
    let is_between_capitals = is_single(left.next()) && is_single(right.next());
    is_between_capitals && (is_single(left.next()) || is_single(right.next()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let expected = expected.replace("[+", "<span class=\"together long\">");
        let expected = expected.replace('[', "<span class=\"together\">").replace(']', "</span>");
        assert_eq!(with_nowrap(text), expected);
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
        fn text_is_unchanged(text in "([A-Z1-9å ]|1 april|\u{2028}|\n|<|&){0,60}") {
            let html = with_nowrap(&text);
            let unwrapped = html.replace("<span class=\"together\">", "").replace("</span>", "");
            let unwrapped = unwrapped.replace("<span class=\"together long\">", "");
            prop_assert_eq!(unwrapped, super::super::escape_html(&text));
        }
    }
}
