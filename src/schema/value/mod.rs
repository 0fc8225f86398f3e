//! Reads the values of fields: YAML → statements.

mod date;
mod group;
mod scalar;
mod citation;
mod statement;
mod standalone;

pub use super::localized_text::read as read_text;
pub use standalone::{read_bool, read_date, read_string, wrong_kind_diagnostic};
pub use statement::read_field;
