//! Dates and periods.

use crate::diagnostic::{Expected, Fault, KeyHome};
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::Findings;
use crate::schema::model::{Date, Day, Field, Value};
use crate::schema::period::is_reversed;

const DATE_KEYS: [&str; 3] = ["value", "earliest", "latest"];
const PERIOD_KEYS: [&str; 2] = ["from", "until"];

/// `2014-04-01`, `unknown` or `{value, earliest, latest}`.
pub(super) fn date(field: &Field, node: &Node, findings: &mut Findings) -> Option<Date> {
    match &node.is {
        Is::Text { .. } => Some(Date { value: day(node, findings)?, earliest: None, latest: None }),
        Is::Map(entries) if DATE_KEYS.iter().any(|key| node.get(key).is_some()) => {
            let n_before = findings.found.len();
            check_keys(field, entries, &DATE_KEYS, findings);
            let mut part = |key| node.get(key).and_then(|node| day(node, findings)).flatten();
            let date =
                Date { value: part("value"), earliest: part("earliest"), latest: part("latest") };
            bounds(&date, node, findings);
            (findings.found.len() == n_before).then_some(date)
        }
        _ => {
            findings.wrong(node, Expected::Date);
            None
        }
    }
}

/// Tells bounds of a date that leave no day for it, at the later one.
fn bounds(date: &Date, node: &Node, findings: &mut Findings) {
    let plain = |value| Date { value, earliest: None, latest: None };
    let parts = [("earliest", date.earliest), ("value", date.value), ("latest", date.latest)];
    let pairs = [(0, 1), (1, 2), (0, 2)].map(|(first, last)| (parts.get(first), parts.get(last)));
    for (first, last) in pairs {
        let (Some((_, Some(first))), Some((key, Some(last)))) = (first, last) else { continue };
        if let (true, Some(at)) = (last.last() < first.first(), node.get(key)) {
            return told((&plain(Some(*first)), &plain(Some(*last))), at, findings);
        }
    }
}

/// `{from, until}`; either may be absent.
pub(super) fn period(field: &Field, node: &Node, findings: &mut Findings) -> Option<Value> {
    let Is::Map(entries) = &node.is else {
        findings.wrong(node, Expected::Period);
        return None;
    };
    let n_before = findings.found.len();
    check_keys(field, entries, &PERIOD_KEYS, findings);
    let mut bound = |key| {
        let node = node.get(key).filter(|node| node.is != Is::Empty)?;
        date(field, node, findings)
    };
    let (from, until) = (bound("from"), bound("until"));
    if let (Some(first), Some(last), Some(end)) = (&from, &until, node.get("until")) {
        reversed((first, last), end, findings);
    }
    let period = Value::Period(from, until);
    (findings.found.len() == n_before).then_some(period)
}

/// A day, or none if it is unknown. The outer none: it is wrong, and told.
fn day(node: &Node, findings: &mut Findings) -> Option<Option<Day>> {
    match (node.as_text().map(str::trim), &node.is) {
        (Some("unknown"), _) | (None, Is::Empty) => Some(None),
        (Some(text), _) => {
            let day = Day::read(text);
            if day.is_none() {
                let found = findings.shown(node);
                findings.at(&node.at, Fault::BadDate { found });
            }
            day.map(Some)
        }
        (None, _) => {
            findings.wrong(node, Expected::Date);
            None
        }
    }
}

/// Tells a period that ends before it begins, at its end.
pub(super) fn reversed((from, until): (&Date, &Date), end: &Node, findings: &mut Findings) {
    if is_reversed(from, until) {
        told((from, until), end, findings);
    }
}

fn told((from, until): (&Date, &Date), end: &Node, findings: &mut Findings) {
    let written = |day: Option<Day>| day.map_or("unknown".into(), |day| day.to_string());
    let from = written(from.value.or(from.earliest));
    let fault = Fault::ReversedPeriod { from, until: written(until.value.or(until.latest)) };
    findings.at(&end.at, fault);
}

/// Tells keys that the map of a value cannot have.
pub(super) fn check_keys(
    field: &Field,
    entries: &[(Node, Node)],
    known: &[&str],
    findings: &mut Findings,
) {
    for (key, _) in entries {
        if !known.contains(&key.as_text().unwrap_or_default()) {
            findings.unknown_key(key, KeyHome::Value(field.id.to_string()), known);
        }
    }
}
