//! What editors promise readers: every language, an owner, and a way to each page.

use crate::diagnostic::{Diagnostic, Fault};
use crate::schema::{Kind, LanguageTag, Text, Translate, Value};
use crate::site::backing;
use crate::site::views::Form;
use crate::site::{Entry, EntryIndex, Origin, Site};
use std::collections::HashSet;

/// `missing-translation`, `missing-owner` and `orphan-page`, entry by entry.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let viewed = viewed(site);
    for at in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry(at);
        if matches!(entry.origin, Origin::Mentioned) {
            continue;
        }
        for (number, language) in site.config.languages.iter().enumerate() {
            let missing = untranslated(site, entry, (number, language));
            if !missing.is_empty() {
                let fault = Fault::MissingTranslation {
                    language: language.0.to_string(),
                    what: missing.join(", "),
                };
                found.push(Diagnostic::at(entry.place.clone(), fault));
            }
        }
        if entry.meta.owner.is_none() && site.config.owner.is_none() {
            found.push(Diagnostic::at(entry.place.clone(), Fault::MissingOwner));
        }
        found.extend(overdue(site, entry));
        if site.is_published(at) && !viewed.contains(&at) && is_orphan(site, at) {
            found.push(Diagnostic::at(entry.place.clone(), Fault::OrphanPage));
        }
    }
    found
}

/// The review was due before the day that the site speaks of.
fn overdue(site: &Site, entry: &Entry) -> Option<Diagnostic> {
    let due = entry.meta.review_by.as_ref()?.value?;
    let as_of = site.config.as_of?;
    if due.last() >= as_of.first() {
        return None;
    }
    let fault = Fault::ReviewOverdue { review_by: due.to_string(), as_of: as_of.to_string() };
    Some(Diagnostic::at(entry.place.clone(), fault))
}

/// What an entry lacks in a language: `title`, `description`, `body` and fields by name.
fn untranslated(
    site: &Site,
    entry: &Entry,
    (number, language): (usize, &LanguageTag),
) -> Vec<String> {
    let mut missing = Vec::new();
    if site.config.languages.len() < 2 || entry.kind.translate == Translate::No {
        return missing;
    }
    let lacks = |text: &Text| match text {
        Text::Everywhere(_) => number > 0,
        Text::ByLanguage(list) => !list.iter().any(|(tag, _)| tag == language),
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
        let Some(field) = entry.kind.field(id) else { continue };
        if field.translate == Translate::No {
            continue;
        }
        let in_group = |inner: &str| match &field.kind {
            Kind::Group(fields) => fields
                .iter()
                .find(|field| *field.id == *inner)
                .is_some_and(|field| field.translate == Translate::Wanted),
            _ => false,
        };
        let is_missing = |value: &Value| match value {
            Value::Text(text) => lacks(text),
            Value::Markdown(list) => {
                !list.iter().any(|(tag, _)| tag.as_ref().map_or(number == 0, |tag| tag == language))
            }
            _ => false,
        };
        let lacks_any = statements.iter().any(|statement| match &statement.value {
            Value::Group(parts) => parts
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
fn viewed(site: &Site) -> HashSet<EntryIndex> {
    let cited = site.entries.iter().flat_map(|entry| backing::citations(entry));
    let cited = cited.filter_map(|(_, citation)| site.document(&citation.document.text));
    let mut viewed: HashSet<EntryIndex> = cited.collect();
    for at in (0..site.entries.len()).map(EntryIndex).filter(|at| site.is_published(*at)) {
        for version in &site.entry(at).versions {
            for directive in &version.body.outline.directives {
                let Some(view) = site.view(&version.body, directive).0 else { continue };
                viewed.extend(view.entries);
                if let Form::Matrix(matrix) = view.form {
                    viewed.extend(matrix.rows.iter().chain(&matrix.columns).chain(&matrix.acts));
                }
            }
        }
    }
    viewed
}

/// Whether nothing leads to a page: no link in a text, no relation from either end, no menu.
/// Indexes are reached by their section.
fn is_orphan(site: &Site, at: EntryIndex) -> bool {
    let home = site.tree.home.get(at.0).copied().flatten();
    let section = home.and_then(|home| site.tree.sections.get(home.0));
    let is_index = section.is_some_and(|section| section.index == Some(at));
    let in_menu = site.menu.as_ref().is_some_and(|menu| menu.contains(&at))
        || site.entry(at).meta.in_menu == Some(true);
    // A relation is shown at both of its ends, so that one can be walked back.
    let is_related = !site.incoming(at).is_empty()
        || site.relations(at).any(|target| target != at && site.is_published(target));
    !is_index && !in_menu && !is_related && !site.is_mentioned(at)
}
