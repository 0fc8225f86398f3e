//! Entries in time and in order.

use super::{Item, firmness, item};
use crate::render::scene::Scene;
use crate::render::view::Html;
use crate::render::{field, qualified, sources};
use crate::schema::{Kind, Statement, Value};
use crate::site::EntryIndex;
use crate::site::views::{View, When};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// `view.timeline`, `view.process` and `view.levels`.
#[derive(Debug, Serialize)]
pub(super) struct Steps {
    items: Vec<Item>,
}

/// Entries by the last day that they may be of; those whose day nobody knows come last.
pub(super) fn timeline(scene: &Scene<'_>, view: &View, when: &When) -> Steps {
    let mut entries = view.entries.clone();
    let key = |at: &EntryIndex| {
        let statements = when.from.iter().flat_map(|id| scene.site.entry(*at).statements(id));
        let days = statements.filter_map(|statement| match &statement.value {
            Value::Date(date) | Value::Period(Some(date), _) => date.latest.or(date.value),
            _ => None,
        });
        let day = days.map(|day| day.last()).next();
        (day.is_none(), day)
    };
    entries.sort_by_key(key);
    Steps { items: entries.into_iter().map(|at| with_ground(scene, at, when)).collect() }
}

/// Steps in the order that they are given.
pub(super) fn steps(scene: &Scene<'_>, view: &View) -> Steps {
    let when = |at: &EntryIndex| {
        let fields = scene.site.entry(*at).kind.fields.iter();
        let date = fields.into_iter().find(|field| field.kind == Kind::Date);
        When { from: date.map(|field| Arc::clone(&field.id)), until: None }
    };
    Steps { items: view.entries.iter().map(|at| in_order(scene, *at, &when(at))).collect() }
}

/// A step with the markers of its day.
fn in_order(scene: &Scene<'_>, at: EntryIndex, when: &When) -> Item {
    let mut item = in_time(scene, at, when);
    let entry = scene.site.entry(at);
    let day = when.from.iter().flat_map(|id| entry.statements(id)).next();
    item.markers = day.map(|day| Html::new(&sources::markers(scene, day.sources(), entry)));
    item
}

/// A step with the words that back it: what was done, and then when.
fn with_ground(scene: &Scene<'_>, at: EntryIndex, when: &When) -> Item {
    let mut item = in_time(scene, at, when);
    let entry = scene.site.entry(at);
    let main = entry.fields.first().and_then(|(_, statements)| statements.first());
    let day = when.from.iter().flat_map(|id| entry.statements(id)).next();
    let mut seen = HashSet::new();
    let first = |one: &'_ Statement| one.sources().first().cloned();
    for citation in main.into_iter().chain(day).filter_map(first) {
        if seen.insert(citation.written()) {
            item.ground.push(sources::ground(scene, &citation, entry));
        }
    }
    item
}

fn in_time(scene: &Scene<'_>, at: EntryIndex, when: &When) -> Item {
    let entry = scene.site.entry(at);
    let mut item = item(scene, at);
    let Some(from) = &when.from else { return item };
    let statements = entry.statements(from);
    // What is only proposed or intended marks the step, whatever its day stands as.
    let main = entry.fields.first().map_or(&[][..], |(_, statements)| statements);
    let is_open = |name: &&str| matches!(*name, "intended" | "proposed" | "interpretation");
    let standing = firmness(scene, main).filter(is_open).or_else(|| firmness(scene, statements));
    let Some(first) = statements.first() else {
        let words = crate::render::body::escape(scene.words().get("date-unknown"));
        item.when = Some(Html::new(&words));
        item.standing = Some(standing.unwrap_or("absent").to_owned());
        item.mark = match standing {
            Some(_) => qualified::mark(scene, standing),
            None => Some(scene.words().get("not-evidenced").to_owned()),
        };
        return item;
    };
    let until = when.until.iter().flat_map(|id| entry.statements(id)).next();
    let words = match (&first.value, until.map(|until| &until.value)) {
        (Value::Date(from), Some(Value::Date(until))) => {
            field::period(scene, (Some(from), Some(until)))
        }
        _ => field::shown(scene, at, (from, first)),
    };
    item.when = Some(Html::new(&words));
    item.mark = qualified::mark(scene, standing);
    item.standing = standing.map(str::to_owned);
    item
}
