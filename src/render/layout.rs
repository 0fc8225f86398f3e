//! The layout around every page: head, menu, breadcrumbs and section. The footer is in `footer`.

use super::page_context::PageContext;
use super::{calendar, change_feeds, dates, footer, offline, section_order};
use crate::schema::{LanguageTag, PartialDate};
use crate::search;
use crate::site::config::PublishProfile;
use crate::site::section_tree::{MenuTarget, SectionChild, SectionIndex};
use crate::site::{EntryIndex, LanguageIndex};
use crate::theme::model::{
    AlternateLink, HeadModel, LanguageLink, LinkModel, MenuItem, OfflineModel, PageModel,
    SearchBoxModel, SectionNav, SectionNavItem, TocItem,
};

/// The maximum number of pages in the section navigation.
const MAX_SECTION_ITEMS: usize = 50;

/// What the layout needs to know about a page.
#[derive(Default)]
pub(super) struct PageMeta {
    pub(super) title: String,
    pub(super) title_language: Option<String>,
    pub(super) description: Option<String>,
    /// The entry whose page it is. `None` for a generated page.
    pub(super) entry: Option<EntryIndex>,
    /// The section that contains the page.
    pub(super) section: Option<SectionIndex>,
    pub(super) table_of_contents: Vec<TocItem>,
    /// The page's address in every language, in the site's order.
    pub(super) addresses: Vec<String>,
    /// Whether the page needs `pages.css`. Always true except on the front page.
    pub(super) needs_page_styles: bool,
    /// The as-of date, if the page depends on it.
    pub(super) as_of: Option<PartialDate>,
    /// The languages that the page is written in. `None` means all.
    pub(super) written_in: Option<Vec<LanguageTag>>,
}

/// Returns the layout of a page.
pub(super) fn page_layout(ctx: &PageContext<'_>, meta: PageMeta) -> PageModel {
    let site_title = ctx.site_title();
    let is_front = meta.addresses.get(ctx.localized.language_index.0).is_some_and(|address| {
        section_address(ctx, SectionIndex(0)).is_some_and(|front_address| front_address == address)
    });
    let head_title = if meta.title == site_title {
        site_title.clone()
    } else {
        format!("{} – {site_title}", meta.title)
    };
    let foot = footer::footer_model(ctx, &meta);
    let style_path = match is_front && meta.entry.is_some() && !meta.needs_page_styles {
        true => ctx.theme.style_path(),
        false => ctx.theme.page_style_path(),
    };
    let style = ctx.href(&format!("/{style_path}"));
    // The front page has to load fast, and its paragraphs are seldom cited.
    let has_reading_scripts = meta.entry.is_some() && !is_front;
    let reading = ctx.theme.reading_asset_paths().iter().filter(|_| has_reading_scripts);
    let reading = reading.map(|path| ctx.href(&format!("/{path}"))).collect();
    let turn = meta.entry.map(|it| section_order::previous_and_next(ctx, it)).unwrap_or_default();
    let address = meta.addresses.get(ctx.localized.language_index.0);
    PageModel {
        location: address
            .map(|address| ctx.absolute_url(address).unwrap_or_else(|| address.clone())),
        as_of: ctx.site.config.as_of.map(|day| dates::day_model(day, ctx.strings())),
        language: ctx.localized.language_tag.0.to_string(),
        title_id: None,
        print: None,
        has_sources: false,
        is_verbatim: false,
        head_title,
        head: HeadModel { style, reading, ..head_model(ctx, &meta) },
        notice: ctx.site.config.notice.as_ref().map(|notice| ctx.localized_string(notice)),
        site: LinkModel { title: site_title, href: front_page_address(ctx), language: None },
        is_front,
        menu: menu_items(ctx, &meta),
        languages: language_links(ctx, &meta),
        crumbs: breadcrumbs(ctx, &meta),
        section: meta.section.and_then(|section| section_nav(ctx, section, meta.entry)),
        previous: turn.previous,
        next: turn.next,
        is_last: turn.is_last,
        contents: meta.table_of_contents,
        foot,
        search: search_box(ctx),
        offline: OfflineModel {
            list: ctx.href(&format!("/{}", offline::LIST_PATH)),
            script: ctx.href(&format!("/{}", ctx.theme.offline_script_path())),
        },
        title: meta.title,
        title_language: meta.title_language,
        description: meta.description,
    }
}

fn front_page_address(ctx: &PageContext<'_>) -> String {
    ctx.href(section_address(ctx, SectionIndex(0)).unwrap_or("/"))
}

fn section_address<'a>(ctx: &PageContext<'a>, section_index: SectionIndex) -> Option<&'a str> {
    let section = ctx.site.tree.sections.get(section_index.0)?;
    section.addresses.get(ctx.localized.language_index.0).map(|address| &**address)
}

fn head_model(ctx: &PageContext<'_>, meta: &PageMeta) -> HeadModel {
    let is_written_in =
        |tag: &LanguageTag| meta.written_in.as_ref().is_none_or(|written| written.contains(tag));
    let languages = &ctx.site.config.languages;
    let address =
        |language_index: LanguageIndex| meta.addresses.get(language_index.0).map(String::as_str);
    // The canonical URL of a fallback is that of the language it is written in.
    let canonical_language = if is_written_in(ctx.localized.language_tag) {
        Some(ctx.localized.language_index)
    } else {
        languages.iter().position(is_written_in).map(LanguageIndex)
    };
    let mut alternates: Vec<AlternateLink> = Vec::new();
    let n_written = languages.iter().filter(|tag| is_written_in(tag)).count();
    if n_written > 1 && is_written_in(ctx.localized.language_tag) {
        for tag in languages.iter().filter(|tag| is_written_in(tag)) {
            let language_index = ctx.site.config.language_index(tag);
            let href =
                language_index.and_then(address).and_then(|address| ctx.absolute_url(address));
            let language = tag.0.to_string();
            alternates.extend(href.map(|href| AlternateLink { language, href }));
        }
        if let Some(href) = alternates.first().map(|first| first.href.clone()) {
            alternates.push(AlternateLink { language: "x-default".into(), href });
        }
    }
    let json_address =
        meta.entry.map(|entry_index| format!("{}index.json", ctx.entry_address(entry_index)));
    HeadModel {
        style: ctx.href(&format!("/{}", ctx.theme.page_style_path())),
        print: ctx.href(&format!("/{}", ctx.theme.print_path())),
        scheme: ctx.href(&format!("/{}", ctx.theme.scheme_path())),
        script: ctx.href(&format!("/{}", ctx.theme.script_path())),
        reading: Vec::new(),
        logo: ctx.theme.logo_path().map(|path| ctx.href(&format!("/{path}"))),
        icon: ctx.href(&format!("/{}", ctx.theme.icon_path())),
        canonical: canonical_language
            .and_then(address)
            .and_then(|address| ctx.absolute_url(address)),
        alternates,
        is_noindex: ctx.site.config.profile == PublishProfile::Intranet,
        feed: ctx.absolute_url(
            ctx.site
                .language_prefixed(ctx.localized.language_index, "feed.xml")
                .trim_end_matches('/'),
        ),
        entry_feeds: change_feeds::feed_links(ctx, meta.entry),
        calendar: calendar::calendar_href(ctx, meta.entry)
            .or_else(|| calendar::calendar_href(ctx, None)),
        twin: json_address.map(|address| ctx.href(&address)),
        refresh: None,
    }
}

/// Returns the main menu: what `site.yaml` lists, or else the top sections; then all entries with
/// `in_menu: true`.
fn menu_items(ctx: &PageContext<'_>, meta: &PageMeta) -> Vec<MenuItem> {
    let site = ctx.site;
    let mut targets: Vec<MenuTarget> = match &site.menu {
        Some(menu) => menu.clone(),
        None => top_sections(ctx).into_iter().map(MenuTarget::Entry).collect(),
    };
    for target in site.in_menu.iter().map(|entry_index| MenuTarget::Entry(*entry_index)) {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    targets.retain(|target| match target {
        MenuTarget::Entry(entry_index) => site.entry_at(*entry_index).meta.in_menu != Some(false),
        MenuTarget::Section(..) => true,
    });
    let page_address =
        meta.addresses.get(ctx.localized.language_index.0).map_or("", String::as_str);
    let item = |target: &MenuTarget| {
        let (address, is_current) = match target {
            MenuTarget::Entry(entry_index) => {
                (ctx.entry_address(*entry_index), meta.entry == Some(*entry_index))
            }
            MenuTarget::Section(section_index, _) => {
                let address = ctx.section_address(*section_index);
                (address, page_address == address)
            }
        };
        let is_within = !is_current && address != "/" && page_address.starts_with(address);
        MenuItem { link: ctx.menu_link(target), is_current, is_within }
    };
    targets.iter().map(item).collect()
}

/// Returns the index pages of the top sections, unless there are too many for one or two lines.
fn top_sections(ctx: &PageContext<'_>) -> Vec<EntryIndex> {
    const MAX_ITEMS: usize = 8;
    let site = ctx.site;
    let top = site.tree.sections.first();
    let children = top.and_then(|top| top.children.get(ctx.localized.language_index.0));
    let sections = children.into_iter().flatten().filter_map(|child| match child {
        SectionChild::Section(section_index) => {
            site.tree.sections.get(section_index.0).and_then(|section| section.index)
        }
        SectionChild::Entry(_) => None,
    });
    let sections: Vec<EntryIndex> = sections.collect();
    if sections.len() <= MAX_ITEMS { sections } else { Vec::new() }
}

fn language_links(ctx: &PageContext<'_>, meta: &PageMeta) -> Vec<LanguageLink> {
    let all = &ctx.site.config.languages;
    if all.len() < 2 {
        return Vec::new();
    }
    let link = |(language_index, tag): (LanguageIndex, &LanguageTag)| LanguageLink {
        language: tag.0.to_string(),
        name: language_name(ctx, tag),
        href: ctx.href(meta.addresses.get(language_index.0).map_or("/", String::as_str)),
        is_current: language_index == ctx.localized.language_index,
    };
    (0..).map(LanguageIndex).zip(all).map(link).collect()
}

/// Returns the name of a language in that language: "English".
fn language_name(ctx: &PageContext<'_>, tag: &LanguageTag) -> String {
    let key = format!("own-name-{}", tag.0);
    ctx.strings().find_str(&key).map_or_else(|| tag.0.to_string(), str::to_owned)
}

fn breadcrumbs(ctx: &PageContext<'_>, meta: &PageMeta) -> Vec<LinkModel> {
    let tree = &ctx.site.tree;
    let is_this_page = |section_index: SectionIndex| match meta.entry {
        Some(_) => {
            let section = tree.sections.get(section_index.0);
            section.and_then(|section| section.index) == meta.entry
        }
        None => {
            let page_address =
                meta.addresses.get(ctx.localized.language_index.0).map(String::as_str);
            page_address.is_some() && section_address(ctx, section_index) == page_address
        }
    };
    let mut links = Vec::new();
    let mut section = meta.section;
    while let Some(section_index) = section {
        if !is_this_page(section_index) {
            links.push(ctx.index_link(section_index));
        }
        section = tree.sections.get(section_index.0).and_then(|section| section.parent);
    }
    links.reverse();
    links
}

/// Returns the navigation of a section: its pages, with the current one marked.
fn section_nav(
    ctx: &PageContext<'_>,
    section_index: SectionIndex,
    page: Option<EntryIndex>,
) -> Option<SectionNav> {
    let section = ctx.site.tree.sections.get(section_index.0)?;
    let children = section_order::ordered_children(ctx, section);
    let is_page = |child: &SectionChild| match child {
        SectionChild::Entry(entry) => Some(*entry) == page,
        SectionChild::Section(_) => false,
    };
    let is_index = section.index.is_some() && section.index == page;
    if children.len() < 2 && !is_index || children.is_empty() {
        return None;
    }
    let current = children.iter().position(is_page).unwrap_or(0);
    let first_shown = if children.len() <= MAX_SECTION_ITEMS {
        0
    } else {
        current.saturating_sub(MAX_SECTION_ITEMS / 2).min(children.len() - MAX_SECTION_ITEMS)
    };
    let item = |child: &SectionChild| SectionNavItem {
        link: match child {
            SectionChild::Entry(entry) => ctx.entry_link(*entry),
            SectionChild::Section(section) => ctx.section_link(*section),
        },
        is_current: is_page(child),
    };
    let index = ctx.section_link(section_index);
    let title = ctx.strings().format("see-all", &[("count", &children.len().to_string())]);
    let all = LinkModel { title, href: index.href.clone(), language: None };
    Some(SectionNav {
        items: children.iter().skip(first_shown).take(MAX_SECTION_ITEMS).map(item).collect(),
        all: (children.len() > MAX_SECTION_ITEMS).then_some(all),
        n_items: children.len(),
        index,
        is_index,
    })
}

/// Returns the addresses that the search script needs. They do not depend on the content.
fn search_box(ctx: &PageContext<'_>) -> SearchBoxModel {
    let asset_href = |path: &String| ctx.href(&format!("/{path}"));
    let parts: Vec<String> = ctx.theme.search_paths().iter().map(asset_href).collect();
    let generated = |key| ctx.href(&ctx.generated_address(key));
    SearchBoxModel {
        index: generated("address-index"),
        results: generated("address-search"),
        folder: ctx.href(&format!("/{}/{}/", search::FOLDER, ctx.localized.language_tag.0)),
        parts: parts.join(" "),
    }
}
