//! What reading a value depends on, and where its diagnostics go.

use super::model::LanguageTag;
use super::suggest::closest_match;
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, SourceFile, Span, rules,
};
use crate::parse::yaml::YamlNode;
use std::ops::Range;
use std::sync::Arc;

/// How much of a value a diagnostic repeats.
const MAX_SHOWN_CHARS: usize = 60;

/// What reading a value depends on besides its field.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// The file that contains the value.
    pub source: &'a Arc<SourceFile>,
    /// The site's languages; the first is the default.
    pub languages: &'a [LanguageTag],
}

/// Collects diagnostics while values are read.
pub struct DiagnosticSink<'a> {
    /// What reading depends on.
    pub context: ReadContext<'a>,
    /// What has been reported, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> DiagnosticSink<'a> {
    /// Returns a sink without diagnostics.
    #[must_use]
    pub fn new(context: ReadContext<'a>) -> Self {
        Self { context, diagnostics: Vec::new() }
    }

    /// Returns the span of a range in the file.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.context.source, range.clone())
    }

    /// Reports a problem at a range of the file.
    pub fn push(&mut self, range: &Range<usize>, kind: impl Into<DiagnosticKind>) {
        self.diagnostics.push(Diagnostic::new(self.span(range), kind));
    }

    /// Reports that a value has the wrong kind, unless it has been reported as unreadable.
    pub fn push_wrong_kind(&mut self, node: &YamlNode, expected: ExpectedKind) {
        if !node.is_unreadable() {
            let value = self.shorten_node(node);
            self.push(&node.range, rules::WrongKind { expected, value });
        }
    }

    /// Reports a key that the map does not have, and suggests one of those that it may have.
    pub fn push_unknown_key<'k>(
        &mut self,
        key: &YamlNode,
        scope: KeyScope,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let name = key.as_str().unwrap_or_default();
        // A key that is right elsewhere is not misspelled.
        let suggestion = closest_match(name, known).filter(|near| near != name);
        self.push(&key.range, rules::UnknownKey { key: truncate(name), scope, suggestion });
    }

    /// Returns a value as a diagnostic repeats it: on one line, and not too long.
    pub(super) fn shorten_node(&self, node: &YamlNode) -> String {
        let written = self.context.source.text.get(node.range.clone()).unwrap_or_default();
        truncate(node.as_str().unwrap_or(written))
    }

    /// Returns the site's language with this tag.
    pub(super) fn language_named(&self, name: &str) -> Option<&'a LanguageTag> {
        self.context.languages.iter().find(|language| &*language.0 == name)
    }
}

fn truncate(text: &str) -> String {
    let mut chars = text.trim().chars().map(|char| if char == '\n' { ' ' } else { char });
    let mut out: String = chars.by_ref().take(MAX_SHOWN_CHARS).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}
