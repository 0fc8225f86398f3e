//! Markdown: one stream of events, and the [`MarkdownOutline`](super::MarkdownOutline) made of it.
//!
//! pulldown-cmark reads CommonMark; what pakt adds (wiki links, callouts, citations, directives,
//! block ids, marks, comments, the few HTML tags that are kept) is added here, once, so that
//! whoever asks what a text holds and whoever writes it as HTML see the same n-th link. A text
//! never fails: what is not understood stays text. No input nests deeper than [`MAX_DEPTH`], and
//! every pass is linear in the text.
//!
//! ```
//! use pakt::parse::markdown::{MarkdownEvent, collect_outline, markdown_events};
//!
//! let text = "See [[solna|the city]] [@report P1].";
//! assert_eq!(collect_outline(text).links[0].destination, "solna");
//! assert!(markdown_events(text).iter().any(|(event, _)| matches!(event,
//! MarkdownEvent::Citation)));
//! ```

mod link_context;
mod callout;
mod bracket_syntax;
mod outline_collector;
mod destination_span;
mod event;
mod fence;
mod event_builder;
mod heading_id;
mod html_scanner;
mod inline;
mod link;
mod running_text;
mod event_reader;
mod heading_slug;
mod html_tags;
#[cfg(test)]
mod tests;

pub use event::{
    ElementKind, FoldState, ImageSize, LinkParts, MarkdownElement, MarkdownEvent, RawHtmlKind,
};
pub use event_builder::MAX_DEPTH;
pub use event_reader::markdown_events;
pub use outline_collector::collect_outline;
