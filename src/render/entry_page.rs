//! Renders an entry's page.

use super::layout::{PageMeta, page_layout};
use super::lead_facts::PageFacts;
use super::markdown_text::{self, PageText};
use super::mentions;
use super::page_collector::PageCollector;
use super::page_contents::{folded_contents, shows_contents, table_of_contents};
use super::page_context::PageContext;
use super::{
    banner, document_versions, field_html, field_models, guidance, lead_facts, list_pages,
    questions, relations, repeated_quotes, source_text_page,
};
use crate::diagnostic::Diagnostic;
use crate::schema::{BuiltinType, LocalizedText, PrintForm};
use crate::site::entry::{LanguageVersion, RemovedInfo};
use crate::site::resolve_citation::QuoteCheck;
use crate::site::{EntryIndex, EntryOrigin, entry_citations};
use crate::theme::PlainText;
use crate::theme::model::{
    BodyModel, ChildLink, EntryModel, LanguageFallback, LinkModel, LocalizedString, PageModel,
    RemovedModel, SafeHtml,
};
use std::collections::BTreeSet;

/// The longest description that is made from a text.
const MAX_DESCRIPTION_LETTERS: usize = 200;

/// Renders an entry's page.
pub(super) fn entry_page(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let entry = ctx.site.entry_at(entry_index);
    if matches!(entry.origin, EntryOrigin::Mentioned) {
        return list_pages::tag_page(ctx, entry_index);
    }
    let model = entry_model(ctx, collector, entry_index);
    let page = entry_layout(ctx, collector, entry_index, &model);
    if let Some(diagnostic) = collector.template_errors.pop() {
        return Err(Box::new(diagnostic));
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("entry", &model);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "entry.html", &context)
}

/// Returns what an entry's page shows.
fn entry_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> EntryModel {
    let mut model = entry_content(ctx, collector, entry_index, FactsForm::Folded);
    model.questions = questions::entry_questions(ctx, collector, entry_index);
    repeated_quotes::mark_in_questions(&mut model.questions);
    model.sources = collector.numbering.take_list(ctx);
    model.relations = relations::relation_models(ctx, collector, entry_index);
    model.n_relations = model.relations.iter().map(|relation| relation.items.len()).sum();
    model.versions = document_versions::version_list(ctx, entry_index);
    model.children = list_pages::child_links(ctx, entry_index);
    model.mentions = mentions::mentions_model(ctx, entry_index, 1);
    model.tags = tag_links(ctx, entry_index);
    model.is_folded = !model.fields.is_empty()
        || !model.questions.is_empty()
        || !model.relations.is_empty()
        || model.mentions.is_some()
        || model.sources.is_some();
    model
}

/// How the facts of an entry are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactsForm {
    /// A few at the top, and all of them folded.
    Folded,
    /// All of them.
    All,
}

/// Returns what an entry says of itself, without what leads to other pages and without the list of
/// its sources.
pub(super) fn entry_content(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    facts_form: FactsForm,
) -> EntryModel {
    let entry = ctx.site.entry_at(entry_index);
    let version = entry.language_version(ctx.localized.language_tag);
    // Invariant: the parts that cite are rendered in page order, which numbers the sources.
    let banners = banner::entry_banners(ctx, collector, entry_index);
    // A page without a description begins with the first paragraph of its text.
    let begins_with_text = entry.description.is_none();
    let mut body = None;
    if begins_with_text {
        body = version.and_then(|version| body_model(ctx, collector, entry_index, version));
    }
    let mut facts = match facts_form {
        FactsForm::Folded => lead_facts::page_facts(ctx, collector, entry_index, &banners),
        FactsForm::All => PageFacts {
            lead: Vec::new(),
            all: field_models::entry_fields(ctx, collector, entry_index),
        },
    };
    repeated_quotes::mark_in_fields(&mut facts.lead);
    repeated_quotes::mark_in_fields(&mut facts.all);
    if !begins_with_text {
        body = version.and_then(|version| body_model(ctx, collector, entry_index, version));
    }
    let has_facts = !facts.lead.is_empty() || facts_form == FactsForm::All;
    let has_answer = begins_with_text && (has_facts || shows_contents(ctx, entry_index, version));
    let answer = body.as_mut().filter(|_| has_answer).and_then(take_first_paragraph);
    let body = body.filter(|body| !body.html.markup().trim().is_empty());
    let source_text = source_text_page::source_text_model(ctx, collector, entry_index);
    let mut readings = questions::question_readings(ctx, collector, entry_index);
    repeated_quotes::mark_in_readings(&mut readings);
    let (lede, lede_language) = entry.description.as_ref().map_or((None, None), |text| {
        let (text, language) = ctx.localized_text(text);
        (Some(markdown_text::typeset(ctx, &text, language.as_deref())), language)
    });
    EntryModel {
        kind: entry.entry_type.id.to_string(),
        kind_name: (!entry.is_page()).then(|| ctx.localized_text(&entry.entry_type.name).0),
        lede,
        lede_language,
        answer,
        fallback: language_fallback(ctx, entry_index),
        removed: entry.meta.removed.as_ref().map(|it| removed_notice(ctx, entry_index, it)),
        banners: banners.into_iter().map(|banner| banner.model).collect(),
        is_draft: ctx.site.kept_back_reason(entry_index).is_some(),
        lead: facts.lead,
        n_facts: facts.all.iter().map(|field| field.values.len()).sum(),
        fields: facts.all,
        body,
        source_text,
        versions: None,
        n_relations: 0,
        relations: Vec::new(),
        children: Vec::new(),
        mentions: None,
        tags: Vec::new(),
        questions: Vec::new(),
        readings,
        sources: None,
        is_folded: false,
    }
}

/// Returns whether an entry is a chapter of the book: it is published, written in the page's
/// language, and has a text of its own.
pub(super) fn is_in_book(ctx: &PageContext<'_>, entry_index: EntryIndex) -> bool {
    let entry = ctx.site.entry_at(entry_index);
    ctx.site.is_published(entry_index)
        && ctx.is_written_in_language(entry_index)
        && entry.meta.removed.is_none()
        && !matches!(entry.origin, EntryOrigin::Mentioned)
}

/// Returns the layout of an entry's page, whose parts are rendered already.
fn entry_layout(
    ctx: &PageContext<'_>,
    collector: &PageCollector,
    entry_index: EntryIndex,
    model: &EntryModel,
) -> PageModel {
    let entry = ctx.site.entry_at(entry_index);
    let version = entry.language_version(ctx.localized.language_tag);
    let (title, title_language) = ctx.entry_title(entry_index);
    let mut page = page_layout(
        ctx,
        PageMeta {
            description: model.lede.clone().or_else(|| description_of(ctx, entry_index, version)),
            table_of_contents: table_of_contents(ctx, version, model.source_text.as_ref()),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            written_in: ctx.site.languages_of(entry_index),
            title,
            title_language,
            entry: Some(entry_index),
            section: ctx.site.tree.home.get(entry_index.0).copied().flatten(),
            needs_page_styles: collector.needs_page_styles || has_page_styles(ctx, model),
            as_of: ctx.site.config.as_of.filter(|_| collector.uses_as_of_date),
        },
    );
    if entry.meta.removed.is_some() {
        page.head.hide_from_search_engines();
    }
    if model.source_text.is_some() {
        page.head.reading.push(ctx.href(&format!("/{}", ctx.theme.source_script_path())));
    }
    page.has_sources = model.sources.is_some();
    let print = Some(entry.entry_type.print).filter(|print| *print != PrintForm::default());
    page.print = print.map(|print| print.as_str().to_owned());
    page.is_verbatim = entry.entry_type.is(BuiltinType::Document)
        || page.is_front && title_is_quoted(ctx, entry_index, &page);
    if !page.contents.is_empty() {
        page.contents.extend(folded_contents(ctx, model));
    }
    page.title_id = title_id(ctx, entry_index);
    page
}

/// Returns whether an entry's page has a part that needs more styles than those of every page.
fn has_page_styles(ctx: &PageContext<'_>, model: &EntryModel) -> bool {
    let body = model.body.as_ref();
    model.source_text.is_some()
        || model.versions.is_some()
        || model.removed.is_some()
        || !model.banners.is_empty()
        || !model.lead.is_empty()
        || !model.fields.is_empty()
        || !model.questions.is_empty()
        || !model.readings.is_empty()
        || !model.relations.is_empty()
        || model.mentions.is_some()
        || !model.tags.is_empty()
        || body.is_some_and(|body| ctx.theme.needs_page_styles(body.html.markup()))
}

/// Returns what is shown in place of a removed text.
fn removed_notice(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    removed: &RemovedInfo,
) -> RemovedModel {
    let sentence = |text: &LocalizedText| {
        let (text, language) = ctx.localized_text(text);
        LocalizedString { text: with_full_stop(&text), language }
    };
    RemovedModel {
        on: removed.on.as_ref().map(|date| {
            let on = match (date.value, date.earliest, date.latest) {
                (Some(day), None, None) => ctx.strings().on_day_phrase(day),
                _ => ctx.strings().date_phrase(date),
            };
            SafeHtml::new(&field_html::phrase_html(ctx, &on))
        }),
        reason: removed.reason.as_ref().map(sentence),
        decision: removed.decision.as_ref().map(sentence),
        successor: ctx.site.find_successor(entry_index).map(|it| ctx.entry_link(it)),
        asked: guidance::asked_links(ctx),
    }
}

/// Returns a text with a full stop at its end, unless it ends as a sentence does.
fn with_full_stop(text: &str) -> String {
    let text = text.trim();
    let is_complete = text.is_empty() || text.ends_with(['.', '!', '?', '…', '”', '"']);
    if is_complete { text.to_owned() } else { format!("{text}.") }
}

/// Renders the page at an old address of an entry, which redirects to the entry.
pub(super) fn redirect_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let entry = ctx.site.entry_at(entry_index);
    let (title, title_language) = ctx.entry_title(entry_index);
    let mut page = page_layout(
        ctx,
        PageMeta {
            title,
            title_language,
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            written_in: ctx.site.languages_of(entry_index),
            ..PageMeta::default()
        },
    );
    page.head.refresh = Some(ctx.href(ctx.entry_address(entry_index)));
    let mut context = tera::Context::new();
    context.insert("page", &page);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "redirect.html", &context)
}

/// Returns the start of an entry's text, as its description.
fn description_of(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: Option<&LanguageVersion>,
) -> Option<String> {
    let version = version?;
    let text = ctx.site.version_text(entry_index, version);
    let summary =
        PlainText::new(ctx.localized, ctx.strings()).summary(text, MAX_DESCRIPTION_LETTERS);
    let tag = version.written_in.as_ref().unwrap_or(&version.language);
    let summary = markdown_text::typeset(ctx, &summary, Some(&tag.0));
    (!summary.is_empty()).then_some(summary)
}

/// Returns the language that an entry is shown in, if it is not written in the page's language.
fn language_fallback(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<LanguageFallback> {
    let written = ctx.site.languages_of(entry_index)?;
    if written.contains(ctx.localized.language_tag) {
        return None;
    }
    let tag = written.first()?;
    let key = format!("language-{}", tag.0);
    let name = ctx.strings().find_str(&key).unwrap_or(&tag.0).to_owned();
    Some(LanguageFallback { language: tag.0.to_string(), name })
}

/// Returns whether the page's title is quoted from a source: it is part of a verified quote that
/// the entry cites.
fn title_is_quoted(ctx: &PageContext<'_>, entry_index: EntryIndex, page: &PageModel) -> bool {
    let entry = ctx.site.entry_at(entry_index);
    entry_citations::entry_citations(entry).any(|(_, citation)| {
        let quote = citation.quote.as_ref();
        quote.is_some_and(|quote| quote.text.contains(&page.title))
            && ctx.site.resolve_citation(citation, entry).quote_check() == QuoteCheck::Verified
    })
}

/// Returns the id of the title: the anchor of the heading that it was taken from, unless something
/// else on the page has that id.
pub(super) fn title_id(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<String> {
    let entry = ctx.site.entry_at(entry_index);
    let version = entry.language_version(ctx.localized.language_tag)?;
    let heading = version.body.outline.headings.get(version.title_heading?)?;
    let is_free = !markdown_text::reserved_ids(ctx, entry_index).contains(&&*heading.anchor);
    (is_free && !heading.anchor.is_empty()).then(|| heading.anchor.clone())
}

/// Renders an entry's own text. `None` means there is nothing to show.
fn body_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    version: &LanguageVersion,
) -> Option<BodyModel> {
    if version.body.text().trim().is_empty() {
        return None;
    }
    let text = PageText::of_page(ctx, entry_index, version);
    let html = markdown_text::markdown_html(ctx, collector, text);
    let tag = version.written_in.as_ref().unwrap_or(&version.language);
    let language = (tag != ctx.localized.language_tag).then(|| tag.0.to_string());
    (!html.trim().is_empty()).then(|| BodyModel { html: SafeHtml::new(&html), language })
}

/// Takes the first paragraph out of a text, if the text begins with one.
fn take_first_paragraph(body: &mut BodyModel) -> Option<BodyModel> {
    let (first, rest) = body.html.markup().split_once("</p>")?;
    // Source marks may be before it.
    let (before, paragraph) = first.split_once("<p")?;
    let has_only_marks =
        before.split("-->").all(|part| part.trim().is_empty() || part.trim().starts_with("<!--"));
    if !has_only_marks || !paragraph.starts_with(['>', ' ']) {
        return None;
    }
    let answer =
        BodyModel { html: SafeHtml::new(&format!("{first}</p>")), language: body.language.clone() };
    body.html = SafeHtml::new(rest);
    Some(answer)
}

/// Returns links to an entry's tags, each once.
fn tag_links(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<LinkModel> {
    let tags = ctx.site.entry_at(entry_index).meta.tags.iter();
    let mut seen = BTreeSet::new();
    let tags = tags.filter_map(|(tag, _)| ctx.site.find_tag(tag)).filter(|tag| seen.insert(*tag));
    tags.map(|tag| ctx.entry_link(tag)).collect()
}

/// Returns an entry as an item of a list, with its description or the start of its text.
pub(super) fn child_link(ctx: &PageContext<'_>, entry_index: EntryIndex) -> ChildLink {
    let entry = ctx.site.entry_at(entry_index);
    let description = entry.description.as_ref().map(|text| {
        let (text, language) = ctx.localized_text(text);
        markdown_text::typeset(ctx, &text, language.as_deref())
    });
    let summary = description.or_else(|| {
        // A text in another language would need a `lang` attribute, which a list does not have.
        entry
            .language_version(ctx.localized.language_tag)
            .filter(|version| version.language == *ctx.localized.language_tag)
            .and_then(|version| description_of(ctx, entry_index, Some(version)))
    });
    let (link, replaced) = (ctx.entry_link(entry_index), ctx.replaced_mark(entry_index));
    ChildLink { link, replaced, summary, count: None }
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::render::render_with_source_marks;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};

    /// Returns the HTML of the page of `forum`, without source marks.
    fn forum_html(forum: &str) -> String {
        let files = FileSet::from_texts(&[
            ("site.yaml", "title: Test\nlanguages: [en]\n"),
            (
                "_types/forum.yaml",
                "name: Forum\nfields:\n  purpose: {label: Purpose, kind: markdown}\n",
            ),
            ("deed.txt", "[P1]\nOne.\n\n[P2]\nTwo.\n\n[P3]\nThree.\n"),
            ("deed.md", "---\ntype: document\ntext: deed.txt\n---\n"),
            ("why.md", "---\ntype: question\nabout: forum\n---\n# Why?\n\nAsked [@deed P3].\n"),
            ("forum.md", forum),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
        let entry_index = site.find_id("forum").unwrap();
        let page =
            render_with_source_marks(&site, &theme, entry_index, LanguageIndex::default()).unwrap();
        page.html
    }

    /// Returns the addresses of the paragraphs that the list of sources links to, in order.
    fn listed_paragraphs(html: &str) -> Vec<&str> {
        let list = html.split("id=\"source-").skip(1);
        list.filter_map(|item| item.split("deed/#").nth(1)?.get(..2)).collect()
    }

    #[test]
    fn sources_are_numbered_in_page_order() {
        // Without a description the text begins with the answer, so its numbers come first.
        for (description, order) in
            [("description: Why it is.\n", ["P2", "P1", "P3"]), ("", ["P1", "P2", "P3"])]
        {
            let html = forum_html(&format!(
                "---\ntype: forum\n{description}purpose: For this [@deed P2].\n---\n\
                 Text [@deed P1], [@deed P2].\n"
            ));
            assert_eq!(listed_paragraphs(&html), order);
            let markers = html.matches("class=\"cite\"").count();
            let first_markers = html.matches("id=\"cite-").count();
            assert_eq!((markers, first_markers), (4, 3));
        }
    }

    #[test]
    fn the_answer_comes_before_the_contents() {
        let html = forum_html("---\ntype: forum\n---\nYes.\n\n## A\n\n## B\n\n## C\n");
        let [answer, contents] = ["Yes.</p>", "class=\"contents\""].map(|text| html.find(text));
        assert!(answer.is_some() && answer < contents, "{answer:?} {contents:?}");
    }
}
