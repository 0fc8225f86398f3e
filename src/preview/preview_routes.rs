//! Renders what a request path asks for, from a loaded project.

use super::editor_links::{EditorLinks, PreviewContext};
use super::template_error_page::template_error_page;
use crate::devserver::{Responder, RouteResponse, ServerSnapshot};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::ReportLanguage;
use crate::project::{LoadedProject, RenderedRoute, Website, WebsiteRoute};
use crate::render::{Artifact, OutputRoute, find_route, render_with_source_marks};
use crate::schema::PartialDate;
use crate::site::{ContentRoute, EntryIndex, Site};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Returns what the development server shows for a project.
#[must_use]
pub fn server_snapshot(
    loaded: &Arc<LoadedProject>,
    revision: u64,
    context: &Arc<PreviewContext>,
) -> ServerSnapshot {
    ServerSnapshot {
        revision,
        respond: page_responder(Arc::clone(loaded), context.language),
        source_locations: source_location_responder(Arc::clone(loaded), Arc::clone(context)),
    }
}

/// A page of the site, at the site's date or as of another.
struct SiteRequest<'p> {
    website: Arc<Website>,
    /// `/@2014-06-01`, or empty.
    prefix: &'p str,
    /// `/parter/`.
    page_path: &'p str,
}

impl<'p> SiteRequest<'p> {
    fn new(loaded: &LoadedProject, path: &'p str) -> Self {
        match split_as_of_prefix(path) {
            Some(AsOfPath { date, prefix, page_path }) => {
                Self { website: loaded.website_as_of(date), prefix, page_path }
            }
            None => Self { website: Arc::clone(loaded.website()), prefix: "", page_path: path },
        }
    }

    /// Renders the page with a website, which may have another theme. The path of a folder without
    /// its `/` is redirected.
    ///
    /// # Errors
    /// One of pakt's own templates fails.
    fn render(&self, website: &Website) -> Result<RenderedPage, Box<Diagnostic>> {
        let Self { prefix, page_path, .. } = self;
        let redirect = |location: &str| {
            Ok(RenderedPage {
                response: RouteResponse::redirect(location),
                has_template_error: false,
            })
        };
        if page_path.is_empty() {
            return redirect(&format!("{prefix}/"));
        }
        let file = output_path(page_path);
        if let Some(route) = website.find_route(&file) {
            let RenderedRoute { artifact, template_errors } = website.render(&route)?;
            let response = match artifact {
                Artifact::Bytes(bytes) => RouteResponse::from_bytes(&file, bytes),
                Artifact::File(asset) => RouteResponse::from_file(&file, asset.on_disk.clone()),
            };
            return Ok(RenderedPage { response, has_template_error: !template_errors.is_empty() });
        }
        if website.find_route(&format!("{file}/index.html")).is_some() {
            return redirect(&format!("{prefix}/{file}/"));
        }
        let not_found = WebsiteRoute::Rendered(OutputRoute::Content(ContentRoute::NotFound));
        let RenderedRoute { artifact, template_errors } = website.render(&not_found)?;
        let bytes = match artifact {
            Artifact::Bytes(bytes) => bytes,
            Artifact::File(_) => Vec::new(),
        };
        let response = RouteResponse::html(404, bytes);
        Ok(RenderedPage { response, has_template_error: !template_errors.is_empty() })
    }
}

/// The response to a request.
struct RenderedPage {
    response: RouteResponse,
    /// Whether a template of the site failed, and pakt's own was used.
    has_template_error: bool,
}

/// The path of a page as of a date.
pub(super) struct AsOfPath<'p> {
    date: PartialDate,
    /// `/@2014-06-01`.
    prefix: &'p str,
    /// `/parter/`.
    pub(super) page_path: &'p str,
}

/// Splits `/@2014-06-01/parter/`. `None` if the path does not begin with a date.
pub(super) fn split_as_of_prefix(path: &str) -> Option<AsOfPath<'_>> {
    let date = path.strip_prefix("/@")?.split('/').next()?;
    let (prefix, page_path) = path.split_at_checked("/@".len() + date.len())?;
    Some(AsOfPath { date: PartialDate::parse(date)?, prefix, page_path })
}

/// Returns the function from a decoded request path to a response.
fn page_responder(loaded: Arc<LoadedProject>, language: ReportLanguage) -> Responder {
    Arc::new(move |path| {
        let request = SiteRequest::new(&loaded, path);
        // The last theme that could render every page, if the current one cannot.
        let last_good = || {
            let theme = Arc::clone(loaded.fallback_theme()?);
            let website = Website::new(Arc::clone(request.website.site()), theme);
            Some(request.render(&website).ok()?.response)
        };
        match request.render(&request.website) {
            Ok(page) if page.has_template_error => last_good().unwrap_or(page.response),
            Ok(page) if page.response.status != 404 => page.response,
            // A page of that theme may ask for a style sheet that the theme does not have.
            Ok(page) => last_good().filter(|it| it.status == 200).unwrap_or(page.response),
            Err(diagnostic) => {
                last_good().unwrap_or_else(|| template_error_page(&diagnostic, language))
            }
        }
    })
}

/// Returns the function from a request path to the source locations of the text on its page, for
/// the script in the page.
fn source_location_responder(
    loaded: Arc<LoadedProject>,
    context: Arc<PreviewContext>,
) -> Responder {
    Arc::new(move |path| {
        let SiteRequest { website, page_path, .. } = SiteRequest::new(&loaded, path);
        let (site, theme) = (website.site(), website.theme());
        let Some(OutputRoute::Content(ContentRoute::Entry(entry_index, language_index))) =
            find_route(site, theme, &output_path(page_path))
        else {
            return RouteResponse::html(404, Vec::new());
        };
        let marked_page = render_with_source_marks(site, theme, entry_index, language_index);
        let Ok(marked_page) = marked_page else { return RouteResponse::html(404, Vec::new()) };
        let mut editor_links = EditorLinks::new(&context);
        let locations: Vec<Value> =
            marked_page.source_spans.iter().map(|span| editor_links.link_for(span)).collect();
        let citations = paragraph_citations(site, entry_index);
        let value =
            json!({ "html": marked_page.html, "places": locations, "citations": citations });
        RouteResponse::from_bytes("places.json", value.to_string().into_bytes())
    })
}

/// Returns a citation of each paragraph of a document's text, by the id of the paragraph on the
/// page.
fn paragraph_citations(site: &Site, document: EntryIndex) -> Map<String, Value> {
    let id = &site.entry_at(document).id;
    let Some(text) = site.source_texts.get(id) else { return Map::new() };
    let paragraphs = text.paragraphs.iter().enumerate();
    let citations = paragraphs.filter_map(|(index, paragraph)| {
        let citation = text.cite_paragraphs(id, index..index + 1)?;
        let value = json!({ "markdown": citation.markdown, "yaml": citation.yaml });
        Some((paragraph.anchor.clone(), value))
    });
    citations.collect()
}

/// Returns the output path of a page: `/parter/` gives `parter/index.html`.
fn output_path(page_path: &str) -> String {
    let path = page_path.strip_prefix('/').unwrap_or(page_path);
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Project, ProjectPaths};
    use crate::site::settings::RunSettings;

    #[test]
    fn a_folder_has_an_index_page_and_is_redirected_without_a_slash() {
        let files = [("index.md", "# Hej\n"), ("a/b.md", "# B\n")];
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join("content").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let paths = ProjectPaths::in_folder(root.path());
        let project = Project { paths, settings: RunSettings::default() };
        let loaded = Arc::new(project.load().unwrap());
        let respond = page_responder(loaded, ReportLanguage::English);
        for (path, status, location) in [
            ("/", 200, None),
            ("/index.html", 200, None),
            ("/a/b/", 200, None),
            ("/a/b", 301, Some("/a/b/")),
            ("/a", 301, Some("/a/")),
            ("/404.html", 200, None),
            ("/@2014-06-01/a/b/", 200, None),
            ("/@2014-06/a/b", 301, Some("/@2014-06/a/b/")),
            ("/@2014", 301, Some("/@2014/")),
            ("/@2014-13-01/", 404, None),
            ("/@2014/@2015/", 404, None),
            ("/b/", 404, None),
            ("/a/b.md", 404, None),
            ("/index.md", 404, None),
        ] {
            let response = respond(path);
            let actual = (response.status, response.location.as_deref());
            assert_eq!(actual, (status, location), "{path}");
        }
    }
}
