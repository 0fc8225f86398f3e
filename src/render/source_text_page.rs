//! A paper's own text, paragraph by paragraph, and what rests on each.

use super::body::with_nowrap;
use super::layout::{PageMeta, page_layout};
use super::model::{
    ChildLink, CitedBy, CitedByField, ListPageGroup, ListPageModel, PageLinks,
    SourceParagraphModel, SourcePieceModel, SourceSectionModel, SourceTextModel,
};
use super::model::{LinkModel, SafeHtml};
use super::page_context::PageContext;
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::{BuiltinType, EvidenceStatus};
use crate::site::citation_index::{CitationSite, CitingEntry, ParagraphUsage};
use crate::site::source_text::{self, SourceParagraph};
use crate::site::{EntryIndex, RESTING_PER_PAGE};
use std::ops::Range;

/// The text that a document stands for.
pub(super) fn source_text_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Option<SourceTextModel> {
    let site = ctx.site;
    let entry = site.entry_at(entry_index);
    let text = site.source_texts.get(&entry.id)?;
    ctx.require_view_styles();
    let silent = site.uncitable_locators(entry);
    let none = ParagraphUsage::default();
    let mut sections: Vec<SourceSectionModel> = Vec::new();
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        if sections.is_empty() || paragraph.section.is_some() {
            let heading = paragraph.section.clone();
            sections.push(SourceSectionModel { heading, paragraphs: Vec::new() });
        }
        let load = site.paragraph_usage(entry_index).get(number).unwrap_or(&none);
        let is_silent = silent.contains_key(&*paragraph.locator);
        let state = match load.resting.is_empty() {
            false => "cited",
            true if is_silent => "silent",
            true => "open",
        };
        let more = (load.resting.len() > RESTING_PER_PAGE).then(|| LinkModel {
            title: ctx.strings().format("see-all", &[("count", &load.resting.len().to_string())]),
            href: ctx.href(&ctx.citations_address(entry_index, &paragraph.locator, 2)),
            language: None,
        });
        let shown = load.resting.iter().take(RESTING_PER_PAGE);
        let view = SourceParagraphModel {
            // A second paragraph of one name cannot be cited, and has no address.
            locator: match text.is_first_with_locator(number) {
                true => paragraph.locator.clone(),
                false => String::new(),
            },
            pieces: highlighted_pieces(ctx, (text, paragraph), &load.quote_ranges),
            state: state.into(),
            rests: shown.map(|one| cited_by_model(ctx, one)).collect(),
            more,
        };
        if let Some(section) = sections.last_mut() {
            section.paragraphs.push(view);
        }
    }
    let tag = entry.meta.language.as_ref().unwrap_or(site.default_language());
    let preamble = text.preamble.trim();
    Some(SourceTextModel {
        language: (tag != ctx.language_tag).then(|| tag.0.to_string()),
        preamble: (!preamble.is_empty()).then(|| preamble.to_owned()),
        sections,
    })
}

/// Words that claims rest on, and words that none does, in turn.
fn highlighted_pieces(
    ctx: &PageContext<'_>,
    (text, paragraph): (&source_text::SourceText, &SourceParagraph),
    cited: &[Range<usize>],
) -> Vec<SourcePieceModel> {
    let mut pieces = Vec::new();
    let mark = text.source.as_ref().map(|source| {
        ctx.source_marker(|| Span::new(source, paragraph.marker.start..paragraph.marker.start))
    });
    let mut mark = mark.unwrap_or_default();
    let text = &paragraph.text;
    let mut push = |range: Range<usize>, is_cited| {
        let words = text.get(range).unwrap_or_default();
        if !words.is_empty() {
            let text = SafeHtml::new(&(std::mem::take(&mut mark) + &with_nowrap(words)));
            pieces.push(SourcePieceModel { text, is_cited });
        }
    };
    let mut at = 0;
    for range in cited {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..text.len(), false);
    pieces
}

fn cited_by_model(ctx: &PageContext<'_>, resting: &CitingEntry) -> CitedBy {
    let entry = ctx.site.entry_at(resting.entry);
    let link = ctx.entry_link(resting.entry);
    let field = |place: &CitationSite| {
        let CitationSite::Field(id, standing) = place else { return None };
        let field = entry.kind.find_field(id)?;
        let is_usual = *standing == EvidenceStatus::Sourced;
        let title = ctx.localized_text(&field.label).0;
        let mark = || ctx.strings().get_str(&format!("standing-{}", standing.as_str())).to_owned();
        Some(CitedByField {
            link: LinkModel { title, href: format!("{}#{id}", link.href), language: None },
            standing: (!is_usual).then(|| standing.as_str().to_owned()),
            mark: (!is_usual).then(mark),
        })
    };
    CitedBy {
        fields: resting.citation_sites.iter().filter_map(field).collect(),
        is_question: entry.kind.is(BuiltinType::Question),
        link,
    }
}

/// Renders a further page of what rests on a paragraph.
pub(super) fn paragraph_citations_page(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (paragraph, number): (usize, usize),
) -> Result<String, Box<Diagnostic>> {
    let site = ctx.site;
    let text = site.source_texts.get(&site.entry_at(entry_index).id);
    let locator = text
        .and_then(|text| text.paragraphs.get(paragraph))
        .map_or("", |p: &SourceParagraph| &p.locator);
    let all =
        site.paragraph_usage(entry_index).get(paragraph).map_or(&[][..], |load| &load.resting);
    let shown = all.iter().skip((number - 1) * RESTING_PER_PAGE).take(RESTING_PER_PAGE);
    let items = shown.map(|one| {
        let rest = cited_by_model(ctx, one);
        let labels: Vec<&str> = rest.fields.iter().map(|field| &*field.link.title).collect();
        let summary = (!labels.is_empty()).then(|| labels.join(", "));
        ChildLink { link: rest.link, summary, count: None }
    });
    let title = ctx.strings().format("cited-by", &[("locator", locator)]);
    let languages = site.config.language_indexes();
    let address = |language_index| {
        ctx.with_language(language_index).citations_address(entry_index, locator, number)
    };
    let mut page = page_layout(
        ctx,
        PageMeta {
            title: format!("{title}: {}", ctx.entry_title(entry_index).0),
            section: site.tree.home.get(entry_index.0).copied().flatten(),
            addresses: languages.map(address).collect(),
            ..PageMeta::default()
        },
    );
    // A list that goes on is no page to find by searching.
    page.head.is_noindex = true;
    page.head.canonical = None;
    page.head.alternates.clear();
    let href = |number: usize| match number {
        1 => format!("{}#{locator}", ctx.href(ctx.entry_address(entry_index))),
        _ => ctx.href(&ctx.citations_address(entry_index, locator, number)),
    };
    let total = all.len().div_ceil(RESTING_PER_PAGE);
    let list = ListPageModel {
        lede: None,
        groups: vec![ListPageGroup { heading: None, anchor: None, items: items.collect() }],
        paging: Some(PageLinks {
            number,
            total,
            previous: Some(href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
        }),
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("list", &list);
    ctx.theme.render_template(&ctx.language_tag.0, "list.html", &context)
}
