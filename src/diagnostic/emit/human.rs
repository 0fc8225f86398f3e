//! The report for people: message, place, the line itself with a mark, and what to do.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::message::{self, ReportLabel, ReportLanguage, report_label, severity_label};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, Severity, Span};

use super::line_index::LineIndexCache;
use super::snippet::snippet;

/// Most related places that one finding shows; a ring of a thousand entries is no clearer in full.
const RELATED_MAX: usize = 5;
/// Narrowest excerpt that still shows something, in columns.
const WIDTH_MIN: usize = 40;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalStyle {
    /// With colours or without.
    pub paint: ColorMode,
    /// The width of the terminal in columns; long lines are cut to it.
    pub width: usize,
}

/// Whether a report has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorMode {
    /// Text without any escape code.
    Plain,
    /// ANSI colours, for a terminal.
    Colored,
}

impl Default for TerminalStyle {
    /// Plain, as wide as rustc takes a terminal of unknown width to be.
    fn default() -> Self {
        Self { paint: ColorMode::Plain, width: DEFAULT_TERM_WIDTH }
    }
}

/// The findings as people read them, in the order given, each followed by an empty line.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage, look: TerminalStyle) -> String {
    let renderer = match look.paint {
        ColorMode::Plain => Renderer::plain(),
        ColorMode::Colored => Renderer::styled(),
    }
    .term_width(look.width.max(WIDTH_MIN));
    let mut places = LineIndexCache::default();
    let mut report = String::new();
    for diagnostic in diagnostics {
        report.push_str(&renderer.render(&[annotation_group(diagnostic, language, &mut places)]));
        report.push_str("\n\n");
    }
    report
}

fn annotation_group<'a>(
    diagnostic: &'a Diagnostic,
    language: ReportLanguage,
    places: &mut LineIndexCache,
) -> Group<'a> {
    let title = annotation_level(diagnostic.severity)
        .with_name(severity_label(diagnostic.severity, language))
        .primary_title(message::message(&diagnostic.kind, language))
        .id(diagnostic.code().code_name());
    let mut group = Group::with_title(title);
    let label = message::label(&diagnostic.kind, language);
    group = with_annotation(group, &diagnostic.span, (AnnotationKind::Primary, label), places);
    for other in diagnostic.related.iter().take(RELATED_MAX) {
        let note = message::related_note(other.note, language).to_owned();
        group = with_annotation(group, &other.span, (AnnotationKind::Context, Some(note)), places);
    }
    if let Some(n_more) = diagnostic.related.len().checked_sub(RELATED_MAX).filter(|n| *n > 0) {
        group = group.element(
            Level::NOTE
                .with_name(severity_label(Severity::Note, language))
                .message(report_label(ReportLabel::MorePlaces(n_more), language)),
        );
    }
    if let Some(help) = message::help(&diagnostic.kind, language) {
        group = group.element(
            Level::HELP.with_name(report_label(ReportLabel::Help, language)).message(help),
        );
    }
    group
}

/// Adds a place, with its line where there is one to show.
fn with_annotation<'a>(
    group: Group<'a>,
    span: &'a Span,
    (kind, label): (AnnotationKind, Option<String>),
    places: &mut LineIndexCache,
) -> Group<'a> {
    let begins = places.line_col_range(span).begins;
    let path = escape_invisible(&span.source().path);
    match snippet(span, places) {
        Some(shown) => group.element(
            Snippet::source(shown.text)
                .path(Some(path).filter(|path| !path.is_empty()))
                .line_start(begins.line)
                .annotation(kind.span(shown.mark).label(label)),
        ),
        None => group
            .element(Origin::path(path).line(begins.line).char_column(begins.column))
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
