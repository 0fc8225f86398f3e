//! Parses one file: front matter, YAML with spans, the outline of Markdown, and CSV.
//!
//! Input is a [`ContentFile`](crate::files::ContentFile), output a [`ParsedFile`]. Each file is
//! parsed on its own, so only changed files are parsed again. Parsing never fails: the result is
//! everything that could be read, and diagnostics.

mod parsed_file;
mod front_matter;
mod misplaced_front_matter;
mod publication_key;
mod publication_word;
#[cfg(test)]
pub(crate) mod handbook_rows;
mod toml_tree;
mod value_in_comment;
mod json_tree;
pub mod yaml;
mod repaired_yaml;
mod structure_slips;
mod unclosed_values;
pub mod csv;
mod file_record;
mod markdown_body;
pub mod outline;
mod dialect;
pub mod markdown;
pub mod citation;
mod loose_citation;
pub mod number_mention;
mod numeric_name;
mod identifier_number;
mod folded_text;
mod scalar_map;
mod plain_markup;

pub use citation::{Citation, CitationPart};
pub use csv::CsvTable;
pub use dialect::ForeignUse;
pub use file_record::{FileRecord, RecordValue, read_records};
pub(crate) use folded_text::joined_block;
pub(crate) use loose_citation::LooseCitation;
pub use markdown_body::MarkdownBody;
pub use outline::{
    AbbreviationUse, ExplicitAnchor, LinkContext, LinkForm, MarkdownOutline, MarkdownProblem,
    MisparsedCitation, NumberInText, OutlineHeading, OutlineLink, RawHtmlTag, ViewDirective,
};
pub use parsed_file::{ParsedContent, ParsedFile, ParsedMarkdown, parse};
pub(crate) use plain_markup::find_markup;
pub(crate) use publication_key::{PublicationKey, ValueRule};
pub(crate) use publication_word::WordClass;
pub(crate) use scalar_map::ScalarSourceMap;
