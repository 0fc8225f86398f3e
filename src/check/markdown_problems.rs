//! Reports what a text loses, and syntax of other tools that is not read.

use super::unused_anchors::LinkedFragments;
use crate::diagnostic::rules::{ForeignSyntaxKind, SurplusCause};
use crate::diagnostic::{Diagnostic, Severity, SourceFile, Span, rules};
use crate::files::file_extension;
use crate::parse::{ForeignUse, LinkForm, MarkdownBody, MarkdownProblem, OutlineLink};
use crate::site::{Site, entry_citations};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The places of one kind of foreign syntax in a file.
struct ForeignPlaces<'s> {
    source: &'s Arc<SourceFile>,
    ranges: Vec<Range<usize>>,
}

/// Returns diagnostics for the problems of all texts, and each kind of foreign syntax once for a
/// file.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let linked_fragments = LinkedFragments::new(site);
    let mut foreign: BTreeMap<(&str, ForeignSyntaxKind), ForeignPlaces<'_>> = BTreeMap::new();
    for body in site.entries.iter().flat_map(|entry| entry_citations::entry_bodies(entry)) {
        let problems = body.outline.problems.iter();
        diagnostics.extend(problems.map(|(range, problem)| {
            let span = body.span(range);
            match problem.clone() {
                MarkdownProblem::CommentNotClosed => {
                    Diagnostic::new(span, rules::CommentNotClosed::HidesRest)
                }
                MarkdownProblem::CommentInComment => {
                    let kind = rules::CommentNotClosed::HidesUntilNext;
                    let mut diagnostic = Diagnostic::new(span, kind);
                    // A comment may also be about comments.
                    diagnostic.severity = Severity::Warning;
                    diagnostic
                }
                MarkdownProblem::FenceNotClosed { fence } => {
                    Diagnostic::new(span, rules::FenceNotClosed { fence })
                }
                MarkdownProblem::UnknownFootnote(label) => {
                    Diagnostic::new(span, rules::UnknownFootnote { label })
                }
                MarkdownProblem::UnusedFootnote(label) => {
                    Diagnostic::new(span, rules::UnusedFootnote { label })
                }
                MarkdownProblem::DuplicateFootnote(label) => {
                    Diagnostic::new(span, rules::DuplicateFootnote { label })
                }
                MarkdownProblem::UnknownReference(label) => {
                    Diagnostic::new(span, rules::UnknownReference { label })
                }
                MarkdownProblem::UnusedReference(label) => {
                    Diagnostic::new(span, rules::UnusedReference { label })
                }
                MarkdownProblem::MisreadText(form) => {
                    Diagnostic::new(span, rules::MisreadText { form })
                }
                MarkdownProblem::MissingAlternative => {
                    Diagnostic::new(span, rules::MissingAlternative)
                }
                MarkdownProblem::SurplusCell { n_cells, n_columns, is_cut } => {
                    let cause = match is_cut {
                        true => SurplusCause::CutByBar,
                        false => SurplusCause::LongRow,
                    };
                    Diagnostic::new(span, rules::SurplusCell { n_cells, n_columns, cause })
                }
                MarkdownProblem::UnevenDelimiter { n_cells, n_columns } => {
                    let cause = SurplusCause::DelimiterRow;
                    Diagnostic::new(span, rules::SurplusCell { n_cells, n_columns, cause })
                }
            }
        }));
        for foreign_use in foreign_uses(site, body, &linked_fragments) {
            let source = body.source();
            let uses = foreign.entry((&source.path, foreign_use.kind));
            let uses = uses.or_insert_with(|| ForeignPlaces { source, ranges: Vec::new() });
            uses.ranges.push(foreign_use.range);
        }
    }
    for ((_, kind), ForeignPlaces { source, mut ranges }) in foreign {
        ranges.sort_by_key(|range| range.start);
        let Some(first) = ranges.first() else { continue };
        let other_lines = other_lines(source, &ranges);
        let kind = rules::ForeignSyntax { kind, count: ranges.len(), other_lines };
        diagnostics.push(Diagnostic::new(Span::new(source, first.clone()), kind));
    }
    diagnostics
}

/// Returns the lines of ascending places that are not on the line of the first one: at most one
/// more than a message names.
fn other_lines(source: &Arc<SourceFile>, ranges: &[Range<usize>]) -> Vec<usize> {
    let mut lines = Vec::new();
    for pair in ranges.windows(2) {
        let [before, place] = pair else { continue };
        let between = source.text.get(before.start..place.start).unwrap_or_default();
        if !between.contains('\n') {
            continue;
        }
        lines.push(Span::new(source, place.clone()).start_position().line);
        if lines.len() > rules::ForeignSyntax::MAX_NAMED_LINES {
            break;
        }
    }
    lines
}

/// Returns the foreign syntax of a text. In a folder without `site.yaml`, where views are not
/// looked at, a directive of MyST is syntax of another tool too.
fn foreign_uses(
    site: &Site,
    body: &MarkdownBody,
    linked_fragments: &LinkedFragments,
) -> Vec<ForeignUse> {
    let mut uses = linked_fragments.unused_anchors(body);
    let others = body.foreign_uses.iter();
    uses.extend(others.filter(|it| it.kind != ForeignSyntaxKind::UnusedAnchor).cloned());
    let mut add = |kind, range| uses.push(ForeignUse { kind, range: body.span(range).range() });
    for link in body.outline.links.iter().filter(|link| is_unshown_picture(link)) {
        add(ForeignSyntaxKind::Picture, &link.range);
    }
    if site.config.declared.is_none() {
        let directives = body.outline.directives.iter();
        for directive in directives.filter(|directive| directive.is_of_other_tool()) {
            add(ForeignSyntaxKind::MystDirective, &directive.range);
        }
    }
    uses
}

/// Returns whether a link is a picture in a format that browsers do not show.
fn is_unshown_picture(link: &OutlineLink) -> bool {
    const UNSHOWN: [&str; 12] =
        ["heic", "heif", "tif", "tiff", "psd", "ai", "eps", "raw", "cr2", "nef", "dng", "jp2"];
    let path = link.destination.split(['#', '?']).next().unwrap_or_default();
    let is_url = path.contains("://");
    matches!(link.form, LinkForm::Image | LinkForm::Embed)
        && !is_url
        && UNSHOWN.contains(&file_extension(path).as_str())
}
