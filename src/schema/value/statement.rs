//! The values of one field: one or a list, each a plain value or a map with the key `value`.

use super::kind::{expected, read_value};
use crate::diagnostic::{Diagnostic, Fault, KeyHome};
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::{Context, Findings};
use crate::schema::model::{Field, Kind, Statement};
use std::collections::BTreeMap;

/// The keys of a statement. All but the first qualify it.
const STATEMENT_KEYS: [&str; 7] =
    ["value", "source", "from", "until", "according_to", "standing", "note"];

/// A statement with what tells it from others in the same field: who says so, and how firmly.
struct Said<'n> {
    speaker: Option<&'n str>,
    standing: Option<&'n str>,
    statement: Statement,
}

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
    if let Some(at_most) = field.at_most {
        too_many(field, at_most, &said, &mut findings);
    }
    (said.into_iter().map(|said| said.statement).collect(), findings.found)
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

fn statement<'n>(field: &Field, map: &'n Node, said: &mut Vec<Said<'n>>, findings: &mut Findings) {
    for (key, _) in map.entries() {
        if !STATEMENT_KEYS.contains(&key.as_text().unwrap_or_default()) {
            findings.unknown_key(key, KeyHome::Value(field.id.to_string()), &STATEMENT_KEYS);
        }
    }
    let Some(value) = map.get("value") else { return };
    let first = said.len();
    for item in values(value) {
        plain(field, item, said, findings);
    }
    let words = |key| map.get(key).and_then(Node::as_text);
    for said in said.iter_mut().skip(first) {
        (said.speaker, said.standing) = (words("according_to"), words("standing"));
    }
}

fn plain<'n>(field: &Field, node: &'n Node, said: &mut Vec<Said<'n>>, findings: &mut Findings) {
    match &node.is {
        Is::Empty => {}
        Is::List(_) => findings.wrong(node, expected(field)),
        _ => {
            if let Some(value) = read_value(field, node, findings) {
                let statement = Statement { value, span: findings.span(&node.at) };
                said.push(Said { speaker: None, standing: None, statement });
            }
        }
    }
}

/// `at_most` counts what one speaker says with one standing: others may differ.
fn too_many(field: &Field, at_most: usize, said: &[Said], findings: &mut Findings) {
    let mut counts: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for (index, said) in said.iter().enumerate() {
        let standing = said.standing.unwrap_or("sourced");
        let (count, surplus) = counts.entry((said.speaker, standing)).or_default();
        *count += 1;
        if *count == at_most + 1 {
            *surplus = index;
        }
    }
    let surplus = counts.into_values().filter(|(count, _)| *count > at_most);
    for (count, index) in surplus {
        let field = field.id.to_string();
        let fault = Fault::TooManyValues { field, at_most, found: count };
        if let Some(said) = said.get(index) {
            findings.found.push(Diagnostic::at(said.statement.span.clone(), fault));
        }
    }
}
