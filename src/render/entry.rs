//! An entry's own page.

use super::frame::{Subject, frame};
use super::mentions;
use super::scene::Scene;
use super::text::{self, Written};
use super::view::{
    BodyView, ChildView, ContentsItem, EntryView, Fallback, Html, Link, Page, RemovedView, Wording,
};
use super::{banner, dates, field, list, question, relations, source_text};
use crate::diagnostic::Diagnostic;
use crate::parse::Heading;
use crate::schema::Text;
use crate::site::cite::Verified;
use crate::site::{EntryIndex, Origin, Removed, Version, backing};
use std::collections::BTreeSet;

/// A page with fewer headings needs no list of them.
const MIN_CONTENTS: usize = 3;

/// Renders the page.
pub(super) fn page(scene: &Scene<'_>, at: EntryIndex) -> Result<String, Box<Diagnostic>> {
    let site = scene.site;
    let entry = site.entry(at);
    if matches!(entry.origin, Origin::Mentioned) {
        return list::mentioned(scene, at);
    }
    let version = entry.version(scene.tag);
    let home = site.tree.home.get(at.0).copied().flatten();
    let (title, title_language) = scene.title(at);
    let (description, lede_language) = match &entry.description {
        Some(text) => {
            let (words, language) = scene.text(text);
            (Some(text::set(scene, &words, language.as_deref())), language)
        }
        None => (None, None),
    };
    let mut page = frame(
        scene,
        Subject {
            description: description.clone().or_else(|| summary(scene, at, version)),
            contents: version.map_or_else(Vec::new, contents),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            written_in: scene.site.written_in(at),
            title,
            title_language,
            entry: Some(at),
            section: home,
        },
    );
    page.head.is_noindex |= entry.meta.removed.is_some();
    page.is_verbatim =
        &*entry.kind.id == "document" || page.is_front && is_quoted(scene, at, &page);
    page.title_id = version.and_then(|version| title_id(scene, at, version));
    let view = EntryView {
        kind: entry.kind.id.to_string(),
        kind_name: (!entry.is_page()).then(|| scene.text(&entry.kind.name).0),
        lede: description,
        lede_language,
        fallback: fallback(scene, at),
        removed: entry.meta.removed.as_ref().map(|removed| tombstone(scene, removed)),
        banners: banner::banners(scene, at),
        is_draft: entry.meta.is_draft,
        fields: field::fields(scene, at),
        body: version.and_then(|version| body(scene, at, version)),
        source_text: source_text::view(scene, at),
        relations: relations::views(scene, at),
        children: list::children(scene, at),
        mentions: mentions::mentions(scene, at, 1),
        tags: tags(scene, at),
        questions: question::questions(scene, at),
        readings: question::readings(scene, at),
        sources: scene.sources.borrow_mut().take(),
    };
    let has_relations = !view.relations.is_empty();
    if has_relations || !view.questions.is_empty() || !view.readings.is_empty() {
        scene.draw();
    }
    page.head.style = scene.style();
    page.foot.as_of = scene.day_of_page().map(|day| dates::day_view(day, scene.words()));
    if let Some(fault) = scene.faults.borrow_mut().pop() {
        return Err(Box::new(fault));
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("entry", &view);
    scene.theme.render(&scene.tag.0, "entry.html", &context)
}

fn tombstone(scene: &Scene<'_>, removed: &Removed) -> RemovedView {
    let wording = |text: &Text| {
        let (text, language) = scene.text(text);
        Wording { text: as_sentence(&text), language }
    };
    RemovedView {
        on: removed.on.as_ref().map(|date| dates::date(date, scene.words())),
        reason: removed.reason.as_ref().map(wording),
        decision: removed.decision.as_ref().map(wording),
    }
}

/// Words that end as a sentence does: others follow them.
fn as_sentence(words: &str) -> String {
    let words = words.trim();
    let is_ended = words.is_empty() || words.ends_with(['.', '!', '?', '…', '”', '"']);
    if is_ended { words.to_owned() } else { format!("{words}.") }
}

/// Renders the page of an old address.
pub(super) fn redirect(scene: &Scene<'_>, at: EntryIndex) -> Result<String, Box<Diagnostic>> {
    let entry = scene.site.entry(at);
    let (title, title_language) = scene.title(at);
    let mut page = frame(
        scene,
        Subject {
            title,
            title_language,
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            written_in: scene.site.written_in(at),
            ..Subject::default()
        },
    );
    page.head.refresh = Some(scene.href(scene.address(at)));
    let mut context = tera::Context::new();
    context.insert("page", &page);
    scene.theme.render(&scene.tag.0, "redirect.html", &context)
}

fn summary(scene: &Scene<'_>, at: EntryIndex, version: Option<&Version>) -> Option<String> {
    let version = version?;
    let summary = text::plain(scene, (at, version), &version.body.outline.summary);
    let summary = text::set(scene, &summary, Some(&version.language.0));
    (!summary.is_empty()).then_some(summary)
}

/// The language that stands in for the page's, if the entry has no words in that.
fn fallback(scene: &Scene<'_>, at: EntryIndex) -> Option<Fallback> {
    let written = scene.site.written_in(at)?;
    if written.contains(scene.tag) {
        return None;
    }
    let tag = written.first()?;
    let key = format!("language-{}", tag.0);
    let name = scene.words().find(&key).unwrap_or(&tag.0).to_owned();
    Some(Fallback { language: tag.0.to_string(), name })
}

/// Whether the page's title is a source's own words: a quote that the entry cites, and that stands
/// in the source, holds it letter for letter.
fn is_quoted(scene: &Scene<'_>, at: EntryIndex, page: &Page) -> bool {
    let entry = scene.site.entry(at);
    backing::citations(entry).into_iter().any(|(_, citation)| {
        let quote = citation.quote.as_ref();
        quote.is_some_and(|quote| quote.text.contains(&page.title))
            && scene.site.cite(citation, entry).verified == Verified::Yes
    })
}

/// Links to the heading that became the title lead to the title, unless a field has that id.
fn title_id(scene: &Scene<'_>, at: EntryIndex, version: &Version) -> Option<String> {
    let heading = version.body.outline.headings.get(version.title_heading?)?;
    let is_free = !text::reserved_ids(scene, at).contains(&&*heading.anchor);
    (is_free && !heading.anchor.is_empty()).then(|| heading.anchor.clone())
}

fn body(scene: &Scene<'_>, at: EntryIndex, version: &Version) -> Option<BodyView> {
    if version.body.text().trim().is_empty() {
        return None;
    }
    let html = text::html(scene, Written::of(scene, at, version));
    let tag = version.written_in.as_ref().unwrap_or(&version.language);
    let language = (tag != scene.tag).then(|| tag.0.to_string());
    (!html.trim().is_empty()).then(|| BodyView { html: Html::new(&html), language })
}

/// The headings that stand at the second and third level of the page.
fn contents(version: &Version) -> Vec<ContentsItem> {
    let shift = u8::from(text::is_shifted(&version.body, version.title_heading));
    let shown = |(number, heading): (usize, &Heading)| {
        let level = heading.level + shift;
        let is_shown = Some(number) != version.title_heading
            && (2..=3).contains(&level)
            && !heading.text.trim().is_empty();
        is_shown.then(|| ContentsItem {
            title: heading.text.trim().to_owned(),
            href: format!("#{}", heading.anchor),
            level,
        })
    };
    let headings = version.body.outline.headings.iter().enumerate();
    let items: Vec<ContentsItem> = headings.filter_map(shown).collect();
    if items.len() < MIN_CONTENTS { Vec::new() } else { items }
}

fn tags(scene: &Scene<'_>, at: EntryIndex) -> Vec<Link> {
    let tags = scene.site.entry(at).meta.tags.iter();
    let mut seen = BTreeSet::new();
    let own = tags.filter_map(|(tag, _)| scene.site.tag(tag)).filter(|tag| seen.insert(*tag));
    own.map(|tag| scene.link(tag)).collect()
}

/// What a list says of an entry besides its title.
pub(super) fn child(scene: &Scene<'_>, at: EntryIndex) -> ChildView {
    let entry = scene.site.entry(at);
    let said = entry.description.as_ref().map(|text| {
        let (words, language) = scene.text(text);
        text::set(scene, &words, language.as_deref())
    });
    let summary = said.or_else(|| {
        // Another language's first words would need a mark of their own; a list does without.
        entry
            .version(scene.tag)
            .filter(|v| v.language == *scene.tag)
            .and_then(|v| summary(scene, at, Some(v)))
    });
    ChildView { link: scene.link(at), summary, count: None }
}
