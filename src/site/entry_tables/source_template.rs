//! Sources that are declared once for a column and name cells of each row.
//!
//! ```yaml
//! town:
//!   from: towns.csv
//!   source:
//!     size: 'census {id} "{title} has {size} inhabitants"'
//! ```

use super::column_tree::ColumnTree;
use super::{SOURCE_KEY, TypedTable};
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, Span, rules};
use crate::files::file_name;
use crate::parse::citation::parse_citations;
use crate::parse::csv::CsvRow;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::parse::{Citation, ScalarSourceMap};
use crate::schema::{
    DiagnosticSink, FieldDef, FieldId, FieldKind, FieldValue, ReadContext, Statement,
};
use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

/// What stands for a cell while the syntax of a template is checked.
const SAMPLE_VALUE: &str = "x";

/// The templates of a table.
#[derive(Default)]
pub(super) struct SourceTemplates {
    /// For all fields that have none of their own.
    for_all: Option<SourceTemplate>,
    by_field: HashMap<FieldId, SourceTemplate>,
}

/// The sources of the values of a column.
#[derive(Default)]
pub(super) struct SourceTemplate {
    /// Each has one or more citations.
    texts: Vec<TemplateText>,
    /// Whether a text cannot be used, which has been reported.
    is_broken: bool,
}

/// A text with the names of columns in braces.
struct TemplateText {
    pieces: Vec<TemplatePiece>,
}

enum TemplatePiece {
    /// Words, and where they are in the file of the template.
    Words { text: String, span: Span },
    /// The value of a column.
    Cell(Placeholder),
}

/// The name of a column in braces.
struct Placeholder {
    name: String,
    /// The index of the column.
    column: usize,
    /// Where it is in the file of the template, with its braces.
    span: Span,
}

/// A template with the values of a row.
struct FilledText {
    text: String,
    /// The ranges of the pieces, in ascending order, and where each is written.
    pieces: Vec<(Range<usize>, PieceOrigin)>,
}

enum PieceOrigin {
    Template(Span),
    Row,
}

/// A placeholder whose cell is empty.
struct EmptyCell<'a> {
    name: &'a str,
    column: usize,
}

impl SourceTemplates {
    /// Reads `source:` beside `from:`: one for all fields, or a map from fields to theirs.
    pub(super) fn read(
        node: Option<&YamlNode>,
        typed: TypedTable<'_>,
        columns: &ColumnTree,
        context: ReadContext<'_>,
    ) -> (Self, Vec<Diagnostic>) {
        let header = typed.table.header.iter().enumerate();
        let column_indexes = header.map(|(index, cell)| (&*cell.text, index)).collect();
        let sink = DiagnosticSink::new(context);
        let mut reader = TemplateReader { typed, column_indexes, sink };
        let mut templates = Self::default();
        match node.map(|node| (node, &node.kind)) {
            None | Some((_, NodeKind::Empty)) => {}
            Some((_, NodeKind::Map(pairs))) => {
                for (key, value) in pairs {
                    let name = key.as_str().unwrap_or_default();
                    let field = typed.kind.find_field(name);
                    let field = field.filter(|field| columns.has_key(name) && takes_source(field));
                    let Some(field) = field else {
                        let fields = typed.kind.fields.iter().filter(|it| takes_source(it));
                        let known = fields.map(|it| &*it.id).filter(|it| columns.has_key(it));
                        let known: Vec<&str> = known.collect();
                        let scope = KeyScope::Value(SOURCE_KEY.to_owned());
                        reader.sink.push_unknown_key(key, scope, known);
                        continue;
                    };
                    templates.by_field.insert(field.id.clone(), reader.read_template(value));
                }
            }
            Some((node, _)) => templates.for_all = Some(reader.read_template(node)),
        }
        for field in &typed.kind.fields {
            if !takes_source(field) && templates.for_all.is_some() {
                templates.by_field.insert(field.id.clone(), SourceTemplate::default());
            }
        }
        (templates, reader.sink.diagnostics)
    }

    /// Returns the template for the values of a field.
    pub(super) fn for_field(&self, id: &FieldId) -> Option<&SourceTemplate> {
        self.by_field.get(id).or(self.for_all.as_ref())
    }
}

/// Returns whether values of a field have sources. A citation is one.
fn takes_source(field: &FieldDef) -> bool {
    field.kind != FieldKind::Citation
}

/// Reads templates.
struct TemplateReader<'a> {
    typed: TypedTable<'a>,
    column_indexes: HashMap<&'a str, usize>,
    sink: DiagnosticSink<'a>,
}

impl TemplateReader<'_> {
    /// Returns the name of the table's file, for reports.
    fn table_name(&self) -> String {
        let path = &*self.typed.source.path;
        file_name(path).to_owned()
    }

    /// Reads a template, or a list of them. What is wrong with it is reported here, once for all
    /// rows.
    fn read_template(&mut self, node: &YamlNode) -> SourceTemplate {
        let n_before = self.sink.diagnostics.len();
        let mut texts = Vec::new();
        for item in node.items_or_self() {
            match item.as_str() {
                Some(text) => texts.push(self.read_text(text, &item.range)),
                None => self.sink.push_wrong_kind(item, ExpectedKind::Citation),
            }
        }
        for text in &texts {
            let sample = text.filled_with_samples();
            let (_, diagnostics) = parse_citations(&sample.text, &|range| {
                sample.span(&range).unwrap_or_else(|| self.sink.span(&node.range))
            });
            self.sink.diagnostics.extend(diagnostics);
        }
        SourceTemplate { texts, is_broken: self.sink.diagnostics.len() > n_before }
    }

    /// Splits a text at its placeholders. `{{` and `}}` are braces.
    fn read_text(&mut self, text: &str, node_range: &Range<usize>) -> TemplateText {
        let file = self.sink.context.source;
        let map = ScalarSourceMap::new(text, &file.text, node_range.clone());
        let span = |range: Range<usize>| Span::new(file, map.file_range(&range));
        let mut pieces = Vec::new();
        let mut offset = 0;
        while offset < text.len() {
            let rest = text.get(offset..).unwrap_or_default();
            let length = rest.find(['{', '}']).unwrap_or(rest.len());
            if length > 0 {
                let words = rest.get(..length).unwrap_or_default().to_owned();
                pieces.push(TemplatePiece::Words {
                    text: words,
                    span: span(offset..offset + length),
                });
            }
            offset += length;
            let rest = text.get(offset..).unwrap_or_default();
            let Some(brace) = rest.get(..1) else { break };
            let end = rest.find('}').filter(|_| brace == "{" && !rest.starts_with("{{"));
            let Some(end) = end else {
                let n_bytes = if rest.get(1..2) == Some(brace) { 2 } else { 1 };
                let span = span(offset..offset + n_bytes);
                pieces.push(TemplatePiece::Words { text: brace.to_owned(), span });
                offset += n_bytes;
                continue;
            };
            let name = rest.get(1..end).unwrap_or_default().trim();
            let span = span(offset..offset + end + 1);
            match self.column_indexes.get(name) {
                Some(column) => {
                    let (name, column) = (name.to_owned(), *column);
                    pieces.push(TemplatePiece::Cell(Placeholder { name, column, span }));
                }
                None => {
                    self.report_unknown_column(name, span.clone());
                    pieces.push(TemplatePiece::Words { text: SAMPLE_VALUE.to_owned(), span });
                }
            }
            offset += end + 1;
        }
        TemplateText { pieces }
    }

    fn report_unknown_column(&mut self, name: &str, span: Span) {
        let scope = KeyScope::Template(self.table_name());
        let header = self.typed.table.header.iter().map(|cell| &*cell.text);
        let known: Vec<&str> = header.filter(|name| !name.is_empty()).collect();
        let unknown = rules::UnknownKey::new(name, scope, known);
        self.sink.diagnostics.push(Diagnostic::new(span, unknown));
    }
}

impl SourceTemplate {
    /// Gives a value the sources of the template, unless it has some of its own or none is known.
    pub(super) fn add_to(
        &self,
        statement: &mut Statement,
        row: &CsvRow,
        typed: TypedTable<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let is_keyword = matches!(statement.value, FieldValue::Unknown | FieldValue::None);
        let qualifiers = statement.qualifiers.as_deref();
        let has_own =
            qualifiers.is_some_and(|it| !it.sources.is_empty() || it.has_unreadable_source);
        if is_keyword || has_own || self.texts.is_empty() && !self.is_broken {
            return;
        }
        let mut qualifiers = qualifiers.cloned().unwrap_or_default();
        match self.sources(statement, row, typed, diagnostics) {
            Some(sources) => qualifiers.sources = sources,
            // Something was reported, so that the missing source is not.
            _ => qualifiers.has_unreadable_source = true,
        }
        statement.qualifiers = Some(Arc::new(qualifiers));
    }

    /// Returns the sources of a value. `None` means that one cannot be made, which is reported.
    fn sources(
        &self,
        statement: &Statement,
        row: &CsvRow,
        typed: TypedTable<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Citation>> {
        if self.is_broken {
            return None;
        }
        let n_before = diagnostics.len();
        let mut sources = Vec::new();
        for text in &self.texts {
            match text.citations(row, statement) {
                Ok((citations, problems)) => {
                    sources.extend(citations);
                    diagnostics.extend(problems);
                }
                Err(empty) => {
                    let cell = row.cells.get(empty.column);
                    let range = cell.map_or(row.range(), |cell| cell.range.clone());
                    let place = FieldPlace::Cell(empty.name.to_owned());
                    let (field, required_by) = (empty.name.to_owned(), SOURCE_KEY.to_owned());
                    let kind = rules::MissingField { field, required_by, place };
                    diagnostics.push(Diagnostic::new(Span::new(typed.source, range), kind));
                }
            }
        }
        (diagnostics.len() == n_before).then_some(sources)
    }
}

impl TemplateText {
    /// Returns the citations for a value of a row, and what is wrong with them. What the row does
    /// not change is in the file of the template, so that it is reported once.
    ///
    /// # Errors
    /// A cell that the template names is empty.
    fn citations(
        &self,
        row: &CsvRow,
        statement: &Statement,
    ) -> Result<(Vec<Citation>, Vec<Diagnostic>), EmptyCell<'_>> {
        let filled = self.filled(|placeholder| {
            let Placeholder { name, column, .. } = placeholder;
            let cell = row.cells.get(*column).filter(|cell| !cell.text.is_empty());
            let cell = cell.ok_or(EmptyCell { name, column: *column })?;
            // Of several values in a cell, each has its own source.
            let is_part = statement.span.source().text.get(cell.range.clone())
                != Some(statement.span.text())
                && cell.range.start <= statement.span.range().start
                && statement.span.range().end <= cell.range.end;
            let value = if is_part { statement.span.text() } else { &cell.text };
            Ok((value.to_owned(), PieceOrigin::Row))
        })?;
        Ok(parse_citations(&filled.text, &|range| {
            filled.span(&range).unwrap_or_else(|| statement.span.clone())
        }))
    }

    /// Returns the text with a sample for each placeholder.
    fn filled_with_samples(&self) -> FilledText {
        let filled = self.filled(|placeholder| {
            let origin = PieceOrigin::Template(placeholder.span.clone());
            Ok::<_, Infallible>((SAMPLE_VALUE.to_owned(), origin))
        });
        match filled {
            Ok(filled) => filled,
            Err(never) => match never {},
        }
    }

    /// Puts values into the text. Quotation marks in a quote are escaped.
    fn filled<'t, E>(
        &'t self,
        value_of: impl Fn(&'t Placeholder) -> Result<(String, PieceOrigin), E>,
    ) -> Result<FilledText, E> {
        let mut filled = FilledText { text: String::new(), pieces: Vec::new() };
        let mut is_in_quote = false;
        for piece in &self.pieces {
            let start = filled.text.len();
            let origin = match piece {
                TemplatePiece::Words { text, span } => {
                    let marks = text.replace("\\\"", "").matches('"').count();
                    is_in_quote ^= marks % 2 == 1;
                    filled.text.push_str(text);
                    PieceOrigin::Template(span.clone())
                }
                TemplatePiece::Cell(placeholder) => {
                    let (value, origin) = value_of(placeholder)?;
                    match is_in_quote {
                        true => filled.text.push_str(&value.replace('"', "\\\"")),
                        false => filled.text.push_str(&value),
                    }
                    origin
                }
            };
            filled.pieces.push((start..filled.text.len(), origin));
        }
        Ok(filled)
    }
}

impl FilledText {
    /// Returns where a range of the text is written in the template. `None` means that the row has
    /// a part in it.
    fn span(&self, range: &Range<usize>) -> Option<Span> {
        let touches = |piece: &&(Range<usize>, PieceOrigin)| {
            piece.0.start < range.end && range.start < piece.0.end
        };
        let mut touched = self.pieces.iter().filter(touches);
        let (first_range, PieceOrigin::Template(first)) = touched.next()? else { return None };
        let mut last = (first_range, first);
        for (piece_range, origin) in touched {
            let PieceOrigin::Template(span) = origin else { return None };
            last = (piece_range, span);
        }
        let start = first.range().start + (range.start.saturating_sub(first_range.start));
        let end = last.1.range().end.saturating_sub(last.0.end.saturating_sub(range.end));
        Some(Span::new(first.source(), start..end.max(start)))
    }
}
