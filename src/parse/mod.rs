//! One file's text → [`ParsedFile`]: front matter, YAML with spans, Markdown outline, tables of
//! CSV.
//!
//! Each file is parsed alone, so a changed file is parsed again and nothing else is. Parsing has
//! no error path: it gives what could be read, and findings. May use: `files`, `diagnostic`.

mod scalar_map;
mod markdown_body;
pub mod citation;
mod csv;
pub mod number_mention;
mod front_matter;
pub mod markdown;
pub mod outline;
mod parsed_file;
pub mod yaml;

pub use citation::{Citation, CitationPart};
pub use csv::{CsvCell, CsvTable};
pub use markdown_body::MarkdownBody;
pub use outline::{
    AbbreviationUse, ExplicitAnchor, LinkContext, LinkForm, LinkIndex, MarkdownOutline,
    MisparsedCitation, NumberInText, OutlineHeading, OutlineLink, RawHtml, TextSegment,
    ViewDirective,
};
pub use parsed_file::{ParsedContent, ParsedFile, ParsedMarkdown, parse};
pub(crate) use scalar_map::ScalarSourceMap;
