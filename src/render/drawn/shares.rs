//! A rule applied to members: an illustration, whose parts add up exactly.

use crate::render::field;
use crate::render::scene::Scene;
use crate::render::view::{Html, Link};
use crate::schema::{Fraction, Value};
use crate::site::EntryIndex;
use crate::site::views::{Shares, View};
use serde::Serialize;

/// Shares are told in hundredths of a per cent.
const WHOLE: i128 = 10_000;

/// `view.shares`.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// The rule, in words, with its markers.
    rule: Html,
    /// The entry that the rule comes from.
    rule_from: Option<Link>,
    year: Option<String>,
    /// What the shares go by: the field's label.
    weight: String,
    rows: Vec<Row>,
    /// The sums of the columns.
    total: Sums,
    /// How many share.
    count: usize,
    /// What they share, of 10,000.
    joint: i128,
    /// What the members do not share; none if they share all.
    rest: Option<String>,
    /// Members whose number is not known: they have no share here.
    without: Vec<Link>,
    has_amount: bool,
    /// Some members are not among the rows, but in the sums.
    is_part: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    link: Link,
    sums: Sums,
    /// Where the bar begins and how long it is, of 10,000.
    start: i128,
    length: i128,
    /// How long the row's own bar is, of 10,000: the largest row's fills it.
    bar: i128,
}

#[derive(Debug, Serialize)]
struct Sums {
    weight: String,
    /// Of what the members share.
    part: String,
    /// Of the whole.
    whole: String,
    amount: Option<String>,
}

pub(super) fn shares(scene: &Scene<'_>, view: &View, shares: &Shares) -> Table {
    let mut members = Vec::new();
    let mut without = Vec::new();
    for at in &view.entries {
        match number(scene, *at, &shares.weight) {
            Some(weight) => members.push((*at, weight)),
            None => without.push(scene.link(*at)),
        }
    }
    let weights: Vec<Fraction> = members.iter().map(|(_, weight)| *weight).collect();
    let of_rule = rounded(shares.rule, WHOLE);
    let amount = shares.amount.map(|amount| units(amount, shares.rule));
    let parts = apportion(WHOLE, &weights);
    let wholes = apportion(of_rule, &weights);
    let amounts = amount.map(|amount| apportion(amount, &weights));
    let most = wholes.iter().copied().max().unwrap_or_default().max(1);
    let mut start = 0;
    let rows = members.iter().enumerate().map(|(number, (at, weight))| {
        let get = |list: &[i128]| list.get(number).copied().unwrap_or_default();
        let length = get(&wholes);
        start += length;
        Row {
            link: scene.link(*at),
            sums: Sums {
                weight: told(scene, *weight),
                part: percent(scene, get(&parts)),
                whole: percent(scene, length),
                amount: amounts.as_ref().map(|amounts| plain(scene, get(amounts))),
            },
            start: start - length,
            length,
            bar: length * WHOLE / most,
        }
    });
    // Each part is a part of all: who is not told of shares none the less.
    let is_told = |at: EntryIndex| shares.only.is_empty() || shares.only.contains(&at);
    let rows = rows.zip(&members).filter(|(_, (at, _))| is_told(*at));
    let rows: Vec<Row> = rows.map(|(row, _)| row).collect();
    let zero = Fraction { numerator: 0, denominator: 1 };
    let sum = weights.iter().try_fold(zero, |sum, weight| sum.checked_add(*weight));
    Table {
        rule: Html::new(&rule(scene, shares)),
        rule_from: shares.rule_from.as_ref().map(|(at, _)| scene.link(*at)),
        year: shares.year.clone(),
        weight: label(scene, view, &shares.weight),
        total: Sums {
            weight: sum.map_or_else(String::new, |sum| told(scene, sum)),
            part: percent(scene, parts.iter().sum()),
            whole: percent(scene, wholes.iter().sum()),
            amount: amounts.map(|amounts| plain(scene, amounts.iter().sum())),
        },
        count: members.len(),
        joint: of_rule,
        rest: (of_rule < WHOLE).then(|| percent(scene, WHOLE - of_rule)),
        rows,
        without,
        has_amount: shares.amount.is_some(),
        is_part: !shares.only.is_empty(),
    }
}

fn rule(scene: &Scene<'_>, shares: &Shares) -> String {
    match &shares.rule_from {
        Some((at, field)) => field::in_line(scene, *at, field),
        None => format!(r#"<span class="num">{}</span>"#, shares.rule),
    }
}

fn label(scene: &Scene<'_>, view: &View, field: &str) -> String {
    let mut kinds = view.entries.iter().map(|at| &scene.site.entry(*at).kind);
    let found = kinds.find_map(|kind| kind.field(field));
    found.map_or_else(|| field.to_owned(), |field| scene.text(&field.label).0)
}

fn number(scene: &Scene<'_>, at: EntryIndex, field: &str) -> Option<Fraction> {
    let statements = scene.site.entry(at).statements(field).iter();
    let mut numbers = statements.filter_map(|statement| match &statement.value {
        Value::Number(_, number) | Value::Fraction(number) => Some(*number),
        _ => None,
    });
    numbers.next().filter(|number| number.numerator >= 0)
}

/// The members' part of an amount in whole units, or hundredths if the amount has decimals.
fn units(amount: Fraction, rule: Fraction) -> i128 {
    let numerator = amount.numerator.saturating_mul(rule.numerator);
    let denominator = amount.denominator.saturating_mul(rule.denominator).max(1);
    (numerator.saturating_mul(2).saturating_add(denominator)) / denominator.saturating_mul(2)
}

fn rounded(fraction: Fraction, scale: i128) -> i128 {
    let numerator = fraction.numerator.saturating_mul(scale);
    (numerator.saturating_mul(2).saturating_add(fraction.denominator))
        / fraction.denominator.saturating_mul(2)
}

/// Divides units by weights so that the parts add up to all of them: each gets the whole units of
/// its share, and what is left goes to the largest remainders, the first of equals first.
fn apportion(units: i128, weights: &[Fraction]) -> Vec<i128> {
    let common = weights.iter().map(|weight| weight.denominator).max().unwrap_or(1);
    let whole = |weight: &Fraction| weight.numerator.saturating_mul(common) / weight.denominator;
    let weights: Vec<i128> = weights.iter().map(whole).collect();
    let sum: i128 = weights.iter().fold(0, |sum: i128, weight| sum.saturating_add(*weight));
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let shares = weights.iter().map(|weight| weight.saturating_mul(units));
    let (mut parts, mut rests): (Vec<i128>, Vec<(i128, usize)>) = (Vec::new(), Vec::new());
    for (at, share) in shares.enumerate() {
        parts.push(share / sum);
        rests.push((-(share % sum), at));
    }
    let left = units - parts.iter().sum::<i128>();
    rests.sort_unstable();
    for (_, at) in rests.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    parts
}

fn percent(scene: &Scene<'_>, hundredths: i128) -> String {
    let written = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let number = scene.words().number(&written);
    scene.words().fill("percent", &[("number", &number)])
}

fn plain(scene: &Scene<'_>, number: i128) -> String {
    scene.words().number(&number.to_string())
}

fn told(scene: &Scene<'_>, number: Fraction) -> String {
    match number.denominator {
        1 => plain(scene, number.numerator),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fraction, WHOLE, apportion};
    use proptest::prelude::*;

    fn whole(number: i128) -> Fraction {
        Fraction { numerator: number, denominator: 1 }
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(apportion(100, &[1, 1, 1].map(whole)), [34, 33, 33]);
        assert_eq!(apportion(10, &[0, 7, 3].map(whole)), [0, 7, 3]);
        assert_eq!(apportion(10, &[0, 0].map(whole)), [0, 0]);
        assert_eq!(apportion(10, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_exactly(weights in proptest::collection::vec(0_i128..10_000_000, 1..60)) {
            let parts = apportion(WHOLE, &weights.iter().copied().map(whole).collect::<Vec<_>>());
            let expected = if weights.iter().sum::<i128>() == 0 { 0 } else { WHOLE };
            prop_assert_eq!(parts.iter().sum::<i128>(), expected);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
