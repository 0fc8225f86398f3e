//! What a run decides about the site from outside the content.

use crate::files::CommitDates;
use crate::schema::{LanguageTag, PartialDate};
use std::sync::Arc;

/// Input to a site besides its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSettings {
    /// Stands over `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// Stands over `as_of` of `site.yaml`.
    pub as_of: Option<PartialDate>,
    /// Whether drafts are published.
    pub drafts: DraftPolicy,
    /// When files were changed, if `site.yaml` wants to know and somebody could tell.
    pub history: Option<Arc<CommitDates>>,
    /// The names of the views that the site's own theme has.
    pub views: Vec<String>,
    /// The names of generated pages, by language; the theme's words have them.
    pub generated: Vec<(LanguageTag, GeneratedNames)>,
}

/// Whether drafts are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftPolicy {
    /// Parsed and checked, their findings as notes, but not published.
    #[default]
    Exclude,
    /// Published like the rest.
    Include,
}

/// Addresses of generated pages in one language, each one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedNames {
    /// The list of everything, A–Ö.
    pub index: String,
    /// The list of tags.
    pub tags: String,
    /// The further pages of "mentioned in".
    pub mentions: String,
    /// What changed last.
    pub changes: String,
    /// The page of what a search found.
    pub search: String,
}

impl Default for GeneratedNames {
    fn default() -> Self {
        Self {
            index: "a-z".into(),
            tags: "tags".into(),
            mentions: "mentions".into(),
            changes: "changes".into(),
            search: "search".into(),
        }
    }
}
