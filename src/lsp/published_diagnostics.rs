//! What the client has been told of each file, and what it is told after a change.

use super::file_uri::path_of_uri;
use super::moved_diagnostics::TextChange;
use super::open_documents::OpenDocuments;
use super::text_positions::{PositionEncoding, TextPositions};
use super::workspace::{FileUris, Workspace};
use crate::check::{Report, linking_report};
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, RelatedLocation, ReportLanguage, Severity, SourceFile, Span,
};
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams, Range as LspRange, Uri,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the program in diagnostics.
const SOURCE: &str = "pakt";

/// The diagnostics that the client shows.
#[derive(Default)]
pub(super) struct PublishedDiagnostics {
    /// By path in reports.
    by_path: BTreeMap<Box<str>, Vec<Diagnostic>>,
    /// The addresses of the files that have some.
    uris: BTreeMap<Box<str>, Uri>,
    /// The place and the code of those of linking, in the files that are open.
    linked: BTreeMap<Box<str>, HashSet<LinkedDiagnostic>>,
}

/// What tells a diagnostic from the others of its file.
type LinkedDiagnostic = (usize, usize, DiagnosticCode);

/// How diagnostics are written for a client.
#[derive(Clone, Copy)]
pub(super) struct DiagnosticFormat {
    pub(super) encoding: PositionEncoding,
    pub(super) language: ReportLanguage,
}

impl PublishedDiagnostics {
    /// Returns the diagnostics of a file, by its path in reports.
    pub(super) fn in_file(&self, report_path: &str) -> &[Diagnostic] {
        self.by_path.get(report_path).map_or(&[], Vec::as_slice)
    }

    /// Takes over what linking says of the files at `touched_paths`, which takes little time on a
    /// large site. Their other diagnostics move along with the text until the next report.
    pub(super) fn update_quickly(
        &mut self,
        workspace: &Workspace,
        documents: &OpenDocuments,
        touched_paths: &BTreeSet<PathBuf>,
        format: DiagnosticFormat,
    ) -> Vec<PublishDiagnosticsParams> {
        let touched: BTreeSet<String> =
            touched_paths.iter().filter_map(|path| workspace.report_path(path)).collect();
        let mut new_by_path = by_path(linking_report(workspace.loaded().site(), &touched));
        let uris = workspace.uris(documents);
        let mut params = Vec::new();
        for path in &touched {
            let Some(document) = uris.open_document(path) else { continue };
            let mut list = new_by_path.remove(&**path).unwrap_or_default();
            let linked = list.iter().map(linked_diagnostic).collect();
            let known_linked = self.linked.insert(path.as_str().into(), linked);
            let known = self.by_path.get(&**path).map(Vec::as_slice).unwrap_or_default();
            let source = workspace.content_path_of_report(path);
            if let (Some(source), Some(first), Some(known_linked)) =
                (source.and_then(|path| workspace.text(&path)), known.first(), known_linked)
            {
                let change = TextChange::new(first.span.source(), source);
                let others =
                    known.iter().filter(|it| !known_linked.contains(&linked_diagnostic(it)));
                list.extend(others.filter_map(|diagnostic| change.moved(diagnostic)));
                list.sort_by(|left, right| left.span.cmp(&right.span));
            }
            params.push(PublishDiagnosticsParams {
                uri: document.uri.clone(),
                version: Some(document.version),
                diagnostics: DiagnosticWriter::new(&uris, format).write(&list),
            });
            self.uris.insert(path.as_str().into(), document.uri.clone());
            self.by_path.insert(path.as_str().into(), list);
        }
        params
    }

    /// Takes over a report. Returns what the client is told: the files whose diagnostics differ,
    /// and those at `touched_paths`, which wait for an answer.
    pub(super) fn update(
        &mut self,
        workspace: &Workspace,
        documents: &OpenDocuments,
        touched_paths: &BTreeSet<PathBuf>,
        format: DiagnosticFormat,
    ) -> Vec<PublishDiagnosticsParams> {
        let loaded = workspace.loaded();
        let by_path = by_path(loaded.report(loaded.template_diagnostics()));
        let uris = workspace.uris(documents);
        let open_paths: BTreeSet<String> =
            documents.iter().filter_map(|(path, _)| workspace.report_path(path)).collect();
        let linked = self::by_path(linking_report(loaded.site(), &open_paths)).into_iter();
        self.linked = linked
            .map(|(path, list)| (path, list.iter().map(linked_diagnostic).collect()))
            .collect();
        let touched: BTreeSet<String> =
            touched_paths.iter().filter_map(|path| workspace.report_path(path)).collect();
        let mut params = Vec::new();
        let mut new_uris = BTreeMap::new();
        for (path, list) in &by_path {
            let known = self.by_path.get(path).zip(self.uris.get(path));
            if let Some((known, uri)) = known
                && are_at_same_places(known, list)
                && !touched.contains(&**path)
            {
                new_uris.insert(path.clone(), uri.clone());
                continue;
            }
            let Some(uri) = uris.uri(path) else { continue };
            new_uris.insert(path.clone(), uri.clone());
            params.push(PublishDiagnosticsParams {
                uri,
                version: uris.open_document(path).map(|document| document.version),
                diagnostics: DiagnosticWriter::new(&uris, format).write(list),
            });
        }
        for (path, uri) in &self.uris {
            // The address of a file differs from that which the client wrote.
            if new_uris.get(path) != Some(uri) {
                let version = uris.open_document(path).map(|document| document.version);
                params.push(PublishDiagnosticsParams::new(uri.clone(), Vec::new(), version));
            }
        }
        for path in touched_paths {
            let Some(document) = documents.get(path) else { continue };
            let is_told =
                |it: &PublishDiagnosticsParams| path_of_uri(it.uri.as_str()).as_ref() == Some(path);
            if !params.iter().any(is_told) {
                let (uri, version) = (document.uri.clone(), Some(document.version));
                params.push(PublishDiagnosticsParams::new(uri, Vec::new(), version));
            }
        }
        self.by_path = by_path;
        self.uris = new_uris;
        params
    }
}

/// Returns the diagnostics of a report by the paths of their files.
fn by_path(report: Report) -> BTreeMap<Box<str>, Vec<Diagnostic>> {
    let mut by_path: BTreeMap<Box<str>, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        let path = &diagnostic.span.source().path;
        match by_path.get_mut(path) {
            Some(list) => list.push(diagnostic),
            None => drop(by_path.insert(path.clone(), vec![diagnostic])),
        }
    }
    by_path
}

fn linked_diagnostic(diagnostic: &Diagnostic) -> LinkedDiagnostic {
    let range = diagnostic.span.range();
    (range.start, range.end, diagnostic.code())
}

/// Returns whether two lists are equal and point to the same texts. Equal offsets in two versions
/// of a text can be different positions.
fn are_at_same_places(old: &[Diagnostic], new: &[Diagnostic]) -> bool {
    let same_text = |old: &Span, new: &Span| Arc::ptr_eq(old.source(), new.source());
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            let mut related = old.related.iter().zip(&new.related);
            same_text(&old.span, &new.span)
                && old == new
                && related.all(|(old, new)| same_text(&old.span, &new.span))
        })
}

/// Writes diagnostics for the protocol.
pub(super) struct DiagnosticWriter<'a> {
    uris: &'a FileUris<'a>,
    format: DiagnosticFormat,
    positions: HashMap<*const SourceFile, TextPositions<'a>>,
}

impl<'a> DiagnosticWriter<'a> {
    pub(super) fn new(uris: &'a FileUris<'a>, format: DiagnosticFormat) -> Self {
        Self { uris, format, positions: HashMap::new() }
    }

    pub(super) fn write(&mut self, diagnostics: &'a [Diagnostic]) -> Vec<lsp_types::Diagnostic> {
        diagnostics.iter().map(|diagnostic| self.write_one(diagnostic)).collect()
    }

    fn write_one(&mut self, diagnostic: &'a Diagnostic) -> lsp_types::Diagnostic {
        let language = self.format.language;
        let mut message = diagnostic.message(language);
        if let Some(help) = diagnostic.kind.help(language) {
            message.push('\n');
            message.push_str(&help);
        }
        let related: Vec<_> =
            diagnostic.related.iter().filter_map(|location| self.related(location)).collect();
        lsp_types::Diagnostic {
            range: self.range(&diagnostic.span),
            severity: Some(match diagnostic.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(diagnostic.code().code_name().to_owned())),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..lsp_types::Diagnostic::default()
        }
    }

    fn related(&mut self, location: &'a RelatedLocation) -> Option<DiagnosticRelatedInformation> {
        let uri = self.uris.uri(&location.span.source().path)?;
        let location_range = self.range(&location.span);
        let message = location.note.text(self.format.language).to_owned();
        let location = Location { uri, range: location_range };
        Some(DiagnosticRelatedInformation { location, message })
    }

    fn range(&mut self, span: &'a Span) -> LspRange {
        let source = span.source();
        let encoding = self.format.encoding;
        let positions = self
            .positions
            .entry(Arc::as_ptr(source))
            .or_insert_with(|| TextPositions::new(&source.text, encoding));
        positions.range(&span.range())
    }
}
