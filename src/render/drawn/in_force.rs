//! What holds on the day spoken of.

use crate::render::scene::Scene;
use crate::render::view::{Ground, Html, Link};
use crate::render::{field, qualified};
use crate::schema::{State, Statement, Value};
use crate::site::EntryIndex;
use crate::site::in_force::validity;
use crate::site::views::View;
use serde::Serialize;

/// `view.in-force`.
#[derive(Debug, Serialize)]
pub(super) struct InForce {
    /// The day that is spoken of, in words; none: the site has none, so nothing can be said.
    day: Option<Html>,
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    id: String,
    link: Link,
    /// `holds`, `not` or `unknown`.
    state: String,
    /// In words.
    word: String,
    standing: String,
    mark: Option<String>,
    /// Since when and until when: one for each statement.
    periods: Vec<Html>,
    /// The words that back it.
    ground: Vec<Ground>,
}

pub(super) fn in_force(scene: &Scene<'_>, view: &View) -> InForce {
    let Some(day) = scene.spoken_of() else {
        return InForce { day: None, items: Vec::new() };
    };
    let mut items: Vec<(State, Item)> = Vec::new();
    for at in &view.entries {
        if let Some(state) = scene.site.state(*at, day) {
            items.push((state, item(scene, *at, state)));
        }
    }
    items.sort_by_key(|(state, _)| match state {
        State::Holds => 0,
        State::Unknown => 1,
        State::Not => 2,
    });
    let items = items.into_iter().map(|(_, item)| item).collect();
    InForce { day: Some(Html::new(&field::day(scene, day))), items }
}

fn item(scene: &Scene<'_>, at: EntryIndex, state: State) -> Item {
    let entry = scene.site.entry(at);
    let statements = validity(entry).unwrap_or_default();
    let name = match state {
        State::Holds => "holds",
        State::Not => "not",
        State::Unknown => "unknown",
    };
    let key = if statements.is_empty() { "not-evidenced" } else { &format!("in-force-{name}") };
    let standing = super::firmness(scene, statements).unwrap_or("absent");
    Item {
        id: entry.id.to_string(),
        link: scene.link(at),
        state: name.into(),
        word: scene.words().get(key).to_owned(),
        standing: standing.to_owned(),
        mark: qualified::mark(scene, Some(standing)),
        periods: statements.iter().map(|one| period(scene, one)).collect(),
        ground: statements.iter().flat_map(|one| qualified::ground(scene, at, one)).collect(),
    }
}

fn period(scene: &Scene<'_>, statement: &Statement) -> Html {
    let words = match &statement.value {
        Value::Period(from, until) => {
            let open = match until {
                None => crate::render::body::escape(scene.words().get("in-force-open")),
                Some(_) => String::new(),
            };
            format!("{}{open}", field::period(scene, (from.as_ref(), until.as_ref())))
        }
        Value::None => crate::render::body::escape(scene.words().get("none")),
        _ => crate::render::body::escape(scene.words().get("unknown")),
    };
    Html::new(&words)
}
