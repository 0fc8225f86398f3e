//! "Mentioned in": the pages whose text links to an entry, with the text around the first link.

use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::site::routes::MENTIONS_PER_PAGE;
use crate::site::{EntryIndex, LinkMention};
use crate::theme::PlainText;
use crate::theme::model::{LinkModel, MentionModel, MentionsModel, MentionsPage, PageLinks};
use crate::theme::typography::TypographyRules;
use std::collections::BTreeSet;

/// Returns one page of the mentions of an entry. `None` means there are none.
pub(super) fn mentions_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    page_number: usize,
) -> Option<MentionsModel> {
    let all: Vec<_> = ctx.site.mentions_of(entry_index, ctx.localized.language_index).collect();
    let is_paged = all.len() > MENTIONS_PER_PAGE;
    // The entry's own page links to these already. A list of several pages is complete, so that its
    // pages are full and its number is that of all.
    let linked = if is_paged { BTreeSet::new() } else { linked_entries(ctx, entry_index) };
    let listed: Vec<_> = all.into_iter().filter(|it| !linked.contains(&it.from)).collect();
    let total = listed.len();
    let on_page = listed.into_iter().skip((page_number - 1) * MENTIONS_PER_PAGE);
    let on_page = on_page.take(MENTIONS_PER_PAGE);
    let items = with_same_words_together(
        on_page.filter_map(|mention| mention_model(ctx, entry_index, mention)),
    );
    let more = (page_number == 1 && is_paged).then(|| LinkModel {
        title: ctx.strings().format("see-all", &[("count", &total.to_string())]),
        href: ctx.href(&ctx.mentions_address(entry_index, 2)),
        language: None,
    });
    (!items.is_empty()).then_some(MentionsModel { total, items, more })
}

/// Returns the entries that the facts, the questions and the relations on an entry's page link to.
fn linked_entries(ctx: &PageContext<'_>, entry_index: EntryIndex) -> BTreeSet<EntryIndex> {
    let site = ctx.site;
    let outgoing = site.relation_statements(entry_index).map(|relation| relation.target);
    let incoming = site.incoming_relations(entry_index).iter().map(|relation| relation.from);
    outgoing.chain(incoming).chain(site.questions_naming(entry_index)).collect()
}

/// Returns one mention of an entry.
fn mention_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    mention: &LinkMention,
) -> Option<MentionModel> {
    let version = ctx.site.entry_at(mention.from).versions.get(mention.version)?;
    let link = version.body.outline.links.get(mention.link)?;
    let text = ctx.site.version_text(mention.from, version);
    let plain_text = PlainText::new(ctx.localized, ctx.strings());
    let link_text = plain_text.join_segments(text, &link.context.link_text);
    let words = match link_text.is_empty() {
        true => ctx.entry_title(entry_index).0,
        false => link_text,
    };
    let (before, after) = plain_text.words_around(text, &link.context);
    let [before, words, after] = typeset_parts(ctx, [before, words, after], &version.language.0);
    let link = ctx.entry_link(mention.from);
    let language = link.language.clone();
    Some(MentionModel { links: vec![link], language, before, words, after })
}

/// Puts pages with the same words into one item, at the place of the first.
fn with_same_words_together(mentions: impl Iterator<Item = MentionModel>) -> Vec<MentionModel> {
    let mut items: Vec<MentionModel> = Vec::new();
    for mention in mentions {
        let has_same_words = |item: &&mut MentionModel| {
            let words = |it: &MentionModel| [it.before.clone(), it.words.clone(), it.after.clone()];
            item.language == mention.language && words(item) == words(&mention)
        };
        match items.iter_mut().find(has_same_words) {
            Some(item) => item.links.extend(mention.links),
            None => items.push(mention),
        }
    }
    items
}

/// Typesets the parts of one text, if the site has smart punctuation. A quotation mark at the start
/// of a part closes what an earlier part opens.
fn typeset_parts(ctx: &PageContext<'_>, parts: [String; 3], language: &str) -> [String; 3] {
    if !ctx.site.config.smart_punctuation {
        return parts;
    }
    let mut typography = TypographyRules::plain(language);
    parts.map(|part| {
        let mut typeset = String::with_capacity(part.len() + 8);
        typography.push_typeset(&mut typeset, &part);
        typeset
    })
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
    fn quotation_marks_are_those_of_the_language() {
        let files = FileSet::from_texts(&[
            ("site.yaml", "title: T\nlanguages: [sv]\n"),
            ("a.md", "# A\n\nKällan skriver \"[rådet](b.md)\", inte \"nämnden\".\n"),
            ("b.md", "# B\n"),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
        let entry_index = site.find_id("b").unwrap();
        let language_index = LanguageIndex::default();
        let html =
            render_with_source_marks(&site, &theme, entry_index, language_index).unwrap().html;
        assert!(html.contains("Källan skriver ”"), "{html}");
        assert!(html.contains("”, inte ”nämnden”."), "{html}");
    }

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
