//! Views whose name or options are wrong.

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use rayon::prelude::*;

/// `unknown-view` and `view-option`, fence by fence.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let versions = site.entries.par_iter().flat_map_iter(|entry| &entry.versions);
    versions
        .flat_map_iter(|version| {
            let body = &version.body;
            body.outline.directives.iter().flat_map(|one| site.read_view(body, one).1)
        })
        .collect()
}
