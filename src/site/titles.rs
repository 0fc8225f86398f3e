//! Gathers the title and description of an entry in each language.

use super::address;
use super::config::SiteConfig;
use crate::parse::MarkdownBody;
use crate::schema::{LanguageTag, LocalizedText};
use std::sync::Arc;

/// Title and description from front matter, translations and headings.
#[derive(Default)]
pub(super) struct TitleSources {
    pub(super) title: Option<LocalizedText>,
    pub(super) description: Option<LocalizedText>,
}

impl TitleSources {
    /// Adds the title and description of a translation.
    pub(super) fn add_translation(
        &mut self,
        title: Option<LocalizedText>,
        description: Option<LocalizedText>,
        tag: &LanguageTag,
        config: &SiteConfig,
    ) {
        let pairs = [(&mut self.title, title), (&mut self.description, description)];
        for (localized_text, translation) in pairs {
            if let Some(LocalizedText::Same(text)) = translation {
                add_text(localized_text, text, tag, config);
            }
        }
    }

    /// Returns the heading that is the title in this language, and uses it as the title if there is
    /// no other.
    pub(super) fn add_heading(
        &mut self,
        body: &MarkdownBody,
        tag: &LanguageTag,
        config: &SiteConfig,
    ) -> Option<usize> {
        let index = body.outline.headings.iter().position(|heading| heading.level == 1)?;
        let heading = body.outline.headings.get(index)?.text.trim();
        let title = match &self.title {
            None => None,
            Some(LocalizedText::Same(title)) => Some(title),
            Some(LocalizedText::PerLanguage(list)) => {
                list.iter().find(|(title_tag, _)| title_tag == tag).map(|(_, title)| title)
            }
        };
        match title {
            Some(title) if address::fold_name(title.trim()) == address::fold_name(heading) => {
                Some(index)
            }
            // A title that is the same in all languages is that of the default language. The
            // heading of a translation is its title.
            Some(_) if matches!(self.title, Some(LocalizedText::PerLanguage(_))) => None,
            Some(_) if config.languages.first() == Some(tag) => None,
            _ if heading.is_empty() => None,
            _ => {
                add_text(&mut self.title, heading.into(), tag, config);
                Some(index)
            }
        }
    }

    /// Sets the language of a title and a description that are the same in all languages, if it is
    /// not the site's default language.
    pub(super) fn set_language(&mut self, tag: Option<&LanguageTag>) {
        let Some(tag) = tag else { return };
        for localized_text in [&mut self.title, &mut self.description] {
            if let Some(LocalizedText::Same(text)) = localized_text {
                *localized_text =
                    Some(LocalizedText::PerLanguage(vec![(tag.clone(), Arc::clone(text))]));
            }
        }
    }
}

/// Returns the title that the name of a file or folder gives: `-` and `_` are spaces, and the first
/// letter is a capital. A name with a space or a capital is a title already.
pub(super) fn title_from_name(name: &str) -> Arc<str> {
    let name = address::to_nfc(name);
    if name.contains(' ') || name.chars().any(char::is_uppercase) {
        return name.into();
    }
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect::<String>().into(),
        None => name.into(),
    }
}

/// Sets a localized text in one language.
fn add_text(
    localized_text: &mut Option<LocalizedText>,
    text: Arc<str>,
    tag: &LanguageTag,
    config: &SiteConfig,
) {
    let [default, _, ..] = config.languages.as_slice() else {
        *localized_text = Some(LocalizedText::Same(text));
        return;
    };
    let mut list = match localized_text.take() {
        None => Vec::new(),
        Some(LocalizedText::Same(default_text)) => vec![(default.clone(), default_text)],
        Some(LocalizedText::PerLanguage(list)) => list,
    };
    list.retain(|(text_tag, _)| text_tag != tag);
    list.push((tag.clone(), text));
    *localized_text = Some(LocalizedText::PerLanguage(list));
}
