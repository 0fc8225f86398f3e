//! Views: what is known, drawn as lists and tables. Each file makes the model of one kind of view,
//! and the component `view.NAME` of the theme places it.

mod cell;
mod list_and_table;
mod coverage;
mod graph;
mod in_force;
mod matrix;
mod shares;
mod steps;
mod questions_and_glossary;

use super::entry_page;
use super::field_html;
use super::model::{LinkModel, LocalizedString, SafeHtml, SourceQuote};
use super::page_context::PageContext;
use crate::parse::{MarkdownBody, ViewDirective};
use crate::site::EntryIndex;
use crate::site::views::{ViewKind, ViewRequest};
use serde::Serialize;
use tera::Context;

pub(super) use cell::weakest_status;
use cell::{ViewCell, view_cell};

/// An entry in a view.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewItem {
    /// Its id.
    id: String,
    /// Its page.
    link: LinkModel,
    /// Its description, or its first words.
    summary: Option<String>,
    /// When it was, in words.
    when: Option<SafeHtml>,
    /// In a process: the markers of that.
    markers: Option<SafeHtml>,
    /// How firmly it stands.
    standing: Option<String>,
    /// The word for that, if it is not the usual one.
    mark: Option<String>,
    /// In a timeline: the words that back it, shown beside it.
    ground: Vec<SourceQuote>,
}

/// The markup of the view that a fence asks for; none if no view can be drawn.
pub(super) fn view_html(
    ctx: &PageContext<'_>,
    body: &MarkdownBody,
    directive: &ViewDirective,
) -> Option<String> {
    let view = ctx.site.read_view(body, directive).0?;
    if view.form.is_drawing() {
        ctx.require_view_styles();
    }
    let mut context = Context::new();
    let (text, language) =
        view.caption.as_ref().map_or_else(Default::default, |text| ctx.localized_text(text));
    let caption = LocalizedString { text, language };
    context.insert("caption", &caption);
    match &view.form {
        ViewKind::List => context.insert("view", &list_and_table::list_model(ctx, &view)),
        ViewKind::Table(columns) => {
            context.insert("view", &list_and_table::table_model(ctx, &view, columns));
        }
        ViewKind::Timeline(when) => {
            context.insert("view", &steps::timeline_model(ctx, &view, when));
        }
        ViewKind::Process | ViewKind::Levels => {
            context.insert("view", &steps::steps_model(ctx, &view));
        }
        ViewKind::Matrix(matrix) => context.insert("view", &matrix::matrix_model(ctx, matrix)),
        ViewKind::Graph(entry_index, depth) => {
            context.insert("view", &graph::graph_model(ctx, *entry_index, *depth));
        }
        ViewKind::Shares(shares) => {
            context.insert("view", &shares::shares_model(ctx, &view, shares));
        }
        ViewKind::InForce => context.insert("view", &in_force::in_force_model(ctx, &view)),
        ViewKind::Coverage(document) => {
            context.insert("view", &coverage::coverage_model(ctx, *document));
        }
        ViewKind::Questions => {
            context.insert("view", &questions_and_glossary::questions_model(ctx, &view));
        }
        ViewKind::Glossary => {
            context.insert("view", &questions_and_glossary::glossary_model(ctx, &view));
        }
        ViewKind::Standings => {
            context.insert("view", &questions_and_glossary::status_legend_model(ctx));
        }
        ViewKind::Own(options) => {
            context.insert("view", &list_and_table::custom_view_model(ctx, &view, options));
        }
    }
    // A component's name has no hyphen.
    let name = format!("view.{}", view.name.replace('-', "_"));
    match ctx.theme.render_component(&ctx.language_tag.0, &name, &context) {
        Ok(html) => Some(html),
        Err(diagnostic) => {
            ctx.faults.borrow_mut().push(*diagnostic);
            None
        }
    }
}

fn view_item(ctx: &PageContext<'_>, entry_index: EntryIndex) -> ViewItem {
    let child = entry_page::child_link(ctx, entry_index);
    ViewItem {
        id: ctx.site.entry_at(entry_index).id.to_string(),
        link: child.link,
        summary: child.summary,
        when: None,
        markers: None,
        standing: None,
        mark: None,
        ground: Vec::new(),
    }
}

/// The entries of a view in their groups: the label of each, and its entries.
fn grouped_entries(
    ctx: &PageContext<'_>,
    view: &ViewRequest,
) -> Vec<(Option<String>, Vec<EntryIndex>)> {
    let Some(field) = &view.group else { return vec![(None, view.entries.clone())] };
    let mut groups: Vec<(Option<String>, Vec<EntryIndex>)> = Vec::new();
    for entry_index in &view.entries {
        let label = field_html::plain_text_value(ctx, *entry_index, field)
            .unwrap_or_else(|| ctx.strings().get_str("not-evidenced").to_owned());
        match groups.iter_mut().find(|(own, _)| own.as_deref() == Some(&label)) {
            Some((_, entries)) => entries.push(*entry_index),
            None => groups.push((Some(label), vec![*entry_index])),
        }
    }
    groups
}
