//! "Mentioned in": which pages speak of an entry, with the words around the first mention.

use super::layout::{PageMeta, page_layout};
use super::markdown_text;
use super::model::{LinkModel, MentionModel, MentionsModel, MentionsPage, PageLinks};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::{EntryIndex, MENTIONS_PER_PAGE};

/// The mentions of one page of the list; none if nobody mentions the entry.
pub(super) fn mentions_model(
    scene: &PageContext<'_>,
    at: EntryIndex,
    number: usize,
) -> Option<MentionsModel> {
    let all: Vec<_> = scene.site.mentions_of(at, scene.language_index).collect();
    let first = (number - 1) * MENTIONS_PER_PAGE;
    let items: Vec<MentionModel> = all
        .iter()
        .skip(first)
        .take(MENTIONS_PER_PAGE)
        .filter_map(|mention| {
            let version = scene.site.entry_at(mention.from).versions.get(mention.version)?;
            let link = version.body.outline.links.get(mention.link)?;
            let around = &link.around;
            let told =
                |words: &str| markdown_text::plain_text(scene, (mention.from, version), words);
            let own = told(around.link_text());
            Some(MentionModel {
                link: scene.entry_link(mention.from),
                before: told(around.text_before()),
                words: if own.is_empty() { scene.entry_title(at).0 } else { own },
                after: told(around.text_after()),
            })
        })
        .collect();
    let more = (number == 1 && all.len() > MENTIONS_PER_PAGE).then(|| LinkModel {
        title: scene.strings().format("see-all", &[("count", &all.len().to_string())]),
        href: scene.href(&scene.mentions_address(at, 2)),
        language: None,
    });
    (!items.is_empty()).then_some(MentionsModel { total: all.len(), items, more })
}

/// Renders a further page of mentions.
pub(super) fn mentions_page(
    scene: &PageContext<'_>,
    at: EntryIndex,
    number: usize,
) -> Result<String, Box<Diagnostic>> {
    let of = scene.entry_link(at);
    let title = format!("{}: {}", scene.strings().get_str("mentions"), of.title);
    let languages = 0..scene.site.config.languages.len();
    let page = page_layout(
        scene,
        PageMeta {
            title,
            section: scene.site.tree.home.get(at.0).copied().flatten(),
            addresses: languages
                .map(|language| {
                    // The list of another language may be shorter: only this one is sure to be
                    // there.
                    let scene = scene.with_language(language);
                    if scene.site.mentions_of(at, language).count()
                        > (number - 1) * MENTIONS_PER_PAGE
                    {
                        scene.mentions_address(at, number)
                    } else {
                        scene.entry_address(at).to_owned()
                    }
                })
                .collect(),
            ..PageMeta::default()
        },
    );
    let total =
        scene.site.mentions_of(at, scene.language_index).count().div_ceil(MENTIONS_PER_PAGE);
    let href = |number: usize| scene.href(&scene.mentions_address(at, number));
    let view = MentionsPage {
        of,
        mentions: mentions_model(scene, at, number).unwrap_or(MentionsModel {
            total: 0,
            items: Vec::new(),
            more: None,
        }),
        paging: PageLinks {
            number,
            total,
            previous: Some(href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
        },
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("of", &view.of);
    context.insert("mentions", &view.mentions);
    context.insert("paging", &view.paging);
    scene.theme.render_template(&scene.language_tag.0, "mentions.html", &context)
}
