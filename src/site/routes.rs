//! Routes: every artefact that the content makes, by its path in the output.

use super::entry::{EntryIndex, EntryOrigin};
use super::language_index::LanguageIndex;
use super::section_tree::SectionIndex;
use super::settings::GeneratedNames;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, OutsideSiteReason, RelatedNote, Span, rules};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::Bound;
use std::sync::Arc;

/// How many mentions a page shows before they go on, on pages of their own.
pub const MENTIONS_PER_PAGE: usize = 50;

/// How many entries a paragraph shows that rest on it before they go on, on pages of their own.
pub const RESTING_PER_PAGE: usize = 50;

/// The file of a page, in the folder of its address.
const PAGE: &str = "index.html";
/// One thread makes the routes of so many entries at a time.
const AT_A_TIME: usize = 128;

/// One artefact. Languages are places in the site's list of languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentRoute {
    /// An entry's page.
    Entry(EntryIndex, LanguageIndex),
    /// An entry's JSON twin.
    Twin(EntryIndex, LanguageIndex),
    /// "Mentioned in", from the second page on; pages count from 1.
    Mentions(EntryIndex, LanguageIndex, usize),
    /// What rests on a paragraph of a document, by its place in the text, from the second page on;
    /// pages count from 1.
    Resting(EntryIndex, LanguageIndex, (usize, usize)),
    /// The list of a section that has no index page.
    Section(SectionIndex, LanguageIndex),
    /// The list of everything.
    Index(LanguageIndex),
    /// The list of tags.
    Tags(LanguageIndex),
    /// What changed last, newest first.
    Changes(LanguageIndex),
    /// The page of what a search found.
    Search(LanguageIndex),
    /// An old address of an entry: its path in the output.
    Redirect(EntryIndex, LanguageIndex, Arc<str>),
    /// "Not found".
    NotFound,
    /// The list of addresses for search engines.
    Sitemap,
    /// What changed, for feed readers.
    Feed(LanguageIndex),
    /// A file of the content folder that is copied, by its path there.
    Asset(Arc<str>),
}

/// Routes by path, and what is wrong with them.
struct RouteTable<'a> {
    site: &'a Site,
    by_path: BTreeMap<Arc<str>, ContentRoute>,
    diagnostics: Vec<Diagnostic>,
}

impl Site {
    /// Makes all routes, and says which two things want one address.
    pub(super) fn content_routes(
        &self,
        generated: &[GeneratedNames],
    ) -> (BTreeMap<Arc<str>, ContentRoute>, Vec<Diagnostic>) {
        let mut routes = RouteTable::from_entries(self, generated);
        let has_changes = self.has_changes();
        for path in self.assets.keys() {
            let address: String = super::address::asset_address(path);
            routes.add(&[&address], ContentRoute::Asset(Arc::clone(path)));
        }
        for (index, section) in self.tree.sections.iter().enumerate() {
            if section.index.is_none() {
                for (language_index, address) in (0..).map(LanguageIndex).zip(&section.addresses) {
                    routes.add_generated(
                        address,
                        ContentRoute::Section(SectionIndex(index), language_index),
                    );
                }
            }
        }
        for (language_index, names) in (0..).map(LanguageIndex).zip(generated) {
            routes.add_generated(
                &self.language_prefixed(language_index, &names.index),
                ContentRoute::Index(language_index),
            );
            if self.has_tags() {
                routes.add_generated(
                    &self.language_prefixed(language_index, &names.tags),
                    ContentRoute::Tags(language_index),
                );
            }
            if has_changes {
                routes.add_generated(
                    &self.language_prefixed(language_index, &names.changes),
                    ContentRoute::Changes(language_index),
                );
            }
            routes.add_generated(
                &self.language_prefixed(language_index, &names.search),
                ContentRoute::Search(language_index),
            );
            if self.has_absolute_addresses() {
                let feed = self.language_prefixed(language_index, "feed.xml");
                routes.add(&[feed.trim_matches('/')], ContentRoute::Feed(language_index));
            }
        }
        routes.add(&["404.html"], ContentRoute::NotFound);
        if self.has_absolute_addresses() {
            routes.add(&["sitemap.xml"], ContentRoute::Sitemap);
        }
        for path in self.assets.keys() {
            routes.release_folder(&super::address::asset_address(path));
        }
        for entry_index in (0..self.entries.len())
            .map(EntryIndex)
            .filter(|entry_index| self.is_published(*entry_index))
        {
            self.alias_routes(entry_index, &mut routes);
        }
        (routes.by_path, routes.diagnostics)
    }

    /// Gives the routes of an entry, each with the parts of its path, to `add`, which says whether
    /// the path was free.
    fn entry_routes(
        &self,
        entry_index: EntryIndex,
        generated: &[GeneratedNames],
        add: &mut impl FnMut(&[&str], ContentRoute) -> bool,
    ) {
        let Some(entry) =
            self.entries.get(entry_index.0).filter(|_| self.is_published(entry_index))
        else {
            return;
        };
        let first = self
            .ids
            .find_entry(&entry.id)
            .filter(|first| *first != entry_index && !entry.is_page());
        if first.is_some_and(|first| self.entry_at(first).addresses == entry.addresses) {
            // `duplicate-id` has told it.
            return;
        }
        for (language_index, address) in (0..).map(LanguageIndex).zip(&entry.addresses) {
            let folder = address.trim_start_matches('/');
            if !add(&[folder, PAGE], ContentRoute::Entry(entry_index, language_index)) {
                // The other entry keeps the address; one finding is enough for all languages.
                break;
            }
            add(&[folder, "index.json"], ContentRoute::Twin(entry_index, language_index));
            let total = self.mentions_of(entry_index, language_index).count();
            for number in 2..=total.div_ceil(MENTIONS_PER_PAGE) {
                let word =
                    generated.get(language_index.0).map_or("mentions", |names| &names.mentions);
                let page = format!("{word}/{number}/");
                add(
                    &[folder, &page, PAGE],
                    ContentRoute::Mentions(entry_index, language_index, number),
                );
            }
            for (paragraph, load) in self.paragraph_usage(entry_index).iter().enumerate() {
                let text = self.source_texts.get(&entry.id);
                let Some(text) = text.and_then(|text| text.paragraphs.get(paragraph)) else {
                    continue;
                };
                for number in 2..=load.resting.len().div_ceil(RESTING_PER_PAGE) {
                    let page = format!("{}/{number}/", text.locator);
                    let route =
                        ContentRoute::Resting(entry_index, language_index, (paragraph, number));
                    add(&[folder, &page, PAGE], route);
                }
            }
        }
    }

    /// Old addresses come last: what stands at an address today keeps it.
    fn alias_routes(&self, entry_index: EntryIndex, routes: &mut RouteTable<'_>) {
        let Some(entry) = self.entries.get(entry_index.0) else { return };
        for (alias, span) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/')) {
            match alias_output_path(alias) {
                Some(path) => {
                    let route = ContentRoute::Redirect(
                        entry_index,
                        self.language_of_address(alias),
                        path.as_str().into(),
                    );
                    routes.add_alias(path, route, span);
                }
                None => {
                    let what = OutsideSiteReason::Alias(alias.clone());
                    routes
                        .diagnostics
                        .push(Diagnostic::new(span.clone(), rules::OutsideSite { reason: what }));
                }
            }
        }
    }

    /// The address of a generated page in a language.
    #[must_use]
    pub fn language_prefixed(&self, language_index: LanguageIndex, name: &str) -> String {
        match self.config.language_tag(language_index) {
            Some(tag) if !language_index.is_default() => format!("/{}/{name}/", tag.0),
            _ => format!("/{name}/"),
        }
    }

    /// The language that an address stands under.
    fn language_of_address(&self, address: &str) -> LanguageIndex {
        let first = address.trim_start_matches('/').split('/').next().unwrap_or_default();
        self.config.language_index_named(first).unwrap_or_default()
    }
}

impl<'a> RouteTable<'a> {
    /// The routes of all entries, made in parallel; if two want one path, again one by one.
    fn from_entries(site: &'a Site, generated: &[GeneratedNames]) -> Self {
        let of_entry = |at| {
            let mut own: Vec<(Arc<str>, ContentRoute)> = Vec::new();
            site.entry_routes(EntryIndex(at), generated, &mut |path, route| {
                own.push((path.concat().into(), route));
                true
            });
            own
        };
        let shared = (0..site.entries.len()).into_par_iter().with_max_len(AT_A_TIME);
        let mut made: Vec<(Arc<str>, ContentRoute)> = shared.flat_map_iter(of_entry).collect();
        made.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut routes = Self { site, by_path: BTreeMap::new(), diagnostics: Vec::new() };
        if made.windows(2).all(|pair| matches!(pair, [one, other] if one.0 != other.0)) {
            routes.by_path = made.into_iter().collect();
        } else {
            for entry_index in (0..site.entries.len()).map(EntryIndex) {
                site.entry_routes(entry_index, generated, &mut |path, route| {
                    routes.add(path, route)
                });
            }
        }
        routes
    }

    /// Adds a redirect, unless anything else has its address, or a file stands where its folder
    /// would.
    fn add_alias(&mut self, path: String, route: ContentRoute, span: &Span) {
        let slashes = path.match_indices('/').map(|(slash, _)| slash);
        let above = slashes.filter_map(|slash| path.get(..slash));
        let taken = above.chain([path.as_str()]).find_map(|path| self.by_path.get_key_value(path));
        let Some((taken, first)) = taken else {
            self.by_path.insert(path.into(), route);
            return;
        };
        let kind = rules::DuplicateRoute { address: address_of_path(taken) };
        let diagnostic = match route_span(self.site, first) {
            Some(first) if first > *span => Diagnostic::new(first, kind)
                .with_related(span.clone(), RelatedNote::FirstDefinition),
            Some(first) => Diagnostic::new(span.clone(), kind)
                .with_related(first, RelatedNote::FirstDefinition),
            None => Diagnostic::new(span.clone(), kind),
        };
        self.diagnostics.push(diagnostic);
    }

    /// Leaves a file out where pages need a folder of its name, and says so.
    fn release_folder(&mut self, path: &str) {
        let inside = format!("{path}/");
        let mut below = self.by_path.range::<str, _>((Bound::Excluded(&*inside), Bound::Unbounded));
        let page = below.next().filter(|(below, _)| below.starts_with(&inside));
        let Some((page, route)) = page else { return };
        let (address, page_place) = (address_of_path(page), route_span(self.site, route));
        let file = self.by_path.remove(path);
        let Some(span) = file.and_then(|file| route_span(self.site, &file)) else { return };
        let kind = rules::DuplicateRoute { address };
        self.diagnostics.push(match page_place {
            Some(page) if span < page => {
                Diagnostic::new(page, kind).with_related(span, RelatedNote::FirstDefinition)
            }
            Some(page) => {
                Diagnostic::new(span, kind).with_related(page, RelatedNote::FirstDefinition)
            }
            None => Diagnostic::new(span, kind),
        });
    }

    /// Adds a page that nobody wrote, unless somebody wrote one there.
    fn add_generated(&mut self, address: &str, route: ContentRoute) {
        let path = [address.trim_start_matches('/'), PAGE].concat();
        self.by_path.entry(path.into()).or_insert(route);
    }

    /// Adds a route at a path of these parts. False if another has it.
    fn add(&mut self, path: &[&str], route: ContentRoute) -> bool {
        let mut slot = match self.by_path.entry(path.concat().into()) {
            Slot::Vacant(slot) => {
                slot.insert(route);
                return true;
            }
            Slot::Occupied(slot) => slot,
        };
        let kind = rules::DuplicateRoute { address: address_of_path(slot.key()) };
        let diagnostic = match (route_span(self.site, slot.get()), route_span(self.site, &route)) {
            (Some(first), Some(second)) if second < first => {
                slot.insert(route);
                Some(
                    Diagnostic::new(first, kind).with_related(second, RelatedNote::FirstDefinition),
                )
            }
            (Some(first), Some(second)) => Some(
                Diagnostic::new(second, kind).with_related(first, RelatedNote::FirstDefinition),
            ),
            (None, Some(second)) => Some(Diagnostic::new(second, kind)),
            (_, None) => None,
        };
        self.diagnostics.extend(diagnostic);
        false
    }
}

/// The place that asks for a route; none if nobody wrote it.
fn route_span(site: &Site, route: &ContentRoute) -> Option<Span> {
    match route {
        ContentRoute::Entry(entry_index, _)
        | ContentRoute::Twin(entry_index, _)
        | ContentRoute::Mentions(entry_index, ..)
        | ContentRoute::Resting(entry_index, ..) => {
            let entry = site.entry_at(*entry_index);
            (!matches!(entry.origin, EntryOrigin::Mentioned)).then(|| entry.span.clone())
        }
        ContentRoute::Asset(path) => site.assets.get(path).map(|file| file.start_span()),
        ContentRoute::Redirect(entry_index, _, path) => {
            let mut aliases = site.entry_at(*entry_index).meta.aliases.iter();
            let own =
                aliases.find(|(alias, _)| alias_output_path(alias).as_deref() == Some(path))?;
            Some(own.1.clone())
        }
        _ => None,
    }
}

/// `a/b/index.html` → `/a/b/`; other files as they are.
pub(super) fn address_of_path(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// The output path of an old address; none if it is no plain address of the site.
fn alias_output_path(alias: &str) -> Option<String> {
    let inner = alias.strip_prefix('/')?;
    let is_plain = |segment: &str| {
        !segment.is_empty()
            && segment != "."
            && segment != ".."
            && segment.len() <= 255
            && !segment.chars().any(|c| c.is_control() || "\\?#%:*\"<>|".contains(c))
    };
    let folder = inner.strip_suffix('/').unwrap_or(inner);
    let is_reserved = folder.starts_with(".pakt") || folder.starts_with("pakt-manifest.json");
    if folder.is_empty() || is_reserved || !folder.split('/').all(is_plain) {
        return None;
    }
    let last = folder.rsplit('/').next().unwrap_or_default();
    let is_file = !inner.ends_with('/') && (last.ends_with(".html") || last.ends_with(".htm"));
    Some(if is_file { folder.to_owned() } else { format!("{folder}/index.html") })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::rules;
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    #[test]
    fn a_file_leaves_its_name_to_the_folder_of_a_page() {
        let files = [("index.md", "# Start\n"), ("x.md", "# X\n"), ("x", "hej"), ("xy", "hej")];
        let site = SiteSnapshot::new(&FileSet::from_texts(&files), &RunSettings::default()).site;
        let found: Vec<_> = site.diagnostics().map(|found| &found.kind).collect();
        assert_eq!(found, [&rules::DuplicateRoute { address: "/x/".into() }.into()]);
        let has = |path| site.routes.contains_key(path);
        assert!(has("x/index.html") && has("xy") && !has("x"));
    }
}
