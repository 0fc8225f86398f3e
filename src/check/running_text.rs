//! Checks running text: numbers without a source, and abbreviations that are not spelled out.

use super::citation_like::CitationLikeFinder;
use crate::diagnostic::{Diagnostic, rules};
use crate::parse::number_mention::NumberSet;
use crate::parse::{LinkForm, MarkdownBody};
use crate::schema::{BuiltinType, FieldValue, LanguageTag, PartialDate, Statement, UncertainDate};
use crate::site::TextRef;
use crate::site::resolve_link::ResolvedLink;
use crate::site::{Entry, EntryIndex, EntryOrigin, LanguageIndex, Site, entry_citations};
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A text of a page, and the path of its file.
type RunningText<'a> = (&'a Arc<MarkdownBody>, &'a str);

/// Returns `unsourced-number` and `unexplained-abbreviation`, entry by entry.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let terms = glossary_terms(site);
    let finder = CitationLikeFinder::new(site);
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    entries
        .filter(|entry_index| !matches!(site.entry_at(*entry_index).origin, EntryOrigin::Mentioned))
        .flat_map_iter(|entry_index| {
            let mut diagnostics = Vec::new();
            for language_index in site.config.language_indexes() {
                let texts = running_texts(site, entry_index, language_index);
                diagnostics.extend(check_abbreviations(&texts, &terms));
                if !site.source_texts.is_empty() {
                    let checked =
                        CheckedPage { site, entry_index, language_index, finder: &finder };
                    diagnostics.extend(check_numbers(checked, &texts));
                }
            }
            diagnostics
        })
        .collect()
}

/// Returns the texts of an entry's page in one language, in reading order: Markdown fields, then
/// the body.
fn running_texts(
    site: &Site,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
) -> Vec<RunningText<'_>> {
    let entry = site.entry_at(entry_index);
    let Some(language) = site.config.language_tag(language_index) else { return Vec::new() };
    let is_in_language =
        |tag: Option<&LanguageTag>| tag.map_or(language_index.is_default(), |tag| tag == language);
    let fields =
        entry_citations::localized_field_bodies(entry).filter(|(tag, _)| is_in_language(*tag));
    let mut texts: Vec<RunningText<'_>> =
        fields.map(|(_, body)| (body, entry.source_path())).collect();
    for version in entry.versions.iter().filter(|version| version.language == *language) {
        let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
        texts.push((&version.body, path));
    }
    texts
}

/// Returns the names of terms in all languages.
fn glossary_terms(site: &Site) -> HashSet<&str> {
    let is_term = |entry: &&Arc<Entry>| entry.entry_type.is(BuiltinType::Term);
    let mut names = HashSet::new();
    for entry in site.entries.iter().filter(is_term) {
        names.extend(entry.title.all_strings());
        names.extend(entry.meta.aliases.iter().map(|(name, _)| name.as_str()));
    }
    names
}

/// Returns diagnostics for the first use of each abbreviation on a page that neither the page nor a
/// term explains.
fn check_abbreviations(texts: &[RunningText<'_>], terms: &HashSet<&str>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let uses = texts
        .iter()
        .flat_map(|(body, _)| body.outline.abbreviations.iter().map(move |it| (body, it)));
    let first_uses = uses.filter(|(_, abbreviation)| seen.insert(abbreviation.name.as_str()));
    let unexplained = first_uses.filter(|(_, abbreviation)| {
        !abbreviation.is_explained && !terms.contains(abbreviation.name.as_str())
    });
    unexplained
        .map(|(body, abbreviation)| {
            let name = abbreviation.name.clone();
            let kind = rules::UnexplainedAbbreviation { abbreviation: name };
            Diagnostic::new(body.span(&abbreviation.range), kind)
        })
        .collect()
}

/// Whose texts are checked, and in which language.
#[derive(Clone, Copy)]
struct CheckedPage<'a> {
    site: &'a Site,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
    finder: &'a CitationLikeFinder<'a>,
}

/// Returns diagnostics for numbers that none of the page's quotes, embedded values and date fields
/// contains.
fn check_numbers(page: CheckedPage<'_>, texts: &[RunningText<'_>]) -> Vec<Diagnostic> {
    let CheckedPage { site, entry_index, language_index, finder } = page;
    if texts.iter().all(|(body, _)| body.outline.numbers.is_empty()) {
        return Vec::new();
    }
    let entry = site.entry_at(entry_index);
    let mut sourced_numbers = NumberSet::default();
    for (_, citation) in entry_citations::entry_citations(entry) {
        if let Some(quote) = &citation.quote {
            sourced_numbers.add(&quote.text);
        }
    }
    add_entry_dates(entry, &mut sourced_numbers);
    for (body, path) in texts {
        let place = TextRef { entry_index, language_index, body, path };
        for link in body.outline.links.iter().filter(|link| link.form == LinkForm::Embed) {
            if let ResolvedLink::Field(embed) = site.resolve_link(place, link).target {
                for statement in site.entry_at(embed.entry).field_statements(&embed.field) {
                    sourced_numbers.add(statement.span.text());
                }
            }
        }
    }
    // A number in a citation in the wrong form is reported with it.
    let numbers = texts.iter().flat_map(|(body, _)| {
        let citations: Vec<&Range<usize>> = finder.find(body).map(|(range, _)| range).collect();
        let is_in_citation = move |offset: usize| {
            let next = citations.partition_point(|range| range.end <= offset);
            citations.get(next).is_some_and(|range| range.contains(&offset))
        };
        let numbers = body.outline.numbers.iter().map(move |number| (body, number));
        numbers.filter(move |(_, number)| !is_in_citation(number.range.start))
    });
    numbers
        .filter(|(_, number)| !sourced_numbers.contains(&number.mention))
        .map(|(body, number)| {
            let kind = rules::UnsourcedNumber { number: number.written.clone() };
            Diagnostic::new(body.span(&number.range), kind)
        })
        .collect()
}

fn add_entry_dates(entry: &Entry, numbers: &mut NumberSet) {
    let meta = &entry.meta;
    for date in [&meta.published, &meta.updated, &meta.reviewed, &meta.review_by] {
        add_date_numbers(date.as_ref(), numbers);
    }
    for statement in entry.statements_deep() {
        add_statement_numbers(statement, numbers);
    }
}

fn add_statement_numbers(statement: &Statement, numbers: &mut NumberSet) {
    let (from, until) = match &statement.value {
        FieldValue::Date(date) => (Some(date), None),
        value => {
            let period = value.as_period().unwrap_or_default();
            (period.from, period.end_date())
        }
    };
    let period = statement.validity_period();
    for date in [from, until, period.from, period.end_date()] {
        add_date_numbers(date, numbers);
    }
    // A page shows the last day of a period, which is the one before its end.
    for date in [until, period.end_date()].into_iter().flatten() {
        let ends = [date.value, date.earliest, date.latest].into_iter().flatten();
        let last_days = ends.filter(|end| end.day().is_some()).filter_map(PartialDate::day_before);
        for day in last_days {
            numbers.add(&day.to_string());
        }
    }
}

fn add_date_numbers(date: Option<&UncertainDate>, numbers: &mut NumberSet) {
    let days = date.into_iter().flat_map(|date| [date.value, date.earliest, date.latest]);
    for day in days.flatten() {
        numbers.add(&day.to_string());
    }
}
