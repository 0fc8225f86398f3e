//! Chooses the language in which a text is shown.

use super::entry::{EntryIndex, EntryOrigin};
use super::snapshot::Site;
use crate::locale::{LOCALES, LanguageGuess, intended_language_tag, is_language_tag, locale};
use crate::parse::{ParsedContent, ParsedFile};
use crate::schema::{LanguageTag, LocalizedText, TranslationRule};
use std::collections::BTreeSet;
use std::ptr;
use std::sync::Arc;

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
        if entry.entry_type.translate == TranslationRule::NotTranslated
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

/// The most frequent words of a language at the beginning of a text.
#[derive(Debug)]
pub(super) struct LanguageSample {
    parsed: Arc<ParsedFile>,
    guess: LanguageGuess,
}

impl LanguageSample {
    /// Takes samples of the first texts of a folder. Those of files that did not change are taken
    /// from `known`.
    pub(super) fn take<'a>(
        files: impl Iterator<Item = &'a Arc<ParsedFile>>,
        known: &[Arc<Self>],
    ) -> Vec<Arc<Self>> {
        const MAX_FILES: usize = 200;
        const MAX_BYTES: usize = 4_000;
        let markdown = files.filter_map(|parsed| match &parsed.kind {
            ParsedContent::Markdown(markdown) => Some((parsed, markdown.body.text())),
            _ => None,
        });
        let samples = markdown.take(MAX_FILES).enumerate().map(|(index, (parsed, text))| {
            let same_file = known.get(index).filter(|it| Arc::ptr_eq(&it.parsed, parsed));
            same_file.map(Arc::clone).unwrap_or_else(|| {
                let text = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
                Arc::new(Self { parsed: Arc::clone(parsed), guess: LanguageGuess::count(text) })
            })
        });
        samples.collect()
    }

    /// Guesses the language of a folder without settings. If it has folders of languages, that is
    /// the language of the other texts or, if there are none, one in which the words around a text
    /// are known.
    pub(super) fn guess(samples: &[Arc<Self>], folders: &[(Arc<str>, LanguageTag)]) -> LanguageTag {
        let is_in_folder =
            |sample: &&Arc<Self>| folders.iter().any(|(folder, _)| sample.is_below(folder));
        let outside: Vec<&Arc<Self>> =
            samples.iter().filter(|sample| !is_in_folder(sample)).collect();
        if outside.is_empty()
            && let Some((_, tag)) = folders
                .iter()
                .find(|(_, tag)| LOCALES.iter().any(|known| ptr::eq(*known, locale(&tag.0))))
        {
            return tag.clone();
        }
        let mut sum = LanguageGuess::default();
        let texts = if outside.is_empty() { samples.iter().collect() } else { outside };
        texts.into_iter().for_each(|sample| sum.merge(sample.guess));
        LanguageTag(sum.best_tag().into())
    }

    /// Returns whether the text is in a folder at the top.
    fn is_below(&self, folder: &str) -> bool {
        self.parsed.file.path.split_once('/').is_some_and(|(first, _)| first == folder)
    }

    /// Returns the top folders of a folder without settings that are named by language tags, if
    /// there are at least two: `de/`, `en/`. A folder whose texts are clearly in another language
    /// is not one of them, because `it/` may be about computers.
    pub(super) fn language_folders<'a>(
        paths: impl Iterator<Item = &'a Arc<str>>,
        samples: &[Arc<Self>],
    ) -> Vec<(Arc<str>, LanguageTag)> {
        let folders: BTreeSet<&str> =
            paths.filter_map(|path| Some(path.split_once('/')?.0)).collect();
        let has_words_of = |tag: &str, folder: &str| {
            let mut sum = LanguageGuess::default();
            let inside = samples.iter().filter(|sample| sample.is_below(folder));
            inside.for_each(|sample| sum.merge(sample.guess));
            !sum.contradicts(tag)
        };
        // Only names of two letters are meant: `api` is a language, too.
        let tag = |folder: &str| match is_language_tag(folder) {
            true => Some(folder.to_owned()),
            false => intended_language_tag(&folder.replace('_', "-")),
        };
        let is_short =
            |folder: &str| folder.split(['-', '_']).next().is_some_and(|it| it.len() == 2);
        let tags = folders.into_iter().filter(|folder| is_short(folder)).filter_map(|folder| {
            let tag = tag(folder)?;
            has_words_of(&tag, folder).then(|| (folder.into(), LanguageTag(tag.into())))
        });
        let tags: Vec<(Arc<str>, LanguageTag)> = tags.collect();
        if tags.len() < 2 { Vec::new() } else { tags }
    }
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    fn default_language(files: &[(&str, &str)]) -> String {
        let snapshot = SiteSnapshot::new(&FileSet::from_texts(files), &RunSettings::default());
        snapshot.site.default_language().0.to_string()
    }

    #[test]
    fn the_words_around_texts_in_many_languages_are_in_a_known_one() {
        let japanese = ("ja/a.md", "製粉所は月曜日に開いています。製粉所は月曜日に開いています。");
        let english = ("en/a.md", "The mill is open on Mondays.");
        let german = ("de/a.md", "Die Mühle ist am Montag geöffnet und nicht am Dienstag.");
        assert_eq!(default_language(&[japanese, english, german]), "en");
        assert_eq!(default_language(&[japanese, german]), "ja");
        let french = ("readme.md", "Le moulin est ouvert le lundi et la maison est à vendre.");
        assert_eq!(default_language(&[japanese, english, french]), "fr");
        assert_eq!(default_language(&[japanese]), "ja");
    }
}
