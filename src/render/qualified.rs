//! What is said about a value, in words: how firmly it stands, since when, who says so.

use super::body::escape;
use super::scene::Scene;
use super::view::{Ground, Html, Wording};
use super::{field, sources};
use crate::schema::{State, Statement};
use crate::site::EntryIndex;
use std::fmt::Write as _;

/// The word for a standing that is not the usual one.
pub(super) fn mark(scene: &Scene<'_>, standing: Option<&str>) -> Option<String> {
    let standing = standing.filter(|name| !matches!(*name, "sourced" | "claimed" | "absent"))?;
    Some(scene.words().get(&format!("standing-{standing}")).to_owned())
}

/// "från och med 1 april 2014", "enligt …", and whether it holds on the day spoken of.
pub(super) fn words(scene: &Scene<'_>, statement: &Statement) -> Vec<Html> {
    let mut told = Vec::new();
    let period = statement.period();
    if period != (None, None) {
        told.push(Html::new(&field::period(scene, period)));
        if let Some(day) = scene.spoken_of() {
            let key = match State::on(day, period) {
                State::Holds => "state-holds",
                State::Not => "state-not",
                State::Unknown => "state-unknown",
            };
            told.push(Html::new(&field::filled(scene, key, &[("day", &field::day(scene, day))])));
        }
    }
    if let Some(speaker) = statement.according_to() {
        let name = match scene.site.speaker(speaker) {
            Some(at) => field::link(scene, at),
            None => format!(r#"<span class="broken">{}</span>"#, escape(&speaker.text)),
        };
        told.push(Html::new(&field::filled(scene, "according-to", &[("speaker", &name)])));
    }
    told
}

/// A value in a running text, with its period, and a word for what it does not stand as.
pub(super) fn embedded(scene: &Scene<'_>, statement: &Statement, value: String) -> String {
    let mut told = value;
    let period = statement.period();
    if period != (None, None) {
        told = format!("{told} ({})", field::period(scene, period));
    }
    if let Some(mark) = mark(scene, scene.site.stands_as(statement)) {
        let standing = scene.site.stands_as(statement).unwrap_or_default();
        let mark = escape(&mark.to_lowercase());
        let _ = write!(
            told,
            r#" <span class="mark" data-standing="{standing}"><span class="hidden">(</span>{mark}<span class="hidden">)</span></span>"#
        );
    }
    told
}

/// What a reader has to know about a value.
pub(super) fn note(scene: &Scene<'_>, statement: &Statement) -> Option<Wording> {
    let note = statement.qualifiers.as_ref()?.note.as_ref()?;
    let (text, language) = scene.text(note);
    Some(Wording { text, language })
}

/// The words that back a value.
pub(super) fn ground(scene: &Scene<'_>, at: EntryIndex, statement: &Statement) -> Vec<Ground> {
    let entry = scene.site.entry(at);
    statement.sources().iter().map(|one| sources::ground(scene, one, entry)).collect()
}
