//! Lists of entries: `party: [ {id: …}, … ]` in YAML, or the rows of a CSV table.

use super::anchor_index::AnchorIndex;
use super::collect_entries::CollectContext;
use super::config::SiteConfig;
use super::draft_names::is_draft_file;
use super::entry::{Entry, EntryOrigin, LanguageVersion};
use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use super::entry_tables::{declares_table, intended_table};
use super::page_entry;
use super::publication_decision::keeps_list_back;
use crate::diagnostic::rules::{FieldPlace, KeyPlace, MisreadForm};
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, ExpectedKind, SourceFile, Span, YamlProblem, rules,
};
use crate::files::parent_folder;
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::parse::{MarkdownBody, ParsedFile, PublicationKey, joined_block};
use crate::schema::{self, DiagnosticSink, EntryType, LanguageTag, LocalizedText, ReadContext};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The smallest number of items that one thread reads at a time.
const MIN_CHUNK_ITEMS: usize = 16;

/// An entry with its diagnostics, or what is wrong with an item that is not an entry.
pub(super) type ItemResult = Result<(Entry, Vec<Diagnostic>), Vec<Diagnostic>>;

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
pub(super) struct EntryList<'a> {
    parsed: &'a Arc<ParsedFile>,
    pub(super) source: &'a Arc<SourceFile>,
    pub(super) context: CollectContext<'a>,
    pub(super) listed: ListedEntries,
    /// Whether the name or a key of the file keeps all its entries back.
    is_kept_back: bool,
}

/// Builds the entries of one `.yaml` file.
pub(super) fn list_entries(
    parsed: &Arc<ParsedFile>,
    source: &Arc<SourceFile>,
    root: Option<&YamlNode>,
    context: CollectContext<'_>,
    all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> ListedEntries {
    let mut diagnostics = parsed.diagnostics.clone();
    for diagnostic in &mut diagnostics {
        if let DiagnosticKind::DuplicateKey(duplicate) = &mut diagnostic.kind
            && diagnostic.span.is_first_in_line()
            && context.schema.types.contains_key(&*duplicate.key)
        {
            duplicate.place = KeyPlace::List;
        }
    }
    let listed = ListedEntries { diagnostics, ..ListedEntries::default() };
    let is_kept_back = is_draft_file(&parsed.file.path);
    let mut list = EntryList { parsed, source, context, listed, is_kept_back };
    match root.map(|root| &root.kind) {
        None | Some(NodeKind::Empty) => {
            if list.listed.diagnostics.is_empty() {
                let kind = rules::NoEntries { type_name: None };
                list.listed.diagnostics.push(Diagnostic::new(Span::start_of(source), kind));
            }
        }
        Some(NodeKind::Map(_)) => {
            let tab = parsed.diagnostics.iter().position(is_tab);
            let tab_start =
                tab.and_then(|index| parsed.diagnostics.get(index)).map(|it| it.span.range().start);
            for (key, node) in root.map(YamlNode::map_entries).unwrap_or_default() {
                let n_before = list.listed.diagnostics.len();
                list.add_type_list(key, node, all);
                // Below a tab, the keys of an entry are read as those of the file.
                if tab_start.is_some_and(|tab_start| tab_start < key.range.start) {
                    let n_effects = list.listed.diagnostics.len() - n_before;
                    list.listed.diagnostics.truncate(n_before);
                    let tab = tab.and_then(|index| list.listed.diagnostics.get_mut(index));
                    tab.into_iter().for_each(|tab| tab.n_effects += n_effects);
                }
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
    if list.is_kept_back {
        for (entry, _) in &mut list.listed.entries {
            entry.meta.publication.is_draft = true;
        }
    }
    list.listed
}

fn is_tab(diagnostic: &Diagnostic) -> bool {
    matches!(&diagnostic.kind, DiagnosticKind::YamlSyntax(it) if it.problem == YamlProblem::Tab)
}

/// Keeps back each item with a syntax error, which may hide that it is a draft.
fn keep_back_broken_items(parsed: &Arc<ParsedFile>, listed: &mut ListedEntries) {
    let is_of_file = |origin: &EntryOrigin| match origin {
        EntryOrigin::Item(file, range) if Arc::ptr_eq(file, parsed) => Some(range.start),
        _ => None,
    };
    let is_of_list = |it: &&mut Diagnostic| {
        let source = parsed.file.text.as_ref();
        source.is_some_and(|source| Arc::ptr_eq(source, it.span.source()))
            && PublicationKey::may_be_hidden_by(it)
    };
    for diagnostic in listed.diagnostics.iter_mut().filter(is_of_list) {
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

impl<'a> EntryList<'a> {
    fn add_type_list(
        &mut self,
        key: &YamlNode,
        node: &YamlNode,
        all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    ) {
        let name = key.as_str().unwrap_or_default();
        let Some(kind) = self.context.schema.types.get(name).map(Arc::clone) else {
            let span = yaml::node_span(self.source, key);
            let mut unknown = page_entry::unknown_type(name, span, self.context.schema);
            unknown.keeps_page_back = keeps_list_back(name, node);
            self.is_kept_back |= unknown.keeps_page_back;
            self.listed.diagnostics.push(unknown);
            self.keep_intended_tables(node, all);
            return;
        };
        match &node.kind {
            NodeKind::Empty if node.is_unreadable() => {}
            NodeKind::Empty => {
                let kind = rules::NoEntries { type_name: Some(name.to_owned()) };
                let span = yaml::node_span(self.source, key);
                self.listed.diagnostics.push(Diagnostic::new(span, kind));
            }
            NodeKind::List(items) => {
                for (item, read) in items.iter().zip(self.read_items(items, &kind)) {
                    match read {
                        Some(Ok(entry)) => self.listed.entries.push(entry),
                        Some(Err(diagnostics)) => self.listed.diagnostics.extend(diagnostics),
                        None => self.add_table(item, &kind, all),
                    }
                }
            }
            NodeKind::Map(_) if declares_table(node) => self.add_table(node, &kind, all),
            _ => {
                self.keep_intended_tables(node, all);
                self.listed.diagnostics.extend(schema::value::wrong_kind_diagnostic(
                    self.source,
                    node,
                    ExpectedKind::EntryList(intended_table(node)),
                ));
            }
        }
    }

    /// Returns the folder of the file of the list. Empty at the top.
    pub(super) fn folder(&self) -> &str {
        parent_folder(&self.parsed.file.path)
    }

    /// Returns an empty list with the same settings, for the entries of another file.
    pub(super) fn for_file<'f>(
        &self,
        parsed: &'f Arc<ParsedFile>,
        source: &'f Arc<SourceFile>,
    ) -> EntryList<'f>
    where
        'a: 'f,
    {
        EntryList {
            parsed,
            source,
            context: self.context,
            listed: ListedEntries::default(),
            is_kept_back: false,
        }
    }

    /// Reads the items of a list, in parallel. `None` means that an item is the name of a table.
    fn read_items(&self, items: &[YamlNode], kind: &Arc<EntryType>) -> Vec<Option<ItemResult>> {
        let read = |item: &YamlNode| {
            // An item that is not a map has no first key and is located by itself.
            let first_key = item.map_entries().first().map_or(item, |(key, _)| key);
            let is_table = item.get("id").is_none() && declares_table(item);
            (!is_table).then(|| self.read_item(item, yaml::node_span(self.source, first_key), kind))
        };
        items.par_iter().with_min_len(MIN_CHUNK_ITEMS).map(read).collect()
    }

    /// Reads an item or a row as an entry, with its diagnostics. `span` is the entry's place.
    ///
    /// # Errors
    /// It is not a map with keys.
    pub(super) fn read_item(
        &self,
        item: &YamlNode,
        span: Span,
        kind: &Arc<EntryType>,
    ) -> ItemResult {
        if item.map_entries().is_empty() {
            let expected = match intended_table(item) {
                Some(table) => ExpectedKind::EntryList(Some(table)),
                None => ExpectedKind::Map,
            };
            return Err(schema::value::wrong_kind_diagnostic(self.source, item, expected));
        }
        let languages = &self.context.config.languages;
        let read_context = ReadContext { source: self.source, languages };
        let mut reader =
            FrontMatterReader::new(FrontMatterDialect::Pakt, self.context.policy, read_context);
        let front = reader.read_entry(Some(item), kind);
        if let Some(written) = item.get("type")
            && written.as_str().is_some_and(|name| name.trim() != &*kind.id)
        {
            // The type of an entry is that of its list.
            reader.sink.push_wrong_kind(written, ExpectedKind::OneOf(vec![kind.id.to_string()]));
        }
        let mut diagnostics = reader.sink.diagnostics;
        page_entry::missing_fields(&front, kind, &span, &mut diagnostics);
        let (entry, entry_diagnostics) =
            build_list_entry(front, kind, span, item.range.clone(), self);
        diagnostics.extend(entry_diagnostics);
        Ok((entry, diagnostics))
    }
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
                    let kind = rules::MissingField { field, required_by, place: FieldPlace::Line };
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
        entry_type: Arc::clone(kind),
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
    let version = |language: &LanguageTag, text: &str, range: &Range<usize>| {
        let body = Arc::new(MarkdownBody::from_scalar(source, text, range.clone()));
        LanguageVersion {
            language: language.clone(),
            written_in: None,
            anchor_index: AnchorIndex::new(&body.outline),
            body,
            title_heading: None,
            file: None,
        }
    };
    let pairs = node.map_entries().iter().map(|(_, value)| value);
    for range in pairs.chain([node]).filter_map(|text| joined_block(&source.text, text)) {
        let kind = rules::MisreadText { form: MisreadForm::JoinedLines };
        diagnostics.push(Diagnostic::new(Span::new(source, range), kind));
    }
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
