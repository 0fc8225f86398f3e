//! The table of contents of an entry's page.

use super::markdown_text;
use super::page_context::PageContext;
use super::source_text_page::SOURCE_TEXT_ID;
use crate::parse::OutlineHeading;
use crate::site::EntryIndex;
use crate::site::entry::LanguageVersion;
use crate::theme::model::{EntryModel, SourceSectionModel, SourceTextModel, TocItem};
use std::collections::BTreeMap;

/// A page with fewer headings has no table of contents.
const MIN_HEADINGS: usize = 3;

/// Returns the headings of the entry's text and of its source text. Empty if there are few.
pub(super) fn table_of_contents(
    ctx: &PageContext<'_>,
    version: Option<&LanguageVersion>,
    source_text: Option<&SourceTextModel>,
) -> Vec<TocItem> {
    let mut items = version.map_or_else(Vec::new, body_contents);
    if let Some(source_text) = source_text {
        items.push(TocItem {
            title: ctx.strings().get_str("source-text").to_owned(),
            href: format!("#{SOURCE_TEXT_ID}"),
            level: 2,
        });
        items.extend(source_contents(source_text));
    }
    if items.len() < MIN_HEADINGS { Vec::new() } else { items }
}

/// Returns the parts about the entry that are folded at first.
pub(super) fn folded_contents(ctx: &PageContext<'_>, model: &EntryModel) -> Vec<TocItem> {
    let parts = [
        ("facts", !model.fields.is_empty()),
        ("questions", !model.questions.is_empty()),
        ("relations", !model.relations.is_empty()),
    ];
    let toc_item = |(key, _): (&str, bool)| TocItem {
        title: ctx.strings().get_str(key).to_owned(),
        href: format!("#pakt-{key}"),
        level: 2,
    };
    parts.into_iter().filter(|(_, is_there)| *is_there).map(toc_item).collect()
}

/// Returns the headings of a source text. Of those that are there twice, each has the mark of its
/// first paragraph, so that no two links have the same name.
fn source_contents(source_text: &SourceTextModel) -> Vec<TocItem> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for heading in source_text.sections.iter().filter_map(|section| section.heading.as_deref()) {
        *counts.entry(heading).or_default() += 1;
    }
    let toc_item = |section: &SourceSectionModel| {
        let (heading, anchor) = (section.heading.as_deref()?, section.anchor.as_ref()?);
        let is_repeated = counts.get(heading).is_some_and(|count| *count > 1);
        let mut locators = section.paragraphs.iter().map(|paragraph| &*paragraph.locator);
        let locator = locators.find(|locator| is_repeated && !locator.is_empty());
        let title = locator.map(|locator| format!("{heading}, {locator}"));
        let title = title.unwrap_or_else(|| heading.to_owned());
        Some(TocItem { title, href: format!("#{anchor}"), level: 3 })
    };
    source_text.sections.iter().filter_map(toc_item).collect()
}

/// Returns the headings of a text that are shown at the second and third level.
fn body_contents(version: &LanguageVersion) -> Vec<TocItem> {
    let shift = markdown_text::heading_shift(&version.body, version.title_heading);
    let toc_item = |(heading_index, heading): (usize, &OutlineHeading)| {
        let level = heading.level.saturating_add_signed(shift);
        let is_shown = Some(heading_index) != version.title_heading
            && (2..=3).contains(&level)
            && !heading.text.trim().is_empty();
        is_shown.then(|| TocItem {
            title: heading.text.trim().to_owned(),
            href: format!("#{}", heading.anchor),
            level,
        })
    };
    let headings = version.body.outline.headings.iter().enumerate();
    headings.filter_map(toc_item).collect()
}

/// Returns whether the contents of a page are before its text, after the answer. The front page
/// shows none.
pub(super) fn shows_contents(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: Option<&LanguageVersion>,
) -> bool {
    let front_section = ctx.site.tree.sections.first();
    let is_front = front_section.is_some_and(|section| section.index == Some(entry_index));
    !is_front && !table_of_contents(ctx, version, None).is_empty()
}
