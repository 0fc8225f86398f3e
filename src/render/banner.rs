//! Banners shown above a page: outdated, not confirmed, replaced, only proposed, or review overdue.

use super::body::escape_html;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{field_html, replaced_document};
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, PeriodBounds, Statement, Validity};
use crate::site::statement_state::{ReplacementStage, validity_statements};
use crate::site::{DisplayStatus, EntryIndex, RelationStatement};
use crate::theme::StatePhrases;
use crate::theme::model::{BannerModel, SafeHtml};

/// What a banner says. Each kind has a string `banner-KIND` in the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BannerKind {
    Replaced,
    Replacing,
    Outdated,
    Early,
    NotInForce,
    Unconfirmed,
    Intended,
    Proposed,
    Overdue,
}

impl BannerKind {
    #[cfg(test)]
    const ALL: [Self; 9] = [
        Self::Replaced,
        Self::Replacing,
        Self::Outdated,
        Self::Early,
        Self::NotInForce,
        Self::Unconfirmed,
        Self::Intended,
        Self::Proposed,
        Self::Overdue,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Replacing => "replacing",
            Self::Outdated => "outdated",
            Self::Early => "early",
            Self::NotInForce => "not-in-force",
            Self::Unconfirmed => "unconfirmed",
            Self::Intended => "intended",
            Self::Proposed => "proposed",
            Self::Overdue => "overdue",
        }
    }

    /// Returns the kind for an entry whose validity is only planned. `None` means that it is not.
    fn from_planned_status(status: DisplayStatus) -> Option<Self> {
        match status {
            DisplayStatus::Intended => Some(Self::Intended),
            DisplayStatus::Proposed => Some(Self::Proposed),
            DisplayStatus::Sourced
            | DisplayStatus::Attributed
            | DisplayStatus::Interpretation
            | DisplayStatus::NotEvidenced => None,
        }
    }
}

/// A banner of an entry's page.
pub(super) struct EntryBanner {
    pub(super) model: BannerModel,
    /// What the model says, one by one.
    pub(super) sentences: Vec<SafeHtml>,
}

/// Returns the banners of an entry's page, the most important first.
pub(super) fn entry_banners(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<EntryBanner> {
    let mut banners = replaced_by_banners(ctx, collector, entry_index);
    banners.extend(out_of_force_banner(ctx, collector, entry_index));
    banners.extend(evidence_status_banner(ctx, collector, entry_index));
    banners.extend(review_overdue_banner(ctx, collector, entry_index));
    banners
}

fn make_banner(
    ctx: &PageContext<'_>,
    kind: BannerKind,
    status: DisplayStatus,
    sentences: &[String],
) -> EntryBanner {
    let model = BannerModel {
        kind: kind.as_str().to_owned(),
        state: None,
        standing: status.as_str().to_owned(),
        word: ctx.strings().get_str(&format!("banner-{}", kind.as_str())).to_owned(),
        html: SafeHtml::new(&sentences.join(" ")),
    };
    EntryBanner { model, sentences: sentences.iter().map(|it| SafeHtml::new(it)).collect() }
}

/// Returns a banner for each replacement, unless that is not in force, or does not replace the
/// entry any more.
fn replaced_by_banners(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<EntryBanner> {
    let site = ctx.site;
    let banner = |relation: RelationStatement<'_>| {
        let state = site.replacement_state(entry_index, &relation);
        collector.uses_as_of_date |= state.depends_on_day;
        let (kind, string_key, status) = match state.stage? {
            ReplacementStage::Done => {
                (BannerKind::Replaced, "banner-replaced-by", DisplayStatus::NotEvidenced)
            }
            ReplacementStage::Later => {
                (BannerKind::Replacing, "banner-replaced-later", DisplayStatus::Intended)
            }
            ReplacementStage::Intended => {
                (BannerKind::Replacing, "banner-replacing-by", DisplayStatus::Intended)
            }
            ReplacementStage::Proposed => {
                (BannerKind::Replacing, "banner-replacing-proposed", DisplayStatus::Proposed)
            }
            ReplacementStage::Interpreted => {
                let key = "banner-replacing-interpreted";
                (BannerKind::Replacing, key, DisplayStatus::Interpretation)
            }
        };
        let link = field_html::entry_link_html(ctx, relation.from);
        let link = link + &replaced_document::date_in_brackets(ctx, entry_index, relation.from);
        let mut sentences = vec![field_html::format_string(ctx, string_key, &[("link", &link)])];
        if let Some(speaker) = ctx.strings().attribution_phrase(site, relation.statement) {
            sentences.push(field_html::phrase_html(ctx, &speaker.to_sentence()));
        }
        sentences.extend(replaced_document::later_version_sentences(
            ctx,
            entry_index,
            relation.from,
        ));
        Some(make_banner(ctx, kind, status, &sentences))
    };
    site.replaced_by(entry_index).filter_map(banner).collect()
}

/// Returns a banner if the entry is not in force on the as-of date, no longer or not yet, or if its
/// sources do not reach that date.
fn out_of_force_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<EntryBanner> {
    let site = ctx.site;
    let day = site.config.as_of?;
    let state = site.entry_state(entry_index, day)?;
    let words = StatePhrases::new(ctx.strings(), ctx.localized, entry_index)?;
    let statements = validity_statements(site.entry_at(entry_index))?;
    let (kind, sentences) = match (state.validity, words.confirmation(state)) {
        (Validity::NotInForce, _) => {
            let periods =
                statements.iter().filter_map(|statement| words.period_sentence(statement));
            let sentences = std::iter::once(words.validity_sentence(state)).chain(periods);
            (out_of_force_kind(statements, day), sentences.collect())
        }
        (_, Some(confirmation)) => (BannerKind::Unconfirmed, vec![confirmation.to_sentence()]),
        _ => return None,
    };
    collector.uses_as_of_date = true;
    let sentences: Vec<String> =
        sentences.iter().map(|sentence| field_html::phrase_html(ctx, sentence)).collect();
    let mut banner = make_banner(ctx, kind, DisplayStatus::NotEvidenced, &sentences);
    banner.model.state = Some(state.as_str().to_owned());
    if let Some(own_word) = words.own_word(state) {
        banner.model.word = own_word.to_owned();
    }
    Some(banner)
}

/// Returns the kind of banner of an entry that is not in force: not yet, no longer, or neither,
/// because a period that is only planned tells nothing about other days.
fn out_of_force_kind(statements: &[Statement], day: PartialDate) -> BannerKind {
    let is_sourced_period = |statement: &Statement| {
        statement.evidence_status() == EvidenceStatus::Sourced
            && statement.value.as_period().is_some()
    };
    if !statements.iter().any(is_sourced_period) {
        BannerKind::NotInForce
    } else if statements.iter().all(|statement| starts_after(statement, day)) {
        BannerKind::Early
    } else {
        BannerKind::Outdated
    }
}

/// Returns whether the period of a statement starts after a day.
fn starts_after(statement: &Statement, day: PartialDate) -> bool {
    let FieldValue::Period(from, _) = &statement.value else { return false };
    PeriodBounds { from: from.as_ref(), until: None }.starts_after(day)
}

/// Returns a banner if it is only intended or proposed that the entry is in force.
fn evidence_status_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<EntryBanner> {
    let statements = validity_statements(ctx.site.entry_at(entry_index))?;
    let is_planned = |statement: &Statement| {
        matches!(statement.evidence_status(), EvidenceStatus::Intended | EvidenceStatus::Proposed)
    };
    if statements.is_empty() || !statements.iter().all(is_planned) {
        return None;
    }
    let status = ctx.site.weakest_status(statements)?;
    let kind = BannerKind::from_planned_status(status)?;
    let state = ctx.site.config.as_of.and_then(|day| ctx.site.entry_state(entry_index, day));
    let state = state.filter(|state| state.validity == Validity::Unknown);
    let words = StatePhrases::new(ctx.strings(), ctx.localized, entry_index);
    let sentence = match (state, words) {
        // The word of the banner says what it is, so the sentence says what follows from that.
        (Some(state), Some(words)) => {
            collector.uses_as_of_date = true;
            field_html::phrase_html(ctx, &words.undecided_sentence(state))
        }
        _ => escape_html(ctx.strings().get_str(&format!("banner-{}-text", kind.as_str()))),
    };
    let mut banner = make_banner(ctx, kind, status, &[sentence]);
    banner.model.state = state.map(|state| state.as_str().to_owned());
    Some(banner)
}

/// Returns a banner if the review of the entry was due before the site's newest date.
fn review_overdue_banner(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Option<EntryBanner> {
    let review_by = ctx.site.overdue_review(entry_index)?;
    collector.uses_as_of_date = true;
    let day = field_html::phrase_html(ctx, &ctx.strings().day_phrase(review_by));
    let sentence = field_html::format_string(ctx, "banner-overdue-text", &[("day", &day)]);
    Some(make_banner(ctx, BannerKind::Overdue, DisplayStatus::NotEvidenced, &[sentence]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Theme, ThemeFiles};

    #[test]
    fn each_kind_has_a_word_in_the_theme() {
        let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[]);
        for kind in BannerKind::ALL {
            let key = format!("banner-{}", kind.as_str());
            assert!(theme.strings("en").find_str(&key).is_some(), "{key}");
        }
    }
}
