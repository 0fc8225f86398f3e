//! Timelines, processes and levels: entries in time or in order.

use super::time_scale::{self, TimeExtent, TimeScale};
use super::{ViewItem, view_item};
use crate::parse::Citation;
use crate::render::body::escape_html;
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{embedded_field, field_html, qualifiers, source_list};
use crate::schema::{FieldDef, FieldId, FieldValue, Statement};
use crate::site::views::{DateFields, ProcessStep, TimelineOptions, ViewRequest};
use crate::site::{Entry, EntryIndex, chronology};
use crate::theme::Phrase;
use crate::theme::model::SafeHtml;
use serde::Serialize;
use std::collections::HashSet;

/// `view.timeline`: entries by date.
#[derive(Debug, Serialize)]
pub(super) struct TimelineModel {
    /// Without years, if no time is known.
    scale: TimeScale,
    dated: Vec<ViewItem>,
    /// The entries whose date no source gives.
    undated: Vec<ViewItem>,
}

/// `view.process`: steps in order.
#[derive(Debug, Serialize)]
pub(super) struct ProcessModel {
    steps: Vec<StepModel>,
    /// The entries whose place among the steps is unknown.
    unnumbered: Vec<ViewItem>,
}

/// A step of a process. No source gives an order among its items.
#[derive(Debug, Serialize)]
struct StepModel {
    items: Vec<ViewItem>,
    /// The evidence status, if it is the same for all items.
    standing: Option<String>,
}

/// `view.levels`.
#[derive(Debug, Serialize)]
pub(super) struct LevelsModel {
    items: Vec<ViewItem>,
}

/// Returns entries by date, and those without a date apart.
pub(super) fn timeline_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
    options: &TimelineOptions,
) -> TimelineModel {
    let date_of = |entry: &Entry| {
        let date_field = options.date_fields(&entry.entry_type).from;
        let statements = date_field.iter().flat_map(|id| entry.field_statements(id));
        statements.filter_map(|statement| chronology::known_date(&statement.value)).min()
    };
    let sorted = ctx.site.sorted_by_date(&view.entries, ctx.localized.language_tag, date_of);
    let (dated, undated): (Vec<EntryIndex>, Vec<EntryIndex>) = sorted
        .into_iter()
        .partition(|entry_index| date_of(ctx.site.entry_at(*entry_index)).is_some());
    let extents = |entry_index: &EntryIndex| {
        let entry = ctx.site.entry_at(*entry_index);
        time_scale::entry_extents(entry, &options.date_fields(&entry.entry_type))
    };
    let all_extents: Vec<TimeExtent> = view.entries.iter().flat_map(extents).collect();
    let scale = TimeScale::new(&all_extents).unwrap_or_default();
    let mut items = |entries: Vec<EntryIndex>| {
        let item = |entry_index: EntryIndex| {
            let bar = |extent| scale.bar(extent);
            let bars = extents(&entry_index).into_iter().filter_map(bar).collect();
            let date_fields = options.date_fields(&ctx.site.entry_at(entry_index).entry_type);
            ViewItem { bars, ..item_with_quotes(ctx, collector, entry_index, &date_fields) }
        };
        entries.into_iter().map(item).collect()
    };
    let (dated, undated) = (items(dated), items(undated));
    TimelineModel { scale, dated, undated }
}

/// Returns the steps of a process, and apart from them the entries without a place.
pub(super) fn process_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    steps: &[ProcessStep],
    order: Option<&FieldId>,
) -> ProcessModel {
    let mut item = |entry_index: &EntryIndex| {
        let kind = &ctx.site.entry_at(*entry_index).entry_type;
        let date_field = chronology::step_date_field(kind, order);
        item_with_markers(ctx, collector, *entry_index, date_field)
    };
    let mut model = ProcessModel { steps: Vec::new(), unnumbered: Vec::new() };
    let (numbered, unnumbered): (Vec<&ProcessStep>, Vec<_>) =
        steps.iter().partition(|step| step.is_numbered);
    for step in numbered {
        let items: Vec<ViewItem> = step.entries.iter().map(&mut item).collect();
        let standing = items.first().and_then(|first| first.standing.clone());
        let is_same = items.iter().all(|item| item.standing == standing);
        model.steps.push(StepModel { items, standing: standing.filter(|_| is_same) });
    }
    let unnumbered = unnumbered.into_iter().flat_map(|step| &step.entries);
    model.unnumbered = unnumbered.map(item).collect();
    model
}

/// Returns the levels of a model, in the order of the view.
pub(super) fn levels_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
) -> LevelsModel {
    let item = |entry_index: &EntryIndex| {
        let kind = &ctx.site.entry_at(*entry_index).entry_type;
        let date_field = chronology::step_date_field(kind, None);
        item_with_markers(ctx, collector, *entry_index, date_field)
    };
    LevelsModel { items: view.entries.iter().map(item).collect() }
}

/// Returns a step with its date, and the citation markers of the date.
fn item_with_markers(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    date_field: Option<&FieldDef>,
) -> ViewItem {
    let entry = ctx.site.entry_at(entry_index);
    let date_fields = DateFields { from: date_field.map(|field| field.id.clone()), until: None };
    let mut item = dated_item(ctx, collector, entry_index, &date_fields);
    let dates = date_fields.from.iter().flat_map(|id| entry.field_statements(id));
    let citations: Vec<Citation> = dates.flat_map(Statement::citations).cloned().collect();
    let markers = source_list::citation_markers(ctx, collector, &citations, entry);
    item.markers = (!markers.is_empty()).then(|| SafeHtml::new(&markers));
    item
}

/// Returns an item with the first quote of its main field and those of its dates.
fn item_with_quotes(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    date_fields: &DateFields,
) -> ViewItem {
    let mut item = dated_item(ctx, collector, entry_index, date_fields);
    let entry = ctx.site.entry_at(entry_index);
    let main = entry.fields.first().and_then(|(_, statements)| statements.first());
    let dates = [&date_fields.from, &date_fields.until].into_iter().flatten();
    let dates = dates.flat_map(|id| entry.field_statements(id));
    let mut seen = HashSet::new();
    let first_citation = |statement: &Statement| statement.citations().first().cloned();
    for citation in main.into_iter().chain(dates).filter_map(first_citation) {
        if seen.insert(citation.to_yaml_text()) {
            item.source_quotes.push(source_list::source_quote(ctx, &citation, entry));
        }
    }
    item
}

/// Returns an item with its date and evidence status.
fn dated_item(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    date_fields: &DateFields,
) -> ViewItem {
    let entry = ctx.site.entry_at(entry_index);
    let mut item = view_item(ctx, entry_index);
    let Some(date_field) = &date_fields.from else { return item };
    let statements = entry.field_statements(date_field);
    let status = ctx.site.act_status(entry, date_field);
    item.standing = status.map(|status| status.as_str().to_owned());
    item.standing_label = qualifiers::line_label(ctx, status);
    let until = date_fields.until.iter().flat_map(|id| entry.field_statements(id)).next();
    let html = match (statements, until.map(|until| &until.value)) {
        (dates, Some(FieldValue::Date(until))) if dates.len() <= 1 => {
            // Two dates are no period: the second may be the last day.
            let strings = ctx.strings();
            let from = match dates.first().map(|statement| &statement.value) {
                Some(FieldValue::Date(from)) => strings.date_phrase(from),
                _ => Phrase::from(strings.get_str("date-unknown")),
            };
            let values = [("from", &from), ("until", &strings.date_phrase(until))];
            field_html::phrase_html(ctx, &strings.format_phrase("dates-between", &values))
        }
        ([], _) => escape_html(ctx.strings().get_str("date-unknown")),
        (dates, _) => {
            let date = |date: &Statement| {
                if date.value == FieldValue::Unknown {
                    return escape_html(ctx.strings().get_str("date-unknown"));
                }
                embedded_field::embedded_value(ctx, collector, entry_index, date_field, date)
            };
            dates.iter().map(date).collect::<Vec<_>>().join(", ")
        }
    };
    item.when = Some(SafeHtml::new(&(html + &said_by(ctx, entry, statements))));
    item
}

/// Returns who says what an act is and when it was, in brackets.
fn said_by(ctx: &PageContext<'_>, act: &Entry, dates: &[Statement]) -> String {
    let main = act.fields.first().and_then(|(_, statements)| statements.first());
    qualifiers::attribution_html(ctx, main.into_iter().chain(dates))
}
