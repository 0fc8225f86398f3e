//! Reports what changed between two versions of a site, in words.

use crate::changes::{KnowledgeChange, UncomparedFiles};

mod change_terms;
mod change_line;
mod forge_links;
mod markdown_report;
mod people_report;

pub(super) use markdown_report::markdown_report;
pub(super) use people_report::people_report;

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReportedChanges<'c> {
    pub(super) changes: &'c [KnowledgeChange],
    /// The files that differ and are not compared.
    pub(super) uncompared: &'c [UncomparedFiles],
}
