//! The facts at the top of an entry's page: the fields that its type names in `lead`, or the first
//! ones, each with one proof.

use super::banner::EntryBanner;
use super::field_models::{self, EntryFact, FieldRow};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::source_list;
use crate::site::EntryIndex;
use crate::theme::model::{FieldModel, LinkModel, SafeHtml, ValueModel};

/// How many fields a page begins with if its type does not say.
const MAX_DEFAULT_FIELDS: usize = 5;
/// How many values of a field are shown at the top of the page.
const MAX_VALUES: usize = 3;

/// The facts of an entry on its page.
pub(super) struct PageFacts {
    /// Those at the top.
    pub(super) lead: Vec<FieldModel>,
    /// All of them. Empty if those at the top are all.
    pub(super) all: Vec<FieldModel>,
}

/// Returns the facts of an entry, some of which its page begins with. What the banners say is not
/// repeated at the top.
pub(super) fn page_facts(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    banners: &[EntryBanner],
) -> PageFacts {
    let facts = EntryFact::of_entry(ctx.site, entry_index);
    let lead_facts = select_lead(ctx, entry_index, &facts);
    let is_said = |phrase: &SafeHtml| banners.iter().any(|it| it.sentences.contains(phrase));
    let mut lead = Vec::new();
    let mut has_more = lead_facts.len() < facts.len();
    for fact in lead_facts {
        let mut rows = field_models::lead_rows(ctx, collector, entry_index, fact);
        has_more |= rows.iter().any(|row| row.model.source_quotes.len() > 1)
            || rows.iter().map(|row| row.model.values.len()).sum::<usize>() > MAX_VALUES;
        for row in &mut rows {
            row.model.qualifiers.retain(|phrase| !is_said(phrase));
        }
        lead.push(rows);
    }
    if !has_more {
        let rows = lead.into_iter().flatten();
        let lead = rows.map(|row| with_marker(ctx, collector, entry_index, row)).collect();
        return PageFacts { lead, all: Vec::new() };
    }
    let mut complete_anchors: Vec<Option<String>> = Vec::new();
    let mut shown = Vec::new();
    for rows in lead {
        let short = short_rows(ctx, collector, entry_index, rows);
        if short.is_whole {
            complete_anchors.push(short.anchor);
        }
        shown.extend(short.models);
    }
    let mut all = field_models::entry_fields(ctx, collector, entry_index);
    let mut is_in_lead = false;
    for model in &mut all {
        is_in_lead =
            if model.is_continued { is_in_lead } else { complete_anchors.contains(&model.id) };
        model.is_in_lead = is_in_lead;
    }
    PageFacts { lead: shown, all }
}

/// Returns the facts that a page begins with: those that the type names, or else when the entry is
/// in force and the first ones.
fn select_lead<'a>(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    facts: &[EntryFact<'a>],
) -> Vec<EntryFact<'a>> {
    let kind = &ctx.site.entry_at(entry_index).entry_type;
    let find = |field_id: &str| facts.iter().find(|fact| *fact.field.id == *field_id).copied();
    if let Some(lead) = &kind.lead {
        return lead.iter().filter_map(|field_id| find(field_id)).collect();
    }
    let validity = kind.validity.as_ref();
    let is_validity = |fact: &&EntryFact<'_>| Some(&fact.field.id) == validity;
    let (first, others): (Vec<_>, Vec<_>) = facts.iter().partition(is_validity);
    first.into_iter().chain(others).take(MAX_DEFAULT_FIELDS).copied().collect()
}

/// The rows of a field, cut for the top of a page.
struct ShortRows {
    models: Vec<FieldModel>,
    /// The field's anchor.
    anchor: Option<String>,
    /// Whether nothing is left out.
    is_whole: bool,
}

/// Returns the values that hold, or else the first ones, with one proof for each row.
fn short_rows(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    rows: Vec<FieldRow<'_>>,
) -> ShortRows {
    let anchor = rows.first().and_then(|row| row.model.id.clone());
    let n_values: usize = rows.iter().map(|row| row.model.values.len()).sum();
    let n_rows = rows.len();
    let is_past = |row: &FieldRow<'_>| row.model.state.as_deref() == Some("not");
    let has_current = rows.iter().any(|row| !is_past(row));
    let mut left = MAX_VALUES;
    let mut is_whole = true;
    let mut models: Vec<FieldModel> = Vec::new();
    for row in rows.into_iter().filter(|row| !has_current || !is_past(row)) {
        if left == 0 {
            break;
        }
        let FieldRow { mut model, first } = row;
        is_whole &= model.source_quotes.len() <= 1 && model.note.is_none();
        model.source_quotes.truncate(1);
        model.values.truncate(left);
        left -= model.values.len();
        (model.id, model.note) = (None, None);
        models.push(with_marker(ctx, collector, entry_index, FieldRow { model, first }));
    }
    let n_shown: usize = models.iter().map(|model| model.values.len()).sum();
    is_whole &= n_shown == n_values && models.len() == n_rows;
    if let (Some(last), Some(anchor), true) = (models.last_mut(), &anchor, n_shown < n_values) {
        last.more = Some(LinkModel {
            title: ctx.strings().format("see-all", &[("count", &n_values.to_string())]),
            href: format!("#{anchor}"),
            language: None,
        });
    }
    if let Some(first) = models.first_mut() {
        first.is_continued = false;
    }
    ShortRows { models, anchor, is_whole }
}

/// Returns a row with the numbered marker of its first source, unless its value is a citation.
fn with_marker(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    row: FieldRow<'_>,
) -> FieldModel {
    let entry = ctx.site.entry_at(entry_index);
    let mut model = row.model;
    let first = row.first.citations().get(..1).unwrap_or_default();
    if matches!(model.values.last(), Some(ValueModel::Citation { .. }) | None) || first.is_empty() {
        return model;
    }
    let marker = source_list::citation_markers(ctx, collector, first, entry);
    match model.values.last_mut() {
        Some(ValueModel::Inline { html }) => {
            *html = SafeHtml::new(&format!("{}{marker}", html.markup()));
        }
        Some(ValueModel::Block { html, .. }) if html.markup().trim_end().ends_with("</p>") => {
            let text = html.markup().trim_end().trim_end_matches("</p>");
            *html = SafeHtml::new(&format!("{text}{marker}</p>"));
        }
        _ => model.marker = Some(SafeHtml::new(&marker)),
    }
    model
}
