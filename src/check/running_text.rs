//! What running text says by itself: figures that no source backs, and capitals that nobody
//! explains.

use crate::diagnostic::{Diagnostic, rules};
use crate::parse::number_mention::NumberSet;
use crate::parse::{LinkForm, MarkdownBody};
use crate::schema::{BuiltinType, FieldValue, LanguageTag, Statement, UncertainDate};
use crate::site::TextRef;
use crate::site::resolve_link::ResolvedLink;
use crate::site::{Entry, EntryIndex, EntryOrigin, LanguageIndex, Site, citation_index};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// One text of a page, and the file that it stands in.
type PageText<'a> = (&'a Arc<MarkdownBody>, &'a str);

/// `unsourced-number` and `unexplained-abbreviation`, entry by entry.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let terms = glossary_terms(site);
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    entries
        .filter(|entry_index| !matches!(site.entry_at(*entry_index).origin, EntryOrigin::Mentioned))
        .flat_map_iter(|entry_index| {
            let mut diagnostics = Vec::new();
            for language_index in site.config.language_indexes() {
                let texts = running_texts(site, entry_index, language_index);
                diagnostics.extend(check_abbreviations(&texts, &terms));
                if !site.source_texts.is_empty() {
                    diagnostics.extend(check_numbers(site, (entry_index, language_index), &texts));
                }
            }
            diagnostics
        })
        .collect()
}

/// The texts of an entry's page in one language, in the order in which they are read: its fields
/// that are Markdown, and its body.
fn running_texts(
    site: &Site,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
) -> Vec<PageText<'_>> {
    let entry = site.entry_at(entry_index);
    let Some(own) = site.config.language_tag(language_index) else { return Vec::new() };
    let is_own =
        |tag: Option<&LanguageTag>| tag.map_or(language_index.is_default(), |tag| tag == own);
    let fields = citation_index::localized_field_bodies(entry).filter(|(tag, _)| is_own(*tag));
    let mut texts: Vec<PageText<'_>> =
        fields.map(|(_, body)| (body, entry.source_path())).collect();
    for version in entry.versions.iter().filter(|version| version.language == *own) {
        let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
        texts.push((&version.body, path));
    }
    texts
}

/// The names of terms, in every language.
fn glossary_terms(site: &Site) -> HashSet<&str> {
    let is_term = |entry: &&Arc<Entry>| entry.kind.is(BuiltinType::Term);
    let mut names = HashSet::new();
    for entry in site.entries.iter().filter(is_term) {
        names.extend(entry.title.all_strings());
        names.extend(entry.meta.aliases.iter().map(|(name, _)| name.as_str()));
    }
    names
}

/// The first use of each abbreviation on a page, if nothing there or before explains it.
fn check_abbreviations(texts: &[PageText<'_>], terms: &HashSet<&str>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let uses = texts
        .iter()
        .flat_map(|(body, _)| body.outline.abbreviations.iter().map(move |one| (body, one)));
    let first = uses.filter(|(_, one)| seen.insert(one.name.as_str()));
    let open = first.filter(|(_, one)| !one.is_explained && !terms.contains(one.name.as_str()));
    open.map(|(body, one)| {
        let kind = rules::UnexplainedAbbreviation { abbreviation: one.name.clone() };
        Diagnostic::new(body.span(&one.range), kind)
    })
    .collect()
}

/// Figures that stand in none of the page's quotes, embedded values and date fields.
fn check_numbers(
    site: &Site,
    (entry_index, language_index): (EntryIndex, LanguageIndex),
    texts: &[PageText<'_>],
) -> Vec<Diagnostic> {
    if texts.iter().all(|(body, _)| body.outline.numbers.is_empty()) {
        return Vec::new();
    }
    let entry = site.entry_at(entry_index);
    let mut known = NumberSet::default();
    for (_, citation) in citation_index::entry_citations(entry) {
        if let Some(quote) = &citation.quote {
            known.add(&quote.text);
        }
    }
    add_entry_dates(entry, &mut known);
    for (body, path) in texts {
        let place = TextRef { entry_index, language_index, body, path };
        for link in body.outline.links.iter().filter(|link| link.form == LinkForm::Embed) {
            if let ResolvedLink::Field(target, field) = site.resolve_link(place, link).target {
                for statement in site.entry_at(target).field_statements(&field) {
                    known.add(statement.span.text());
                }
            }
        }
    }
    let all =
        texts.iter().flat_map(|(body, _)| body.outline.numbers.iter().map(move |one| (body, one)));
    all.filter(|(_, one)| !known.contains(&one.mention))
        .map(|(body, one)| {
            let kind = rules::UnsourcedNumber { number: one.written.clone() };
            Diagnostic::new(body.span(&one.range), kind)
        })
        .collect()
}

fn add_entry_dates(entry: &Entry, known: &mut NumberSet) {
    let meta = &entry.meta;
    for date in [&meta.published, &meta.updated, &meta.reviewed, &meta.review_by] {
        add_date_numbers(date.as_ref(), known);
    }
    for statement in entry.statements_deep() {
        add_statement_numbers(statement, known);
    }
}

fn add_statement_numbers(statement: &Statement, known: &mut NumberSet) {
    let (from, until) = match &statement.value {
        FieldValue::Date(date) => (Some(date), None),
        FieldValue::Period(from, until) => (from.as_ref(), until.as_ref()),
        _ => (None, None),
    };
    let period = statement.validity_period();
    for date in [from, until, period.from, period.until] {
        add_date_numbers(date, known);
    }
}

fn add_date_numbers(date: Option<&UncertainDate>, known: &mut NumberSet) {
    let days = date.into_iter().flat_map(|date| [date.value, date.earliest, date.latest]);
    for day in days.flatten() {
        known.add(&day.to_string());
    }
}
