//! Quotes in the text of their document: where they are, and whether they can mislead.
//!
//! A quote that has only words of its paragraph can still say the opposite, because of what it
//! leaves out. `match_quote` finds the pieces of a quote, `sentences` splits a text into sentences,
//! `restrictive_words` finds the words that reverse or restrict a meaning, and `misleading` reports
//! the quotes that leave such words out, or that are in more than one place.
//!
//! Input: the text of the cited paragraphs as a [`CitedText`], and a
//! [`Citation`](crate::parse::Citation). May use: `locale`, `parse`, `diagnostic`.

mod ambiguity;
mod cited_text;
mod ellipses;
mod match_quote;
mod misleading;
mod restrictive_words;
mod sentences;
#[cfg(test)]
mod tests;
mod whole_sentence;

pub use ambiguity::unambiguous_extensions;
pub use cited_text::CitedText;
pub(super) use ellipses::ellipsis_span;
pub use ellipses::with_spaced_ellipses;
pub(super) use match_quote::{MAX_ELLIPSES, QuoteMatch, TooFarApart, match_quote};
pub(super) use misleading::misleading_parts;
pub use whole_sentence::QuotedSentence;
