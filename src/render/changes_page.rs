//! The page of latest changes. `feeds` has the same for programs.

use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use super::{dates, entry_page, feeds, list_pages};
use crate::diagnostic::Diagnostic;
use crate::site::section_tree::SectionIndex;
use crate::theme::model::{ChangedDay, ChangesModel};

/// The maximum number of pages that are listed, newest first.
const MAX_ITEMS: usize = 200;

/// Renders the page of latest changes.
pub(super) fn changes_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let strings = ctx.strings();
    let page = page_layout(
        ctx,
        PageMeta {
            title: strings.get_str("changes").to_owned(),
            addresses: list_pages::generated_addresses(ctx, "address-changes"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let mut days: Vec<ChangedDay> = Vec::new();
    for (day, entry_index) in feeds::entries_by_date(ctx).into_iter().take(MAX_ITEMS) {
        let date = dates::day_model(day, strings);
        let item = entry_page::child_link(ctx, entry_index);
        match days.last_mut().filter(|latest| latest.date.machine == date.machine) {
            Some(latest) => latest.items.push(item),
            None => days.push(ChangedDay { date, items: vec![item] }),
        }
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert(
        "changes",
        &ChangesModel { lede: strings.get_str("changes-text").to_owned(), days },
    );
    ctx.theme.render_template(&ctx.localized.language_tag.0, "changes.html", &context)
}
