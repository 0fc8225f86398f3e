//! Diagnostics: what is wrong in the content, as values.
//!
//! A [`Diagnostic`] is one finding: a [`Fault`] (what), a [`Span`] (where) and a [`Severity`].
//! Every stage makes them and none prints them; the edge decides how they look: excerpts for
//! people, JSON, SARIF or GitHub lines for machines. The words live in `message/{en,sv}/`, the
//! facts about each [`Code`] in one table, `catalogue`. May use: nothing else of pakt.

pub mod catalogue;
mod explanation;
mod fault;
mod finding;
pub mod message;
mod reason;
#[cfg(test)]
mod sample;
pub mod show;
mod span;
pub mod visible;

pub use fault::{Code, Fault};
pub use finding::{Diagnostic, Family, Related, Severity};
pub use reason::{
    CitationProblem, DocumentMiss, Expected, KeyHome, LinkMiss, Nearest, Note, OptionProblem,
    Outside, SourceLack, YamlProblem,
};
pub use span::{Position, Source, Span};
