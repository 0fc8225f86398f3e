//! Constructors and look-ups of entry types and their fields.

use super::builtin::BuiltinType;
use super::model::{
    EntryType, FieldDef, FieldKind, LocalizedText, PrintForm, Schema, TranslationRule,
};
use std::sync::Arc;

impl Default for FieldDef {
    /// Returns a text field without a name, for any number of values.
    fn default() -> Self {
        Self {
            id: "".into(),
            label: LocalizedText::Same("".into()),
            kind: FieldKind::Text,
            at_least: 0,
            at_most: None,
            is_deadline: false,
            is_unique: false,
            sum: None,
            is_acyclic: false,
            inverse: None,
            inverse_proposed: None,
            inverse_interpreted: None,
            translate: TranslationRule::Required,
            requires_source: false,
            requires_attribution: false,
            declared: None,
        }
    }
}

impl FieldDef {
    /// Returns the fields of a group. Empty for other kinds.
    #[must_use]
    pub fn group_fields(&self) -> &[Self] {
        match &self.kind {
            FieldKind::Group(fields) => fields,
            _ => &[],
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
            in_force: None,
            replaces: None,
            lead: None,
            print: PrintForm::default(),
            fields: Vec::new(),
            declared: None,
        }
    }

    /// Returns the field with this id.
    #[must_use]
    pub fn find_field(&self, id: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| *field.id == *id)
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
