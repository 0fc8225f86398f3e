//! How many entries cite each paragraph of a document.

use crate::render::page_context::PageContext;
use crate::site::EntryIndex;
use crate::theme::model::LinkModel;
use serde::Serialize;

/// `view.coverage`.
#[derive(Debug, Default, Serialize)]
pub(super) struct CoverageModel {
    document: LinkModel,
    items: Vec<CoverageBar>,
    /// The number of paragraphs that are cited.
    cited: usize,
    /// The number of paragraphs that an editor marked as containing no claim.
    silent: usize,
    /// The number of paragraphs that are neither.
    open: usize,
    total: usize,
}

#[derive(Debug, Serialize)]
struct CoverageBar {
    locator: String,
    href: String,
    /// The number of entries that cite it.
    count: usize,
    /// The height of the bar, from 0 to 10, which is that of the most cited paragraph.
    height: usize,
    /// `cited`, `silent` or `open`.
    state: String,
}

pub(super) fn coverage_model(ctx: &PageContext<'_>, document: EntryIndex) -> CoverageModel {
    let site = ctx.site;
    let entry = site.entry_at(document);
    let mut coverage =
        CoverageModel { document: ctx.entry_link(document), ..CoverageModel::default() };
    let Some(text) = site.source_texts.get(&entry.id) else { return coverage };
    let uncitable = site.uncitable_locators(entry);
    let usage = site.paragraph_usage(document);
    let max_count = usage.iter().map(|usage| usage.citing_entries.len()).max().unwrap_or(0);
    for (paragraph_index, paragraph) in text.paragraphs.iter().enumerate() {
        if paragraph.locator.is_empty() {
            continue;
        }
        let count = usage.get(paragraph_index).map_or(0, |usage| usage.citing_entries.len());
        let is_silent = uncitable.contains_key(&*paragraph.locator);
        let (state, counter) = match count {
            0 if is_silent => ("silent", &mut coverage.silent),
            0 => ("open", &mut coverage.open),
            _ => ("cited", &mut coverage.cited),
        };
        *counter += 1;
        coverage.total += 1;
        coverage.items.push(CoverageBar {
            locator: paragraph.locator.clone(),
            href: format!("{}#{}", coverage.document.href, paragraph.anchor),
            count,
            height: (count * 10).div_ceil(max_count.max(1)),
            state: state.into(),
        });
    }
    coverage
}
