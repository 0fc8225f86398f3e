//! Diagnostics: what is wrong in the content, as values.
//!
//! A [`Diagnostic`] is one finding: a [`DiagnosticKind`] (what), a [`Span`] (where) and a
//! [`Severity`].
//! Every stage makes them and none prints them; the edge decides how they look: excerpts for
//! people, JSON, SARIF or GitHub lines for machines. The words live in `message/{en,sv}/`, the
//! facts about each [`DiagnosticCode`] in one table, `catalogue`. May use: nothing else of pakt.

pub mod catalog;
mod docs;
mod kind;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod diagnostic;
pub mod message;
mod detail;
#[cfg(test)]
mod fixtures;
pub mod emit;
mod span;
pub mod sanitize;

pub use detail::{
    BrokenLinkReason, CitationProblem, ExpectedKind, KeyScope, MissingSourcePart, NearestPassage,
    OutsideSiteReason, RelatedNote, UnknownDocumentReason, ViewOptionProblem, YamlProblem,
};
pub use diagnostic::{Diagnostic, RelatedLocation, RuleFamily, Severity};
pub use kind::{DiagnosticCode, DiagnosticKind};
pub use span::{LineCol, SourceFile, Span};
