//! What changed last, for people; `feed` tells machines the same.

use super::frame::{Subject, frame};
use super::scene::Scene;
use super::view::{ChangedDay, ChangesView};
use super::{dates, entry, feed, list};
use crate::diagnostic::Diagnostic;
use crate::site::tree::SectionIndex;

/// How many pages are told, the newest first.
const MAX_ITEMS: usize = 200;

/// Renders the page.
pub(super) fn page(scene: &Scene<'_>) -> Result<String, Box<Diagnostic>> {
    let words = scene.words();
    let page = frame(
        scene,
        Subject {
            title: words.get("changes").to_owned(),
            addresses: list::generated_addresses(scene, "address-changes"),
            section: Some(SectionIndex(0)),
            ..Subject::default()
        },
    );
    let mut days: Vec<ChangedDay> = Vec::new();
    for (day, at) in feed::dated(scene).into_iter().take(MAX_ITEMS) {
        let date = dates::day_view(day, words);
        let item = entry::child(scene, at);
        match days.last_mut().filter(|last| last.date.machine == date.machine) {
            Some(last) => last.items.push(item),
            None => days.push(ChangedDay { date, items: vec![item] }),
        }
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("changes", &ChangesView { lede: words.get("changes-text").to_owned(), days });
    scene.theme.render(&scene.tag.0, "changes.html", &context)
}
