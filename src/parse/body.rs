//! A Markdown text and where it stands in its file.

use super::outline::Outline;
use crate::diagnostic::{Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// A Markdown text: the rest of a `.md` file after its front matter, or a string in YAML.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    source: Arc<Source>,
    text: BodyText,
    /// What it holds.
    pub outline: Outline,
}

#[derive(Debug, PartialEq, Eq)]
enum BodyText {
    /// The text stands in the file as it is.
    Slice(Range<usize>),
    /// The text was folded or unescaped by YAML; each piece `(in text, in file)` begins a run that
    /// is the same in both, in rising order.
    Scalar { text: Box<str>, runs: Vec<(usize, usize)>, whole: Range<usize> },
}

impl Body {
    /// The part of a file that is Markdown.
    #[must_use]
    pub fn slice(source: &Arc<Source>, range: Range<usize>) -> Self {
        let outline = super::markdown::outline(source.text.get(range.clone()).unwrap_or_default());
        Self { source: Arc::clone(source), text: BodyText::Slice(range), outline }
    }

    /// A string of YAML that is Markdown; `whole` is where the string stands in the file.
    #[must_use]
    pub fn scalar(source: &Arc<Source>, text: &str, whole: Range<usize>) -> Self {
        let outline = super::markdown::outline(text);
        let runs = align(text, source.text.get(whole.clone()).unwrap_or_default(), whole.start);
        let text = BodyText::Scalar { text: text.into(), runs, whole };
        Self { source: Arc::clone(source), text, outline }
    }

    /// The Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            BodyText::Slice(range) => self.source.text.get(range.clone()).unwrap_or_default(),
            BodyText::Scalar { text, .. } => text,
        }
    }

    /// The place in the file of a range in the Markdown.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let place = match &self.text {
            BodyText::Slice(whole) => whole.start + range.start..whole.start + range.end,
            BodyText::Scalar { runs, whole, .. } => {
                let at = |offset: usize| {
                    let before = runs.partition_point(|(in_text, _)| *in_text <= offset);
                    before
                        .checked_sub(1)
                        .and_then(|run| runs.get(run))
                        .map_or(whole.start, |(in_text, in_file)| {
                            (in_file + (offset - in_text)).min(whole.end)
                        })
                };
                // The end belongs to the run of the last character, not to the next line's.
                let last = range.end.saturating_sub(1).max(range.start);
                at(range.start)..at(last) + (range.end - last)
            }
        };
        Span::new(&self.source, place)
    }

    /// The file that it stands in.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }
}

/// Finds each line of a folded string in the raw text that it came from. A line that YAML
/// unescaped is not found, and belongs to the run before.
fn align(text: &str, raw: &str, raw_start: usize) -> Vec<(usize, usize)> {
    let (mut runs, mut in_text, mut cursor) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let found = raw.get(cursor..).and_then(|rest| rest.find(words));
        if let (false, Some(at)) = (words.is_empty(), found) {
            runs.push((in_text, raw_start + cursor + at));
            cursor += at + words.len();
        }
        in_text += line.len();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_block_scalar_is_found_in_its_file() {
        let file = "- id: a\n  body: |\n    one\n    two [[x]]\n";
        let source = Arc::new(Source { path: "a.yaml".into(), text: file.into() });
        let start = file.find('|').unwrap();
        let body = Body::scalar(&source, "one\ntwo [[x]]\n", start..file.len());
        let at = body.text().find('x').unwrap();
        let span = body.span(&(at..at + 1));
        assert_eq!((span.text(), span.begins().line, span.begins().column), ("x", 4, 11));
    }
}
