//! The files of an index, by path.

use super::analyze::{SearchDocument, SearchDocuments, analyze};
use super::analyzer::Analyzer;
use super::document::IndexContext;
use super::postings::{PostingList, TermIndex, encode_postings, encode_sorted_words};
use super::result_card;
use super::shard::{MAX_BYTES, ShardCut, cut_shards, file_name};
use super::shard_directory::{DirectoryContents, directory_json};
use crate::schema::LanguageTag;
use crate::site::{LanguageIndex, Site};
use crate::theme::{Strings, Theme};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// Where the index lies in the output, a folder a language.
pub const FOLDER: &str = "assets/search";
/// How much of the SHA-256 tells one numbering of units from another.
const GENERATION_BYTES: usize = 4;

/// All files of the index. Immutable.
#[derive(Debug, Default)]
pub struct SearchIndex {
    files: BTreeMap<Arc<str>, Vec<u8>>,
}

impl SearchIndex {
    /// The paths in the output, in order.
    pub fn file_paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// The bytes of one file.
    #[must_use]
    pub fn file_bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

/// The index of a site in the words of a theme: made at the first call, and kept with the site.
#[must_use]
pub fn search_index(site: &Site, theme: &Theme) -> Arc<SearchIndex> {
    let words: Vec<&Strings> =
        site.config.languages.iter().map(|tag| theme.strings(&tag.0)).collect();
    let make = || {
        (
            words.iter().map(|strings| (*strings).clone()).collect(),
            Arc::new(build_index(site, &words)),
        )
    };
    let kept: Option<Arc<(Vec<Strings>, Arc<SearchIndex>)>> = site.search_index.get_or_make(make);
    match kept {
        Some(kept) if kept.0.iter().eq(words.iter().copied()) => Arc::clone(&kept.1),
        // Another theme's words are kept.
        _ => Arc::new(build_index(site, &words)),
    }
}

fn build_index(site: &Site, words: &[&Strings]) -> SearchIndex {
    let mut files = BTreeMap::new();
    for (language_index, (tag, strings)) in
        (0..).map(LanguageIndex).zip(site.config.languages.iter().zip(words))
    {
        let tongue = Analyzer::for_language(tag);
        let reading = IndexContext { site, strings, language_index, tag, tongue: &tongue };
        files.extend(language_files(reading));
    }
    SearchIndex { files }
}

/// One file: its name, and what it says.
type Shard = (String, String);

fn language_files(reading: IndexContext<'_>) -> BTreeMap<Arc<str>, Vec<u8>> {
    let units = SearchDocuments::collect(reading);
    let entries = units.all.iter().map_while(|unit| match unit {
        SearchDocument::Entry(entry_index) => Some(&*reading.site.entry_at(*entry_index).kind.id),
        _ => None,
    });
    let entries: Vec<&str> = entries.collect();
    let runs = entries.chunk_by(|one, next| one == next);
    let types: Vec<(&str, usize)> =
        runs.filter_map(|run| Some((*run.first()?, run.len()))).collect();
    let terms = TermIndex::build(reading.tongue, &analyze(reading, &units));
    let cards = result_card::result_cards(reading, &units);
    let starts = result_card::card_shard_starts(&cards);

    let (term_keys, mut shards) = term_shards(&terms.terms);
    let mut keys = vec![term_keys];
    let spelled: Vec<String> = terms.words.into_iter().filter(|word| is_plain_word(word)).collect();
    let mirrored: BTreeSet<String> =
        spelled.iter().map(|word| word.chars().rev().collect()).collect();
    for (letter, words) in [("w", spelled), ("m", mirrored.into_iter().collect())] {
        let (own_keys, own) = word_shards(letter, &words);
        keys.push(own_keys);
        shards.extend(own);
    }
    shards.extend(card_shards(&cards, &starts));
    let keys = <[Option<String>; 3]>::try_from(keys).unwrap_or_default();
    let contents =
        DirectoryContents { context: reading, units: &units, types: &types, keys, starts: &starts };
    let shards =
        shards.into_iter().chain([("directory".into(), directory_json(&contents).to_string())]);

    let generation = generation_id(reading.tag, &cards);
    let call = |(name, said): (String, String)| {
        let path = format!("{FOLDER}/{}/{name}.js", reading.tag.0);
        let key = format!("{}/{name}", reading.tag.0);
        let text = format!("pakt.shard({key:?}, \"{generation}\", {said});\n");
        (Arc::from(path), text.into_bytes())
    };
    shards.map(call).collect()
}

/// Words that may be misspelled: figures are right or wrong.
fn is_plain_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(2).is_some()
}

/// What numbers mean which units: shards of another generation say something else.
fn generation_id(tag: &LanguageTag, cards: &[String]) -> String {
    let mut digest = Sha256::new_with_prefix(tag.0.as_bytes());
    for card in cards {
        // The title and the address come first, which tell one unit from the other.
        let mut parts = card.splitn(3, ",\"");
        digest.update(parts.next().unwrap_or_default());
        digest.update(parts.next().unwrap_or_default());
        digest.update([0]);
    }
    let mut text = String::new();
    for byte in digest.finalize().iter().take(GENERATION_BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The shards of terms, and their keys; of a term that takes several, how many.
fn term_shards(terms: &[(String, PostingList)]) -> (Option<String>, Vec<Shard>) {
    let texts: Vec<String> = terms.par_iter().map(|(_, list)| encode_postings(list)).collect();
    let sizes: Vec<(&str, usize)> = terms
        .iter()
        .zip(&texts)
        .map(|((term, _), text)| (term.as_str(), term.len() + text.len() + 1))
        .collect();
    let (mut keys, mut shards) = (Vec::new(), Vec::new());
    for ShardCut { key, items } in cut_shards(&sizes) {
        let name = format!("t.{}", file_name(&key));
        let own = terms.get(items.clone()).unwrap_or_default();
        let n_bytes: usize = sizes.get(items.clone()).unwrap_or_default().iter().map(|s| s.1).sum();
        match own {
            [(term, list)] if n_bytes > MAX_BYTES => {
                let n_parts = n_bytes.div_ceil(MAX_BYTES / 2);
                for (number, part) in list.chunks(list.len().div_ceil(n_parts)).enumerate() {
                    shards.push((
                        format!("{name}{number}"),
                        js_string(&[term, &*encode_postings(part)].concat()),
                    ));
                }
                keys.push(format!("{key}{n_parts}"));
            }
            _ => {
                let texts = texts.get(items).unwrap_or_default();
                let lines = own.iter().zip(texts).map(|((term, _), text)| format!("{term}{text}"));
                shards.push((name, js_string(&lines.collect::<Vec<_>>().join(" "))));
                keys.push(key);
            }
        }
    }
    (join_keys(&keys), shards)
}

fn word_shards(letter: &str, words: &[String]) -> (Option<String>, Vec<Shard>) {
    let sizes: Vec<(&str, usize)> =
        words.iter().map(|word| (word.as_str(), word.len() + 2)).collect();
    let (mut keys, mut shards) = (Vec::new(), Vec::new());
    for ShardCut { key, items } in cut_shards(&sizes) {
        let own = words.get(items).unwrap_or_default().iter().map(String::as_str);
        shards
            .push((format!("{letter}.{}", file_name(&key)), js_string(&encode_sorted_words(own))));
        keys.push(key);
    }
    (join_keys(&keys), shards)
}

/// The keys of shards as the directory has them; none if there is no shard.
fn join_keys(keys: &[String]) -> Option<String> {
    (!keys.is_empty()).then(|| keys.join(" "))
}

fn card_shards(cards: &[String], starts: &[usize]) -> Vec<Shard> {
    let ends = starts.iter().skip(1).copied().chain([cards.len()]);
    let shard = |(number, (start, end)): (usize, (&usize, usize))| {
        let own = cards.get(*start..end).unwrap_or_default();
        (format!("c.{number}"), format!("[{}]", own.join(",\n")))
    };
    starts.iter().zip(ends).enumerate().map(shard).collect()
}

/// A string of JavaScript; it holds words and digits only.
fn js_string(text: &str) -> String {
    format!("\"{text}\"")
}
