//! Resolves a citation to its document and paragraphs, and checks its quote.
//!
//! [`Site::resolve_citation`] is a pure look-up. The checks and the page both ask it, so that they
//! agree. The nearest passage to a missing quote is computed for reports only.

pub use super::citation_fate::{CitationFate, VersionWording, WordingFate};
use super::entry::{Entry, EntryIndex};
pub use super::outdated_statement::{CitedStatement, ends_with_wording, own_period};
pub use super::quotes::{
    CitedText, QuotedSentence, sentence_ends, unambiguous_extensions, with_spaced_ellipses,
};
use super::quotes::{
    MAX_ELLIPSES, QuoteMatch, TooFarApart, ellipsis_span, match_quote, misleading_parts,
};
pub use super::ready_citation::{CitationSearch, ReadyCitation};
use super::replaced_citation::replacement_text;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use super::source_text::{LocatedParagraphs, LocatorProblem, SourceText};
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{
    CitationProblem, Diagnostic, DiagnosticKind, MissingSourcePart, NearestPassage, Span,
    UnknownDocumentReason, rules,
};
use crate::parse::{Citation, CitationPart, LooseCitation};
use crate::schema::BuiltinType;
use std::ops::Range;

/// The maximum number of paragraphs in one citation.
const MAX_RANGE: usize = 200;

/// The result of looking up a citation.
#[derive(Clone, Debug)]
pub struct CitationResolution {
    /// The document. `None` means that there is none, or that it is not published.
    pub document: Option<EntryIndex>,
    /// What was found in its text.
    pub outcome: CitationOutcome,
}

/// What was found of a citation in the text of its document. Paragraphs are indexes in that text.
#[derive(Clone, Debug)]
pub enum CitationOutcome {
    /// The site does not have the text of the document, so nothing was compared.
    NoText,
    /// The citation has no quote. `None` means that it names no paragraph either.
    NoQuote(Option<Range<usize>>),
    /// The quote is in the text.
    Verified {
        /// The paragraphs that the citation names.
        paragraphs: Range<usize>,
        /// The ranges of the pieces of the quote in the joined text of the paragraphs.
        pieces: Vec<Range<usize>>,
    },
    /// The document, the paragraph or the quote does not exist.
    Failed {
        /// The paragraphs that the citation names. `None` means that they do not exist.
        paragraphs: Option<Range<usize>>,
        /// What is wrong with the citation.
        diagnostic: Box<Diagnostic>,
    },
}

/// The result of comparing a quote with the text of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteCheck {
    /// The quote occurs in the text.
    Verified,
    /// The site does not have the text of the document, so nothing was compared.
    NoText,
    /// The site has the text, but the citation has no quote.
    NoQuote,
    /// The document, the paragraph or the quote does not exist.
    NotFound,
}

impl CitationResolution {
    /// Returns the indexes of the paragraphs in the text of the document. `None` means that the
    /// citation names none that exist.
    #[must_use]
    pub fn paragraphs(&self) -> Option<&Range<usize>> {
        self.outcome.paragraphs()
    }

    /// Returns the ranges of the pieces of the quote in the joined text of the paragraphs. Empty if
    /// the quote was not found.
    #[must_use]
    pub fn pieces(&self) -> &[Range<usize>] {
        match &self.outcome {
            CitationOutcome::Verified { pieces, .. } => pieces,
            CitationOutcome::NoText
            | CitationOutcome::NoQuote(_)
            | CitationOutcome::Failed { .. } => &[],
        }
    }

    /// Returns the result of the quote check.
    #[must_use]
    pub fn quote_check(&self) -> QuoteCheck {
        self.outcome.quote_check()
    }

    /// Returns what is wrong with the citation.
    #[must_use]
    pub fn diagnostic(&self) -> Option<&Diagnostic> {
        match &self.outcome {
            CitationOutcome::Failed { diagnostic, .. } => Some(diagnostic),
            CitationOutcome::NoText
            | CitationOutcome::NoQuote(_)
            | CitationOutcome::Verified { .. } => None,
        }
    }
}

impl CitationOutcome {
    fn paragraphs(&self) -> Option<&Range<usize>> {
        match self {
            Self::NoText => None,
            Self::NoQuote(paragraphs) | Self::Failed { paragraphs, .. } => paragraphs.as_ref(),
            Self::Verified { paragraphs, .. } => Some(paragraphs),
        }
    }

    fn quote_check(&self) -> QuoteCheck {
        match self {
            Self::NoText => QuoteCheck::NoText,
            Self::NoQuote(_) => QuoteCheck::NoQuote,
            Self::Verified { .. } => QuoteCheck::Verified,
            Self::Failed { .. } => QuoteCheck::NotFound,
        }
    }
}

impl QuoteCheck {
    /// Returns the word for it in HTML and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::NoText => "external",
            Self::NoQuote => "unquoted",
            Self::NotFound => "missing",
        }
    }
}

impl Site {
    /// Resolves a citation in an entry.
    #[must_use]
    pub fn resolve_citation(&self, citation: &Citation, from: &Entry) -> CitationResolution {
        self.lookup().resolve_citation(citation, from)
    }

    /// Returns what can mislead in the quote of a resolved citation. Empty for one that was not
    /// found.
    #[must_use]
    pub fn misleading_parts(
        &self,
        citation: &Citation,
        resolution: &CitationResolution,
    ) -> Vec<Diagnostic> {
        self.lookup().misleading_parts(citation, resolution)
    }

    /// Returns the document with an id.
    #[must_use]
    pub fn find_document(&self, id: &str) -> Option<EntryIndex> {
        self.lookup().find_document(id)
    }

    /// Returns the entry that `according_to` names.
    #[must_use]
    pub fn attributed_entry(&self, name: &CitationPart) -> Option<EntryIndex> {
        self.names.ids.find_entry(&name.text)
    }
}

impl SiteLookup<'_> {
    /// Resolves a citation in an entry.
    pub(super) fn resolve_citation(self, citation: &Citation, from: &Entry) -> CitationResolution {
        let document = self.find_document(&citation.document.text);
        let Some((document, entry)) = document.and_then(|it| Some((it, self.entry(it)?))) else {
            let kind = self.unknown_document(&citation.document.text);
            let outcome = unresolved(&citation.document.span, kind);
            return CitationResolution { document: None, outcome };
        };
        if let Some(reason) = self.unpublished_target(from, entry) {
            let (id, reason) = (entry.id.to_string(), UnknownDocumentReason::KeptBack(reason));
            let kind = rules::UnknownDocument { id, reason, suggestion: None };
            let outcome = unresolved(&citation.document.span, kind);
            return CitationResolution { document: None, outcome };
        }
        let outcome = match self.source_texts.get(&entry.id) {
            Some(text) => resolve_in_text(text, citation, &entry.id),
            None => CitationOutcome::NoText,
        };
        CitationResolution { document: Some(document), outcome }
    }

    /// Compares the quote of a citation on a published page with the text of its document.
    pub(super) fn check_quote(self, citation: &Citation) -> QuoteCheck {
        let document = self.find_document(&citation.document.text);
        let document = document.filter(|document| self.is_published(*document));
        let Some(entry) = document.and_then(|document| self.entry(document)) else {
            return QuoteCheck::NotFound;
        };
        match self.source_texts.get(&entry.id) {
            Some(text) => resolve_in_text(text, citation, &entry.id).quote_check(),
            None => QuoteCheck::NoText,
        }
    }

    /// Returns what can mislead in the quote of a resolved citation.
    pub(super) fn misleading_parts(
        self,
        citation: &Citation,
        resolution: &CitationResolution,
    ) -> Vec<Diagnostic> {
        let cited_text = || {
            let document = self.entry(resolution.document?)?;
            let text = self.source_texts.get(&document.id)?;
            Some(text.cited_text(resolution.paragraphs()?.clone()))
        };
        match cited_text() {
            Some(cited) if resolution.quote_check() == QuoteCheck::Verified => {
                let mut diagnostics = misleading_parts(&cited, citation, resolution.pieces());
                for diagnostic in &mut diagnostics {
                    if let DiagnosticKind::ClippedNegation(clipped) = &mut diagnostic.kind {
                        clipped.whole = self.whole_citation(citation, resolution);
                    }
                }
                diagnostics
            }
            _ => Vec::new(),
        }
    }

    /// Returns a citation with the words that its quote lacks, as it can be written at its place.
    fn whole_citation(
        self,
        citation: &Citation,
        resolution: &CitationResolution,
    ) -> Option<rules::WholeCitation> {
        let document = self.entry(resolution.document?)?;
        let text = self.source_texts.get(&document.id)?;
        let paragraphs = resolution.paragraphs()?.clone();
        let ready = text.cite_words(&document.id, paragraphs, resolution.pieces())?;
        let (old, new) = (citation.span.text(), replacement_text(citation, &ready)?);
        (old != new).then(|| rules::WholeCitation { old: old.to_owned(), new })
    }

    /// Returns the document with an id.
    pub(super) fn find_document(self, id: &str) -> Option<EntryIndex> {
        let entry_index = self.names.ids.find_entry(id)?;
        self.entry(entry_index).filter(|entry| entry.entry_type.is(BuiltinType::Document))?;
        Some(entry_index)
    }

    /// Returns whether a citation is one of pakt. In a folder without `site.yaml` it is if it names
    /// a document that has a text.
    pub(super) fn reads_citation(self, citation: &Citation) -> bool {
        self.config.declared.is_some()
            || self.find_document(&citation.document.text).is_some_and(|document| {
                self.entry(document).is_some_and(|it| self.source_texts.contains_key(&it.id))
            })
    }

    fn unknown_document(self, id: &str) -> DiagnosticKind {
        let reason = match self.names.ids.find_entry(id) {
            Some(_) => UnknownDocumentReason::NotADocument,
            None => UnknownDocumentReason::NotFound,
        };
        rules::UnknownDocument { id: id.to_owned(), reason, suggestion: None }.into()
    }
}

fn unresolved(span: &Span, kind: impl Into<DiagnosticKind>) -> CitationOutcome {
    let diagnostic = Box::new(Diagnostic::new(span.clone(), kind));
    CitationOutcome::Failed { paragraphs: None, diagnostic }
}

/// Resolves a citation in the text of its document.
pub(super) fn resolve_in_text(
    text: &SourceText,
    citation: &Citation,
    document: &str,
) -> CitationOutcome {
    let Some(locator) = &citation.locator else {
        return resolve_without_locator(text, citation, document);
    };
    let LocatedParagraphs { first: begin, last: end } = match text.locate(&locator.text) {
        Ok(located) => located,
        Err(LocatorProblem::NotALocator) => {
            return unresolved(&locator.span, wrong_locator(text, citation, locator));
        }
        // The first words are a mark, and those after it are a quote without quotation marks.
        Err(LocatorProblem::UnknownMark(_))
            if citation.quote.is_none() && unquoted_words(text, &locator.text).is_some() =>
        {
            return unresolved(&locator.span, wrong_locator(text, citation, locator));
        }
        Err(LocatorProblem::UnknownMark(mark)) => {
            let written = locator.span.text();
            let is_first = locator.text.starts_with(&mark);
            let offset = if is_first { written.find(&mark) } else { written.rfind(&mark) };
            let span = subspan(&locator.span, offset, &mark);
            return unresolved(
                &span,
                rules::UnknownLocator::new(text.first_mark(), Some(mark), document),
            );
        }
    };
    if end < begin {
        let problem = CitationProblem::ReversedRange(locator.text.to_string());
        return unresolved(&locator.span, rules::CitationSyntax { problem });
    }
    if end - begin >= MAX_RANGE {
        // Each paragraph of a range is searched and lists the entries that cite it.
        let (what, limit, unit) = (LimitedPart::Range, MAX_RANGE, LimitUnit::Paragraphs);
        return unresolved(&locator.span, rules::TooLarge { what, limit, unit });
    }
    let paragraphs = begin..end + 1;
    let Some(quote) = &citation.quote else {
        return CitationOutcome::NoQuote(Some(paragraphs));
    };
    let cited = text.cited_text(paragraphs.clone());
    let kind: DiagnosticKind = match match_quote(&cited, &quote.text) {
        QuoteMatch::Found(pieces) => return CitationOutcome::Verified { paragraphs, pieces },
        QuoteMatch::TooFarApart { n_pieces_before, reason } => {
            let problem = match reason {
                TooFarApart::Paragraphs => CitationProblem::JoinedParagraphs,
                TooFarApart::Sentences => CitationProblem::JoinedSentences,
            };
            let span = ellipsis_span(quote, n_pieces_before);
            let diagnostic = Diagnostic::new(span, rules::CitationSyntax { problem });
            return not_found(paragraphs, diagnostic);
        }
        QuoteMatch::TooManyEllipses => rules::TooLarge {
            what: LimitedPart::Quote,
            limit: MAX_ELLIPSES,
            unit: LimitUnit::Ellipses,
        }
        .into(),
        QuoteMatch::NotFound => rules::QuoteNotFound {
            quote: quote.text.to_string(),
            locator: locator.text.to_string(),
            nearest: missing_passage(&cited, &quote.text),
        }
        .into(),
    };
    not_found(paragraphs, Diagnostic::new(quote.span.clone(), kind))
}

/// Returns what is wrong with a locator that is not one, and how the citation should be written.
fn wrong_locator(
    text: &SourceText,
    citation: &Citation,
    locator: &CitationPart,
) -> rules::CitationSyntax {
    let loose = LooseCitation::parse(citation.span.text());
    let loose = loose.filter(|it| it.quote.is_some() && text.locate(&it.locator).is_ok());
    let unquoted = || {
        let (mark, words) = unquoted_words(text, &locator.text)?;
        let (document, locator) = (citation.document.text.to_string(), mark.to_owned());
        Some(LooseCitation { document, locator, quote: Some(words.to_owned()) })
    };
    let suggestion = loose.or_else(unquoted).map(|it| it.to_citation_text());
    let problem = CitationProblem::Locator { locator: locator.text.to_string(), suggestion };
    rules::CitationSyntax { problem }
}

/// Splits a locator that begins with a mark of the text into the mark and the words after it.
fn unquoted_words<'l>(text: &SourceText, locator: &'l str) -> Option<(&'l str, &'l str)> {
    let spaces = locator.match_indices(' ').map(|(offset, _)| offset);
    let splits = spaces.filter_map(|offset| locator.split_at_checked(offset));
    let mut splits = splits.filter(|(mark, _)| text.find_mark(mark).is_some());
    splits.next_back().map(|(mark, words)| (mark, words.trim()))
}

/// Resolves a citation that names no paragraph. Its quote would not be compared with anything.
fn resolve_without_locator(
    text: &SourceText,
    citation: &Citation,
    document: &str,
) -> CitationOutcome {
    if citation.quote.is_some() {
        let kind = rules::UnknownLocator::new(text.first_mark(), None, document);
        return unresolved(&citation.span, kind);
    }
    CitationOutcome::NoQuote(None)
}

fn not_found(paragraphs: Range<usize>, diagnostic: Diagnostic) -> CitationOutcome {
    CitationOutcome::Failed { paragraphs: Some(paragraphs), diagnostic: Box::new(diagnostic) }
}

/// Returns what is known of a missing quote without searching for a similar passage.
fn missing_passage(cited: &CitedText<'_>, quote: &str) -> NearestPassage {
    let respelled = with_spaced_ellipses(quote);
    let is_respelled = respelled != quote;
    match match_quote(cited, &respelled) {
        QuoteMatch::Found(_) | QuoteMatch::TooFarApart { .. } if is_respelled => {
            NearestPassage::EllipsisSpelling
        }
        _ => NearestPassage::NotComputed,
    }
}

/// Returns the part of a span with a text at an offset.
fn subspan(span: &Span, offset: Option<usize>, text: &str) -> Span {
    let Some(start) = offset.map(|offset| span.range().start + offset) else { return span.clone() };
    Span::new(span.source(), start..start + text.len())
}

/// Returns what a citation of a document with a text lacks as the source of a claim. A quote
/// without a locator is reported as such.
#[must_use]
pub fn missing_source_part(citation: &Citation) -> Option<MissingSourcePart> {
    match (&citation.locator, &citation.quote) {
        (None, None) => Some(MissingSourcePart::Locator),
        (Some(_), None) => Some(MissingSourcePart::Quote),
        (_, Some(_)) => None,
    }
}
