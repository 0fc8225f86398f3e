//! What stands around every page: head, menu, breadcrumbs and section; the foot is `foot`'s.

use super::footer;
use super::model::{
    AlternateLink, HeadModel, LanguageLink, LinkModel, MenuItem, PageModel, SearchBoxModel,
    SectionNav, SectionNavItem, TocItem,
};
use super::page_context::PageContext;
use crate::schema::LanguageTag;
use crate::search;
use crate::site::config::PublishProfile;
use crate::site::section_tree::{SectionChild, SectionIndex};
use crate::site::{EntryIndex, LanguageIndex};

/// How many siblings a section shows.
const SECTION_ITEMS: usize = 50;

/// What a page says about itself, for its frame.
#[derive(Default)]
pub(super) struct PageMeta {
    pub(super) title: String,
    pub(super) title_language: Option<String>,
    pub(super) description: Option<String>,
    /// The entry whose page it is.
    pub(super) entry: Option<EntryIndex>,
    /// The section that it lies in.
    pub(super) section: Option<SectionIndex>,
    pub(super) contents: Vec<TocItem>,
    /// The same page's address in every language, in the site's order.
    pub(super) addresses: Vec<String>,
    /// Languages that the page has words in; none: all.
    pub(super) written_in: Option<Vec<LanguageTag>>,
}

/// Makes the frame of a page.
pub(super) fn page_layout(ctx: &PageContext<'_>, subject: PageMeta) -> PageModel {
    let site_title = ctx.site_title();
    let is_front = subject.addresses.get(ctx.language_index.0).is_some_and(|address| {
        let front = ctx.site.tree.sections.first();
        front
            .and_then(|f| f.addresses.get(ctx.language_index.0))
            .is_some_and(|own| **own == **address)
    });
    let head_title = if subject.title == site_title {
        site_title.clone()
    } else {
        format!("{} – {site_title}", subject.title)
    };
    let foot = footer::footer_model(ctx, &subject);
    // The front page has to be light, and its headings are seldom what a memo refers to.
    let is_read = subject.entry.is_some() && !is_front;
    let reading = ctx.theme.reading_asset_paths().iter().filter(|_| is_read);
    let reading = reading.map(|path| ctx.href(&format!("/{path}"))).collect();
    let (previous, next) =
        subject.entry.map_or((None, None), |entry_index| previous_and_next(ctx, entry_index));
    PageModel {
        language: ctx.language_tag.0.to_string(),
        title_id: None,
        is_verbatim: false,
        head_title,
        head: HeadModel { reading, ..head_model(ctx, &subject) },
        site: LinkModel { title: site_title, href: front_page_address(ctx), language: None },
        is_front,
        menu: menu_items(ctx, &subject),
        languages: language_links(ctx, &subject),
        crumbs: breadcrumbs(ctx, &subject),
        section: subject.section.and_then(|section| self::section_nav(ctx, section, subject.entry)),
        previous,
        next,
        contents: subject.contents,
        foot,
        search: search_box(ctx),
        title: subject.title,
        title_language: subject.title_language,
        description: subject.description,
    }
}

fn front_page_address(ctx: &PageContext<'_>) -> String {
    let top = ctx.site.tree.sections.first();
    ctx.href(
        top.and_then(|top| top.addresses.get(ctx.language_index.0)).map_or("/", |address| address),
    )
}

fn head_model(ctx: &PageContext<'_>, subject: &PageMeta) -> HeadModel {
    let is_own =
        |tag: &LanguageTag| subject.written_in.as_ref().is_none_or(|written| written.contains(tag));
    let languages = &ctx.site.config.languages;
    let address =
        |language_index: LanguageIndex| subject.addresses.get(language_index.0).map(String::as_str);
    // A page in a fallback language is canonical to the language that it is written in.
    let original = if is_own(ctx.language_tag) {
        Some(ctx.language_index)
    } else {
        languages.iter().position(is_own).map(LanguageIndex)
    };
    let mut alternates: Vec<AlternateLink> = Vec::new();
    let n_own = languages.iter().filter(|tag| is_own(tag)).count();
    if n_own > 1 && is_own(ctx.language_tag) {
        for tag in languages.iter().filter(|tag| is_own(tag)) {
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
    let twin =
        subject.entry.map(|entry_index| format!("{}index.json", ctx.entry_address(entry_index)));
    HeadModel {
        style: ctx.stylesheet_href(),
        print: ctx.href(&format!("/{}", ctx.theme.print_path())),
        script: ctx.href(&format!("/{}", ctx.theme.script_path())),
        reading: Vec::new(),
        logo: ctx.theme.logo_path().map(|path| ctx.href(&format!("/{path}"))),
        icon: ctx.href(&format!("/{}", ctx.theme.icon_path())),
        canonical: original.and_then(address).and_then(|address| ctx.absolute_url(address)),
        alternates,
        is_noindex: ctx.site.config.profile == PublishProfile::Intranet,
        feed: ctx.absolute_url(
            ctx.site.language_prefixed(ctx.language_index, "feed.xml").trim_end_matches('/'),
        ),
        twin: twin.map(|twin| ctx.href(&twin)),
        refresh: None,
    }
}

/// The head menu: what `site.yaml` names, else the sections and pages at the top.
fn menu_items(ctx: &PageContext<'_>, subject: &PageMeta) -> Vec<MenuItem> {
    let site = ctx.site;
    let mut entries: Vec<EntryIndex> = match &site.menu {
        Some(menu) => menu.clone(),
        None => top_sections(ctx),
    };
    let more = site.in_menu.iter().copied().filter(|entry_index| !entries.contains(entry_index));
    let more: Vec<EntryIndex> = more.collect();
    entries.extend(more);
    entries.retain(|entry_index| site.entry_at(*entry_index).meta.in_menu != Some(false));
    let own = subject.addresses.get(ctx.language_index.0).map_or("", String::as_str);
    let item = |entry_index: EntryIndex| {
        let address = ctx.entry_address(entry_index);
        let is_current = subject.entry == Some(entry_index);
        let is_within = !is_current && address != "/" && own.starts_with(address);
        MenuItem { link: ctx.entry_link(entry_index), is_current, is_within }
    };
    entries.into_iter().map(item).collect()
}

/// Without a menu of its own a site shows what lies at its top, as long as that fits in a line or
/// two.
fn top_sections(ctx: &PageContext<'_>) -> Vec<EntryIndex> {
    const MAX_ITEMS: usize = 8;
    let site = ctx.site;
    let top = site.tree.sections.first();
    let children = top.and_then(|top| top.children.get(ctx.language_index.0));
    let sections = children.into_iter().flatten().filter_map(|child| match child {
        SectionChild::Section(section_index) => {
            site.tree.sections.get(section_index.0).and_then(|section| section.index)
        }
        SectionChild::Entry(_) => None,
    });
    let sections: Vec<EntryIndex> = sections.collect();
    if sections.len() <= MAX_ITEMS { sections } else { Vec::new() }
}

fn language_links(ctx: &PageContext<'_>, subject: &PageMeta) -> Vec<LanguageLink> {
    let all = &ctx.site.config.languages;
    if all.len() < 2 {
        return Vec::new();
    }
    let link = |(language_index, tag): (LanguageIndex, &LanguageTag)| LanguageLink {
        language: tag.0.to_string(),
        name: language_name(ctx, tag),
        href: ctx.href(subject.addresses.get(language_index.0).map_or("/", String::as_str)),
        is_current: language_index == ctx.language_index,
    };
    (0..).map(LanguageIndex).zip(all).map(link).collect()
}

/// A language's own name: "English".
fn language_name(ctx: &PageContext<'_>, tag: &LanguageTag) -> String {
    let key = format!("own-name-{}", tag.0);
    ctx.strings().find_str(&key).map_or_else(|| tag.0.to_string(), str::to_owned)
}

fn breadcrumbs(ctx: &PageContext<'_>, subject: &PageMeta) -> Vec<LinkModel> {
    let tree = &ctx.site.tree;
    let is_index = |section_index: SectionIndex| {
        let index = tree.sections.get(section_index.0).and_then(|section| section.index);
        subject.entry.is_some() && index == subject.entry
            || subject.entry.is_none()
                && subject.addresses.get(ctx.language_index.0).is_some_and(|own| {
                    tree.sections
                        .get(section_index.0)
                        .and_then(|s| s.addresses.get(ctx.language_index.0))
                        .is_some_and(|a| **a == **own)
                })
    };
    let mut above = Vec::new();
    let mut section = subject.section;
    while let Some(section_index) = section {
        if !is_index(section_index) {
            above.push(ctx.section_link(section_index));
        }
        section = tree.sections.get(section_index.0).and_then(|section| section.parent);
    }
    above.reverse();
    if let Some(first) = above.first_mut().filter(|_| subject.section.is_some()) {
        // The front page's title is the site's name, which stands above; here it is the start.
        ctx.strings().get_str("start").clone_into(&mut first.title);
        first.language = None;
    }
    above
}

/// The section of a page: its siblings, and the page itself among them.
fn section_nav(
    ctx: &PageContext<'_>,
    section_index: SectionIndex,
    page: Option<EntryIndex>,
) -> Option<SectionNav> {
    let section = ctx.site.tree.sections.get(section_index.0)?;
    let children = section.children.get(ctx.language_index.0)?;
    let is_page = |child: &SectionChild| match child {
        SectionChild::Entry(entry) => Some(*entry) == page,
        SectionChild::Section(_) => false,
    };
    let is_index = section.index.is_some() && section.index == page;
    if children.len() < 2 && !is_index || children.is_empty() {
        return None;
    }
    let current = children.iter().position(is_page).unwrap_or(0);
    let start = if children.len() <= SECTION_ITEMS {
        0
    } else {
        current.saturating_sub(SECTION_ITEMS / 2).min(children.len() - SECTION_ITEMS)
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
        items: children.iter().skip(start).take(SECTION_ITEMS).map(item).collect(),
        all: (children.len() > SECTION_ITEMS).then_some(all),
        index,
        is_index,
    })
}

/// The pages before and after, in reading order, within the same part of the site.
fn previous_and_next(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> (Option<LinkModel>, Option<LinkModel>) {
    let tree = &ctx.site.tree;
    let positions = tree.position.get(ctx.language_index.0);
    let Some(place) = positions.and_then(|p| p.get(entry_index.0).copied().flatten()) else {
        return (None, None);
    };
    let order = tree.reading.get(ctx.language_index.0);
    let page = |place: Option<usize>| order.and_then(|order| order.get(place?)).copied();
    let is_front =
        |other: &EntryIndex| tree.sections.first().is_some_and(|top| top.index == Some(*other));
    let previous = page(place.checked_sub(1)).filter(|other| !is_front(other));
    let next = page(place.checked_add(1)).filter(|_| !is_front(&entry_index));
    (
        previous.map(|entry_index| ctx.entry_link(entry_index)),
        next.map(|entry_index| ctx.entry_link(entry_index)),
    )
}

/// What the theme's script needs to search. None of it changes with the content.
fn search_box(ctx: &PageContext<'_>) -> SearchBoxModel {
    let of_theme = |path: &String| ctx.href(&format!("/{path}"));
    let parts: Vec<String> = ctx.theme.search_paths().iter().map(of_theme).collect();
    let generated = |key| ctx.href(&ctx.generated_address(key));
    SearchBoxModel {
        index: generated("address-index"),
        results: generated("address-search"),
        folder: ctx.href(&format!("/{}/{}/", search::FOLDER, ctx.language_tag.0)),
        parts: parts.join(" "),
    }
}
