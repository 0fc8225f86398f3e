//! Reports what changed between two versions of a site, in words.

mod change_terms;
mod change_line;
mod markdown_report;
mod people_report;

pub(super) use markdown_report::markdown_report;
pub(super) use people_report::people_report;
