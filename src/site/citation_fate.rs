//! What has become of the words of a citation in the later versions of their paper: where they are
//! in the newest one, and which version was the first without them.

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

/// How many places of a quote in a later text are looked at.
const MAX_PLACES: usize = 50;
/// Into how many paragraphs more a paragraph can have been split.
const MAX_SPLIT_PARAGRAPHS: usize = 3;
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

/// The words of a citation, and where they are in one version of a paper.
#[derive(Clone)]
struct CitedWords<'a> {
    /// The cited paragraphs of that version.
    paragraphs: Range<usize>,
    /// From the first to the last word of the quote, in the joined text of these paragraphs. `None`
    /// means that the citation has no quote.
    range: Option<Range<usize>>,
    /// The quote, or the whole text of the paragraphs.
    words: &'a str,
    /// The locator of the paragraphs, as written or as their marks say.
    locator: Option<String>,
}

/// The words of a citation, and a later version in which they are searched.
struct LaterSearch<'s, 'a> {
    cited: &'s CitedWords<'a>,
    pair: &'a VersionPair,
    /// The id of the later document.
    newer_id: &'a str,
}

/// Where words are in a later version.
struct FoundWords {
    kind: FateKind,
    /// The paragraphs with the words, or with other ones instead. `None` means that they are gone.
    paragraphs: Option<Range<usize>>,
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
        let locator = citation.locator.as_ref().map(|locator| locator.text.to_string());
        let cited = CitedWords { paragraphs, range, words: &words, locator };
        let search = LaterSearch { cited: &cited, pair, newer_id: &self.entry_at(newest).id };
        let found = search.find();
        let (locator, citation) = (search.locator_of(&found), search.citation_of(&found));
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
        &self,
        document: EntryIndex,
        newest: EntryIndex,
        cited: &CitedWords<'_>,
    ) -> Option<(EntryIndex, Option<ReadyCitation>)> {
        let chain = self.document_versions(document).iter().copied();
        let later = chain.skip_while(|it| *it != document).skip(1);
        let later = later.filter(|it| self.source_texts.contains_key(&self.entry_at(*it).id));
        let (mut current, mut cited) = (document, cited.clone());
        for version in later {
            let pair = self.version_pair(current, version)?;
            let search = LaterSearch { cited: &cited, pair, newer_id: &self.entry_at(version).id };
            let found = search.find();
            if matches!(found.kind, FateKind::Changed | FateKind::Gone) {
                return Some((version, search.citation_of(&found)));
            }
            cited = search.cited_in_newer(&found)?;
            current = version;
            if version == newest {
                break;
            }
        }
        None
    }

    /// Returns the version of a paper with which the wording of a citation began.
    #[must_use]
    pub fn first_version_with(&self, document: EntryIndex, words: &str) -> EntryIndex {
        let chain = self.document_versions(document);
        let place = chain.iter().position(|it| *it == document).unwrap_or(0);
        let mut first = document;
        for version in chain.iter().take(place).rev() {
            // A version without a text says nothing.
            let Some(text) = self.source_texts.get(&self.entry_at(*version).id) else { continue };
            if !text.cited_text(0..text.paragraphs.len()).has_quote(words) {
                break;
            }
            first = *version;
        }
        first
    }
}

impl<'a> LaterSearch<'_, 'a> {
    fn find(&self) -> FoundWords {
        if let Some(paragraphs) = self.same_place() {
            return FoundWords { kind: FateKind::Same, paragraphs: Some(paragraphs) };
        }
        let counterpart = self.counterpart();
        if let Some(paragraphs) = self.find_moved(counterpart.as_ref()) {
            return FoundWords { kind: FateKind::Moved, paragraphs: Some(paragraphs) };
        }
        let kind = if counterpart.is_some() { FateKind::Changed } else { FateKind::Gone };
        FoundWords { kind, paragraphs: counterpart }
    }

    /// Returns the locator of what was found. `None` means that it has no mark.
    fn locator_of(&self, found: &FoundWords) -> Option<String> {
        let (newer, paragraphs) = (&self.pair.newer, found.paragraphs.as_ref()?);
        newer.locator_of(paragraphs).or_else(|| mark(newer, paragraphs.start))
    }

    /// Returns a citation of what was found. `None` for words in the same place, and for those that
    /// cannot be quoted.
    fn citation_of(&self, found: &FoundWords) -> Option<ReadyCitation> {
        let paragraphs = found.paragraphs.as_ref()?;
        match found.kind {
            FateKind::Same | FateKind::Gone => None,
            FateKind::Moved => self.cite_same_words(paragraphs),
            FateKind::Changed => self.cite_new_words(paragraphs),
        }
    }

    /// Returns the words as they are cited in the later version, which has them.
    fn cited_in_newer(&self, found: &FoundWords) -> Option<CitedWords<'a>> {
        let paragraphs = found.paragraphs.clone()?;
        let range = match &self.cited.range {
            None => None,
            Some(_) => {
                let cited = self.pair.newer.cited_text(paragraphs.clone());
                let pieces = all_matches(&cited, self.cited.words, 1).pop()?;
                Some(pieces.first()?.start..pieces.last()?.end)
            }
        };
        let locator = self.pair.newer.locator_of(&paragraphs);
        Some(CitedWords { paragraphs, range, words: self.cited.words, locator })
    }

    fn newer_text(&self, paragraphs: &Range<usize>) -> String {
        self.pair.newer.cited_text(paragraphs.clone()).text.into_owned()
    }

    /// Returns the paragraphs with the words among those that the locator names in the later text.
    fn same_place(&self) -> Option<Range<usize>> {
        let located = self.pair.newer.locate(self.cited.locator.as_deref()?).ok()?;
        if located.last < located.first {
            return None;
        }
        self.find_in(&(located.first..located.last + 1))
    }

    /// Returns those of some paragraphs of the later text that have the words.
    fn find_in(&self, paragraphs: &Range<usize>) -> Option<Range<usize>> {
        let cited = self.pair.newer.cited_text(paragraphs.clone());
        if self.cited.range.is_none() {
            return (cited.text == self.cited.words).then(|| paragraphs.clone());
        }
        let pieces = all_matches(&cited, self.cited.words, 1).pop()?;
        let (first, last) = (pieces.first()?, pieces.last()?);
        let start = paragraphs.start + cited.paragraph_at(first.start);
        let end = paragraphs.start + cited.paragraph_at(last.end.saturating_sub(1));
        Some(start..end + 1)
    }

    /// Returns the paragraphs that the words have moved to, which can be several after a split.
    fn find_moved(&self, counterpart: Option<&Range<usize>>) -> Option<Range<usize>> {
        let Some(paragraphs) = counterpart else {
            return self.cited.range.as_ref().and_then(|_| self.find_elsewhere());
        };
        let is_added = |paragraph: &usize| {
            *paragraph < self.pair.newer.paragraphs.len()
                && self.pair.alignment.older_paragraph(*paragraph).is_none()
        };
        let after = paragraphs.end..paragraphs.end + MAX_SPLIT_PARAGRAPHS;
        let ends = after.take_while(is_added).map(|added| added + 1);
        let mut ends = [paragraphs.end].into_iter().chain(ends);
        let in_parts = ends.find_map(|end| self.find_in(&(paragraphs.start..end)));
        in_parts.or_else(|| {
            let is_telling = self.cited.words.split_whitespace().count() >= MIN_TELLING_WORDS;
            let is_quote = self.cited.range.is_some();
            if is_telling && is_quote { self.find_elsewhere() } else { None }
        })
    }

    /// Returns the paragraphs of the later text that are the next version of the cited ones: from
    /// the first to the last of them.
    fn counterpart(&self) -> Option<Range<usize>> {
        let alignment = &self.pair.alignment;
        let versions = || self.cited_paragraphs().filter_map(|it| alignment.newer_paragraph(it));
        let (first, last) = (versions().min()?, versions().max()?);
        // Paragraphs that have been torn apart have no common next version.
        let is_close = last - first <= 2 * self.cited.paragraphs.len() + 1;
        Some(if is_close { first..last + 1 } else { first..first + 1 })
    }

    /// Returns the paragraphs that the quote is in.
    fn cited_paragraphs(&self) -> Range<usize> {
        let Some(range) = &self.cited.range else { return self.cited.paragraphs.clone() };
        let cited = self.pair.older.cited_text(self.cited.paragraphs.clone());
        let start = self.cited.paragraphs.start;
        let last = cited.paragraph_at(range.end.saturating_sub(1));
        start + cited.paragraph_at(range.start)..start + last + 1
    }

    /// Returns the paragraphs of the later text with the quote. A paragraph that had the same words
    /// before is not one of them.
    fn find_elsewhere(&self) -> Option<Range<usize>> {
        let (older, newer) = (&self.pair.older, &self.pair.newer);
        let all = newer.cited_text(0..newer.paragraphs.len());
        let places =
            all_matches(&all, self.cited.words, MAX_PLACES).into_iter().filter_map(|pieces| {
                let (first, last) = (pieces.first()?, pieces.last()?);
                let end = all.paragraph_at(last.end.saturating_sub(1));
                Some(all.paragraph_at(first.start)..end + 1)
            });
        let had_words = |paragraph: usize| {
            let before = self.pair.alignment.older_paragraph(paragraph);
            before
                .filter(|before| !self.cited.paragraphs.contains(before))
                .is_some_and(|it| older.cited_text(it..it + 1).has_quote(self.cited.words))
        };
        let can_be_cited = |paragraphs: &Range<usize>| mark(newer, paragraphs.start).is_some();
        let mut places = places.filter(can_be_cited);
        places.find(|paragraphs| !had_words(paragraphs.start))
    }

    fn cite_same_words(&self, paragraphs: &Range<usize>) -> Option<ReadyCitation> {
        let newer = &self.pair.newer;
        if self.cited.range.is_none() {
            return newer.cite_paragraphs(self.newer_id, paragraphs.clone());
        }
        let cited = newer.cited_text(paragraphs.clone());
        let pieces = all_matches(&cited, self.cited.words, 1).pop()?;
        newer.cite_words(self.newer_id, paragraphs.clone(), &pieces)
    }

    /// Returns a citation of the words that have taken the place of the quote, or of whole
    /// paragraphs if none have.
    fn cite_new_words(&self, paragraphs: &Range<usize>) -> Option<ReadyCitation> {
        let newer = &self.pair.newer;
        let whole = || newer.cite_paragraphs(self.newer_id, paragraphs.clone());
        let Some(range) = &self.cited.range else { return whole() };
        let older_text = self.pair.older.cited_text(self.cited.paragraphs.clone()).text;
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
        newer.cite_words(self.newer_id, exact, &[local]).or_else(whole)
    }
}

/// Returns the mark of a paragraph. `None` means that it cannot be cited.
fn mark(text: &SourceText, paragraph: usize) -> Option<String> {
    let paragraph = text.paragraphs.get(paragraph).filter(|it| !it.anchor.is_empty())?;
    Some(paragraph.locator.clone())
}
