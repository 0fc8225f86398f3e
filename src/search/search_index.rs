//! Builds the files of an index.

use super::analyze::analyze;
use super::analyzer::Analyzer;
use super::index_context::IndexContext;
use super::postings::{PostingList, TermIndex, encode_postings, encode_sorted_words};
use super::replaced_items::replaced_items;
use super::result_card;
use super::search_item::{SearchItem, SearchItems};
use super::shard::{MAX_BYTES, ShardCut, ShardKind, cut_shards, shard_name};
use super::shard_directory::{DirectoryContents, EntryTypeRun, directory_json};
use crate::files::to_hex;
use crate::schema::LanguageTag;
use crate::site::{LocalizedSite, Site};
use crate::theme::Theme;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The folder of the index in the output. It has a folder per language.
pub const FOLDER: &str = "assets/search";
/// How much of the SHA-256 identifies a generation.
const GENERATION_BYTES: usize = 4;

/// All files of the index. Immutable.
#[derive(Debug, Default)]
pub struct SearchIndex {
    files: BTreeMap<Arc<str>, Vec<u8>>,
}

impl SearchIndex {
    /// Builds the index of a site with the strings of a theme.
    #[must_use]
    pub fn build(site: &Site, theme: &Theme) -> Self {
        let mut files = BTreeMap::new();
        for language_index in site.config.language_indexes() {
            let localized = LocalizedSite::new(site, language_index);
            let strings = theme.strings(&localized.language_tag.0);
            let analyzer = Analyzer::for_language(localized.language_tag);
            let context = IndexContext { site, localized, strings, analyzer: &analyzer };
            files.extend(language_files(context));
        }
        Self { files }
    }

    /// Returns the paths in the output, sorted.
    pub fn file_paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// Returns the content of one file.
    #[must_use]
    pub fn file_bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

/// One file of the index.
struct Shard {
    /// The file name without its extension: `t.sam`.
    name: String,
    /// The content, as a JavaScript expression.
    data: String,
}

/// The shards of one kind, and the keys by which the directory finds them.
struct KeyedShards {
    /// The keys, separated by spaces. `None` means that there are no shards.
    keys: Option<String>,
    shards: Vec<Shard>,
}

impl KeyedShards {
    fn new(keys: &[String], shards: Vec<Shard>) -> Self {
        Self { keys: (!keys.is_empty()).then(|| keys.join(" ")), shards }
    }
}

/// Returns the files of one language.
fn language_files(context: IndexContext<'_>) -> BTreeMap<Arc<str>, Vec<u8>> {
    let items = SearchItems::collect(context);
    let terms = TermIndex::build(context.analyzer, &analyze(context, &items));
    let cards = result_card::result_cards(context, &items);
    let card_starts = result_card::card_shard_starts(&cards);

    let words: Vec<String> = terms.words.into_iter().filter(|word| is_plain_word(word)).collect();
    let reversed_words: BTreeSet<String> =
        words.iter().map(|word| word.chars().rev().collect()).collect();
    let term_shards = term_shards(&terms.terms);
    let word_shards_forward = word_shards(ShardKind::Words, &words);
    let word_shards_reversed =
        word_shards(ShardKind::ReversedWords, &reversed_words.into_iter().collect::<Vec<_>>());
    let directory = directory_json(&DirectoryContents {
        context,
        items: &items,
        types: &entry_type_runs(context, &items),
        replaced: &replaced_items(context, &items),
        term_keys: term_shards.keys,
        word_keys: word_shards_forward.keys,
        reversed_word_keys: word_shards_reversed.keys,
        card_starts: &card_starts,
    });
    let mut shards = term_shards.shards;
    shards.extend(word_shards_forward.shards);
    shards.extend(word_shards_reversed.shards);
    shards.extend(card_shards(&cards, &card_starts));
    shards.push(Shard { name: "directory".into(), data: directory.to_string() });

    let generation = generation_id(context.localized.language_tag, &cards);
    let file = |shard: Shard| {
        let key = format!("{}/{}", context.localized.language_tag.0, shard.name);
        let script = format!("pakt.shard({key:?}, \"{generation}\", {});\n", shard.data);
        (Arc::from(format!("{FOLDER}/{key}.js")), script.into_bytes())
    };
    shards.into_iter().map(file).collect()
}

/// Returns the types of the entries, which come first among the items and are sorted by type.
fn entry_type_runs<'a>(
    context: IndexContext<'a>,
    items: &SearchItems<'_>,
) -> Vec<EntryTypeRun<'a>> {
    let type_ids = items.all.iter().map_while(|item| match item {
        SearchItem::Entry(entry_index) => Some(&*context.site.entry_at(*entry_index).entry_type.id),
        _ => None,
    });
    let type_ids: Vec<&str> = type_ids.collect();
    let runs = type_ids.chunk_by(|type_id, next_type_id| type_id == next_type_id);
    runs.filter_map(|run| Some(EntryTypeRun { type_id: run.first()?, n_entries: run.len() }))
        .collect()
}

/// Returns whether a word is offered as a correction of a misspelling. Numbers are not.
fn is_plain_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(2).is_some()
}

/// Returns a digest of which item number means which item. The browser refuses to mix shards of
/// different generations.
fn generation_id(tag: &LanguageTag, cards: &[String]) -> String {
    let mut digest = Sha256::new_with_prefix(tag.0.as_bytes());
    for card in cards {
        // The title and the address come first and identify the item.
        let mut parts = card.splitn(3, ",\"");
        digest.update(parts.next().unwrap_or_default());
        digest.update(parts.next().unwrap_or_default());
        digest.update([0]);
    }
    to_hex(digest.finalize().get(..GENERATION_BYTES).unwrap_or_default())
}

/// Returns the shards of terms. A term that needs several shards has their number after its key.
fn term_shards(terms: &[(String, PostingList)]) -> KeyedShards {
    let encoded: Vec<String> = terms.par_iter().map(|(_, list)| encode_postings(list)).collect();
    let sizes: Vec<(&str, usize)> = terms
        .iter()
        .zip(&encoded)
        .map(|((term, _), text)| (term.as_str(), term.len() + text.len() + 1))
        .collect();
    let (mut keys, mut shards) = (Vec::new(), Vec::new());
    for ShardCut { key, items } in cut_shards(&sizes) {
        let name = shard_name(ShardKind::Terms, &key);
        let shard_terms = terms.get(items.clone()).unwrap_or_default();
        let shard_sizes = sizes.get(items.clone()).unwrap_or_default();
        let n_bytes: usize = shard_sizes.iter().map(|(_, size_bytes)| size_bytes).sum();
        match shard_terms {
            [(term, list)] if n_bytes > MAX_BYTES => {
                let n_parts = n_bytes.div_ceil(MAX_BYTES / 2);
                let parts = list.chunks(list.len().div_ceil(n_parts));
                shards.extend(parts.enumerate().map(|(part_index, part)| Shard {
                    name: format!("{name}{part_index}"),
                    data: js_string(&format!("{term}{}", encode_postings(part))),
                }));
                keys.push(format!("{key}{n_parts}"));
            }
            _ => {
                let lists = encoded.get(items).unwrap_or_default();
                let lines: Vec<String> = shard_terms
                    .iter()
                    .zip(lists)
                    .map(|((term, _), list)| format!("{term}{list}"))
                    .collect();
                shards.push(Shard { name, data: js_string(&lines.join(" ")) });
                keys.push(key);
            }
        }
    }
    KeyedShards::new(&keys, shards)
}

/// Returns the shards of sorted words.
fn word_shards(kind: ShardKind, words: &[String]) -> KeyedShards {
    let sizes: Vec<(&str, usize)> =
        words.iter().map(|word| (word.as_str(), word.len() + 2)).collect();
    let (mut keys, mut shards) = (Vec::new(), Vec::new());
    for ShardCut { key, items } in cut_shards(&sizes) {
        let shard_words = words.get(items).unwrap_or_default().iter().map(String::as_str);
        shards.push(Shard {
            name: shard_name(kind, &key),
            data: js_string(&encode_sorted_words(shard_words)),
        });
        keys.push(key);
    }
    KeyedShards::new(&keys, shards)
}

fn card_shards(cards: &[String], starts: &[usize]) -> Vec<Shard> {
    let ends = starts.iter().skip(1).copied().chain([cards.len()]);
    let ranges = starts.iter().zip(ends).map(|(start, end)| *start..end);
    let shard = |(shard_index, range): (usize, Range<usize>)| Shard {
        name: format!("{}.{shard_index}", ShardKind::Cards.prefix()),
        data: format!("[{}]", cards.get(range).unwrap_or_default().join(",\n")),
    };
    ranges.enumerate().map(shard).collect()
}

/// Returns a JavaScript string. `text` has only words and digits, so nothing needs escaping.
fn js_string(text: &str) -> String {
    format!("\"{text}\"")
}
