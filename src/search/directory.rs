//! The directory of a language: what the browser reads first, and finds the shards by.

use super::gather::Units;
use super::unit::Reading;
use serde_json::{Map, Value as Json, json};

/// What the directory is made of.
pub(super) struct Contents<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) units: &'a Units<'a>,
    /// The types of entries in the order of their numbers, and how many there are of each.
    pub(super) types: &'a [(&'a str, usize)],
    /// The keys of shards: of terms, of words, of words spelled backwards.
    pub(super) keys: [Option<String>; 3],
    /// Where shards of cards begin.
    pub(super) starts: &'a [usize],
}

/// The directory as JSON.
pub(super) fn directory(contents: &Contents<'_>) -> Json {
    let Contents { reading, units, types, keys: [terms, words, mirror], starts } = contents;
    let site = reading.site;
    let named = types.iter().map(|(id, count)| {
        let kind = site.schema.types.get(*id);
        let name = kind.map_or(*id, |kind| reading.text(&kind.name));
        let plural = kind.map_or(*id, |kind| reading.text(&kind.plural));
        json!([id, name, plural, count])
    });
    let under = |key: &str| {
        let address = site.under(reading.language, reading.words.get(key));
        address.trim_start_matches('/').to_owned()
    };
    let ours = reading.words.under("search-").map(|(key, words)| (key.to_owned(), json!(words)));
    let standings = reading.words.under("standing-");
    let standings = standings.map(|(key, words)| (format!("standing-{key}"), json!(words)));
    let ours: Map<String, Json> = ours.chain(standings).collect();
    let common: Vec<&str> = reading.tongue.common().into_iter().collect();
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
