//! The values of one field: one or a list, each a plain value or a map with the key `value`.

use super::citation::{
    contains_unreadable, is_truncated_by_yaml, read_citation_field, read_sources,
};
use super::date::{check_reversed, read_uncertain_date};
use super::scalar::{expected_kind, read_value};
use crate::diagnostic::{Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, RelatedNote};
use crate::parse::CitationPart;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::date::{CertainInterval, PeriodBounds};
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::localized_text;
use crate::schema::model::{
    EvidenceStatus, FieldDef, FieldKind, FieldValue, Qualifiers, Statement,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The keys of a statement. All but the first qualify it.
const STATEMENT_KEYS: [&str; 7] =
    ["value", "source", "from", "until", "according_to", "standing", "note"];

/// Reads the value of a field's key. Values that are wrong are left out, with findings. Whether
/// there are too few is for the caller to say, who knows the entry: not if something was found
/// here, or if the value [`is_unreadable`](YamlNode::is_unreadable), since that is told already.
#[must_use]
pub fn read_field(
    field: &FieldDef,
    node: &YamlNode,
    context: &ReadContext,
) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut sink = DiagnosticSink::new(context);
    let mut said = Vec::new();
    for item in value_nodes(node) {
        match &item.kind {
            NodeKind::Map(_) if is_statement(field, item) => {
                read_statement(field, item, &mut said, &mut sink);
            }
            _ => read_plain_value(field, item, &mut said, &mut sink),
        }
    }
    check_cardinality(field, &said, &mut sink);
    (said, sink.diagnostics)
}

/// The items of a list, or the one value.
fn value_nodes(node: &YamlNode) -> &[YamlNode] {
    match &node.kind {
        NodeKind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Whether a map says something about its value. A date has a key `value` as well.
fn is_statement(field: &FieldDef, map: &YamlNode) -> bool {
    let has = |key: &&str| map.get(key).is_some();
    let is_date = field.kind == FieldKind::Date
        && ["earliest", "latest"].iter().any(has)
        && !STATEMENT_KEYS.iter().skip(1).any(has);
    has(&"value") && !is_date
}

fn read_statement(
    field: &FieldDef,
    map: &YamlNode,
    said: &mut Vec<Statement>,
    sink: &mut DiagnosticSink,
) {
    let Some(value) = map.get("value") else { return };
    let first = said.len();
    for item in value_nodes(value) {
        read_plain_value(field, item, said, sink);
    }
    let qualifiers = Arc::new(read_qualifiers(field, map, sink));
    for (key, _) in map.map_entries() {
        let is_known = STATEMENT_KEYS.contains(&key.as_str().unwrap_or_default());
        if !is_known && !is_truncated_by_yaml(key, sink) {
            sink.push_unknown_key(key, KeyScope::Value(field.id.to_string()), &STATEMENT_KEYS);
        }
    }
    for said in said.iter_mut().skip(first) {
        said.qualifiers = Some(Arc::clone(&qualifiers));
    }
}

fn read_qualifiers(field: &FieldDef, map: &YamlNode, sink: &mut DiagnosticSink) -> Qualifiers {
    let said =
        |key| map.get(key).filter(|node| node.kind != NodeKind::Empty || node.is_unreadable());
    let bound = |key, sink: &mut DiagnosticSink| read_uncertain_date(field, said(key)?, sink);
    let (from, until) = (bound("from", sink), bound("until", sink));
    check_reversed(PeriodBounds::new(&from, &until), map.get("until"), sink);
    let according_to = said("according_to").and_then(|node| {
        let Some(text) = node.as_str() else {
            sink.push_wrong_kind(node, ExpectedKind::EntryId);
            return None;
        };
        Some(CitationPart { text: text.trim().into(), span: sink.span(&node.range) })
    });
    let n_found = sink.diagnostics.len();
    let sources = said("source").map(|node| read_sources(field, node, sink)).unwrap_or_default();
    Qualifiers {
        sources,
        has_unreadable_source: sink.diagnostics.len() > n_found
            || map.get("source").is_some_and(contains_unreadable),
        evidence_status: said("standing")
            .and_then(|node| read_evidence_status(node, sink))
            .unwrap_or_default(),
        note: said("note").and_then(|node| localized_text::read(node, sink)),
        from,
        until,
        according_to,
    }
}

fn read_evidence_status(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<EvidenceStatus> {
    let found = EvidenceStatus::ALL.into_iter().find(|own| Some(own.as_str()) == node.as_str());
    if found.is_none() {
        let names = EvidenceStatus::ALL.map(|standing| standing.as_str().to_owned());
        sink.push_wrong_kind(node, ExpectedKind::OneOf(names.into()));
    }
    found
}

fn read_plain_value(
    field: &FieldDef,
    node: &YamlNode,
    said: &mut Vec<Statement>,
    sink: &mut DiagnosticSink,
) {
    let statement = |value, span| Statement { value, span, qualifiers: None };
    match &node.kind {
        NodeKind::Empty => {}
        NodeKind::List(_) => sink.push_wrong_kind(node, expected_kind(field)),
        _ => match (read_value(field, node, sink), &field.kind) {
            (Some(value), _) => said.push(statement(value, sink.span(&node.range))),
            (None, FieldKind::Citation) => {
                for one in read_citation_field(field, node, sink) {
                    let span = one.span.clone();
                    said.push(statement(FieldValue::Citation(Arc::new(one)), span));
                }
            }
            (None, _) => {}
        },
    }
}

/// What one speaker says with one standing.
type Voice<'s> = (Option<&'s str>, EvidenceStatus);

/// Tells what one speaker says with one standing of the same time: more values than the field may
/// have, and the same value twice. Others may differ, and a value may follow another.
fn check_cardinality(field: &FieldDef, said: &[Statement], sink: &mut DiagnosticSink) {
    let mut voices: BTreeMap<Voice<'_>, Vec<&Statement>> = BTreeMap::new();
    for statement in said {
        let speaker = statement.attributed_to().map(|part| &*part.text);
        voices.entry((speaker, statement.evidence_status())).or_default().push(statement);
    }
    for said in voices.into_values() {
        match field.at_most {
            Some(at_most) if said.len() > at_most => report_surplus(field, (&said, at_most), sink),
            _ => check_duplicates(field, &said, sink),
        }
    }
}

fn report_surplus(
    field: &FieldDef,
    (said, at_most): (&[&Statement], usize),
    sink: &mut DiagnosticSink,
) {
    if said.iter().any(|one| has_validity_period(one)) {
        check_overlaps(field, (said, at_most), sink);
    } else if let Some(first) = said.get(at_most) {
        let (name, found) = (field.id.to_string(), said.len());
        let kind = DiagnosticKind::TooManyValues { field: name, at_most, found };
        sink.diagnostics.push(Diagnostic::new(first.span.clone(), kind));
    }
}

fn has_validity_period(statement: &Statement) -> bool {
    !statement.validity_period().is_unbounded()
}

/// The same value twice of the same time, where one of them has a period.
fn check_duplicates(field: &FieldDef, said: &[&Statement], sink: &mut DiagnosticSink) {
    let mut by_value: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for one in said {
        by_value.entry(one.span.text().trim()).or_default().push(one);
    }
    for said in by_value.values().filter(|said| said.iter().any(|one| has_validity_period(one))) {
        check_overlaps(field, (said, 1), sink);
    }
}

/// Tells what surely holds while as many others do as may. One pass in the order of time, in which
/// only those that have not ended are kept, by their end.
fn check_overlaps(
    field: &FieldDef,
    (said, at_most): (&[&Statement], usize),
    sink: &mut DiagnosticSink,
) {
    let certain = said.iter().map(|one| one.validity_period().certain_interval()).enumerate();
    let mut in_time: Vec<(CertainInterval, usize)> =
        certain.filter(|(_, own)| own.first < own.end).map(|(index, own)| (own, index)).collect();
    in_time.sort();
    let mut active: BTreeSet<(i32, usize)> = BTreeSet::new();
    for (own, index) in in_time {
        while active.first().is_some_and(|(end, _)| *end <= own.first) {
            active.pop_first();
        }
        let is_full = active.len() >= at_most;
        if let Some((_, other)) = active.last().copied().filter(|_| is_full) {
            active.pop_last();
            let (first, later) = (index.min(other), index.max(other));
            if let (Some(first), Some(later)) = (said.get(first), said.get(later)) {
                sink.diagnostics.push(overlap_diagnostic(field, later, first));
            }
            // What lasts longest goes on.
            let end =
                said.get(other).map_or(own.end, |one| one.validity_period().certain_interval().end);
            active.insert(if end > own.end { (end, other) } else { (own.end, index) });
        } else {
            active.insert((own.end, index));
        }
    }
}

fn overlap_diagnostic(field: &FieldDef, later: &Statement, first: &Statement) -> Diagnostic {
    let kind = DiagnosticKind::OverlappingValues { field: field.id.to_string() };
    Diagnostic::new(later.span.clone(), kind)
        .with_related(first.span.clone(), RelatedNote::FirstDefinition)
}
