//! Reads the keys of an entry: front matter, an item of a list, or a row of a table.

use super::entry::{EntryMeta, RemovedInfo};
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, ExpectedKind, KeyScope, RuleFamily, SourceFile, Span, rules,
};
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::schema::{
    self, EntryType, FieldId, Fraction, LanguageTag, LocalizedText, ReadContext, Statement,
    UncertainDate,
};
use std::sync::Arc;

/// The keys that an entry of any type may have.
const KEYS: [&str; 17] = EntryType::FRONT_MATTER_KEYS;

/// The values that were read.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<(String, Span)>,
    pub(super) title: Option<LocalizedText>,
    pub(super) description: Option<LocalizedText>,
    pub(super) meta: EntryMeta,
    pub(super) fields: Vec<(FieldId, Vec<Statement>)>,
    /// `body:` of a list item.
    pub(super) body: Option<YamlNode>,
    /// The key `type:`, where diagnostics about the whole entry point.
    pub(super) type_line: Option<Span>,
    /// Fields with a wrong value. A missing value of such a field has the same cause.
    pub(super) fields_with_errors: Vec<FieldId>,
}

/// How a string with several values is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrontMatterDialect {
    /// One string is one value.
    Pakt,
    /// As in other generators: `tags: a, b` has two values.
    Compatible,
}

/// Reads one map of keys.
pub(super) struct FrontMatterReader<'a> {
    pub(super) source: &'a Arc<SourceFile>,
    pub(super) languages: &'a [LanguageTag],
    pub(super) dialect: FrontMatterDialect,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl FrontMatterReader<'_> {
    /// Reads the keys of an entry of a type.
    pub(super) fn read_entry(&mut self, root: Option<&YamlNode>, kind: &EntryType) -> FrontMatter {
        let mut front = FrontMatter::default();
        let Some(root) = root else { return front };
        if !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty) {
            self.push_wrong_kind(root, ExpectedKind::Map);
        }
        for (key, node) in root.map_entries() {
            let name = key.as_str().unwrap_or_default();
            if matches!(node.kind, NodeKind::Empty)
                && (KEYS.contains(&name) || kind.find_field(name).is_some())
            {
                let unreadable_field =
                    node.is_unreadable().then(|| kind.find_field(name)).flatten();
                front.fields_with_errors.extend(unreadable_field.map(|field| field.id.clone()));
                continue;
            }
            match name {
                "id" => {
                    front.id =
                        self.read_string(node).map(|id| (id, yaml::node_span(self.source, node)));
                }
                "type" => front.type_line = Some(yaml::node_span(self.source, key)),
                "title" => front.title = self.read_title(node),
                "description" => front.description = self.read_text(node),
                "removed" => front.meta.removed = self.read_removed(key, node),
                _ if KEYS.contains(&name) => self.read_meta(&mut front.meta, name, node),
                _ => match kind.find_field(name) {
                    Some(field) => {
                        let (statements, diagnostics) =
                            schema::value::read_field(field, node, &self.read_context());
                        if !diagnostics.is_empty() {
                            front.fields_with_errors.push(field.id.clone());
                        }
                        self.diagnostics.extend(diagnostics);
                        front.fields.push((field.id.clone(), statements));
                    }
                    None if name == "body" => front.body = Some(node.clone()),
                    None => self.report_unknown_key(key, kind),
                },
            }
        }
        let position = |id: &str| kind.fields.iter().position(|field| *field.id == *id);
        front.fields.sort_by_key(|(id, _)| position(id));
        front
    }

    /// Reads the keys of a translation, which are those that may differ by language.
    pub(super) fn read_translation(
        &mut self,
        root: Option<&YamlNode>,
        kind: &EntryType,
    ) -> FrontMatter {
        let mut front = FrontMatter::default();
        for (key, node) in root.map(YamlNode::map_entries).unwrap_or_default() {
            match key.as_str().unwrap_or_default() {
                _ if matches!(node.kind, NodeKind::Empty) => {}
                "title" => front.title = self.read_title(node),
                "description" => front.description = self.read_text(node),
                name @ ("draft" | "language" | "allow") => {
                    self.read_meta(&mut front.meta, name, node);
                }
                _ => self.report_unknown_key(key, kind),
            }
        }
        front
    }

    fn report_unknown_key(&mut self, key: &YamlNode, kind: &EntryType) {
        let name = key.as_str().unwrap_or_default();
        let known = KEYS.into_iter().chain(kind.fields.iter().map(|field| &*field.id));
        // A known key that a translation may not have is not misspelled.
        let near = schema::closest_match(name, known).filter(|near| near != name);
        let home = KeyScope::Entry(kind.id.to_string());
        let kind = rules::UnknownKey { key: name.into(), scope: home, suggestion: near };
        self.diagnostics.push(Diagnostic::new(yaml::node_span(self.source, key), kind));
    }

    fn read_meta(&mut self, meta: &mut EntryMeta, name: &str, node: &YamlNode) {
        match name {
            "language" => meta.language = self.read_string(node).map(|tag| LanguageTag(tag.into())),
            "aliases" => meta.aliases = self.read_strings(node),
            "tags" => meta.tags = self.read_strings(node),
            // An unreadable value hides the page, so that a typing error does not publish it.
            "draft" => {
                let is_draft = self.read_bool(node);
                meta.is_draft = is_draft.unwrap_or(true);
                meta.is_draft_doubtful = is_draft.is_none();
            }
            "owner" => meta.owner = self.read_text(node),
            "published" => meta.published = self.read_date(node),
            "updated" => meta.updated = self.read_date(node),
            "reviewed" => meta.reviewed = self.read_date(node),
            "review_by" => meta.review_by = self.read_date(node),
            "order" => {
                meta.order = node.as_str().and_then(Fraction::parse);
                if meta.order.is_none() {
                    self.push_wrong_kind(node, ExpectedKind::Number);
                }
            }
            "in_menu" => meta.in_menu = self.read_bool(node),
            "allow" => meta.allow = self.read_codes(node),
            _ => {}
        }
    }

    /// Reads `{on: DATE, reason: …, decision: …}`. Any value but `false` removes the text.
    fn read_removed(&mut self, key: &YamlNode, node: &YamlNode) -> Option<RemovedInfo> {
        const REMOVED_KEYS: [&str; 3] = ["on", "reason", "decision"];
        if node.as_str() == Some("false") {
            return None;
        }
        if !matches!(node.kind, NodeKind::Map(_)) {
            self.push_wrong_kind(node, ExpectedKind::Map);
            return Some(RemovedInfo::default());
        }
        for (inner_key, _) in node.map_entries() {
            let name = inner_key.as_str().unwrap_or_default();
            if !REMOVED_KEYS.contains(&name) {
                let near = schema::closest_match(name, REMOVED_KEYS);
                let home = KeyScope::Value("removed".into());
                let kind = rules::UnknownKey { key: name.into(), scope: home, suggestion: near };
                self.diagnostics
                    .push(Diagnostic::new(yaml::node_span(self.source, inner_key), kind));
            }
        }
        for name in ["on", "reason"] {
            if node
                .get(name)
                .is_none_or(|value| value.kind == NodeKind::Empty && value.range.is_empty())
            {
                let (field, of) = (name.to_owned(), "removed".to_owned());
                let kind = rules::MissingField { field, required_by: of };
                self.diagnostics.push(Diagnostic::new(yaml::node_span(self.source, key), kind));
            }
        }
        let find_value = |name| node.get(name).filter(|value| value.kind != NodeKind::Empty);
        Some(RemovedInfo {
            on: find_value("on").and_then(|value| self.read_date(value)),
            reason: find_value("reason").and_then(|value| self.read_text(value)),
            decision: find_value("decision").and_then(|value| self.read_text(value)),
        })
    }

    fn read_context(&self) -> ReadContext<'_> {
        ReadContext { source: self.source, languages: self.languages }
    }

    fn push_wrong_kind(&mut self, node: &YamlNode, expected: ExpectedKind) {
        self.diagnostics.extend(schema::value::wrong_kind_diagnostic(self.source, node, expected));
    }

    fn read_string(&mut self, node: &YamlNode) -> Option<String> {
        let text = node.as_str().map(str::to_owned);
        if text.is_none() {
            self.push_wrong_kind(node, ExpectedKind::Text);
        }
        text
    }

    /// Reads a title. A title of white space counts as missing.
    fn read_title(&mut self, node: &YamlNode) -> Option<LocalizedText> {
        self.read_text(node).filter(|text| match text {
            LocalizedText::Same(title) => !title.trim().is_empty(),
            LocalizedText::PerLanguage(list) => !list.is_empty(),
        })
    }

    fn read_text(&mut self, node: &YamlNode) -> Option<LocalizedText> {
        let (text, diagnostics) = schema::value::read_text(node, &self.read_context());
        self.diagnostics.extend(diagnostics);
        text
    }

    fn read_date(&mut self, node: &YamlNode) -> Option<UncertainDate> {
        let (date, diagnostics) = schema::value::read_date(node, &self.read_context());
        self.diagnostics.extend(diagnostics);
        date
    }

    fn read_bool(&mut self, node: &YamlNode) -> Option<bool> {
        let value = match node.as_str() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        if value.is_none() {
            self.push_wrong_kind(node, ExpectedKind::Bool);
        }
        value
    }

    fn read_strings(&mut self, node: &YamlNode) -> Vec<(String, Span)> {
        let mut strings = Vec::new();
        for item in node.items_or_self() {
            match item.as_str() {
                Some(text) if self.dialect == FrontMatterDialect::Compatible => {
                    let parts = text.split(',').map(|part| part.trim().trim_start_matches('#'));
                    let span = yaml::node_span(self.source, item);
                    strings.extend(
                        parts.filter(|p| !p.is_empty()).map(|p| (p.to_owned(), span.clone())),
                    );
                }
                Some(text) => strings.push((text.to_owned(), yaml::node_span(self.source, item))),
                None if matches!(item.kind, NodeKind::Empty) => {}
                None => self.push_wrong_kind(item, ExpectedKind::Text),
            }
        }
        strings
    }

    fn read_codes(&mut self, node: &YamlNode) -> Vec<DiagnosticCode> {
        let mut codes = Vec::new();
        for (name, span) in self.read_strings(node) {
            match DiagnosticCode::from_name(&name) {
                // Citation rules cannot be suppressed: verified quotes are what pakt promises.
                Some(code) if code.info().family != RuleFamily::Citation => codes.push(code),
                Some(_) | None => {
                    let kind = rules::WrongKind { expected: ExpectedKind::Code, value: name };
                    self.diagnostics.push(Diagnostic::new(span, kind));
                }
            }
        }
        codes
    }
}
