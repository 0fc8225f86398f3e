//! Dates as sources give them, and the periods between them.

mod partial_date;
mod uncertain_date;
mod validity;

pub use partial_date::PartialDate;
pub use uncertain_date::UncertainDate;
pub(super) use validity::CertainInterval;
pub use validity::{PeriodBounds, PeriodEnd, Validity};
