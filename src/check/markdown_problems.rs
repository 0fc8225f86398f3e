//! Reports what a text loses, and syntax of other tools that is not read.

use crate::diagnostic::rules::{ForeignSyntaxKind, SurplusCause};
use crate::diagnostic::{Diagnostic, Span, rules};
use crate::files::file_extension;
use crate::parse::{LinkForm, MarkdownBody, MarkdownProblem, OutlineLink};
use crate::site::{Site, citation_index};
use std::collections::BTreeMap;

/// Returns diagnostics for the problems of all texts, and each kind of foreign syntax once for a
/// file.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut foreign: BTreeMap<(&str, ForeignSyntaxKind), (Span, usize)> = BTreeMap::new();
    for body in site.entries.iter().flat_map(|entry| citation_index::entry_bodies(entry)) {
        let problems = body.outline.problems.iter();
        diagnostics.extend(problems.map(|(range, problem)| {
            let span = body.span(range);
            match problem.clone() {
                MarkdownProblem::CommentNotClosed => Diagnostic::new(span, rules::CommentNotClosed),
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
        for (kind, span, count) in foreign_uses(site, body) {
            let path = &*body.source().path;
            let first = foreign.entry((path, kind)).or_insert_with(|| (span.clone(), 0));
            first.1 += count;
            if span < first.0 {
                first.0 = span;
            }
        }
    }
    let foreign = foreign.into_iter();
    diagnostics.extend(foreign.map(|((_, kind), (span, count))| {
        Diagnostic::new(span, rules::ForeignSyntax { kind, count })
    }));
    diagnostics
}

/// Returns the foreign syntax of a text. In a folder without `site.yaml`, where views are not
/// looked at, a directive of MyST is syntax of another tool too.
fn foreign_uses(site: &Site, body: &MarkdownBody) -> Vec<(ForeignSyntaxKind, Span, usize)> {
    let mut uses = body.foreign_uses.clone();
    let pictures = body.outline.links.iter().filter(|link| is_unshown_picture(link));
    let mut pictures = pictures.map(|link| body.span(&link.range)).peekable();
    if let Some(first) = pictures.peek().cloned() {
        uses.push((ForeignSyntaxKind::Picture, first, pictures.count()));
    }
    if site.config.declared.is_none() {
        let directives = body.outline.directives.iter();
        let foreign = directives.filter(|directive| directive.is_of_other_tool());
        let mut foreign = foreign.map(|directive| body.span(&directive.range)).peekable();
        if let Some(first) = foreign.peek().cloned() {
            uses.push((ForeignSyntaxKind::MystDirective, first, foreign.count()));
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
