//! What of a text is not shown as it was written: raw HTML, and nesting beyond measure.

use crate::diagnostic::{Diagnostic, rules};
use crate::parse::markdown::MAX_DEPTH;
use crate::site::config::RawHtmlSetting;
use crate::site::{Site, citation_index};

/// `raw-html` at each tag that opens, and `too-large` where something nests too deep.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for body in site.entries.iter().flat_map(|entry| citation_index::entry_bodies(entry)) {
        let (what, limit, unit) = ("nesting", MAX_DEPTH, "levels");
        let deep = body.outline.too_deep.as_ref();
        diagnostics.extend(
            deep.map(|range| {
                Diagnostic::new(body.span(range), rules::TooLarge { what, limit, unit })
            }),
        );
        if site.config.raw_html == RawHtmlSetting::Allow {
            continue;
        }
        let opening = body.outline.raw_html.iter().filter(|piece| !piece.tag.starts_with('/'));
        diagnostics.extend(opening.map(|piece| {
            let kind = rules::RawHtml { tag: piece.tag.clone() };
            Diagnostic::new(body.span(&piece.range), kind)
        }));
    }
    diagnostics
}
