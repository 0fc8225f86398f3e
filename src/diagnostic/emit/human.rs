//! The report for people: message, location, the line with a mark, and help.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::report_labels::{ReportLabel, report_label, severity_label};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, LineIndexCache, ReportLanguage, Severity, Span};

use super::fold::{CauseGroup, ReportBlock, fold, most_severe_last};
use super::snippet::snippet;

use std::borrow::Cow;

/// The maximum number of other places of a cause that are named.
const MAX_OTHER_PLACES: usize = 3;
/// The maximum number of causes of one code that get a line.
const MAX_CAUSE_LINES: usize = 20;
/// Narrowest snippet that still shows something, in columns.
const WIDTH_MIN: usize = 40;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Whether there are colors.
    pub color_mode: ColorMode,
    /// The width of the terminal in columns; long lines are cut to it.
    pub width: usize,
    /// Whether diagnostics with one cause are one block.
    pub detail: ReportDetail,
}

/// How much a report for people shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportDetail {
    /// One block for each cause, with the number of places.
    Folded,
    /// One block for each diagnostic.
    Full,
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
        Self {
            color_mode: ColorMode::Plain,
            width: DEFAULT_TERM_WIDTH,
            detail: ReportDetail::Folded,
        }
    }
}

/// Returns the report for people, with an empty line after each block. The most severe come last,
/// nearest the prompt; apart from that, the order is the given one.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage, style: TerminalStyle) -> String {
    let renderer = match style.color_mode {
        ColorMode::Plain => Renderer::plain(),
        ColorMode::Colored => Renderer::styled(),
    };
    let mut writer = BlockWriter {
        renderer: renderer.term_width(style.width.max(WIDTH_MIN)),
        language,
        width: style.width.max(WIDTH_MIN),
        line_indexes: LineIndexCache::default(),
        report: String::new(),
    };
    match style.detail {
        ReportDetail::Full => {
            for diagnostic in most_severe_last(diagnostics) {
                writer.push_cause(&CauseGroup { first: diagnostic, others: Vec::new() });
            }
        }
        ReportDetail::Folded => {
            for block in fold(diagnostics, language) {
                match block {
                    ReportBlock::Cause(group) => writer.push_cause(&group),
                    ReportBlock::MoreCauses(groups) => writer.push_more_causes(&groups),
                }
            }
        }
    }
    writer.report
}

/// Writes the blocks of a report.
struct BlockWriter {
    renderer: Renderer,
    language: ReportLanguage,
    /// In columns.
    width: usize,
    line_indexes: LineIndexCache,
    report: String,
}

impl BlockWriter {
    /// Appends a cause in full: its first diagnostic, and how many more there are.
    fn push_cause(&mut self, cause: &CauseGroup<'_>) {
        let title = cause_message(cause, self.language);
        let more = self.more_places(&cause.others);
        let group = annotation_group(cause.first, title, self.language, &mut self.line_indexes);
        let group = group.elements(more.map(|text| {
            Level::NOTE.with_name(severity_label(Severity::Note, self.language)).message(text)
        }));
        self.report.push_str(&self.renderer.render(&[group]));
        self.report.push_str("\n\n");
    }

    /// Returns how many other places a cause has, and which are the first. `None` means none.
    fn more_places(&mut self, others: &[&Diagnostic]) -> Option<String> {
        if others.is_empty() {
            return None;
        }
        let shown: Vec<String> =
            others.iter().take(MAX_OTHER_PLACES).map(|other| self.place(&other.span)).collect();
        let n_more = others.len();
        Some(report_label(
            if n_more > shown.len() {
                ReportLabel::MorePlaces { n_more, places: shown.join(", ") }
            } else {
                ReportLabel::AllPlaces { n_more, places: shown.join(", ") }
            },
            self.language,
        ))
    }

    /// Appends one line for each of several causes of one code.
    fn push_more_causes(&mut self, causes: &[CauseGroup<'_>]) {
        let Some(first_cause) = causes.first() else { return };
        let first = first_cause.first;
        let n_findings = causes.iter().map(|cause| cause.others.len() + 1).sum();
        let title = report_label(ReportLabel::MoreFindings(n_findings), self.language);
        let title = annotation_level(first.severity)
            .with_name(severity_label(first.severity, self.language))
            .primary_title(title)
            .id(first.code().code_name());
        self.report.push_str(&self.renderer.render(&[Group::with_title(title)]));
        self.report.push('\n');
        for cause in causes.iter().take(MAX_CAUSE_LINES) {
            let line = self.cause_line(cause);
            self.report.push_str(&truncate_line(&line, self.width));
            self.report.push('\n');
        }
        if let Some(n_more) = causes.len().checked_sub(MAX_CAUSE_LINES).filter(|n| *n > 0) {
            let more = report_label(ReportLabel::MoreCauses(n_more), self.language);
            self.report.push_str(&format!("  {more}\n"));
        }
        self.report.push('\n');
    }

    fn cause_line(&mut self, cause: &CauseGroup<'_>) -> String {
        let place = self.place(&cause.first.span);
        let message = cause_message(cause, self.language);
        match cause.others.len() {
            0 => format!("  {place}: {message}"),
            n_others => format!("  {place}: {message} (× {})", n_others + 1),
        }
    }

    /// Returns a place as terminals and editors link it: `a.md:3:1`.
    fn place(&mut self, span: &Span) -> String {
        let start = self.line_indexes.line_col_range(span).start;
        let path = escape_invisible(&span.source().path);
        format!("{path}:{}:{}", start.line, start.column)
    }
}

/// Cuts a line to a width in characters.
fn truncate_line(line: &str, width: usize) -> Cow<'_, str> {
    match line.char_indices().nth(width) {
        None => Cow::Borrowed(line),
        Some(_) => {
            let end = line.char_indices().nth(width - 1).map_or(0, |(end, _)| end);
            Cow::Owned(format!("{}…", line.get(..end).unwrap_or_default()))
        }
    }
}

/// Returns what is wrong, for all findings of a cause.
fn cause_message(cause: &CauseGroup<'_>, language: ReportLanguage) -> String {
    let others = cause.others.iter().map(|other| &other.kind);
    let all = std::iter::once(&cause.first.kind).chain(others);
    let folded = (!cause.others.is_empty()).then(|| cause.first.kind.folded_message(all, language));
    folded.flatten().unwrap_or_else(|| cause.first.message(language))
}

fn annotation_group<'a>(
    diagnostic: &'a Diagnostic,
    title: String,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> Group<'a> {
    let title = annotation_level(diagnostic.severity)
        .with_name(severity_label(diagnostic.severity, language))
        .primary_title(title)
        .id(diagnostic.code().code_name());
    let mut group = Group::with_title(title);
    let primary =
        Annotation { kind: AnnotationKind::Primary, label: diagnostic.kind.label(language) };
    group = with_annotation(group, &diagnostic.span, primary, line_indexes);
    for location in &diagnostic.related {
        let note = location.note.text(language).to_owned();
        let context = Annotation { kind: AnnotationKind::Context, label: Some(note) };
        group = with_annotation(group, &location.span, context, line_indexes);
    }
    if diagnostic.n_more_related > 0 {
        let more = ReportLabel::MoreLocations(diagnostic.n_more_related);
        group = group.element(
            Level::NOTE
                .with_name(severity_label(Severity::Note, language))
                .message(report_label(more, language)),
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
