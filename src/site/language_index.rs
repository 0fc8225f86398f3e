//! Positions of languages in a site's settings.

use super::config::SiteConfig;
use super::entry::Entry;
use crate::diagnostic::Span;
use crate::schema::LanguageTag;

/// The position of a language in [`SiteConfig::languages`]. The default value is the site's
/// default language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageIndex(pub usize);

impl LanguageIndex {
    /// Returns whether this is the site's default language, whose addresses have no prefix.
    #[must_use]
    pub fn is_default(self) -> bool {
        self == Self::default()
    }
}

impl SiteConfig {
    /// Returns the indexes of all languages, in the order of [`Self::languages`].
    pub fn language_indexes(&self) -> impl Iterator<Item = LanguageIndex> + Clone + use<> {
        (0..self.languages.len()).map(LanguageIndex)
    }

    /// Returns the index of a language. `None` means that the site does not have it.
    #[must_use]
    pub fn language_index(&self, tag: &LanguageTag) -> Option<LanguageIndex> {
        self.language_index_named(&tag.0)
    }

    /// Returns the index of the language with this tag. `None` means that the site does not have
    /// it.
    #[must_use]
    pub fn language_index_named(&self, name: &str) -> Option<LanguageIndex> {
        self.languages.iter().position(|tag| *tag.0 == *name).map(LanguageIndex)
    }

    /// Returns the language with this tag, however its letters are written.
    pub(super) fn language_index_named_in_any_case(&self, name: &str) -> Option<LanguageIndex> {
        self.languages.iter().position(|tag| tag.0.eq_ignore_ascii_case(name)).map(LanguageIndex)
    }

    /// Returns the tag of a language. `None` means that the index is from another site.
    #[must_use]
    pub fn language_tag(&self, language_index: LanguageIndex) -> Option<&LanguageTag> {
        self.languages.get(language_index.0)
    }

    /// Returns the address of a generated page in a language.
    pub(super) fn language_prefixed(&self, language_index: LanguageIndex, name: &str) -> String {
        match self.language_tag(language_index) {
            Some(tag) if !language_index.is_default() => format!("/{}/{name}/", tag.0),
            _ => format!("/{name}/"),
        }
    }

    /// Returns the language that an old address of an entry redirects to: that of the translation
    /// that gives it, or else that of its prefix.
    pub(super) fn alias_language(&self, entry: &Entry, alias: &str, span: &Span) -> LanguageIndex {
        let translations = entry.versions.iter().skip(1);
        let by_file = translations.filter(|version| {
            let file = version.file.as_ref();
            file.is_some_and(|file| *file.file.path == *span.source().path)
        });
        let by_file = by_file.filter_map(|version| self.language_index(&version.language)).next();
        by_file.unwrap_or_else(|| self.language_of_address(alias))
    }

    /// Returns the language whose prefix an address has.
    pub(super) fn language_of_address(&self, address: &str) -> LanguageIndex {
        let prefix = address.trim_start_matches('/').split('/').next().unwrap_or_default();
        self.language_index_named(prefix).unwrap_or_default()
    }
}
