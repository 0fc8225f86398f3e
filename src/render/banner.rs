//! Banners shown above a page: outdated, replaced, only proposed, or review overdue on the as-of
//! date.

use super::body::escape_html;
use super::field_html;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::views::weakest_status;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, PeriodBounds, Statement, Validity};
use crate::site::in_force::validity_statements;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{BannerModel, SafeHtml};

/// Returns the banners of an entry's page, the most important first.
pub(super) fn entry_banners(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<BannerModel> {
    let mut banners = replaced_by_banners(ctx, collector, entry_index);
    banners.extend(out_of_force_banner(ctx, collector, entry_index));
    banners.extend(evidence_status_banner(ctx, collector, entry_index));
    banners.extend(review_overdue_banner(ctx, collector, entry_index));
    banners
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

/// Returns a banner for each replacement, unless the replacement is not in force.
fn replaced_by_banners(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<BannerModel> {
    let site = ctx.site;
    let banner = |(replacement, status): (EntryIndex, EvidenceStatus)| {
        let validity = site.config.as_of.and_then(|day| site.validity_on(replacement, day));
        collector.uses_as_of_date |= validity.is_some();
        let link = field_html::entry_link_html(ctx, replacement);
        let (kind, string_key, banner_status) = match (status, validity) {
            (_, Some(Validity::NotInForce)) => return None,
            (EvidenceStatus::Sourced, None | Some(Validity::InForce)) => {
                ("replaced", "banner-replaced-by", DisplayStatus::NotEvidenced)
            }
            (EvidenceStatus::Proposed, _) => {
                ("replacing", "banner-replacing-by", DisplayStatus::Proposed)
            }
            (EvidenceStatus::Sourced, Some(Validity::Unknown))
            | (EvidenceStatus::Intended | EvidenceStatus::Interpretation, _) => {
                ("replacing", "banner-replacing-by", DisplayStatus::Intended)
            }
        };
        let sentence = field_html::format_string(ctx, string_key, &[("link", &link)]);
        Some(make_banner(ctx, kind, banner_status, &sentence))
    };
    site.replaced_by(entry_index).filter_map(banner).collect()
}

/// Returns a banner if the entry is not in force on the as-of date: no longer, or not yet.
fn out_of_force_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<BannerModel> {
    let site = ctx.site;
    let day = site.config.as_of?;
    if site.validity_on(entry_index, day) != Some(Validity::NotInForce) {
        return None;
    }
    collector.uses_as_of_date = true;
    let statements = validity_statements(site.entry_at(entry_index))?;
    let is_early = statements.iter().all(|statement| starts_after(statement, day));
    let kind = if is_early { "early" } else { "outdated" };
    let day = field_html::day_html(ctx, day);
    let sentence = field_html::format_string(ctx, "state-not", &[("day", &day)]);
    Some(make_banner(ctx, kind, DisplayStatus::NotEvidenced, &sentence))
}

/// Returns whether the period of a statement starts after a day.
fn starts_after(statement: &Statement, day: PartialDate) -> bool {
    let FieldValue::Period(from, _) = &statement.value else { return false };
    PeriodBounds { from: from.as_ref(), until: None }.validity_on(day) == Validity::NotInForce
}

/// Returns a banner if it is only intended or proposed that the entry is in force.
fn evidence_status_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<BannerModel> {
    let statements = validity_statements(ctx.site.entry_at(entry_index))?;
    let is_planned = |statement: &Statement| {
        matches!(statement.evidence_status(), EvidenceStatus::Intended | EvidenceStatus::Proposed)
    };
    if statements.is_empty() || !statements.iter().all(is_planned) {
        return None;
    }
    let status = weakest_status(ctx, statements)?;
    let kind = status.as_str();
    let mut sentence = escape_html(ctx.strings().get_str(&format!("banner-{kind}-text")));
    if let Some(day) = ctx.site.config.as_of
        && ctx.site.validity_on(entry_index, day) == Some(Validity::Unknown)
    {
        collector.uses_as_of_date = true;
        let day = field_html::day_html(ctx, day);
        sentence.push(' ');
        sentence.push_str(&field_html::format_string(ctx, "state-unknown", &[("day", &day)]));
    }
    Some(make_banner(ctx, kind, status, &sentence))
}

/// Returns a banner if the review of the entry was due before the as-of date.
fn review_overdue_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<BannerModel> {
    let review_by = ctx.site.entry_at(entry_index).meta.review_by.as_ref()?.value?;
    let as_of = ctx.site.config.as_of?;
    if review_by.last_day() >= as_of.first_day() {
        return None;
    }
    collector.uses_as_of_date = true;
    let day = field_html::day_html(ctx, review_by);
    let sentence = field_html::format_string(ctx, "banner-overdue-text", &[("day", &day)]);
    Some(make_banner(ctx, "overdue", DisplayStatus::NotEvidenced, &sentence))
}
