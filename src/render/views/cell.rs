//! A cell of a view: the values of one field of an entry.

use crate::render::body::escape_html;
use crate::render::embedded_field;
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::qualifiers::status_label;
use crate::site::views::ViewRequest;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::SafeHtml;
use serde::Serialize;

/// The values of a field with their citation markers, and their evidence status.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewCell {
    label: String,
    html: SafeHtml,
    standing: Option<String>,
    standing_label: Option<String>,
}

/// Returns the values of a field, "not mentioned" if it has none, or nothing if the entry's type
/// does not declare it.
pub(super) fn view_cell(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    field_id: &str,
) -> ViewCell {
    let entry = ctx.site.entry_at(entry_index);
    let Some(field) = entry.entry_type.find_field(field_id) else {
        let (label, html) = (field_id.to_owned(), SafeHtml::new(""));
        return ViewCell { label, html, standing: None, standing_label: None };
    };
    let label = ctx.localized_text(&field.label).0;
    let statements = entry.field_statements(field_id);
    if statements.is_empty() {
        let absent = DisplayStatus::NotEvidenced.as_str().to_owned();
        let text = escape_html(ctx.strings().get_str("not-evidenced"));
        let html = SafeHtml::new(&format!(r#"<span class="reserved">{text}</span>"#));
        return ViewCell { label, html, standing: Some(absent), standing_label: None };
    }
    let status = ctx.site.weakest_status(statements);
    let html = embedded_field::embedded_field_html(ctx, collector, entry_index, field_id);
    ViewCell {
        label,
        html: SafeHtml::new(&html),
        standing_label: status_label(ctx, status),
        standing: status.map(|status| status.as_str().to_owned()),
    }
}

/// Returns the label of a field in the first type that has it, or else its id.
pub(super) fn field_label(ctx: &PageContext<'_>, view: &ViewRequest, field_id: &str) -> String {
    let mut kinds =
        view.entries.iter().map(|entry_index| &ctx.site.entry_at(*entry_index).entry_type);
    let field = kinds.find_map(|kind| kind.find_field(field_id));
    field.map_or_else(|| field_id.to_owned(), |field| ctx.localized_text(&field.label).0)
}

/// Returns the name of the type of the listed entries, which heads their column. Empty if there are
/// none.
pub(super) fn kind_name(ctx: &PageContext<'_>, entries: &[EntryIndex]) -> String {
    let kind = entries.first().map(|entry_index| &ctx.site.entry_at(*entry_index).entry_type);
    kind.map_or_else(String::new, |kind| ctx.localized_text(&kind.name).0)
}
