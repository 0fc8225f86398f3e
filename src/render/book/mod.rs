//! The book: one page with all pages in reading order, for paper.
//!
//! A page becomes a chapter, with its answer, facts, text, questions and source text. What leads to
//! other pages, such as mentions, is left out. Links between chapters lead within the book, and
//! all sources are listed at its end.

mod chapter_html;

use super::entry_page::{self, FactsForm};
use super::layout::{PageMeta, page_layout};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{list_pages, section_order};
use crate::diagnostic::Diagnostic;
use crate::schema::BuiltinType;
use crate::site::EntryIndex;
use crate::site::address::percent_encode;
use crate::site::section_tree::{SectionChild, SectionIndex};
use crate::theme::model::{
    BookChapter, BookModel, ChapterModel, PageModel, SafeHtml, SourceListModel,
};
use chapter_html::{BookAnchors, ChapterRewriter};
use std::collections::BTreeSet;

/// The theme's string that is the folder of the book.
pub(super) const ADDRESS_KEY: &str = "address-book";
/// The anchor of the list of sources.
const SOURCES_ANCHOR: &str = "book-sources";
/// The level of the pages in the site's root.
const FIRST_LEVEL: usize = 1;
/// The level of the heading of a chapter of the first level.
const FIRST_HEADING_LEVEL: usize = 2;
/// Deeper chapters have headings of this level.
const LAST_HEADING_LEVEL: usize = 4;

/// A place in the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ChapterPlace {
    entry_index: EntryIndex,
    /// How many chapters it is inside, and 1.
    level: usize,
}

/// Renders the book.
pub(super) fn book_page(ctx: &PageContext<'_>) -> Result<String, Box<Diagnostic>> {
    let places = reading_order(ctx);
    let mut anchors = BookAnchors::default();
    let mut collector = PageCollector::default();
    let mut pages = Vec::with_capacity(places.len());
    for place in places {
        let address = ctx.entry_address(place.entry_index);
        let anchor = chapter_anchor(address);
        let html = chapter_html(ctx, &mut collector, place.entry_index)?;
        let inside = chapter_html::ids_in(&html).map(|id| format!("{anchor}:{id}"));
        anchors.inside.extend(inside);
        anchors.chapters.insert(ctx.href(address), anchor);
        pages.push((place, html));
    }
    let chapters = pages.into_iter().map(|(place, html)| book_chapter(ctx, place, &html, &anchors));
    let chapters = chapters.collect();
    let sources = collector.numbering.take_list(ctx);
    let sources = sources.map(|sources| source_list(ctx, &sources, &anchors)).transpose()?;
    let book = BookModel { chapters, sources };
    let page = book_layout(ctx, &collector);
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("book", &book);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "book.html", &context)
}

fn book_layout(ctx: &PageContext<'_>, collector: &PageCollector) -> PageModel {
    let mut page = page_layout(
        ctx,
        PageMeta {
            title: ctx.strings().get_str("book").to_owned(),
            addresses: list_pages::generated_addresses(ctx, ADDRESS_KEY),
            section: Some(SectionIndex(0)),
            needs_page_styles: true,
            as_of: ctx.site.config.as_of.filter(|_| collector.uses_as_of_date),
            ..PageMeta::default()
        },
    );
    // Every sentence of the book is also on the page of its entry.
    page.head.hide_from_search_engines();
    page
}

/// Returns the anchor of the chapter of a page. No address has a colon, which separates it from the
/// anchors inside the chapter.
fn chapter_anchor(address: &str) -> String {
    format!("page-{}", address.trim_matches('/'))
}

/// Renders a page as a chapter, with the anchors and levels of a page of its own.
fn chapter_html(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let (title, language) = chapter_title(ctx, entry_index);
    collector.begin_page();
    let questions = ctx.site.questions_naming(entry_index).into_iter();
    let chapter = ChapterModel {
        title,
        language,
        title_id: entry_page::title_id(ctx, entry_index),
        is_verbatim: ctx.site.entry_at(entry_index).entry_type.is(BuiltinType::Document),
        entry: entry_page::entry_content(ctx, collector, entry_index, FactsForm::All),
        questions: questions.map(|it| ctx.entry_link(it)).collect(),
    };
    if let Some(diagnostic) = collector.template_errors.pop() {
        return Err(Box::new(diagnostic));
    }
    let mut context = tera::Context::new();
    context.insert("chapter", &chapter);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "chapter.html", &context)
}

/// Returns the title of a chapter, and its language if it is not the page's. The front page is
/// called start, because its title is the site's name.
fn chapter_title(ctx: &PageContext<'_>, entry_index: EntryIndex) -> (String, Option<String>) {
    let is_front = ctx.entry_address(entry_index) == ctx.section_address(SectionIndex(0));
    match is_front {
        true => (ctx.strings().get_str("start").to_owned(), None),
        false => ctx.entry_title(entry_index),
    }
}

/// Moves a page into the book.
fn book_chapter(
    ctx: &PageContext<'_>,
    place: ChapterPlace,
    html: &str,
    anchors: &BookAnchors,
) -> BookChapter {
    let (title, language) = chapter_title(ctx, place.entry_index);
    let anchor = chapter_anchor(ctx.entry_address(place.entry_index));
    // On a page of its own, the title is of the first level.
    let heading_level = (FIRST_HEADING_LEVEL + place.level - 1).min(LAST_HEADING_LEVEL);
    let rewriter = ChapterRewriter { anchor: &anchor, anchors, heading_shift: heading_level - 1 };
    let html = SafeHtml::new(&rewriter.rewrite(html));
    let href = format!("#{}", percent_encode(&anchor));
    BookChapter { title, language, anchor, href, level: place.level, html }
}

/// Returns the list of all sources, whose links lead to the chapters of documents.
fn source_list(
    ctx: &PageContext<'_>,
    sources: &SourceListModel,
    anchors: &BookAnchors,
) -> Result<SafeHtml, Box<Diagnostic>> {
    let mut context = tera::Context::new();
    context.insert("sources", sources);
    let tag = &ctx.localized.language_tag.0;
    let html = ctx.theme.render_component(tag, "entry.sources", &context)?;
    let rewriter = ChapterRewriter { anchor: SOURCES_ANCHOR, anchors, heading_shift: 0 };
    Ok(SafeHtml::new(&rewriter.rewrite(&html)))
}

/// Returns the pages in the order of sections and of the lists in them. The front page is first,
/// and the index of a section is before its pages.
fn reading_order(ctx: &PageContext<'_>) -> Vec<ChapterPlace> {
    let mut order = Vec::new();
    let mut seen: BTreeSet<EntryIndex> = BTreeSet::new();
    // What is still to be read, the next at the end.
    let mut stack = vec![(SectionChild::Section(SectionIndex(0)), FIRST_LEVEL)];
    while let Some((child, level)) = stack.pop() {
        let (entry_index, children) = match child {
            SectionChild::Entry(entry_index) => (Some(entry_index), Vec::new()),
            SectionChild::Section(section_index) => {
                let Some(section) = ctx.site.tree.sections.get(section_index.0) else { continue };
                (section.index, section_order::ordered_children(ctx, section).into_owned())
            }
        };
        let chapter = entry_index.filter(|it| entry_page::is_in_book(ctx, *it) && seen.insert(*it));
        // The pages below the front page are chapters beside it.
        let is_root = child == SectionChild::Section(SectionIndex(0));
        let is_deeper = chapter.is_some() && !is_root;
        if let Some(entry_index) = chapter {
            order.push(ChapterPlace { entry_index, level });
        }
        let level = if is_deeper { level + 1 } else { level };
        stack.extend(children.into_iter().rev().map(|child| (child, level)));
    }
    order
}
