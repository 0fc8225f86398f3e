//! Fields of an entry: their models on the entry's page.

use super::body::escape_html;
use super::field_html::{self, inline_value};
use super::markdown_text::{self, PageText};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{attachment, dates, qualifiers, source_list};
use crate::parse::MarkdownBody;
use crate::schema::{BuiltinType, FieldDef, FieldKind, FieldValue, LanguageTag, Statement};
use crate::site::resolve_citation::CitedStatement;
use crate::site::{EntryIndex, LocalizedSite, Site};
use crate::theme;
use crate::theme::model::{FieldModel, SafeHtml, ValueModel};
use std::sync::Arc;

/// A field of an entry.
#[derive(Clone, Copy)]
struct EntryField<'a> {
    entry_index: EntryIndex,
    field: &'a FieldDef,
    /// The group that the field is in. `None` means that it is a field of the entry.
    group: Option<&'a Statement>,
    /// Prefix of the ids in its values.
    id_prefix: &'a str,
}

/// A field of an entry that its page shows among the facts, with its values; at least one.
#[derive(Clone, Copy)]
pub(super) struct EntryFact<'a> {
    pub(super) field: &'a FieldDef,
    pub(super) statements: &'a [Statement],
}

impl<'a> EntryFact<'a> {
    /// Returns the facts of an entry, in the type's order.
    pub(super) fn of_entry(site: &'a Site, entry_index: EntryIndex) -> Vec<Self> {
        let entry = site.entry_at(entry_index);
        let facts = entry.fields.iter().filter_map(|(id, statements)| {
            let is_shown = !statements.is_empty() && entry.entry_type.is_fact(id);
            let field = entry.entry_type.find_field(id).filter(|_| is_shown)?;
            Some(Self { field, statements })
        });
        facts.collect()
    }
}

/// A row of a field on its entry's page.
pub(super) struct FieldRow<'a> {
    pub(super) model: FieldModel,
    /// The statement of its first value.
    pub(super) first: &'a Statement,
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
    let facts = EntryFact::of_entry(ctx.site, entry_index);
    let rows = facts.into_iter().flat_map(|fact| {
        let field = EntryField { entry_index, field: fact.field, group: None, id_prefix: "" };
        field_rows(ctx, collector, field, fact.statements)
    });
    rows.map(|row| row.model).collect()
}

/// Returns the rows of a field at the top of its entry's page.
pub(super) fn lead_rows<'a>(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    fact: EntryFact<'a>,
) -> Vec<FieldRow<'a>> {
    let field = EntryField { entry_index, field: fact.field, group: None, id_prefix: "lead-" };
    field_rows(ctx, collector, field, fact.statements)
}

/// Returns one row for each run of values that share their qualifiers, their evidence status and
/// their quotes.
fn field_rows<'a>(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_field: EntryField<'_>,
    statements: &'a [Statement],
) -> Vec<FieldRow<'a>> {
    let mut rows: Vec<FieldRow<'a>> = Vec::new();
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
    let mut n_values = 0;
    for run in statements.chunk_by(has_same_mark) {
        let Some(first) = run.first() else { continue };
        let mut values = Vec::new();
        for statement in run {
            values.push(value_model(ctx, collector, entry_field, statement, n_values));
            n_values += 1;
        }
        let model = FieldModel { values, ..row_model(ctx, collector, entry_field, first) };
        match rows.last_mut() {
            Some(last) if last.model.has_same_proof(&model) => {
                last.model.values.extend(model.values);
            }
            Some(_) => {
                let model = FieldModel { id: None, is_continued: true, ..model };
                rows.push(FieldRow { model, first });
            }
            None => rows.push(FieldRow { model, first }),
        }
    }
    rows
}

/// Returns the row of a statement, without values.
fn row_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_field: EntryField<'_>,
    statement: &Statement,
) -> FieldModel {
    let EntryField { entry_index, field, group, .. } = entry_field;
    let entry = ctx.site.entry_at(entry_index);
    let status = ctx.site.display_status(statement);
    let state = ctx.site.displayed_state(entry, &field.id, statement);
    let label = source_mark(collector, statement) + &field_html::field_label(ctx, &field.label);
    let standing_label = qualifiers::status_label(ctx, status);
    let state_label = match &standing_label {
        // A plan is never known to hold, so its own label says enough. The line of an unknown value
        // has one word.
        Some(_) => None,
        None if statement.value == FieldValue::Unknown => None,
        None => qualifiers::state_label(ctx, entry_index, &field.id, statement),
    };
    let is_outdated = ctx.site.is_outdated(CitedStatement { entry, statement, group });
    FieldModel {
        id: field_anchor(ctx, entry_index, field),
        label: SafeHtml::new(&label),
        values: Vec::new(),
        checked_label: match standing_label {
            Some(_) => None,
            None => status.map(|status| theme::status_label(ctx.strings(), status)),
        },
        wording_label: is_outdated.then(|| ctx.strings().get_str("wording-label").to_owned()),
        standing_label,
        standing: status.map(|status| status.as_str().to_owned()),
        state: state.map(|state| state.as_str().to_owned()),
        state_label,
        qualifiers: qualifiers::qualifier_phrases(
            ctx,
            collector,
            entry_index,
            &field.id,
            statement,
        ),
        note: qualifiers::note_model(ctx, statement),
        source_quotes: qualifiers::source_quotes(ctx, entry_index, statement),
        marker: None,
        more: None,
        is_continued: false,
        is_in_lead: false,
    }
}

/// Returns the id of a field on its entry's page: its name, or another if a paragraph of the
/// entry's source text has that. `None` means that the page does not show the field among its
/// facts.
fn field_anchor(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    field: &FieldDef,
) -> Option<String> {
    let entry = ctx.site.entry_at(entry_index);
    if entry.field_statements(&field.id).is_empty() || !entry.entry_type.is_fact(&field.id) {
        return None;
    }
    let text = ctx.site.source_texts.get(&entry.id);
    let is_taken = text.is_some_and(|text| text.has_anchor(&field.id));
    Some(if is_taken { format!("field-{}", field.id) } else { field.id.to_string() })
}

/// Returns what the address of a field has after that of its entry's page: `#chair`. Empty if the
/// page does not show the field.
pub(super) fn field_fragment(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    field: &FieldDef,
) -> String {
    let anchor = field_anchor(ctx, entry_index, field);
    anchor.map_or_else(String::new, |anchor| format!("#{anchor}"))
}

fn value_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_field: EntryField<'_>,
    statement: &Statement,
    value_index: usize,
) -> ValueModel {
    let EntryField { entry_index, field, id_prefix, .. } = entry_field;
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
                let field = EntryField { field, group: Some(statement), ..entry_field };
                let rows = field_rows(ctx, collector, field, statements).into_iter();
                // Several groups would have the same anchors.
                fields.extend(rows.map(|row| FieldModel { id: None, ..row.model }));
            }
            return ValueModel::Group { fields };
        }
        FieldValue::Markdown(versions) => {
            let id_prefix = &format!("{id_prefix}{}-{value_index}-", field.id);
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
        | FieldValue::Fraction(..)
        | FieldValue::Date(_)
        | FieldValue::Period(..)
        | FieldValue::Url(_)
        | FieldValue::Choice(_)
        | FieldValue::Bool(_) => inline_value(ctx, field, statement),
        FieldValue::Reference(reference) => {
            inline_value(ctx, field, statement) + &act_date_html(ctx, field, reference)
        }
    };
    ValueModel::Inline { html: SafeHtml::new(&(source_mark(collector, statement) + &html)) }
}

/// Returns when an act that a reference names happened. Empty for a document and for an entry that
/// is not an act.
fn act_date_html(ctx: &PageContext<'_>, field: &FieldDef, reference: &str) -> String {
    let act = ctx.site.find_related(field, reference);
    let act = act.filter(|it| !ctx.site.entry_at(*it).entry_type.is(BuiltinType::Document));
    let date = act.and_then(|entry_index| dates::act_date_model(ctx, entry_index, None));
    date.map_or_else(String::new, |date| {
        format!(r#" <small class="date">{}</small>"#, escape_html(&date.words))
    })
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
    let field = entry.entry_type.find_field(field_id)?;
    let first = entry.field_statements(field_id).first()?;
    let text = theme::value_text(ctx.localized, ctx.strings(), field, first);
    Some(text.unwrap_or_else(|| first.span.text().to_owned()))
}
