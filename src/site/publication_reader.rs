//! Reads what front matter says about publication, in the words of pakt and of other generators.
//!
//! What cannot be understood keeps the page back, and its diagnostic says so.

use super::config::SiteConfig;
use super::entry::EntryMeta;
use super::entry_front_matter::{FrontMatterDialect, FrontMatterReader};
use super::foreign_keys::foreign_key;
use super::page_files::is_index_file;
use super::publication::DeclaredPublication;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, Span, parse_bool, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::parse::{ParsedContent, ParsedFile, PublicationKey, ValueRule};
use crate::schema::value::{read_bool, read_date};
use crate::schema::{EntryType, PartialDate, UncertainDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a value says about publication.
enum Decision {
    /// Nothing, or that the page is published.
    Open,
    /// The page is held back.
    Draft,
    /// The page is published from this day.
    From(PartialDate),
    /// The publication ends on this day.
    Until(PartialDate),
    /// The value cannot be understood.
    Unclear,
    /// The key is used for something else.
    Other,
}

impl Decision {
    /// Adds it to what an entry says.
    fn apply_to(&self, publication: &mut DeclaredPublication) {
        match self {
            Self::Draft => publication.is_draft = true,
            Self::Unclear => publication.is_unclear = true,
            Self::From(day) => publication.hold_until(*day),
            Self::Until(day) => publication.end_on(*day),
            Self::Open => publication.is_open = true,
            Self::Other => {}
        }
    }
}

impl FrontMatterReader<'_> {
    /// Reads `draft:`.
    pub(super) fn read_draft(&mut self, meta: &mut EntryMeta, node: &YamlNode) {
        let n_before = self.sink.diagnostics.len();
        match read_bool(node, &mut self.sink) {
            Some(is_draft) => {
                meta.publication.is_draft |= is_draft;
                meta.publication.is_open |= !is_draft;
            }
            None => self.keep_back(meta, n_before),
        }
    }

    /// Reads `published:`, a date. Other generators write `true` or `false`.
    pub(super) fn read_published(&mut self, meta: &mut EntryMeta, node: &YamlNode) {
        if let Some(is_published) = node.as_str().and_then(parse_bool) {
            meta.publication.is_draft |= !is_published;
            meta.publication.is_open |= is_published;
            return;
        }
        let n_before = self.sink.diagnostics.len();
        meta.published = read_date(node, &mut self.sink);
        let day = meta.published.as_ref().and_then(|date| date.value.or(date.earliest));
        self.publication_days.extend(day.map(|day| (day, self.sink.span(&node.range))));
        if self.sink.diagnostics.len() > n_before {
            self.keep_back(meta, n_before);
        }
    }

    /// Reads a key of another generator, or one of pakt's in another spelling. Returns false if the
    /// key is not about publication.
    ///
    /// In a plain folder such a key is as good as pakt's own; a site is told what pakt calls it.
    pub(super) fn read_foreign_publication(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
    ) -> bool {
        let (key, node) = pair;
        let name = key.as_str().unwrap_or_default();
        let publication_key = match PublicationKey::from_name(name) {
            Some(PublicationKey::Cascade) => return self.report_cascade(pair, kind),
            Some(publication_key) => publication_key,
            None if is_draft_value(name, node) => PublicationKey::State,
            None => return self.read_misspelled_publication(meta, pair, kind),
        };
        let decision = decide(publication_key, node);
        if matches!(decision, Decision::Other) {
            return false;
        }
        let is_own_name = ["draft", "published"].iter().any(|key| name.eq_ignore_ascii_case(key));
        let is_obeyed_silently = self.dialect == FrontMatterDialect::Compatible
            && !is_own_name
            && is_plain_name(name)
            && PublicationKey::from_name(name).is_some();
        let n_before = self.sink.diagnostics.len();
        let is_held = matches!(decision, Decision::Draft | Decision::Unclear);
        decision.apply_to(&mut meta.publication);
        if let Decision::From(day) | Decision::Until(day) = decision {
            self.publication_days.push((day, self.sink.span(&node.range)));
        }
        if let (Decision::From(day), PublicationKey::Published, true) =
            (&decision, publication_key, is_obeyed_silently)
        {
            let date = UncertainDate { value: Some(*day), ..UncertainDate::UNKNOWN };
            meta.published.get_or_insert(date);
        }
        if !is_obeyed_silently {
            let suggestion = suggested_key(publication_key, name, &decision);
            self.push_foreign_key(key, kind, suggestion.map(str::to_owned));
        } else if matches!(decision, Decision::Unclear) {
            self.push_unclear_value(publication_key, node);
        }
        if is_held {
            self.mark_kept_back(n_before);
        }
        true
    }

    fn push_foreign_key(&mut self, key: &YamlNode, kind: &EntryType, suggestion: Option<String>) {
        let (name, scope) =
            (key.as_str().unwrap_or_default(), KeyScope::Entry(kind.id.to_string()));
        let known = Vec::new();
        let unknown = rules::UnknownKey { key: name.to_owned(), scope, suggestion, known };
        self.sink.push(&key.range, unknown);
    }

    /// Reports what `cascade:` says about all pages in the folder, which obey it. Returns false if
    /// it says nothing about publication.
    fn report_cascade(&mut self, pair: (&YamlNode, &YamlNode), kind: &EntryType) -> bool {
        let (key, node) = pair;
        let meta = EntryMeta { publication: cascade_publication(node), ..EntryMeta::default() };
        if !meta.publication.can_hold_back() {
            return false;
        }
        let n_before = self.sink.diagnostics.len();
        if self.dialect == FrontMatterDialect::Pakt || meta.publication.is_unclear {
            self.push_foreign_key(key, kind, Some("draft".to_owned()));
        }
        let span = self.sink.span(&node.range);
        let days = [meta.publication.from, meta.publication.until].into_iter().flatten();
        let days: Vec<(PartialDate, Span)> = days.map(|day| (day, span.clone())).collect();
        for (day, span) in self.policy.days_without_as_of(&meta, &days) {
            let no_as_of = rules::NoAsOf { day: day.to_string() };
            self.sink.diagnostics.push(Diagnostic::new(span.clone(), no_as_of));
        }
        self.mark_kept_back(n_before);
        true
    }

    /// Reads a key that is almost `draft` or `published`. Returns false if it is another one, or
    /// does not hold the page back.
    fn read_misspelled_publication(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
    ) -> bool {
        let (key, node) = pair;
        let name = key.as_str().unwrap_or_default();
        let fields = kind.fields.iter().map(|field| &*field.id);
        let known = EntryType::FRONT_MATTER_KEYS.into_iter().chain(fields);
        let publication_name = PublicationKey::from_misspelling(name, known);
        let publication_name = publication_name.filter(|_| foreign_key(name).is_none());
        let Some((publication_key, proper_name)) = publication_name else { return false };
        let decision = decide(publication_key, node);
        if !matches!(decision, Decision::Draft | Decision::Unclear) {
            return false;
        }
        decision.apply_to(&mut meta.publication);
        let n_before = self.sink.diagnostics.len();
        self.push_foreign_key(key, kind, Some(proper_name.to_owned()));
        self.mark_kept_back(n_before);
        true
    }

    fn push_unclear_value(&mut self, key: PublicationKey, node: &YamlNode) {
        if matches!(key, PublicationKey::HoldsIfTrue(_)) {
            self.sink.push_wrong_kind(node, ExpectedKind::Bool);
        } else if read_date(node, &mut self.sink).is_some() {
            // A date of the kind that only pakt has, such as one between two others.
            self.sink.push_wrong_kind(node, ExpectedKind::Date);
        }
    }

    /// Reports the days that may not have come yet, and for which the page is kept back.
    pub(super) fn report_days_without_as_of(&mut self, meta: &EntryMeta) {
        let days = std::mem::take(&mut self.publication_days);
        for (day, span) in self.policy.days_without_as_of(meta, &days) {
            let no_as_of = rules::NoAsOf { day: day.to_string() };
            let mut diagnostic = Diagnostic::new(span.clone(), no_as_of);
            diagnostic.keeps_page_back = true;
            self.sink.diagnostics.push(diagnostic);
        }
    }

    /// Keeps the page back because of what was reported since `n_before`.
    pub(super) fn keep_back(&mut self, meta: &mut EntryMeta, n_before: usize) {
        meta.publication.is_unclear = true;
        self.mark_kept_back(n_before);
    }

    pub(super) fn mark_kept_back(&mut self, n_before: usize) {
        for diagnostic in self.sink.diagnostics.iter_mut().skip(n_before) {
            diagnostic.keeps_page_back = true;
        }
    }
}

/// Returns what the value of `cascade:`, a map or a list of maps, says about the publication of the
/// pages in its folder. That of a map for some of the pages only is unclear.
fn cascade_publication(node: &YamlNode) -> DeclaredPublication {
    let mut all = DeclaredPublication::default();
    for map in node.items_or_self() {
        let mut publication = DeclaredPublication::default();
        for (key, value) in map.map_entries() {
            if let Some(key) = key.as_str().and_then(PublicationKey::from_name) {
                decide(key, value).apply_to(&mut publication);
            }
        }
        let is_for_some = ["target", "_target"].iter().any(|name| map.get(name).is_some());
        publication.is_unclear |= is_for_some && publication.can_hold_back();
        all.inherit(&publication);
    }
    all
}

/// Returns what index pages say about the publication of all pages in their folders, by the
/// beginning of the paths of those pages.
pub(super) fn folder_publications(
    by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    config: &SiteConfig,
) -> Vec<(String, DeclaredPublication)> {
    let read = |(path, parsed): (&Arc<str>, &Arc<ParsedFile>)| {
        let ParsedContent::Markdown(markdown) = &parsed.kind else { return None };
        let pairs = markdown.front.as_ref()?.map_entries();
        let is_cascade = |key: &YamlNode| {
            key.as_str().and_then(PublicationKey::from_name) == Some(PublicationKey::Cascade)
        };
        let (_, node) = pairs.iter().find(|(key, _)| is_cascade(key))?;
        let publication = cascade_publication(node);
        let folder = path.rfind('/').map_or("", |slash| path.get(..=slash).unwrap_or_default());
        let prefix = if is_index_file(path, config) { folder } else { path };
        publication.can_hold_back().then(|| (prefix.to_owned(), publication))
    };
    by_path.iter().filter_map(read).collect()
}

/// Returns whether a key that is not known has a value that means a draft: `phase: draft`.
fn is_draft_value(name: &str, node: &YamlNode) -> bool {
    let is_word_of_text = foreign_key(name).is_some()
        || ["category", "categories", "section", "topic", "subject", "label", "name"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other));
    !is_word_of_text && node.as_str().is_some_and(PublicationKey::is_draft_word)
}

/// Returns what a value says about publication under a key.
fn decide(key: PublicationKey, node: &YamlNode) -> Decision {
    let word = node.as_str().map(str::trim);
    let switch = word.and_then(parse_bool);
    let day = word.and_then(PartialDate::parse_day_of_time);
    match key {
        _ if matches!(node.kind, NodeKind::Empty) && node.range.is_empty() => Decision::Other,
        PublicationKey::HoldsIfTrue(rule) => match (switch, rule) {
            (Some(true), _) => Decision::Draft,
            (Some(false), _) => Decision::Open,
            (None, ValueRule::MustBeClear) => Decision::Unclear,
            (None, ValueRule::MayBeOther) => Decision::Other,
        },
        PublicationKey::HoldsIfFalse => match switch {
            Some(false) => Decision::Draft,
            Some(true) => Decision::Open,
            None if word.is_some_and(PublicationKey::is_holding_word) => Decision::Draft,
            None => Decision::Other,
        },
        PublicationKey::Published => match (switch, day) {
            (Some(true), _) => Decision::Open,
            (Some(false), _) => Decision::Draft,
            (None, Some(day)) => Decision::From(day),
            (None, None) => Decision::Unclear,
        },
        PublicationKey::HeldUntil => match (switch, day) {
            (Some(true), _) => Decision::Draft,
            (Some(false), _) => Decision::Open,
            (None, Some(day)) => Decision::From(day),
            (None, None) => Decision::Unclear,
        },
        PublicationKey::Until => match (switch, day) {
            (_, Some(day)) => Decision::Until(day),
            (Some(false), None) => Decision::Open,
            (_, None) => Decision::Unclear,
        },
        PublicationKey::State => match word {
            Some(word) if PublicationKey::is_draft_word(word) => Decision::Draft,
            _ => Decision::Other,
        },
        PublicationKey::Status => match word {
            Some(word) if PublicationKey::is_holding_word(word) => Decision::Draft,
            _ => Decision::Other,
        },
        // It is about the pages in the folder.
        PublicationKey::Cascade => Decision::Other,
        PublicationKey::BuildOptions => {
            let options = ["render", "list"].map(|name| node.get(name).and_then(YamlNode::as_str));
            let is_off = |option: &str| {
                parse_bool(option) == Some(false) || option.trim().eq_ignore_ascii_case("never")
            };
            match options.into_iter().flatten().any(is_off) {
                true => Decision::Draft,
                false => Decision::Other,
            }
        }
    }
}

/// Returns pakt's own key for what a key says. `None` means that it has none.
fn suggested_key(key: PublicationKey, name: &str, decision: &Decision) -> Option<&'static str> {
    match key {
        PublicationKey::Published | PublicationKey::HeldUntil
            if matches!(decision, Decision::From(_)) || name.eq_ignore_ascii_case("published") =>
        {
            Some("published")
        }
        PublicationKey::Until => None,
        PublicationKey::HoldsIfTrue(_)
        | PublicationKey::HoldsIfFalse
        | PublicationKey::Published
        | PublicationKey::HeldUntil
        | PublicationKey::Status
        | PublicationKey::State
        | PublicationKey::BuildOptions
        | PublicationKey::Cascade => Some("draft"),
    }
}

/// Returns whether a key is written as other generators write theirs: it begins with a small
/// letter.
fn is_plain_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_lowercase() || char == '_')
}
