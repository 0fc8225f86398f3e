//! Every integration test, in one program: cargo links pakt and what it uses once.
//!
//! A folder is a module with the data it needs. `cargo test --test main cli::` runs one of them,
//! and `UPDATE_EXPECT=1` rewrites what a test compares with; the difference is reviewed as code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

mod cases;
mod changes;
mod citations;
mod cli;
mod contrast;
mod data;
mod diagnostics;
mod dialects;
mod example_site;
mod feeds;
mod fuzz;
mod handbook;
mod lsp;
mod hostile_content;
mod import;
mod preview;
mod preview_last_good;
mod preview_random_edits;
mod properties;
mod rendered;
mod scaffold;
mod search;
mod support;
mod theming;
mod time;
mod tidy;
mod versions;
