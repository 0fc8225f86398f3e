//! What changed in the knowledge of a site, for programs.

use crate::changes::{ChangedValue, KnowledgeChange, UncomparedFiles};
use crate::diagnostic::LineIndexCache;
use crate::site::{LanguageIndex, LocalizedSite, Site};
use serde_json::{Value as Json, json};

/// The revisions that are compared, and what of them is not.
#[derive(Clone, Copy, Debug)]
pub struct ComparedRevisions<'a> {
    /// The older one.
    pub from: &'a str,
    /// The newer one. `None` means the work tree.
    pub to: Option<&'a str>,
    /// The files that differ and are not compared.
    pub uncompared: &'a [UncomparedFiles],
}

/// Returns the changes to a site as JSON. Each key is always there. `language_index` is the
/// language of titles.
#[must_use]
pub fn changes_json(
    site: &Site,
    revisions: ComparedRevisions<'_>,
    changes: &[KnowledgeChange],
    language_index: LanguageIndex,
) -> Json {
    let localized = LocalizedSite::new(site, language_index);
    let mut line_indexes = LineIndexCache::default();
    let changes = changes.iter().map(|change| change_json(localized, change, &mut line_indexes));
    let not_compared = revisions
        .uncompared
        .iter()
        .map(|differing| json!({"kind": differing.kind.as_str(), "files": differing.paths}));
    json!({
        "version": 1,
        "from": revisions.from,
        "to": revisions.to,
        "changes": changes.collect::<Json>(),
        "not_compared": not_compared.collect::<Json>(),
    })
}

fn change_json(
    localized: LocalizedSite<'_>,
    change: &KnowledgeChange,
    line_indexes: &mut LineIndexCache,
) -> Json {
    let value = |value: &Option<ChangedValue>| value.as_ref().map(|value| value.json.clone());
    let sources = change.sources.iter().map(|source| json!(source.citation));
    let sources = (!change.sources.is_empty()).then(|| sources.collect::<Json>());
    let words = change.words.map(|it| json!({"added": it.added, "removed": it.removed}));
    json!({
        "kind": change.kind.as_str(),
        "entry": &*change.entry,
        "type": &*change.entry_type.id,
        "title": localized.text(&change.title).0,
        "field": change.field,
        "language": change.language.as_ref().map(|tag| &*tag.0),
        "old": value(&change.old),
        "new": value(&change.new),
        "from": change.from,
        "until": change.until,
        "sources": sources,
        "words": words,
        "file": &*change.span.source().path,
        "line": line_indexes.start_position(&change.span).line,
    })
}
