//! Reads values that are not in declared fields: in `site.yaml` and in front matter.

use super::read_field;
use crate::diagnostic::{Diagnostic, ExpectedKind, SourceFile};
use crate::parse::yaml::YamlNode;
use crate::schema::date::UncertainDate;
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::localized_text;
use crate::schema::model::{FieldDef, FieldKind, FieldValue, LocalizedText};
use std::sync::Arc;

/// Reads a text: one string, or one per language.
#[must_use]
pub fn read_text(
    node: &YamlNode,
    context: &ReadContext,
) -> (Option<LocalizedText>, Vec<Diagnostic>) {
    let mut sink = DiagnosticSink::new(context);
    let text = localized_text::read(node, &mut sink);
    (text, sink.diagnostics)
}

/// Reads a date.
#[must_use]
pub fn read_date(
    node: &YamlNode,
    context: &ReadContext,
) -> (Option<UncertainDate>, Vec<Diagnostic>) {
    let field = FieldDef { kind: FieldKind::Date, at_most: Some(1), ..FieldDef::default() };
    let (statements, diagnostics) = read_field(&field, node, context);
    let date = statements.into_iter().find_map(|statement| match statement.value {
        FieldValue::Date(date) => Some(date),
        FieldValue::Unknown => Some(UncertainDate { value: None, earliest: None, latest: None }),
        _ => None,
    });
    (date, diagnostics)
}

/// Returns the diagnostic that a value has the wrong kind; none if it is unreadable, which has been
/// reported.
#[must_use]
pub fn wrong_kind_diagnostic(
    source: &Arc<SourceFile>,
    node: &YamlNode,
    expected: ExpectedKind,
) -> Vec<Diagnostic> {
    let context = ReadContext { source, languages: &[] };
    let mut sink = DiagnosticSink::new(&context);
    sink.push_wrong_kind(node, expected);
    sink.diagnostics
}
