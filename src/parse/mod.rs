//! One file's text → [`Parsed`]: front matter, YAML with spans, Markdown outline, tables of CSV.
//!
//! Each file is parsed alone, so a changed file is parsed again and nothing else is. Parsing has
//! no error path: it gives what could be read, and findings. May use: `files`, `diagnostic`.

mod body;
mod csv;
mod front_matter;
pub mod markdown;
mod outline;
mod parsed;
pub mod yaml;

pub use body::Body;
pub use csv::{Cell, Table};
pub use outline::{Anchor, Around, Directive, Heading, Link, LinkForm, Outline, RawHtml};
pub use parsed::{Kind, Markdown, Parsed, parse};
