//! Says of links to files that are on the disk why these files are not published.
//!
//! A site knows only what it publishes, so the disk is asked: for a few broken links of a report.

use crate::diagnostic::rules::{LinkPlace, UnpublishedReason};
use crate::diagnostic::{BrokenLinkReason, Diagnostic, DiagnosticKind};
use crate::files::{RootFolder, unpublished_reason};
use crate::site::address::{fold_name, linked_path};

/// The number of broken links of a report for which the disk is asked.
const MAX_LINKS: usize = 100;

/// Completes the broken links of a report. `paths` are those of all files that were read.
pub(super) fn explain_missing_files<'f>(
    root: &RootFolder,
    paths: &(impl Iterator<Item = &'f str> + Clone),
    diagnostics: &mut [Diagnostic],
) {
    let broken_links = diagnostics.iter_mut().filter_map(|diagnostic| match &mut diagnostic.kind {
        DiagnosticKind::BrokenLink(link) if link.reason == BrokenLinkReason::NotFound => Some(link),
        _ => None,
    });
    for link in broken_links.take(MAX_LINKS) {
        let Some(LinkPlace { folder, .. }) = &link.place else { continue };
        // A path that exists from the top folder but not beside the page is content.
        let from_top = || {
            let path = linked_path("", &link.target)?;
            unpublished_reason(root, &path).filter(|it| *it != UnpublishedReason::LeftOut)
        };
        let beside_page = linked_path(folder, &link.target);
        let beside_page = beside_page.and_then(|path| unpublished_reason(root, &path));
        let by_name = || {
            let is_kept_back = paths.clone().any(|path| is_kept_back_page(path, &link.target));
            is_kept_back.then_some(UnpublishedReason::UnderscoreFolder)
        };
        if let Some(reason) = beside_page.or_else(from_top).or_else(by_name) {
            link.reason = BrokenLinkReason::NotPublished(reason);
            link.suggestion = None;
        }
    }
}

/// Returns whether a page in a folder whose name begins with `_` has the name of a link.
fn is_kept_back_page(path: &str, target: &str) -> bool {
    let Some((folder, file_name)) = path.rsplit_once('/') else { return false };
    let is_kept_back = folder.split('/').any(|name| name.starts_with('_'));
    let Some(stem) = file_name.strip_suffix(".md").filter(|_| is_kept_back) else { return false };
    let name = target.split(['#', '|']).next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let folded = fold_name(stem);
    folded == fold_name(name) || folded == fold_name(&name.replace(' ', "-"))
}
