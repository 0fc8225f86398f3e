//! Site → search index: what a reader can find without a server, from disk and under a strict
//! content security policy.
//!
//! Input: a [`Site`](crate::site::Site) and the strings of its theme. Output: a [`SearchIndex`],
//! the files of each language by path. They are classic scripts that the theme's script adds to a
//! page when somebody searches. There are three kinds: a directory, shards of terms (which items
//! contain a word, and how much it matters), and shards of cards (what a hit shows). The index
//! changes no page: pages name the directory, whose address never changes.
//!
//! ```
//! # use pakt::files::FileSet;
//! # use pakt::site::{SiteSnapshot, settings::RunSettings};
//! # use pakt::theme::{Theme, ThemeFiles};
//! let files = FileSet::from_texts(&[("index.md", "# Start\n\nRådet leder det och är allt.\n")]);
//! let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
//! let theme = Theme::load_theme(&ThemeFiles::default(), &[]).0;
//! let index = pakt::search::SearchIndex::build(&site, &theme);
//! assert!(index.file_bytes("assets/search/sv/directory.js").is_some());
//! ```
//!
//! `themes/pakt/search.js` is the counterpart: it splits a query into words, stems them and reads
//! the shards by the same rules.

mod index_context;
mod search_item;
mod fact_text;

mod tokenize;
mod analyzer;
mod compound;
mod term_weight;
mod interner;
mod analyze;
mod postings;

mod shard;
mod replaced_items;
mod result_card;
mod shard_directory;
mod search_index;

#[cfg(test)]
mod contract_tests;

pub use analyzer::Analyzer;
pub use search_index::{FOLDER, SearchIndex};
pub use tokenize::for_each_word;
