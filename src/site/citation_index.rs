//! Resolves each entry's citations and indexes, per paragraph of a document, which entries cite it.

use super::document_texts::ChangedText;
use super::embed_graph::{EmbedGraph, FieldKey};
use super::entry::{Entry, EntryIndex};
use super::entry_citations::{CitationPlace, entry_bodies, entry_citations};
use super::resolve_citation::CitationOutcome;
use super::site_lookup::SiteLookup;
use super::site_names::NamedChanges;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::Citation;
use crate::schema::{EntryId, FieldValue, LocalizedText, builtin};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// An entry that cites a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitingEntry {
    /// The entry.
    pub entry: EntryIndex,
    /// Where in the entry the citations are. Sorted, without duplicates.
    pub citation_places: Vec<CitationPlace>,
}

/// The citations of one entry. They depend on the entry and on the documents that it cites.
#[derive(Debug, Default)]
pub(super) struct EntryCitations {
    pub(super) cited: Vec<ResolvedCitation>,
    /// The citations with a wrong quote, which has no pieces.
    pub(super) misquoted: Vec<ResolvedCitation>,
    /// The ids that are cited, whether they exist or not. Sorted, without duplicates.
    document_ids: Vec<EntryId>,
    diagnostics: Vec<Diagnostic>,
}

/// A citation of paragraphs that exist.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResolvedCitation {
    pub(super) document: EntryId,
    /// The indexes of the paragraphs in the text.
    pub(super) paragraphs: Range<usize>,
    /// The pieces of the quote in the joined text of the paragraphs.
    pieces: Vec<Range<usize>>,
    pub(super) citation_place: CitationPlace,
    /// Its number among the citations of the entry.
    pub(super) citation_index: usize,
}

/// A citation that an entry shows: its own, or one of a field that its text embeds.
#[derive(Clone, Copy)]
struct EntryCitation<'a> {
    entry_index: EntryIndex,
    /// Where in this entry.
    citation_place: &'a CitationPlace,
    citation: &'a ResolvedCitation,
}

/// The entries that cite one paragraph.
#[derive(Clone, Debug, Default)]
pub struct ParagraphUsage {
    /// By entry, in order.
    pub citing_entries: Vec<CitingEntry>,
    /// The ranges of the text that are quoted. In order, without overlaps.
    pub quote_ranges: Vec<Range<usize>>,
}

/// The usage of each paragraph of the cited documents, parallel to the paragraphs of the text.
pub(super) type DocumentUsage = BTreeMap<EntryIndex, Arc<Vec<ParagraphUsage>>>;

/// The citations of all entries, and the usage of all paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct CitationGraph {
    /// For each declared entry. In a folder without `site.yaml`, only citations of documents with
    /// a text.
    pub(super) by_entry: Vec<Arc<EntryCitations>>,
    pub(super) usage: DocumentUsage,
}

impl CitationGraph {
    /// Resolves the citations of all entries. After an edit only those of changed entries, and of
    /// entries that cite a changed text, are resolved again. The second value has the documents
    /// whose usage has changed; it is only meaningful if there is a previous site.
    pub(super) fn new(
        lookup: SiteLookup<'_>,
        n_declared: usize,
        embeds: &EmbedGraph,
        changes: Option<&NamedChanges<'_>>,
    ) -> (Self, Vec<EntryIndex>) {
        let resolve = |entry_index| {
            let entry = lookup.entry(entry_index);
            Arc::new(entry.map(|it| EntryCitations::resolve(lookup, it)).unwrap_or_default())
        };
        let Some(changes) = changes.map(|changes| &changes.content) else {
            let all = (0..n_declared).into_par_iter();
            let by_entry: Vec<_> = all.map(|index| resolve(EntryIndex(index))).collect();
            let usage = document_usage(lookup, &by_entry, embeds, None);
            return (Self { by_entry, usage }, Vec::new());
        };
        let mut graph = changes.entries.previous.citations.clone();
        let changed: HashSet<EntryIndex> = changes.entries.changed.iter().copied().collect();
        let mut changed_documents: BTreeSet<EntryId> = BTreeSet::new();
        let mut affected: Vec<EntryIndex> = Vec::new();
        for (index, citations) in graph.by_entry.iter().enumerate() {
            let entry_index = EntryIndex(index);
            let cited = changes.changed_texts.iter().filter(|(id, it)| citations.cites(id, it));
            let cited: Vec<&EntryId> = cited.map(|(id, _)| id).collect();
            if changed.contains(&entry_index) || !cited.is_empty() {
                affected.push(entry_index);
            }
            changed_documents.extend(cited.into_iter().cloned());
        }
        let has_other_marks = changes.changed_texts.iter().filter(|(_, it)| !it.has_same_marks());
        changed_documents.extend(has_other_marks.map(|(id, _)| id.clone()));
        let resolved: Vec<Arc<EntryCitations>> =
            affected.par_iter().map(|entry_index| resolve(*entry_index)).collect();
        for (entry_index, citations) in affected.into_iter().zip(resolved) {
            let Some(slot) = graph.by_entry.get_mut(entry_index.0) else { continue };
            let old = std::mem::replace(slot, citations);
            if old.cited != slot.cited && lookup.is_published(entry_index) {
                let cited = old.cited.iter().chain(&slot.cited);
                changed_documents.extend(cited.map(|citation| citation.document.clone()));
            }
        }
        let previous = changes.entries.previous;
        for entry_index in embeds.differences(&previous.embeds) {
            let old = shown_citations(&previous.citations.by_entry, &previous.embeds, entry_index);
            let new = shown_citations(&graph.by_entry, embeds, entry_index);
            let shown = old.chain(new).map(|(_, citation)| citation.document.clone());
            changed_documents.extend(shown);
        }
        let documents: HashSet<EntryIndex> =
            changed_documents.iter().filter_map(|id| lookup.find_document(id)).collect();
        graph.usage.retain(|document, _| !documents.contains(document));
        graph.usage.extend(document_usage(lookup, &graph.by_entry, embeds, Some(&documents)));
        let mut documents: Vec<EntryIndex> = documents.into_iter().collect();
        documents.sort_unstable();
        (graph, documents)
    }
}

/// Returns the usage of all documents, or of some.
fn document_usage(
    lookup: SiteLookup<'_>,
    by_entry: &[Arc<EntryCitations>],
    embeds: &EmbedGraph,
    documents: Option<&HashSet<EntryIndex>>,
) -> DocumentUsage {
    let mut usage: BTreeMap<EntryIndex, Vec<ParagraphUsage>> = BTreeMap::new();
    if documents.is_some_and(HashSet::is_empty) {
        return DocumentUsage::new();
    }
    for (index, citations) in by_entry.iter().enumerate() {
        let entry_index = EntryIndex(index);
        if !lookup.is_published(entry_index) {
            continue;
        }
        let direct = citations.cited.iter().map(|citation| (citation, &citation.citation_place));
        let embedded = shown_citations(by_entry, embeds, entry_index);
        let embedded = embedded.map(|(_, citation)| (citation, &CitationPlace::Embed));
        for (citation, citation_place) in direct.chain(embedded) {
            let citation = EntryCitation { entry_index, citation_place, citation };
            let document_id = &citation.citation.document;
            let Some(document) = lookup.find_document(document_id) else { continue };
            let Some(text) = lookup.source_texts.get(document_id) else { continue };
            if documents.is_none_or(|documents| documents.contains(&document)) {
                let n_paragraphs = text.paragraphs.len();
                let paragraphs = usage
                    .entry(document)
                    .or_insert_with(|| vec![ParagraphUsage::default(); n_paragraphs]);
                let cited = citation.citation.paragraphs.clone();
                let texts = text.paragraphs.get(cited.clone()).unwrap_or_default().iter();
                let lengths = texts.map(|paragraph| paragraph.text.len());
                let cited = paragraphs.get_mut(cited).unwrap_or_default().iter_mut();
                add_citation(citation, cited.zip(lengths));
            }
        }
    }
    for paragraph in usage.values_mut().flatten() {
        for citing in &mut paragraph.citing_entries {
            citing.citation_places.sort();
            citing.citation_places.dedup();
        }
        merge_ranges(&mut paragraph.quote_ranges);
    }
    usage.into_iter().map(|(document, paragraphs)| (document, Arc::new(paragraphs))).collect()
}

/// Returns the citations of the fields of other entries that the texts of an entry show, each with
/// its field.
pub(super) fn shown_citations<'a>(
    by_entry: &'a [Arc<EntryCitations>],
    embeds: &'a EmbedGraph,
    entry_index: EntryIndex,
) -> impl Iterator<Item = (&'a FieldKey, &'a ResolvedCitation)> {
    embeds.shown_fields(entry_index).flat_map(|shown| {
        let (shown_entry, shown_field) = shown;
        let cited = by_entry.get(shown_entry.0).map_or(&[][..], |citations| &citations.cited);
        let of_field = cited.iter().filter(move |it| it.citation_place.is_in_field(shown_field));
        of_field.map(move |citation| (shown, citation))
    })
}

/// Adds a citation to the paragraphs that it cites. Each comes with the length of its text.
fn add_citation<'u>(
    entry_citation: EntryCitation<'_>,
    paragraphs: impl Iterator<Item = (&'u mut ParagraphUsage, usize)>,
) {
    let EntryCitation { entry_index, citation_place, citation } = entry_citation;
    let mut start = 0;
    for (paragraph, length) in paragraphs {
        match paragraph.citing_entries.last_mut().filter(|last| last.entry == entry_index) {
            Some(last) => last.citation_places.push(citation_place.clone()),
            None => {
                let citation_places = vec![citation_place.clone()];
                paragraph.citing_entries.push(CitingEntry { entry: entry_index, citation_places });
            }
        }
        // Offsets are counted in the joined text, with one space between two paragraphs.
        for piece in &citation.pieces {
            let range = piece.start.max(start)..piece.end.min(start + length);
            if range.start < range.end {
                paragraph.quote_ranges.push(range.start - start..range.end - start);
            }
        }
        start += length + 1;
    }
}

/// Sorts ranges and merges those that touch.
fn merge_ranges(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, earlier| {
        let touches = later.start <= earlier.end;
        if touches {
            earlier.end = earlier.end.max(later.end);
        }
        touches
    });
}

impl EntryCitations {
    /// Returns the ids that are cited, whether they exist or not, each once.
    pub(super) fn document_ids(&self) -> impl Iterator<Item = &EntryId> {
        self.document_ids.iter()
    }

    /// Resolves all citations of an entry.
    fn resolve(lookup: SiteLookup<'_>, entry: &Entry) -> Self {
        let mut citations = Self::default();
        // In a plain folder, `[@name]` is usually the syntax of another program.
        let is_site = lookup.config.declared.is_some();
        for body in entry_bodies(entry).filter(|_| is_site) {
            citations.diagnostics.extend(body.diagnostics.iter().cloned());
        }
        for (citation_index, (citation_place, citation)) in entry_citations(entry).enumerate() {
            citations.document_ids.push((&*citation.document.text).into());
            if !lookup.reads_citation(citation) {
                continue;
            }
            let resolution = lookup.resolve_citation(citation, entry);
            citations.diagnostics.extend(lookup.misleading_parts(citation, &resolution));
            citations.diagnostics.extend(resolution.diagnostic().cloned());
            let document = resolution.document.and_then(|document| lookup.entry(document));
            let Some(document) = document.map(|document| document.id.clone()) else { continue };
            let (list, paragraphs, pieces) = match resolution.outcome {
                CitationOutcome::Verified { paragraphs, pieces } => {
                    (&mut citations.cited, paragraphs, pieces)
                }
                CitationOutcome::NoQuote(Some(paragraphs)) => {
                    (&mut citations.cited, paragraphs, Vec::new())
                }
                // A citation that is not found does not count as usage.
                CitationOutcome::Failed { paragraphs: Some(paragraphs), .. } => {
                    (&mut citations.misquoted, paragraphs, Vec::new())
                }
                CitationOutcome::Failed { paragraphs: None, .. }
                | CitationOutcome::NoQuote(None)
                | CitationOutcome::NoText => continue,
            };
            list.push(ResolvedCitation {
                document,
                paragraphs,
                pieces,
                citation_place,
                citation_index,
            });
        }
        citations.document_ids.sort_unstable();
        citations.document_ids.dedup();
        citations
    }

    /// Returns whether a citation of a document may have another result after a change of its text.
    fn cites(&self, document: &EntryId, changed_text: &ChangedText) -> bool {
        if self.document_ids.binary_search(document).is_err() {
            return false;
        }
        let mut cited = self.cited.iter().chain(&self.misquoted);
        !changed_text.has_same_marks()
            || cited.any(|it| it.document == *document && changed_text.affects(&it.paragraphs))
    }

    /// Returns the diagnostics of the texts and citations.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl Site {
    /// Returns the locators that a document marks as having no claim, each with the span of the
    /// mark.
    #[must_use]
    pub fn uncitable_locators<'e>(&self, document: &'e Entry) -> BTreeMap<&'e str, &'e Span> {
        let statements = document.field_statements(builtin::document::NO_CLAIM).iter();
        statements
            .filter_map(|statement| match &statement.value {
                FieldValue::Text(LocalizedText::Same(name)) => Some((&**name, &statement.span)),
                _ => None,
            })
            .collect()
    }

    /// Returns the indexes of the paragraphs of a document's text that a published entry cites with
    /// a wrong quote.
    #[must_use]
    pub fn misquoted_paragraphs(&self, document: &EntryId) -> BTreeSet<usize> {
        let by_entry = self.citations.by_entry.iter().enumerate();
        let published = by_entry.filter(|(_, it)| !it.misquoted.is_empty());
        let published = published.filter(|(index, _)| self.is_published(EntryIndex(*index)));
        let misquoted = published.flat_map(|(_, citations)| &citations.misquoted);
        misquoted
            .filter(|citation| citation.document == *document)
            .flat_map(|citation| citation.paragraphs.clone())
            .collect()
    }

    /// Returns whether a citation is one of pakt. In a folder without `site.yaml` it is if it names
    /// a document that has a text.
    #[must_use]
    pub fn reads_citation(&self, citation: &Citation) -> bool {
        self.lookup().reads_citation(citation)
    }

    /// Returns the usage of each paragraph of a document's text, in order. Empty if no entry cites
    /// it.
    #[must_use]
    pub fn paragraph_usage(&self, document: EntryIndex) -> &[ParagraphUsage] {
        self.citations.usage.get(&document).map_or(&[], |paragraphs| paragraphs.as_slice())
    }
}
