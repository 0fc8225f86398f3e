//! The values of one field: one or a list, each a plain value or a map with the key `value`.

use super::dated::{date, reversed};
use super::kind::{expected, read_value};
use super::quoted::{citations, holds_unreadable, is_cut_off, sources};
use crate::diagnostic::{Diagnostic, Expected, Fault, KeyHome, Note};
use crate::parse::Part;
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::{Context, Findings};
use crate::schema::model::{Field, Kind, Qualifiers, Standing, Statement, Value};
use crate::schema::period::Certain;
use crate::schema::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The keys of a statement. All but the first qualify it.
const STATEMENT_KEYS: [&str; 7] =
    ["value", "source", "from", "until", "according_to", "standing", "note"];

/// Reads the value of a field's key. Values that are wrong are left out, with findings. Whether
/// there are too few is for the caller to say, who knows the entry: not if something was found
/// here, or if the value [`is_unreadable`](Node::is_unreadable), since that is told already.
#[must_use]
pub fn read_field(
    field: &Field,
    node: &Node,
    context: &Context,
) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut findings = Findings::new(context);
    let mut said = Vec::new();
    for item in values(node) {
        match &item.is {
            Is::Map(_) if is_statement(field, item) => {
                statement(field, item, &mut said, &mut findings);
            }
            _ => plain(field, item, &mut said, &mut findings),
        }
    }
    at_once(field, &said, &mut findings);
    (said, findings.found)
}

/// The items of a list, or the one value.
fn values(node: &Node) -> &[Node] {
    match &node.is {
        Is::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Whether a map says something about its value. A date has a key `value` as well.
fn is_statement(field: &Field, map: &Node) -> bool {
    let has = |key: &&str| map.get(key).is_some();
    let is_date = field.kind == Kind::Date
        && ["earliest", "latest"].iter().any(has)
        && !STATEMENT_KEYS.iter().skip(1).any(has);
    has(&"value") && !is_date
}

fn statement(field: &Field, map: &Node, said: &mut Vec<Statement>, findings: &mut Findings) {
    let Some(value) = map.get("value") else { return };
    let first = said.len();
    for item in values(value) {
        plain(field, item, said, findings);
    }
    let qualifiers = Arc::new(qualifiers(field, map, findings));
    for (key, _) in map.entries() {
        let is_known = STATEMENT_KEYS.contains(&key.as_text().unwrap_or_default());
        if !is_known && !is_cut_off(key, findings) {
            findings.unknown_key(key, KeyHome::Value(field.id.to_string()), &STATEMENT_KEYS);
        }
    }
    for said in said.iter_mut().skip(first) {
        said.qualifiers = Some(Arc::clone(&qualifiers));
    }
}

fn qualifiers(field: &Field, map: &Node, findings: &mut Findings) -> Qualifiers {
    let said = |key| map.get(key).filter(|node| node.is != Is::Empty || node.is_unreadable());
    let bound = |key, findings: &mut Findings| date(field, said(key)?, findings);
    let (from, until) = (bound("from", findings), bound("until", findings));
    if let (Some(first), Some(last), Some(node)) = (&from, &until, map.get("until")) {
        reversed((first, last), node, findings);
    }
    let according_to = said("according_to").and_then(|node| {
        let Some(text) = node.as_text() else {
            findings.wrong(node, Expected::EntryId);
            return None;
        };
        Some(Part { text: text.trim().into(), span: findings.span(&node.at) })
    });
    let n_found = findings.found.len();
    let sources = said("source").map(|node| sources(field, node, findings)).unwrap_or_default();
    Qualifiers {
        sources,
        is_source_wrong: findings.found.len() > n_found
            || map.get("source").is_some_and(holds_unreadable),
        standing: said("standing").and_then(|node| standing(node, findings)).unwrap_or_default(),
        note: said("note").and_then(|node| text::read(node, findings)),
        from,
        until,
        according_to,
    }
}

fn standing(node: &Node, findings: &mut Findings) -> Option<Standing> {
    let found = Standing::ALL.into_iter().find(|own| Some(own.name()) == node.as_text());
    if found.is_none() {
        let names = Standing::ALL.map(|standing| standing.name().to_owned());
        findings.wrong(node, Expected::OneOf(names.into()));
    }
    found
}

fn plain(field: &Field, node: &Node, said: &mut Vec<Statement>, findings: &mut Findings) {
    let statement = |value, span| Statement { value, span, qualifiers: None };
    match &node.is {
        Is::Empty => {}
        Is::List(_) => findings.wrong(node, expected(field)),
        _ => match (read_value(field, node, findings), &field.kind) {
            (Some(value), _) => said.push(statement(value, findings.span(&node.at))),
            (None, Kind::Citation) => {
                for one in citations(field, node, findings) {
                    let span = one.span.clone();
                    said.push(statement(Value::Citation(Arc::new(one)), span));
                }
            }
            (None, _) => {}
        },
    }
}

/// What one speaker says with one standing.
type Voice<'s> = (Option<&'s str>, Standing);

/// Tells what one speaker says with one standing of the same time: more values than the field may
/// have, and the same value twice. Others may differ, and a value may follow another.
fn at_once(field: &Field, said: &[Statement], findings: &mut Findings) {
    let mut voices: BTreeMap<Voice<'_>, Vec<&Statement>> = BTreeMap::new();
    for statement in said {
        let speaker = statement.according_to().map(|part| &*part.text);
        voices.entry((speaker, statement.standing())).or_default().push(statement);
    }
    for said in voices.into_values() {
        match field.at_most {
            Some(at_most) if said.len() > at_most => surplus(field, (&said, at_most), findings),
            _ => doubles(field, &said, findings),
        }
    }
}

fn surplus(field: &Field, (said, at_most): (&[&Statement], usize), findings: &mut Findings) {
    if said.iter().any(|one| has_period(one)) {
        overlaps(field, (said, at_most), findings);
    } else if let Some(first) = said.get(at_most) {
        let (name, found) = (field.id.to_string(), said.len());
        let fault = Fault::TooManyValues { field: name, at_most, found };
        findings.found.push(Diagnostic::at(first.span.clone(), fault));
    }
}

fn has_period(statement: &Statement) -> bool {
    statement.period() != (None, None)
}

/// The same value twice of the same time, where one of them has a period.
fn doubles(field: &Field, said: &[&Statement], findings: &mut Findings) {
    let mut by_value: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for one in said {
        by_value.entry(one.span.text().trim()).or_default().push(one);
    }
    for said in by_value.values().filter(|said| said.iter().any(|one| has_period(one))) {
        overlaps(field, (said, 1), findings);
    }
}

/// Tells what surely holds while as many others do as may. One pass in the order of time, in which
/// only those that have not ended are kept, by their end.
fn overlaps(field: &Field, (said, at_most): (&[&Statement], usize), findings: &mut Findings) {
    let certain = said.iter().map(|one| Certain::of(one.period())).enumerate();
    let mut in_time: Vec<(Certain, usize)> =
        certain.filter(|(_, own)| own.first < own.end).map(|(at, own)| (own, at)).collect();
    in_time.sort();
    let mut active: BTreeSet<(i32, usize)> = BTreeSet::new();
    for (own, at) in in_time {
        while active.first().is_some_and(|(end, _)| *end <= own.first) {
            active.pop_first();
        }
        let is_full = active.len() >= at_most;
        if let Some((_, other)) = active.last().copied().filter(|_| is_full) {
            active.pop_last();
            let (first, later) = (at.min(other), at.max(other));
            if let (Some(first), Some(later)) = (said.get(first), said.get(later)) {
                findings.found.push(overlap(field, later, first));
            }
            // What lasts longest goes on.
            let end = said.get(other).map_or(own.end, |one| Certain::of(one.period()).end);
            active.insert(if end > own.end { (end, other) } else { (own.end, at) });
        } else {
            active.insert((own.end, at));
        }
    }
}

fn overlap(field: &Field, later: &Statement, first: &Statement) -> Diagnostic {
    let fault = Fault::OverlappingValues { field: field.id.to_string() };
    Diagnostic::at(later.span.clone(), fault).with(first.span.clone(), Note::FirstHere)
}
