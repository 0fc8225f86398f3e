//! Texts that are as they were, while another language of them changed.

use super::SinceComparison;
use super::small_correction::is_small_correction;
use crate::changes::{BlockChange, BlockComparison, ChangeKind, KnowledgeChange};
use crate::diagnostic::{Diagnostic, RelatedNote, Severity, Span, rules};
use crate::schema::LanguageTag;
use crate::site::EntryIndex;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn check(comparison: &SinceComparison<'_>) -> Vec<Diagnostic> {
    let mut lags = LagReport::default();
    for change in comparison.changes {
        lags.add_value(comparison, change);
    }
    for index in 0..comparison.new.entries.len() {
        lags.add_texts(comparison, EntryIndex(index));
    }
    lags.0.into_values().collect()
}

/// What lags, once for each place, field and language.
#[derive(Default)]
struct LagReport(BTreeMap<(Span, Option<String>, String), Diagnostic>);

/// A text in one language that lags behind another.
struct TextLag<'l> {
    language: &'l LanguageTag,
    changed: &'l LanguageTag,
    field: Option<String>,
    span: Span,
    changed_span: Span,
    severity: Severity,
}

/// The text of an entry in one language, in both versions.
struct VersionComparison<'s> {
    language: &'s LanguageTag,
    blocks: BlockComparison,
    /// Where the text is.
    span: Span,
}

impl LagReport {
    /// Adds a lag. A change that is not small counts more than one that is.
    fn add(&mut self, lag: TextLag<'_>) {
        let TextLag { language, changed, field, span, changed_span, severity } = lag;
        let key = (span.clone(), field.clone(), language.0.to_string());
        let kind = rules::TranslationBehind {
            language: language.0.to_string(),
            changed: changed.0.to_string(),
            field,
        };
        let mut diagnostic = Diagnostic::new(span, kind);
        diagnostic.severity = severity;
        if changed_span != diagnostic.span {
            diagnostic = diagnostic.with_related(changed_span, RelatedNote::ChangedText);
        }
        let known = self.0.get(&key).filter(|known| known.severity <= severity);
        if known.is_none() {
            self.0.insert(key, diagnostic);
        }
    }

    /// Adds the other languages of a value, a title or a note that changed in one language.
    fn add_value(&mut self, comparison: &SinceComparison<'_>, change: &KnowledgeChange) {
        let is_text = matches!(change.kind, ChangeKind::ValueChanged | ChangeKind::TextChanged);
        let Some(changed) = change.language.as_ref().filter(|_| is_text) else { return };
        let text = |value: &Option<crate::changes::ChangedValue>| {
            value.as_ref().and_then(|value| value.json.as_str()).map(str::to_owned)
        };
        let is_small = match (text(&change.old), text(&change.new)) {
            (Some(old), Some(new)) => is_small_correction(&old, &new),
            _ => false,
        };
        for language in &change.unchanged_languages {
            self.add(TextLag {
                language,
                changed,
                field: change.field.clone(),
                span: value_span(comparison, change, language),
                changed_span: value_span(comparison, change, changed),
                severity: if is_small { Severity::Note } else { Severity::Warning },
            });
        }
    }

    /// Adds the paragraphs of an entry's text that changed in one language alone.
    fn add_texts(&mut self, comparison: &SinceComparison<'_>, entry_index: EntryIndex) {
        let (old_site, new_site) = (comparison.old, comparison.new);
        let Some(new) = new_site.entries.get(entry_index.0).filter(|it| it.versions.len() > 1)
        else {
            return;
        };
        let Some(old_index) = old_site.find_id(&new.id) else { return };
        let Some(old) = old_site.entries.get(old_index.0).filter(|old| !Arc::ptr_eq(old, new))
        else {
            return;
        };
        let versions: Vec<VersionComparison<'_>> = new
            .versions
            .iter()
            .filter_map(|version| {
                let is_same_language =
                    |it: &&crate::site::entry::LanguageVersion| it.language == version.language;
                let old_version = old.versions.iter().find(is_same_language)?;
                let blocks = BlockComparison::new(
                    (old_site, old_index, old_version),
                    (new_site, entry_index, version),
                );
                let span = version.body.span(&(0..0));
                Some(VersionComparison { language: &version.language, blocks, span })
            })
            .collect();
        for changed in versions.iter().filter(|it| !it.blocks.changes.is_empty()) {
            for lagging in versions.iter().filter(|it| it.language != changed.language) {
                self.add_blocks(changed, lagging);
            }
        }
    }

    /// Adds the paragraphs that changed in one language and not in another. If both had the same
    /// number of paragraphs, those at the same position belong together.
    fn add_blocks(&mut self, changed: &VersionComparison<'_>, lagging: &VersionComparison<'_>) {
        let is_aligned = changed.blocks.old.len() == lagging.blocks.old.len();
        if !is_aligned && !lagging.blocks.changes.is_empty() {
            return;
        }
        for change in &changed.blocks.changes {
            let is_added = |change: &BlockChange| matches!(change, BlockChange::Added { .. });
            let is_same_place = |other: &BlockChange| {
                other.old_position() == change.old_position() && is_added(other) == is_added(change)
            };
            if lagging.blocks.changes.iter().any(is_same_place) {
                continue;
            }
            let span = if is_aligned { lagging.place_of(*change) } else { lagging.first_place() };
            self.add(TextLag {
                language: lagging.language,
                changed: changed.language,
                field: None,
                span,
                changed_span: changed.changed_place(*change),
                severity: changed.severity_of(*change),
            });
        }
    }
}

impl VersionComparison<'_> {
    /// Returns where the paragraph is now that was at the position of a change. What is added
    /// belongs after the paragraph before it.
    fn place_of(&self, change: BlockChange) -> Span {
        let position = match change {
            BlockChange::Changed { old_index, .. } | BlockChange::Removed { old_index } => {
                old_index
            }
            BlockChange::Added { before, .. } => before.saturating_sub(1),
        };
        let new_index = self.blocks.newer_index.get(position).copied().flatten();
        let block = new_index.and_then(|index| self.blocks.new.get(index));
        block.map_or_else(|| self.first_place(), |block| block.span.clone())
    }

    fn first_place(&self) -> Span {
        self.blocks.new.first().map_or_else(|| self.span.clone(), |block| block.span.clone())
    }

    /// Returns where a change is in this language.
    fn changed_place(&self, change: BlockChange) -> Span {
        match change {
            BlockChange::Changed { new_index, .. } | BlockChange::Added { new_index, .. } => {
                let block = self.blocks.new.get(new_index);
                block.map_or_else(|| self.first_place(), |block| block.span.clone())
            }
            BlockChange::Removed { .. } => self.first_place(),
        }
    }

    /// Returns how serious it is that a change is in this language alone.
    fn severity_of(&self, change: BlockChange) -> Severity {
        let BlockChange::Changed { old_index, new_index } = change else {
            return Severity::Warning;
        };
        match (self.blocks.old.get(old_index), self.blocks.new.get(new_index)) {
            (Some(old), Some(new)) if is_small_correction(&old.words, &new.words) => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// Returns where a value or a title is in a language: in the file of that language, if it is one
/// of its own.
fn value_span(
    comparison: &SinceComparison<'_>,
    change: &KnowledgeChange,
    language: &LanguageTag,
) -> Span {
    let is_in_translation = matches!(change.field.as_deref(), Some("title" | "description"));
    let entry = comparison.new.find_id(&change.entry).filter(|_| is_in_translation);
    let versions = entry.map_or(&[][..], |it| &comparison.new.entry_at(it).versions);
    let version = versions.iter().find(|version| version.language == *language);
    let source = version.filter(|it| it.file.is_some()).map(|version| version.body.source());
    match source.filter(|source| !Arc::ptr_eq(source, change.span.source())) {
        Some(source) => Span::start_of(source),
        None => change.span.clone(),
    }
}
