//! The whole sentence of a quote that leaves out words.

use super::ellipses::pieces_before_ellipses;
use crate::parse::Citation;
use crate::site::resolve_citation::CitationResolution;
use crate::site::snapshot::Site;
use std::ops::Range;

/// The longest sentence that is shown beside its quotes; one without a full stop can be of any
/// length.
const MAX_SENTENCE_BYTES: usize = 20_000;

/// The whole sentence of a quote that leaves out words, or the two sentences that it joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedSentence {
    /// The text.
    pub text: String,
    /// The ranges of the quoted pieces in the text, in order.
    pub pieces: Vec<Range<usize>>,
}

impl Site {
    /// Returns the whole sentence of a quote. `None` means that the quote leaves out no words or
    /// was not found, or that the sentence is too long.
    #[must_use]
    pub fn quoted_sentence(
        &self,
        citation: &Citation,
        resolution: &CitationResolution,
    ) -> Option<QuotedSentence> {
        let quote = citation.quote.as_ref()?;
        let (first, last) = (resolution.pieces().first()?, resolution.pieces().last()?);
        if pieces_before_ellipses(&quote.text).is_empty() {
            return None;
        }
        let document = self.entry_at(resolution.document?);
        let text = self.source_texts.get(&document.id)?;
        let cited = text.cited_text(resolution.paragraphs()?.clone());
        let start = cited.sentence_range_at(first.start).start;
        let sentence = cited.get(start..cited.sentence_range_at(last.end - 1).end).trim_end();
        if sentence.len() > MAX_SENTENCE_BYTES {
            return None;
        }
        let pieces = resolution.pieces().iter();
        let pieces = pieces.map(|piece| piece.start - start..piece.end - start).collect();
        Some(QuotedSentence { text: sentence.to_owned(), pieces })
    }
}
