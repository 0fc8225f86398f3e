//! The report for people: message, place, the line itself with a mark, and what to do.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::message::{self, Language, Word, severity, word};
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Diagnostic, Severity, Span};

use super::excerpt::excerpt;
use super::places::Places;

/// Most related places that one finding shows; a ring of a thousand entries is no clearer in full.
const RELATED_MAX: usize = 5;
/// Narrowest excerpt that still shows something, in columns.
const WIDTH_MIN: usize = 40;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// With colours or without.
    pub paint: Paint,
    /// The width of the terminal in columns; long lines are cut to it.
    pub width: usize,
}

/// Whether a report has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Text without any escape code.
    Plain,
    /// ANSI colours, for a terminal.
    Colored,
}

impl Default for Look {
    /// Plain, as wide as rustc takes a terminal of unknown width to be.
    fn default() -> Self {
        Self { paint: Paint::Plain, width: DEFAULT_TERM_WIDTH }
    }
}

/// The findings as people read them, in the order given, each followed by an empty line.
#[must_use]
pub fn human(found: &[Diagnostic], language: Language, look: Look) -> String {
    let renderer = match look.paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colored => Renderer::styled(),
    }
    .term_width(look.width.max(WIDTH_MIN));
    let mut places = Places::default();
    let mut report = String::new();
    for one in found {
        report.push_str(&renderer.render(&[group(one, language, &mut places)]));
        report.push_str("\n\n");
    }
    report
}

fn group<'a>(one: &'a Diagnostic, language: Language, places: &mut Places) -> Group<'a> {
    let title = level(one.severity)
        .with_name(severity(one.severity, language))
        .primary_title(message::message(&one.fault, language))
        .id(one.code().name());
    let mut group = Group::with_title(title);
    let label = message::label(&one.fault, language);
    group = at(group, &one.span, (AnnotationKind::Primary, label), places);
    for other in one.related.iter().take(RELATED_MAX) {
        let note = message::note(other.note, language).to_owned();
        group = at(group, &other.span, (AnnotationKind::Context, Some(note)), places);
    }
    if let Some(n_more) = one.related.len().checked_sub(RELATED_MAX).filter(|n| *n > 0) {
        group = group.element(
            Level::NOTE
                .with_name(severity(Severity::Note, language))
                .message(word(Word::MorePlaces(n_more), language)),
        );
    }
    if let Some(help) = message::help(&one.fault, language) {
        group = group.element(Level::HELP.with_name(word(Word::Help, language)).message(help));
    }
    group
}

/// Adds a place, with its line where there is one to show.
fn at<'a>(
    group: Group<'a>,
    span: &'a Span,
    (kind, label): (AnnotationKind, Option<String>),
    places: &mut Places,
) -> Group<'a> {
    let begins = places.extent(span).begins;
    let path = visible(&span.source().path);
    match excerpt(span, places) {
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

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
