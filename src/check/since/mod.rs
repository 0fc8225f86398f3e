//! What changed since an older version of the site, and needs another look.

mod moved_sources;
mod moved_values;
mod small_correction;
mod translation_lag;

use crate::changes::{KnowledgeChange, SourceReference, compare_sites};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::Site;
use std::ops::Range;

/// Two versions of a site, and what differs.
struct SinceComparison<'s> {
    old: &'s Site,
    new: &'s Site,
    changes: &'s [KnowledgeChange],
}

/// Returns what needs another look because of what changed since an older version: values without
/// their sources, sources without what is based on them, and one language without the others.
#[must_use]
pub fn check_since(old: &Site, new: &Site) -> Vec<Diagnostic> {
    let changes = compare_sites(old, new);
    let comparison = SinceComparison { old, new, changes: &changes };
    let mut diagnostics = moved_values::check(&comparison);
    diagnostics.extend(moved_sources::check(&comparison));
    diagnostics.extend(translation_lag::check(&comparison));
    diagnostics
}

impl SinceComparison<'_> {
    /// Returns whether what a source cites has other words in both versions: the paragraphs that
    /// its locator names, unless both have its quote.
    fn has_other_words(&self, source: &SourceReference) -> bool {
        let Some(locator) = &source.locator else { return false };
        let cited = |site| CitedParagraphs::find(site, &source.document_id, locator);
        let [old, new] = [self.old, self.new].map(cited);
        let has_quote = |cited: &Option<CitedParagraphs<'_>>| match (cited, &source.quote) {
            (Some(cited), Some(quote)) => cited.has_quote(quote),
            _ => false,
        };
        let is_same_quote = has_quote(&old) && has_quote(&new);
        !is_same_quote && old.map(|it| it.words()) != new.map(|it| it.words())
    }
}

/// The paragraphs of a source text that a locator names.
struct CitedParagraphs<'s> {
    site: &'s Site,
    document_id: &'s str,
    paragraphs: Range<usize>,
}

impl<'s> CitedParagraphs<'s> {
    /// Returns the paragraphs of a locator. `None` means that the document has no text, or that the
    /// text does not have them.
    fn find(site: &'s Site, document_id: &'s str, locator: &str) -> Option<Self> {
        let located = site.source_texts.get(document_id)?.locate(locator).ok()?;
        let paragraphs = located.first.min(located.last)..located.first.max(located.last) + 1;
        Some(Self { site, document_id, paragraphs })
    }

    fn has_quote(&self, quote: &str) -> bool {
        let text = self.site.source_texts.get(self.document_id);
        text.is_some_and(|text| text.cited_text(self.paragraphs.clone()).has_quote(quote))
    }

    fn words(&self) -> Vec<&'s str> {
        let text = self.site.source_texts.get(self.document_id);
        let paragraphs = text.and_then(|text| text.paragraphs.get(self.paragraphs.clone()));
        paragraphs.unwrap_or_default().iter().map(|paragraph| paragraph.text.as_str()).collect()
    }

    /// Returns where the first of them is.
    fn span(&self) -> Option<Span> {
        let text = self.site.source_texts.get(self.document_id)?;
        let paragraph = text.paragraphs.get(self.paragraphs.start)?;
        let source = text.source.as_ref()?;
        // The lines begin with the end of that of the mark.
        let lines = source.text.get(paragraph.lines.clone())?;
        let n_blank = lines.len() - lines.trim_start().len();
        Some(Span::new(source, paragraph.lines.start + n_blank..paragraph.lines.end))
    }
}
