//! Completion of values: types, ids, choices, statuses, files and settings.

use super::yaml_keys::field_of_path;
use super::{Candidate, CompletionContext};
use crate::diagnostic::rules::RULES;
use crate::lsp::schema_place::SchemaPlace;
use crate::lsp::yaml_cursor::YamlCursor;
use crate::schema::{BuiltinType, EntryType, EvidenceStatus, FieldDef, FieldKind, PrintForm};
use lsp_types::CompletionItemKind;
use std::ops::Range;

/// The values of a key that is either.
const FLAGS: [&str; 2] = ["true", "false"];

impl CompletionContext<'_> {
    /// Returns the values that can be written at a place.
    pub(super) fn yaml_values(
        &self,
        schema_place: &SchemaPlace<'_>,
        cursor: &YamlCursor,
    ) -> Vec<Candidate> {
        let range = cursor.word.start..self.place.offset.max(cursor.word.start);
        let mut candidates = match schema_place {
            SchemaPlace::Settings { path } => self.settings_values(path, &range),
            SchemaPlace::TypeFile { path } => self.type_values(path, &range),
            SchemaPlace::ListRoot => Vec::new(),
            SchemaPlace::EntryMap { kind, path } => self.entry_values(kind, path, &range),
        };
        for candidate in &mut candidates {
            candidate.range = cursor.word.clone();
        }
        candidates
    }

    fn settings_values(&self, path: &[&str], range: &Range<usize>) -> Vec<Candidate> {
        match path {
            ["menu" | "footer_menu"] | ["asked", "page", ..] => self.entry_ids(&[], range),
            ["raw_html"] => words(&["escape", "allow"], range),
            ["history"] => words(&["none", "git"], range),
            ["profile"] => words(&["public", "intranet"], range),
            ["book" | "smart_punctuation"] => words(&FLAGS, range),
            ["checks", _] => words(&["off", "note", "warning", "error"], range),
            _ => Vec::new(),
        }
    }

    fn type_values(&self, path: &[&str], range: &Range<usize>) -> Vec<Candidate> {
        match path {
            ["fields", .., "kind"] => words(&FieldKind::names().collect::<Vec<_>>(), range),
            ["fields", .., "to"] => self.type_names(range),
            [
                "fields",
                ..,
                "required" | "sourced" | "attributed" | "unique" | "deadline" | "acyclic"
                | "translate",
            ]
            | ["open" | "sourced" | "attributed" | "translate"] => words(&FLAGS, range),
            ["print"] => words(&PrintForm::ALL.map(PrintForm::as_str), range),
            ["validity" | "replaces" | "lead"] => {
                let stem = crate::files::file_name(&self.place.path);
                let stem = stem.split('.').next().unwrap_or_default();
                let kind = self.site.schema.types.get(stem);
                let fields = kind.into_iter().flat_map(|kind| &kind.fields);
                words(&fields.map(|field| &*field.id).collect::<Vec<_>>(), range)
            }
            _ => Vec::new(),
        }
    }

    fn entry_values(
        &self,
        kind: &EntryType,
        path: &[&str],
        range: &Range<usize>,
    ) -> Vec<Candidate> {
        match path {
            ["type"] => self.type_names(range),
            ["tags"] => self.tag_names(range),
            ["language"] => {
                let languages = self.site.config.languages.iter();
                words(&languages.map(|tag| &*tag.0).collect::<Vec<_>>(), range)
            }
            ["draft" | "in_menu" | "page_list"] => words(&FLAGS, range),
            ["allow"] => {
                let allowed = RULES.iter().filter(|rule| rule.can_be_allowed());
                words(&allowed.map(|rule| rule.name).collect::<Vec<_>>(), range)
            }
            ["removed", "replaced_by"] | [.., "according_to"] => self.entry_ids(&[], range),
            [.., "standing"] => words(&EvidenceStatus::ALL.map(EvidenceStatus::as_str), range),
            path => match field_of_path(kind, path) {
                Some(field) => self.field_values(field, range),
                None => Vec::new(),
            },
        }
    }

    /// Returns the names of all tags.
    pub(super) fn tag_names(&self, range: &Range<usize>) -> Vec<Candidate> {
        let tag = BuiltinType::Tag.id();
        let tags = self.site.entries.iter().filter(|entry| *entry.entry_type.id == *tag);
        let names: Vec<&str> = tags.map(|entry| self.localized.text(&entry.title).0).collect();
        words(&names, range)
    }

    /// Returns the values that a field can have, if there are only some.
    pub(super) fn field_values(&self, field: &FieldDef, range: &Range<usize>) -> Vec<Candidate> {
        match &field.kind {
            FieldKind::Reference(types) => self.entry_ids(types, range),
            FieldKind::Choice(choices) => {
                let choices = choices.iter().map(|(id, label)| {
                    Candidate::word(id, range.clone(), CompletionItemKind::ENUM_MEMBER)
                        .with_detail(self.localized.text(label).0)
                });
                choices.collect()
            }
            FieldKind::Bool => words(&FLAGS, range),
            FieldKind::File => self.file_paths(range, |path| !crate::files::is_markdown(path)),
            FieldKind::Text
            | FieldKind::Markdown
            | FieldKind::Number
            | FieldKind::Fraction
            | FieldKind::Date
            | FieldKind::Period
            | FieldKind::Url
            | FieldKind::Citation
            | FieldKind::Group(_) => Vec::new(),
        }
    }
}

pub(super) fn words(names: &[&str], range: &Range<usize>) -> Vec<Candidate> {
    let word = |name: &&str| Candidate::word(name, range.clone(), CompletionItemKind::VALUE);
    names.iter().map(word).collect()
}
