//! "Mentioned in": the pages whose text links to an entry, with the text around the first link.

use super::layout::{PageMeta, page_layout};
use super::markdown_text;
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::EntryIndex;
use crate::site::routes::MENTIONS_PER_PAGE;
use crate::theme::model::{LinkModel, MentionModel, MentionsModel, MentionsPage, PageLinks};

/// Returns one page of the mentions of an entry. `None` means there are none.
pub(super) fn mentions_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    page_number: usize,
) -> Option<MentionsModel> {
    let all: Vec<_> = ctx.site.mentions_of(entry_index, ctx.localized.language_index).collect();
    let n_before = (page_number - 1) * MENTIONS_PER_PAGE;
    let items: Vec<MentionModel> = all
        .iter()
        .skip(n_before)
        .take(MENTIONS_PER_PAGE)
        .filter_map(|mention| {
            let version = ctx.site.entry_at(mention.from).versions.get(mention.version)?;
            let link = version.body.outline.links.get(mention.link)?;
            let join =
                |segments| markdown_text::join_segments(ctx, mention.from, version, segments);
            let link_text = join(&link.context.link_text);
            Some(MentionModel {
                link: ctx.entry_link(mention.from),
                before: join(&link.context.before),
                words: if link_text.is_empty() {
                    ctx.entry_title(entry_index).0
                } else {
                    link_text
                },
                after: join(&link.context.after),
            })
        })
        .collect();
    let more = (page_number == 1 && all.len() > MENTIONS_PER_PAGE).then(|| LinkModel {
        title: ctx.strings().format("see-all", &[("count", &all.len().to_string())]),
        href: ctx.href(&ctx.mentions_address(entry_index, 2)),
        language: None,
    });
    (!items.is_empty()).then_some(MentionsModel { total: all.len(), items, more })
}

/// Renders the second or a later page of the mentions of an entry.
pub(super) fn mentions_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    page_number: usize,
) -> Result<String, Box<Diagnostic>> {
    let entry_link = ctx.entry_link(entry_index);
    let title = format!("{}: {}", ctx.strings().get_str("mentions"), entry_link.title);
    let languages = ctx.site.config.language_indexes();
    let mut page = page_layout(
        ctx,
        PageMeta {
            title,
            section: ctx.site.tree.home.get(entry_index.0).copied().flatten(),
            addresses: languages
                .map(|language_index| {
                    // The list in another language may be shorter, without a page of this number.
                    let ctx = ctx.with_language(language_index);
                    if ctx.site.mentions_of(entry_index, language_index).count()
                        > (page_number - 1) * MENTIONS_PER_PAGE
                    {
                        ctx.mentions_address(entry_index, page_number)
                    } else {
                        ctx.entry_address(entry_index).to_owned()
                    }
                })
                .collect(),
            ..PageMeta::default()
        },
    );
    // Search engines should find the entry itself, not a later page of a list.
    page.head.hide_from_search_engines();
    let total = ctx
        .site
        .mentions_of(entry_index, ctx.localized.language_index)
        .count()
        .div_ceil(MENTIONS_PER_PAGE);
    let href = |number: usize| ctx.href(&ctx.mentions_address(entry_index, number));
    let model = MentionsPage {
        entry_link,
        mentions: mentions_model(ctx, entry_index, page_number).unwrap_or(MentionsModel {
            total: 0,
            items: Vec::new(),
            more: None,
        }),
        paging: PageLinks {
            number: page_number,
            total,
            previous: Some(href(page_number - 1)),
            next: (page_number < total).then(|| href(page_number + 1)),
        },
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("entry_link", &model.entry_link);
    context.insert("mentions", &model.mentions);
    context.insert("paging", &model.paging);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "mentions.html", &context)
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::render::render_with_source_marks;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};

    #[test]
    fn a_private_use_character_is_not_replaced_by_the_text_of_a_link() {
        let files = FileSet::from_texts(&[
            ("a.md", "# A\n\nSe \u{f0000} ikon och [b](b.md) samt [[c]].\n"),
            ("b.md", "# Bee\n"),
            ("c.md", "# Cee\n"),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
        let html = |id: &str| {
            let entry_index = site.find_id(id).unwrap();
            let language_index = LanguageIndex::default();
            render_with_source_marks(&site, &theme, entry_index, language_index).unwrap().html
        };
        assert!(html("a").contains("content=\"Se \u{f0000} ikon och b samt Cee.\""));
        assert!(html("b").contains("Se \u{f0000} ikon och "));
        assert!(html("b").contains(" samt Cee."));
        assert!(html("c").contains("Se \u{f0000} ikon och b samt "));
    }
}
