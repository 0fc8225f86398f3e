//! Versions of a paper: documents that replace each other, oldest first, and what differs between
//! their texts.
//!
//! Order: by date; a document without one, and dates that may be the same, are in the order of
//! `replaces`. Documents that replace each other in a circle have no order unless they have dates.

use super::citation_fate::VersionTexts;
use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::later_search::SupersededDocument;
use super::redline::TextAlignment;
use super::relations::relation_pointers;
use super::replacements::{is_replacement_field, is_version_evidence};
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use super::source_text::SourceText;
use crate::schema::{BuiltinType, EntryId, FieldValue, PartialDate, UncertainDate, builtin};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How many versions of one paper are looked at.
pub(super) const MAX_VERSIONS: usize = 500;

/// Of so many versions each is compared with each. Of more, each is compared with the next one,
/// with the newest, and with the newest on the date of the run.
const MAX_COMPARED_ALL: usize = 8;

/// Two texts, of which the newer one is a later version, and what differs between them.
#[derive(Debug)]
pub struct VersionPair {
    /// The older text.
    pub older: Arc<SourceText>,
    /// The newer text.
    pub newer: Arc<SourceText>,
    /// Which of their paragraphs belong together.
    pub alignment: TextAlignment,
}

/// The versions of all documents that have some.
#[derive(Debug, Default)]
pub(super) struct DocumentVersions {
    /// By document: all versions of the same paper with a page, oldest first.
    chains: BTreeMap<EntryIndex, Vec<EntryIndex>>,
    /// By the older and the newer document.
    pairs: BTreeMap<(EntryIndex, EntryIndex), Arc<VersionPair>>,
}

/// Which documents replace which.
#[derive(Default)]
struct ReplacementGraph {
    /// By document: those that it replaces.
    older: BTreeMap<EntryIndex, BTreeSet<EntryIndex>>,
    /// By document: those that replace it.
    newer: BTreeMap<EntryIndex, BTreeSet<EntryIndex>>,
}

/// The first and the last day that the date of a document can be.
#[derive(Clone, Copy)]
struct DateSpan {
    first: PartialDate,
    last: PartialDate,
}

impl DateSpan {
    /// Returns the span of a document's date. `None` means that one of its ends is not known.
    fn of_document(document: &Entry) -> Option<Self> {
        let date = document_date(document)?;
        Some(Self { first: date.first_day()?, last: date.last_day()? })
    }
}

impl DocumentVersions {
    /// Returns the versions of the previous site, if no text has changed, and no document has
    /// another date or replaces another one.
    pub(super) fn unchanged(
        lookup: SiteLookup<'_>,
        changes: Option<&ContentChanges<'_>>,
    ) -> Option<Arc<Self>> {
        let changes = changes.filter(|changes| changes.changed_texts.is_empty())?;
        let is_same = changes.all(lookup.entries, |pair| {
            !pair.new.entry_type.is(BuiltinType::Document)
                || document_date(pair.old) == document_date(pair.new)
                    && replaced_documents(lookup, pair.old) == replaced_documents(lookup, pair.new)
        });
        is_same.then(|| Arc::clone(&changes.entries.previous.versions))
    }

    /// Finds the versions of all documents. Texts that have been compared for the previous site are
    /// not compared again.
    pub(super) fn new(lookup: SiteLookup<'_>, previous: Option<&Site>) -> Self {
        let graph = ReplacementGraph::new(lookup);
        let documents: BTreeSet<EntryIndex> =
            graph.older.keys().chain(graph.newer.keys()).copied().collect();
        let chains = documents.iter().map(|document| (*document, graph.chain(lookup, *document)));
        let chains: BTreeMap<EntryIndex, Vec<EntryIndex>> =
            chains.filter(|(_, chain)| chain.len() > 1).collect();
        let text_of = |document: &EntryIndex| {
            let entry = lookup.entry(*document)?;
            lookup.source_texts.get(&entry.id)
        };
        let mut wanted: BTreeSet<(EntryIndex, EntryIndex)> = BTreeSet::new();
        for (document, chain) in &chains {
            let with_text: Vec<EntryIndex> =
                chain.iter().copied().filter(|it| text_of(it).is_some()).collect();
            let Some(place) = with_text.iter().position(|it| it == document) else { continue };
            let later = with_text.get(place + 1..).unwrap_or_default();
            let all = if with_text.len() <= MAX_COMPARED_ALL { later } else { &[] };
            let newest = later.iter().rfind(|it| has_come(lookup, **it));
            for newer in later.first().into_iter().chain(newest).chain(later.last()).chain(all) {
                wanted.insert((*document, *newer));
            }
        }
        let mut known: HashMap<[*const SourceText; 2], &Arc<VersionPair>> = HashMap::new();
        for pair in previous.into_iter().flat_map(|site| site.versions.pairs.values()) {
            known.insert([&pair.older, &pair.newer].map(Arc::as_ptr), pair);
        }
        let mut new_pairs = Vec::new();
        let mut pairs = BTreeMap::new();
        for (older, newer) in wanted {
            let (Some(older_text), Some(newer_text)) = (text_of(&older), text_of(&newer)) else {
                continue;
            };
            match known.get(&[older_text, newer_text].map(Arc::as_ptr)) {
                Some(pair) => {
                    pairs.insert((older, newer), Arc::clone(pair));
                }
                None => new_pairs.push(((older, newer), older_text, newer_text)),
            }
        }
        let compared = new_pairs.into_par_iter().map(|(key, older, newer)| {
            let alignment = TextAlignment::new(older, newer);
            let (older, newer) = (Arc::clone(older), Arc::clone(newer));
            (key, Arc::new(VersionPair { older, newer, alignment }))
        });
        pairs.extend(compared.collect::<Vec<_>>());
        Self { chains, pairs }
    }

    /// Returns the versions of a paper, oldest first. Empty if there is no other version.
    pub(super) fn chain(&self, document: EntryIndex) -> &[EntryIndex] {
        self.chains.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Returns the newest version of a paper that has a text, as of the date of the run. `None`
    /// means that the document is the newest.
    fn newest_version(&self, lookup: SiteLookup<'_>, document: EntryIndex) -> Option<EntryIndex> {
        self.later_texts(lookup, document).last()
    }

    /// Returns the versions of a paper after a document that have a text, oldest first. What is
    /// later than the date that the run asks for does not exist yet.
    pub(super) fn later_texts<'s>(
        &'s self,
        lookup: SiteLookup<'s>,
        document: EntryIndex,
    ) -> impl Iterator<Item = EntryIndex> + use<'s> {
        let chain = self.chain(document).iter().copied();
        let later = chain.skip_while(move |it| *it != document).skip(1);
        let has_text = move |version: &EntryIndex| {
            lookup.entry(*version).is_some_and(|it| lookup.source_texts.contains_key(&it.id))
        };
        later.filter(move |version| has_text(version) && has_come(lookup, *version))
    }

    /// Returns a document beside a later version. `None` means that they are not compared.
    pub(super) fn superseded_document<'s>(
        &'s self,
        lookup: SiteLookup<'s>,
        document: EntryIndex,
        newer: EntryIndex,
    ) -> Option<SupersededDocument<'s>> {
        let pair = self.pairs.get(&(document, newer))?;
        Some(SupersededDocument { document, newer, newer_id: &lookup.entry(newer)?.id, pair })
    }

    /// Returns a document beside its newest version. `None` means that it has none with a text, or
    /// no text.
    pub(super) fn newest_pair<'s>(
        &'s self,
        lookup: SiteLookup<'s>,
        document: EntryIndex,
    ) -> Option<SupersededDocument<'s>> {
        let newest = self.newest_version(lookup, document)?;
        self.superseded_document(lookup, document, newest)
    }

    /// Returns all documents that have a newer version with a text.
    pub(super) fn superseded_documents(&self, lookup: SiteLookup<'_>) -> BTreeSet<EntryIndex> {
        let documents = self.chains.keys().copied();
        documents.filter(|document| self.newest_pair(lookup, *document).is_some()).collect()
    }

    /// Returns the whole texts of all versions of some documents.
    pub(super) fn whole_texts<'a>(
        &self,
        lookup: SiteLookup<'a>,
        documents: impl Iterator<Item = EntryIndex>,
    ) -> VersionTexts<'a> {
        let versions: BTreeSet<EntryIndex> =
            documents.flat_map(|document| self.chain(document).iter().copied()).collect();
        let texts = versions.into_par_iter().filter_map(|version| {
            let text = lookup.source_texts.get(&lookup.entry(version)?.id)?;
            Some((version, text.cited_text(0..text.paragraphs.len()).with_word_index()))
        });
        texts.collect::<Vec<_>>().into_iter().collect()
    }

    /// Returns whether the versions of a paper, and their texts, are those of the previous site.
    pub(super) fn has_same_texts(
        &self,
        lookup: SiteLookup<'_>,
        document: EntryIndex,
        previous: &Site,
    ) -> bool {
        let text = |texts: &BTreeMap<EntryId, Arc<SourceText>>, version: &EntryIndex| {
            let entry = lookup.entry(*version)?;
            texts.get(&entry.id).map(Arc::as_ptr)
        };
        let chain = self.chain(document);
        chain == previous.versions.chain(document)
            && chain.iter().all(|version| {
                text(lookup.source_texts, version) == text(&previous.source_texts, version)
            })
    }

    /// Returns the older versions that a document has a comparison with, in entry order.
    pub(super) fn compared_with(
        &self,
        newer: EntryIndex,
    ) -> impl Iterator<Item = EntryIndex> + use<'_> {
        let keys = self.chains.get(&newer).into_iter().flatten();
        let mut older: Vec<EntryIndex> =
            keys.copied().filter(|older| self.pairs.contains_key(&(*older, newer))).collect();
        older.sort_unstable();
        older.into_iter()
    }

    /// Returns the documents whose comparisons differ from those of another site with the same
    /// entries.
    pub(super) fn changed_since(&self, previous: &Self) -> Vec<EntryIndex> {
        let (old, new): (BTreeSet<_>, BTreeSet<_>) =
            (previous.pairs.keys().collect(), self.pairs.keys().collect());
        let mut newer: Vec<EntryIndex> =
            old.symmetric_difference(&new).map(|(_, newer)| *newer).collect();
        newer.dedup();
        newer
    }
}

impl ReplacementGraph {
    fn new(lookup: SiteLookup<'_>) -> Self {
        let mut graph = Self::default();
        for (index, entry) in lookup.entries.iter().enumerate() {
            let document = EntryIndex(index);
            if !entry.entry_type.is(BuiltinType::Document) || !lookup.is_published(document) {
                continue;
            }
            for replaced in replaced_documents(lookup, entry) {
                if replaced != document {
                    graph.older.entry(document).or_default().insert(replaced);
                    graph.newer.entry(replaced).or_default().insert(document);
                }
            }
        }
        graph
    }

    /// Returns a document with all that it replaces and that replace it, directly or not.
    fn chain(&self, lookup: SiteLookup<'_>, document: EntryIndex) -> Vec<EntryIndex> {
        let older = reachable(&self.older, document);
        let newer = reachable(&self.newer, document);
        let all: BTreeSet<EntryIndex> = older.union(&newer).copied().chain([document]).collect();
        let mut chain = self.replacement_order(all);
        sort_by_date(lookup, &mut chain);
        // In a circle without dates nothing is newer than anything else.
        let is_circle = |it: &EntryIndex| older.contains(it) && newer.contains(it);
        if is_circle(&document) {
            let date = |it: EntryIndex| lookup.entry(it).and_then(DateSpan::of_document);
            let own_date = date(document);
            let differs = |it: &EntryIndex| match (own_date, date(*it)) {
                (Some(left), Some(right)) => left.last < right.first || right.last < left.first,
                _ => false,
            };
            chain.retain(|it| *it == document || !is_circle(it) || differs(it));
        }
        chain
    }

    /// Returns documents with those that others replace before them; what cannot be ordered is
    /// last, in entry order.
    fn replacement_order(&self, mut remaining: BTreeSet<EntryIndex>) -> Vec<EntryIndex> {
        let mut ordered = Vec::with_capacity(remaining.len());
        let mut n_older: BTreeMap<EntryIndex, usize> = BTreeMap::new();
        for document in &remaining {
            let older = self.older.get(document).into_iter().flatten();
            n_older.insert(*document, older.filter(|it| remaining.contains(it)).count());
        }
        let is_first = |(document, n): (&EntryIndex, &usize)| (*n == 0).then_some(*document);
        let mut ready: BTreeSet<EntryIndex> = n_older.iter().filter_map(is_first).collect();
        while let Some(document) = ready.pop_first() {
            remaining.remove(&document);
            ordered.push(document);
            for newer in self.newer.get(&document).into_iter().flatten() {
                if let Some(n) = n_older.get_mut(newer).filter(|_| remaining.contains(newer)) {
                    *n -= 1;
                    if *n == 0 {
                        ready.insert(*newer);
                    }
                }
            }
        }
        ordered.extend(remaining);
        ordered
    }
}

/// Returns what can be reached from a document, without the document itself unless there is a
/// circle.
fn reachable(
    edges: &BTreeMap<EntryIndex, BTreeSet<EntryIndex>>,
    document: EntryIndex,
) -> BTreeSet<EntryIndex> {
    let mut reached = BTreeSet::new();
    let mut pending = vec![document];
    while let (Some(next), true) = (pending.pop(), reached.len() < MAX_VERSIONS) {
        let targets = edges.get(&next).into_iter().flatten();
        pending.extend(targets.copied().filter(|target| reached.insert(*target)));
    }
    reached
}

/// Moves each document before those that are certainly of a later date.
fn sort_by_date(lookup: SiteLookup<'_>, chain: &mut [EntryIndex]) {
    let date = |document: EntryIndex| lookup.entry(document).and_then(DateSpan::of_document);
    let mut dated: Vec<(usize, EntryIndex, DateSpan)> = Vec::new();
    for (place, document) in chain.iter().enumerate() {
        let Some(span) = date(*document) else { continue };
        // A date that may be the same keeps the order of `replaces`.
        let n_before = dated.iter().rposition(|(_, _, before)| before.first <= span.last);
        let at = n_before.map_or(0, |index| index + 1);
        dated.insert(at, (place, *document, span));
    }
    let mut places: Vec<usize> = dated.iter().map(|(place, ..)| *place).collect();
    places.sort_unstable();
    for (place, (_, document, _)) in places.into_iter().zip(dated) {
        if let Some(slot) = chain.get_mut(place) {
            *slot = document;
        }
    }
}

/// Returns the documents that an entry replaces, as far as it is more than a plan or a proposal.
fn replaced_documents(lookup: SiteLookup<'_>, entry: &Entry) -> Vec<EntryIndex> {
    let pointers = relation_pointers(entry).into_iter();
    let pointers = pointers.filter(|it| is_replacement_field(&entry.entry_type, &it.name));
    let pointers = pointers.filter(|it| is_version_evidence(it.statement.evidence_status()));
    let documents = pointers.filter_map(|it| lookup.find_document(it.id));
    documents.filter(|document| lookup.is_published(*document)).collect()
}

/// Returns when a document was written, as it says itself. `None` means that it does not.
fn document_date(document: &Entry) -> Option<&UncertainDate> {
    let mut statements = document.field_statements(builtin::document::DATE).iter();
    statements.find_map(|statement| match &statement.value {
        FieldValue::Date(date) => Some(date),
        _ => None,
    })
}

/// Returns whether a document can have existed on the date that the run asks for. Without such a
/// date, or without one of its own, it has.
///
/// The date in `site.yaml` does not count: a new paper has to be reported as soon as it is in the
/// folder, before the editors move that date.
fn has_come(lookup: SiteLookup<'_>, document: EntryIndex) -> bool {
    let date = lookup.entry(document).and_then(document_date);
    match (lookup.settings.as_of, date.and_then(UncertainDate::first_day)) {
        (Some(as_of), Some(first_day)) => first_day <= as_of.last_day(),
        (None, _) | (_, None) => true,
    }
}

impl Site {
    /// Returns whether any paper has several versions with a text.
    #[must_use]
    pub fn has_document_versions(&self) -> bool {
        !self.versions.pairs.is_empty()
    }

    /// Returns the versions of a paper, oldest first, with the document itself. Empty if there is
    /// no other version.
    #[must_use]
    pub fn document_versions(&self, document: EntryIndex) -> &[EntryIndex] {
        self.versions.chain(document)
    }

    /// Returns the versions of a paper that are later than a document, oldest first, with those
    /// that have no text or are later than the date of the run.
    #[must_use]
    pub fn later_versions(&self, document: EntryIndex) -> &[EntryIndex] {
        let chain = self.document_versions(document);
        let place = chain.iter().position(|it| *it == document);
        place.and_then(|place| chain.get(place + 1..)).unwrap_or_default()
    }

    /// Returns the first document of a paper with more versions than are looked at, and how many
    /// those are.
    #[must_use]
    pub fn document_with_too_many_versions(&self) -> Option<(EntryIndex, usize)> {
        let mut chains = self.versions.chains.iter();
        let (document, _) = chains.find(|(_, chain)| chain.len() > MAX_VERSIONS)?;
        Some((*document, MAX_VERSIONS))
    }

    /// Returns whether a document can have existed on the date that the run asks for.
    #[must_use]
    pub fn has_come(&self, document: EntryIndex) -> bool {
        has_come(self.lookup(), document)
    }

    /// Returns the newest version of a paper that has a text, as of the date of the run. `None`
    /// means that the document is the newest.
    #[must_use]
    pub fn newest_version(&self, document: EntryIndex) -> Option<EntryIndex> {
        self.versions.newest_version(self.lookup(), document)
    }

    /// Returns what differs between two versions. `None` means that they have no page that says so.
    #[must_use]
    pub fn version_pair(&self, older: EntryIndex, newer: EntryIndex) -> Option<&Arc<VersionPair>> {
        self.versions.pairs.get(&(older, newer))
    }

    /// Returns when a document was written, as it says itself: exactly, to a month or a year, or
    /// within limits. `None` means that it has no date.
    #[must_use]
    pub fn document_date(&self, document: EntryIndex) -> Option<&UncertainDate> {
        document_date(self.entry_at(document))
    }
}
