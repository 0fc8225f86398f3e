//! The directory of a language: the file that the browser loads first, to find the shards.

use super::index_context::IndexContext;
use super::replaced_items::ReplacedItems;
use super::search_item::SearchItems;
use crate::site::address::percent_encode;
use crate::site::asked_questions::AskedQuestion;
use crate::site::section_tree::MenuTarget;
use serde_json::{Map, Value as Json, json};

/// What the directory is made of.
pub(super) struct DirectoryContents<'a> {
    pub(super) context: IndexContext<'a>,
    pub(super) items: &'a SearchItems<'a>,
    pub(super) types: &'a [EntryTypeRun<'a>],
    pub(super) replaced: &'a ReplacedItems,
    /// The keys of the shards of terms.
    pub(super) term_keys: Option<String>,
    /// The keys of the shards of words.
    pub(super) word_keys: Option<String>,
    /// The keys of the shards of words spelled backwards.
    pub(super) reversed_word_keys: Option<String>,
    /// The item number at which each shard of cards starts.
    pub(super) card_starts: &'a [usize],
}

/// Consecutive items that are entries of one type.
pub(super) struct EntryTypeRun<'a> {
    pub(super) type_id: &'a str,
    pub(super) n_entries: usize,
}

/// Returns the directory as JSON. `search.js` reads it.
pub(super) fn directory_json(contents: &DirectoryContents<'_>) -> Json {
    let context = contents.context;
    let (site, strings) = (context.site, context.strings);
    let types = contents.types.iter().map(|EntryTypeRun { type_id, n_entries }| {
        let entry_type = site.schema.types.get(*type_id);
        let name = entry_type.map_or(*type_id, |ty| context.localized_str(&ty.name));
        let plural = entry_type.map_or(*type_id, |ty| context.localized_str(&ty.plural));
        json!([type_id, name, plural, n_entries])
    });
    let page_address = |key: &str| {
        let address =
            site.language_prefixed(context.localized.language_index, strings.get_str(key));
        address.trim_start_matches('/').to_owned()
    };
    let search_strings =
        strings.with_prefix("search-").map(|(key, text)| (key.to_owned(), json!(text)));
    let status_strings = strings
        .with_prefix("standing-")
        .map(|(key, text)| (format!("standing-{key}"), json!(text)));
    let strings: Map<String, Json> = search_strings.chain(status_strings).collect();
    let stop_words: Vec<&str> = context.analyzer.stop_words().into_iter().collect();
    json!({
        "language": &*context.localized.language_tag.0,
        "counts": contents.items.counts,
        "types": types.collect::<Vec<Json>>(),
        "replaced": contents.replaced.runs,
        "newest": contents.replaced.newest,
        "stopWords": stop_words.join(" "),
        "joint": context.analyzer.compound_joint,
        "terms": contents.term_keys,
        "words": contents.word_keys,
        "reversedWords": contents.reversed_word_keys,
        "cards": contents.card_starts,
        "index": page_address("address-index"),
        "asked": asked_pages(context),
        "strings": strings,
    })
}

/// Returns what readers ask most: for each question its words and the address of its answer.
fn asked_pages(context: IndexContext<'_>) -> Vec<Json> {
    let (site, localized) = (context.site, context.localized);
    let page = |question: &AskedQuestion| {
        let answer = question.answers.get(localized.language_index.0)?.as_ref()?;
        let (title, address) = match &answer.target {
            MenuTarget::Entry(entry_index) => {
                (localized.title(*entry_index).0, localized.address(*entry_index))
            }
            MenuTarget::Section(section_index, kind) => {
                let section = site.tree.sections.get(section_index.0)?;
                let entry_type = kind.as_ref().and_then(|id| site.schema.types.get(id));
                let title = entry_type.map_or(&section.title, |entry_type| &entry_type.plural);
                (localized.text(title).0, localized.address_among(&section.addresses))
            }
        };
        let words = question.question.as_ref().map_or(title, |words| localized.text(words).0);
        let anchor = answer.anchor.as_deref().map(|anchor| format!("#{}", percent_encode(anchor)));
        let address = percent_encode(address.trim_start_matches('/'));
        Some(json!([words, format!("{address}{}", anchor.unwrap_or_default())]))
    };
    site.asked.iter().filter_map(page).collect()
}
