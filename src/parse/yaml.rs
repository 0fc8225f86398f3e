//! YAML in content files: the tree of `spanned_yaml`, and its errors as diagnostics.
//!
//! Sites declare their own types, so nothing is deserialized: readers walk the [`YamlNode`]s.
//! pakt reads dates and numbers from their text, and reports aliases, anchors and tags.
//!
//! ```
//! # use pakt::{diagnostic::SourceFile, parse::yaml};
//! # use std::sync::Arc;
//! let text = "title: Avtalet\ntags: [a, b]\n";
//! let source = Arc::new(SourceFile { path: "index.yaml".into(), text: text.into() });
//! let (root, diagnostics) = yaml::read(&source, 0..text.len());
//! let root = root.unwrap();
//! assert_eq!(root.get("title").and_then(|title| title.as_str()), Some("Avtalet"));
//! assert!(diagnostics.is_empty());
//! ```

use super::repaired_yaml::parse_repaired;
use super::value_in_comment::values_in_comments;
use crate::diagnostic::rules::{KeyPlace, LimitUnit, LimitedPart};
use crate::diagnostic::{
    Diagnostic, ExpectedKind, RelatedNote, SourceFile, Span, YamlProblem, rules,
};
use crate::files::{control_replacement, without_control_characters};
use memchr::memchr;
use spanned_yaml::{
    MAX_KEY_BYTES, MAX_NESTING, MAX_NODES, SyntaxProblem, YamlError, YamlErrorKind,
};
pub use spanned_yaml::{NodeKind, TextStyle, YamlNode};
use std::ops::Range;
use std::sync::Arc;

/// How much of a key a diagnostic repeats, in characters.
const SHOWN_KEY_CHARS: usize = 60;
/// The maximum number of lines before an error that are compared with its line.
const MAX_EARLIER_LINES: usize = 200;
/// The maximum number of columns between two lines that were meant to begin in the same one.
const MAX_WRONG_SPACES: isize = 3;

/// Reads the bytes `range` of a file as YAML. All ranges are positions in the file.
///
/// `None` as the root means that the range holds no value. After an error the root holds everything
/// that could be read; the rest is [`YamlNode::is_unreadable`].
#[must_use]
pub fn read(source: &Arc<SourceFile>, range: Range<usize>) -> (Option<YamlNode>, Vec<Diagnostic>) {
    // Escapes such as `\x01` are the only way to a control character: files have none.
    let may_have_escapes =
        source.text.get(range.clone()).is_some_and(|text| memchr(b'\\', text.as_bytes()).is_some());
    let (mut document, slips) = parse_repaired(&source.text, &range);
    // After a tab the levels are lost, and with them what the later lines belong to.
    let is_syntax = |error: &YamlError| matches!(error.kind, YamlErrorKind::Syntax(_));
    let first_tab = document.errors.iter().position(|error| error.kind == YamlErrorKind::Tab);
    let n_errors = document.errors.len();
    let mut index = 0;
    document.errors.retain(|error| {
        index += 1;
        first_tab.is_none_or(|tab| index <= tab) || !is_syntax(error)
    });
    let n_effects = n_errors - document.errors.len();
    let mut diagnostics: Vec<Diagnostic> =
        document.errors.into_iter().map(|error| diagnostic(source, error)).collect();
    if let Some(tab) = first_tab.and_then(|index| diagnostics.get_mut(index)) {
        tab.n_effects += n_effects;
    }
    diagnostics.extend(slips.into_iter().map(|slip| {
        let problem = slip.problem;
        Diagnostic::new(Span::new(source, slip.range), rules::YamlSyntax { problem })
    }));
    if let Some(root) = document.root.as_mut().filter(|_| may_have_escapes) {
        diagnostics.extend(drop_control_characters(source, root));
    }
    if let Some(root) = &document.root {
        diagnostics.extend(values_in_comments(source, range, root));
    }
    (document.root, diagnostics)
}

/// Leaves control characters out of all texts. Returns a diagnostic at the first text with one.
fn drop_control_characters(source: &Arc<SourceFile>, root: &mut YamlNode) -> Option<Diagnostic> {
    let mut first_use: Option<(Range<usize>, char, usize)> = None;
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        match &mut node.kind {
            NodeKind::Text { text, .. } => {
                let is_control = |char: &char| control_replacement(*char).is_some();
                let Some(first) = text.chars().find(is_control) else { continue };
                let count = text.chars().filter(is_control).count();
                *text = without_control_characters(text).into();
                let first_use = first_use.get_or_insert((node.range.clone(), first, 0));
                first_use.2 += count;
                if node.range.start < first_use.0.start {
                    (first_use.0, first_use.1) = (node.range.clone(), first);
                }
            }
            NodeKind::List(items) => nodes.extend(items),
            NodeKind::Map(pairs) => {
                nodes.extend(pairs.iter_mut().flat_map(|(key, value)| [key, value]));
            }
            NodeKind::Empty => {}
        }
    }
    let (range, character, count) = first_use?;
    Some(Diagnostic::new(Span::new(source, range), rules::ControlCharacter { character, count }))
}

/// Returns the span of a node in its file.
#[must_use]
pub fn node_span(source: &Arc<SourceFile>, node: &YamlNode) -> Span {
    Span::new(source, node.range.clone())
}

fn diagnostic(source: &Arc<SourceFile>, error: YamlError) -> Diagnostic {
    let range = match error.kind {
        YamlErrorKind::Tab => tab_range(&source.text, error.range),
        _ => error.range,
    };
    let span = Span::new(source, range);
    let problem = match error.kind {
        YamlErrorKind::Syntax(problem) => {
            let offset = span.range().start;
            if let Some(problem) = indentation_problem(&source.text, offset, problem) {
                problem
            } else if let (SyntaxProblem::MissingColon, Some((key, value))) =
                (problem, words_without_colon(&source.text, offset))
            {
                let span = Span::new(source, offset..offset + key.len());
                let (key, value) = (key.to_owned(), value.to_owned());
                let problem = YamlProblem::MissingColon { key, value };
                return Diagnostic::new(span, rules::YamlSyntax { problem });
            } else {
                YamlProblem::Grammar(problem)
            }
        }
        YamlErrorKind::Alias => YamlProblem::Alias,
        YamlErrorKind::UnquotedColon => YamlProblem::UnquotedColon,
        YamlErrorKind::ReservedStart(start) => YamlProblem::ReservedStart(start),
        YamlErrorKind::TextAfterQuote(mark) => YamlProblem::AfterQuote(mark),
        YamlErrorKind::CommentInFlow => YamlProblem::Comment,
        YamlErrorKind::SecondDocument => YamlProblem::SecondDocument,
        YamlErrorKind::Tab => YamlProblem::Tab,
        YamlErrorKind::DuplicateKey { key, first_range } => {
            let first_span = Span::new(source, first_range);
            return Diagnostic::new(span, rules::DuplicateKey { key, place: KeyPlace::Line })
                .with_related(first_span, RelatedNote::FirstDefinition);
        }
        YamlErrorKind::KeyIsNotText => {
            let value = span.text().chars().take(SHOWN_KEY_CHARS).collect();
            let kind = rules::WrongKind { expected: ExpectedKind::Text, value };
            return Diagnostic::new(span, kind);
        }
        YamlErrorKind::TooDeep => {
            return too_large(span, LimitedPart::Nesting, MAX_NESTING, LimitUnit::Levels);
        }
        YamlErrorKind::TooManyNodes => {
            return too_large(span, LimitedPart::Yaml, MAX_NODES, LimitUnit::Values);
        }
        YamlErrorKind::KeyTooLong => {
            return too_large(span, LimitedPart::Key, MAX_KEY_BYTES, LimitUnit::Bytes);
        }
    };
    Diagnostic::new(span, rules::YamlSyntax { problem })
}

/// Returns the range of the tab that an error is about: the parser stops in the line before it.
fn tab_range(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.start..).unwrap_or_default();
    let first_line = rest.split('\n').next().unwrap_or_default();
    let next_line = rest.get(first_line.len() + 1..).unwrap_or_default();
    let n_spaces = next_line.len() - next_line.trim_start_matches(' ').len();
    let is_in_next_line = next_line.get(n_spaces..).is_some_and(|it| it.starts_with('\t'));
    if first_line.starts_with('\t') || !is_in_next_line {
        return range;
    }
    let start = range.start + first_line.len() + 1 + n_spaces;
    start..start + 1
}

/// Returns how the line of a syntax error is indented, if that is what is wrong with it: an earlier
/// line of its kind begins a few columns before or after it. `None` means that it is not.
fn indentation_problem(text: &str, offset: usize, problem: SyntaxProblem) -> Option<YamlProblem> {
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let (column, is_item) = *line_columns(line).first()?;
    // A key that is too far in is read as part of the value before it, up to its colon.
    let continues_value = !is_item && problem == SyntaxProblem::KeyInValue;
    if offset != line_start + column && !continues_value {
        return None;
    }
    let earlier_lines = text.get(..line_start)?.lines().enumerate();
    let earlier_lines: Vec<(usize, &str)> = earlier_lines.collect();
    for (index, earlier_line) in earlier_lines.into_iter().rev().take(MAX_EARLIER_LINES) {
        if earlier_line.trim_end() == "---" {
            return None;
        }
        let columns = line_columns(earlier_line);
        let of_kind = columns.iter().find(|(_, is_earlier_item)| *is_earlier_item == is_item);
        let Some((earlier_column, _)) = of_kind else { continue };
        let n_spaces = isize::try_from(column).ok()? - isize::try_from(*earlier_column).ok()?;
        let opens_map = earlier_line.trim_end().ends_with(':');
        if !(1..=MAX_WRONG_SPACES).contains(&n_spaces.abs()) || continues_value && opens_map {
            return None;
        }
        return Some(YamlProblem::Indentation { n_spaces, earlier_line: index + 1 });
    }
    None
}

/// Returns the first word of a line that begins at an offset and is written like a key, and what
/// follows it: `of party`.
fn words_without_colon(text: &str, offset: usize) -> Option<(&str, &str)> {
    let line_before = text.get(..offset)?.rsplit('\n').next()?;
    let (key, value) = text.get(offset..)?.lines().next()?.trim_end().split_once(' ')?;
    let is_key = key.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    let is_line = line_before.chars().all(|char| matches!(char, ' ' | '-'));
    (is_key && is_line && !value.contains(':')).then_some((key, value.trim_start()))
}

/// Returns the columns at which the items and the key of a line begin, and whether each is an item:
/// `  - id: x` has an item at 2 and a key at 4. Empty for any other line.
fn line_columns(line: &str) -> Vec<(usize, bool)> {
    let mut columns = Vec::new();
    let mut rest = line.trim_start_matches(' ');
    loop {
        let column = line.len() - rest.len();
        if let Some(after) = rest.strip_prefix("- ") {
            columns.push((column, true));
            rest = after.trim_start_matches(' ');
            continue;
        }
        let is_key = !rest.starts_with('#') && (rest.contains(": ") || rest.ends_with(':'));
        columns.extend(is_key.then_some((column, false)));
        return columns;
    }
}

fn too_large(span: Span, what: LimitedPart, limit: usize, unit: LimitUnit) -> Diagnostic {
    Diagnostic::new(span, rules::TooLarge { what, limit, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use std::fmt::Write as _;

    #[test]
    fn errors_become_diagnostics_with_spans() {
        let long_key = "k".repeat(MAX_KEY_BYTES + 1);
        let text = format!("a: 1\na: 2\n[b]: 3\nc: @d\n{long_key}: 4\n");
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: text.as_str().into() });
        let (_, diagnostics) = read(&source, 0..text.len());
        let mut actual = String::new();
        for diagnostic in diagnostics {
            let position = diagnostic.span.start_position();
            let kind = &diagnostic.kind;
            writeln!(actual, "{}:{} {kind:?}", position.line, position.column).unwrap();
            for related in &diagnostic.related {
                writeln!(actual, "  {:?} {:?}", related.span.range(), related.note).unwrap();
            }
        }
        expect![[r#"
            2:1 DuplicateKey { key: "a", place: Line }
              0..1 FirstDefinition
            3:1 WrongKind { expected: Text, value: "[b]" }
            4:4 YamlSyntax { problem: ReservedStart('@') }
            5:1 TooLarge { what: Key, limit: 1024, unit: Bytes }
            5:1026 TooLarge { what: Key, limit: 1024, unit: Bytes }
        "#]]
        .assert_eq(&actual.replace(&long_key, "kkk"));
    }
}
