//! What is unclear about an entry, shown where the reader meets it.

use super::scene::Scene;
use super::text::{self, Written};
use super::view::{BodyView, Html, Link, QuestionView, Reading};
use super::{field, sources};
use crate::schema::{Statement, Value};
use crate::site::EntryIndex;
use std::sync::Arc;

/// The questions about an entry, in order.
pub(super) fn questions(scene: &Scene<'_>, at: EntryIndex) -> Vec<QuestionView> {
    let incoming = scene.site.incoming(at).iter();
    let mut from: Vec<EntryIndex> = incoming
        .filter(|one| &*one.field == "about" && &*scene.site.entry(one.from).kind.id == "question")
        .map(|one| one.from)
        .collect();
    from.dedup();
    from.into_iter().map(|question| view(scene, question)).collect()
}

/// One question with its readings.
pub(super) fn view(scene: &Scene<'_>, at: EntryIndex) -> QuestionView {
    QuestionView {
        link: scene.link(at),
        body: body(scene, at),
        about: about(scene, at),
        readings: readings(scene, at),
    }
}

/// The ways to read the sources that a question tells.
pub(super) fn readings(scene: &Scene<'_>, at: EntryIndex) -> Vec<Reading> {
    let entry = scene.site.entry(at);
    let mut readings = Vec::new();
    for (number, item) in entry.statements("readings").iter().enumerate() {
        let Value::Group(parts) = &item.value else { continue };
        let of = |name: &str| -> &[Statement] {
            let found = parts.iter().find(|(id, _)| **id == *name);
            found.map_or(&[], |(_, statements)| statements)
        };
        let Some(statement) = of("text").first() else { continue };
        let Value::Markdown(list) = &statement.value else { continue };
        let prefix = format!("{}-reading-{number}-", entry.id);
        let (html, language) = field::markdown(scene, at, (list, &prefix, 1));
        let cited = of("source").iter().filter_map(|statement| match &statement.value {
            Value::Citation(citation) => Some(Arc::clone(citation)),
            _ => None,
        });
        let mut ground: Vec<_> =
            cited.map(|citation| sources::ground(scene, &citation, entry)).collect();
        ground.extend(statement.sources().iter().map(|one| sources::ground(scene, one, entry)));
        ground.extend(item.sources().iter().map(|one| sources::ground(scene, one, entry)));
        readings.push(Reading { html: Html::new(&html), language, ground });
    }
    readings
}

/// The text of a question or a term, to stand on another page.
pub(super) fn body(scene: &Scene<'_>, at: EntryIndex) -> Option<BodyView> {
    let entry = scene.site.entry(at);
    let version = entry.version(scene.tag)?;
    let prefix = format!("{}-", entry.id);
    let own = Written::of(scene, at, version);
    let html = text::html(scene, Written { id_prefix: &prefix, depth: 1, ..own });
    let language = (version.language != *scene.tag).then(|| version.language.0.to_string());
    (!html.trim().is_empty()).then(|| BodyView { html: Html::new(&html), language })
}

/// What a question is about.
fn about(scene: &Scene<'_>, at: EntryIndex) -> Vec<Link> {
    let entry = scene.site.entry(at);
    let Some(field) = entry.kind.field("about") else { return Vec::new() };
    let mut links = Vec::new();
    for statement in entry.statements("about") {
        let Value::Entry(written) = &statement.value else { continue };
        let Some(target) = scene.site.related(field, written) else { continue };
        if !scene.site.is_published(target) {
            continue;
        }
        let mut link = scene.link(target);
        let about = written.split_once('#').map(|(_, name)| name);
        if let Some(own) = about.and_then(|name| scene.site.entry(target).kind.field(name)) {
            link.title = format!("{}: {}", link.title, scene.text(&own.label).0);
            // A field that says nothing does not stand on the page.
            if !scene.site.entry(target).statements(&own.id).is_empty() {
                link.href = format!("{}#{}", link.href, own.id);
            }
        }
        links.push(link);
    }
    links
}
