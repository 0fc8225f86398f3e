//! The files that are copied to the output, and the folders of the content.

use super::address::fold_name;
use super::collect_entries::is_published_path;
use super::config::SiteConfig;
use super::linker::{ChangedFile, PreviousLink};
use super::parsed_files::ParsedFiles;
use super::settings_files::is_site_file;
use crate::files::ContentFile;
use crate::parse::{ParsedContent, ParsedFile};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Copied files and folders. Both are shared with the previous site while they do not change.
#[derive(Clone, Debug, Default)]
pub(super) struct CopiedFiles {
    /// By path in the content folder.
    pub(super) assets: Arc<BTreeMap<Arc<str>, Arc<ContentFile>>>,
    /// The folded paths of all published folders.
    pub(super) folders: Arc<HashSet<String>>,
}

impl CopiedFiles {
    pub(super) fn new(
        files: &ParsedFiles,
        config: &SiteConfig,
        previous: Option<PreviousLink<'_>>,
    ) -> Self {
        if let Some(previous) = previous.filter(|previous| previous.has_same_paths) {
            let is_same_kind =
                |(old, new): &ChangedFile<'_>| is_copied(old, config) == is_copied(new, config);
            if previous.changed_files.iter().all(is_same_kind) {
                return previous.site.copied_files().with_changed_files(previous.changed_files);
            }
        }
        let mut folders = HashSet::new();
        for path in files.by_path.keys().filter(|path| is_published_path(path)) {
            add_parent_folders(path, &mut folders);
        }
        let assets = files.by_path.iter().filter(|(_, parsed)| is_copied(parsed, config));
        let assets = assets.map(|(path, parsed)| (Arc::clone(path), Arc::clone(&parsed.file)));
        Self { assets: Arc::new(assets.collect()), folders: Arc::new(folders) }
    }

    /// Replaces the files that are copied and have changed.
    fn with_changed_files(mut self, changed_files: &[ChangedFile<'_>]) -> Self {
        for (_, new) in changed_files {
            let (path, file) = (&new.file.path, &new.file);
            if self.assets.contains_key(path) {
                Arc::make_mut(&mut self.assets).insert(Arc::clone(path), Arc::clone(file));
            }
        }
        self
    }
}

fn is_copied(parsed: &ParsedFile, config: &SiteConfig) -> bool {
    let is_copied_kind = match &parsed.kind {
        ParsedContent::Markdown(_) => false,
        ParsedContent::Yaml(..) => config.declared.is_none(),
        ParsedContent::Csv(..) | ParsedContent::Text(_) | ParsedContent::Asset => true,
    };
    // A page that is too large to be read has no asset.
    let path = &parsed.file.path;
    is_copied_kind && parsed.file.asset.is_some() && is_published_path(path) && !is_site_file(path)
}

/// Adds the folders above a file.
fn add_parent_folders(path: &str, folders: &mut HashSet<String>) {
    let mut path = path;
    while let Some((folder, _)) = path.rsplit_once('/') {
        if !folders.insert(fold_name(folder)) {
            break;
        }
        path = folder;
    }
}
