//! Questions about an entry, with the ways to read the sources.

use super::field_models::{MarkdownValue, field_fragment, markdown_value};
use super::markdown_text::{self, PageText};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::source_list;
use crate::parse::Citation;
use crate::schema::{FieldValue, builtin};
use crate::site::EntryIndex;
use crate::theme::model::{BodyModel, LinkModel, QuestionModel, ReadingModel, SafeHtml};
use std::sync::Arc;

/// Returns the questions about an entry, in the order of the site.
pub(super) fn entry_questions(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<QuestionModel> {
    let questions = ctx.site.questions_naming(entry_index).into_iter();
    questions.map(|question| question_model(ctx, collector, question)).collect()
}

/// Returns a link to a question that says that its subject is unclear.
pub(super) fn unclear_link(ctx: &PageContext<'_>, question: EntryIndex) -> LinkModel {
    let link = ctx.entry_link(question);
    LinkModel { title: ctx.strings().format("unclear-question", &[("title", &link.title)]), ..link }
}

/// Returns a question with its readings.
pub(super) fn question_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    question: EntryIndex,
) -> QuestionModel {
    // The body is before the readings on the page, so its sources are numbered first.
    let body = embedded_body(ctx, collector, question);
    let readings = question_readings(ctx, collector, question);
    let about = question_subjects(ctx, question);
    QuestionModel { link: ctx.entry_link(question), body, about, readings }
}

/// Returns the ways to read the sources that a question has.
pub(super) fn question_readings(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    question: EntryIndex,
) -> Vec<ReadingModel> {
    let entry = ctx.site.entry_at(question);
    let mut readings = Vec::new();
    for (number, reading) in entry.field_statements(builtin::question::READINGS).iter().enumerate()
    {
        let Some(text) = reading.nested_field(builtin::question::READING_TEXT).first() else {
            continue;
        };
        let FieldValue::Markdown(versions) = &text.value else { continue };
        let value = MarkdownValue {
            entry_index: question,
            versions,
            id_prefix: &format!("{}-reading-{number}-", entry.id),
            depth: 1,
        };
        let (html, language) = markdown_value(ctx, collector, &value);
        let cited = reading.nested_field(builtin::question::READING_SOURCE).iter();
        let cited = cited.filter_map(|statement| match &statement.value {
            FieldValue::Citation(citation) => Some(Arc::clone(citation)),
            _ => None,
        });
        let quote = |citation: &Citation| source_list::source_quote(ctx, citation, entry);
        let mut quotes: Vec<_> = cited.map(|citation| quote(&citation)).collect();
        quotes.extend(text.citations().iter().map(quote));
        quotes.extend(reading.citations().iter().map(quote));
        readings.push(ReadingModel { html: SafeHtml::new(&html), language, source_quotes: quotes });
    }
    readings
}

/// Returns the body of a question or a term, to be shown on the page of another entry.
pub(super) fn embedded_body(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<BodyModel> {
    let entry = ctx.site.entry_at(entry_index);
    let version = entry.language_version(ctx.localized.language_tag)?;
    let main_text = PageText::of_page(ctx, entry_index, version);
    let text = PageText { id_prefix: &format!("{}-", entry.id), depth: 1, ..main_text };
    let html = markdown_text::markdown_html(ctx, collector, text);
    let language =
        (version.language != *ctx.localized.language_tag).then(|| version.language.0.to_string());
    (!html.trim().is_empty()).then(|| BodyModel { html: SafeHtml::new(&html), language })
}

/// Returns links to the entries, or fields of entries, that a question is about.
fn question_subjects(ctx: &PageContext<'_>, question: EntryIndex) -> Vec<LinkModel> {
    let entry = ctx.site.entry_at(question);
    let Some(field) = entry.entry_type.find_field(builtin::question::ABOUT) else {
        return Vec::new();
    };
    let mut links = Vec::new();
    for statement in entry.field_statements(builtin::question::ABOUT) {
        let FieldValue::Reference(reference) = &statement.value else { continue };
        let Some(target) = ctx.site.find_related(field, reference) else { continue };
        if !ctx.site.is_published(target) {
            continue;
        }
        let mut link = ctx.entry_link(target);
        let target_entry = ctx.site.entry_at(target);
        let field_id = reference.split_once('#').map(|(_, field_id)| field_id);
        if let Some(field) =
            field_id.and_then(|field_id| target_entry.entry_type.find_field(field_id))
        {
            let label = ctx.localized_text(&field.label).0;
            let values = [("entry", &*link.title), ("field", &*label)];
            link.title = ctx.strings().format("question-about-field", &values);
            link.href.push_str(&field_fragment(ctx, target, field));
        }
        links.push(link);
    }
    links
}
