//! What stands on what: the citations of an entry, and what rests on each paragraph of a paper.

use super::entry::{Entry, EntryIndex, EntryOrigin, LanguageVersion};
use super::resolve_citation::{CitationResolution, QuoteCheck};
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::parse::{Citation, MarkdownBody};
use crate::schema::{
    BuiltinType, EntryId, EvidenceStatus, FieldId, FieldValue, LanguageTag, Statement,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Where in an entry a citation stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationSite {
    /// In a field, with the standing of what it backs.
    Field(FieldId, EvidenceStatus),
    /// In the text.
    Text,
}

/// What rests on a paragraph: one entry, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitingEntry {
    /// The entry.
    pub entry: EntryIndex,
    /// Without doubles, in order.
    pub citation_sites: Vec<CitationSite>,
}

/// What one entry cites: a pure function of the entry and the documents, so that the next snapshot
/// can share it.
#[derive(Debug, Default)]
pub(super) struct EntryCitations {
    cited: Vec<ResolvedCitation>,
    diagnostics: Vec<Diagnostic>,
}

/// One citation that leads to words of a text.
#[derive(Debug, PartialEq, Eq)]
struct ResolvedCitation {
    document: EntryId,
    /// By their place in the text.
    paragraphs: Range<usize>,
    /// Of the quote, in the joined words of the paragraphs.
    pieces: Vec<Range<usize>>,
    citation_site: CitationSite,
}

/// What rests on one paragraph.
#[derive(Clone, Debug, Default)]
pub struct ParagraphUsage {
    /// By entry, in order.
    pub resting: Vec<CitingEntry>,
    /// Which of its words claims rest on: in order, without overlaps.
    pub quote_ranges: Vec<Range<usize>>,
}

/// What rests on the paragraphs of each document, by the document's place: parallel to the
/// paragraphs of its text.
pub(super) type DocumentUsage = BTreeMap<EntryIndex, Vec<ParagraphUsage>>;

/// All citations of an entry, those in its fields first, in order.
pub fn entry_citations(entry: &Entry) -> Vec<(CitationSite, &Citation)> {
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        for statement in statements {
            let place = CitationSite::Field(id.clone(), statement.evidence_status());
            push_statement_citations(statement, &place, &mut found);
        }
    }
    for version in &entry.versions {
        found.extend(body_citations(&version.body).map(|citation| (CitationSite::Text, citation)));
    }
    found
}

fn push_statement_citations<'e>(
    statement: &'e Statement,
    place: &CitationSite,
    found: &mut Vec<(CitationSite, &'e Citation)>,
) {
    found.extend(statement.citations().iter().map(|citation| (place.clone(), citation)));
    match &statement.value {
        FieldValue::Citation(citation) => found.push((place.clone(), citation)),
        FieldValue::Markdown(list) => {
            let bodies = list.iter().flat_map(|(_, body)| body_citations(body));
            found.extend(bodies.map(|citation| (place.clone(), citation)));
        }
        FieldValue::Group(_) => {
            for inner in statement.nested() {
                let own = match place {
                    CitationSite::Field(id, _) => {
                        CitationSite::Field(id.clone(), inner.evidence_status())
                    }
                    CitationSite::Text => CitationSite::Text,
                };
                push_statement_citations(inner, &own, found);
            }
        }
        _ => {}
    }
}

/// Every text of an entry: of each language, and its fields that are Markdown.
pub fn entry_bodies(entry: &Entry) -> impl Iterator<Item = &Arc<MarkdownBody>> {
    entry.versions.iter().map(|version| &version.body).chain(field_bodies(entry))
}

/// The fields of an entry that are Markdown, in all languages.
pub(super) fn field_bodies(entry: &Entry) -> impl Iterator<Item = &Arc<MarkdownBody>> {
    localized_field_bodies(entry).map(|(_, body)| body)
}

/// The same with the language of each; none: that of the site.
pub fn localized_field_bodies(
    entry: &Entry,
) -> impl Iterator<Item = (Option<&LanguageTag>, &Arc<MarkdownBody>)> {
    entry.statements_deep().flat_map(|statement| match &statement.value {
        FieldValue::Markdown(list) => list.iter().map(|(tag, body)| (tag.as_ref(), body)).collect(),
        _ => Vec::new(),
    })
}

fn body_citations(body: &MarkdownBody) -> impl Iterator<Item = &Citation> {
    body.citations.iter().flatten()
}

/// Follows every citation of every entry. What `before` found out about an entry that did not
/// change, in documents that did not, is shared.
pub(super) fn build(
    site: &Site,
    before: Option<&Site>,
) -> (Vec<Arc<EntryCitations>>, DocumentUsage) {
    let before = before.filter(|before| has_same_documents(site, before));
    let all: Vec<Arc<EntryCitations>> = site
        .entries
        .par_iter()
        .map(|entry| {
            let known = before.and_then(|before| unchanged_citations(entry, before));
            known.unwrap_or_else(|| Arc::new(resolve_entry_citations(site, entry)))
        })
        .collect();
    let mut loads = DocumentUsage::new();
    for (index, backing) in all.iter().enumerate() {
        if site.is_published(EntryIndex(index)) {
            add_paragraph_usage(site, EntryIndex(index), (backing, &mut loads));
        }
    }
    for load in loads.values_mut().flatten() {
        for one in &mut load.resting {
            one.citation_sites.sort();
            one.citation_sites.dedup();
        }
        merge_ranges(&mut load.quote_ranges);
    }
    (all, loads)
}

/// Whether two sites cite the same papers, and read fields by the same types.
fn has_same_documents(site: &Site, before: &Site) -> bool {
    let documents = |site: &Site| -> Vec<(EntryId, bool, Option<*const SourceFile>)> {
        let all = (0..site.entries.len()).map(EntryIndex);
        let documents =
            all.filter(|entry_index| site.entry_at(*entry_index).kind.is(BuiltinType::Document));
        documents
            .map(|entry_index| {
                let id = site.entry_at(entry_index).id.clone();
                let text = site.source_texts.get(&id).and_then(|text| text.source.as_ref());
                (id, site.is_published(entry_index), text.map(Arc::as_ptr))
            })
            .collect()
    };
    site.schema == before.schema
        && site.config.languages == before.config.languages
        && documents(site) == documents(before)
}

/// What was found out about an entry, if its files are the same.
fn unchanged_citations(entry: &Entry, before: &Site) -> Option<Arc<EntryCitations>> {
    let entry_index = before.find_id(&entry.id)?;
    let known = before.entry_at(entry_index);
    let is_same_place = match (&entry.origin, &known.origin) {
        (EntryOrigin::File(now), EntryOrigin::File(then)) => Arc::ptr_eq(now, then),
        (EntryOrigin::Item(now, lines), EntryOrigin::Item(then, old)) => {
            Arc::ptr_eq(now, then) && lines == old
        }
        _ => false,
    };
    let is_same_version =
        |(now, then): (&LanguageVersion, &LanguageVersion)| match (&now.file, &then.file) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            (now, then) => now.is_none() && then.is_none(),
        };
    let is_same = is_same_place
        && entry.kind.id == known.kind.id
        && entry.versions.len() == known.versions.len()
        && entry.versions.iter().zip(&known.versions).all(is_same_version);
    // What is wrong may be so for another reason now: it tells what else has that id.
    let backing =
        before.citations.get(entry_index.0).filter(|backing| backing.diagnostics.is_empty());
    backing.filter(|_| is_same).map(Arc::clone)
}

pub(super) fn resolve_entry_citations(site: &Site, entry: &Entry) -> EntryCitations {
    let mut backing = EntryCitations::default();
    for body in entry_bodies(entry) {
        backing.diagnostics.extend(body.diagnostics.iter().cloned());
    }
    for (place, citation) in entry_citations(entry) {
        let CitationResolution { document, paragraphs, pieces, diagnostic, verified } =
            site.resolve_citation(citation, entry);
        backing.diagnostics.extend(diagnostic);
        // What is not found rests on nothing.
        if let (Some(document), Some(paragraphs), true) =
            (document, paragraphs, verified != QuoteCheck::NotFound)
        {
            let document = site.entry_at(document).id.clone();
            backing.cited.push(ResolvedCitation {
                document,
                paragraphs,
                pieces,
                citation_site: place,
            });
        }
    }
    backing
}

fn add_paragraph_usage(
    site: &Site,
    entry_index: EntryIndex,
    (backing, loads): (&EntryCitations, &mut DocumentUsage),
) {
    for backed in &backing.cited {
        let Some(document) = site.find_document(&backed.document) else { continue };
        let Some(text) = site.source_texts.get(&backed.document) else { continue };
        let all = loads
            .entry(document)
            .or_insert_with(|| vec![ParagraphUsage::default(); text.paragraphs.len()]);
        let mut start = 0;
        let lengths = text.paragraphs.iter().map(|paragraph| paragraph.text.len());
        let cited = all.iter_mut().zip(lengths).skip(backed.paragraphs.start);
        for (load, length) in cited.take(backed.paragraphs.len()) {
            match load.resting.last_mut().filter(|last| last.entry == entry_index) {
                Some(last) => last.citation_sites.push(backed.citation_site.clone()),
                None => {
                    let places = vec![backed.citation_site.clone()];
                    load.resting.push(CitingEntry { entry: entry_index, citation_sites: places });
                }
            }
            // The pieces are counted in the joined words: one space between two paragraphs.
            for piece in &backed.pieces {
                let own = piece.start.max(start)..piece.end.min(start + length);
                if own.start < own.end {
                    load.quote_ranges.push(own.start - start..own.end - start);
                }
            }
            start += length + 1;
        }
    }
}

/// Puts ranges in order and joins those that meet.
fn merge_ranges(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, earlier| {
        let meets = later.start <= earlier.end;
        if meets {
            earlier.end = earlier.end.max(later.end);
        }
        meets
    });
}

impl EntryCitations {
    /// What is wrong with the citations.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether both rest on the same words.
    pub(super) fn has_same_targets(&self, other: &Self) -> bool {
        self.cited == other.cited
    }
}

impl Site {
    /// What rests on each paragraph of a document's text, in order; none if nothing does.
    #[must_use]
    pub fn paragraph_usage(&self, document: EntryIndex) -> &[ParagraphUsage] {
        self.paragraph_usage.get(&document).map_or(&[], Vec::as_slice)
    }
}
