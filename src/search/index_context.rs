//! What every step of indexing needs: the site, the theme's strings and one language.

use super::analyzer::Analyzer;
use crate::schema::LocalizedText;
use crate::site::{EntryIndex, LocalizedSite, Site};
use crate::theme::{self, PlainText, Strings};

/// One language of a site, as it is indexed.
#[derive(Clone, Copy)]
pub(super) struct IndexContext<'a> {
    pub(super) site: &'a Site,
    pub(super) strings: &'a Strings,
    /// The site in this language.
    pub(super) localized: LocalizedSite<'a>,
    pub(super) analyzer: &'a Analyzer,
}

impl<'a> IndexContext<'a> {
    /// Returns a text in this language, or in another if it has none in this one.
    pub(super) fn localized_str(&self, text: &'a LocalizedText) -> &'a str {
        self.localized.text(text).0
    }

    /// Returns a maker of plain text in this language.
    pub(super) fn plain_text(&self) -> PlainText<'a> {
        PlainText::new(self.localized, self.strings)
    }

    /// Returns an entry's title. A front page without a title has the site's.
    pub(super) fn entry_title(&self, entry_index: EntryIndex) -> &'a str {
        theme::entry_title(self.localized, self.strings, entry_index)
    }
}
