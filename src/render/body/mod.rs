//! Writes one Markdown body as HTML; the targets of its links are already resolved.
//!
//! [`write_body`] visits the same events as [`collect_outline`](crate::parse::markdown), so the
//! n-th link, citation, directive and heading are those of the
//! [`MarkdownOutline`](crate::parse::MarkdownOutline). The caller, which knows the site, fills the
//! lists of [`HtmlOptions`] in that order; this module looks nothing up. All text is escaped by
//! [`escape_html`]'s escaper, except [`ResolvedTarget::Inline`], [`ResolvedTarget::Block`] and the
//! finished HTML of directives and citations.
//!
//! ```
//! use pakt::parse::markdown::collect_outline;
//! use pakt::render::body::{HtmlOptions, ResolvedTarget, write_body};
//!
//! let text = "See [[solna]].";
//! let target = ResolvedTarget::Page {
//!     href: "../solna/".into(),
//!     title: Some("Solna".into()),
//!     language: None,
//! };
//! let links = [target];
//! let options = HtmlOptions { links: &links, language: "en", ..HtmlOptions::default() };
//! let html = write_body(text, &collect_outline(text), &options).html;
//! assert_eq!(html, "<p>See <a href=\"../solna/\">Solna</a>.</p>\n");
//! ```

mod block;
mod escape;
mod footnote;
#[cfg(test)]
mod hostile_tests;
mod inline;
mod link;
mod options;
mod table;
mod glossary_links;
#[cfg(test)]
mod glossary_tests;
#[cfg(test)]
mod raw_html_tests;
#[cfg(test)]
mod tests;
mod nowrap;
mod html_writer;

pub use escape::{escape_html, is_safe_url, language_attributes};
pub use html_writer::write_body;
pub(super) use inline::{MARKERS_END, MARKERS_START};
pub use nowrap::with_nowrap;
pub use options::{
    AnchorPolicy, BodyStrings, GlossaryTermUse, GlossaryTerms, HtmlOptions, PunctuationStyle,
    RawHtmlPolicy, RenderedBody, ResolvedTarget,
};
