//! What depends on a paragraph or on an entry, for programs.

use super::page_json::EDITORIAL;
use crate::diagnostic::LineIndexCache;
use crate::site::dependents::{Dependent, DependentStatement};
use crate::site::{DisplayStatus, EntryIndex, LocalizedSite, Site};
use serde_json::{Value as Json, json};

/// Returns a paragraph of the text of a document, and what depends on it. `None` means that the
/// document has no such paragraph.
#[must_use]
pub fn paragraph_impact(
    site: &Site,
    document: EntryIndex,
    paragraph_index: usize,
    dependents: &[Dependent],
) -> Option<Json> {
    let id = &site.entry_at(document).id;
    let paragraph = site.source_texts.get(id)?.paragraphs.get(paragraph_index)?;
    let mut line_indexes = LineIndexCache::default();
    let cited_by = dependents.iter().map(|it| dependent_json(site, it, &mut line_indexes));
    Some(json!({
        "document": &**id,
        "locator": paragraph.locator,
        "text": paragraph.text,
        "cited_by": cited_by.collect::<Vec<_>>(),
    }))
}

/// Returns an entry, or one of its fields, and what depends on it.
#[must_use]
pub fn entry_impact(
    localized: LocalizedSite<'_>,
    entry_index: EntryIndex,
    field_id: Option<&str>,
    dependents: &[Dependent],
) -> Json {
    let site = localized.site;
    let entry = site.entry_at(entry_index);
    let mut line_indexes = LineIndexCache::default();
    let cited_by = dependents.iter().map(|dependent| {
        let mut json = dependent_json(site, dependent, &mut line_indexes);
        json["kind"] = json!(dependent.kind.as_str());
        json
    });
    json!({
        "entry": &*entry.id,
        "type": &*entry.entry_type.id,
        "title": localized.text(&entry.title).0,
        "field": field_id,
        "cited_by": cited_by.collect::<Vec<_>>(),
    })
}

fn dependent_json(site: &Site, dependent: &Dependent, line_indexes: &mut LineIndexCache) -> Json {
    let statement = dependent.statement.as_ref();
    json!({
        "entry": &*site.entry_at(dependent.entry).id,
        "field": statement.map(|statement| &*statement.field),
        "language": dependent.language.as_ref().map(|tag| &*tag.0),
        "standing": statement.map(standing),
        "file": &*dependent.span.source().path,
        "line": line_indexes.start_position(&dependent.span).line,
    })
}

/// Returns the word for how well a statement that depends on something is supported.
pub(super) fn standing(statement: &DependentStatement) -> &'static str {
    statement.status.map_or(EDITORIAL, DisplayStatus::as_str)
}
