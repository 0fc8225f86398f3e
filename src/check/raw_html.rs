//! Warns about raw HTML that is escaped and nesting that is flattened.

use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, rules};
use crate::parse::markdown::MAX_DEPTH;
use crate::site::config::RawHtmlSetting;
use crate::site::{Site, entry_citations};

/// Returns `raw-html` at each opening tag, and `too-large` where nesting is too deep.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for body in site.entries.iter().flat_map(|entry| entry_citations::entry_bodies(entry)) {
        let (what, limit, unit) = (LimitedPart::Nesting, MAX_DEPTH, LimitUnit::Levels);
        let too_deep = body.outline.too_deep.as_ref();
        diagnostics.extend(
            too_deep.map(|range| {
                Diagnostic::new(body.span(range), rules::TooLarge { what, limit, unit })
            }),
        );
        if site.config.raw_html == RawHtmlSetting::Allow {
            continue;
        }
        let opening_tags = body.outline.raw_html.iter().filter(|html| !html.tag.starts_with('/'));
        diagnostics.extend(opening_tags.map(|html| {
            let span = body.span(&html.range);
            // `<String>` is the name of a type, which HTML does not have: it is named as written.
            let written = span.text().get(1..=html.tag.len()).unwrap_or_default();
            let is_same = written.eq_ignore_ascii_case(&html.tag);
            let tag = if is_same { written.to_owned() } else { html.tag.clone() };
            Diagnostic::new(span, rules::RawHtml { tag })
        }));
    }
    diagnostics
}
