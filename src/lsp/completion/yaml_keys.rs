//! Completion of keys: of front matter, lists, types and the settings.

use super::{Candidate, CompletionContext};
use crate::diagnostic::rules::RULES;
use crate::lsp::schema_place::SchemaPlace;
use crate::lsp::yaml_cursor::YamlCursor;
use crate::schema::value::{CITATION_KEYS, DATE_KEYS, PERIOD_KEYS, STATEMENT_KEYS, VALUE_KEY};
use crate::schema::{EntryType, FieldDef, FieldKind, TypeDeclaration};
use crate::site::config::SiteConfig;
use crate::site::entry::RemovedInfo;
use lsp_types::CompletionItemKind;
use std::ops::Range;

/// A key that can be written, with what it means.
pub(super) struct KnownKey<'s> {
    name: &'s str,
    label: &'s str,
}

impl<'s> KnownKey<'s> {
    pub(super) fn new(name: &'s str, label: &'s str) -> Self {
        Self { name, label }
    }
}

impl CompletionContext<'_> {
    /// Returns the keys that can be written at a place.
    pub(super) fn yaml_keys(
        &self,
        schema_place: &SchemaPlace<'_>,
        cursor: &YamlCursor,
    ) -> Vec<Candidate> {
        let keys = match schema_place {
            SchemaPlace::Settings { path } => self.settings_keys(path),
            SchemaPlace::TypeFile { path } => self.type_keys(path),
            SchemaPlace::ListRoot => {
                let types = self.site.schema.types.values().map(|kind| KnownKey {
                    name: &kind.id,
                    label: self.localized.text(&kind.name).0,
                });
                types.collect()
            }
            SchemaPlace::EntryMap { kind, path } => self.entry_keys(kind, path),
        };
        self.new_keys(keys, cursor)
    }

    /// Returns those of some keys that are not in the map yet.
    pub(super) fn new_keys(&self, keys: Vec<KnownKey<'_>>, cursor: &YamlCursor) -> Vec<Candidate> {
        let is_new = |key: &KnownKey<'_>| !cursor.siblings.iter().any(|it| it.key == key.name);
        let range: Range<usize> = cursor.word.clone();
        let has_colon = self.text().get(range.end..).is_some_and(|rest| rest.starts_with(':'));
        let end = if has_colon || cursor.quote.is_some() { "" } else { ": " };
        let keys = keys.into_iter().filter(is_new).map(|key| {
            let candidate = Candidate::word(key.name, range.clone(), CompletionItemKind::PROPERTY);
            let new_text = format!("{}{end}", key.name);
            Candidate { new_text, ..candidate.with_detail(key.label) }
        });
        keys.collect()
    }

    fn settings_keys(&self, path: &[&str]) -> Vec<KnownKey<'_>> {
        match path {
            [] => plain_keys(&SiteConfig::KEYS),
            ["asked"] => plain_keys(&["question", "page"]),
            ["checks"] => {
                RULES.iter().map(|rule| KnownKey { name: rule.name, label: "" }).collect()
            }
            ["title" | "description" | "owner" | "contact" | "notice" | "footer_text"]
            | ["asked", _] => self.languages(),
            _ => Vec::new(),
        }
    }

    fn type_keys(&self, path: &[&str]) -> Vec<KnownKey<'_>> {
        match path {
            [] => plain_keys(&TypeDeclaration::KEYS),
            ["in_force"] => plain_keys(&TypeDeclaration::STATE_KEYS),
            ["fields", _] | ["fields", _, "fields", _] => plain_keys(&TypeDeclaration::FIELD_KEYS),
            ["name" | "plural"] | ["in_force", _] => self.languages(),
            ["fields", .., "label" | "inverse" | "inverse_proposed" | "inverse_interpreted"]
            | ["fields", .., "choices", _] => self.languages(),
            _ => Vec::new(),
        }
    }

    fn entry_keys<'s>(&'s self, kind: &'s EntryType, path: &[&str]) -> Vec<KnownKey<'s>> {
        match path {
            [] => {
                let mut keys = self.field_keys(&kind.fields);
                keys.extend(plain_keys(&EntryType::FRONT_MATTER_KEYS));
                if !crate::files::is_markdown(&self.place.path) {
                    keys.extend(plain_keys(&["body"]));
                }
                keys
            }
            ["removed"] => plain_keys(&RemovedInfo::KEYS),
            ["title" | "in_sentence" | "description" | "owner" | "body"] => self.languages(),
            [.., "source"] => plain_keys(&CITATION_KEYS),
            [.., "from" | "until"] => plain_keys(&DATE_KEYS),
            [.., "note"] => self.languages(),
            path => match field_of_path(kind, path) {
                Some(field) => self.keys_in_field(field, path),
                None => Vec::new(),
            },
        }
    }

    /// Returns the keys of the value of a field.
    fn keys_in_field<'s>(&'s self, field: &'s FieldDef, path: &[&str]) -> Vec<KnownKey<'s>> {
        let mut keys = self.field_keys(field.group_fields());
        let is_value = path.last() == Some(&VALUE_KEY);
        match field.kind {
            FieldKind::Text | FieldKind::Markdown => keys.extend(self.languages()),
            FieldKind::Date => keys.extend(plain_keys(&DATE_KEYS)),
            FieldKind::Period => keys.extend(plain_keys(&PERIOD_KEYS)),
            FieldKind::Citation => keys.extend(plain_keys(&CITATION_KEYS)),
            FieldKind::Number
            | FieldKind::Fraction
            | FieldKind::Url
            | FieldKind::Choice(_)
            | FieldKind::Bool
            | FieldKind::File
            | FieldKind::Group(_)
            | FieldKind::Reference(_) => {}
        }
        if !is_value {
            let qualifiers = plain_keys(&STATEMENT_KEYS).into_iter();
            let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
            keys.extend(qualifiers.filter(|key| !known.contains(&key.name)).collect::<Vec<_>>());
        }
        keys
    }

    fn field_keys<'s>(&'s self, fields: &'s [FieldDef]) -> Vec<KnownKey<'s>> {
        let key = |field: &'s FieldDef| KnownKey {
            name: &field.id,
            label: self.localized.text(&field.label).0,
        };
        fields.iter().map(key).collect()
    }

    pub(super) fn languages(&self) -> Vec<KnownKey<'_>> {
        let languages = self.site.config.languages.iter();
        languages.map(|tag| KnownKey { name: &tag.0, label: "" }).collect()
    }
}

pub(super) fn plain_keys<'s>(names: &[&'s str]) -> Vec<KnownKey<'s>> {
    names.iter().map(|name| KnownKey { name, label: "" }).collect()
}

/// Returns the field whose value a path is in: `[field]`, `[field, value]`, `[group, field]` or
/// `[group, field, value]`.
pub(super) fn field_of_path<'k>(kind: &'k EntryType, path: &[&str]) -> Option<&'k FieldDef> {
    let (first, rest) = path.split_first()?;
    let mut field = kind.find_field(first)?;
    let mut rest = rest;
    if let Some((name, after)) = rest.split_first()
        && let Some(inner) = field.group_fields().iter().find(|inner| *inner.id == **name)
    {
        (field, rest) = (inner, after);
    }
    match rest {
        [] | [VALUE_KEY] => Some(field),
        _ => None,
    }
}
