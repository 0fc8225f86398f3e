//! What editors promise readers: every language, an owner, and a way to each page.

use crate::diagnostic::{Diagnostic, rules};
use crate::schema::{FieldKind, FieldValue, LanguageTag, LocalizedText, TranslationRule};
use crate::site::citation_index;
use crate::site::views::ViewKind;
use crate::site::{Entry, EntryIndex, EntryOrigin, Site};
use std::collections::HashSet;

/// `missing-translation`, `missing-owner` and `orphan-page`, entry by entry.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let viewed = cited_or_viewed_entries(site);
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        if matches!(entry.origin, EntryOrigin::Mentioned) {
            continue;
        }
        for language in &site.config.languages {
            let missing = missing_translations(site, entry, language);
            if !missing.is_empty() {
                let kind = rules::MissingTranslation {
                    language: language.0.to_string(),
                    missing: missing.join(", "),
                };
                diagnostics.push(Diagnostic::new(entry.span.clone(), kind));
            }
        }
        if entry.meta.owner.is_none() && site.config.owner.is_none() {
            diagnostics.push(Diagnostic::new(entry.span.clone(), rules::MissingOwner));
        }
        diagnostics.extend(check_review_date(site, entry));
        if site.is_published(entry_index)
            && !viewed.contains(&entry_index)
            && is_orphan_page(site, entry_index)
        {
            diagnostics.push(Diagnostic::new(entry.span.clone(), rules::OrphanPage));
        }
    }
    diagnostics
}

/// The review was due before the day that the site speaks of.
fn check_review_date(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let due = entry.meta.review_by.as_ref()?.value?;
    let as_of = site.config.as_of?;
    if due.last_day() >= as_of.first_day() {
        return None;
    }
    let kind = rules::ReviewOverdue { review_by: due.to_string(), as_of: as_of.to_string() };
    Some(Diagnostic::new(entry.span.clone(), kind))
}

/// What an entry lacks in a language: `title`, `description`, `body` and fields by name.
fn missing_translations(site: &Site, entry: &Entry, language: &LanguageTag) -> Vec<String> {
    let mut missing = Vec::new();
    if site.config.languages.len() < 2 || entry.kind.translate == TranslationRule::NotTranslated {
        return missing;
    }
    let is_default = language == site.default_language();
    let lacks = |text: &LocalizedText| match text {
        LocalizedText::Same(_) => !is_default,
        LocalizedText::PerLanguage(list) => !list.iter().any(|(tag, _)| tag == language),
    };
    if lacks(&entry.title) {
        missing.push("title".into());
    }
    if entry.description.as_ref().is_some_and(lacks) {
        missing.push("description".into());
    }
    let has_words = |body: &str| !body.trim().is_empty();
    let is_written = |tag: &LanguageTag| {
        entry.versions.iter().any(|v| v.language == *tag && has_words(v.body.text()))
    };
    if entry.versions.iter().any(|v| has_words(v.body.text())) && !is_written(language) {
        missing.push("body".into());
    }
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        if field.translate == TranslationRule::NotTranslated {
            continue;
        }
        let in_group = |inner: &str| match &field.kind {
            FieldKind::Group(fields) => fields
                .iter()
                .find(|field| *field.id == *inner)
                .is_some_and(|field| field.translate == TranslationRule::Required),
            _ => false,
        };
        let is_missing = |value: &FieldValue| match value {
            FieldValue::Text(text) => lacks(text),
            FieldValue::Markdown(list) => {
                !list.iter().any(|(tag, _)| tag.as_ref().map_or(is_default, |tag| tag == language))
            }
            _ => false,
        };
        let lacks_any = statements.iter().any(|statement| match &statement.value {
            FieldValue::Group(parts) => parts
                .iter()
                .filter(|(inner, _)| in_group(inner))
                .any(|(_, inner)| inner.iter().any(|statement| is_missing(&statement.value))),
            value => is_missing(value),
        });
        if lacks_any {
            missing.push(id.to_string());
        }
    }
    missing
}

/// The entries that a citation, or a view on a published page, leads to.
fn cited_or_viewed_entries(site: &Site) -> HashSet<EntryIndex> {
    let cited = site.entries.iter().flat_map(|entry| citation_index::entry_citations(entry));
    let cited = cited.filter_map(|(_, citation)| site.find_document(&citation.document.text));
    let mut viewed: HashSet<EntryIndex> = cited.collect();
    for entry_index in (0..site.entries.len())
        .map(EntryIndex)
        .filter(|entry_index| site.is_published(*entry_index))
    {
        for version in &site.entry_at(entry_index).versions {
            for directive in &version.body.outline.directives {
                let Some(view) = site.read_view(&version.body, directive).0 else { continue };
                viewed.extend(view.entries);
                if let ViewKind::Matrix(matrix) = view.kind {
                    viewed.extend(matrix.rows.iter().chain(&matrix.columns).chain(&matrix.acts));
                }
            }
        }
    }
    viewed
}

/// Whether nothing leads to a page: no link in a text, no relation from either end, no menu.
/// Indexes are reached by their section.
fn is_orphan_page(site: &Site, entry_index: EntryIndex) -> bool {
    let home = site.tree.home.get(entry_index.0).copied().flatten();
    let section = home.and_then(|home| site.tree.sections.get(home.0));
    let is_index = section.is_some_and(|section| section.index == Some(entry_index));
    let in_menu = site.menu.as_ref().is_some_and(|menu| menu.contains(&entry_index))
        || site.entry_at(entry_index).meta.in_menu == Some(true);
    // A relation is shown at both of its ends, so that one can be walked back.
    let is_related = !site.incoming_relations(entry_index).is_empty()
        || site
            .related_entries(entry_index)
            .any(|target| target != entry_index && site.is_published(target));
    !is_index && !in_menu && !is_related && !site.is_mentioned(entry_index)
}
