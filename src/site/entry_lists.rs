//! Lists of entries: `party: [ {id: …}, … ]` in YAML, or the rows of a CSV table.

use super::collect_entries::CollectContext;
use super::config::SiteConfig;
use super::entry::{Entry, EntryOrigin, LanguageVersion};
use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use super::page_entry;
use crate::diagnostic::rules::{LinkPlace, TargetForm};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, ExpectedKind, KeyScope, OutsideSiteReason, SourceFile, Span,
    YamlProblem, closest_match, rules,
};
use crate::parse::yaml::{self, NodeKind, TextStyle, YamlNode};
use crate::parse::{CsvTable, MarkdownBody, ParsedContent, ParsedFile, PublicationKey};
use crate::schema::{
    self, DiagnosticSink, EntryType, FieldKind, LanguageTag, LocalizedText, ReadContext,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The keys of a list that is in a table.
const TABLE_KEYS: [&str; 1] = ["from"];

/// The entries of one `.yaml` file.
#[derive(Default)]
pub(super) struct ListedEntries {
    /// Each with its diagnostics.
    pub(super) entries: Vec<(Entry, Vec<Diagnostic>)>,
    /// The files that the lists are made `from:`, whatever they contain.
    pub(super) tables: Vec<Arc<ParsedFile>>,
    /// Diagnostics of the file itself and of its tables.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Builds the entries of one file.
struct EntryList<'a> {
    parsed: &'a Arc<ParsedFile>,
    source: &'a Arc<SourceFile>,
    context: CollectContext<'a>,
    listed: ListedEntries,
}

/// Builds the entries of one `.yaml` file.
pub(super) fn list_entries(
    parsed: &Arc<ParsedFile>,
    source: &Arc<SourceFile>,
    root: Option<&YamlNode>,
    context: CollectContext<'_>,
    all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> ListedEntries {
    let diagnostics = parsed.diagnostics.clone();
    let listed = ListedEntries { diagnostics, ..ListedEntries::default() };
    let mut list = EntryList { parsed, source, context, listed };
    match root.map(|root| &root.kind) {
        None | Some(NodeKind::Empty) => {}
        Some(NodeKind::Map(_)) => {
            for (key, node) in root.map(YamlNode::map_entries).unwrap_or_default() {
                list.add_type_list(key, node, all);
            }
        }
        Some(_) => {
            let span =
                root.map_or_else(|| Span::start_of(source), |root| yaml::node_span(source, root));
            let kind = rules::YamlSyntax { problem: YamlProblem::NotAMap };
            list.listed.diagnostics.push(Diagnostic::new(span, kind));
        }
    }
    keep_back_broken_items(parsed, &mut list.listed);
    list.listed
}

/// Keeps back each item with a syntax error, which may hide that it is a draft.
fn keep_back_broken_items(parsed: &Arc<ParsedFile>, listed: &mut ListedEntries) {
    let is_of_file = |origin: &EntryOrigin| match origin {
        EntryOrigin::Item(file, range) if Arc::ptr_eq(file, parsed) => Some(range.start),
        _ => None,
    };
    for diagnostic in
        listed.diagnostics.iter_mut().filter(|it| PublicationKey::may_be_hidden_by(it))
    {
        let error_start = diagnostic.span.range().start;
        let items = listed.entries.iter_mut().filter_map(|(entry, _)| {
            is_of_file(&entry.origin).filter(|start| *start <= error_start).map(|it| (it, entry))
        });
        if let Some((_, entry)) = items.max_by_key(|(start, _)| *start) {
            entry.meta.publication.is_unclear = true;
            diagnostic.keeps_page_back = true;
        }
    }
}

impl EntryList<'_> {
    fn add_type_list(
        &mut self,
        key: &YamlNode,
        node: &YamlNode,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let name = key.as_str().unwrap_or_default();
        let Some(kind) = self.context.schema.types.get(name).map(Arc::clone) else {
            let span = yaml::node_span(self.source, key);
            self.listed.diagnostics.push(page_entry::unknown_type(name, span, self.context.schema));
            // Its entries are not read, but they are what links to nothing may have meant.
            let from = node.get("from").and_then(YamlNode::as_str);
            self.listed.tables.extend(from.and_then(|from| self.table_file(from, all)).cloned());
            return;
        };
        match &node.kind {
            NodeKind::Empty => {}
            NodeKind::List(items) => {
                for item in items {
                    // An item that is not a map has no first key and is located by itself.
                    let first_key = item.map_entries().first().map_or(item, |(key, _)| key);
                    self.add_item(item, yaml::node_span(self.source, first_key), &kind);
                }
            }
            NodeKind::Map(_) if names_table(node) => self.add_table(node, &kind, all),
            _ => self.listed.diagnostics.extend(schema::value::wrong_kind_diagnostic(
                self.source,
                node,
                ExpectedKind::List,
            )),
        }
    }

    /// Returns the folder of the file of the list. Empty at the top.
    fn folder(&self) -> &str {
        self.parsed.file.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the file of a table: beside the list, or below the content folder.
    fn table_file<'f>(
        &self,
        name: &str,
        all: &'f BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) -> Option<&'f Arc<ParsedFile>> {
        let folder = self.folder();
        let sibling_path = if folder.is_empty() { name.into() } else { format!("{folder}/{name}") };
        all.get(sibling_path.as_str()).or_else(|| all.get(name))
    }

    fn add_item(&mut self, item: &YamlNode, span: Span, kind: &Arc<EntryType>) {
        if item.map_entries().is_empty() {
            self.listed.diagnostics.extend(schema::value::wrong_kind_diagnostic(
                self.source,
                item,
                ExpectedKind::Map,
            ));
            return;
        }
        let languages = &self.context.config.languages;
        let read_context = ReadContext { source: self.source, languages };
        let mut reader =
            FrontMatterReader::new(FrontMatterDialect::Pakt, self.context.policy, read_context);
        let front = reader.read_entry(Some(item), kind);
        let mut diagnostics = reader.sink.diagnostics;
        page_entry::missing_fields(&front, kind, &span, &mut diagnostics);
        let (entry, entry_diagnostics) =
            build_list_entry(front, kind, span, item.range.clone(), self);
        diagnostics.extend(entry_diagnostics);
        self.listed.entries.push((entry, diagnostics));
    }

    /// Adds `{from: municipalities.csv}`: each row is an item with the column headers as keys.
    fn add_table(
        &mut self,
        node: &YamlNode,
        kind: &Arc<EntryType>,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let languages = &self.context.config.languages;
        let mut sink = DiagnosticSink::new(ReadContext { source: self.source, languages });
        for (key, _) in node.map_entries() {
            if !key.as_str().is_some_and(|name| TABLE_KEYS.contains(&name)) {
                sink.push_unknown_key(key, KeyScope::Value(kind.id.to_string()), TABLE_KEYS);
            }
        }
        self.listed.diagnostics.append(&mut sink.diagnostics);
        let Some(from) = node.get("from") else { return };
        let name = from.as_str().unwrap_or_default();
        let folder = self.folder().to_owned();
        if super::link_destination::join_path(&folder, name).is_none() {
            let kind = rules::OutsideSite { reason: OutsideSiteReason::Link(name.into()) };
            self.listed.diagnostics.push(Diagnostic::new(yaml::node_span(self.source, from), kind));
            return;
        }
        let table_file = self.table_file(name, all);
        self.listed.tables.extend(table_file.cloned());
        let Some(ParsedFile { kind: ParsedContent::Csv(source, table, diagnostics), .. }) =
            table_file.map(|parsed| &**parsed)
        else {
            let reason = BrokenLinkReason::NotFound;
            let place = Some(LinkPlace { folder, form: TargetForm::Path });
            let kind = rules::BrokenLink { target: name.into(), reason, suggestion: None, place };
            self.listed.diagnostics.push(Diagnostic::new(yaml::node_span(self.source, from), kind));
            return;
        };
        self.listed.diagnostics.extend(diagnostics.iter().cloned());
        let parsed = table_file.map_or(self.parsed, |parsed| parsed);
        let mut rows =
            EntryList { parsed, source, context: self.context, listed: ListedEntries::default() };
        for (first_cell, row) in rows_as_maps(table, kind) {
            rows.add_item(&row, Span::new(source, first_cell), kind);
        }
        self.listed.entries.append(&mut rows.listed.entries);
        self.listed.diagnostics.append(&mut rows.listed.diagnostics);
    }
}

/// Returns whether a map is the name of a table: it has the key `from`, or a misspelling of it.
fn names_table(node: &YamlNode) -> bool {
    let mut keys = node.map_entries().iter().filter_map(|(key, _)| key.as_str());
    keys.any(|key| TABLE_KEYS.contains(&key) || closest_match(key, TABLE_KEYS).is_some())
}

fn build_list_entry(
    mut front: FrontMatter,
    kind: &Arc<EntryType>,
    span: Span,
    item_range: Range<usize>,
    list: &EntryList<'_>,
) -> (Entry, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let id = match front.id.take() {
        Some((id, _)) if page_entry::is_id(&id) => id,
        invalid_id => {
            let is_misspelled = front.misspelled_keys.iter().any(|key| key == "id");
            match invalid_id {
                Some((value, span)) => {
                    let kind = rules::WrongKind { expected: ExpectedKind::Id, value };
                    diagnostics.push(Diagnostic::new(span, kind));
                }
                None if is_misspelled => {}
                None => {
                    let (field, required_by) = ("id".into(), kind.id.to_string());
                    let kind = rules::MissingField { field, required_by };
                    diagnostics.push(Diagnostic::new(span.clone(), kind));
                }
            }
            // It is checked but not published, because nothing can link to it.
            front.meta.publication.is_unclear = true;
            format!("{}-{}", kind.id, span.range().start)
        }
    };
    let config = list.context.config;
    if front.meta.removed.is_some() {
        // A removed text is not shown and supports nothing.
        front.fields.clear();
        front.body = None;
    }
    let (versions, body_diagnostics) = front
        .body
        .as_ref()
        .map(|node| read_versions(node, list.source, config))
        .unwrap_or_default();
    diagnostics.extend(body_diagnostics);
    let entry = Entry {
        addresses: page_entry::localized_addresses(
            &page_entry::declared_address(kind, &id),
            config,
        ),
        title: front.title.unwrap_or_else(|| LocalizedText::Same(id.as_str().into())),
        description: front.description,
        id: id.into(),
        kind: Arc::clone(kind),
        origin: EntryOrigin::Item(Arc::clone(list.parsed), item_range),
        span,
        versions,
        fields: front.fields,
        meta: front.meta,
    };
    (entry, diagnostics)
}

/// Reads the `body:` of an item: Markdown, or Markdown by language.
fn read_versions(
    node: &YamlNode,
    source: &Arc<SourceFile>,
    config: &SiteConfig,
) -> (Vec<LanguageVersion>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
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
                let written_tag = key.as_str().unwrap_or_default();
                let tag = config.languages.iter().find(|tag| *tag.0 == *written_tag);
                match (tag, value.as_str()) {
                    (Some(tag), Some(text)) => versions.push(version(tag, text, &value.range)),
                    (Some(_), None) if matches!(value.kind, NodeKind::Empty) => {}
                    (Some(_), None) => {
                        diagnostics.extend(schema::value::wrong_kind_diagnostic(
                            source,
                            value,
                            ExpectedKind::Markdown,
                        ));
                    }
                    (None, _) => {
                        let languages = &config.languages;
                        let mut sink = DiagnosticSink::new(ReadContext { source, languages });
                        sink.push_unknown_language(key);
                        diagnostics.append(&mut sink.diagnostics);
                    }
                }
            }
            versions.sort_by_key(|version| config.language_index(&version.language));
        }
        NodeKind::List(_) => {
            diagnostics.extend(schema::value::wrong_kind_diagnostic(
                source,
                node,
                ExpectedKind::Markdown,
            ));
        }
    }
    (versions, diagnostics)
}

/// Returns each row as the map that an editor would have written, with the range of its first cell.
///
/// `name.sv` and `name.en` make a text by language, `|` separates the values of a field that may
/// have several, and an empty cell has no value. The range of a key is that of its column header.
fn rows_as_maps(
    table: &CsvTable,
    kind: &EntryType,
) -> impl Iterator<Item = (Range<usize>, YamlNode)> {
    let may_have_several_values = |name: &str| match kind.find_field(name) {
        Some(field) => field.at_most != Some(1) && field.kind != FieldKind::Markdown,
        None => matches!(name, "aliases" | "tags"),
    };
    table.rows.iter().filter_map(move |row| {
        let mut pairs: Vec<(YamlNode, YamlNode)> = Vec::new();
        for (header, cell) in table.header.iter().zip(row) {
            if cell.text.trim().is_empty() {
                continue;
            }
            let (name, language) = match header.text.split_once('.') {
                Some((name, language)) => (name, Some(language)),
                None => (&*header.text, None),
            };
            let value = match may_have_several_values(name) {
                true => split_cell(&cell.text, &cell.range),
                false => text_node(cell.text.trim(), &cell.range),
            };
            let Some(language) = language else {
                pairs.push((text_node(name, &header.range), value));
                continue;
            };
            let part = (text_node(language, &header.range), value);
            match pairs.iter_mut().find(|(key, _)| key.as_str() == Some(name)) {
                Some((_, YamlNode { kind: NodeKind::Map(parts), .. })) => parts.push(part),
                _ => {
                    let by_language =
                        YamlNode { range: cell.range.clone(), kind: NodeKind::Map(vec![part]) };
                    pairs.push((text_node(name, &header.range), by_language));
                }
            }
        }
        let (first, last) = (row.first()?, row.last()?);
        let row_node =
            YamlNode { range: first.range.start..last.range.end, kind: NodeKind::Map(pairs) };
        (!row_node.map_entries().is_empty()).then(|| (first.range.clone(), row_node))
    })
}

fn split_cell(text: &str, range: &Range<usize>) -> YamlNode {
    if text.contains('|') {
        let parts = text.split('|').map(str::trim).filter(|part| !part.is_empty());
        return YamlNode {
            range: range.clone(),
            kind: NodeKind::List(parts.map(|part| text_node(part, range)).collect()),
        };
    }
    text_node(text.trim(), range)
}

fn text_node(text: &str, range: &Range<usize>) -> YamlNode {
    YamlNode {
        range: range.clone(),
        kind: NodeKind::Text { text: text.into(), style: TextStyle::Plain },
    }
}
