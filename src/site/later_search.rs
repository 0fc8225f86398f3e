//! Searches the words of a citation in a later version of their paper.

use super::document_versions::VersionPair;
use super::entry::EntryIndex;
use super::quotes::{CitedText, all_matches};
use super::ready_citation::ReadyCitation;
use super::redline::PassageAlignment;
use super::source_text::SourceText;
use crate::schema::EntryId;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How many places of a quote in a later text are looked at.
const MAX_PLACES: usize = 50;
/// Into how many paragraphs more a paragraph can have been split.
const MAX_SPLIT_PARAGRAPHS: usize = 3;
/// A quote of fewer words can be in another paragraph by chance.
const MIN_TELLING_WORDS: usize = 4;

/// The words of a citation, and where they are in one version of a paper.
#[derive(Clone)]
pub(super) struct CitedWords<'a> {
    /// The cited paragraphs of that version.
    pub(super) paragraphs: Range<usize>,
    /// From the first to the last word of the quote, in the joined text of these paragraphs. `None`
    /// means that the citation has no quote.
    pub(super) range: Option<Range<usize>>,
    /// The quote, or the whole text of the paragraphs.
    pub(super) words: &'a str,
    /// The locator of the paragraphs, as written or as their marks say.
    pub(super) locator: Option<String>,
}

/// The words of a citation, and a later version in which they are searched.
pub(super) struct LaterSearch<'s, 'w, 'a> {
    pub(super) cited: &'s CitedWords<'w>,
    pub(super) superseded: SupersededDocument<'a>,
    /// The whole text of the later version.
    pub(super) newer_text: &'s CitedText<'a>,
}

/// A document beside a later version of it.
#[derive(Clone, Copy)]
pub(super) struct SupersededDocument<'a> {
    pub(super) document: EntryIndex,
    /// The later version.
    pub(super) newer: EntryIndex,
    pub(super) newer_id: &'a EntryId,
    pub(super) pair: &'a Arc<VersionPair>,
}

/// Paragraphs of two versions that have been compared word by word. Many citations are of the same
/// ones.
#[derive(Debug, Default)]
pub(super) struct ComparedPassages(BTreeMap<PassageKey, PassageAlignment>);

/// Paragraphs of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PassageKey {
    older: EntryIndex,
    newer: EntryIndex,
    /// The first and the last paragraph of the older version, and those of the newer one.
    paragraphs: [usize; 4],
}

/// Where words are in a later version: the paragraphs with them, or with other ones instead.
pub(super) enum FoundWords {
    Same(Range<usize>),
    Moved(Range<usize>),
    Changed(Range<usize>),
    Gone,
}

impl FoundWords {
    pub(super) fn paragraphs(&self) -> Option<&Range<usize>> {
        match self {
            Self::Same(paragraphs) | Self::Moved(paragraphs) | Self::Changed(paragraphs) => {
                Some(paragraphs)
            }
            Self::Gone => None,
        }
    }

    pub(super) fn has_words(&self) -> bool {
        match self {
            Self::Same(_) | Self::Moved(_) => true,
            Self::Changed(_) | Self::Gone => false,
        }
    }
}

impl<'w> LaterSearch<'_, 'w, '_> {
    pub(super) fn find(&self) -> FoundWords {
        if let Some(paragraphs) = self.same_place() {
            return FoundWords::Same(paragraphs);
        }
        let counterpart = self.counterpart();
        if let Some(paragraphs) = self.find_moved(counterpart.as_ref()) {
            return FoundWords::Moved(paragraphs);
        }
        counterpart.map_or(FoundWords::Gone, FoundWords::Changed)
    }

    /// Returns the locator of what was found. `None` means that it has no mark.
    pub(super) fn locator_of(&self, found: &FoundWords) -> Option<String> {
        let (newer, paragraphs) = (&self.superseded.pair.newer, found.paragraphs()?);
        newer.locator_of(paragraphs).or_else(|| mark(newer, paragraphs.start))
    }

    /// Returns a citation of what was found. `None` for words in the same place, and for those that
    /// cannot be quoted.
    pub(super) fn citation_of(
        &self,
        found: &FoundWords,
        passages: &mut ComparedPassages,
    ) -> Option<ReadyCitation> {
        match found {
            FoundWords::Same(_) | FoundWords::Gone => None,
            FoundWords::Moved(paragraphs) => self.cite_same_words(paragraphs),
            FoundWords::Changed(paragraphs) => self.cite_new_words(paragraphs, passages),
        }
    }

    /// Returns the words as they are cited in the later version, which has them.
    pub(super) fn cited_in_newer(&self, found: &FoundWords) -> Option<CitedWords<'w>> {
        let paragraphs = found.paragraphs()?.clone();
        let range = match &self.cited.range {
            None => None,
            Some(_) => {
                let cited = self.superseded.pair.newer.cited_text(paragraphs.clone());
                let pieces = all_matches(&cited, self.cited.words, 1).pop()?;
                Some(pieces.first()?.start..pieces.last()?.end)
            }
        };
        let locator = self.superseded.pair.newer.locator_of(&paragraphs);
        Some(CitedWords { paragraphs, range, words: self.cited.words, locator })
    }

    fn text_of_newer(&self, paragraphs: &Range<usize>) -> String {
        self.superseded.pair.newer.cited_text(paragraphs.clone()).text.into_owned()
    }

    /// Returns the paragraphs with the words among those that the locator names in the later text.
    fn same_place(&self) -> Option<Range<usize>> {
        let located = self.superseded.pair.newer.locate(self.cited.locator.as_deref()?).ok()?;
        if located.last < located.first {
            return None;
        }
        self.find_in(&(located.first..located.last + 1))
    }

    /// Returns those of some paragraphs of the later text that have the words.
    fn find_in(&self, paragraphs: &Range<usize>) -> Option<Range<usize>> {
        let cited = self.superseded.pair.newer.cited_text(paragraphs.clone());
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
            *paragraph < self.superseded.pair.newer.paragraphs.len()
                && self.superseded.pair.alignment.older_paragraph(*paragraph).is_none()
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
        let alignment = &self.superseded.pair.alignment;
        let versions = || self.cited_paragraphs().filter_map(|it| alignment.newer_paragraph(it));
        let (first, last) = (versions().min()?, versions().max()?);
        // Paragraphs that have been torn apart have no common next version.
        let is_close = last - first <= 2 * self.cited.paragraphs.len() + 1;
        Some(if is_close { first..last + 1 } else { first..first + 1 })
    }

    /// Returns the paragraphs that the quote is in.
    fn cited_paragraphs(&self) -> Range<usize> {
        let Some(range) = &self.cited.range else { return self.cited.paragraphs.clone() };
        let cited = self.superseded.pair.older.cited_text(self.cited.paragraphs.clone());
        let start = self.cited.paragraphs.start;
        let last = cited.paragraph_at(range.end.saturating_sub(1));
        start + cited.paragraph_at(range.start)..start + last + 1
    }

    /// Returns the paragraphs of the later text with the quote. A paragraph that had the same words
    /// before is not one of them.
    fn find_elsewhere(&self) -> Option<Range<usize>> {
        let (older, newer) = (&self.superseded.pair.older, &self.superseded.pair.newer);
        let all = self.newer_text;
        let places =
            all_matches(all, self.cited.words, MAX_PLACES).into_iter().filter_map(|pieces| {
                let (first, last) = (pieces.first()?, pieces.last()?);
                let end = all.paragraph_at(last.end.saturating_sub(1));
                Some(all.paragraph_at(first.start)..end + 1)
            });
        let had_words = |paragraph: usize| {
            let before = self.superseded.pair.alignment.older_paragraph(paragraph);
            before
                .filter(|before| !self.cited.paragraphs.contains(before))
                .is_some_and(|it| older.cited_text(it..it + 1).has_quote(self.cited.words))
        };
        let can_be_cited = |paragraphs: &Range<usize>| mark(newer, paragraphs.start).is_some();
        let mut places = places.filter(can_be_cited);
        places.find(|paragraphs| !had_words(paragraphs.start))
    }

    fn cite_same_words(&self, paragraphs: &Range<usize>) -> Option<ReadyCitation> {
        let newer = &self.superseded.pair.newer;
        if self.cited.range.is_none() {
            return newer.cite_paragraphs(self.superseded.newer_id, paragraphs.clone());
        }
        let cited = newer.cited_text(paragraphs.clone());
        let pieces = all_matches(&cited, self.cited.words, 1).pop()?;
        newer.cite_words(self.superseded.newer_id, paragraphs.clone(), &pieces)
    }

    fn passage_key(&self, paragraphs: &Range<usize>) -> PassageKey {
        let SupersededDocument { document: older, newer, .. } = self.superseded;
        let cited = &self.cited.paragraphs;
        let paragraphs = [cited.start, cited.end, paragraphs.start, paragraphs.end];
        PassageKey { older, newer, paragraphs }
    }

    /// Returns a citation of the words that have taken the place of the quote, or of whole
    /// paragraphs if none have.
    fn cite_new_words(
        &self,
        paragraphs: &Range<usize>,
        passages: &mut ComparedPassages,
    ) -> Option<ReadyCitation> {
        let newer = &self.superseded.pair.newer;
        let whole = || newer.cite_paragraphs(self.superseded.newer_id, paragraphs.clone());
        let Some(range) = &self.cited.range else { return whole() };
        let passage = passages.0.entry(self.passage_key(paragraphs)).or_insert_with(|| {
            let older_text = self.superseded.pair.older.cited_text(self.cited.paragraphs.clone());
            PassageAlignment::new(older_text.text.into_owned(), self.text_of_newer(paragraphs))
        });
        let Some(range) = passage.counterpart(range) else { return whole() };
        // Words of one paragraph get the mark of that one.
        let cited = newer.cited_text(paragraphs.clone());
        let first = cited.paragraph_at(range.start);
        let last = cited.paragraph_at(range.end.saturating_sub(1));
        let start = cited.paragraph_ranges().nth(first).map_or(0, |it| it.start);
        let exact = paragraphs.start + first..paragraphs.start + last + 1;
        let local = range.start - start..range.end - start;
        newer.cite_words(self.superseded.newer_id, exact, &[local]).or_else(whole)
    }
}

/// Returns the mark of a paragraph. `None` means that it cannot be cited.
fn mark(text: &SourceText, paragraph: usize) -> Option<String> {
    let paragraph = text.paragraphs.get(paragraph).filter(|it| !it.anchor.is_empty())?;
    Some(paragraph.locator.clone())
}
