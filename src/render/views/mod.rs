//! Views: what is known, drawn as lists and tables. Each file makes the model of one kind of view,
//! and the component `view.NAME` of the theme places it.

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
use crate::schema::Statement;
use crate::site::EntryIndex;
use crate::site::views::{ViewKind, ViewRequest};
use serde::Serialize;
use tera::Context;

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

/// A value in a view: its label, its words with their markers, and how firmly it stands.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewCell {
    label: String,
    html: SafeHtml,
    standing: Option<String>,
    mark: Option<String>,
}

/// The markup of the view that a fence asks for; none if no view can be drawn.
pub(super) fn view_html(
    scene: &PageContext<'_>,
    body: &MarkdownBody,
    directive: &ViewDirective,
) -> Option<String> {
    let view = scene.site.read_view(body, directive).0?;
    if view.form.is_drawing() {
        scene.require_view_styles();
    }
    let mut context = Context::new();
    let (text, language) =
        view.caption.as_ref().map_or_else(Default::default, |text| scene.localized_text(text));
    let caption = LocalizedString { text, language };
    context.insert("caption", &caption);
    match &view.form {
        ViewKind::List => context.insert("view", &list_and_table::list_model(scene, &view)),
        ViewKind::Table(columns) => {
            context.insert("view", &list_and_table::table_model(scene, &view, columns))
        }
        ViewKind::Timeline(when) => {
            context.insert("view", &steps::timeline_model(scene, &view, when))
        }
        ViewKind::Process | ViewKind::Levels => {
            context.insert("view", &steps::steps_model(scene, &view))
        }
        ViewKind::Matrix(matrix) => context.insert("view", &matrix::matrix_model(scene, matrix)),
        ViewKind::Graph(at, depth) => {
            context.insert("view", &graph::graph_model(scene, *at, *depth))
        }
        ViewKind::Shares(shares) => {
            context.insert("view", &shares::shares_model(scene, &view, shares))
        }
        ViewKind::InForce => context.insert("view", &in_force::in_force_model(scene, &view)),
        ViewKind::Coverage(document) => {
            context.insert("view", &coverage::coverage_model(scene, *document))
        }
        ViewKind::Questions => {
            context.insert("view", &questions_and_glossary::questions_model(scene, &view))
        }
        ViewKind::Glossary => {
            context.insert("view", &questions_and_glossary::glossary_model(scene, &view))
        }
        ViewKind::Standings => {
            context.insert("view", &questions_and_glossary::status_legend_model(scene))
        }
        ViewKind::Own(options) => {
            context.insert("view", &list_and_table::custom_view_model(scene, &view, options))
        }
    }
    // A component's name has no hyphen.
    let name = format!("view.{}", view.name.replace('-', "_"));
    match scene.theme.render_component(&scene.language_tag.0, &name, &context) {
        Ok(html) => Some(html),
        Err(fault) => {
            scene.faults.borrow_mut().push(*fault);
            None
        }
    }
}

fn view_item(scene: &PageContext<'_>, at: EntryIndex) -> ViewItem {
    let child = entry_page::child_link(scene, at);
    ViewItem {
        id: scene.site.entry_at(at).id.to_string(),
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
    scene: &PageContext<'_>,
    view: &ViewRequest,
) -> Vec<(Option<String>, Vec<EntryIndex>)> {
    let Some(field) = &view.group else { return vec![(None, view.entries.clone())] };
    let mut groups: Vec<(Option<String>, Vec<EntryIndex>)> = Vec::new();
    for at in &view.entries {
        let label = field_html::plain_text_value(scene, *at, field)
            .unwrap_or_else(|| scene.strings().get_str("not-evidenced").to_owned());
        match groups.iter_mut().find(|(own, _)| own.as_deref() == Some(&label)) {
            Some((_, entries)) => entries.push(*at),
            None => groups.push((Some(label), vec![*at])),
        }
    }
    groups
}

/// What an entry says in a field, with markers; "not evidenced" if it says nothing.
fn view_cell(scene: &PageContext<'_>, at: EntryIndex, id: &str) -> ViewCell {
    let entry = scene.site.entry_at(at);
    let label = entry
        .kind
        .find_field(id)
        .map_or_else(|| id.to_owned(), |f| scene.localized_text(&f.label).0);
    let statements = entry.field_statements(id);
    if statements.is_empty() {
        let word = super::body::escape_html(scene.strings().get_str("not-evidenced"));
        let html = SafeHtml::new(&format!(r#"<span class="reserved">{word}</span>"#));
        return ViewCell { label, html, standing: Some("absent".into()), mark: None };
    }
    let standing = weakest_status(scene, statements);
    ViewCell {
        label,
        html: SafeHtml::new(&field_html::embedded_inline(scene, at, id)),
        mark: super::qualifiers::status_label(scene, standing),
        standing: standing.map(str::to_owned),
    }
}

/// How firmly several statements stand together: as the least firm of them.
pub(super) fn weakest_status(
    scene: &PageContext<'_>,
    statements: &[Statement],
) -> Option<&'static str> {
    let order = ["sourced", "claimed", "absent", "intended", "proposed", "interpretation"];
    let place = |name: &&str| order.iter().position(|own| own == name);
    let standing = |one: &Statement| scene.site.evidence_status(one);
    statements.iter().filter_map(standing).max_by_key(place)
}
