//! Reports texts that an entry lacks in one of the site's languages.

use crate::diagnostic::rules::{self, TranslationCure};
use crate::diagnostic::{Diagnostic, Span};
use crate::files::is_table;
use crate::parse::ParsedContent;
use crate::parse::yaml::{self, YamlNode};
use crate::schema::{
    FieldDef, FieldValue, LanguageTag, LocalizedText, TranslationRule, ValueContent,
};
use crate::site::{Entry, EntryOrigin, Site};
use std::ops::Range;

/// The name of the prose of a page in a finding.
const BODY: &str = "body";

/// Something of an entry that has no text in some languages.
struct MissingText {
    key: String,
    languages: Vec<String>,
    cure: TranslationCure,
}

/// Returns `missing-translation` of an entry: of each key at the key, or once for a page whose
/// prose has not been translated.
pub(super) fn check(site: &Site, entry: &Entry) -> Vec<Diagnostic> {
    let is_translated = entry.entry_type.translate != TranslationRule::NotTranslated;
    if site.config.languages.len() < 2 || !is_translated {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let mut missing = missing_texts(site, entry);
    let is_item = matches!(entry.origin, EntryOrigin::Item(..));
    if let Some(body) = missing.iter().position(|it| it.key == BODY).filter(|_| !is_item) {
        // The page is not translated: the file that is missing has the other texts too.
        let languages = missing.remove(body).languages;
        let (of_page, of_keys): (Vec<_>, Vec<_>) =
            missing.into_iter().partition(|it| it.languages == languages);
        missing = of_keys;
        let mut keys: Vec<&str> = of_page.iter().map(|it| &*it.key).collect();
        let n_titles = keys.iter().take_while(|key| ["title", "description"].contains(key)).count();
        keys.insert(n_titles, BODY);
        let (missing, cure) = (keys.join(", "), TranslationCure::File);
        let kind = rules::MissingTranslation { languages, missing, cure };
        diagnostics.push(Diagnostic::new(entry.span.clone(), kind));
    }
    diagnostics.extend(missing.into_iter().map(|it| {
        let span = key_span(entry, &it.key).unwrap_or_else(|| entry.span.clone());
        let MissingText { key, languages, cure } = it;
        let cure = if is_table(&span.source().path) { TranslationCure::Column } else { cure };
        Diagnostic::new(span, rules::MissingTranslation { languages, missing: key, cure })
    }));
    diagnostics
}

/// Returns what has no text in some languages: `title`, `description`, `body` and names of fields.
fn missing_texts(site: &Site, entry: &Entry) -> Vec<MissingText> {
    let mut missing = Vec::new();
    let mut add = |key: &str, cure: TranslationCure, lacks: &dyn Fn(&LanguageCheck<'_>) -> bool| {
        let languages = site.config.languages.iter().filter(|language| {
            lacks(&LanguageCheck {
                language,
                languages: &site.config.languages,
                is_default: *language == site.default_language(),
            })
        });
        let languages: Vec<String> = languages.map(|language| language.0.to_string()).collect();
        if !languages.is_empty() {
            missing.push(MissingText { key: key.to_owned(), languages, cure });
        }
    };
    let default = || TranslationCure::Map(site.default_language().0.to_string());
    let cure_of_text = |text: &LocalizedText| match text {
        LocalizedText::Same(_) => default(),
        LocalizedText::PerLanguage(_) => TranslationCure::Value,
    };
    add("title", cure_of_text(&entry.title), &|check| check.lacks_text(&entry.title));
    if let Some(description) = &entry.description {
        add("description", cure_of_text(description), &|check| check.lacks_text(description));
    }
    add(BODY, default(), &|check| check.lacks_body(entry));
    for (id, statements) in &entry.fields {
        let Some(field) = entry.entry_type.find_field(id) else { continue };
        if field.translate == TranslationRule::NotTranslated {
            continue;
        }
        let cure = match statements.iter().map(|it| &it.value).collect::<Vec<_>>().as_slice() {
            [FieldValue::Text(text)] => cure_of_text(text),
            [value] if has_one_text(value) => default(),
            _ => TranslationCure::Value,
        };
        add(id, cure, &|check| {
            statements.iter().any(|statement| check.lacks_value(field, &statement.value))
        });
    }
    missing
}

/// Returns whether a value is Markdown without a language.
fn has_one_text(value: &FieldValue) -> bool {
    match value.content() {
        ValueContent::Markdown(bodies) => bodies.iter().all(|(tag, _)| tag.is_none()),
        ValueContent::Citation(_) | ValueContent::Group | ValueContent::Nothing => false,
    }
}

/// Returns where a key of an entry is written. `None` means that it is nowhere, or in a table.
fn key_span(entry: &Entry, key: &str) -> Option<Span> {
    let (source, map) = match &entry.origin {
        EntryOrigin::File(parsed) => match &parsed.kind {
            ParsedContent::Markdown(markdown) => (&markdown.source, markdown.front.as_ref()?),
            _ => return None,
        },
        EntryOrigin::Item(parsed, range) => match &parsed.kind {
            ParsedContent::Yaml(source, root) => (source, item_at(root.as_ref()?, range)?),
            _ => return None,
        },
        EntryOrigin::Mentioned => return None,
    };
    let mut keys = map.map_entries().iter().map(|(name, _)| name);
    Some(yaml::node_span(source, keys.find(|name| name.as_str() == Some(key))?))
}

/// Returns the item with a range in the lists of a file.
fn item_at<'n>(root: &'n YamlNode, range: &Range<usize>) -> Option<&'n YamlNode> {
    let lists = root.map_entries();
    let list_index = lists.partition_point(|(key, _)| key.range.start <= range.start);
    let (_, list) = lists.get(list_index.checked_sub(1)?)?;
    let items = list.list_items();
    let index = items.partition_point(|item| item.range.start < range.start);
    items.get(index).filter(|item| item.range == *range)
}

/// Finds what has no text in one language of the site.
struct LanguageCheck<'s> {
    language: &'s LanguageTag,
    languages: &'s [LanguageTag],
    /// Whether this is the language of texts without a language.
    is_default: bool,
}

impl LanguageCheck<'_> {
    fn lacks_text(&self, text: &LocalizedText) -> bool {
        match text {
            LocalizedText::Same(_) => !self.is_default,
            LocalizedText::PerLanguage(texts) => {
                // A text in a language that the site does not have is in place of the default one.
                let is_of_site = |tag: &LanguageTag| self.languages.contains(tag);
                let is_foreign = !texts.iter().any(|(tag, _)| is_of_site(tag));
                !(texts.iter().any(|(tag, _)| tag == self.language)
                    || self.is_default && is_foreign)
            }
        }
    }

    /// Returns whether the entry has a body in another language only.
    fn lacks_body(&self, entry: &Entry) -> bool {
        let mut with_body = entry
            .versions
            .iter()
            .filter(|version| !version.body.text().trim().is_empty())
            .peekable();
        with_body.peek().is_some() && with_body.all(|version| version.language != *self.language)
    }

    fn lacks_value(&self, field: &FieldDef, value: &FieldValue) -> bool {
        match value {
            FieldValue::Group(_) => field
                .item_fields(value)
                .filter(|(inner, _)| inner.translate == TranslationRule::Required)
                .any(|(_, statements)| {
                    statements.iter().any(|statement| self.lacks_simple_value(&statement.value))
                }),
            value => self.lacks_simple_value(value),
        }
    }

    fn lacks_simple_value(&self, value: &FieldValue) -> bool {
        if let FieldValue::Text(text) = value {
            return self.lacks_text(text);
        }
        match value.content() {
            ValueContent::Markdown(bodies) => !bodies.iter().any(|(tag, _)| match tag {
                Some(tag) => tag == self.language,
                None => self.is_default,
            }),
            ValueContent::Citation(_) | ValueContent::Group | ValueContent::Nothing => false,
        }
    }
}
