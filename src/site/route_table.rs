//! Collects routes by path, and reports those that want the same path.

use super::entry::{EntryIndex, EntryOrigin};
use super::routes::{ContentRoute, PAGE, RouteInputs, RouteMap};
use crate::diagnostic::{Diagnostic, RelatedNote, Severity, Span, rules};
use rayon::prelude::*;
use std::collections::btree_map::Entry as Slot;
use std::ops::Bound;
use std::sync::Arc;

/// The number of entries whose routes one thread makes at a time.
const CHUNK_ENTRIES: usize = 128;

/// Routes by path, and their conflicts.
pub(super) struct RouteTable<'a> {
    pub(super) inputs: RouteInputs<'a>,
    pub(super) by_path: RouteMap,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> RouteTable<'a> {
    /// Makes the routes of all entries in parallel, or one by one if two want the same path.
    pub(super) fn from_entries(inputs: RouteInputs<'a>) -> Self {
        let n_entries = inputs.lookup.entries.len();
        let entry_routes = |index| {
            let mut routes: Vec<(Arc<str>, ContentRoute)> = Vec::new();
            inputs.add_entry_routes(EntryIndex(index), &mut |path, route| {
                routes.push((path.concat().into(), route));
                true
            });
            routes
        };
        let chunks = (0..n_entries).into_par_iter().with_max_len(CHUNK_ENTRIES);
        let mut routes: Vec<(Arc<str>, ContentRoute)> =
            chunks.flat_map_iter(entry_routes).collect();
        routes.par_sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        let mut table = Self { inputs, by_path: RouteMap::new(), diagnostics: Vec::new() };
        if routes.windows(2).all(|pair| matches!(pair, [left, right] if left.0 != right.0)) {
            table.by_path = routes.into_iter().collect();
        } else {
            for entry_index in (0..n_entries).map(EntryIndex) {
                inputs.add_entry_routes(entry_index, &mut |path, route| table.add(path, route));
            }
        }
        table
    }

    /// Adds a redirect, unless something has its address, or a file has the path of its folder.
    pub(super) fn add_alias(&mut self, path: String, route: ContentRoute, span: &Span) {
        let slashes = path.match_indices('/').map(|(slash, _)| slash);
        let above = slashes.filter_map(|slash| path.get(..slash));
        let taken = above.chain([path.as_str()]).find_map(|path| self.by_path.get_key_value(path));
        let Some((taken, first)) = taken else {
            self.by_path.insert(path.into(), route);
            return;
        };
        // In a folder without `site.yaml` it is the address of a page in another generator, and the
        // list of its folder has the page.
        let is_list = matches!(first, ContentRoute::Section(..));
        if is_list && self.inputs.lookup.config.declared.is_none() {
            return;
        }
        let kind = rules::DuplicateRoute { address: address_of_path(taken) };
        let diagnostic = match route_span(self.inputs, first) {
            Some(first) if first > *span => Diagnostic::new(first, kind)
                .with_related(span.clone(), RelatedNote::FirstDefinition),
            Some(first) => Diagnostic::new(span.clone(), kind)
                .with_related(first, RelatedNote::FirstDefinition),
            None => Diagnostic::new(span.clone(), kind),
        };
        self.diagnostics.push(diagnostic);
    }

    /// Removes a file if pages need a folder with its path, and reports it.
    pub(super) fn release_folder(&mut self, path: &str) {
        let inside = format!("{path}/");
        let mut below = self.by_path.range::<str, _>((Bound::Excluded(&*inside), Bound::Unbounded));
        let page = below.next().filter(|(below, _)| below.starts_with(&inside));
        let Some((page, route)) = page else { return };
        let (address, page_place) = (address_of_path(page), route_span(self.inputs, route));
        let file = self.by_path.remove(path);
        let Some(span) = file.and_then(|file| route_span(self.inputs, &file)) else { return };
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

    /// Adds a generated page, unless there is a page at its address. A file there stays too, and is
    /// reported.
    pub(super) fn add_generated(&mut self, address: &str, route: ContentRoute) {
        let path = [address.trim_start_matches('/'), PAGE].concat();
        let existing = match self.by_path.entry(path.into()) {
            Slot::Vacant(slot) => {
                slot.insert(route);
                return;
            }
            Slot::Occupied(slot) => slot.get().clone(),
        };
        let ContentRoute::Asset(path) = &existing else { return };
        let Some(file) = self.inputs.assets.get(path) else { return };
        let kind = rules::DuplicateRoute { address: address.to_owned() };
        let mut diagnostic = Diagnostic::new(file.start_span(), kind);
        diagnostic.severity = Severity::Warning;
        self.diagnostics.push(diagnostic);
    }

    /// Adds a route at a path with these parts, and returns whether the path was free.
    pub(super) fn add(&mut self, path: &[&str], route: ContentRoute) -> bool {
        let mut slot = match self.by_path.entry(path.concat().into()) {
            Slot::Vacant(slot) => {
                slot.insert(route);
                return true;
            }
            Slot::Occupied(slot) => slot,
        };
        let kind = rules::DuplicateRoute { address: address_of_path(slot.key()) };
        let diagnostic =
            match (route_span(self.inputs, slot.get()), route_span(self.inputs, &route)) {
                (Some(first), Some(second)) if second < first => {
                    slot.insert(route);
                    Some(
                        Diagnostic::new(first, kind)
                            .with_related(second, RelatedNote::FirstDefinition),
                    )
                }
                (Some(first), Some(second)) => Some(
                    Diagnostic::new(second, kind).with_related(first, RelatedNote::FirstDefinition),
                ),
                (None, Some(second)) => Some(Diagnostic::new(second, kind)),
                // A page at the address of a tag.
                (Some(first), None) if matches!(route, ContentRoute::Entry(..)) => {
                    Some(Diagnostic::new(first, kind))
                }
                (_, None) => None,
            };
        self.diagnostics.extend(diagnostic);
        false
    }
}

/// Returns the span that asks for a route. `None` for generated pages and implicit entries.
fn route_span(inputs: RouteInputs<'_>, route: &ContentRoute) -> Option<Span> {
    match route {
        ContentRoute::Entry(entry_index, _)
        | ContentRoute::PageJson(entry_index, _)
        | ContentRoute::Mentions(entry_index, ..)
        | ContentRoute::Redline(entry_index, ..)
        | ContentRoute::CitingEntries(entry_index, ..) => {
            let entry = inputs.lookup.entry(*entry_index)?;
            (!matches!(entry.origin, EntryOrigin::Mentioned)).then(|| entry.span.clone())
        }
        ContentRoute::Asset(path) => inputs.assets.get(path).map(|file| file.start_span()),
        ContentRoute::Redirect(entry_index, _, path) => {
            let mut aliases = inputs.lookup.entry(*entry_index)?.meta.aliases.iter();
            let has_path = |alias: &str| alias_output_path(alias).as_deref() == Some(path);
            aliases.find(|(alias, _)| has_path(alias)).map(|(_, span)| span.clone())
        }
        ContentRoute::Section(..)
        | ContentRoute::Index(_)
        | ContentRoute::Tags(_)
        | ContentRoute::Changes(_)
        | ContentRoute::Comparison(..)
        | ContentRoute::Book(_)
        | ContentRoute::Search(_)
        | ContentRoute::NotFound
        | ContentRoute::Sitemap
        | ContentRoute::Feed(..)
        | ContentRoute::Calendar(..) => None,
    }
}

/// Returns the address of an output path: `/a/b/` for `a/b/index.html`.
fn address_of_path(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// Returns the output path of an old address. `None` means that it is not a plain address of the
/// site.
pub(super) fn alias_output_path(alias: &str) -> Option<String> {
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
