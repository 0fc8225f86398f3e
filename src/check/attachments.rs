//! Warns about PDF files that have no accessible text version.

use crate::diagnostic::{Diagnostic, Span, rules};
use crate::site::TextRef;
use crate::site::resolve_link::ResolvedLink;
use crate::site::{Entry, EntryIndex, Site};
use std::collections::HashSet;

/// Returns `pdf-without-text` at the value or the link, once per file and page.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if !site.assets.keys().any(|path| is_pdf_path(path)) {
        return Vec::new();
    }
    let entry_indexes = || (0..site.entries.len()).map(EntryIndex);
    let mut with_text: HashSet<String> = HashSet::new();
    for entry_index in entry_indexes().filter(|entry_index| site.has_readable_text(*entry_index)) {
        with_text.extend(attached_files(site, site.entry_at(entry_index)).map(|(path, _)| path));
    }
    let has_no_text =
        |path: &str| is_pdf_path(path) && !with_text.contains(path) && !site.has_sibling_text(path);
    let mut diagnostics = Vec::new();
    for entry_index in entry_indexes() {
        let mut reported: HashSet<String> = HashSet::new();
        let attached = attached_files(site, site.entry_at(entry_index))
            .map(|(path, span)| (path, span.clone()));
        for (path, span) in
            attached.chain(links_to_files(site, entry_index)).filter(|(path, _)| has_no_text(path))
        {
            if reported.insert(path.clone()) {
                diagnostics.push(Diagnostic::new(span, rules::PdfWithoutText { path }));
            }
        }
    }
    diagnostics
}

fn is_pdf_path(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".pdf")
}

/// Returns the existing files that fields of an entry name.
fn attached_files<'s>(
    site: &'s Site,
    entry: &'s Entry,
) -> impl Iterator<Item = (String, &'s Span)> {
    entry.file_field_names().filter_map(|(name, span)| {
        let path = site.resolve_relative_path(entry, name)?;
        site.assets.contains_key(path.as_str()).then_some((path, span))
    })
}

/// Returns the files that the texts of an entry link to.
fn links_to_files(site: &Site, entry_index: EntryIndex) -> impl Iterator<Item = (String, Span)> {
    let entry = site.entry_at(entry_index);
    entry.versions.iter().flat_map(move |version| {
        let body = &version.body;
        let language_index = site.config.language_index(&version.language);
        let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
        let place =
            TextRef { entry_index, language_index: language_index.unwrap_or_default(), body, path };
        // Most links go elsewhere; this skips them without resolving them.
        let may_be_pdf = |destination: &str| destination.to_ascii_lowercase().contains(".pdf");
        let links = body.outline.links.iter().filter(move |link| may_be_pdf(&link.destination));
        links.filter_map(move |link| match site.resolve_link(place, link).target {
            ResolvedLink::Asset(path, _) => Some((path.to_string(), body.span(&link.range))),
            _ => None,
        })
    })
}
