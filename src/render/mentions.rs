//! "Mentioned in": which pages speak of an entry, with the words around the first mention.

use super::layout::{PageMeta, page_layout};
use super::markdown_text;
use super::model::{LinkModel, MentionModel, MentionsModel, MentionsPage, PageLinks};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::{EntryIndex, MENTIONS_PER_PAGE};

/// The mentions of one page of the list; none if nobody mentions the entry.
pub(super) fn mentions_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    number: usize,
) -> Option<MentionsModel> {
    let all: Vec<_> = ctx.site.mentions_of(entry_index, ctx.language_index).collect();
    let first = (number - 1) * MENTIONS_PER_PAGE;
    let items: Vec<MentionModel> = all
        .iter()
        .skip(first)
        .take(MENTIONS_PER_PAGE)
        .filter_map(|mention| {
            let version = ctx.site.entry_at(mention.from).versions.get(mention.version)?;
            let link = version.body.outline.links.get(mention.link)?;
            let around = &link.around;
            let told = |words: &str| markdown_text::plain_text(ctx, (mention.from, version), words);
            let own = told(around.link_text());
            Some(MentionModel {
                link: ctx.entry_link(mention.from),
                before: told(around.text_before()),
                words: if own.is_empty() { ctx.entry_title(entry_index).0 } else { own },
                after: told(around.text_after()),
            })
        })
        .collect();
    let more = (number == 1 && all.len() > MENTIONS_PER_PAGE).then(|| LinkModel {
        title: ctx.strings().format("see-all", &[("count", &all.len().to_string())]),
        href: ctx.href(&ctx.mentions_address(entry_index, 2)),
        language: None,
    });
    (!items.is_empty()).then_some(MentionsModel { total: all.len(), items, more })
}

/// Renders a further page of mentions.
pub(super) fn mentions_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    number: usize,
) -> Result<String, Box<Diagnostic>> {
    let of = ctx.entry_link(entry_index);
    let title = format!("{}: {}", ctx.strings().get_str("mentions"), of.title);
    let languages = ctx.site.config.language_indexes();
    let page = page_layout(
        ctx,
        PageMeta {
            title,
            section: ctx.site.tree.home.get(entry_index.0).copied().flatten(),
            addresses: languages
                .map(|language_index| {
                    // The list of another language may be shorter: only this one is sure to be
                    // there.
                    let ctx = ctx.with_language(language_index);
                    if ctx.site.mentions_of(entry_index, language_index).count()
                        > (number - 1) * MENTIONS_PER_PAGE
                    {
                        ctx.mentions_address(entry_index, number)
                    } else {
                        ctx.entry_address(entry_index).to_owned()
                    }
                })
                .collect(),
            ..PageMeta::default()
        },
    );
    let total =
        ctx.site.mentions_of(entry_index, ctx.language_index).count().div_ceil(MENTIONS_PER_PAGE);
    let href = |number: usize| ctx.href(&ctx.mentions_address(entry_index, number));
    let view = MentionsPage {
        of,
        mentions: mentions_model(ctx, entry_index, number).unwrap_or(MentionsModel {
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
    ctx.theme.render_template(&ctx.language_tag.0, "mentions.html", &context)
}
