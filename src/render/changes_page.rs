//! What changed last, for people; `feed` tells machines the same.

use super::layout::{PageMeta, page_layout};
use super::model::{ChangedDay, ChangesModel};
use super::page_context::PageContext;
use super::{dates, entry_page, feeds, list_pages};
use crate::diagnostic::Diagnostic;
use crate::site::section_tree::SectionIndex;

/// How many pages are told, the newest first.
const MAX_ITEMS: usize = 200;

/// Renders the page.
pub(super) fn changes_page(scene: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let words = scene.strings();
    let page = page_layout(
        scene,
        PageMeta {
            title: words.get_str("changes").to_owned(),
            addresses: list_pages::generated_addresses(scene, "address-changes"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let mut days: Vec<ChangedDay> = Vec::new();
    for (day, at) in feeds::entries_by_date(scene).into_iter().take(MAX_ITEMS) {
        let date = dates::day_model(day, words);
        let item = entry_page::child_link(scene, at);
        match days.last_mut().filter(|last| last.date.machine == date.machine) {
            Some(last) => last.items.push(item),
            None => days.push(ChangedDay { date, items: vec![item] }),
        }
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context
        .insert("changes", &ChangesModel { lede: words.get_str("changes-text").to_owned(), days });
    scene.theme.render_template(&scene.language_tag.0, "changes.html", &context)
}
