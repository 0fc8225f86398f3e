//! Texts of other pages that are embedded in a text: `![[page]]`, `![[page#heading]]` and
//! `![[page#^block]]`.

use super::body::{ResolvedTarget, escape_html};
use super::markdown_text::{self, PageText};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use crate::parse::MarkdownOutline;
use crate::site::{EntryIndex, LocalizedSite};
use std::ops::Range;

/// How many texts may be embedded in each other.
const MAX_NOTE_DEPTH: usize = 3;
/// How much Markdown may be embedded in one page. What exceeds it is a link.
const MAX_EMBEDDED_BYTES: usize = 256 * 1024;
/// What each text adds to a page besides its words.
const BYTES_PER_NOTE: usize = 512;
/// How much Markdown may be read for one page. A text is read whole, even if a part of it is shown.
const MAX_READ_BYTES: usize = 4 * 1024 * 1024;

/// The texts that a text is embedded in, the innermost first.
#[derive(Clone, Copy, Debug)]
pub(super) struct EmbeddingChain<'a> {
    entry_index: EntryIndex,
    outer: Option<&'a EmbeddingChain<'a>>,
}

/// What an embed names.
#[derive(Debug)]
pub(super) struct NoteTarget<'a> {
    pub(super) entry_index: EntryIndex,
    /// The anchor of the part that is embedded. `None` means all of the text.
    pub(super) anchor: Option<&'a str>,
    /// The words of the embed, instead of the title.
    pub(super) own_title: Option<String>,
}

impl EmbeddingChain<'_> {
    fn contains(&self, entry_index: EntryIndex) -> bool {
        self.entry_index == entry_index || self.outer.is_some_and(|it| it.contains(entry_index))
    }

    fn length(&self) -> usize {
        1 + self.outer.map_or(0, Self::length)
    }
}

/// Returns the text of an entry, of the part below a heading or of a block, as the target of an
/// embed. It is `page` alone if the text would contain itself, is empty or exceeds a limit.
pub(super) fn embedded_note(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    page_text: PageText<'_>,
    note: NoteTarget<'_>,
    page: ResolvedTarget,
) -> ResolvedTarget {
    let NoteTarget { entry_index, anchor, own_title } = note;
    let from = page_text.text.entry_index;
    let chain = EmbeddingChain { entry_index: from, outer: page_text.embedded_in };
    let entry = ctx.site.entry_at(entry_index);
    let Some(version) = entry.language_version(ctx.localized.language_tag) else { return page };
    let outline = &version.body.outline;
    let n_read_bytes = version.body.text().len();
    let part = anchor.map(|anchor| {
        if let Some(block) = version.anchor_index.block_range(outline, anchor) {
            return Some(block);
        }
        let index = version.anchor_index.heading_index(outline, anchor)?;
        section_range(outline, index, n_read_bytes)
    });
    let is_missing_part = part.as_ref().is_some_and(Option::is_none);
    let part = part.flatten();
    let n_shown_bytes = part.as_ref().map_or(n_read_bytes, Range::len) + BYTES_PER_NOTE;
    if chain.contains(entry_index)
        || chain.length() > MAX_NOTE_DEPTH
        || is_missing_part
        || version.body.text().trim().is_empty()
        || collector.n_embedded_bytes + n_shown_bytes > MAX_EMBEDDED_BYTES
        || collector.n_read_bytes + n_read_bytes > MAX_READ_BYTES
    {
        return page;
    }
    collector.n_embedded_bytes += n_shown_bytes;
    collector.n_read_bytes += n_read_bytes;
    collector.n_embedded_notes += 1;
    let id_prefix = format!("embed-{}-", collector.n_embedded_notes);
    let inner = PageText {
        id_prefix: &id_prefix,
        depth: page_text.depth + 1,
        part: part.as_ref(),
        embedded_in: Some(&chain),
        ..PageText::of_page(ctx, entry_index, version)
    };
    let html = markdown_text::markdown_html(ctx, collector, inner);
    let ResolvedTarget::Page { href, title, .. } = &page else { return page };
    let tag = LocalizedSite::new(ctx.site, inner.text.language_index).language_tag;
    let language = match tag == ctx.localized.language_tag {
        true => String::new(),
        false => format!(" lang=\"{}\"", escape_html(&tag.0)),
    };
    let block = format!(
        "<aside class=\"callout\" data-kind=\"embed\" role=\"note\"{language}>\n\
         <p class=\"callout-title\"><a href=\"{}\">{}</a></p>\n{html}</aside>\n",
        escape_html(href),
        escape_html(own_title.as_deref().or(title.as_deref()).unwrap_or(&entry.id)),
    );
    ResolvedTarget::Note { block, page: Box::new(page) }
}

/// Returns the range of the part below a heading, with the heading, up to the next heading that is
/// not below it.
fn section_range(outline: &MarkdownOutline, index: usize, end: usize) -> Option<Range<usize>> {
    let heading = outline.headings.get(index)?;
    let following = outline.headings.iter().skip(index + 1);
    let next = following.into_iter().find(|next| next.level <= heading.level);
    Some(heading.range.start..next.map_or(end, |next| next.range.start))
}
