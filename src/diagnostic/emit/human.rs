//! The report for people: message, location, the line with a mark, and help.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::report_labels::{ReportLabel, report_label, severity_label};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, ReportLanguage, Severity, Span};

use super::line_index::LineIndexCache;
use super::snippet::snippet;

/// The maximum number of related locations of one diagnostic; a cycle of a thousand entries is no
/// clearer in full.
const RELATED_MAX: usize = 5;
/// Narrowest snippet that still shows something, in columns.
const WIDTH_MIN: usize = 40;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Whether there are colors.
    pub color_mode: ColorMode,
    /// The width of the terminal in columns; long lines are cut to it.
    pub width: usize,
}

/// Whether a report has colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorMode {
    /// Text without any escape code.
    Plain,
    /// ANSI colors, for a terminal.
    Colored,
}

impl Default for TerminalStyle {
    /// Returns a plain style as wide as rustc assumes a terminal of unknown width to be.
    fn default() -> Self {
        Self { color_mode: ColorMode::Plain, width: DEFAULT_TERM_WIDTH }
    }
}

/// Returns the report for people, in the given order, with an empty line after each diagnostic.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage, style: TerminalStyle) -> String {
    let renderer = match style.color_mode {
        ColorMode::Plain => Renderer::plain(),
        ColorMode::Colored => Renderer::styled(),
    }
    .term_width(style.width.max(WIDTH_MIN));
    let mut line_indexes = LineIndexCache::default();
    let mut report = String::new();
    for diagnostic in diagnostics {
        report.push_str(&renderer.render(&[annotation_group(
            diagnostic,
            language,
            &mut line_indexes,
        )]));
        report.push_str("\n\n");
    }
    report
}

fn annotation_group<'a>(
    diagnostic: &'a Diagnostic,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> Group<'a> {
    let title = annotation_level(diagnostic.severity)
        .with_name(severity_label(diagnostic.severity, language))
        .primary_title(diagnostic.kind.message(language))
        .id(diagnostic.code().code_name());
    let mut group = Group::with_title(title);
    let primary =
        Annotation { kind: AnnotationKind::Primary, label: diagnostic.kind.label(language) };
    group = with_annotation(group, &diagnostic.span, primary, line_indexes);
    for location in diagnostic.related.iter().take(RELATED_MAX) {
        let note = location.note.text(language).to_owned();
        let context = Annotation { kind: AnnotationKind::Context, label: Some(note) };
        group = with_annotation(group, &location.span, context, line_indexes);
    }
    if let Some(n_more) = diagnostic.related.len().checked_sub(RELATED_MAX).filter(|n| *n > 0) {
        group = group.element(
            Level::NOTE
                .with_name(severity_label(Severity::Note, language))
                .message(report_label(ReportLabel::MoreLocations(n_more), language)),
        );
    }
    if let Some(help) = diagnostic.kind.help(language) {
        group = group.element(
            Level::HELP.with_name(report_label(ReportLabel::Help, language)).message(help),
        );
    }
    group
}

/// How a span is marked.
struct Annotation {
    kind: AnnotationKind,
    label: Option<String>,
}

/// Adds a marked span, with its line unless the line is too long to show.
fn with_annotation<'a>(
    group: Group<'a>,
    span: &'a Span,
    annotation: Annotation,
    line_indexes: &mut LineIndexCache,
) -> Group<'a> {
    let Annotation { kind, label } = annotation;
    let start = line_indexes.line_col_range(span).start;
    let path = escape_invisible(&span.source().path);
    match snippet(span, line_indexes) {
        Some(snippet) => group.element(
            Snippet::source(snippet.text)
                .path(Some(path).filter(|path| !path.is_empty()))
                .line_start(start.line)
                .annotation(kind.span(snippet.mark).label(label)),
        ),
        None => group
            .element(Origin::path(path).line(start.line).char_column(start.column))
            .elements(label.map(|label| Level::NOTE.no_name().message(label))),
    }
}

fn annotation_level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
