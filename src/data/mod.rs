//! Data for programs: the JSON of each page (`index.json`), and the record that `explain` prints.
//!
//! May import `site` and the layers below it.

mod page_json;

pub use page_json::{entry_record, page_json};
