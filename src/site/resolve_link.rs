//! Resolves links: from a link in a text to the page, anchor or file that it leads to.
//!
//! A pure look-up in the names and entries of a site, asked for the report and again for the page.

use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::find_destination::{LinkDestination, PageDestination};
use super::language_index::LanguageIndex;
use super::link_destination::{percent_decode, wiki_parts, without_extension};
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use super::text_ref::TextRef;
use crate::diagnostic::rules::{LinkPlace, TargetForm};
use crate::diagnostic::{BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, Span, rules};
use crate::files::parent_folder;
use crate::parse::outline::{ALL_VALUES, EmbedScope};
use crate::parse::{LinkForm, MarkdownBody, OutlineLink};
use crate::schema::{EntryTypeId, FieldDef, FieldId, LanguageTag};
use std::ops::Range;
use std::sync::Arc;

/// What precedes the directives of a fragment: `#anchor:~:text=words`.
pub const TEXT_DIRECTIVE: &str = ":~:";

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// The page of an entry.
    Entry {
        /// The entry.
        entry: EntryIndex,
        /// The language, if the link gives it. `None` means the language of the reader.
        language_index: Option<LanguageIndex>,
        /// An anchor that exists on it, words after [`TEXT_DIRECTIVE`], or both.
        anchor: Option<String>,
    },
    /// An anchor on the linking page, or its top.
    SamePage(Option<String>),
    /// The values of a field, which are shown in the text.
    Field(FieldEmbed),
    /// A generated page, by its address.
    Generated(Arc<str>),
    /// The list of a section, named by its folder or by a type.
    List {
        /// Its address in the default language.
        address: Arc<str>,
        /// The type, if the link names it.
        kind: Option<EntryTypeId>,
    },
    /// A copied file, by its path in the content folder, and a fragment.
    Asset(Arc<str>, Option<String>),
    /// Another site, a mail address or a telephone number.
    External(String),
    /// Nothing. The text is shown without a link.
    Broken,
}

/// A field whose values are shown in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldEmbed {
    /// The entry.
    pub entry: EntryIndex,
    /// Its field.
    pub field: FieldId,
    /// Which of the values are shown.
    pub scope: EmbedScope,
}

/// What a link leads to, and the diagnostic about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkResolution {
    /// The target.
    pub target: ResolvedLink,
    /// What is wrong with the link.
    pub diagnostic: Option<Diagnostic>,
}

impl Site {
    /// Resolves a link in a text.
    #[must_use]
    pub fn resolve_link(&self, place: TextRef<'_>, link: &OutlineLink) -> LinkResolution {
        let resolution = self.lookup().resolve_link(place, link);
        self.without_refused_embed(place, link, resolution)
    }

    /// Returns a resolution, without the target if it is an embed that is not shown.
    pub(super) fn without_refused_embed(
        &self,
        place: TextRef<'_>,
        link: &OutlineLink,
        resolution: LinkResolution,
    ) -> LinkResolution {
        let is_field = matches!(resolution.target, ResolvedLink::Field(_));
        if is_field && self.embeds.is_refused(&place.body.span(&link.range)) {
            return LinkResolution { target: ResolvedLink::Broken, ..resolution };
        }
        resolution
    }
}

impl SiteLookup<'_> {
    /// Resolves a link in a text.
    pub(super) fn resolve_link(self, place: TextRef<'_>, link: &OutlineLink) -> LinkResolution {
        self.resolve_destination(place, link, &self.find_destination(place, link).destination)
    }

    /// Resolves a link whose destination has been found.
    pub(super) fn resolve_destination(
        self,
        place: TextRef<'_>,
        link: &OutlineLink,
        destination: &LinkDestination,
    ) -> LinkResolution {
        let resolved = match destination {
            LinkDestination::Target(target) => Ok(target.clone()),
            LinkDestination::Refused(kind) => Err(refused_link(place, link, kind.clone())),
            LinkDestination::Missing if link.destination.trim().is_empty() => {
                Err(broken_link(place, link, BrokenLinkReason::Empty))
            }
            LinkDestination::Missing => Err(self.missing_link(place, link)),
            LinkDestination::SamePage(fragment) => self.resolve_same_page(place, link, fragment),
            LinkDestination::Page(page) => self.resolve_page(place, link, page),
            LinkDestination::Ambiguous(entry_indexes, fragment) => {
                self.resolve_ambiguous(place, link, entry_indexes, fragment.clone())
            }
        };
        match resolved {
            Ok(target) => LinkResolution { target, diagnostic: None },
            Err(resolution) => *resolution,
        }
    }

    fn resolve_ambiguous(
        self,
        place: TextRef<'_>,
        link: &OutlineLink,
        entry_indexes: &[EntryIndex],
        fragment: Option<String>,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        let Some(entry_index) = self.first_published(entry_indexes) else {
            return Err(broken_link(place, link, BrokenLinkReason::NotFound));
        };
        let page = PageDestination { entry_index, language_index: None, fragment };
        let target = self.resolve_page(place, link, &page)?;
        let span = place.body.span(&link.range);
        match self.ambiguous_name(&link.destination, entry_indexes, &span) {
            None => Ok(target),
            diagnostic => Err(Box::new(LinkResolution { target, diagnostic })),
        }
    }

    /// Reports a link to nothing. A wiki on GitHub has the words first: `[[words|Page]]`.
    fn missing_link(self, place: TextRef<'_>, link: &OutlineLink) -> Box<LinkResolution> {
        let is_type = link.form != LinkForm::Link
            && self.names.type_lists.get(wiki_parts(&link.destination).0).is_some();
        let reason = if is_type { BrokenLinkReason::EmptyList } else { BrokenLinkReason::NotFound };
        let mut resolution = broken_link(place, link, reason);
        let swapped = wiki_words(place.body, link).filter(|words| {
            self.names.entries.find_entry(without_extension(words), "", self.entries).is_some()
        });
        if let (Some(words), Some(diagnostic)) = (swapped, &mut resolution.diagnostic)
            && let DiagnosticKind::BrokenLink(broken) = &mut diagnostic.kind
        {
            broken.suggestion = Some(format!("[[{words}|{}]]", link.destination));
        }
        resolution
    }

    fn resolve_same_page(
        self,
        place: TextRef<'_>,
        link: &OutlineLink,
        fragment: &str,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Ok(ResolvedLink::SamePage(None));
        }
        let page = PageDestination {
            entry_index: place.entry_index,
            language_index: Some(place.language_index),
            fragment: Some(fragment.to_owned()),
        };
        match self.resolve_page(place, link, &page) {
            Ok(ResolvedLink::Entry { anchor, .. }) => Ok(ResolvedLink::SamePage(anchor)),
            Ok(target) => Ok(target),
            Err(resolution) => {
                let diagnostic = resolution.diagnostic;
                Err(Box::new(LinkResolution { target: ResolvedLink::SamePage(None), diagnostic }))
            }
        }
    }

    /// Resolves a link to a page, and the anchor on it.
    fn resolve_page(
        self,
        place: TextRef<'_>,
        link: &OutlineLink,
        page: &PageDestination,
    ) -> Result<ResolvedLink, Box<LinkResolution>> {
        let (entry_index, fragment) = (page.entry_index, page.fragment.as_deref());
        let Some(entry) = self.entry(entry_index) else {
            return Err(broken_link(place, link, BrokenLinkReason::NotFound));
        };
        if entry.meta.has_lost_address {
            // Already reported: another page has its address.
            let target = ResolvedLink::Broken;
            return Err(Box::new(LinkResolution { target, diagnostic: None }));
        }
        let from = self.entry(place.entry_index);
        if let Some(reason) = from.and_then(|from| self.unpublished_target(from, entry)) {
            return Err(broken_link(place, link, BrokenLinkReason::KeptBack(reason)));
        }
        let language_index = page.language_index;
        let target = |anchor| ResolvedLink::Entry { entry: entry_index, language_index, anchor };
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(target(None));
        };
        if link.form == LinkForm::Embed
            && let Some(field) = entry.entry_type.find_field(fragment)
        {
            if entry.field_statements(fragment).is_empty() {
                return Err(broken_link(place, link, BrokenLinkReason::Field));
            }
            let target = ResolvedLink::Field(FieldEmbed {
                entry: entry_index,
                field: field.id.clone(),
                scope: link.embed_scope,
            });
            return match unknown_scope(place.body, link) {
                None => Ok(target),
                diagnostic => Err(Box::new(LinkResolution { target, diagnostic })),
            };
        }
        let language_index = language_index.unwrap_or(place.language_index);
        // Words on the page, which the browser finds: `#:~:text=the%20mill`.
        let (fragment, directive) = match fragment.find(TEXT_DIRECTIVE) {
            Some(start) => fragment.split_at(start),
            None => (fragment, ""),
        };
        if fragment.is_empty() {
            return Ok(target(Some(directive.to_owned())));
        }
        let wanted = percent_decode(fragment);
        match self.find_anchor(entry, language_index, &wanted) {
            Some(anchor) => Ok(target(Some(anchor + directive))),
            None if fragment.eq_ignore_ascii_case("top") => Ok(target(None)),
            None => {
                let kind = self.missing_heading(entry, language_index, &wanted, link.form);
                let span = place.body.span(&fragment_range(place.body, link, fragment));
                let diagnostic = Some(Diagnostic::new(span, kind));
                Err(Box::new(LinkResolution { target: target(None), diagnostic }))
            }
        }
    }

    /// Returns the anchor on the page of an entry that a fragment means.
    fn find_anchor(
        self,
        entry: &Entry,
        language_index: LanguageIndex,
        wanted: &str,
    ) -> Option<String> {
        let tag = self.config.language_tag(language_index)?;
        let version = entry.language_version(tag);
        let has_anchor =
            version.is_some_and(|it| it.anchor_index.has_anchor(&it.body.outline, wanted));
        if has_anchor || !entry.field_statements(wanted).is_empty() {
            return Some(wanted.to_owned());
        }
        let text = self.source_texts.get(&entry.id);
        if let Some(anchor) = text.and_then(|text| text.find_anchor(wanted)) {
            return Some(anchor.to_owned());
        }
        // `#A#B` is B below A.
        let last = wanted.rsplit('#').next().unwrap_or(wanted).trim();
        let similar = version.and_then(|it| it.anchor_index.find_similar(&it.body.outline, last));
        similar.map(str::to_owned)
    }

    /// Finds the anchor of a heading or a field on the page of an entry in one language.
    ///
    /// # Errors
    /// The diagnostic about a heading that is not there, at `span`.
    pub(super) fn find_heading(
        self,
        entry_index: EntryIndex,
        tag: &LanguageTag,
        wanted: &str,
        span: &Span,
    ) -> Result<String, Box<Diagnostic>> {
        let language_index = self.config.language_index(tag).unwrap_or_default();
        let wanted = percent_decode(wanted);
        let entry = self.entry(entry_index);
        let anchor = entry.and_then(|entry| self.find_anchor(entry, language_index, &wanted));
        match (anchor, entry) {
            (Some(anchor), _) => Ok(anchor),
            (None, Some(entry)) => {
                let kind = self.missing_heading(entry, language_index, &wanted, LinkForm::Wiki);
                Err(Box::new(Diagnostic::new(span.clone(), kind)))
            }
            (None, None) => unreachable!("the index of an entry is of this site"),
        }
    }

    fn missing_heading(
        self,
        entry: &Entry,
        language_index: LanguageIndex,
        wanted: &str,
        form: LinkForm,
    ) -> DiagnosticKind {
        let language = self.config.language_tag(language_index);
        // A field without values has no anchor.
        let has_values = |field: &&FieldDef| !entry.field_statements(&field.id).is_empty();
        let fields = || {
            let with_values = entry.entry_type.fields.iter().filter(has_values);
            with_values.map(|field| field.id.to_string()).collect()
        };
        let is_file = matches!(entry.origin, EntryOrigin::File(_));
        let is_embed = form == LinkForm::Embed;
        rules::MissingHeading {
            heading: wanted.to_owned(),
            fields: is_embed.then(fields),
            page: if is_file { entry.source_path().into() } else { entry.id.to_string() },
            language: language.map_or_else(Box::default, |tag| (*tag.0).into()),
            suggestion: None,
        }
        .into()
    }
}

fn broken_link(
    place: TextRef<'_>,
    link: &OutlineLink,
    reason: BrokenLinkReason,
) -> Box<LinkResolution> {
    let form = match link.form {
        LinkForm::Link | LinkForm::Image => TargetForm::Path,
        LinkForm::Wiki | LinkForm::Embed => TargetForm::Name,
    };
    let folder = parent_folder(place.path).to_owned();
    let kind = rules::BrokenLink {
        target: link.destination.clone(),
        reason,
        suggestion: None,
        place: Some(LinkPlace { folder, form }),
    };
    refused_link(place, link, kind)
}

fn refused_link(
    place: TextRef<'_>,
    link: &OutlineLink,
    kind: impl Into<DiagnosticKind>,
) -> Box<LinkResolution> {
    let diagnostic = Some(Diagnostic::new(place.body.span(&visible_range(place.body, link)), kind));
    Box::new(LinkResolution { target: ResolvedLink::Broken, diagnostic })
}

/// Returns the diagnostic for a word after `|` in the embed of a field that is not `all`.
fn unknown_scope(body: &MarkdownBody, link: &OutlineLink) -> Option<Diagnostic> {
    if link.embed_scope == EmbedScope::All {
        return None;
    }
    let after = body.text().get(link.range.end..)?;
    let rest = after.trim_start_matches(['\\', ' ']).strip_prefix('|')?;
    let word = rest.split_once("]]")?.0;
    let start = link.range.end + (after.len() - rest.len()) + word.len() - word.trim_start().len();
    let word = word.trim();
    let expected = ExpectedKind::OneOf(vec![ALL_VALUES.to_owned()]);
    let kind = rules::WrongKind { expected, value: word.to_owned() };
    let span = body.span(&(start..start + word.len()));
    (!word.is_empty()).then(|| Diagnostic::new(span, kind))
}

/// Returns the range of a destination, or of its brackets if it is empty.
fn visible_range(body: &MarkdownBody, link: &OutlineLink) -> Range<usize> {
    let Range { start, end } = link.range;
    let around = start.saturating_sub(1)..end + 1;
    let is_in_brackets = matches!(body.text().get(around.clone()), Some("()" | "<>" | "[]"));
    if is_in_brackets { around } else { start..end }
}

/// Returns the range of the fragment of a link, without `#`.
fn fragment_range(body: &MarkdownBody, link: &OutlineLink, fragment: &str) -> Range<usize> {
    let written = body.text().get(link.range.clone()).unwrap_or_default();
    let after = written.find('#').map_or(0, |hash| hash + 1);
    let start = link.range.start + after;
    let end = (start + fragment.len()).min(link.range.end);
    if after == 0 { link.range.clone() } else { start..end.max(start) }
}

/// Returns the words of `[[page|words]]`. `None` means that the link has none.
pub(super) fn wiki_words<'b>(body: &'b MarkdownBody, link: &OutlineLink) -> Option<&'b str> {
    if !matches!(link.form, LinkForm::Wiki | LinkForm::Embed) {
        return None;
    }
    let after = body.text().get(link.range.end..)?.strip_prefix('|')?;
    let (words, _) = after.split_once("]]")?;
    Some(words.trim()).filter(|words| !words.is_empty() && !words.contains(['\n', '[']))
}
