//! "Page not found": one page for every missing address, in all languages of the site.

use super::guidance;
use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::LanguageIndex;
use crate::theme::model::{LinkModel, NotFoundSection};

/// Renders the page. Its links start at the host's root, because it is shown at any address.
pub(super) fn not_found_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let languages = ctx.site.config.language_indexes();
    let fronts: Vec<String> =
        languages.clone().map(|language_index| front_page_link(ctx, language_index)).collect();
    let mut page = page_layout(
        ctx,
        PageMeta {
            title: ctx.strings().get_str("not-found-title").to_owned(),
            addresses: fronts,
            ..PageMeta::default()
        },
    );
    // It is not a page of the site: it has no canonical URL, and it is not the front page.
    (page.head.feed, page.is_front) = (None, false);
    page.head.hide_from_search_engines();
    // The requested address is unknown when the page is rendered.
    if let Some(report) = page.foot.report.as_mut() {
        report.href = link_without_path(&report.href);
    }
    let section = |language_index: LanguageIndex| {
        let ctx = ctx.with_language(language_index);
        let strings = ctx.strings();
        NotFoundSection {
            language: ctx.localized.language_tag.0.to_string(),
            title: strings.get_str("not-found-title").to_owned(),
            text: strings.get_str("not-found-text").to_owned(),
            front: LinkModel {
                title: strings.get_str("not-found-front").to_owned(),
                href: ctx.href(&front_page_link(&ctx, language_index)),
                language: None,
            },
            index: LinkModel {
                title: strings.get_str("index").to_owned(),
                href: ctx.href(&ctx.generated_address("address-index")),
                language: None,
            },
            asked_title: strings.get_str("asked").to_owned(),
            asked: guidance::asked_links(&ctx),
        }
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("languages", &languages.map(section).collect::<Vec<_>>());
    ctx.theme.render_template(&ctx.localized.language_tag.0, "404.html", &context)
}

/// Removes the body, which names a page, from a `mailto:` link.
fn link_without_path(href: &str) -> String {
    href.split("&body=").next().unwrap_or_default().to_owned()
}

fn front_page_link(ctx: &PageContext<'_>, language_index: LanguageIndex) -> String {
    let top = ctx.site.tree.sections.first();
    top.and_then(|top| top.addresses.get(language_index.0)).map_or("/".into(), ToString::to_string)
}
