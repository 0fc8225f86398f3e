//! Entries that exist because they are mentioned: tags, and entries of types that are `open`.

use super::address::{self, fold_name};
use super::config::SiteConfig;
use super::declarations::Declared;
use super::entry::{Entry, EntryMeta, EntryOrigin};
use super::entry_changes::EntryChanges;
use super::page_entry::{declared_address, localized_addresses};
use super::relations;
use super::settings::GeneratedNames;
use crate::diagnostic::{SourceFile, Span};
use crate::schema::{BuiltinType, EntryType, FieldKind, LocalizedText, Schema};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// How often each spelling of a name occurs.
type SpellingCounts<'a> = BTreeMap<&'a str, usize>;

/// Returns the implicit entries by type and name. Those that are equal to one of the previous site
/// are shared with it.
pub(super) fn implicit_entries(
    entries: &[Arc<Entry>],
    declared: &Declared,
    changes: Option<&EntryChanges<'_>>,
) -> Vec<Arc<Entry>> {
    let schema = &declared.types.schema;
    if let Some(changes) = changes.filter(|changes| has_same_mentions(changes, entries, schema)) {
        return changes.previous.implicit_entries().to_vec();
    }
    let names = count_mentions(entries, schema);
    let known = changes.map_or(&[][..], |changes| changes.previous.implicit_entries());
    let known: HashMap<(&str, &str), &Arc<Entry>> =
        known.iter().map(|entry| ((&*entry.kind.id, &*entry.id), entry)).collect();
    let tag_type =
        Arc::new(EntryType { is_open: true, ..EntryType::minimal(BuiltinType::Tag.id()) });
    let no_file = Arc::new(SourceFile { path: "".into(), text: "".into() });
    let entries = names.into_iter().filter_map(|((type_id, _), spellings)| {
        let kind =
            if type_id == BuiltinType::Tag.id() { &tag_type } else { schema.types.get(type_id)? };
        // The most frequent spelling, and the first of several.
        let (title, _) = spellings.iter().rev().max_by_key(|(_, count)| **count)?;
        let slug = address::slug_segment(title);
        let title = LocalizedText::Same((*title).into());
        if let Some(known) = known.get(&(type_id, slug.as_str())).filter(|known| {
            known.title == title
                && (type_id == BuiltinType::Tag.id() || Arc::ptr_eq(&known.kind, kind))
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
            kind: Arc::clone(kind),
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
    entries.collect()
}

/// Returns whether all entries mention what they mentioned in the previous site.
fn has_same_mentions(changes: &EntryChanges<'_>, entries: &[Arc<Entry>], schema: &Schema) -> bool {
    let old_schema = &changes.previous.types.schema;
    let open_types = |schema: &Schema| -> Vec<*const EntryType> {
        schema.types.values().filter(|kind| kind.is_open).map(Arc::as_ptr).collect()
    };
    let mut pairs = changes.pairs(entries);
    open_types(old_schema) == open_types(schema)
        && pairs.all(|pair| mentions(pair.old, old_schema) == mentions(pair.new, schema))
}

/// Returns the types and names that an entry mentions, as written.
fn mentions<'a>(entry: &'a Entry, schema: &'a Schema) -> Vec<(&'a str, &'a str)> {
    let mut mentions = Vec::new();
    if entry.meta.is_draft {
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

/// Returns the spellings of each name that no declared entry has as its id, by type and folded
/// name.
fn count_mentions<'a>(
    entries: &'a [Arc<Entry>],
    schema: &'a Schema,
) -> BTreeMap<(&'a str, String), SpellingCounts<'a>> {
    let declared: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
    // Few spellings occur often, so names are folded after they have been counted.
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    for mention in entries.iter().flat_map(|entry| mentions(entry, schema)) {
        *counts.entry(mention).or_default() += 1;
    }
    let counts: BTreeMap<(&str, &str), usize> = counts.into_iter().collect();
    let mut names: BTreeMap<(&str, String), SpellingCounts<'_>> = BTreeMap::new();
    for ((type_id, written), count) in counts {
        let name = written.trim();
        if !name.is_empty() && (type_id == BuiltinType::Tag.id() || !declared.contains(written)) {
            let spellings = names.entry((type_id, fold_name(name))).or_default();
            *spellings.entry(name).or_default() += count;
        }
    }
    names
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
