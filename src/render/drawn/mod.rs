//! Views: what is known, drawn as lists and tables. Each file makes the model of one kind of view,
//! and the component `view.NAME` of the theme places it.

mod catalogue;
mod coverage;
mod graph;
mod in_force;
mod matrix;
mod shares;
mod steps;
mod words;

use super::entry;
use super::field;
use super::scene::Scene;
use super::view::{Ground, Html, Link, Wording};
use crate::parse::{Body, Directive};
use crate::schema::Statement;
use crate::site::EntryIndex;
use crate::site::views::{Form, View};
use serde::Serialize;
use tera::Context;

/// An entry in a view.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Item {
    /// Its id.
    id: String,
    /// Its page.
    link: Link,
    /// Its description, or its first words.
    summary: Option<String>,
    /// When it was, in words.
    when: Option<Html>,
    /// In a process: the markers of that.
    markers: Option<Html>,
    /// How firmly it stands.
    standing: Option<String>,
    /// The word for that, if it is not the usual one.
    mark: Option<String>,
    /// In a timeline: the words that back it, shown beside it.
    ground: Vec<Ground>,
}

/// A value in a view: its label, its words with their markers, and how firmly it stands.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cell {
    label: String,
    html: Html,
    standing: Option<String>,
    mark: Option<String>,
}

/// The markup of the view that a fence asks for; none if no view can be drawn.
pub(super) fn html(scene: &Scene<'_>, body: &Body, directive: &Directive) -> Option<String> {
    let view = scene.site.view(body, directive).0?;
    if view.form.is_picture() {
        scene.draw();
    }
    let mut context = Context::new();
    let (text, language) =
        view.caption.as_ref().map_or_else(Default::default, |text| scene.text(text));
    let caption = Wording { text, language };
    context.insert("caption", &caption);
    match &view.form {
        Form::List => context.insert("view", &catalogue::list(scene, &view)),
        Form::Table(columns) => context.insert("view", &catalogue::table(scene, &view, columns)),
        Form::Timeline(when) => context.insert("view", &steps::timeline(scene, &view, when)),
        Form::Process | Form::Levels => context.insert("view", &steps::steps(scene, &view)),
        Form::Matrix(matrix) => context.insert("view", &matrix::matrix(scene, matrix)),
        Form::Graph(at, depth) => context.insert("view", &graph::graph(scene, *at, *depth)),
        Form::Shares(shares) => context.insert("view", &shares::shares(scene, &view, shares)),
        Form::InForce => context.insert("view", &in_force::in_force(scene, &view)),
        Form::Coverage(document) => context.insert("view", &coverage::coverage(scene, *document)),
        Form::Questions => context.insert("view", &words::questions(scene, &view)),
        Form::Glossary => context.insert("view", &words::glossary(scene, &view)),
        Form::Standings => context.insert("view", &words::standings(scene)),
        Form::Own(options) => context.insert("view", &catalogue::own(scene, &view, options)),
    }
    // A component's name has no hyphen.
    let name = format!("view.{}", view.name.replace('-', "_"));
    match scene.theme.component(&scene.tag.0, &name, &context) {
        Ok(html) => Some(html),
        Err(fault) => {
            scene.faults.borrow_mut().push(*fault);
            None
        }
    }
}

fn item(scene: &Scene<'_>, at: EntryIndex) -> Item {
    let child = entry::child(scene, at);
    Item {
        id: scene.site.entry(at).id.to_string(),
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
fn groups(scene: &Scene<'_>, view: &View) -> Vec<(Option<String>, Vec<EntryIndex>)> {
    let Some(field) = &view.group else { return vec![(None, view.entries.clone())] };
    let mut groups: Vec<(Option<String>, Vec<EntryIndex>)> = Vec::new();
    for at in &view.entries {
        let label = field::plain(scene, *at, field)
            .unwrap_or_else(|| scene.words().get("not-evidenced").to_owned());
        match groups.iter_mut().find(|(own, _)| own.as_deref() == Some(&label)) {
            Some((_, entries)) => entries.push(*at),
            None => groups.push((Some(label), vec![*at])),
        }
    }
    groups
}

/// What an entry says in a field, with markers; "not evidenced" if it says nothing.
fn cell(scene: &Scene<'_>, at: EntryIndex, id: &str) -> Cell {
    let entry = scene.site.entry(at);
    let label = entry.kind.field(id).map_or_else(|| id.to_owned(), |f| scene.text(&f.label).0);
    let statements = entry.statements(id);
    if statements.is_empty() {
        let word = super::body::escape(scene.words().get("not-evidenced"));
        let html = Html::new(&format!(r#"<span class="reserved">{word}</span>"#));
        return Cell { label, html, standing: Some("absent".into()), mark: None };
    }
    let standing = firmness(scene, statements);
    Cell {
        label,
        html: Html::new(&field::in_line(scene, at, id)),
        mark: super::qualified::mark(scene, standing),
        standing: standing.map(str::to_owned),
    }
}

/// How firmly several statements stand together: as the least firm of them.
pub(super) fn firmness(scene: &Scene<'_>, statements: &[Statement]) -> Option<&'static str> {
    let order = ["sourced", "claimed", "absent", "intended", "proposed", "interpretation"];
    let place = |name: &&str| order.iter().position(|own| own == name);
    let standing = |one: &Statement| scene.site.stands_as(one);
    statements.iter().filter_map(standing).max_by_key(place)
}
