//! Lists that nobody wrote: a folder without an index, everything A–Ö, tags, and one tag.

use super::entry;
use super::frame::{Subject, frame};
use super::scene::Scene;
use super::view::{ChildView, ListGroup, ListView, Page};
use crate::diagnostic::Diagnostic;
use crate::site::tree::{Child, Section, SectionIndex};
use crate::site::{EntryIndex, sort_key};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// For an index page: everything in its section, unless its own text links to all of that; for
/// another page nothing.
pub(super) fn children(scene: &Scene<'_>, at: EntryIndex) -> Vec<ChildView> {
    let tree = &scene.site.tree;
    let home = tree.home.get(at.0).copied().flatten();
    let section = home.and_then(|home| tree.sections.get(home.0));
    match section.filter(|section| section.index == Some(at)) {
        Some(section) if !links_to_all(scene, at, section) => below(scene, section),
        _ => Vec::new(),
    }
}

fn links_to_all(scene: &Scene<'_>, at: EntryIndex, section: &Section) -> bool {
    let linked: BTreeSet<EntryIndex> = scene.site.links(at).iter().copied().collect();
    let mut children = section.children.first().into_iter().flatten();
    children.all(|child| {
        let entry = match child {
            Child::Entry(entry) => Some(*entry),
            Child::Section(below) => {
                scene.site.tree.sections.get(below.0).and_then(|section| section.index)
            }
        };
        entry.is_some_and(|entry| linked.contains(&entry))
    })
}

fn below(scene: &Scene<'_>, section: &Section) -> Vec<ChildView> {
    let children = section.children.get(scene.language);
    let view = |child: &Child| match child {
        Child::Entry(at) => entry::child(scene, *at),
        Child::Section(at) => of_section(scene, *at),
    };
    children.into_iter().flatten().map(view).collect()
}

fn of_section(scene: &Scene<'_>, at: SectionIndex) -> ChildView {
    let section = scene.site.tree.sections.get(at.0);
    let index = section.and_then(|section| section.index);
    let count = section.and_then(|section| section.children.first()).map(Vec::len);
    ChildView {
        link: scene.section_link(at),
        summary: index.and_then(|at| entry::child(scene, at).summary),
        count,
    }
}

/// The list of a section that has no index page.
pub(super) fn section(scene: &Scene<'_>, at: SectionIndex) -> Result<String, Box<Diagnostic>> {
    let Some(section) = scene.site.tree.sections.get(at.0) else { unreachable!("of this site") };
    let (title, title_language) = scene.section_title(at);
    let page = frame(
        scene,
        Subject {
            title,
            title_language,
            section: Some(at),
            addresses: section.addresses.iter().map(ToString::to_string).collect(),
            ..Subject::default()
        },
    );
    let items = below(scene, section);
    render(scene, &page, &ListView { lede: None, groups: one_group(items), paging: None })
}

/// Everything that is published, by letter.
pub(super) fn index(scene: &Scene<'_>) -> Result<String, Box<Diagnostic>> {
    let words = scene.words();
    let page = frame(
        scene,
        Subject {
            title: words.get("index").to_owned(),
            addresses: generated_addresses(scene, "address-index"),
            section: Some(SectionIndex(0)),
            ..Subject::default()
        },
    );
    let is_shown = |at: &EntryIndex| {
        let entry = scene.site.entry(*at);
        // A page shown in another language is absent from this language's index.
        let is_own = scene.site.written_in(*at).is_none_or(|written| written.contains(scene.tag));
        scene.site.is_published(*at) && &*entry.kind.id != "tag" && is_own
    };
    let mut shown: Vec<(String, EntryIndex)> = (0..scene.site.entries.len())
        .map(EntryIndex)
        .filter(is_shown)
        .map(|at| (scene.title(at).0, at))
        .collect();
    shown.sort_by_cached_key(|(title, _)| sort_key(&scene.tag.0, title));
    let mut groups: Vec<ListGroup> = Vec::new();
    for (title, at) in shown {
        let heading = initial(&scene.tag.0, &title);
        let item = ChildView { link: scene.link(at), summary: None, count: None };
        match groups.last_mut().filter(|group| group.heading.as_ref() == Some(&heading)) {
            Some(group) => group.items.push(item),
            None => groups.push(ListGroup {
                anchor: Some(anchor(&heading)),
                heading: Some(heading),
                items: vec![item],
            }),
        }
    }
    let lede = Some(words.get("everything").to_owned());
    render(scene, &page, &ListView { lede, groups, paging: None })
}

/// The letter that a title is listed under; `#` for digits and signs.
fn initial(language: &str, title: &str) -> String {
    let letter = title.nfc().find(|letter| letter.is_alphanumeric());
    let Some(letter) = letter.filter(|letter| !letter.is_ascii_digit()) else { return "#".into() };
    let own = if language.starts_with("sv") { "åäöÅÄÖ" } else { "" };
    let base =
        if own.contains(letter) { Some(letter) } else { std::iter::once(letter).nfd().next() };
    base.into_iter().flat_map(char::to_uppercase).collect()
}

/// An id that is plain in an address: `lettre-a`, `lettre-å`; `#` has a name.
fn anchor(heading: &str) -> String {
    match heading {
        "#" => "letter-0".into(),
        _ => format!("letter-{}", heading.to_lowercase()),
    }
}

/// The page of what a search found: the theme's script fills it.
pub(super) fn results(scene: &Scene<'_>) -> Result<String, Box<Diagnostic>> {
    let mut page = frame(
        scene,
        Subject {
            title: scene.words().get("search").to_owned(),
            addresses: generated_addresses(scene, "address-search"),
            section: Some(SectionIndex(0)),
            ..Subject::default()
        },
    );
    // What is on it depends on the question: there is nothing to find by searching.
    page.head.is_noindex = true;
    page.head.canonical = None;
    page.head.alternates.clear();
    let mut context = tera::Context::new();
    context.insert("page", &page);
    scene.theme.render(&scene.tag.0, "search.html", &context)
}

/// The list of tags.
pub(super) fn tags(scene: &Scene<'_>) -> Result<String, Box<Diagnostic>> {
    let page = frame(
        scene,
        Subject {
            title: scene.words().get("tags").to_owned(),
            addresses: generated_addresses(scene, "address-tags"),
            section: Some(SectionIndex(0)),
            ..Subject::default()
        },
    );
    let all = (0..scene.site.entries.len()).map(EntryIndex);
    let mut tags: Vec<(String, EntryIndex)> = all
        .filter(|at| &*scene.site.entry(*at).kind.id == "tag")
        .map(|at| (scene.title(at).0, at))
        .collect();
    tags.sort_by_cached_key(|(title, _)| sort_key(&scene.tag.0, title));
    let item = |(_, at): (String, EntryIndex)| ChildView {
        link: scene.link(at),
        summary: None,
        count: Some(scene.site.incoming(at).len()),
    };
    let items = tags.into_iter().map(item).collect();
    render(scene, &page, &ListView { lede: None, groups: one_group(items), paging: None })
}

/// The page of an entry that exists by being mentioned: who mentions it.
pub(super) fn mentioned(scene: &Scene<'_>, at: EntryIndex) -> Result<String, Box<Diagnostic>> {
    let entry = scene.site.entry(at);
    let (title, _) = scene.title(at);
    let is_tag = &*entry.kind.id == "tag";
    let page = frame(
        scene,
        Subject {
            title: title.clone(),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            entry: Some(at),
            section: scene.site.tree.home.get(at.0).copied().flatten().or(Some(SectionIndex(0))),
            ..Subject::default()
        },
    );
    let mut from: Vec<EntryIndex> = scene.site.incoming(at).iter().map(|i| i.from).collect();
    from.sort_unstable();
    from.dedup();
    from.sort_by_cached_key(|at| sort_key(&scene.tag.0, &scene.title(*at).0));
    let items = from.into_iter().map(|at| entry::child(scene, at)).collect();
    let lede = is_tag.then(|| scene.words().fill("tagged", &[("tag", &title)]));
    render(scene, &page, &ListView { lede, groups: one_group(items), paging: None })
}

fn one_group(items: Vec<ChildView>) -> Vec<ListGroup> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![ListGroup { heading: None, anchor: None, items }]
}

pub(super) fn generated_addresses(scene: &Scene<'_>, key: &str) -> Vec<String> {
    let languages = 0..scene.site.config.languages.len();
    languages.map(|language| scene.in_language(language).generated_address(key)).collect()
}

fn render(scene: &Scene<'_>, page: &Page, list: &ListView) -> Result<String, Box<Diagnostic>> {
    let mut context = tera::Context::new();
    context.insert("page", page);
    context.insert("list", list);
    scene.theme.render(&scene.tag.0, "list.html", &context)
}
