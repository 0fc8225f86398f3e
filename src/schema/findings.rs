//! What a reader needs to know, and where it puts what it finds.

use super::model::LanguageTag;
use super::near::nearest;
use crate::diagnostic::{Diagnostic, Expected, Fault, KeyHome, Source, Span};
use crate::parse::yaml::Node;
use std::ops::Range;
use std::sync::Arc;

/// How much of a value a finding repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// What reading a value depends on besides its field.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The file that the value stands in.
    pub source: &'a Arc<Source>,
    /// The site's, the default first.
    pub languages: &'a [LanguageTag],
}

/// Findings while they gather.
pub(super) struct Findings<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, found: Vec::new() }
    }

    pub(super) fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.context.source, at.clone())
    }

    pub(super) fn at(&mut self, at: &Range<usize>, fault: Fault) {
        self.found.push(Diagnostic::at(self.span(at), fault));
    }

    /// The value is not of the kind that was asked for. Nothing if a finding tells already that
    /// it could not be read.
    pub(super) fn wrong(&mut self, node: &Node, expected: Expected) {
        if !node.is_unreadable() {
            let found = self.shown(node);
            self.at(&node.at, Fault::WrongKind { expected, found });
        }
    }

    pub(super) fn unknown_key(&mut self, key: &Node, home: KeyHome, known: &[&str]) {
        let name = key.as_text().unwrap_or_default();
        let near = nearest(name, known.iter().copied());
        self.at(&key.at, Fault::UnknownKey { key: cut(name), home, near });
    }

    /// A value as a finding repeats it: on one line, and not too long.
    pub(super) fn shown(&self, node: &Node) -> String {
        let written = self.context.source.text.get(node.at.clone()).unwrap_or_default();
        cut(node.as_text().unwrap_or(written))
    }

    /// The site's language of that name.
    pub(super) fn language(&self, name: &str) -> Option<&'a LanguageTag> {
        self.context.languages.iter().find(|language| &*language.0 == name)
    }
}

fn cut(words: &str) -> String {
    let mut chars = words.trim().chars().map(|char| if char == '\n' { ' ' } else { char });
    let mut shown: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}
