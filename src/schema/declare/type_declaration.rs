//! A type as one file declares it.

use super::field_declaration::{FieldDefaults, read_fields};
use super::keys::{find_key, find_value, is_slug, read_flag, read_text, read_word};
use crate::diagnostic::{Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, Span, YamlProblem};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::{DiagnosticSink, ReadContext};
use crate::schema::id::{EntryTypeId, FieldId};
use crate::schema::model::{FieldDef, FieldKind, LocalizedText, TranslationRule};
use std::sync::Arc;

const TYPE_KEYS: [&str; 11] = [
    "name",
    "plural",
    "path",
    "open",
    "linked_data",
    "sourced",
    "claimed",
    "translate",
    "validity",
    "replaces",
    "fields",
];

/// A type as one file declares it; what the file does not say is none.
/// [`Schema::from_declarations`] joins them.
///
/// [`Schema::from_declarations`]: crate::schema::Schema::from_declarations
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDeclaration {
    pub(in crate::schema) id: EntryTypeId,
    pub(super) name: Option<LocalizedText>,
    pub(super) plural: Option<LocalizedText>,
    /// With the place of its key.
    pub(super) path: Option<(Arc<str>, Span)>,
    pub(super) open: Option<bool>,
    pub(super) translate: Option<TranslationRule>,
    pub(super) linked_data: Option<Arc<str>>,
    pub(super) validity: Option<(FieldId, Span)>,
    pub(super) replaces: Option<(FieldId, Span)>,
    pub(in crate::schema) fields: Vec<FieldDef>,
    /// Names that must be known when all types are, and where they stand.
    pub(super) promises: Vec<PendingRef>,
    pub(super) declared: Option<Span>,
}

/// A name in a declaration that another part of the schema must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PendingRef {
    /// `to:` names a type.
    Type(EntryTypeId, Span),
    /// The `sum:` of a field names a relation of the same type or group.
    Relation { group: Option<FieldId>, per: FieldId, span: Span },
}

impl TypeDeclaration {
    /// Reads one `_types/ID.yaml`; `root` is none if the file is empty.
    #[must_use]
    pub fn read(
        id: &str,
        root: Option<&YamlNode>,
        context: &ReadContext,
    ) -> (Self, Vec<Diagnostic>) {
        let mut sink = DiagnosticSink::new(context);
        let start = Span::start_of(context.source);
        if !is_slug(id) || matches!(id, "unknown" | "none") {
            let kind =
                DiagnosticKind::WrongKind { expected: ExpectedKind::Id, found: id.to_owned() };
            sink.diagnostics.push(Diagnostic::new(start.clone(), kind));
        }
        let nothing = YamlNode { range: 0..0, kind: NodeKind::Map(vec![]) };
        let root = root.filter(|root| root.kind != NodeKind::Empty).unwrap_or(&nothing);
        if !matches!(root.kind, NodeKind::Map(_)) {
            sink.push(&root.range, DiagnosticKind::YamlSyntax { problem: YamlProblem::NotAMap });
        }
        for (key, _) in root.map_entries() {
            if !TYPE_KEYS.contains(&key.as_str().unwrap_or_default()) {
                sink.push_unknown_key(key, KeyScope::Type, &TYPE_KEYS);
            }
        }
        let mut promises = Vec::new();
        let mut named = |key| {
            let field_id = FieldId::from(read_word(root, key, &mut sink)?);
            Some((field_id, sink.span(&find_value(root, key)?.range)))
        };
        let (validity, replaces) = (named("validity"), named("replaces"));
        let defaults = FieldDefaults {
            is_sourced: read_flag(root, "sourced", &mut sink).unwrap_or(false),
            is_claimed: read_flag(root, "claimed", &mut sink).unwrap_or(false),
        };
        let declaration = Self {
            id: id.into(),
            name: read_text(root, "name", &mut sink),
            plural: read_text(root, "plural", &mut sink),
            path: read_path(root, &mut sink),
            open: read_flag(root, "open", &mut sink),
            translate: read_translate(root, &mut sink),
            linked_data: read_word(root, "linked_data", &mut sink),
            validity,
            replaces,
            fields: read_fields(root, defaults, &mut promises, &mut sink),
            promises,
            declared: Some(start),
        };
        (declaration, sink.diagnostics)
    }

    /// Makes it one that no file of the site declares.
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
    let translate =
        |wanted| if wanted { TranslationRule::Required } else { TranslationRule::NotTranslated };
    read_flag(map, "translate", sink).map(translate)
}

/// The folder: slugs with `/` between them, perhaps none.
fn read_path(root: &YamlNode, sink: &mut DiagnosticSink) -> Option<(Arc<str>, Span)> {
    let (key, node) = find_key(root, "path").filter(|(_, node)| node.kind != NodeKind::Empty)?;
    let path = node.as_str().map(|path| path.trim().trim_matches('/'));
    let path = path.filter(|path| path.is_empty() || path.split('/').all(is_slug));
    if path.is_none() {
        sink.push_wrong_kind(node, ExpectedKind::Id);
    }
    Some((path?.into(), sink.span(&key.range)))
}
