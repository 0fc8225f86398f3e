//! Citations, `document P19 "words"`: one grammar for YAML and Markdown.
//!
//! ```text
//! citations = citation *( ";" citation )
//! citation  = ["@"] document [ locator [ "-" locator ] ] [ quote ]
//! locator   = 1*( letter | digit ) *( "." 1*( letter | digit ) )
//! quote     = '"' text '"'        inner " as \" · no [ or ] · " … " leaves out words
//! ```
//!
//! Of a document without a text the locator is free words; whether a document has one is not known
//! here. So what stands between document and quote is kept as written, and read as locators by
//! [`Citation::locators`].

use crate::diagnostic::{CitationProblem, Diagnostic, Fault, Span};
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document's id.
    pub document: Part,
    /// What stands between document and quote: locators, or free words.
    pub locator: Option<Part>,
    /// The words without their marks; white space folded, NFC. The place has the marks.
    pub quote: Option<Part>,
    /// All of it.
    pub span: Span,
}

/// A part of a citation and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub text: Arc<str>,
    /// Where they stand.
    pub span: Span,
}

impl Citation {
    /// The first and the last locator, the same if there is one; none if it is written otherwise.
    #[must_use]
    pub fn locators(&self) -> Option<(&str, &str)> {
        let written = &*self.locator.as_ref()?.text;
        let (first, last) = match written.split_once('-') {
            Some((first, last)) => (first.trim(), last.trim()),
            None => (written, written),
        };
        (is_locator(first) && is_locator(last)).then_some((first, last))
    }

    /// As an editor writes it in YAML: `document P19 "words"`.
    #[must_use]
    pub fn written(&self) -> String {
        let mut written = self.document.text.to_string();
        if let Some(locator) = &self.locator {
            written.push(' ');
            written.push_str(&locator.text);
        }
        if let Some(quote) = &self.quote {
            written.push_str(" \"");
            written.push_str(&quote.text.replace('"', "\\\""));
            written.push('"');
        }
        written
    }
}

/// Whether words are a locator: letters and digits, in parts with dots between.
#[must_use]
pub fn is_locator(words: &str) -> bool {
    words.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric))
}

/// Words as quotes are compared: NFC, white space folded to one space, none at the ends.
#[must_use]
pub fn folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        push_composed(&mut folded, word);
    }
    folded
}

/// Adds a word in NFC.
fn push_composed(text: &mut String, word: &str) {
    if word.is_ascii() {
        text.push_str(word);
    } else {
        text.extend(word.nfc());
    }
}

/// What stands between the parts of a quote that leaves out words.
const LEFT_OUT: &str = "…";

/// The parts of a quote, between which it leaves out words: ` … `. None is empty.
#[must_use]
pub fn parts(quote: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in quote.split_whitespace() {
        match parts.last_mut() {
            Some(part) if word != LEFT_OUT => {
                if !part.is_empty() {
                    part.push(' ');
                }
                push_composed(part, word);
            }
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Reads citations; `place` tells where a range of the text stands in its file. What cannot be
/// read is left out, with a finding.
pub fn read(text: &str, place: &dyn Fn(Range<usize>) -> Span) -> (Vec<Citation>, Vec<Diagnostic>) {
    let mut reader = Reader { text, at: 0, place, found: Vec::new() };
    let mut citations = Vec::new();
    loop {
        citations.extend(reader.citation());
        if !reader.next_part() {
            return (citations, reader.found);
        }
    }
}

/// Reads the citations of a Markdown text that stand in the brackets at `range`.
pub fn read_markdown(
    text: &str,
    range: &Range<usize>,
    place: &dyn Fn(Range<usize>) -> Span,
) -> (Vec<Citation>, Vec<Diagnostic>) {
    let inside = range.start + 1..range.end.saturating_sub(1);
    let mut words = text.get(inside.clone()).unwrap_or_default().to_owned();
    if words.contains('\n') {
        words = without_marks(&words);
    }
    read(&words, &|part| place(inside.start + part.start..inside.start + part.end))
}

/// The same text with spaces in place of the `>` that begin lines in a quotation.
fn without_marks(words: &str) -> String {
    let mut is_start = false;
    let unmarked = words.chars().map(|char| {
        is_start = char == '\n' || (is_start && matches!(char, ' ' | '\t' | '>'));
        if is_start && char == '>' { ' ' } else { char }
    });
    unmarked.collect()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    place: &'a dyn Fn(Range<usize>) -> Span,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn has_at(&self, at: usize, chars: &[char]) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(chars))
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Moves to the first of some characters, or to the end; gives what was passed, without the
    /// space at its end.
    fn until(&mut self, is_end: fn(char) -> bool) -> Range<usize> {
        let rest = self.rest();
        let length = rest.find(is_end).unwrap_or(rest.len());
        let words = rest.get(..length).unwrap_or_default().trim_end().len();
        let start = self.at;
        self.at += length;
        start..start + words
    }

    fn part(&self, range: Range<usize>) -> Part {
        let text = self.text.get(range.clone()).unwrap_or_default().into();
        Part { text, span: (self.place)(range) }
    }

    fn wrong(&mut self, range: Range<usize>, problem: CitationProblem) {
        let fault = Fault::CitationSyntax { problem };
        self.found.push(Diagnostic::at((self.place)(range), fault));
    }

    /// Passes a `;`. False at the end.
    fn next_part(&mut self) -> bool {
        self.skip_space();
        let has_more = self.rest().starts_with(';');
        self.at += usize::from(has_more);
        has_more
    }

    fn citation(&mut self) -> Option<Citation> {
        self.skip_space();
        let start = self.at;
        if self.rest().starts_with('@') {
            self.at += 1;
        }
        let document = self.until(|char| char.is_whitespace() || matches!(char, ';' | '"'));
        let words = self.text.get(document.clone()).unwrap_or_default().to_owned();
        let n_found = self.found.len();
        if words.is_empty() {
            self.wrong(start..self.at.max(start), CitationProblem::Empty);
        } else if !words.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            self.wrong(document.clone(), CitationProblem::Document(words));
        }
        self.skip_space();
        let locator = self.until(|char| matches!(char, ';' | '"'));
        let quote = if self.rest().starts_with('"') { self.quote() } else { None };
        let end = self.text.get(..self.at).unwrap_or_default().trim_end().len();
        self.skip_space();
        let after = self.until(|char| char == ';');
        if !after.is_empty() && self.found.len() == n_found {
            let words = self.text.get(after.clone()).unwrap_or_default().to_owned();
            self.wrong(after, CitationProblem::AfterQuote(words));
        }
        if self.found.len() > n_found {
            return None;
        }
        Some(Citation {
            document: self.part(document),
            locator: (!locator.is_empty()).then(|| self.part(locator)),
            quote,
            span: (self.place)(start..end),
        })
    }

    /// A quote, from its first mark to its last.
    fn quote(&mut self) -> Option<Part> {
        let start = self.at;
        let mut words = String::new();
        let mut is_escaped = false;
        let mut bracket = None;
        for (offset, char) in self.text.get(start + 1..).unwrap_or_default().char_indices() {
            let at = start + 1 + offset;
            match char {
                '"' if !is_escaped => {
                    self.at = at + 1;
                    let text = folded(&words);
                    if let Some(at) = bracket {
                        self.wrong(at..at + 1, CitationProblem::Bracket);
                    } else if parts(&text).is_empty() {
                        self.wrong(start..self.at, CitationProblem::EmptyQuote);
                    }
                    let span = (self.place)(start..self.at);
                    return Some(Part { text: text.into(), span });
                }
                // `|` ends a cell of a table, so that an editor has to escape it there.
                '\\' if !is_escaped && self.has_at(at + 1, &['"', '|']) => {
                    is_escaped = true;
                    continue;
                }
                '[' | ']' => bracket = bracket.or(Some(at)),
                _ => {}
            }
            is_escaped = false;
            words.push(char);
        }
        self.at = self.text.len();
        self.wrong(start..self.at, CitationProblem::UnclosedQuote);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn check(text: &str, expected: &Expect) {
        let source = Arc::new(Source { path: "a.md".into(), text: text.into() });
        let (citations, found) = read(text, &|range| Span::new(&source, range));
        let mut told = String::new();
        for one in citations {
            let part = |part: &Option<Part>| {
                part.as_ref().map_or("-".into(), |p| format!("{} ({})", p.text, p.span.text()))
            };
            let (locator, quote) = (part(&one.locator), part(&one.quote));
            writeln!(told, "{} | {locator} | {quote} | {}", one.document.text, one.span.text())
                .unwrap();
        }
        for one in found {
            let Fault::CitationSyntax { problem } = &one.fault else { unreachable!("syntax") };
            writeln!(told, "{problem:?} at {:?}", one.span.text()).unwrap();
        }
        expected.assert_eq(&told);
    }

    #[test]
    fn the_grammar_is_read() {
        check(
            "@utl P19 \"med  länsstyrelsen\n som \\\"ordförande\\\"\"; x 4.2-4.3;y",
            &expect![[r#"
                utl | P19 (P19) | med länsstyrelsen som "ordförande" ("med  länsstyrelsen
                 som \"ordförande\"") | @utl P19 "med  länsstyrelsen
                 som \"ordförande\""
                x | 4.2-4.3 (4.2-4.3) | - | x 4.2-4.3
                y | - | - | y
            "#]],
        );
        check(
            "protokoll § 77, sidan 4 \"ord\"",
            &expect![[r#"
                protokoll | § 77, sidan 4 (§ 77, sidan 4) | ord ("ord") | protokoll § 77, sidan 4 "ord"
            "#]],
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_where_it_stands() {
        check(
            "",
            &expect![[r#"
            Empty at ""
        "#]],
        );
        check(
            "a P1 \"x\";",
            &expect![[r#"
            a | P1 (P1) | x ("x") | a P1 "x"
            Empty at ""
        "#]],
        );
        check(
            "a P1 \"x",
            &expect![[r#"
            UnclosedQuote at "\"x"
        "#]],
        );
        check(
            "a P1 \"\"; a P1 \" … \"; b \"x\" y; c \"[x]\"; A",
            &expect![[r#"
            EmptyQuote at "\"\""
            EmptyQuote at "\" … \""
            AfterQuote("y") at "y"
            Bracket at "["
            Document("A") at "A"
        "#]],
        );
    }
}
