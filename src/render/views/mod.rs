//! Views: lists, tables and diagrams computed from the graph of entries.
//!
//! Each file makes the models of some views; the component `view.NAME` of the theme renders them.

mod cell;
mod list_and_table;
mod coverage;
mod graph;
mod in_force;
mod matrix;
mod shares;
mod steps;
mod time_scale;
mod questions_and_glossary;
mod answers;

use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{entry_page, field_models, guidance, redline};
use crate::parse::{MarkdownBody, ViewDirective};
use crate::site::EntryIndex;
use crate::site::views::{ViewKind, ViewRequest};
use crate::theme::model::{LinkModel, SafeHtml, SourceQuote};
use serde::Serialize;
use tera::Context;

use cell::{ViewCell, field_label, kind_name, view_cell};
use time_scale::TimeBar;

/// An entry in a view.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewItem {
    /// The entry's id.
    id: String,
    /// Its page.
    link: LinkModel,
    /// That another entry has replaced it: "replaced 2019".
    replaced: Option<String>,
    /// Its description, or the start of its text.
    summary: Option<String>,
    /// Its date.
    when: Option<SafeHtml>,
    /// In a process: the citation markers of the date.
    markers: Option<SafeHtml>,
    /// Its evidence status.
    standing: Option<String>,
    /// The label of the status, if a reader has to notice it.
    standing_label: Option<String>,
    /// In a timeline: where on its scale it is, once for each date.
    bars: Vec<TimeBar>,
    /// In a timeline: the quotes that support it.
    source_quotes: Vec<SourceQuote>,
}

/// The caption of a view.
#[derive(Debug, Serialize)]
struct CaptionModel {
    text: String,
    /// The language of the text, if it is not the page's.
    language: Option<String>,
    /// The page that says what the lines of the view mean.
    legend: Option<LinkModel>,
}

/// Returns the link to the legend, for a view with lines that say how certain something is.
fn legend(ctx: &PageContext<'_>, kind: &ViewKind) -> Option<LinkModel> {
    let has_lines = match kind {
        ViewKind::Timeline(_)
        | ViewKind::Matrix(_)
        | ViewKind::Process { .. }
        | ViewKind::Graph { .. }
        | ViewKind::Shares(_)
        | ViewKind::InForce => true,
        ViewKind::List
        | ViewKind::Table(_)
        | ViewKind::Levels
        | ViewKind::Coverage(_)
        | ViewKind::Redline { .. }
        | ViewKind::Questions
        | ViewKind::Glossary
        | ViewKind::Answers(_)
        | ViewKind::Standings
        | ViewKind::Custom(_) => false,
    };
    guidance::legend_link(ctx).filter(|_| has_lines)
}

/// Renders the view that a directive asks for. `None` means that it has errors.
pub(super) fn view_html(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    body: &MarkdownBody,
    directive: &ViewDirective,
) -> Option<String> {
    let view = ctx.site.read_view(body, directive).0?;
    // A custom component may use any class.
    collector.needs_page_styles |= matches!(view.kind, ViewKind::Custom(_));
    let mut context = Context::new();
    let (text, language) =
        view.caption.as_ref().map_or_else(Default::default, |text| ctx.localized_text(text));
    let caption = CaptionModel { text, language, legend: legend(ctx, &view.kind) };
    context.insert("caption", &caption);
    match &view.kind {
        ViewKind::List => context.insert("view", &list_and_table::list_model(ctx, &view)),
        ViewKind::Table(columns) => {
            context.insert("view", &list_and_table::table_model(ctx, collector, &view, columns));
        }
        ViewKind::Timeline(when) => {
            context.insert("view", &steps::timeline_model(ctx, collector, &view, when));
        }
        ViewKind::Process { steps, order } => {
            let order = order.as_ref();
            context.insert("view", &steps::process_model(ctx, collector, steps, order));
        }
        ViewKind::Levels => {
            context.insert("view", &steps::levels_model(ctx, collector, &view));
        }
        ViewKind::Matrix(matrix) => {
            context.insert("view", &matrix::matrix_model(ctx, collector, matrix));
        }
        ViewKind::Graph { root, depth } => {
            context.insert("view", &graph::graph_model(ctx, collector, *root, *depth));
        }
        ViewKind::Shares(shares) => {
            context.insert("view", &shares::shares_model(ctx, collector, &view, shares));
        }
        ViewKind::InForce => {
            context.insert("view", &in_force::in_force_model(ctx, collector, &view));
        }
        ViewKind::Coverage(document) => {
            context.insert("view", &coverage::coverage_model(ctx, *document));
        }
        ViewKind::Redline { older, newer } => {
            let model = redline::redline_model(ctx, collector, *older, *newer);
            context.insert("view", &redline::with_own_page(ctx, model, *older, *newer));
        }
        ViewKind::Questions => {
            context.insert("view", &questions_and_glossary::questions_model(ctx, collector, &view));
        }
        ViewKind::Glossary => {
            context.insert("view", &questions_and_glossary::glossary_model(ctx, collector, &view));
        }
        ViewKind::Answers(questions) => {
            context.insert("view", &answers::answers_model(ctx, collector, questions));
        }
        ViewKind::Standings => {
            context.insert("view", &questions_and_glossary::status_legend_model(ctx));
        }
        ViewKind::Custom(options) => {
            context
                .insert("view", &list_and_table::custom_view_model(ctx, collector, &view, options));
        }
    }
    // A component's name has no hyphen.
    let name = format!("view.{}", view.name.replace('-', "_"));
    // A page with an error is rendered again, with a theme that may lack a view of the site's own.
    if !(collector.template_errors.is_empty() && ctx.theme.has_component(&name)) {
        return None;
    }
    match ctx.theme.render_component(&ctx.localized.language_tag.0, &name, &context) {
        Ok(html) => Some(html),
        Err(diagnostic) => {
            collector.template_errors.push(*diagnostic);
            None
        }
    }
}

fn view_item(ctx: &PageContext<'_>, entry_index: EntryIndex) -> ViewItem {
    let child = entry_page::child_link(ctx, entry_index);
    ViewItem {
        id: ctx.site.entry_at(entry_index).id.to_string(),
        link: child.link,
        replaced: child.replaced,
        summary: child.summary,
        when: None,
        markers: None,
        standing: None,
        standing_label: None,
        bars: Vec::new(),
        source_quotes: Vec::new(),
    }
}

/// Returns the entries of a view by group, each with its label. `None` means there is no grouping.
fn grouped_entries(
    ctx: &PageContext<'_>,
    view: &ViewRequest,
) -> Vec<(Option<String>, Vec<EntryIndex>)> {
    let Some(field) = &view.group else { return vec![(None, view.entries.clone())] };
    let mut groups: Vec<(Option<String>, Vec<EntryIndex>)> = Vec::new();
    for entry_index in &view.entries {
        let label = field_models::plain_text_value(ctx, *entry_index, field)
            .unwrap_or_else(|| ctx.strings().get_str("not-evidenced").to_owned());
        match groups.iter_mut().find(|(group_label, _)| group_label.as_deref() == Some(&label)) {
            Some((_, entries)) => entries.push(*entry_index),
            None => groups.push((Some(label), vec![*entry_index])),
        }
    }
    groups
}
