//! Reads the values of fields: YAML → statements.

mod date;
mod group;
mod scalar;
mod citation;
mod statement;

pub use statement::read_field;
