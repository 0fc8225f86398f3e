//! A body as markup: its links resolved for the page that it stands on.

use super::body::{
    self, AnchorPolicy, BodyStrings, GlossaryTerms, HtmlOptions, PunctuationStyle, RawHtmlPolicy,
    ResolvedTarget, SourceMarkFn,
};
use super::page_context::PageContext;
use super::{attachment, field_html, source_list, views};
use crate::parse::outline::{LinkIndex, TextSegment};
use crate::parse::{LinkForm, MarkdownBody};
use crate::site::address::{asset_address, percent_encode};
use crate::site::config::RawHtmlSetting;
use crate::site::resolve_link::LinkPlace;
use crate::site::{self, EntryIndex, LanguageIndex, LanguageVersion};
use std::sync::Arc;

/// How deep a field set into a text may hold another text.
const MAX_EMBEDDED: usize = 2;

/// A text and where it comes from.
#[derive(Clone, Copy)]
pub(super) struct TextRef<'a> {
    pub(super) body: &'a MarkdownBody,
    /// Whose text it is.
    pub(super) entry: EntryIndex,
    /// The place of its language in the site's list.
    pub(super) language_index: LanguageIndex,
    /// The file that it stands in.
    pub(super) path: &'a str,
    /// The heading that is the page's title.
    pub(super) title_heading: Option<usize>,
    /// What stands before ids of footnotes; empty for the one text whose headings can be linked to.
    pub(super) id_prefix: &'a str,
    /// How many texts this one stands in.
    pub(super) depth: usize,
}

impl<'a> TextRef<'a> {
    /// The text of an entry in one language, to be its page's own.
    pub(super) fn new(
        ctx: &PageContext<'a>,
        entry: EntryIndex,
        version: &'a LanguageVersion,
    ) -> Self {
        let site = ctx.site;
        let path = version
            .file
            .as_ref()
            .map_or(site.entry_at(entry).source_path(), |file| &file.file.path);
        Self {
            body: &version.body,
            entry,
            language_index: site.config.language_index(&version.language).unwrap_or_default(),
            path,
            title_heading: version.title_heading,
            id_prefix: "",
            depth: 0,
        }
    }

    fn link_place(&self) -> LinkPlace<'a> {
        let Self { entry, language_index, body, path, .. } = *self;
        LinkPlace { entry, language_index, body, path }
    }
}

/// The markup of a text on a page.
pub(super) fn markdown_html(ctx: &PageContext<'_>, written: TextRef<'_>) -> String {
    let config = &ctx.site.config;
    let outline = &written.body.outline;
    let InlinePieces { links, citations, directives } = inline_pieces(ctx, written);
    let is_main = written.id_prefix.is_empty();
    let language = config.language_tag(written.language_index).unwrap_or(ctx.language_tag);
    let words = body_strings(ctx);
    let reserved = reserved_ids(ctx, written.entry);
    let mark = |at: usize| ctx.source_marker(|| written.body.span(&(at..at)));
    let glossary = ctx.site.site_glossary();
    let find = |run: &str| {
        let uses = glossary.find_uses(written.language_index, run).into_iter();
        let told = uses.filter(|one| should_explain_term(ctx, written.entry, one.term));
        told.map(|one| (one.range, one.term.0)).collect()
    };
    let href = |term: usize| ctx.href(ctx.entry_address(EntryIndex(term)));
    let has_terms = is_main && !glossary.is_empty(written.language_index);
    let options = HtmlOptions {
        links: &links,
        directives: &directives,
        citations: &citations,
        language: &language.0,
        punctuation: match config.smart_punctuation {
            true => PunctuationStyle::Smart,
            false => PunctuationStyle::AsTyped,
        },
        heading_shift: u8::from(needs_heading_shift(written.body, written.title_heading)),
        skip_heading: written.title_heading,
        raw_html: match config.raw_html {
            RawHtmlSetting::Escape => RawHtmlPolicy::Escape,
            RawHtmlSetting::Allow => RawHtmlPolicy::Allow,
        },
        anchors: if is_main { AnchorPolicy::Write } else { AnchorPolicy::Omit },
        reserved_ids: &reserved,
        id_prefix: written.id_prefix,
        strings: &words,
        highlight: highlight::highlight,
        terms: has_terms.then_some(GlossaryTerms { find: &find, href: &href }),
        mark: ctx.has_source_marks().then_some(SourceMarkFn(&mark)),
    };
    body::write_body(written.body.text(), outline, &options).html
}

/// Whether a text leads to a term where it uses it: not its own, nor one that it links to itself.
fn should_explain_term(ctx: &PageContext<'_>, own: EntryIndex, term: EntryIndex) -> bool {
    term != own && !ctx.site.linked_entries(own).contains(&term)
}

/// What is put into a text.
#[derive(Default)]
struct InlinePieces {
    links: Vec<ResolvedTarget>,
    citations: Vec<Option<String>>,
    directives: Vec<Option<String>>,
}

/// Makes what is put into a text in the order of reading, so that its sources are numbered so. In
/// a folder without `site.yaml` citations and views stay as written.
fn inline_pieces(ctx: &PageContext<'_>, written: TextRef<'_>) -> InlinePieces {
    enum InlinePiece {
        Link,
        Citation,
        Directive,
    }
    let (outline, place) = (&written.body.outline, written.link_place());
    let links = outline.links.iter().map(|link| (link.range.start, InlinePiece::Link));
    let citations = outline.citations.iter().map(|range| (range.start, InlinePiece::Citation));
    let directives = outline.directives.iter().map(|one| (one.range.start, InlinePiece::Directive));
    let mut order: Vec<(usize, InlinePiece)> = links.chain(citations).chain(directives).collect();
    // A definition may stand anywhere: links keep their own order among themselves.
    order.sort_by_key(|(at, _)| *at);
    let is_site = ctx.site.config.declared.is_some();
    let entry = ctx.site.entry_at(written.entry);
    let mut made = InlinePieces::default();
    for (_, piece) in order {
        match piece {
            InlinePiece::Link => {
                let Some(link) = outline.links.get(made.links.len()) else { continue };
                let found = ctx.site.resolve_link(place, link).target;
                made.links.push(link_target(ctx, written, (link.form, found)));
            }
            InlinePiece::Citation => {
                let list = written.body.citations.get(made.citations.len());
                let list = list.filter(|list| is_site && !list.is_empty());
                made.citations
                    .push(list.map(|list| source_list::citation_markers(ctx, list, entry)));
            }
            InlinePiece::Directive => {
                let directive = outline.directives.get(made.directives.len());
                let directive = directive.filter(|_| is_site && written.depth == 0);
                let html = directive.and_then(|one| views::view_html(ctx, written.body, one));
                made.directives.push(html);
            }
        }
    }
    made
}

/// Plain words in a language of the site, with its quotation marks and dashes.
pub(super) fn typeset(ctx: &PageContext<'_>, words: &str, language: Option<&str>) -> String {
    match ctx.site.config.smart_punctuation {
        true => body::typeset_text(words, language.unwrap_or(&ctx.language_tag.0)),
        false => words.to_owned(),
    }
}

/// Joins the segments of a plain text of a version, with the texts that its links show.
pub(super) fn join_segments(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    version: &LanguageVersion,
    segments: &[TextSegment],
) -> String {
    let place = TextRef::new(ctx, entry_index, version).link_place();
    let mut out = String::new();
    for segment in segments {
        let link_index = match segment {
            TextSegment::Text(text) => {
                out.push_str(text);
                continue;
            }
            TextSegment::LinkText(LinkIndex(index)) => *index,
        };
        let Some(link) = version.body.outline.links.get(link_index) else { continue };
        match ctx.site.resolve_link(place, link).target {
            site::resolve_link::ResolvedLink::Entry { entry, .. } => {
                out.push_str(&ctx.entry_title(entry).0);
            }
            site::resolve_link::ResolvedLink::Field(entry, field) => {
                out.push_str(&field_html::plain_text_value(ctx, entry, &field).unwrap_or_default());
            }
            site::resolve_link::ResolvedLink::Asset(..) => {}
            _ => out.push_str(&link.destination),
        }
    }
    out
}

/// Whether headings are shown one level lower, since the text has a first-level one besides the
/// title.
pub(super) fn needs_heading_shift(body: &MarkdownBody, title_heading: Option<usize>) -> bool {
    let mut headings = body.outline.headings.iter().enumerate();
    headings.any(|(number, heading)| heading.level == 1 && Some(number) != title_heading)
}

/// Ids that stand on an entry's page whatever its text says: its fields, the paragraphs of its
/// paper,
/// and the frame.
pub(super) fn reserved_ids<'a>(ctx: &PageContext<'a>, entry_index: EntryIndex) -> Vec<&'a str> {
    let entry = ctx.site.entry_at(entry_index);
    let paragraphs = ctx.site.source_texts.get(&entry.id).into_iter();
    let locators = paragraphs.flat_map(|text| &text.paragraphs).map(|one| one.locator.as_str());
    let fields = entry.fields.iter().map(|(id, _)| &**id);
    fields.chain(locators).chain(["pakt-main"]).collect()
}

/// The words that a page adds to a text.
fn body_strings(ctx: &PageContext<'_>) -> BodyStrings {
    const CALLOUTS: [&str; 16] = [
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "info",
        "abstract",
        "summary",
        "todo",
        "success",
        "question",
        "failure",
        "danger",
        "bug",
        "example",
        "quote",
    ];
    let own = ctx.strings();
    let callout = |kind: &str| {
        own.find_str(&format!("callout-{kind}")).map(|words| (kind.to_owned(), words.to_owned()))
    };
    BodyStrings {
        callouts: CALLOUTS.iter().filter_map(|kind| callout(kind)).collect(),
        details: own.get_str("details").to_owned(),
        footnotes: own.get_str("footnotes").to_owned(),
        back_to_text: own.get_str("footnote-back").to_owned(),
    }
}

/// What a link is on this page.
fn link_target(
    ctx: &PageContext<'_>,
    written: TextRef<'_>,
    (form, target): (LinkForm, site::resolve_link::ResolvedLink),
) -> ResolvedTarget {
    let anchored = |mut href: String, anchor: Option<String>| {
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(&percent_encode(&anchor));
        }
        href
    };
    match target {
        site::resolve_link::ResolvedLink::Broken => ResolvedTarget::Broken,
        site::resolve_link::ResolvedLink::Entry { entry, language_index, anchor } => {
            let there = language_index.map(|language_index| ctx.with_language(language_index));
            let shown = there.as_ref().unwrap_or(ctx);
            let (title, other) = shown.entry_title(entry);
            let heading = anchor.as_ref().and_then(|anchor| heading_text(shown, entry, anchor));
            // The title is in the reader's language, and the text around it may be in another.
            let own =
                ctx.site.config.language_tag(written.language_index).unwrap_or(ctx.language_tag);
            let out = other.unwrap_or_else(|| shown.language_tag.0.to_string());
            ResolvedTarget::Page {
                href: anchored(ctx.href(shown.entry_address(entry)), anchor),
                title: Some(heading.map_or(title.clone(), |heading| format!("{title}: {heading}"))),
                language: (*out != *own.0).then_some(out),
            }
        }
        site::resolve_link::ResolvedLink::SamePage(anchor) => ResolvedTarget::Page {
            title: anchor.as_ref().and_then(|anchor| heading_text(ctx, written.entry, anchor)),
            href: match anchor {
                Some(anchor) => format!("#{}", percent_encode(&anchor)),
                None => "#".to_owned(),
            },
            language: None,
        },
        site::resolve_link::ResolvedLink::Field(entry, field) => {
            if written.depth >= MAX_EMBEDDED {
                return ResolvedTarget::Broken;
            }
            field_html::embedded_field(ctx, (entry, &field, written.depth + 1))
        }
        site::resolve_link::ResolvedLink::Generated(address) => {
            ResolvedTarget::Page { href: ctx.href(&address), title: None, language: None }
        }
        site::resolve_link::ResolvedLink::Asset(path, fragment) => {
            asset_target(ctx, &path, fragment.as_deref())
        }
        // Nothing is fetched from another host: a picture from elsewhere is a link.
        site::resolve_link::ResolvedLink::External(href) => {
            let _ = form;
            ResolvedTarget::External { href }
        }
    }
}

/// The words of the heading that an anchor stands for.
fn heading_text(ctx: &PageContext<'_>, entry_index: EntryIndex, anchor: &str) -> Option<String> {
    let version = ctx.site.entry_at(entry_index).language_version(ctx.language_tag)?;
    let found = version.body.outline.headings.iter().find(|heading| heading.anchor == anchor);
    found.map(|heading| heading.text.trim().to_owned()).filter(|words| !words.is_empty())
}

fn asset_target(ctx: &PageContext<'_>, path: &Arc<str>, fragment: Option<&str>) -> ResolvedTarget {
    const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"];
    let href = ctx.href(&format!("/{}", asset_address(path)));
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !PICTURES.contains(&ending.as_str()) {
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        let tail =
            fragment.map_or_else(String::new, |fragment| format!("#{}", percent_encode(fragment)));
        let details = attachment::attachment_details(ctx, path);
        return ResolvedTarget::File { href: href + &tail, details };
    }
    let file = ctx.site.assets.get(path);
    let size = file.and_then(|file| file.asset.as_ref()).and_then(|asset| asset.dimensions);
    ResolvedTarget::Image { src: href, size }
}
