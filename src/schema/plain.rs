//! Values that stand outside of declared fields: in `site.yaml` and in every entry's front matter.

use super::findings::{Context, Findings};
use super::model::{Date, Field, Kind, Schema, Text, Translate, Type, Value};
use super::{text, value};
use crate::diagnostic::{Diagnostic, Expected, Source};
use crate::parse::yaml::Node;
use std::sync::Arc;

/// Reads words: one string, or one per language.
#[must_use]
pub fn read_text(node: &Node, context: &Context) -> (Option<Text>, Vec<Diagnostic>) {
    let mut findings = Findings::new(context);
    let text = text::read(node, &mut findings);
    (text, findings.found)
}

/// Reads a date.
#[must_use]
pub fn read_date(node: &Node, context: &Context) -> (Option<Date>, Vec<Diagnostic>) {
    let field = Field { kind: Kind::Date, at_most: Some(1), ..Field::default() };
    let (statements, found) = value::read_field(&field, node, context);
    let date = statements.into_iter().find_map(|statement| match statement.value {
        Value::Date(date) => Some(date),
        Value::Unknown => Some(Date { value: None, earliest: None, latest: None }),
        _ => None,
    });
    (date, found)
}

/// The finding that a value is of another kind than its key asks for.
#[must_use]
pub fn wrong_kind(source: &Arc<Source>, node: &Node, expected: Expected) -> Vec<Diagnostic> {
    let context = Context { source, languages: &[] };
    let mut findings = Findings::new(&context);
    findings.wrong(node, expected);
    findings.found
}

impl Default for Field {
    /// A field without a name, for any number of plain words.
    fn default() -> Self {
        Self {
            id: "".into(),
            label: Text::Everywhere("".into()),
            kind: Kind::Text,
            at_least: 0,
            at_most: None,
            is_unique: false,
            sum: None,
            is_acyclic: false,
            inverse: None,
            translate: Translate::Wanted,
            is_sourced: false,
            is_claimed: false,
            declared: None,
        }
    }
}

impl Type {
    /// A type without fields, of that name.
    #[must_use]
    pub fn bare(id: &str) -> Self {
        Self {
            id: id.into(),
            name: Text::Everywhere(id.into()),
            plural: Text::Everywhere(id.into()),
            path: id.into(),
            is_open: false,
            translate: Translate::No,
            validity: None,
            replaces: None,
            linked_data: None,
            fields: Vec::new(),
            declared: None,
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| *field.id == *id)
    }

    /// The field of a name such as `chair` or, inside a group, `readings.source`.
    #[must_use]
    pub fn field_at(&self, path: &str) -> Option<&Field> {
        let Some((group, inner)) = path.split_once('.') else { return self.field(path) };
        match &self.field(group)?.kind {
            Kind::Group(fields) => fields.iter().find(|field| *field.id == *inner),
            _ => None,
        }
    }
}

impl Schema {
    /// The type of what has no other.
    ///
    /// # Panics
    /// If the schema was not made by [`Schema::of`], which has the built-in types.
    #[must_use]
    pub fn page(&self) -> Arc<Type> {
        let Some(page) = self.types.get("page") else { unreachable!("`page` is built in") };
        Arc::clone(page)
    }
}
