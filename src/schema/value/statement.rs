//! Reads the statements of one field: one or a list, each a plain value or a map with the key
//! `value`.

use super::citation::{
    contains_unreadable, is_truncated_by_yaml, read_citation_field, read_sources,
};
use super::date::{check_reversed, read_period_end, read_uncertain_date};
use super::day_gap::check_day_gaps;
use super::scalar::{expected_kind, read_value};
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, RelatedNote, meant_key, rules};
use crate::parse::CitationPart;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::date::{CertainInterval, PeriodBounds};
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::localized_text;
use crate::schema::model::{FieldDef, FieldKind};
use crate::schema::statement::{EvidenceStatus, FieldValue, Qualifiers, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The key of a statement's value.
pub const VALUE_KEY: &str = "value";

/// The keys of a statement. All but the first are qualifiers.
pub const STATEMENT_KEYS: [&str; 7] =
    [VALUE_KEY, "source", "from", "until", "according_to", "standing", "note"];

/// Reads the value of a field's key. Wrong values are left out and reported.
///
/// Too few values are for the caller to report, who knows the entry, and only if there are no
/// diagnostics here and the value is not [`is_unreadable`](YamlNode::is_unreadable), since that has
/// been reported.
#[must_use]
pub fn read_field(
    field: &FieldDef,
    node: &YamlNode,
    context: &ReadContext,
) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut sink = DiagnosticSink::new(*context);
    let mut statements = Vec::new();
    for item in node.items_or_self() {
        match &item.kind {
            NodeKind::Map(_) if is_statement(field, item) => {
                read_statement(field, item, &mut statements, &mut sink);
            }
            NodeKind::Map(_) if is_statement_without_value(field, item) => {
                report_missing_value(field, item, &mut sink);
            }
            _ => read_plain_value(field, item, &mut statements, &mut sink),
        }
    }
    check_cardinality(field, &statements, &mut sink);
    let has_period =
        |item: &&YamlNode| is_statement(field, item) || field.kind == FieldKind::Period;
    let maps: Vec<&YamlNode> = node.list_items().iter().filter(has_period).collect();
    check_day_gaps(field, &maps, &mut sink);
    (statements, sink.diagnostics)
}

/// Returns whether a map is a statement rather than a date, which has a key `value` as well.
fn is_statement(field: &FieldDef, map: &YamlNode) -> bool {
    let has = |key: &&str| map.get(key).is_some();
    let is_date = field.kind == FieldKind::Date
        && ["earliest", "latest"].iter().any(has)
        && !STATEMENT_KEYS.iter().skip(1).any(has);
    has(&"value") && !is_date
}

/// Returns whether a map has keys of a statement that no value has, or a misspelled `value`.
///
/// An item of a group has keys of its own, and a citation that is a value has no sources.
fn is_statement_without_value(field: &FieldDef, map: &YamlNode) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| map.get(key).is_some());
    match &field.kind {
        FieldKind::Group(_) | FieldKind::Citation => false,
        FieldKind::Period => has(&["source", "according_to", "standing", "note"]),
        _ => {
            has(&["source", "from", "until", "according_to", "standing", "note"])
                || misspelled_value_key(map).is_some()
        }
    }
}

/// Returns the key that is a misspelling of `value`.
fn misspelled_value_key(map: &YamlNode) -> Option<&YamlNode> {
    let mut keys = map.map_entries().iter().map(|(key, _)| key);
    keys.find(|key| key.as_str().and_then(|name| meant_key(name, ["value"])).is_some())
}

/// Reports a statement without a value, at the keys that were meant to be those of a statement, or
/// at the first one.
fn report_missing_value(field: &FieldDef, map: &YamlNode, sink: &mut DiagnosticSink) {
    if misspelled_value_key(map).is_some() {
        // All of them at once: who writes one in another language writes the others so, too.
        for (key, _) in map.map_entries() {
            if !STATEMENT_KEYS.contains(&key.as_str().unwrap_or_default()) {
                let scope = KeyScope::Value(field.id.to_string());
                sink.push_unknown_key(key, scope, STATEMENT_KEYS);
            }
        }
    } else if field.id.is_empty() {
        // The date of a page is no statement that a name could be given of.
        sink.push_wrong_kind(map, expected_kind(field));
    } else if let Some((first, _)) = map.map_entries().first() {
        let (missing, required_by) = ("value".to_owned(), field.id.to_string());
        sink.push(
            &first.range,
            rules::MissingField { field: missing, required_by, place: FieldPlace::Line },
        );
    }
}

fn read_statement(
    field: &FieldDef,
    map: &YamlNode,
    statements: &mut Vec<Statement>,
    sink: &mut DiagnosticSink,
) {
    let Some(value) = map.get("value") else { return };
    let n_before = statements.len();
    for item in value.items_or_self() {
        read_plain_value(field, item, statements, sink);
    }
    let qualifiers = Arc::new(read_qualifiers(field, map, sink));
    for (key, _) in map.map_entries() {
        let is_known = STATEMENT_KEYS.contains(&key.as_str().unwrap_or_default());
        if !is_known && !is_truncated_by_yaml(key, sink) {
            let scope = KeyScope::Value(field.id.to_string());
            let meant = sink.push_unknown_key(key, scope, STATEMENT_KEYS);
            if let Some(unknown) = sink.diagnostics.last_mut().filter(|_| meant.is_some()) {
                unknown.incomplete_map = Some(map.range.clone());
            }
        }
    }
    for statement in statements.iter_mut().skip(n_before) {
        statement.qualifiers = Some(Arc::clone(&qualifiers));
    }
}

fn read_qualifiers(field: &FieldDef, map: &YamlNode, sink: &mut DiagnosticSink) -> Qualifiers {
    let find_node =
        |key| map.get(key).filter(|node| node.kind != NodeKind::Empty || node.is_unreadable());
    let from = find_node("from").and_then(|node| read_uncertain_date(field, node, sink));
    let until = find_node("until").and_then(|node| read_period_end(field, node, sink));
    check_reversed(PeriodBounds::new(&from, &until), map.get("until"), sink);
    let according_to = find_node("according_to").and_then(|node| {
        let Some(text) = node.as_str() else {
            sink.push_wrong_kind(node, ExpectedKind::EntryId);
            return None;
        };
        Some(CitationPart { text: text.trim().into(), span: sink.span(&node.range) })
    });
    let n_before = sink.diagnostics.len();
    let sources =
        find_node("source").map(|node| read_sources(field, node, sink)).unwrap_or_default();
    Qualifiers {
        sources,
        has_unreadable_source: sink.diagnostics.len() > n_before
            || map.get("source").is_some_and(contains_unreadable),
        evidence_status: find_node("standing")
            .and_then(|node| read_evidence_status(node, sink))
            .unwrap_or_default(),
        note: find_node("note").and_then(|node| localized_text::read_complete("note", node, sink)),
        from,
        until,
        according_to,
    }
}

fn read_evidence_status(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<EvidenceStatus> {
    let status =
        EvidenceStatus::ALL.into_iter().find(|status| Some(status.as_str()) == node.as_str());
    if status.is_none() {
        let names = EvidenceStatus::ALL.map(|status| status.as_str().to_owned());
        let word = node.as_str().unwrap_or_default().trim().to_lowercase();
        sink.push_wrong_kind(
            node,
            match swedish_status(&word) {
                Some(status) => {
                    ExpectedKind::OneOfLabeled(names.into(), status.as_str().to_owned())
                }
                None => ExpectedKind::OneOf(names.into()),
            },
        );
    }
    status
}

/// Returns the status that a Swedish word is for, as pages call it.
fn swedish_status(word: &str) -> Option<EvidenceStatus> {
    Some(match word {
        "belagd" | "belagt" => EvidenceStatus::Sourced,
        "avsedd" | "avsett" | "avsikt" => EvidenceStatus::Intended,
        "föreslagen" | "föreslaget" | "förslag" => EvidenceStatus::Proposed,
        "tolkning" | "tolkad" | "tolkat" => EvidenceStatus::Interpretation,
        _ => return None,
    })
}

fn read_plain_value(
    field: &FieldDef,
    node: &YamlNode,
    statements: &mut Vec<Statement>,
    sink: &mut DiagnosticSink,
) {
    let new_statement = |value, span| Statement { value, span, qualifiers: None };
    match &node.kind {
        NodeKind::Empty => {}
        NodeKind::List(_) => sink.push_wrong_kind(node, expected_kind(field)),
        _ => match (read_value(field, node, sink), &field.kind) {
            (Some(value), _) => statements.push(new_statement(value, sink.span(&node.range))),
            (None, FieldKind::Citation) => {
                for citation in read_citation_field(field, node, sink) {
                    let span = citation.span.clone();
                    statements.push(new_statement(FieldValue::Citation(Arc::new(citation)), span));
                }
            }
            (None, _) => {}
        },
    }
}

/// Reports more values than the field may have at one time, and values that occur twice.
///
/// Values with another attribution or another evidence status do not count together, and neither
/// do values that follow one another in time.
fn check_cardinality(field: &FieldDef, statements: &[Statement], sink: &mut DiagnosticSink) {
    let mut groups: BTreeMap<(Option<&str>, EvidenceStatus), Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        let attribution = statement.attributed_to().map(|part| &*part.text);
        groups.entry((attribution, statement.evidence_status())).or_default().push(statement);
    }
    for group in groups.into_values() {
        match field.at_most {
            Some(at_most) if group.len() > at_most => report_surplus(field, &group, at_most, sink),
            _ => check_duplicates(field, &group, sink),
        }
    }
}

fn report_surplus(
    field: &FieldDef,
    statements: &[&Statement],
    at_most: usize,
    sink: &mut DiagnosticSink,
) {
    if statements.iter().any(|statement| has_validity_period(statement)) {
        check_overlaps(field, statements, at_most, sink);
    } else if let Some(surplus) = statements.get(at_most) {
        let (field, n_values) = (field.id.to_string(), statements.len());
        let kind = rules::TooManyValues { field, at_most, n_values };
        sink.diagnostics.push(Diagnostic::new(surplus.span.clone(), kind));
    }
}

fn has_validity_period(statement: &Statement) -> bool {
    !statement.validity_period().is_unbounded()
}

/// Reports a value that occurs twice with overlapping periods.
fn check_duplicates(field: &FieldDef, statements: &[&Statement], sink: &mut DiagnosticSink) {
    let mut by_value: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        by_value.entry(statement.span.text().trim()).or_default().push(statement);
    }
    for same_value in by_value.values() {
        if same_value.iter().any(|statement| has_validity_period(statement)) {
            check_overlaps(field, same_value, 1, sink);
        }
    }
}

/// Reports statements that are certainly in force while `at_most` others are.
///
/// One pass in the order of time keeps the statements that have not ended, sorted by their end.
fn check_overlaps(
    field: &FieldDef,
    statements: &[&Statement],
    at_most: usize,
    sink: &mut DiagnosticSink,
) {
    let intervals =
        statements.iter().map(|statement| statement.validity_period().certain_interval());
    let mut in_time_order: Vec<(CertainInterval, usize)> = intervals
        .enumerate()
        .filter(|(_, interval)| interval.first < interval.end)
        .map(|(index, interval)| (interval, index))
        .collect();
    in_time_order.sort();
    let mut active: BTreeSet<(i32, usize)> = BTreeSet::new();
    for (interval, index) in in_time_order {
        while active.first().is_some_and(|(end, _)| *end <= interval.first) {
            active.pop_first();
        }
        let is_full = active.len() >= at_most;
        let Some((active_end, active_index)) = active.last().copied().filter(|_| is_full) else {
            active.insert((interval.end, index));
            continue;
        };
        let (first, later) = (index.min(active_index), index.max(active_index));
        if let (Some(first), Some(later)) = (statements.get(first), statements.get(later)) {
            sink.diagnostics.push(overlap_diagnostic(field, later, first));
        }
        // Of the two, the one that lasts longer stays active.
        if interval.end >= active_end {
            active.pop_last();
            active.insert((interval.end, index));
        }
    }
}

fn overlap_diagnostic(field: &FieldDef, later: &Statement, first: &Statement) -> Diagnostic {
    let kind = rules::OverlappingValues { field: field.id.to_string() };
    Diagnostic::new(later.span.clone(), kind)
        .with_related(first.span.clone(), RelatedNote::FirstDefinition)
}
