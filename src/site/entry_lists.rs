//! Lists of entries: `party: [ {id: …}, … ]` in YAML, or the rows of a table of CSV.

use super::collect_entries::{self, CollectContext};
use super::config::SiteConfig;
use super::entry::{Entry, EntryOrigin, LanguageVersion};
use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, OutsideSiteReason,
    SourceFile, Span, YamlProblem,
};
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{CsvTable, MarkdownBody, ParsedContent, ParsedFile};
use crate::schema::{self, EntryType, FieldKind, LanguageTag, LocalizedText};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

type ListResult = Vec<(Entry, Vec<Diagnostic>)>;

/// One file of lists, while it is read.
struct EntryList<'a> {
    parsed: &'a Arc<ParsedFile>,
    source: &'a Arc<SourceFile>,
    rules: CollectContext<'a>,
    made: ListResult,
    diagnostics: Vec<Diagnostic>,
}

/// Makes the entries of one `.yaml` file. What is wrong in the file itself comes with the second
/// value.
pub(super) fn list_entries(
    parsed: &Arc<ParsedFile>,
    (source, root): (&Arc<SourceFile>, Option<&YamlNode>),
    rules: CollectContext<'_>,
    all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> (ListResult, Vec<Diagnostic>) {
    let diagnostics = parsed.diagnostics.clone();
    let mut list = EntryList { parsed, source, rules, made: Vec::new(), diagnostics };
    match root.map(|root| &root.kind) {
        None | Some(NodeKind::Empty) => {}
        Some(NodeKind::Map(_)) => {
            for (key, node) in root.map(YamlNode::map_entries).unwrap_or_default() {
                list.add_type_list(key, node, all);
            }
        }
        Some(_) => {
            let span = root.map_or_else(|| Span::start_of(source), |root| root.span(source));
            let kind = DiagnosticKind::YamlSyntax { problem: YamlProblem::NotAMap };
            list.diagnostics.push(Diagnostic::new(span, kind));
        }
    }
    (list.made, list.diagnostics)
}

impl EntryList<'_> {
    fn add_type_list(
        &mut self,
        key: &YamlNode,
        node: &YamlNode,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let name = key.as_str().unwrap_or_default();
        let Some(kind) = self.rules.schema.types.get(name).map(Arc::clone) else {
            let span = key.span(self.source);
            self.diagnostics.push(collect_entries::unknown_type(name, span, self.rules.schema));
            return;
        };
        match &node.kind {
            NodeKind::Empty => {}
            NodeKind::List(items) => {
                for item in items {
                    // An item that is no map has no first key: it is its own place.
                    let first = item.map_entries().first().map_or(item, |(key, _)| key);
                    self.add_item(item, first.span(self.source), &kind);
                }
            }
            NodeKind::Map(_) if node.get("from").is_some() => self.add_table(node, &kind, all),
            _ => self.diagnostics.extend(schema::wrong_kind_diagnostic(
                self.source,
                node,
                ExpectedKind::List,
            )),
        }
    }

    fn add_item(&mut self, item: &YamlNode, span: Span, kind: &Arc<EntryType>) {
        if item.map_entries().is_empty() {
            self.diagnostics.extend(schema::wrong_kind_diagnostic(
                self.source,
                item,
                ExpectedKind::Map,
            ));
            return;
        }
        let languages = &self.rules.config.languages;
        let mut reader = FrontMatterReader {
            source: self.source,
            languages,
            habit: FrontMatterDialect::Pakt,
            diagnostics: Vec::new(),
        };
        let front = reader.read_entry(Some(item), kind);
        let mut diagnostics = reader.diagnostics;
        collect_entries::missing_fields(&front, kind, &span, &mut diagnostics);
        let origin = EntryOrigin::Item(Arc::clone(self.parsed), item.range.clone());
        let entry = build_list_entry(front, kind, (span, origin), (self, &mut diagnostics));
        self.made.push((entry, diagnostics));
    }

    /// `{from: municipalities.csv}`: each row is an item whose keys are the head of the column.
    fn add_table(
        &mut self,
        node: &YamlNode,
        kind: &Arc<EntryType>,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        for (key, _) in node.map_entries().iter().filter(|(key, _)| key.as_str() != Some("from")) {
            let key_text = key.as_str().unwrap_or_default().to_owned();
            let home = KeyScope::Value(kind.id.to_string());
            let fault =
                DiagnosticKind::UnknownKey { key: key_text, home, near: Some("from".into()) };
            self.diagnostics.push(Diagnostic::new(key.span(self.source), fault));
        }
        let Some(from) = node.get("from") else { return };
        let name = from.as_str().unwrap_or_default();
        let folder = self.parsed.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = if folder.is_empty() { name.into() } else { format!("{folder}/{name}") };
        if super::link_destination::join_path(folder, name).is_none() {
            let fault = DiagnosticKind::OutsideSite { what: OutsideSiteReason::Link(name.into()) };
            self.diagnostics.push(Diagnostic::new(from.span(self.source), fault));
            return;
        }
        let found = all.get(beside.as_str()).or_else(|| all.get(name));
        let Some(ParsedFile { kind: ParsedContent::Csv(source, table, wrong), .. }) =
            found.map(|p| &**p)
        else {
            let miss = BrokenLinkReason::NotFound;
            let fault = DiagnosticKind::BrokenLink { target: name.into(), miss, near: None };
            self.diagnostics.push(Diagnostic::new(from.span(self.source), fault));
            return;
        };
        self.diagnostics.extend(wrong.iter().cloned());
        let parsed = found.map_or(self.parsed, |parsed| parsed);
        let mut rows = EntryList {
            parsed,
            source,
            rules: self.rules,
            made: Vec::new(),
            diagnostics: Vec::new(),
        };
        for (first_cell, row) in rows_as_maps(table, kind) {
            rows.add_item(&row, Span::new(source, first_cell), kind);
        }
        self.made.append(&mut rows.made);
        self.diagnostics.append(&mut rows.diagnostics);
    }
}

fn build_list_entry(
    mut front: FrontMatter,
    kind: &Arc<EntryType>,
    (place, origin): (Span, EntryOrigin),
    (list, diagnostics): (&EntryList<'_>, &mut Vec<Diagnostic>),
) -> Entry {
    let id = match front.id.take() {
        Some((id, _)) if collect_entries::is_id(&id) => id,
        wrong => {
            diagnostics.push(match wrong {
                Some((found, span)) => Diagnostic::new(
                    span,
                    DiagnosticKind::WrongKind { expected: ExpectedKind::Id, found },
                ),
                None => {
                    let fault = DiagnosticKind::MissingField {
                        field: "id".into(),
                        of: kind.id.to_string(),
                    };
                    Diagnostic::new(place.clone(), fault)
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
    let versions =
        front.body.as_ref().map(|node| read_versions(node, (list.source, config), diagnostics));
    Entry {
        addresses: collect_entries::localized_addresses(
            &collect_entries::declared_address(kind, &id),
            config,
        ),
        title: front.title.unwrap_or_else(|| LocalizedText::Same(id.as_str().into())),
        description: front.description,
        id: id.into(),
        kind: Arc::clone(kind),
        origin,
        span: place,
        versions: versions.unwrap_or_default(),
        fields: front.fields,
        meta: front.meta,
    }
}

/// `body:` of an item: Markdown, or Markdown by language.
fn read_versions(
    node: &YamlNode,
    (source, config): (&Arc<SourceFile>, &SiteConfig),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<LanguageVersion> {
    let version = |language: &LanguageTag, text: &str, range: &Range<usize>| LanguageVersion {
        language: language.clone(),
        written_in: None,
        body: Arc::new(MarkdownBody::from_scalar(source, text, range.clone())),
        title_heading: None,
        file: None,
    };
    let mut versions = Vec::new();
    match &node.kind {
        NodeKind::Empty => {}
        NodeKind::Text { text, .. } => {
            versions.extend(config.languages.first().map(|tag| version(tag, text, &node.range)));
        }
        NodeKind::Map(pairs) => {
            for (key, value) in pairs {
                let word = key.as_str().unwrap_or_default();
                let tag = config.languages.iter().find(|tag| *tag.0 == *word);
                match (tag, value.as_str()) {
                    (Some(tag), Some(text)) => versions.push(version(tag, text, &value.range)),
                    (Some(_), None) if matches!(value.kind, NodeKind::Empty) => {}
                    (Some(_), None) => {
                        diagnostics.extend(schema::wrong_kind_diagnostic(
                            source,
                            value,
                            ExpectedKind::Markdown,
                        ));
                    }
                    (None, _) => {
                        diagnostics.extend(schema::wrong_kind_diagnostic(
                            source,
                            key,
                            ExpectedKind::Language,
                        ));
                    }
                }
            }
            versions.sort_by_key(|version| config.language_index(&version.language));
        }
        NodeKind::List(_) => {
            diagnostics.extend(schema::wrong_kind_diagnostic(source, node, ExpectedKind::Markdown));
        }
    }
    versions
}

/// Each row as the map that an editor would have written, with the place of its first cell:
/// `name.sv` and `name.en` make a text by language, `|` parts the values of a field that may have
/// several, and an empty cell says nothing. A key stands where its column's head does.
fn rows_as_maps(
    table: &CsvTable,
    kind: &EntryType,
) -> impl Iterator<Item = (Range<usize>, YamlNode)> {
    let has_parts = |name: &str| match kind.find_field(name) {
        Some(field) => field.at_most != Some(1) && field.kind != FieldKind::Markdown,
        None => matches!(name, "aliases" | "tags"),
    };
    table.rows.iter().filter_map(move |row| {
        let mut pairs: Vec<(YamlNode, YamlNode)> = Vec::new();
        for (head, cell) in table.header.iter().zip(row) {
            if cell.text.trim().is_empty() {
                continue;
            }
            let (name, language) = match head.text.split_once('.') {
                Some((name, language)) => (name, Some(language)),
                None => (&*head.text, None),
            };
            let value = match has_parts(name) {
                true => split_cell(&cell.text, &cell.range),
                false => text_node(cell.text.trim(), &cell.range),
            };
            let Some(language) = language else {
                pairs.push((text_node(name, &head.range), value));
                continue;
            };
            let part = (text_node(language, &head.range), value);
            match pairs.iter_mut().find(|(key, _)| key.as_str() == Some(name)) {
                Some((_, YamlNode { kind: NodeKind::Map(parts), .. })) => parts.push(part),
                _ => {
                    let by_language =
                        YamlNode { range: cell.range.clone(), kind: NodeKind::Map(vec![part]) };
                    pairs.push((text_node(name, &head.range), by_language));
                }
            }
        }
        let (first, last) = (row.first()?, row.last()?);
        let whole =
            YamlNode { range: first.range.start..last.range.end, kind: NodeKind::Map(pairs) };
        (!whole.map_entries().is_empty()).then(|| (first.range.clone(), whole))
    })
}

fn split_cell(words: &str, range: &Range<usize>) -> YamlNode {
    if words.contains('|') {
        let parts = words.split('|').map(str::trim).filter(|part| !part.is_empty());
        return YamlNode {
            range: range.clone(),
            kind: NodeKind::List(parts.map(|part| text_node(part, range)).collect()),
        };
    }
    text_node(words.trim(), range)
}

fn text_node(words: &str, range: &Range<usize>) -> YamlNode {
    YamlNode {
        range: range.clone(),
        kind: NodeKind::Text { text: words.into(), style: TextStyle::Plain },
    }
}
