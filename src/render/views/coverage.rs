//! What rests on each paragraph of a document.

use crate::render::model::LinkModel;
use crate::render::page_context::PageContext;
use crate::site::EntryIndex;
use crate::site::citation_index::ParagraphUsage;
use serde::Serialize;

/// `view.coverage`.
#[derive(Debug, Default, Serialize)]
pub(super) struct CoverageModel {
    document: LinkModel,
    items: Vec<CoverageBar>,
    /// How many paragraphs something rests on, carry no claim, and wait.
    cited: usize,
    silent: usize,
    open: usize,
    total: usize,
}

#[derive(Debug, Serialize)]
struct CoverageBar {
    locator: String,
    href: String,
    /// How many entries rest on it.
    count: usize,
    /// How high the bar is, 0 to 10, by the most that any paragraph carries.
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
    let silent = site.uncitable_locators(entry);
    let count = |load: Option<&ParagraphUsage>| load.map_or(0, |load| load.resting.len());
    let most =
        site.paragraph_usage(document).iter().map(|load| count(Some(load))).max().unwrap_or(0);
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        if paragraph.locator.is_empty() {
            continue;
        }
        let count = count(site.paragraph_usage(document).get(number));
        let is_silent = silent.contains_key(&*paragraph.locator);
        let (state, counter) = match count {
            0 if is_silent => ("silent", &mut coverage.silent),
            0 => ("open", &mut coverage.open),
            _ => ("cited", &mut coverage.cited),
        };
        *counter += 1;
        coverage.total += 1;
        coverage.items.push(CoverageBar {
            locator: paragraph.locator.clone(),
            href: format!("{}#{}", coverage.document.href, paragraph.locator),
            count,
            height: (count * 10).div_ceil(most.max(1)),
            state: state.into(),
        });
    }
    coverage
}
