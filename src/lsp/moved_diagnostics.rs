//! Moves diagnostics along with an edit of their text, until they are made again.

use crate::diagnostic::{Diagnostic, SourceFile, Span};
use std::ops::Range;
use std::sync::Arc;

/// The change between two texts: what is between the beginning and the end that they share.
pub(super) struct TextChange {
    new_source: Arc<SourceFile>,
    /// The length of the beginning.
    n_before: usize,
    /// Where the end begins, in each text.
    old_end: usize,
    new_end: usize,
}

impl TextChange {
    pub(super) fn new(old_source: &SourceFile, new_source: &Arc<SourceFile>) -> Self {
        let (old, new) = (old_source.text.as_bytes(), new_source.text.as_bytes());
        let n_before = old.iter().zip(new).take_while(|(left, right)| left == right).count();
        let old_rest = old.get(n_before..).unwrap_or_default();
        let new_rest = new.get(n_before..).unwrap_or_default();
        let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
        let n_after = pairs.take_while(|(left, right)| left == right).count();
        let (old_end, new_end) = (old.len() - n_after, new.len() - n_after);
        Self { new_source: Arc::clone(new_source), n_before, old_end, new_end }
    }

    /// Returns a diagnostic at its place in the new text. `None` means that the change touches it.
    pub(super) fn moved(&self, diagnostic: &Diagnostic) -> Option<Diagnostic> {
        let span = self.moved_span(&diagnostic.span)?;
        let mut moved = Diagnostic { span, ..diagnostic.clone() };
        moved.related.retain(|location| location.span.source().path != self.new_source.path);
        Some(moved)
    }

    fn moved_span(&self, span: &Span) -> Option<Span> {
        let range = span.range();
        let moved: Range<usize> = if range.end <= self.n_before {
            range
        } else if range.start >= self.old_end {
            let move_end = |offset: usize| offset - self.old_end + self.new_end;
            move_end(range.start)..move_end(range.end)
        } else {
            return None;
        };
        Some(Span::new(&self.new_source, moved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_around_a_change_moves_with_it() {
        let source = |text: &str| Arc::new(SourceFile { path: "a".into(), text: text.into() });
        let (old, new) = (source("one two three"), source("one tåå two three"));
        let change = TextChange::new(&old, &new);
        let moved = |range| {
            let span = change.moved_span(&Span::new(&old, range));
            span.map(|span| span.text().to_owned())
        };
        assert_eq!(moved(0..3).as_deref(), Some("one"));
        assert_eq!(moved(8..13).as_deref(), Some("three"));
        assert_eq!(moved(0..13), None);
    }
}
