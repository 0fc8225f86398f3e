//! Parses Markdown: the events of a text, and its [`MarkdownOutline`](super::MarkdownOutline).
//!
//! pulldown-cmark parses CommonMark. This module adds wiki links, callouts, citations, directives,
//! block ids, marks, comments and the few allowed HTML tags. Outline and HTML are made of the same
//! events, so both have the same n-th link. Every text is valid: what is not understood is text.
//! The nesting of events is at most [`MAX_DEPTH`], and every pass is linear in the text.
//!
//! [`markdown_events`] makes one pass over the events of pulldown-cmark (`event_reader.rs`) and
//! emits events to a builder (`event_builder.rs`). The builder also keeps the elements, HTML tags
//! and markers (`==`, `%%`) that are open. What turns out later changes the events that were
//! emitted before: a tag that is not closed becomes raw HTML, a `==` that is closed opens a mark, a
//! comment is removed, and a block id becomes an anchor before its block.
//!
//! ```
//! use pakt::parse::markdown::{MarkdownEvent, collect_outline, markdown_events};
//!
//! let text = "See [[solna|the city]] [@report P1].";
//! assert_eq!(collect_outline(text).links[0].destination, "solna");
//! let mut events = markdown_events(text).into_iter();
//! assert!(events.any(|(event, _)| matches!(event, MarkdownEvent::Citation)));
//! ```

mod event;
mod event_reader;
mod event_builder;
mod inline;
mod link;
mod bracket_syntax;
mod destination_span;
mod html_scanner;
mod html_tags;
mod callout;
mod fence;
mod heading_id;
mod surplus_cell;
mod misread_text;
mod unknown_reference;
mod footnote_usage;
mod outline_collector;
mod heading_slug;
mod link_context;
mod running_text;
#[cfg(test)]
mod tests;

pub(super) use bracket_syntax::bracket_syntax;
pub use callout::CALLOUT_KINDS;
pub use event::{
    ElementKind, FoldState, ImageSize, InlineTag, LinkParts, MarkdownElement, MarkdownEvent,
    RawHtmlKind, VerbatimKind,
};
pub use event_builder::MAX_DEPTH;
pub(super) use event_reader::MARKDOWN_OPTIONS;
pub use event_reader::markdown_events;
pub use footnote_usage::FootnoteUsage;
pub(crate) use heading_slug::HeadingSlugger;
pub(crate) use html_scanner::{link_attributes, tag_id};
pub use outline_collector::collect_outline;
