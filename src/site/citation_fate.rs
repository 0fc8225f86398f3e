//! What has become of the words of a citation in the later versions of their paper: where they are
//! in the newest one, and which version was the first without them.

use super::document_versions::DocumentVersions;
use super::entry::{Entry, EntryIndex};
use super::later_search::{CitedWords, ComparedPassages, FoundWords, LaterSearch};
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
    /// The newest version of the paper, as of the date of the run.
    pub newest: EntryIndex,
    /// What has become of the words.
    pub wording: WordingFate,
}

/// Where the words of a citation are in the newest version of their paper, or what it has instead.
/// Locators are of paragraphs of that version: `P2`, `P2-P3`. `None` means that they have no mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingFate {
    /// In the same place.
    Same {
        /// The paragraphs.
        locator: Option<String>,
        /// The first version in between that does not have the words. `None` means that all do.
        gap: Option<VersionWording>,
    },
    /// In other paragraphs.
    Moved {
        /// The paragraphs.
        locator: Option<String>,
        /// A citation of the same words there. `None` means that they cannot be quoted.
        citation: Option<ReadyCitation>,
        /// The first version in between that does not have the words. `None` means that all do.
        gap: Option<VersionWording>,
    },
    /// Nowhere, but their paragraphs have other words instead.
    Changed {
        /// The paragraphs.
        locator: Option<String>,
        /// A citation of the other words. `None` means that they cannot be quoted.
        citation: Option<ReadyCitation>,
        /// The version with which the wording ended.
        end: VersionWording,
    },
    /// Nowhere, and their paragraphs are gone.
    Gone {
        /// The version with which the wording ended.
        end: VersionWording,
    },
}

/// A version of a paper that does not have the words of a citation of an older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionWording {
    /// The document.
    pub version: EntryIndex,
    /// The words that it has instead. `None` means that it has none, or that they cannot be quoted.
    pub citation: Option<ReadyCitation>,
}

impl WordingFate {
    /// Returns the word for it in HTML and JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Same { .. } => "same",
            Self::Moved { .. } => "moved",
            Self::Changed { .. } => "changed",
            Self::Gone { .. } => "gone",
        }
    }

    /// Returns the paragraphs of the newest version that have the words, or other ones instead.
    #[must_use]
    pub fn locator(&self) -> Option<&str> {
        match self {
            Self::Same { locator, .. }
            | Self::Moved { locator, .. }
            | Self::Changed { locator, .. } => locator.as_deref(),
            Self::Gone { .. } => None,
        }
    }

    /// Returns a citation of these paragraphs, if it differs from the one of the older version.
    #[must_use]
    pub fn citation(&self) -> Option<&ReadyCitation> {
        match self {
            Self::Moved { citation, .. } | Self::Changed { citation, .. } => citation.as_ref(),
            Self::Same { .. } | Self::Gone { .. } => None,
        }
    }

    /// Returns the version with which the wording ended. `None` means that the newest version has
    /// the words.
    #[must_use]
    pub fn end(&self) -> Option<&VersionWording> {
        match self {
            Self::Changed { end, .. } | Self::Gone { end } => Some(end),
            Self::Same { .. } | Self::Moved { .. } => None,
        }
    }

    /// Returns the first later version without the words, which the newest one can have again.
    #[must_use]
    pub fn first_without(&self) -> Option<&VersionWording> {
        match self {
            Self::Same { gap, .. } | Self::Moved { gap, .. } => gap.as_ref(),
            Self::Changed { end, .. } | Self::Gone { end } => Some(end),
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
        let first_without = self.first_version_without(document, &cited);
        // The newest version is the end if no comparison of two versions in between says more.
        let end = |first: Option<VersionWording>, citation: &Option<ReadyCitation>| {
            first.unwrap_or_else(|| VersionWording { version: newest, citation: citation.clone() })
        };
        let wording = match found {
            FoundWords::Same(_) => WordingFate::Same { locator, gap: first_without },
            FoundWords::Moved(_) => WordingFate::Moved { locator, citation, gap: first_without },
            FoundWords::Changed(_) => {
                let end = end(first_without, &citation);
                WordingFate::Changed { locator, citation, end }
            }
            FoundWords::Gone => WordingFate::Gone { end: end(first_without, &None) },
        };
        Some(CitationFate { document, newest, wording })
    }

    /// Returns the first version later than a document, and not later than the newest one, that
    /// does not have the words any more.
    fn first_version_without(
        &mut self,
        document: EntryIndex,
        cited: &CitedWords<'_>,
    ) -> Option<VersionWording> {
        let (mut current, mut cited) = (document, cited.clone());
        for version in self.versions.later_texts(self.lookup, document) {
            let newer_text = self.texts.get(&version)?;
            let superseded = self.versions.superseded_document(self.lookup, current, version)?;
            let search = LaterSearch { cited: &cited, superseded, newer_text };
            let found = search.find();
            if !found.has_words() {
                let citation = search.citation_of(&found, &mut self.passages);
                return Some(VersionWording { version, citation });
            }
            cited = search.cited_in_newer(&found)?;
            current = version;
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
