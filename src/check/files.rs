//! Reports content folders without pages, files that look like pages and are not read, and files
//! that no page links to.

use crate::diagnostic::{Diagnostic, Severity, SourceFile, Span, rules};
use crate::files::{ContentFile, file_extension, file_name, parent_folder};
use crate::schema::{BuiltinType, builtin};
use crate::site::{EntryIndex, EntryOrigin, Site, is_well_known};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Returns `no-pages`, or `not-read` once for each ending. `others` are the other findings: while
/// there are errors, pages may be missing because of them.
pub(super) fn check(site: &Site, others: &[Diagnostic]) -> Vec<Diagnostic> {
    let unread = site.unread_files();
    if !site.has_declared_entries() {
        if others.iter().any(|other| other.severity == Severity::Error) {
            return Vec::new();
        }
        let most = unread.iter().max_by_key(|(_, (_, n_files))| *n_files);
        let unread = most.map(|(ending, (_, n_files))| (ending.clone(), *n_files));
        let no_file = Arc::new(SourceFile { path: "".into(), text: "".into() });
        return vec![Diagnostic::new(Span::start_of(&no_file), rules::NoPages { unread })];
    }
    let report = |(ending, (first, n_files)): (String, (&ContentFile, usize))| {
        Diagnostic::new(first.start_span(), rules::NotRead { ending, n_files })
    };
    unread.into_iter().map(report).collect()
}

/// Returns `orphan-file` for each published file that no page links to.
pub(super) fn check_orphans(site: &Site) -> Vec<Diagnostic> {
    let is_html = |path: &str| matches!(&*file_extension(path), "html" | "htm" | "xhtml");
    let html = || site.assets.keys().map(|path| &**path).filter(|path| is_html(path));
    let html_folders: BTreeSet<&str> = html().map(parent_folder).collect();
    let linked_html = html().filter(|path| site.is_linked_file(path) || is_well_known(path));
    let linked_folders: BTreeSet<&str> = linked_html.map(parent_folder).collect();
    // A page in HTML may use any file beside or below it, and link to the other pages there.
    let may_be_used = |path: &str| {
        let folders = if is_html(path) { &linked_folders } else { &html_folders };
        let mut ends = path.match_indices('/').map(|(end, _)| end);
        folders.contains("")
            || ends.any(|end| path.get(..end).is_some_and(|folder| folders.contains(folder)))
    };
    let (unread, kept_back) = (site.unread_files(), site.kept_back_files());
    let candidates = site.assets.iter().filter(|(path, _)| {
        !kept_back.contains(&***path)
            && !site.is_linked_file(path)
            && !is_well_known(path)
            && !may_be_used(path)
            && !unread.contains_key(&file_extension(path))
    });
    let candidates: Vec<(&Arc<str>, &Arc<ContentFile>)> = candidates.collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let named = NamedFiles::new(site);
    let documents = documents_without_text(site);
    candidates
        .into_iter()
        .filter(|(path, _)| !named.contains(path))
        .map(|(path, file)| {
            let stem = path.strip_suffix(".txt");
            let document = stem.and_then(|stem| documents.get(stem)).map(|it| (*it).to_owned());
            let is_text = document.is_some();
            let kind = rules::OrphanFile { path: path.to_string(), document };
            let mut diagnostic = Diagnostic::new(file.start_span(), kind);
            if is_text {
                diagnostic.severity = Severity::Warning;
            }
            diagnostic
        })
        .collect()
}

/// Returns the paths of documents in files of their own that name no text, by the path without its
/// ending.
fn documents_without_text(site: &Site) -> BTreeMap<&str, &str> {
    let documents = site.entries.iter().filter(|entry| {
        entry.entry_type.is(BuiltinType::Document)
            && entry.field_statements(builtin::document::TEXT).is_empty()
    });
    let paths = documents.filter_map(|entry| match &entry.origin {
        EntryOrigin::File(parsed) => {
            let path = &*parsed.file.path;
            Some((path.rsplit_once('.')?.0, path))
        }
        EntryOrigin::Item(..) | EntryOrigin::Mentioned => None,
    });
    paths.collect()
}

/// The files that fields name, and the raw HTML that may name others.
struct NamedFiles {
    paths: BTreeSet<String>,
    raw_html: String,
}

impl NamedFiles {
    fn new(site: &Site) -> Self {
        let mut named = Self { paths: BTreeSet::new(), raw_html: String::new() };
        for entry in (0..site.entries.len()).map(|index| site.entry_at(EntryIndex(index))) {
            let names = entry.file_field_names();
            named
                .paths
                .extend(names.filter_map(|(name, _)| site.resolve_relative_path(entry, name)));
            for version in &entry.versions {
                let text = version.body.text();
                for tag in &version.body.outline.raw_html {
                    named.raw_html.push_str(text.get(tag.range.clone()).unwrap_or_default());
                    named.raw_html.push('\n');
                }
            }
        }
        named
    }

    fn contains(&self, path: &str) -> bool {
        let name = file_name(path);
        self.paths.contains(path) || self.raw_html.contains(name)
    }
}
