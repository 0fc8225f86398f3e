//! One file after parsing.

use super::csv::CsvTable;
use super::front_matter::{self, FrontMatterFormat};
use super::markdown_body::MarkdownBody;
use super::yaml::{self, YamlNode};
use crate::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span};
use crate::files::{ContentFile, file_extension};
use std::sync::Arc;

/// One file after parsing, with what was wrong in it.
#[derive(Debug)]
pub struct ParsedFile {
    /// The file.
    pub file: Arc<ContentFile>,
    /// What it holds.
    pub kind: ParsedContent,
    /// What is wrong in it, whatever the site makes of it.
    pub diagnostics: Vec<Diagnostic>,
}

impl ParsedFile {
    /// Whether something in the file keeps its content from being read as it was meant.
    #[must_use]
    pub fn has_syntax_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::makes_file_unreadable)
    }
}

/// What a file holds.
#[derive(Debug)]
pub enum ParsedContent {
    /// A `.md` file: front matter, if any, and a body.
    Markdown(ParsedMarkdown),
    /// A `.yaml` file; none if nothing in it could be read.
    Yaml(Arc<SourceFile>, Option<YamlNode>),
    /// A `.csv` file. Its findings count only when a list is made `from:` it.
    Csv(Arc<SourceFile>, CsvTable, Vec<Diagnostic>),
    /// A `.txt` file, which a document may stand for.
    Text(Arc<SourceFile>),
    /// Anything else: copied as it is.
    Asset,
}

/// The parts of a Markdown file.
#[derive(Debug)]
pub struct ParsedMarkdown {
    /// The file's text.
    pub source: Arc<SourceFile>,
    /// The map between the `---` lines.
    pub front: Option<YamlNode>,
    /// The title of TOML front matter, which is otherwise skipped.
    pub foreign_title: Option<String>,
    /// TOML front matter says `draft = true`.
    pub is_foreign_draft: bool,
    /// The rest.
    pub body: Arc<MarkdownBody>,
}

/// Parses one file by the ending of its name.
#[must_use]
pub fn parse(file: &Arc<ContentFile>) -> ParsedFile {
    let mut diagnostics = file.diagnostics.clone();
    let kind = match (&file.text, file_extension(&file.path).as_str()) {
        (Some(source), "md" | "markdown") => {
            ParsedContent::Markdown(parse_markdown(source, &mut diagnostics))
        }
        (Some(source), "yaml") => {
            let (node, found) = yaml::read(source, 0..source.text.len());
            diagnostics.extend(found);
            ParsedContent::Yaml(Arc::clone(source), node)
        }
        (Some(source), "csv") => {
            let (table, found) = CsvTable::read(source);
            ParsedContent::Csv(Arc::clone(source), table, found)
        }
        (Some(source), "txt") => ParsedContent::Text(Arc::clone(source)),
        _ => ParsedContent::Asset,
    };
    ParsedFile { file: Arc::clone(file), kind, diagnostics }
}

fn parse_markdown(source: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> ParsedMarkdown {
    let split = front_matter::split_front_matter(&source.text);
    let (mut front, mut foreign_title, mut is_foreign_draft) = (None, None, false);
    match split.form {
        FrontMatterFormat::Absent => {}
        FrontMatterFormat::Yaml => {
            let (node, found) = yaml::read(source, split.front);
            diagnostics.extend(found);
            front = node;
        }
        FrontMatterFormat::NotClosed => {
            diagnostics.push(Diagnostic::new(
                Span::start_of(source),
                DiagnosticKind::FrontMatterNotClosed,
            ));
            // What is wrong in it has the same cause: the end that is missing.
            front = yaml::read(source, split.front).0;
        }
        FrontMatterFormat::Toml => {
            let toml = source.text.get(split.front).unwrap_or_default();
            foreign_title = front_matter::toml_title(toml).map(str::to_owned);
            is_foreign_draft = toml.lines().any(|line| {
                let mut parts = line.split('=').map(str::trim);
                (parts.next(), parts.next()) == (Some("draft"), Some("true"))
            });
        }
    }
    let body = Arc::new(MarkdownBody::from_slice(source, split.body));
    ParsedMarkdown { source: Arc::clone(source), front, foreign_title, is_foreign_draft, body }
}
