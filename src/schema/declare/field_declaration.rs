//! Reads the fields of a type or group.

use super::keys::{
    find_key, find_value, is_identifier, read_count, read_flag, read_list, read_text,
};
use super::kind_names::{KINDS, closest_kind};
use super::type_declaration::{PendingRef, read_translate};
use crate::diagnostic::rules::{FieldPlace, KeyPlace, LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, RelatedNote, Severity, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::fraction::Fraction;
use crate::schema::id::{EntryTypeId, FieldId};
use crate::schema::localized_text;
use crate::schema::model::{
    EntryType, FieldDef, FieldKind, LocalizedText, SumRule, TranslationRule,
};
use std::sync::Arc;

pub(super) const FIELD_KEYS: [&str; 18] = [
    "label",
    "kind",
    "to",
    "choices",
    "required",
    "at_least",
    "at_most",
    "sourced",
    "attributed",
    "unique",
    "deadline",
    "sum",
    "acyclic",
    "inverse",
    "inverse_proposed",
    "inverse_interpreted",
    "translate",
    "fields",
];
/// What a type declares for all of its fields.
#[derive(Clone, Copy)]
pub(super) struct FieldDefaults {
    pub(super) requires_source: bool,
    pub(super) requires_attribution: bool,
}

/// The maximum number of fields of a type or a group, and of choices of a field. Each is looked up
/// from the first on, for each value.
pub(super) const MAX_DECLARED: usize = 1_000;

struct FieldReader<'r, 'a> {
    /// The group that contains the fields. Groups are not nested.
    group: Option<&'r str>,
    defaults: FieldDefaults,
    pending_refs: &'r mut Vec<PendingRef>,
    sink: &'r mut DiagnosticSink<'a>,
}

/// Reads `fields:` of a type.
pub(super) fn read_fields(
    root: &YamlNode,
    defaults: FieldDefaults,
    pending_refs: &mut Vec<PendingRef>,
    sink: &mut DiagnosticSink,
) -> Vec<FieldDef> {
    FieldReader { group: None, defaults, pending_refs, sink }.read_field_map(root)
}

impl FieldReader<'_, '_> {
    fn read_field_map(&mut self, map: &YamlNode) -> Vec<FieldDef> {
        let Some(node) = find_value(map, "fields") else { return vec![] };
        let NodeKind::Map(entries) = &node.kind else {
            self.sink.push_wrong_kind(node, ExpectedKind::Map);
            return vec![];
        };
        let mut fields = Vec::new();
        self.check_length(entries.get(MAX_DECLARED).map(|(key, _)| key), LimitUnit::Fields);
        for (key, node) in entries.iter().take(MAX_DECLARED) {
            let id = key.as_str().unwrap_or_default();
            let is_free = match self.group {
                None => id != "body" && !EntryType::FRONT_MATTER_KEYS.contains(&id),
                // `{value: …}` is a statement about an item, not an item.
                Some(_) => id != "value",
            };
            if is_identifier(id) && is_free {
                fields.push(self.read_field(id, key, node));
            } else {
                self.sink.push_wrong_kind(key, ExpectedKind::Id);
            }
        }
        fields
    }

    /// Reports the first key of a list that is one too many.
    fn check_length(&mut self, surplus: Option<&YamlNode>, unit: LimitUnit) {
        if let Some(key) = surplus {
            self.sink.push(
                &key.range,
                rules::TooLarge { what: LimitedPart::List, limit: MAX_DECLARED, unit },
            );
        }
    }

    fn read_field(&mut self, id: &str, key: &YamlNode, node: &YamlNode) -> FieldDef {
        if !matches!(node.kind, NodeKind::Map(_) | NodeKind::Empty) {
            self.sink.push_wrong_kind(node, ExpectedKind::Map);
        }
        let kind = self.read_kind(key, node);
        let misspelled = self.check_keys(node, kind.as_ref());
        self.report_undeclared(key, node, &misspelled);
        let has_sum = matches!(kind, Some(FieldKind::Number | FieldKind::Fraction));
        let sum = if has_sum { self.read_sum(node) } else { None };
        let has_deadline = matches!(kind, Some(FieldKind::Date));
        let (at_least, at_most) = self.read_cardinality(node);
        let sink = &mut *self.sink;
        FieldDef {
            id: id.into(),
            label: read_text(node, "label", sink).unwrap_or_else(|| LocalizedText::Same(id.into())),
            at_least,
            at_most,
            is_unique: read_flag(node, "unique", sink).unwrap_or(false),
            is_deadline: has_deadline && read_flag(node, "deadline", sink).unwrap_or(false),
            is_acyclic: read_flag(node, "acyclic", sink).unwrap_or(false),
            inverse: read_text(node, "inverse", sink),
            inverse_proposed: read_text(node, "inverse_proposed", sink),
            inverse_interpreted: read_text(node, "inverse_interpreted", sink),
            translate: read_translate(node, sink).unwrap_or(TranslationRule::Required),
            requires_source: read_flag(node, "sourced", sink)
                .unwrap_or(self.defaults.requires_source),
            requires_attribution: read_flag(node, "attributed", sink)
                .unwrap_or(self.defaults.requires_attribution),
            declared: Some(sink.span(&key.range)),
            sum,
            // Text accepts most values, so an unknown kind causes no further diagnostics.
            kind: kind.unwrap_or(FieldKind::Text),
        }
    }

    /// Reports a field without a label for readers, or without a kind.
    fn report_undeclared(&mut self, key: &YamlNode, node: &YamlNode, misspelled: &[String]) {
        let ways: [(&str, &[&str]); 2] =
            [("label", &["label"]), ("kind", &["kind", "to", "choices", "fields"])];
        for (name, keys) in ways {
            let is_given = keys.iter().any(|key| {
                find_value(node, key).is_some() || misspelled.iter().any(|written| written == key)
            });
            let is_readable = matches!(node.kind, NodeKind::Map(_) | NodeKind::Empty);
            if !is_given && is_readable && !node.is_unreadable() {
                let (field, required_by) = (name.to_owned(), key.as_str().unwrap_or_default());
                let kind = rules::MissingField {
                    field,
                    required_by: required_by.to_owned(),
                    place: FieldPlace::Line,
                };
                let mut diagnostic = Diagnostic::new(self.sink.span(&key.range), kind);
                // The id is shown in place of a label, and text is the kind that fits most values.
                diagnostic.severity = Severity::Warning;
                self.sink.diagnostics.push(diagnostic);
            }
        }
    }

    /// Reports unknown keys, and keys that do not apply to this kind. Returns the keys that were
    /// meant by misspelled ones.
    fn check_keys(&mut self, node: &YamlNode, kind: Option<&FieldKind>) -> Vec<String> {
        let mut misspelled = Vec::new();
        for (key, _) in node.map_entries() {
            let kinds: &[&str] = match (key.as_str().unwrap_or_default(), kind) {
                (_, None)
                | ("choices", Some(FieldKind::Choice(_)))
                | ("fields", Some(FieldKind::Group(_)))
                | ("sum", Some(FieldKind::Number | FieldKind::Fraction))
                | ("deadline", Some(FieldKind::Date))
                | (
                    "acyclic" | "inverse" | "inverse_proposed" | "inverse_interpreted",
                    Some(FieldKind::Reference(_)),
                ) => &[],
                ("choices", _) => &["kind: choice"],
                ("fields", _) => &["kind: group"],
                ("sum", _) => &["kind: number", "kind: fraction"],
                ("deadline", _) => &["kind: date"],
                ("acyclic" | "inverse" | "inverse_proposed" | "inverse_interpreted", _) => {
                    &["to: …"]
                }
                _ => &[],
            };
            let is_known = key.as_str().is_some_and(|name| FIELD_KEYS.contains(&name));
            if !is_known {
                misspelled.extend(self.sink.push_unknown_key(key, KeyScope::Field, FIELD_KEYS));
            } else if !kinds.is_empty() {
                self.sink.push_unknown_key(key, KeyScope::FieldKind(kinds), []);
            }
        }
        misspelled
    }

    /// Reads `kind` or `to`; if both are there, the first one. `None` means that it is wrong and
    /// has been reported.
    fn read_kind(&mut self, key: &YamlNode, node: &YamlNode) -> Option<FieldKind> {
        let (kind, to) = (find_key(node, "kind"), find_key(node, "to"));
        if let (Some((kind, _)), Some((to, _))) = (kind, to) {
            let (first, second) =
                if kind.range.start < to.range.start { (kind, to) } else { (to, kind) };
            let name = second.as_str().unwrap_or_default().to_owned();
            let duplicate = rules::DuplicateKey { key: name, place: KeyPlace::Line };
            let diagnostic = Diagnostic::new(self.sink.span(&second.range), duplicate);
            self.sink.diagnostics.push(
                diagnostic.with_related(self.sink.span(&first.range), RelatedNote::FirstDefinition),
            );
        }
        let is_before = |offset: usize, to: Option<(&YamlNode, &YamlNode)>| {
            to.is_none_or(|(to, _)| offset < to.range.start)
        };
        match (kind, to) {
            (Some((kind, word)), to) if is_before(kind.range.start, to) => {
                self.read_named_kind(key, word, node)
            }
            (_, Some((_, to))) => Some(self.read_relation_targets(to)),
            // The default kind is text, or one of the choices if there are any.
            _ => match find_value(node, "choices") {
                Some(_) => Some(FieldKind::Choice(self.read_choices(node))),
                None => (!node.is_unreadable()).then_some(FieldKind::Text),
            },
        }
    }

    fn read_named_kind(
        &mut self,
        key: &YamlNode,
        word: &YamlNode,
        node: &YamlNode,
    ) -> Option<FieldKind> {
        let id = key.as_str().unwrap_or_default();
        let name = word.as_str().unwrap_or_default();
        let allowed = KINDS
            .iter()
            .filter(|(_, kind)| self.group.is_none() || !matches!(kind, FieldKind::Group(_)));
        let Some((_, kind)) = allowed.clone().find(|(allowed, _)| *allowed == name) else {
            let names: Vec<&'static str> = allowed.map(|(allowed, _)| *allowed).collect();
            let near = closest_kind(name, &names);
            self.sink.push_wrong_kind(word, ExpectedKind::FieldKind(names, near));
            return None;
        };
        Some(match kind {
            FieldKind::Choice(_) => {
                if find_value(node, "choices").is_none() {
                    self.report_missing_key("choices", id, key);
                }
                FieldKind::Choice(self.read_choices(node))
            }
            FieldKind::Group(_) => {
                if find_value(node, "fields").is_none() {
                    self.report_missing_key("fields", id, key);
                }
                let mut inner = FieldReader {
                    group: Some(id),
                    defaults: self.defaults,
                    pending_refs: &mut *self.pending_refs,
                    sink: &mut *self.sink,
                };
                FieldKind::Group(inner.read_field_map(node))
            }
            without_parts => without_parts.clone(),
        })
    }

    fn report_missing_key(&mut self, name: &str, id: &str, key: &YamlNode) {
        let kind = rules::MissingField {
            field: name.to_owned(),
            required_by: id.to_owned(),
            place: FieldPlace::Line,
        };
        self.sink.push(&key.range, kind);
    }

    fn read_relation_targets(&mut self, node: &YamlNode) -> FieldKind {
        let mut targets: Vec<EntryTypeId> = Vec::new();
        for (word, item) in read_list(node, self.sink) {
            let span = self.sink.span(&item.range);
            self.pending_refs.push(PendingRef::Type(word.into(), span));
            targets.push(word.into());
        }
        FieldKind::Reference(targets)
    }

    /// Reads `{word: label}` or `[word]`.
    fn read_choices(&mut self, node: &YamlNode) -> Vec<(Arc<str>, LocalizedText)> {
        let Some(node) = find_value(node, "choices") else { return vec![] };
        let mut choices: Vec<(Arc<str>, LocalizedText)> = Vec::new();
        if let NodeKind::Map(entries) = &node.kind {
            self.check_length(entries.get(MAX_DECLARED).map(|(word, _)| word), LimitUnit::Choices);
            for (word, label) in entries.iter().take(MAX_DECLARED) {
                let id: Arc<str> = word.as_str().unwrap_or_default().into();
                let label = localized_text::read_complete(&id, label, self.sink);
                choices.push((Arc::clone(&id), label.unwrap_or(LocalizedText::Same(id))));
            }
            return choices;
        }
        let NodeKind::List(_) = &node.kind else {
            self.sink.push_wrong_kind(node, ExpectedKind::List);
            return choices;
        };
        let words = read_list(node, self.sink);
        self.check_length(words.get(MAX_DECLARED).map(|(_, item)| *item), LimitUnit::Choices);
        for (word, item) in words.into_iter().take(MAX_DECLARED) {
            let id: Arc<str> = word.into();
            if choices.iter().any(|(existing, _)| *existing == id) {
                let (field, value) = ("choices".to_owned(), word.to_owned());
                self.sink.push(&item.range, rules::DuplicateValue { field, value });
            } else {
                choices.push((Arc::clone(&id), LocalizedText::Same(id)));
            }
        }
        choices
    }

    /// Reads the minimum and the maximum number of values from `required`, `at_least` and
    /// `at_most`.
    fn read_cardinality(&mut self, node: &YamlNode) -> (usize, Option<usize>) {
        let is_required = read_flag(node, "required", self.sink).unwrap_or(false);
        let at_least = read_count(node, "at_least", self.sink).unwrap_or(0);
        let at_least = at_least.max(usize::from(is_required));
        let at_most = read_count(node, "at_most", self.sink);
        let fits = |most: &usize| *most >= at_least.max(1);
        if let (Some(_), None, Some(node)) =
            (at_most, at_most.filter(fits), find_value(node, "at_most"))
        {
            self.sink.push_wrong_kind(node, ExpectedKind::Count);
        }
        (at_least, at_most.filter(fits))
    }

    /// Reads `N per RELATION`.
    fn read_sum(&mut self, map: &YamlNode) -> Option<SumRule> {
        let node = find_value(map, "sum")?;
        let parse = || {
            let mut parts = node.as_str()?.split_whitespace();
            let total = Fraction::parse(parts.next()?)?;
            parts.next().filter(|per| *per == "per")?;
            let per = parts.next()?;
            parts.next().is_none().then_some(SumRule { total, per: per.into() })
        };
        let sum = parse();
        match &sum {
            Some(sum) => {
                let span = self.sink.span(&node.range);
                let per = sum.per.clone();
                let group = self.group.map(FieldId::from);
                self.pending_refs.push(PendingRef::Relation { group, per, span });
            }
            None => self.sink.push_wrong_kind(node, ExpectedKind::Sum),
        }
        sum
    }
}
