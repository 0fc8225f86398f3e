//! "Page not found": one page for every address that is none, in all languages of the site.

use super::frame::{Subject, frame};
use super::scene::Scene;
use super::view::{Link, NotFoundPart};
use crate::diagnostic::Diagnostic;

/// Renders the page. Its links begin at the top of the host, since it is shown at any depth.
pub(super) fn page(scene: &Scene<'_>) -> Result<String, Box<Diagnostic>> {
    let languages = 0..scene.site.config.languages.len();
    let fronts: Vec<String> = languages.clone().map(|language| front(scene, language)).collect();
    let mut page = frame(
        scene,
        Subject {
            title: scene.words().get("not-found-title").to_owned(),
            addresses: fronts,
            ..Subject::default()
        },
    );
    // It is no page of the site: nothing is canonical to it, and it is not the front page.
    (page.head.canonical, page.head.feed, page.is_front) = (None, None, false);
    page.head.alternates.clear();
    page.head.is_noindex = true;
    // Which address was asked for only the reader knows.
    if let Some(report) = page.foot.report.as_mut() {
        report.href = without_body(&report.href);
    }
    let part = |language: usize| {
        let scene = scene.in_language(language);
        let words = scene.words();
        NotFoundPart {
            language: scene.tag.0.to_string(),
            title: words.get("not-found-title").to_owned(),
            text: words.get("not-found-text").to_owned(),
            front: Link {
                title: words.get("not-found-front").to_owned(),
                href: scene.href(&front(&scene, language)),
                language: None,
            },
            index: Link {
                title: words.get("index").to_owned(),
                href: scene.href(&scene.generated_address("address-index")),
                language: None,
            },
        }
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("languages", &languages.map(part).collect::<Vec<_>>());
    scene.theme.render(&scene.tag.0, "404.html", &context)
}

/// A letter about no page in particular.
fn without_body(href: &str) -> String {
    href.split("&body=").next().unwrap_or_default().to_owned()
}

fn front(scene: &Scene<'_>, language: usize) -> String {
    let top = scene.site.tree.sections.first();
    top.and_then(|top| top.addresses.get(language)).map_or("/".into(), ToString::to_string)
}
