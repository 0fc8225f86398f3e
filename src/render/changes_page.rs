//! The page of latest changes. `feeds` has the same for programs.

use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use super::{dates, entry_page, feeds, list_pages};
use crate::diagnostic::Diagnostic;
use crate::site::EntryIndex;
use crate::site::content_history::ChangedPartKind;
use crate::site::section_tree::SectionIndex;
use crate::theme::model::{ChangedDay, ChangedPage, ChangesModel};

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
        let child = entry_page::child_link(ctx, entry_index);
        let changed = changed_parts_text(ctx, entry_index);
        let item = ChangedPage { link: child.link, summary: child.summary, changed };
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

/// Returns in words what the last change of an entry was, for readers of the page. `None` means
/// that it is not known.
pub(super) fn changed_parts_text(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<String> {
    let strings = ctx.strings();
    let entry = ctx.site.entry_at(entry_index);
    let language = ctx.localized.language_tag;
    let change = entry.meta.last_change(language)?;
    let mut names: Vec<String> = Vec::new();
    for part in change.parts.iter().filter(|part| part.concerns(language)) {
        let name = match &part.kind {
            ChangedPartKind::Everything => {
                return Some(strings.get_str("changed-everything").to_owned());
            }
            ChangedPartKind::Body => strings.get_str("changed-body").to_owned(),
            ChangedPartKind::Key(key) => match (entry.entry_type.find_field(key), &**key) {
                (Some(field), _) => ctx.localized_text(&field.label).0,
                (None, "title") => strings.get_str("changed-title").to_owned(),
                (None, "description") => strings.get_str("changed-description").to_owned(),
                (None, _) => strings.get_str("changed-settings").to_owned(),
            },
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| strings.format("changed-parts", &[("parts", &names.join(", "))]))
}
