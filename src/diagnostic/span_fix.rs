//! A fix: what to write at, or near, the span of a diagnostic.

use super::Span;
use std::ops::Range;

/// What to write, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanFix {
    /// What is replaced, or where the text is added.
    pub place: FixPlace,
    /// What to write.
    pub text: String,
}

/// What a fix replaces, or where it adds its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixPlace {
    /// Everything at the span.
    Whole,
    /// These words at the span.
    Part(String),
    /// These words, the last ones before the span on its line.
    Before(String),
    /// Around what is at the span: the text comes before it, and this after it.
    Around(String),
    /// A line of its own among the keys of the entry that the span is in.
    EntryKey,
    /// A line of its own at the end of the file.
    EndOfFile,
}

impl SpanFix {
    /// Returns the fix that replaces words at the span.
    #[must_use]
    pub fn of_part(wrong: &str, right: &str) -> Self {
        Self { place: FixPlace::Part(wrong.to_owned()), text: right.to_owned() }
    }

    /// Returns the fix that adds a line among the keys of an entry.
    #[must_use]
    pub fn entry_key(line: &str) -> Self {
        Self { place: FixPlace::EntryKey, text: line.to_owned() }
    }

    /// Returns the range in the file that is replaced, without that of a key, which depends on how
    /// the entry is declared. `None` also means that the words are not there, as where they are
    /// written with escapes.
    #[must_use]
    pub fn range(&self, span: &Span) -> Option<Range<usize>> {
        let range = span.range();
        match &self.place {
            FixPlace::Whole | FixPlace::Around(_) => Some(range),
            FixPlace::Part(words) if !words.is_empty() => {
                let start = range.start + span.text().find(words.as_str())?;
                Some(start..start + words.len())
            }
            FixPlace::Before(words) if !words.is_empty() => {
                let before = span.source().text.get(..range.start)?;
                let line = before.rsplit('\n').next()?;
                let start = before.len() - line.len() + line.rfind(words.as_str())?;
                Some(start..start + words.len())
            }
            FixPlace::EndOfFile => {
                let end = span.source().text.len();
                Some(end..end)
            }
            FixPlace::Part(_) | FixPlace::Before(_) | FixPlace::EntryKey => None,
        }
    }

    /// Returns what is written instead of the words in [`SpanFix::range`].
    #[must_use]
    pub fn new_text(&self, span: &Span) -> String {
        match &self.place {
            FixPlace::Around(after) => format!("{}{}{after}", self.text, span.text()),
            FixPlace::EndOfFile => {
                let is_line_open = !span.source().text.ends_with('\n');
                format!("{}{}\n", if is_line_open { "\n" } else { "" }, self.text)
            }
            FixPlace::Whole | FixPlace::Part(_) | FixPlace::Before(_) | FixPlace::EntryKey => {
                self.text.clone()
            }
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
        let fixed = |place| {
            let fix = SpanFix { place, text: "x".into() };
            let range = fix.range(&span)?;
            let mut fixed = text.clone();
            fixed.replace_range(range, &fix.new_text(&span));
            Some(fixed)
        };
        let check = |place, expected: &str| assert_eq!(fixed(place).as_deref(), Some(expected));
        check(FixPlace::Whole, "P1\nsource: deed P1 x");
        check(FixPlace::Part("ord".into()), "P1\nsource: deed P1 \"wxs\"");
        check(FixPlace::Before("P1".into()), "P1\nsource: deed x \"words\"");
        check(FixPlace::Around("}".into()), "P1\nsource: deed P1 x\"words\"}");
        check(FixPlace::EndOfFile, "P1\nsource: deed P1 \"words\"\nx\n");
        for place in [FixPlace::Before("P2".into()), FixPlace::Part(String::new())] {
            assert_eq!(fixed(place), None);
        }
    }
}
