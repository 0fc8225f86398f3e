//! Site → data for programs: the JSON twin of each page. May use: `site` and below.

mod twin;

pub use twin::{known, twin};
