//! A site and its theme → the answers of the preview.

use super::editor::{Listener, Places};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message::{self, Language};
use crate::diagnostic::visible::visible;
use crate::preview::{Answer, Few, Respond};
use crate::render::{self, Artefact, Route};
use crate::schema::Day;
use crate::site::settings::Settings;
use crate::site::{self, ParsedFiles, Site, Snapshot};
use crate::theme::Theme;
use serde_json::{Value, json};
use std::sync::Arc;

/// The site that the preview shows at one moment, on any day.
pub(super) struct Sites {
    site: Arc<Site>,
    parsed: ParsedFiles,
    theme: Arc<Theme>,
    /// The theme as it last was without a fault, for pages that this one fails to make.
    whole: Option<Arc<Theme>>,
    days: Few<Day, Arc<Site>>,
}

impl Sites {
    pub(super) fn new(snapshot: &Snapshot, theme: &Arc<Theme>, whole: Option<&Arc<Theme>>) -> Self {
        let (site, parsed) = (Arc::clone(&snapshot.site), snapshot.parsed.clone());
        let whole = whole.filter(|whole| !Arc::ptr_eq(whole, theme)).cloned();
        Self { site, parsed, theme: Arc::clone(theme), whole, days: Few::default() }
    }

    /// The site that a path asks for, what stands before the path in it, and that. Below
    /// `/@2014-06-01/` stands the whole site as of that day.
    fn at<'p>(&self, path: &'p str) -> (Arc<Site>, &'p str, &'p str) {
        match day_of(path) {
            Some((day, prefix, inner)) => {
                let make = || as_of(&self.parsed, &self.site, day);
                (Arc::clone(&self.days.get_or_make(day, make)), prefix, inner)
            }
            None => (Arc::clone(&self.site), "", path),
        }
    }
}

/// The look-up of the preview: a decoded path, to what stands there.
pub(super) fn responder(sites: Arc<Sites>, language: Language) -> Respond {
    Arc::new(move |path| {
        let (site, prefix, inner) = sites.at(path);
        let made = answer(&site, &sites.theme, (prefix, inner));
        let last = || answer(&site, sites.whole.as_ref()?, (prefix, inner)).ok();
        match made {
            Ok(answer) if answer.status != 404 => answer,
            // The style sheet that the last good page asks for may be one that is no more.
            Ok(answer) => last().filter(|last| last.status == 200).unwrap_or(answer),
            Err(fault) => last().unwrap_or_else(|| broken(&fault, language)),
        }
    })
}

/// Where the words of the page with a path stand, for the script in it.
pub(super) fn places(sites: Arc<Sites>, listener: Arc<Listener>) -> Respond {
    Arc::new(move |path| {
        let (site, _, inner) = sites.at(path);
        let marked = match render::find(&site, &sites.theme, &file(inner)) {
            Some(Route::Content(site::Route::Entry(at, language))) => {
                render::marked(&site, &sites.theme, (at, language)).ok()
            }
            _ => None,
        };
        let Some(marked) = marked else { return Answer::html(404, Vec::new()) };
        let mut places = Places::new(&listener);
        let places: Vec<Value> = marked.places.iter().map(|span| places.of(span)).collect();
        let value = json!({ "html": marked.html, "places": places });
        Answer::bytes("places.json", value.to_string().into_bytes())
    })
}

/// `/@2014-06-01/parter/` → the day, `/@2014-06-01` and `/parter/`.
pub(super) fn day_of(path: &str) -> Option<(Day, &str, &str)> {
    let word = path.strip_prefix("/@")?.split('/').next()?;
    let (prefix, inner) = path.split_at_checked("/@".len() + word.len())?;
    Some((Day::read(word)?, prefix, inner))
}

/// The site that the files make as of a day.
fn as_of(parsed: &ParsedFiles, site: &Site, day: Day) -> Arc<Site> {
    let settings = Settings { as_of: Some(day), ..site.settings.clone() };
    parsed.clone().link(&settings).site
}

/// `/parter/` → `parter/index.html`.
fn file(path: &str) -> String {
    let inner = path.strip_prefix('/').unwrap_or(path);
    if inner.is_empty() || inner.ends_with('/') {
        format!("{inner}index.html")
    } else {
        inner.to_owned()
    }
}

fn answer(
    site: &Site,
    theme: &Theme,
    (prefix, path): (&str, &str),
) -> Result<Answer, Box<Diagnostic>> {
    if path.is_empty() {
        return Ok(Answer::redirect(&format!("{prefix}/")));
    }
    let file = file(path);
    if let Some(route) = render::find(site, theme, &file) {
        return Ok(match render::render(site, theme, &route)? {
            Artefact::Bytes(bytes) => Answer::bytes(&file, bytes),
            Artefact::File(asset) => Answer::file(&file, asset.on_disk.clone()),
        });
    }
    if render::find(site, theme, &format!("{file}/index.html")).is_some() {
        return Ok(Answer::redirect(&format!("{prefix}/{file}/")));
    }
    let page = render::render(site, theme, &Route::Content(site::Route::NotFound))?;
    let bytes = match page {
        Artefact::Bytes(bytes) => bytes,
        Artefact::File(_) => Vec::new(),
    };
    Ok(Answer::html(404, bytes))
}

/// The page that says what is wrong with a template, since without it there is no other.
fn broken(fault: &Diagnostic, language: Language) -> Answer {
    let tag = language.tag();
    let begins = fault.span.begins();
    let place = format!("{}:{}:{}", fault.span.source().path, begins.line, begins.column);
    let words = message::message(&fault.fault, language);
    let help = message::help(&fault.fault, language).unwrap_or_default();
    let page = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{code}</title>\n</head>\n\
         <body>\n<main>\n<h1>{code}</h1>\n<p>{words}</p>\n<p><code>{place}</code></p>\n\
         <p>{help}</p>\n</main>\n</body>\n</html>\n",
        code = fault.code().name(),
        words = escape(&words),
        place = escape(&visible(&place)),
        help = escape(&help),
    );
    Answer::html(500, page.into_bytes())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fault, Source, Span};
    use crate::files::Files;
    use crate::preview::Body;
    use crate::theme::{OwnWords, ThemeFiles};

    #[test]
    fn folders_answer_with_their_index_and_without_a_slash_redirect() {
        let files = Files::of_texts(&[("index.md", "# Hej\n"), ("a/b.md", "# B\n")]);
        let snapshot = Snapshot::new(&files, &Settings::default());
        let (theme, _) = Theme::load(&ThemeFiles::default(), &[OwnWords::default()]);
        let sites = Sites::new(&snapshot, &Arc::new(theme), None);
        let respond = responder(Arc::new(sites), Language::English);
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
        let source = Source { path: "themes/<x>/a.html".into(), text: "".into() };
        let fault = Fault::TemplateError { problem: "<script>".into() };
        let found = Diagnostic::at(Span::start_of(&Arc::new(source)), fault);
        let answer = broken(&found, Language::Swedish);
        let Body::Bytes(bytes) = answer.body else { unreachable!("a page") };
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("&lt;script>") || page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("themes/&lt;x&gt;/a.html:1:1"), "{page}");
        assert_eq!(answer.status, 500);
    }
}
