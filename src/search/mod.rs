//! Site → search index: what a reader can find without a server, from disk and under a strict
//! policy.
//!
//! In: a [`Site`](crate::site::Site) and the words of its theme. Out: an [`SearchIndex`], the
//! files of
//! each language by path: classic scripts that the theme's own script adds to a page when somebody
//! searches. Three kinds: a directory, shards of terms (which units hold a word, and how
//! weightily), and shards of cards (what a hit shows). Nothing here changes a page: pages name the
//! directory, which has one address for good.
//!
//! ```
//! # use pakt::files::FileSet;
//! # use pakt::site::{SiteSnapshot, settings::RunSettings};
//! # use pakt::theme::{Theme, ThemeFiles};
//! let files = FileSet::from_texts(&[("index.md", "# Start\n\nRådet leder det och är allt.\n")]);
//! let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
//! let theme = Theme::load_theme(&ThemeFiles::default(), &[]).0;
//! let index = pakt::search::search_index(&site, &theme);
//! assert!(index.file_bytes("assets/search/sv/directory.js").is_some());
//! ```
//!
//! `themes/pakt/search.js` is the other half: it cuts a question into words, stems them and reads
//! the shards by the same rules. May use: `theme`, `site` and below.

mod result_card;
mod compound;
mod shard_directory;
mod analyze;
mod index;
mod analyzer;
mod interner;
mod extract;
mod postings;
mod fact_text;
mod shard;
mod document;
mod tokenize;

pub use analyzer::Analyzer;
pub use index::{FOLDER, SearchIndex, search_index};
pub use tokenize::for_each_word;
