//! The styles of paragraphs: which are headings, and which are numbered.

use super::xml_event::{XmlEvent, for_each_event};
use crate::import::ImportFailure;
use std::collections::HashMap;

/// The longest chain of styles that are based on each other.
const MAX_BASES: usize = 32;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    styles: HashMap<String, ParagraphStyle>,
    /// The style of paragraphs that name none.
    default_id: Option<String>,
    /// The language of the document.
    pub language: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct ParagraphStyle {
    name: String,
    based_on: Option<String>,
    outline_level: Option<usize>,
    number: Option<usize>,
    number_level: Option<usize>,
}

impl StyleSheet {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, ImportFailure> {
        let mut sheet = Self::default();
        let mut current: Option<(String, ParagraphStyle)> = None;
        for_each_event(xml, |event| {
            match event {
                XmlEvent::Start(element) => match (&*element.name, &mut current) {
                    ("style", _) => {
                        let id = element.attribute("styleId").unwrap_or_default().to_owned();
                        let is_paragraph = element.attribute("type") == Some("paragraph");
                        let is_default = matches!(element.attribute("default"), Some("1" | "true"));
                        if is_paragraph && is_default {
                            sheet.default_id = Some(id.clone());
                        }
                        current = Some((id, ParagraphStyle::default()));
                    }
                    ("name", Some((_, style))) => {
                        style.name = element.attribute("val").unwrap_or_default().to_lowercase();
                    }
                    ("basedOn", Some((_, style))) => {
                        style.based_on = element.attribute("val").map(str::to_owned);
                    }
                    ("outlineLvl", Some((_, style))) => style.outline_level = element.number(),
                    ("numId", Some((_, style))) => style.number = element.number(),
                    ("ilvl", Some((_, style))) => style.number_level = element.number(),
                    ("lang", None) if sheet.language.is_none() => {
                        let tag = element.attribute("val").map(str::to_owned);
                        sheet.language = tag.map(|tag| primary_language(&tag));
                    }
                    _ => {}
                },
                XmlEvent::End(name) if name == "style" => {
                    if let Some((id, style)) = current.take() {
                        sheet.styles.insert(id, style);
                    }
                }
                XmlEvent::End(_) | XmlEvent::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(sheet)
    }

    /// Returns the level of the headings of a style, from 1. `None` means that it is not one.
    pub(super) fn heading_level(&self, style_id: Option<&str>) -> Option<u8> {
        self.chain(style_id).find_map(|(_, style)| {
            if style.name == "title" {
                return Some(1);
            }
            let named = style.name.strip_prefix("heading ").and_then(|it| it.parse::<usize>().ok());
            let level = named.or_else(|| style.outline_level.map(|level| level + 1));
            level.filter(|level| (1..=9).contains(level)).and_then(|level| u8::try_from(level).ok())
        })
    }

    /// Returns whether a style is that of a table of contents.
    pub(super) fn is_contents(&self, style_id: Option<&str>) -> bool {
        let is_contents = |name: &str| {
            let level = name.strip_prefix("toc ").or_else(|| name.strip_prefix("contents "));
            level.is_some_and(|level| level.len() == 1)
        };
        self.chain(style_id).any(|(_, style)| is_contents(&style.name))
    }

    /// Returns the number of the list of a style, its level if the style has one, and the id of the
    /// style that says so.
    pub(super) fn numbering<'a>(
        &'a self,
        style_id: Option<&'a str>,
    ) -> Option<(usize, Option<usize>, &'a str)> {
        let mut styles = self.chain(style_id);
        styles.find_map(|(id, style)| style.number.map(|list| (list, style.number_level, id)))
    }

    /// Returns a style and those that it is based on.
    fn chain<'a>(
        &'a self,
        style_id: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a str, &'a ParagraphStyle)> {
        let first = style_id.or(self.default_id.as_deref());
        let style = move |id: &'a str| self.styles.get(id).map(|style| (id, style));
        let next = move |(_, known): &(&'a str, &'a ParagraphStyle)| {
            known.based_on.as_deref().and_then(style)
        };
        std::iter::successors(first.and_then(style), next).take(MAX_BASES)
    }
}

/// Returns `sv` for `sv-SE`.
fn primary_language(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}
