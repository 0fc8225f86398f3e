//! What entries say in their fields: YAML → statements.

mod dated;
mod fields;
mod kind;
mod quoted;
mod statement;

pub use statement::read_field;
