//! Reads dates and periods.

use crate::diagnostic::rules::{DateKeywords, ReversedBounds};
use crate::diagnostic::{DiagnosticKind, ExpectedKind, KeyScope, meant_key, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::date::{PartialDate, PeriodBounds, PeriodEnd, UncertainDate};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::FieldDef;
use crate::schema::statement::FieldValue;

/// The keys of a date within limits.
pub const DATE_KEYS: [&str; 3] = ["value", "earliest", "latest"];
/// The keys of a period.
pub const PERIOD_KEYS: [&str; 2] = ["from", "until"];

/// Reads `2014-04-01`, `unknown` or `{value, earliest, latest}`.
pub(super) fn read_uncertain_date(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<UncertainDate> {
    read_date_or_words(field, node, DateKeywords::Unknown, sink)
}

fn read_date_or_words(
    field: &FieldDef,
    node: &YamlNode,
    words: DateKeywords,
    sink: &mut DiagnosticSink,
) -> Option<UncertainDate> {
    match &node.kind {
        NodeKind::Text { .. } => match read_partial_date(node, words, sink) {
            DateReading::Wrong => None,
            DateReading::Unknown => Some(UncertainDate::UNKNOWN),
            DateReading::Known(date) => {
                Some(UncertainDate { value: Some(date), ..UncertainDate::UNKNOWN })
            }
        },
        NodeKind::Map(entries) if has_or_means_key(node, &DATE_KEYS) => {
            let n_before = sink.diagnostics.len();
            check_keys(field, entries, &DATE_KEYS, sink);
            let mut part = |key| {
                let node = node.get(key)?;
                match read_partial_date(node, DateKeywords::Unknown, sink) {
                    DateReading::Known(date) => Some(date),
                    DateReading::Unknown | DateReading::Wrong => None,
                }
            };
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

/// Reports limits of a date that leave no day for it, at the later one.
fn check_date_bounds(date: &UncertainDate, node: &YamlNode, sink: &mut DiagnosticSink) {
    let parts = [("earliest", date.earliest), ("value", date.value), ("latest", date.latest)];
    let pairs = [(0, 1), (1, 2), (0, 2)].map(|(first, last)| (parts.get(first), parts.get(last)));
    for (first, last) in pairs {
        let (Some((first_key, Some(first))), Some((last_key, Some(last)))) = (first, last) else {
            continue;
        };
        if let (true, Some(part)) = (last.last_day() < first.first_day(), node.get(last_key)) {
            let bounds = ReversedBounds::Limits(first_key, last_key);
            sink.push(&part.range, reversed_period(Some(*first), Some(*last), bounds));
            return;
        }
    }
}

/// Reads `{from, until}`, either of which may be absent.
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
    let find_node = |key| node.get(key).filter(|node| node.kind != NodeKind::Empty);
    let from = find_node("from").and_then(|node| read_uncertain_date(field, node, sink));
    let until = find_node("until").and_then(|node| read_period_end(field, node, sink));
    check_reversed(PeriodBounds::new(&from, &until), node.get("until"), sink);
    let period = FieldValue::Period(from, until);
    (sink.diagnostics.len() == n_before).then_some(period)
}

/// Reads the end of a period: a date, or `further-notice`.
pub(super) fn read_period_end(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<PeriodEnd> {
    match node.as_str().map(str::trim) {
        Some(PeriodEnd::FURTHER_NOTICE) => Some(PeriodEnd::FurtherNotice),
        _ => read_date_or_words(field, node, DateKeywords::PeriodEnd, sink).map(PeriodEnd::On),
    }
}

/// A date as it is written.
enum DateReading {
    /// It is not a date, which has been reported.
    Wrong,
    /// `unknown`.
    Unknown,
    /// A year, a month or a day.
    Known(PartialDate),
}

fn read_partial_date(
    node: &YamlNode,
    words: DateKeywords,
    sink: &mut DiagnosticSink,
) -> DateReading {
    match (node.as_str().map(str::trim), &node.kind) {
        (Some("unknown"), _) | (None, NodeKind::Empty) => DateReading::Unknown,
        (Some(text), _) => {
            if let Some(date) = PartialDate::parse_day_of_time(text) {
                return DateReading::Known(date);
            }
            let value = sink.shorten_node(node);
            sink.push(&node.range, rules::BadDate { value, words });
            DateReading::Wrong
        }
        (None, _) => {
            sink.push_wrong_kind(node, ExpectedKind::Date);
            DateReading::Wrong
        }
    }
}

/// Reports a period that ends before it starts, at its end.
pub(super) fn check_reversed(
    period: PeriodBounds<'_>,
    until_node: Option<&YamlNode>,
    sink: &mut DiagnosticSink,
) {
    let (Some(from), Some(until), Some(node)) = (period.from, period.end_date(), until_node) else {
        return;
    };
    if period.is_reversed() {
        let (from, until) = (from.value.or(from.earliest), until.value.or(until.latest));
        sink.push(&node.range, reversed_period(from, until, ReversedBounds::Period));
    }
}

fn reversed_period(
    from: Option<PartialDate>,
    until: Option<PartialDate>,
    bounds: ReversedBounds,
) -> DiagnosticKind {
    let text = |date: Option<PartialDate>| date.map_or("unknown".into(), |date| date.to_string());
    rules::ReversedPeriod { from: text(from), until: text(until), bounds }.into()
}

/// Returns whether a map has one of the keys of a value, or one that was meant to be it.
pub(super) fn has_or_means_key(node: &YamlNode, known: &[&str]) -> bool {
    let mut keys = node.map_entries().iter().filter_map(|(key, _)| key.as_str());
    keys.any(|key| known.contains(&key) || meant_key(key, known.iter().copied()).is_some())
}

/// Reports keys that the map of a value cannot have.
pub(super) fn check_keys(
    field: &FieldDef,
    entries: &[(YamlNode, YamlNode)],
    known: &[&str],
    sink: &mut DiagnosticSink,
) {
    for (key, _) in entries {
        if !known.contains(&key.as_str().unwrap_or_default()) {
            let scope = KeyScope::Value(field.id.to_string());
            sink.push_unknown_key(key, scope, known.iter().copied());
        }
    }
}
