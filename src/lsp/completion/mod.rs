//! Completion: what can be written at a place.
//!
//! A place is in a citation, a link, a view or YAML, in this order, because the texts in YAML have
//! citations and links too. Candidates are chosen by what is written so far, so an answer is short
//! at any number of pages; the client asks again at the next letter.

mod candidate;
mod citation_map;
mod citations;
mod entries;
mod links;
mod quotes;
mod view_block;
mod view_values;
mod views;
mod yaml_keys;
mod yaml_values;

pub(super) use candidate::Candidate;

use super::cursor_target::TextPlace;
use super::schema_place::{SchemaPlace, schema_place, yaml_range};
use super::yaml_cursor::YamlPlace;
use crate::schema::{EntryType, FieldDef, FieldKind};
use crate::site::{LanguageIndex, LocalizedSite, Site};
use citations::{CitationStyle, complete_citation};
use std::ops::Range;

/// The most candidates in one answer.
pub(super) const MAX_CANDIDATES: usize = 400;

/// What completion looks things up in.
pub(super) struct CompletionContext<'a> {
    pub(super) site: &'a Site,
    pub(super) localized: LocalizedSite<'a>,
    pub(super) place: &'a TextPlace,
}

/// Returns what can be written at a place, the most probable first.
pub(super) fn complete(site: &Site, place: &TextPlace) -> Vec<Candidate> {
    let localized = LocalizedSite::new(site, LanguageIndex::default());
    let context = CompletionContext { site, localized, place };
    let mut candidates = context.in_text().or_else(|| context.in_yaml()).unwrap_or_default();
    candidates.truncate(MAX_CANDIDATES);
    candidates
}

impl CompletionContext<'_> {
    fn text(&self) -> &str {
        &self.place.source.text
    }

    /// Returns the text of the line before the cursor, and its offset.
    fn line_before(&self) -> (usize, &str) {
        let before = self.text().get(..self.place.offset).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (start, before.get(start..).unwrap_or_default())
    }

    /// Returns the text after the cursor.
    fn text_after(&self) -> &str {
        self.text().get(self.place.offset..).unwrap_or_default()
    }

    /// Returns the range from an offset to the cursor.
    fn range_from(&self, start: usize) -> Range<usize> {
        start..self.place.offset
    }

    /// Completes a view, a citation or a link in a text.
    fn in_text(&self) -> Option<Vec<Candidate>> {
        // In the options of a view, `[[` is a list in a list.
        if let Some(candidates) = self.in_view() {
            return Some(candidates);
        }
        let (line_start, line) = self.line_before();
        if let Some(start) = last_open(line, "[@", "]") {
            return Some(complete_citation(self, line_start + start, CitationStyle::Markdown));
        }
        if let Some(start) = last_open(line, "[[", "]]") {
            return Some(self.wiki_link(line_start + start));
        }
        if let Some(start) = last_open(line, "](", ")") {
            return Some(self.link_path(line_start + start));
        }
        None
    }

    /// Completes a key or a value of YAML.
    fn in_yaml(&self) -> Option<Vec<Candidate>> {
        let place = self.place;
        let range = yaml_range(&place.path, self.text(), place.offset)?;
        let cursor = place.yaml_cursor(range);
        if matches!(cursor.place, YamlPlace::BlockText | YamlPlace::Comment) {
            return None;
        }
        let schema_place = schema_place(self.site, &place.path, self.text(), &cursor)?;
        let is_key = matches!(cursor.place, YamlPlace::Key | YamlPlace::KeyOrValue);
        let mut candidates = Vec::new();
        if cursor.place != YamlPlace::Key {
            if let Some(candidates) = self.citation_part(&schema_place, &cursor) {
                return Some(candidates);
            }
            if self.is_citation(&schema_place) {
                let style = match cursor.quote {
                    Some('"') => CitationStyle::DoubleQuoted,
                    Some(_) => CitationStyle::SingleQuoted,
                    None => CitationStyle::Plain,
                };
                return Some(complete_citation(self, cursor.word.start, style));
            }
            candidates.extend(self.yaml_values(&schema_place, &cursor));
        }
        if is_key {
            candidates.extend(self.yaml_keys(&schema_place, &cursor));
        }
        Some(candidates)
    }

    /// Returns whether a value is a citation: of a source, or of a field of that kind.
    fn is_citation(&self, schema_place: &SchemaPlace<'_>) -> bool {
        let SchemaPlace::EntryMap { kind, path } = schema_place else { return false };
        is_citation_path(kind, path)
    }
}

/// Returns whether a value below some keys is a citation.
fn is_citation_path(kind: &EntryType, path: &[&str]) -> bool {
    let is_field = |field: &FieldDef| field.kind == FieldKind::Citation;
    path.last() == Some(&"source") || yaml_keys::field_of_path(kind, path).is_some_and(is_field)
}

/// Returns where the text after the last opening mark begins, if no closing mark follows it.
fn last_open(line: &str, open: &str, close: &str) -> Option<usize> {
    let start = line.rfind(open)? + open.len();
    let inside = line.get(start..)?;
    // A quote may contain anything but brackets.
    (!inside.contains(close)).then_some(start)
}
