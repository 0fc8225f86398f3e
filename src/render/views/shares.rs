//! A rule applied to members: an illustration, whose parts add up exactly.

use crate::render::field_html;
use crate::render::model::{LinkModel, SafeHtml};
use crate::render::page_context::PageContext;
use crate::schema::{FieldValue, Fraction};
use crate::site::EntryIndex;
use crate::site::views::{Apportionment, ViewRequest};
use serde::Serialize;

/// Shares are told in hundredths of a per cent.
const WHOLE: i128 = 10_000;

/// `view.shares`.
#[derive(Debug, Serialize)]
pub(super) struct SharesModel {
    /// The rule, in words, with its markers.
    rule: SafeHtml,
    /// The entry that the rule comes from.
    rule_from: Option<LinkModel>,
    year: Option<String>,
    /// What the shares go by: the field's label.
    weight: String,
    rows: Vec<ShareRow>,
    /// The sums of the columns.
    total: ShareTotals,
    /// How many share.
    count: usize,
    /// What they share, of 10,000.
    joint: i128,
    /// What the members do not share; none if they share all.
    rest: Option<String>,
    /// Members whose number is not known: they have no share here.
    without: Vec<LinkModel>,
    has_amount: bool,
    /// Some members are not among the rows, but in the sums.
    is_part: bool,
}

#[derive(Debug, Serialize)]
struct ShareRow {
    link: LinkModel,
    sums: ShareTotals,
    /// Where the bar begins and how long it is, of 10,000.
    start: i128,
    length: i128,
    /// How long the row's own bar is, of 10,000: the largest row's fills it.
    bar: i128,
}

#[derive(Debug, Serialize)]
struct ShareTotals {
    weight: String,
    /// Of what the members share.
    part: String,
    /// Of the whole.
    whole: String,
    amount: Option<String>,
}

pub(super) fn shares_model(
    ctx: &PageContext<'_>,
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
    let of_rule = round_half_up(shares.rule, WHOLE);
    let amount = shares.amount.map(|amount| amount_in_units(amount, shares.rule));
    let parts = apportion(WHOLE, &weights);
    let wholes = apportion(of_rule, &weights);
    let amounts = amount.map(|amount| apportion(amount, &weights));
    let most = wholes.iter().copied().max().unwrap_or_default().max(1);
    let mut start = 0;
    let rows = members.iter().enumerate().map(|(number, (entry_index, weight))| {
        let get = |list: &[i128]| list.get(number).copied().unwrap_or_default();
        let length = get(&wholes);
        start += length;
        ShareRow {
            link: ctx.entry_link(*entry_index),
            sums: ShareTotals {
                weight: format_fraction(ctx, *weight),
                part: percent_label(ctx, get(&parts)),
                whole: percent_label(ctx, length),
                amount: amounts.as_ref().map(|amounts| format_number(ctx, get(amounts))),
            },
            start: start - length,
            length,
            bar: length * WHOLE / most,
        }
    });
    // Each part is a part of all: who is not told of shares none the less.
    let is_told =
        |entry_index: EntryIndex| shares.only.is_empty() || shares.only.contains(&entry_index);
    let rows = rows.zip(&members).filter(|(_, (entry_index, _))| is_told(*entry_index));
    let rows: Vec<ShareRow> = rows.map(|(row, _)| row).collect();
    let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.checked_add(*weight));
    SharesModel {
        rule: SafeHtml::new(&rule_label(ctx, shares)),
        rule_from: shares.rule_from.as_ref().map(|(entry_index, _)| ctx.entry_link(*entry_index)),
        year: shares.year.clone(),
        weight: field_label(ctx, view, &shares.weight),
        total: ShareTotals {
            weight: sum.map_or_else(String::new, |sum| format_fraction(ctx, sum)),
            part: percent_label(ctx, parts.iter().sum()),
            whole: percent_label(ctx, wholes.iter().sum()),
            amount: amounts.map(|amounts| format_number(ctx, amounts.iter().sum())),
        },
        count: members.len(),
        joint: of_rule,
        rest: (of_rule < WHOLE).then(|| percent_label(ctx, WHOLE - of_rule)),
        rows,
        without,
        has_amount: shares.amount.is_some(),
        is_part: !shares.only.is_empty(),
    }
}

fn rule_label(ctx: &PageContext<'_>, shares: &Apportionment) -> String {
    match &shares.rule_from {
        Some((entry_index, field)) => field_html::embedded_inline(ctx, *entry_index, field),
        None => format!(r#"<span class="num">{}</span>"#, shares.rule),
    }
}

fn field_label(ctx: &PageContext<'_>, view: &ViewRequest, field: &str) -> String {
    let mut kinds = view.entries.iter().map(|entry_index| &ctx.site.entry_at(*entry_index).kind);
    let found = kinds.find_map(|kind| kind.find_field(field));
    found.map_or_else(|| field.to_owned(), |field| ctx.localized_text(&field.label).0)
}

fn field_number(ctx: &PageContext<'_>, entry_index: EntryIndex, field: &str) -> Option<Fraction> {
    let statements = ctx.site.entry_at(entry_index).field_statements(field).iter();
    let mut numbers = statements.filter_map(|statement| match &statement.value {
        FieldValue::Number(_, number) | FieldValue::Fraction(number) => Some(*number),
        _ => None,
    });
    numbers.next().filter(|number| !number.is_negative())
}

/// The members' part of an amount in whole units, or hundredths if the amount has decimals.
fn amount_in_units(amount: Fraction, rule: Fraction) -> i128 {
    let numerator = amount.numerator().saturating_mul(rule.numerator());
    let denominator = amount.denominator().saturating_mul(rule.denominator()).max(1);
    (numerator.saturating_mul(2).saturating_add(denominator)) / denominator.saturating_mul(2)
}

fn round_half_up(fraction: Fraction, scale: i128) -> i128 {
    let numerator = fraction.numerator().saturating_mul(scale);
    (numerator.saturating_mul(2).saturating_add(fraction.denominator()))
        / fraction.denominator().saturating_mul(2)
}

/// Divides units by weights so that the parts add up to all of them: each gets the whole units of
/// its share, and what is left goes to the largest remainders, the first of equals first.
fn apportion(units: i128, weights: &[Fraction]) -> Vec<i128> {
    let common = weights.iter().map(|weight| weight.denominator()).max().unwrap_or(1);
    let whole =
        |weight: &Fraction| weight.numerator().saturating_mul(common) / weight.denominator();
    let weights: Vec<i128> = weights.iter().map(whole).collect();
    let sum: i128 = weights.iter().fold(0, |sum: i128, weight| sum.saturating_add(*weight));
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let shares = weights.iter().map(|weight| weight.saturating_mul(units));
    let (mut parts, mut rests): (Vec<i128>, Vec<(i128, usize)>) = (Vec::new(), Vec::new());
    for (index, share) in shares.enumerate() {
        parts.push(share / sum);
        rests.push((-(share % sum), index));
    }
    let left = units - parts.iter().sum::<i128>();
    rests.sort_unstable();
    for (_, index) in rests.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
}

fn percent_label(ctx: &PageContext<'_>, hundredths: i128) -> String {
    let written = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let number = ctx.strings().format_number(&written);
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
    use super::{Fraction, WHOLE, apportion};
    use proptest::prelude::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(apportion(100, &[1, 1, 1].map(Fraction::from_integer)), [34, 33, 33]);
        assert_eq!(apportion(10, &[0, 7, 3].map(Fraction::from_integer)), [0, 7, 3]);
        assert_eq!(apportion(10, &[0, 0].map(Fraction::from_integer)), [0, 0]);
        assert_eq!(apportion(10, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_exactly(weights in proptest::collection::vec(0_i128..10_000_000, 1..60)) {
            let parts = apportion(WHOLE, &weights.iter().copied().map(Fraction::from_integer).collect::<Vec<_>>());
            let expected = if weights.iter().sum::<i128>() == 0 { 0 } else { WHOLE };
            prop_assert_eq!(parts.iter().sum::<i128>(), expected);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
