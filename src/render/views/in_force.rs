//! What holds on the day spoken of.

use crate::render::model::{LinkModel, SafeHtml, SourceQuote};
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers};
use crate::schema::{FieldValue, Statement, Validity};
use crate::site::EntryIndex;
use crate::site::in_force::validity_statements;
use crate::site::views::ViewRequest;
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

pub(super) fn in_force_model(scene: &PageContext<'_>, view: &ViewRequest) -> InForceModel {
    let Some(day) = scene.use_as_of_date() else {
        return InForceModel { day: None, items: Vec::new() };
    };
    let mut items: Vec<(Validity, InForceItem)> = Vec::new();
    for at in &view.entries {
        if let Some(state) = scene.site.validity_on(*at, day) {
            items.push((state, in_force_item(scene, *at, state)));
        }
    }
    items.sort_by_key(|(state, _)| match state {
        Validity::InForce => 0,
        Validity::Unknown => 1,
        Validity::NotInForce => 2,
    });
    let items = items.into_iter().map(|(_, item)| item).collect();
    InForceModel { day: Some(SafeHtml::new(&field_html::day_html(scene, day))), items }
}

fn in_force_item(scene: &PageContext<'_>, at: EntryIndex, state: Validity) -> InForceItem {
    let entry = scene.site.entry_at(at);
    let statements = validity_statements(entry).unwrap_or_default();
    let name = match state {
        Validity::InForce => "holds",
        Validity::NotInForce => "not",
        Validity::Unknown => "unknown",
    };
    let key = if statements.is_empty() { "not-evidenced" } else { &format!("in-force-{name}") };
    let standing = super::weakest_status(scene, statements).unwrap_or("absent");
    InForceItem {
        id: entry.id.to_string(),
        link: scene.entry_link(at),
        state: name.into(),
        word: scene.strings().get_str(key).to_owned(),
        standing: standing.to_owned(),
        mark: qualifiers::status_label(scene, Some(standing)),
        periods: statements.iter().map(|one| period_html(scene, one)).collect(),
        ground: statements
            .iter()
            .flat_map(|one| qualifiers::source_quotes(scene, at, one))
            .collect(),
    }
}

fn period_html(scene: &PageContext<'_>, statement: &Statement) -> SafeHtml {
    let words = match &statement.value {
        FieldValue::Period(from, until) => {
            let open = match until {
                None => crate::render::body::escape_html(scene.strings().get_str("in-force-open")),
                Some(_) => String::new(),
            };
            format!("{}{open}", field_html::period_html(scene, (from.as_ref(), until.as_ref())))
        }
        FieldValue::None => crate::render::body::escape_html(scene.strings().get_str("none")),
        _ => crate::render::body::escape_html(scene.strings().get_str("unknown")),
    };
    SafeHtml::new(&words)
}
