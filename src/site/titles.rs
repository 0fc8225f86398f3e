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
    /// Takes the title and description of front matter. In a folder without `site.yaml` they may be
    /// Markdown, and the signs of code are left out.
    pub(super) fn from_front_matter(
        title: Option<LocalizedText>,
        description: Option<LocalizedText>,
        config: &SiteConfig,
    ) -> Self {
        let plain = |text: LocalizedText| match text {
            LocalizedText::Same(text) if config.declared.is_none() => {
                LocalizedText::Same(without_code_signs(text))
            }
            text => text,
        };
        Self { title: title.map(plain), description: description.map(plain) }
    }

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

    /// Returns the title or description that was given for one language by its tag.
    pub(super) fn text_in(&self, key: &str, tag: &LanguageTag) -> Option<&Arc<str>> {
        let text = if key == "title" { &self.title } else { &self.description };
        let Some(LocalizedText::PerLanguage(texts)) = text else { return None };
        texts.iter().find(|(text_tag, _)| text_tag == tag).map(|(_, text)| text)
    }

    /// Returns the heading that is the title in this language, and uses it as the title if there is
    /// no other. `name` is that of the file, or of the folder of an index page.
    pub(super) fn add_heading(
        &mut self,
        body: &MarkdownBody,
        name: &str,
        tag: &LanguageTag,
        config: &SiteConfig,
    ) -> Option<usize> {
        let headings = &body.outline.headings;
        let first_level = headings.iter().position(|heading| heading.level == 1);
        let index = first_level.or_else(|| opening_heading(body))?;
        let heading = headings.get(index)?;
        let is_section = heading.level > 1 && (is_title(name) || name.is_empty());
        let heading = heading.text.trim();
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
            _ if heading.is_empty() || is_section => None,
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

/// Returns a text without the signs around code, which come in pairs.
fn without_code_signs(text: Arc<str>) -> Arc<str> {
    let n_signs = text.matches('`').count();
    if n_signs == 0 || n_signs % 2 == 1 { text } else { text.replace('`', "").into() }
}

/// Returns the heading that a text without a first-level heading begins with, if no other is as
/// high.
fn opening_heading(body: &MarkdownBody) -> Option<usize> {
    let (first, others) = body.outline.headings.split_first()?;
    let is_highest = others.iter().all(|heading| heading.level > first.level);
    let mut before = body.text().get(..first.range.start)?.trim_start();
    // Comments and anchors are not seen.
    let unseen = [("<!--", "-->"), ("<a id=", "</a>")];
    while let Some((start, end)) = unseen.iter().find(|(start, _)| before.starts_with(start)) {
        let rest = before.get(start.len()..).unwrap_or_default();
        before = rest.split_once(end).map_or("", |(_, after)| after.trim_start());
    }
    (is_highest && before.is_empty()).then_some(0)
}

/// Returns whether the name of a file is a title already.
fn is_title(name: &str) -> bool {
    name.contains(' ') || name.chars().any(char::is_uppercase)
}

/// Returns the title that the name of a file or folder gives: `-` and `_` are spaces, and the first
/// letter is a capital. A name with a space or a capital is a title already.
pub(super) fn title_from_name(name: &str) -> Arc<str> {
    let name = address::to_nfc(name);
    if is_title(&name) {
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
