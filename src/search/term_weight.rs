//! How much a term matters for an item, from a passing mention to its whole name.
//!
//! `search.js` has a factor for each weight, and the index writes each weight as one mark.

/// A weight, at most [`WHOLE_NAME`].
pub(super) type TermWeight = u8;

/// In a text.
pub(super) const TEXT: TermWeight = 1;
/// In a quote, a qualifier or a source text.
pub(super) const QUOTE: TermWeight = 2;
/// In a value or the name of a field.
pub(super) const VALUE: TermWeight = 3;
/// In a heading, a tag or a description.
pub(super) const SUMMARY: TermWeight = 4;
/// In a long name. Stop words are indexed from this weight on.
pub(super) const NAME: TermWeight = 5;
/// In a name of a few words, or the label of a relation's other end.
pub(super) const LABEL: TermWeight = 6;
/// In a short name, an id, a label or a locator.
pub(super) const WHOLE_NAME: TermWeight = 7;
