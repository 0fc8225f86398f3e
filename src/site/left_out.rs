//! Files that are in the content folder and are not content: an older output, the files of a tool,
//! private keys, templates of other generators. And files that look like pages and are not read.

use super::address::fold_name;
use super::collect_entries::is_published_path;
use super::draft_names::{draft_folder, is_draft_file};
use super::settings_files::{
    is_misspelled_site_file, is_site_file, is_type_file, is_unread_type, misspelled_strings_folder,
    misspelled_types_folder, settings_reason,
};
use crate::diagnostic::rules::LeftOutReason;
use crate::diagnostic::{Diagnostic, Severity, rules};
use crate::files::{
    AssetWarning, ContentFile, FileSet, file_extension, file_name, is_markdown, is_yaml,
    parent_folder,
};
use crate::parse::PublicationKey;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The manifest of a build, which no content has.
const MANIFEST_FILE: &str = "pakt-manifest.json";
/// The folders of tools. They are left out if they hold Markdown, which would become pages.
const TOOL_FOLDERS: [&str; 6] =
    ["node_modules", "bower_components", "vendor", "target", "__pycache__", "site-packages"];
/// The folders of other generators for drafts and for parts of pages.
const PART_FOLDERS: [&str; 11] = [
    "_drafts",
    "_includes",
    "_include",
    "_layouts",
    "_partials",
    "_templates",
    "_snippets",
    "_data",
    "_site",
    "_build",
    "_static",
];
/// The endings of copies of pages, and of texts: `plan.orig`. The empty one is that of a name
/// without ending.
const MISNAMED_ENDINGS: [&str; 15] = [
    "", "txt", "text", "orig", "old", "save", "tmp", "temp", "rej", "part", "partial", "copy",
    "disabled", "off", "new",
];
/// Keys that only front matter has, apart from those about publication.
const PAGE_KEYS: [&str; 3] = ["title", "type", "id"];
/// Formats that other generators read as pages.
const UNREAD_ENDINGS: [&str; 22] = [
    "mdx",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "textile",
    "mediawiki",
    "wiki",
    "creole",
    "rmd",
    "qmd",
    "ipynb",
    "mdown",
    "mkd",
    "mkdn",
    "mdwn",
    "mdtxt",
    "mdtext",
    "mdoc",
    "markdoc",
    "djot",
    "dj",
];

/// The files of a folder that are content.
pub(super) struct ContentSelection<'f> {
    pub(super) files: Vec<&'f Arc<ContentFile>>,
    /// What is said about the others.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What is left out for one reason in one folder.
struct LeftOutGroup<'f> {
    first_file: &'f ContentFile,
    n_files: usize,
}

/// Selects the files that are content.
pub(super) fn select_content(files: &FileSet) -> ContentSelection<'_> {
    let folders = left_out_folders(files);
    let has_settings = files.iter().any(|file| is_site_file(&file.path));
    let mut groups: BTreeMap<(LeftOutReason, &str), LeftOutGroup<'_>> = BTreeMap::new();
    let mut content_files = Vec::with_capacity(files.iter().len());
    let mut diagnostics = Vec::new();
    for file in files {
        let reason = match folder_reason(&folders, &file.path) {
            Some(reason) => Some(reason),
            None => file_reason(file).map(|reason| (reason, parent_folder(&file.path))),
        };
        // In a folder without `site.yaml` lists are not read.
        let is_draft = is_draft_file(&file.path) && (has_settings || is_markdown(&file.path));
        let draft_reason = is_draft.then(|| (LeftOutReason::DraftName, parent_folder(&file.path)));
        let reason = reason.or(draft_reason).or_else(|| match has_settings {
            true => misspelled_types_folder(file)
                .map(|folder| (LeftOutReason::MisspelledTypesFolder, folder))
                .or_else(|| {
                    let folder = misspelled_strings_folder(file)?;
                    Some((LeftOutReason::MisspelledStringsFolder, folder))
                })
                .or_else(|| {
                    is_unread_type(&file.path).then_some((LeftOutReason::UnreadType, "_types"))
                }),
            false => hidden_page_folder(file)
                .map(|folder| (LeftOutReason::UnderscoreFolder, folder))
                .or_else(|| {
                    is_misspelled_site_file(file).then_some((LeftOutReason::MisspelledSiteFile, ""))
                })
                .or_else(|| {
                    is_type_file(file).then_some((LeftOutReason::TypesWithoutSettings, "_types"))
                }),
        });
        let Some((reason, folder)) = reason else {
            content_files.push(file);
            continue;
        };
        if matches!(reason, LeftOutReason::UnderscoreFolder | LeftOutReason::DraftName) {
            // It is not published, but a link to it says why.
            content_files.push(file);
        }
        if reason == LeftOutReason::Template && is_index_page(&file.path) {
            // The generated list of its folder has its address.
            let address = format!("/{}", file.path.trim_end_matches(file_name(&file.path)));
            let kind = rules::DuplicateRoute { address };
            let mut diagnostic = Diagnostic::new(file.start_span(), kind);
            diagnostic.severity = Severity::Warning;
            diagnostics.push(diagnostic);
            continue;
        }
        let key = (reason, folder);
        groups
            .entry(key)
            .and_modify(|group| group.n_files += 1)
            .or_insert(LeftOutGroup { first_file: file, n_files: 1 });
    }
    diagnostics.extend(groups.into_iter().map(|((reason, folder), group)| {
        let first_file = folders.get(folder).map_or(group.first_file, |(_, file)| *file);
        let is_folder = folders.contains_key(folder)
            || matches!(
                reason,
                LeftOutReason::MisspelledTypesFolder
                    | LeftOutReason::MisspelledStringsFolder
                    | LeftOutReason::TypesWithoutSettings
                    | LeftOutReason::UnderscoreFolder
            );
        let path = if is_folder { folder } else { &first_file.path };
        let kind = rules::LeftOut { reason, path: path.to_owned(), n_files: group.n_files };
        Diagnostic::new(first_file.start_span(), kind)
    }));
    ContentSelection { files: content_files, diagnostics }
}

/// Returns the files that look like pages and are not read: the first of each ending, and their
/// number.
pub(super) fn unread_files<'f>(
    files: impl Iterator<Item = &'f Arc<ContentFile>>,
) -> BTreeMap<String, (&'f ContentFile, usize)> {
    let mut by_ending: BTreeMap<String, (&ContentFile, usize)> = BTreeMap::new();
    for file in files.filter(|file| file.text.is_none() && is_published_path(&file.path)) {
        let ending = file_extension(&file.path);
        if UNREAD_ENDINGS.contains(&ending.as_str()) {
            by_ending.entry(ending).and_modify(|(_, n)| *n += 1).or_insert((file, 1));
        }
    }
    by_ending
}

/// Returns the path of the first of these files whose name, without its ending, is that of a link.
pub(super) fn find_unread_file<'f>(
    mut files: impl Iterator<Item = &'f Arc<ContentFile>>,
    name: &str,
) -> Option<String> {
    let wanted = fold_name(file_name(name.trim_end_matches('/')));
    let wanted = [".md", ".html"].iter().find_map(|it| wanted.strip_suffix(it)).unwrap_or(&wanted);
    let has_name = |file: &&Arc<ContentFile>| {
        let (stem, ending) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
        UNREAD_ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
            && fold_name(file_name(stem)) == *wanted
    };
    files.find(has_name).map(|file| file.path.to_string())
}

/// Returns whether a file looks like a page, is not read, and has front matter, which may say that
/// it is a draft.
pub(super) fn is_unread_page(file: &ContentFile) -> bool {
    file.asset.is_some_and(|asset| asset.warning == Some(AssetWarning::FrontMatter))
        && UNREAD_ENDINGS.contains(&file_extension(&file.path).as_str())
}

fn is_html(path: &str) -> bool {
    matches!(file_extension(path).as_str(), "html" | "htm" | "xhtml")
}

/// Returns the folders that are left out, each with the file that shows why.
fn left_out_folders(files: &FileSet) -> BTreeMap<&str, (LeftOutReason, &ContentFile)> {
    let mut folders: BTreeMap<&str, (LeftOutReason, &ContentFile)> = BTreeMap::new();
    // Files are in path order, so most are in the folder of the file before.
    let mut last_folder = ("", None);
    for file in files {
        let (path, folder) = (&*file.path, parent_folder(&file.path));
        if folder.is_empty() {
            continue;
        }
        if file_name(path) == MANIFEST_FILE {
            folders.insert(folder, (LeftOutReason::OlderOutput, file));
        }
        if let Some(drafts) = draft_folder(folder)
            && (is_markdown(path) || is_yaml(path))
        {
            folders.entry(drafts).or_insert((LeftOutReason::DraftFolder, file));
        }
        if folder != last_folder.0 {
            last_folder = (folder, tool_folder(folder));
        }
        if let (None, Some(tool_folder)) = (file.asset, last_folder.1) {
            folders.entry(tool_folder).or_insert((LeftOutReason::ToolFolder, file));
        }
    }
    folders
}

/// Returns the highest folder of a path that belongs to a tool.
fn tool_folder(folder: &str) -> Option<&str> {
    let mut end = 0;
    for name in folder.split('/') {
        end += name.len();
        if TOOL_FOLDERS.contains(&name) {
            return folder.get(..end);
        }
        end += 1;
    }
    None
}

fn folder_reason<'a>(
    folders: &BTreeMap<&'a str, (LeftOutReason, &ContentFile)>,
    path: &str,
) -> Option<(LeftOutReason, &'a str)> {
    if folders.is_empty() {
        return None;
    }
    let mut ends = path.match_indices('/').map(|(end, _)| end);
    ends.find_map(|end| {
        let (folder, (reason, _)) = folders.get_key_value(path.get(..end)?)?;
        Some((*reason, *folder))
    })
}

/// Returns the folder with a name that begins with `_` of a page, unless it is one for drafts or
/// parts of pages.
fn hidden_page_folder(file: &ContentFile) -> Option<&str> {
    let is_page = is_markdown(&file.path);
    let folder = parent_folder(&file.path);
    let mut end = 0;
    for name in folder.split('/').filter(|_| is_page) {
        end += name.len();
        if name.starts_with('_') {
            return folder.get(..end).filter(|_| !PART_FOLDERS.contains(&name));
        }
        end += 1;
    }
    None
}

/// Returns why a file is left out, wherever it is.
fn file_reason(file: &ContentFile) -> Option<LeftOutReason> {
    match file.asset.and_then(|asset| asset.warning) {
        Some(AssetWarning::PrivateKey) => return Some(LeftOutReason::PrivateKey),
        Some(AssetWarning::FrontMatter) if is_html(&file.path) => {
            return Some(LeftOutReason::Template);
        }
        Some(AssetWarning::FrontMatter) | None => {}
    }
    let has_page_key = |head: &str| head.lines().any(is_page_key_line);
    if can_be_misnamed_page(&file.path) && file.fenced_head.as_deref().is_some_and(has_page_key) {
        return Some(LeftOutReason::MisnamedPage);
    }
    settings_reason(file)
}

/// Returns whether the name of a file can be that of a page, or of a copy of one: `plan.txt`,
/// `plan.md.2`, `plan.md (copy)`.
fn can_be_misnamed_page(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    let is_copy = [".md", ".markdown"].iter().any(|ending| {
        let mut ends = name.match_indices(ending).map(|(start, _)| start + ending.len());
        let is_end = |end: usize| {
            name.get(end..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        ends.any(is_end)
    });
    MISNAMED_ENDINGS.contains(&file_extension(path).as_str()) || (is_copy && !is_yaml(path))
}

/// Returns whether a line between fences has a key that says that the file is a page.
fn is_page_key_line(line: &str) -> bool {
    let Some((name, _)) = line.split_once([':', '=']) else { return false };
    let name = name.trim().trim_matches(['"', '\'']);
    PAGE_KEYS.iter().any(|key| name.eq_ignore_ascii_case(key))
        || PublicationKey::from_name(name).is_some()
}

fn is_index_page(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    matches!(name.as_str(), "index.html" | "index.htm")
}
