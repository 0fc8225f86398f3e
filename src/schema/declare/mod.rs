//! Declarations: `_types/NAME.yaml` → [`TypeDeclaration`], and all of them → `Schema`.
//!
//! A declaration knows its own file alone. What depends on the others (relations to types, the
//! fields of a built-in type that it extends) is checked when they are joined.

mod type_declaration;
mod field_declaration;
mod resolve;
mod keys;

pub use type_declaration::TypeDeclaration;
