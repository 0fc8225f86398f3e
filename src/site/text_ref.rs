//! A text of an entry in one language, which links are resolved from.

use super::entry::{EntryIndex, LanguageVersion};
use super::language_index::LanguageIndex;
use super::snapshot::Site;
use crate::parse::MarkdownBody;

/// A text of an entry in one language: the entry's own text, or a value of one of its fields.
#[derive(Clone, Copy, Debug)]
pub struct TextRef<'a> {
    /// The entry that the text belongs to.
    pub entry_index: EntryIndex,
    /// The language of the text.
    pub language_index: LanguageIndex,
    /// The text.
    pub body: &'a MarkdownBody,
    /// The path in the content folder of the file that contains the text.
    pub path: &'a str,
}

impl Site {
    /// Returns the text of an entry in one language.
    #[must_use]
    pub fn version_text<'a>(
        &'a self,
        entry_index: EntryIndex,
        version: &'a LanguageVersion,
    ) -> TextRef<'a> {
        let file = version.file.as_ref();
        TextRef {
            entry_index,
            language_index: self.config.language_index(&version.language).unwrap_or_default(),
            body: &version.body,
            path: file.map_or(self.entry_at(entry_index).source_path(), |file| &*file.file.path),
        }
    }
}
