//! Markdown → HTML: one body, with what its links lead to already decided.
//!
//! [`write()`] goes through the same events as [`outline`](crate::parse::markdown::outline), so the
//! n-th link, citation, directive and heading are those of the [`Outline`](crate::parse::Outline).
//! Whoever knows the site fills the lists of [`WriteOptions`] by that order; nothing is looked up
//! here. Everything that a text or a list says goes through one escaper, but for
//! [`Target::Inline`], [`Target::Block`] and the ready HTML of directives and citations.
//!
//! ```
//! use pakt::parse::markdown::outline;
//! use pakt::render::body::{Target, WriteOptions, write};
//!
//! let text = "See [[solna]].";
//! let links = [Target::Page { href: "../solna/".into(), title: Some("Solna".into()), language:
//! None }];
//! let options = WriteOptions { links: &links, language: "en", ..WriteOptions::default() };
//! let html = write(text, &outline(text), &options).html;
//! assert_eq!(html, "<p>See <a href=\"../solna/\">Solna</a>.</p>\n");
//! ```

mod block;
mod escape;
mod footnote;
#[cfg(test)]
mod hostile;
mod inline;
mod link;
mod options;
mod table;
mod term;
#[cfg(test)]
mod tests;
mod typography;
mod verbatim;
mod writer;

pub use escape::{escape, is_safe_address};
pub use options::{
    Anchors, BodyHtml, HtmlPolicy, Mark, Punctuation, Target, TermUse, Terms, Words, WriteOptions,
};
pub use typography::typeset;
pub use verbatim::verbatim;
pub use writer::write;
