//! What `pakt explain` is asked about, found in a site.

use crate::diagnostic::closest_match;
use crate::diagnostic::rules::RULES;
use crate::site::{Entry, EntryIndex, Site};

/// The topic of `pakt explain`, as the command line names it.
pub(super) struct ExplainTopic<'a> {
    /// The whole topic: `entry:cycle#chair`.
    pub(super) name: &'a str,
    prefix: TopicPrefix,
    id: &'a str,
    /// The name of a field, or the mark of a paragraph.
    part: Option<&'a str>,
}

/// What a topic begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TopicPrefix {
    None,
    /// `entry:`: it is not a code.
    Entry,
    /// `paragraph:`: it is not a field.
    Paragraph,
}

/// A topic that was found in a site.
pub(super) struct SiteTopic<'a> {
    pub(super) entry_index: EntryIndex,
    pub(super) kind: TopicKind<'a>,
}

/// What a topic is about.
pub(super) enum TopicKind<'a> {
    /// An entry, or one of its fields.
    Entry(Option<&'a str>),
    /// A paragraph of the text of a document, by its index.
    Paragraph(usize),
}

impl TopicPrefix {
    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Entry => "entry:",
            Self::Paragraph => "paragraph:",
        }
    }
}

impl<'a> ExplainTopic<'a> {
    pub(super) fn parse(name: &'a str) -> Self {
        let prefixes = [TopicPrefix::Entry, TopicPrefix::Paragraph].into_iter();
        let prefixed = prefixes
            .filter_map(|prefix| Some((prefix, name.strip_prefix(prefix.as_str())?)))
            .next();
        let (prefix, rest) = prefixed.unwrap_or((TopicPrefix::None, name));
        let (id, part) = rest.split_once('#').map_or((rest, None), |(id, part)| (id, Some(part)));
        Self { name, prefix, id, part }
    }

    /// Returns whether it may be a misspelt code.
    pub(super) fn may_be_code(&self) -> bool {
        self.prefix == TopicPrefix::None && self.part.is_none()
    }

    /// Returns what the topic names in a site: a field comes before a paragraph of that name.
    ///
    /// # Errors
    /// It names nothing. The nearest topic, if there is one.
    pub(super) fn find_in(&self, site: &Site) -> Result<SiteTopic<'a>, Option<String>> {
        let Some(entry_index) = site.find_id(self.id) else {
            return Err(self.nearest_id(site));
        };
        let entry = site.entry_at(entry_index);
        let may_be_field = self.prefix != TopicPrefix::Paragraph;
        let kind = match self.part {
            None if may_be_field => Some(TopicKind::Entry(None)),
            Some(field) if may_be_field && entry.entry_type.find_field(field).is_some() => {
                Some(TopicKind::Entry(Some(field)))
            }
            Some(mark) => {
                let text = site.source_texts.get(&entry.id);
                text.and_then(|text| text.find_mark(mark)).map(TopicKind::Paragraph)
            }
            None => None,
        };
        let nearest = || self.nearest_part(site, entry);
        kind.map(|kind| SiteTopic { entry_index, kind }).ok_or_else(nearest)
    }

    /// Returns the topic with the nearest id, or the nearest code.
    fn nearest_id(&self, site: &Site) -> Option<String> {
        let prefix = self.prefix;
        let is_meant = |entry: &Entry| {
            prefix != TopicPrefix::Paragraph || site.source_texts.contains_key(&entry.id)
        };
        let entries = site.entries.iter().filter(|entry| is_meant(entry));
        let ids = entries.map(|entry| &*entry.id);
        let codes = RULES.iter().map(|rule| rule.name).filter(|_| self.may_be_code());
        let nearest = closest_match(self.id, ids.chain(codes))?;
        let part = self.part.map(|part| format!("#{part}")).unwrap_or_default();
        Some(format!("{}{nearest}{part}", prefix.as_str()))
    }

    /// Returns the topic with the nearest mark, or the nearest field.
    fn nearest_part(&self, site: &Site, entry: &Entry) -> Option<String> {
        let text = site.source_texts.get(&entry.id);
        let nearest = match (self.part, text) {
            // `paragraph:deed` names no paragraph.
            (None, text) => text?.first_mark()?.to_owned(),
            (Some(part), text) => {
                let field_names = entry.entry_type.fields.iter().map(|field| &*field.id);
                let may_be_field = self.prefix != TopicPrefix::Paragraph;
                let field = closest_match(part, field_names).filter(|_| may_be_field);
                field.or_else(|| text?.nearest_mark(part))?
            }
        };
        Some(format!("{}{}#{nearest}", self.prefix.as_str(), entry.id))
    }
}
