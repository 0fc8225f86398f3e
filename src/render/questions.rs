//! What is unclear about an entry, shown where the reader meets it.

use super::markdown_text::{self, TextRef};
use super::model::{BodyModel, LinkModel, QuestionModel, ReadingModel, SafeHtml};
use super::page_context::PageContext;
use super::{field_html, source_list};
use crate::schema::{BuiltinType, FieldValue, Statement, builtin};
use crate::site::EntryIndex;
use std::sync::Arc;

/// The questions about an entry, in order.
pub(super) fn entry_questions(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<QuestionModel> {
    let incoming = ctx.site.incoming_relations(entry_index).iter();
    let mut from: Vec<EntryIndex> = incoming
        .filter(|one| {
            *one.field == *builtin::question::ABOUT
                && ctx.site.entry_at(one.from).kind.is(BuiltinType::Question)
        })
        .map(|one| one.from)
        .collect();
    from.dedup();
    from.into_iter().map(|question| question_model(ctx, question)).collect()
}

/// One question with its readings.
pub(super) fn question_model(ctx: &PageContext<'_>, entry_index: EntryIndex) -> QuestionModel {
    QuestionModel {
        link: ctx.entry_link(entry_index),
        body: question_body(ctx, entry_index),
        about: question_subjects(ctx, entry_index),
        readings: question_readings(ctx, entry_index),
    }
}

/// The ways to read the sources that a question tells.
pub(super) fn question_readings(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<ReadingModel> {
    let entry = ctx.site.entry_at(entry_index);
    let mut readings = Vec::new();
    for (number, item) in entry.field_statements(builtin::question::READINGS).iter().enumerate() {
        let FieldValue::Group(parts) = &item.value else { continue };
        let of = |name: &str| -> &[Statement] {
            let found = parts.iter().find(|(id, _)| **id == *name);
            found.map_or(&[], |(_, statements)| statements)
        };
        let Some(statement) = of(builtin::question::READING_TEXT).first() else { continue };
        let FieldValue::Markdown(list) = &statement.value else { continue };
        let prefix = format!("{}-reading-{number}-", entry.id);
        let (html, language) = field_html::markdown_value(ctx, entry_index, (list, &prefix, 1));
        let cited = of(builtin::question::READING_SOURCE).iter().filter_map(|statement| {
            match &statement.value {
                FieldValue::Citation(citation) => Some(Arc::clone(citation)),
                _ => None,
            }
        });
        let mut ground: Vec<_> =
            cited.map(|citation| source_list::source_quote(ctx, &citation, entry)).collect();
        ground.extend(
            statement.citations().iter().map(|one| source_list::source_quote(ctx, one, entry)),
        );
        ground
            .extend(item.citations().iter().map(|one| source_list::source_quote(ctx, one, entry)));
        readings.push(ReadingModel { html: SafeHtml::new(&html), language, ground });
    }
    readings
}

/// The text of a question or a term, to stand on another page.
pub(super) fn question_body(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<BodyModel> {
    let entry = ctx.site.entry_at(entry_index);
    let version = entry.language_version(ctx.language_tag)?;
    let prefix = format!("{}-", entry.id);
    let own = TextRef::new(ctx, entry_index, version);
    let html = markdown_text::markdown_html(ctx, TextRef { id_prefix: &prefix, depth: 1, ..own });
    let language = (version.language != *ctx.language_tag).then(|| version.language.0.to_string());
    (!html.trim().is_empty()).then(|| BodyModel { html: SafeHtml::new(&html), language })
}

/// What a question is about.
fn question_subjects(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<LinkModel> {
    let entry = ctx.site.entry_at(entry_index);
    let Some(field) = entry.kind.find_field(builtin::question::ABOUT) else { return Vec::new() };
    let mut links = Vec::new();
    for statement in entry.field_statements(builtin::question::ABOUT) {
        let FieldValue::Reference(written) = &statement.value else { continue };
        let Some(target) = ctx.site.find_related(field, written) else { continue };
        if !ctx.site.is_published(target) {
            continue;
        }
        let mut link = ctx.entry_link(target);
        let about = written.split_once('#').map(|(_, name)| name);
        if let Some(own) = about.and_then(|name| ctx.site.entry_at(target).kind.find_field(name)) {
            link.title = format!("{}: {}", link.title, ctx.localized_text(&own.label).0);
            // A field that says nothing does not stand on the page.
            if !ctx.site.entry_at(target).field_statements(&own.id).is_empty() {
                link.href = format!("{}#{}", link.href, own.id);
            }
        }
        links.push(link);
    }
    links
}
