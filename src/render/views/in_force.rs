//! What is in force on the as-of date.

use crate::render::body::escape_html;
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers};
use crate::schema::{FieldValue, Statement, Validity};
use crate::site::in_force::validity_statements;
use crate::site::views::ViewRequest;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{LinkModel, SafeHtml, SourceQuote};
use serde::Serialize;

/// `view.in-force`.
#[derive(Debug, Serialize)]
pub(super) struct InForceModel {
    /// The as-of date. `None` means that the site has none, so the view is empty.
    day: Option<SafeHtml>,
    items: Vec<InForceItem>,
}

#[derive(Debug, Serialize)]
struct InForceItem {
    id: String,
    link: LinkModel,
    /// `holds`, `not` or `unknown`.
    state: String,
    /// The state as text.
    word: String,
    standing: String,
    mark: Option<String>,
    /// The period of each statement.
    periods: Vec<SafeHtml>,
    /// The quotes that support it.
    ground: Vec<SourceQuote>,
}

pub(super) fn in_force_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
) -> InForceModel {
    collector.uses_as_of_date = true;
    let Some(day) = ctx.site.config.as_of else {
        return InForceModel { day: None, items: Vec::new() };
    };
    let mut items: Vec<(Validity, InForceItem)> = Vec::new();
    for entry_index in &view.entries {
        if let Some(validity) = ctx.site.validity_on(*entry_index, day) {
            items.push((validity, in_force_item(ctx, *entry_index, validity)));
        }
    }
    items.sort_by_key(|(validity, _)| match validity {
        Validity::InForce => 0,
        Validity::Unknown => 1,
        Validity::NotInForce => 2,
    });
    let items = items.into_iter().map(|(_, item)| item).collect();
    InForceModel { day: Some(SafeHtml::new(&field_html::day_html(ctx, day))), items }
}

fn in_force_item(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    validity: Validity,
) -> InForceItem {
    let entry = ctx.site.entry_at(entry_index);
    let statements = validity_statements(entry).unwrap_or_default();
    let state = match validity {
        Validity::InForce => "holds",
        Validity::NotInForce => "not",
        Validity::Unknown => "unknown",
    };
    let string_key =
        if statements.is_empty() { "not-evidenced" } else { &format!("in-force-{state}") };
    let status = super::weakest_status(ctx, statements).unwrap_or(DisplayStatus::NotEvidenced);
    InForceItem {
        id: entry.id.to_string(),
        link: ctx.entry_link(entry_index),
        state: state.into(),
        word: ctx.strings().get_str(string_key).to_owned(),
        standing: status.as_str().to_owned(),
        mark: qualifiers::status_label(ctx, Some(status)),
        periods: statements.iter().map(|statement| period_html(ctx, statement)).collect(),
        ground: statements
            .iter()
            .flat_map(|statement| qualifiers::source_quotes(ctx, entry_index, statement))
            .collect(),
    }
}

fn period_html(ctx: &PageContext<'_>, statement: &Statement) -> SafeHtml {
    let reserved = |word: &str| escape_html(ctx.strings().get_str(word));
    let html = match (&statement.value, statement.value.as_period()) {
        (FieldValue::None, _) => reserved("none"),
        (_, None) => reserved("unknown"),
        (_, Some(period)) => {
            let open_end = match period.until {
                None => reserved("in-force-open"),
                Some(_) => String::new(),
            };
            format!("{}{open_end}", field_html::period_html(ctx, period))
        }
    };
    SafeHtml::new(&html)
}
