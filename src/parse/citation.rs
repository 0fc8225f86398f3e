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
//! [`Citation::locator_range`].

use crate::diagnostic::{CitationProblem, Diagnostic, DiagnosticKind, Span};
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document's id.
    pub document: CitationPart,
    /// What stands between document and quote: locators, or free words.
    pub locator: Option<CitationPart>,
    /// The words without their marks; white space folded, NFC. The place has the marks.
    pub quote: Option<CitationPart>,
    /// All of it.
    pub span: Span,
}

/// A part of a citation and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationPart {
    /// The words.
    pub text: Arc<str>,
    /// Where they stand.
    pub span: Span,
}

impl Citation {
    /// The first and the last locator, the same if there is one; none if it is written otherwise.
    #[must_use]
    pub fn locator_range(&self) -> Option<(&str, &str)> {
        let written = &*self.locator.as_ref()?.text;
        let (first, last) = match written.split_once('-') {
            Some((first, last)) => (first.trim(), last.trim()),
            None => (written, written),
        };
        (is_locator(first) && is_locator(last)).then_some((first, last))
    }

    /// As an editor writes it in YAML: `document P19 "words"`.
    #[must_use]
    pub fn citation_source(&self) -> String {
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
pub fn normalize_whitespace(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        push_nfc(&mut folded, word);
    }
    folded
}

/// Adds a word in NFC.
fn push_nfc(text: &mut String, word: &str) {
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
pub fn split_at_ellipses(quote: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in quote.split_whitespace() {
        match parts.last_mut() {
            Some(part) if word != LEFT_OUT => {
                if !part.is_empty() {
                    part.push(' ');
                }
                push_nfc(part, word);
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
    let mut reader = CitationParser { text, offset: 0, to_span: place, diagnostics: Vec::new() };
    let mut citations = Vec::new();
    loop {
        citations.extend(reader.parse_citation());
        if !reader.skip_to_next_citation() {
            return (citations, reader.diagnostics);
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
        words = without_quote_markers(&words);
    }
    read(&words, &|part| place(inside.start + part.start..inside.start + part.end))
}

/// The same text with spaces in place of the `>` that begin lines in a quotation.
fn without_quote_markers(words: &str) -> String {
    let mut is_start = false;
    let unmarked = words.chars().map(|char| {
        is_start = char == '\n' || (is_start && matches!(char, ' ' | '\t' | '>'));
        if is_start && char == '>' { ' ' } else { char }
    });
    unmarked.collect()
}

struct CitationParser<'a> {
    text: &'a str,
    offset: usize,
    to_span: &'a dyn Fn(Range<usize>) -> Span,
    diagnostics: Vec<Diagnostic>,
}

impl CitationParser<'_> {
    fn remaining(&self) -> &str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    fn starts_with_any(&self, offset: usize, chars: &[char]) -> bool {
        self.text.get(offset..).is_some_and(|rest| rest.starts_with(chars))
    }

    fn skip_whitespace(&mut self) {
        let rest = self.remaining();
        self.offset += rest.len() - rest.trim_start().len();
    }

    /// Moves to the first of some characters, or to the end; gives what was passed, without the
    /// space at its end.
    fn take_until(&mut self, is_end: fn(char) -> bool) -> Range<usize> {
        let rest = self.remaining();
        let length = rest.find(is_end).unwrap_or(rest.len());
        let words = rest.get(..length).unwrap_or_default().trim_end().len();
        let start = self.offset;
        self.offset += length;
        start..start + words
    }

    fn citation_part(&self, range: Range<usize>) -> CitationPart {
        let text = self.text.get(range.clone()).unwrap_or_default().into();
        CitationPart { text, span: (self.to_span)(range) }
    }

    fn report(&mut self, range: Range<usize>, problem: CitationProblem) {
        let kind = DiagnosticKind::CitationSyntax { problem };
        self.diagnostics.push(Diagnostic::new((self.to_span)(range), kind));
    }

    /// Passes a `;`. False at the end.
    fn skip_to_next_citation(&mut self) -> bool {
        self.skip_whitespace();
        let has_more = self.remaining().starts_with(';');
        self.offset += usize::from(has_more);
        has_more
    }

    fn parse_citation(&mut self) -> Option<Citation> {
        self.skip_whitespace();
        let start = self.offset;
        if self.remaining().starts_with('@') {
            self.offset += 1;
        }
        let document = self.take_until(|char| char.is_whitespace() || matches!(char, ';' | '"'));
        let words = self.text.get(document.clone()).unwrap_or_default().to_owned();
        let n_found = self.diagnostics.len();
        if words.is_empty() {
            self.report(start..self.offset.max(start), CitationProblem::Empty);
        } else if !words.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            self.report(document.clone(), CitationProblem::Document(words));
        }
        self.skip_whitespace();
        let locator = self.take_until(|char| matches!(char, ';' | '"'));
        let quote = if self.remaining().starts_with('"') { self.parse_quote() } else { None };
        let end = self.text.get(..self.offset).unwrap_or_default().trim_end().len();
        self.skip_whitespace();
        let after = self.take_until(|char| char == ';');
        if !after.is_empty() && self.diagnostics.len() == n_found {
            let words = self.text.get(after.clone()).unwrap_or_default().to_owned();
            self.report(after, CitationProblem::AfterQuote(words));
        }
        if self.diagnostics.len() > n_found {
            return None;
        }
        Some(Citation {
            document: self.citation_part(document),
            locator: (!locator.is_empty()).then(|| self.citation_part(locator)),
            quote,
            span: (self.to_span)(start..end),
        })
    }

    /// A quote, from its first mark to its last.
    fn parse_quote(&mut self) -> Option<CitationPart> {
        let start = self.offset;
        let mut words = String::new();
        let mut is_escaped = false;
        let mut bracket = None;
        for (offset, char) in self.text.get(start + 1..).unwrap_or_default().char_indices() {
            let at = start + 1 + offset;
            match char {
                '"' if !is_escaped => {
                    self.offset = at + 1;
                    let text = normalize_whitespace(&words);
                    if let Some(at) = bracket {
                        self.report(at..at + 1, CitationProblem::Bracket);
                    } else if split_at_ellipses(&text).is_empty() {
                        self.report(start..self.offset, CitationProblem::EmptyQuote);
                    }
                    let span = (self.to_span)(start..self.offset);
                    return Some(CitationPart { text: text.into(), span });
                }
                // `|` ends a cell of a table, so that an editor has to escape it there.
                '\\' if !is_escaped && self.starts_with_any(at + 1, &['"', '|']) => {
                    is_escaped = true;
                    continue;
                }
                '[' | ']' => bracket = bracket.or(Some(at)),
                _ => {}
            }
            is_escaped = false;
            words.push(char);
        }
        self.offset = self.text.len();
        self.report(start..self.offset, CitationProblem::UnclosedQuote);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn check(text: &str, expected: &Expect) {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (citations, found) = read(text, &|range| Span::new(&source, range));
        let mut told = String::new();
        for one in citations {
            let part = |part: &Option<CitationPart>| {
                part.as_ref().map_or("-".into(), |p| format!("{} ({})", p.text, p.span.text()))
            };
            let (locator, quote) = (part(&one.locator), part(&one.quote));
            writeln!(told, "{} | {locator} | {quote} | {}", one.document.text, one.span.text())
                .unwrap();
        }
        for one in found {
            let DiagnosticKind::CitationSyntax { problem } = &one.kind else {
                unreachable!("syntax")
            };
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
