//! Reports text that looks like a citation of a document of the site, but is not written as one.

use crate::diagnostic::{CitationProblem, Diagnostic, rules};
use crate::parse::citation::normalize_mark;
use crate::parse::{LooseCitation, MarkdownBody};
use crate::schema::BuiltinType;
use crate::site::{Site, entry_citations};
use std::ops::Range;

/// The most words of a mark in a citation without a quote. More are a sentence in brackets.
const MAX_MARK_WORDS: usize = 3;

/// Finds citations in the wrong form.
pub(super) struct CitationLikeFinder<'s> {
    site: &'s Site,
    /// The titles of documents in small letters, and their ids.
    titles: Vec<(String, &'s str)>,
}

/// Returns `citation-syntax` for each of them.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let finder = CitationLikeFinder::new(site);
    let mut diagnostics = Vec::new();
    for entry in &*site.entries {
        let fields = entry_citations::localized_field_bodies(entry).map(|(_, body)| body);
        let versions = entry.versions.iter().map(|version| &version.body);
        for body in fields.chain(versions) {
            diagnostics.extend(finder.find(body).map(|(range, citation)| {
                let problem = CitationProblem::Form(format!("[@{citation}]"));
                Diagnostic::new(body.span(range), rules::CitationSyntax { problem })
            }));
        }
    }
    diagnostics
}

impl<'s> CitationLikeFinder<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let documents =
            site.entries.iter().filter(|entry| entry.entry_type.is(BuiltinType::Document));
        let titles = documents.flat_map(|entry| {
            entry.title.all_strings().map(|title| (title.to_lowercase(), &*entry.id))
        });
        Self { site, titles: titles.collect() }
    }

    /// Returns the ranges of a text that look like citations, and each as it should be written.
    pub(super) fn find<'b>(
        &'b self,
        body: &'b MarkdownBody,
    ) -> impl Iterator<Item = (&'b Range<usize>, String)> {
        let ranges = body.outline.citation_like.iter().filter(|_| !self.titles.is_empty());
        ranges.filter_map(|range| {
            let text = body.text().get(range.clone())?;
            Some((range, self.parse(text)?))
        })
    }

    /// Returns a text as a citation of the site is written. `None` means that it is not one.
    pub(super) fn parse(&self, text: &str) -> Option<String> {
        let citation = LooseCitation::parse(text).filter(|it| self.is_citation(it));
        let citation = citation
            .or_else(|| self.parse_with_title(text))
            .or_else(|| self.parse_after_word(text))?;
        Some(citation.to_citation_text())
    }

    /// Reads a citation with a quote after a word such as "see".
    fn parse_after_word(&self, text: &str) -> Option<LooseCitation> {
        let (_, after) = text.split_once(' ')?;
        let citation = LooseCitation::parse(after.trim_end_matches([']', ')', '}']))?;
        (citation.quote.is_some() && self.is_citation(&citation)).then_some(citation)
    }

    /// Reads a text that names a document by its title, with a quote.
    fn parse_with_title(&self, text: &str) -> Option<LooseCitation> {
        let text = text.trim_start_matches(['[', '(', '{', '@', ' ']);
        let citations = self.titles.iter().filter_map(|(title, id)| {
            let (start, rest) = text.split_at_checked(title.len())?;
            let rest = rest.trim_end_matches([']', ')', '}']);
            let citation = LooseCitation::with_document(id, rest)?;
            let is_citation = start.to_lowercase() == *title && citation.quote.is_some();
            (is_citation && self.is_citation(&citation)).then_some(citation)
        });
        citations.max_by_key(|citation| citation.document.len())
    }

    /// Returns whether the document exists, and a quote or what can be a mark follows.
    fn is_citation(&self, citation: &LooseCitation) -> bool {
        self.site.find_document(&citation.document).is_some()
            && (citation.quote.is_some()
                || normalize_mark(&citation.locator)
                    .is_some_and(|mark| mark.split(' ').count() <= MAX_MARK_WORDS))
    }
}
