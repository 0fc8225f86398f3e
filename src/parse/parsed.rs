//! One file after parsing.

use super::body::Body;
use super::csv::Table;
use super::front_matter::{self, Form};
use super::yaml::{self, Node};
use crate::diagnostic::{Diagnostic, Fault, Source, Span};
use crate::files::File;
use std::sync::Arc;

/// One file after parsing, with what was wrong in it.
#[derive(Debug)]
pub struct Parsed {
    /// The file.
    pub file: Arc<File>,
    /// What it holds.
    pub kind: Kind,
    /// What is wrong in it, whatever the site makes of it.
    pub findings: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether something in the file keeps its content from being read as it was meant.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.findings.iter().any(Diagnostic::is_unreadable)
    }
}

/// What a file holds.
#[derive(Debug)]
pub enum Kind {
    /// A `.md` file: front matter, if any, and a body.
    Markdown(Markdown),
    /// A `.yaml` file; none if nothing in it could be read.
    Yaml(Arc<Source>, Option<Node>),
    /// A `.csv` file. Its findings count only when a list is made `from:` it.
    Csv(Arc<Source>, Table, Vec<Diagnostic>),
    /// A `.txt` file, which a document may stand for.
    Text(Arc<Source>),
    /// Anything else: copied as it is.
    Asset,
}

/// The parts of a Markdown file.
#[derive(Debug)]
pub struct Markdown {
    /// The file's text.
    pub source: Arc<Source>,
    /// The map between the `---` lines.
    pub front: Option<Node>,
    /// The title of TOML front matter, which is otherwise skipped.
    pub foreign_title: Option<String>,
    /// TOML front matter says `draft = true`.
    pub is_foreign_draft: bool,
    /// The rest.
    pub body: Arc<Body>,
}

/// Parses one file by the ending of its name.
#[must_use]
pub fn parse(file: &Arc<File>) -> Parsed {
    let mut findings = file.findings.clone();
    let kind = match (&file.text, extension(&file.path).as_str()) {
        (Some(source), "md" | "markdown") => Kind::Markdown(markdown(source, &mut findings)),
        (Some(source), "yaml") => {
            let (node, found) = yaml::read(source, 0..source.text.len());
            findings.extend(found);
            Kind::Yaml(Arc::clone(source), node)
        }
        (Some(source), "csv") => {
            let (table, found) = Table::read(source);
            Kind::Csv(Arc::clone(source), table, found)
        }
        (Some(source), "txt") => Kind::Text(Arc::clone(source)),
        _ => Kind::Asset,
    };
    Parsed { file: Arc::clone(file), kind, findings }
}

fn markdown(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Markdown {
    let split = front_matter::split(&source.text);
    let (mut front, mut foreign_title, mut is_foreign_draft) = (None, None, false);
    match split.form {
        Form::Absent => {}
        Form::Yaml => {
            let (node, found) = yaml::read(source, split.front);
            findings.extend(found);
            front = node;
        }
        Form::NotClosed => {
            findings.push(Diagnostic::at(Span::start_of(source), Fault::FrontMatterNotClosed));
            // What is wrong in it has the same cause: the end that is missing.
            front = yaml::read(source, split.front).0;
        }
        Form::Toml => {
            let toml = source.text.get(split.front).unwrap_or_default();
            foreign_title = front_matter::toml_title(toml).map(str::to_owned);
            is_foreign_draft = toml.lines().any(|line| {
                let mut parts = line.split('=').map(str::trim);
                (parts.next(), parts.next()) == (Some("draft"), Some("true"))
            });
        }
    }
    let body = Arc::new(Body::slice(source, split.body));
    Markdown { source: Arc::clone(source), front, foreign_title, is_foreign_draft, body }
}

/// The ending of a path, lower case, without the dot.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}
