//! Citations, `document P19 "quote"`: one grammar for YAML and Markdown.
//!
//! ```text
//! citations = citation *( ";" citation )
//! citation  = ["@"] document [ mark [ "-" mark ] ] [ quote ]
//! mark      = 1*( letter | digit | "." | "(" | ")" | "§" | "-" | ":" | "/" | " " )
//! quote     = '"' text '"'        inner " as \" · no [ or ] · " … " stands for omitted words
//! ```
//!
//! A locator ends before `"` or `;`, so it needs no quotation marks of its own. That of a document
//! without a text can be any text, and whether `3-1` is a mark or a range depends on the marks of
//! the text. The locator is therefore kept as written, and understood by `SourceText`.

use super::loose_citation::LooseCitation;
use crate::diagnostic::{CitationProblem, Diagnostic, Span, rules};
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A reference to a document, with a locator and a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document's id.
    pub document: CitationPart,
    /// What is between document and quote: locators, or any text.
    pub locator: Option<CitationPart>,
    /// The quote without its quotation marks, [normalized](normalize_whitespace). The span includes
    /// the marks.
    pub quote: Option<CitationPart>,
    /// The whole citation.
    pub span: Span,
}

/// A part of a citation, with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationPart {
    /// The text.
    pub text: Arc<str>,
    /// Where it is written.
    pub span: Span,
}

impl Citation {
    /// Returns the citation as it is written in YAML: `document P19 "quote"`.
    #[must_use]
    pub fn to_yaml_text(&self) -> String {
        let mut source = self.document.text.to_string();
        if let Some(locator) = &self.locator {
            source.push(' ');
            source.push_str(&locator.text);
        }
        if let Some(quote) = &self.quote {
            source.push_str(" \"");
            source.push_str(&escape_quote(&quote.text));
            source.push('"');
        }
        source
    }
}

/// Returns a quote as it is written between its quotation marks: with a backslash before each `"`,
/// and another one before the backslash of a `\|` that is in the quote. In a table of Markdown,
/// each `|` needs one.
#[must_use]
pub fn escape_quote(quote: &str) -> String {
    quote.replace('"', "\\\"").replace("\\|", "\\\\|")
}

/// Most characters of a mark.
const MAX_MARK_CHARS: usize = 40;

/// Returns a mark of a paragraph, such as `P19`, `§ 3` or `Article 3(1)`, in NFC and with plain
/// spaces. `None` means that the text is not one: it has a letter or digit, these signs and single
/// spaces, and at most 40 characters.
#[must_use]
pub fn normalize_mark(text: &str) -> Option<String> {
    const SIGNS: [char; 8] = ['.', '(', ')', '§', '-', ':', '/', ' '];
    let mark: String =
        text.chars().map(|char| if char.is_whitespace() { ' ' } else { char }).nfc().collect();
    let is_mark = mark.chars().all(|char| char.is_alphanumeric() || SIGNS.contains(&char))
        && mark.chars().any(char::is_alphanumeric)
        && mark.chars().count() <= MAX_MARK_CHARS
        && mark.trim().len() == mark.len()
        && !mark.contains("  ");
    is_mark.then_some(mark)
}

/// Normalizes a text for the comparison of quotes: NFC, each run of white space one space, and none
/// at the ends.
#[must_use]
pub fn normalize_whitespace(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        push_nfc(&mut normalized, word);
    }
    normalized
}

/// Appends a word in NFC, as nearly all words are written.
fn push_nfc(out: &mut String, word: &str) {
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        out.push_str(word);
    } else {
        out.extend(word.nfc());
    }
}

/// Stands for omitted words in a quote.
pub const ELLIPSIS: &str = "…";

/// Splits a quote at its ellipses, ` … `, which stand for omitted words. No part is empty.
#[must_use]
pub fn split_at_ellipses(quote: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in quote.split_whitespace() {
        match parts.last_mut() {
            Some(part) if word != ELLIPSIS => {
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

/// Parses the citations of a text; `to_span` maps a range of the text to its file. A citation with
/// an error is left out and reported.
pub fn parse_citations(
    text: &str,
    to_span: &dyn Fn(Range<usize>) -> Span,
) -> (Vec<Citation>, Vec<Diagnostic>) {
    let mut parser = CitationParser { text, offset: 0, to_span, diagnostics: Vec::new() };
    let mut citations = Vec::new();
    loop {
        citations.extend(parser.parse_citation());
        if !parser.skip_to_next_citation() {
            return (citations, parser.diagnostics);
        }
    }
}

/// Parses the citations of a Markdown text that are in the brackets at `range`.
pub fn parse_markdown_citations(
    text: &str,
    range: &Range<usize>,
    to_span: &dyn Fn(Range<usize>) -> Span,
) -> (Vec<Citation>, Vec<Diagnostic>) {
    let inside = range.start + 1..range.end.saturating_sub(1);
    let to_file_span =
        |part: Range<usize>| to_span(inside.start + part.start..inside.start + part.end);
    let citations = text.get(inside.clone()).unwrap_or_default();
    if citations.contains('\n') {
        parse_citations(&without_quote_markers(citations), &to_file_span)
    } else {
        parse_citations(citations, &to_file_span)
    }
}

/// Replaces each `>` at the start of a line, as in a block quote, by a space.
fn without_quote_markers(text: &str) -> String {
    let mut is_line_start = false;
    let chars = text.chars().map(|char| {
        is_line_start = char == '\n' || (is_line_start && matches!(char, ' ' | '\t' | '>'));
        if is_line_start && char == '>' { ' ' } else { char }
    });
    chars.collect()
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

    /// Moves to the first character that satisfies `is_end`, or to the end. Returns the range that
    /// was skipped, without white space at its end.
    fn take_until(&mut self, is_end: fn(char) -> bool) -> Range<usize> {
        let rest = self.remaining();
        let length = rest.find(is_end).unwrap_or(rest.len());
        let trimmed_length = rest.get(..length).unwrap_or_default().trim_end().len();
        let start = self.offset;
        self.offset += length;
        start..start + trimmed_length
    }

    fn citation_part(&self, range: Range<usize>) -> CitationPart {
        let text = self.text.get(range.clone()).unwrap_or_default().into();
        CitationPart { text, span: (self.to_span)(range) }
    }

    fn report(&mut self, range: Range<usize>, problem: CitationProblem) {
        let kind = rules::CitationSyntax { problem };
        self.diagnostics.push(Diagnostic::new((self.to_span)(range), kind));
    }

    /// Skips a `;`. Returns `false` at the end of the text.
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
        let document_id = self.text.get(document.clone()).unwrap_or_default().to_owned();
        let n_diagnostics = self.diagnostics.len();
        if document_id.is_empty() {
            self.report(start..self.offset.max(start), CitationProblem::Empty);
        } else if !document_id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            let written = first_citation(self.text.get(start..).unwrap_or_default());
            let suggestion = LooseCitation::parse(written)
                .filter(LooseCitation::is_clear)
                .map(|it| it.to_citation_text());
            // What is to be written instead is the whole citation.
            let end = suggestion.as_ref().map(|_| start + written.len());
            let problem = CitationProblem::Document { id: document_id, suggestion };
            self.report(document.start..end.unwrap_or(document.end), problem);
        }
        self.skip_whitespace();
        let locator = self.take_until(|char| matches!(char, ';' | '"'));
        let quote = if self.remaining().starts_with('"') { self.parse_quote() } else { None };
        let end = self.text.get(..self.offset).unwrap_or_default().trim_end().len();
        self.skip_whitespace();
        let surplus = self.take_until(|char| char == ';');
        if !surplus.is_empty() && self.diagnostics.len() == n_diagnostics {
            let surplus_text = self.text.get(surplus.clone()).unwrap_or_default().to_owned();
            self.report(surplus, CitationProblem::AfterQuote(surplus_text));
        }
        if self.diagnostics.len() > n_diagnostics {
            return None;
        }
        Some(Citation {
            document: self.citation_part(document),
            locator: (!locator.is_empty()).then(|| self.citation_part(locator)),
            quote,
            span: (self.to_span)(start..end),
        })
    }

    /// Parses a quote from its opening to its closing quotation mark. `None` means that it is not
    /// closed, which is reported.
    fn parse_quote(&mut self) -> Option<CitationPart> {
        let start = self.offset;
        let mut quote = String::new();
        let mut is_escaped = false;
        let mut bracket_offset = None;
        for (index, char) in self.text.get(start + 1..).unwrap_or_default().char_indices() {
            let offset = start + 1 + index;
            match char {
                '"' if !is_escaped => {
                    self.offset = offset + 1;
                    let text = normalize_whitespace(&quote);
                    if let Some(bracket) = bracket_offset {
                        self.report(bracket..bracket + 1, CitationProblem::Bracket);
                    } else if split_at_ellipses(&text).is_empty() {
                        self.report(start..self.offset, CitationProblem::EmptyQuote);
                    }
                    let span = (self.to_span)(start..self.offset);
                    return Some(CitationPart { text: text.into(), span });
                }
                // `|` ends a table cell, so that it must be escaped there.
                '\\' if !is_escaped && self.starts_with_any(offset + 1, &['"', '|']) => {
                    is_escaped = true;
                    continue;
                }
                '[' | ']' => bracket_offset = bracket_offset.or(Some(offset)),
                _ => {}
            }
            is_escaped = false;
            quote.push(char);
        }
        self.offset = self.text.len();
        self.report(start..self.offset, CitationProblem::UnclosedQuote);
        None
    }
}

/// Returns the first of several citations, which a semicolon outside quotes ends.
fn first_citation(text: &str) -> &str {
    let mut is_quoted = false;
    let end = text.find(|char| {
        is_quoted ^= char == '"';
        char == ';' && !is_quoted
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{DiagnosticKind, SourceFile};
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn check(text: &str, expected: &Expect) {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (citations, diagnostics) = parse_citations(text, &|range| Span::new(&source, range));
        let mut actual = String::new();
        for citation in citations {
            let part = |part: &Option<CitationPart>| {
                part.as_ref().map_or("-".into(), |p| format!("{} ({})", p.text, p.span.text()))
            };
            let (locator, quote) = (part(&citation.locator), part(&citation.quote));
            let (document, source) = (&citation.document.text, citation.span.text());
            writeln!(actual, "{document} | {locator} | {quote} | {source}").unwrap();
        }
        for diagnostic in diagnostics {
            let DiagnosticKind::CitationSyntax(rules::CitationSyntax { problem }) =
                &diagnostic.kind
            else {
                unreachable!("syntax")
            };
            writeln!(actual, "{problem:?} at {:?}", diagnostic.span.text()).unwrap();
        }
        expected.assert_eq(&actual);
    }

    #[test]
    fn all_parts_of_a_citation_are_parsed() {
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
    fn a_mark_has_the_signs_of_lawyers() {
        for mark in
            ["P19", "4.2", "Article 3(1)", "§ 3", "3:1", "3-1", "Annex-B", "P 3", "1/2", "Å"]
        {
            assert_eq!(normalize_mark(mark).as_deref(), Some(mark));
        }
        assert_eq!(normalize_mark("§\u{a0}3").as_deref(), Some("§ 3"));
        assert_eq!(normalize_mark("A\u{30a}").as_deref(), Some("Å"));
        let long = "x".repeat(MAX_MARK_CHARS + 1);
        for text in ["", " ", "...", "§", "a  b", " a", "a,b", "a\"", "[a]", "a;b", &long] {
            assert_eq!(normalize_mark(text), None, "{text}");
        }
    }

    #[test]
    fn errors_are_reported_with_their_positions() {
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
            Document { id: "A", suggestion: None } at "A"
        "#]],
        );
    }
}
