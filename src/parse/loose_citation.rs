//! Reads what is nearly a citation, to say how it is written.
//!
//! People write `[deed P1 "…"]`, `(@deed, 1: “…”)` or `[see deed § 3]`. Only the site knows whether
//! `deed` is a document, so a [`LooseCitation`] is never used as a source.

use super::citation::ELLIPSIS;
use std::ops::Range;

/// The longest text in brackets that is looked at, in bytes.
const MAX_BYTES: usize = 600;
/// How far from its start such a text can have its `@`, in bytes: `see also @deed`.
const MAX_LEAD_BYTES: usize = 24;
/// The longest locator of a citation whose form is clear, in bytes.
const MAX_LOCATOR_BYTES: usize = 40;
/// How far before its quote a citation without brackets begins, in bytes.
const MAX_BEFORE_QUOTE: usize = 80;
/// Signs between the parts of a citation that do not belong there.
const SEPARATORS: [char; 5] = [',', ':', '#', '.', ';'];
/// Marks that open or close a quote.
const QUOTATION_MARKS: [char; 10] = ['"', '“', '”', '„', '‟', '«', '»', '‹', '›', '＂'];

/// A text that has the parts of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LooseCitation {
    /// The document, in small letters.
    pub(crate) document: String,
    /// What may be a locator. Can be empty.
    pub(crate) locator: String,
    /// What is in quotation marks.
    pub(crate) quote: Option<String>,
}

impl LooseCitation {
    /// Reads a text with or without brackets. `None` means that it has neither a locator nor a
    /// quote after its first word.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = without_brackets(text.get(..text.floor_char_boundary(MAX_BYTES))?);
        let text = after_at_sign(text);
        let is_id = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
        let end = text.find(|char| !is_id(char))?;
        let (document, rest) = text.split_at_checked(end)?;
        // The id of a document has no ending: `deed.md 1`.
        let endings = [".md", ".txt", ".pdf", ".yaml"];
        let rest = endings.iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
        Self::with_document(document, rest)
    }

    /// Reads what follows the name of a document.
    #[must_use]
    pub(crate) fn with_document(document: &str, rest: &str) -> Option<Self> {
        let is_separated = rest.starts_with(|char: char| {
            char.is_whitespace() || SEPARATORS.contains(&char) || QUOTATION_MARKS.contains(&char)
        });
        if document.is_empty() || !is_separated {
            return None;
        }
        let rest = trim_separators(rest);
        let quote = QuoteRange::find(rest);
        let before = rest.get(..quote.as_ref().map_or(rest.len(), |it| it.range.start));
        let after = quote.as_ref().and_then(|it| rest.get(it.range.end..)).unwrap_or_default();
        let mut locator = trim_separators(before.unwrap_or_default());
        if locator.is_empty() {
            locator = trim_separators(after);
        }
        let words = quote.and_then(|it| rest.get(it.words)).map(plain_quote);
        let quote = words.filter(|words| !words.is_empty());
        if locator.is_empty() && quote.is_none() {
            return None;
        }
        let locator = locator.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self { document: document.to_ascii_lowercase(), locator, quote })
    }

    /// Returns it as a citation is written: `deed 1 "The mill"`.
    #[must_use]
    pub(crate) fn to_citation_text(&self) -> String {
        let mut text = self.document.clone();
        if !self.locator.is_empty() {
            text.push(' ');
            text.push_str(&self.locator);
        }
        if let Some(quote) = &self.quote {
            text.push_str(" \"");
            text.push_str(&quote.replace('"', "\\\""));
            text.push('"');
        }
        text
    }

    /// Returns whether its first word is a document even without knowing the documents: a quote or
    /// a number follows, and not a word as in `The deed 1`.
    pub(super) fn is_clear(&self) -> bool {
        let first_word = self.locator.split(' ').next().unwrap_or_default();
        let is_text = first_word.len() > 2 && first_word.chars().all(char::is_lowercase);
        !is_text && self.locator.len() <= MAX_LOCATOR_BYTES && self.has_quote_or_number()
    }

    /// Returns whether it has what prose in brackets does not have: a quote, or a number or sign
    /// of a paragraph.
    pub(super) fn has_quote_or_number(&self) -> bool {
        let has_mark = |char: char| char.is_ascii_digit() || char == '§';
        self.quote.is_some() || self.locator.contains(has_mark)
    }
}

/// Returns the ranges of a text that have the parts of a citation: in brackets, parentheses or
/// braces, or after `@`.
pub(super) fn citation_like_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (offset, char) in text.char_indices() {
        if offset < end {
            continue;
        }
        if let Some(range) = citation_before_quote(text, offset, char).filter(|it| it.start >= end)
        {
            end = range.end;
            ranges.push(range);
            continue;
        }
        if !matches!(char, '[' | '(' | '{' | '@') {
            continue;
        }
        let before = text.get(..offset).and_then(|before| before.chars().next_back());
        if char == '@' && before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let window_end = text.floor_char_boundary(offset + MAX_BYTES);
        let window = text.get(offset..window_end).unwrap_or_default();
        if !begins_with_word(window) {
            continue;
        }
        let length = match char {
            '[' => bracketed_length(window, ']'),
            '(' => bracketed_length(window, ')'),
            '{' => bracketed_length(window, '}'),
            _ => bare_length(window),
        };
        let quoted = length.and_then(|length| window.get(..length)).filter(|text| {
            let needs_quote = char == '(' || char == '{';
            LooseCitation::parse(text).is_some_and(|it| {
                let is_clear = it.quote.is_some() || text.contains('@') || it.locator.contains('§');
                it.has_quote_or_number() && (!needs_quote || is_clear)
            })
        });
        if let Some(quoted) = quoted {
            end = offset + quoted.len();
            ranges.push(offset..end);
        }
    }
    ranges
}

/// Returns the range of a citation without brackets whose quote begins at an offset:
/// `deed § 3 "…"`.
fn citation_before_quote(text: &str, offset: usize, char: char) -> Option<Range<usize>> {
    let before = text.get(..offset)?;
    if !QUOTATION_MARKS.contains(&char) || !before.ends_with(' ') {
        return None;
    }
    let line =
        before.get(before.ceil_char_boundary(before.len().saturating_sub(MAX_BEFORE_QUOTE))..)?;
    let mut words = line.split(' ').rev().skip(1);
    let (mut length, mut n_words) = (1, 0);
    let is_locator = |word: &str| word.contains(|char: char| char.is_ascii_digit() || char == '§');
    let document = loop {
        let word = words.next()?;
        if !is_locator(word) || word.starts_with(['[', '(', '{', '@']) {
            break word;
        }
        length += word.len() + 1;
        n_words += 1;
    };
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if n_words == 0 || document.is_empty() || !document.bytes().all(is_id) {
        return None;
    }
    let end = bare_quote_end(text, offset)?;
    (end - offset <= MAX_BYTES).then(|| offset - length - document.len()..end)
}

/// Returns whether a letter or digit follows a bracket or `@`, and signs that may be before it.
fn begins_with_word(text: &str) -> bool {
    let mut after = text.chars().skip(1).skip_while(|char| matches!(char, '@' | '^' | '-' | ' '));
    after.next().is_some_and(char::is_alphanumeric)
}

/// Returns the length of a text from its opening to its closing bracket, which is after a quote if
/// there is one before the first bracket.
fn bracketed_length(text: &str, close: char) -> Option<usize> {
    let (mut first, mut n_marks, mut is_after_mark) = (None, 0, false);
    for (offset, char) in text.char_indices() {
        if QUOTATION_MARKS.contains(&char) {
            n_marks += 1;
            is_after_mark = true;
        } else if char == close {
            let end = offset + close.len_utf8();
            if n_marks != 1 && (first.is_none() || is_after_mark) {
                return Some(end);
            }
            first = first.or(Some(end));
        } else if !char.is_whitespace() {
            is_after_mark = false;
        }
    }
    first
}

/// Returns the length of `@deed 1 "The mill"` or `@deed P1` at the start of a text.
fn bare_length(text: &str) -> Option<usize> {
    let mut words = text.match_indices(' ').map(|(offset, _)| offset);
    let first_end = words.next()?;
    let after = text.get(first_end + 1..)?;
    if after.starts_with(['[', '(']) {
        let close = after.find([']', ')']).filter(|close| *close <= MAX_LOCATOR_BYTES)?;
        let end = first_end + 1 + close + 1;
        let quote = text.get(end..)?.strip_prefix(' ').filter(|it| it.starts_with(QUOTATION_MARKS));
        return quote.map_or(Some(end), |_| bare_quote_end(text, end + 1));
    }
    let second_end = words.next().unwrap_or(text.len());
    let quote = text.find(QUOTATION_MARKS).filter(|offset| *offset <= first_end + 40);
    let before_quote = quote.and_then(|offset| text.get(first_end..offset));
    if before_quote.is_some_and(|locator| !locator.contains(['.', '@', '[', '('])) {
        return bare_quote_end(text, quote?);
    }
    let end = text.get(..second_end)?.trim_end_matches(['.', ',', ';', ':']).len();
    (end > first_end).then_some(end)
}

/// Returns the text inside brackets of any kind.
fn without_brackets(text: &str) -> &str {
    let is_bracket = |char: char| matches!(char, '[' | '(' | '{');
    let text = text.trim();
    let inside = text.trim_start_matches(is_bracket);
    if inside.len() == text.len() {
        return text;
    }
    inside.trim_end_matches([']', ')', '}']).trim()
}

/// Returns the text after the `@` that is at its start or after a few words.
fn after_at_sign(text: &str) -> &str {
    let lead = text.get(..text.floor_char_boundary(MAX_LEAD_BYTES)).unwrap_or_default();
    let at_sign = lead.find('@').filter(|offset| {
        let before = lead.get(..*offset).and_then(|before| before.chars().next_back());
        before.is_none_or(|char| !char.is_alphanumeric())
    });
    match at_sign {
        Some(offset) => text.get(offset + 1..).unwrap_or_default().trim_start(),
        None => text.trim_start_matches(['^', '-', '!']),
    }
}

fn trim_separators(text: &str) -> &str {
    let is_bracket = |char: char| matches!(char, '[' | ']' | '(' | ')');
    let is_separator = |char: char| char.is_whitespace() || SEPARATORS.contains(&char);
    let trimmed = text.trim_matches(is_separator);
    // A mark in brackets of its own: `@deed [1]`.
    let inside = trimmed.strip_prefix(is_bracket).and_then(|rest| rest.strip_suffix(is_bracket));
    inside.filter(|inside| !inside.contains(is_bracket)).map_or(trimmed, str::trim)
}

/// Where a quote is.
struct QuoteRange {
    /// With its quotation marks.
    range: Range<usize>,
    /// Without them.
    words: Range<usize>,
}

impl QuoteRange {
    /// Finds the words between the first quotation mark and the last one.
    fn find(text: &str) -> Option<Self> {
        let mut marks = text.char_indices();
        let (start, mark) = marks
            .find(|(_, char)| QUOTATION_MARKS.contains(char))
            .or_else(|| single_quote(text))?;
        let words_start = start + mark.len_utf8();
        let is_closing = |char: char| match mark {
            '\'' | '‘' | '`' => matches!(char, '\'' | '’' | '`'),
            _ => QUOTATION_MARKS.contains(&char),
        };
        let rest = text.get(words_start..)?;
        let closing = rest.char_indices().rfind(|(_, char)| is_closing(*char));
        let (length, mark_length) = match closing {
            Some((offset, char)) => (offset, char.len_utf8()),
            None => (rest.len(), 0),
        };
        let words = words_start..words_start + length;
        Some(Self { range: start..words.end + mark_length, words })
    }
}

/// Returns the end of a quote that begins at an offset: its next quotation mark.
fn bare_quote_end(text: &str, start: usize) -> Option<usize> {
    let words = text.get(start..)?.chars().next().map(|mark| start + mark.len_utf8())?;
    let length = text.get(words..)?.find(QUOTATION_MARKS)?;
    let mark = text.get(words + length..)?.chars().next()?;
    Some(words + length + mark.len_utf8())
}

/// Returns the single quotation mark that begins a word, if another one ends the text.
fn single_quote(text: &str) -> Option<(usize, char)> {
    if !text.ends_with(['\'', '’', '`']) {
        return None;
    }
    let mut before = ' ';
    let mut marks = text.char_indices().filter(|(_, char)| {
        let is_start = before.is_whitespace();
        before = *char;
        is_start && matches!(char, '\'' | '‘' | '`')
    });
    marks.next()
}

/// Returns the words of a quote without brackets around an ellipsis.
fn plain_quote(words: &str) -> String {
    let mut plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for bracketed in ["[...]", "[…]", "[ … ]", "[ ... ]", "(...)", "(…)", "[. . .]"] {
        plain = plain.replace(bracketed, ELLIPSIS);
    }
    plain.replace("\\\"", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let parsed = LooseCitation::parse(text).map(|it| it.to_citation_text());
        assert_eq!(parsed.as_deref(), expected, "{text}");
    }

    #[test]
    fn parts_are_found_however_they_are_separated() {
        for text in [
            "[deed 1 \"The mill\"]",
            "[Deed, 1: “The mill”]",
            "(@deed 1 „The mill“)",
            "{@deed 1 \"The mill\"}",
            "[see @deed 1 \"The mill\"]",
            "[-@deed 1 «The mill»]",
            "[@ deed 1 'The mill']",
            "[deed#1 \"The mill\"]",
            "[deed:1 ‘The mill’]",
            "deed \"The mill\" 1",
        ] {
            check(text, Some("deed 1 \"The mill\""));
        }
        check("[deed P1]", Some("deed P1"));
        check("[deed § 3]", Some("deed § 3"));
        check("@deed [§ 3]", Some("deed § 3"));
        check("@deed (1) \"The mill\"", Some("deed 1 \"The mill\""));
        check("[@deed 1 \"The mill [...] brook\"]", Some("deed 1 \"The mill … brook\""));
        check("[deed 1 \"a \\\"b\\\" c\"]", Some("deed 1 \"a \\\"b\\\" c\""));
    }

    #[test]
    fn a_word_alone_is_not_a_citation() {
        for text in ["[deed]", "[]", "(deed)", "[x](y)", "[ ]", "@deed"] {
            check(text, None);
        }
    }

    #[test]
    fn ranges_are_those_of_whole_brackets() {
        let found = |text: &str| -> Vec<String> {
            let ranges = citation_like_ranges(text).into_iter();
            ranges.map(|range| text.get(range).unwrap().to_owned()).collect()
        };
        assert_eq!(found("a [deed 1 \"x [y]\"] b"), ["[deed 1 \"x [y]\"]"]);
        assert_eq!(found("a (deed 1 \"x\") b (the 2 mills)"), ["(deed 1 \"x\")"]);
        assert_eq!(found("a @deed 1 \"x y\" b"), ["@deed 1 \"x y\""]);
        assert_eq!(found("a @deed P1, b"), ["@deed P1"]);
        assert_eq!(found("a (deed § 3), (deed 3) b"), ["(deed § 3)"]);
        assert_eq!(found("a @deed [§ 3] \"x y\" b"), ["@deed [§ 3] \"x y\""]);
        assert_eq!(found("as deed § 3 \"x y\" says"), ["deed § 3 \"x y\""]);
        assert_eq!(found("he said “no”, and deed “x”, in 2014 “x"), Vec::<String>::new());
        assert_eq!(found("a@b.se 1 and [note] and (see below)"), Vec::<String>::new());
    }
}
