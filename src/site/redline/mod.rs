//! What differs between two texts: which paragraphs are kept, changed, added, removed, moved or
//! renumbered, and by which words.
//!
//! Input: two [`SourceText`](super::source_text::SourceText)s. Output: a [`TextAlignment`], the
//! units of both texts in one flow, and [`word_runs`] for two units that belong together. The one
//! thing to know: the units of the older text in the flow are that text, letter for letter, and so
//! are those of the newer text.
//!
//! Invariant: the time is nearly linear in the length of the texts. Only a limited number of
//! candidates is compared with each paragraph, and only a limited number of words is compared with
//! each other.

mod alignment;
mod ordered_pairs;
mod text_unit;
mod unit_pairing;
mod unit_similarity;
mod word_runs;

pub use alignment::{AlignmentStep, TextAlignment};
pub use text_unit::{TextUnit, UnitKind, text_units};
pub(super) use word_runs::PassageAlignment;
pub use word_runs::{RunSide, WordRun, word_runs};
