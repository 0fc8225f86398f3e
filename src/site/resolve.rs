//! What a link leads to: a pure look-up in a finished site, made once to check and once to render.

use super::address::{self, fold};
use super::destination::{self, Parts, bare, percent_decode, scheme, split, wiki_parts};
use super::entry::{Entry, EntryIndex};
use super::names::{At, Found};
use super::settings::Drafts;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, Fault, LinkMiss, Note, Outside};
use crate::parse::{Body, Link, LinkForm};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An entry's page.
    Entry {
        /// Which.
        entry: EntryIndex,
        /// In this language, if the link says so; else in the reader's.
        language: Option<usize>,
        /// A place on it that exists.
        anchor: Option<String>,
    },
    /// A place on the linking page itself, or its top.
    Here(Option<String>),
    /// The value of a field, to be set into the text.
    Field(EntryIndex, Arc<str>),
    /// A generated page, by address.
    Generated(Arc<str>),
    /// A file that is copied, by its path in the content folder, and a place in it.
    Asset(Arc<str>, Option<String>),
    /// Another site, or an address for mail or telephone.
    External(String),
    /// Nothing: the words are shown without a link.
    Nothing,
}

/// What a link leads to, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Where to.
    pub target: Target,
    /// What an editor should know.
    pub finding: Option<Diagnostic>,
}

/// Where a link stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// On whose page.
    pub entry: EntryIndex,
    /// In the text of this language.
    pub language: usize,
    /// In this text.
    pub body: &'a Body,
    /// In this file of the content folder.
    pub path: &'a str,
}

impl Site {
    /// Finds what a link in a text leads to.
    #[must_use]
    pub fn resolve(&self, place: Place<'_>, link: &Link) -> Resolution {
        let target = match link.form {
            LinkForm::Wiki | LinkForm::Embed => self.wiki(place, link),
            LinkForm::Link | LinkForm::Picture => self.destination(place, link),
        };
        match target {
            Ok(target) => Resolution { target, finding: None },
            Err(resolution) => *resolution,
        }
    }

    /// `[text](destination)`.
    fn destination(&self, place: Place<'_>, link: &Link) -> Result<Target, Box<Resolution>> {
        // Browsers drop tabs and line ends inside an address before they look at its scheme.
        let is_plain = !link.destination.contains(char::is_control);
        let without = || link.destination.chars().filter(|c| !c.is_control()).collect();
        let written =
            if is_plain { Cow::Borrowed(&*link.destination) } else { Cow::Owned(without()) };
        let written = written.trim();
        // Zola's way to say "from the top of the content".
        let written =
            written.strip_prefix('@').filter(|rest| rest.starts_with('/')).unwrap_or(written);
        let parts = split(written);
        let file = percent_decode(parts.path);
        if let Some(scheme) = scheme(written) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "mailto" | "tel" => Ok(Target::External(written.into())),
                // A file whose name holds a colon is not a scheme.
                _ => match self.file(place, &file) {
                    Some(at) => self.at(place, link, (at, &parts)),
                    None => {
                        Err(refuse(place, link, Fault::UnsafeLink { scheme: format!("{scheme}:") }))
                    }
                },
            };
        }
        if written.starts_with("//") {
            return Err(refuse(place, link, Fault::UnsafeLink { scheme: "//".into() }));
        }
        if parts.path.is_empty() && parts.query.is_empty() {
            return match parts.fragment {
                Some(fragment) => self.here(place, link, fragment),
                None => Err(self.broken(place, link, LinkMiss::NotFound)),
            };
        }
        if parts.path.is_empty() {
            return Ok(Target::Here(None));
        }
        let Some(full) = destination::join(folder_of(place.path), &file) else {
            // A link written for the finished site climbs one level more than its file may.
            if let Some(at) = self.by_address(place, &file) {
                return self.at(place, link, (at, &parts));
            }
            let what = Outside::Link(link.destination.clone());
            return Err(refuse(place, link, Fault::OutsideSite { what }));
        };
        match self.file_at(&full).or_else(|| self.by_address(place, &file)) {
            Some(at) => self.at(place, link, (at, &parts)),
            None => Err(self.broken(place, link, LinkMiss::NotFound)),
        }
    }

    /// What stands at a path relative to the linking file.
    fn file(&self, place: Place<'_>, path: &str) -> Option<At> {
        self.file_at(&destination::join(folder_of(place.path), path)?)
    }

    /// What stands at a path from the top: a file, a folder, or a Markdown file that the link calls
    /// by another ending or by none.
    fn file_at(&self, full: &str) -> Option<At> {
        if let Some(at) = self.names.path(full) {
            return Some(at.clone());
        }
        let base = full
            .strip_suffix(".html")
            .or_else(|| full.strip_suffix(".htm"))
            .or_else(|| full.strip_suffix(".md"))
            .unwrap_or(full);
        for ending in [".md", ".markdown"] {
            if let Some(at) = self.names.path(&format!("{base}{ending}")) {
                return Some(at.clone());
            }
        }
        let is_index = |name: &str| ["index", "_index", "readme"].contains(&fold(name).as_str());
        let folder = match base.rsplit_once('/') {
            Some((folder, name)) if is_index(name) => folder,
            None if is_index(base) => "",
            _ => full,
        };
        self.folder(folder)
    }

    /// The page that stands for a folder of the content.
    fn folder(&self, path: &str) -> Option<At> {
        for index in ["index.md", "_index.md", "readme.md"] {
            let file = if path.is_empty() { index.into() } else { format!("{path}/{index}") };
            if let Some(at @ At::Entry(..)) = self.names.path(&file) {
                return Some(at.clone());
            }
        }
        let is_folder = path.is_empty() || self.folders.contains(&fold(path));
        let address = address::of_path(path);
        self.names.address(&address).filter(|_| is_folder).cloned()
    }

    /// What has the address that a link spells, from the top or from the linking page.
    fn by_address(&self, place: Place<'_>, path: &str) -> Option<At> {
        let entry = self.entries.get(place.entry.0)?;
        let own = entry.addresses.get(place.language)?;
        let full = destination::join(own, path)?;
        let full = full.strip_suffix("/index.html").unwrap_or(&full);
        let full = full.strip_suffix(".html").unwrap_or(full);
        self.names.address(&address::of_path(full)).cloned()
    }

    fn at(
        &self,
        place: Place<'_>,
        link: &Link,
        (at, parts): (At, &Parts<'_>),
    ) -> Result<Target, Box<Resolution>> {
        match at {
            At::Entry(entry, language) => self.page(place, link, (entry, language, parts.fragment)),
            At::Asset(path) => Ok(Target::Asset(path, parts.fragment.map(decode))),
            At::Generated(address) => Ok(Target::Generated(address)),
        }
    }

    /// `[[name#heading]]`.
    fn wiki(&self, place: Place<'_>, link: &Link) -> Result<Target, Box<Resolution>> {
        let (name, fragment) = wiki_parts(&link.destination);
        if name.is_empty() {
            return self.here(place, link, fragment.unwrap_or_default());
        }
        if matches!(scheme(name), Some("http" | "https")) {
            return Ok(Target::External(link.destination.clone()));
        }
        let decoded = percent_decode(name);
        let folder = folder_of(place.path);
        let parts = Parts { path: name, query: "", fragment };
        match self.names.entry(bare(&decoded), folder, &self.entries) {
            Some(Found::One(entry)) => return self.page(place, link, (entry, None, fragment)),
            Some(Found::Tie(entries)) => return self.tie(place, link, (&entries, fragment)),
            None => {}
        }
        if let Some(at) = self.file(place, &decoded) {
            return self.at(place, link, (at, &parts));
        }
        let from_top = Place { path: "", ..place };
        if let Some(at) = self.file(from_top, &decoded) {
            return self.at(from_top, link, (at, &parts));
        }
        match self.names.asset(&decoded, folder) {
            Some(path) => Ok(Target::Asset(Arc::clone(path), fragment.map(decode))),
            None => Err(self.broken(place, link, LinkMiss::NotFound)),
        }
    }

    fn tie(
        &self,
        place: Place<'_>,
        link: &Link,
        (entries, fragment): (&[EntryIndex], Option<&str>),
    ) -> Result<Target, Box<Resolution>> {
        let paths: Vec<&Arc<Entry>> =
            entries.iter().filter_map(|at| self.entries.get(at.0)).collect();
        let published = entries.iter().find(|at| self.is_published(**at)).or(entries.first());
        let Some(first) = published else {
            return Err(self.broken(place, link, LinkMiss::NotFound));
        };
        if paths.windows(2).all(|pair| matches!(pair, [one, two] if one.id == two.id)) {
            // `duplicate-id` has told it.
            return self.page(place, link, (*first, None, fragment));
        }
        let fault = Fault::AmbiguousLink {
            name: link.destination.clone(),
            candidates: paths.iter().map(|entry| entry.path().to_owned()).collect(),
        };
        let mut finding = Diagnostic::at(place.body.span(&link.range), fault);
        for entry in paths {
            finding = finding.with(entry.place.clone(), Note::Target);
        }
        let target = self.page(place, link, (*first, None, fragment))?;
        Err(Box::new(Resolution { target, finding: Some(finding) }))
    }

    fn here(
        &self,
        place: Place<'_>,
        link: &Link,
        fragment: &str,
    ) -> Result<Target, Box<Resolution>> {
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Ok(Target::Here(None));
        }
        let own = (place.entry, Some(place.language), Some(fragment));
        match self.page(place, link, own) {
            Ok(Target::Entry { anchor, .. }) => Ok(Target::Here(anchor)),
            Ok(other) => Ok(other),
            Err(wrong) => {
                let finding = wrong.finding;
                Err(Box::new(Resolution { target: Target::Here(None), finding }))
            }
        }
    }

    /// A page and perhaps a place on it.
    fn page(
        &self,
        place: Place<'_>,
        link: &Link,
        (at, language, fragment): (EntryIndex, Option<usize>, Option<&str>),
    ) -> Result<Target, Box<Resolution>> {
        let Some(entry) = self.entries.get(at.0) else {
            return Err(self.broken(place, link, LinkMiss::NotFound));
        };
        let from_draft = self.entries.get(place.entry.0).is_some_and(|from| from.meta.is_draft);
        if entry.meta.is_draft && self.settings.drafts == Drafts::Leave && !from_draft {
            return Err(self.broken(place, link, LinkMiss::Draft));
        }
        let target = |anchor| Target::Entry { entry: at, language, anchor };
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(target(None));
        };
        if link.form == LinkForm::Embed
            && let Some(field) = entry.kind.field(fragment)
        {
            if entry.statements(fragment).is_empty() {
                return Err(self.broken(place, link, LinkMiss::Field));
            }
            return Ok(Target::Field(at, Arc::clone(&field.id)));
        }
        let wanted = percent_decode(fragment);
        match self.anchor(entry, language.unwrap_or(place.language), &wanted) {
            Some(anchor) => Ok(target(Some(anchor))),
            None if fragment.eq_ignore_ascii_case("top") => Ok(target(None)),
            None => {
                let fault =
                    self.missing_heading(entry, language.unwrap_or(place.language), &wanted);
                let at = place.body.span(&fragment_range(place.body, link, fragment));
                let finding = Some(Diagnostic::at(at, fault));
                Err(Box::new(Resolution { target: target(None), finding }))
            }
        }
    }

    /// The id on an entry's page that a link's fragment means.
    fn anchor(&self, entry: &Entry, language: usize, wanted: &str) -> Option<String> {
        let tag = self.config.languages.get(language)?;
        let outline = entry.version(tag).map(|version| &version.body.outline);
        let headings = || outline.into_iter().flat_map(|outline| &outline.headings);
        let anchors = || outline.into_iter().flat_map(|outline| &outline.anchors);
        if headings().any(|heading| heading.anchor == wanted)
            || anchors().any(|anchor| anchor.name == wanted)
            || !entry.statements(wanted).is_empty()
        {
            return Some(wanted.to_owned());
        }
        if self.source_texts.get(&entry.id).is_some_and(|text| text.has(wanted)) {
            return Some(wanted.to_owned());
        }
        // `#A#B` is B below A; names are compared without case, and by words as Obsidian writes
        // them.
        let last = fold(wanted.rsplit('#').next().unwrap_or(wanted).trim());
        let same = |name: &str| fold(name) == last;
        headings()
            .find(|heading| same(&heading.anchor) || same(heading.text.trim()))
            .map(|heading| heading.anchor.clone())
            .or_else(|| anchors().find(|a| same(&a.name)).map(|anchor| anchor.name.clone()))
            .or_else(|| {
                // Headings lose punctuation in Obsidian's own links: compare letters and digits.
                let bare = |text: &str| -> String {
                    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
                };
                let wanted = bare(&last);
                let found = headings().find(|heading| bare(&heading.text) == wanted);
                found.filter(|_| !wanted.is_empty()).map(|heading| heading.anchor.clone())
            })
    }

    fn missing_heading(&self, entry: &Entry, language: usize, wanted: &str) -> Fault {
        let version = self.config.languages.get(language).and_then(|tag| entry.version(tag));
        let headings = version.map(|version| version.body.outline.headings.as_slice());
        let known = headings.unwrap_or_default().iter().map(|heading| &*heading.anchor);
        Fault::MissingHeading {
            heading: wanted.to_owned(),
            page: if entry.path().is_empty() { entry.id.to_string() } else { entry.path().into() },
            near: crate::schema::nearest(wanted, known),
        }
    }

    fn broken(&self, place: Place<'_>, link: &Link, miss: LinkMiss) -> Box<Resolution> {
        let fault = Fault::BrokenLink { target: link.destination.clone(), miss, near: None };
        refuse(place, link, fault)
    }
}

fn refuse(place: Place<'_>, link: &Link, fault: Fault) -> Box<Resolution> {
    let finding = Some(Diagnostic::at(place.body.span(&link.range), fault));
    Box::new(Resolution { target: Target::Nothing, finding })
}

fn decode(words: &str) -> String {
    percent_decode(words).into_owned()
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a link's fragment stands, without `#`.
fn fragment_range(body: &Body, link: &Link, fragment: &str) -> Range<usize> {
    let written = body.text().get(link.range.clone()).unwrap_or_default();
    let after = written.find('#').map_or(0, |hash| hash + 1);
    let start = link.range.start + after;
    let end = (start + fragment.len()).min(link.range.end);
    if after == 0 { link.range.clone() } else { start..end.max(start) }
}
