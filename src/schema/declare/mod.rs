//! Declarations: `_types/NAME.yaml` → [`TypeDeclaration`], and all of them → `Schema`.
//!
//! A declaration is read without knowledge of the other files. What depends on them (relations to
//! types, the fields of a built-in type that it extends) is checked when they are merged.

mod type_declaration;
mod field_declaration;
mod resolve;
mod keys;
mod kind_names;

pub use type_declaration::TypeDeclaration;
