//! Reads what a site declares about its entries, and checks their values against it.
//!
//! Input: the YAML of `_types/NAME.yaml`, read by [`TypeDeclaration::read`] one file at a time and
//! merged with the built-in types by [`Schema::from_declarations`]; and the values of an entry's
//! keys, read by [`value::read_field`] into [`Statement`]s. Output: values, and diagnostics at the
//! value or key in question. Nothing here knows other entries: `site` resolves relations.
//!
//! ```
//! # use pakt::{diagnostic::SourceFile, parse::yaml, schema::*};
//! # use std::sync::Arc;
//! let text = "fields: {members: {kind: number}}";
//! let source = Arc::new(SourceFile { path: "_types/forum.yaml".into(), text: text.into() });
//! let (root, _) = yaml::read(&source, 0..text.len());
//! let context = ReadContext { source: &source, languages: &[LanguageTag("sv".into())] };
//! let (forum, _) = TypeDeclaration::read("forum", root.as_ref(), &context);
//! let (schema, diagnostics) = Schema::from_declarations(&[forum]);
//! assert_eq!(schema.types["forum"].fields[0].kind, FieldKind::Number);
//! assert!(schema.types.contains_key("document") && diagnostics.is_empty());
//! ```

mod model;
mod statement;

pub mod builtin;
mod date;
mod declare;
mod entry_type;
mod diagnostic_sink;
mod fraction;
mod id;
#[cfg(test)]
mod test_display;
mod localized_text;
pub mod value;

pub use builtin::BuiltinType;
pub use date::{PartialDate, PeriodBounds, PeriodEnd, UncertainDate, Validity};
pub use declare::TypeDeclaration;
pub use diagnostic_sink::{DiagnosticSink, ReadContext};
pub use fraction::Fraction;
pub use id::{EntryId, EntryTypeId, FieldId};
pub use model::{
    EntryType, FieldDef, FieldKind, LanguageTag, LocalizedText, PrintForm, Schema, StateWords,
    SumRule, TranslationRule,
};
pub use statement::{EvidenceStatus, FieldValue, Qualifiers, Statement, ValueContent};
