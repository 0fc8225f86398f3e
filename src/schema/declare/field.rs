//! A field as its type declares it.

use super::entry_type::{Promise, translate};
use super::keys::{count, entry, flag, is_name, list, text, value};
use crate::diagnostic::{Diagnostic, Expected, Fault, KeyHome, Note};
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::Findings;
use crate::schema::model::{Field, Fraction, Kind, Sum, Text, Translate, Type};
use crate::schema::text as words;
use std::sync::Arc;

const FIELD_KEYS: [&str; 15] = [
    "label",
    "kind",
    "to",
    "choices",
    "required",
    "at_least",
    "at_most",
    "sourced",
    "claimed",
    "unique",
    "sum",
    "acyclic",
    "inverse",
    "translate",
    "fields",
];
const KINDS: [&str; 12] = [
    "text", "markdown", "number", "fraction", "date", "period", "url", "choice", "bool",
    "citation", "file", "group",
];

/// What holds for a field that does not say otherwise.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    pub(super) is_sourced: bool,
    pub(super) is_claimed: bool,
}

struct Reader<'r, 'a> {
    /// The group that the fields are in. A group cannot hold another.
    group: Option<&'r str>,
    defaults: Defaults,
    promises: &'r mut Vec<Promise>,
    findings: &'r mut Findings<'a>,
}

/// Reads `fields:` of a type.
pub(super) fn read_fields(
    root: &Node,
    defaults: Defaults,
    promises: &mut Vec<Promise>,
    findings: &mut Findings,
) -> Vec<Field> {
    Reader { group: None, defaults, promises, findings }.fields(root)
}

impl Reader<'_, '_> {
    fn fields(&mut self, map: &Node) -> Vec<Field> {
        let Some(node) = value(map, "fields") else { return vec![] };
        let Is::Map(entries) = &node.is else {
            self.findings.wrong(node, Expected::Map);
            return vec![];
        };
        let mut fields = Vec::new();
        for (key, node) in entries {
            let id = key.as_text().unwrap_or_default();
            let is_free = match self.group {
                None => id != "body" && !Type::FRONT_MATTER_KEYS.contains(&id),
                // `{value: …}` is a statement about an item, not an item.
                Some(_) => id != "value",
            };
            if is_name(id) && is_free {
                fields.push(self.field(id, key, node));
            } else {
                self.findings.wrong(key, Expected::Id);
            }
        }
        fields
    }

    fn field(&mut self, id: &str, key: &Node, node: &Node) -> Field {
        if !matches!(node.is, Is::Map(_) | Is::Empty) {
            self.findings.wrong(node, Expected::Map);
        }
        let kind = self.kind(key, node);
        self.keys(node, kind.as_ref());
        let has_sum = matches!(kind, Some(Kind::Number | Kind::Fraction));
        let sum = if has_sum { self.sum(node) } else { None };
        let (at_least, at_most) = self.counts(node);
        let findings = &mut *self.findings;
        Field {
            id: id.into(),
            label: text(node, "label", findings).unwrap_or_else(|| Text::Everywhere(id.into())),
            at_least,
            at_most,
            is_unique: flag(node, "unique", findings).unwrap_or(false),
            is_acyclic: flag(node, "acyclic", findings).unwrap_or(false),
            inverse: text(node, "inverse", findings),
            translate: translate(node, findings).unwrap_or(Translate::Wanted),
            is_sourced: flag(node, "sourced", findings).unwrap_or(self.defaults.is_sourced),
            is_claimed: flag(node, "claimed", findings).unwrap_or(self.defaults.is_claimed),
            declared: Some(findings.span(&key.at)),
            sum,
            // Of what is not known, as little as possible is wrong.
            kind: kind.unwrap_or(Kind::Text),
        }
    }

    /// Tells keys that no field has, and those that mean nothing for this kind.
    fn keys(&mut self, node: &Node, kind: Option<&Kind>) {
        for (key, _) in node.entries() {
            let kinds: &[&str] = match (key.as_text().unwrap_or_default(), kind) {
                (_, None)
                | ("choices", Some(Kind::Choice(_)))
                | ("fields", Some(Kind::Group(_)))
                | ("sum", Some(Kind::Number | Kind::Fraction))
                | ("acyclic" | "inverse", Some(Kind::Entry(_))) => &[],
                ("choices", _) => &["kind: choice"],
                ("fields", _) => &["kind: group"],
                ("sum", _) => &["kind: number", "kind: fraction"],
                ("acyclic" | "inverse", _) => &["to: …"],
                _ => &[],
            };
            let is_known = key.as_text().is_some_and(|name| FIELD_KEYS.contains(&name));
            if !is_known {
                self.findings.unknown_key(key, KeyHome::Field, &FIELD_KEYS);
            } else if !kinds.is_empty() {
                self.findings.unknown_key(key, KeyHome::FieldKind(kinds), &[]);
            }
        }
    }

    /// `kind` or `to`, the first if both are there. None is told.
    fn kind(&mut self, key: &Node, node: &Node) -> Option<Kind> {
        let (kind, to) = (entry(node, "kind"), entry(node, "to"));
        if let (Some((kind, _)), Some((to, _))) = (kind, to) {
            let (first, second) = if kind.at.start < to.at.start { (kind, to) } else { (to, kind) };
            let name = second.as_text().unwrap_or_default().to_owned();
            let fault = Fault::DuplicateKey { key: name };
            let found = Diagnostic::at(self.findings.span(&second.at), fault);
            self.findings.found.push(found.with(self.findings.span(&first.at), Note::FirstHere));
        }
        let is_first = |at: usize, other: Option<(&Node, &Node)>| {
            other.is_none_or(|(other, _)| at < other.at.start)
        };
        match (kind, to) {
            (Some((first, word)), to) if is_first(first.at.start, to) => {
                self.named_kind(key, word, node)
            }
            (_, Some((_, to))) => Some(self.targets(to)),
            // Words are what most fields hold: a field that says nothing of its kind holds those. A
            // field with choices holds one of them.
            _ => match value(node, "choices") {
                Some(_) => Some(Kind::Choice(self.choices(node))),
                None => (!node.is_unreadable()).then_some(Kind::Text),
            },
        }
    }

    fn named_kind(&mut self, key: &Node, word: &Node, node: &Node) -> Option<Kind> {
        let id = key.as_text().unwrap_or_default();
        Some(match word.as_text().unwrap_or_default() {
            "text" => Kind::Text,
            "markdown" => Kind::Markdown,
            "number" => Kind::Number,
            "fraction" => Kind::Fraction,
            "date" => Kind::Date,
            "period" => Kind::Period,
            "url" => Kind::Url,
            "bool" => Kind::Bool,
            "citation" => Kind::Citation,
            "file" => Kind::File,
            "choice" => {
                if value(node, "choices").is_none() {
                    self.missing("choices", id, key);
                }
                Kind::Choice(self.choices(node))
            }
            "group" if self.group.is_none() => {
                if value(node, "fields").is_none() {
                    self.missing("fields", id, key);
                }
                let mut inner = Reader {
                    group: Some(id),
                    defaults: self.defaults,
                    promises: &mut *self.promises,
                    findings: &mut *self.findings,
                };
                Kind::Group(inner.fields(node))
            }
            _ => {
                let n_kinds = KINDS.len() - usize::from(self.group.is_some());
                let kinds = KINDS.iter().take(n_kinds).map(ToString::to_string).collect();
                self.findings.wrong(word, Expected::OneOf(kinds));
                return None;
            }
        })
    }

    fn missing(&mut self, name: &str, id: &str, key: &Node) {
        let fault = Fault::MissingField { field: name.to_owned(), of: id.to_owned() };
        self.findings.at(&key.at, fault);
    }

    fn targets(&mut self, node: &Node) -> Kind {
        let mut targets: Vec<Arc<str>> = Vec::new();
        for (word, item) in list(node, self.findings) {
            let span = self.findings.span(&item.at);
            self.promises.push(Promise::Type(word.into(), span));
            targets.push(word.into());
        }
        Kind::Entry(targets)
    }

    /// `{word: label}` or `[word]`.
    fn choices(&mut self, node: &Node) -> Vec<(Arc<str>, Text)> {
        let Some(node) = value(node, "choices") else { return vec![] };
        let mut choices: Vec<(Arc<str>, Text)> = Vec::new();
        if let Is::Map(entries) = &node.is {
            for (word, label) in entries {
                let id: Arc<str> = word.as_text().unwrap_or_default().into();
                let label = words::read(label, self.findings);
                choices.push((Arc::clone(&id), label.unwrap_or(Text::Everywhere(id))));
            }
            return choices;
        }
        let Is::List(_) = &node.is else {
            self.findings.wrong(node, Expected::List);
            return choices;
        };
        for (word, item) in list(node, self.findings) {
            let id: Arc<str> = word.into();
            if choices.iter().any(|(other, _)| *other == id) {
                let (field, value) = ("choices".to_owned(), word.to_owned());
                self.findings.at(&item.at, Fault::DuplicateValue { field, value });
            } else {
                choices.push((Arc::clone(&id), Text::Everywhere(id)));
            }
        }
        choices
    }

    /// How many values: from `required`, `at_least` and `at_most`.
    fn counts(&mut self, node: &Node) -> (usize, Option<usize>) {
        let is_required = flag(node, "required", self.findings).unwrap_or(false);
        let at_least = count(node, "at_least", self.findings).unwrap_or(0);
        let at_least = at_least.max(usize::from(is_required));
        let at_most = count(node, "at_most", self.findings);
        let fits = |most: &usize| *most >= at_least.max(1);
        if let (Some(_), None, Some(node)) = (at_most, at_most.filter(fits), value(node, "at_most"))
        {
            self.findings.wrong(node, Expected::Count);
        }
        (at_least, at_most.filter(fits))
    }

    /// `N per RELATION`.
    fn sum(&mut self, map: &Node) -> Option<Sum> {
        let node = value(map, "sum")?;
        let read = || {
            let mut parts = node.as_text()?.split_whitespace();
            let total = Fraction::read(parts.next()?)?;
            parts.next().filter(|per| *per == "per")?;
            let per = parts.next()?;
            parts.next().is_none().then_some(Sum { total, per: per.into() })
        };
        let sum = read();
        match &sum {
            Some(sum) => {
                let span = self.findings.span(&node.at);
                let per = Arc::clone(&sum.per);
                let group = self.group.map(Arc::from);
                self.promises.push(Promise::Relation { group, per, span });
            }
            None => self.findings.wrong(node, Expected::Sum),
        }
        sum
    }
}
