//! What a reader has to know before the page is read: that it is outdated, replaced, only proposed,
//! or was not reviewed in time, on the day spoken of.

use super::body::escape;
use super::drawn::firmness;
use super::field;
use super::scene::Scene;
use super::view::{BannerView, Html};
use crate::schema::{Day, Standing, State, Statement, Value};
use crate::site::EntryIndex;
use crate::site::in_force::validity;

/// The banners of an entry's page, the gravest first.
pub(super) fn banners(scene: &Scene<'_>, at: EntryIndex) -> Vec<BannerView> {
    let mut found: Vec<BannerView> = Vec::new();
    found.extend(replaced(scene, at));
    found.extend(outdated(scene, at));
    found.extend(unsettled(scene, at));
    found.extend(overdue(scene, at));
    found
}

fn banner(scene: &Scene<'_>, kind: &str, (standing, sentence): (&str, String)) -> BannerView {
    BannerView {
        kind: kind.to_owned(),
        standing: standing.to_owned(),
        word: scene.words().get(&format!("banner-{kind}")).to_owned(),
        html: Html::new(&sentence),
    }
}

/// What stands in its place, if that is in force or says nothing about it.
fn replaced(scene: &Scene<'_>, at: EntryIndex) -> Vec<BannerView> {
    let site = scene.site;
    let told = |(by, standing): (EntryIndex, Standing)| {
        let state = site.config.as_of.and_then(|day| site.state(by, day));
        if state.is_some() {
            scene.spoken_of();
        }
        let link = field::link(scene, by);
        let (kind, key, mark) = match (standing, state) {
            (_, Some(State::Not)) => return None,
            (Standing::Sourced, None | Some(State::Holds)) => ("replaced", "replaced-by", "absent"),
            (Standing::Proposed, _) => ("replacing", "replacing-by", "proposed"),
            _ => ("replacing", "replacing-by", "intended"),
        };
        let sentence = field::filled(scene, &format!("banner-{key}"), &[("link", &link)]);
        Some(banner(scene, kind, (mark, sentence)))
    };
    site.successors(at).filter_map(told).collect()
}

/// That it does not hold on the day spoken of: not any more, or not yet.
fn outdated(scene: &Scene<'_>, at: EntryIndex) -> Option<BannerView> {
    let site = scene.site;
    let day = site.config.as_of.filter(|day| site.state(at, *day) == Some(State::Not))?;
    scene.spoken_of();
    let statements = validity(site.entry(at))?;
    let kind = if statements.iter().all(|one| is_before(one, day)) { "early" } else { "outdated" };
    let sentence = field::filled(scene, "state-not", &[("day", &field::day(scene, day))]);
    Some(banner(scene, kind, ("absent", sentence)))
}

/// Whether a day lies before something begins.
fn is_before(statement: &Statement, day: Day) -> bool {
    let Value::Period(from, _) = &statement.value else { return false };
    State::on(day, (from.as_ref(), None)) == State::Not
}

/// That no source says that it is in force: it is only intended or proposed.
fn unsettled(scene: &Scene<'_>, at: EntryIndex) -> Option<BannerView> {
    let statements = validity(scene.site.entry(at))?;
    let is_open =
        |one: &Statement| matches!(one.standing(), Standing::Intended | Standing::Proposed);
    if statements.is_empty() || !statements.iter().all(is_open) {
        return None;
    }
    let standing = firmness(scene, statements)?;
    let mut sentence = escape(scene.words().get(&format!("banner-{standing}-text")));
    if let Some(day) = scene.site.config.as_of
        && scene.site.state(at, day) == Some(State::Unknown)
    {
        scene.spoken_of();
        let day = field::day(scene, day);
        sentence =
            format!("{sentence} {}", field::filled(scene, "state-unknown", &[("day", &day)]));
    }
    Some(banner(scene, standing, (standing, sentence)))
}

/// That its review was due before the day spoken of.
fn overdue(scene: &Scene<'_>, at: EntryIndex) -> Option<BannerView> {
    let due = scene.site.entry(at).meta.review_by.as_ref()?.value?;
    scene.site.config.as_of.filter(|day| due.last() < day.first())?;
    scene.spoken_of();
    let due = field::day(scene, due);
    let sentence = field::filled(scene, "banner-overdue-text", &[("day", &due)]);
    Some(banner(scene, "overdue", ("absent", sentence)))
}
