//! Parsed files → [`Site`]: ids, addresses, names, links, relations and navigation.
//!
//! A site is an immutable value: all that is known about the content at one moment. It holds no
//! file handle, no clock and no theme. Equal inputs give equal sites, so what is rendered from a
//! site made after an edit is what a clean build would give.
//!
//! In: [`ParsedFiles`] and [`Settings`](settings::Settings). Out: [`Site`], and in it the findings
//! that only the whole can show. May use: `schema`, `parse`, `files`, `diagnostic`.

pub mod address;
pub mod backing;
pub mod cite;
mod collate;
mod collect;
pub mod config;
mod destination;
mod edited;
mod entry;
mod front;
mod glossary;
pub mod in_force;
mod kept;
mod language;
mod link;
mod lists;
mod names;
mod open;
mod paths;
mod relations;
mod renamed;
pub mod resolve;
mod routes;
pub mod settings;
mod snapshot;
pub mod source_text;
mod titles;
pub mod tree;
pub mod views;

pub use collate::sort_key;
pub use entry::{Entry, EntryIndex, Meta, Origin, Removed, Version};
pub use language::words;
pub use relations::Incoming;
pub use routes::{MENTIONS_PER_PAGE, RESTING_PER_PAGE, Route};
pub use snapshot::{Mention, ParsedFiles, Site, Snapshot};
