//! Routes and what each gives: the one place that knows every kind of artefact.

use super::scene::Scene;
use super::{changes, entry, feed, headers, list, mentions, not_found, source_text};
use crate::data;
use crate::diagnostic::Diagnostic;
use crate::files::File;
use crate::search;
use crate::site::{self, Site};
use crate::theme::Theme;
use std::sync::Arc;

/// What a route gives.
#[derive(Clone, Debug)]
pub enum Artefact {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the content folder, as it is.
    File(Arc<File>),
}

/// One artefact of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What the content makes.
    Content(site::Route),
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
pub fn routes(site: &Site, theme: &Theme) -> Vec<(Arc<str>, Route)> {
    let content = site.routes.iter().map(|(path, route)| (Arc::clone(path), route));
    let mut all: Vec<(Arc<str>, Route)> =
        content.map(|(path, route)| (path, Route::Content(route.clone()))).collect();
    for (at, asset) in theme.assets().iter().enumerate() {
        if !site.routes.contains_key(asset.path.as_str()) {
            all.push((asset.path.as_str().into(), Route::Theme(at)));
        }
    }
    if !site.routes.contains_key(headers::PATH) {
        all.push((headers::PATH.into(), Route::Headers));
    }
    for path in search::index(site, theme).paths().filter(|path| !site.routes.contains_key(*path)) {
        all.push((Arc::clone(path), Route::Search(Arc::clone(path))));
    }
    all.sort_by(|(left, _), (right, _)| left.cmp(right));
    all
}

/// The artefact with a path in the output.
#[must_use]
pub fn find(site: &Site, theme: &Theme, path: &str) -> Option<Route> {
    let content = site.routes.get(path).map(|route| Route::Content(route.clone()));
    let of_theme = || theme.assets().iter().position(|a| a.path == path).map(Route::Theme);
    // The index is made when somebody searches, not when somebody edits.
    let of_search = || {
        let is_there =
            path.starts_with(search::FOLDER) && search::index(site, theme).file(path).is_some();
        is_there.then(|| Route::Search(path.into()))
    };
    let of_headers = || (path == headers::PATH).then_some(Route::Headers);
    content.or_else(of_theme).or_else(of_headers).or_else(of_search)
}

/// Renders one route.
///
/// # Errors
/// A fault in a template of the site's own theme. Nothing else can fail: no machine takes part.
pub fn render(site: &Site, theme: &Theme, route: &Route) -> Result<Artefact, Box<Diagnostic>> {
    let route = match route {
        Route::Theme(at) => {
            let bytes = theme.assets().get(*at).map(|asset| asset.bytes.to_vec());
            return Ok(Artefact::Bytes(bytes.unwrap_or_default()));
        }
        Route::Headers => {
            return Ok(Artefact::Bytes(headers::file(site, theme).into_bytes()));
        }
        Route::Search(path) => {
            let index = search::index(site, theme);
            return Ok(Artefact::Bytes(index.file(path).unwrap_or_default().to_vec()));
        }
        Route::Content(route) => route,
    };
    let text = match route {
        site::Route::Entry(at, language) => {
            entry::page(&Scene::of_entry(site, theme, (*at, *language)), *at)?
        }
        site::Route::Twin(at, language) => data::twin(site, *at, *language),
        site::Route::Mentions(at, language, number) => mentions::page(
            &Scene::of_mentions(site, theme, (*at, *language, *number)),
            *at,
            *number,
        )?,
        site::Route::Resting(at, language, (paragraph, number)) => {
            let text = site.source_texts.get(&site.entry(*at).id);
            let paragraphs = text.map_or(&[][..], |text| &text.paragraphs);
            let locator = paragraphs.get(*paragraph).map_or("", |one| &one.locator);
            let scene = Scene::of_resting(site, theme, (*at, *language, locator, *number));
            source_text::page(&scene, *at, (*paragraph, *number))?
        }
        site::Route::Section(at, language) => {
            list::section(&Scene::of_section(site, theme, (*at, *language)), *at)?
        }
        site::Route::Index(language) => {
            list::index(&Scene::generated(site, theme, (*language, "address-index")))?
        }
        site::Route::Tags(language) => {
            list::tags(&Scene::generated(site, theme, (*language, "address-tags")))?
        }
        site::Route::Changes(language) => {
            changes::page(&Scene::generated(site, theme, (*language, "address-changes")))?
        }
        site::Route::Search(language) => {
            list::results(&Scene::generated(site, theme, (*language, "address-search")))?
        }
        site::Route::Redirect(at, language, path) => {
            entry::redirect(&Scene::of_path(site, theme, (*language, path)), *at)?
        }
        site::Route::NotFound => not_found::page(&Scene::from_root(site, theme))?,
        site::Route::Sitemap => feed::sitemap(&Scene::from_root(site, theme))?,
        site::Route::Feed(language) => {
            let path = site.under(*language, "feed.xml");
            feed::atom(&Scene::of_path(site, theme, (*language, path.trim_matches('/'))))?
        }
        site::Route::Asset(path) => {
            return Ok(match site.assets.get(path) {
                Some(file) => Artefact::File(Arc::clone(file)),
                None => Artefact::Bytes(Vec::new()),
            });
        }
    };
    Ok(Artefact::Bytes(text.into_bytes()))
}
