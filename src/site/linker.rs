//! Links parsed files into a site, in stages.
//!
//! ```text
//! ParsedFiles ─declare─▶ Declared ─collect─▶ Collected ─name─▶ Named ─resolve─▶ Resolved ─▶ Site
//!              settings,           entries,             names,          relations, links,
//!              types               source texts         navigation      citations, routes
//! ```
//!
//! Each stage consumes the last one, so nothing can be used before it exists. After an edit each
//! stage also gets the previous site, and shares every part of it whose inputs are the same. The
//! result is that of linking from the beginning: a stage may skip work, but not give another value.

use super::calendar_index::CalendarIndex;
use super::citation_fates::{CitationFates, FateInputs};
use super::citation_index::CitationGraph;
use super::collect_entries::{Collected, Content, collect};
use super::declarations::declare;
use super::document_versions::DocumentVersions;
use super::embed_graph::EmbedGraph;
use super::entry_links::LinkGraph;
use super::glossary::Glossary;
use super::parsed_files::ParsedFiles;
use super::relations::RelationGraph;
use super::review::newest_edit;
use super::route_changes::RouteChanges;
use super::routes::{RouteInputs, SiteRoutes};
use super::settings::RunSettings;
use super::site_lookup::SiteLookup;
use super::site_names::{Named, name};
use super::snapshot::{Site, SiteSnapshot};
use crate::diagnostic::Diagnostic;
use crate::parse::ParsedFile;
use crate::schema::BuiltinType;
use std::sync::Arc;

/// A file that changed, as it was and as it is.
pub(super) type ChangedFile<'p> = (&'p Arc<ParsedFile>, &'p Arc<ParsedFile>);

/// The previous site, if it has the same settings, so that parts of it can be shared.
#[derive(Clone, Copy)]
pub(super) struct PreviousLink<'p> {
    pub(super) site: &'p Site,
    /// The files that differ. Empty if a file was added or removed.
    pub(super) changed_files: &'p [ChangedFile<'p>],
    /// Whether no file was added or removed.
    pub(super) has_same_paths: bool,
}

/// The last stage before a site: everything is resolved.
struct Resolved<'p> {
    named: Named<'p>,
    relations: RelationGraph,
    links: LinkGraph,
    embeds: EmbedGraph,
    citations: CitationGraph,
    versions: Arc<DocumentVersions>,
    fates: Arc<CitationFates>,
    routes: SiteRoutes,
    calendar: Arc<CalendarIndex>,
    glossary: Arc<Glossary>,
}

impl ParsedFiles {
    /// Links the files into a site.
    #[must_use]
    pub fn link_snapshot(self, settings: &RunSettings) -> SiteSnapshot {
        let site = Arc::new(link_site(&self, settings, None));
        SiteSnapshot { site, parsed: self }
    }

    /// Links the files into a site that shares what it can with the previous one. The result equals
    /// that of [`ParsedFiles::link_snapshot`].
    #[must_use]
    pub fn link_after(self, settings: &RunSettings, previous: &SiteSnapshot) -> SiteSnapshot {
        let site = Arc::new(link_site(&self, settings, Some(previous)));
        SiteSnapshot { site, parsed: self }
    }
}

fn link_site(files: &ParsedFiles, settings: &RunSettings, previous: Option<&SiteSnapshot>) -> Site {
    let has_same_paths = previous.is_some_and(|it| it.parsed.has_same_paths(files));
    let parsed = previous.filter(|_| has_same_paths).map(|previous| &previous.parsed);
    let changed_files: Vec<ChangedFile<'_>> =
        parsed.map(|parsed| parsed.changed_files(files)).unwrap_or_default();
    let previous = previous.filter(|previous| has_same_settings(files, settings, previous));
    let previous = previous.map(|previous| PreviousLink {
        site: &previous.site,
        changed_files: &changed_files,
        has_same_paths,
    });
    let declared = declare(files, settings, previous);
    let collected: Collected = collect(declared, files, previous);
    let named: Named<'_> = name(collected, previous);
    let resolved: Resolved<'_> = resolve(named);
    resolved.into_site(files.diagnostics.clone())
}

/// Returns whether a site has the settings of the previous one, with the as-of date, which decides
/// what is published.
fn has_same_settings(files: &ParsedFiles, settings: &RunSettings, previous: &SiteSnapshot) -> bool {
    previous.site.settings == *settings
        && previous.parsed.config == files.config
        && previous.parsed.folder_publications == files.folder_publications
}

/// Resolves everything that points from one entry to another, and makes the routes.
fn resolve(named: Named<'_>) -> Resolved<'_> {
    let Named { declared, content, names, navigation, changes, .. } = &named;
    let lookup = SiteLookup {
        settings: &declared.settings,
        config: &declared.config,
        entries: &content.entries,
        names,
        source_texts: &content.texts.by_document,
    };
    let (n_declared, changes) = (content.n_declared, changes.as_ref());
    let relations = RelationGraph::new(lookup, n_declared, changes);
    let (links, mentioned) = LinkGraph::new(lookup, n_declared, changes);
    let embeds = EmbedGraph::new(lookup, n_declared, changes);
    let (citations, documents) = CitationGraph::new(lookup, n_declared, &embeds, changes);
    let content_changes = changes.map(|changes| &changes.content);
    let calendar = CalendarIndex::unchanged(lookup, content_changes)
        .unwrap_or_else(|| Arc::new(CalendarIndex::new(lookup, n_declared)));
    let versions = DocumentVersions::unchanged(lookup, content_changes).unwrap_or_else(|| {
        let previous_site = content_changes.map(|changes| changes.entries.previous);
        Arc::new(DocumentVersions::new(lookup, previous_site))
    });
    let fate_inputs = FateInputs { lookup, versions: &versions, citations: &citations };
    let fates = CitationFates::new(fate_inputs, content_changes);
    let inputs = RouteInputs {
        lookup,
        tree: &navigation.tree,
        assets: &content.copied.assets,
        sources: &content.sources,
        linked_files: &links.linked_files,
        mentions: &links.mentions,
        usage: &citations.usage,
        calendar: &calendar,
        versions: &versions,
        generated: &declared.generated,
    };
    let (mentioned, documents) = (mentioned.as_slice(), documents.as_slice());
    let route_changes =
        changes.map(|it| RouteChanges { content: &it.content, mentioned, documents });
    let routes = SiteRoutes::new(inputs, route_changes);
    let glossary = Glossary::unchanged(lookup, content_changes)
        .unwrap_or_else(|| Arc::new(Glossary::new(lookup)));
    Resolved {
        named,
        relations,
        links,
        embeds,
        citations,
        versions,
        fates,
        routes,
        calendar,
        glossary,
    }
}

impl Resolved<'_> {
    fn into_site(self, file_diagnostics: Vec<Diagnostic>) -> Site {
        let Named { declared, content, names, navigation, mut diagnostics, .. } = self.named;
        let Content {
            sources,
            entries,
            n_declared,
            mentioned_names,
            copied,
            texts,
            diagnostics: of_content,
        } = content;
        diagnostics.extend(file_diagnostics);
        diagnostics.extend(of_content);
        Site {
            has_questions: entries.iter().any(|entry| entry.entry_type.is(BuiltinType::Question)),
            newest_edit: newest_edit(&entries, declared.policy()),
            settings: declared.settings,
            config: declared.config,
            schema: declared.types.schema.clone(),
            types: declared.types,
            generated: declared.generated,
            sources,
            entries,
            n_declared,
            mentioned_names,
            assets: copied.assets,
            folders: copied.folders,
            source_texts: Arc::clone(&texts.by_document),
            source_digests: Arc::clone(&texts.digests),
            texts,
            names,
            tree: navigation.tree,
            menu: navigation.menu,
            in_menu: navigation.in_menu,
            footer_menu: navigation.footer_menu,
            asked: navigation.asked,
            legend: navigation.legend,
            relations: self.relations,
            links: self.links,
            embeds: self.embeds,
            citations: self.citations,
            versions: self.versions,
            fates: self.fates,
            routes: Arc::clone(&self.routes.all),
            route_table: self.routes,
            calendar: self.calendar,
            glossary: self.glossary,
            diagnostics,
        }
    }
}
