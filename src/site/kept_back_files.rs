//! The files that are not copied to the output because of what is kept back.

use super::address::fold_name;
use super::entry::{Entry, EntryOrigin};
use super::left_out;
use super::link_destination::join_path;
use super::routes::RouteInputs;
use crate::files::{ContentFile, file_extension, file_name};
use aho_corasick::AhoCorasick;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Files that browsers, search engines and servers ask for by name.
const WELL_KNOWN_NAMES: [&str; 17] = [
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "security.txt",
    "cname",
    "license",
    "licence",
    "copying",
    "manifest.json",
    "site.webmanifest",
    "manifest.webmanifest",
    "browserconfig.xml",
    "opensearch.xml",
    "_headers",
    "_redirects",
    "web.config",
    "bingsiteauth.xml",
];
/// Beginnings of such names.
const WELL_KNOWN_PREFIXES: [&str; 5] =
    ["favicon", "apple-touch-icon", "android-chrome", "mstile", "google"];

impl<'a> RouteInputs<'a> {
    /// Returns the files that are not copied, unless a page links to them: tables of entries, which
    /// are data for pakt, files that only entries name which are kept back, and pages in a format
    /// that is not read, whose front matter may hold them back.
    pub(super) fn kept_back_files(self) -> BTreeSet<String> {
        let files_of = |entry: &'a Arc<Entry>| {
            let names = entry.file_field_names();
            names.filter_map(|(name, _)| join_path(entry.source_folder(), name))
        };
        let policy = self.lookup.policy();
        let (shown, kept_back): (Vec<_>, Vec<_>) =
            self.lookup.entries.iter().partition(|entry| policy.publishes(entry));
        let mut files: BTreeSet<String> = kept_back.iter().copied().flat_map(files_of).collect();
        files.extend(self.mentioned_files(&kept_back, &shown));
        if !files.is_empty() {
            for file in shown.into_iter().flat_map(files_of) {
                files.remove(&file);
            }
        }
        files.extend(self.sources.table_paths().map(str::to_owned));
        let unread_pages = self.assets.values().filter(|file| left_out::is_unread_page(file));
        files.extend(unread_pages.map(|file| file.path.to_string()));
        files.retain(|path| !self.linked_files.contains(path.as_str()));
        files
    }

    /// Returns the files whose names are in the source of an entry that is kept back, however they
    /// are written (`text: Plan.TXT`, `![](plan.svg)`), and in that of no entry that is shown.
    fn mentioned_files(
        self,
        kept_back: &[&'a Arc<Entry>],
        shown: &[&'a Arc<Entry>],
    ) -> Vec<String> {
        let names: HashSet<String> =
            kept_back.iter().flat_map(|entry| source_text(entry)).flat_map(file_names).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let is_mentioned = |file: &&Arc<ContentFile>| {
            !self.linked_files.contains(&file.path)
                && !is_well_known(&file.path)
                && names.contains(&fold_name(file_name(&file.path)))
        };
        let mut files: Vec<&Arc<ContentFile>> = self.assets.values().filter(is_mentioned).collect();
        // A page in HTML may use any file.
        let has_html = !files.is_empty()
            && self
                .assets
                .keys()
                .any(|path| matches!(file_extension(path).as_str(), "html" | "htm" | "xhtml"));
        if has_html {
            return Vec::new();
        }
        let candidates: BTreeSet<&str> = files.iter().map(|file| file_name(&file.path)).collect();
        let shown_names = names_in(&candidates, shown.iter().flat_map(|it| source_text(it)));
        files.retain(|file| !shown_names.contains(file_name(&file.path)));
        files.into_iter().map(|file| file.path.to_string()).collect()
    }
}

/// Returns whether a file is one that browsers, search engines and servers ask for by name.
pub(crate) fn is_well_known(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    WELL_KNOWN_NAMES.contains(&name.as_str())
        || WELL_KNOWN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Returns the text that an entry is written in: that of its files, or of its item.
fn source_text(entry: &Entry) -> Vec<&str> {
    match &entry.origin {
        EntryOrigin::File(parsed) => {
            let main = parsed.file.text.as_ref().map(|source| &*source.text);
            let versions = entry.versions.iter().filter_map(|version| version.file.as_ref());
            let versions = versions.filter_map(|parsed| parsed.file.text.as_ref());
            main.into_iter().chain(versions.map(|source| &*source.text)).collect()
        }
        EntryOrigin::Item(parsed, range) => {
            let text = parsed.file.text.as_ref();
            text.and_then(|source| source.text.get(range.clone())).into_iter().collect()
        }
        EntryOrigin::Mentioned => Vec::new(),
    }
}

/// Returns which of some names occur in texts, however they are written there. The time is that of
/// reading the texts once, whatever the number of names.
fn names_in<'n, 't>(
    names: &BTreeSet<&'n str>,
    texts: impl Iterator<Item = &'t str>,
) -> HashSet<&'n str> {
    // It fails if the names are too many for it. Then none counts as shown, and none is published.
    let Ok(automaton) = AhoCorasick::new(names) else { return HashSet::new() };
    let names: Vec<&str> = names.iter().copied().collect();
    let matches = texts.flat_map(|text| automaton.find_overlapping_iter(text));
    matches.filter_map(|it| names.get(it.pattern().as_usize()).copied()).collect()
}

/// Returns what may be the names of files in a text, folded: words, and what is between signs,
/// with a dot.
fn file_names(text: &str) -> impl Iterator<Item = String> {
    let is_sign = |char: char| "()[]<>{}\"'|,\n#?".contains(char);
    let pieces = text.split(is_sign).filter(|piece| piece.contains('.'));
    let pieces = pieces.flat_map(|piece| {
        let value = piece.split_once(": ").map_or(piece, |(_, value)| value);
        piece.split_whitespace().chain([value])
    });
    pieces.filter(|piece| piece.contains('.')).map(|piece| {
        let decoded = percent_decode_str(piece.trim()).decode_utf8_lossy();
        fold_name(file_name(&decoded.replace('\\', "/")))
    })
}
