//! What a reader has to know before the page is read: that it is outdated, replaced, only proposed,
//! or was not reviewed in time, on the day spoken of.

use super::body::escape_html;
use super::field_html;
use super::model::{BannerModel, SafeHtml};
use super::page_context::PageContext;
use super::views::weakest_status;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, PeriodBounds, Statement, Validity};
use crate::site::in_force::validity_statements;
use crate::site::{DisplayStatus, EntryIndex};

/// The banners of an entry's page, the gravest first.
pub(super) fn entry_banners(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<BannerModel> {
    let mut found: Vec<BannerModel> = Vec::new();
    found.extend(replaced_by_banners(ctx, entry_index));
    found.extend(out_of_force_banner(ctx, entry_index));
    found.extend(evidence_status_banner(ctx, entry_index));
    found.extend(review_overdue_banner(ctx, entry_index));
    found
}

fn make_banner(
    ctx: &PageContext<'_>,
    kind: &str,
    status: DisplayStatus,
    sentence: &str,
) -> BannerModel {
    BannerModel {
        kind: kind.to_owned(),
        standing: status.as_str().to_owned(),
        word: ctx.strings().get_str(&format!("banner-{kind}")).to_owned(),
        html: SafeHtml::new(sentence),
    }
}

/// What stands in its place, if that is in force or says nothing about it.
fn replaced_by_banners(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<BannerModel> {
    let site = ctx.site;
    let told = |(by, standing): (EntryIndex, EvidenceStatus)| {
        let state = site.config.as_of.and_then(|day| site.validity_on(by, day));
        if state.is_some() {
            ctx.use_as_of_date();
        }
        let link = field_html::entry_link_html(ctx, by);
        let (kind, key, status) = match (standing, state) {
            (_, Some(Validity::NotInForce)) => return None,
            (EvidenceStatus::Sourced, None | Some(Validity::InForce)) => {
                ("replaced", "replaced-by", DisplayStatus::NotEvidenced)
            }
            (EvidenceStatus::Proposed, _) => ("replacing", "replacing-by", DisplayStatus::Proposed),
            _ => ("replacing", "replacing-by", DisplayStatus::Intended),
        };
        let sentence = field_html::format_string(ctx, &format!("banner-{key}"), &[("link", &link)]);
        Some(make_banner(ctx, kind, status, &sentence))
    };
    site.replaced_by(entry_index).filter_map(told).collect()
}

/// That it does not hold on the day spoken of: not any more, or not yet.
fn out_of_force_banner(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<BannerModel> {
    let site = ctx.site;
    let day = site
        .config
        .as_of
        .filter(|day| site.validity_on(entry_index, *day) == Some(Validity::NotInForce))?;
    ctx.use_as_of_date();
    let statements = validity_statements(site.entry_at(entry_index))?;
    let kind =
        if statements.iter().all(|one| ended_before(one, day)) { "early" } else { "outdated" };
    let sentence =
        field_html::format_string(ctx, "state-not", &[("day", &field_html::day_html(ctx, day))]);
    Some(make_banner(ctx, kind, DisplayStatus::NotEvidenced, &sentence))
}

/// Whether a day lies before something begins.
fn ended_before(statement: &Statement, day: PartialDate) -> bool {
    let FieldValue::Period(from, _) = &statement.value else { return false };
    PeriodBounds { from: from.as_ref(), until: None }.validity_on(day) == Validity::NotInForce
}

/// That no source says that it is in force: it is only intended or proposed.
fn evidence_status_banner(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<BannerModel> {
    let statements = validity_statements(ctx.site.entry_at(entry_index))?;
    let is_open = |one: &Statement| {
        matches!(one.evidence_status(), EvidenceStatus::Intended | EvidenceStatus::Proposed)
    };
    if statements.is_empty() || !statements.iter().all(is_open) {
        return None;
    }
    let status = weakest_status(ctx, statements)?;
    let kind = status.as_str();
    let mut sentence = escape_html(ctx.strings().get_str(&format!("banner-{kind}-text")));
    if let Some(day) = ctx.site.config.as_of
        && ctx.site.validity_on(entry_index, day) == Some(Validity::Unknown)
    {
        ctx.use_as_of_date();
        let day = field_html::day_html(ctx, day);
        sentence = format!(
            "{sentence} {}",
            field_html::format_string(ctx, "state-unknown", &[("day", &day)])
        );
    }
    Some(make_banner(ctx, kind, status, &sentence))
}

/// That its review was due before the day spoken of.
fn review_overdue_banner(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<BannerModel> {
    let due = ctx.site.entry_at(entry_index).meta.review_by.as_ref()?.value?;
    ctx.site.config.as_of.filter(|day| due.last_day() < day.first_day())?;
    ctx.use_as_of_date();
    let due = field_html::day_html(ctx, due);
    let sentence = field_html::format_string(ctx, "banner-overdue-text", &[("day", &due)]);
    Some(make_banner(ctx, "overdue", DisplayStatus::NotEvidenced, &sentence))
}
