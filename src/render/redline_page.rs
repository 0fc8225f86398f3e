//! The page of what has changed from an older version of a document to a newer one.

use super::layout::{PageMeta, page_layout};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::redline;
use crate::diagnostic::Diagnostic;
use crate::site::EntryIndex;

/// Renders the page of a pair of versions.
pub(super) fn redline_page(
    ctx: &PageContext<'_>,
    older: EntryIndex,
    newer: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let model = redline::redline_model(ctx, &mut PageCollector::default(), older, newer);
    let (older_name, newer_name) = (&*model.older.title, &*model.newer.title);
    let names = [("older", older_name), ("newer", newer_name)];
    let address = |language_index| ctx.with_language(language_index).redline_address(older, newer);
    let mut page = page_layout(
        ctx,
        PageMeta {
            title: ctx.strings().format("redline-title", &names),
            section: ctx.site.tree.home.get(newer.0).copied().flatten(),
            addresses: ctx.site.config.language_indexes().map(address).collect(),
            needs_page_styles: true,
            ..PageMeta::default()
        },
    );
    page.crumbs.push(ctx.entry_link(newer));
    // Search engines should find the documents themselves, which have all these words.
    page.head.hide_from_search_engines();
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("redline", &model);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "redline.html", &context)
}
