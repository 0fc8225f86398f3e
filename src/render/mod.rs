//! Site + theme + route → artefact. Pure: equal inputs give equal bytes, on any thread.
//!
//! Rust decides what is on a page and templates place it: each file here makes the view models of
//! one kind of page, `view` holds their shapes. `build` maps [`render_route`] over all
//! [`all_routes`],
//! `preview` asks for the one that a browser wants. May use: `data`, `theme`, `site` and below.

mod banner;
pub mod body;
mod changes_page;
mod dates;
mod views;
mod entry_page;
mod feeds;
mod field_html;
mod attachment;
mod footer;
mod layout;
pub mod http_headers;
mod list_pages;
mod source_marked;
mod mentions;
mod not_found;
mod qualifiers;
mod questions;
mod relations;
mod route;
mod page_context;
mod source_text_page;
mod source_list;
mod markdown_text;
pub mod model;

pub use source_marked::{MarkedPage, render_with_source_marks};

pub use route::{Artifact, OutputRoute, all_routes, find_route, render_route};
