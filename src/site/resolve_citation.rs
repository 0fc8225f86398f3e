//! What a citation leads to, and whether the words stand there.
//!
//! [`Site::resolve_citation`] is a pure look-up, asked by whoever checks and by whoever renders,
//! so that both
//! say the same. What the nearest passage is, only a report asks.

use super::entry::{Entry, EntryIndex};
use super::snapshot::Site;
use super::source_text::SourceText;
use crate::diagnostic::{
    CitationProblem, Diagnostic, DiagnosticKind, MissingSourcePart, NearestPassage, Span,
    UnknownDocumentReason, rules,
};
use crate::parse::citation::split_at_ellipses;
use crate::parse::{Citation, CitationPart};
use crate::schema::{BuiltinType, FieldValue, LocalizedText, builtin};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most paragraphs that one citation joins.
const MAX_RANGE: usize = 200;

/// What a citation leads to.
#[derive(Clone, Debug, Default)]
pub struct CitationResolution {
    /// The document.
    pub document: Option<EntryIndex>,
    /// The paragraphs, by their place in the document's text.
    pub paragraphs: Option<Range<usize>>,
    /// Where the pieces of the quote stand in the paragraphs' joined words.
    pub pieces: Vec<Range<usize>>,
    /// How far the words can be relied on.
    pub verified: QuoteCheck,
    /// What is wrong with it.
    pub diagnostic: Option<Diagnostic>,
}

/// How far the words of a citation can be relied on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuoteCheck {
    /// The words stand in the text.
    Verified,
    /// The document has no text here: the words were not compared.
    NoText,
    /// The document has the text, but no words are quoted.
    NoQuote,
    /// What is cited is not there.
    #[default]
    NotFound,
}

impl Site {
    /// Follows a citation that stands in an entry.
    #[must_use]
    pub fn resolve_citation(&self, citation: &Citation, from: &Entry) -> CitationResolution {
        let Some(document) = self.find_document(&citation.document.text) else {
            let kind = self.unknown_document(&citation.document.text);
            return unresolved(&citation.document.span, kind);
        };
        let entry = self.entry_at(document);
        if !self.is_published(document) && !from.meta.is_draft {
            let (id, miss) = (entry.id.to_string(), UnknownDocumentReason::Draft);
            let kind = rules::UnknownDocument { id, reason: miss, suggestion: None };
            return unresolved(&citation.document.span, kind);
        }
        let Some(text) = self.source_texts.get(&entry.id) else {
            let verified = QuoteCheck::NoText;
            return CitationResolution {
                document: Some(document),
                verified,
                ..CitationResolution::default()
            };
        };
        let cited = resolve_in_text(text, citation, &entry.id);
        CitationResolution { document: Some(document), ..cited }
    }

    /// The document with an id.
    #[must_use]
    pub fn find_document(&self, id: &str) -> Option<EntryIndex> {
        self.ids
            .find_entry(id)
            .filter(|entry_index| self.entry_at(*entry_index).kind.is(BuiltinType::Document))
    }

    /// The entry that says something, by what `according_to` names.
    #[must_use]
    pub fn attributed_entry(&self, name: &CitationPart) -> Option<EntryIndex> {
        self.ids.find_entry(&name.text)
    }

    /// The path of a file that an entry names, which is relative to its own.
    #[must_use]
    pub fn resolve_relative_path(&self, entry: &Entry, name: &str) -> Option<String> {
        super::link_destination::join_path(entry.source_folder(), name)
    }

    /// Whether an entry has something to read: a body, or the text of a paper.
    #[must_use]
    pub fn has_readable_text(&self, entry_index: EntryIndex) -> bool {
        let entry = self.entry_at(entry_index);
        let has_words = |body: &crate::parse::MarkdownBody| !body.text().trim().is_empty();
        self.source_texts.contains_key(&entry.id)
            || entry.versions.iter().any(|version| has_words(&version.body))
    }

    /// Whether a text of the same name stands beside a file of the content folder.
    #[must_use]
    pub fn has_sibling_text(&self, path: &str) -> bool {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let endings = ["md", "html", "htm"];
        endings.iter().any(|ending| self.names.find_path(&format!("{stem}.{ending}")).is_some())
    }

    /// The locators that a document says carry no claim, each with where it says so.
    #[must_use]
    pub fn uncitable_locators<'e>(&self, document: &'e Entry) -> BTreeMap<&'e str, &'e Span> {
        let said = document.field_statements(builtin::document::NO_CLAIM).iter();
        said.filter_map(|statement| match &statement.value {
            FieldValue::Text(LocalizedText::Same(name)) => Some((&**name, &statement.span)),
            _ => None,
        })
        .collect()
    }

    fn unknown_document(&self, id: &str) -> DiagnosticKind {
        let miss = match self.ids.find_entry(id) {
            Some(_) => UnknownDocumentReason::NotADocument,
            None => UnknownDocumentReason::NotFound,
        };
        rules::UnknownDocument { id: id.to_owned(), reason: miss, suggestion: None }.into()
    }
}

fn unresolved(span: &Span, kind: impl Into<DiagnosticKind>) -> CitationResolution {
    CitationResolution {
        diagnostic: Some(Diagnostic::new(span.clone(), kind)),
        ..CitationResolution::default()
    }
}

/// Follows a citation into the text of its document.
fn resolve_in_text(text: &SourceText, citation: &Citation, document: &str) -> CitationResolution {
    let Some(locator) = &citation.locator else {
        return CitationResolution {
            verified: QuoteCheck::NoQuote,
            ..CitationResolution::default()
        };
    };
    let Some((first, last)) = citation.locator_range() else {
        let problem = CitationProblem::Locator(locator.text.to_string());
        return unresolved(&locator.span, rules::CitationSyntax { problem });
    };
    let unknown = |name: &str, place: Option<usize>| {
        let (locator, span) = (name.to_owned(), subspan(&locator.span, place, name));
        let document = document.to_owned();
        unresolved(&span, rules::UnknownLocator { locator, document, suggestion: None })
    };
    let written = locator.span.text();
    let Some(begin) = text.find_locator(first) else { return unknown(first, written.find(first)) };
    let Some(end) = text.find_locator(last) else { return unknown(last, written.rfind(last)) };
    if end < begin {
        let problem = CitationProblem::ReversedRange(locator.text.to_string());
        return unresolved(&locator.span, rules::CitationSyntax { problem });
    }
    if end - begin >= MAX_RANGE {
        // Each paragraph of a range is searched and lists what rests on it.
        let (what, limit, unit) = ("range", MAX_RANGE, "paragraphs");
        return unresolved(&locator.span, rules::TooLarge { what, limit, unit });
    }
    let paragraphs = Some(begin..end + 1);
    let Some(quote) = &citation.quote else {
        return CitationResolution {
            paragraphs,
            verified: QuoteCheck::NoQuote,
            ..CitationResolution::default()
        };
    };
    let words = text.joined_text(begin..end + 1);
    match find_quote_pieces(&words, &quote.text) {
        Some(pieces) => CitationResolution {
            paragraphs,
            pieces,
            verified: QuoteCheck::Verified,
            ..CitationResolution::default()
        },
        None => {
            let (quote_text, locator) = (quote.text.to_string(), locator.text.to_string());
            let kind = rules::QuoteNotFound {
                quote: quote_text,
                locator,
                nearest: NearestPassage::NotComputed,
            };
            let diagnostic = Some(Diagnostic::new(quote.span.clone(), kind));
            CitationResolution { paragraphs, diagnostic, ..CitationResolution::default() }
        }
    }
}

/// The place of words in a longer place.
fn subspan(span: &Span, at: Option<usize>, words: &str) -> Span {
    let Some(start) = at.map(|at| span.range().start + at) else { return span.clone() };
    Span::new(span.source(), start..start + words.len())
}

/// What a citation of a document that has a text lacks, for a claim that needs a source.
#[must_use]
pub fn missing_source_part(citation: &Citation) -> Option<MissingSourcePart> {
    match (&citation.locator, &citation.quote) {
        (None, _) => Some(MissingSourcePart::Locator),
        (_, None) => Some(MissingSourcePart::Quote),
        _ => None,
    }
}

/// Where the pieces of a quote stand in words, in order. Each begins and ends at a word's border;
/// the earliest place for each leaves the most room for the next.
pub(super) fn find_quote_pieces(words: &str, quote: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in split_at_ellipses(quote) {
        let rest = words.get(from..)?;
        let range =
            rest.match_indices(&piece).map(|(at, _)| from + at..from + at + piece.len()).find(
                |range| is_word_boundary(words, range.start) && is_word_boundary(words, range.end),
            )?;
        from = range.end;
        found.push(range);
    }
    (!found.is_empty()).then_some(found)
}

/// Whether no word goes on across a place.
fn is_word_boundary(words: &str, at: usize) -> bool {
    let before = words.get(..at).and_then(|words| words.chars().next_back());
    let after = words.get(at..).and_then(|words| words.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::find_quote_pieces;

    #[test]
    fn a_quote_stands_at_borders_of_words_and_in_order() {
        let words = "Regionala rådet, med länsstyrelsen som ordförande, har ansvaret.";
        let has = |quote| find_quote_pieces(words, quote).is_some();
        assert!(has("med länsstyrelsen som ordförande"));
        assert!(has("Regionala rådet … ordförande, har ansvaret."));
        assert!(has("Regionala …"));
        assert!(!has("ed länsstyrelsen"));
        assert!(!has("länsstyrelse"));
        assert!(!has("ansvaret … Regionala"));
        assert!(!has("med Länsstyrelsen"));
        assert!(!has("…"));
        assert!(!has("Regionala…ansvaret"), "a `…` in a word leaves nothing out");
        assert!(find_quote_pieces("vi väntar… länge", "väntar… länge").is_some());
    }

    #[test]
    fn a_word_that_stands_first_inside_another_is_found_later() {
        assert_eq!(find_quote_pieces("rådet råd", "råd").unwrap().first().unwrap().start, 7);
    }
}
