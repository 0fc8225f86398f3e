//! The value of one field of an entry, as shown in a view.

use crate::render::body::escape_html;
use crate::render::field_html;
use crate::render::model::SafeHtml;
use crate::render::page_context::PageContext;
use crate::render::qualifiers::status_label;
use crate::schema::Statement;
use crate::site::EntryIndex;
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
        return ViewCell { label, html, standing: Some("absent".into()), mark: None };
    }
    let standing = weakest_status(ctx, statements);
    ViewCell {
        label,
        html: SafeHtml::new(&field_html::embedded_inline(ctx, entry_index, id)),
        mark: status_label(ctx, standing),
        standing: standing.map(str::to_owned),
    }
}

/// How firmly several statements stand together: as the least firm of them.
pub(in crate::render) fn weakest_status(
    ctx: &PageContext<'_>,
    statements: &[Statement],
) -> Option<&'static str> {
    let order = ["sourced", "claimed", "absent", "intended", "proposed", "interpretation"];
    let place = |name: &&str| order.iter().position(|own| own == name);
    let standing = |one: &Statement| ctx.site.evidence_status(one);
    statements.iter().filter_map(standing).max_by_key(place)
}
