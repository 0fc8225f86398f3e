//! Second stage of linking: parsed files → entries, copied files and source texts.
//!
//! Everything that is built from one file, or from a few files that belong together, is shared with
//! the previous site while these files are the same.

use super::config::{HistorySetting, SiteConfig};
use super::content_history::{CommittedEntryChange, ContentHistory};
use super::copied_files::CopiedFiles;
use super::declarations::{Declared, DeclaredTypes};
use super::document_texts::SourceTexts;
use super::entry::Entry;
use super::entry_changes::EntryChanges;
use super::entry_lists::{self, ListedEntries};
use super::entry_sources::{DeclaringFiles, EntrySource, EntrySources};
use super::implicit_entries::{self, MentionedNames};
use super::linker::{ChangedFile, PreviousLink};
use super::page_entry;
use super::page_files::{PageFiles, group_page_files, is_wiki_part};
use super::parsed_files::ParsedFiles;
use super::publication::{DeclaredPublication, PublicationPolicy};
use super::settings_files::is_site_file;
use crate::diagnostic::rules::HistoryProblem;
use crate::diagnostic::{Diagnostic, RelatedNote, SourceFile, rules};
use crate::parse::yaml::YamlNode;
use crate::parse::{ParsedContent, ParsedFile};
use crate::schema::{EntryTypeId, Schema};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The number of entries that one thread builds at a time.
const CHUNK_ENTRIES: usize = 128;

/// The settings and types that entries are read with.
#[derive(Clone, Copy)]
pub(super) struct CollectContext<'a> {
    pub(super) config: &'a SiteConfig,
    pub(super) schema: &'a Schema,
    pub(super) policy: PublicationPolicy,
    /// What index pages say about the publication of the pages whose paths begin with a text.
    pub(super) folder_publications: &'a [(String, DeclaredPublication)],
}

/// The second stage: all that is read from the files.
pub(super) struct Collected {
    pub(super) declared: Declared,
    pub(super) content: Content,
}

/// The content of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// What the declared entries are built from.
    pub(super) sources: EntrySources,
    /// The declared entries in path order, then the implicit ones.
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) n_declared: usize,
    pub(super) mentioned_names: Arc<MentionedNames>,
    pub(super) copied: CopiedFiles,
    pub(super) texts: SourceTexts,
    /// Diagnostics about the whole content.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Collects the content of all files.
pub(super) fn collect(
    declared: Declared,
    files: &ParsedFiles,
    previous: Option<PreviousLink<'_>>,
) -> Collected {
    let (config, policy) = (&declared.config, declared.policy());
    let reader = SourceReader {
        context: CollectContext {
            config,
            schema: &declared.types.schema,
            policy,
            folder_publications: &files.folder_publications,
        },
        types: &declared.types,
        by_path: &files.by_path,
        history: declared.settings.history.as_deref(),
        has_same_types: previous.is_some_and(|it| declared.types.is_same(&it.site.types)),
        previous,
    };
    let sources = reader.read_sources();
    let replaced = previous.and_then(|previous| sources.replaced_entries(previous));
    let has_replaced = replaced.is_some();
    let mut entries = replaced.unwrap_or_else(|| sources.sorted_entries());
    let n_declared = entries.len();
    let changes =
        |entries: &[Arc<Entry>]| previous.and_then(|previous| EntryChanges::new(previous, entries));
    // Where entries were replaced, none is hidden, and none has another address.
    let mut diagnostics = match has_replaced.then(|| changes(&entries)).flatten() {
        Some(_) => Vec::new(),
        None => hide_entries_without_address(&mut entries, policy),
    };
    let changes = changes(&entries);
    let mentioned_names = implicit_entries::mentioned_names(&entries, &declared, changes.as_ref());
    let implicit =
        implicit_entries::implicit_entries(&mentioned_names, &entries, &declared, changes.as_ref());
    entries.extend(implicit);
    let texts = SourceTexts::read(&entries, &files.by_path, previous, changes.as_ref());
    diagnostics.extend(missing_history(&declared));
    let copied = CopiedFiles::new(files, config, previous);
    let content =
        Content { sources, entries, n_declared, mentioned_names, copied, texts, diagnostics };
    Collected { declared, content }
}

/// Hides each entry whose address an earlier one has, and reports it unless both have the same id,
/// which is reported already. The entries are in path order.
fn hide_entries_without_address(
    entries: &mut [Arc<Entry>],
    policy: PublicationPolicy,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut first_by_address: HashMap<Arc<str>, usize> = HashMap::with_capacity(entries.len());
    let mut hidden = Vec::new();
    for (index, entry) in entries.iter().enumerate().filter(|(_, it)| policy.publishes(it)) {
        let Some(address) = entry.addresses.first() else { continue };
        let first = *first_by_address.entry(Arc::clone(address)).or_insert(index);
        let Some(first) = entries.get(first).filter(|_| first != index) else { continue };
        hidden.push(index);
        if first.id != entry.id || first.is_page() || entry.is_page() {
            let kind = rules::DuplicateRoute { address: address.to_string() };
            let diagnostic = Diagnostic::new(entry.span.clone(), kind);
            diagnostics
                .push(diagnostic.with_related(first.span.clone(), RelatedNote::FirstDefinition));
        }
    }
    for index in hidden {
        if let Some(entry) = entries.get_mut(index) {
            Arc::make_mut(entry).meta.has_lost_address = true;
        }
    }
    diagnostics
}

/// Reports a site that wants dates from git in a folder without history.
fn missing_history(declared: &Declared) -> Option<Diagnostic> {
    let config = &declared.config;
    let is_missing = config.history == HistorySetting::Git && declared.settings.history.is_none();
    let span = config.history_key.clone().filter(|_| is_missing)?;
    let path = &*span.source().path;
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned();
    let problem = declared.settings.history_problem.unwrap_or(HistoryProblem::NoRepository);
    Some(Diagnostic::new(span, rules::NoHistory { folder, problem }))
}

/// Reads sources, or takes them from the previous site.
struct SourceReader<'a> {
    context: CollectContext<'a>,
    types: &'a DeclaredTypes,
    by_path: &'a BTreeMap<Arc<str>, Arc<ParsedFile>>,
    history: Option<&'a ContentHistory>,
    previous: Option<PreviousLink<'a>>,
    /// Whether all types are those of the previous site.
    has_same_types: bool,
}

/// The file of a list.
#[derive(Clone, Copy)]
struct ListFile<'a> {
    parsed: &'a Arc<ParsedFile>,
    source: &'a Arc<SourceFile>,
    root: Option<&'a YamlNode>,
}

impl SourceReader<'_> {
    fn read_sources(&self) -> EntrySources {
        match self.previous.filter(|previous| self.has_same_groups(*previous)) {
            Some(previous) => self.read_changed_sources(previous),
            None => self.read_all_sources(),
        }
    }

    /// Returns whether files belong together as in the previous site.
    fn has_same_groups(&self, previous: PreviousLink<'_>) -> bool {
        let paths = |types: &DeclaredTypes| -> Vec<(EntryTypeId, Arc<str>)> {
            let types = types.schema.types.values();
            types.map(|kind| (kind.id.clone(), Arc::clone(&kind.path))).collect()
        };
        let has_same_format = |(old, new): &ChangedFile<'_>| {
            let is_page = |it: &ParsedFile| matches!(it.kind, ParsedContent::Markdown(_));
            let is_list = |it: &ParsedFile| matches!(it.kind, ParsedContent::Yaml(..));
            is_page(old) == is_page(new) && is_list(old) == is_list(new)
        };
        previous.has_same_paths
            && previous.changed_files.iter().all(has_same_format)
            && (self.has_same_types || paths(self.types) == paths(&previous.site.types))
    }

    /// Reads the sources again that have a changed file or type.
    fn read_changed_sources(&self, previous: PreviousLink<'_>) -> EntrySources {
        let is_unchanged = |parsed: &Arc<ParsedFile>| {
            !previous.changed_files.iter().any(|(old, _)| Arc::ptr_eq(old, parsed))
        };
        let find_type = |entry: &Entry| self.context.schema.types.get(&entry.entry_type.id);
        let has_same_type = |entry: &Arc<Entry>| {
            find_type(entry).is_some_and(|kind| Arc::ptr_eq(kind, &entry.entry_type))
        };
        let is_same = |source: &EntrySource| {
            source.files.iter().all(is_unchanged)
                && (self.has_same_types || source.entries.iter().all(has_same_type))
        };
        let old_sources = &previous.site.sources.0;
        // After an edit of a type there can be thousands of them.
        let sources = old_sources.par_iter().map(|source| match is_same(source) {
            true => Arc::clone(source),
            false => self.read_again(source).unwrap_or_else(|| Arc::clone(source)),
        });
        EntrySources(sources.collect())
    }

    /// Reads the files of a source as they are now. `None` means that one of them is gone.
    fn read_again(&self, source: &EntrySource) -> Option<Arc<EntrySource>> {
        let files = source.files.iter().map(|old| self.by_path.get(&old.file.path));
        let files: Vec<&Arc<ParsedFile>> = files.collect::<Option<_>>()?;
        let is_index = match source.files {
            DeclaringFiles::List { .. } => {
                let list = ListFile::new(files.first()?)?;
                return Some(Arc::new(self.read_list(list)));
            }
            DeclaringFiles::IndexPage(_) => true,
            DeclaringFiles::Page(_) => false,
        };
        let page = PageFiles { is_index, ..PageFiles::new(&files, self.context.config)? };
        Some(Arc::new(self.read_page(&page)))
    }

    /// Groups all files, and takes the pages of unchanged files from the previous site.
    fn read_all_sources(&self) -> EntrySources {
        let config = self.context.config;
        let is_list = |path: &str| config.declared.is_some() && !is_site_file(path);
        let published = self.by_path.values().filter(|it| is_published_path(&it.file.path));
        let pages = published.clone().filter_map(|parsed| match &parsed.kind {
            ParsedContent::Markdown(markdown)
                if config.declared.is_some() || !is_wiki_part(&parsed.file.path) =>
            {
                Some((parsed, markdown))
            }
            _ => None,
        });
        let lists = published.filter(|parsed| is_list(&parsed.file.path));
        let lists: Vec<ListFile<'_>> = lists.filter_map(ListFile::new).collect();
        let pages = group_page_files(pages, config);
        let known = self.previous.filter(|_| self.has_same_types).map(|it| &it.site.sources);
        let known: HashMap<&str, &Arc<EntrySource>> =
            known.iter().flat_map(|it| &it.0).map(|source| (source.path(), source)).collect();
        let mut sources: Vec<Arc<EntrySource>> = pages
            .par_iter()
            .with_max_len(CHUNK_ENTRIES)
            .map(|page| {
                let known = known.get(&*page.main_file().parsed.file.path);
                let known = known.filter(|source| source.is_from_page(page));
                known.map_or_else(|| Arc::new(self.read_page(page)), |it| Arc::clone(it))
            })
            .collect();
        sources.extend(lists.into_iter().map(|list| Arc::new(self.read_list(list))));
        EntrySources(sources)
    }

    fn read_page(&self, page: &PageFiles<'_>) -> EntrySource {
        let (entry, diagnostics) = page_entry::build_page_entry(page, self.context);
        let files = page.files.iter().map(|file| Arc::clone(file.parsed)).collect();
        EntrySource {
            files: match page.is_index {
                true => DeclaringFiles::IndexPage(files),
                false => DeclaringFiles::Page(files),
            },
            entries: vec![Arc::new(self.with_last_change(entry))],
            diagnostics,
        }
    }

    fn read_list(&self, list: ListFile<'_>) -> EntrySource {
        let ListFile { parsed, source, root } = list;
        let ListedEntries { entries, tables, mut diagnostics } =
            entry_lists::list_entries(parsed, source, root, self.context, self.by_path);
        let mut shared = Vec::with_capacity(entries.len());
        for (entry, entry_diagnostics) in entries {
            shared.push(Arc::new(self.with_last_change(entry)));
            diagnostics.extend(entry_diagnostics);
        }
        let files = DeclaringFiles::List { list: Arc::clone(parsed), tables };
        EntrySource { files, entries: shared, diagnostics }
    }

    /// Sets the last change from the history, if the entry gives no date.
    fn with_last_change(&self, mut entry: Entry) -> Entry {
        if let (HistorySetting::Git, Some(history)) = (self.context.config.history, self.history)
            && entry.meta.updated.is_none()
        {
            let changes = history.last_changes(&entry);
            entry.meta.updated = changes.first().and_then(CommittedEntryChange::to_date);
            entry.meta.changes = changes;
        }
        entry
    }
}

impl<'a> ListFile<'a> {
    /// Returns the list in a file. `None` means that the file is not YAML.
    fn new(parsed: &'a Arc<ParsedFile>) -> Option<Self> {
        match &parsed.kind {
            ParsedContent::Yaml(source, root) => Some(Self { parsed, source, root: root.as_ref() }),
            _ => None,
        }
    }
}

/// Returns whether a file is published. Files in folders whose names begin with `_` are not.
pub(super) fn is_published_path(path: &str) -> bool {
    path.rsplit_once('/')
        .is_none_or(|(folder, _)| !folder.split('/').any(|name| name.starts_with('_')))
}
