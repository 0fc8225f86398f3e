//! Renders Markdown to HTML with links relative to the page that contains it.

use super::body::{
    self, AnchorPolicy, BodyStrings, GlossaryTerms, HtmlOptions, PunctuationStyle, RawHtmlPolicy,
    ResolvedTarget,
};
use super::embedded_note::{self, EmbeddingChain, NoteTarget};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::source_text_page::SOURCE_TEXT_ID;
use super::{attachment, embedded_field, source_list, views};
use crate::parse::outline::{IMAGE_EXTENSIONS, TextSegment};
use crate::parse::{LinkForm, MarkdownBody, OutlineLink};
use crate::schema::LanguageTag;
use crate::site::address::{asset_address, encode_fragment, percent_encode};
use crate::site::config::RawHtmlSetting;
use crate::site::entry::LanguageVersion;
use crate::site::resolve_link::{ResolvedLink, TEXT_DIRECTIVE};
use crate::site::{EntryIndex, TextRef};
use crate::theme::model::LinkModel;
use crate::theme::typography::typeset_text;
use std::ops::Range;
use std::sync::Arc;

/// A text on a page.
#[derive(Clone, Copy)]
pub(super) struct PageText<'a> {
    pub(super) text: TextRef<'a>,
    /// The index of the heading that is the page's title, which is not shown.
    pub(super) title_heading: Option<usize>,
    /// Prefix of the ids of footnotes; empty for the page's main text, whose headings have ids.
    pub(super) id_prefix: &'a str,
    /// How many texts this one is embedded in.
    pub(super) depth: usize,
    /// The part that is shown. `None` means all of it.
    pub(super) part: Option<&'a Range<usize>>,
    /// The texts of pages that this one is embedded in.
    pub(super) embedded_in: Option<&'a EmbeddingChain<'a>>,
}

impl<'a> PageText<'a> {
    /// Returns the text of an entry in one language, as the main text of the entry's page.
    pub(super) fn of_page(
        ctx: &PageContext<'a>,
        entry_index: EntryIndex,
        version: &'a LanguageVersion,
    ) -> Self {
        let text = ctx.site.version_text(entry_index, version);
        let title_heading = version.title_heading;
        Self { text, title_heading, id_prefix: "", depth: 0, part: None, embedded_in: None }
    }
}

/// Renders a text on a page.
pub(super) fn markdown_html(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
) -> String {
    let (config, text) = (&ctx.site.config, page_text.text);
    let InlinePieces { links, citations, directives } = inline_pieces(ctx, collector, page_text);
    let html_links = html_links(ctx, collector, page_text);
    let is_main = page_text.id_prefix.is_empty();
    let language = written_language(ctx, text);
    let strings = body_strings(ctx);
    let reserved_ids = reserved_ids(ctx, text.entry_index);
    let glossary = ctx.site.site_glossary();
    let find = |run: &str| {
        let uses = glossary.find_uses(text.language_index, run).into_iter();
        let uses = uses.filter(|it| should_explain_term(ctx, text.entry_index, it.term));
        uses.map(|it| (it.range, it.term.0)).collect()
    };
    let href = |term: usize| ctx.href(ctx.entry_address(EntryIndex(term)));
    let has_terms = is_main && !glossary.is_empty(text.language_index);
    let options = HtmlOptions {
        links: &links,
        html_links: &html_links,
        directives: &directives,
        citations: &citations,
        language: &language.0,
        punctuation: match config.smart_punctuation {
            true => PunctuationStyle::Smart,
            false => PunctuationStyle::AsTyped,
        },
        line_breaks: ctx.site.settings.line_breaks,
        heading_shift: heading_shift(text.body, page_text.title_heading),
        part: page_text.part,
        skip_heading: page_text.title_heading,
        raw_html: match config.raw_html {
            RawHtmlSetting::Escape => RawHtmlPolicy::Escape,
            RawHtmlSetting::Allow => RawHtmlPolicy::Allow,
        },
        anchors: if is_main { AnchorPolicy::Write } else { AnchorPolicy::Omit },
        reserved_ids: &reserved_ids,
        id_prefix: page_text.id_prefix,
        strings: &strings,
        hyphenator: ctx.theme.hyphenator(&language.0),
        highlight: highlight::highlight,
        terms: has_terms.then_some(GlossaryTerms { find: &find, href: &href }),
        first_source_mark: collector.next_source_mark(),
    };
    let rendered = body::write_body(text.body.text(), &text.body.outline, &options);
    let offsets = rendered.source_mark_offsets.into_iter();
    collector.extend_source_spans(offsets.map(|offset| text.body.span(&(offset..offset))));
    rendered.html
}

/// Returns the language that a text is written in.
fn written_language<'a>(ctx: &PageContext<'a>, text: TextRef<'_>) -> &'a LanguageTag {
    let mut versions = ctx.site.entry_at(text.entry_index).versions.iter();
    let version = versions.find(|version| std::ptr::eq(&*version.body, text.body));
    let written_in = version.and_then(|version| version.written_in.as_ref());
    let of_site = || ctx.site.config.language_tag(text.language_index);
    written_in.or_else(of_site).unwrap_or(ctx.localized.language_tag)
}

/// Returns whether a text explains a term: it does not belong to the term, nor link to it.
fn should_explain_term(ctx: &PageContext<'_>, entry_index: EntryIndex, term: EntryIndex) -> bool {
    term != entry_index && !ctx.site.linked_entries(entry_index).contains(&term)
}

/// The HTML and the targets that are inserted into a text, parallel to the lists of its outline.
#[derive(Default)]
struct InlinePieces {
    links: Vec<ResolvedTarget>,
    citations: Vec<Option<String>>,
    directives: Vec<Option<String>>,
}

/// Renders what is inserted into a text, in reading order, which numbers the sources. In a folder
/// without `site.yaml`, citations and views are shown as written.
fn inline_pieces(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
) -> InlinePieces {
    enum InlinePiece {
        Link,
        Citation,
        Directive,
    }
    let text = page_text.text;
    let outline = &text.body.outline;
    let links = outline.links.iter().map(|link| (link.range.start, InlinePiece::Link));
    let citations = outline.citations.iter().map(|range| (range.start, InlinePiece::Citation));
    let directives = outline.directives.iter();
    let directives = directives.map(|directive| (directive.range.start, InlinePiece::Directive));
    let mut order: Vec<(usize, InlinePiece)> = links.chain(citations).chain(directives).collect();
    // A link definition may be anywhere, so links keep their order among themselves.
    order.sort_by_key(|(offset, _)| *offset);
    let is_site = ctx.site.config.declared.is_some();
    let is_shown =
        |range: &Range<usize>| page_text.part.is_none_or(|part| part.contains(&range.start));
    let entry = ctx.site.entry_at(text.entry_index);
    let mut pieces = InlinePieces::default();
    let mut link_resolver = ctx.site.link_resolver(text);
    for (_, piece) in order {
        match piece {
            InlinePiece::Link => {
                let Some(link) = outline.links.get(pieces.links.len()) else { continue };
                let target = link_resolver.resolve(link).target;
                // The range of an embed is in its place; that of `[text][label]` is not.
                pieces.links.push(match is_shown(&link.range) {
                    true => shown_target(ctx, collector, page_text, link, target),
                    false => link_target(ctx, collector, page_text, target),
                });
            }
            InlinePiece::Citation => {
                let range = outline.citations.get(pieces.citations.len());
                let is_shown_here = range.is_some_and(&is_shown);
                let citations = text.body.citations.get(pieces.citations.len());
                let citations = citations.filter(|list| {
                    is_shown_here
                        && !list.is_empty()
                        && list.iter().all(|it| ctx.site.reads_citation(it))
                });
                pieces.citations.push(
                    citations
                        .map(|list| source_list::citation_markers(ctx, collector, list, entry)),
                );
            }
            InlinePiece::Directive => {
                let directive = outline.directives.get(pieces.directives.len());
                let directive = directive.filter(|_| is_site && page_text.depth == 0);
                pieces.directives.push(
                    directive.and_then(|directive| {
                        views::view_html(ctx, collector, text.body, directive)
                    }),
                );
            }
        }
    }
    pieces
}

/// Returns the targets of the addresses in raw HTML, if the site allows it.
fn html_links(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
) -> Vec<ResolvedTarget> {
    if ctx.site.config.raw_html != RawHtmlSetting::Allow {
        return Vec::new();
    }
    let text = page_text.text;
    let links = text.body.outline.html_links.iter();
    let mut link_resolver = ctx.site.link_resolver(text);
    links
        .map(|link| {
            let target = link_resolver.resolve(link).target;
            link_target(ctx, collector, page_text, target)
        })
        .collect()
}

/// Typesets plain text, if the site has smart punctuation. `None` means the page's language.
pub(super) fn typeset(ctx: &PageContext<'_>, text: &str, language: Option<&str>) -> String {
    match ctx.site.config.smart_punctuation {
        true => typeset_text(text, language.unwrap_or(&ctx.localized.language_tag.0)),
        false => text.to_owned(),
    }
}

/// Returns how many levels lower headings are shown: one, if the text has a first-level heading
/// besides the title. Below a title that is written as a lower heading they are shown higher.
pub(super) fn heading_shift(body: &MarkdownBody, title_heading: Option<usize>) -> i8 {
    let headings = body.outline.headings.iter().enumerate();
    let others = headings.filter(|(index, _)| Some(*index) != title_heading);
    let Some(highest) = others.map(|(_, heading)| heading.level).min() else { return 0 };
    let title = title_heading.and_then(|index| body.outline.headings.get(index));
    let is_low_title = title.is_some_and(|title| title.level > 1);
    let is_shifted = highest == 1 || is_low_title;
    let shift = 2 - i8::try_from(highest).unwrap_or(2);
    if is_shifted { shift } else { 0 }
}

/// Returns the ids that are used on an entry's page outside its text: by its fields, by the
/// paragraphs of its source text, and by the layout.
pub(super) fn reserved_ids<'a>(ctx: &PageContext<'a>, entry_index: EntryIndex) -> Vec<&'a str> {
    let entry = ctx.site.entry_at(entry_index);
    let paragraphs = ctx.site.source_texts.get(&entry.id).into_iter();
    let paragraphs = paragraphs.flat_map(|text| &text.paragraphs);
    let headings = paragraphs.clone().filter_map(|it| it.section.as_ref());
    let headings = headings.map(|heading| heading.anchor.as_str());
    let anchors = paragraphs.map(|it| it.anchor.as_str()).chain(headings);
    let fields = entry.fields.iter().map(|(id, _)| &**id);
    fields.chain(anchors).chain(["pakt-main", SOURCE_TEXT_ID]).collect()
}

/// Returns the strings that are added to a text.
fn body_strings(ctx: &PageContext<'_>) -> BodyStrings {
    let strings = ctx.strings();
    let callouts = strings.with_prefix("callout-");
    BodyStrings {
        callouts: callouts.map(|(kind, title)| (kind.to_owned(), title.to_owned())).collect(),
        details: strings.get_str("details").to_owned(),
        footnotes: strings.get_str("footnotes").to_owned(),
        back_to_text: strings.get_str("footnote-back").to_owned(),
    }
}

/// Returns the target of a link that is shown; that of an embedded page has its text.
fn shown_target(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
    link: &OutlineLink,
    target: ResolvedLink,
) -> ResolvedTarget {
    let note = match &target {
        ResolvedLink::Entry { entry, anchor, .. } if link.form == LinkForm::Embed => {
            Some((*entry, anchor.clone()))
        }
        _ => None,
    };
    let target = link_target(ctx, collector, page_text, target);
    match note {
        Some((entry_index, anchor)) => {
            let own_title = own_link_text(link);
            let note = NoteTarget { entry_index, anchor: anchor.as_deref(), own_title };
            embedded_note::embedded_note(ctx, collector, page_text, note, target)
        }
        None => target,
    }
}

/// Returns the words that a link has of its own, as in `![[page|words]]`.
fn own_link_text(link: &OutlineLink) -> Option<String> {
    let words = link.context.link_text.iter().map(|segment| match segment {
        TextSegment::Text(text) => Some(&**text),
        TextSegment::LinkText(_) => None,
    });
    let text: String = words.collect::<Option<Vec<&str>>>()?.concat();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// Returns the target of a link as seen from this page.
fn link_target(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
    target: ResolvedLink,
) -> ResolvedTarget {
    match target {
        ResolvedLink::Broken => ResolvedTarget::Broken,
        ResolvedLink::Entry { entry, language_index, anchor } => {
            let translated = language_index.map(|language_index| ctx.with_language(language_index));
            let target_ctx = translated.as_ref().unwrap_or(ctx);
            let (title, title_language) = target_ctx.entry_title(entry);
            let heading =
                anchor.as_ref().and_then(|anchor| heading_text(target_ctx, entry, anchor));
            // The title is in the page's language, and the text around it may be in another one.
            let text_language = ctx.site.config.language_tag(page_text.text.language_index);
            let text_language = text_language.unwrap_or(ctx.localized.language_tag);
            let language =
                title_language.unwrap_or_else(|| target_ctx.localized.language_tag.0.to_string());
            let address = target_ctx.entry_address(entry);
            ResolvedTarget::Page {
                href: ctx.href(address) + &fragment(anchor.as_deref()),
                title: Some(heading.map_or(title.clone(), |heading| format!("{title}: {heading}"))),
                language: (*language != *text_language.0).then_some(language),
            }
        }
        ResolvedLink::SamePage(anchor) => {
            let entry_index = page_text.text.entry_index;
            let heading = anchor.as_ref().and_then(|anchor| heading_text(ctx, entry_index, anchor));
            // The headings of an embedded text have no ids of their own.
            let page = match page_text.embedded_in {
                Some(_) => ctx.href(ctx.entry_address(entry_index)),
                None => String::new(),
            };
            let fragment = anchor.as_deref().map_or("#".to_owned(), |it| fragment(Some(it)));
            let href = page + &fragment;
            ResolvedTarget::Page { href, title: heading, language: None }
        }
        ResolvedLink::Field(embed) => {
            embedded_field::embedded_field(ctx, collector, &embed, page_text.depth + 1)
        }
        ResolvedLink::Generated(address) => {
            let (title, language) = ctx.generated_title(&address).unzip();
            let language = language.flatten();
            ResolvedTarget::Page { href: ctx.href(&address), title, language }
        }
        ResolvedLink::List { address, kind } => {
            let LinkModel { title, href, language } = ctx.list_link(&address, kind.as_ref());
            ResolvedTarget::Page { href, title: Some(title), language }
        }
        ResolvedLink::Asset(path, anchor) => asset_target(ctx, &path, anchor.as_deref()),
        // Nothing is fetched from another host, so an external image is a link.
        ResolvedLink::External(href) => ResolvedTarget::External { href },
    }
}

/// Returns `#anchor`, percent-encoded, or nothing. Words for the browser to find are as written.
fn fragment(anchor: Option<&str>) -> String {
    let Some(anchor) = anchor else { return String::new() };
    let (anchor, directive) = anchor.split_at(anchor.find(TEXT_DIRECTIVE).unwrap_or(anchor.len()));
    format!("#{}{}", percent_encode(anchor), encode_fragment(directive))
}

/// Returns the text of the heading with this anchor.
fn heading_text(ctx: &PageContext<'_>, entry_index: EntryIndex, anchor: &str) -> Option<String> {
    let version = ctx.site.entry_at(entry_index).language_version(ctx.localized.language_tag)?;
    let heading = version.anchor_index.heading(&version.body.outline, anchor)?;
    let text = heading.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn asset_target(ctx: &PageContext<'_>, path: &Arc<str>, anchor: Option<&str>) -> ResolvedTarget {
    let mut href = ctx.href(&format!("/{}", asset_address(path)));
    // What a fragment of a file means is for the program that shows the file: `#page=3`.
    if let Some(fragment) = anchor.filter(|anchor| !anchor.is_empty()) {
        href.push('#');
        href.push_str(&encode_fragment(fragment));
    }
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !IMAGE_EXTENSIONS.contains(&extension.as_str()) {
        let details = attachment::attachment_details(ctx, path);
        return ResolvedTarget::File { href, details };
    }
    let file = ctx.site.assets.get(path);
    let size = file.and_then(|file| file.asset.as_ref()).and_then(|asset| asset.dimensions);
    ResolvedTarget::Image { src: href, size }
}
