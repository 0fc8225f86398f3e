//! Routes and what each gives: the one place that knows every kind of artefact.

use super::page_context::PageContext;
use super::{
    changes_page, entry_page, feeds, http_headers, list_pages, mentions, not_found,
    source_text_page,
};
use crate::data;
use crate::diagnostic::Diagnostic;
use crate::files::ContentFile;
use crate::search;
use crate::site::{self, Site};
use crate::theme::Theme;
use std::sync::Arc;

/// What a route gives.
#[derive(Clone, Debug)]
pub enum Artifact {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the content folder, as it is.
    File(Arc<ContentFile>),
}

/// One artefact of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputRoute {
    /// What the content makes.
    Content(site::ContentRoute),
    /// A style sheet, script or font of the theme, by its place in
    /// [`Theme::assets`](crate::theme::Theme::assets).
    Theme(usize),
    /// What a web server has to send with the site.
    Headers,
    /// A file of the search index, by its path.
    Search(Arc<str>),
}

/// Every artefact by its path in the output, in path order.
#[must_use]
pub fn all_routes(site: &Site, theme: &Theme) -> Vec<(Arc<str>, OutputRoute)> {
    let content = site.routes.iter().map(|(path, route)| (Arc::clone(path), route));
    let mut all: Vec<(Arc<str>, OutputRoute)> =
        content.map(|(path, route)| (path, OutputRoute::Content(route.clone()))).collect();
    for (at, asset) in theme.assets().iter().enumerate() {
        if !site.routes.contains_key(asset.path.as_str()) {
            all.push((asset.path.as_str().into(), OutputRoute::Theme(at)));
        }
    }
    if !site.routes.contains_key(http_headers::PATH) {
        all.push((http_headers::PATH.into(), OutputRoute::Headers));
    }
    for path in search::search_index(site, theme)
        .file_paths()
        .filter(|path| !site.routes.contains_key(*path))
    {
        all.push((Arc::clone(path), OutputRoute::Search(Arc::clone(path))));
    }
    all.sort_by(|(left, _), (right, _)| left.cmp(right));
    all
}

/// The artefact with a path in the output.
#[must_use]
pub fn find_route(site: &Site, theme: &Theme, path: &str) -> Option<OutputRoute> {
    let content = site.routes.get(path).map(|route| OutputRoute::Content(route.clone()));
    let of_theme = || theme.assets().iter().position(|a| a.path == path).map(OutputRoute::Theme);
    // The index is made when somebody searches, not when somebody edits.
    let of_search = || {
        let is_there = path.starts_with(search::FOLDER)
            && search::search_index(site, theme).file_bytes(path).is_some();
        is_there.then(|| OutputRoute::Search(path.into()))
    };
    let of_headers = || (path == http_headers::PATH).then_some(OutputRoute::Headers);
    content.or_else(of_theme).or_else(of_headers).or_else(of_search)
}

/// Renders one route.
///
/// # Errors
/// A fault in a template of the site's own theme. Nothing else can fail: no machine takes part.
pub fn render_route(
    site: &Site,
    theme: &Theme,
    route: &OutputRoute,
) -> Result<Artifact, Box<Diagnostic>> {
    let route = match route {
        OutputRoute::Theme(at) => {
            let bytes = theme.assets().get(*at).map(|asset| asset.bytes.to_vec());
            return Ok(Artifact::Bytes(bytes.unwrap_or_default()));
        }
        OutputRoute::Headers => {
            return Ok(Artifact::Bytes(http_headers::headers_file(site, theme).into_bytes()));
        }
        OutputRoute::Search(path) => {
            let index = search::search_index(site, theme);
            return Ok(Artifact::Bytes(index.file_bytes(path).unwrap_or_default().to_vec()));
        }
        OutputRoute::Content(route) => route,
    };
    let text = match route {
        site::ContentRoute::Entry(at, language) => {
            entry_page::entry_page(&PageContext::for_entry(site, theme, (*at, *language)), *at)?
        }
        site::ContentRoute::Twin(at, language) => data::page_json(site, *at, *language),
        site::ContentRoute::Mentions(at, language, number) => mentions::mentions_page(
            &PageContext::for_mentions(site, theme, (*at, *language, *number)),
            *at,
            *number,
        )?,
        site::ContentRoute::Resting(at, language, (paragraph, number)) => {
            let text = site.source_texts.get(&site.entry_at(*at).id);
            let paragraphs = text.map_or(&[][..], |text| &text.paragraphs);
            let locator = paragraphs.get(*paragraph).map_or("", |one| &one.locator);
            let scene = PageContext::for_citations_of_paragraph(
                site,
                theme,
                (*at, *language, locator, *number),
            );
            source_text_page::paragraph_citations_page(&scene, *at, (*paragraph, *number))?
        }
        site::ContentRoute::Section(at, language) => {
            list_pages::section_page(&PageContext::for_section(site, theme, (*at, *language)), *at)?
        }
        site::ContentRoute::Index(language) => list_pages::index(
            &PageContext::for_generated_page(site, theme, (*language, "address-index")),
        )?,
        site::ContentRoute::Tags(language) => list_pages::tags_page(
            &PageContext::for_generated_page(site, theme, (*language, "address-tags")),
        )?,
        site::ContentRoute::Changes(language) => changes_page::changes_page(
            &PageContext::for_generated_page(site, theme, (*language, "address-changes")),
        )?,
        site::ContentRoute::Search(language) => list_pages::search_results_page(
            &PageContext::for_generated_page(site, theme, (*language, "address-search")),
        )?,
        site::ContentRoute::Redirect(at, language, path) => {
            entry_page::redirect_page(&PageContext::for_path(site, theme, (*language, path)), *at)?
        }
        site::ContentRoute::NotFound => {
            not_found::not_found_page(&PageContext::for_any_address(site, theme))?
        }
        site::ContentRoute::Sitemap => {
            feeds::sitemap_xml(&PageContext::for_any_address(site, theme))?
        }
        site::ContentRoute::Feed(language) => {
            let path = site.language_prefixed(*language, "feed.xml");
            feeds::atom_feed(&PageContext::for_path(
                site,
                theme,
                (*language, path.trim_matches('/')),
            ))?
        }
        site::ContentRoute::Asset(path) => {
            return Ok(match site.assets.get(path) {
                Some(file) => Artifact::File(Arc::clone(file)),
                None => Artifact::Bytes(Vec::new()),
            });
        }
    };
    Ok(Artifact::Bytes(text.into_bytes()))
}
