//! What changed in the knowledge of a site, from one version to another.
//!
//! Input: two [`Site`](crate::site::Site)s. Output: [`KnowledgeChange`]s, a pure function of both.
//! Layout, the order of keys, moved files, and whether an entry is in a list or in a file of its
//! own are not knowledge.
//!
//! Invariant: the changes from B to A are those from A to B, each read backwards.
//!
//! ```
//! use pakt::changes::{ChangeKind, compare_sites};
//! use pakt::files::FileSet;
//! use pakt::site::{SiteSnapshot, settings::RunSettings};
//!
//! let site = |text| {
//!     let files = FileSet::from_texts(&[("site.yaml", "title: A\nowner: B\n"), ("a.md", text)]);
//!     SiteSnapshot::new(&files, &RunSettings::default()).site
//! };
//! let changes = compare_sites(&site("# A\n\nOne word."), &site("# A\n\nOne more word."));
//! assert_eq!(changes[0].kind, ChangeKind::TextChanged);
//! assert_eq!(changes[0].words.map(|words| words.added), Some(1));
//! ```

mod knowledge_change;
mod changed_words;
mod common_sequence;
mod compare_sites;
mod entry_pairs;
mod entry_changes;
mod entry_key;
mod field_changes;
mod paired_text;
mod paragraph_changes;
mod paragraph_pairs;
mod shown_value;
mod statement_pairs;
mod statement_record;
mod text_blocks;
mod text_words;
mod uncompared_files;
mod unmarked_changes;
mod word_count;

pub use changed_words::ChangedWords;
pub use compare_sites::compare_sites;
pub use entry_key::EntryKey;
pub use knowledge_change::{
    ChangeKind, ChangeLabel, ChangedValue, ItemPart, KnowledgeChange, SourceComparison,
    SourceReference, ValueWords,
};
pub use text_blocks::{BlockChange, BlockComparison, TextBlock};
pub use uncompared_files::{UncomparedFiles, UncomparedKind, differing_settings, differing_theme};
pub use word_count::WordCount;
