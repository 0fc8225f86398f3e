//! What stands on what: the citations of an entry, and what rests on each paragraph of a paper.

use super::cite::{Cited, Verified};
use super::entry::{Entry, EntryIndex, Origin, Version};
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, Source};
use crate::parse::{Body, Citation};
use crate::schema::{LanguageTag, Standing, Statement, Value};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Where in an entry a citation stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a field, with the standing of what it backs.
    Field(Arc<str>, Standing),
    /// In the text.
    Text,
}

/// What rests on a paragraph: one entry, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// The entry.
    pub entry: EntryIndex,
    /// Without doubles, in order.
    pub places: Vec<Place>,
}

/// What one entry cites: a pure function of the entry and the documents, so that the next snapshot
/// can share it.
#[derive(Debug, Default)]
pub(super) struct Backing {
    cited: Vec<Backed>,
    findings: Vec<Diagnostic>,
}

/// One citation that leads to words of a text.
#[derive(Debug, PartialEq, Eq)]
struct Backed {
    document: Arc<str>,
    /// By their place in the text.
    paragraphs: Range<usize>,
    /// Of the quote, in the joined words of the paragraphs.
    pieces: Vec<Range<usize>>,
    place: Place,
}

/// What rests on one paragraph.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// By entry, in order.
    pub resting: Vec<Resting>,
    /// Which of its words claims rest on: in order, without overlaps.
    pub words: Vec<Range<usize>>,
}

/// What rests on the paragraphs of each document, by the document's place: parallel to the
/// paragraphs of its text.
pub(super) type Loads = BTreeMap<EntryIndex, Vec<Load>>;

/// All citations of an entry, those in its fields first, in order.
pub fn citations(entry: &Entry) -> Vec<(Place, &Citation)> {
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        for statement in statements {
            let place = Place::Field(Arc::clone(id), statement.standing());
            of_statement(statement, &place, &mut found);
        }
    }
    for version in &entry.versions {
        found.extend(of_body(&version.body).map(|citation| (Place::Text, citation)));
    }
    found
}

fn of_statement<'e>(
    statement: &'e Statement,
    place: &Place,
    found: &mut Vec<(Place, &'e Citation)>,
) {
    found.extend(statement.sources().iter().map(|citation| (place.clone(), citation)));
    match &statement.value {
        Value::Citation(citation) => found.push((place.clone(), citation)),
        Value::Markdown(list) => {
            let bodies = list.iter().flat_map(|(_, body)| of_body(body));
            found.extend(bodies.map(|citation| (place.clone(), citation)));
        }
        Value::Group(parts) => {
            // A group is one level deep: what it holds are no groups.
            for inner in parts.iter().flat_map(|(_, statements)| statements) {
                let own = match place {
                    Place::Field(id, _) => Place::Field(Arc::clone(id), inner.standing()),
                    Place::Text => Place::Text,
                };
                of_statement(inner, &own, found);
            }
        }
        _ => {}
    }
}

/// Every text of an entry: of each language, and its fields that are Markdown.
pub fn bodies(entry: &Entry) -> impl Iterator<Item = &Arc<Body>> {
    entry.versions.iter().map(|version| &version.body).chain(field_bodies(entry))
}

/// The fields of an entry that are Markdown, in all languages.
pub(super) fn field_bodies(entry: &Entry) -> impl Iterator<Item = &Arc<Body>> {
    field_texts(entry).map(|(_, body)| body)
}

/// The same with the language of each; none: that of the site.
pub fn field_texts(entry: &Entry) -> impl Iterator<Item = (Option<&LanguageTag>, &Arc<Body>)> {
    let statements = entry.fields.iter().flat_map(|(_, statements)| statements);
    let inner = statements.flat_map(|statement| match &statement.value {
        Value::Group(parts) => parts.iter().flat_map(|(_, inner)| inner).collect(),
        _ => vec![statement],
    });
    inner.flat_map(|statement| match &statement.value {
        Value::Markdown(list) => list.iter().map(|(tag, body)| (tag.as_ref(), body)).collect(),
        _ => Vec::new(),
    })
}

fn of_body(body: &Body) -> impl Iterator<Item = &Citation> {
    body.citations.iter().flatten()
}

/// Follows every citation of every entry. What `before` found out about an entry that did not
/// change, in documents that did not, is shared.
pub(super) fn follow(site: &Site, before: Option<&Site>) -> (Vec<Arc<Backing>>, Loads) {
    let before = before.filter(|before| has_same_documents(site, before));
    let all: Vec<Arc<Backing>> = site
        .entries
        .par_iter()
        .map(|entry| {
            let known = before.and_then(|before| unchanged(entry, before));
            known.unwrap_or_else(|| Arc::new(backing(site, entry)))
        })
        .collect();
    let mut loads = Loads::new();
    for (at, backing) in all.iter().enumerate() {
        if site.is_published(EntryIndex(at)) {
            rest(site, EntryIndex(at), (backing, &mut loads));
        }
    }
    for load in loads.values_mut().flatten() {
        for one in &mut load.resting {
            one.places.sort();
            one.places.dedup();
        }
        join_up(&mut load.words);
    }
    (all, loads)
}

/// Whether two sites cite the same papers, and read fields by the same types.
fn has_same_documents(site: &Site, before: &Site) -> bool {
    let documents = |site: &Site| -> Vec<(Arc<str>, bool, Option<*const Source>)> {
        let all = (0..site.entries.len()).map(EntryIndex);
        let documents = all.filter(|at| &*site.entry(*at).kind.id == "document");
        documents
            .map(|at| {
                let id = Arc::clone(&site.entry(at).id);
                let text = site.source_texts.get(&id).and_then(|text| text.source.as_ref());
                (id, site.is_published(at), text.map(Arc::as_ptr))
            })
            .collect()
    };
    site.schema == before.schema
        && site.config.languages == before.config.languages
        && documents(site) == documents(before)
}

/// What was found out about an entry, if its files are the same.
fn unchanged(entry: &Entry, before: &Site) -> Option<Arc<Backing>> {
    let at = before.find(&entry.id)?;
    let known = before.entry(at);
    let is_same_place = match (&entry.origin, &known.origin) {
        (Origin::File(now), Origin::File(then)) => Arc::ptr_eq(now, then),
        (Origin::Item(now, lines), Origin::Item(then, old)) => {
            Arc::ptr_eq(now, then) && lines == old
        }
        _ => false,
    };
    let is_same_version = |(now, then): (&Version, &Version)| match (&now.file, &then.file) {
        (Some(now), Some(then)) => Arc::ptr_eq(now, then),
        (now, then) => now.is_none() && then.is_none(),
    };
    let is_same = is_same_place
        && entry.kind.id == known.kind.id
        && entry.versions.len() == known.versions.len()
        && entry.versions.iter().zip(&known.versions).all(is_same_version);
    // What is wrong may be so for another reason now: it tells what else has that id.
    let backing = before.backing.get(at.0).filter(|backing| backing.findings.is_empty());
    backing.filter(|_| is_same).map(Arc::clone)
}

pub(super) fn backing(site: &Site, entry: &Entry) -> Backing {
    let mut backing = Backing::default();
    for body in bodies(entry) {
        backing.findings.extend(body.findings.iter().cloned());
    }
    for (place, citation) in citations(entry) {
        let Cited { document, paragraphs, pieces, finding, verified } = site.cite(citation, entry);
        backing.findings.extend(finding);
        // What is not found rests on nothing.
        if let (Some(document), Some(paragraphs), true) =
            (document, paragraphs, verified != Verified::No)
        {
            let document = Arc::clone(&site.entry(document).id);
            backing.cited.push(Backed { document, paragraphs, pieces, place });
        }
    }
    backing
}

fn rest(site: &Site, at: EntryIndex, (backing, loads): (&Backing, &mut Loads)) {
    for backed in &backing.cited {
        let Some(document) = site.document(&backed.document) else { continue };
        let Some(text) = site.source_texts.get(&backed.document) else { continue };
        let all =
            loads.entry(document).or_insert_with(|| vec![Load::default(); text.paragraphs.len()]);
        let mut start = 0;
        let lengths = text.paragraphs.iter().map(|paragraph| paragraph.text.len());
        let cited = all.iter_mut().zip(lengths).skip(backed.paragraphs.start);
        for (load, length) in cited.take(backed.paragraphs.len()) {
            match load.resting.last_mut().filter(|last| last.entry == at) {
                Some(last) => last.places.push(backed.place.clone()),
                None => {
                    let places = vec![backed.place.clone()];
                    load.resting.push(Resting { entry: at, places });
                }
            }
            // The pieces are counted in the joined words: one space between two paragraphs.
            for piece in &backed.pieces {
                let own = piece.start.max(start)..piece.end.min(start + length);
                if own.start < own.end {
                    load.words.push(own.start - start..own.end - start);
                }
            }
            start += length + 1;
        }
    }
}

/// Puts ranges in order and joins those that meet.
fn join_up(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, earlier| {
        let meets = later.start <= earlier.end;
        if meets {
            earlier.end = earlier.end.max(later.end);
        }
        meets
    });
}

impl Backing {
    /// What is wrong with the citations.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether both rest on the same words.
    pub(super) fn rests_as(&self, other: &Self) -> bool {
        self.cited == other.cited
    }
}

impl Site {
    /// What rests on each paragraph of a document's text, in order; none if nothing does.
    #[must_use]
    pub fn loads(&self, document: EntryIndex) -> &[Load] {
        self.loads.get(&document).map_or(&[], Vec::as_slice)
    }
}
