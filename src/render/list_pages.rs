//! Lists that nobody wrote: a folder without an index, everything A–Ö, tags, and one tag.

use super::entry_page;
use super::layout::{PageMeta, page_layout};
use super::model::{ChildLink, ListPageGroup, ListPageModel, PageModel};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::section_tree::{Section, SectionChild, SectionIndex};
use crate::site::{EntryIndex, collation_key};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// For an index page: everything in its section, unless its own text links to all of that; for
/// another page nothing.
pub(super) fn child_links(scene: &PageContext<'_>, at: EntryIndex) -> Vec<ChildLink> {
    let tree = &scene.site.tree;
    let home = tree.home.get(at.0).copied().flatten();
    let section = home.and_then(|home| tree.sections.get(home.0));
    match section.filter(|section| section.index == Some(at)) {
        Some(section) if !links_to_all_children(scene, at, section) => {
            section_children(scene, section)
        }
        _ => Vec::new(),
    }
}

fn links_to_all_children(scene: &PageContext<'_>, at: EntryIndex, section: &Section) -> bool {
    let linked: BTreeSet<EntryIndex> = scene.site.linked_entries(at).iter().copied().collect();
    let mut children = section.children.first().into_iter().flatten();
    children.all(|child| {
        let entry = match child {
            SectionChild::Entry(entry) => Some(*entry),
            SectionChild::Section(below) => {
                scene.site.tree.sections.get(below.0).and_then(|section| section.index)
            }
        };
        entry.is_some_and(|entry| linked.contains(&entry))
    })
}

fn section_children(scene: &PageContext<'_>, section: &Section) -> Vec<ChildLink> {
    let children = section.children.get(scene.language_index);
    let view = |child: &SectionChild| match child {
        SectionChild::Entry(at) => entry_page::child_link(scene, *at),
        SectionChild::Section(at) => section_child(scene, *at),
    };
    children.into_iter().flatten().map(view).collect()
}

fn section_child(scene: &PageContext<'_>, at: SectionIndex) -> ChildLink {
    let section = scene.site.tree.sections.get(at.0);
    let index = section.and_then(|section| section.index);
    let count = section.and_then(|section| section.children.first()).map(Vec::len);
    ChildLink {
        link: scene.section_link(at),
        summary: index.and_then(|at| entry_page::child_link(scene, at).summary),
        count,
    }
}

/// The list of a section that has no index page.
pub(super) fn section_page(
    scene: &PageContext<'_>,
    at: SectionIndex,
) -> Result<String, Box<Diagnostic>> {
    let Some(section) = scene.site.tree.sections.get(at.0) else { unreachable!("of this site") };
    let (title, title_language) = scene.section_title(at);
    let page = page_layout(
        scene,
        PageMeta {
            title,
            title_language,
            section: Some(at),
            addresses: section.addresses.iter().map(ToString::to_string).collect(),
            ..PageMeta::default()
        },
    );
    let items = section_children(scene, section);
    render_list_page(
        scene,
        &page,
        &ListPageModel { lede: None, groups: single_group(items), paging: None },
    )
}

/// Everything that is published, by letter.
pub(super) fn index(scene: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let words = scene.strings();
    let page = page_layout(
        scene,
        PageMeta {
            title: words.get_str("index").to_owned(),
            addresses: generated_addresses(scene, "address-index"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let is_shown = |at: &EntryIndex| {
        let entry = scene.site.entry_at(*at);
        // A page shown in another language is absent from this language's index.
        let is_own =
            scene.site.languages_of(*at).is_none_or(|written| written.contains(scene.language_tag));
        scene.site.is_published(*at) && &*entry.kind.id != "tag" && is_own
    };
    let mut shown: Vec<(String, EntryIndex)> = (0..scene.site.entries.len())
        .map(EntryIndex)
        .filter(is_shown)
        .map(|at| (scene.entry_title(at).0, at))
        .collect();
    shown.sort_by_cached_key(|(title, _)| collation_key(&scene.language_tag.0, title));
    let mut groups: Vec<ListPageGroup> = Vec::new();
    for (title, at) in shown {
        let heading = index_letter(&scene.language_tag.0, &title);
        let item = ChildLink { link: scene.entry_link(at), summary: None, count: None };
        match groups.last_mut().filter(|group| group.heading.as_ref() == Some(&heading)) {
            Some(group) => group.items.push(item),
            None => groups.push(ListPageGroup {
                anchor: Some(letter_anchor(&heading)),
                heading: Some(heading),
                items: vec![item],
            }),
        }
    }
    let lede = Some(words.get_str("everything").to_owned());
    render_list_page(scene, &page, &ListPageModel { lede, groups, paging: None })
}

/// The letter that a title is listed under; `#` for digits and signs.
fn index_letter(language: &str, title: &str) -> String {
    let letter = title.nfc().find(|letter| letter.is_alphanumeric());
    let Some(letter) = letter.filter(|letter| !letter.is_ascii_digit()) else { return "#".into() };
    let own = if language.starts_with("sv") { "åäöÅÄÖ" } else { "" };
    let base =
        if own.contains(letter) { Some(letter) } else { std::iter::once(letter).nfd().next() };
    base.into_iter().flat_map(char::to_uppercase).collect()
}

/// An id that is plain in an address: `lettre-a`, `lettre-å`; `#` has a name.
fn letter_anchor(heading: &str) -> String {
    match heading {
        "#" => "letter-0".into(),
        _ => format!("letter-{}", heading.to_lowercase()),
    }
}

/// The page of what a search found: the theme's script fills it.
pub(super) fn search_results_page(scene: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let mut page = page_layout(
        scene,
        PageMeta {
            title: scene.strings().get_str("search").to_owned(),
            addresses: generated_addresses(scene, "address-search"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    // What is on it depends on the question: there is nothing to find by searching.
    page.head.is_noindex = true;
    page.head.canonical = None;
    page.head.alternates.clear();
    let mut context = tera::Context::new();
    context.insert("page", &page);
    scene.theme.render_template(&scene.language_tag.0, "search.html", &context)
}

/// The list of tags.
pub(super) fn tags_page(scene: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let page = page_layout(
        scene,
        PageMeta {
            title: scene.strings().get_str("tags").to_owned(),
            addresses: generated_addresses(scene, "address-tags"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let all = (0..scene.site.entries.len()).map(EntryIndex);
    let mut tags: Vec<(String, EntryIndex)> = all
        .filter(|at| &*scene.site.entry_at(*at).kind.id == "tag")
        .map(|at| (scene.entry_title(at).0, at))
        .collect();
    tags.sort_by_cached_key(|(title, _)| collation_key(&scene.language_tag.0, title));
    let item = |(_, at): (String, EntryIndex)| ChildLink {
        link: scene.entry_link(at),
        summary: None,
        count: Some(scene.site.incoming_relations(at).len()),
    };
    let items = tags.into_iter().map(item).collect();
    render_list_page(
        scene,
        &page,
        &ListPageModel { lede: None, groups: single_group(items), paging: None },
    )
}

/// The page of an entry that exists by being mentioned: who mentions it.
pub(super) fn tag_page(scene: &PageContext<'_>, at: EntryIndex) -> Result<String, Box<Diagnostic>> {
    let entry = scene.site.entry_at(at);
    let (title, _) = scene.entry_title(at);
    let is_tag = &*entry.kind.id == "tag";
    let page = page_layout(
        scene,
        PageMeta {
            title: title.clone(),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            entry: Some(at),
            section: scene.site.tree.home.get(at.0).copied().flatten().or(Some(SectionIndex(0))),
            ..PageMeta::default()
        },
    );
    let mut from: Vec<EntryIndex> =
        scene.site.incoming_relations(at).iter().map(|i| i.from).collect();
    from.sort_unstable();
    from.dedup();
    from.sort_by_cached_key(|at| collation_key(&scene.language_tag.0, &scene.entry_title(*at).0));
    let items = from.into_iter().map(|at| entry_page::child_link(scene, at)).collect();
    let lede = is_tag.then(|| scene.strings().format("tagged", &[("tag", &title)]));
    render_list_page(
        scene,
        &page,
        &ListPageModel { lede, groups: single_group(items), paging: None },
    )
}

fn single_group(items: Vec<ChildLink>) -> Vec<ListPageGroup> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![ListPageGroup { heading: None, anchor: None, items }]
}

pub(super) fn generated_addresses(scene: &PageContext<'_>, key: &str) -> Vec<String> {
    let languages = 0..scene.site.config.languages.len();
    languages.map(|language| scene.with_language(language).generated_address(key)).collect()
}

fn render_list_page(
    scene: &PageContext<'_>,
    page: &PageModel,
    list: &ListPageModel,
) -> Result<String, Box<Diagnostic>> {
    let mut context = tera::Context::new();
    context.insert("page", page);
    context.insert("list", list);
    scene.theme.render_template(&scene.language_tag.0, "list.html", &context)
}
