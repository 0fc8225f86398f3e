//! Dates and periods.

use crate::diagnostic::{DiagnosticKind, ExpectedKind, KeyScope};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::{FieldDef, FieldValue, PartialDate, UncertainDate};
use crate::schema::validity::is_reversed_period;

const DATE_KEYS: [&str; 3] = ["value", "earliest", "latest"];
const PERIOD_KEYS: [&str; 2] = ["from", "until"];

/// `2014-04-01`, `unknown` or `{value, earliest, latest}`.
pub(super) fn read_uncertain_date(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<UncertainDate> {
    match &node.kind {
        NodeKind::Text { .. } => Some(UncertainDate {
            value: read_partial_date(node, sink)?,
            earliest: None,
            latest: None,
        }),
        NodeKind::Map(entries) if DATE_KEYS.iter().any(|key| node.get(key).is_some()) => {
            let n_before = sink.diagnostics.len();
            check_keys(field, entries, &DATE_KEYS, sink);
            let mut part =
                |key| node.get(key).and_then(|node| read_partial_date(node, sink)).flatten();
            let date = UncertainDate {
                value: part("value"),
                earliest: part("earliest"),
                latest: part("latest"),
            };
            check_date_bounds(&date, node, sink);
            (sink.diagnostics.len() == n_before).then_some(date)
        }
        _ => {
            sink.push_wrong_kind(node, ExpectedKind::Date);
            None
        }
    }
}

/// Tells bounds of a date that leave no day for it, at the later one.
fn check_date_bounds(date: &UncertainDate, node: &YamlNode, sink: &mut DiagnosticSink) {
    let plain = |value| UncertainDate { value, earliest: None, latest: None };
    let parts = [("earliest", date.earliest), ("value", date.value), ("latest", date.latest)];
    let pairs = [(0, 1), (1, 2), (0, 2)].map(|(first, last)| (parts.get(first), parts.get(last)));
    for (first, last) in pairs {
        let (Some((_, Some(first))), Some((key, Some(last)))) = (first, last) else { continue };
        if let (true, Some(at)) = (last.last_day() < first.first_day(), node.get(key)) {
            return report_reversed_period((&plain(Some(*first)), &plain(Some(*last))), at, sink);
        }
    }
}

/// `{from, until}`; either may be absent.
pub(super) fn read_period(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<FieldValue> {
    let NodeKind::Map(entries) = &node.kind else {
        sink.push_wrong_kind(node, ExpectedKind::Period);
        return None;
    };
    let n_before = sink.diagnostics.len();
    check_keys(field, entries, &PERIOD_KEYS, sink);
    let mut bound = |key| {
        let node = node.get(key).filter(|node| node.kind != NodeKind::Empty)?;
        read_uncertain_date(field, node, sink)
    };
    let (from, until) = (bound("from"), bound("until"));
    if let (Some(first), Some(last), Some(end)) = (&from, &until, node.get("until")) {
        check_reversed((first, last), end, sink);
    }
    let period = FieldValue::Period(from, until);
    (sink.diagnostics.len() == n_before).then_some(period)
}

/// A day, or none if it is unknown. The outer none: it is wrong, and told.
fn read_partial_date(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<Option<PartialDate>> {
    match (node.as_str().map(str::trim), &node.kind) {
        (Some("unknown"), _) | (None, NodeKind::Empty) => Some(None),
        (Some(text), _) => {
            let day = PartialDate::read(text);
            if day.is_none() {
                let found = sink.shorten_node(node);
                sink.push(&node.range, DiagnosticKind::BadDate { found });
            }
            day.map(Some)
        }
        (None, _) => {
            sink.push_wrong_kind(node, ExpectedKind::Date);
            None
        }
    }
}

/// Tells a period that ends before it begins, at its end.
pub(super) fn check_reversed(
    (from, until): (&UncertainDate, &UncertainDate),
    end: &YamlNode,
    sink: &mut DiagnosticSink,
) {
    if is_reversed_period(from, until) {
        report_reversed_period((from, until), end, sink);
    }
}

fn report_reversed_period(
    (from, until): (&UncertainDate, &UncertainDate),
    end: &YamlNode,
    sink: &mut DiagnosticSink,
) {
    let written = |day: Option<PartialDate>| day.map_or("unknown".into(), |day| day.to_string());
    let from = written(from.value.or(from.earliest));
    let kind =
        DiagnosticKind::ReversedPeriod { from, until: written(until.value.or(until.latest)) };
    sink.push(&end.range, kind);
}

/// Tells keys that the map of a value cannot have.
pub(super) fn check_keys(
    field: &FieldDef,
    entries: &[(YamlNode, YamlNode)],
    known: &[&str],
    sink: &mut DiagnosticSink,
) {
    for (key, _) in entries {
        if !known.contains(&key.as_str().unwrap_or_default()) {
            sink.push_unknown_key(key, KeyScope::Value(field.id.to_string()), known);
        }
    }
}
