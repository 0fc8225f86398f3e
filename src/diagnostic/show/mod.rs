//! How findings look: an excerpt for people, JSON, SARIF and GitHub lines for machines.
//!
//! ```
//! use std::sync::Arc;
//! use pakt::diagnostic::message::Language;
//! use pakt::diagnostic::{Diagnostic, Fault, Source, Span, show};
//!
//! let source = Source { path: "a.md".into(), text: "---\ndate: soon\n---\n".into() };
//! let span = Span::new(&Arc::new(source), 10..14);
//! let found = [Diagnostic::at(span, Fault::BadDate { found: "soon".into() })];
//! let line = show::github(&found, Language::English);
//! assert!(line.starts_with("::error file=a.md,line=2,col=7,endLine=2,endColumn=11,"));
//! ```
//!
//! Each format is a pure function of a sorted slice and a language. Content is hostile: whatever
//! of it comes out here is made visible first, in JSON escaped, so no byte of it steers a terminal,
//! a build log or a page.

mod excerpt;
mod explain;
mod github;
#[cfg(test)]
mod hostile;
mod human;
mod json;
mod places;
mod sarif;
#[cfg(test)]
mod tests;

pub use explain::{explain, explain_json};
pub use github::github;
pub use human::{Look, Paint, human};
pub use json::{json, json_text};
pub use sarif::sarif;
