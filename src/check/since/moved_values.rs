//! Values that changed while their sources did not.

use super::SinceComparison;
use crate::changes::{ChangeKind, KnowledgeChange, SourceComparison};
use crate::diagnostic::rules::{self, MovedPart};
use crate::diagnostic::{Diagnostic, Span};
use std::collections::BTreeSet;

/// Reports each value once, with the most that changed of it. A source whose cited words changed
/// too is not the same source.
pub(super) fn check(comparison: &SinceComparison<'_>) -> Vec<Diagnostic> {
    let mut moved: Vec<(&Span, MovedPart, &KnowledgeChange)> = Vec::new();
    let mut known: BTreeSet<&Span> = BTreeSet::new();
    for change in comparison.changes {
        let part = match change.kind {
            ChangeKind::ValueChanged => MovedPart::Value,
            ChangeKind::PeriodChanged => MovedPart::Period,
            ChangeKind::StandingChanged => MovedPart::Standing,
            ChangeKind::EntryAdded
            | ChangeKind::EntryRemoved
            | ChangeKind::EntryRenamed
            | ChangeKind::ValueAdded
            | ChangeKind::ValueRemoved
            | ChangeKind::SourceChanged
            | ChangeKind::AttributionChanged
            | ChangeKind::TextChanged
            | ChangeKind::ParagraphAdded
            | ChangeKind::ParagraphRemoved
            | ChangeKind::ParagraphChanged
            | ChangeKind::ParagraphRenumbered => continue,
        };
        let has_same_sources = change.source_comparison == SourceComparison::Same;
        // A text that changed in one language is behind in the others, which is reported there.
        if has_same_sources && change.unchanged_languages.is_empty() && known.insert(&change.span) {
            moved.push((&change.span, part, change));
        }
    }
    let has_other_source = |change: &KnowledgeChange| {
        change.sources.iter().any(|source| comparison.has_other_words(source))
    };
    let moved = moved.into_iter().filter(|(_, _, change)| !has_other_source(change));
    let diagnostics = moved.map(|(span, part, change)| {
        let field = change.field.clone().unwrap_or_default();
        Diagnostic::new(span.clone(), rules::ValueMoved { field, part })
    });
    diagnostics.collect()
}
