//! What holds on the day spoken of.

use crate::render::model::{LinkModel, SafeHtml, SourceQuote};
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers};
use crate::schema::{FieldValue, PeriodBounds, Statement, Validity};
use crate::site::in_force::validity_statements;
use crate::site::views::ViewRequest;
use crate::site::{DisplayStatus, EntryIndex};
use serde::Serialize;

/// `view.in-force`.
#[derive(Debug, Serialize)]
pub(super) struct InForceModel {
    /// The day that is spoken of, in words; none: the site has none, so nothing can be said.
    day: Option<SafeHtml>,
    items: Vec<InForceItem>,
}

#[derive(Debug, Serialize)]
struct InForceItem {
    id: String,
    link: LinkModel,
    /// `holds`, `not` or `unknown`.
    state: String,
    /// In words.
    word: String,
    standing: String,
    mark: Option<String>,
    /// Since when and until when: one for each statement.
    periods: Vec<SafeHtml>,
    /// The words that back it.
    ground: Vec<SourceQuote>,
}

pub(super) fn in_force_model(ctx: &PageContext<'_>, view: &ViewRequest) -> InForceModel {
    let Some(day) = ctx.use_as_of_date() else {
        return InForceModel { day: None, items: Vec::new() };
    };
    let mut items: Vec<(Validity, InForceItem)> = Vec::new();
    for entry_index in &view.entries {
        if let Some(state) = ctx.site.validity_on(*entry_index, day) {
            items.push((state, in_force_item(ctx, *entry_index, state)));
        }
    }
    items.sort_by_key(|(state, _)| match state {
        Validity::InForce => 0,
        Validity::Unknown => 1,
        Validity::NotInForce => 2,
    });
    let items = items.into_iter().map(|(_, item)| item).collect();
    InForceModel { day: Some(SafeHtml::new(&field_html::day_html(ctx, day))), items }
}

fn in_force_item(ctx: &PageContext<'_>, entry_index: EntryIndex, state: Validity) -> InForceItem {
    let entry = ctx.site.entry_at(entry_index);
    let statements = validity_statements(entry).unwrap_or_default();
    let name = match state {
        Validity::InForce => "holds",
        Validity::NotInForce => "not",
        Validity::Unknown => "unknown",
    };
    let key = if statements.is_empty() { "not-evidenced" } else { &format!("in-force-{name}") };
    let status = super::weakest_status(ctx, statements).unwrap_or(DisplayStatus::NotEvidenced);
    InForceItem {
        id: entry.id.to_string(),
        link: ctx.entry_link(entry_index),
        state: name.into(),
        word: ctx.strings().get_str(key).to_owned(),
        standing: status.as_str().to_owned(),
        mark: qualifiers::status_label(ctx, Some(status)),
        periods: statements.iter().map(|one| period_html(ctx, one)).collect(),
        ground: statements
            .iter()
            .flat_map(|one| qualifiers::source_quotes(ctx, entry_index, one))
            .collect(),
    }
}

fn period_html(ctx: &PageContext<'_>, statement: &Statement) -> SafeHtml {
    let words = match &statement.value {
        FieldValue::Period(from, until) => {
            let open = match until {
                None => crate::render::body::escape_html(ctx.strings().get_str("in-force-open")),
                Some(_) => String::new(),
            };
            format!("{}{open}", field_html::period_html(ctx, PeriodBounds::new(from, until)))
        }
        FieldValue::None => crate::render::body::escape_html(ctx.strings().get_str("none")),
        _ => crate::render::body::escape_html(ctx.strings().get_str("unknown")),
    };
    SafeHtml::new(&words)
}
