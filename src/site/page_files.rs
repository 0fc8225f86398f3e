//! Groups the Markdown files that make one entry: a page and its translations.

use super::config::SiteConfig;
use super::language_index::LanguageIndex;
use crate::files::{file_name, is_markdown, parent_folder};
use crate::parse::{ParsedContent, ParsedFile, ParsedMarkdown};
use std::collections::HashMap;
use std::sync::Arc;

/// The names of index pages, without ending and language. The first in a folder is its index.
pub(super) const INDEX_NAMES: [&str; 3] = ["index", "_index", "readme"];

/// The files of one entry.
pub(super) struct PageFiles<'a> {
    /// The path without ending and language.
    pub(super) base: &'a str,
    /// Whether it is the index page of its folder.
    pub(super) is_index: bool,
    /// Not empty. Sorted by language, so the file of the default language is first.
    pub(super) files: Vec<PageFile<'a>>,
}

/// The file of a page in one language.
pub(super) struct PageFile<'a> {
    pub(super) language_index: LanguageIndex,
    pub(super) parsed: &'a Arc<ParsedFile>,
    pub(super) markdown: &'a ParsedMarkdown,
}

impl<'a> PageFiles<'a> {
    /// Returns the page of some files, which are sorted by language. `None` means that one of them
    /// is not Markdown, or that there are none.
    pub(super) fn new(files: &[&'a Arc<ParsedFile>], config: &SiteConfig) -> Option<Self> {
        let (base, _) = split_language_suffix(&files.first()?.file.path, config);
        let files = files.iter().map(|parsed| match &parsed.kind {
            ParsedContent::Markdown(markdown) => {
                let (_, language_index) = split_language_suffix(&parsed.file.path, config);
                let language_index = language_index.unwrap_or_default();
                Some(PageFile { language_index, parsed, markdown })
            }
            _ => None,
        });
        Some(Self { base, is_index: false, files: files.collect::<Option<_>>()? })
    }

    /// Returns the first file, which decides about the entry.
    pub(super) fn main_file(&self) -> &PageFile<'_> {
        let Some(main_file) = self.files.first() else { unreachable!("a page has a file") };
        main_file
    }

    /// Returns the path that id and address of a page come from: the folder, for an index page.
    pub(super) fn page_path(&self) -> &str {
        if self.is_index { self.folder() } else { self.base }
    }

    /// Returns the name of the file without ending and language; of an index page, that of its
    /// folder.
    pub(super) fn name(&self) -> &str {
        self.page_path().rsplit('/').next().unwrap_or_default()
    }

    /// Returns the folder of the files, without `/` at the end.
    pub(super) fn folder(&self) -> &str {
        parent_folder(self.base)
    }
}

/// Groups the Markdown files of a site into pages, in the order of the first file of each.
pub(super) fn group_page_files<'a>(
    files: impl Iterator<Item = (&'a Arc<ParsedFile>, &'a ParsedMarkdown)>,
    config: &SiteConfig,
) -> Vec<PageFiles<'a>> {
    let mut groups: Vec<PageFiles<'a>> = Vec::new();
    let mut by_base: HashMap<&str, usize> = HashMap::new();
    for (parsed, markdown) in files {
        let (base, language_index) = split_language_suffix(&parsed.file.path, config);
        let file =
            PageFile { language_index: language_index.unwrap_or_default(), parsed, markdown };
        let group_index = *by_base.entry(base).or_insert(groups.len());
        match groups.get_mut(group_index) {
            Some(group)
                if group.files.iter().all(|it| it.language_index != file.language_index) =>
            {
                group.files.push(file);
            }
            _ => groups.push(PageFiles { base, is_index: false, files: vec![file] }),
        }
    }
    let mut best_in_folder: HashMap<&str, (usize, usize)> = HashMap::new();
    for (group_index, group) in groups.iter_mut().enumerate() {
        group.files.sort_by_key(|file| file.language_index);
        if let Some(rank) = index_rank(group.base, config) {
            let folder = parent_folder(group.base);
            let best = best_in_folder.entry(folder).or_insert((rank, group_index));
            *best = (*best).min((rank, group_index));
        }
    }
    let mut index_pages: Vec<usize> =
        best_in_folder.into_values().map(|(_, group_index)| group_index).collect();
    index_pages.sort_unstable();
    for group_index in index_pages {
        if let Some(group) = groups.get_mut(group_index) {
            group.is_index = true;
        }
    }
    groups
}

/// Splits `forum/radet.en.md` into `forum/radet` and the index of the language `en`.
fn split_language_suffix<'p>(
    path: &'p str,
    config: &SiteConfig,
) -> (&'p str, Option<LanguageIndex>) {
    let base = path.rsplit_once('.').map_or(path, |(base, _)| base);
    // Middleman names a page after what it becomes: `dns.html.md`.
    let base = base.strip_suffix(".html").unwrap_or(base);
    let by_suffix = base.rsplit_once('.').and_then(|(stem, suffix)| {
        // The case of a tag has no meaning: `rent.EN.md`.
        let language_index = config.language_index_named_in_any_case(suffix)?;
        (config.languages.len() > 1).then_some((stem, Some(language_index)))
    });
    by_suffix.unwrap_or((base, None))
}

/// Returns whether a file of a wiki is shown around its pages and is not a page.
pub(super) fn is_wiki_part(path: &str) -> bool {
    let stem = file_name(path).split('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*stem, "_sidebar" | "_footer" | "_header" | "_navbar" | "_coverpage")
}

/// Returns whether a Markdown file can be the index page of its folder, by its name.
pub(super) fn is_index_file(path: &str, config: &SiteConfig) -> bool {
    index_rank(split_language_suffix(path, config).0, config).is_some()
}

/// Returns the rank of a file name as index of its folder. The lowest rank of a folder is its
/// index. `None` means that the name is not one of an index.
fn index_rank(base: &str, config: &SiteConfig) -> Option<usize> {
    // The front page of a wiki on GitHub.
    let is_wiki_home = config.declared.is_none() && base.eq_ignore_ascii_case("home");
    let name = file_name(base);
    let rank = INDEX_NAMES.iter().position(|index| name.eq_ignore_ascii_case(index));
    rank.or(is_wiki_home.then_some(INDEX_NAMES.len()))
}

/// Returns whether a path is that of an index page in any language.
pub(super) fn has_index_name(path: &str) -> bool {
    let stem = file_name(path).split('.').next().unwrap_or_default();
    is_markdown(path) && INDEX_NAMES.iter().any(|index| stem.eq_ignore_ascii_case(index))
}
