//! One file's text → [`Parsed`]: front matter, YAML with spans, Markdown outline, tables of CSV.
//!
//! Each file is parsed alone, so a changed file is parsed again and nothing else is. Parsing has
//! no error path: it gives what could be read, and findings. May use: `files`, `diagnostic`.

mod aligned;
mod body;
pub mod citation;
mod csv;
pub mod figure;
mod front_matter;
pub mod markdown;
pub mod outline;
mod parsed;
pub mod yaml;

pub(crate) use aligned::Aligned;
pub use body::Body;
pub use citation::{Citation, Part};
pub use csv::{Cell, Table};
pub use outline::{
    Abbreviation, Anchor, Around, CitationTrap, Directive, Heading, Link, LinkForm, Outline,
    ProseFigure, RawHtml,
};
pub use parsed::{Kind, Markdown, Parsed, parse};
