//! Lists of entries: `party: [ {id: …}, … ]` in YAML, or the rows of a table of CSV.

use super::collect::{self, Rules};
use super::config::Config;
use super::entry::{Entry, Origin, Version};
use super::front::{Front, Habit, Reader};
use crate::diagnostic::{
    Diagnostic, Expected, Fault, KeyHome, LinkMiss, Outside, Source, Span, YamlProblem,
};
use crate::parse::yaml::{Is, Node, Style};
use crate::parse::{Body, Kind, Parsed, Table};
use crate::schema::{self, Kind as FieldKind, LanguageTag, Text, Type};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

type Made = Vec<(Entry, Vec<Diagnostic>)>;

/// One file of lists, while it is read.
struct List<'a> {
    parsed: &'a Arc<Parsed>,
    source: &'a Arc<Source>,
    rules: Rules<'a>,
    made: Made,
    findings: Vec<Diagnostic>,
}

/// Makes the entries of one `.yaml` file. What is wrong in the file itself comes with the second
/// value.
pub(super) fn entries(
    parsed: &Arc<Parsed>,
    (source, root): (&Arc<Source>, Option<&Node>),
    rules: Rules<'_>,
    all: &BTreeMap<Arc<str>, Arc<Parsed>>,
) -> (Made, Vec<Diagnostic>) {
    let findings = parsed.findings.clone();
    let mut list = List { parsed, source, rules, made: Vec::new(), findings };
    match root.map(|root| &root.is) {
        None | Some(Is::Empty) => {}
        Some(Is::Map(_)) => {
            for (key, node) in root.map(Node::entries).unwrap_or_default() {
                list.of_type(key, node, all);
            }
        }
        Some(_) => {
            let at = root.map_or_else(|| Span::start_of(source), |root| root.span(source));
            let fault = Fault::YamlSyntax { problem: YamlProblem::NotAMap };
            list.findings.push(Diagnostic::at(at, fault));
        }
    }
    (list.made, list.findings)
}

impl List<'_> {
    fn of_type(&mut self, key: &Node, node: &Node, all: &BTreeMap<Arc<str>, Arc<Parsed>>) {
        let name = key.as_text().unwrap_or_default();
        let Some(kind) = self.rules.schema.types.get(name).map(Arc::clone) else {
            let span = key.span(self.source);
            self.findings.push(collect::unknown_type(name, span, self.rules.schema));
            return;
        };
        match &node.is {
            Is::Empty => {}
            Is::List(items) => {
                for item in items {
                    // An item that is no map has no first key: it is its own place.
                    let first = item.entries().first().map_or(item, |(key, _)| key);
                    self.item(item, first.span(self.source), &kind);
                }
            }
            Is::Map(_) if node.get("from").is_some() => self.table(node, &kind, all),
            _ => self.findings.extend(schema::wrong_kind(self.source, node, Expected::List)),
        }
    }

    fn item(&mut self, item: &Node, place: Span, kind: &Arc<Type>) {
        if item.entries().is_empty() {
            self.findings.extend(schema::wrong_kind(self.source, item, Expected::Map));
            return;
        }
        let languages = &self.rules.config.languages;
        let mut reader =
            Reader { source: self.source, languages, habit: Habit::Own, findings: Vec::new() };
        let front = reader.entry(Some(item), kind);
        let mut findings = reader.findings;
        collect::missing_fields(&front, kind, &place, &mut findings);
        let origin = Origin::Item(Arc::clone(self.parsed), item.at.clone());
        let entry = entry(front, kind, (place, origin), (self, &mut findings));
        self.made.push((entry, findings));
    }

    /// `{from: municipalities.csv}`: each row is an item whose keys are the head of the column.
    fn table(&mut self, node: &Node, kind: &Arc<Type>, all: &BTreeMap<Arc<str>, Arc<Parsed>>) {
        for (key, _) in node.entries().iter().filter(|(key, _)| key.as_text() != Some("from")) {
            let key_text = key.as_text().unwrap_or_default().to_owned();
            let home = KeyHome::Value(kind.id.to_string());
            let fault = Fault::UnknownKey { key: key_text, home, near: Some("from".into()) };
            self.findings.push(Diagnostic::at(key.span(self.source), fault));
        }
        let Some(from) = node.get("from") else { return };
        let name = from.as_text().unwrap_or_default();
        let folder = self.parsed.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = if folder.is_empty() { name.into() } else { format!("{folder}/{name}") };
        if super::destination::join(folder, name).is_none() {
            let fault = Fault::OutsideSite { what: Outside::Link(name.into()) };
            self.findings.push(Diagnostic::at(from.span(self.source), fault));
            return;
        }
        let found = all.get(beside.as_str()).or_else(|| all.get(name));
        let Some(Parsed { kind: Kind::Csv(source, table, wrong), .. }) = found.map(|p| &**p) else {
            let miss = LinkMiss::NotFound;
            let fault = Fault::BrokenLink { target: name.into(), miss, near: None };
            self.findings.push(Diagnostic::at(from.span(self.source), fault));
            return;
        };
        self.findings.extend(wrong.iter().cloned());
        let parsed = found.map_or(self.parsed, |parsed| parsed);
        let mut rows =
            List { parsed, source, rules: self.rules, made: Vec::new(), findings: Vec::new() };
        for (first_cell, row) in rows_as_maps(table, kind) {
            rows.item(&row, Span::new(source, first_cell), kind);
        }
        self.made.append(&mut rows.made);
        self.findings.append(&mut rows.findings);
    }
}

fn entry(
    mut front: Front,
    kind: &Arc<Type>,
    (place, origin): (Span, Origin),
    (list, findings): (&List<'_>, &mut Vec<Diagnostic>),
) -> Entry {
    let id = match front.id.take() {
        Some((id, _)) if collect::is_id(&id) => id,
        wrong => {
            findings.push(match wrong {
                Some((found, span)) => {
                    Diagnostic::at(span, Fault::WrongKind { expected: Expected::Id, found })
                }
                None => {
                    let fault = Fault::MissingField { field: "id".into(), of: kind.id.to_string() };
                    Diagnostic::at(place.clone(), fault)
                }
            });
            // It is checked like the others, and not published: nobody can link to it.
            (front.meta.is_draft, front.meta.is_draft_doubtful) = (true, true);
            format!("{}-{}", kind.id, place.range().start)
        }
    };
    let config = list.rules.config;
    if front.meta.removed.is_some() {
        // What was withdrawn is not shown, and backs nothing.
        front.fields.clear();
        front.body = None;
    }
    let versions = front.body.as_ref().map(|node| versions(node, (list.source, config), findings));
    Entry {
        addresses: collect::addresses(&collect::declared(kind, &id), config),
        title: front.title.unwrap_or_else(|| Text::Everywhere(id.as_str().into())),
        description: front.description,
        id: id.into(),
        kind: Arc::clone(kind),
        origin,
        place,
        versions: versions.unwrap_or_default(),
        fields: front.fields,
        meta: front.meta,
    }
}

/// `body:` of an item: Markdown, or Markdown by language.
fn versions(
    node: &Node,
    (source, config): (&Arc<Source>, &Config),
    findings: &mut Vec<Diagnostic>,
) -> Vec<Version> {
    let version = |language: &LanguageTag, text: &str, at: &Range<usize>| Version {
        language: language.clone(),
        written_in: None,
        body: Arc::new(Body::scalar(source, text, at.clone())),
        title_heading: None,
        file: None,
    };
    let mut versions = Vec::new();
    match &node.is {
        Is::Empty => {}
        Is::Text { text, .. } => {
            versions.extend(config.languages.first().map(|tag| version(tag, text, &node.at)));
        }
        Is::Map(pairs) => {
            for (key, value) in pairs {
                let word = key.as_text().unwrap_or_default();
                let tag = config.languages.iter().find(|tag| *tag.0 == *word);
                match (tag, value.as_text()) {
                    (Some(tag), Some(text)) => versions.push(version(tag, text, &value.at)),
                    (Some(_), None) if matches!(value.is, Is::Empty) => {}
                    (Some(_), None) => {
                        findings.extend(schema::wrong_kind(source, value, Expected::Markdown));
                    }
                    (None, _) => {
                        findings.extend(schema::wrong_kind(source, key, Expected::Language));
                    }
                }
            }
            let place = |tag: &LanguageTag| config.languages.iter().position(|l| l == tag);
            versions.sort_by_key(|version| place(&version.language));
        }
        Is::List(_) => findings.extend(schema::wrong_kind(source, node, Expected::Markdown)),
    }
    versions
}

/// Each row as the map that an editor would have written, with the place of its first cell:
/// `name.sv` and `name.en` make a text by language, `|` parts the values of a field that may have
/// several, and an empty cell says nothing. A key stands where its column's head does.
fn rows_as_maps(table: &Table, kind: &Type) -> impl Iterator<Item = (Range<usize>, Node)> {
    let has_parts = |name: &str| match kind.field(name) {
        Some(field) => field.at_most != Some(1) && field.kind != FieldKind::Markdown,
        None => matches!(name, "aliases" | "tags"),
    };
    table.rows.iter().filter_map(move |row| {
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        for (head, cell) in table.header.iter().zip(row) {
            if cell.text.trim().is_empty() {
                continue;
            }
            let (name, language) = match head.text.split_once('.') {
                Some((name, language)) => (name, Some(language)),
                None => (&*head.text, None),
            };
            let value = match has_parts(name) {
                true => parts(&cell.text, &cell.at),
                false => text(cell.text.trim(), &cell.at),
            };
            let Some(language) = language else {
                pairs.push((text(name, &head.at), value));
                continue;
            };
            let part = (text(language, &head.at), value);
            match pairs.iter_mut().find(|(key, _)| key.as_text() == Some(name)) {
                Some((_, Node { is: Is::Map(parts), .. })) => parts.push(part),
                _ => {
                    let by_language = Node { at: cell.at.clone(), is: Is::Map(vec![part]) };
                    pairs.push((text(name, &head.at), by_language));
                }
            }
        }
        let (first, last) = (row.first()?, row.last()?);
        let whole = Node { at: first.at.start..last.at.end, is: Is::Map(pairs) };
        (!whole.entries().is_empty()).then(|| (first.at.clone(), whole))
    })
}

fn parts(words: &str, at: &Range<usize>) -> Node {
    if words.contains('|') {
        let parts = words.split('|').map(str::trim).filter(|part| !part.is_empty());
        return Node { at: at.clone(), is: Is::List(parts.map(|part| text(part, at)).collect()) };
    }
    text(words.trim(), at)
}

fn text(words: &str, at: &Range<usize>) -> Node {
    Node { at: at.clone(), is: Is::Text { text: words.into(), style: Style::Plain } }
}
