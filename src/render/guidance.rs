//! Links that help readers on: what others ask most, and the legend of evidence statuses.

use super::page_context::PageContext;
use crate::site::address::percent_encode;
use crate::site::asked_questions::AskedQuestion;
use crate::theme::model::LinkModel;

/// Returns links to the pages that answer what readers ask most, in the page's language.
pub(super) fn asked_links(ctx: &PageContext<'_>) -> Vec<LinkModel> {
    let language_index = ctx.localized.language_index.0;
    let link = |question: &AskedQuestion| {
        let answer = question.answers.get(language_index)?.as_ref()?;
        let mut link = ctx.menu_link(&answer.target);
        if let Some(anchor) = &answer.anchor {
            link.href.push('#');
            link.href.push_str(&percent_encode(anchor));
        }
        if let Some(words) = &question.question {
            (link.title, link.language) = ctx.localized_text(words);
        }
        Some(link)
    };
    ctx.site.asked.iter().filter_map(link).collect()
}

/// Returns the link to the legend of evidence statuses. `None` means that the site has none, or
/// that it is on this page.
pub(super) fn legend_link(ctx: &PageContext<'_>) -> Option<LinkModel> {
    let legend = ctx.site.legend?;
    let address = ctx.entry_address(legend);
    let title = ctx.strings().get_str("legend").to_owned();
    let is_here = ctx.address == address;
    (!is_here).then(|| LinkModel { title, href: ctx.href(address), language: None })
}
