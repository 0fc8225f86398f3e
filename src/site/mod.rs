//! Parsed files → [`Site`]: ids, addresses, names, links, relations and navigation.
//!
//! A site is an immutable value: all that is known about the content at one moment. It holds no
//! file handle, no clock and no theme. Equal inputs give equal sites, so what is rendered from a
//! site made after an edit is what a clean build would give.
//!
//! In: [`ParsedFiles`](crate::parse::Parsed) and [`Settings`]. Out: [`Site`], and in it the findings
//! that only the whole can show. May use: `schema`, `parse`, `files`, `diagnostic`.

mod address;
mod collate;
mod collect;
mod config;
mod entry;
mod front;
mod language;
mod link;
mod lists;
mod names;
mod open;
mod relations;
mod resolve;
mod routes;
mod settings;
mod snapshot;
mod source_text;
mod tree;

pub use address::{encode, fold, relative};
pub use collate::sort_key;
pub use config::{Config, History, Level, Profile, RawHtml, normal_base_url};
pub use entry::{Entry, EntryIndex, Meta, Origin, Version};
pub use language::{fallback_order, words};
pub use relations::Incoming;
pub use resolve::{Place, Resolution, Target};
pub use routes::{MENTIONS_PER_PAGE, Route};
pub use settings::{Drafts, GeneratedNames, Settings};
pub use snapshot::{Mention, ParsedFiles, Site, Snapshot, asset_path};
pub use source_text::{Paragraph, SourceText};
pub use tree::{Child, Section, SectionIndex};
