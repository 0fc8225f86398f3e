//! Renders a site: site + theme + route → artifact. Pure: equal input gives equal bytes on any
//! thread.
//!
//! Rust decides what is on a page, and templates place it. Each file makes the models of one kind
//! of page, which `theme::model` declares. `build` renders [`all_routes`], and `preview` renders
//! the route that a browser asks for.

mod route;

mod attachment;
mod banner;
mod book;
mod changes_page;
mod dates;
mod compared_words;
mod day_comparison_page;
mod document_versions;
mod redline;
mod wording;
mod redline_page;
mod embedded_field;
mod embedded_note;
mod entry_page;
mod feeds;
mod change_feeds;
mod change_sentences;
mod calendar;
mod calendar_text;
mod field_html;
mod field_models;
mod footer;
mod guidance;
mod section_order;
mod layout;
mod lead_facts;
mod list_pages;
mod markdown_text;
mod mentions;
mod not_found;
mod page_collector;
mod page_contents;
mod page_context;
mod paragraph_claims;
mod qualifiers;
mod questions;
mod relations;
mod repeated_quotes;
mod replaced_document;
mod source_list;
mod source_marked;
mod source_text_page;
mod views;

pub mod body;
pub mod http_headers;
pub mod offline;

pub use route::{Artifact, OutputRoute, all_routes, find_route, render_route};
pub use source_marked::{MarkedPage, render_with_source_marks};
