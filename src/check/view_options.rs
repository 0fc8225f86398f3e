//! Checks the names and options of views.

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use rayon::prelude::*;

/// Reports `unknown-view` and `view-option` of each directive.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let versions = site.entries.par_iter().flat_map_iter(|entry| &entry.versions);
    versions
        .flat_map_iter(|version| {
            let body = &version.body;
            body.outline.directives.iter().flat_map(|directive| site.read_view(body, directive).1)
        })
        .collect()
}
