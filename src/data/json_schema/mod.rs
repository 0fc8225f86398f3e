//! Site → JSON Schema (2020-12) of the YAML that its editors write.
//!
//! Input: a [`Site`](crate::site::Site), what a schema is of ([`SchemaTopic`]) and the language of
//! its descriptions. Output: a schema that stands alone. The one thing to know: a schema sees one
//! value and no other files, so it knows the form of a value and not whether an entry, a document
//! or a quote exists.
//!
//! [`KeyGroup`] has what each key means, which editors show too.

mod entry_schema;
mod key_docs;
mod settings_schema;
mod value_schema;

pub use key_docs::{KeyDoc, KeyGroup};

use crate::diagnostic::{ReportLanguage, closest_match};
use crate::schema::EntryTypeId;
use crate::site::Site;
use serde_json::{Map, Value, json};
use value_schema::{ValueSchemas, closed_map, reference};

/// The version of JSON Schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a schema is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaTopic {
    /// Any YAML file of the content folder.
    Folder,
    /// `site.yaml`.
    Site,
    /// A file in `_types/`.
    TypeFile,
    /// A file with lists of entries.
    List,
    /// The front matter of a translation.
    Translation,
    /// The front matter of a page of any type.
    FrontMatter,
    /// The front matter of a type.
    Entry(EntryTypeId),
}

impl SchemaTopic {
    /// The topics that are not types, by their names.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("site", Self::Site),
        ("type", Self::TypeFile),
        ("list", Self::List),
        ("front-matter", Self::FrontMatter),
        ("translation", Self::Translation),
    ];

    /// Returns the topic with a name. `entry:site` is always a type.
    ///
    /// # Errors
    /// There is none with this name. The error is the nearest name.
    pub fn parse(name: &str, site: &Site) -> Result<Self, Option<String>> {
        let of_type = |id: &str| {
            let id = site.schema.types.get_key_value(id).map(|(id, _)| id.clone())?;
            Some(Self::Entry(id))
        };
        if let Some(id) = name.strip_prefix("entry:") {
            return of_type(id)
                .ok_or_else(|| site.schema.closest_type(id).map(|near| format!("entry:{near}")));
        }
        let named = Self::NAMED.into_iter().find(|(known, _)| *known == name);
        named.map(|(_, topic)| topic).or_else(|| of_type(name)).ok_or_else(|| {
            let near = closest_match(name, Self::NAMED.map(|(known, _)| known));
            near.or_else(|| site.schema.closest_type(name))
        })
    }
}

/// Returns the schema of a topic, with descriptions in a language.
#[must_use]
pub fn json_schema(site: &Site, topic: &SchemaTopic, language: ReportLanguage) -> Value {
    let values = ValueSchemas { languages: &site.config.languages, language };
    let mut defs = values.shared();
    let root = match topic {
        SchemaTopic::Folder => folder(site, &values, &mut defs),
        SchemaTopic::Site => settings_schema::site_settings(&values),
        SchemaTopic::TypeFile => settings_schema::type_file(site, &values),
        SchemaTopic::List => list(site, &values, &mut defs),
        SchemaTopic::Translation => {
            entry_schema::add_meta_keys(&mut defs, site, &values);
            entry_schema::translation()
        }
        SchemaTopic::FrontMatter => {
            entry_schema::add_meta_keys(&mut defs, site, &values);
            for (id, entry_type) in &site.schema.types {
                entry_schema::add_values(&mut defs, site, &values, entry_type);
                let front_matter = entry_schema::front_matter(&values, entry_type);
                defs.insert(format!("{id}:entry"), front_matter);
            }
            entry_schema::any_front_matter(site)
        }
        SchemaTopic::Entry(id) => match site.schema.types.get(id) {
            Some(entry_type) => {
                entry_schema::add_meta_keys(&mut defs, site, &values);
                entry_schema::add_values(&mut defs, site, &values, entry_type);
                entry_schema::front_matter(&values, entry_type)
            }
            None => json!(false),
        },
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DIALECT.into());
    if let Value::Object(mut root) = root {
        if let Some(Value::Object(own_defs)) = root.remove("$defs") {
            defs.extend(own_defs);
        }
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Value::Object(defs));
    Value::Object(schema)
}

/// Returns the schema of a file with lists, one for each type.
fn list(site: &Site, values: &ValueSchemas<'_>, defs: &mut Map<String, Value>) -> Value {
    entry_schema::add_meta_keys(defs, site, values);
    let mut properties = Map::new();
    for (id, entry_type) in &site.schema.types {
        entry_schema::add_values(defs, site, values, entry_type);
        let item = entry_schema::list_item(values, entry_type);
        let name = format!("{id}:item");
        properties.insert(id.to_string(), entry_schema::list_of(&reference(&name), values));
        defs.insert(name, item);
    }
    closed_map(properties)
}

/// Returns the schema of any YAML file: one with a key that only `site.yaml` or only a type has is
/// that, one that has texts only replaces strings of the theme, and all others are lists.
fn folder(site: &Site, values: &ValueSchemas<'_>, defs: &mut Map<String, Value>) -> Value {
    let lists = list(site, values, defs);
    let mut type_file = settings_schema::type_file(site, values);
    if let Some(Value::Object(own_defs)) =
        type_file.as_object_mut().and_then(|it| it.remove("$defs"))
    {
        defs.extend(own_defs);
    }
    let settings = settings_schema::site_settings(values);
    // A file in which some key is the name of a type has lists.
    let keys_of = |group: KeyGroup| -> Vec<Value> {
        let keys = group.docs().iter().map(|doc| doc.key);
        let keys = keys.filter(|key| !site.schema.types.contains_key(*key));
        keys.map(|key| json!({"required": [key]})).collect()
    };
    let (site_keys, type_keys) = (keys_of(KeyGroup::Site), keys_of(KeyGroup::Type));
    defs.insert("site.yaml".to_owned(), settings);
    defs.insert("_types".to_owned(), type_file);
    defs.insert("lists".to_owned(), lists);
    json!({
        "if": {"anyOf": site_keys},
        "then": reference("site.yaml"),
        "else": {
            "if": {"anyOf": type_keys},
            "then": reference("_types"),
            "else": {"if": strings(site), "else": reference("lists")},
        }
    })
}

/// Returns the schema of a file in `_strings/`: texts under keys that are not types.
fn strings(site: &Site) -> Value {
    let types: Vec<&str> = site.schema.types.keys().map(|id| &**id).collect();
    json!({
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"not": {"enum": types}},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    })
}
