//! What running text says by itself: figures that no source backs, and capitals that nobody
//! explains.

use crate::diagnostic::{Diagnostic, Fault};
use crate::parse::figure::Known;
use crate::parse::{Body, LinkForm};
use crate::schema::{Date, LanguageTag, Statement, Value};
use crate::site::resolve::{Place, Target};
use crate::site::{Entry, EntryIndex, Origin, Site, backing};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// One text of a page, and the file that it stands in.
type Text<'a> = (&'a Arc<Body>, &'a str);

/// `figure-without-source` and `unexplained-abbreviation`, entry by entry.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    let terms = terms(site);
    let entries = (0..site.entries.len()).into_par_iter().map(EntryIndex);
    entries
        .filter(|at| !matches!(site.entry(*at).origin, Origin::Mentioned))
        .flat_map_iter(|at| {
            let mut found = Vec::new();
            for language in 0..site.config.languages.len() {
                let texts = texts(site, at, language);
                found.extend(abbreviations(&texts, &terms));
                if !site.source_texts.is_empty() {
                    found.extend(figures(site, (at, language), &texts));
                }
            }
            found
        })
        .collect()
}

/// The texts of an entry's page in one language, in the order in which they are read: its fields
/// that are Markdown, and its body.
fn texts(site: &Site, at: EntryIndex, language: usize) -> Vec<Text<'_>> {
    let entry = site.entry(at);
    let Some(own) = site.config.languages.get(language) else { return Vec::new() };
    let is_own = |tag: Option<&LanguageTag>| tag.map_or(language == 0, |tag| tag == own);
    let fields = backing::field_texts(entry).filter(|(tag, _)| is_own(*tag));
    let mut texts: Vec<Text<'_>> = fields.map(|(_, body)| (body, entry.path())).collect();
    for version in entry.versions.iter().filter(|version| version.language == *own) {
        let path = version.file.as_ref().map_or(entry.path(), |file| &file.file.path);
        texts.push((&version.body, path));
    }
    texts
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

/// The first use of each abbreviation on a page, if nothing there or before explains it.
fn abbreviations(texts: &[Text<'_>], terms: &HashSet<&str>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let uses = texts
        .iter()
        .flat_map(|(body, _)| body.outline.abbreviations.iter().map(move |one| (body, one)));
    let first = uses.filter(|(_, one)| seen.insert(one.name.as_str()));
    let open = first.filter(|(_, one)| !one.is_explained && !terms.contains(one.name.as_str()));
    open.map(|(body, one)| {
        let fault = Fault::UnexplainedAbbreviation { abbreviation: one.name.clone() };
        Diagnostic::at(body.span(&one.range), fault)
    })
    .collect()
}

/// Figures that stand in none of the page's quotes, embedded values and date fields.
fn figures(
    site: &Site,
    (at, language): (EntryIndex, usize),
    texts: &[Text<'_>],
) -> Vec<Diagnostic> {
    if texts.iter().all(|(body, _)| body.outline.figures.is_empty()) {
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
    for (body, path) in texts {
        let place = Place { entry: at, language, body, path };
        for link in body.outline.links.iter().filter(|link| link.form == LinkForm::Embed) {
            if let Target::Field(target, field) = site.resolve(place, link).target {
                for statement in site.entry(target).statements(&field) {
                    known.add(statement.span.text());
                }
            }
        }
    }
    let all =
        texts.iter().flat_map(|(body, _)| body.outline.figures.iter().map(move |one| (body, one)));
    all.filter(|(_, one)| !known.has(&one.figure))
        .map(|(body, one)| {
            let fault = Fault::FigureWithoutSource { figure: one.written.clone() };
            Diagnostic::at(body.span(&one.range), fault)
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
