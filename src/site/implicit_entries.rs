//! Entries that come into being by being mentioned: tags, and whatever a site declares `open`.

use super::address::{self, fold_name};
use super::config::SiteConfig;
use super::entry::{Entry, EntryMeta, EntryOrigin};
use super::relations;
use super::settings::GeneratedNames;
use crate::diagnostic::{SourceFile, Span};
use crate::schema::{BuiltinType, EntryType, EntryTypeId, FieldKind, LocalizedText, Schema};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// How often each spelling of one name stands.
type SpellingCounts<'a> = BTreeMap<&'a str, usize>;

/// Makes the entries that open types have by being mentioned, by type and name.
pub(super) fn implicit_entries(
    entries: &[Arc<Entry>],
    (config, schema): (&SiteConfig, &Schema),
    generated: &[GeneratedNames],
) -> Vec<Entry> {
    let declared: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
    let mut names: BTreeMap<(EntryTypeId, String), SpellingCounts<'_>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.meta.is_draft) {
        for (tag, _) in &entry.meta.tags {
            count_spelling(&mut names, (BuiltinType::Tag.id().into(), tag));
        }
        for pointer in relations::relation_pointers(entry) {
            let FieldKind::Reference(types) = &pointer.field.kind else { continue };
            let is_open =
                |id: &&EntryTypeId| schema.types.get(*id).is_some_and(|kind| kind.is_open);
            if let (false, Some(kind)) = (declared.contains(pointer.id), types.iter().find(is_open))
            {
                count_spelling(&mut names, (kind.clone(), pointer.id));
            }
        }
    }
    let tag = Arc::new(tag_type());
    let nowhere = Arc::new(SourceFile { path: "".into(), text: "".into() });
    names
        .into_iter()
        .filter_map(|((kind, _), spellings)| {
            let kind =
                if *kind == *BuiltinType::Tag.id() { &tag } else { schema.types.get(&kind)? };
            // The first of those that stand most often.
            let (title, _) = spellings.iter().rev().max_by_key(|(_, times)| **times)?;
            let slug = address::slug_segment(title);
            let addresses = if kind.is(BuiltinType::Tag) {
                tag_addresses(&slug, config, generated)
            } else {
                super::collect_entries::localized_addresses(
                    &super::collect_entries::declared_address(kind, &slug),
                    config,
                )
            };
            Some(Entry {
                id: slug.into(),
                kind: Arc::clone(kind),
                origin: EntryOrigin::Mentioned,
                span: Span::start_of(&nowhere),
                title: LocalizedText::Same((*title).into()),
                description: None,
                versions: Vec::new(),
                fields: Vec::new(),
                meta: EntryMeta::default(),
                addresses,
            })
        })
        .collect()
}

fn count_spelling<'a>(
    names: &mut BTreeMap<(EntryTypeId, String), SpellingCounts<'a>>,
    (kind, name): (EntryTypeId, &'a str),
) {
    let name = name.trim();
    if !name.is_empty() {
        *names.entry((kind, fold_name(name))).or_default().entry(name).or_default() += 1;
    }
}

/// Tags lie below the list of tags, which has its own name in each language.
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

fn tag_type() -> EntryType {
    EntryType { is_open: true, ..EntryType::minimal(BuiltinType::Tag.id()) }
}
