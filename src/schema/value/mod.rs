//! What entries say in their fields: YAML → statements.

mod date;
mod group;
mod scalar;
mod citation;
mod statement;

pub use statement::read_field;
