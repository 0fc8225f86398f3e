//! One value, by the kind of its field.

use super::dated::{date, period};
use super::fields::group;
use crate::diagnostic::Expected;
use crate::parse::Body;
use crate::parse::yaml::{Is, Node, Style};
use crate::schema::findings::Findings;
use crate::schema::model::{Field, Fraction, Kind, Value};
use crate::schema::text;
use std::sync::Arc;

/// What a finding says was expected.
pub(super) fn expected(field: &Field) -> Expected {
    match &field.kind {
        Kind::Text => Expected::Text,
        Kind::Markdown => Expected::Markdown,
        Kind::Number => Expected::Number,
        Kind::Fraction => Expected::Fraction,
        Kind::Date => Expected::Date,
        Kind::Period => Expected::Period,
        Kind::Url => Expected::Url,
        Kind::Choice(words) => {
            Expected::OneOf(words.iter().map(|(word, _)| word.to_string()).collect())
        }
        Kind::Bool => Expected::Bool,
        Kind::Citation => Expected::Citation,
        Kind::File => Expected::File,
        Kind::Group(_) => Expected::Group,
        Kind::Entry(_) => Expected::EntryId,
    }
}

/// Reads one value that is not a list; none if it says nothing, or is wrong.
pub(super) fn read_value(field: &Field, node: &Node, findings: &mut Findings) -> Option<Value> {
    match reserved(node) {
        Some(Reserved::Nothing) => return None,
        Some(Reserved::Word(value)) => return Some(value),
        None => {}
    }
    match &field.kind {
        Kind::Text => text::read(node, findings).map(Value::Text),
        Kind::Markdown => markdown(node, findings),
        Kind::Date => date(field, node, findings).map(Value::Date),
        Kind::Period => period(field, node, findings),
        // One string may hold several: they are read by who gathers values.
        Kind::Citation => None,
        Kind::Group(fields) => group(&field.id, fields, node, findings),
        _ => {
            let value = node.as_text().and_then(|text| scalar(field, text.trim()));
            if value.is_none() {
                findings.wrong(node, expected(field));
            }
            value
        }
    }
}

enum Reserved {
    Nothing,
    Word(Value),
}

/// Plain `unknown` and `none` mean the same in every field; in quotes they are words.
fn reserved(node: &Node) -> Option<Reserved> {
    let text = node.as_text()?.trim();
    let is_plain = matches!(node.is, Is::Text { style: Style::Plain, .. });
    match text {
        "" => Some(Reserved::Nothing),
        "unknown" if is_plain => Some(Reserved::Word(Value::Unknown)),
        "none" if is_plain => Some(Reserved::Word(Value::None)),
        _ => None,
    }
}

fn scalar(field: &Field, text: &str) -> Option<Value> {
    match &field.kind {
        Kind::Number => Some(Value::Number(text.into(), Fraction::read_number(text)?)),
        Kind::Fraction => {
            let part = Fraction::read(text).filter(|part| part.numerator >= 0)?;
            Some(Value::Fraction(part))
        }
        Kind::Url => is_url(text).then(|| Value::Url(text.into())),
        Kind::Choice(words) => {
            let (word, _) = words.iter().find(|(word, _)| **word == *text)?;
            Some(Value::Choice(Arc::clone(word)))
        }
        Kind::Bool => match text {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Kind::File => Some(Value::File(text.into())),
        Kind::Entry(_) => Some(Value::Entry(text.into())),
        _ => None,
    }
}

/// One of the schemes that a link may have, and something after it.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_plain = !text.contains(|char: char| char.is_whitespace() || char.is_control());
    is_plain
        && match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let host = rest.strip_prefix("//").unwrap_or_default();
                host.chars().next().is_some_and(|first| !matches!(first, '/' | '?' | '#'))
            }
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        }
}

fn markdown(node: &Node, findings: &mut Findings) -> Option<Value> {
    let source = findings.context.source;
    let bodies: Vec<_> = text::words(node, &Expected::Markdown, findings)
        .into_iter()
        .map(|words| {
            let body = Body::scalar(source, words.text, words.node.at.clone());
            (words.language, Arc::new(body))
        })
        .collect();
    (!bodies.is_empty()).then_some(Value::Markdown(bodies))
}
