//! Markdown: one stream of events, and the [`Outline`](super::Outline) made of it.
//!
//! pulldown-cmark reads CommonMark; what pakt adds (wiki links, callouts, citations, directives,
//! block ids, marks, comments, the few HTML tags that are kept) is added here, once, so that
//! whoever asks what a text holds and whoever writes it as HTML see the same n-th link. A text
//! never fails: what is not understood stays text. No input nests deeper than [`MAX_DEPTH`], and
//! every pass is linear in the text.
//!
//! ```
//! use pakt::parse::markdown::{MdEvent, events, outline};
//!
//! let text = "See [[solna|the city]] [@report P1].";
//! assert_eq!(outline(text).links[0].destination, "solna");
//! assert!(events(text).iter().any(|(event, _)| matches!(event, MdEvent::Citation)));
//! ```

mod around;
mod callout;
mod claim;
mod collect;
mod destination;
mod event;
mod fence;
mod frame;
mod heading;
mod html;
mod inline;
mod link;
mod prose;
mod reader;
mod slug;
mod tags;
#[cfg(test)]
mod tests;

pub use collect::outline;
pub use event::{Element, Fold, Kind, LinkParts, MdEvent, RawKind, Size};
pub use frame::MAX_DEPTH;
pub use reader::events;
