//! The value of one field of an entry, as shown in a view.

use crate::render::body::escape_html;
use crate::render::field_html;
use crate::render::model::SafeHtml;
use crate::render::page_context::PageContext;
use crate::render::qualifiers::status_label;
use crate::schema::Statement;
use crate::site::{DisplayStatus, EntryIndex};
use serde::Serialize;

/// A value in a view: its label, its words with their markers, and how firmly it stands.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewCell {
    label: String,
    html: SafeHtml,
    standing: Option<String>,
    mark: Option<String>,
}

/// What an entry says in a field, with markers; "not evidenced" if it says nothing.
pub(super) fn view_cell(ctx: &PageContext<'_>, entry_index: EntryIndex, id: &str) -> ViewCell {
    let entry = ctx.site.entry_at(entry_index);
    let label =
        entry.kind.find_field(id).map_or_else(|| id.to_owned(), |f| ctx.localized_text(&f.label).0);
    let statements = entry.field_statements(id);
    if statements.is_empty() {
        let word = escape_html(ctx.strings().get_str("not-evidenced"));
        let html = SafeHtml::new(&format!(r#"<span class="reserved">{word}</span>"#));
        return ViewCell {
            label,
            html,
            standing: Some(DisplayStatus::NotEvidenced.as_str().to_owned()),
            mark: None,
        };
    }
    let status = weakest_status(ctx, statements);
    ViewCell {
        label,
        html: SafeHtml::new(&field_html::embedded_inline(ctx, entry_index, id)),
        mark: status_label(ctx, status),
        standing: status.map(|status| status.as_str().to_owned()),
    }
}

/// Returns the weakest of the statements' statuses.
pub(in crate::render) fn weakest_status(
    ctx: &PageContext<'_>,
    statements: &[Statement],
) -> Option<DisplayStatus> {
    statements.iter().filter_map(|statement| ctx.site.display_status(statement)).max()
}
