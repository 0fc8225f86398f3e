//! Reads one value, by the kind of its field.

use super::date::{read_period, read_uncertain_date};
use super::group::read_group;
use crate::diagnostic::rules::{self, MisreadForm};
use crate::diagnostic::{ExpectedKind, parse_bool};
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{MarkdownBody, joined_block};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::fraction::Fraction;
use crate::schema::localized_text;
use crate::schema::model::{FieldDef, FieldKind, LocalizedText};
use crate::schema::statement::FieldValue;
use std::sync::Arc;

/// Returns what a diagnostic says was expected.
pub(super) fn expected_kind(field: &FieldDef) -> ExpectedKind {
    match &field.kind {
        FieldKind::Text => ExpectedKind::Text,
        FieldKind::Markdown => ExpectedKind::Markdown,
        FieldKind::Number => ExpectedKind::Number,
        FieldKind::Fraction => ExpectedKind::Fraction,
        FieldKind::Date => ExpectedKind::Date,
        FieldKind::Period => ExpectedKind::Period,
        FieldKind::Url => ExpectedKind::Url,
        FieldKind::Choice(choices) => {
            let ids = choices.iter().map(|(id, _)| id.to_string()).collect();
            match field.at_most {
                Some(1) => ExpectedKind::OneOf(ids),
                Some(_) | None => ExpectedKind::SomeOf(ids),
            }
        }
        FieldKind::Bool => ExpectedKind::Bool,
        FieldKind::Citation => ExpectedKind::Citation,
        FieldKind::File => ExpectedKind::File,
        FieldKind::Group(_) => ExpectedKind::Group,
        FieldKind::Reference(_) => ExpectedKind::EntryId,
    }
}

/// Reads one value that is not a list. `None` means that it is empty, or wrong, which is reported.
pub(super) fn read_value(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<FieldValue> {
    match reserved_value(node) {
        Some(ReservedValue::Empty) => return None,
        Some(ReservedValue::Keyword(value)) => return Some(value),
        None => {}
    }
    match &field.kind {
        FieldKind::Text => localized_text::read(node, sink).map(FieldValue::Text),
        FieldKind::Markdown => read_markdown_value(node, sink),
        FieldKind::Date => read_uncertain_date(field, node, sink).map(FieldValue::Date),
        FieldKind::Period => read_period(field, node, sink),
        // One string may contain several citations, so the caller reads them.
        FieldKind::Citation => None,
        FieldKind::Group(fields) => read_group(&field.id, fields, node, sink),
        FieldKind::Number => read_scalar(field, node, sink, |text| {
            Some(FieldValue::Number(text.into(), Fraction::parse_number(text)?))
        }),
        FieldKind::Fraction => read_scalar(field, node, sink, |text| {
            let part = Fraction::parse(text).filter(|part| !part.is_negative())?;
            Some(FieldValue::Fraction(text.into(), part))
        }),
        FieldKind::Url => read_scalar(field, node, sink, |text| {
            is_url(text).then(|| FieldValue::Url(text.into()))
        }),
        FieldKind::Choice(choices) => read_choice(field, choices, node, sink),
        FieldKind::Bool => {
            read_scalar(field, node, sink, |text| parse_bool(text).map(FieldValue::Bool))
        }
        FieldKind::File => {
            read_scalar(field, node, sink, |text| Some(FieldValue::File(text.into())))
        }
        FieldKind::Reference(_) => {
            read_scalar(field, node, sink, |text| Some(FieldValue::Reference(text.into())))
        }
    }
}

/// Reads the id of a choice. Its label is reported with the id.
fn read_choice(
    field: &FieldDef,
    choices: &[(Arc<str>, LocalizedText)],
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<FieldValue> {
    let text = node.as_str().map(str::trim).unwrap_or_default();
    if let Some((id, _)) = choices.iter().find(|(id, _)| **id == *text) {
        return Some(FieldValue::Choice(Arc::clone(id)));
    }
    let words = text.to_lowercase();
    let has_label =
        |label: &LocalizedText| label.all_strings().any(|it| it.to_lowercase() == words);
    let expected = match choices.iter().find(|(_, label)| has_label(label)) {
        Some((id, _)) => {
            let ids = choices.iter().map(|(id, _)| id.to_string()).collect();
            ExpectedKind::OneOfLabeled(ids, id.to_string())
        }
        None => expected_kind(field),
    };
    sink.push_wrong_kind(node, expected);
    None
}

/// Reads a value from its text.
fn read_scalar(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
    parse: impl FnOnce(&str) -> Option<FieldValue>,
) -> Option<FieldValue> {
    let value = node.as_str().and_then(|text| parse(text.trim()));
    if value.is_none() {
        sink.push_wrong_kind(node, expected_kind(field));
    }
    value
}

enum ReservedValue {
    /// No value.
    Empty,
    /// `unknown` or `none`.
    Keyword(FieldValue),
}

/// Returns the meaning of plain `unknown` and `none`, which is the same in every field. In
/// quotation marks they are ordinary text.
fn reserved_value(node: &YamlNode) -> Option<ReservedValue> {
    let text = node.as_str()?.trim();
    let is_plain = matches!(node.kind, NodeKind::Text { style: TextStyle::Plain, .. });
    match text {
        "" => Some(ReservedValue::Empty),
        "unknown" if is_plain => Some(ReservedValue::Keyword(FieldValue::Unknown)),
        "none" if is_plain => Some(ReservedValue::Keyword(FieldValue::None)),
        _ => None,
    }
}

/// Returns whether a text has one of the schemes that a link may have, and something after it.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_plain = !text.contains(|char: char| char.is_whitespace() || char.is_control());
    is_plain
        && match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let host = rest.strip_prefix("//").unwrap_or_default();
                let authority = host.split(['/', '?', '#']).next().unwrap_or_default();
                // A mail address is none of a page: `https://info@example.org`.
                !authority.is_empty() && !authority.contains('@')
            }
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        }
}

fn read_markdown_value(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<FieldValue> {
    let source = sink.context.source;
    let texts = localized_text::read_localized(node, &ExpectedKind::Markdown, sink);
    for range in texts.iter().filter_map(|it| joined_block(&source.text, it.node)) {
        sink.push(&range, rules::MisreadText { form: MisreadForm::JoinedLines });
    }
    let bodies: Vec<_> = texts
        .into_iter()
        .map(|it| {
            let body = MarkdownBody::from_scalar(source, it.text, it.node.range.clone());
            (it.language, Arc::new(body))
        })
        .collect();
    (!bodies.is_empty()).then_some(FieldValue::Markdown(bodies))
}
