//! Says of links to files that are on the disk why these files are not published.
//!
//! A site knows only what it publishes, so the disk is asked: for a few broken links of a report.

use crate::diagnostic::rules::LinkPlace;
use crate::diagnostic::{BrokenLinkReason, Diagnostic, DiagnosticKind};
use crate::files::{RootFolder, unpublished_reason};
use crate::site::address::linked_path;

/// The number of broken links of a report for which the disk is asked.
const MAX_LINKS: usize = 100;

/// Completes the broken links of a report.
pub(super) fn explain_missing_files(root: &RootFolder, diagnostics: &mut [Diagnostic]) {
    let broken_links = diagnostics.iter_mut().filter_map(|diagnostic| match &mut diagnostic.kind {
        DiagnosticKind::BrokenLink(link) if link.reason == BrokenLinkReason::NotFound => Some(link),
        _ => None,
    });
    for link in broken_links.take(MAX_LINKS) {
        let Some(LinkPlace { folder, .. }) = &link.place else { continue };
        let from_top = linked_path("", &link.target);
        let mut paths = linked_path(folder, &link.target).into_iter().chain(from_top);
        if let Some(reason) = paths.find_map(|path| unpublished_reason(root, &path)) {
            link.reason = BrokenLinkReason::NotPublished(reason);
            link.suggestion = None;
        }
    }
}
