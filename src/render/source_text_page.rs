//! The text of a document by paragraph, with the entries that cite each.

use super::body::with_nowrap;
use super::layout::{PageMeta, page_layout};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{list_pages, paragraph_claims};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::EntryIndex;
use crate::site::citation_index::ParagraphUsage;
use crate::site::routes::{CITING_ENTRIES_ON_DOCUMENT, CITING_ENTRIES_PER_PAGE, n_citation_pages};
use crate::site::source_text::{
    SourceBlock, SourceBlockKind, SourceParagraph, SourceText, is_separator_row, table_cells,
};
use crate::theme::model::{
    ChildLink, LinkModel, ListPageGroup, ListPageModel, PageLinks, SafeHtml, SourceBlockModel,
    SourceParagraphModel, SourcePieceModel, SourceSectionModel, SourceTextModel,
};
use std::ops::Range;

/// The id of the heading above a source text.
pub(super) const SOURCE_TEXT_ID: &str = "pakt-text";

/// Returns the text that a document represents. `None` means it has no text.
pub(super) fn source_text_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<SourceTextModel> {
    let site = ctx.site;
    let entry = site.entry_at(entry_index);
    let text = site.source_texts.get(&entry.id)?;
    let uncitable = site.uncitable_locators(entry);
    let unused = ParagraphUsage::default();
    let mut sections: Vec<SourceSectionModel> = Vec::new();
    let mut has_uncited = false;
    for (paragraph_index, paragraph) in text.paragraphs.iter().enumerate() {
        if sections.is_empty() || paragraph.section.is_some() {
            let heading = paragraph.section.as_ref();
            sections.push(SourceSectionModel {
                heading: heading.map(|heading| heading.text.clone()),
                anchor: heading.map(|heading| heading.anchor.clone()),
                paragraphs: Vec::new(),
            });
        }
        let usage = site.paragraph_usage(entry_index).get(paragraph_index).unwrap_or(&unused);
        has_uncited |= has_words_outside(&paragraph.text, &usage.quote_ranges);
        let state = match usage.citing_entries.is_empty() {
            false => "cited",
            true if uncitable.contains_key(&*paragraph.locator) => "silent",
            true => "open",
        };
        let n_citing = usage.citing_entries.len();
        // A repeated locator cannot be cited.
        let is_citable = !paragraph.anchor.is_empty();
        let more = (is_citable && n_citation_pages(n_citing) > 0).then(|| LinkModel {
            title: ctx.strings().format("see-all", &[("count", &n_citing.to_string())]),
            href: ctx.href(&ctx.citations_address(entry_index, &paragraph.anchor, 1)),
            language: None,
        });
        let citing_entries = usage.citing_entries.iter().take(CITING_ENTRIES_ON_DOCUMENT);
        let model = SourceParagraphModel {
            locator: if is_citable { paragraph.locator.clone() } else { String::new() },
            anchor: paragraph.anchor.clone(),
            blocks: block_models(collector, text, paragraph, &usage.quote_ranges),
            state: state.into(),
            citing_entries: citing_entries.map(|it| paragraph_claims::cited_by(ctx, it)).collect(),
            n_citing_entries: n_citing,
            more,
        };
        if let Some(section) = sections.last_mut() {
            section.paragraphs.push(model);
        }
    }
    let tag = entry.meta.language.as_ref().unwrap_or(site.default_language());
    let preamble = text.preamble.trim();
    Some(SourceTextModel {
        language: (tag != ctx.localized.language_tag).then(|| tag.0.to_string()),
        preamble: (!preamble.is_empty()).then(|| preamble.to_owned()),
        has_uncited,
        sections,
    })
}

/// Returns whether a text has words outside ranges, which are sorted and apart.
fn has_words_outside(text: &str, ranges: &[Range<usize>]) -> bool {
    let ends = ranges.iter().map(|range| range.end);
    let starts = ranges.iter().map(|range| range.start).chain([text.len()]);
    std::iter::once(0).chain(ends).zip(starts).any(|(start, end)| {
        text.get(start..end).is_some_and(|words| words.contains(char::is_alphanumeric))
    })
}

/// Returns the blocks of a paragraph, in order. The first one begins with the source mark.
fn block_models(
    collector: &mut PageCollector,
    text: &SourceText,
    paragraph: &SourceParagraph,
    quote_ranges: &[Range<usize>],
) -> Vec<SourceBlockModel> {
    let source_mark = text.source.as_ref().map(|source| {
        collector.source_mark(|| Span::new(source, paragraph.marker.start..paragraph.marker.start))
    });
    let words = paragraph.text.as_str();
    let mut highlighter =
        QuoteHighlighter { words, quote_ranges, source_mark: source_mark.unwrap_or_default() };
    let mut models = Vec::new();
    for SourceBlock { kind, parts } in paragraph.blocks() {
        models.push(match kind {
            SourceBlockKind::Text => SourceBlockModel::Text {
                pieces: parts.iter().flat_map(|part| highlighter.pieces(part)).collect(),
            },
            SourceBlockKind::List => SourceBlockModel::List {
                items: parts.iter().map(|part| highlighter.pieces(part)).collect(),
            },
            SourceBlockKind::Table => table_model(&mut highlighter, &parts),
        });
    }
    models
}

/// Returns a table. A row of hyphens makes the row before it the header, and is not shown.
fn table_model(highlighter: &mut QuoteHighlighter<'_>, rows: &[Range<usize>]) -> SourceBlockModel {
    let row_text = |row: &Range<usize>| highlighter.words.get(row.clone()).unwrap_or_default();
    let has_header = rows.get(1).is_some_and(|row| is_separator_row(row_text(row)));
    let (header, body) = match (has_header, rows) {
        (true, [header, _, body @ ..]) => (Some(header), body),
        _ => (None, rows),
    };
    SourceBlockModel::Table {
        header: header.map(|row| highlighter.cells(row)).unwrap_or_default(),
        rows: body.iter().map(|row| highlighter.cells(row)).collect(),
    }
}

/// Splits the words of a paragraph into cited and uncited pieces.
struct QuoteHighlighter<'a> {
    words: &'a str,
    /// The cited ranges of the words, sorted and apart.
    quote_ranges: &'a [Range<usize>],
    /// The source mark that the next piece begins with.
    source_mark: String,
}

impl QuoteHighlighter<'_> {
    fn cells(&mut self, row: &Range<usize>) -> Vec<Vec<SourcePieceModel>> {
        table_cells(self.words, row).iter().map(|cell| self.pieces(cell)).collect()
    }

    /// Returns the pieces of a part of the words, in order.
    fn pieces(&mut self, part: &Range<usize>) -> Vec<SourcePieceModel> {
        let mut pieces = Vec::new();
        let mut offset = part.start;
        let n_before = self.quote_ranges.partition_point(|range| range.end <= part.start);
        let later = self.quote_ranges.iter().skip(n_before);
        for range in later.take_while(|range| range.start < part.end) {
            let cited = range.start.max(part.start)..range.end.min(part.end);
            if cited.start < cited.end {
                pieces.extend(self.piece_html(offset..cited.start).map(SourcePieceModel::uncited));
                offset = cited.end;
                pieces.extend(self.piece_html(cited).map(SourcePieceModel::cited));
            }
        }
        pieces.extend(self.piece_html(offset..part.end).map(SourcePieceModel::uncited));
        pieces
    }

    fn piece_html(&mut self, range: Range<usize>) -> Option<SafeHtml> {
        let piece = self.words.get(range).filter(|piece| !piece.is_empty())?;
        Some(SafeHtml::new(&(std::mem::take(&mut self.source_mark) + &with_nowrap(piece))))
    }
}

/// A page of the entries that cite one paragraph.
pub(super) struct CitationsPage {
    pub(super) document: EntryIndex,
    pub(super) paragraph_index: usize,
    /// Counts from 1.
    pub(super) page_number: usize,
}

impl CitationsPage {
    /// Returns the cited paragraph. `None` means that the document does not have it.
    fn paragraph<'a>(&self, ctx: &PageContext<'a>) -> Option<&'a SourceParagraph> {
        let text = ctx.site.source_texts.get(&ctx.site.entry_at(self.document).id)?;
        text.paragraphs.get(self.paragraph_index)
    }

    fn anchor<'a>(&self, ctx: &PageContext<'a>) -> &'a str {
        self.paragraph(ctx).map_or("", |paragraph| &paragraph.anchor)
    }
}

/// Returns the address of a page of citations.
pub(super) fn citations_page_address(ctx: &PageContext<'_>, page: &CitationsPage) -> String {
    ctx.citations_address(page.document, page.anchor(ctx), page.page_number)
}

/// Renders a page of citations.
pub(super) fn paragraph_citations_page(
    ctx: &PageContext<'_>,
    page: &CitationsPage,
) -> Result<String, Box<Diagnostic>> {
    let site = ctx.site;
    let (document, page_number, anchor) = (page.document, page.page_number, page.anchor(ctx));
    let locator = page.paragraph(ctx).map_or("", |paragraph| paragraph.locator.as_str());
    let usage = site.paragraph_usage(document).get(page.paragraph_index);
    let all = usage.map_or(&[][..], |usage| &usage.citing_entries);
    let shown =
        all.iter().skip((page_number - 1) * CITING_ENTRIES_PER_PAGE).take(CITING_ENTRIES_PER_PAGE);
    let items = shown.map(|citing| {
        let labels = paragraph_claims::citing_labels(ctx, citing);
        let summary = (!labels.is_empty()).then(|| labels.join(", "));
        let link = ctx.entry_link(citing.entry);
        ChildLink { link, replaced: ctx.replaced_mark(citing.entry), summary, count: None }
    });
    let title = ctx.strings().format("cited-by", &[("locator", locator)]);
    let address = |language_index| {
        ctx.with_language(language_index).citations_address(document, anchor, page_number)
    };
    let mut layout = page_layout(
        ctx,
        PageMeta {
            title: format!("{title}: {}", ctx.entry_title(document).0),
            section: site.tree.home.get(document.0).copied().flatten(),
            addresses: site.config.language_indexes().map(address).collect(),
            ..PageMeta::default()
        },
    );
    // Search engines should find the document itself, not a later page of a list.
    layout.head.hide_from_search_engines();
    let href = |page_number: usize| match page_number {
        0 => format!("{}#{anchor}", ctx.href(ctx.entry_address(document))),
        _ => ctx.href(&ctx.citations_address(document, anchor, page_number)),
    };
    let total = n_citation_pages(all.len());
    let list = ListPageModel {
        lede: None,
        groups: vec![ListPageGroup { heading: None, anchor: None, items: items.collect() }],
        paging: Some(PageLinks {
            number: page_number,
            total,
            previous: Some(href(page_number - 1)),
            next: (page_number < total).then(|| href(page_number + 1)),
        }),
    };
    list_pages::render_list_page(ctx, &layout, &list)
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::render::{Artifact, OutputRoute, render_route};
    use crate::site::settings::RunSettings;
    use crate::site::{ContentRoute, LanguageIndex, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};

    /// Returns the pages of a document that `n_entries` pages cite, by their paths: the document,
    /// and the lists of the entries that cite `P1`.
    fn document_pages(n_entries: usize, language: &str) -> Vec<(String, String)> {
        let mut texts = vec![
            ("site.yaml".to_owned(), format!("title: Test\nlanguages: [{language}]\n")),
            ("deed.txt".to_owned(), "[P1]\nOne.\n".to_owned()),
            ("deed.md".to_owned(), "---\ntype: document\ntext: deed.txt\n---\n".to_owned()),
        ];
        texts.extend((0..n_entries).map(|number| {
            (format!("p{number:03}.md"), format!("# P {number}\n\nAsked [@deed P1].\n"))
        }));
        let texts: Vec<_> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
        let site = SiteSnapshot::new(&FileSet::from_texts(&texts), &RunSettings::default()).site;
        let strings = StringOverrides { language: language.into(), ..StringOverrides::default() };
        let theme = Theme::load_theme(&ThemeFiles::default(), &[strings]).0;
        let document = site.find_id("deed").unwrap();
        let folder = site.entry_at(document).addresses[LanguageIndex::default().0].clone();
        let folder = folder.trim_start_matches('/');
        let routes = site.routes.iter().filter(|(path, _)| path.starts_with(folder));
        let pages = routes.filter(|(path, _)| path.ends_with("index.html"));
        let html = |route: &ContentRoute| {
            let route = OutputRoute::Content(route.clone());
            let artifact = render_route(&site, &theme, &route).unwrap();
            let Artifact::Bytes(bytes) = artifact else { panic!("a page is rendered") };
            String::from_utf8(bytes).unwrap()
        };
        pages.map(|(path, route)| (path.to_string(), html(route))).collect()
    }

    #[test]
    fn the_text_of_a_page_is_named_beside_its_fields_and_by_its_language() {
        let texts = [
            ("site.yaml", "title: Test\nlanguages: [en, sv]\n"),
            ("_types/lease.yaml", "name: Lease\nfields: {rent: {kind: text, label: Rent}}\n"),
            ("deed.txt", "[P1]\nTen crowns.\n"),
            ("deed.md", "---\ntype: document\ntitle: Deed\ntext: deed.txt\n---\n"),
            (
                "lease.md",
                "---\ntype: lease\ntitle: Lease\nrent: {value: ten, source: 'deed P1 \"Ten\"'}\n\
                 ---\n\nSee [@deed P1].\n",
            ),
            ("both.md", "# Both\n\nSee [@deed P1].\n"),
            ("both.sv.md", "# Båda\n\nSe [@deed P1].\n"),
            ("one.md", "# One\n\nSee [@deed P1].\n"),
            ("one.sv.md", "# En\n\nIngen.\n"),
        ];
        let site = SiteSnapshot::new(&FileSet::from_texts(&texts), &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[]).0;
        let document = site.find_id("deed").unwrap();
        let route = ContentRoute::Entry(document, LanguageIndex::default());
        let artifact = render_route(&site, &theme, &OutputRoute::Content(route)).unwrap();
        let Artifact::Bytes(bytes) = artifact else { panic!("a page is rendered") };
        let html = String::from_utf8(bytes).unwrap();
        let (_, list) = html.split_once("<div class=\"rests\">").unwrap();
        assert_eq!(list.matches("<li>In the text</li>").count(), 1, "{list}");
        assert_eq!(list.matches("<li>In the text in English</li>").count(), 1, "{list}");
    }

    #[test]
    fn a_long_list_says_how_much_of_it_is_shown() {
        for (language, heading, all) in [
            ("sv", "Sidor som bygger på stycke P1", "Visa alla 53"),
            ("en", "Pages based on paragraph P1", "Show all 53"),
        ] {
            let pages = document_pages(53, language);
            assert_eq!(pages.len(), 2, "{language}");
            let [(_, list), (_, document)] = &pages[..] else { panic!("two pages") };
            let summary = format!("<h3>{heading}</h3> <span class=\"count\">(53)</span></summary>");
            assert!(document.contains(&summary), "{language}");
            assert!(document.contains(&format!(">{all}</a>")), "{language}");
            let (_, list) = list.split_once("<main").unwrap();
            let has_entry = |number: usize| list.contains(&format!("/p{number:03}/"));
            assert!((0..53).all(has_entry), "{language}");
        }
        let [(_, document)] = &document_pages(12, "sv")[..] else { panic!("one page") };
        assert!(document.contains(" <span class=\"count\">(12)</span></summary>"));
    }
}
