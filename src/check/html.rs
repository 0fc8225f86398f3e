//! Raw HTML in Markdown, which is shown as text unless the site allows it.

use crate::diagnostic::{Diagnostic, Fault};
use crate::site::{RawHtml, Site};

/// `raw-html`, at each tag that opens.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    if site.config.raw_html == RawHtml::Allow {
        return Vec::new();
    }
    let bodies = site.entries.iter().flat_map(|entry| &entry.versions).map(|version| &version.body);
    bodies
        .flat_map(|body| {
            let opening = body.outline.raw_html.iter().filter(|piece| !piece.tag.starts_with('/'));
            opening.map(|piece| {
                let fault = Fault::RawHtml { tag: piece.tag.clone() };
                Diagnostic::at(body.span(&piece.range), fault)
            })
        })
        .collect()
}
