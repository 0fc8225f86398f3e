//! Entries that exist because they are mentioned: tags, and entries of types that are `open`.

use super::address::{self, fold_name};
use super::config::SiteConfig;
use super::declarations::Declared;
use super::entry::{Entry, EntryMeta, EntryOrigin};
use super::entry_changes::EntryChanges;
use super::page_entry::{declared_address, localized_addresses};
use super::publication::PublicationPolicy;
use super::relations;
use super::settings::GeneratedNames;
use crate::diagnostic::{SourceFile, Span};
use crate::schema::{BuiltinType, EntryType, EntryTypeId, FieldKind, LocalizedText, Schema};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The type and the name of a mention, as written.
type Mention<'a> = (&'a str, &'a str);

/// The mentioned names that no declared entry has as its id, by type and folded name: how often
/// each spelling occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct MentionedNames(BTreeMap<(EntryTypeId, String), BTreeMap<String, usize>>);

/// Returns the mentioned names of all entries. After an edit only those of changed entries are
/// counted again.
pub(super) fn mentioned_names(
    entries: &[Arc<Entry>],
    declared: &Declared,
    changes: Option<&EntryChanges<'_>>,
) -> Arc<MentionedNames> {
    let (schema, policy) = (&declared.types.schema, declared.policy());
    let comparable =
        changes.filter(|changes| has_same_open_types(&changes.previous.types.schema, schema));
    let Some(changes) = comparable else {
        return Arc::new(MentionedNames::count(entries, schema, policy));
    };
    let mut names = Arc::clone(&changes.previous.mentioned_names);
    let is_declared = |id: &str| changes.previous.find_id(id).is_some();
    for pair in changes.pairs(entries) {
        let (old, new) = (mentions(pair.old, schema, policy), mentions(pair.new, schema, policy));
        if old != new {
            let names = Arc::make_mut(&mut names);
            old.into_iter().for_each(|mention| names.remove(mention, &is_declared));
            new.into_iter().for_each(|mention| names.add(mention, 1, &is_declared));
        }
    }
    names
}

/// Returns the implicit entries by type and name. Those that are equal to one of the previous site
/// are shared with it.
pub(super) fn implicit_entries(
    names: &Arc<MentionedNames>,
    entries: &[Arc<Entry>],
    declared: &Declared,
    changes: Option<&EntryChanges<'_>>,
) -> Vec<Arc<Entry>> {
    let schema = &declared.types.schema;
    if let Some(changes) = changes
        && Arc::ptr_eq(names, &changes.previous.mentioned_names)
    {
        return changes.previous.implicit_entries().to_vec();
    }
    let known = changes.map_or(&[][..], |changes| changes.previous.implicit_entries());
    let known: HashMap<(&str, &str), &Arc<Entry>> =
        known.iter().map(|entry| ((&*entry.entry_type.id, &*entry.id), entry)).collect();
    let tag_type =
        Arc::new(EntryType { is_open: true, ..EntryType::minimal(BuiltinType::Tag.id()) });
    let no_file = Arc::new(SourceFile { path: "".into(), text: "".into() });
    let slugs = distinct_slugs(names, entries);
    let implicit = names.0.iter().zip(slugs).filter_map(|(((type_id, _), spellings), slug)| {
        let type_id = &**type_id;
        let kind =
            if type_id == BuiltinType::Tag.id() { &tag_type } else { schema.types.get(type_id)? };
        let title = most_frequent(spellings)?;
        let title = LocalizedText::Same(title.into());
        if let Some(known) = known.get(&(type_id, slug.as_str())).filter(|known| {
            known.title == title
                && (type_id == BuiltinType::Tag.id() || Arc::ptr_eq(&known.entry_type, kind))
        }) {
            return Some(Arc::clone(known));
        }
        let addresses = if type_id == BuiltinType::Tag.id() {
            tag_addresses(&slug, &declared.config, &declared.generated)
        } else {
            localized_addresses(&declared_address(kind, &slug), &declared.config)
        };
        Some(Arc::new(Entry {
            id: slug.into(),
            entry_type: Arc::clone(kind),
            origin: EntryOrigin::Mentioned,
            span: Span::start_of(&no_file),
            title,
            description: None,
            versions: Vec::new(),
            fields: Vec::new(),
            meta: EntryMeta::default(),
            addresses,
        }))
    });
    implicit.collect()
}

/// Returns the most frequent spelling, and the first of several.
fn most_frequent(spellings: &BTreeMap<String, usize>) -> Option<&str> {
    spellings.iter().rev().max_by_key(|(_, count)| **count).map(|(spelling, _)| spelling.as_str())
}

/// Returns the slug of each name. Names of a type that would have the same slug, as `Rad` and
/// `Räd`, keep the marks of their letters or get a number.
fn distinct_slugs(names: &MentionedNames, entries: &[Arc<Entry>]) -> Vec<String> {
    let slugs: Vec<String> = names
        .0
        .values()
        .map(|spellings| most_frequent(spellings).map_or_else(String::new, address::slug_segment))
        .collect();
    let mut taken: HashMap<(&str, &str), usize> = HashMap::new();
    for ((type_id, _), slug) in names.0.keys().zip(&slugs) {
        *taken.entry((type_id, slug)).or_default() += 1;
    }
    for entry in entries {
        // The entries of a type have the addresses that its names would get.
        if let Some(count) = taken.get_mut(&(&*entry.entry_type.id, &*entry.id)) {
            *count += 1;
        }
    }
    let is_own = |folded: &str, slug: &str| folded.replace(' ', "-") == slug;
    let mut used: HashSet<(&str, String)> = HashSet::new();
    let mut next_numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let pairs = names.0.iter().zip(&slugs);
    let distinct = pairs.map(|(((type_id, folded), spellings), slug)| {
        let type_id = &**type_id;
        let is_free = taken.get(&(type_id, slug.as_str())).is_none_or(|count| *count < 2);
        if is_free || is_own(folded, slug) {
            return slug.clone();
        }
        let with_marks =
            most_frequent(spellings).map_or_else(String::new, address::slug_with_marks);
        // Counted on, because thousands of names may differ by their signs only.
        let next_number = next_numbers.entry((type_id, slug)).or_insert(2);
        let numbered = std::iter::repeat_with(|| {
            let numbered = format!("{slug}-{next_number}");
            *next_number += 1;
            numbered
        });
        let mut candidates = std::iter::once(with_marks).chain(numbered);
        let is_unused = |candidate: &String| {
            !taken.contains_key(&(type_id, candidate.as_str()))
                && !used.contains(&(type_id, candidate.clone()))
        };
        let slug = candidates.find(is_unused).unwrap_or_else(|| slug.clone());
        used.insert((type_id, slug.clone()));
        slug
    });
    distinct.collect()
}

/// Returns whether the same types are open.
fn has_same_open_types(old: &Schema, new: &Schema) -> bool {
    let open_types = |schema: &Schema| -> Vec<*const EntryType> {
        schema.types.values().filter(|kind| kind.is_open).map(Arc::as_ptr).collect()
    };
    open_types(old) == open_types(new)
}

/// Returns the types and names that a published entry mentions, as written.
fn mentions<'a>(
    entry: &'a Entry,
    schema: &'a Schema,
    policy: PublicationPolicy,
) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    if !policy.publishes(entry) {
        return mentions;
    }
    mentions.extend(entry.meta.tags.iter().map(|(tag, _)| (BuiltinType::Tag.id(), tag.as_str())));
    for pointer in relations::relation_pointers(entry) {
        let FieldKind::Reference(types) = &pointer.field.kind else { continue };
        let open_type =
            types.iter().filter_map(|id| schema.types.get(id)).find(|kind| kind.is_open);
        mentions.extend(open_type.map(|kind| (&*kind.id, pointer.id)));
    }
    mentions
}

impl MentionedNames {
    fn count(entries: &[Arc<Entry>], schema: &Schema, policy: PublicationPolicy) -> Self {
        let declared: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
        // Few spellings occur often, so names are folded after they have been counted.
        let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
        for mention in entries.iter().flat_map(|entry| mentions(entry, schema, policy)) {
            *counts.entry(mention).or_default() += 1;
        }
        let mut names = Self::default();
        let counts: BTreeMap<(&str, &str), usize> = counts.into_iter().collect();
        for (mention, count) in counts {
            names.add(mention, count, &|id| declared.contains(id));
        }
        names
    }

    fn add(&mut self, mention: Mention<'_>, count: usize, is_declared: &impl Fn(&str) -> bool) {
        let (type_id, written) = mention;
        let name = written.trim();
        if !name.is_empty() && (type_id == BuiltinType::Tag.id() || !is_declared(written)) {
            let spellings = self.0.entry((type_id.into(), fold_name(name))).or_default();
            *spellings.entry(name.to_owned()).or_default() += count;
        }
    }

    fn remove(&mut self, mention: Mention<'_>, is_declared: &impl Fn(&str) -> bool) {
        let (type_id, written) = mention;
        let name = written.trim();
        let key = (type_id.into(), fold_name(name));
        let is_counted = type_id == BuiltinType::Tag.id() || !is_declared(written);
        let Some(spellings) = self.0.get_mut(&key).filter(|_| is_counted) else { return };
        if let Some(count) = spellings.get_mut(name) {
            *count -= 1;
            spellings.retain(|_, count| *count > 0);
        }
        if spellings.is_empty() {
            self.0.remove(&key);
        }
    }
}

/// Returns the addresses of a tag, which are below the list of tags in each language.
fn tag_addresses(slug: &str, config: &SiteConfig, generated: &[GeneratedNames]) -> Vec<Arc<str>> {
    let address = |(index, names): (usize, &GeneratedNames)| {
        let prefix = match config.languages.get(index) {
            Some(tag) if index > 0 => format!("/{}", tag.0),
            _ => String::new(),
        };
        format!("{prefix}/{}/{slug}/", names.tags).into()
    };
    generated.iter().enumerate().map(address).collect()
}
