//! A site in one of its languages: texts, titles and addresses as its pages show them.

use super::collation::index_letter;
use super::entry::EntryIndex;
use super::language_choice::choose_language;
use super::language_index::LanguageIndex;
use super::snapshot::Site;
use super::text_ref::TextRef;
use crate::parse::MarkdownBody;
use crate::schema::{BuiltinType, FieldValue, LanguageTag, LocalizedText, builtin};
use std::sync::Arc;

/// A site in one of its languages.
#[derive(Clone, Copy, Debug)]
pub struct LocalizedSite<'a> {
    /// The site.
    pub site: &'a Site,
    /// The position of the language in the site's list.
    pub language_index: LanguageIndex,
    /// The tag of the language.
    pub language_tag: &'a LanguageTag,
}

impl<'a> LocalizedSite<'a> {
    /// Returns a site in a language, or in its default language if it does not have this one.
    #[must_use]
    pub fn new(site: &'a Site, language_index: LanguageIndex) -> Self {
        let language_tag = site.config.language_tag(language_index);
        let language_tag = language_tag.unwrap_or(site.default_language());
        Self { site, language_index, language_tag }
    }

    /// Returns a text in this language, or else in another one together with that language.
    #[must_use]
    pub fn text<'t>(self, text: &'t LocalizedText) -> (&'t str, Option<&'t LanguageTag>)
    where
        'a: 't,
    {
        choose_language(text, self.language_tag, self.site.default_language())
    }

    /// Returns an entry's title, and its language if it is another one. A front page may have an
    /// empty title. Of an entry that is kept back only the id is shown, which others have to write.
    #[must_use]
    pub fn title(self, entry_index: EntryIndex) -> (&'a str, Option<&'a LanguageTag>) {
        let entry = self.site.entry_at(entry_index);
        match self.site.lookup().is_kept_back(entry_index) {
            true => (&entry.id, None),
            false => self.text(&entry.title),
        }
    }

    /// Returns the name of an entry in the middle of a sentence, and its language if it is another
    /// one: `in_sentence`, or else as beside a quote.
    #[must_use]
    pub fn name_in_sentence(self, entry_index: EntryIndex) -> (&'a str, Option<&'a LanguageTag>) {
        match &self.site.entry_at(entry_index).meta.in_sentence {
            Some(name) => self.text(name),
            None => self.document_name(entry_index),
        }
    }

    /// Returns the name of an entry beside a quote, and its language if it is another one: the
    /// short name of a document, or else the title.
    #[must_use]
    pub fn document_name(self, entry_index: EntryIndex) -> (&'a str, Option<&'a LanguageTag>) {
        let entry = self.site.entry_at(entry_index);
        let short = entry.field_statements(builtin::document::SHORT).first();
        let is_shown = entry.entry_type.is(BuiltinType::Document)
            && !self.site.lookup().is_kept_back(entry_index);
        let short = short.filter(|_| is_shown);
        match short.map(|statement| &statement.value) {
            Some(FieldValue::Text(name)) => self.text(name),
            _ => self.title(entry_index),
        }
    }

    /// Returns the letter of the alphabet that a title is listed under, or `#`.
    #[must_use]
    pub fn index_letter(self, title: &str) -> String {
        index_letter(&self.language_tag.0, title)
    }

    /// Returns an entry's address in this language.
    #[must_use]
    pub fn address(self, entry_index: EntryIndex) -> &'a str {
        self.address_among(&self.site.entry_at(entry_index).addresses)
    }

    /// Returns the address in this language, of a page with these addresses by language.
    #[must_use]
    pub fn address_among(self, addresses: &[Arc<str>]) -> &str {
        addresses.get(self.language_index.0).or(addresses.first()).map_or("/", |address| address)
    }

    /// Returns a Markdown value of an entry in this language, or else in its first one. A version
    /// without a tag is in the default language. `None` means there is no version.
    #[must_use]
    pub fn markdown_value<'t>(
        self,
        entry_index: EntryIndex,
        versions: &'t [(Option<LanguageTag>, Arc<MarkdownBody>)],
    ) -> Option<TextRef<'t>>
    where
        'a: 't,
    {
        let mut in_language =
            versions.iter().filter(|(tag, _)| tag.as_ref() == Some(self.language_tag));
        let (tag, body) = in_language.next().or(versions.first())?;
        let tag = tag.as_ref().unwrap_or(self.site.default_language());
        Some(TextRef {
            entry_index,
            language_index: self.site.config.language_index(tag).unwrap_or_default(),
            body,
            path: self.site.entry_at(entry_index).source_path(),
        })
    }
}
