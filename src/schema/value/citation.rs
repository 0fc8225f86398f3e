//! Reads citations in YAML: a string, a list of strings, or `{document, locator, quote}`.

use super::date::{check_keys, has_or_means_key};
use crate::diagnostic::{CitationProblem, Diagnostic, DiagnosticKind, ExpectedKind, Span, rules};
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{Citation, CitationPart, ScalarSourceMap, citation};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::FieldDef;

/// The keys of a citation.
pub const CITATION_KEYS: [&str; 3] = ["document", "locator", "quote"];

/// Reads the citations of one value that is not a list.
pub(super) fn read_citation_field(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Vec<Citation> {
    match &node.kind {
        NodeKind::Text { text, style } => parse_citation_string(node, text, *style, sink),
        NodeKind::Map(entries) if has_or_means_key(node, &CITATION_KEYS) => {
            read_citation_map(field, node, entries, sink).into_iter().collect()
        }
        NodeKind::Empty if !node.is_unreadable() => Vec::new(),
        _ => {
            sink.push_wrong_kind(node, ExpectedKind::Citation);
            Vec::new()
        }
    }
}

/// Reads the citations of a value or of a list of values.
pub(super) fn read_sources(
    field: &FieldDef,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Vec<Citation> {
    let mut citations = Vec::new();
    for item in node.items_or_self() {
        // The rest of a quote that a comma ended is reported with the quote.
        if !is_truncated_by_yaml(item, sink) {
            citations.extend(read_citation_field(field, item, sink));
        }
    }
    citations
}

/// Returns whether a key or an item is the rest of a quote that a comma ended, which has been
/// reported.
pub(super) fn is_truncated_by_yaml(node: &YamlNode, sink: &DiagnosticSink) -> bool {
    let is_comma = |kind: &DiagnosticKind| match kind {
        DiagnosticKind::CitationSyntax(rules::CitationSyntax { problem }) => {
            matches!(problem, CitationProblem::Comma | CitationProblem::CommaInWhole)
        }
        _ => false,
    };
    let mut comma_diagnostics =
        sink.diagnostics.iter().filter(|diagnostic| is_comma(&diagnostic.kind));
    comma_diagnostics.any(|diagnostic| diagnostic.span.range().contains(&node.range.start))
}

/// Returns whether a part of a source could not be read, which has been reported.
pub(super) fn contains_unreadable(node: &YamlNode) -> bool {
    let items = node.list_items().iter().chain([node]);
    let values =
        items.flat_map(|item| item.map_entries().iter().map(|(_, value)| value).chain([item]));
    values.into_iter().any(YamlNode::is_unreadable)
}

fn parse_citation_string(
    node: &YamlNode,
    text: &str,
    style: TextStyle,
    sink: &mut DiagnosticSink,
) -> Vec<Citation> {
    let source = sink.context.source;
    let source_map = ScalarSourceMap::new(text, &source.text, node.range.clone());
    let (citations, diagnostics) =
        citation::parse_citations(text, &|range| sink.span(&source_map.file_range(&range)));
    let is_plain = style == TextStyle::Plain;
    let is_comment = is_plain && comment_follows(&source.text, node.range.end);
    let comma = is_plain.then(|| comma_that_ended_value(&source.text, node.range.end)).flatten();
    sink.diagnostics.extend(diagnostics.into_iter().map(|mut diagnostic| {
        // YAML ended the quote, which "not closed" does not explain.
        if let DiagnosticKind::CitationSyntax(rules::CitationSyntax { problem }) =
            &mut diagnostic.kind
            && *problem == CitationProblem::UnclosedQuote
        {
            if is_comment {
                *problem = CitationProblem::Comment;
            } else if let Some(end) = comma {
                *problem = CitationProblem::CommaInWhole;
                diagnostic.span = Span::new(source, diagnostic.span.range().start..end);
            }
        }
        diagnostic
    }));
    citations
}

/// Returns the end of a quote that a comma ended, because YAML takes the comma for the end of a
/// value between braces. `offset` is the end of that value.
fn comma_that_ended_value(text: &str, offset: usize) -> Option<usize> {
    let rest_of_line = text.get(offset..)?.lines().next()?;
    if !rest_of_line.trim_start().starts_with(',') {
        return None;
    }
    let quote_end = rest_of_line.find('"').map(|mark| mark + 1);
    let comma_end = rest_of_line.len() - rest_of_line.trim_start().len() + 1;
    Some(offset + quote_end.unwrap_or(comma_end))
}

/// Returns whether a comment begins on the same line.
fn comment_follows(text: &str, offset: usize) -> bool {
    let rest_of_line = text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    rest_of_line.trim_start().starts_with('#') && rest_of_line.starts_with([' ', '\t'])
}

fn read_citation_map(
    field: &FieldDef,
    node: &YamlNode,
    entries: &[(YamlNode, YamlNode)],
    sink: &mut DiagnosticSink,
) -> Option<Citation> {
    // `{quote: one, two}`: the comma ended the quote, and the rest became a key without a value.
    let is_stray = |key: &YamlNode, value: &YamlNode| {
        let name = key.as_str().unwrap_or_default();
        value.kind == NodeKind::Empty && value.range.is_empty() && !CITATION_KEYS.contains(&name)
    };
    if let (Some((stray, _)), Some(quote)) =
        (entries.iter().rfind(|(key, value)| is_stray(key, value)), node.get("quote"))
    {
        let range = quote.range.start..stray.range.end.max(quote.range.end);
        sink.push(&range, rules::CitationSyntax { problem: CitationProblem::Comma });
        return None;
    }
    if contains_unreadable(node) {
        return None;
    }
    let n_before_keys = sink.diagnostics.len();
    check_keys(field, entries, &CITATION_KEYS, sink);
    let n_before = sink.diagnostics.len();
    let mut read_part = |key| {
        let node = node.get(key).filter(|node| node.kind != NodeKind::Empty)?;
        let Some(text) = node.as_str().map(str::trim) else {
            sink.push_wrong_kind(node, ExpectedKind::Text);
            return None;
        };
        let text = if key == "quote" { read_quote(node, text, sink) } else { text.to_owned() };
        Some(CitationPart { text: text.into(), span: sink.span(&node.range) })
    };
    let [document, locator, quote] = CITATION_KEYS.map(&mut read_part);
    if sink.diagnostics.len() > n_before {
        return None;
    }
    let span = sink.span(&node.range);
    // A key that is a misspelling of `document` has been reported.
    if document.is_none() && n_before > n_before_keys {
        return None;
    }
    let Some(document) = document else {
        let kind = rules::CitationSyntax { problem: CitationProblem::Empty };
        let first = entries.first().map_or(span, |(key, _)| sink.span(&key.range));
        sink.diagnostics.push(Diagnostic::new(first, kind));
        return None;
    };
    Some(Citation { document, locator, quote, span })
}

/// Reads a quote that is a value by itself, so its quotation marks are those of YAML.
fn read_quote(node: &YamlNode, text: &str, sink: &mut DiagnosticSink) -> String {
    let unquoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let quote = citation::normalize_whitespace(unquoted);
    let problem = if quote.contains(['[', ']']) {
        Some(CitationProblem::Bracket)
    } else if quote.is_empty() {
        Some(CitationProblem::EmptyQuote)
    } else {
        None
    };
    if let Some(problem) = problem {
        sink.push(&node.range, rules::CitationSyntax { problem });
    }
    quote
}
