//! Linking: from parsed files to a site.

use super::address::fold_name;
use super::collect_entries::{self, CollectContext};
use super::config::{self, HistorySetting, SiteConfig};
use super::entry::{Entry, EntryIndex};
use super::language_index::LanguageIndex;
use super::name_index::{NameIndex, NameLookup};
use super::relations::IdIndex;
use super::resolve_link::ResolvedLink;
use super::section_tree::SectionTree;
use super::settings::{GeneratedNames, RunSettings};
use super::snapshot::{EntryLinks, LinkMention, ParsedFiles, Site};
use super::source_text::SourceText;
use super::text_ref::TextRef;
use super::{citation_index, implicit_entries};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, OutsideSiteReason, RelatedNote,
    rules,
};
use crate::locale::guess_language;
use crate::parse::{MarkdownBody, ParsedContent, ParsedFile};
use crate::schema::{
    self, BuiltinType, EntryId, FieldValue, LanguageTag, PartialDate, ReadContext, Schema,
    TypeDeclaration, UncertainDate, builtin,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// How many broken links of a run get a "did you mean": each looks at every name.
const MAX_GUESSES: usize = 20;

/// One thread looks at so many entries at a time.
const AT_A_TIME: usize = 128;

type AllParsed = BTreeMap<Arc<str>, Arc<ParsedFile>>;

/// Links parsed files into a site. It is the same whatever was `before`, which only saves work.
pub(super) fn link_site(
    files: &ParsedFiles,
    settings: &RunSettings,
    before: Option<&Site>,
) -> Site {
    let mut site = Site {
        settings: settings.clone(),
        config: files.config.clone(),
        diagnostics: files.diagnostics.clone(),
        ..Site::default()
    };
    let parsed = &files.by_path;
    declare_types(&mut site, parsed);
    let generated = generated_names(&site);
    let rules = CollectContext { config: &site.config, schema: &site.schema };
    let (mut entries, diagnostics) =
        collect_entries::collect_entries(parsed.values(), rules, parsed);
    let mentioned =
        implicit_entries::implicit_entries(&entries, (&site.config, &site.schema), &generated);
    entries.extend(mentioned.into_iter().map(Arc::new));
    site.diagnostics.extend(diagnostics);
    site.has_questions = entries.iter().any(|entry| entry.kind.is(BuiltinType::Question));
    site.entries = entries;
    apply_commit_dates(&mut site);
    let mut folders = HashSet::new();
    let mut assets = BTreeMap::new();
    for (path, parsed) in parsed.iter() {
        if collect_entries::is_published(path) {
            add_parent_folders(path, &mut folders);
        }
        // Of a page that is too large to be read there is nothing to copy.
        if parsed.file.asset.is_some() && site.is_copied_asset(path, &parsed.kind) {
            assets.insert(Arc::clone(path), Arc::clone(&parsed.file));
        }
    }
    (site.folders, site.assets) = (Arc::new(folders), Arc::new(assets));
    build_names(&mut site, &generated);
    read_source_texts(&mut site, parsed);
    let (incoming, diagnostics) = site.resolve_relations();
    (site.incoming, site.diagnostics) =
        (Arc::new(incoming), merge_diagnostics(site.diagnostics, diagnostics));
    resolve_all_links(&mut site);
    if site.config.declared.is_some() {
        let (backing, loads) = citation_index::build(&site, before);
        (site.citations, site.paragraph_usage) = (backing, Arc::new(loads));
    }
    let (menu, diagnostics) = build_menu(&site);
    (site.menu, site.diagnostics) = (menu, merge_diagnostics(site.diagnostics, diagnostics));
    let asks = |entry_index: &EntryIndex| {
        site.is_published(*entry_index) && site.entry_at(*entry_index).meta.in_menu == Some(true)
    };
    site.in_menu = (0..site.entries.len()).map(EntryIndex).filter(asks).collect();
    let (routes, diagnostics) = site.content_routes(&generated);
    (site.routes, site.diagnostics) =
        (Arc::new(routes), merge_diagnostics(site.diagnostics, diagnostics));
    site
}

/// Notes the folders above a file, for tests of reach.
fn add_parent_folders(path: &str, folders: &mut HashSet<String>) {
    let mut rest = path;
    while let Some((folder, _)) = rest.rsplit_once('/') {
        if !folders.insert(fold_name(folder)) {
            break;
        }
        rest = folder;
    }
}

fn merge_diagnostics(mut all: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    all.extend(more);
    all
}

/// Reads `site.yaml`; of a folder that has none, guesses the language.
pub(super) fn read_config(parsed: &AllParsed) -> (SiteConfig, Vec<Diagnostic>) {
    match parsed.get("site.yaml").map(|parsed| (parsed, &parsed.kind)) {
        Some((file, ParsedContent::Yaml(source, root))) => {
            let (config, diagnostics) = SiteConfig::read(source, root.as_ref());
            (config, merge_diagnostics(file.diagnostics.clone(), diagnostics))
        }
        _ => (
            SiteConfig::for_plain_folder(LanguageTag(guess_language(sample_texts(parsed)).into())),
            Vec::new(),
        ),
    }
}

/// Dates pages that do not say themselves when they were changed by the history of their files.
fn apply_commit_dates(site: &mut Site) {
    if site.config.history != HistorySetting::Git {
        return;
    }
    let Some(history) = &site.settings.history else {
        let place = site.config.declared.clone();
        site.diagnostics.extend(place.map(|span| Diagnostic::new(span, rules::NoHistory)));
        return;
    };
    for entry in &mut site.entries {
        if entry.meta.updated.is_some() {
            continue;
        }
        let versions = entry.versions.iter().filter_map(|version| version.file.as_ref());
        let paths = versions.map(|file| &*file.file.path).chain([entry.source_path()]);
        let newest = paths.filter_map(|path| history.get(path)).max();
        let day = newest.and_then(|day| PartialDate::parse(day));
        Arc::make_mut(entry).meta.updated =
            day.map(|day| UncertainDate { value: Some(day), earliest: None, latest: None });
    }
}

/// Lets the run's settings stand over `site.yaml`, and reads the types.
fn declare_types(site: &mut Site, parsed: &AllParsed) {
    let mut types = Vec::new();
    if let Some(url) = &site.settings.base_url {
        site.config.base_url = config::normal_base_url(url);
    }
    site.config.as_of = site.settings.as_of.or(site.config.as_of);
    if site.config.declared.is_some() {
        for (path, parsed) in parsed {
            let name = path.strip_prefix("_types/").and_then(|path| path.strip_suffix(".yaml"));
            if let (Some(name), ParsedContent::Yaml(source, root)) = (name, &parsed.kind) {
                site.diagnostics.extend(parsed.diagnostics.iter().cloned());
                let context = ReadContext { source, languages: &site.config.languages };
                let (declaration, diagnostics) =
                    TypeDeclaration::read(name, root.as_ref(), &context);
                site.diagnostics.extend(diagnostics);
                types.push(declaration);
            }
        }
    }
    let (schema, diagnostics) = Schema::from_declarations(&types);
    // Types may share a folder whose page is written: no list of theirs stands at its address.
    let has_page = |address: &str| {
        let folder = address.trim_start_matches('/');
        let names = ["index", "_index", "README"];
        names.iter().any(|name| parsed.contains_key(format!("{folder}{name}.md").as_str()))
    };
    site.diagnostics.extend(diagnostics.into_iter().filter(|diagnostic| match &diagnostic.kind {
        DiagnosticKind::DuplicateRoute(rules::DuplicateRoute { address }) => !has_page(address),
        _ => true,
    }));
    site.schema = schema;
}

/// The beginning of some texts, to guess the language by.
fn sample_texts(parsed: &AllParsed) -> impl Iterator<Item = &str> {
    const MAX_FILES: usize = 200;
    const MAX_BYTES: usize = 4_000;
    let markdown = parsed.values().filter_map(|parsed| match &parsed.kind {
        ParsedContent::Markdown(markdown) => Some(markdown.body.text()),
        _ => None,
    });
    markdown
        .take(MAX_FILES)
        .map(|text| text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text))
}

/// The names of generated pages in each of the site's languages.
fn generated_names(site: &Site) -> Vec<GeneratedNames> {
    let of = |tag| site.settings.generated.iter().find(|(own, _)| own == tag);
    let names = |tag| of(tag).map(|(_, names)| names.clone()).unwrap_or_default();
    site.config.languages.iter().map(names).collect()
}

/// Makes every name known by which a link may call something.
fn build_names(site: &mut Site, generated: &[GeneratedNames]) {
    let assets: Vec<Arc<str>> = site.assets.keys().cloned().collect();
    let known: &Site = site;
    let tree = || {
        let published = |entry_index| known.is_published(entry_index);
        SectionTree::new(&known.entries, (&known.config, &known.schema), published)
    };
    let names = || (NameIndex::new(&known.entries, &assets), IdIndex::new(&known.entries));
    let (tree, (mut names, ids)) = rayon::join(tree, names);
    (site.tree, site.ids) = (Arc::new(tree), Arc::new(ids));
    for section in site.tree.sections.iter().filter(|section| section.index.is_none()) {
        for address in &section.addresses {
            names.add_generated(address);
        }
    }
    for (language_index, own) in (0..).map(LanguageIndex).zip(generated) {
        names.add_generated(&site.language_prefixed(language_index, &own.index).into());
        if site.has_tags() {
            names.add_generated(&site.language_prefixed(language_index, &own.tags).into());
        }
        if site.has_changes() {
            names.add_generated(&site.language_prefixed(language_index, &own.changes).into());
        }
    }
    site.names = Arc::new(names);
    let mut first: HashMap<EntryId, usize> = HashMap::new();
    for (index, entry) in site.entries.iter().enumerate() {
        if entry.is_page() || matches!(entry.origin, super::EntryOrigin::Mentioned) {
            continue;
        }
        let earlier = *first.entry(entry.id.clone()).or_insert(index);
        if let (true, Some(earlier)) = (earlier != index, site.entries.get(earlier)) {
            let kind = rules::DuplicateId { id: entry.id.to_string() };
            let diagnostic = Diagnostic::new(entry.span.clone(), kind);
            site.diagnostics
                .push(diagnostic.with_related(earlier.span.clone(), RelatedNote::FirstDefinition));
        }
    }
}

/// Reads the texts that documents stand for.
fn read_source_texts(site: &mut Site, parsed: &AllParsed) {
    let (mut texts, mut sums) = (BTreeMap::new(), BTreeMap::new());
    for entry in &site.entries {
        for statement in entry.field_statements(builtin::document::TEXT) {
            let FieldValue::File(name) = &statement.value else { continue };
            let path =
                super::link_destination::join_path(entry.source_folder(), name).unwrap_or_default();
            let found = parsed.get(path.as_str()).map(|parsed| &parsed.kind);
            if let (Some(ParsedContent::Asset), true) =
                (found, entry.kind.is(BuiltinType::Document))
            {
                let (expected, found) = (ExpectedKind::TextFile, name.to_string());
                let kind = rules::WrongKind { expected, value: found };
                site.diagnostics.push(Diagnostic::new(statement.span.clone(), kind));
            }
            if let Some(ParsedContent::Text(source)) = found {
                let sum = parsed.get(path.as_str()).and_then(|parsed| parsed.file.asset);
                let sum = sum.map(|asset| asset.digest.to_string()).unwrap_or_default();
                sums.insert(entry.id.clone(), sum);
                let (text, diagnostics) = SourceText::read(source);
                site.diagnostics.extend(diagnostics);
                texts.insert(entry.id.clone(), text);
            }
        }
    }
    (site.source_texts, site.source_sums) = (Arc::new(texts), Arc::new(sums));
    site.diagnostics.extend(check_file_fields(site, parsed));
}

/// A `file` value names a file of the content folder, relative to its own.
fn check_file_fields(site: &Site, parsed: &AllParsed) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in &site.entries {
        for (name, span) in entry.file_field_names() {
            let kind: DiagnosticKind =
                match super::link_destination::join_path(entry.source_folder(), name) {
                    Some(path) if parsed.contains_key(path.as_str()) => continue,
                    Some(_) => {
                        let (target, miss) = (name.to_owned(), BrokenLinkReason::NotFound);
                        rules::BrokenLink { target, reason: miss, suggestion: None }.into()
                    }
                    None => rules::OutsideSite { reason: OutsideSiteReason::Link(name.to_owned()) }
                        .into(),
                };
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
    }
    diagnostics
}

/// The texts of an entry that have a language.
pub(super) fn bodies_by_version(entry: &Entry) -> Vec<(usize, &MarkdownBody, &str)> {
    let mut bodies: Vec<(usize, &MarkdownBody, &str)> = Vec::new();
    for (index, version) in entry.versions.iter().enumerate() {
        let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
        bodies.push((index, &version.body, path));
    }
    bodies
}

fn resolve_all_links(site: &mut Site) {
    let shared: &Site = site;
    let links: Vec<Arc<EntryLinks>> = (0..site.entries.len())
        .into_par_iter()
        .with_max_len(AT_A_TIME)
        .map(|at| Arc::new(resolve_entry_links(shared, EntryIndex(at))))
        .collect();
    let mut mentioned = vec![Vec::new(); site.entries.len()];
    for (target, mention) in links.iter().flat_map(|links| &links.mentions) {
        if let Some(list) = mentioned.get_mut(target.0) {
            list.push(*mention);
        }
    }
    (site.mentioned, site.links) = (Arc::new(mentioned), links);
}

pub(super) fn resolve_entry_links(site: &Site, entry_index: EntryIndex) -> EntryLinks {
    let (entry, mut found_here) = (site.entry_at(entry_index), EntryLinks::default());
    for (version, body, path) in bodies_by_version(entry) {
        let mut seen = HashSet::new();
        let tag = entry.versions.get(version).map(|version| &version.language);
        let language_index =
            tag.and_then(|tag| site.config.language_index(tag)).unwrap_or_default();
        let place = TextRef { entry_index, language_index, body, path };
        for (link, outline) in body.outline.links.iter().enumerate() {
            let found = site.resolve_link(place, outline);
            found_here.diagnostics.extend(found.diagnostic);
            let (ResolvedLink::Entry { entry: target, .. } | ResolvedLink::Field(target, _)) =
                found.target
            else {
                continue;
            };
            if target != entry_index && seen.insert(target) && site.is_published(entry_index) {
                found_here
                    .mentions
                    .push((target, LinkMention { from: entry_index, version, link }));
                found_here.targets.push(target);
            }
        }
    }
    for body in citation_index::field_bodies(entry) {
        let place = TextRef {
            entry_index,
            language_index: LanguageIndex::default(),
            body,
            path: entry.source_path(),
        };
        for outline in &body.outline.links {
            let found = site.resolve_link(place, outline);
            found_here.diagnostics.extend(found.diagnostic);
            if let ResolvedLink::Entry { entry: target, .. } = found.target {
                found_here.targets.push(target);
            }
        }
    }
    let mut seen = HashSet::new();
    found_here.targets.retain(|target| seen.insert(*target));
    found_here
}

impl Site {
    /// Offers a name for the first broken links: an editor mistypes more often than a page goes.
    pub fn add_link_suggestions(&self, diagnostics: &mut [Diagnostic]) {
        let mut names = None;
        let broken = diagnostics.iter_mut().filter_map(|diagnostic| match &mut diagnostic.kind {
            DiagnosticKind::BrokenLink(rules::BrokenLink {
                target,
                reason: BrokenLinkReason::NotFound,
                suggestion: near,
            }) => Some((target, near)),
            _ => None,
        });
        for (target, near) in broken.take(MAX_GUESSES) {
            let names = names.get_or_insert_with(|| self.names.all_names(&self.entries));
            let wanted = target.split('#').next().unwrap_or(target);
            *near = schema::closest_match(wanted, names.iter().copied());
        }
    }
}

/// The entries of the head menu.
fn build_menu(site: &Site) -> (Option<Vec<EntryIndex>>, Vec<Diagnostic>) {
    let Some(menu) = &site.config.menu else { return (None, Vec::new()) };
    let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
    for (name, span) in menu {
        let path = name.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        let by_id = site.ids.find_entry(path);
        let by_name = || match site.names.find_entry(path, "", &site.entries) {
            Some(NameLookup::Unique(entry_index)) => Some(entry_index),
            Some(NameLookup::Ambiguous(list)) => list.first().copied(),
            None => None,
        };
        let by_folder = || {
            let address = super::address::page_address(&fold_name(path));
            let section = site
                .tree
                .sections
                .iter()
                .find(|s| s.addresses.first().is_some_and(|a| **a == *address));
            section.and_then(|section| section.index)
        };
        match by_id.or_else(by_folder).or_else(by_name) {
            Some(entry_index) if site.is_published(entry_index) => entries.push(entry_index),
            found => {
                let miss = if found.is_some() {
                    BrokenLinkReason::Draft
                } else {
                    BrokenLinkReason::NotFound
                };
                let kind =
                    rules::BrokenLink { target: name.clone(), reason: miss, suggestion: None };
                diagnostics.push(Diagnostic::new(span.clone(), kind));
            }
        }
    }
    (Some(entries), diagnostics)
}
