//! What running text says by itself: figures that no source backs, and capitals that nobody
//! explains.

use crate::diagnostic::{Diagnostic, Fault};
use crate::parse::LinkForm;
use crate::parse::figure::Known;
use crate::schema::{Date, Statement, Value};
use crate::site::resolve::{Place, Target};
use crate::site::{Entry, EntryIndex, Origin, Site, Version, backing};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// `figure-without-source` and `unexplained-abbreviation`, entry by entry.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let terms = terms(site);
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    entries
        .filter(|at| !matches!(site.entry(*at).origin, Origin::Mentioned))
        .flat_map_iter(|at| {
            let entry = site.entry(at);
            let mut found = Vec::new();
            for version in &entry.versions {
                found.extend(abbreviations(version, &terms));
                if !site.source_texts.is_empty() {
                    found.extend(figures(site, at, version));
                }
            }
            found
        })
        .collect()
}

/// The names of terms, in every language.
fn terms(site: &Site) -> HashSet<&str> {
    let is_term = |entry: &&Arc<Entry>| &*entry.kind.id == "term";
    let mut names = HashSet::new();
    for entry in site.entries.iter().filter(is_term) {
        names.extend(entry.title.all());
        names.extend(entry.meta.aliases.iter().map(|(name, _)| name.as_str()));
    }
    names
}

fn abbreviations(version: &Version, terms: &HashSet<&str>) -> Vec<Diagnostic> {
    let all = version.body.outline.abbreviations.iter();
    let open = all.filter(|one| !one.is_explained && !terms.contains(one.name.as_str()));
    open.map(|one| {
        let fault = Fault::UnexplainedAbbreviation { abbreviation: one.name.clone() };
        Diagnostic::at(version.body.span(&one.range), fault)
    })
    .collect()
}

/// Figures that stand in none of the page's quotes, embedded values and date fields.
fn figures(site: &Site, at: EntryIndex, version: &Version) -> Vec<Diagnostic> {
    let outline = &version.body.outline;
    if outline.figures.is_empty() {
        return Vec::new();
    }
    let entry = site.entry(at);
    let mut known = Known::default();
    for (_, citation) in backing::citations(entry) {
        if let Some(quote) = &citation.quote {
            known.add(&quote.text);
        }
    }
    add_dates(entry, &mut known);
    let language = site.config.languages.iter().position(|tag| *tag == version.language);
    let path = version.file.as_ref().map_or(entry.path(), |file| &file.file.path);
    let place = Place { entry: at, language: language.unwrap_or(0), body: &version.body, path };
    for link in outline.links.iter().filter(|link| link.form == LinkForm::Embed) {
        if let Target::Field(target, field) = site.resolve(place, link).target {
            for statement in site.entry(target).statements(&field) {
                known.add(statement.span.text());
            }
        }
    }
    let open = outline.figures.iter().filter(|one| !known.has(&one.figure));
    open.map(|one| {
        let fault = Fault::FigureWithoutSource { figure: one.written.clone() };
        Diagnostic::at(version.body.span(&one.range), fault)
    })
    .collect()
}

fn add_dates(entry: &Entry, known: &mut Known) {
    let meta = &entry.meta;
    for date in [&meta.published, &meta.updated, &meta.reviewed, &meta.review_by] {
        add_date(date.as_ref(), known);
    }
    for statement in entry.fields.iter().flat_map(|(_, statements)| statements) {
        add_value(statement, known);
        if let Value::Group(parts) = &statement.value {
            for inner in parts.iter().flat_map(|(_, statements)| statements) {
                add_value(inner, known);
            }
        }
    }
}

fn add_value(statement: &Statement, known: &mut Known) {
    let (from, until) = match &statement.value {
        Value::Date(date) => (Some(date), None),
        Value::Period(from, until) => (from.as_ref(), until.as_ref()),
        _ => (None, None),
    };
    let (since, to) = statement.period();
    for date in [from, until, since, to] {
        add_date(date, known);
    }
}

fn add_date(date: Option<&Date>, known: &mut Known) {
    let days = date.into_iter().flat_map(|date| [date.value, date.earliest, date.latest]);
    for day in days.flatten() {
        known.add(&day.to_string());
    }
}
