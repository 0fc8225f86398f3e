//! What has become of the words of a citation in the later versions of their paper: where they are
//! in the newest one, and which version was the first without them.

use super::document_versions::DocumentVersions;
use super::entry::{Entry, EntryIndex};
use super::later_search::{CitedWords, ComparedPassages, LaterSearch};
use super::quotes::CitedText;
use super::ready_citation::ReadyCitation;
use super::resolve_citation::{CitationOutcome, resolve_in_text};
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::parse::Citation;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What has become of the words of a citation whose paper has a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationFate {
    /// The cited document.
    pub document: EntryIndex,
    /// The newest version of the paper.
    pub newest: EntryIndex,
    /// Where the words are in it.
    pub kind: FateKind,
    /// The paragraphs of the newest version that have the words, or other ones instead: `P2`,
    /// `P2-P3`. `None` means that they are gone, or have no mark.
    pub locator: Option<String>,
    /// A citation of these paragraphs, with the same words or with those that they have instead.
    /// `None` for words in the same place, and for those that cannot be quoted.
    pub citation: Option<ReadyCitation>,
    /// The first later version without the words. The newest one can have them again. `None` means
    /// that all later versions have them.
    pub ended_by: Option<EntryIndex>,
    /// The words that `ended_by` has instead. `None` means that it has none, or that they cannot be
    /// quoted.
    pub ended_citation: Option<ReadyCitation>,
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

/// The whole texts of versions, by document, in which many quotes are searched.
pub(super) type VersionTexts<'a> = BTreeMap<EntryIndex, CitedText<'a>>;

/// Finds the fates of any number of citations.
pub(super) struct FateFinder<'a> {
    pub(super) lookup: SiteLookup<'a>,
    pub(super) versions: &'a DocumentVersions,
    /// The texts of all versions of the cited documents.
    pub(super) texts: &'a VersionTexts<'a>,
    /// The paragraphs that have been compared word by word.
    pub(super) passages: ComparedPassages,
}

impl Site {
    /// Returns what has become of the words of a citation in an entry. `None` means that their
    /// paper has no later version with a text, or that the citation names no paragraph that exists.
    #[must_use]
    pub fn citation_fate(&self, citation: &Citation, from: &Entry) -> Option<CitationFate> {
        let document = self.find_document(&citation.document.text)?;
        self.versions.newest_pair(self.lookup(), document)?;
        if self.lookup().unpublished_target(from, self.entry_at(document)).is_some() {
            return None;
        }
        if let Some(known) = self.fates.find(document, citation) {
            return known.cloned();
        }
        let texts = self.versions.whole_texts(self.lookup(), [document].into_iter());
        FateFinder::new(self.lookup(), &self.versions, &texts).find(document, citation)
    }

    /// Returns the version of a paper with which the wording of a citation began.
    #[must_use]
    pub fn first_version_with(&self, document: EntryIndex, words: &str) -> EntryIndex {
        self.fates.find_first_version(document, words).unwrap_or_else(|| {
            let texts = self.versions.whole_texts(self.lookup(), [document].into_iter());
            let finder = FateFinder::new(self.lookup(), &self.versions, &texts);
            finder.first_version_with(document, words)
        })
    }
}

impl<'a> FateFinder<'a> {
    pub(super) fn new(
        lookup: SiteLookup<'a>,
        versions: &'a DocumentVersions,
        texts: &'a VersionTexts<'a>,
    ) -> Self {
        Self { lookup, versions, texts, passages: ComparedPassages::default() }
    }

    /// Returns what has become of the words of a citation of a document. `None` means that it has
    /// no later version with a text, or that the citation names no paragraph that exists.
    pub(super) fn find(
        &mut self,
        document: EntryIndex,
        citation: &Citation,
    ) -> Option<CitationFate> {
        let superseded = self.versions.newest_pair(self.lookup, document)?;
        let (newest, older_text) = (superseded.newer, &superseded.pair.older);
        let id = &self.lookup.entry(document)?.id;
        let (paragraphs, range) = match resolve_in_text(older_text, citation, id) {
            CitationOutcome::Verified { paragraphs, pieces } => {
                let range = pieces.first()?.start..pieces.last()?.end;
                (paragraphs, Some(range))
            }
            CitationOutcome::NoQuote(paragraphs) => (paragraphs?, None),
            CitationOutcome::NoText | CitationOutcome::Failed { .. } => return None,
        };
        let words = match &citation.quote {
            Some(quote) => Cow::Borrowed(&*quote.text),
            None => older_text.cited_text(paragraphs.clone()).text,
        };
        let locator = citation.locator.as_ref().map(|locator| locator.text.to_string());
        let cited = CitedWords { paragraphs, range, words: &words, locator };
        let newer_text = self.texts.get(&newest)?;
        let search = LaterSearch { cited: &cited, superseded, newer_text };
        let found = search.find();
        let locator = search.locator_of(&found);
        let citation = search.citation_of(&found, &mut self.passages);
        let kind = found.kind;
        let fate = CitationFate {
            document,
            newest,
            kind,
            locator,
            citation,
            ended_by: None,
            ended_citation: None,
        };
        Some(match self.wording_end(document, newest, &cited) {
            Some((ended_by, ended_citation)) => {
                CitationFate { ended_by: Some(ended_by), ended_citation, ..fate }
            }
            None => {
                let is_ended = matches!(kind, FateKind::Changed | FateKind::Gone);
                let ended_by = is_ended.then_some(newest);
                CitationFate { ended_citation: fate.citation.clone(), ended_by, ..fate }
            }
        })
    }

    /// Returns the first version later than a document, and not later than another one, that does
    /// not have the words any more, and the words that it has instead.
    fn wording_end(
        &mut self,
        document: EntryIndex,
        newest: EntryIndex,
        cited: &CitedWords<'_>,
    ) -> Option<(EntryIndex, Option<ReadyCitation>)> {
        let chain = self.versions.chain(document).iter().copied();
        let later = chain.skip_while(|it| *it != document).skip(1);
        let (mut current, mut cited) = (document, cited.clone());
        for version in later {
            // A version without a text says nothing.
            let Some(newer_text) = self.texts.get(&version) else { continue };
            let superseded = self.versions.superseded_document(self.lookup, current, version)?;
            let search = LaterSearch { cited: &cited, superseded, newer_text };
            let found = search.find();
            if matches!(found.kind, FateKind::Changed | FateKind::Gone) {
                return Some((version, search.citation_of(&found, &mut self.passages)));
            }
            cited = search.cited_in_newer(&found)?;
            current = version;
            if version == newest {
                break;
            }
        }
        None
    }

    /// Returns the version of a paper with which a wording of a document began.
    pub(super) fn first_version_with(&self, document: EntryIndex, words: &str) -> EntryIndex {
        let chain = self.versions.chain(document);
        let place = chain.iter().position(|it| *it == document).unwrap_or(0);
        let mut first = document;
        for version in chain.iter().take(place).rev() {
            // A version without a text says nothing.
            let Some(text) = self.texts.get(version) else { continue };
            if !text.has_quote(words) {
                break;
            }
            first = *version;
        }
        first
    }
}
