//! Reads the values of fields: YAML → statements.

mod date;
mod group;
mod scalar;
mod citation;
mod statement;
mod standalone;

pub use standalone::{read_date, read_text, wrong_kind_diagnostic};
pub use statement::read_field;
