//! Reads values that are not in declared fields: in `site.yaml` and in front matter.
//!
//! `None` means that a value is missing, or that it is wrong, which is reported.

use super::read_field;
use crate::diagnostic::{Diagnostic, ExpectedKind, SourceFile, parse_bool};
use crate::parse::yaml::YamlNode;
use crate::schema::date::UncertainDate;
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::model::{FieldDef, FieldKind};
use crate::schema::statement::FieldValue;
use std::sync::Arc;

/// Reads one string, as it is.
pub fn read_string(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<String> {
    let text = node.as_str().map(str::to_owned);
    if text.is_none() {
        sink.push_wrong_kind(node, ExpectedKind::Text);
    }
    text
}

/// Reads `true` or `false`.
pub fn read_bool(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<bool> {
    let value = node.as_str().and_then(parse_bool);
    if value.is_none() {
        sink.push_wrong_kind(node, ExpectedKind::Bool);
    }
    value
}

/// Reads a date.
pub fn read_date(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<UncertainDate> {
    let field = FieldDef { kind: FieldKind::Date, at_most: Some(1), ..FieldDef::default() };
    let (statements, diagnostics) = read_field(&field, node, &sink.context);
    sink.diagnostics.extend(diagnostics);
    statements.into_iter().find_map(|statement| match statement.value {
        FieldValue::Date(date) => Some(date),
        FieldValue::Unknown => Some(UncertainDate::UNKNOWN),
        _ => None,
    })
}

/// Returns the diagnostic that a value has the wrong kind; none if it is unreadable, which has been
/// reported.
#[must_use]
pub fn wrong_kind_diagnostic(
    source: &Arc<SourceFile>,
    node: &YamlNode,
    expected: ExpectedKind,
) -> Vec<Diagnostic> {
    let mut sink = DiagnosticSink::new(ReadContext { source, languages: &[] });
    sink.push_wrong_kind(node, expected);
    sink.diagnostics
}
