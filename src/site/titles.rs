//! What an entry is called in each language, from all that says so.

use super::address;
use super::config::Config;
use crate::parse::Body;
use crate::schema::{LanguageTag, Text};
use std::sync::Arc;

/// Title and description, gathered from front matter, translations and headings.
#[derive(Default)]
pub(super) struct Titles {
    pub(super) title: Option<Text>,
    pub(super) description: Option<Text>,
}

impl Titles {
    /// Adds what a translation says.
    pub(super) fn translate(
        &mut self,
        title: Option<Text>,
        description: Option<Text>,
        (tag, config): (&LanguageTag, &Config),
    ) {
        let places = [(&mut self.title, title), (&mut self.description, description)];
        for (place, said) in places {
            if let Some(Text::Everywhere(words)) = said {
                add(place, words, (tag, config));
            }
        }
    }

    /// Finds the heading that is the title in this language, and takes it as the title if nothing
    /// else says one.
    pub(super) fn heading(
        &mut self,
        body: &Body,
        (tag, config): (&LanguageTag, &Config),
    ) -> Option<usize> {
        let at = body.outline.headings.iter().position(|heading| heading.level == 1)?;
        let words = body.outline.headings.get(at)?.text.trim();
        let said = match &self.title {
            None => None,
            Some(Text::Everywhere(title)) => Some(title),
            Some(Text::ByLanguage(list)) => {
                list.iter().find(|(said, _)| said == tag).map(|(_, title)| title)
            }
        };
        match said {
            Some(title) if address::fold(title.trim()) == address::fold(words) => Some(at),
            // `Everywhere` from the default language: a translation's heading is its title.
            Some(_) if matches!(self.title, Some(Text::ByLanguage(_))) => None,
            Some(_) if config.languages.first() == Some(tag) => None,
            _ if words.is_empty() => None,
            _ => {
                add(&mut self.title, words.into(), (tag, config));
                Some(at)
            }
        }
    }

    pub(super) fn foreign(&mut self, title: Option<&str>) {
        if let (None, Some(title)) = (&self.title, title) {
            self.title = Some(Text::Everywhere(title.into()));
        }
    }
}

/// Adds words in one language to a text.
fn add(place: &mut Option<Text>, words: Arc<str>, (tag, config): (&LanguageTag, &Config)) {
    let [default, _, ..] = config.languages.as_slice() else {
        *place = Some(Text::Everywhere(words));
        return;
    };
    let mut list = match place.take() {
        None => Vec::new(),
        Some(Text::Everywhere(first)) => vec![(default.clone(), first)],
        Some(Text::ByLanguage(list)) => list,
    };
    list.retain(|(said, _)| said != tag);
    list.push((tag.clone(), words));
    *place = Some(Text::ByLanguage(list));
}
