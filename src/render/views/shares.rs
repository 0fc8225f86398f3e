//! Shares: a rule applied to members, whose parts add up exactly.

use super::{field_label, kind_name};
use crate::render::embedded_field;
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::schema::Fraction;
use crate::site::EntryIndex;
use crate::site::views::{Apportionment, ViewRequest};
use crate::theme::model::{LinkModel, SafeHtml};
use serde::Serialize;

/// The whole, in hundredths of a percent.
const WHOLE: i128 = 10_000;
/// The maximum number of members that are named beneath the bar.
const MAX_NAMED: usize = 3;

/// `view.shares`.
#[derive(Debug, Serialize)]
pub(super) struct SharesModel {
    /// The rule as HTML, with its citation markers.
    rule: SafeHtml,
    /// The entry that the rule comes from.
    rule_from: Option<LinkModel>,
    year: Option<String>,
    /// The name of the members' type.
    name: String,
    /// The label of the field that the shares are proportional to.
    weight: String,
    rows: Vec<ShareRow>,
    whole_bar: WholeBar,
    /// The sums of the columns.
    total: ShareTotals,
    /// The number of members with a share.
    count: usize,
    /// The members' joint part of the whole, of 10,000.
    joint: i128,
    /// The rest of the whole. `None` means that the members share all of it.
    rest: Option<String>,
    /// Members without a weight, which have no share.
    without: Vec<LinkModel>,
    has_amount: bool,
    /// Whether some members are counted in the totals without having a row.
    is_part: bool,
    /// What is said beneath the table if a row differs from what usual rounding would give.
    rounding_note: Option<String>,
}

#[derive(Debug, Serialize)]
struct ShareRow {
    link: LinkModel,
    sums: ShareTotals,
    /// The length of the row's separate bar, of 10,000, which is that of the largest row.
    bar: i128,
}

/// The bar for the whole.
#[derive(Debug, Serialize)]
struct WholeBar {
    /// The parts of all members.
    stripes: Vec<ShareStripe>,
    /// The members that the table is about, if it has few, which are marked in the bar.
    named: Vec<NamedShare>,
    /// The member with the largest part, unless it is one of those.
    largest: Option<NamedShare>,
}

/// The part of a member in the bar for the whole.
#[derive(Debug, Serialize)]
struct ShareStripe {
    /// Of 10,000.
    start: i128,
    /// Of 10,000.
    length: i128,
    is_marked: bool,
}

/// A member that is named beneath the bar.
#[derive(Debug, Serialize)]
struct NamedShare {
    link: LinkModel,
    /// The part of the whole.
    whole: String,
}

#[derive(Debug, Serialize)]
struct ShareTotals {
    weight: String,
    /// The part of what the members share.
    part: String,
    /// The part of the whole.
    whole: String,
    amount: Option<String>,
}

pub(super) fn shares_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
    shares: &Apportionment,
) -> SharesModel {
    let mut members = Vec::new();
    let mut without = Vec::new();
    for entry_index in &view.entries {
        match field_number(ctx, *entry_index, &shares.weight) {
            Some(weight) => members.push((*entry_index, weight)),
            None => without.push(ctx.entry_link(*entry_index)),
        }
    }
    let weights: Vec<Fraction> = members.iter().map(|(_, weight)| *weight).collect();
    let joint = round_half_up(shares.rule, WHOLE);
    let amount = shares.amount.map(|amount| amount_in_units(amount, shares.rule));
    let is_part = !shares.only.is_empty();
    let columns = ShareColumns::new(shares, amount, &weights);
    let shown = if is_part { &columns.rounded } else { &columns.apportioned };
    let wholes = &columns.apportioned.wholes;
    let max_length = wholes.iter().copied().max().unwrap_or_default().max(1);
    let mut rows = Vec::new();
    for (index, (entry_index, weight)) in members.iter().enumerate() {
        // A member without a row has its share nonetheless.
        if !shares.has_row(*entry_index) {
            continue;
        }
        let get = |list: &[i128]| list.get(index).copied().unwrap_or_default();
        rows.push(ShareRow {
            link: ctx.entry_link(*entry_index),
            sums: ShareTotals {
                weight: format_fraction(ctx, *weight),
                part: percent_label(ctx, get(&shown.parts)),
                whole: percent_label(ctx, get(&shown.wholes)),
                amount: amount.map(|_| format_number(ctx, get(&shown.amounts))),
            },
            bar: get(wholes) * WHOLE / max_length,
        });
    }
    let whole_bar = whole_bar(ctx, shares, &members, wholes, &shown.wholes);
    let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.checked_add(*weight));
    SharesModel {
        rule: SafeHtml::new(&rule_html(ctx, collector, shares)),
        rule_from: shares.rule_from.as_ref().map(|(entry_index, _)| ctx.entry_link(*entry_index)),
        year: shares.year.clone(),
        name: kind_name(ctx, &view.entries),
        weight: field_label(ctx, view, &shares.weight),
        total: ShareTotals {
            weight: sum.map_or_else(String::new, |sum| format_fraction(ctx, sum)),
            part: percent_label(ctx, columns.apportioned.parts.iter().sum()),
            whole: percent_label(ctx, wholes.iter().sum()),
            amount: amount.map(|_| format_number(ctx, columns.apportioned.amounts.iter().sum())),
        },
        rounding_note: (!is_part && columns.apportioned != columns.rounded)
            .then(|| rounding_note(ctx, wholes.iter().sum())),
        count: members.len(),
        joint,
        rest: (joint < WHOLE).then(|| percent_label(ctx, WHOLE - joint)),
        rows,
        whole_bar,
        without,
        has_amount: shares.amount.is_some(),
        is_part,
    }
}

/// Returns the bar for the whole. The members' parts are `lengths` in it, and `wholes` in words.
fn whole_bar(
    ctx: &PageContext<'_>,
    shares: &Apportionment,
    members: &[(EntryIndex, Fraction)],
    lengths: &[i128],
    wholes: &[i128],
) -> WholeBar {
    let is_marked = |it: EntryIndex| shares.only.len() <= MAX_NAMED && shares.only.contains(&it);
    let mut start = 0;
    let stripes = members.iter().zip(lengths).map(|((entry_index, _), length)| {
        start += length;
        ShareStripe { start: start - length, length: *length, is_marked: is_marked(*entry_index) }
    });
    let stripes = stripes.collect();
    let named_share = |(entry_index, whole): (EntryIndex, i128)| NamedShare {
        link: ctx.entry_link(entry_index),
        whole: percent_label(ctx, whole),
    };
    let with_share = || members.iter().map(|(it, _)| *it).zip(wholes.iter().copied());
    let named = with_share().filter(|(it, _)| is_marked(*it)).map(named_share).collect();
    let largest = with_share().rev().max_by_key(|(_, whole)| *whole);
    let largest = largest.filter(|(it, _)| members.len() > 1 && !is_marked(*it)).map(named_share);
    WholeBar { stripes, named, largest }
}

/// The numbers of all members in one way of rounding, in the members' order.
#[derive(Debug, PartialEq, Eq)]
struct RoundedShares {
    /// The parts of what the members share, of 10,000.
    parts: Vec<i128>,
    /// The parts of the whole, of 10,000.
    wholes: Vec<i128>,
    /// The amounts in whole units; empty if the view has no amount.
    amounts: Vec<i128>,
}

/// The same shares, rounded in two ways.
struct ShareColumns {
    /// So that they add up exactly, for a table of all members.
    apportioned: RoundedShares,
    /// Each on its own, for a table of some members.
    rounded: RoundedShares,
}

impl ShareColumns {
    /// Computes the shares of an amount that is the members' part already.
    fn new(shares: &Apportionment, amount: Option<i128>, weights: &[Fraction]) -> Self {
        let joint = round_half_up(shares.rule, WHOLE);
        let (rule, full_share) = (shares.rule, Fraction::from_integer(1));
        let of_amount = amount.unwrap_or_default();
        Self {
            apportioned: RoundedShares {
                parts: apportion(WHOLE, weights),
                wholes: apportion(joint, weights),
                amounts: apportion(of_amount, weights),
            },
            rounded: RoundedShares {
                parts: round_each(WHOLE, full_share, weights),
                wholes: round_each(WHOLE, rule, weights),
                amounts: round_each(of_amount, full_share, weights),
            },
        }
    }
}

fn rounding_note(ctx: &PageContext<'_>, sum: i128) -> String {
    let step = ctx.strings().format_number("0.01");
    let sum = percent_label(ctx, sum);
    ctx.strings().format("shares-rounded", &[("sum", &sum), ("step", &step)])
}

fn rule_html(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    shares: &Apportionment,
) -> String {
    match &shares.rule_from {
        Some((entry_index, field_id)) => {
            embedded_field::embedded_field_html(ctx, collector, *entry_index, field_id)
        }
        None => format!(r#"<span class="num">{}</span>"#, shares.rule),
    }
}

/// Returns the first number of a field. `None` means there is none, or it is negative.
fn field_number(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    field_id: &str,
) -> Option<Fraction> {
    let statements = ctx.site.entry_at(entry_index).field_statements(field_id).iter();
    let mut numbers = statements.filter_map(|statement| statement.value.as_fraction());
    numbers.next().filter(|number| !number.is_negative())
}

/// Returns the members' part of an amount, rounded to whole units.
fn amount_in_units(amount: Fraction, rule: Fraction) -> i128 {
    let numerator = amount.numerator().saturating_mul(rule.numerator());
    let denominator = amount.denominator().saturating_mul(rule.denominator()).max(1);
    (numerator.saturating_mul(2).saturating_add(denominator)) / denominator.saturating_mul(2)
}

/// Returns `fraction * scale`, rounded half up.
fn round_half_up(fraction: Fraction, scale: i128) -> i128 {
    let numerator = fraction.numerator().saturating_mul(scale);
    (numerator.saturating_mul(2).saturating_add(fraction.denominator()))
        / fraction.denominator().saturating_mul(2)
}

/// Returns weights as whole numbers in the same proportions.
fn whole_weights(weights: &[Fraction]) -> Vec<i128> {
    let common_denominator = weights.iter().map(|weight| weight.denominator()).max().unwrap_or(1);
    let scaled = |weight: &Fraction| {
        weight.numerator().saturating_mul(common_denominator) / weight.denominator()
    };
    weights.iter().map(scaled).collect()
}

fn sum_of(weights: &[i128]) -> i128 {
    weights.iter().fold(0, |sum: i128, weight| sum.saturating_add(*weight))
}

/// Returns the share of each weight in `rule * units`, rounded half up on its own.
fn round_each(units: i128, rule: Fraction, weights: &[Fraction]) -> Vec<i128> {
    let weights = whole_weights(weights);
    let denominator = sum_of(&weights).saturating_mul(rule.denominator());
    let share = |weight: &i128| {
        let numerator = weight.saturating_mul(units).saturating_mul(rule.numerator());
        let doubled = numerator.saturating_mul(2).saturating_add(denominator);
        doubled.checked_div(denominator.saturating_mul(2)).unwrap_or(0)
    };
    weights.iter().map(share).collect()
}

/// Splits units by weight so that the parts add up exactly (largest remainder method). Ties go to
/// the earlier weight.
fn apportion(units: i128, weights: &[Fraction]) -> Vec<i128> {
    let weights = whole_weights(weights);
    let sum = sum_of(&weights);
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let shares = weights.iter().map(|weight| weight.saturating_mul(units));
    let (mut parts, mut remainders): (Vec<i128>, Vec<(i128, usize)>) = (Vec::new(), Vec::new());
    for (index, share) in shares.enumerate() {
        parts.push(share / sum);
        remainders.push((-(share % sum), index));
    }
    let n_left = units - parts.iter().sum::<i128>();
    remainders.sort_unstable();
    for (_, index) in remainders.into_iter().take(usize::try_from(n_left).unwrap_or_default()) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
}

fn percent_label(ctx: &PageContext<'_>, hundredths: i128) -> String {
    let digits = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let number = ctx.strings().format_number(&digits);
    ctx.strings().format("percent", &[("number", &number)])
}

fn format_number(ctx: &PageContext<'_>, number: i128) -> String {
    ctx.strings().format_number(&number.to_string())
}

fn format_fraction(ctx: &PageContext<'_>, number: Fraction) -> String {
    number.to_integer().map_or_else(|| number.to_string(), |number| format_number(ctx, number))
}

#[cfg(test)]
mod tests {
    use super::{Fraction, WHOLE, apportion, round_each};
    use proptest::prelude::*;

    #[test]
    fn remaining_units_go_to_the_largest_remainders() {
        assert_eq!(apportion(100, &[1, 1, 1].map(Fraction::from_integer)), [34, 33, 33]);
        assert_eq!(apportion(10, &[0, 7, 3].map(Fraction::from_integer)), [0, 7, 3]);
        assert_eq!(apportion(10, &[0, 0].map(Fraction::from_integer)), [0, 0]);
        assert_eq!(apportion(10, &[]), [0; 0]);
    }

    #[test]
    fn a_share_on_its_own_is_rounded_half_up() {
        let weights = [72_429, 25_746, 2_231_439 - 72_429 - 25_746].map(Fraction::from_integer);
        let one = Fraction::from_integer(1);
        assert_eq!(round_each(WHOLE, one, &weights), [325, 115, 9_560]);
        let half = Fraction::parse("1/2").unwrap();
        assert_eq!(round_each(WHOLE, half, &[1, 7].map(Fraction::from_integer)), [625, 4_375]);
        assert_eq!(round_each(10, one, &[1, 3].map(Fraction::from_integer)), [3, 8]);
        assert_eq!(round_each(WHOLE, one, &[Fraction::ZERO]), [0]);
    }

    proptest! {
        #[test]
        fn a_part_differs_from_usual_rounding_by_at_most_one(
            weights in proptest::collection::vec(0_i128..10_000_000, 1..60),
        ) {
            let fractions: Vec<_> =
                weights.iter().copied().map(Fraction::from_integer).collect();
            let rounded = round_each(WHOLE, Fraction::from_integer(1), &fractions);
            for (part, rounded) in apportion(WHOLE, &fractions).into_iter().zip(rounded) {
                prop_assert!((part - rounded).abs() <= 1);
            }
        }

        #[test]
        fn parts_add_up_exactly(weights in proptest::collection::vec(0_i128..10_000_000, 1..60)) {
            let fractions: Vec<_> =
                weights.iter().copied().map(Fraction::from_integer).collect();
            let parts = apportion(WHOLE, &fractions);
            let expected = if weights.iter().sum::<i128>() == 0 { 0 } else { WHOLE };
            prop_assert_eq!(parts.iter().sum::<i128>(), expected);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
