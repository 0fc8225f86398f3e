//! Site + theme + route → artefact. Pure: equal inputs give equal bytes, on any thread.
//!
//! Rust decides what is on a page and templates place it: each file here makes the view models of
//! one kind of page, `view` holds their shapes. `build` maps [`render`] over all [`routes`],
//! `preview` asks for the one that a browser wants. May use: `data`, `theme`, `site` and below.

mod banner;
pub mod body;
mod changes;
mod dates;
mod drawn;
mod entry;
mod feed;
mod field;
mod file;
mod foot;
mod frame;
pub mod headers;
pub mod highlight;
mod list;
mod marked;
mod mentions;
mod not_found;
mod qualified;
mod question;
mod relations;
mod route;
mod scene;
mod source_text;
mod sources;
mod text;
pub mod view;

pub use marked::{Marked, marked};

pub use route::{Artefact, Route, find, render, routes};
