//! Formats reports: snippets for people, and JSON, SARIF, and what GitHub and GitLab show
//! in a review.
//!
//! ```
//! use std::sync::Arc;
//! use pakt::diagnostic::{Diagnostic, ReportLanguage, SourceFile, Span, emit, rules};
//!
//! let source = SourceFile { path: "a.md".into(), text: "---\ndate: soon\n---\n".into() };
//! let span = Span::new(&Arc::new(source), 10..14);
//! let kind = rules::UnknownType { name: "soon".into(), suggestion: None };
//! let diagnostics = [Diagnostic::new(span, kind)];
//! let line = emit::github::emit(&diagnostics, ReportLanguage::English);
//! assert!(line.starts_with("::error file=a.md,line=2,col=7,endLine=2,endColumn=11,"));
//! ```
//!
//! Each format is a pure function of a sorted slice and a language. Content may be hostile:
//! invisible characters are escaped, so that it controls no terminal, build log or page.

mod snippet;
mod explain;
mod fold;
pub mod github;
pub mod gitlab;
#[cfg(test)]
mod hostile_tests;
pub mod human;
pub mod json;
pub mod sarif;
#[cfg(test)]
mod tests;

pub use explain::{explain_json, explain_text};
pub use human::{ColorMode, ReportDetail, TerminalStyle};
pub use json::json_text;
