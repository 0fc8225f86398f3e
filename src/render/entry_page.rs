//! An entry's own page.

use super::layout::{PageMeta, page_layout};
use super::markdown_text::{self, TextRef};
use super::mentions;
use super::model::{
    BodyModel, ChildLink, EntryModel, LanguageFallback, LinkModel, LocalizedString, PageModel,
    RemovedModel, SafeHtml, TocItem,
};
use super::page_context::PageContext;
use super::{banner, dates, field_html, list_pages, questions, relations, source_text_page};
use crate::diagnostic::Diagnostic;
use crate::parse::OutlineHeading;
use crate::schema::{BuiltinType, LocalizedText};
use crate::site::resolve_citation::QuoteCheck;
use crate::site::{EntryIndex, EntryOrigin, LanguageVersion, RemovedInfo, citation_index};
use std::collections::BTreeSet;

/// A page with fewer headings needs no list of them.
const MIN_CONTENTS: usize = 3;

/// Renders the page.
pub(super) fn entry_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let site = ctx.site;
    let entry = site.entry_at(entry_index);
    if matches!(entry.origin, EntryOrigin::Mentioned) {
        return list_pages::tag_page(ctx, entry_index);
    }
    let version = entry.language_version(ctx.language_tag);
    let home = site.tree.home.get(entry_index.0).copied().flatten();
    let (title, title_language) = ctx.entry_title(entry_index);
    let (description, lede_language) = match &entry.description {
        Some(text) => {
            let (words, language) = ctx.localized_text(text);
            (Some(markdown_text::typeset(ctx, &words, language.as_deref())), language)
        }
        None => (None, None),
    };
    let mut page = page_layout(
        ctx,
        PageMeta {
            description: description.clone().or_else(|| description_of(ctx, entry_index, version)),
            table_of_contents: version.map_or_else(Vec::new, table_of_contents),
            addresses: entry.addresses.iter().map(ToString::to_string).collect(),
            written_in: ctx.site.languages_of(entry_index),
            title,
            title_language,
            entry: Some(entry_index),
            section: home,
        },
    );
    page.head.is_noindex |= entry.meta.removed.is_some();
    page.is_verbatim = entry.kind.is(BuiltinType::Document)
        || page.is_front && title_is_quoted(ctx, entry_index, &page);
    page.title_id = version.and_then(|version| title_id(ctx, entry_index, version));
    let view = EntryModel {
        kind: entry.kind.id.to_string(),
        kind_name: (!entry.is_page()).then(|| ctx.localized_text(&entry.kind.name).0),
        lede: description,
        lede_language,
        fallback: language_fallback(ctx, entry_index),
        removed: entry.meta.removed.as_ref().map(|removed| removed_notice(ctx, removed)),
        banners: banner::entry_banners(ctx, entry_index),
        is_draft: entry.meta.is_draft,
        fields: field_html::entry_fields(ctx, entry_index),
        body: version.and_then(|version| body_model(ctx, entry_index, version)),
        source_text: source_text_page::source_text_model(ctx, entry_index),
        relations: relations::relation_models(ctx, entry_index),
        children: list_pages::child_links(ctx, entry_index),
        mentions: mentions::mentions_model(ctx, entry_index, 1),
        tags: tag_links(ctx, entry_index),
        questions: questions::entry_questions(ctx, entry_index),
        readings: questions::question_readings(ctx, entry_index),
        sources: ctx.sources.borrow_mut().take_items(),
    };
    let has_relations = !view.relations.is_empty();
    if has_relations || !view.questions.is_empty() || !view.readings.is_empty() {
        ctx.require_view_styles();
    }
    page.head.style = ctx.stylesheet_href();
    page.foot.as_of = ctx.as_of_date_used().map(|day| dates::day_model(day, ctx.strings()));
    if let Some(diagnostic) = ctx.faults.borrow_mut().pop() {
        return Err(Box::new(diagnostic));
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("entry", &view);
    ctx.theme.render_template(&ctx.language_tag.0, "entry.html", &context)
}

fn removed_notice(ctx: &PageContext<'_>, removed: &RemovedInfo) -> RemovedModel {
    let wording = |text: &LocalizedText| {
        let (text, language) = ctx.localized_text(text);
        LocalizedString { text: capitalize_sentence(&text), language }
    };
    RemovedModel {
        on: removed.on.as_ref().map(|date| dates::date_model(date, ctx.strings())),
        reason: removed.reason.as_ref().map(wording),
        decision: removed.decision.as_ref().map(wording),
    }
}

/// Words that end as a sentence does: others follow them.
fn capitalize_sentence(words: &str) -> String {
    let words = words.trim();
    let is_ended = words.is_empty() || words.ends_with(['.', '!', '?', '…', '”', '"']);
    if is_ended { words.to_owned() } else { format!("{words}.") }
}

/// Renders the page of an old address.
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
    ctx.theme.render_template(&ctx.language_tag.0, "redirect.html", &context)
}

fn description_of(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: Option<&LanguageVersion>,
) -> Option<String> {
    let version = version?;
    let segments = &version.body.outline.summary;
    let summary = markdown_text::join_segments(ctx, entry_index, version, segments);
    let summary = markdown_text::typeset(ctx, &summary, Some(&version.language.0));
    (!summary.is_empty()).then_some(summary)
}

/// The language that stands in for the page's, if the entry has no words in that.
fn language_fallback(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<LanguageFallback> {
    let written = ctx.site.languages_of(entry_index)?;
    if written.contains(ctx.language_tag) {
        return None;
    }
    let tag = written.first()?;
    let key = format!("language-{}", tag.0);
    let name = ctx.strings().find_str(&key).unwrap_or(&tag.0).to_owned();
    Some(LanguageFallback { language: tag.0.to_string(), name })
}

/// Whether the page's title is a source's own words: a quote that the entry cites, and that stands
/// in the source, holds it letter for letter.
fn title_is_quoted(ctx: &PageContext<'_>, entry_index: EntryIndex, page: &PageModel) -> bool {
    let entry = ctx.site.entry_at(entry_index);
    citation_index::entry_citations(entry).into_iter().any(|(_, citation)| {
        let quote = citation.quote.as_ref();
        quote.is_some_and(|quote| quote.text.contains(&page.title))
            && ctx.site.resolve_citation(citation, entry).verified == QuoteCheck::Verified
    })
}

/// Links to the heading that became the title lead to the title, unless a field has that id.
fn title_id(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: &LanguageVersion,
) -> Option<String> {
    let heading = version.body.outline.headings.get(version.title_heading?)?;
    let is_free = !markdown_text::reserved_ids(ctx, entry_index).contains(&&*heading.anchor);
    (is_free && !heading.anchor.is_empty()).then(|| heading.anchor.clone())
}

fn body_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: &LanguageVersion,
) -> Option<BodyModel> {
    if version.body.text().trim().is_empty() {
        return None;
    }
    let html = markdown_text::markdown_html(ctx, TextRef::new(ctx, entry_index, version));
    let tag = version.written_in.as_ref().unwrap_or(&version.language);
    let language = (tag != ctx.language_tag).then(|| tag.0.to_string());
    (!html.trim().is_empty()).then(|| BodyModel { html: SafeHtml::new(&html), language })
}

/// The headings that stand at the second and third level of the page.
fn table_of_contents(version: &LanguageVersion) -> Vec<TocItem> {
    let shift = u8::from(markdown_text::needs_heading_shift(&version.body, version.title_heading));
    let shown = |(number, heading): (usize, &OutlineHeading)| {
        let level = heading.level + shift;
        let is_shown = Some(number) != version.title_heading
            && (2..=3).contains(&level)
            && !heading.text.trim().is_empty();
        is_shown.then(|| TocItem {
            title: heading.text.trim().to_owned(),
            href: format!("#{}", heading.anchor),
            level,
        })
    };
    let headings = version.body.outline.headings.iter().enumerate();
    let items: Vec<TocItem> = headings.filter_map(shown).collect();
    if items.len() < MIN_CONTENTS { Vec::new() } else { items }
}

fn tag_links(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<LinkModel> {
    let tags = ctx.site.entry_at(entry_index).meta.tags.iter();
    let mut seen = BTreeSet::new();
    let own = tags.filter_map(|(tag, _)| ctx.site.find_tag(tag)).filter(|tag| seen.insert(*tag));
    own.map(|tag| ctx.entry_link(tag)).collect()
}

/// What a list says of an entry besides its title.
pub(super) fn child_link(ctx: &PageContext<'_>, entry_index: EntryIndex) -> ChildLink {
    let entry = ctx.site.entry_at(entry_index);
    let said = entry.description.as_ref().map(|text| {
        let (words, language) = ctx.localized_text(text);
        markdown_text::typeset(ctx, &words, language.as_deref())
    });
    let summary = said.or_else(|| {
        // Another language's first words would need a mark of their own; a list does without.
        entry
            .language_version(ctx.language_tag)
            .filter(|v| v.language == *ctx.language_tag)
            .and_then(|v| description_of(ctx, entry_index, Some(v)))
    });
    ChildLink { link: ctx.entry_link(entry_index), summary, count: None }
}
