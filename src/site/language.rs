//! Which words to show in which language.

use crate::schema::{LanguageTag, Text};

/// The words of a text in a language; if it lacks them, those of the first language that has them.
///
/// The tag is given when the words are in another language than asked for; a string that stands in
/// all languages is in the default one.
#[must_use]
pub fn words<'a>(
    text: &'a Text,
    language: &LanguageTag,
    default: &'a LanguageTag,
) -> (&'a str, Option<&'a LanguageTag>) {
    match text {
        Text::Everywhere(words) => (words, (language != default).then_some(default)),
        Text::ByLanguage(list) => {
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

/// A rough guess at the language of a folder that does not say: by the commonest words of
/// Swedish and English. English if neither speaks for itself.
pub(super) fn guess<'a>(texts: impl Iterator<Item = &'a str>) -> LanguageTag {
    const SWEDISH: [&str; 6] = ["och", "att", "är", "som", "för", "inte"];
    const ENGLISH: [&str; 6] = ["and", "the", "is", "of", "for", "not"];
    let (mut swedish, mut english) = (0_usize, 0_usize);
    for word in texts.flat_map(str::split_ascii_whitespace) {
        swedish += usize::from(SWEDISH.contains(&word));
        english += usize::from(ENGLISH.contains(&word));
    }
    LanguageTag(if swedish > english { "sv" } else { "en" }.into())
}
