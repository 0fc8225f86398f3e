//! Data for programs: the JSON of each page (`index.json`), the records that `explain` prints, the
//! changes that `diff` prints, and the schemas of what editors write.

mod change_json;
mod impact_json;
mod impact_words;
mod json_schema;
mod page_json;
mod view_json;

pub use change_json::{ComparedRevisions, changes_json};
pub use impact_json::{entry_impact, paragraph_impact};
pub use impact_words::{dependent_text, dependents_count, standing_label};
pub use json_schema::{KeyDoc, KeyGroup, SchemaTopic, json_schema};
pub use page_json::{entry_record, page_json};
