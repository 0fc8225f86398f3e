//! The Atom feed and the sitemap. A site without absolute URLs has neither.

use super::page_context::PageContext;
use super::{changes_page, entry_page};
use crate::diagnostic::Diagnostic;
use crate::schema::PartialDate;
use crate::site::EntryIndex;
use crate::site::section_tree::SectionChild;
use crate::theme::model::AlternateLink;
use serde::Serialize;
use std::cmp::Reverse;

/// The maximum number of entries in a feed, newest first.
pub(super) const MAX_ENTRIES: usize = 50;

/// What a feed is about.
pub(super) struct FeedSubject {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) id: String,
    pub(super) self_url: String,
    /// The page that has the same.
    pub(super) home: String,
}

#[derive(Serialize)]
struct FeedModel<'f> {
    title: String,
    subtitle: Option<String>,
    id: String,
    #[serde(rename = "self")]
    self_url: String,
    home: String,
    updated: String,
    /// Required by RFC 4287, section 4.1.1.
    author: String,
    language: String,
    entries: &'f [FeedEntryModel],
}

#[derive(Serialize)]
pub(super) struct FeedEntryModel {
    pub(super) title: String,
    pub(super) id: String,
    pub(super) href: String,
    pub(super) updated: String,
    pub(super) summary: Option<String>,
}

#[derive(Serialize)]
struct SitemapUrl {
    loc: String,
    lastmod: Option<String>,
    alternates: Vec<AlternateLink>,
}

/// Renders the feed of one language: its dated entries, newest first.
pub(super) fn atom_feed(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let site = ctx.site;
    let mut dated = entries_by_date(ctx);
    dated.truncate(MAX_ENTRIES);
    let absolute = |address: &str| ctx.absolute_url(address).unwrap_or_default();
    let home = site
        .tree
        .sections
        .first()
        .and_then(|top| top.addresses.get(ctx.localized.language_index.0));
    let home = absolute(home.map_or("/", |address| address));
    let entries: Vec<FeedEntryModel> = dated
        .iter()
        .map(|(day, entry_index)| {
            let href = absolute(ctx.entry_address(*entry_index));
            FeedEntryModel {
                title: ctx.entry_title(*entry_index).0,
                id: href.clone(),
                href,
                updated: rfc3339_timestamp(*day),
                summary: changes_page::changed_parts_text(ctx, *entry_index)
                    .or_else(|| entry_page::child_link(ctx, *entry_index).summary),
            }
        })
        .collect();
    let subject = FeedSubject {
        title: ctx.site_title(),
        subtitle: site.config.description.as_ref().map(|text| ctx.localized_text(text).0),
        id: home.clone(),
        self_url: absolute(&ctx.address),
        home,
    };
    render_feed(ctx, subject, &entries)
}

/// Renders a feed, whose entries begin with the newest.
pub(super) fn render_feed(
    ctx: &PageContext<'_>,
    subject: FeedSubject,
    entries: &[FeedEntryModel],
) -> Result<String, Box<Diagnostic>> {
    let FeedSubject { title, subtitle, id, self_url, home } = subject;
    // Atom requires a date even for an empty feed. The clock would make builds differ.
    let updated = entries.first().map_or("1970-01-01T00:00:00Z", |entry| &entry.updated).to_owned();
    let owner = ctx.site.config.owner.as_ref().map(|owner| ctx.localized_text(owner).0);
    let author = owner.unwrap_or_else(|| ctx.site_title());
    let language = ctx.localized.language_tag.0.to_string();
    let feed =
        FeedModel { title, subtitle, id, self_url, home, updated, author, language, entries };
    let mut context = tera::Context::new();
    context.insert("feed", &feed);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "feed.xml", &context)
}

/// Returns the dated entries that are written in the page's language, newest first.
pub(super) fn entries_by_date(ctx: &PageContext<'_>) -> Vec<(PartialDate, EntryIndex)> {
    let language = ctx.localized.language_tag;
    let changed = |entry_index| Some((ctx.site.changed_on(entry_index, language)?, entry_index));
    let mut dated: Vec<(PartialDate, EntryIndex)> =
        translated_entries(ctx).filter_map(changed).collect();
    // Entries of the same day are in the order of the site.
    dated.sort_by_key(|(day, entry_index)| (Reverse(*day), *entry_index));
    dated
}

/// Returns midnight of a day, or of the first day of a month or year.
pub(super) fn rfc3339_timestamp(day: PartialDate) -> String {
    format!("{}T00:00:00Z", day.first_day())
}

/// Returns the published entries that are written in the page's language.
fn translated_entries(ctx: &PageContext<'_>) -> impl Iterator<Item = EntryIndex> {
    (0..ctx.site.entries.len()).map(EntryIndex).filter(|entry_index| {
        let is_removed = ctx.site.entry_at(*entry_index).meta.removed.is_some();
        ctx.site.is_published(*entry_index)
            && ctx.is_written_in_language(*entry_index)
            && !is_removed
    })
}

/// Renders the sitemap: every page that search engines may show, with its other languages.
pub(super) fn sitemap_xml(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let mut urls: Vec<SitemapUrl> = Vec::new();
    let languages = ctx.site.config.language_indexes();
    for language_index in languages.clone() {
        let ctx = ctx.with_language(language_index);
        let generated = ["address-index"].map(|key| ctx.generated_address(key));
        let changes = ctx.site.has_changes().then(|| ctx.generated_address("address-changes"));
        let has_comparisons = !ctx.site.config.as_of_days.is_empty();
        let comparisons = has_comparisons.then(|| ctx.generated_address("address-comparison"));
        let generated = generated.into_iter().chain(changes).chain(comparisons);
        for address in generated.chain(list_page_addresses(&ctx)) {
            let loc = ctx.absolute_url(&address);
            urls.extend(loc.map(|loc| SitemapUrl { loc, lastmod: None, alternates: Vec::new() }));
        }
        for entry_index in translated_entries(&ctx) {
            let meta = &ctx.site.entry_at(entry_index).meta;
            let updated = meta.updated_in(ctx.localized.language_tag).and_then(|date| date.value);
            let Some(loc) = ctx.absolute_url(ctx.entry_address(entry_index)) else { continue };
            urls.push(SitemapUrl {
                loc,
                lastmod: updated.map(|day| day.to_string()),
                alternates: alternate_links(&ctx, entry_index),
            });
        }
    }
    urls.sort_by(|left, right| left.loc.cmp(&right.loc));
    urls.dedup_by(|left, right| left.loc == right.loc);
    let mut context = tera::Context::new();
    context.insert("urls", &urls);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "sitemap.xml", &context)
}

/// Returns the addresses of the generated section pages and of the list of tags.
fn list_page_addresses(ctx: &PageContext<'_>) -> Vec<String> {
    let sections = ctx.site.tree.sections.iter().filter(|section| section.index.is_none());
    let mut addresses: Vec<String> = sections
        .filter(|section| {
            section.children.first().is_some_and(|c: &Vec<SectionChild>| !c.is_empty())
        })
        .filter_map(|section| {
            section.addresses.get(ctx.localized.language_index.0).map(ToString::to_string)
        })
        .collect();
    if ctx.site.has_tags() {
        addresses.push(ctx.generated_address("address-tags"));
    }
    addresses
}

fn alternate_links(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<AlternateLink> {
    let config = &ctx.site.config;
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let written = ctx.site.languages_of(entry_index);
    let written_languages = config
        .languages
        .iter()
        .filter(|tag| written.as_ref().is_none_or(|written| written.contains(tag)));
    let links: Vec<AlternateLink> = written_languages
        .filter_map(|tag| {
            let translated = ctx.with_language(config.language_index(tag)?);
            let href = translated.absolute_url(translated.entry_address(entry_index))?;
            Some(AlternateLink { language: tag.0.to_string(), href })
        })
        .collect();
    // A page in one language has no alternates.
    if links.len() > 1 { links } else { Vec::new() }
}
