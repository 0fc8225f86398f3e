//! Quotes in the text of their document: where they are, and whether they can mislead.
//!
//! A quote that has only words of its paragraph can still say the opposite, because of what it
//! leaves out. `paragraph_index` has for each paragraph its sentences (`sentences`), the words that
//! reverse or restrict a meaning (`restrictive_words`) and where each word is. `match_quote` finds
//! the pieces of a quote, and `misleading` reports the quotes that leave such words out, end beside
//! one (`clipped_ends`), or are in more than one place (`ambiguity`). `quote_candidates` makes such
//! a quote longer until none of this is so.
//!
//! Input: the text of the cited paragraphs as a [`CitedText`], and a
//! [`Citation`](crate::parse::Citation). May use: `locale`, `parse`, `diagnostic`, and the blocks
//! of `site/source_shape`.
//!
//! Invariant: a quote is checked in time that depends on its own length and on how often its words
//! occur near its rarest one, not on the length of the paragraph.

mod ambiguity;
mod cited_text;
mod clipped_ends;
mod ellipses;
mod match_quote;
mod misleading;
mod normalized_words;
mod paragraph_index;
mod piece_search;
mod quote_candidates;
mod restrictive_words;
mod sentences;
#[cfg(test)]
mod tests;
mod whole_sentence;

pub use ambiguity::unambiguous_extensions;
pub use cited_text::CitedText;
pub(super) use ellipses::ellipsis_span;
pub use ellipses::with_spaced_ellipses;
pub(super) use match_quote::{MAX_ELLIPSES, QuoteMatch, TooFarApart, all_matches, match_quote};
pub(super) use misleading::misleading_parts;
pub(super) use paragraph_index::{ParagraphIndex, longest_word};
pub(super) use quote_candidates::quote_candidates;
pub use sentences::sentence_ends;
pub use whole_sentence::QuotedSentence;
