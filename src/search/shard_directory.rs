//! The directory of a language: what the browser reads first, and finds the shards by.

use super::analyze::SearchDocuments;
use super::document::IndexContext;
use serde_json::{Map, Value as Json, json};

/// What the directory is made of.
pub(super) struct DirectoryContents<'a> {
    pub(super) context: IndexContext<'a>,
    pub(super) units: &'a SearchDocuments<'a>,
    /// The types of entries in the order of their numbers, and how many there are of each.
    pub(super) types: &'a [(&'a str, usize)],
    /// The keys of shards: of terms, of words, of words spelled backwards.
    pub(super) keys: [Option<String>; 3],
    /// Where shards of cards begin.
    pub(super) starts: &'a [usize],
}

/// The directory as JSON.
pub(super) fn directory_json(contents: &DirectoryContents<'_>) -> Json {
    let DirectoryContents { context: reading, units, types, keys: [terms, words, mirror], starts } =
        contents;
    let site = reading.site;
    let named = types.iter().map(|(id, count)| {
        let kind = site.schema.types.get(*id);
        let name = kind.map_or(*id, |kind| reading.localized_str(&kind.name));
        let plural = kind.map_or(*id, |kind| reading.localized_str(&kind.plural));
        json!([id, name, plural, count])
    });
    let under = |key: &str| {
        let address = site.language_prefixed(reading.language_index, reading.strings.get_str(key));
        address.trim_start_matches('/').to_owned()
    };
    let ours =
        reading.strings.with_prefix("search-").map(|(key, words)| (key.to_owned(), json!(words)));
    let standings = reading.strings.with_prefix("standing-");
    let standings = standings.map(|(key, words)| (format!("standing-{key}"), json!(words)));
    let ours: Map<String, Json> = ours.chain(standings).collect();
    let common: Vec<&str> = reading.tongue.stop_words().into_iter().collect();
    json!({
        "language": &*reading.tag.0,
        "counts": units.counts,
        "types": named.collect::<Json>(),
        "common": common.join(" "),
        "terms": terms,
        "spelled": words,
        "mirrored": mirror,
        "cards": starts,
        "index": under("address-index"),
        "results": under("address-search"),
        "words": ours,
    })
}
