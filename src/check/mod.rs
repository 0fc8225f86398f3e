//! Site → findings: what only a look over the whole content can tell, and the final word on how
//! much each finding matters.
//!
//! One file per family of rules. A rule reads the [`Site`](crate::site::Site) and gives
//! [`Diagnostic`](crate::diagnostic::Diagnostic)s; [`report`] gathers those of every stage, applies
//! `checks:`, `allow:` and drafts, and puts them in order. May use: `site` and below.

mod attachments;
mod citations;
mod editorial;
mod raw_html;
mod quote_alignment;
mod running_text;
mod relations;
mod report;
#[cfg(test)]
mod tests;
mod view_options;

pub use report::{Report, report};
