//! Parses one file: front matter, YAML with spans, the outline of Markdown, and CSV.
//!
//! Input is a [`ContentFile`](crate::files::ContentFile), output a [`ParsedFile`]. Each file is
//! parsed on its own, so only changed files are parsed again. Parsing never fails: the result is
//! everything that could be read, and diagnostics.

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
    MisparsedCitation, NumberInText, OutlineHeading, OutlineLink, RawHtmlTag, TextSegment,
    ViewDirective,
};
pub use parsed_file::{ParsedContent, ParsedFile, ParsedMarkdown, parse};
pub(crate) use scalar_map::ScalarSourceMap;
