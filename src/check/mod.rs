//! Site → findings: what only a look over the whole content can tell, and the final word on how
//! much each finding matters.
//!
//! One file per family of rules. A rule reads the [`Site`](crate::site::Site) and gives
//! [`Diagnostic`](crate::diagnostic::Diagnostic)s; [`report`] gathers those of every stage, applies
//! `checks:`, `allow:` and drafts, and puts them in order. May use: `site` and below.

mod attachments;
mod citations;
mod editorial;
mod html;
mod nearest;
mod prose;
mod relations;
mod report;
#[cfg(test)]
mod tests;
mod views;

pub use report::{Report, report};
