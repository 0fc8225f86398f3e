//! Explains the parser's errors to somebody who has never heard of YAML's grammar.

use crate::MAX_KEY_BYTES;
use crate::error::YamlErrorKind;
use crate::recovery::line_start;
use crate::syntax_problem::SyntaxProblem;
use granit_parser::{ErrorKind, ScanError};

/// Returns what is wrong where the parser stopped.
pub(crate) fn diagnose_scan_error(error: &ScanError, text: &str, offset: usize) -> YamlErrorKind {
    let line_start = line_start(text, offset);
    let line_before = text.get(line_start..offset).unwrap_or_default();
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => YamlErrorKind::TooDeep,
        ErrorKind::MappingValueNotAllowed | ErrorKind::SimpleKeyExpected
            if begins_with_long_key(text.get(line_start..).unwrap_or_default()) =>
        {
            YamlErrorKind::KeyTooLong
        }
        ErrorKind::MappingValueNotAllowed if value_after_key(line_before).is_some() => {
            YamlErrorKind::UnquotedColon
        }
        // `{title: Ashby: a town}`
        ErrorKind::ExpectedFlowMappingSeparator
            if line_before.contains('{')
                && text.get(offset..).is_some_and(|rest| rest.starts_with(": ")) =>
        {
            YamlErrorKind::UnquotedColon
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::InvalidMappingValueWhitespace => YamlErrorKind::Tab,
        ErrorKind::UnexpectedCharacter { character } => YamlErrorKind::ReservedStart(*character),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => YamlErrorKind::TextAfterQuote('"'),
        ErrorKind::InvalidTrailingSingleQuotedScalar => YamlErrorKind::TextAfterQuote('\''),
        ErrorKind::DirectiveDisallowed => YamlErrorKind::ReservedStart('%'),
        kind => reserved_first_char(kind, text, offset)
            .map(YamlErrorKind::ReservedStart)
            .or_else(|| unquoted_in_flow(text, offset))
            .unwrap_or_else(|| without_better_explanation(kind)),
    }
}

/// Returns what an error means that nothing in its line explains.
fn without_better_explanation(kind: &ErrorKind) -> YamlErrorKind {
    match kind {
        ErrorKind::UnknownAnchor
        | ErrorKind::AnchorCountOverflow
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => YamlErrorKind::Alias,
        ErrorKind::InvalidDocumentEnd => YamlErrorKind::SecondDocument,
        kind => YamlErrorKind::Syntax(SyntaxProblem::from_error(kind)),
    }
}

/// Finds what an author may have overlooked in a value in braces: ` #`, which begins a comment, or
/// `: `.
fn unquoted_in_flow(text: &str, offset: usize) -> Option<YamlErrorKind> {
    // A comment hides the closing brace, so that the parser stops on a later line.
    let before = text.get(..offset).unwrap_or_default().trim_end();
    let line_start = line_start(text, before.len());
    let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
    let (_, inside) = line.split_once('{')?;
    let (before_comment, comment) = inside.split_once(" #").unwrap_or((inside, ""));
    if !before_comment.contains('}') {
        return comment.contains('}').then_some(YamlErrorKind::CommentInFlow);
    }
    let (_, quote) = inside.split_once('"')?;
    quote.contains(": ").then_some(YamlErrorKind::UnquotedColon)
}

/// Returns the character because of which the parser did not read a value as text.
fn reserved_first_char(kind: &ErrorKind, text: &str, offset: usize) -> Option<char> {
    let value = text.get(line_start(text, offset)..offset).and_then(value_after_key)?;
    let stop_char = text.get(offset..)?.chars().next()?;
    let has_better_explanation = matches!(kind, ErrorKind::UnclosedFlowCollection { .. });
    match value.chars().next() {
        None if !has_better_explanation => {
            Some(stop_char).filter(|char| "*&!,]}|>?-".contains(*char))
        }
        // `[x] y` is a list, followed by text.
        Some(start @ ('[' | '{')) if *kind == ErrorKind::ExpectedBlockMappingKey => Some(start),
        Some(start @ ('|' | '>')) => Some(start),
        _ => None,
    }
}

/// Returns what follows `key: ` or `- ` on a line.
fn value_after_key(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mut rest = line;
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let is_item = rest.len() < line.len();
    match rest.split_once(": ") {
        Some((_, value)) => Some(value.trim_start()),
        None => (is_item && rest.is_empty()).then_some(rest),
    }
}

fn begins_with_long_key(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let key = line.split_once(": ").map(|(key, _)| key).or_else(|| line.strip_suffix(':'));
    key.is_some_and(|key| key.trim_start().len() > MAX_KEY_BYTES)
}
