//! Data for programs: the JSON of each page (`index.json`), and the record that `explain` prints.

mod page_json;
mod view_json;

pub use page_json::{entry_record, page_json};
