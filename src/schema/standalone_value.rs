//! Reads values that are not in declared fields: in `site.yaml` and in front matter.

use super::builtin::BuiltinType;
use super::date::UncertainDate;
use super::diagnostic_sink::{DiagnosticSink, ReadContext};
use super::model::{
    EntryType, FieldDef, FieldKind, FieldValue, LocalizedText, Schema, TranslationRule,
};
use super::{localized_text, value};
use crate::diagnostic::{Diagnostic, ExpectedKind, SourceFile};
use crate::parse::yaml::YamlNode;
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
    let (statements, diagnostics) = value::read_field(&field, node, context);
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

impl Default for FieldDef {
    /// Returns a text field without a name, for any number of values.
    fn default() -> Self {
        Self {
            id: "".into(),
            label: LocalizedText::Same("".into()),
            kind: FieldKind::Text,
            at_least: 0,
            at_most: None,
            is_unique: false,
            sum: None,
            is_acyclic: false,
            inverse: None,
            translate: TranslationRule::Required,
            requires_source: false,
            requires_attribution: false,
            declared: None,
        }
    }
}

impl EntryType {
    /// Returns a type without fields.
    #[must_use]
    pub fn minimal(id: &str) -> Self {
        Self {
            id: id.into(),
            name: LocalizedText::Same(id.into()),
            plural: LocalizedText::Same(id.into()),
            path: id.into(),
            is_open: false,
            translate: TranslationRule::NotTranslated,
            validity: None,
            replaces: None,
            linked_data: None,
            fields: Vec::new(),
            declared: None,
        }
    }

    /// Returns the field with this id.
    #[must_use]
    pub fn find_field(&self, id: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| *field.id == *id)
    }

    /// Returns the field with a path such as `chair` or, in a group, `readings.source`.
    #[must_use]
    pub fn find_nested_field(&self, path: &str) -> Option<&FieldDef> {
        let Some((group, inner)) = path.split_once('.') else { return self.find_field(path) };
        match &self.find_field(group)?.kind {
            FieldKind::Group(fields) => fields.iter().find(|field| *field.id == *inner),
            _ => None,
        }
    }
}

impl Schema {
    /// Returns the type of entries that declare none.
    ///
    /// # Panics
    /// If the schema was not made by [`Schema::from_declarations`], which has the built-in types.
    #[must_use]
    pub fn page_type(&self) -> Arc<EntryType> {
        let Some(page) = self.types.get(BuiltinType::Page.id()) else {
            unreachable!("`page` is built in")
        };
        Arc::clone(page)
    }
}
