//! Generated list pages: folders without an index, A–Ö, all tags, one tag.

use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use super::{entry_page, section_order};
use crate::diagnostic::Diagnostic;
use crate::schema::BuiltinType;
use crate::site::section_tree::{Section, SectionChild, SectionIndex};
use crate::site::{EntryIndex, collation_key};
use crate::theme::model::{ChildLink, ListPageGroup, ListPageModel, PageModel};
use std::collections::BTreeSet;

/// Returns the pages of a section for its index page, unless the index page links to all of them in
/// its text, or has `page_list: false`. Other pages get none.
pub(super) fn child_links(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<ChildLink> {
    let tree = &ctx.site.tree;
    if ctx.site.entry_at(entry_index).meta.page_list == Some(false) {
        return Vec::new();
    }
    let home = tree.home.get(entry_index.0).copied().flatten();
    let section = home.and_then(|home| tree.sections.get(home.0));
    match section.filter(|section| section.index == Some(entry_index)) {
        Some(section) if !links_to_all_children(ctx, entry_index, section) => {
            section_children(ctx, section)
        }
        _ => Vec::new(),
    }
}

fn links_to_all_children(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    section: &Section,
) -> bool {
    let linked: BTreeSet<EntryIndex> =
        ctx.site.linked_entries(entry_index).iter().copied().collect();
    let mut children = section.children.first().into_iter().flatten();
    children.all(|child| {
        let entry = match child {
            SectionChild::Entry(entry) => Some(*entry),
            SectionChild::Section(section_index) => {
                ctx.site.tree.sections.get(section_index.0).and_then(|section| section.index)
            }
        };
        entry.is_some_and(|entry| linked.contains(&entry))
    })
}

fn section_children(ctx: &PageContext<'_>, section: &Section) -> Vec<ChildLink> {
    let children = section_order::ordered_children(ctx, section);
    let link = |child: &SectionChild| match child {
        SectionChild::Entry(entry_index) => entry_page::child_link(ctx, *entry_index),
        SectionChild::Section(section_index) => section_child(ctx, *section_index),
    };
    children.iter().map(link).collect()
}

fn section_child(ctx: &PageContext<'_>, section_index: SectionIndex) -> ChildLink {
    let section = ctx.site.tree.sections.get(section_index.0);
    let index = section.and_then(|section| section.index);
    let count = section.and_then(|section| section.children.first()).map(Vec::len);
    ChildLink {
        link: ctx.section_link(section_index),
        replaced: index.and_then(|entry_index| ctx.replaced_mark(entry_index)),
        summary: index.and_then(|entry_index| entry_page::child_link(ctx, entry_index).summary),
        count,
    }
}

/// Renders the list of a section that has no index page.
pub(super) fn section_page(
    ctx: &PageContext<'_>,
    section_index: SectionIndex,
) -> Result<String, Box<Diagnostic>> {
    let Some(section) = ctx.site.tree.sections.get(section_index.0) else {
        unreachable!("the route is one of this site")
    };
    let (title, title_language) = ctx.section_title(section_index);
    let page = page_layout(
        ctx,
        PageMeta {
            title,
            title_language,
            section: Some(section_index),
            addresses: section.addresses.iter().map(ToString::to_string).collect(),
            ..PageMeta::default()
        },
    );
    let items = section_children(ctx, section);
    render_list_page(
        ctx,
        &page,
        &ListPageModel { lede: None, groups: single_group(items), paging: None },
    )
}

/// Renders the list A–Ö of all published entries.
pub(super) fn index_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let strings = ctx.strings();
    let page = page_layout(
        ctx,
        PageMeta {
            title: strings.get_str("index").to_owned(),
            addresses: generated_addresses(ctx, "address-index"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let is_shown = |entry_index: &EntryIndex| {
        let entry = ctx.site.entry_at(*entry_index);
        let is_shown = !entry.entry_type.is(BuiltinType::Tag) && entry.meta.removed.is_none();
        // A fallback to another language is not listed.
        is_shown && ctx.site.is_published(*entry_index) && ctx.is_written_in_language(*entry_index)
    };
    let tag = &*ctx.localized.language_tag.0;
    let shown = (0..ctx.site.entries.len()).map(EntryIndex).filter(is_shown);
    let mut shown: Vec<(String, String, EntryIndex)> = shown
        .map(|entry_index| {
            let title = ctx.entry_title(entry_index).0;
            (ctx.localized.index_letter(&title), title, entry_index)
        })
        .collect();
    // The letter first, so that each has one group whatever a title begins with. `#` is before all.
    shown.sort_by_cached_key(|(letter, title, _)| {
        let is_letter = letter != "#";
        (is_letter, collation_key(tag, letter), collation_key(tag, title))
    });
    let mut groups: Vec<ListPageGroup> = Vec::new();
    for (heading, _, entry_index) in shown {
        let item = ChildLink {
            link: ctx.entry_link(entry_index),
            replaced: ctx.replaced_mark(entry_index),
            summary: None,
            count: None,
        };
        match groups.last_mut().filter(|group| group.heading.as_ref() == Some(&heading)) {
            Some(group) => group.items.push(item),
            None => groups.push(ListPageGroup {
                anchor: Some(letter_anchor(&heading)),
                heading: Some(heading),
                items: vec![item],
            }),
        }
    }
    let lede = Some(strings.get_str("everything").to_owned());
    render_list_page(ctx, &page, &ListPageModel { lede, groups, paging: None })
}

/// Returns the anchor of an index letter: `letter-a`, `letter-å`; `letter-0` for `#`.
fn letter_anchor(heading: &str) -> String {
    match heading {
        "#" => "letter-0".into(),
        _ => format!("letter-{}", heading.to_lowercase()),
    }
}

/// Renders the page of search results, which the theme's script fills.
pub(super) fn search_results_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let mut page = page_layout(
        ctx,
        PageMeta {
            title: ctx.strings().get_str("search").to_owned(),
            addresses: generated_addresses(ctx, "address-search"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    // Its content depends on the query, so search engines have nothing to index.
    page.head.hide_from_search_engines();
    let mut context = tera::Context::new();
    context.insert("page", &page);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "search.html", &context)
}

/// Renders the list of all tags.
pub(super) fn tags_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let page = page_layout(
        ctx,
        PageMeta {
            title: ctx.strings().get_str("tags").to_owned(),
            addresses: generated_addresses(ctx, "address-tags"),
            section: Some(SectionIndex(0)),
            ..PageMeta::default()
        },
    );
    let all = (0..ctx.site.entries.len()).map(EntryIndex);
    let mut tags: Vec<(String, EntryIndex)> = all
        .filter(|entry_index| ctx.site.entry_at(*entry_index).entry_type.is(BuiltinType::Tag))
        .map(|entry_index| (ctx.entry_title(entry_index).0, entry_index))
        .collect();
    tags.sort_by_cached_key(|(title, _)| collation_key(&ctx.localized.language_tag.0, title));
    let item = |(_, entry_index): (String, EntryIndex)| ChildLink {
        link: ctx.entry_link(entry_index),
        replaced: None,
        summary: None,
        count: Some(ctx.site.incoming_relations(entry_index).len()),
    };
    let items = tags.into_iter().map(item).collect();
    render_list_page(
        ctx,
        &page,
        &ListPageModel { lede: None, groups: single_group(items), paging: None },
    )
}

/// Renders the page of a tag, or of another entry that exists because it is mentioned: the list of
/// entries that mention it.
pub(super) fn tag_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let entry = ctx.site.entry_at(entry_index);
    let (title, _) = ctx.entry_title(entry_index);
    let is_tag = entry.entry_type.is(BuiltinType::Tag);
    let page = page_layout(
        ctx,
        PageMeta {
            title: title.clone(),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            entry: Some(entry_index),
            section: ctx
                .site
                .tree
                .home
                .get(entry_index.0)
                .copied()
                .flatten()
                .or(Some(SectionIndex(0))),
            ..PageMeta::default()
        },
    );
    let relations = ctx.site.incoming_relations(entry_index).iter();
    let mut sources: Vec<EntryIndex> = relations.map(|relation| relation.from).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.sort_by_cached_key(|entry_index| {
        collation_key(&ctx.localized.language_tag.0, &ctx.entry_title(*entry_index).0)
    });
    let items =
        sources.into_iter().map(|entry_index| entry_page::child_link(ctx, entry_index)).collect();
    let lede = is_tag.then(|| ctx.strings().format("tagged", &[("tag", &title)]));
    render_list_page(ctx, &page, &ListPageModel { lede, groups: single_group(items), paging: None })
}

fn single_group(items: Vec<ChildLink>) -> Vec<ListPageGroup> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![ListPageGroup { heading: None, anchor: None, items }]
}

/// Returns the address of a generated page in every language.
pub(super) fn generated_addresses(ctx: &PageContext<'_>, key: &str) -> Vec<String> {
    let languages = ctx.site.config.language_indexes();
    languages
        .map(|language_index| ctx.with_language(language_index).generated_address(key))
        .collect()
}

/// Renders a list page with its layout.
pub(super) fn render_list_page(
    ctx: &PageContext<'_>,
    page: &PageModel,
    list: &ListPageModel,
) -> Result<String, Box<Diagnostic>> {
    let mut context = tera::Context::new();
    context.insert("page", page);
    context.insert("list", list);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "list.html", &context)
}
