//! `pakt` turns an agreement that is kept as Markdown and YAML in git into a cross-linked, sourced
//! and dated website. The whole pipeline, in one screen:
//!
//! ```text
//! folder ──files──▶ Files ──parse──▶ Parsed ──site──▶ Site ──render(route)──▶ Artefact ──build──▶
//! output/
//!                            (one file at a time)      │
//!                            └─preview─▶ browser
//!                                                      └──check──▶ Diagnostics
//! ```
//!
//! The modules below stand in the order of that flow, from the edge to the core. A module may use
//! those that stand after it, and none before it; `tests/tidy/` holds that.

pub mod cli;
pub mod preview;
pub mod devserver;
pub mod build;
pub mod render;
pub mod search;
pub mod data;
pub mod theme;
pub mod check;
pub mod site;
pub mod schema;
pub mod parse;
pub mod files;
pub mod diagnostic;
