//! The schemas of entries: front matter, translations, and lists of entries.

use super::key_docs::KeyGroup;
use super::value_schema::{
    FieldLevel, NamedField, ValueSchemas, any_of, closed_map, described, one_or_several, pattern,
    reference, required_ids,
};
use crate::diagnostic::rules::RULES;
use crate::schema::{EntryType, FieldDef, FieldKind};
use crate::site::Site;
use serde_json::{Map, Value, json};

/// The maximum number of entries that are offered as targets of a relation.
const MAX_TARGETS: usize = 200;
/// An id of an entry.
const ID: &str = "(?!(?:unknown|none)$)[a-z0-9-]+";

/// Adds the values of the fields of a type to `$defs`.
pub(super) fn add_values(
    defs: &mut Map<String, Value>,
    site: &Site,
    values: &ValueSchemas<'_>,
    entry_type: &EntryType,
) {
    for field in &entry_type.fields {
        let name = format!("{}.{}", entry_type.id, field.id);
        if let FieldKind::Group(inner) = &field.kind {
            for field in inner {
                let name = format!("{name}.{}", field.id);
                let named = NamedField { field, name, level: FieldLevel::Group };
                values.add_value(defs, &named, &targets_of(site, field));
            }
        }
        let named = NamedField { field, name, level: FieldLevel::Type };
        values.add_value(defs, &named, &targets_of(site, field));
    }
}

/// Returns the ids of the entries that a relation can lead to.
fn targets_of<'s>(site: &'s Site, field: &FieldDef) -> Vec<&'s str> {
    let FieldKind::Reference(types) = &field.kind else { return Vec::new() };
    let fits = |entry_type: &EntryType| types.is_empty() || types.contains(&entry_type.id);
    let entries = site.entries.iter().filter(|entry| fits(&entry.entry_type));
    entries.map(|entry| &*entry.id).take(MAX_TARGETS).collect()
}

/// Returns the schema of the front matter of a type.
pub(super) fn front_matter(values: &ValueSchemas<'_>, entry_type: &EntryType) -> Value {
    let mut properties = meta_references();
    properties.extend(field_properties(values, entry_type));
    entry_schema(values, entry_type, properties)
}

/// Returns the schema of an item of a list.
pub(super) fn list_item(values: &ValueSchemas<'_>, entry_type: &EntryType) -> Value {
    let mut properties = meta_references();
    let own_type = described(json!({"const": &*entry_type.id}), None, "");
    properties.insert("type".to_owned(), own_type);
    properties.extend(field_properties(values, entry_type));
    properties.insert("body".to_owned(), any_of([reference("text"), json!({"type": "null"})]));
    let mut item = entry_schema(values, entry_type, properties);
    item["required"] = json!(["id"]);
    // `$ref` and what is beside it both hold.
    item["properties"]["id"]["anyOf"] = json!([pattern(ID), {"type": "integer", "minimum": 0}]);
    item
}

/// Returns the schema of an entry. One that is removed needs no fields.
fn entry_schema(
    values: &ValueSchemas<'_>,
    entry_type: &EntryType,
    properties: Map<String, Value>,
) -> Value {
    let mut schema = closed_map(properties);
    let required = required_ids(&entry_type.fields);
    if required.as_array().is_some_and(|ids| !ids.is_empty()) {
        let is_removed =
            json!({"properties": {"removed": {"type": "object"}}, "required": ["removed"]});
        schema["if"] = is_removed;
        schema["else"] = json!({"required": required});
    }
    described(schema, Some(values.text_of(&entry_type.name)), "")
}

fn field_properties(
    values: &ValueSchemas<'_>,
    entry_type: &EntryType,
) -> impl Iterator<Item = (String, Value)> {
    entry_type.fields.iter().map(move |field| {
        let name = format!("{}.{}", entry_type.id, field.id);
        (field.id.to_string(), values.field(field, &name))
    })
}

/// Returns the schema of the front matter of a translation.
pub(super) fn translation() -> Value {
    let properties = meta_references().into_iter();
    let is_translated = |key: &str| EntryType::TRANSLATION_KEYS.contains(&key);
    closed_map(properties.filter(|(key, _)| is_translated(key)).collect())
}

/// Returns the schema of the front matter of any type, which its `type:` chooses.
pub(super) fn any_front_matter(site: &Site) -> Value {
    let ids = site.schema.types.keys();
    let choices: Vec<Value> = ids
        .map(|id| {
            json!({
                "if": {"properties": {"type": {"const": &**id}}, "required": ["type"]},
                "then": reference(&format!("{id}:entry")),
            })
        })
        .collect();
    // Without a type, the folder decides.
    json!({"type": ["object", "null"], "allOf": choices})
}

/// Returns the schema of a list of entries of a type.
pub(super) fn list_of(item: &Value, values: &ValueSchemas<'_>) -> Value {
    let table = {
        let mut table = closed_map(values.properties(KeyGroup::Table, |_| reference("scalar")));
        table["required"] = json!(["from"]);
        table
    };
    let without_id = json!({"not": {"required": ["id"]}});
    let row =
        json!({"if": {"required": ["from"], "allOf": [without_id]}, "then": table, "else": item});
    any_of([json!({"type": "array", "items": row}), table])
}

/// Returns the properties of the keys that all entries have, which are in `$defs`.
fn meta_references() -> Map<String, Value> {
    let keys = KeyGroup::Entry.docs().iter().map(|doc| doc.key);
    keys.map(|key| (key.to_owned(), reference(&format!("key:{key}")))).collect()
}

/// Adds the keys that all entries have to `$defs`.
pub(super) fn add_meta_keys(defs: &mut Map<String, Value>, site: &Site, values: &ValueSchemas<'_>) {
    let codes = RULES.iter().filter(|rule| rule.can_be_allowed()).map(|rule| rule.name);
    let codes: Vec<&str> = codes.collect();
    let types: Vec<&str> = site.schema.types.keys().map(|id| &**id).collect();
    let mut properties = values.properties(KeyGroup::Entry, |key| match key {
        "type" => json!({"enum": types}),
        "title" | "in_sentence" | "description" | "owner" => reference("text"),
        "language" => pattern("[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"),
        "aliases" | "tags" => one_or_several(&json!({"anyOf": [
            {"type": ["number", "boolean", "null"]},
            // One text with commas is not a list.
            {"type": "string", "not": {"pattern": ", "}}
        ]})),
        "draft" | "in_menu" | "page_list" => reference("bool"),
        "published" => any_of([reference("bool"), reference("date")]),
        "updated" | "reviewed" | "review_by" => any_of([reference("date"), reference("reserved")]),
        "order" => json!({"anyOf": [
            {"type": "number"},
            pattern("-?[0-9]+(?:\\.[0-9]+)?|[0-9]+/0*[1-9][0-9]*")
        ]}),
        "removed" => any_of([removed(values), json!({"const": false})]),
        "allow" => one_or_several(&json!({"enum": codes})),
        _ => reference("scalar"),
    });
    // Nobody can know whether `draft:` without a value is a draft.
    for key in ["draft", "published"] {
        if let Some(property) = properties.get_mut(key) {
            property["not"] = json!({"type": "null"});
        }
    }
    defs.extend(properties.into_iter().map(|(key, schema)| (format!("key:{key}"), schema)));
}

fn removed(values: &ValueSchemas<'_>) -> Value {
    let properties = values.properties(KeyGroup::Removed, |key| match key {
        "on" => any_of([reference("date"), reference("reserved")]),
        "replaced_by" => reference("scalar"),
        _ => reference("text"),
    });
    let mut map = closed_map(properties);
    map["required"] = json!(["on", "reason"]);
    map
}
