//! Data for programs: the JSON of each page (`index.json`), the record that `explain` prints, and
//! the schemas of what editors write.

mod json_schema;
mod page_json;
mod view_json;

pub use json_schema::{KeyDoc, KeyGroup, SchemaTopic, json_schema};
pub use page_json::{entry_record, page_json};
