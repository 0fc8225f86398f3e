//! Reads the values of fields: YAML → statements.

mod date;
mod day_gap;
mod group;
mod scalar;
mod citation;
mod statement;
mod standalone;

pub use super::localized_text::{read as read_text, read_complete as read_complete_text};
pub use citation::CITATION_KEYS;
pub use date::{DATE_KEYS, PERIOD_KEYS};
pub use standalone::{read_bool, read_date, read_string, wrong_kind_diagnostic};
pub use statement::{STATEMENT_KEYS, VALUE_KEY, read_field};
