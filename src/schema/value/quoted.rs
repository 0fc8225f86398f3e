//! Citations in YAML: a string, a list of strings, or `{document, locator, quote}`.

use super::dated::check_keys;
use crate::diagnostic::{CitationProblem, Diagnostic, Expected, Fault, Span};
use crate::parse::yaml::{Is, Node, Style};
use crate::parse::{Aligned, Citation, Part, citation};
use crate::schema::findings::Findings;
use crate::schema::model::Field;

const CITATION_KEYS: [&str; 3] = ["document", "locator", "quote"];

/// The citations of one value that is not a list.
pub(super) fn citations(field: &Field, node: &Node, findings: &mut Findings) -> Vec<Citation> {
    match &node.is {
        Is::Text { text, style } => written(node, (text, *style), findings),
        Is::Map(entries) if CITATION_KEYS.iter().any(|key| node.get(key).is_some()) => {
            in_parts(field, node, entries, findings).into_iter().collect()
        }
        Is::Empty if !node.is_unreadable() => Vec::new(),
        _ => {
            findings.wrong(node, Expected::Citation);
            Vec::new()
        }
    }
}

/// The citations of a value or of a list of values.
pub(super) fn sources(field: &Field, node: &Node, findings: &mut Findings) -> Vec<Citation> {
    let items = match &node.is {
        Is::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut read = Vec::new();
    for item in items {
        // What a comma cut off a quote is told with the quote.
        if !is_cut_off(item, findings) {
            read.extend(citations(field, item, findings));
        }
    }
    read
}

/// Whether a key or an item is the rest of a quote that a comma ended, which is told.
pub(super) fn is_cut_off(node: &Node, findings: &Findings) -> bool {
    let is_comma = |fault: &Fault| match fault {
        Fault::CitationSyntax { problem } => {
            matches!(problem, CitationProblem::Comma | CitationProblem::CommaInWhole)
        }
        _ => false,
    };
    let mut told = findings.found.iter().filter(|finding| is_comma(&finding.fault));
    told.any(|finding| finding.span.range().contains(&node.at.start))
}

/// Whether a part of a source could not be read, which is told.
pub(super) fn holds_unreadable(node: &Node) -> bool {
    let items = node.items().iter().chain([node]);
    let values = items.flat_map(|item| item.entries().iter().map(|(_, value)| value).chain([item]));
    values.into_iter().any(Node::is_unreadable)
}

fn written(node: &Node, (text, style): (&str, Style), findings: &mut Findings) -> Vec<Citation> {
    let source = findings.context.source;
    let aligned = Aligned::new(text, &source.text, node.at.clone());
    let (read, found) = citation::read(text, &|range| findings.span(&aligned.place(&range)));
    let is_plain = style == Style::Plain;
    let is_comment = is_plain && has_comment_after(&source.text, node.at.end);
    let comma = is_plain.then(|| cut_by_comma(&source.text, node.at.end)).flatten();
    findings.found.extend(found.into_iter().map(|mut finding| {
        // YAML ended the quote: nobody sees that from "not closed".
        if let Fault::CitationSyntax { problem } = &mut finding.fault
            && *problem == CitationProblem::UnclosedQuote
        {
            if is_comment {
                *problem = CitationProblem::Comment;
            } else if let Some(end) = comma {
                *problem = CitationProblem::CommaInWhole;
                finding.span = Span::new(source, finding.span.range().start..end);
            }
        }
        finding
    }));
    read
}

/// Where a quote ends that a comma cut, which YAML takes for the end of a value between braces.
fn cut_by_comma(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.lines().next()?;
    if !rest.trim_start().starts_with(',') {
        return None;
    }
    let end = rest.find('"').map(|mark| mark + 1);
    Some(at + end.unwrap_or(rest.len() - rest.trim_start().len() + 1))
}

/// Whether a comment begins on the same line.
fn has_comment_after(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    line.trim_start().starts_with('#') && line.starts_with([' ', '\t'])
}

fn in_parts(
    field: &Field,
    node: &Node,
    entries: &[(Node, Node)],
    findings: &mut Findings,
) -> Option<Citation> {
    // `{quote: one, two}`: the comma ended the quote, and its end became a key that says nothing.
    let is_stray = |key: &Node, value: &Node| {
        let name = key.as_text().unwrap_or_default();
        value.is == Is::Empty && value.at.is_empty() && !CITATION_KEYS.contains(&name)
    };
    if let (Some((stray, _)), Some(quote)) =
        (entries.iter().rfind(|(key, value)| is_stray(key, value)), node.get("quote"))
    {
        let whole = quote.at.start..stray.at.end.max(quote.at.end);
        findings.at(&whole, Fault::CitationSyntax { problem: CitationProblem::Comma });
        return None;
    }
    if holds_unreadable(node) {
        return None;
    }
    check_keys(field, entries, &CITATION_KEYS, findings);
    let n_found = findings.found.len();
    let mut part = |key| {
        let node = node.get(key).filter(|node| node.is != Is::Empty)?;
        let Some(text) = node.as_text().map(str::trim) else {
            findings.wrong(node, Expected::Text);
            return None;
        };
        let text = if key == "quote" { quote(node, text, findings) } else { text.to_owned() };
        Some(Part { text: text.into(), span: findings.span(&node.at) })
    };
    let [document, locator, quote] = CITATION_KEYS.map(&mut part);
    if findings.found.len() > n_found {
        return None;
    }
    let span = findings.span(&node.at);
    let Some(document) = document else {
        let fault = Fault::CitationSyntax { problem: CitationProblem::Empty };
        let first = entries.first().map_or(span, |(key, _)| findings.span(&key.at));
        findings.found.push(Diagnostic::at(first, fault));
        return None;
    };
    Some(Citation { document, locator, quote, span })
}

/// A quote in a value of its own: its marks are those of YAML.
fn quote(node: &Node, text: &str, findings: &mut Findings) -> String {
    let marked = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let words = citation::folded(marked);
    let problem = match () {
        () if words.contains(['[', ']']) => Some(CitationProblem::Bracket),
        () if words.is_empty() => Some(CitationProblem::EmptyQuote),
        () => None,
    };
    if let Some(problem) = problem {
        findings.at(&node.at, Fault::CitationSyntax { problem });
    }
    words
}
