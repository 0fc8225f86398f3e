//! Mentions: every place in the content that names an entry or a paragraph of a source.

use crate::diagnostic::{SourceFile, Span};
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::parse::{Citation, LinkForm, MarkdownBody, ViewDirective};
use crate::schema::LanguageTag;
use crate::site::entry_citations::{entry_citations, localized_field_bodies};
use crate::site::resolve_link::ResolvedLink;
use crate::site::{Entry, EntryIndex, LanguageIndex, Site, TextRef, relation_pointers};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// A place in the content that names something.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Where the name is written.
    pub(super) span: Span,
    pub(super) target: MentionTarget,
    pub(super) form: MentionForm,
}

impl Mention {
    /// Returns whether it names an entry, or a part of it.
    pub(super) fn names_entry(&self, wanted: EntryIndex) -> bool {
        match self.target {
            MentionTarget::Entry { entry_index, .. } => entry_index == wanted,
            MentionTarget::Paragraphs { .. } => false,
        }
    }
}

/// What is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MentionTarget {
    /// An entry, and the anchor or field that is meant.
    Entry { entry_index: EntryIndex, anchor: Option<String> },
    /// Paragraphs of the text of a document.
    Paragraphs { document: EntryIndex, paragraphs: Range<usize> },
}

/// How something is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionForm {
    /// A link in a text.
    Link(LinkForm),
    /// By its id, in a field, a citation, a view or the settings.
    Id,
    /// A whole citation.
    Citation,
}

/// Returns all mentions in the content, by file.
pub(super) fn all_mentions(site: &Site) -> Vec<Mention> {
    let indexes = 0..site.entries.len();
    let of_entries =
        indexes.into_par_iter().flat_map_iter(|index| mentions_in_entry(site, EntryIndex(index)));
    let mut mentions: Vec<Mention> = of_entries.collect();
    mentions.extend(mentions_in_settings(site));
    mentions.sort_by(|left, right| left.span.cmp(&right.span));
    mentions
}

/// Returns the mentions in the settings of the site.
pub(super) fn mentions_in_settings(site: &Site) -> Vec<Mention> {
    let config = &site.config;
    let names = config.menu.iter().flatten().chain(&config.footer_menu);
    let asked = config.asked.iter().flat_map(|asked| asked.page_names());
    names
        .map(|(name, span)| (&**name, span))
        .chain(asked)
        .filter_map(|(name, span)| named(site, name, span))
        .collect()
}

/// Returns the mention of an entry by `ID` or `ID#FIELD`.
fn named(site: &Site, name: &str, span: &Span) -> Option<Mention> {
    let (id, anchor) = name.split_once('#').map_or((name, None), |(id, anchor)| (id, Some(anchor)));
    let entry_index = site.find_id(id)?;
    let target = MentionTarget::Entry { entry_index, anchor: anchor.map(str::to_owned) };
    Some(Mention { span: span.clone(), target, form: MentionForm::Id })
}

/// Returns the mentions in one entry.
pub(super) fn mentions_in_entry(site: &Site, entry_index: EntryIndex) -> Vec<Mention> {
    let entry = site.entry_at(entry_index);
    let mut mentions = Vec::new();
    for version in &entry.versions {
        let place = site.version_text(entry_index, version);
        mentions.extend(mentions_in_text(site, place));
    }
    for (tag, body) in localized_field_bodies(entry) {
        let language_index = language_index(site, tag);
        let path = entry.source_path();
        mentions
            .extend(mentions_in_text(site, TextRef { entry_index, language_index, body, path }));
    }
    for pointer in relation_pointers(entry) {
        let value = &pointer.statement.value;
        if let Some(target) = site.related_target(pointer.field, value) {
            let anchor = pointer.about.map(str::to_owned);
            let target = MentionTarget::Entry { entry_index: target, anchor };
            let span = pointer.statement.span.clone();
            mentions.push(Mention { span, target, form: MentionForm::Id });
        }
    }
    for statement in entry.statements_deep() {
        if let Some(name) = statement.attributed_to() {
            mentions.extend(named(site, &name.text, &name.span));
        }
    }
    for (_, citation) in entry_citations(entry) {
        mentions.extend(mentions_in_citation(site, citation, entry));
    }
    for (name, span) in &entry.meta.tags {
        if let Some(entry_index) = site.find_tag(name) {
            let target = MentionTarget::Entry { entry_index, anchor: None };
            mentions.push(Mention { span: span.clone(), target, form: MentionForm::Id });
        }
    }
    if let Some((name, span)) = entry.meta.removed.as_ref().and_then(|it| it.replaced_by.as_ref()) {
        let successor = site.find_successor(entry_index).or_else(|| site.find_id(name));
        mentions.extend(successor.map(|entry_index| {
            let target = MentionTarget::Entry { entry_index, anchor: None };
            Mention { span: span.clone(), target, form: MentionForm::Id }
        }));
    }
    mentions
}

fn language_index(site: &Site, tag: Option<&LanguageTag>) -> LanguageIndex {
    tag.and_then(|tag| site.config.language_index(tag)).unwrap_or_default()
}

fn mentions_in_citation(site: &Site, citation: &Citation, from: &Entry) -> Vec<Mention> {
    let mut mentions: Vec<Mention> =
        named(site, &citation.document.text, &citation.document.span).into_iter().collect();
    let resolution = site.resolve_citation(citation, from);
    if let Some((document, paragraphs)) = resolution.document.zip(resolution.paragraphs().cloned())
    {
        let target = MentionTarget::Paragraphs { document, paragraphs };
        mentions.push(Mention { span: citation.span.clone(), target, form: MentionForm::Citation });
    }
    mentions
}

/// Returns the links and the views of a text that name an entry.
fn mentions_in_text(site: &Site, place: TextRef<'_>) -> Vec<Mention> {
    let body = place.body;
    let mut resolver = site.link_resolver(place);
    let mut mentions = Vec::new();
    for link in &body.outline.links {
        let target = match resolver.resolve(link).target {
            ResolvedLink::Entry { entry, anchor, .. } => Some((entry, anchor)),
            ResolvedLink::Field(embed) => Some((embed.entry, Some(embed.field.to_string()))),
            ResolvedLink::SamePage(anchor) => Some((place.entry_index, anchor)),
            // A link to a page that is held back leads nowhere, but names it.
            ResolvedLink::Broken => {
                let name = link.destination.split('#').next().unwrap_or_default();
                site.find_id(name.trim()).map(|entry_index| (entry_index, None))
            }
            ResolvedLink::Generated(_)
            | ResolvedLink::List { .. }
            | ResolvedLink::Asset(..)
            | ResolvedLink::External(_) => None,
        };
        if let Some((entry_index, anchor)) = target {
            let target = MentionTarget::Entry { entry_index, anchor };
            let (span, form) = (body.span(&link.range), MentionForm::Link(link.form));
            mentions.push(Mention { span, target, form });
        }
    }
    let directives = body.outline.directives.iter();
    mentions.extend(directives.flat_map(|directive| mentions_in_view(site, body, directive)));
    mentions
}

/// The options of a view whose values are words or names of fields.
const OPTIONS_WITHOUT_ENTRIES: [&str; 6] = ["caption", "sort", "group", "limit", "columns", "date"];

/// Returns the options of a view that name an entry.
fn mentions_in_view(site: &Site, body: &MarkdownBody, directive: &ViewDirective) -> Vec<Mention> {
    let text = body.text().get(directive.options.clone()).unwrap_or_default();
    let lines = Arc::new(SourceFile { path: body.source().path.clone(), text: text.into() });
    let (root, _) = yaml::read(&lines, 0..text.len());
    let options = root.as_ref().map(YamlNode::map_entries).unwrap_or_default().iter();
    let options = options
        .filter(|(key, _)| key.as_str().is_some_and(|key| !OPTIONS_WITHOUT_ENTRIES.contains(&key)));
    let mut mentions = Vec::new();
    let mut nodes: Vec<&YamlNode> = options.map(|(_, value)| value).collect();
    while let Some(node) = nodes.pop() {
        match &node.kind {
            NodeKind::Text { text, .. } => {
                let start = directive.options.start;
                let span = body.span(&(start + node.range.start..start + node.range.end));
                mentions.extend(named(site, text, &span));
            }
            NodeKind::List(items) => nodes.extend(items),
            NodeKind::Map(entries) => nodes.extend(entries.iter().map(|(_, value)| value)),
            NodeKind::Empty => {}
        }
    }
    mentions
}
