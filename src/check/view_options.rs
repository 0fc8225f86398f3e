//! Checks the names and options of views.

use crate::diagnostic::Diagnostic;
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
            let views = directives.flat_map(|directive| site.read_view(body, directive).1);
            views.chain(blocks.filter_map(|block| site.view_without_braces(body, block)))
        })
        .collect()
}
