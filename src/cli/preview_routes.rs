//! A site and its theme → the answers of the preview.

use super::editor_links::{EditorLinks, PreviewContext};
use crate::devserver::{Responder, RouteResponse};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message::{self, ReportLanguage};
use crate::diagnostic::sanitize::escape_invisible;
use crate::preview::LruCache;
use crate::render::{self, Artifact, OutputRoute};
use crate::schema::PartialDate;
use crate::site::settings::RunSettings;
use crate::site::{self, ParsedFiles, Site, SiteSnapshot};
use crate::theme::Theme;
use serde_json::{Value, json};
use std::sync::Arc;

/// The site that the preview shows at one moment, on any day.
pub(super) struct SiteProvider {
    site: Arc<Site>,
    parsed: ParsedFiles,
    theme: Arc<Theme>,
    /// The theme as it last was without a fault, for pages that this one fails to make.
    last_good_theme: Option<Arc<Theme>>,
    days: LruCache<PartialDate, Arc<Site>>,
}

impl SiteProvider {
    pub(super) fn new(
        snapshot: &SiteSnapshot,
        theme: &Arc<Theme>,
        last_good_theme: Option<&Arc<Theme>>,
    ) -> Self {
        let (site, parsed) = (Arc::clone(&snapshot.site), snapshot.parsed.clone());
        let last_good_theme = last_good_theme.filter(|whole| !Arc::ptr_eq(whole, theme)).cloned();
        Self { site, parsed, theme: Arc::clone(theme), last_good_theme, days: LruCache::default() }
    }

    /// The site that a path asks for, what stands before the path in it, and that. Below
    /// `/@2014-06-01/` stands the whole site as of that day.
    fn site_for_path<'p>(&self, path: &'p str) -> (Arc<Site>, &'p str, &'p str) {
        match split_as_of_prefix(path) {
            Some((day, prefix, inner)) => {
                let make = || site_as_of(&self.parsed, &self.site, day);
                (Arc::clone(&self.days.get_or_build(day, make)), prefix, inner)
            }
            None => (Arc::clone(&self.site), "", path),
        }
    }
}

/// The look-up of the preview: a decoded path, to what stands there.
pub(super) fn make_responder(sites: Arc<SiteProvider>, language: ReportLanguage) -> Responder {
    Arc::new(move |path| {
        let (site, prefix, inner) = sites.site_for_path(path);
        let made = answer_request(&site, &sites.theme, (prefix, inner));
        let last = || answer_request(&site, sites.last_good_theme.as_ref()?, (prefix, inner)).ok();
        match made {
            Ok(answer) if answer.status != 404 => answer,
            // The style sheet that the last good page asks for may be one that is no more.
            Ok(answer) => last().filter(|last| last.status == 200).unwrap_or(answer),
            Err(diagnostic) => last().unwrap_or_else(|| template_error_page(&diagnostic, language)),
        }
    })
}

/// Where the words of the page with a path stand, for the script in it.
pub(super) fn make_location_lookup(
    sites: Arc<SiteProvider>,
    listener: Arc<PreviewContext>,
) -> Responder {
    Arc::new(move |path| {
        let (site, _, inner) = sites.site_for_path(path);
        let marked = match render::find_route(&site, &sites.theme, &output_path_of(inner)) {
            Some(OutputRoute::Content(site::ContentRoute::Entry(entry_index, language_index))) => {
                render::render_with_source_marks(&site, &sites.theme, entry_index, language_index)
                    .ok()
            }
            _ => None,
        };
        let Some(marked) = marked else { return RouteResponse::html(404, Vec::new()) };
        let mut places = EditorLinks::new(&listener);
        let places: Vec<Value> =
            marked.source_spans.iter().map(|span| places.link_for(span)).collect();
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

/// The site that the files make as of a day.
fn site_as_of(parsed: &ParsedFiles, site: &Site, day: PartialDate) -> Arc<Site> {
    let settings = RunSettings { as_of: Some(day), ..site.settings.clone() };
    parsed.clone().link_snapshot(&settings).site
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
    site: &Site,
    theme: &Theme,
    (prefix, path): (&str, &str),
) -> Result<RouteResponse, Box<Diagnostic>> {
    if path.is_empty() {
        return Ok(RouteResponse::redirect(&format!("{prefix}/")));
    }
    let file = output_path_of(path);
    if let Some(route) = render::find_route(site, theme, &file) {
        return Ok(match render::render_route(site, theme, &route)? {
            Artifact::Bytes(bytes) => RouteResponse::from_bytes(&file, bytes),
            Artifact::File(asset) => RouteResponse::from_file(&file, asset.on_disk.clone()),
        });
    }
    if render::find_route(site, theme, &format!("{file}/index.html")).is_some() {
        return Ok(RouteResponse::redirect(&format!("{prefix}/{file}/")));
    }
    let page =
        render::render_route(site, theme, &OutputRoute::Content(site::ContentRoute::NotFound))?;
    let bytes = match page {
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
    let words = message::message(&diagnostic.kind, language);
    let help = message::help(&diagnostic.kind, language).unwrap_or_default();
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
    use crate::diagnostic::{DiagnosticKind, SourceFile, Span};
    use crate::files::FileSet;
    use crate::theme::{StringOverrides, ThemeFiles};

    #[test]
    fn folders_answer_with_their_index_and_without_a_slash_redirect() {
        let files = FileSet::from_texts(&[("index.md", "# Hej\n"), ("a/b.md", "# B\n")]);
        let snapshot = SiteSnapshot::new(&files, &RunSettings::default());
        let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]);
        let sites = SiteProvider::new(&snapshot, &Arc::new(theme), None);
        let respond = make_responder(Arc::new(sites), ReportLanguage::English);
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
        let fault = DiagnosticKind::TemplateError { problem: "<script>".into() };
        let found = Diagnostic::new(Span::start_of(&Arc::new(source)), fault);
        let answer = template_error_page(&found, ReportLanguage::Swedish);
        let ResponseBody::Bytes(bytes) = answer.body else { unreachable!("a page") };
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("&lt;script>") || page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("themes/&lt;x&gt;/a.html:1:1"), "{page}");
        assert_eq!(answer.status, 500);
    }
}
