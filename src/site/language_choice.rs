//! Which words to show in which language.

use super::entry::{EntryIndex, EntryOrigin};
use super::snapshot::Site;
use crate::schema::{LanguageTag, LocalizedText, TranslationRule};

/// The words of a text in a language; if it lacks them, those of the first language that has them.
///
/// The tag is given when the words are in another language than asked for; a string that stands in
/// all languages is in the default one.
#[must_use]
pub fn choose_language<'a>(
    text: &'a LocalizedText,
    language: &LanguageTag,
    default: &'a LanguageTag,
) -> (&'a str, Option<&'a LanguageTag>) {
    match text {
        LocalizedText::Same(words) => (words, (language != default).then_some(default)),
        LocalizedText::PerLanguage(list) => {
            let of = |wanted: &LanguageTag| list.iter().find(|(tag, _)| tag == wanted);
            match of(language) {
                Some((_, words)) => (words, None),
                None => of(default)
                    .or_else(|| list.first())
                    .map_or(("", None), |(tag, words)| (words, Some(tag))),
            }
        }
    }
}

impl Site {
    /// The languages that an entry has words in; none if its words are the same in all.
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

/// Whether search knows the stems of a language; `sv-FI` is Swedish.
pub(super) fn has_stemmer(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("sv" | "en"))
}

/// A rough guess at the language of a folder that does not say: by the commonest words of
/// Swedish and English. English if neither speaks for itself.
pub(super) fn guess_language<'a>(texts: impl Iterator<Item = &'a str>) -> LanguageTag {
    const SWEDISH: [&str; 6] = ["och", "att", "är", "som", "för", "inte"];
    const ENGLISH: [&str; 6] = ["and", "the", "is", "of", "for", "not"];
    let (mut swedish, mut english) = (0_usize, 0_usize);
    for word in texts.flat_map(str::split_ascii_whitespace) {
        swedish += usize::from(SWEDISH.contains(&word));
        english += usize::from(ENGLISH.contains(&word));
    }
    LanguageTag(if swedish > english { "sv" } else { "en" }.into())
}
