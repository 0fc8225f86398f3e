//! Finds what the destination of a link names, before the page itself is looked at.
//!
//! The result depends on names, paths and addresses only. It stays the same while these do,
//! whatever happens to the content of pages.

use super::address::{fold_name, page_address};
use super::entry::EntryIndex;
use super::language_index::LanguageIndex;
use super::link_destination::{
    join_path, percent_decode, split_destination, url_scheme, wiki_parts, without_extension,
};
use super::name_index::NameLookup;
use super::path_index::LinkTarget;
use super::resolve_link::ResolvedLink;
use super::site_lookup::SiteLookup;
use super::text_ref::TextRef;
use super::url_schemes::{closest_scheme, has_host, is_link_scheme, with_missing_scheme};
use crate::diagnostic::{DiagnosticKind, OutsideSiteReason, rules};
use crate::files::parent_folder;
use crate::parse::{LinkForm, OutlineLink};
use std::borrow::Cow;
use std::sync::Arc;

/// The folders whose files other generators publish at the top of the site.
const COPIED_FOLDERS: [&str; 2] = ["static", "public"];

/// What the destination of a link names.
#[derive(Debug)]
pub(super) enum LinkDestination {
    /// The target itself: a file, a generated page, another site or the top of the page.
    Target(ResolvedLink),
    Page(PageDestination),
    /// Several entries with one name, and a fragment.
    Ambiguous(Arc<[EntryIndex]>, Option<String>),
    /// An anchor on the linking page.
    SamePage(String),
    /// Nothing has this name, path or address.
    Missing,
    /// A destination that a link must not have.
    Refused(DiagnosticKind),
}

/// An entry and a fragment, as written.
#[derive(Debug)]
pub(super) struct PageDestination {
    pub(super) entry_index: EntryIndex,
    /// `None` means the language of the linking text.
    pub(super) language_index: Option<LanguageIndex>,
    pub(super) fragment: Option<String>,
}

/// A destination, and which indexes decided about it.
#[derive(Debug)]
pub(super) struct FoundDestination {
    pub(super) destination: LinkDestination,
    /// Whether another set of addresses could give another destination.
    pub(super) depends_on_addresses: bool,
}

impl FoundDestination {
    fn by_name_or_path(destination: LinkDestination) -> Self {
        Self { destination, depends_on_addresses: false }
    }

    fn by_address(destination: LinkDestination) -> Self {
        Self { destination, depends_on_addresses: true }
    }
}

impl LinkDestination {
    fn from_target(target: LinkTarget, fragment: Option<&str>) -> Self {
        match target {
            LinkTarget::Entry(entry_index, language_index) => {
                let fragment = fragment.map(str::to_owned);
                Self::Page(PageDestination { entry_index, language_index, fragment })
            }
            LinkTarget::Asset(path) => {
                Self::Target(ResolvedLink::Asset(path, fragment.map(str::to_owned)))
            }
            LinkTarget::Generated(address) => Self::Target(ResolvedLink::Generated(address)),
        }
    }
}

impl SiteLookup<'_> {
    /// Finds what the destination of a link names.
    pub(super) fn find_destination(
        self,
        place: TextRef<'_>,
        link: &OutlineLink,
    ) -> FoundDestination {
        match link.form {
            LinkForm::Wiki | LinkForm::Embed => self.find_wiki_destination(place, link),
            LinkForm::Link | LinkForm::Image => self.find_url_destination(place, link),
        }
    }

    /// Finds `[text](destination)`.
    fn find_url_destination(self, place: TextRef<'_>, link: &OutlineLink) -> FoundDestination {
        use FoundDestination as Found;
        // Browsers remove tabs and line ends from an address before they look at its scheme.
        let is_plain = !link.destination.contains(char::is_control);
        let without_control = || link.destination.chars().filter(|c| !c.is_control()).collect();
        let written = if is_plain {
            Cow::Borrowed(&*link.destination)
        } else {
            Cow::Owned(without_control())
        };
        let written = written.trim();
        // In Zola, `@/` means the top of the content.
        let from_top = written.strip_prefix('@').filter(|path| path.starts_with('/'));
        let written = from_top.unwrap_or(written);
        let parts = split_destination(written);
        let path = percent_decode(parts.path);
        if let Some(scheme) = url_scheme(written) {
            let external = || LinkDestination::Target(ResolvedLink::External(written.into()));
            if let Some(refused) = without_host(scheme, written) {
                return Found::by_name_or_path(refused);
            }
            if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel") {
                return Found::by_name_or_path(external());
            }
            // The name of a file may contain a colon.
            let file = join_path(parent_folder(place.path), &path);
            let file = file.and_then(|full_path| self.find_path(&full_path));
            return Found::by_address(match file {
                Some(target) => LinkDestination::from_target(target, parts.fragment),
                None if is_link_scheme(scheme) => external(),
                None => refused_scheme(scheme, written),
            });
        }
        if written.starts_with("//") {
            let suggestion = Some(format!("https:{written}"));
            let kind = rules::UnsafeLink { scheme: "//".into(), suggestion }.into();
            return Found::by_name_or_path(LinkDestination::Refused(kind));
        }
        if parts.path.is_empty() {
            let is_empty = parts.query.is_empty();
            return Found::by_name_or_path(match parts.fragment.filter(|_| is_empty) {
                Some(fragment) => LinkDestination::SamePage(fragment.to_owned()),
                None if is_empty => LinkDestination::Missing,
                None => LinkDestination::Target(ResolvedLink::SamePage(None)),
            });
        }
        let Some(full_path) = join_path(parent_folder(place.path), &path) else {
            // A link written for the finished site has one `..` more than its file may have.
            let outside = || {
                let what = OutsideSiteReason::Link(link.destination.clone());
                LinkDestination::Refused(rules::OutsideSite { reason: what }.into())
            };
            let target = self.find_address(place, &path);
            return Found::by_address(target.map_or_else(outside, |target| {
                LinkDestination::from_target(target, parts.fragment)
            }));
        };
        if let Some(target) = self.find_file(&full_path) {
            return Found::by_name_or_path(LinkDestination::from_target(target, parts.fragment));
        }
        let target = self.find_folder_of(&full_path).or_else(|| self.find_address(place, &path));
        // Paths of Windows. A browser reads `\` as `/` too.
        let with_slashes = || {
            let path = path.contains('\\').then(|| path.replace('\\', "/"))?;
            let full_path = join_path(parent_folder(place.path), &path)?;
            self.find_path(&full_path).or_else(|| self.find_address(place, &path))
        };
        let target = target.or_else(with_slashes);
        let target = target.or_else(|| self.find_below_another_root(place, &path));
        Found::by_address(target.map_or(LinkDestination::Missing, |target| {
            LinkDestination::from_target(target, parts.fragment)
        }))
    }

    /// Finds `[[name#heading]]`.
    fn find_wiki_destination(self, place: TextRef<'_>, link: &OutlineLink) -> FoundDestination {
        use FoundDestination as Found;
        let (name, fragment) = wiki_parts(&link.destination);
        if name.is_empty() {
            let fragment = fragment.unwrap_or_default().to_owned();
            return Found::by_name_or_path(LinkDestination::SamePage(fragment));
        }
        if matches!(url_scheme(name), Some("http" | "https")) {
            let target = ResolvedLink::External(link.destination.clone());
            return Found::by_name_or_path(LinkDestination::Target(target));
        }
        let decoded = percent_decode(name);
        let folder = parent_folder(place.path);
        let by_name =
            self.names.entries.find_entry(without_extension(&decoded), folder, self.entries);
        match by_name {
            Some(NameLookup::Unique(entry_index)) => {
                let target = LinkTarget::Entry(entry_index, None);
                return Found::by_name_or_path(LinkDestination::from_target(target, fragment));
            }
            Some(NameLookup::Ambiguous(entry_indexes)) => {
                let fragment = fragment.map(str::to_owned);
                return Found::by_name_or_path(LinkDestination::Ambiguous(entry_indexes, fragment));
            }
            None => {}
        }
        let find_from = |folder: &str| self.find_path(&join_path(folder, &decoded)?);
        let find_asset = || self.names.assets.find(&decoded, folder).map(Arc::clone);
        let target = find_from(folder)
            .or_else(|| find_from(""))
            .or_else(|| find_asset().map(LinkTarget::Asset))
            .or_else(|| self.names.addresses.get(&page_address(&decoded)));
        Found::by_address(match target {
            Some(LinkTarget::Generated(address)) => {
                LinkDestination::Target(ResolvedLink::List { address, kind: None })
            }
            Some(target) => LinkDestination::from_target(target, fragment),
            None => self.find_list_of_type(&decoded),
        })
    }

    /// Finds `[[forum]]`, the list of a type.
    fn find_list_of_type(self, name: &str) -> LinkDestination {
        let Some(list) = self.find_type_list(name) else { return LinkDestination::Missing };
        let (address, kind) = (Arc::clone(&list.address), Some(list.kind.clone()));
        LinkDestination::Target(ResolvedLink::List { address, kind })
    }

    /// Finds `/guide/` where other generators do, in a folder without `site.yaml`: in the folder at
    /// the top that the page is in, which may be the content of another site or a language, and in
    /// folders whose files they copy.
    fn find_below_another_root(self, place: TextRef<'_>, path: &str) -> Option<LinkTarget> {
        let path = path.strip_prefix('/').filter(|_| self.config.declared.is_none())?;
        let in_folder = |folder: &str| {
            let full_path = join_path(folder, path)?;
            let by_address = || self.names.addresses.get(&page_address(&full_path));
            self.find_path(&full_path).or_else(by_address)
        };
        let top_folder = place.path.split_once('/').map(|(folder, _)| folder);
        let copied = || {
            let folders = top_folder.into_iter().flat_map(|top| {
                COPIED_FOLDERS.iter().map(move |folder| format!("{top}/{folder}/{path}"))
            });
            let folders =
                folders.chain(COPIED_FOLDERS.iter().map(|folder| format!("{folder}/{path}")));
            let mut assets = folders.filter_map(|path| self.names.paths.get(&path).cloned());
            assets.find(|target| matches!(target, LinkTarget::Asset(_)))
        };
        // The folder may be a part of what the links are about: `/docs/a.md` is `a.md` of `docs`.
        let below_itself = || {
            let (first, rest) = path.split_once('/')?;
            let is_other = rest.contains('/') && !self.names.folders.contains(&fold_name(first));
            self.find_path(&join_path("", rest)?).filter(|_| is_other)
        };
        top_folder.and_then(in_folder).or_else(copied).or_else(below_itself)
    }

    /// Returns what is at a path from the top of the content: a file or a folder.
    fn find_path(self, full_path: &str) -> Option<LinkTarget> {
        self.find_file(full_path).or_else(|| self.find_folder_of(full_path))
    }

    /// Returns the file at a path: as written, or the Markdown file that the link names with
    /// another ending or none.
    fn find_file(self, full_path: &str) -> Option<LinkTarget> {
        let paths = &self.names.paths;
        if let Some(target) = paths.get(full_path) {
            return Some(target.clone());
        }
        let base = without_page_ending(full_path);
        let with_ending = |ending: &str| paths.get(&format!("{base}{ending}")).cloned();
        [".md", ".markdown", ".html.md"].into_iter().find_map(with_ending)
    }

    /// Returns the index page of the folder at a path, which may name the index page itself.
    fn find_folder_of(self, full_path: &str) -> Option<LinkTarget> {
        let is_index =
            |name: &str| ["index", "_index", "readme"].contains(&fold_name(name).as_str());
        let base = without_page_ending(full_path);
        let folder = match base.rsplit_once('/') {
            Some((folder, name)) if is_index(name) => folder,
            None if is_index(base) => "",
            _ => full_path,
        };
        for index in ["index.md", "_index.md", "readme.md"] {
            let path = if folder.is_empty() { index.into() } else { format!("{folder}/{index}") };
            if let Some(target @ LinkTarget::Entry(..)) = self.names.paths.get(&path) {
                return Some(target.clone());
            }
        }
        let is_folder = folder.is_empty() || self.names.folders.contains(&fold_name(folder));
        self.names.addresses.get(&page_address(folder)).filter(|_| is_folder)
    }

    /// Returns what has the address that a link gives, from the top or from the linking page.
    fn find_address(self, place: TextRef<'_>, path: &str) -> Option<LinkTarget> {
        let page_address_of_link =
            self.entry(place.entry_index)?.addresses.get(place.language_index.0)?;
        let full_path = join_path(page_address_of_link, path)?;
        let full_path = full_path.strip_suffix("/index.html").unwrap_or(&full_path);
        // An entry of a list has no file, but its address looks as if it had one.
        let endings = [".html", ".md"].into_iter();
        let without_ending = endings.filter_map(|ending| full_path.strip_suffix(ending)).next();
        let full_path = without_ending.unwrap_or(full_path);
        self.names.addresses.get(&page_address(full_path))
    }
}

/// Returns a path without the ending of a page.
fn without_page_ending(path: &str) -> &str {
    let mut endings = [".html", ".htm", ".md"].into_iter();
    endings.find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Returns the destination of a link with a scheme that is not published.
fn refused_scheme(scheme: &str, written: &str) -> LinkDestination {
    let suggestion = with_missing_scheme(written)
        .or_else(|| closest_scheme(scheme).map(|near| format!("{near}:")));
    LinkDestination::Refused(rules::UnsafeLink { scheme: format!("{scheme}:"), suggestion }.into())
}

/// Returns the destination of a web address without a host, `https:/example.org`. `None` means that
/// it has one, or is no web address.
fn without_host(scheme: &str, written: &str) -> Option<LinkDestination> {
    let scheme_name = scheme.to_ascii_lowercase();
    let rest = written.get(scheme.len() + 1..).unwrap_or_default();
    if !matches!(scheme_name.as_str(), "http" | "https") || has_host(rest) {
        return None;
    }
    let host = rest.trim_start_matches('/');
    let suggestion = (!host.is_empty()).then(|| format!("{scheme_name}://{host}"));
    let kind = rules::UnsafeLink { scheme: format!("{scheme}:"), suggestion };
    Some(LinkDestination::Refused(kind.into()))
}
