//! A site and its theme → the answers of the preview.

use super::editor_links::{EditorLinks, PreviewContext};
use crate::devserver::{Responder, RouteResponse};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, ReportLanguage};
use crate::project::{LoadedProject, Website, WebsiteRoute};
use crate::render::{Artifact, OutputRoute, find_route, render_with_source_marks};
use crate::schema::PartialDate;
use crate::site::ContentRoute;
use serde_json::{Value, json};
use std::sync::Arc;

/// A request path, split at the as-of date: `/@2014-06-01/parter/` asks for `/parter/` on the site
/// as of that date.
struct SiteRequest<'p> {
    website: Arc<Website>,
    /// `/@2014-06-01`, or empty.
    prefix: &'p str,
    /// `/parter/`.
    path: &'p str,
}

impl<'p> SiteRequest<'p> {
    fn new(loaded: &LoadedProject, path: &'p str) -> Self {
        match split_as_of_prefix(path) {
            Some((date, prefix, path)) => {
                Self { website: loaded.website_as_of(date), prefix, path }
            }
            None => Self { website: Arc::clone(loaded.website()), prefix: "", path },
        }
    }
}

/// Returns the function from a decoded request path to a response.
pub(super) fn make_responder(loaded: Arc<LoadedProject>, language: ReportLanguage) -> Responder {
    Arc::new(move |path| {
        let request = SiteRequest::new(&loaded, path);
        let fallback = || {
            let theme = Arc::clone(loaded.fallback_theme()?);
            let website = Website::new(Arc::clone(request.website.site()), theme);
            answer_request(&website, request.prefix, request.path).ok()
        };
        match answer_request(&request.website, request.prefix, request.path) {
            Ok(response) if response.status != 404 => response,
            // A page of the fallback theme may ask for a style sheet that the theme does not have.
            Ok(response) => fallback().filter(|it| it.status == 200).unwrap_or(response),
            Err(diagnostic) => {
                fallback().unwrap_or_else(|| template_error_page(&diagnostic, language))
            }
        }
    })
}

/// Returns the function from a request path to the source locations of the text on its page, for
/// the script in the page.
pub(super) fn make_location_lookup(
    loaded: Arc<LoadedProject>,
    context: Arc<PreviewContext>,
) -> Responder {
    Arc::new(move |path| {
        let SiteRequest { website, path, .. } = SiteRequest::new(&loaded, path);
        let (site, theme) = (website.site(), website.theme());
        let marked = match find_route(site, theme, &output_path_of(path)) {
            Some(OutputRoute::Content(ContentRoute::Entry(entry_index, language_index))) => {
                render_with_source_marks(site, theme, entry_index, language_index).ok()
            }
            _ => None,
        };
        let Some(marked) = marked else { return RouteResponse::html(404, Vec::new()) };
        let mut editor_links = EditorLinks::new(&context);
        let places: Vec<Value> =
            marked.source_spans.iter().map(|span| editor_links.link_for(span)).collect();
        let value = json!({ "html": marked.html, "places": places });
        RouteResponse::from_bytes("places.json", value.to_string().into_bytes())
    })
}

/// `/@2014-06-01/parter/` → the day, `/@2014-06-01` and `/parter/`.
pub(super) fn split_as_of_prefix(path: &str) -> Option<(PartialDate, &str, &str)> {
    let word = path.strip_prefix("/@")?.split('/').next()?;
    let (prefix, inner) = path.split_at_checked("/@".len() + word.len())?;
    Some((PartialDate::parse(word)?, prefix, inner))
}

/// `/parter/` → `parter/index.html`.
fn output_path_of(path: &str) -> String {
    let inner = path.strip_prefix('/').unwrap_or(path);
    if inner.is_empty() || inner.ends_with('/') {
        format!("{inner}index.html")
    } else {
        inner.to_owned()
    }
}

fn answer_request(
    website: &Website,
    prefix: &str,
    path: &str,
) -> Result<RouteResponse, Box<Diagnostic>> {
    if path.is_empty() {
        return Ok(RouteResponse::redirect(&format!("{prefix}/")));
    }
    let file = output_path_of(path);
    if let Some(route) = website.find_route(&file) {
        return Ok(match website.render(&route)? {
            Artifact::Bytes(bytes) => RouteResponse::from_bytes(&file, bytes),
            Artifact::File(asset) => RouteResponse::from_file(&file, asset.on_disk.clone()),
        });
    }
    if website.find_route(&format!("{file}/index.html")).is_some() {
        return Ok(RouteResponse::redirect(&format!("{prefix}/{file}/")));
    }
    let not_found = WebsiteRoute::Rendered(OutputRoute::Content(ContentRoute::NotFound));
    let bytes = match website.render(&not_found)? {
        Artifact::Bytes(bytes) => bytes,
        Artifact::File(_) => Vec::new(),
    };
    Ok(RouteResponse::html(404, bytes))
}

/// The page that says what is wrong with a template, since without it there is no other.
fn template_error_page(diagnostic: &Diagnostic, language: ReportLanguage) -> RouteResponse {
    let tag = language.language_tag();
    let begins = diagnostic.span.start_position();
    let place = format!("{}:{}:{}", diagnostic.span.source().path, begins.line, begins.column);
    let words = diagnostic.kind.message(language);
    let help = diagnostic.kind.help(language).unwrap_or_default();
    let page = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{code}</title>\n</head>\n\
         <body>\n<main>\n<h1>{code}</h1>\n<p>{words}</p>\n<p><code>{place}</code></p>\n\
         <p>{help}</p>\n</main>\n</body>\n</html>\n",
        code = diagnostic.code().code_name(),
        words = escape_html(&words),
        place = escape_html(&escape_invisible(&place)),
        help = escape_html(&help),
    );
    RouteResponse::html(500, page.into_bytes())
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devserver::ResponseBody;
    use crate::diagnostic::{SourceFile, Span, rules};
    use crate::project::{Project, ProjectPaths};
    use crate::site::settings::RunSettings;

    #[test]
    fn folders_answer_with_their_index_and_without_a_slash_redirect() {
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
        let respond = make_responder(loaded, ReportLanguage::English);
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
            let answer = respond(path);
            assert_eq!((answer.status, answer.location.as_deref()), (status, location), "{path}");
        }
    }

    #[test]
    fn what_a_template_says_is_escaped() {
        let source = SourceFile { path: "themes/<x>/a.html".into(), text: "".into() };
        let fault = rules::TemplateError { problem: "<script>".into() };
        let found = Diagnostic::new(Span::start_of(&Arc::new(source)), fault);
        let answer = template_error_page(&found, ReportLanguage::Swedish);
        let ResponseBody::Bytes(bytes) = answer.body else { unreachable!("a page") };
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("&lt;script>") || page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("themes/&lt;x&gt;/a.html:1:1"), "{page}");
        assert_eq!(answer.status, 500);
    }
}
