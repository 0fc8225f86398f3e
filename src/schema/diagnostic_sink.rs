//! What a reader needs to know, and where it puts what it finds.

use super::model::LanguageTag;
use super::suggest::closest_match;
use crate::diagnostic::{Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, SourceFile, Span};
use crate::parse::yaml::YamlNode;
use std::ops::Range;
use std::sync::Arc;

/// How much of a value a finding repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// What reading a value depends on besides its field.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// The file that the value stands in.
    pub source: &'a Arc<SourceFile>,
    /// The site's, the default first.
    pub languages: &'a [LanguageTag],
}

/// Findings while they gather.
pub(super) struct DiagnosticSink<'a> {
    pub(super) context: &'a ReadContext<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> DiagnosticSink<'a> {
    pub(super) fn new(context: &'a ReadContext<'a>) -> Self {
        Self { context, diagnostics: Vec::new() }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.context.source, range.clone())
    }

    pub(super) fn push(&mut self, range: &Range<usize>, kind: DiagnosticKind) {
        self.diagnostics.push(Diagnostic::new(self.span(range), kind));
    }

    /// The value is not of the kind that was asked for. Nothing if a finding tells already that
    /// it could not be read.
    pub(super) fn push_wrong_kind(&mut self, node: &YamlNode, expected: ExpectedKind) {
        if !node.is_unreadable() {
            let found = self.shorten_node(node);
            self.push(&node.range, DiagnosticKind::WrongKind { expected, found });
        }
    }

    pub(super) fn push_unknown_key(&mut self, key: &YamlNode, home: KeyScope, known: &[&str]) {
        let name = key.as_str().unwrap_or_default();
        let near = closest_match(name, known.iter().copied());
        self.push(&key.range, DiagnosticKind::UnknownKey { key: truncate(name), home, near });
    }

    /// A value as a finding repeats it: on one line, and not too long.
    pub(super) fn shorten_node(&self, node: &YamlNode) -> String {
        let written = self.context.source.text.get(node.range.clone()).unwrap_or_default();
        truncate(node.as_str().unwrap_or(written))
    }

    /// The site's language of that name.
    pub(super) fn language_named(&self, name: &str) -> Option<&'a LanguageTag> {
        self.context.languages.iter().find(|language| &*language.0 == name)
    }
}

fn truncate(words: &str) -> String {
    let mut chars = words.trim().chars().map(|char| if char == '\n' { ' ' } else { char });
    let mut shown: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}
