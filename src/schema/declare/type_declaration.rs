//! Reads an entry type from one file in `_types/`.

use super::field_declaration::{FIELD_KEYS, FieldDefaults, MAX_DECLARED, read_fields};
use super::keys::{find_key, find_value, is_slug, read_flag, read_list, read_text, read_word};
use crate::diagnostic::rules::{FieldPlace, LimitUnit, LimitedPart};
use crate::diagnostic::{
    Diagnostic, ExpectedKind, KeyScope, Span, YamlProblem, parse_any_bool, rules,
};
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::id::{EntryTypeId, FieldId};
use crate::schema::model::{
    FieldDef, FieldKind, LocalizedText, PrintForm, StateWords, TranslationRule,
};
use std::sync::Arc;

/// An entry type as one file declares it. `None` means that the file does not say.
/// [`Schema::from_declarations`] merges the declarations.
///
/// [`Schema::from_declarations`]: crate::schema::Schema::from_declarations
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDeclaration {
    pub(in crate::schema) id: EntryTypeId,
    pub(super) name: Option<LocalizedText>,
    pub(super) plural: Option<LocalizedText>,
    /// The folder, with the span of its key.
    pub(super) path: Option<(Arc<str>, Span)>,
    pub(super) open: Option<bool>,
    pub(super) translate: Option<TranslationRule>,
    pub(super) validity: Option<(FieldId, Span)>,
    pub(super) in_force: Option<StateWords>,
    pub(super) replaces: Option<(FieldId, Span)>,
    /// The fields that a page begins with, each once, with their spans.
    pub(super) lead: Option<Vec<(FieldId, Span)>>,
    pub(super) print: Option<PrintForm>,
    pub(in crate::schema) fields: Vec<FieldDef>,
    /// Names that are checked once all types are known.
    pub(super) pending_refs: Vec<PendingRef>,
    pub(super) declared: Option<Span>,
}

/// A name in a declaration that must exist elsewhere in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PendingRef {
    /// A type that `to:` names.
    Type(EntryTypeId, Span),
    /// A relation of the same type or group that the `sum:` of a field names.
    Relation { group: Option<FieldId>, per: FieldId, span: Span },
}

impl TypeDeclaration {
    /// The keys of a type.
    pub const KEYS: [&str; 13] = [
        "name",
        "plural",
        "path",
        "open",
        "sourced",
        "attributed",
        "translate",
        "validity",
        "in_force",
        "replaces",
        "lead",
        "print",
        "fields",
    ];

    /// The keys of `in_force`: the states of an entry.
    pub const STATE_KEYS: [&str; 3] = ["holds", "not", "unknown"];

    /// The keys of a field.
    pub const FIELD_KEYS: [&str; 18] = FIELD_KEYS;

    /// Reads one `_types/ID.yaml`. A `root` of `None` means that the file is empty.
    #[must_use]
    pub fn read(
        id: &str,
        root: Option<&YamlNode>,
        context: &ReadContext,
    ) -> (Self, Vec<Diagnostic>) {
        let mut sink = DiagnosticSink::new(*context);
        let start = Span::start_of(context.source);
        if !is_slug(id) || matches!(id, "unknown" | "none") {
            let kind = rules::WrongKind { expected: ExpectedKind::Id, value: id.to_owned() };
            sink.diagnostics.push(Diagnostic::new(start.clone(), kind));
        }
        let empty_map = YamlNode { range: 0..0, kind: NodeKind::Map(vec![]) };
        let root = root.filter(|root| root.kind != NodeKind::Empty).unwrap_or(&empty_map);
        if !matches!(root.kind, NodeKind::Map(_)) {
            sink.push(&root.range, rules::YamlSyntax { problem: YamlProblem::NotAMap });
        }
        for (key, _) in root.map_entries() {
            if !Self::KEYS.contains(&key.as_str().unwrap_or_default()) {
                sink.push_unknown_key(key, KeyScope::Type, Self::KEYS);
            }
        }
        let mut pending_refs = Vec::new();
        let mut read_field_id = |key| {
            let field_id = FieldId::from(read_word(root, key, &mut sink)?);
            Some((field_id, sink.span(&find_value(root, key)?.range)))
        };
        let (validity, replaces) = (read_field_id("validity"), read_field_id("replaces"));
        let defaults = FieldDefaults {
            requires_source: read_flag(root, "sourced", &mut sink).unwrap_or(false),
            requires_attribution: read_flag(root, "attributed", &mut sink).unwrap_or(false),
        };
        let declaration = Self {
            id: id.into(),
            name: read_text(root, "name", &mut sink),
            plural: read_text(root, "plural", &mut sink),
            path: read_path(root, &mut sink),
            open: read_flag(root, "open", &mut sink),
            translate: read_translate(root, &mut sink),
            validity,
            in_force: read_state_words(root, &mut sink),
            replaces,
            lead: read_lead(root, &mut sink),
            print: read_print(root, &mut sink),
            fields: read_fields(root, defaults, &mut pending_refs, &mut sink),
            pending_refs,
            declared: Some(start),
        };
        (declaration, sink.diagnostics)
    }

    /// Removes all spans, since no file of the site declares a built-in type.
    pub(in crate::schema) fn mark_built_in(&mut self) {
        self.declared = None;
        self.fields.iter_mut().for_each(clear_span);
    }
}

fn clear_span(field: &mut FieldDef) {
    field.declared = None;
    if let FieldKind::Group(inner) = &mut field.kind {
        inner.iter_mut().for_each(|field| field.declared = None);
    }
}

pub(super) fn read_translate(map: &YamlNode, sink: &mut DiagnosticSink) -> Option<TranslationRule> {
    let is_translated = read_flag(map, "translate", sink)?;
    Some(if is_translated { TranslationRule::Required } else { TranslationRule::NotTranslated })
}

/// Reads what of a page is printed.
fn read_print(root: &YamlNode, sink: &mut DiagnosticSink) -> Option<PrintForm> {
    let node = find_value(root, "print").filter(|node| node.kind != NodeKind::Empty)?;
    let form = node.as_str().and_then(PrintForm::from_name);
    if form.is_none() {
        let names = PrintForm::ALL.map(|form| form.as_str().to_owned());
        sink.push_wrong_kind(node, ExpectedKind::OneOf(names.to_vec()));
    }
    form
}

/// Reads the words for whether an entry is in force. They are used only if all three are given.
fn read_state_words(root: &YamlNode, sink: &mut DiagnosticSink) -> Option<StateWords> {
    let (key, map) = find_key(root, "in_force").filter(|(_, node)| node.kind != NodeKind::Empty)?;
    if !matches!(map.kind, NodeKind::Map(_)) {
        sink.push_wrong_kind(map, ExpectedKind::Map);
        return None;
    }
    let mut misspelled = Vec::new();
    for (key, _) in map.map_entries() {
        if !TypeDeclaration::STATE_KEYS.contains(&key.as_str().unwrap_or_default()) {
            let scope = KeyScope::Value("in_force".to_owned());
            misspelled.extend(sink.push_unknown_key(key, scope, TypeDeclaration::STATE_KEYS));
        }
    }
    if find_value(root, "validity").is_none() {
        let (field, required_by) = ("validity".to_owned(), "in_force".to_owned());
        sink.push(&key.range, rules::MissingField { field, required_by, place: FieldPlace::Line });
    }
    let mut read_state = |state: &str| {
        let n_before = sink.diagnostics.len();
        if let Some(node) = find_value(map, state).filter(|node| is_truth_value(node)) {
            sink.push_wrong_kind(node, ExpectedKind::StateWords);
            return None;
        }
        let words = read_text(map, state, sink);
        let words = words.filter(|words| words.all_strings().any(|word| !word.is_empty()));
        let is_misspelled = misspelled.iter().any(|key| key == state);
        if words.is_none() && !is_misspelled && sink.diagnostics.len() == n_before {
            let (field, required_by) = (state.to_owned(), "in_force".to_owned());
            sink.push(
                &key.range,
                rules::MissingField { field, required_by, place: FieldPlace::Line },
            );
        }
        words
    };
    let [holds, not, unknown] = TypeDeclaration::STATE_KEYS.map(&mut read_state);
    Some(StateWords { holds: holds?, not: not?, unknown: unknown? })
}

/// Reads the fields that a page begins with. One that is there twice is reported and left out.
fn read_lead(root: &YamlNode, sink: &mut DiagnosticSink) -> Option<Vec<(FieldId, Span)>> {
    let node = find_value(root, "lead")?;
    let mut lead: Vec<(FieldId, Span)> = Vec::new();
    let items = read_list(node, sink);
    if let Some((_, first_extra)) = items.get(MAX_DECLARED) {
        let (what, limit, unit) = (LimitedPart::List, MAX_DECLARED, LimitUnit::Fields);
        sink.push(&first_extra.range, rules::TooLarge { what, limit, unit });
    }
    for (word, item) in items.into_iter().take(MAX_DECLARED) {
        if lead.iter().any(|(field_id, _)| **field_id == *word) {
            let (field, value) = ("lead".to_owned(), word.to_owned());
            sink.push(&item.range, rules::DuplicateValue { field, value });
        } else {
            lead.push((FieldId::from(word), sink.span(&item.range)));
        }
    }
    Some(lead)
}

/// Returns whether a value means yes or no to YAML, or to someone who writes it.
fn is_truth_value(node: &YamlNode) -> bool {
    let is_plain = matches!(node.kind, NodeKind::Text { style: TextStyle::Plain, .. });
    is_plain && node.as_str().and_then(parse_any_bool).is_some()
}

/// Reads the folder: slugs separated by `/`. It may be empty.
fn read_path(root: &YamlNode, sink: &mut DiagnosticSink) -> Option<(Arc<str>, Span)> {
    let (key, node) = find_key(root, "path").filter(|(_, node)| node.kind != NodeKind::Empty)?;
    let path = node.as_str().map(|path| path.trim().trim_matches('/'));
    let path = path.filter(|path| path.is_empty() || path.split('/').all(is_slug));
    if path.is_none() {
        sink.push_wrong_kind(node, ExpectedKind::Id);
    }
    Some((path?.into(), sink.span(&key.range)))
}
