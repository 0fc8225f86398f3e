//! Parses one file, by its extension.

use super::csv::CsvTable;
use super::front_matter::read_front_matter;
use super::markdown_body::MarkdownBody;
use super::yaml::{self, YamlNode};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::files::{ContentFile, file_extension, is_table};
use std::sync::Arc;

/// A file after parsing, with its diagnostics.
#[derive(Debug)]
pub struct ParsedFile {
    /// The file.
    pub file: Arc<ContentFile>,
    /// Its content.
    pub kind: ParsedContent,
    /// What is wrong in the file, independent of the rest of the site.
    pub diagnostics: Vec<Diagnostic>,
}

impl ParsedFile {
    /// Returns whether an error keeps the content of the file from being read as intended.
    #[must_use]
    pub fn has_syntax_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::makes_file_unreadable)
    }
}

/// The content of a file.
#[derive(Debug)]
pub enum ParsedContent {
    /// A `.md` file: front matter and a body.
    Markdown(ParsedMarkdown),
    /// A `.yaml` or `.yml` file. `None` means that it has no value that could be read.
    Yaml(Arc<SourceFile>, Option<YamlNode>),
    /// A `.csv` or `.tsv` file. Its diagnostics, in the order of their spans, count only if a list
    /// is made `from:` it.
    Csv(Arc<SourceFile>, CsvTable, Vec<Diagnostic>),
    /// A `.txt` file, which can be the source text of a document.
    Text(Arc<SourceFile>),
    /// Any other file. It is copied unchanged.
    Asset,
}

/// The parts of a Markdown file.
#[derive(Debug)]
pub struct ParsedMarkdown {
    /// The text of the file.
    pub source: Arc<SourceFile>,
    /// The keys before the text, whichever format they are in. `None` means that there are none.
    pub front: Option<YamlNode>,
    /// Whether everything in the front matter could be read. If not, it may say that the page is a
    /// draft.
    pub is_front_readable: bool,
    /// The Markdown after the front matter.
    pub body: Arc<MarkdownBody>,
}

/// Parses a file.
#[must_use]
pub fn parse(file: &Arc<ContentFile>) -> ParsedFile {
    let mut diagnostics = file.diagnostics.clone();
    let kind = match (&file.text, file_extension(&file.path).as_str()) {
        (Some(source), "md" | "markdown") => {
            ParsedContent::Markdown(parse_markdown(source, &mut diagnostics))
        }
        (Some(source), "yaml" | "yml") => {
            let (root, yaml_diagnostics) = yaml::read(source, 0..source.text.len());
            diagnostics.extend(yaml_diagnostics);
            ParsedContent::Yaml(Arc::clone(source), root)
        }
        (Some(source), _) if is_table(&file.path) => {
            let (table, mut table_diagnostics) = CsvTable::read(source);
            table_diagnostics.extend(file.table_diagnostics.iter().cloned());
            table_diagnostics.sort_by(|left, right| left.span.cmp(&right.span));
            ParsedContent::Csv(Arc::clone(source), table, table_diagnostics)
        }
        (Some(source), "txt") => ParsedContent::Text(Arc::clone(source)),
        _ => ParsedContent::Asset,
    };
    ParsedFile { file: Arc::clone(file), kind, diagnostics }
}

fn parse_markdown(source: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> ParsedMarkdown {
    let front_matter = read_front_matter(source);
    diagnostics.extend(front_matter.diagnostics);
    ParsedMarkdown {
        source: Arc::clone(source),
        front: front_matter.root,
        is_front_readable: front_matter.is_readable,
        body: Arc::new(MarkdownBody::from_slice(source, front_matter.body)),
    }
}
