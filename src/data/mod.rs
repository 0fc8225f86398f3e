//! Site → data for programs: the JSON twin of each page. May use: `site` and below.

mod page_json;

pub use page_json::{entry_record, page_json};
