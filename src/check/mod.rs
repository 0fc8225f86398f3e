//! Site → diagnostics: the rules that need the whole content, and the severity of each diagnostic.
//!
//! One file per family of rules. A rule reads the [`Site`](crate::site::Site) and returns
//! [`Diagnostic`](crate::diagnostic::Diagnostic)s; [`report`] collects those of every stage,
//! applies `checks:`, `allow:` and drafts, and sorts them.

mod attachments;
mod citation_like;
mod citations;
mod document_bodies;
mod country_codes;
mod translations;
mod editorial;
mod files;
mod later_versions;
mod markdown_problems;
mod raw_html;
mod quote_alignment;
mod quoted_dates;
mod quoted_numbers;
mod quantity_reader;
mod numerals;
mod running_text;
mod relations;
mod omitted_findings;
mod mark_effects;
mod report;
mod since;
mod link_candidates;
mod suggestions;
mod table_columns;
#[cfg(test)]
mod tests;
mod translation_names;
mod unused_anchors;
mod unlisted_language;
mod view_options;

pub use quote_alignment::nearest_passage;
pub use report::{Report, linking_report, report};
pub use since::check_since;
pub use suggestions::unknown_document;
