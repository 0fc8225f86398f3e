//! Definitions and references: from a name to what it names, and back.

use super::cursor_target::{CursorTarget, CursorTargetKind};
use super::mention_index::{Mention, MentionTarget, all_mentions};
use crate::diagnostic::Span;
use crate::site::{Entry, EntryIndex, EntryOrigin, Site};
use std::ops::Range;

/// Returns where what is named is declared.
pub(super) fn definition(site: &Site, target: &CursorTarget) -> Option<Span> {
    match &target.kind {
        CursorTargetKind::Mention(mention) => match &mention.target {
            MentionTarget::Entry { entry_index, anchor } => {
                let place =
                    anchor.as_deref().and_then(|anchor| anchor_span(site, *entry_index, anchor));
                place.or_else(|| entry_span(site, *entry_index))
            }
            MentionTarget::Paragraphs { document, paragraphs } => {
                paragraph_span(site, *document, paragraphs).or_else(|| entry_span(site, *document))
            }
        },
        CursorTargetKind::Entry(entry_index) => entry_span(site, *entry_index),
        CursorTargetKind::Paragraph { document, paragraphs } => {
            paragraph_span(site, *document, paragraphs)
        }
        CursorTargetKind::Type(kind) => kind.declared.clone(),
        CursorTargetKind::Field(field) => field.declared.clone(),
    }
}

/// Returns where an entry is declared. `None` means that it is only mentioned.
pub(super) fn entry_span(site: &Site, entry_index: EntryIndex) -> Option<Span> {
    let entry = site.entry_at(entry_index);
    match entry.origin {
        EntryOrigin::File(_) | EntryOrigin::Item(..) => Some(entry.span.clone()),
        EntryOrigin::Mentioned => None,
    }
}

/// Returns the mark of the first of some paragraphs.
fn paragraph_span(site: &Site, document: EntryIndex, paragraphs: &Range<usize>) -> Option<Span> {
    let text = site.source_texts.get(&site.entry_at(document).id)?;
    let paragraph = text.paragraphs.get(paragraphs.start)?;
    Some(Span::new(text.source.as_ref()?, paragraph.marker.clone()))
}

/// Returns the heading, the anchor, the paragraph or the field that an anchor of an entry is.
fn anchor_span(site: &Site, entry_index: EntryIndex, anchor: &str) -> Option<Span> {
    let entry = site.entry_at(entry_index);
    for version in &entry.versions {
        let outline = &version.body.outline;
        let heading = outline.headings.iter().find(|heading| heading.anchor == anchor);
        let explicit = outline.anchors.iter().find(|explicit| explicit.name == anchor);
        let range = heading.map(|it| &it.range).or(explicit.map(|it| &it.range));
        if let Some(range) = range {
            return Some(version.body.span(range));
        }
    }
    let statement = entry.field_statements(anchor).first().map(|it| it.span.clone());
    statement.or_else(|| {
        let text = site.source_texts.get(&entry.id)?;
        let paragraph = text.paragraphs.iter().find(|it| it.anchor == anchor)?;
        Some(Span::new(text.source.as_ref()?, paragraph.marker.clone()))
    })
}

/// Returns every place that names what is at the cursor, by file. The places of an entry include
/// its relations, which other pages show inverted, and those of a paragraph all that cite it.
pub(super) fn references(site: &Site, target: &CursorTarget) -> Vec<Span> {
    let mentions = || all_mentions(site).into_iter();
    let mut spans: Vec<Span> = match &target.kind {
        CursorTargetKind::Mention(Mention {
            target: MentionTarget::Entry { entry_index, .. },
            ..
        })
        | CursorTargetKind::Entry(entry_index) => {
            mentions().filter(|it| it.names_entry(*entry_index)).map(|it| it.span).collect()
        }
        CursorTargetKind::Mention(Mention {
            target: MentionTarget::Paragraphs { document, paragraphs },
            ..
        })
        | CursorTargetKind::Paragraph { document, paragraphs } => {
            mentions().filter(|it| cites(it, *document, paragraphs)).map(|it| it.span).collect()
        }
        CursorTargetKind::Type(kind) => {
            let entries = site.entries.iter().filter(|entry| entry.entry_type.id == kind.id);
            let entries = entries.filter(|entry| !entry.is_implicit());
            entries.map(|entry| entry.span.clone()).collect()
        }
        CursorTargetKind::Field(field) => {
            let has_declaration = |entry: &Entry| {
                let known = entry.entry_type.find_field(&field.id);
                known.is_some_and(|known| known.declared == field.declared)
            };
            let entries = site.entries.iter().filter(|entry| has_declaration(entry));
            let statements = entries.flat_map(|entry| entry.field_statements(&field.id));
            statements.map(|statement| statement.span.clone()).collect()
        }
    };
    spans.sort();
    spans.dedup();
    spans
}

fn cites(mention: &Mention, wanted: EntryIndex, wanted_paragraphs: &Range<usize>) -> bool {
    match &mention.target {
        MentionTarget::Paragraphs { document, paragraphs } => {
            *document == wanted
                && paragraphs.start < wanted_paragraphs.end
                && wanted_paragraphs.start < paragraphs.end
        }
        MentionTarget::Entry { .. } => false,
    }
}
