//! How findings look: an excerpt for people, JSON, SARIF and GitHub lines for machines.
//!
//! ```
//! use std::sync::Arc;
//! use pakt::diagnostic::message::ReportLanguage;
//! use pakt::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span, emit};
//!
//! let source = SourceFile { path: "a.md".into(), text: "---\ndate: soon\n---\n".into() };
//! let span = Span::new(&Arc::new(source), 10..14);
//! let found = [Diagnostic::new(span, DiagnosticKind::BadDate { found: "soon".into() })];
//! let line = emit::github::emit(&found, ReportLanguage::English);
//! assert!(line.starts_with("::error file=a.md,line=2,col=7,endLine=2,endColumn=11,"));
//! ```
//!
//! Each format is a pure function of a sorted slice and a language. Content is hostile: whatever
//! of it comes out here is made visible first, in JSON escaped, so no byte of it steers a terminal,
//! a build log or a page.

mod snippet;
mod explain;
pub mod github;
#[cfg(test)]
mod hostile;
pub mod human;
pub mod json;
mod line_index;
pub mod sarif;
#[cfg(test)]
mod tests;

pub use explain::{explain_json, explain_text};
pub use human::{ColorMode, TerminalStyle};
pub use json::json_text;
