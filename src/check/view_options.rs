//! Checks the names and options of views.

use crate::diagnostic::Diagnostic;
use crate::parse::{MarkdownProblem, ViewDirective};
use crate::site::Site;
use rayon::prelude::*;

/// Returns `unknown-view` and `view-option` of each directive, and of code that was meant as one.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let versions = site.entries.par_iter().flat_map_iter(|entry| &entry.versions);
    versions
        .flat_map_iter(|version| {
            let body = &version.body;
            let directives = body.outline.directives.iter();
            let blocks = body.outline.view_like.iter();
            // The text after a fence that is not closed is no option; the fence is reported.
            let is_closed = |directive: &&ViewDirective| {
                let mut problems = body.outline.problems.iter();
                problems.all(|(range, problem)| {
                    !matches!(problem, MarkdownProblem::FenceNotClosed { .. })
                        || !range.contains(&directive.range.start)
                })
            };
            let views = directives
                .filter(is_closed)
                .flat_map(|directive| site.read_view(body, directive).1);
            views.chain(blocks.filter_map(|block| site.view_without_braces(body, block)))
        })
        .collect()
}
