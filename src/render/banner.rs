//! What a reader has to know before the page is read: that it is outdated, replaced, only proposed,
//! or was not reviewed in time, on the day spoken of.

use super::body::escape_html;
use super::field_html;
use super::model::{BannerModel, SafeHtml};
use super::page_context::PageContext;
use super::views::weakest_status;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, Statement, Validity};
use crate::site::EntryIndex;
use crate::site::in_force::validity_statements;

/// The banners of an entry's page, the gravest first.
pub(super) fn entry_banners(scene: &PageContext<'_>, at: EntryIndex) -> Vec<BannerModel> {
    let mut found: Vec<BannerModel> = Vec::new();
    found.extend(replaced_by_banners(scene, at));
    found.extend(out_of_force_banner(scene, at));
    found.extend(evidence_status_banner(scene, at));
    found.extend(review_overdue_banner(scene, at));
    found
}

fn make_banner(
    scene: &PageContext<'_>,
    kind: &str,
    (standing, sentence): (&str, String),
) -> BannerModel {
    BannerModel {
        kind: kind.to_owned(),
        standing: standing.to_owned(),
        word: scene.strings().get_str(&format!("banner-{kind}")).to_owned(),
        html: SafeHtml::new(&sentence),
    }
}

/// What stands in its place, if that is in force or says nothing about it.
fn replaced_by_banners(scene: &PageContext<'_>, at: EntryIndex) -> Vec<BannerModel> {
    let site = scene.site;
    let told = |(by, standing): (EntryIndex, EvidenceStatus)| {
        let state = site.config.as_of.and_then(|day| site.validity_on(by, day));
        if state.is_some() {
            scene.use_as_of_date();
        }
        let link = field_html::entry_link_html(scene, by);
        let (kind, key, mark) = match (standing, state) {
            (_, Some(Validity::NotInForce)) => return None,
            (EvidenceStatus::Sourced, None | Some(Validity::InForce)) => {
                ("replaced", "replaced-by", "absent")
            }
            (EvidenceStatus::Proposed, _) => ("replacing", "replacing-by", "proposed"),
            _ => ("replacing", "replacing-by", "intended"),
        };
        let sentence =
            field_html::format_string(scene, &format!("banner-{key}"), &[("link", &link)]);
        Some(make_banner(scene, kind, (mark, sentence)))
    };
    site.replaced_by(at).filter_map(told).collect()
}

/// That it does not hold on the day spoken of: not any more, or not yet.
fn out_of_force_banner(scene: &PageContext<'_>, at: EntryIndex) -> Option<BannerModel> {
    let site = scene.site;
    let day =
        site.config.as_of.filter(|day| site.validity_on(at, *day) == Some(Validity::NotInForce))?;
    scene.use_as_of_date();
    let statements = validity_statements(site.entry_at(at))?;
    let kind =
        if statements.iter().all(|one| ended_before(one, day)) { "early" } else { "outdated" };
    let sentence = field_html::format_string(
        scene,
        "state-not",
        &[("day", &field_html::day_html(scene, day))],
    );
    Some(make_banner(scene, kind, ("absent", sentence)))
}

/// Whether a day lies before something begins.
fn ended_before(statement: &Statement, day: PartialDate) -> bool {
    let FieldValue::Period(from, _) = &statement.value else { return false };
    Validity::validity_on(day, (from.as_ref(), None)) == Validity::NotInForce
}

/// That no source says that it is in force: it is only intended or proposed.
fn evidence_status_banner(scene: &PageContext<'_>, at: EntryIndex) -> Option<BannerModel> {
    let statements = validity_statements(scene.site.entry_at(at))?;
    let is_open = |one: &Statement| {
        matches!(one.evidence_status(), EvidenceStatus::Intended | EvidenceStatus::Proposed)
    };
    if statements.is_empty() || !statements.iter().all(is_open) {
        return None;
    }
    let standing = weakest_status(scene, statements)?;
    let mut sentence = escape_html(scene.strings().get_str(&format!("banner-{standing}-text")));
    if let Some(day) = scene.site.config.as_of
        && scene.site.validity_on(at, day) == Some(Validity::Unknown)
    {
        scene.use_as_of_date();
        let day = field_html::day_html(scene, day);
        sentence = format!(
            "{sentence} {}",
            field_html::format_string(scene, "state-unknown", &[("day", &day)])
        );
    }
    Some(make_banner(scene, standing, (standing, sentence)))
}

/// That its review was due before the day spoken of.
fn review_overdue_banner(scene: &PageContext<'_>, at: EntryIndex) -> Option<BannerModel> {
    let due = scene.site.entry_at(at).meta.review_by.as_ref()?.value?;
    scene.site.config.as_of.filter(|day| due.last_day() < day.first_day())?;
    scene.use_as_of_date();
    let due = field_html::day_html(scene, due);
    let sentence = field_html::format_string(scene, "banner-overdue-text", &[("day", &due)]);
    Some(make_banner(scene, "overdue", ("absent", sentence)))
}
