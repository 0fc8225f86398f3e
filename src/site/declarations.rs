//! First stage of linking: the settings and types that all content is read with.

use super::config::{self, SiteConfig};
use super::linker::PreviousLink;
use super::parsed_files::ParsedFiles;
use super::publication::PublicationPolicy;
use super::settings::{GeneratedNames, RunSettings};
use crate::diagnostic::{Diagnostic, DiagnosticKind, rules};
use crate::parse::{ParsedContent, ParsedFile};
use crate::schema::{EntryType, ReadContext, Schema, TypeDeclaration};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// The folder of the files that declare types.
const TYPES_FOLDER: &str = "_types/";

/// Settings, types and the names of generated pages.
pub(super) struct Declared {
    pub(super) settings: RunSettings,
    pub(super) config: SiteConfig,
    pub(super) types: DeclaredTypes,
    /// The names of generated pages, by language in the site's order.
    pub(super) generated: Vec<GeneratedNames>,
}

/// The types of a site, and the files that declare them.
#[derive(Clone, Debug, Default)]
pub(super) struct DeclaredTypes {
    pub(super) schema: Schema,
    files: Vec<Arc<ParsedFile>>,
    pub(super) diagnostics: Arc<Vec<Diagnostic>>,
}

impl Declared {
    /// Returns what the run publishes.
    pub(super) fn policy(&self) -> PublicationPolicy {
        PublicationPolicy { drafts: self.settings.drafts, as_of: self.config.as_of }
    }
}

/// Applies the settings of the run to those of `site.yaml`, and reads the types.
pub(super) fn declare(
    files: &ParsedFiles,
    settings: &RunSettings,
    previous: Option<PreviousLink<'_>>,
) -> Declared {
    let mut config = files.config.clone();
    if let Some(url) = &settings.base_url {
        config.base_url = config::normal_base_url(url);
    }
    config.as_of = settings.as_of.or(config.as_of);
    config.has_book |= settings.book;
    let types = declare_types(&files.by_path, &config, previous);
    let names = |tag| settings.generated.iter().find(|(known_tag, _)| known_tag == tag);
    let generated = config.languages.iter().map(names);
    let generated =
        generated.map(|names| names.map(|(_, names)| names.clone()).unwrap_or_default()).collect();
    Declared { settings: settings.clone(), config, types, generated }
}

fn declare_types(
    by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    config: &SiteConfig,
    previous: Option<PreviousLink<'_>>,
) -> DeclaredTypes {
    let in_folder = by_path.range::<str, _>((Bound::Included(TYPES_FOLDER), Bound::Unbounded));
    let in_folder = in_folder.take_while(|(path, _)| path.starts_with(TYPES_FOLDER));
    let files: Vec<Arc<ParsedFile>> = match config.declared {
        Some(_) => in_folder.map(|(_, parsed)| Arc::clone(parsed)).collect(),
        None => Vec::new(),
    };
    let previous = previous.filter(|previous| previous.site.config.languages == config.languages);
    // The other files count by their paths only: which folders have an index page.
    if let Some(PreviousLink { site, has_same_paths: true, .. }) = previous
        && site.types.files.iter().map(Arc::as_ptr).eq(files.iter().map(Arc::as_ptr))
    {
        return site.types.clone();
    }
    let previous = previous.map(|previous| &previous.site.types);
    let mut diagnostics = Vec::new();
    let mut declarations = Vec::new();
    for parsed in &files {
        let name = parsed.file.path.strip_prefix(TYPES_FOLDER);
        let name = name.and_then(yaml_stem);
        if let (Some(name), ParsedContent::Yaml(source, root)) = (name, &parsed.kind) {
            diagnostics.extend(parsed.diagnostics.iter().cloned());
            let context = ReadContext { source, languages: &config.languages };
            let (declaration, type_diagnostics) =
                TypeDeclaration::read(name, root.as_ref(), &context);
            diagnostics.extend(type_diagnostics);
            declarations.push(declaration);
        }
    }
    let (mut schema, schema_diagnostics) = Schema::from_declarations(&declarations);
    // Types may share a folder that has an index page, because then no list is generated for it.
    diagnostics.extend(schema_diagnostics.into_iter().filter(
        |diagnostic| match &diagnostic.kind {
            DiagnosticKind::DuplicateRoute(rules::DuplicateRoute { address }) => {
                !has_index_page(address, by_path)
            }
            _ => true,
        },
    ));
    if let Some(previous) = previous {
        for (id, entry_type) in &mut schema.types {
            let known = previous.schema.types.get(id);
            let is_unchanged = |known: &&Arc<EntryType>| {
                known == &entry_type && has_same_file(id, &previous.files, &files)
            };
            if let Some(known) = known.filter(is_unchanged) {
                *entry_type = Arc::clone(known);
            }
        }
    }
    DeclaredTypes { schema, files, diagnostics: Arc::new(diagnostics) }
}

/// Returns whether the file that declares a type is the same, so that its spans are up to date.
fn has_same_file(id: &str, old_files: &[Arc<ParsedFile>], new_files: &[Arc<ParsedFile>]) -> bool {
    let find = |files: &[Arc<ParsedFile>]| {
        let is_declaration = |parsed: &&Arc<ParsedFile>| {
            let name = parsed.file.path.strip_prefix(TYPES_FOLDER);
            name.and_then(yaml_stem) == Some(id)
        };
        files.iter().find(is_declaration).map(Arc::as_ptr)
    };
    find(old_files) == find(new_files)
}

/// Returns the name of a file without its ending. `None` means that it is not YAML.
fn yaml_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml").then_some(stem)
}

/// Returns whether the folder with an address has a page that is its index.
fn has_index_page(address: &str, by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>) -> bool {
    let folder = address.trim_start_matches('/');
    let names = ["index", "_index", "README"];
    names.iter().any(|name| by_path.contains_key(format!("{folder}{name}.md").as_str()))
}

impl DeclaredTypes {
    /// Returns whether two sites share all their types.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let (types, other_types) = (&self.schema.types, &other.schema.types);
        let mut pairs = types.iter().zip(other_types);
        types.len() == other_types.len()
            && pairs.all(|((id, kind), (other_id, other_kind))| {
                id == other_id && Arc::ptr_eq(kind, other_kind)
            })
    }
}
