//! "Page not found": one page for every address that is none, in all languages of the site.

use super::layout::{PageMeta, page_layout};
use super::model::{LinkModel, NotFoundSection};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;

/// Renders the page. Its links begin at the top of the host, since it is shown at any depth.
pub(super) fn not_found_page(scene: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let languages = 0..scene.site.config.languages.len();
    let fronts: Vec<String> =
        languages.clone().map(|language| front_page_link(scene, language)).collect();
    let mut page = page_layout(
        scene,
        PageMeta {
            title: scene.strings().get_str("not-found-title").to_owned(),
            addresses: fronts,
            ..PageMeta::default()
        },
    );
    // It is no page of the site: nothing is canonical to it, and it is not the front page.
    (page.head.canonical, page.head.feed, page.is_front) = (None, None, false);
    page.head.alternates.clear();
    page.head.is_noindex = true;
    // Which address was asked for only the reader knows.
    if let Some(report) = page.foot.report.as_mut() {
        report.href = link_without_path(&report.href);
    }
    let part = |language: usize| {
        let scene = scene.with_language(language);
        let words = scene.strings();
        NotFoundSection {
            language: scene.language_tag.0.to_string(),
            title: words.get_str("not-found-title").to_owned(),
            text: words.get_str("not-found-text").to_owned(),
            front: LinkModel {
                title: words.get_str("not-found-front").to_owned(),
                href: scene.href(&front_page_link(&scene, language)),
                language: None,
            },
            index: LinkModel {
                title: words.get_str("index").to_owned(),
                href: scene.href(&scene.generated_address("address-index")),
                language: None,
            },
        }
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("languages", &languages.map(part).collect::<Vec<_>>());
    scene.theme.render_template(&scene.language_tag.0, "404.html", &context)
}

/// A letter about no page in particular.
fn link_without_path(href: &str) -> String {
    href.split("&body=").next().unwrap_or_default().to_owned()
}

fn front_page_link(scene: &PageContext<'_>, language: usize) -> String {
    let top = scene.site.tree.sections.first();
    top.and_then(|top| top.addresses.get(language)).map_or("/".into(), ToString::to_string)
}
