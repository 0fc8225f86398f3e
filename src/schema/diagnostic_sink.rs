//! What reading a value depends on, and where its diagnostics go.

use super::model::LanguageTag;
use crate::diagnostic::sanitize::mask_passwords;
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, SourceFile, Span, closest_match, rules,
};
use crate::locale::{intended_language_tag, is_language_tag, language_of_country};
use crate::parse::yaml::{NodeKind, YamlNode};
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
            let is_text = matches!(expected, ExpectedKind::Text | ExpectedKind::Markdown);
            let expected = match &node.kind {
                NodeKind::List(_) if is_text => ExpectedKind::SingleText,
                _ => expected,
            };
            let value = self.shorten_node(node);
            let expected = expected.shortened_for(&value);
            self.push(&node.range, rules::WrongKind { expected, value });
        }
    }

    /// Reports a key that the map does not have, and suggests one of those that it may have.
    /// Returns the suggestion: what is missing because of the misspelling is not reported as well.
    pub fn push_unknown_key<'k>(
        &mut self,
        key: &YamlNode,
        scope: KeyScope,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Option<String> {
        let name = truncate(key.as_str().unwrap_or_default());
        let kind = rules::UnknownKey::new(&name, scope, known);
        let suggestion = kind.suggestion.clone();
        self.push(&key.range, kind);
        suggestion
    }

    /// Reports a key or a value that is not one of the site's languages, and suggests one.
    pub fn push_unknown_language(&mut self, node: &YamlNode) {
        let name = node.as_str().unwrap_or_default();
        let is_known = |tag: &String| self.language_named(tag).is_some();
        let tags = || self.context.languages.iter().map(|language| &*language.0);
        let suggestion =
            intended_language_tag(name).filter(is_known).or_else(|| closest_match(name, tags()));
        let suggestion = self.language_of_country(name).map(str::to_owned).or(suggestion);
        self.push_wrong_kind(node, ExpectedKind::Language(suggestion));
    }

    /// Reads a tag of any language. `None` means that it is not one, which is reported.
    pub fn read_language_tag(&mut self, node: &YamlNode) -> Option<LanguageTag> {
        let name = node.as_str().unwrap_or_default().trim();
        if is_language_tag(name) {
            return Some(LanguageTag(name.into()));
        }
        self.push_wrong_kind(node, ExpectedKind::LanguageTag(intended_language_tag(name)));
        None
    }

    /// Returns a value as a diagnostic repeats it: on one line, and not too long.
    pub(super) fn shorten_node(&self, node: &YamlNode) -> String {
        let written = self.context.source.text.get(node.range.clone()).unwrap_or_default();
        truncate(&mask_passwords(node.as_str().unwrap_or(written)))
    }

    /// Returns the site's language in the country with this code, if the code is that of another
    /// language as well: `sv` for `se`.
    pub(super) fn language_of_country(&self, code: &str) -> Option<&'static str> {
        language_of_country(code).filter(|tag| self.language_named(tag).is_some())
    }

    /// Returns the site's language with this tag.
    pub fn language_named(&self, name: &str) -> Option<&'a LanguageTag> {
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
