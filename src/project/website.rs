//! A site with the theme that renders it: everything that a build writes and a preview shows.

use crate::diagnostic::Diagnostic;
use crate::render::{Artifact, OutputRoute, all_routes, find_route, render_route};
use crate::search::{FOLDER, SearchIndex};
use crate::site::Site;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A site with the theme that renders it. Immutable.
pub struct Website {
    site: Arc<Site>,
    theme: Arc<Theme>,
    search_index: OnceLock<SearchIndex>,
    /// The same website without one of the site's templates, by the template's path. Each is made
    /// when that template fails.
    without_template: Mutex<BTreeMap<Box<str>, Arc<Self>>>,
}

/// The artifact of a route, and what is wrong with the site's templates for it.
#[derive(Clone, Debug)]
pub struct RenderedRoute {
    /// The artifact, rendered with pakt's own templates where the site's fail.
    pub artifact: Artifact,
    /// The errors of the site's templates, in the order in which they were met.
    pub template_errors: Vec<Diagnostic>,
}

/// The identity of one artifact of a website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebsiteRoute {
    /// An artifact that is rendered.
    Rendered(OutputRoute),
    /// A file of the search index, by its path.
    SearchFile(Arc<str>),
}

impl Website {
    /// Returns the website of a site and a theme.
    #[must_use]
    pub fn new(site: Arc<Site>, theme: Arc<Theme>) -> Self {
        let without_template = Mutex::default();
        Self { site, theme, search_index: OnceLock::new(), without_template }
    }

    /// Returns the site.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Returns the theme.
    #[must_use]
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// Returns the search index. It is built on the first request, and not on every save in the
    /// preview.
    #[must_use]
    pub fn search_index(&self) -> &SearchIndex {
        self.search_index.get_or_init(|| SearchIndex::build(&self.site, &self.theme))
    }

    /// Returns all routes with their paths in the output, in path order.
    #[must_use]
    pub fn routes(&self) -> Vec<(Arc<str>, WebsiteRoute)> {
        let mut routes: Vec<_> = all_routes(&self.site, &self.theme)
            .into_iter()
            .map(|(path, route)| (path, WebsiteRoute::Rendered(route)))
            .collect();
        let search_paths = self.search_index().file_paths();
        // A file of the content wins over one of the search index.
        for path in search_paths.filter(|path| !self.site.routes.contains_key(*path)) {
            routes.push((Arc::clone(path), WebsiteRoute::SearchFile(Arc::clone(path))));
        }
        routes.sort_by(|(left, _), (right, _)| left.cmp(right));
        routes
    }

    /// Returns the route with this path in the output.
    #[must_use]
    pub fn find_route(&self, path: &str) -> Option<WebsiteRoute> {
        if let Some(route) = find_route(&self.site, &self.theme, path) {
            return Some(WebsiteRoute::Rendered(route));
        }
        let is_search_file =
            path.starts_with(FOLDER) && self.search_index().file_bytes(path).is_some();
        is_search_file.then(|| WebsiteRoute::SearchFile(path.into()))
    }

    /// Makes the artifact of a route. If a template of the site fails, pakt's own of the same name
    /// is used.
    ///
    /// # Errors
    /// Returns a diagnostic if one of pakt's own templates fails.
    pub fn render(&self, route: &WebsiteRoute) -> Result<RenderedRoute, Box<Diagnostic>> {
        let artifact = match route {
            WebsiteRoute::Rendered(route) => match render_route(&self.site, &self.theme, route) {
                Ok(artifact) => artifact,
                Err(diagnostic) => return self.render_without_template(route, diagnostic),
            },
            WebsiteRoute::SearchFile(path) => {
                let bytes = self.search_index().file_bytes(path).unwrap_or_default();
                Artifact::Bytes(bytes.to_vec())
            }
        };
        Ok(RenderedRoute { artifact, template_errors: Vec::new() })
    }

    /// Renders a route without the template that an error is in. Each time there is one template
    /// less, so this ends.
    fn render_without_template(
        &self,
        route: &OutputRoute,
        diagnostic: Box<Diagnostic>,
    ) -> Result<RenderedRoute, Box<Diagnostic>> {
        let path = diagnostic.span.source().path.clone();
        let website = {
            // A panic leaves the map as it was, so a poisoned lock can be used.
            let mut websites = self.without_template.lock().unwrap_or_else(PoisonError::into_inner);
            match websites.get(&path) {
                Some(website) => Arc::clone(website),
                None => {
                    let Some(theme) = self.theme.without_template_of(&diagnostic) else {
                        return Err(diagnostic);
                    };
                    let website = Arc::new(Self::new(Arc::clone(&self.site), Arc::new(theme)));
                    websites.insert(path, Arc::clone(&website));
                    website
                }
            }
        };
        let mut rendered = website.render(&WebsiteRoute::Rendered(route.clone()))?;
        rendered.template_errors.insert(0, *diagnostic);
        Ok(rendered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;
    use crate::theme::{StringOverrides, ThemeFiles};

    fn website(files: &[(&str, &str)]) -> Website {
        let site = SiteSnapshot::new(&FileSet::from_texts(files), &RunSettings::default()).site;
        let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]);
        Website::new(site, Arc::new(theme))
    }

    #[test]
    fn every_route_is_found_by_its_path() {
        let website = website(&[("index.md", "# Start\n\noch att är\n"), ("b.md", "# B\n")]);
        let routes = website.routes();
        assert!(routes.iter().any(|(_, route)| matches!(route, WebsiteRoute::SearchFile(_))));
        assert!(routes.is_sorted_by(|(left, _), (right, _)| left < right));
        for (path, route) in routes {
            assert_eq!(website.find_route(&path), Some(route), "{path}");
        }
        assert_eq!(website.find_route("assets/search/nothing.js"), None);
    }

    #[test]
    fn the_search_index_is_built_on_the_first_request() {
        let website = website(&[("index.md", "# Start\n")]);
        assert!(website.find_route("index.html").is_some());
        assert!(website.search_index.get().is_none());
        assert!(std::ptr::eq(website.search_index(), website.search_index()));
    }
}
