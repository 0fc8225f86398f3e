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
    /// The end of the line on which the span begins.
    EndOfLine,
    /// These words, which end where the span ends and may begin before it.
    EndingWith(String),
    /// These words, which the span is a part of.
    Covering(String),
    /// What is at the span changes places with these words, the nearest ones around it.
    Swap(String),
    /// The front matter that begins at the span is moved to the top of the file.
    TopOfFile,
}

/// How far from the span the words are that change places with it, in bytes.
const MAX_SWAP_BYTES: usize = 200;

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
            FixPlace::EndOfLine => {
                let line = span.source().text.get(range.start..)?.lines().next()?;
                let end = range.start + line.trim_end().len();
                Some(end..end)
            }
            FixPlace::EndingWith(words) if !words.is_empty() => {
                let start = range.end.checked_sub(words.len())?;
                let is_there = span.source().text.get(start..range.end)? == words;
                (is_there && start <= range.start).then_some(start..range.end)
            }
            FixPlace::Covering(words) if !words.is_empty() => {
                let text = &span.source().text;
                let limit = text.floor_char_boundary(range.start + words.len());
                let start = text.get(..limit)?.rfind(words.as_str())?;
                let end = start + words.len();
                (start <= range.start && range.end <= end).then_some(start..end)
            }
            FixPlace::Swap(words) => Some(swap_words(span, words)?.0),
            FixPlace::TopOfFile => Some(move_front_matter(span)?.0),
            FixPlace::Part(_)
            | FixPlace::Before(_)
            | FixPlace::EndingWith(_)
            | FixPlace::Covering(_)
            | FixPlace::EntryKey => None,
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
            FixPlace::Swap(words) => swap_words(span, words).map(|it| it.1).unwrap_or_default(),
            FixPlace::TopOfFile => move_front_matter(span).map(|it| it.1).unwrap_or_default(),
            FixPlace::Whole
            | FixPlace::Part(_)
            | FixPlace::Before(_)
            | FixPlace::EndingWith(_)
            | FixPlace::Covering(_)
            | FixPlace::EndOfLine
            | FixPlace::EntryKey => self.text.clone(),
        }
    }
}

/// Returns the range from the words to the span, in either order, and its text with both in each
/// other's place. `None` means that the words are not near.
fn swap_words(span: &Span, words: &str) -> Option<(Range<usize>, String)> {
    let (text, range) = (&span.source().text, span.range());
    if words.is_empty() || span.text() == words {
        return None;
    }
    let before = text.get(..range.start)?.rfind(words);
    let is_near = |start: &usize| range.start - start <= MAX_SWAP_BYTES;
    if let Some(start) = before.filter(is_near) {
        let between = text.get(start + words.len()..range.start)?;
        return Some((start..range.end, format!("{}{between}{words}", span.text())));
    }
    let between = text.get(range.end..)?.split(words).next()?;
    let end = range.end + between.len() + words.len();
    let is_there = between.len() <= MAX_SWAP_BYTES && text.get(..end)?.ends_with(words);
    is_there.then(|| (range.start..end, format!("{words}{between}{}", span.text())))
}

/// Returns the range from the top of the file to the end of the keys at the span, and its text with
/// the keys first. `None` means that they are not plain lines, or that there are keys at the top,
/// and a person decides which of them hold.
fn move_front_matter(span: &Span) -> Option<(Range<usize>, String)> {
    const FENCE: &str = "---";
    let (text, start) = (&span.source().text, span.range().start);
    let (before, rest) = (text.get(..start)?, text.get(start..)?);
    let mut lines = rest.split_inclusive('\n').peekable();
    let has_fence = lines.peek().is_some_and(|line| line.trim_end() == FENCE);
    let mut end = start + lines.next_if(|_| has_fence).map_or(0, str::len);
    let mut keys = String::new();
    let mut is_closed = !has_fence;
    for line in lines {
        let is_end = if has_fence { line.trim_end() == FENCE } else { line.trim().is_empty() };
        if is_end {
            end += if has_fence { line.len() } else { 0 };
            is_closed = true;
            break;
        }
        end += line.len();
        keys.push_str(line);
    }
    let is_key_line = |line: &str| line.contains(':') || line.starts_with([' ', '\t', '#', '-']);
    let is_plain = keys.lines().all(is_key_line)
        && !keys.starts_with(['|', '`', '~', '{', '>', '%', '*', '+']);
    let can_move = is_closed && is_plain && !keys.is_empty() && !before.starts_with(FENCE);
    let line_end = if keys.ends_with('\n') { "" } else { "\n" };
    let moved = format!("{FENCE}\n{keys}{line_end}{FENCE}\n\n{}\n", before.trim());
    can_move.then_some((0..end, moved))
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
        check(FixPlace::EndOfLine, "P1\nsource: deed P1 \"words\"x");
        check(FixPlace::EndingWith("P1 \"words\"".into()), "P1\nsource: deed x");
        check(FixPlace::Covering("deed P1 \"words\"".into()), "P1\nsource: x");
        check(FixPlace::Swap("deed".into()), "P1\nsource: \"words\" P1 deed");
        for place in [
            FixPlace::Before("P2".into()),
            FixPlace::Part(String::new()),
            FixPlace::EndingWith("P2 \"words\"".into()),
            FixPlace::Covering("deed P1".into()),
            FixPlace::Swap("P2".into()),
            FixPlace::TopOfFile,
        ] {
            assert_eq!(fixed(place), None);
        }
    }
}
