//! What an entry is called in each language, from all that says so.

use super::address;
use super::config::SiteConfig;
use crate::parse::MarkdownBody;
use crate::schema::{LanguageTag, LocalizedText};
use std::sync::Arc;

/// Title and description, gathered from front matter, translations and headings.
#[derive(Default)]
pub(super) struct TitleSources {
    pub(super) title: Option<LocalizedText>,
    pub(super) description: Option<LocalizedText>,
}

impl TitleSources {
    /// Adds what a translation says.
    pub(super) fn add_translation(
        &mut self,
        title: Option<LocalizedText>,
        description: Option<LocalizedText>,
        (tag, config): (&LanguageTag, &SiteConfig),
    ) {
        let places = [(&mut self.title, title), (&mut self.description, description)];
        for (place, said) in places {
            if let Some(LocalizedText::Same(words)) = said {
                add(place, words, (tag, config));
            }
        }
    }

    /// Finds the heading that is the title in this language, and takes it as the title if nothing
    /// else says one.
    pub(super) fn add_heading(
        &mut self,
        body: &MarkdownBody,
        (tag, config): (&LanguageTag, &SiteConfig),
    ) -> Option<usize> {
        let index = body.outline.headings.iter().position(|heading| heading.level == 1)?;
        let words = body.outline.headings.get(index)?.text.trim();
        let said = match &self.title {
            None => None,
            Some(LocalizedText::Same(title)) => Some(title),
            Some(LocalizedText::PerLanguage(list)) => {
                list.iter().find(|(said, _)| said == tag).map(|(_, title)| title)
            }
        };
        match said {
            Some(title) if address::fold_name(title.trim()) == address::fold_name(words) => {
                Some(index)
            }
            // `Everywhere` from the default language: a translation's heading is its title.
            Some(_) if matches!(self.title, Some(LocalizedText::PerLanguage(_))) => None,
            Some(_) if config.languages.first() == Some(tag) => None,
            _ if words.is_empty() => None,
            _ => {
                add(&mut self.title, words.into(), (tag, config));
                Some(index)
            }
        }
    }

    pub(super) fn add_toml_title(&mut self, title: Option<&str>) {
        if let (None, Some(title)) = (&self.title, title) {
            self.title = Some(LocalizedText::Same(title.into()));
        }
    }
}

/// Adds words in one language to a text.
fn add(
    place: &mut Option<LocalizedText>,
    words: Arc<str>,
    (tag, config): (&LanguageTag, &SiteConfig),
) {
    let [default, _, ..] = config.languages.as_slice() else {
        *place = Some(LocalizedText::Same(words));
        return;
    };
    let mut list = match place.take() {
        None => Vec::new(),
        Some(LocalizedText::Same(first)) => vec![(default.clone(), first)],
        Some(LocalizedText::PerLanguage(list)) => list,
    };
    list.retain(|(said, _)| said != tag);
    list.push((tag.clone(), words));
    *place = Some(LocalizedText::PerLanguage(list));
}
