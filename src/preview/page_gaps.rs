//! What a page still lacks: translations, sources and a review.

use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::schema::TranslationRule;
use crate::site::{EntryIndex, Site};
use std::collections::BTreeSet;

/// What a page still lacks, whether or not it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageGaps {
    /// The tags of the languages in which it lacks a text.
    pub(super) languages: BTreeSet<String>,
    /// How many values and numbers lack a source.
    pub(super) n_sources: usize,
    /// Whether it was never reviewed, although other pages were, or is to be reviewed again.
    pub(super) needs_review: bool,
}

impl PageGaps {
    /// Finds what the page of an entry lacks. `diagnostics` are those of the page.
    pub(super) fn find<'d>(
        site: &Site,
        entry_index: EntryIndex,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
    ) -> Self {
        let entry = site.entry_at(entry_index);
        let mut gaps = Self::default();
        for diagnostic in diagnostics {
            match &diagnostic.kind {
                DiagnosticKind::MissingTranslation(missing) => {
                    gaps.languages.extend(missing.languages.iter().cloned());
                }
                DiagnosticKind::MissingSource(_) | DiagnosticKind::UnsourcedNumber(_) => {
                    gaps.n_sources += 1;
                }
                _ => {}
            }
        }
        let has_text = entry.versions.iter().any(|version| !version.body.text().trim().is_empty());
        if has_text && entry.entry_type.translate == TranslationRule::Required {
            let languages = site.config.languages.iter();
            let missing = languages.filter(|tag| entry.language_version(tag).is_none());
            gaps.languages.extend(missing.map(|tag| tag.0.to_string()));
        }
        let is_reviewed = entry.meta.reviewed.is_some();
        let are_others_reviewed = || site.entries.iter().any(|it| it.meta.reviewed.is_some());
        let was_promised = entry.meta.review_by.is_some();
        gaps.needs_review = site.overdue_review(entry_index).is_some()
            || !is_reviewed && (was_promised || are_others_reviewed());
        gaps
    }

    /// Returns whether it lacks nothing.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
