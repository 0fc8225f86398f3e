//! Reads what front matter says about publication, in the words of pakt and of other generators.
//!
//! What cannot be understood keeps the page back, and its diagnostic says so.

use super::entry::EntryMeta;
use super::entry_front_matter::{FrontMatterDialect, FrontMatterReader};
use crate::diagnostic::{ExpectedKind, KeyScope, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::parse::{PublicationKey, ValueRule};
use crate::schema::value::{parse_bool, read_bool, read_date};
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

impl FrontMatterReader<'_> {
    /// Reads `draft:`.
    pub(super) fn read_draft(&mut self, meta: &mut EntryMeta, node: &YamlNode) {
        let n_before = self.sink.diagnostics.len();
        match read_bool(node, &mut self.sink) {
            Some(is_draft) => meta.publication.is_draft |= is_draft,
            None => self.keep_back(meta, n_before),
        }
    }

    /// Reads `published:`, a date. Other generators write `true` or `false`.
    pub(super) fn read_published(&mut self, meta: &mut EntryMeta, node: &YamlNode) {
        if let Some(is_published) = node.as_str().and_then(parse_bool) {
            meta.publication.is_draft |= !is_published;
            return;
        }
        let n_before = self.sink.diagnostics.len();
        meta.published = read_date(node, &mut self.sink);
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
        let Some(publication_key) = PublicationKey::from_name(name) else { return false };
        let decision = decide(publication_key, node);
        let is_own_name = ["draft", "published"].iter().any(|own| name.eq_ignore_ascii_case(own));
        let is_known =
            self.dialect == FrontMatterDialect::Compatible && !is_own_name && is_plain_name(name);
        let n_before = self.sink.diagnostics.len();
        let is_held = match decision {
            Decision::Other => return false,
            Decision::Open => false,
            Decision::Draft | Decision::Unclear => true,
            Decision::From(_) | Decision::Until(_) => false,
        };
        match decision {
            Decision::Draft => meta.publication.is_draft = true,
            Decision::Unclear => meta.publication.is_unclear = true,
            Decision::From(day) => {
                meta.publication.hold_until(day);
                if publication_key == PublicationKey::Published && is_known {
                    let date = UncertainDate { value: Some(day), earliest: None, latest: None };
                    meta.published.get_or_insert(date);
                }
            }
            Decision::Until(day) => meta.publication.end_on(day),
            Decision::Open | Decision::Other => {}
        }
        if !is_known {
            let suggestion = match publication_key {
                PublicationKey::Published | PublicationKey::HeldUntil
                    if matches!(decision, Decision::From(_))
                        || name.eq_ignore_ascii_case("published") =>
                {
                    Some("published".to_owned())
                }
                PublicationKey::Until => None,
                _ => Some("draft".to_owned()),
            };
            let scope = KeyScope::Entry(kind.id.to_string());
            let unknown =
                rules::UnknownKey { key: name.to_owned(), scope, suggestion, known: Vec::new() };
            self.sink.push(&key.range, unknown);
        } else if matches!(decision, Decision::Unclear) {
            self.push_unclear_value(publication_key, node);
        }
        if is_held {
            self.mark_kept_back(n_before);
        }
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

/// Returns what a value says about publication under a key.
fn decide(key: PublicationKey, node: &YamlNode) -> Decision {
    let word = node.as_str().map(str::trim);
    let switch = word.and_then(parse_bool);
    let day = word.and_then(parse_day);
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
        PublicationKey::Status => match word {
            Some(word) if PublicationKey::is_holding_word(word) => Decision::Draft,
            _ => Decision::Other,
        },
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

/// Returns the day of a date, with or without a time.
fn parse_day(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text).or_else(|| {
        let (day, time) = text.split_once(['T', 't', ' '])?;
        time.starts_with(|char: char| char.is_ascii_digit()).then(|| PartialDate::parse(day))?
    })
}

/// Returns whether a key is written as other generators write theirs: it begins with a small
/// letter.
fn is_plain_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_lowercase() || char == '_')
}
