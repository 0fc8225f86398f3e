//! The words of a Markdown text that are compared: without its layout and without signs of markup,
//! and with each link as the entry that it leads to, wherever its file is.

use crate::parse::MarkdownBody;
use crate::schema::EntryId;
use crate::site::resolve_link::ResolvedLink;
use crate::site::{Site, TextRef};
use std::collections::BTreeMap;
use std::ops::Range;

/// Signs that are markup at the ends of a word: emphasis, code, headings, lists and tables.
const MARKUP_SIGNS: [char; 11] = ['*', '_', '`', '~', '#', '|', '>', '-', '+', '=', ':'];

/// A word of a text, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextWord {
    pub(super) text: String,
    /// The range in the Markdown.
    pub(super) range: Range<usize>,
}

/// Entries that have another id in the newer version, by the older one.
pub(super) type RenamedIds = BTreeMap<EntryId, EntryId>;

/// Returns the id that an entry has in the newer version.
pub(super) fn newer_id<'i>(id: &'i str, renamed: Option<&'i RenamedIds>) -> &'i str {
    renamed.and_then(|renamed| renamed.get(id)).map_or(id, |id| id)
}

/// Returns the words of a text, without those of a heading that is its title.
pub(super) fn text_words(
    site: &Site,
    text: TextRef<'_>,
    title_heading: Option<usize>,
    renamed: Option<&RenamedIds>,
) -> Vec<TextWord> {
    let markdown = text.body.text();
    let heading = title_heading.and_then(|index| text.body.outline.headings.get(index));
    let heading = heading.map(|heading| heading.range.clone());
    let links = link_targets(site, text, renamed);
    let mut links = links.iter().peekable();
    let mut words = Vec::new();
    for range in written_words(markdown) {
        if heading.as_ref().is_some_and(|it| it.start <= range.start && range.end <= it.end) {
            continue;
        }
        while links.next_if(|(link, _)| link.end <= range.start).is_some() {}
        let mut word = String::new();
        let mut offset = range.start;
        while let Some((link, target)) = links.next_if(|(link, _)| link.start < range.end) {
            word.push_str(markdown.get(offset..link.start.max(offset)).unwrap_or_default());
            word.push_str(target);
            offset = link.end;
        }
        word.push_str(markdown.get(offset.min(range.end)..range.end).unwrap_or_default());
        let word = word.trim_matches(MARKUP_SIGNS);
        if !word.is_empty() {
            words.push(TextWord { text: word.to_owned(), range });
        }
    }
    words
}

/// Returns the ranges of the words of a text, as white space separates them.
fn written_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| {
        let offset = word.as_ptr() as usize - start;
        offset..offset + word.len()
    })
}

/// Returns the ranges of the destinations of links that lead to entries or files, in order, each
/// with what stands for it.
fn link_targets(
    site: &Site,
    text: TextRef<'_>,
    renamed: Option<&RenamedIds>,
) -> Vec<(Range<usize>, String)> {
    let mut targets: Vec<(Range<usize>, String)> = Vec::new();
    for link in &text.body.outline.links {
        let target = match site.resolve_link(text, link).target {
            ResolvedLink::Entry { entry, anchor, .. } => {
                let id = newer_id(&site.entry_at(entry).id, renamed);
                format!("{id}#{}", anchor.unwrap_or_default())
            }
            ResolvedLink::Asset(path, fragment) => {
                let name = path.rsplit('/').next().unwrap_or_default();
                format!("{name}#{}", fragment.unwrap_or_default())
            }
            ResolvedLink::Field(field) => {
                let id = newer_id(&site.entry_at(field.entry).id, renamed);
                format!("{id}#{}", field.field)
            }
            ResolvedLink::SamePage(_)
            | ResolvedLink::Generated(_)
            | ResolvedLink::List { .. }
            | ResolvedLink::External(_)
            | ResolvedLink::Broken => continue,
        };
        targets.push((link.range.clone(), target));
    }
    targets.sort_by_key(|(range, _)| range.start);
    targets.dedup_by(|next, before| next.0.start < before.0.end);
    targets
}

/// Returns the words of a text as one line, for comparison.
pub(super) fn joined_words(words: &[TextWord]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// Returns the words of a Markdown value as one line, for comparison.
pub(super) fn value_words(site: &Site, text: TextRef<'_>, renamed: Option<&RenamedIds>) -> String {
    joined_words(&text_words(site, text, None, renamed))
}

/// Returns a text with single spaces.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the text of a body for programs.
pub(super) fn body_text(body: &MarkdownBody) -> String {
    body.text().trim().to_owned()
}
