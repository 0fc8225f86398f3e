//! Reads what front matter says about publication, in the words of pakt and of other generators.
//!
//! What cannot be understood keeps the page back, and its diagnostic says so.

use super::config::SiteConfig;
use super::entry::EntryMeta;
use super::entry_front_matter::{FrontMatterDialect, FrontMatterReader};
use super::foreign_keys::{ForeignKey, foreign_key};
use super::page_files::is_index_file;
use super::publication::DeclaredPublication;
use crate::diagnostic::rules::PublicationCure;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, Span, parse_bool, rules};
use crate::files::is_table;
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{ParsedContent, ParsedFile, PublicationKey, ValueRule};
use crate::schema::value::{read_bool, read_date};
use crate::schema::{EntryType, PartialDate, UncertainDate};

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
    /// Reads `draft:`. Without a value it is not known what the author wanted.
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
        self.read_page_date(meta, node);
        let has_error = self.sink.diagnostics.len() > n_before;
        let day = meta.published.as_ref().and_then(|date| date.value);
        if !has_error && day.is_none_or(|day| self.policy.may_not_have_come(day)) {
            self.sink.push_wrong_kind(node, ExpectedKind::PublicationDay);
        }
        if self.sink.diagnostics.len() > n_before {
            self.keep_back(meta, n_before);
        }
    }

    /// Reads the date that a page is from, and from which it is published.
    pub(super) fn read_page_date(&mut self, meta: &mut EntryMeta, node: &YamlNode) {
        meta.published = read_date(node, &mut self.sink);
        let day = meta.published.as_ref().and_then(|date| date.value.or(date.earliest));
        self.publication_days.extend(day.map(|day| (day, self.sink.span(&node.range))));
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
        if let Some((joined_key, value)) = joined_value(key, node) {
            return self.read_decision(meta, (key, &value), kind, joined_key);
        }
        let is_site = self.dialect == FrontMatterDialect::Pakt;
        match PublicationKey::from_name(name) {
            Some(PublicationKey::Cascade) => self.report_cascade(pair, kind),
            Some(publication_key) => self.read_decision(meta, pair, kind, publication_key),
            None if is_draft_value(name, node) => {
                self.read_decision(meta, pair, kind, PublicationKey::State)
            }
            // A key such as `date` says from when a page of a site is published, if it is a day.
            None if is_site && foreign_key(name) == Some(ForeignKey::Same("published")) => {
                node.as_str().and_then(PartialDate::parse_day_of_time).is_some()
                    && self.read_decision(meta, pair, kind, PublicationKey::Published)
            }
            None => self.read_misspelled_publication(meta, pair, kind),
        }
    }

    /// Obeys what a key that is not pakt's says, and reports it on a site, or if it is unclear.
    fn read_decision(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
        publication_key: PublicationKey,
    ) -> bool {
        let (key, node) = pair;
        let name = key.as_str().unwrap_or_default();
        let decision = match self.dialect {
            FrontMatterDialect::Pakt => decide_on_site(publication_key, node),
            FrontMatterDialect::Compatible => decide(publication_key, node),
        };
        if matches!(decision, Decision::Other) {
            return false;
        }
        let is_own_name = ["draft", "published"].iter().any(|key| name.eq_ignore_ascii_case(key));
        let is_obeyed_silently = self.dialect == FrontMatterDialect::Compatible
            && !is_own_name
            && publication_key != PublicationKey::OtherKeys
            && is_plain_name(name)
            && PublicationKey::from_name(name).is_some();
        let n_before = self.sink.diagnostics.len();
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
            let cure = self.cure(&decision);
            self.push_foreign_key(key, kind, cure);
        } else if matches!(decision, Decision::Unclear) {
            self.push_unclear_value(publication_key, node);
        }
        let is_held = match decision {
            Decision::Draft | Decision::Unclear => true,
            Decision::From(_) | Decision::Until(_) => !self.policy.publishes_meta(meta),
            Decision::Open | Decision::Other => false,
        };
        if is_held {
            self.mark_kept_back(n_before);
        }
        true
    }

    /// Returns what to write instead of a key, so that what it keeps back is still kept back.
    fn cure(&self, decision: &Decision) -> Option<PublicationCure> {
        Some(match decision {
            Decision::Open => PublicationCure::NotDraft,
            Decision::Draft => PublicationCure::Draft,
            Decision::From(day) => PublicationCure::From(day.to_string()),
            Decision::Until(day) if self.policy.has_ended(*day) => PublicationCure::Draft,
            Decision::Until(_) => PublicationCure::DraftLater,
            Decision::Unclear => PublicationCure::Unclear,
            Decision::Other => return None,
        })
    }

    fn push_foreign_key(
        &mut self,
        key: &YamlNode,
        kind: &EntryType,
        cure: Option<PublicationCure>,
    ) {
        let is_row = is_table(&self.sink.context.source.path);
        let scope = if is_row { KeyScope::Column } else { KeyScope::Entry };
        let name = key.as_str().unwrap_or_default();
        let mut unknown = rules::UnknownKey::new(name, scope(kind.id.to_string()), []);
        unknown.publication = cure;
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
            self.push_foreign_key(key, kind, Some(PublicationCure::Draft));
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
        let Some((publication_key, _)) = publication_name else { return false };
        let decision = decide(publication_key, node);
        if !matches!(decision, Decision::Draft | Decision::Unclear) {
            return false;
        }
        decision.apply_to(&mut meta.publication);
        let n_before = self.sink.diagnostics.len();
        let cure = self.cure(&decision);
        self.push_foreign_key(key, kind, cure);
        self.mark_kept_back(n_before);
        true
    }

    fn push_unclear_value(&mut self, key: PublicationKey, node: &YamlNode) {
        if matches!(key, PublicationKey::HoldsIfTrue(_) | PublicationKey::HoldsIfFalse(_)) {
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

/// Returns what a file says about the publication of all pages in its folder, if it is an index
/// page, with the beginning of the paths of those pages. `None` means that it says nothing.
pub(super) fn folder_publication(
    parsed: &ParsedFile,
    config: &SiteConfig,
) -> Option<(String, DeclaredPublication)> {
    let ParsedContent::Markdown(markdown) = &parsed.kind else { return None };
    let pairs = markdown.front.as_ref()?.map_entries();
    let is_cascade = |key: &YamlNode| {
        key.as_str().and_then(PublicationKey::from_name) == Some(PublicationKey::Cascade)
    };
    let (_, node) = pairs.iter().find(|(key, _)| is_cascade(key))?;
    let publication = cascade_publication(node);
    let path = &*parsed.file.path;
    let folder = path.rfind('/').map_or("", |slash| path.get(..=slash).unwrap_or_default());
    let prefix = if is_index_file(path, config) { folder } else { path };
    publication.can_hold_back().then(|| (prefix.to_owned(), publication))
}

/// Returns whether a key beside the lists of a file keeps all their entries back: `draft: true` as
/// the first line.
pub(super) fn keeps_list_back(name: &str, node: &YamlNode) -> bool {
    PublicationKey::from_name(name)
        .is_some_and(|key| !matches!(decide_on_site(key, node), Decision::Open | Decision::Other))
}

/// Returns whether a key that is not known has a value that means a draft: `phase: draft`.
fn is_draft_value(name: &str, node: &YamlNode) -> bool {
    let is_word_of_text = foreign_key(name).is_some()
        || ["category", "categories", "section", "topic", "subject", "label", "name"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other));
    !is_word_of_text && node.as_str().is_some_and(PublicationKey::is_draft_word)
}

/// Returns the value of a key without a space after its colon, as a value of its own.
fn joined_value(key: &YamlNode, node: &YamlNode) -> Option<(PublicationKey, YamlNode)> {
    let name = key.as_str().filter(|_| matches!(node.kind, NodeKind::Empty))?;
    let (publication_key, value) = PublicationKey::split_joined(name)?;
    let kind = NodeKind::Text { text: value.into(), style: TextStyle::Plain };
    Some((publication_key, YamlNode { range: key.range.clone(), kind }))
}

/// Returns what a value says about publication under a key of a site, which has no keys of other
/// programs: what cannot be understood is unclear.
fn decide_on_site(key: PublicationKey, node: &YamlNode) -> Decision {
    let has_working_word = node.items_or_self().iter().filter_map(|item| item.as_str());
    match decide(key, node) {
        Decision::Other if key.must_be_clear_on_site() => Decision::Unclear,
        Decision::Other
            if key == PublicationKey::Status
                && has_working_word.into_iter().any(PublicationKey::is_working_word) =>
        {
            Decision::Draft
        }
        decision => decision,
    }
}

/// Returns what a value says about publication under a key.
fn decide(key: PublicationKey, node: &YamlNode) -> Decision {
    let word = node.as_str().map(str::trim);
    let switch = word.and_then(parse_bool);
    let loose_switch = switch.or_else(|| word.and_then(PublicationKey::loose_switch));
    let day = word.and_then(PartialDate::parse_day_of_time);
    let has_word = |is_word: fn(&str) -> bool| {
        node.items_or_self().iter().filter_map(|item| item.as_str()).any(is_word)
    };
    match key {
        PublicationKey::HoldsIfTrue(ValueRule::MustBeClear) if is_empty(node) => Decision::Unclear,
        _ if is_empty(node) => Decision::Other,
        PublicationKey::HoldsIfTrue(ValueRule::MustBeClear) => match (switch, loose_switch) {
            (Some(false), _) => Decision::Open,
            (_, Some(true)) => Decision::Draft,
            (_, Some(false) | None) => Decision::Unclear,
        },
        PublicationKey::HoldsIfTrue(ValueRule::MayBeOther) => match loose_switch {
            Some(true) => Decision::Draft,
            Some(false) => Decision::Open,
            None => Decision::Other,
        },
        PublicationKey::HoldsIfFalse(_) => match loose_switch {
            Some(false) => Decision::Draft,
            Some(true) => Decision::Open,
            None if has_word(PublicationKey::is_holding_word) => Decision::Draft,
            None => Decision::Other,
        },
        PublicationKey::Published => match (switch, day, loose_switch) {
            (Some(true), _, _) => Decision::Open,
            (None, Some(day), _) => Decision::From(day),
            (Some(false), _, _) | (None, None, Some(false)) => Decision::Draft,
            (None, None, Some(true) | None) => Decision::Unclear,
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
        PublicationKey::State if has_word(PublicationKey::is_hidden_word) => Decision::Draft,
        PublicationKey::Status if has_word(PublicationKey::is_holding_word) => Decision::Draft,
        PublicationKey::OtherKeys if is_held_inside(node) => Decision::Draft,
        // What cascades is about the pages in the folder.
        PublicationKey::State
        | PublicationKey::Status
        | PublicationKey::OtherKeys
        | PublicationKey::Cascade => Decision::Other,
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

/// Returns whether a key has no value.
fn is_empty(node: &YamlNode) -> bool {
    matches!(node.kind, NodeKind::Empty) && node.range.is_empty()
}

/// Returns whether a map such as `params` has a key that keeps a page back.
fn is_held_inside(node: &YamlNode) -> bool {
    node.map_entries().iter().any(|(key, value)| {
        let key = key.as_str().and_then(PublicationKey::from_name);
        let key = key.filter(|key| *key != PublicationKey::OtherKeys);
        key.is_some_and(|key| {
            matches!(decide(key, value), Decision::Draft | Decision::Unclear)
                && key != PublicationKey::State
        })
    })
}

/// Returns whether a key is written as other generators write theirs: it begins with a small
/// letter.
fn is_plain_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_lowercase() || char == '_')
}
