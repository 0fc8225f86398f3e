//! Entries that come into being by being mentioned: tags, and whatever a site declares `open`.

use super::address::{self, fold};
use super::config::Config;
use super::entry::{Entry, Meta, Origin};
use super::relations;
use super::settings::GeneratedNames;
use crate::diagnostic::{Source, Span};
use crate::schema::{Kind, Schema, Text, Type};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// How often each spelling of one name stands.
type Spellings<'a> = BTreeMap<&'a str, usize>;

/// Makes the entries that open types have by being mentioned, by type and name.
pub(super) fn mentioned(
    entries: &[Arc<Entry>],
    (config, schema): (&Config, &Schema),
    generated: &[GeneratedNames],
) -> Vec<Entry> {
    let declared: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
    let mut names: BTreeMap<(Arc<str>, String), Spellings<'_>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.meta.is_draft) {
        for (tag, _) in &entry.meta.tags {
            count(&mut names, ("tag".into(), tag));
        }
        for pointer in relations::pointers(entry) {
            let Kind::Entry(types) = &pointer.field.kind else { continue };
            let is_open = |id: &&Arc<str>| schema.types.get(*id).is_some_and(|kind| kind.is_open);
            if let (false, Some(kind)) = (declared.contains(pointer.id), types.iter().find(is_open))
            {
                count(&mut names, (Arc::clone(kind), pointer.id));
            }
        }
    }
    let tag = Arc::new(tag_type());
    let nowhere = Arc::new(Source { path: "".into(), text: "".into() });
    names
        .into_iter()
        .filter_map(|((kind, _), spellings)| {
            let kind = if &*kind == "tag" { &tag } else { schema.types.get(&kind)? };
            // The first of those that stand most often.
            let (title, _) = spellings.iter().rev().max_by_key(|(_, times)| **times)?;
            let slug = address::slug(title);
            let addresses = if &*kind.id == "tag" {
                tag_addresses(&slug, config, generated)
            } else {
                super::collect::addresses(&super::collect::declared(kind, &slug), config)
            };
            Some(Entry {
                id: slug.into(),
                kind: Arc::clone(kind),
                origin: Origin::Mentioned,
                place: Span::start_of(&nowhere),
                title: Text::Everywhere((*title).into()),
                description: None,
                versions: Vec::new(),
                fields: Vec::new(),
                meta: Meta::default(),
                addresses,
            })
        })
        .collect()
}

fn count<'a>(
    names: &mut BTreeMap<(Arc<str>, String), Spellings<'a>>,
    (kind, name): (Arc<str>, &'a str),
) {
    let name = name.trim();
    if !name.is_empty() {
        *names.entry((kind, fold(name))).or_default().entry(name).or_default() += 1;
    }
}

/// Tags lie below the list of tags, which has its own name in each language.
fn tag_addresses(slug: &str, config: &Config, generated: &[GeneratedNames]) -> Vec<Arc<str>> {
    let address = |(at, names): (usize, &GeneratedNames)| {
        let prefix = match config.languages.get(at) {
            Some(tag) if at > 0 => format!("/{}", tag.0),
            _ => String::new(),
        };
        format!("{prefix}/{}/{slug}/", names.tags).into()
    };
    generated.iter().enumerate().map(address).collect()
}

fn tag_type() -> Type {
    Type { is_open: true, ..Type::bare("tag") }
}
