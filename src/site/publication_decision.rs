//! Decides what the value of a key says about publication.

use super::foreign_keys::foreign_key;
use super::publication::DeclaredPublication;
use crate::diagnostic::parse_bool;
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::parse::{PublicationKey, ValueRule, WordClass};
use crate::schema::{EntryType, PartialDate};
use std::borrow::Cow;

/// What a value says about publication.
pub(super) enum PublicationDecision {
    /// Nothing, or that the page is published.
    Open,
    /// The page is kept back.
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

impl PublicationDecision {
    /// Adds it to what an entry says.
    pub(super) fn apply_to(&self, publication: &mut DeclaredPublication) {
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

/// Returns whether a key beside the lists of a file keeps all their entries back: `draft: true` as
/// the first line.
pub(super) fn keeps_list_back(name: &str, node: &YamlNode) -> bool {
    let holds = |key: PublicationKey, node: &YamlNode| match decide_on_site(key, node) {
        PublicationDecision::Open | PublicationDecision::Other => false,
        PublicationDecision::Draft
        | PublicationDecision::From(_)
        | PublicationDecision::Until(_)
        | PublicationDecision::Unclear => true,
    };
    match PublicationKey::from_name(name) {
        Some(PublicationKey::OtherKeys) => inner_keys(node).any(|it| holds(it.key, &it.value)),
        key => key.is_some_and(|key| holds(key, node)),
    }
}

/// A key about publication in a map such as `params`.
pub(super) struct InnerKey<'n> {
    pub(super) key: PublicationKey,
    pub(super) name: &'n YamlNode,
    pub(super) value: Cow<'n, YamlNode>,
}

/// Returns the keys about publication in a map such as `params`.
pub(super) fn inner_keys(map: &YamlNode) -> impl Iterator<Item = InnerKey<'_>> {
    map.map_entries().iter().filter_map(|(name, value)| {
        let (key, value) = publication_pair(name, value)?;
        let has_own_keys = matches!(key, PublicationKey::OtherKeys | PublicationKey::Cascade);
        (!has_own_keys).then_some(InnerKey { key, name, value })
    })
}

/// Returns what a key says about publication, with its value, which may be joined to it:
/// `{draft:true}`. `None` means that it is another key.
pub(super) fn publication_pair<'n>(
    name: &YamlNode,
    value: &'n YamlNode,
) -> Option<(PublicationKey, Cow<'n, YamlNode>)> {
    if let Some((key, value)) = joined_pair(name, value) {
        return Some((key, Cow::Owned(value)));
    }
    let name = name.as_str()?;
    let key = PublicationKey::from_name(name).or_else(|| misspelled_key(name, value))?;
    Some((key, Cow::Borrowed(value)))
}

/// Returns the key that a misspelled one was meant for, if its value is one that holds a page back.
/// Any other value may be for another program, whose keys are not known.
fn misspelled_key(name: &str, value: &YamlNode) -> Option<PublicationKey> {
    let (key, _) = PublicationKey::from_misspelling(name, EntryType::FRONT_MATTER_KEYS)?;
    let is_for_others = foreign_key(name).is_some()
        || matches!(decide(key, value), PublicationDecision::Open | PublicationDecision::Other)
        || key == PublicationKey::Published
            && matches!(decide(key, value), PublicationDecision::Unclear);
    (!is_for_others).then_some(key)
}

/// Returns the value of a key without a space after its colon, as a value of its own.
pub(super) fn joined_pair(name: &YamlNode, value: &YamlNode) -> Option<(PublicationKey, YamlNode)> {
    let text = name.as_str().filter(|_| matches!(value.kind, NodeKind::Empty))?;
    let (key, word) = PublicationKey::split_joined(text)?;
    let kind = NodeKind::Text { text: word.into(), style: TextStyle::Plain };
    Some((key, YamlNode { range: name.range.clone(), kind }))
}

/// Returns what a value says about publication under a key of a site, which has no keys of other
/// programs: what cannot be understood is unclear.
pub(super) fn decide_on_site(key: PublicationKey, node: &YamlNode) -> PublicationDecision {
    match decide(key, node) {
        PublicationDecision::Other if key.must_be_clear_on_site() => PublicationDecision::Unclear,
        PublicationDecision::Other
            if key == PublicationKey::Status && has_word(node, WordClass::Working) =>
        {
            PublicationDecision::Draft
        }
        decision => decision,
    }
}

/// Returns what a value says about publication under a key.
pub(super) fn decide(key: PublicationKey, node: &YamlNode) -> PublicationDecision {
    let word = node.as_str().map(str::trim);
    let switch = word.and_then(parse_bool);
    let loose_switch = switch.or_else(|| word.and_then(PublicationKey::loose_switch));
    let day = word.and_then(PartialDate::parse_day_of_time);
    match key {
        PublicationKey::HoldsIfTrue(ValueRule::MustBeClear) if is_empty(node) => {
            PublicationDecision::Unclear
        }
        _ if is_empty(node) => PublicationDecision::Other,
        PublicationKey::HoldsIfTrue(ValueRule::MustBeClear) => match (switch, loose_switch) {
            (Some(false), _) => PublicationDecision::Open,
            (_, Some(true)) => PublicationDecision::Draft,
            (_, Some(false) | None) => PublicationDecision::Unclear,
        },
        PublicationKey::HoldsIfTrue(ValueRule::MayBeOther) => match loose_switch {
            Some(true) => PublicationDecision::Draft,
            Some(false) => PublicationDecision::Open,
            None => PublicationDecision::Other,
        },
        PublicationKey::HoldsIfFalse(_) => match loose_switch {
            Some(false) => PublicationDecision::Draft,
            Some(true) => PublicationDecision::Open,
            None if has_word(node, WordClass::Holding) => PublicationDecision::Draft,
            None => PublicationDecision::Other,
        },
        PublicationKey::Published => match (switch, day, loose_switch) {
            (Some(true), _, _) => PublicationDecision::Open,
            (None, Some(day), _) => PublicationDecision::From(day),
            (Some(false), _, _) | (None, None, Some(false)) => PublicationDecision::Draft,
            (None, None, Some(true) | None) => PublicationDecision::Unclear,
        },
        PublicationKey::HeldUntil => match (switch, day) {
            (Some(true), _) => PublicationDecision::Draft,
            (Some(false), _) => PublicationDecision::Open,
            (None, Some(day)) => PublicationDecision::From(day),
            (None, None) => PublicationDecision::Unclear,
        },
        PublicationKey::Until if is_null(node) => PublicationDecision::Other,
        PublicationKey::Until => match (switch, day) {
            (_, Some(day)) => PublicationDecision::Until(day),
            (Some(false), None) => PublicationDecision::Open,
            (_, None) => PublicationDecision::Unclear,
        },
        PublicationKey::State if has_word(node, WordClass::Hidden) => PublicationDecision::Draft,
        PublicationKey::Status if has_word(node, WordClass::Holding) => PublicationDecision::Draft,
        // A map is about who may see the page: `access: {site.login: true}` of Grav.
        PublicationKey::Status
            if has_word(node, WordClass::Archived) || matches!(node.kind, NodeKind::Map(_)) =>
        {
            PublicationDecision::Unclear
        }
        PublicationKey::Released
        | PublicationKey::Archived
        | PublicationKey::Restricted
        | PublicationKey::SearchEngines => decide_approximately(key, node),
        PublicationKey::State
        | PublicationKey::Status
        | PublicationKey::OtherKeys
        | PublicationKey::Cascade => PublicationDecision::Other,
        PublicationKey::BuildOptions => decide_build_options(node),
    }
}

/// Returns what `build:` of Hugo says.
fn decide_build_options(node: &YamlNode) -> PublicationDecision {
    let options = ["render", "list"].map(|name| node.get(name).and_then(YamlNode::as_str));
    let is_off = |option: &str| {
        parse_bool(option) == Some(false) || option.trim().eq_ignore_ascii_case("never")
    };
    match options.into_iter().flatten().any(is_off) {
        true => PublicationDecision::Draft,
        false => PublicationDecision::Other,
    }
}

/// Returns what a value says under a key for which pakt has nothing that means quite the same.
fn decide_approximately(key: PublicationKey, node: &YamlNode) -> PublicationDecision {
    let word = node.as_str().map(str::trim);
    let switch = word.and_then(PublicationKey::loose_switch);
    let day = word.and_then(PartialDate::parse_day_of_time);
    match (key, switch, day) {
        (PublicationKey::Released, Some(false), _) => PublicationDecision::Draft,
        (PublicationKey::Released, _, Some(day)) => PublicationDecision::From(day),
        (PublicationKey::Archived, None | Some(true), Some(day)) => PublicationDecision::Until(day),
        (PublicationKey::SearchEngines, Some(false), _) => PublicationDecision::Unclear,
        (PublicationKey::SearchEngines, ..) if says_noindex(node) => PublicationDecision::Unclear,
        (PublicationKey::Archived | PublicationKey::Restricted, None | Some(true), _)
            if !is_null(node) =>
        {
            PublicationDecision::Unclear
        }
        _ => PublicationDecision::Other,
    }
}

/// Returns whether a key has no value.
fn is_empty(node: &YamlNode) -> bool {
    matches!(node.kind, NodeKind::Empty) && node.range.is_empty()
}

/// Returns whether a value says that there is none: `null`, `~`, or an empty text.
fn is_null(node: &YamlNode) -> bool {
    matches!(node.kind, NodeKind::Empty) || node.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Returns whether a value, or one anywhere in it, asks search engines not to show the page:
/// `noindex, nofollow`, `{index: false}`, `{disable: true}`.
fn says_noindex(node: &YamlNode) -> bool {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let text = node.as_str().unwrap_or_default();
        let mut words = text.split([',', ' ']).map(str::trim);
        if words.any(|word| word.eq_ignore_ascii_case("noindex")) {
            return true;
        }
        for (key, value) in node.map_entries() {
            let switch = value.as_str().and_then(parse_bool);
            let name = key.as_str().unwrap_or_default().to_lowercase();
            let refused = match name.replace(['-', '_'], "").as_str() {
                "noindex" | "disable" | "disabled" | "exclude" | "ignore" => Some(true),
                "index" | "indexable" | "indexing" => Some(false),
                _ => None,
            };
            if refused.is_some() && switch == refused {
                return true;
            }
            open.push(value);
        }
        if let NodeKind::List(items) = &node.kind {
            open.extend(items);
        }
    }
    false
}

/// Returns whether a value, or an item of it, is a word of a class or of one before it.
fn has_word(node: &YamlNode, class: WordClass) -> bool {
    let words = node.items_or_self().iter().filter_map(|item| item.as_str());
    words.filter_map(WordClass::of).any(|it| it <= class)
}
