//! What every step of indexing needs: the site, the theme's strings and one language.

use super::analyzer::Analyzer;
use crate::schema::{LanguageTag, LocalizedText};
use crate::site::{EntryIndex, LanguageIndex, Site, choose_language};
use crate::theme::Strings;

/// One language of a site, as it is indexed.
#[derive(Clone, Copy)]
pub(super) struct IndexContext<'a> {
    pub(super) site: &'a Site,
    pub(super) strings: &'a Strings,
    pub(super) language_index: LanguageIndex,
    pub(super) tag: &'a LanguageTag,
    pub(super) analyzer: &'a Analyzer,
}

impl<'a> IndexContext<'a> {
    /// Returns a text in this language, or in another if it has none in this one.
    pub(super) fn localized_str(&self, text: &'a LocalizedText) -> &'a str {
        choose_language(text, self.tag, self.site.default_language()).0
    }

    /// Returns an entry's title. A front page without a title has the site's.
    pub(super) fn entry_title(&self, entry_index: EntryIndex) -> &'a str {
        let title = self.localized_str(&self.site.entry_at(entry_index).title);
        match (title, &self.site.config.title) {
            ("", Some(site_title)) => self.localized_str(site_title),
            ("", None) => self.strings.get_str("front-title"),
            _ => title,
        }
    }
}
