//! Completion of citations, `document P19 "quote"`: documents, locators and quotes.

use super::quotes::quote_passages;
use super::{Candidate, CompletionContext};
use crate::site::source_text::{SourceParagraph, SourceText};
use lsp_types::CompletionItemKind;
use std::ops::Range;

/// The most quotes that are offered.
const MAX_QUOTES: usize = 30;

/// In what a citation is written, which decides what must be escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CitationStyle {
    /// `[@…]` in a text.
    Markdown,
    /// A YAML value without quotation marks.
    Plain,
    /// A YAML value in `'…'`.
    SingleQuoted,
    /// A YAML value in `"…"`.
    DoubleQuoted,
}

impl CitationStyle {
    /// Returns a quote as it is written.
    fn escape(self, quote: &str) -> String {
        let quote = quote.replace('"', "\\\"");
        match self {
            Self::Markdown | Self::Plain => quote,
            Self::SingleQuoted => quote.replace('\'', "''"),
            Self::DoubleQuoted => quote.replace('\\', "\\\\"),
        }
    }

    /// Returns what begins and ends a quote.
    fn mark(self) -> &'static str {
        match self {
            Self::Markdown | Self::Plain | Self::SingleQuoted => "\"",
            Self::DoubleQuoted => "\\\"",
        }
    }
}

/// The last citation before the cursor, as far as it is written.
struct OpenCitation<'t> {
    document: &'t str,
    /// Where the document begins.
    document_start: usize,
    /// What follows the document. `None` means that it is still being written.
    locator: Option<&'t str>,
    /// Where the locator begins.
    locator_start: usize,
    /// The words of the quote so far, and where they begin. `None` means that none has begun.
    quote: Option<(usize, &'t str)>,
}

/// Completes the citation that begins at `start`.
pub(super) fn complete_citation(
    context: &CompletionContext<'_>,
    start: usize,
    style: CitationStyle,
) -> Vec<Candidate> {
    let written = context.text().get(context.range_from(start)).unwrap_or_default();
    let Some(open) = parse_open_citation(written, start, style) else { return Vec::new() };
    let Some(locator) = open.locator else {
        return context.document_ids(&context.range_from(open.document_start));
    };
    let Some(text) = context.site.source_texts.get(open.document) else { return Vec::new() };
    match open.quote {
        Some((quote_start, words)) => {
            let range = context.range_from(quote_start);
            let place = QuotePlace { form: QuoteForm::Part(style), range, words };
            let in_paragraph = quotes_in_locator(context, text, locator.trim(), &place);
            if !locator.trim().is_empty() {
                return in_paragraph;
            }
            let range = context.range_from(open.locator_start);
            quotes_with_locator(context, text, &range, &place)
        }
        None => {
            let start = open.locator_start + mark_start(text, locator);
            locators(text, &context.range_from(start))
        }
    }
}

/// Returns where the mark begins that is being written: the second one in a range of two.
pub(super) fn mark_start(text: &SourceText, locator: &str) -> usize {
    let hyphen = locator.rfind('-').filter(|_| text.find_mark(locator).is_none());
    hyphen.map_or(0, |hyphen| hyphen + 1)
}

fn parse_open_citation(
    written: &str,
    start: usize,
    style: CitationStyle,
) -> Option<OpenCitation<'_>> {
    let mark = style.mark();
    // An earlier citation ends at a semicolon outside of its quote.
    let mut in_quote = false;
    let mut begin = 0;
    let mut quote_start = None;
    let mut offset = 0;
    while let Some(rest) = written.get(offset..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("\\\"") && style != CitationStyle::DoubleQuoted && in_quote {
            offset += 2;
        } else if rest.starts_with(mark) {
            in_quote = !in_quote;
            offset += mark.len();
            quote_start = Some(offset).filter(|_| in_quote);
        } else {
            if rest.starts_with(';') && !in_quote {
                begin = offset + 1;
            }
            offset += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    let citation = written.get(begin..)?;
    let indent = citation.len() - citation.trim_start_matches([' ', '@']).len();
    let document_start = begin + indent;
    let rest = written.get(document_start..)?;
    let document_end = rest.find([' ', '"', '\\']).unwrap_or(rest.len());
    let document = rest.get(..document_end)?;
    let after = rest.get(document_end..)?;
    let after_space = after.len() - after.trim_start().len();
    let locator_start = document_start + document_end + after_space;
    let quote = quote_start.map(|at| (start + at, written.get(at..).unwrap_or_default()));
    let locator_end = quote_start.map_or(written.len(), |at| at - mark.len());
    // After a whole quote, nothing can follow but another citation.
    if quote_start.is_none() && after.contains(mark) {
        return None;
    }
    let locator = (document_end < rest.len())
        .then(|| written.get(locator_start..locator_end).unwrap_or_default());
    Some(OpenCitation {
        document,
        document_start: start + document_start,
        locator,
        locator_start: start + locator_start,
        quote,
    })
}

/// Returns the marks of a text, each with the beginning of its paragraph.
pub(super) fn locators(text: &SourceText, range: &Range<usize>) -> Vec<Candidate> {
    let paragraphs = text.paragraphs.iter().filter(|paragraph| !paragraph.locator.is_empty());
    let candidates = paragraphs.map(|paragraph| {
        let detail = crate::lsp::hover::shortened(&paragraph.text, 80);
        Candidate::word(&paragraph.locator, range.clone(), CompletionItemKind::VALUE)
            .with_detail(&detail)
    });
    candidates.collect()
}

/// Where a quote is being written.
pub(super) struct QuotePlace<'t> {
    pub(super) form: QuoteForm,
    /// The range of the words so far.
    pub(super) range: Range<usize>,
    pub(super) words: &'t str,
}

/// As what a quote is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteForm {
    /// A part of a citation: `deed P1 "…"`.
    Part(CitationStyle),
    /// A YAML value by itself, with the quotation mark that begins it.
    Value(Option<char>),
}

impl QuoteForm {
    /// Returns a quote as it is written, without the mark that is there already.
    fn write(self, quote: &str) -> String {
        match self {
            Self::Part(style) => style.escape(quote),
            Self::Value(Some('\'')) => quote.replace('\'', "''"),
            Self::Value(Some(_)) => quote.replace('\\', "\\\\").replace('"', "\\\""),
            Self::Value(None) => format!("'{}'", quote.replace('\'', "''")),
        }
    }

    /// Returns what ends the quote.
    fn end_mark(self) -> &'static str {
        match self {
            Self::Part(style) => style.mark(),
            Self::Value(Some('\'')) => "'",
            Self::Value(Some(_)) => "\"",
            Self::Value(None) => "",
        }
    }
}

impl QuotePlace<'_> {
    /// Returns a quote that replaces the words so far. `None` means that a citation cannot have it.
    fn candidate(&self, context: &CompletionContext<'_>, quote: &str) -> Option<Candidate> {
        if quote.contains(['[', ']']) {
            return None;
        }
        let mark = self.form.end_mark();
        let end = if context.text_after().starts_with(mark) { "" } else { mark };
        let new_text = format!("{}{end}", self.form.write(quote));
        // A value that has no quotation mark yet is compared without one.
        let filter_text = match self.form {
            QuoteForm::Value(None) => quote.to_owned(),
            QuoteForm::Value(Some(_)) | QuoteForm::Part(_) => new_text.clone(),
        };
        let candidate = Candidate::word(quote, self.range.clone(), CompletionItemKind::TEXT);
        Some(Candidate { filter_text, new_text, ..candidate })
    }
}

/// Returns quotes from the paragraphs that a locator names.
pub(super) fn quotes_in_locator(
    context: &CompletionContext<'_>,
    text: &SourceText,
    locator: &str,
    place: &QuotePlace<'_>,
) -> Vec<Candidate> {
    let Ok(located) = text.locate(locator) else { return Vec::new() };
    let paragraphs = text.paragraphs.get(located.first..=located.last).unwrap_or_default();
    let joined: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let passages = quote_passages(&joined.join(" "), place.words);
    let candidates = passages.iter().filter_map(|quote| place.candidate(context, quote));
    candidates.take(MAX_QUOTES).collect()
}

/// Returns quotes from all paragraphs, each beside its locator.
pub(super) fn quotes_in_text(
    context: &CompletionContext<'_>,
    text: &SourceText,
    place: &QuotePlace<'_>,
) -> Vec<Candidate> {
    if place.words.trim().is_empty() {
        return Vec::new();
    }
    let in_paragraph = |paragraph: &SourceParagraph| -> Vec<Candidate> {
        let passages = quote_passages(&paragraph.text, place.words);
        let candidates = passages.iter().filter_map(|quote| {
            let candidate = place.candidate(context, quote)?;
            Some(candidate.with_detail(&paragraph.locator))
        });
        candidates.collect()
    };
    let paragraphs = text.paragraphs.iter().filter(|paragraph| !paragraph.locator.is_empty());
    paragraphs.flat_map(in_paragraph).take(MAX_QUOTES).collect()
}

/// Returns quotes from all paragraphs, each with its locator, which is not written yet.
fn quotes_with_locator(
    context: &CompletionContext<'_>,
    text: &SourceText,
    range: &Range<usize>,
    place: &QuotePlace<'_>,
) -> Vec<Candidate> {
    let mark = place.form.end_mark();
    let with_locator = |candidate: Candidate| {
        let locator = candidate.detail.as_deref().unwrap_or_default();
        let new_text = format!("{locator} {mark}{}", candidate.new_text);
        // What is written so far begins with the quotation mark.
        let filter_text = format!("{mark}{}", candidate.filter_text);
        Candidate { new_text, filter_text, range: range.clone(), ..candidate }
    };
    quotes_in_text(context, text, place).into_iter().map(with_locator).collect()
}
