//! Entries in time and in order.

use super::{ViewItem, view_item, weakest_status};
use crate::render::model::SafeHtml;
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers, source_list};
use crate::schema::{FieldKind, FieldValue, PeriodBounds, Statement};
use crate::site::views::{DateFields, ViewRequest};
use crate::site::{DisplayStatus, EntryIndex};
use serde::Serialize;
use std::collections::HashSet;

/// `view.timeline`, `view.process` and `view.levels`.
#[derive(Debug, Serialize)]
pub(super) struct StepsModel {
    items: Vec<ViewItem>,
}

/// Entries by the last day that they may be of; those whose day nobody knows come last.
pub(super) fn timeline_model(
    ctx: &PageContext<'_>,
    view: &ViewRequest,
    when: &DateFields,
) -> StepsModel {
    let mut entries = view.entries.clone();
    let key = |entry_index: &EntryIndex| {
        let statements =
            when.from.iter().flat_map(|id| ctx.site.entry_at(*entry_index).field_statements(id));
        let days = statements.filter_map(|statement| match &statement.value {
            FieldValue::Date(date) | FieldValue::Period(Some(date), _) => {
                date.latest.or(date.value)
            }
            _ => None,
        });
        let day = days.map(|day| day.last_day()).next();
        (day.is_none(), day)
    };
    entries.sort_by_key(key);
    StepsModel {
        items: entries
            .into_iter()
            .map(|entry_index| item_with_quotes(ctx, entry_index, when))
            .collect(),
    }
}

/// Steps in the order that they are given.
pub(super) fn steps_model(ctx: &PageContext<'_>, view: &ViewRequest) -> StepsModel {
    let when = |entry_index: &EntryIndex| {
        let fields = ctx.site.entry_at(*entry_index).kind.fields.iter();
        let date = fields.into_iter().find(|field| field.kind == FieldKind::Date);
        DateFields { from: date.map(|field| field.id.clone()), until: None }
    };
    StepsModel {
        items: view
            .entries
            .iter()
            .map(|entry_index| ordered_item(ctx, *entry_index, &when(entry_index)))
            .collect(),
    }
}

/// A step with the markers of its day.
fn ordered_item(ctx: &PageContext<'_>, entry_index: EntryIndex, when: &DateFields) -> ViewItem {
    let mut item = dated_item(ctx, entry_index, when);
    let entry = ctx.site.entry_at(entry_index);
    let day = when.from.iter().flat_map(|id| entry.field_statements(id)).next();
    item.markers =
        day.map(|day| SafeHtml::new(&source_list::citation_markers(ctx, day.citations(), entry)));
    item
}

/// A step with the words that back it: what was done, and then when.
fn item_with_quotes(ctx: &PageContext<'_>, entry_index: EntryIndex, when: &DateFields) -> ViewItem {
    let mut item = dated_item(ctx, entry_index, when);
    let entry = ctx.site.entry_at(entry_index);
    let main = entry.fields.first().and_then(|(_, statements)| statements.first());
    let day = when.from.iter().flat_map(|id| entry.field_statements(id)).next();
    let mut seen = HashSet::new();
    let first = |one: &'_ Statement| one.citations().first().cloned();
    for citation in main.into_iter().chain(day).filter_map(first) {
        if seen.insert(citation.citation_source()) {
            item.ground.push(source_list::source_quote(ctx, &citation, entry));
        }
    }
    item
}

fn dated_item(ctx: &PageContext<'_>, entry_index: EntryIndex, when: &DateFields) -> ViewItem {
    let entry = ctx.site.entry_at(entry_index);
    let mut item = view_item(ctx, entry_index);
    let Some(from) = &when.from else { return item };
    let statements = entry.field_statements(from);
    // What is only proposed or intended marks the step, whatever its day stands as.
    let main = entry.fields.first().map_or(&[][..], |(_, statements)| statements);
    let status = weakest_status(ctx, main)
        .filter(|status| status.is_tentative())
        .or_else(|| weakest_status(ctx, statements));
    let Some(first) = statements.first() else {
        let words = crate::render::body::escape_html(ctx.strings().get_str("date-unknown"));
        item.when = Some(SafeHtml::new(&words));
        item.standing = Some(status.unwrap_or(DisplayStatus::NotEvidenced).as_str().to_owned());
        item.mark = match status {
            Some(_) => qualifiers::status_label(ctx, status),
            None => Some(ctx.strings().get_str("not-evidenced").to_owned()),
        };
        return item;
    };
    let until = when.until.iter().flat_map(|id| entry.field_statements(id)).next();
    let words = match (&first.value, until.map(|until| &until.value)) {
        (FieldValue::Date(from), Some(FieldValue::Date(until))) => {
            let period = PeriodBounds { from: Some(from), until: Some(until) };
            field_html::period_html(ctx, period)
        }
        _ => field_html::embedded_value(ctx, entry_index, (from, first)),
    };
    item.when = Some(SafeHtml::new(&words));
    item.mark = qualifiers::status_label(ctx, status);
    item.standing = status.map(|status| status.as_str().to_owned());
    item
}
