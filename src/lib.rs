//! `pakt` turns an agreement that is kept as Markdown and YAML in git into a cross-linked, sourced
//! and dated website. The whole pipeline on one screen:
//!
//! ```text
//! content/ ──files──▶ FileSet ──parse──▶ ParsedFiles ──site──▶ Site ──render(route)──▶ Artifact
//!                             (file by file)                    │                         │
//!                                            check ◀────────────┤          ┌──────────────┤
//!                                              │                │        build         preview
//!                                              ▼                ▼          ▼              ▼
//!                                         Diagnostics       page JSON   output/        browser
//! ```
//!
//! `project` runs the first half of it, from a folder to a site with its theme, and does so again
//! after a change. The commands in `cli` start there.
//!
//! Modules are listed from the command line down to the core. A module may import those listed
//! after it, never those before it; `tests/tidy/` checks this.

pub mod cli;
pub mod preview;
pub mod devserver;
pub mod lsp;
pub mod scaffold;
pub mod project;
pub mod build;
pub mod render;
pub mod search;
pub mod data;
pub mod theme;
pub mod check;
pub mod changes;
pub mod import;
pub mod site;
pub mod schema;
pub mod parse;
pub mod files;
pub mod locale;
pub mod diagnostic;
