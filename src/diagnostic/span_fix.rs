//! A fix: what to write instead of words at, or directly before, the span of a diagnostic.

use super::Span;
use std::ops::Range;

/// What to write instead of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanFix {
    /// What is replaced.
    pub wrong: WrongWords,
    /// What to write.
    pub right: String,
}

/// The words that a fix replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongWords {
    /// Everything at the span.
    Whole,
    /// These words at the span.
    Part(String),
    /// These words, the last ones before the span on its line.
    Before(String),
}

impl SpanFix {
    /// Returns the fix that replaces words at the span.
    #[must_use]
    pub fn of_part(wrong: &str, right: &str) -> Self {
        Self { wrong: WrongWords::Part(wrong.to_owned()), right: right.to_owned() }
    }

    /// Returns the range of the words in the file. `None` means that they are not there, as where
    /// they are written with escapes.
    #[must_use]
    pub fn range(&self, span: &Span) -> Option<Range<usize>> {
        let range = span.range();
        match &self.wrong {
            WrongWords::Whole => Some(range),
            WrongWords::Part(words) if !words.is_empty() => {
                let start = range.start + span.text().find(words.as_str())?;
                Some(start..start + words.len())
            }
            WrongWords::Before(words) if !words.is_empty() => {
                let before = span.source().text.get(..range.start)?;
                let line = before.rsplit('\n').next()?;
                let start = before.len() - line.len() + line.rfind(words.as_str())?;
                Some(start..start + words.len())
            }
            WrongWords::Part(_) | WrongWords::Before(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use std::sync::Arc;

    #[test]
    fn words_are_found_at_the_span_and_before_it() {
        let text = "P1\nsource: deed P1 \"words\"".to_owned();
        let start = text.find('"').unwrap();
        let source = Arc::new(SourceFile { path: "a".into(), text: text.clone().into() });
        let span = Span::new(&source, start..text.len());
        let found = |wrong| {
            let fix = SpanFix { wrong, right: String::new() };
            fix.range(&span).and_then(|range| text.get(range).map(str::to_owned))
        };
        assert_eq!(found(WrongWords::Whole).as_deref(), Some("\"words\""));
        assert_eq!(found(WrongWords::Part("ord".into())).as_deref(), Some("ord"));
        assert_eq!(found(WrongWords::Before("P1".into())).as_deref(), Some("P1"));
        assert_eq!(found(WrongWords::Before("P2".into())), None);
        assert_eq!(found(WrongWords::Part(String::new())), None);
    }
}
