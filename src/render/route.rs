//! Routes and their artifacts. This is the only module that knows every kind of artifact.

use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::source_text_page::CitationsPage;
use super::{
    book, calendar, change_feeds, changes_page, day_comparison_page, entry_page, feeds,
    http_headers, list_pages, mentions, not_found, offline, redline_page, source_text_page,
};
use crate::data;
use crate::diagnostic::Diagnostic;
use crate::files::ContentFile;
use crate::site::day_comparison::DayPair;
use crate::site::routes::FeedScope;
use crate::site::{ContentRoute, EntryIndex, LanguageIndex, Site};
use crate::theme::Theme;
use std::sync::Arc;

/// The content of one file of the output.
#[derive(Clone, Debug)]
pub enum Artifact {
    /// Rendered bytes.
    Bytes(Vec<u8>),
    /// A file of the content folder, unchanged.
    File(Arc<ContentFile>),
}

/// The identity of one artifact of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputRoute {
    /// A page or file that comes from the content.
    Content(ContentRoute),
    /// A style sheet, script or font of the theme, by its index in [`Theme::assets`].
    Theme(usize),
    /// The service worker that answers from a copy of the site on a reader's device, see
    /// [`offline`](super::offline).
    OfflineWorker,
    /// The file `_headers`, see [`http_headers`](super::http_headers).
    Headers,
}

/// The files of every site that come neither from the content nor from a style sheet, script or
/// font.
const FIXED_PATHS: [(&str, OutputRoute); 2] = [
    (http_headers::PATH, OutputRoute::Headers),
    (offline::WORKER_PATH, OutputRoute::OfflineWorker),
];

/// Returns all routes with their paths in the output, in path order.
#[must_use]
pub fn all_routes(site: &Site, theme: &Theme) -> Vec<(Arc<str>, OutputRoute)> {
    let content = site.routes.iter().map(|(path, route)| (Arc::clone(path), route));
    let mut all: Vec<(Arc<str>, OutputRoute)> =
        content.map(|(path, route)| (path, OutputRoute::Content(route.clone()))).collect();
    for (index, asset) in theme.assets().iter().enumerate() {
        if !site.routes.contains_key(asset.path.as_str()) {
            all.push((asset.path.as_str().into(), OutputRoute::Theme(index)));
        }
    }
    for (path, route) in FIXED_PATHS {
        if !site.routes.contains_key(path) {
            all.push((path.into(), route));
        }
    }
    all.sort_by(|(left, _), (right, _)| left.cmp(right));
    all
}

/// Returns the route with this path in the output.
#[must_use]
pub fn find_route(site: &Site, theme: &Theme, path: &str) -> Option<OutputRoute> {
    let content = site.routes.get(path).map(|route| OutputRoute::Content(route.clone()));
    let theme_asset = || theme.assets().iter().position(|asset| asset.path == path);
    let fixed = || FIXED_PATHS.into_iter().find(|(fixed, _)| *fixed == path).map(|it| it.1);
    content.or_else(|| theme_asset().map(OutputRoute::Theme)).or_else(fixed)
}

/// Renders one route.
///
/// # Errors
/// Returns a diagnostic for an error in a template of the site's theme. Rendering has no other
/// errors, because it does no I/O.
pub fn render_route(
    site: &Site,
    theme: &Theme,
    route: &OutputRoute,
) -> Result<Artifact, Box<Diagnostic>> {
    let bytes = match route {
        OutputRoute::Theme(asset_index) => {
            let bytes = theme.assets().get(*asset_index).map(|asset| asset.bytes.to_vec());
            bytes.unwrap_or_default()
        }
        OutputRoute::OfflineWorker => theme.offline_worker().to_vec(),
        OutputRoute::Headers => http_headers::headers_file(site, theme).into_bytes(),
        OutputRoute::Content(route) => return render_content_route(site, theme, route),
    };
    Ok(Artifact::Bytes(bytes))
}

/// Renders a route that comes from the content.
fn render_content_route(
    site: &Site,
    theme: &Theme,
    route: &ContentRoute,
) -> Result<Artifact, Box<Diagnostic>> {
    let generated = |language_index: LanguageIndex, address_key: &str| {
        PageContext::for_generated_page(site, theme, language_index, address_key)
    };
    let for_entry = |entry_index: EntryIndex, language_index: LanguageIndex| {
        PageContext::for_entry(site, theme, entry_index, language_index)
    };
    let text = match route {
        ContentRoute::Entry(entry_index, language_index) => entry_page::entry_page(
            &for_entry(*entry_index, *language_index),
            &mut PageCollector::default(),
            *entry_index,
        )?,
        ContentRoute::PageJson(entry_index, language_index) => {
            data::page_json(site, *entry_index, *language_index)
        }
        ContentRoute::Mentions(entry_index, language_index, page_number) => {
            mentions_page(for_entry(*entry_index, *language_index), *entry_index, *page_number)?
        }
        ContentRoute::Redline(newer, language_index, older) => {
            redline_page(for_entry(*newer, *language_index), *older, *newer)?
        }
        ContentRoute::CitingEntries(entry_index, language_index, position) => {
            citing_entries_page(for_entry(*entry_index, *language_index), *entry_index, *position)?
        }
        ContentRoute::Section(section_index, language_index) => list_pages::section_page(
            &PageContext::for_section(site, theme, *section_index, *language_index),
            *section_index,
        )?,
        ContentRoute::Index(language_index) => {
            list_pages::index_page(&generated(*language_index, "address-index"))?
        }
        ContentRoute::Tags(language_index) => {
            list_pages::tags_page(&generated(*language_index, "address-tags"))?
        }
        ContentRoute::Changes(language_index) => {
            changes_page::changes_page(&generated(*language_index, "address-changes"))?
        }
        ContentRoute::Comparison(language_index, pair) => {
            comparison_page(generated(*language_index, day_comparison_page::ADDRESS_KEY), *pair)?
        }
        ContentRoute::Book(language_index) => {
            book::book_page(&generated(*language_index, book::ADDRESS_KEY))?
        }
        ContentRoute::Search(language_index) => {
            list_pages::search_results_page(&generated(*language_index, "address-search"))?
        }
        ContentRoute::Redirect(entry_index, language_index, path) => entry_page::redirect_page(
            &PageContext::for_path(site, theme, *language_index, path),
            *entry_index,
        )?,
        ContentRoute::NotFound => {
            not_found::not_found_page(&PageContext::for_any_address(site, theme))?
        }
        ContentRoute::Sitemap | ContentRoute::Feed(..) | ContentRoute::Calendar(..) => {
            render_program_file(site, theme, route)?
        }
        ContentRoute::Asset(path) => {
            return Ok(match site.assets.get(path) {
                Some(file) => Artifact::File(Arc::clone(file)),
                None => Artifact::Bytes(Vec::new()),
            });
        }
    };
    Ok(Artifact::Bytes(text.into_bytes()))
}

fn mentions_page(
    ctx: PageContext<'_>,
    entry_index: EntryIndex,
    page_number: usize,
) -> Result<String, Box<Diagnostic>> {
    let address = ctx.mentions_address(entry_index, page_number);
    mentions::mentions_page(&ctx.with_address(address), entry_index, page_number)
}

fn redline_page(
    ctx: PageContext<'_>,
    older: EntryIndex,
    newer: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let address = ctx.redline_address(older, newer);
    redline_page::redline_page(&ctx.with_address(address), older, newer)
}

fn comparison_page(ctx: PageContext<'_>, pair: Option<DayPair>) -> Result<String, Box<Diagnostic>> {
    let address = day_comparison_page::comparison_address(&ctx, pair);
    day_comparison_page::comparison_page(&ctx.with_address(address), pair)
}

/// Renders a file that programs read: the sitemap, a feed or a calendar.
fn render_program_file(
    site: &Site,
    theme: &Theme,
    route: &ContentRoute,
) -> Result<String, Box<Diagnostic>> {
    match route {
        ContentRoute::Feed(language_index, FeedScope::Site) => {
            let path = site.language_prefixed(*language_index, "feed.xml");
            let path = path.trim_matches('/');
            feeds::atom_feed(&PageContext::for_path(site, theme, *language_index, path))
        }
        ContentRoute::Feed(language_index, FeedScope::Entry(entry_index)) => {
            let ctx = PageContext::for_entry(site, theme, *entry_index, *language_index);
            change_feeds::entry_feed(&ctx, *entry_index)
        }
        ContentRoute::Feed(language_index, FeedScope::Type(type_id)) => {
            let ctx =
                PageContext::for_generated_page(site, theme, *language_index, "address-changes");
            change_feeds::type_feed(&ctx, type_id)
        }
        ContentRoute::Calendar(language_index, entry_index) => {
            let ctx = PageContext::for_path(site, theme, *language_index, "");
            Ok(calendar::calendar_file(&ctx, *entry_index))
        }
        _ => feeds::sitemap_xml(&PageContext::for_any_address(site, theme)),
    }
}

/// Renders a page of the entries that cite a paragraph, by the index of the paragraph and the
/// number of the page.
fn citing_entries_page(
    ctx: PageContext<'_>,
    document: EntryIndex,
    position: (usize, usize),
) -> Result<String, Box<Diagnostic>> {
    let (paragraph_index, page_number) = position;
    let page = CitationsPage { document, paragraph_index, page_number };
    let address = source_text_page::citations_page_address(&ctx, &page);
    source_text_page::paragraph_citations_page(&ctx.with_address(address), &page)
}
