//! Completion inside a citation that is written as a map: `{document: deed, locator: P2}`.

use super::citations::{
    QuoteForm, QuotePlace, locators, mark_start, quotes_in_locator, quotes_in_text,
};
use super::{Candidate, CompletionContext, is_citation_path};
use crate::lsp::schema_place::SchemaPlace;
use crate::lsp::yaml_cursor::YamlCursor;

impl CompletionContext<'_> {
    /// Completes the value of a key of such a map. `None` means that the cursor is not in one.
    pub(super) fn citation_part(
        &self,
        schema_place: &SchemaPlace<'_>,
        cursor: &YamlCursor,
    ) -> Option<Vec<Candidate>> {
        let SchemaPlace::EntryMap { kind, path } = schema_place else { return None };
        let (key, map_path) = path.split_last()?;
        if !is_citation_path(kind, map_path) {
            return None;
        }
        let range = self.range_from(cursor.word.start);
        let mut candidates = match *key {
            "document" => self.document_ids(&range),
            "locator" => self.locators_in_map(cursor),
            // It replaces no more than what is before the cursor, as in other citations.
            "quote" => return Some(self.quotes_in_map(cursor)),
            _ => return None,
        };
        for candidate in &mut candidates {
            candidate.range.end = cursor.word.end.max(candidate.range.end);
        }
        Some(candidates)
    }

    fn locators_in_map(&self, cursor: &YamlCursor) -> Vec<Candidate> {
        let Some(text) = self.site.source_texts.get(sibling_value(cursor, "document")) else {
            return Vec::new();
        };
        let range = self.range_from(cursor.word.start);
        let written = self.text().get(range.clone()).unwrap_or_default();
        locators(text, &(range.start + mark_start(text, written)..range.end))
    }

    fn quotes_in_map(&self, cursor: &YamlCursor) -> Vec<Candidate> {
        let Some(text) = self.site.source_texts.get(sibling_value(cursor, "document")) else {
            return Vec::new();
        };
        let range = self.range_from(cursor.word.start);
        let words = self.text().get(range.clone()).unwrap_or_default();
        let place = QuotePlace { form: QuoteForm::Value(cursor.quote), range, words };
        match sibling_value(cursor, "locator") {
            "" => quotes_in_text(self, text, &place),
            locator => quotes_in_locator(self, text, locator, &place),
        }
    }
}

/// Returns the value of another key of the map that a cursor is in; empty if it has none.
fn sibling_value<'c>(cursor: &'c YamlCursor, key: &str) -> &'c str {
    let sibling = cursor.siblings.iter().find(|sibling| sibling.key == key);
    sibling.map_or("", |sibling| &sibling.value)
}
