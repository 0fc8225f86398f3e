//! Reads what front matter says about publication, in the words of pakt and of other generators.
//!
//! What cannot be understood keeps the page back, and its diagnostic says so.

use super::entry::EntryMeta;
use super::entry_front_matter::{FrontMatterDialect, FrontMatterReader};
use super::folder_publication::{cascade_publication, has_misspelled_key};
use super::foreign_keys::{ForeignKey, foreign_key};
use super::page_files::has_index_name;
use super::publication_decision::{
    PublicationDecision, decide, decide_on_site, inner_keys, joined_pair,
};
use crate::diagnostic::rules::PublicationCure;
use crate::diagnostic::{DiagnosticKind, ExpectedKind, KeyScope, Span, parse_bool, rules};
use crate::files::is_table;
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{PublicationKey, WordClass};
use crate::schema::value::{read_bool, read_date};
use crate::schema::{EntryType, PartialDate, UncertainDate};

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
        if let Some((joined_key, value)) = joined_pair(key, node) {
            return self.read_decision(meta, (key, &value), kind, joined_key);
        }
        let is_site = self.dialect == FrontMatterDialect::Pakt;
        match PublicationKey::from_name(name) {
            Some(PublicationKey::Cascade) => self.read_cascade(meta, pair, kind),
            Some(PublicationKey::OtherKeys) => self.read_inner_keys(meta, pair, kind),
            Some(publication_key) => self.read_decision(meta, pair, kind, publication_key),
            None if self.note_draft_tags_of(name, node) => true,
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
        let decision = self.decide(publication_key, node);
        if matches!(decision, PublicationDecision::Other) {
            return false;
        }
        let is_own_name = ["draft", "published"].iter().any(|key| name.eq_ignore_ascii_case(key));
        let is_obeyed_silently = self.dialect == FrontMatterDialect::Compatible
            && !is_own_name
            && is_plain_name(name)
            && PublicationKey::from_name(name).is_some_and(|key| !key.is_approximate())
            && !(publication_key == PublicationKey::Status
                && matches!(decision, PublicationDecision::Unclear));
        let n_before = self.sink.diagnostics.len();
        decision.apply_to(&mut meta.publication);
        if let PublicationDecision::From(day) | PublicationDecision::Until(day) = decision {
            self.publication_days.push((day, self.sink.span(&node.range)));
        }
        if let (PublicationDecision::From(day), PublicationKey::Published, true) =
            (&decision, publication_key, is_obeyed_silently)
        {
            let date = UncertainDate { value: Some(*day), ..UncertainDate::UNKNOWN };
            meta.published.get_or_insert(date);
        }
        if !is_obeyed_silently {
            let cure = self.cure(&decision);
            self.push_foreign_key(key, kind, cure);
        } else if matches!(decision, PublicationDecision::Unclear) {
            self.push_unclear_value(publication_key, node);
        }
        let is_held = match decision {
            PublicationDecision::Draft | PublicationDecision::Unclear => true,
            PublicationDecision::From(_) | PublicationDecision::Until(_) => {
                !self.policy.publishes_meta(meta)
            }
            PublicationDecision::Open | PublicationDecision::Other => false,
        };
        if is_held {
            self.mark_kept_back(n_before);
        }
        true
    }

    fn decide(&self, key: PublicationKey, node: &YamlNode) -> PublicationDecision {
        match self.dialect {
            FrontMatterDialect::Pakt => decide_on_site(key, node),
            FrontMatterDialect::Compatible => decide(key, node),
        }
    }

    /// Obeys the keys in a map such as `params`, each of which is reported by its path. Returns
    /// false if nothing was reported.
    fn read_inner_keys(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
    ) -> bool {
        let (outer, map) = pair;
        let n_before = self.sink.diagnostics.len();
        for inner in inner_keys(map) {
            let is_open = matches!(self.decide(inner.key, &inner.value), PublicationDecision::Open);
            if is_open && self.dialect == FrontMatterDialect::Compatible {
                continue;
            }
            let names = [outer, inner.name].map(|key| key.as_str().unwrap_or_default());
            let path = NodeKind::Text { text: names.join(".").into(), style: TextStyle::Plain };
            let key = YamlNode { range: inner.name.range.clone(), kind: path };
            self.read_decision(meta, (&key, &inner.value), kind, inner.key);
        }
        let reported = self.sink.diagnostics.get_mut(n_before..).unwrap_or_default();
        for diagnostic in reported.iter_mut() {
            if let DiagnosticKind::UnknownKey(unknown) = &mut diagnostic.kind {
                let map = outer.as_str().unwrap_or_default().to_owned();
                let cure = unknown.publication.take();
                unknown.publication =
                    cure.map(|cure| PublicationCure::BesideMap(Box::new((map, cure))));
            }
        }
        !reported.is_empty()
    }

    /// Returns what to write instead of a key, so that what it keeps back is still kept back.
    fn cure(&self, decision: &PublicationDecision) -> Option<PublicationCure> {
        Some(match decision {
            PublicationDecision::Open => PublicationCure::NotDraft,
            PublicationDecision::Draft => PublicationCure::Draft,
            PublicationDecision::From(day) => PublicationCure::From(day.to_string()),
            PublicationDecision::Until(day) if self.policy.has_ended(*day) => {
                PublicationCure::Draft
            }
            PublicationDecision::Until(_) => PublicationCure::DraftLater,
            PublicationDecision::Unclear => PublicationCure::Unclear,
            PublicationDecision::Other => return None,
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

    /// Reports what `cascade:` says about all pages in the folder, which obey it. Beside another
    /// entry than an index page it is about that entry. Returns false if it says nothing about
    /// publication.
    fn read_cascade(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
    ) -> bool {
        let (key, node) = pair;
        let declared = cascade_publication(node);
        if !declared.can_hold_back() {
            return false;
        }
        let is_index = has_index_name(&self.sink.context.source.path);
        if !is_index {
            meta.publication.inherit(&declared);
        }
        let days = [declared.from, declared.until].into_iter().flatten();
        let span = self.sink.span(&node.range);
        let days: Vec<(PartialDate, Span)> = days.map(|day| (day, span.clone())).collect();
        let (is_draft, is_unclear) = (declared.is_draft, declared.is_unclear);
        let folder_meta = EntryMeta { publication: declared, ..EntryMeta::default() };
        let n_before = self.sink.diagnostics.len();
        if self.dialect == FrontMatterDialect::Pakt || is_unclear || has_misspelled_key(node) {
            let decision = self.decision_of_folder(&folder_meta);
            let cure = self.cure(&decision).map(|cure| match is_index {
                true => PublicationCure::InEachPage(Box::new(cure)),
                false => cure,
            });
            self.push_foreign_key(key, kind, cure);
        }
        self.sink.diagnostics.extend(self.policy.missing_as_of(&folder_meta, &days));
        if is_draft || is_unclear || !self.policy.publishes_meta(&folder_meta) {
            self.mark_kept_back(n_before);
        }
        true
    }

    /// Returns the one decision that holds back what all of a folder's hold back.
    fn decision_of_folder(&self, meta: &EntryMeta) -> PublicationDecision {
        let declared = &meta.publication;
        match (declared.from, declared.until) {
            _ if declared.is_unclear => PublicationDecision::Unclear,
            _ if declared.is_draft => PublicationDecision::Draft,
            (Some(_), Some(_)) if !self.policy.publishes_meta(meta) => PublicationDecision::Draft,
            (_, Some(day)) => PublicationDecision::Until(day),
            (Some(day), None) => PublicationDecision::From(day),
            (None, None) => PublicationDecision::Open,
        }
    }

    /// Reads a key that is almost `draft` or `published`. Returns false if it is another one, or
    /// has a value that cannot hold the page back.
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
        match self.decide(publication_key, node) {
            PublicationDecision::Open | PublicationDecision::Other => false,
            PublicationDecision::Draft
            | PublicationDecision::From(_)
            | PublicationDecision::Until(_)
            | PublicationDecision::Unclear => self.read_decision(meta, pair, kind, publication_key),
        }
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
        self.sink.diagnostics.extend(self.policy.missing_as_of(meta, &days));
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

/// Returns whether a key that is not known has a value that means a draft: `phase: draft`.
fn is_draft_value(name: &str, node: &YamlNode) -> bool {
    let is_word_of_text = foreign_key(name).is_some()
        || ["subject", "name"].iter().any(|other| name.eq_ignore_ascii_case(other));
    !is_word_of_text && node.as_str().is_some_and(WordClass::is_draft)
}

/// Returns whether a key is written as other generators write theirs: it begins with a small
/// letter.
fn is_plain_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_lowercase() || char == '_')
}
