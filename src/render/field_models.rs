//! Fields of an entry: their models on the entry's page.

use super::field_html::{self, inline_value};
use super::markdown_text::{self, PageText};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{attachment, qualifiers, source_list};
use crate::parse::MarkdownBody;
use crate::schema::{
    BuiltinType, FieldDef, FieldKind, FieldValue, LanguageTag, Statement, builtin,
};
use crate::site::{EntryIndex, LocalizedSite};
use crate::theme;
use crate::theme::model::{FieldModel, SafeHtml, ValueModel};
use std::sync::Arc;

/// A field of an entry.
#[derive(Clone, Copy)]
struct EntryField<'a> {
    entry_index: EntryIndex,
    field: &'a FieldDef,
}

/// A Markdown value of an entry, in all its languages.
pub(super) struct MarkdownValue<'a> {
    pub(super) entry_index: EntryIndex,
    /// The text in each language. `None` means the default language.
    pub(super) versions: &'a [(Option<LanguageTag>, Arc<MarkdownBody>)],
    /// Prefix of the ids of footnotes.
    pub(super) id_prefix: &'a str,
    /// How many texts the value is embedded in.
    pub(super) depth: usize,
}

/// Returns the fields of an entry that have values, in the type's order.
pub(super) fn entry_fields(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<FieldModel> {
    let entry = ctx.site.entry_at(entry_index);
    let mut models = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        // Readings are shown with their question.
        let is_reading =
            entry.kind.is(BuiltinType::Question) && **id == *builtin::question::READINGS;
        // The text of a document is shown as a text, not as the name of a file.
        if statements.is_empty() || is_reading || entry.kind.is_field_for_editors(id) {
            continue;
        }
        let field = EntryField { entry_index, field };
        models.extend(statement_models(ctx, collector, field, statements));
    }
    models
}

/// Returns one model for each run of values that share their qualifiers and their evidence status.
fn statement_models(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_field: EntryField<'_>,
    statements: &[Statement],
) -> Vec<FieldModel> {
    let EntryField { entry_index, field } = entry_field;
    let mut models: Vec<FieldModel> = Vec::new();
    let share_qualifiers =
        |left: &Statement, right: &Statement| match (&left.qualifiers, &right.qualifiers) {
            (None, None) => true,
            (Some(left), Some(right)) => Arc::ptr_eq(left, right),
            _ => false,
        };
    // The quotes in a text support only that text.
    let has_same_mark = |left: &Statement, right: &Statement| {
        share_qualifiers(left, right)
            && ctx.site.display_status(left) == ctx.site.display_status(right)
    };
    let entry = ctx.site.entry_at(entry_index);
    let mut n_values = 0;
    for run in statements.chunk_by(has_same_mark) {
        let Some(first) = run.first() else { continue };
        let mut values = Vec::new();
        for statement in run {
            values.push(value_model(ctx, collector, entry_field, statement, n_values));
            n_values += 1;
        }
        let status = ctx.site.display_status(first);
        let state = ctx.site.displayed_state(entry, &field.id, first);
        let label = source_mark(collector, first) + &field_html::field_label(ctx, &field.label);
        models.push(FieldModel {
            values,
            id: if models.is_empty() { field_anchor(ctx, entry_field) } else { String::new() },
            label: SafeHtml::new(&label),
            standing_label: qualifiers::status_label(ctx, status),
            standing: status.map(|status| status.as_str().to_owned()),
            state: state.map(|state| state.as_str().to_owned()),
            qualifiers: qualifiers::qualifier_phrases(
                ctx,
                collector,
                entry_index,
                &field.id,
                first,
            ),
            note: qualifiers::note_model(ctx, first),
            source_quotes: qualifiers::source_quotes(ctx, entry_index, first),
        });
    }
    models
}

/// Returns the id of a field on its entry's page: its name, or another if a paragraph of the
/// entry's source text has that.
fn field_anchor(ctx: &PageContext<'_>, entry_field: EntryField<'_>) -> String {
    let EntryField { entry_index, field } = entry_field;
    let text = ctx.site.source_texts.get(&ctx.site.entry_at(entry_index).id);
    match text {
        Some(text) if text.has_anchor(&field.id) => format!("field-{}", field.id),
        _ => field.id.to_string(),
    }
}

fn value_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_field: EntryField<'_>,
    statement: &Statement,
    value_index: usize,
) -> ValueModel {
    let EntryField { entry_index, field } = entry_field;
    let html = match &statement.value {
        FieldValue::Unknown => {
            let text = ctx.strings().get_str("unknown").to_owned();
            return ValueModel::Reserved { word: "unknown".into(), text };
        }
        FieldValue::None => {
            let text = ctx.strings().none_str(statement).to_owned();
            return ValueModel::Reserved { word: "none".into(), text };
        }
        FieldValue::Group(parts) => {
            let FieldKind::Group(group_fields) = &field.kind else {
                unreachable!("a group is the value of a field of kind group")
            };
            let mut fields = Vec::new();
            for (id, statements) in parts {
                let Some(field) = group_fields.iter().find(|field| field.id == *id) else {
                    continue;
                };
                let field = EntryField { entry_index, field };
                let models = statement_models(ctx, collector, field, statements);
                // Several groups would have the same anchors.
                fields.extend(models.into_iter().map(|it| FieldModel { id: String::new(), ..it }));
            }
            return ValueModel::Group { fields };
        }
        FieldValue::Markdown(versions) => {
            let id_prefix = &format!("{}-{value_index}-", field.id);
            let value = MarkdownValue { entry_index, versions, id_prefix, depth: 0 };
            let (html, language) = markdown_value(ctx, collector, &value);
            return ValueModel::Block { html: SafeHtml::new(&html), language };
        }
        FieldValue::Citation(citation) => {
            let entry = ctx.site.entry_at(entry_index);
            let quote = source_list::source_quote(ctx, citation, entry);
            return ValueModel::Citation { source_quote: Box::new(quote) };
        }
        FieldValue::File(name) => attachment::attachment_link(ctx, entry_index, name),
        FieldValue::Text(_)
        | FieldValue::Number(..)
        | FieldValue::Fraction(_)
        | FieldValue::Date(_)
        | FieldValue::Period(..)
        | FieldValue::Url(_)
        | FieldValue::Choice(_)
        | FieldValue::Bool(_)
        | FieldValue::Reference(_) => inline_value(ctx, field, statement),
    };
    ValueModel::Inline { html: SafeHtml::new(&(source_mark(collector, statement) + &html)) }
}

pub(super) fn source_mark(collector: &mut PageCollector, statement: &Statement) -> String {
    collector.source_mark(|| statement.span.clone())
}

/// Renders a Markdown value in the page's language, or else in its first one, and returns that
/// language if it is not the page's.
pub(super) fn markdown_value(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    value: &MarkdownValue<'_>,
) -> (String, Option<String>) {
    let Some(text) = ctx.localized.markdown_value(value.entry_index, value.versions) else {
        return (String::new(), None);
    };
    let page_text = PageText {
        text,
        title_heading: None,
        id_prefix: value.id_prefix,
        depth: value.depth,
        part: None,
        embedded_in: None,
    };
    let html = markdown_text::markdown_html(ctx, collector, page_text);
    let tag = LocalizedSite::new(ctx.site, text.language_index).language_tag;
    (html, (tag != ctx.localized.language_tag).then(|| tag.0.to_string()))
}

/// Returns the first value of a field as plain text.
pub(super) fn plain_text_value(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    field_id: &str,
) -> Option<String> {
    let entry = ctx.site.entry_at(entry_index);
    let field = entry.kind.find_field(field_id)?;
    let first = entry.field_statements(field_id).first()?;
    let text = theme::value_text(ctx.localized, ctx.strings(), field, first);
    Some(text.unwrap_or_else(|| first.span.text().to_owned()))
}
