//! Routes: every artefact that the content makes, by its path in the output.

use super::entry::{EntryIndex, Origin};
use super::settings::GeneratedNames;
use super::snapshot::Site;
use super::tree::SectionIndex;
use crate::diagnostic::{Diagnostic, Fault, Note, Outside, Span};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::Bound;
use std::sync::Arc;

/// How many mentions a page shows before they go on, on pages of their own.
pub const MENTIONS_PER_PAGE: usize = 50;

/// How many entries a paragraph shows that rest on it before they go on, on pages of their own.
pub const RESTING_PER_PAGE: usize = 50;

/// One artefact. Languages are places in the site's list of languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// An entry's page.
    Entry(EntryIndex, usize),
    /// An entry's JSON twin.
    Twin(EntryIndex, usize),
    /// "Mentioned in", from the second page on; pages count from 1.
    Mentions(EntryIndex, usize, usize),
    /// What rests on a paragraph of a document, by its place in the text, from the second page on;
    /// pages count from 1.
    Resting(EntryIndex, usize, (usize, usize)),
    /// The list of a section that has no index page.
    Section(SectionIndex, usize),
    /// The list of everything.
    Index(usize),
    /// The list of tags.
    Tags(usize),
    /// What changed last, newest first.
    Changes(usize),
    /// The page of what a search found.
    Search(usize),
    /// An old address of an entry: its path in the output.
    Redirect(EntryIndex, usize, Arc<str>),
    /// "Not found".
    NotFound,
    /// The list of addresses for search engines.
    Sitemap,
    /// What changed, for feed readers.
    Feed(usize),
    /// A file of the content folder that is copied, by its path there.
    Asset(Arc<str>),
}

/// Routes by path, each with the place that asks for it.
#[derive(Debug, Default)]
pub(super) struct Routes {
    by_path: BTreeMap<Arc<str>, (Route, Option<Span>)>,
    findings: Vec<Diagnostic>,
}

impl Site {
    /// Makes all routes, and says which two things want one address.
    pub(super) fn routes(
        &self,
        generated: &[GeneratedNames],
    ) -> (BTreeMap<Arc<str>, Route>, Vec<Diagnostic>) {
        let mut routes = Routes::default();
        let has_changes = self.has_changes();
        for at in (0..self.entries.len()).map(EntryIndex).filter(|at| self.is_published(*at)) {
            self.entry_routes(at, &mut routes, generated);
        }
        for (path, file) in self.assets.iter() {
            let span = file.place();
            let address: String = super::address::of_asset(path);
            routes.add(address, Route::Asset(Arc::clone(path)), Some(span));
        }
        for (at, section) in self.tree.sections.iter().enumerate() {
            if section.index.is_none() {
                for (language, address) in section.addresses.iter().enumerate() {
                    routes.generated(address, Route::Section(SectionIndex(at), language));
                }
            }
        }
        for (language, names) in generated.iter().enumerate() {
            routes.generated(&self.under(language, &names.index), Route::Index(language));
            if self.has_tags() {
                routes.generated(&self.under(language, &names.tags), Route::Tags(language));
            }
            if has_changes {
                routes.generated(&self.under(language, &names.changes), Route::Changes(language));
            }
            routes.generated(&self.under(language, &names.search), Route::Search(language));
            if self.has_absolute_addresses() {
                let feed = self.under(language, "feed.xml");
                routes.add(feed.trim_matches('/').into(), Route::Feed(language), None);
            }
        }
        routes.add("404.html".into(), Route::NotFound, None);
        if self.has_absolute_addresses() {
            routes.add("sitemap.xml".into(), Route::Sitemap, None);
        }
        for path in self.assets.keys() {
            routes.leave_folder(&super::address::of_asset(path));
        }
        for at in (0..self.entries.len()).map(EntryIndex).filter(|at| self.is_published(*at)) {
            self.alias_routes(at, &mut routes);
        }
        let by_path = routes.by_path.into_iter().map(|(path, (route, _))| (path, route)).collect();
        (by_path, routes.findings)
    }

    fn entry_routes(&self, at: EntryIndex, routes: &mut Routes, generated: &[GeneratedNames]) {
        let Some(entry) = self.entries.get(at.0) else { return };
        let first = self.ids.entry(&entry.id).filter(|first| *first != at && !entry.is_page());
        if first.is_some_and(|first| self.entry(first).addresses == entry.addresses) {
            // `duplicate-id` has told it.
            return;
        }
        let place = (!matches!(entry.origin, Origin::Mentioned)).then(|| entry.place.clone());
        for (language, address) in entry.addresses.iter().enumerate() {
            if !routes.page(address, Route::Entry(at, language), place.clone()) {
                // The other entry keeps the address; one finding is enough for all languages.
                break;
            }
            let twin = format!("{}index.json", address.trim_start_matches('/'));
            routes.add(twin, Route::Twin(at, language), place.clone());
            let total = self.mentions(at, language).count();
            for number in 2..=total.div_ceil(MENTIONS_PER_PAGE) {
                let word = generated.get(language).map_or("mentions", |names| &names.mentions);
                let page = format!("{address}{word}/{number}/");
                routes.page(&page, Route::Mentions(at, language, number), place.clone());
            }
            for (paragraph, load) in self.loads(at).iter().enumerate() {
                let text = self.source_texts.get(&entry.id);
                let Some(text) = text.and_then(|text| text.paragraphs.get(paragraph)) else {
                    continue;
                };
                for number in 2..=load.resting.len().div_ceil(RESTING_PER_PAGE) {
                    let page = format!("{address}{}/{number}/", text.locator);
                    let route = Route::Resting(at, language, (paragraph, number));
                    routes.page(&page, route, place.clone());
                }
            }
        }
    }

    /// Old addresses come last: what stands at an address today keeps it.
    fn alias_routes(&self, at: EntryIndex, routes: &mut Routes) {
        let Some(entry) = self.entries.get(at.0) else { return };
        for (alias, span) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/')) {
            match alias_path(alias) {
                Some(path) => {
                    let route = Route::Redirect(at, self.language_of(alias), path.as_str().into());
                    routes.alias(path, route, span);
                }
                None => {
                    let what = Outside::Alias(alias.clone());
                    routes.findings.push(Diagnostic::at(span.clone(), Fault::OutsideSite { what }));
                }
            }
        }
    }

    /// The address of a generated page in a language.
    #[must_use]
    pub fn under(&self, language: usize, name: &str) -> String {
        match self.config.languages.get(language) {
            Some(tag) if language > 0 => format!("/{}/{name}/", tag.0),
            _ => format!("/{name}/"),
        }
    }

    /// The language that an address stands under.
    fn language_of(&self, address: &str) -> usize {
        let first = address.trim_start_matches('/').split('/').next().unwrap_or_default();
        let found = self.config.languages.iter().skip(1).position(|tag| *tag.0 == *first);
        found.map_or(0, |at| at + 1)
    }
}

impl Routes {
    /// Adds a page at an address that ends with `/`. False if another has it.
    fn page(&mut self, address: &str, route: Route, place: Option<Span>) -> bool {
        self.add(format!("{}index.html", address.trim_start_matches('/')), route, place)
    }

    /// Adds a redirect, unless anything else has its address, or a file stands where its folder
    /// would.
    fn alias(&mut self, path: String, route: Route, span: &Span) {
        let slashes = path.match_indices('/').map(|(slash, _)| slash);
        let above = slashes.filter_map(|slash| path.get(..slash));
        let taken = above.chain([path.as_str()]).find_map(|path| self.by_path.get_key_value(path));
        let Some((taken, (_, first))) = taken else {
            self.by_path.insert(path.into(), (route, Some(span.clone())));
            return;
        };
        let fault = Fault::DuplicateRoute { address: address_of(taken) };
        let finding = match first {
            Some(first) if first > span => {
                Diagnostic::at(first.clone(), fault).with(span.clone(), Note::FirstHere)
            }
            Some(first) => Diagnostic::at(span.clone(), fault).with(first.clone(), Note::FirstHere),
            None => Diagnostic::at(span.clone(), fault),
        };
        self.findings.push(finding);
    }

    /// Leaves a file out where pages need a folder of its name, and says so.
    fn leave_folder(&mut self, path: &str) {
        let inside = format!("{path}/");
        let mut below = self.by_path.range::<str, _>((Bound::Excluded(&*inside), Bound::Unbounded));
        let page = below.next().filter(|(below, _)| below.starts_with(&inside));
        let Some((page, (_, page_place))) = page else { return };
        let (address, page_place) = (address_of(page), page_place.clone());
        let Some((_, Some(place))) = self.by_path.remove(path) else { return };
        let fault = Fault::DuplicateRoute { address };
        self.findings.push(match page_place {
            Some(page) if place < page => Diagnostic::at(page, fault).with(place, Note::FirstHere),
            Some(page) => Diagnostic::at(place, fault).with(page, Note::FirstHere),
            None => Diagnostic::at(place, fault),
        });
    }

    /// Adds a page that nobody wrote, unless somebody wrote one there.
    fn generated(&mut self, address: &str, route: Route) {
        let path: Arc<str> = format!("{}index.html", address.trim_start_matches('/')).into();
        self.by_path.entry(path).or_insert((route, None));
    }

    fn add(&mut self, path: String, route: Route, place: Option<Span>) -> bool {
        match self.by_path.entry(path.into()) {
            Slot::Vacant(slot) => {
                slot.insert((route, place));
                true
            }
            Slot::Occupied(mut slot) => {
                let address = address_of(slot.key());
                let fault = Fault::DuplicateRoute { address };
                match (slot.get().1.clone(), place) {
                    (Some(first), Some(second)) => {
                        let (earlier, later) =
                            if second < first { (second, first) } else { (first, second) };
                        if slot.get().1.as_ref() == Some(&later) {
                            slot.insert((route, Some(earlier.clone())));
                        }
                        let finding = Diagnostic::at(later, fault);
                        self.findings.push(finding.with(earlier, Note::FirstHere));
                    }
                    (None, Some(second)) => self.findings.push(Diagnostic::at(second, fault)),
                    _ => {}
                }
                false
            }
        }
    }
}

/// `a/b/index.html` → `/a/b/`; other files as they are.
pub(super) fn address_of(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// The output path of an old address; none if it is no plain address of the site.
fn alias_path(alias: &str) -> Option<String> {
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
    use crate::diagnostic::Fault;
    use crate::files::Files;
    use crate::site::Snapshot;
    use crate::site::settings::Settings;

    #[test]
    fn a_file_leaves_its_name_to_the_folder_of_a_page() {
        let files = [("index.md", "# Start\n"), ("x.md", "# X\n"), ("x", "hej"), ("xy", "hej")];
        let site = Snapshot::new(&Files::of_texts(&files), &Settings::default()).site;
        let found: Vec<_> = site.findings().map(|found| &found.fault).collect();
        assert_eq!(found, [&Fault::DuplicateRoute { address: "/x/".into() }]);
        let has = |path| site.routes.contains_key(path);
        assert!(has("x/index.html") && has("xy") && !has("x"));
    }
}
