//! Linking: from parsed files to a site.

use super::address::fold;
use super::collect::{self, Rules};
use super::config::{self, Config, History};
use super::entry::{Entry, EntryIndex};
use super::names::{Found, Names};
use super::relations::Ids;
use super::resolve::{Place, Target};
use super::settings::{GeneratedNames, Settings};
use super::snapshot::{Links, Mention, ParsedFiles, Site};
use super::source_text::SourceText;
use super::tree::Tree;
use super::{backing, language, open};
use crate::diagnostic::{Diagnostic, Expected, Fault, LinkMiss, Note, Outside};
use crate::parse::{Body, Kind, Parsed};
use crate::schema::{self, Context, Date, Day, Declaration, Schema, Value};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// How many broken links of a run get a "did you mean": each looks at every name.
const MAX_GUESSES: usize = 20;

/// One thread looks at so many entries at a time.
const AT_A_TIME: usize = 128;

type AllParsed = BTreeMap<Arc<str>, Arc<Parsed>>;

/// Links parsed files into a site. It is the same whatever was `before`, which only saves work.
pub(super) fn link(files: &ParsedFiles, settings: &Settings, before: Option<&Site>) -> Site {
    let mut site = Site {
        settings: settings.clone(),
        config: files.config.clone(),
        findings: files.findings.clone(),
        ..Site::default()
    };
    let parsed = &files.by_path;
    declare(&mut site, parsed);
    let generated = generated_names(&site);
    let rules = Rules { config: &site.config, schema: &site.schema };
    let (mut entries, found) = collect::collect(parsed.values(), rules, parsed);
    let mentioned = open::mentioned(&entries, (&site.config, &site.schema), &generated);
    entries.extend(mentioned.into_iter().map(Arc::new));
    site.findings.extend(found);
    site.has_questions = entries.iter().any(|entry| &*entry.kind.id == "question");
    site.entries = entries;
    date(&mut site);
    let mut folders = HashSet::new();
    let mut assets = BTreeMap::new();
    for (path, parsed) in parsed.iter() {
        if collect::is_published(path) {
            note_folders(path, &mut folders);
        }
        // Of a page that is too large to be read there is nothing to copy.
        if parsed.file.asset.is_some() && site.is_asset(path, &parsed.kind) {
            assets.insert(Arc::clone(path), Arc::clone(&parsed.file));
        }
    }
    (site.folders, site.assets) = (Arc::new(folders), Arc::new(assets));
    name(&mut site, &generated);
    read_source_texts(&mut site, parsed);
    let (incoming, found) = site.follow();
    (site.incoming, site.findings) = (Arc::new(incoming), join(site.findings, found));
    resolve_all(&mut site);
    if site.config.declared.is_some() {
        let (backing, loads) = backing::follow(&site, before);
        (site.backing, site.loads) = (backing, Arc::new(loads));
    }
    let (menu, found) = menu(&site);
    (site.menu, site.findings) = (menu, join(site.findings, found));
    let asks =
        |at: &EntryIndex| site.is_published(*at) && site.entry(*at).meta.in_menu == Some(true);
    site.in_menu = (0..site.entries.len()).map(EntryIndex).filter(asks).collect();
    let (routes, found) = site.routes(&generated);
    (site.routes, site.findings) = (Arc::new(routes), join(site.findings, found));
    site
}

/// Notes the folders above a file, for tests of reach.
fn note_folders(path: &str, folders: &mut HashSet<String>) {
    let mut rest = path;
    while let Some((folder, _)) = rest.rsplit_once('/') {
        if !folders.insert(fold(folder)) {
            break;
        }
        rest = folder;
    }
}

fn join(mut all: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    all.extend(more);
    all
}

/// Reads `site.yaml`; of a folder that has none, guesses the language.
pub(super) fn config(parsed: &AllParsed) -> (Config, Vec<Diagnostic>) {
    match parsed.get("site.yaml").map(|parsed| (parsed, &parsed.kind)) {
        Some((file, Kind::Yaml(source, root))) => {
            let (config, found) = Config::read(source, root.as_ref());
            (config, join(file.findings.clone(), found))
        }
        _ => (Config::of_plain_folder(language::guess(texts(parsed))), Vec::new()),
    }
}

/// Dates pages that do not say themselves when they were changed by the history of their files.
fn date(site: &mut Site) {
    if site.config.history != History::Git {
        return;
    }
    let Some(history) = &site.settings.history else {
        let place = site.config.declared.clone();
        site.findings.extend(place.map(|place| Diagnostic::at(place, Fault::NoHistory)));
        return;
    };
    for entry in &mut site.entries {
        if entry.meta.updated.is_some() {
            continue;
        }
        let versions = entry.versions.iter().filter_map(|version| version.file.as_ref());
        let paths = versions.map(|file| &*file.file.path).chain([entry.path()]);
        let newest = paths.filter_map(|path| history.get(path)).max();
        let day = newest.and_then(|day| Day::read(day));
        Arc::make_mut(entry).meta.updated =
            day.map(|day| Date { value: Some(day), earliest: None, latest: None });
    }
}

/// Lets the run's settings stand over `site.yaml`, and reads the types.
fn declare(site: &mut Site, parsed: &AllParsed) {
    let mut types = Vec::new();
    if let Some(url) = &site.settings.base_url {
        site.config.base_url = config::normal_base_url(url);
    }
    site.config.as_of = site.settings.as_of.or(site.config.as_of);
    if site.config.declared.is_some() {
        for (path, parsed) in parsed {
            let name = path.strip_prefix("_types/").and_then(|path| path.strip_suffix(".yaml"));
            if let (Some(name), Kind::Yaml(source, root)) = (name, &parsed.kind) {
                site.findings.extend(parsed.findings.iter().cloned());
                let context = Context { source, languages: &site.config.languages };
                let (declaration, found) = Declaration::read(name, root.as_ref(), &context);
                site.findings.extend(found);
                types.push(declaration);
            }
        }
    }
    let (schema, found) = Schema::of(&types);
    // Types may share a folder whose page is written: no list of theirs stands at its address.
    let has_page = |address: &str| {
        let folder = address.trim_start_matches('/');
        let names = ["index", "_index", "README"];
        names.iter().any(|name| parsed.contains_key(format!("{folder}{name}.md").as_str()))
    };
    site.findings.extend(found.into_iter().filter(|found| match &found.fault {
        Fault::DuplicateRoute { address } => !has_page(address),
        _ => true,
    }));
    site.schema = schema;
}

/// The beginning of some texts, to guess the language by.
fn texts(parsed: &AllParsed) -> impl Iterator<Item = &str> {
    const MAX_FILES: usize = 200;
    const MAX_BYTES: usize = 4_000;
    let markdown = parsed.values().filter_map(|parsed| match &parsed.kind {
        Kind::Markdown(markdown) => Some(markdown.body.text()),
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
fn name(site: &mut Site, generated: &[GeneratedNames]) {
    let assets: Vec<Arc<str>> = site.assets.keys().cloned().collect();
    let known: &Site = site;
    let tree = || {
        let published = |at| known.is_published(at);
        Tree::new(&known.entries, (&known.config, &known.schema), published)
    };
    let names = || (Names::new(&known.entries, &assets), Ids::new(&known.entries));
    let (tree, (mut names, ids)) = rayon::join(tree, names);
    (site.tree, site.ids) = (Arc::new(tree), Arc::new(ids));
    for section in site.tree.sections.iter().filter(|section| section.index.is_none()) {
        for address in &section.addresses {
            names.add_generated(address);
        }
    }
    for (language, own) in generated.iter().enumerate() {
        names.add_generated(&site.under(language, &own.index).into());
        if site.has_tags() {
            names.add_generated(&site.under(language, &own.tags).into());
        }
        if site.has_changes() {
            names.add_generated(&site.under(language, &own.changes).into());
        }
    }
    site.names = Arc::new(names);
    let mut first: HashMap<Arc<str>, usize> = HashMap::new();
    for (at, entry) in site.entries.iter().enumerate() {
        if entry.is_page() || matches!(entry.origin, super::Origin::Mentioned) {
            continue;
        }
        let earlier = *first.entry(Arc::clone(&entry.id)).or_insert(at);
        if let (true, Some(earlier)) = (earlier != at, site.entries.get(earlier)) {
            let fault = Fault::DuplicateId { id: entry.id.to_string() };
            let finding = Diagnostic::at(entry.place.clone(), fault);
            site.findings.push(finding.with(earlier.place.clone(), Note::FirstHere));
        }
    }
}

/// Reads the texts that documents stand for.
fn read_source_texts(site: &mut Site, parsed: &AllParsed) {
    let (mut texts, mut sums) = (BTreeMap::new(), BTreeMap::new());
    for entry in &site.entries {
        for statement in entry.statements("text") {
            let Value::File(name) = &statement.value else { continue };
            let path = super::destination::join(entry.folder(), name).unwrap_or_default();
            let found = parsed.get(path.as_str()).map(|parsed| &parsed.kind);
            if let (Some(Kind::Asset), "document") = (found, &*entry.kind.id) {
                let (expected, found) = (Expected::TextFile, name.to_string());
                let fault = Fault::WrongKind { expected, found };
                site.findings.push(Diagnostic::at(statement.span.clone(), fault));
            }
            if let Some(Kind::Text(source)) = found {
                let sum = parsed.get(path.as_str()).and_then(|parsed| parsed.file.asset);
                let sum = sum.map(|asset| asset.digest.to_string()).unwrap_or_default();
                sums.insert(Arc::clone(&entry.id), sum);
                let (text, found) = SourceText::read(source);
                site.findings.extend(found);
                texts.insert(Arc::clone(&entry.id), text);
            }
        }
    }
    (site.source_texts, site.source_sums) = (Arc::new(texts), Arc::new(sums));
    site.findings.extend(missing_files(site, parsed));
}

/// A `file` value names a file of the content folder, relative to its own.
fn missing_files(site: &Site, parsed: &AllParsed) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in &site.entries {
        for (name, span) in entry.file_names() {
            let fault = match super::destination::join(entry.folder(), name) {
                Some(path) if parsed.contains_key(path.as_str()) => continue,
                Some(_) => {
                    let (target, miss) = (name.to_owned(), LinkMiss::NotFound);
                    Fault::BrokenLink { target, miss, near: None }
                }
                None => Fault::OutsideSite { what: Outside::Link(name.to_owned()) },
            };
            findings.push(Diagnostic::at(span.clone(), fault));
        }
    }
    findings
}

/// The texts of an entry that have a language.
pub(super) fn bodies(entry: &Entry) -> Vec<(usize, &Body, &str)> {
    let mut bodies: Vec<(usize, &Body, &str)> = Vec::new();
    for (at, version) in entry.versions.iter().enumerate() {
        let path = version.file.as_ref().map_or(entry.path(), |file| &file.file.path);
        bodies.push((at, &version.body, path));
    }
    bodies
}

fn resolve_all(site: &mut Site) {
    let shared: &Site = site;
    let links: Vec<Arc<Links>> = (0..site.entries.len())
        .into_par_iter()
        .with_max_len(AT_A_TIME)
        .map(|at| Arc::new(resolve(shared, EntryIndex(at))))
        .collect();
    let mut mentioned = vec![Vec::new(); site.entries.len()];
    for (target, mention) in links.iter().flat_map(|links| &links.mentions) {
        if let Some(list) = mentioned.get_mut(target.0) {
            list.push(*mention);
        }
    }
    (site.mentioned, site.links) = (Arc::new(mentioned), links);
}

pub(super) fn resolve(site: &Site, at: EntryIndex) -> Links {
    let (entry, mut found_here) = (site.entry(at), Links::default());
    for (version, body, path) in bodies(entry) {
        let mut seen = HashSet::new();
        let tag = entry.versions.get(version).map(|version| &version.language);
        let language = site.config.languages.iter().position(|own| Some(own) == tag).unwrap_or(0);
        let place = Place { entry: at, language, body, path };
        for (link, outline) in body.outline.links.iter().enumerate() {
            let found = site.resolve(place, outline);
            found_here.findings.extend(found.finding);
            let (Target::Entry { entry: target, .. } | Target::Field(target, _)) = found.target
            else {
                continue;
            };
            if target != at && seen.insert(target) && site.is_published(at) {
                found_here.mentions.push((target, Mention { from: at, version, link }));
                found_here.targets.push(target);
            }
        }
    }
    for body in backing::field_bodies(entry) {
        let place = Place { entry: at, language: 0, body, path: entry.path() };
        for outline in &body.outline.links {
            let found = site.resolve(place, outline);
            found_here.findings.extend(found.finding);
            if let Target::Entry { entry: target, .. } = found.target {
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
    pub fn guess(&self, findings: &mut [Diagnostic]) {
        let mut names = None;
        let broken = findings.iter_mut().filter_map(|finding| match &mut finding.fault {
            Fault::BrokenLink { target, miss: LinkMiss::NotFound, near } => Some((target, near)),
            _ => None,
        });
        for (target, near) in broken.take(MAX_GUESSES) {
            let names = names.get_or_insert_with(|| self.names.all(&self.entries));
            let wanted = target.split('#').next().unwrap_or(target);
            *near = schema::nearest(wanted, names.iter().copied());
        }
    }
}

/// The entries of the head menu.
fn menu(site: &Site) -> (Option<Vec<EntryIndex>>, Vec<Diagnostic>) {
    let Some(menu) = &site.config.menu else { return (None, Vec::new()) };
    let (mut entries, mut findings) = (Vec::new(), Vec::new());
    for (name, span) in menu {
        let path = name.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        let by_id = site.ids.entry(path);
        let by_name = || match site.names.entry(path, "", &site.entries) {
            Some(Found::One(at)) => Some(at),
            Some(Found::Tie(list)) => list.first().copied(),
            None => None,
        };
        let by_folder = || {
            let address = super::address::of_path(&fold(path));
            let section = site
                .tree
                .sections
                .iter()
                .find(|s| s.addresses.first().is_some_and(|a| **a == *address));
            section.and_then(|section| section.index)
        };
        match by_id.or_else(by_folder).or_else(by_name) {
            Some(at) if site.is_published(at) => entries.push(at),
            found => {
                let miss = if found.is_some() { LinkMiss::Draft } else { LinkMiss::NotFound };
                let fault = Fault::BrokenLink { target: name.clone(), miss, near: None };
                findings.push(Diagnostic::at(span.clone(), fault));
            }
        }
    }
    (Some(entries), findings)
}
