//! Symbols: the headings, entries and paragraphs of a text, and the entries of the site.

use super::cursor_target::entries_in_file;
use super::text_positions::TextPositions;
use crate::diagnostic::{SourceFile, Span};
use crate::site::{EntryIndex, EntryOrigin, LanguageIndex, LocalizedSite, Site};
use lsp_types::{DocumentSymbol, Range as LspRange, SymbolKind};
use std::ops::Range;
use std::sync::Arc;

/// The most symbols in one answer.
const MAX_SYMBOLS: usize = 500;

/// A symbol before it is written for the protocol.
struct TextSymbol {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: Range<usize>,
}

/// Returns the symbols of a text, in order.
pub(super) fn document_symbols(
    site: &Site,
    path: &str,
    source: &Arc<SourceFile>,
    positions: &mut TextPositions<'_>,
) -> Vec<DocumentSymbol> {
    let localized = LocalizedSite::new(site, LanguageIndex::default());
    let mut symbols = Vec::new();
    for (_, entry) in entries_in_file(site, path) {
        if let EntryOrigin::Item(_, range) = &entry.origin {
            symbols.push(TextSymbol {
                name: localized.text(&entry.title).0.to_owned(),
                detail: Some(entry.id.to_string()),
                kind: SymbolKind::OBJECT,
                range: range.clone(),
            });
        }
        for version in &entry.versions {
            let is_here = |span: &Span| span.source().path == source.path;
            for heading in &version.body.outline.headings {
                let span = version.body.span(&heading.range);
                if is_here(&span) {
                    let (name, detail) = (heading.text.clone(), Some(heading.anchor.clone()));
                    let kind = SymbolKind::STRING;
                    symbols.push(TextSymbol { name, detail, kind, range: span.range() });
                }
            }
        }
    }
    let texts = site.source_texts.values();
    let is_here = |text: &Arc<SourceFile>| text.path == source.path;
    for text in texts.filter(|text| text.source.as_ref().is_some_and(is_here)) {
        let paragraphs = text.paragraphs.iter().filter(|it| !it.locator.is_empty());
        symbols.extend(paragraphs.map(|paragraph| TextSymbol {
            name: paragraph.locator.clone(),
            detail: paragraph.section.as_ref().map(|section| section.text.clone()),
            kind: SymbolKind::STRING,
            range: paragraph.marker.start..paragraph.lines.end.max(paragraph.marker.end),
        }));
    }
    symbols.sort_by_key(|symbol| (symbol.range.start, symbol.range.end));
    symbols.into_iter().map(|symbol| document_symbol(symbol, positions)).collect()
}

#[expect(deprecated, reason = "the protocol's type has a field that is deprecated")]
fn document_symbol(symbol: TextSymbol, positions: &mut TextPositions<'_>) -> DocumentSymbol {
    let range: LspRange = positions.range(&symbol.range);
    DocumentSymbol {
        // An empty name is an error in some clients.
        name: if symbol.name.trim().is_empty() { "–".to_owned() } else { symbol.name },
        detail: symbol.detail,
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: LspRange { start: range.start, end: range.start },
        children: None,
    }
}

/// Returns the entries whose title or id has the letters of a query in order, and whose
/// declarations they are.
pub(super) fn find_entries(site: &Site, query: &str) -> Vec<EntryIndex> {
    let query = query.to_lowercase();
    let entries = site.entries.iter().enumerate().filter(|(_, entry)| {
        let mut names = entry.title.all_strings().chain([&*entry.id]);
        !entry.is_implicit() && names.any(|name| has_letters_in_order(&name.to_lowercase(), &query))
    });
    entries.map(|(index, _)| EntryIndex(index)).take(MAX_SYMBOLS).collect()
}

fn has_letters_in_order(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
    query
        .chars()
        .filter(|char| !char.is_whitespace())
        .all(|wanted| letters.any(|char| char == wanted))
}
