//! What an entry says about itself: front matter, an item of a list, or a row of a table.

use super::entry::{Meta, Removed};
use crate::diagnostic::catalogue::rule;
use crate::diagnostic::{Code, Diagnostic, Expected, Family, Fault, KeyHome, Source, Span};
use crate::parse::yaml::{Is, Node};
use crate::schema::{self, Context, Date, Fraction, LanguageTag, Statement, Text, Type};
use std::sync::Arc;

/// The keys that every entry may have, whatever its type.
const KEYS: [&str; 17] = Type::FRONT_MATTER_KEYS;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) id: Option<(String, Span)>,
    pub(super) title: Option<Text>,
    pub(super) description: Option<Text>,
    pub(super) meta: Meta,
    pub(super) fields: Vec<(Arc<str>, Vec<Statement>)>,
    /// `body:` of a list's item.
    pub(super) body: Option<Node>,
    /// `type:`, where findings about the whole entry point.
    pub(super) type_line: Option<Span>,
    /// Fields whose values were wrong: that they have too few has the same cause.
    pub(super) told: Vec<Arc<str>>,
}

/// How strings that hold several values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// As pakt says: one string is one value.
    Own,
    /// As other generators do: `tags: a, b` are two.
    Foreign,
}

/// Reads one map of keys.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) languages: &'a [LanguageTag],
    pub(super) habit: Habit,
    pub(super) findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads the keys of an entry of a type.
    pub(super) fn entry(&mut self, root: Option<&Node>, kind: &Type) -> Front {
        let mut front = Front::default();
        let Some(root) = root else { return front };
        if !matches!(root.is, Is::Map(_) | Is::Empty) {
            self.wrong(root, Expected::Map);
        }
        for (key, node) in root.entries() {
            let name = key.as_text().unwrap_or_default();
            if matches!(node.is, Is::Empty) && (KEYS.contains(&name) || kind.field(name).is_some())
            {
                let is_told = node.is_unreadable().then(|| kind.field(name)).flatten();
                front.told.extend(is_told.map(|field| Arc::clone(&field.id)));
                continue;
            }
            match name {
                "id" => front.id = self.string(node).map(|id| (id, node.span(self.source))),
                "type" => front.type_line = Some(key.span(self.source)),
                "title" => front.title = self.title(node),
                "description" => front.description = self.text(node),
                "removed" => front.meta.removed = self.removed(key, node),
                _ if KEYS.contains(&name) => self.meta(&mut front.meta, name, node),
                _ => match kind.field(name) {
                    Some(field) => {
                        let (statements, found) = schema::read_field(field, node, &self.context());
                        if !found.is_empty() {
                            front.told.push(Arc::clone(&field.id));
                        }
                        self.findings.extend(found);
                        front.fields.push((Arc::clone(&field.id), statements));
                    }
                    None if name == "body" => front.body = Some(node.clone()),
                    None => self.unknown(key, kind),
                },
            }
        }
        let place = |id: &str| kind.fields.iter().position(|field| *field.id == *id);
        front.fields.sort_by_key(|(id, _)| place(id));
        front
    }

    /// Reads the keys of a translation: the few that may differ by language.
    pub(super) fn translation(&mut self, root: Option<&Node>, kind: &Type) -> Front {
        let mut front = Front::default();
        for (key, node) in root.map(Node::entries).unwrap_or_default() {
            match key.as_text().unwrap_or_default() {
                _ if matches!(node.is, Is::Empty) => {}
                "title" => front.title = self.title(node),
                "description" => front.description = self.text(node),
                name @ ("draft" | "language" | "allow") => self.meta(&mut front.meta, name, node),
                _ => self.unknown(key, kind),
            }
        }
        front
    }

    fn unknown(&mut self, key: &Node, kind: &Type) {
        let name = key.as_text().unwrap_or_default();
        let known = KEYS.into_iter().chain(kind.fields.iter().map(|field| &*field.id));
        // A key that is known, but not in a translation, is not misspelt.
        let near = schema::nearest(name, known).filter(|near| near != name);
        let home = KeyHome::Entry(kind.id.to_string());
        let fault = Fault::UnknownKey { key: name.into(), home, near };
        self.findings.push(Diagnostic::at(key.span(self.source), fault));
    }

    fn meta(&mut self, meta: &mut Meta, name: &str, node: &Node) {
        match name {
            "language" => meta.language = self.string(node).map(|tag| LanguageTag(tag.into())),
            "aliases" => meta.aliases = self.strings(node),
            "tags" => meta.tags = self.strings(node),
            // Neither yes nor no: better hidden than published by a slip.
            "draft" => {
                let said = self.yes_or_no(node);
                meta.is_draft = said.unwrap_or(true);
                meta.is_draft_doubtful = said.is_none();
            }
            "owner" => meta.owner = self.text(node),
            "published" => meta.published = self.date(node),
            "updated" => meta.updated = self.date(node),
            "reviewed" => meta.reviewed = self.date(node),
            "review_by" => meta.review_by = self.date(node),
            "order" => {
                meta.order = node.as_text().and_then(Fraction::read);
                if meta.order.is_none() {
                    self.wrong(node, Expected::Number);
                }
            }
            "in_menu" => meta.in_menu = self.yes_or_no(node),
            "allow" => meta.allow = self.codes(node),
            _ => {}
        }
    }

    /// `{on: DATE, reason: …, decision: …}`. Whatever is written there, the text is not shown: it
    /// was meant to go.
    fn removed(&mut self, key: &Node, node: &Node) -> Option<Removed> {
        const REMOVED_KEYS: [&str; 3] = ["on", "reason", "decision"];
        if node.as_text() == Some("false") {
            return None;
        }
        if !matches!(node.is, Is::Map(_)) {
            self.wrong(node, Expected::Map);
            return Some(Removed::default());
        }
        for (own, _) in node.entries() {
            let name = own.as_text().unwrap_or_default();
            if !REMOVED_KEYS.contains(&name) {
                let near = schema::nearest(name, REMOVED_KEYS);
                let home = KeyHome::Value("removed".into());
                let fault = Fault::UnknownKey { key: name.into(), home, near };
                self.findings.push(Diagnostic::at(own.span(self.source), fault));
            }
        }
        for name in ["on", "reason"] {
            if node.get(name).is_none_or(|value| value.is == Is::Empty && value.at.is_empty()) {
                let (field, of) = (name.to_owned(), "removed".to_owned());
                let fault = Fault::MissingField { field, of };
                self.findings.push(Diagnostic::at(key.span(self.source), fault));
            }
        }
        let said = |name| node.get(name).filter(|value| value.is != Is::Empty);
        Some(Removed {
            on: said("on").and_then(|value| self.date(value)),
            reason: said("reason").and_then(|value| self.text(value)),
            decision: said("decision").and_then(|value| self.text(value)),
        })
    }

    fn context(&self) -> Context<'_> {
        Context { source: self.source, languages: self.languages }
    }

    fn wrong(&mut self, node: &Node, expected: Expected) {
        self.findings.extend(schema::wrong_kind(self.source, node, expected));
    }

    fn string(&mut self, node: &Node) -> Option<String> {
        let text = node.as_text().map(str::to_owned);
        if text.is_none() {
            self.wrong(node, Expected::Text);
        }
        text
    }

    /// A title of spaces alone is none.
    fn title(&mut self, node: &Node) -> Option<Text> {
        self.text(node).filter(|text| match text {
            Text::Everywhere(words) => !words.trim().is_empty(),
            Text::ByLanguage(list) => !list.is_empty(),
        })
    }

    fn text(&mut self, node: &Node) -> Option<Text> {
        let (text, found) = schema::read_text(node, &self.context());
        self.findings.extend(found);
        text
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let (date, found) = schema::read_date(node, &self.context());
        self.findings.extend(found);
        date
    }

    fn yes_or_no(&mut self, node: &Node) -> Option<bool> {
        let value = match node.as_text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        if value.is_none() {
            self.wrong(node, Expected::Bool);
        }
        value
    }

    fn strings(&mut self, node: &Node) -> Vec<(String, Span)> {
        let items = match &node.is {
            Is::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        let mut strings = Vec::new();
        for item in items {
            match item.as_text() {
                Some(text) if self.habit == Habit::Foreign => {
                    let parts = text.split(',').map(|part| part.trim().trim_start_matches('#'));
                    let span = item.span(self.source);
                    strings.extend(
                        parts.filter(|p| !p.is_empty()).map(|p| (p.to_owned(), span.clone())),
                    );
                }
                Some(text) => strings.push((text.to_owned(), item.span(self.source))),
                None if matches!(item.is, Is::Empty) => {}
                None => self.wrong(item, Expected::Text),
            }
        }
        strings
    }

    fn codes(&mut self, node: &Node) -> Vec<Code> {
        let mut codes = Vec::new();
        for (name, span) in self.strings(node) {
            match Code::from_name(&name) {
                // That the words stand in the source is the promise of the whole.
                Some(code) if rule(code).family != Family::Citation => codes.push(code),
                Some(_) => {
                    let fault = Fault::WrongKind { expected: Expected::Code, found: name };
                    self.findings.push(Diagnostic::at(span, fault));
                }
                None => {
                    let fault = Fault::WrongKind { expected: Expected::Code, found: name };
                    self.findings.push(Diagnostic::at(span, fault));
                }
            }
        }
        codes
    }
}
