//! Settings of a run: the input to a site that is not in its content.

use super::content_history::ContentHistory;
use crate::diagnostic::rules::HistoryProblem;
use crate::schema::{LanguageTag, PartialDate};
use std::sync::Arc;

/// Input to a site apart from its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSettings {
    /// Overrides `base_url` in `site.yaml`.
    pub base_url: Option<String>,
    /// Overrides `as_of` in `site.yaml`.
    pub as_of: Option<PartialDate>,
    /// Whether drafts are published.
    pub drafts: DraftPolicy,
    /// When entries changed, if `site.yaml` asks git for it and it is known.
    pub history: Option<Arc<ContentHistory>>,
    /// Why it is not known.
    pub history_problem: Option<HistoryProblem>,
    /// Whether the site has a book, even if `site.yaml` does not say so.
    pub book: bool,
    /// The name of the edition, which every page shows.
    pub edition: Option<String>,
    /// What a line break in a text is on its page.
    pub line_breaks: LineBreaks,
    /// The names of the views in the site's theme.
    pub views: Vec<String>,
    /// The names of generated pages by language, from the strings of the theme.
    pub generated: Vec<(LanguageTag, GeneratedNames)>,
}

/// Whether drafts are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftPolicy {
    /// Drafts are parsed and checked, and their diagnostics are notes, but they are not published.
    #[default]
    Exclude,
    /// Drafts are published like all other pages.
    Include,
}

/// What a line break in a text is on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// A space, as Markdown has it.
    #[default]
    Space,
    /// A line break, as in a vault of Obsidian without strict line breaks.
    Kept,
}

/// The slugs of generated pages in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedNames {
    /// The list of everything, A–Ö.
    pub index: String,
    /// The list of tags.
    pub tags: String,
    /// The second and later pages of "mentioned in".
    pub mentions: String,
    /// The list of recent changes.
    pub changes: String,
    /// What has changed since older versions of a document.
    pub redline: String,
    /// The comparisons of two days.
    pub comparison: String,
    /// The page with all pages.
    pub book: String,
    /// The page of search results.
    pub search: String,
    /// The calendars, without the ending of their files.
    pub calendar: String,
}

impl GeneratedNames {
    /// Returns the name of the file of a feed of changes.
    #[must_use]
    pub fn change_feed(&self) -> String {
        format!("{}.xml", self.changes)
    }

    /// Returns the path of the feed of the changes of a type, below that of the site.
    #[must_use]
    pub fn type_feed(&self, type_id: &str) -> String {
        format!("{}/{type_id}.xml", self.changes)
    }

    /// Returns the name of the file of a calendar.
    #[must_use]
    pub fn calendar_file(&self) -> String {
        format!("{}.ics", self.calendar)
    }
}

impl Default for GeneratedNames {
    fn default() -> Self {
        Self {
            index: "a-z".into(),
            tags: "tags".into(),
            mentions: "mentions".into(),
            changes: "changes".into(),
            redline: "changes-since".into(),
            comparison: "compare-days".into(),
            book: "book".into(),
            search: "search".into(),
            calendar: "calendar".into(),
        }
    }
}
