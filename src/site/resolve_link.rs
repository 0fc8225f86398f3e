//! What a link leads to: a pure look-up in a finished site, made once to check and once to render.

use super::address::{self, fold_name};
use super::entry::{Entry, EntryIndex};
use super::language_index::LanguageIndex;
use super::link_destination::{
    self, DestinationParts, percent_decode, split_destination, url_scheme, wiki_parts,
    without_extension,
};
use super::name_index::{LinkTarget, NameLookup};
use super::settings::DraftPolicy;
use super::snapshot::Site;
use super::text_ref::TextRef;
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, OutsideSiteReason, RelatedNote, rules,
};
use crate::parse::{LinkForm, MarkdownBody, OutlineLink};
use crate::schema::FieldId;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// An entry's page.
    Entry {
        /// Which.
        entry: EntryIndex,
        /// In this language, if the link says so; else in the reader's.
        language_index: Option<LanguageIndex>,
        /// A place on it that exists.
        anchor: Option<String>,
    },
    /// A place on the linking page itself, or its top.
    SamePage(Option<String>),
    /// The value of a field, to be set into the text.
    Field(EntryIndex, FieldId),
    /// A generated page, by address.
    Generated(Arc<str>),
    /// A file that is copied, by its path in the content folder, and a place in it.
    Asset(Arc<str>, Option<String>),
    /// Another site, or an address for mail or telephone.
    External(String),
    /// Nothing: the words are shown without a link.
    Broken,
}

/// What a link leads to, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkResolution {
    /// Where to.
    pub target: ResolvedLink,
    /// What an editor should know.
    pub diagnostic: Option<Diagnostic>,
}

impl Site {
    /// Finds what a link in a text leads to.
    #[must_use]
    pub fn resolve_link(&self, place: TextRef<'_>, link: &OutlineLink) -> LinkResolution {
        let target = match link.form {
            LinkForm::Wiki | LinkForm::Embed => self.resolve_wiki_link(place, link),
            LinkForm::Link | LinkForm::Image => self.resolve_destination(place, link),
        };
        match target {
            Ok(target) => LinkResolution { target, diagnostic: None },
            Err(resolution) => *resolution,
        }
    }

    /// `[text](destination)`.
    fn resolve_destination(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        // Browsers drop tabs and line ends inside an address before they look at its scheme.
        let is_plain = !link.destination.contains(char::is_control);
        let without = || link.destination.chars().filter(|c| !c.is_control()).collect();
        let written =
            if is_plain { Cow::Borrowed(&*link.destination) } else { Cow::Owned(without()) };
        let written = written.trim();
        // Zola's way to say "from the top of the content".
        let written =
            written.strip_prefix('@').filter(|rest| rest.starts_with('/')).unwrap_or(written);
        let parts = split_destination(written);
        let file = percent_decode(parts.path);
        if let Some(scheme) = url_scheme(written) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "mailto" | "tel" => Ok(ResolvedLink::External(written.into())),
                // A file whose name holds a colon is not a scheme.
                _ => match self.find_file(place, &file) {
                    Some(at) => self.resolve_target(place, link, (at, &parts)),
                    None => Err(refused_link(
                        place,
                        link,
                        rules::UnsafeLink { scheme: format!("{scheme}:") },
                    )),
                },
            };
        }
        if written.starts_with("//") {
            return Err(refused_link(place, link, rules::UnsafeLink { scheme: "//".into() }));
        }
        if parts.path.is_empty() && parts.query.is_empty() {
            return match parts.fragment {
                Some(fragment) => self.resolve_same_page(place, link, fragment),
                None => Err(self.broken_link(place, link, BrokenLinkReason::NotFound)),
            };
        }
        if parts.path.is_empty() {
            return Ok(ResolvedLink::SamePage(None));
        }
        let Some(full) = link_destination::join_path(parent_folder(place.path), &file) else {
            // A link written for the finished site climbs one level more than its file may.
            if let Some(at) = self.find_by_address(place, &file) {
                return self.resolve_target(place, link, (at, &parts));
            }
            let what = OutsideSiteReason::Link(link.destination.clone());
            return Err(refused_link(place, link, rules::OutsideSite { reason: what }));
        };
        match self.find_file_at(&full).or_else(|| self.find_by_address(place, &file)) {
            Some(at) => self.resolve_target(place, link, (at, &parts)),
            None => Err(self.broken_link(place, link, BrokenLinkReason::NotFound)),
        }
    }

    /// What stands at a path relative to the linking file.
    fn find_file(&self, place: TextRef<'_>, path: &str) -> Option<LinkTarget> {
        self.find_file_at(&link_destination::join_path(parent_folder(place.path), path)?)
    }

    /// What stands at a path from the top: a file, a folder, or a Markdown file that the link calls
    /// by another ending or by none.
    fn find_file_at(&self, full: &str) -> Option<LinkTarget> {
        if let Some(at) = self.names.find_path(full) {
            return Some(at.clone());
        }
        let base = full
            .strip_suffix(".html")
            .or_else(|| full.strip_suffix(".htm"))
            .or_else(|| full.strip_suffix(".md"))
            .unwrap_or(full);
        for ending in [".md", ".markdown"] {
            if let Some(at) = self.names.find_path(&format!("{base}{ending}")) {
                return Some(at.clone());
            }
        }
        let is_index =
            |name: &str| ["index", "_index", "readme"].contains(&fold_name(name).as_str());
        let folder = match base.rsplit_once('/') {
            Some((folder, name)) if is_index(name) => folder,
            None if is_index(base) => "",
            _ => full,
        };
        self.find_folder(folder)
    }

    /// The page that stands for a folder of the content.
    fn find_folder(&self, path: &str) -> Option<LinkTarget> {
        for index in ["index.md", "_index.md", "readme.md"] {
            let file = if path.is_empty() { index.into() } else { format!("{path}/{index}") };
            if let Some(at @ LinkTarget::Entry(..)) = self.names.find_path(&file) {
                return Some(at.clone());
            }
        }
        let is_folder = path.is_empty() || self.folders.contains(&fold_name(path));
        let address = address::page_address(path);
        self.names.find_address(&address).filter(|_| is_folder).cloned()
    }

    /// What has the address that a link spells, from the top or from the linking page.
    fn find_by_address(&self, place: TextRef<'_>, path: &str) -> Option<LinkTarget> {
        let entry = self.entries.get(place.entry_index.0)?;
        let own = entry.addresses.get(place.language_index.0)?;
        let full = link_destination::join_path(own, path)?;
        let full = full.strip_suffix("/index.html").unwrap_or(&full);
        let full = full.strip_suffix(".html").unwrap_or(full);
        self.names.find_address(&address::page_address(full)).cloned()
    }

    fn resolve_target(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        (at, parts): (LinkTarget, &DestinationParts<'_>),
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        match at {
            LinkTarget::Entry(entry, language_index) => {
                self.resolve_page(place, link, (entry, language_index, parts.fragment))
            }
            LinkTarget::Asset(path) => {
                Ok(ResolvedLink::Asset(path, parts.fragment.map(decode_entities)))
            }
            LinkTarget::Generated(address) => Ok(ResolvedLink::Generated(address)),
        }
    }

    /// `[[name#heading]]`.
    fn resolve_wiki_link(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        let (name, fragment) = wiki_parts(&link.destination);
        if name.is_empty() {
            return self.resolve_same_page(place, link, fragment.unwrap_or_default());
        }
        if matches!(url_scheme(name), Some("http" | "https")) {
            return Ok(ResolvedLink::External(link.destination.clone()));
        }
        let decoded = percent_decode(name);
        let folder = parent_folder(place.path);
        let parts = DestinationParts { path: name, query: "", fragment };
        match self.names.find_entry(without_extension(&decoded), folder, &self.entries) {
            Some(NameLookup::Unique(entry)) => {
                return self.resolve_page(place, link, (entry, None, fragment));
            }
            Some(NameLookup::Ambiguous(entries)) => {
                return self.resolve_ambiguous(place, link, (&entries, fragment));
            }
            None => {}
        }
        if let Some(at) = self.find_file(place, &decoded) {
            return self.resolve_target(place, link, (at, &parts));
        }
        let from_top = TextRef { path: "", ..place };
        if let Some(at) = self.find_file(from_top, &decoded) {
            return self.resolve_target(from_top, link, (at, &parts));
        }
        match self.names.find_asset(&decoded, folder) {
            Some(path) => Ok(ResolvedLink::Asset(Arc::clone(path), fragment.map(decode_entities))),
            None => Err(self.broken_link(place, link, BrokenLinkReason::NotFound)),
        }
    }

    fn resolve_ambiguous(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        (entries, fragment): (&[EntryIndex], Option<&str>),
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        let paths: Vec<&Arc<Entry>> =
            entries.iter().filter_map(|entry_index| self.entries.get(entry_index.0)).collect();
        let published =
            entries.iter().find(|entry_index| self.is_published(**entry_index)).or(entries.first());
        let Some(first) = published else {
            return Err(self.broken_link(place, link, BrokenLinkReason::NotFound));
        };
        if paths.windows(2).all(|pair| matches!(pair, [one, two] if one.id == two.id)) {
            // `duplicate-id` has told it.
            return self.resolve_page(place, link, (*first, None, fragment));
        }
        let kind = rules::AmbiguousLink {
            name: link.destination.clone(),
            candidates: paths.iter().map(|entry| entry.source_path().to_owned()).collect(),
        };
        let mut diagnostic = Diagnostic::new(place.body.span(&link.range), kind);
        for entry in paths {
            diagnostic = diagnostic.with_related(entry.span.clone(), RelatedNote::Target);
        }
        let target = self.resolve_page(place, link, (*first, None, fragment))?;
        Err(Box::new(LinkResolution { target, diagnostic: Some(diagnostic) }))
    }

    fn resolve_same_page(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        fragment: &str,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Ok(ResolvedLink::SamePage(None));
        }
        let own = (place.entry_index, Some(place.language_index), Some(fragment));
        match self.resolve_page(place, link, own) {
            Ok(ResolvedLink::Entry { anchor, .. }) => Ok(ResolvedLink::SamePage(anchor)),
            Ok(other) => Ok(other),
            Err(wrong) => {
                let diagnostic = wrong.diagnostic;
                Err(Box::new(LinkResolution { target: ResolvedLink::SamePage(None), diagnostic }))
            }
        }
    }

    /// A page and perhaps a place on it.
    fn resolve_page(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        (entry_index, language_index, fragment): (EntryIndex, Option<LanguageIndex>, Option<&str>),
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        let Some(entry) = self.entries.get(entry_index.0) else {
            return Err(self.broken_link(place, link, BrokenLinkReason::NotFound));
        };
        let from_draft =
            self.entries.get(place.entry_index.0).is_some_and(|from| from.meta.is_draft);
        if entry.meta.is_draft && self.settings.drafts == DraftPolicy::Exclude && !from_draft {
            return Err(self.broken_link(place, link, BrokenLinkReason::Draft));
        }
        let target = |anchor| ResolvedLink::Entry { entry: entry_index, language_index, anchor };
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(target(None));
        };
        if link.form == LinkForm::Embed
            && let Some(field) = entry.kind.find_field(fragment)
        {
            if entry.field_statements(fragment).is_empty() {
                return Err(self.broken_link(place, link, BrokenLinkReason::Field));
            }
            return Ok(ResolvedLink::Field(entry_index, field.id.clone()));
        }
        let wanted = percent_decode(fragment);
        match self.find_anchor(entry, language_index.unwrap_or(place.language_index), &wanted) {
            Some(anchor) => Ok(target(Some(anchor))),
            None if fragment.eq_ignore_ascii_case("top") => Ok(target(None)),
            None => {
                let kind = self.missing_heading(
                    entry,
                    language_index.unwrap_or(place.language_index),
                    &wanted,
                );
                let span = place.body.span(&fragment_range(place.body, link, fragment));
                let diagnostic = Some(Diagnostic::new(span, kind));
                Err(Box::new(LinkResolution { target: target(None), diagnostic }))
            }
        }
    }

    /// The id on an entry's page that a link's fragment means.
    fn find_anchor(
        &self,
        entry: &Entry,
        language_index: LanguageIndex,
        wanted: &str,
    ) -> Option<String> {
        let tag = self.config.language_tag(language_index)?;
        let outline = entry.language_version(tag).map(|version| &version.body.outline);
        let headings = || outline.into_iter().flat_map(|outline| &outline.headings);
        let anchors = || outline.into_iter().flat_map(|outline| &outline.anchors);
        if headings().any(|heading| heading.anchor == wanted)
            || anchors().any(|anchor| anchor.name == wanted)
            || !entry.field_statements(wanted).is_empty()
        {
            return Some(wanted.to_owned());
        }
        if self.source_texts.get(&entry.id).is_some_and(|text| text.has_locator(wanted)) {
            return Some(wanted.to_owned());
        }
        // `#A#B` is B below A; names are compared without case, and by words as Obsidian writes
        // them.
        let last = fold_name(wanted.rsplit('#').next().unwrap_or(wanted).trim());
        let same = |name: &str| fold_name(name) == last;
        headings()
            .find(|heading| same(&heading.anchor) || same(heading.text.trim()))
            .map(|heading| heading.anchor.clone())
            .or_else(|| anchors().find(|a| same(&a.name)).map(|anchor| anchor.name.clone()))
            .or_else(|| {
                // Headings lose punctuation in Obsidian's own links: compare letters and digits.
                let bare = |text: &str| -> String {
                    fold_name(text).chars().filter(|c| c.is_alphanumeric()).collect()
                };
                let wanted = bare(&last);
                let found = headings().find(|heading| bare(&heading.text) == wanted);
                found.filter(|_| !wanted.is_empty()).map(|heading| heading.anchor.clone())
            })
    }

    fn missing_heading(
        &self,
        entry: &Entry,
        language_index: LanguageIndex,
        wanted: &str,
    ) -> DiagnosticKind {
        let version =
            self.config.language_tag(language_index).and_then(|tag| entry.language_version(tag));
        let headings = version.map(|version| version.body.outline.headings.as_slice());
        let known = headings.unwrap_or_default().iter().map(|heading| &*heading.anchor);
        rules::MissingHeading {
            heading: wanted.to_owned(),
            page: if entry.source_path().is_empty() {
                entry.id.to_string()
            } else {
                entry.source_path().into()
            },
            suggestion: crate::schema::closest_match(wanted, known),
        }
        .into()
    }

    fn broken_link(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        miss: BrokenLinkReason,
    ) -> Box<LinkResolution> {
        let kind =
            rules::BrokenLink { target: link.destination.clone(), reason: miss, suggestion: None };
        refused_link(place, link, kind)
    }
}

fn refused_link(
    place: TextRef<'_>,
    link: &OutlineLink,
    kind: impl Into<DiagnosticKind>,
) -> Box<LinkResolution> {
    let diagnostic = Some(Diagnostic::new(place.body.span(&link.range), kind));
    Box::new(LinkResolution { target: ResolvedLink::Broken, diagnostic })
}

fn decode_entities(words: &str) -> String {
    percent_decode(words).into_owned()
}

fn parent_folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a link's fragment stands, without `#`.
fn fragment_range(body: &MarkdownBody, link: &OutlineLink, fragment: &str) -> Range<usize> {
    let written = body.text().get(link.range.clone()).unwrap_or_default();
    let after = written.find('#').map_or(0, |hash| hash + 1);
    let start = link.range.start + after;
    let end = (start + fragment.len()).min(link.range.end);
    if after == 0 { link.range.clone() } else { start..end.max(start) }
}
