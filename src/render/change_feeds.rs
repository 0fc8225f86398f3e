//! The Atom feeds of what changed in one entry, and in the entries of one type.

use super::change_sentences::change_sentences;
use super::feeds::{FeedEntryModel, FeedSubject, MAX_ENTRIES, render_feed, rfc3339_timestamp};
use super::page_context::PageContext;
use crate::diagnostic::Diagnostic;
use crate::files::CommitIndex;
use crate::schema::{EntryTypeId, PartialDate};
use crate::site::EntryIndex;
use crate::site::content_history::EntryKnowledge;
use crate::theme::model::LinkModel;

/// A change of an entry.
type EntryChange<'s> = (CommitIndex, EntryIndex, EntryKnowledge<'s>);

/// Renders the feed of what changed in an entry.
pub(super) fn entry_feed(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Result<String, Box<Diagnostic>> {
    let home = ctx.absolute_url(ctx.entry_address(entry_index)).unwrap_or_default();
    let self_url = ctx.absolute_url(&entry_feed_address(ctx, entry_index)).unwrap_or_default();
    let subject = FeedSubject {
        title: feed_title(ctx, &ctx.entry_title(entry_index).0),
        subtitle: None,
        id: self_url.clone(),
        self_url,
        home,
    };
    render_feed(ctx, subject, &feed_entries(ctx, &entry_changes(ctx, entry_index)))
}

/// Renders the feed of what changed in the entries of a type.
pub(super) fn type_feed(
    ctx: &PageContext<'_>,
    type_id: &EntryTypeId,
) -> Result<String, Box<Diagnostic>> {
    let home = ctx.absolute_url(&ctx.generated_address("address-changes")).unwrap_or_default();
    let self_url = ctx.absolute_url(&type_feed_address(ctx, type_id)).unwrap_or_default();
    let subject = FeedSubject {
        title: feed_title(ctx, &type_name(ctx, type_id)),
        subtitle: None,
        id: self_url.clone(),
        self_url,
        home,
    };
    let entries = ctx.site.entries_with_feed(type_id);
    let mut changes: Vec<EntryChange<'_>> =
        entries.flat_map(|entry_index| entry_changes(ctx, entry_index)).collect();
    changes.sort_by_key(|(position, entry_index, _)| (*position, *entry_index));
    render_feed(ctx, subject, &feed_entries(ctx, &changes))
}

/// Returns links to the feed of an entry and to that of its type, with what they are.
pub(super) fn feed_links(ctx: &PageContext<'_>, entry_index: Option<EntryIndex>) -> Vec<LinkModel> {
    let Some(entry_index) = entry_index.filter(|it| ctx.site.has_change_feed(*it)) else {
        return Vec::new();
    };
    let type_id = &ctx.site.entry_at(entry_index).entry_type.id;
    let title = ctx.entry_title(entry_index).0;
    let feeds = [
        (entry_feed_address(ctx, entry_index), title),
        (type_feed_address(ctx, type_id), type_name(ctx, type_id)),
    ];
    let is_written = |address: &str| ctx.site.routes.contains_key(address.trim_start_matches('/'));
    let feeds = feeds.into_iter().filter(|(address, _)| is_written(address));
    feeds
        .map(|(address, title)| LinkModel {
            title: feed_title(ctx, &title),
            href: ctx.href(&address),
            language: None,
        })
        .collect()
}

fn feed_title(ctx: &PageContext<'_>, title: &str) -> String {
    ctx.strings().format("feed-title", &[("title", title)])
}

fn type_name(ctx: &PageContext<'_>, type_id: &EntryTypeId) -> String {
    let entry_type = ctx.site.schema.types.get(type_id);
    entry_type.map_or_else(|| type_id.to_string(), |it| ctx.localized_text(&it.plural).0)
}

fn entry_feed_address(ctx: &PageContext<'_>, entry_index: EntryIndex) -> String {
    let name = ctx.strings().get_str("address-changes");
    format!("{}{name}.xml", ctx.entry_address(entry_index))
}

fn type_feed_address(ctx: &PageContext<'_>, type_id: &EntryTypeId) -> String {
    format!("{}{type_id}.xml", ctx.generated_address("address-changes"))
}

fn entry_changes<'s>(ctx: &PageContext<'s>, entry_index: EntryIndex) -> Vec<EntryChange<'s>> {
    let changes = ctx.site.knowledge_changes(entry_index).into_iter();
    changes.map(|knowledge| (knowledge.change.position, entry_index, knowledge)).collect()
}

/// Returns the entries of a feed, in the order of the changes. What one commit changed in the files
/// of an entry is one of them.
fn feed_entries(ctx: &PageContext<'_>, changes: &[EntryChange<'_>]) -> Vec<FeedEntryModel> {
    let mut entries: Vec<FeedEntryModel> = Vec::new();
    let of_commit =
        |left: &EntryChange<'_>, right: &EntryChange<'_>| (left.0, left.1) == (right.0, right.1);
    for changes in changes.chunk_by(of_commit) {
        if entries.len() == MAX_ENTRIES {
            break;
        }
        let sentences: Vec<String> = changes
            .iter()
            .flat_map(|(_, entry_index, knowledge)| change_sentences(ctx, *entry_index, knowledge))
            .collect();
        let Some((_, entry_index, knowledge)) = changes.first() else { continue };
        let day = PartialDate::parse(&knowledge.change.date);
        let Some(day) = day.filter(|_| !sentences.is_empty()) else { continue };
        let href = ctx.absolute_url(ctx.entry_address(*entry_index)).unwrap_or_default();
        entries.push(FeedEntryModel {
            title: ctx.entry_title(*entry_index).0,
            id: format!("{href}#{}", knowledge.change.commit),
            href,
            updated: rfc3339_timestamp(day),
            summary: Some(sentences.join(". ")),
        });
    }
    entries
}
