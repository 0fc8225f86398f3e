//! Chooses the language in which a text is shown.

use super::entry::{EntryIndex, EntryOrigin};
use super::snapshot::Site;
use crate::schema::{LanguageTag, LocalizedText, TranslationRule};

/// Returns a text in a language, in the default language, or in the first language that it has.
///
/// The tag is that of the text if it differs from the requested language. A string that is the same
/// in all languages counts as one in the default language.
#[must_use]
pub(super) fn choose_language<'a>(
    text: &'a LocalizedText,
    language: &LanguageTag,
    default: &'a LanguageTag,
) -> (&'a str, Option<&'a LanguageTag>) {
    match text {
        LocalizedText::Same(text) => (text, (language != default).then_some(default)),
        LocalizedText::PerLanguage(list) => {
            let find = |wanted: &LanguageTag| list.iter().find(|(tag, _)| tag == wanted);
            match find(language) {
                Some((_, text)) => (text, None),
                None => find(default)
                    .or_else(|| list.first())
                    .map_or(("", None), |(tag, text)| (text, Some(tag))),
            }
        }
    }
}

impl Site {
    /// Returns the languages of an entry. `None` means that its text is the same in all.
    #[must_use]
    pub fn languages_of(&self, entry_index: EntryIndex) -> Option<Vec<LanguageTag>> {
        let entry = self.entry_at(entry_index);
        if entry.kind.translate == TranslationRule::NotTranslated
            || matches!(entry.origin, EntryOrigin::Mentioned)
        {
            return None;
        }
        if !entry.versions.is_empty() {
            return Some(entry.versions.iter().map(|version| version.language.clone()).collect());
        }
        Some(match &entry.title {
            LocalizedText::Same(_) => vec![self.default_language().clone()],
            LocalizedText::PerLanguage(list) => list.iter().map(|(tag, _)| tag.clone()).collect(),
        })
    }
}
