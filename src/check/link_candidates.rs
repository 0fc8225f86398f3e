//! Proposes what a broken link may have meant, as it would be written on the linking page.

use crate::diagnostic::closest_match;
use crate::diagnostic::rules::{BrokenLink, LinkPlace, TargetForm};
use crate::files::file_name;
use crate::site::address::{fold_name, linked_path, relative_url, with_missing_scheme};
use crate::site::{EntryOrigin, Site};

/// What links can lead to.
pub(super) struct LinkCandidates<'a> {
    site: &'a Site,
    /// The paths of pages and copied files.
    paths: Vec<&'a str>,
    /// The ids of entries without a file of their own.
    listed_ids: Vec<&'a str>,
}

impl<'a> LinkCandidates<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let texts = site.entries.iter().flat_map(|entry| &entry.versions);
        let texts = texts.filter_map(|version| Some(&*version.file.as_ref()?.file.path));
        let mut paths: Vec<&str> = texts.chain(site.assets.keys().map(|path| &**path)).collect();
        paths.sort_unstable();
        let listed = site.entries.iter().filter(|it| matches!(it.origin, EntryOrigin::Item(..)));
        Self { site, paths, listed_ids: listed.map(|entry| &*entry.id).collect() }
    }

    /// Returns the most likely target of a broken link, as it is to be written in its place.
    pub(super) fn suggestion(&self, link: &BrokenLink) -> Option<String> {
        match &link.place {
            Some(LinkPlace { folder, form: TargetForm::Path }) => self.path(folder, &link.target),
            Some(LinkPlace { folder, form: TargetForm::File }) => self.file(folder, &link.target),
            Some(LinkPlace { form: TargetForm::Name, .. }) | None => self.name(&link.target),
        }
    }

    fn path(&self, folder: &str, target: &str) -> Option<String> {
        if let Some(url) = with_missing_scheme(target.trim()) {
            return Some(url);
        }
        let path = linked_path(folder, target).or_else(|| linked_path("", target))?;
        let relative = |path: &str| relative_path(folder, path);
        let stem = file_stem(&path);
        let wiki_link = |id: &str| format!("[[{id}]]");
        let same_id = || self.listed_ids.iter().find(|id| **id == stem).map(|id| wiki_link(id));
        let near_path = || closest_match(&path, self.paths.iter().copied());
        let near_name = || {
            let name = closest_match(file_name(&path), self.file_names())?;
            self.with_same_name(folder, &name)
        };
        let near_id = || closest_match(stem, self.listed_ids.iter().copied());
        let same_name = self.with_same_name(folder, &path).map(relative);
        same_name
            .or_else(same_id)
            .or_else(|| near_path().as_deref().map(relative))
            .or_else(|| near_name().map(relative))
            .or_else(|| near_id().as_deref().map(wiki_link))
    }

    /// Returns the path of a file that a field or a list was probably meant to name.
    fn file(&self, folder: &str, target: &str) -> Option<String> {
        let path = linked_path(folder, target).or_else(|| linked_path("", target))?;
        let has_ending = |candidate: &&&str| file_ending(candidate) == file_ending(&path);
        let files = || self.paths.iter().copied().filter(|it| has_ending(&it));
        let near_name = || {
            let name = closest_match(file_name(&path), files().map(file_name))?;
            files().find(|candidate| file_name(candidate) == name)
        };
        let same_name = self.with_same_name(folder, &path).filter(|it| has_ending(&it));
        let near_path = || closest_match(&path, files());
        same_name
            .map(str::to_owned)
            .or_else(near_path)
            .or_else(|| near_name().map(str::to_owned))
            .map(|path| relative_path(folder, &path))
    }

    /// Returns the path of the file with the same name, of several the one whose end is most like
    /// the path, then the nearest to the folder.
    fn with_same_name(&self, folder: &str, path: &str) -> Option<&'a str> {
        let (name, stem) = (fold_name(file_name(path)), fold_name(file_stem(path)));
        // A name without ending, or with that of the finished page, is that of a text.
        let is_text_name = ["", "md", "markdown", "html", "htm"].contains(&file_ending(path));
        let has_name = |candidate: &&&str| {
            let is_text = file_ending(candidate) == "md";
            fold_name(file_name(candidate)) == name
                || is_text_name && is_text && fold_name(file_stem(candidate)) == stem
        };
        let n_same_end = |candidate: &str| {
            let parts = candidate.rsplit('/').zip(path.rsplit('/')).skip(1);
            parts.take_while(|(left, right)| fold_name(left) == fold_name(right)).count()
        };
        let n_shared = |candidate: &str| {
            let parts = candidate.split('/').zip(folder.split('/'));
            parts.take_while(|(left, right)| left == right).count()
        };
        let candidates = self.paths.iter().rev().filter(has_name);
        candidates.max_by_key(|it| (n_same_end(it), n_shared(it))).copied()
    }

    fn file_names(&self) -> impl Iterator<Item = &'a str> {
        self.paths.iter().map(|path| file_name(path))
    }

    fn name(&self, target: &str) -> Option<String> {
        let name = target.split('#').next().unwrap_or(target).trim();
        let types = self.site.schema.types.keys().map(|id| &**id);
        closest_match(name, self.site.ids_and_paths().into_iter().chain(types))
    }
}

/// Returns the path from a folder to a file, as it is written in a link.
fn relative_path(folder: &str, path: &str) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    relative_url(&format!("/{folder}{slash}x"), &format!("/{path}"))
}

fn file_stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn file_ending(path: &str) -> &str {
    file_name(path).rsplit_once('.').map_or("", |(_, ending)| ending)
}
