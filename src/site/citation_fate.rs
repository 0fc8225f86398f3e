//! What has become of the words of a citation in the newest version of their paper.

use super::document_versions::VersionPair;
use super::entry::{Entry, EntryIndex};
use super::quotes::all_matches;
use super::ready_citation::ReadyCitation;
use super::redline::counterpart_range;
use super::resolve_citation::CitationOutcome;
use super::snapshot::Site;
use super::source_text::SourceText;
use crate::parse::Citation;
use std::ops::Range;

/// How many places of a quote in the newest text are looked at.
const MAX_PLACES: usize = 50;
/// A quote of fewer words can be in another paragraph by chance.
const MIN_TELLING_WORDS: usize = 4;

/// What has become of the words of a citation whose paper has a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationFate {
    /// The cited document.
    pub document: EntryIndex,
    /// The newest version of the paper.
    pub newest: EntryIndex,
    /// Where the words are in it.
    pub kind: FateKind,
    /// The paragraph of the newest version that has the words, or other ones instead. `None` means
    /// that it is gone, or has no mark.
    pub locator: Option<String>,
    /// A citation of that paragraph, with the same words or with those that it has instead. `None`
    /// for words in the same place, and for those that cannot be quoted.
    pub citation: Option<ReadyCitation>,
}

/// Where the words of a citation are in the newest version of their paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FateKind {
    /// In the same place.
    Same,
    /// In another paragraph.
    Moved,
    /// Nowhere, but their paragraph has other words instead.
    Changed,
    /// Nowhere, and their paragraph is gone.
    Gone,
}

impl FateKind {
    /// Returns the word for it in HTML and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// The words of a citation and where they are in the cited text.
struct CitedWords<'a> {
    pair: &'a VersionPair,
    /// The cited paragraphs of the older text.
    paragraphs: Range<usize>,
    /// From the first to the last word of the quote, in the joined text of these paragraphs. `None`
    /// means that the citation has no quote.
    range: Option<Range<usize>>,
    /// The quote, or the whole text of the paragraphs.
    words: String,
    /// The locator as written.
    locator: &'a str,
    /// The id of the newest document.
    newest_id: &'a str,
}

impl Site {
    /// Returns what has become of the words of a citation in an entry. `None` means that their
    /// paper has no later version with a text, or that the citation names no paragraph that exists.
    #[must_use]
    pub fn citation_fate(&self, citation: &Citation, from: &Entry) -> Option<CitationFate> {
        let document = self.find_document(&citation.document.text)?;
        let newest = self.newest_version(document)?;
        let pair = self.version_pair(document, newest)?;
        let resolution = self.resolve_citation(citation, from);
        let (paragraphs, range) = match resolution.outcome {
            CitationOutcome::Verified { paragraphs, pieces } => {
                let range = pieces.first()?.start..pieces.last()?.end;
                (paragraphs, Some(range))
            }
            CitationOutcome::NoQuote(paragraphs) => (paragraphs?, None),
            CitationOutcome::NoText | CitationOutcome::Failed { .. } => return None,
        };
        let words = match &citation.quote {
            Some(quote) => quote.text.to_string(),
            None => pair.older.cited_text(paragraphs.clone()).text.into_owned(),
        };
        let locator = citation.locator.as_ref().map_or("", |locator| &locator.text);
        let newest_id = &self.entry_at(newest).id;
        let cited = CitedWords { pair, paragraphs, range, words, locator, newest_id };
        let (kind, locator, citation) = cited.find();
        Some(CitationFate { document, newest, kind, locator, citation })
    }

    /// Returns the version of a paper with which the wording of a citation began, and the one with
    /// which it ended. `None` instead of the latter means that no text says so.
    #[must_use]
    pub fn wording_versions(
        &self,
        document: EntryIndex,
        words: &str,
    ) -> (EntryIndex, Option<EntryIndex>) {
        let chain = self.document_versions(document);
        let place = chain.iter().position(|it| *it == document).unwrap_or(0);
        // A version without a text says nothing.
        let has_words = |version: &EntryIndex| {
            let text = self.source_texts.get(&self.entry_at(*version).id)?;
            Some(text.cited_text(0..text.paragraphs.len()).has_quote(words))
        };
        let mut first = document;
        for version in chain.iter().take(place).rev() {
            match has_words(version) {
                Some(true) => first = *version,
                Some(false) => break,
                None => {}
            }
        }
        let mut later = chain.iter().skip(place + 1);
        (first, later.find(|version| has_words(version) == Some(false)).copied())
    }
}

/// What has become of the words, the paragraph, and a citation of it.
type FoundFate = (FateKind, Option<String>, Option<ReadyCitation>);

impl CitedWords<'_> {
    fn find(&self) -> FoundFate {
        if self.is_in_same_place() {
            let first = self.pair.newer.locate(self.locator).ok().map(|located| located.first);
            return (FateKind::Same, first.and_then(|it| mark(&self.pair.newer, it)), None);
        }
        let counterpart = self.counterpart();
        let moved_to = match &self.range {
            Some(_) => self.find_quote(counterpart.as_ref()),
            None => counterpart.clone().filter(|it| self.newer_text(it) == self.words),
        };
        let newer = &self.pair.newer;
        if let Some(paragraphs) = moved_to {
            let citation = self.cite_same_words(&paragraphs);
            return (FateKind::Moved, mark(newer, paragraphs.start), citation);
        }
        let Some(paragraphs) = counterpart else { return (FateKind::Gone, None, None) };
        let citation = self.cite_new_words(&paragraphs);
        let locator = mark(newer, paragraphs.start);
        (FateKind::Changed, locator, citation)
    }

    fn newer_text(&self, paragraphs: &Range<usize>) -> String {
        self.pair.newer.cited_text(paragraphs.clone()).text.into_owned()
    }

    /// Returns whether the newest text has the words in the paragraphs that the locator names.
    fn is_in_same_place(&self) -> bool {
        let Ok(located) = self.pair.newer.locate(self.locator) else { return false };
        if located.last < located.first {
            return false;
        }
        let cited = self.pair.newer.cited_text(located.first..located.last + 1);
        match self.range {
            Some(_) => cited.has_quote(&self.words),
            None => cited.text == self.words,
        }
    }

    /// Returns the paragraphs of the newest text that are the next version of the cited ones: from
    /// the first to the last of them.
    fn counterpart(&self) -> Option<Range<usize>> {
        let alignment = &self.pair.alignment;
        let versions = || self.cited_paragraphs().filter_map(|it| alignment.newer_paragraph(it));
        let (first, last) = (versions().min()?, versions().max()?);
        // Paragraphs that have been torn apart have no common next version.
        let is_close = last - first <= 2 * self.paragraphs.len() + 1;
        Some(if is_close { first..last + 1 } else { first..first + 1 })
    }

    /// Returns the paragraphs that the quote is in.
    fn cited_paragraphs(&self) -> Range<usize> {
        let Some(range) = &self.range else { return self.paragraphs.clone() };
        let cited = self.pair.older.cited_text(self.paragraphs.clone());
        let start = self.paragraphs.start;
        let last = cited.paragraph_at(range.end.saturating_sub(1));
        start + cited.paragraph_at(range.start)..start + last + 1
    }

    /// Returns the paragraphs of the newest text that the quote has moved to. A paragraph that had
    /// the same words before is not one of them.
    fn find_quote(&self, counterpart: Option<&Range<usize>>) -> Option<Range<usize>> {
        let (older, newer) = (&self.pair.older, &self.pair.newer);
        if let Some(paragraphs) = counterpart {
            let cited = newer.cited_text(paragraphs.clone());
            if let Some(pieces) = all_matches(&cited, &self.words, 1).pop() {
                let (first, last) = (pieces.first()?, pieces.last()?);
                let start = paragraphs.start + cited.paragraph_at(first.start);
                let end = paragraphs.start + cited.paragraph_at(last.end.saturating_sub(1));
                return Some(start..end + 1);
            }
            if self.words.split_whitespace().count() < MIN_TELLING_WORDS {
                return None;
            }
        }
        let all = newer.cited_text(0..newer.paragraphs.len());
        let places = all_matches(&all, &self.words, MAX_PLACES).into_iter().filter_map(|pieces| {
            let (first, last) = (pieces.first()?, pieces.last()?);
            let end = all.paragraph_at(last.end.saturating_sub(1));
            Some(all.paragraph_at(first.start)..end + 1)
        });
        let had_words = |paragraph: usize| {
            let before = self.pair.alignment.older_paragraph(paragraph);
            before
                .filter(|before| !self.paragraphs.contains(before))
                .is_some_and(|before| older.cited_text(before..before + 1).has_quote(&self.words))
        };
        let can_be_cited = |paragraphs: &Range<usize>| mark(newer, paragraphs.start).is_some();
        let mut places = places.filter(can_be_cited);
        places.find(|paragraphs| !had_words(paragraphs.start))
    }

    fn cite_same_words(&self, paragraphs: &Range<usize>) -> Option<ReadyCitation> {
        let newer = &self.pair.newer;
        if self.range.is_none() {
            return newer.cite_paragraphs(self.newest_id, paragraphs.clone());
        }
        let cited = newer.cited_text(paragraphs.clone());
        let pieces = all_matches(&cited, &self.words, 1).pop()?;
        newer.cite_words(self.newest_id, paragraphs.clone(), &pieces)
    }

    /// Returns a citation of the words that have taken the place of the quote, or of whole
    /// paragraphs if none have.
    fn cite_new_words(&self, paragraphs: &Range<usize>) -> Option<ReadyCitation> {
        let newer = &self.pair.newer;
        let whole = || newer.cite_paragraphs(self.newest_id, paragraphs.clone());
        let Some(range) = &self.range else { return whole() };
        let older_text = self.pair.older.cited_text(self.paragraphs.clone()).text;
        let newer_text = self.newer_text(paragraphs);
        let Some(range) = counterpart_range(&older_text, &newer_text, range) else {
            return whole();
        };
        // Words of one paragraph get the mark of that one.
        let cited = newer.cited_text(paragraphs.clone());
        let first = cited.paragraph_at(range.start);
        let last = cited.paragraph_at(range.end.saturating_sub(1));
        let start = cited.paragraph_ranges().nth(first).map_or(0, |it| it.start);
        let exact = paragraphs.start + first..paragraphs.start + last + 1;
        let local = range.start - start..range.end - start;
        newer.cite_words(self.newest_id, exact, &[local]).or_else(whole)
    }
}

/// Returns the mark of a paragraph. `None` means that it cannot be cited.
fn mark(text: &SourceText, paragraph: usize) -> Option<String> {
    let paragraph = text.paragraphs.get(paragraph).filter(|it| !it.anchor.is_empty())?;
    Some(paragraph.locator.clone())
}
