//! Links parsed files into a [`Site`]: ids, addresses, names, links, relations and navigation.
//!
//! A site is an immutable value: all that is known about the content of a folder. It holds no file
//! handle, clock or theme. Equal inputs give equal sites, so what is rendered from a site after an
//! edit is what a clean build would give.
//!
//! Input: [`ParsedFiles`] and [`RunSettings`](settings::RunSettings). Output: [`Site`], with the
//! diagnostics that need the whole content.

pub mod config;
mod config_reader;
mod publisher_check;
pub mod settings;
pub mod content_history;
mod parsed_files;
mod snapshot;
mod linker;

mod declarations;

mod collect_entries;
mod entry_sources;
mod page_files;
mod intended_type;
mod page_entry;
mod titles;
mod publication;
mod publication_decision;
mod folder_publication;
mod publication_reader;
mod entry_front_matter;
mod entry_lists;
mod entry_tables;
mod implicit_entries;
pub(crate) mod new_entry;
mod entry_changes;
mod copied_files;
mod left_out;
mod settings_files;
mod draft_names;
mod draft_tags;
mod document_texts;
mod source_anchors;
mod source_shape;
mod source_locator;
mod redline;
pub mod source_text;
pub mod entry;
mod anchor_index;

mod site_names;
mod type_lists;
pub(crate) mod asked_questions;
mod removed_pages;
mod folder_groups;
mod asset_names;
mod name_index;
mod find_named;
mod address_index;
mod path_index;
mod id_index;
mod sharded_map;
mod navigation;
pub mod section_tree;

mod site_lookup;
mod relations;
mod relation_statements;
mod open_questions;
mod embed_graph;
mod entry_links;
mod incoming_index;
mod url_schemes;
mod find_destination;
mod foreign_keys;
mod foreign_front_matter;
mod link_destination;
mod text_ref;
pub mod resolve_link;
mod link_resolver;
pub mod entry_citations;
pub(crate) mod citation_index;
pub(crate) mod dependents;
mod named_statements;
pub(crate) mod calendar_index;
pub mod resolve_citation;
mod ready_citation;
pub(crate) mod replaced_citation;
mod respelled_words;
mod quotes;
mod display_status;
pub mod embedded_values;
mod glossary;
pub mod routes;
mod route_changes;
mod route_table;
mod kept_back_files;
mod unbracketed_mark;

pub mod address;
mod collation;
pub mod chronology;
mod replacements;
mod review;
mod citation_fate;
mod citation_fates;
mod later_search;
mod outdated_statement;
mod document_versions;
pub mod statement_state;
pub(crate) mod day_comparison;
mod statement_succession;
mod language_choice;
mod localized_site;
mod language_index;
pub mod views;

pub use collation::collation_key;
pub use display_status::DisplayStatus;
pub use entry::{Entry, EntryIndex, EntryOrigin};
pub use entry_links::LinkMention;
pub(crate) use kept_back_files::is_well_known;
pub use language_index::LanguageIndex;
pub(crate) use link_destination::join_path;
pub use localized_site::LocalizedSite;
pub(crate) use named_statements::NamedStatement;
pub(crate) use page_entry::is_id;
pub use parsed_files::ParsedFiles;
pub use relation_statements::RelationStatement;
pub use relations::IncomingRelation;
pub(crate) use relations::relation_pointers;
pub use routes::ContentRoute;
pub(crate) use settings_files::{declares_settings, is_site_file};
pub use snapshot::{Site, SiteSnapshot};
pub use text_ref::TextRef;
