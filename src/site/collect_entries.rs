//! Parsed files → entries: which files belong together, of what type they are, and what they are
//! called.

use super::address;
use super::config::SiteConfig;
use super::entry::{Entry, EntryOrigin, LanguageVersion};
use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use super::entry_lists;
use super::language_index::LanguageIndex;
use super::titles::TitleSources;
use crate::diagnostic::{Diagnostic, ExpectedKind, RelatedNote, SourceFile, Span, rules};
use crate::parse::{ParsedContent, ParsedFile, ParsedMarkdown, yaml};
use crate::schema::{
    self, BuiltinType, EntryId, EntryType, FieldId, LanguageTag, LocalizedText, Schema,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

/// One thread makes so many entries at a time.
const AT_A_TIME: usize = 128;

/// What everything is read under.
#[derive(Clone, Copy)]
pub(super) struct CollectContext<'a> {
    pub(super) config: &'a SiteConfig,
    pub(super) schema: &'a Schema,
}

/// The files of one entry: the default language's first, if there is one.
struct PageFiles<'a> {
    /// The path without ending and language.
    base: &'a str,
    /// Whether it is its folder's index.
    is_index: bool,
    files: Vec<(LanguageIndex, &'a Arc<ParsedFile>, &'a ParsedMarkdown)>,
}

/// Makes the entries of all files, in path order, with what was wrong in them.
pub(super) fn collect_entries<'a>(
    files: impl Iterator<Item = &'a Arc<ParsedFile>>,
    rules: CollectContext<'_>,
    all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> (Vec<Arc<Entry>>, Vec<Diagnostic>) {
    let is_list = |path: &str| rules.config.declared.is_some() && path != "site.yaml";
    let (mut pages, mut tables) = (Vec::new(), Vec::new());
    for parsed in files.filter(|parsed| is_published(&parsed.file.path)) {
        match &parsed.kind {
            ParsedContent::Markdown(markdown) => pages.push((parsed, markdown)),
            ParsedContent::Yaml(source, node) if is_list(&parsed.file.path) => {
                tables.push((parsed, source, node));
            }
            _ => {}
        }
    }
    let groups = group_page_files(pages, rules.config);
    let shared = |(entry, diagnostics): (Entry, Vec<Diagnostic>)| (Arc::new(entry), diagnostics);
    let mut made: Vec<(Arc<Entry>, Vec<Diagnostic>)> = groups
        .par_iter()
        .with_max_len(AT_A_TIME)
        .map(|group| shared(build_entry(group, rules)))
        .collect();
    let mut findings = Vec::new();
    for (parsed, source, node) in tables {
        let (listed, diagnostics) =
            entry_lists::list_entries(parsed, source, node.as_ref(), rules, all);
        made.extend(listed.into_iter().map(shared));
        findings.extend(diagnostics);
    }
    made.sort_by(|(left, _), (right, _)| left.span.cmp(&right.span));
    let mut entries = Vec::with_capacity(made.len());
    for (entry, diagnostics) in made {
        entries.push(entry);
        findings.extend(diagnostics);
    }
    (entries, findings)
}

/// Makes the entry of a page again after an edit inside its texts; none if another comes of it.
pub(super) fn rebuild_entry(
    known: &Entry,
    path: &str,
    rules: CollectContext<'_>,
    all: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> Option<(Entry, Vec<Diagnostic>)> {
    let (base, _) = split_language_suffix(path, rules.config);
    let from = (Bound::Included(base), Bound::Unbounded);
    let beside = all.range::<str, _>(from).take_while(|(path, _)| path.starts_with(base));
    let mut files: Vec<(LanguageIndex, &Arc<ParsedFile>, &ParsedMarkdown)> = beside
        .filter_map(|(path, parsed)| {
            match (&parsed.kind, split_language_suffix(path, rules.config)) {
                (ParsedContent::Markdown(markdown), (own, language_index)) if own == base => {
                    Some((language_index.unwrap_or_default(), parsed, markdown))
                }
                _ => None,
            }
        })
        .collect();
    files.sort_by_key(|(language_index, ..)| *language_index);
    if files.windows(2).any(|pair| matches!(pair, [one, other] if one.0 == other.0)) {
        return None;
    }
    let mut group = PageFiles { base, is_index: index_rank(base).is_some(), files };
    let same = |(entry, _): &(Entry, Vec<Diagnostic>)| {
        (&entry.id, &entry.addresses) == (&known.id, &known.addresses)
            && Arc::ptr_eq(&entry.kind, &known.kind)
    };
    // Of several files that could be the index of a folder, one is.
    Some(build_entry(&group, rules)).filter(same).or_else(|| {
        group.is_index = false;
        Some(build_entry(&group, rules)).filter(same)
    })
}

/// Files in folders whose names begin with `_` are not published.
pub(super) fn is_published(path: &str) -> bool {
    path.rsplit_once('/')
        .is_none_or(|(folder, _)| !folder.split('/').any(|name| name.starts_with('_')))
}

/// `forum/radet.en.md` → `forum/radet` and the place of `en` among the languages.
fn split_language_suffix<'p>(
    path: &'p str,
    config: &SiteConfig,
) -> (&'p str, Option<LanguageIndex>) {
    let base = path.rsplit_once('.').map_or(path, |(base, _)| base);
    let by_suffix = base.rsplit_once('.').and_then(|(stem, suffix)| {
        let language_index = config.language_index_named(suffix)?;
        (config.languages.len() > 1).then_some((stem, Some(language_index)))
    });
    by_suffix.unwrap_or((base, None))
}

/// How well a file's name serves as the index of its folder; the lowest wins.
fn index_rank(base: &str) -> Option<usize> {
    let name = base.rsplit('/').next().unwrap_or(base);
    ["index", "_index", "readme"].iter().position(|index| name.eq_ignore_ascii_case(index))
}

fn group_page_files<'a>(
    pages: Vec<(&'a Arc<ParsedFile>, &'a ParsedMarkdown)>,
    config: &SiteConfig,
) -> Vec<PageFiles<'a>> {
    let mut groups: Vec<PageFiles<'a>> = Vec::new();
    let mut by_base: HashMap<&str, usize> = HashMap::with_capacity(pages.len());
    for (parsed, markdown) in pages {
        let (base, language_index) = split_language_suffix(&parsed.file.path, config);
        let language_index = language_index.unwrap_or_default();
        let index = *by_base.entry(base).or_insert(groups.len());
        let taken =
            groups.get(index).is_some_and(|g| g.files.iter().any(|(l, ..)| *l == language_index));
        match groups.get_mut(index) {
            Some(group) if !taken => group.files.push((language_index, parsed, markdown)),
            _ => groups.push(PageFiles {
                base,
                is_index: false,
                files: vec![(language_index, parsed, markdown)],
            }),
        }
    }
    let mut best: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, group) in groups.iter_mut().enumerate() {
        group.files.sort_by_key(|(language_index, ..)| *language_index);
        if let Some(rank) = index_rank(group.base) {
            let folder = group.base.rsplit_once('/').map_or("", |(folder, _)| folder);
            let winner = best.entry(folder).or_insert((rank, index));
            *winner = (*winner).min((rank, index));
        }
    }
    let mut winners: Vec<usize> = best.into_values().map(|(_, index)| index).collect();
    winners.sort_unstable();
    for index in winners {
        if let Some(group) = groups.get_mut(index) {
            group.is_index = true;
        }
    }
    groups
}

fn build_entry(group: &PageFiles<'_>, rules: CollectContext<'_>) -> (Entry, Vec<Diagnostic>) {
    let Some((_, parsed, main)) = group.files.first() else { unreachable!("a group has a file") };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (_, parsed, _) in &group.files {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
    }
    let kind = resolve_entry_type(group, main, rules, &mut diagnostics);
    let mut reader = front_matter_reader(main, rules);
    let mut front = reader.read_entry(main.front.as_ref(), &kind);
    diagnostics.append(&mut reader.diagnostics);
    let span = Span::start_of(&main.source);
    missing_fields(&front, &kind, &span, &mut diagnostics);
    let id = resolve_entry_id(group, &kind, &mut front, (&main.source, &mut diagnostics));
    let mut names =
        TitleSources { title: front.title.take(), description: front.description.take() };
    let mut versions = Vec::new();
    for (index, (language_index, parsed, markdown)) in group.files.iter().enumerate() {
        let Some(tag) = rules.config.language_tag(*language_index) else { continue };
        let mut own = FrontMatter::default();
        if index > 0 {
            let mut reader = self::front_matter_reader(markdown, rules);
            own = reader.read_translation(markdown.front.as_ref(), &kind);
            diagnostics.append(&mut reader.diagnostics);
            front.meta.allow.append(&mut own.meta.allow);
            if own.meta.is_draft {
                continue;
            }
            names.add_translation(own.title.take(), own.description.take(), tag, rules.config);
        }
        let title_heading = names.add_heading(&markdown.body, tag, rules.config);
        names.add_toml_title(markdown.toml_title.as_deref());
        let written_in = if index > 0 { own.meta.language } else { front.meta.language.clone() };
        versions.push(LanguageVersion {
            language: tag.clone(),
            written_in: written_in.filter(|written| written != tag),
            body: Arc::clone(&markdown.body),
            title_heading,
            file: Some(Arc::clone(parsed)),
        });
    }
    front.meta.is_draft |= main.is_toml_draft;
    if front.meta.removed.is_some() {
        // What was withdrawn is not shown, and backs nothing.
        versions.clear();
        front.fields.clear();
    }
    let entry = Entry {
        addresses: localized_addresses(&entry_address(group, &kind, &id), rules.config),
        title: names.title.unwrap_or_else(|| default_title(group, &id, rules.config)),
        description: names.description,
        id,
        kind,
        origin: EntryOrigin::File(Arc::clone(parsed)),
        span,
        versions,
        fields: front.fields,
        meta: front.meta,
    };
    (entry, diagnostics)
}

fn front_matter_reader<'a>(
    markdown: &'a ParsedMarkdown,
    rules: CollectContext<'a>,
) -> FrontMatterReader<'a> {
    let dialect = if rules.config.declared.is_some() {
        FrontMatterDialect::Pakt
    } else {
        FrontMatterDialect::Compatible
    };
    let languages = &rules.config.languages;
    FrontMatterReader { source: &markdown.source, languages, dialect, diagnostics: Vec::new() }
}

/// The type that `type:` says, else the type whose folder it is, else `page`.
fn resolve_entry_type(
    group: &PageFiles<'_>,
    main: &ParsedMarkdown,
    rules: CollectContext<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<EntryType> {
    let types = &rules.schema.types;
    if let Some(node) = main.front.as_ref().and_then(|front| front.get("type")) {
        let name = node.as_str().unwrap_or_default();
        if let Some(kind) = types.get(name) {
            return Arc::clone(kind);
        }
        diagnostics.push(unknown_type(name, yaml::node_span(&main.source, node), rules.schema));
    } else if !group.is_index {
        let folder = group.base.rsplit_once('/').map_or("", |(folder, _)| folder);
        let at_home = |kind: &&Arc<EntryType>| !folder.is_empty() && *kind.path == *folder;
        if let Some(kind) = types.values().find(at_home) {
            return Arc::clone(kind);
        }
    }
    rules.schema.page_type()
}

pub(super) fn unknown_type(name: &str, span: Span, schema: &Schema) -> Diagnostic {
    let near = schema::closest_match(name, schema.types.keys().map(|id| &**id));
    Diagnostic::new(span, rules::UnknownType { name: name.into(), suggestion: near })
}

/// Raises `missing-field` for each field of the type that has too few values.
pub(super) fn missing_fields(
    front: &FrontMatter,
    kind: &EntryType,
    span: &Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if front.meta.removed.is_some() {
        return;
    }
    let is_told = |id: &FieldId| front.fields_with_errors.contains(id);
    for field in kind.fields.iter().filter(|field| field.at_least > 0 && !is_told(&field.id)) {
        let has = front.fields.iter().find(|(id, _)| *id == field.id).map_or(0, |(_, s)| s.len());
        if has < field.at_least {
            let fault = rules::MissingField {
                field: field.id.to_string(),
                required_by: kind.id.to_string(),
            };
            let at = front.type_line.clone().unwrap_or_else(|| span.clone());
            let diagnostic = Diagnostic::new(at, fault);
            diagnostics.push(match &field.declared {
                Some(declared) => {
                    diagnostic.with_related(declared.clone(), RelatedNote::Declaration)
                }
                None => diagnostic,
            });
        }
    }
}

/// Whether a word may be an id of a declared entry.
pub(super) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !matches!(word, "unknown" | "none")
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn resolve_entry_id(
    group: &PageFiles<'_>,
    kind: &EntryType,
    front: &mut FrontMatter,
    (source, diagnostics): (&Arc<SourceFile>, &mut Vec<Diagnostic>),
) -> EntryId {
    if kind.is(BuiltinType::Page) {
        // A page's id is its path; an `id:` that other generators want is one more name for it.
        front.meta.aliases.extend(front.id.take().filter(|(id, _)| !id.starts_with('/')));
        return (&*address::to_nfc(page_path(group))).into();
    }
    let stem = group.base.rsplit('/').next().unwrap_or_default();
    let (id, span) = front.id.take().unwrap_or_else(|| (stem.to_owned(), Span::start_of(source)));
    if is_id(&id) {
        return id.into();
    }
    let fault = rules::WrongKind { expected: ExpectedKind::Id, value: id.clone() };
    diagnostics.push(Diagnostic::new(span, fault));
    address::slug_segment(&id).into()
}

/// The path that a page's id and address come from: of an index, its folder.
fn page_path<'a>(group: &PageFiles<'a>) -> &'a str {
    if group.is_index {
        group.base.rsplit_once('/').map_or("", |(folder, _)| folder)
    } else {
        group.base
    }
}

fn entry_address(group: &PageFiles<'_>, kind: &EntryType, id: &str) -> String {
    if kind.is(BuiltinType::Page) {
        address::page_address(page_path(group))
    } else {
        declared_address(kind, id)
    }
}

/// The address of a declared entry, wherever its file lies.
pub(super) fn declared_address(kind: &EntryType, id: &str) -> String {
    if kind.path.is_empty() { format!("/{id}/") } else { format!("/{}/{id}/", kind.path) }
}

/// An address in each language: the default's as it is, the others' under `/en/`.
pub(super) fn localized_addresses(address: &str, config: &SiteConfig) -> Vec<Arc<str>> {
    let prefixed = |(index, tag): (usize, &LanguageTag)| {
        if index == 0 { address.into() } else { format!("/{}{address}", tag.0).into() }
    };
    config.languages.iter().enumerate().map(prefixed).collect()
}

/// What a file without a title is called: its name; an index, its folder's; the front page, the
/// site.
fn default_title(group: &PageFiles<'_>, id: &str, config: &SiteConfig) -> LocalizedText {
    let path = if id.is_empty() { "" } else { page_path(group) };
    let name = path.rsplit('/').next().unwrap_or_default();
    match &config.title {
        Some(title) if name.is_empty() => title.clone(),
        _ => LocalizedText::Same(address::to_nfc(name).into()),
    }
}
