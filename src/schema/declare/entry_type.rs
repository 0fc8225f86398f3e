//! A type as one file declares it.

use super::field::{Defaults, read_fields};
use super::keys::{entry, flag, is_slug, text, value, word};
use crate::diagnostic::{Diagnostic, Expected, Fault, KeyHome, Span, YamlProblem};
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::{Context, Findings};
use crate::schema::model::{Field, Kind, Text, Translate};
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

/// A type as one file declares it; what the file does not say is none. [`Schema::of`] joins them.
///
/// [`Schema::of`]: crate::schema::Schema::of
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub(in crate::schema) id: Arc<str>,
    pub(super) name: Option<Text>,
    pub(super) plural: Option<Text>,
    /// With the place of its key.
    pub(super) path: Option<(Arc<str>, Span)>,
    pub(super) open: Option<bool>,
    pub(super) translate: Option<Translate>,
    pub(super) linked_data: Option<Arc<str>>,
    pub(super) validity: Option<(Arc<str>, Span)>,
    pub(super) replaces: Option<(Arc<str>, Span)>,
    pub(in crate::schema) fields: Vec<Field>,
    /// Names that must be known when all types are, and where they stand.
    pub(super) promises: Vec<Promise>,
    pub(super) declared: Option<Span>,
}

/// A name in a declaration that another part of the schema must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// `to:` names a type.
    Type(Arc<str>, Span),
    /// The `sum:` of a field names a relation of the same type or group.
    Relation { group: Option<Arc<str>>, per: Arc<str>, span: Span },
}

impl Declaration {
    /// Reads one `_types/ID.yaml`; `root` is none if the file is empty.
    #[must_use]
    pub fn read(id: &str, root: Option<&Node>, context: &Context) -> (Self, Vec<Diagnostic>) {
        let mut findings = Findings::new(context);
        let start = Span::start_of(context.source);
        if !is_slug(id) || matches!(id, "unknown" | "none") {
            let fault = Fault::WrongKind { expected: Expected::Id, found: id.to_owned() };
            findings.found.push(Diagnostic::at(start.clone(), fault));
        }
        let nothing = Node { at: 0..0, is: Is::Map(vec![]) };
        let root = root.filter(|root| root.is != Is::Empty).unwrap_or(&nothing);
        if !matches!(root.is, Is::Map(_)) {
            findings.at(&root.at, Fault::YamlSyntax { problem: YamlProblem::NotAMap });
        }
        for (key, _) in root.entries() {
            if !TYPE_KEYS.contains(&key.as_text().unwrap_or_default()) {
                findings.unknown_key(key, KeyHome::Type, &TYPE_KEYS);
            }
        }
        let mut promises = Vec::new();
        let mut named = |key| {
            let word = word(root, key, &mut findings)?;
            Some((word, findings.span(&value(root, key)?.at)))
        };
        let (validity, replaces) = (named("validity"), named("replaces"));
        let defaults = Defaults {
            is_sourced: flag(root, "sourced", &mut findings).unwrap_or(false),
            is_claimed: flag(root, "claimed", &mut findings).unwrap_or(false),
        };
        let declaration = Self {
            id: id.into(),
            name: text(root, "name", &mut findings),
            plural: text(root, "plural", &mut findings),
            path: path(root, &mut findings),
            open: flag(root, "open", &mut findings),
            translate: translate(root, &mut findings),
            linked_data: word(root, "linked_data", &mut findings),
            validity,
            replaces,
            fields: read_fields(root, defaults, &mut promises, &mut findings),
            promises,
            declared: Some(start),
        };
        (declaration, findings.found)
    }

    /// Makes it one that no file of the site declares.
    pub(in crate::schema) fn built_in(&mut self) {
        self.declared = None;
        self.fields.iter_mut().for_each(forget_place);
    }
}

fn forget_place(field: &mut Field) {
    field.declared = None;
    if let Kind::Group(inner) = &mut field.kind {
        inner.iter_mut().for_each(|field| field.declared = None);
    }
}

pub(super) fn translate(map: &Node, findings: &mut Findings) -> Option<Translate> {
    let translate = |wanted| if wanted { Translate::Wanted } else { Translate::No };
    flag(map, "translate", findings).map(translate)
}

/// The folder: slugs with `/` between them, perhaps none.
fn path(root: &Node, findings: &mut Findings) -> Option<(Arc<str>, Span)> {
    let (key, node) = entry(root, "path").filter(|(_, node)| node.is != Is::Empty)?;
    let path = node.as_text().map(|path| path.trim().trim_matches('/'));
    let path = path.filter(|path| path.is_empty() || path.split('/').all(is_slug));
    if path.is_none() {
        findings.wrong(node, Expected::Id);
    }
    Some((path?.into(), findings.span(&key.at)))
}
