//! Parsed files → [`Site`]: ids, addresses, names, links, relations and navigation.
//!
//! A site is an immutable value: all that is known about the content at one moment. It holds no
//! file handle, no clock and no theme. Equal inputs give equal sites, so what is rendered from a
//! site made after an edit is what a clean build would give.
//!
//! In: [`ParsedFiles`] and [`RunSettings`](settings::RunSettings). Out: [`Site`], and in it the
//! findings
//! that only the whole can show. May use: `schema`, `parse`, `files`, `diagnostic`.

pub mod address;
pub mod citation_index;
pub mod resolve_citation;
mod collation;
mod collect_entries;
pub mod config;
mod link_destination;
mod relink;
mod display_status;
mod entry;
mod entry_front_matter;
mod glossary;
pub mod in_force;
mod memo;
mod language_index;
mod language_choice;
mod linker;
mod localized_site;
mod entry_lists;
mod name_index;
mod implicit_entries;
mod path_index;
mod relations;
mod front_matter_diff;
pub mod resolve_link;
mod routes;
pub mod settings;
mod snapshot;
pub mod source_text;
mod text_ref;
mod titles;
pub mod section_tree;
pub mod views;

pub use collation::collation_key;
pub use display_status::DisplayStatus;
pub use entry::{Entry, EntryIndex, EntryMeta, EntryOrigin, LanguageVersion, RemovedInfo};
pub use language_index::LanguageIndex;
pub use localized_site::LocalizedSite;
pub use relations::IncomingRelation;
pub use routes::{ContentRoute, MENTIONS_PER_PAGE, RESTING_PER_PAGE};
pub use snapshot::{LinkMention, ParsedFiles, Site, SiteSnapshot};
pub use text_ref::TextRef;
