//! The schemas of what a site declares: `site.yaml` and the files in `_types/`.

use super::key_docs::KeyGroup;
use super::value_schema::{
    FieldLevel, ValueSchemas, any_of, closed_map, one_or_several, pattern, reference,
};
use crate::diagnostic::RuleFamily;
use crate::diagnostic::rules::RULES;
use crate::schema::{EntryType, FieldKind, PrintForm};
use crate::site::Site;
use serde_json::{Map, Value, json};

/// A full day.
const DAY: &str = "(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|\
    (?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|\
    (?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29";
/// A year, a month or a day that exists.
const PLAIN_DATE: &str = "(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?";
const LANGUAGE: &str = "[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*";
/// One part of an address.
const SLUG: &str = "[a-z0-9-][a-z0-9_-]*";
/// The keys of a field that only a relation has.
const RELATION_KEYS: [&str; 4] = ["acyclic", "inverse", "inverse_proposed", "inverse_interpreted"];

/// Returns the schema of `site.yaml`.
pub(super) fn site_settings(values: &ValueSchemas<'_>) -> Value {
    let exact = |pattern: &str| json!({"type": "string", "pattern": format!("^(?:{pattern})$")});
    let year = json!({"type": "integer", "minimum": 1000, "maximum": 9999});
    let names = json!({"anyOf": [
        reference("scalar"),
        {"type": "array", "items": reference("scalar"), "maxItems": 100}
    ]});
    let properties = values.properties(KeyGroup::Site, |key| match key {
        "languages" => one_or_several(&pattern(LANGUAGE)),
        "base_url" => exact("https?://[^/\\s?#\"<>\\\\][^\\s?#\"<>\\\\]*"),
        "profile" => json!({"enum": ["public", "intranet"]}),
        "as_of" => any_of([year.clone(), exact(&format!("{PLAIN_DATE}|{DAY}"))]),
        "as_of_days" => json!({
            "type": "array", "items": exact(DAY), "minItems": 2, "maxItems": 12,
            "uniqueItems": true
        }),
        "book" | "smart_punctuation" => reference("bool"),
        "footer_menu" | "menu" => names.clone(),
        "asked" => asked(values),
        "theme" => json!({"anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "boolean"},
            exact("[\\p{L}\\p{N}_-]+")
        ]}),
        "raw_html" => json!({"enum": ["escape", "allow"]}),
        "edit_url" => reference("scalar"),
        "history" => json!({"enum": ["none", "git"]}),
        "checks" => checks(),
        _ => reference("text"),
    });
    closed_map(properties)
}

fn asked(values: &ValueSchemas<'_>) -> Value {
    let name = json!({"anyOf": [
        {"type": ["number", "boolean"]}, {"type": "string", "pattern": "\\S"}
    ]});
    let by_language = values.languages.iter().map(|tag| (tag.0.to_string(), name.clone()));
    let page = any_of([name.clone(), closed_map(by_language.collect())]);
    let mut question = closed_map(values.properties(KeyGroup::Asked, |key| match key {
        "page" => page.clone(),
        _ => reference("text"),
    }));
    question["required"] = json!(["page"]);
    question["properties"]["page"]["not"] = json!({"type": "null"});
    let item = any_of([name, question]);
    any_of([item.clone(), json!({"type": "array", "items": item, "maxItems": 10})])
}

/// Returns the schema of the levels of codes. Those of citations cannot be lowered.
fn checks() -> Value {
    let level = |family| match family {
        RuleFamily::Citation => json!({"enum": ["error"]}),
        _ => json!({"enum": ["off", "note", "warning", "error"]}),
    };
    let levels = RULES.iter().map(|rule| (rule.name.to_owned(), level(rule.family)));
    closed_map(levels.collect())
}

/// Returns the schema of a file in `_types/`.
pub(super) fn type_file(site: &Site, values: &ValueSchemas<'_>) -> Value {
    let word = reference("scalar");
    let properties = values.properties(KeyGroup::Type, |key| match key {
        "name" | "plural" => reference("text"),
        "path" => pattern(&format!("/*(?:{SLUG}(?:/{SLUG})*)?/*")),
        "open" | "sourced" | "attributed" | "translate" => reference("bool"),
        "in_force" => state_words(values),
        "lead" => json!({"anyOf": [
            word, {"type": "array", "items": word, "uniqueItems": true}
        ]}),
        "print" => json!({"enum": PrintForm::ALL.map(PrintForm::as_str)}),
        "fields" => fields(reference("field")),
        _ => word.clone(),
    });
    let mut schema = closed_map(properties);
    schema["type"] = json!(["object", "null"]);
    schema["dependentRequired"] = json!({"in_force": ["validity"]});
    let mut definitions = Map::new();
    definitions.insert("field".to_owned(), field(site, values, FieldLevel::Type));
    definitions.insert("group-field".to_owned(), field(site, values, FieldLevel::Group));
    schema["$defs"] = Value::Object(definitions);
    schema
}

fn state_words(values: &ValueSchemas<'_>) -> Value {
    let mut map = closed_map(values.properties(KeyGroup::State, |_| {
        // YAML makes a truth value of `yes`, which was meant as a word.
        json!({"allOf": [
            reference("text"),
            {"not": reference("bool")},
            {"not": {"type": "string", "pattern": "^\\s*$"}}
        ]})
    }));
    map["required"] = json!(["holds", "not", "unknown"]);
    map
}

/// Returns the schema of the fields of a type.
fn fields(field: Value) -> Value {
    let reserved = EntryType::FRONT_MATTER_KEYS.join("|");
    json!({
        "type": "object",
        "propertyNames": {"pattern": format!("^(?!(?:body|{reserved})$)[\\p{{L}}\\p{{N}}_-]+$")},
        "additionalProperties": any_of([field, json!({"type": "null"})]),
    })
}

/// Returns the schema of a field.
fn field(site: &Site, values: &ValueSchemas<'_>, level: FieldLevel) -> Value {
    let types: Vec<&str> = site.schema.types.keys().map(|id| &**id).collect();
    let kinds = FieldKind::names().filter(|kind| level == FieldLevel::Type || *kind != "group");
    let kinds: Vec<&str> = kinds.collect();
    let count = |least: u64, digits: &str| {
        any_of([json!({"type": "integer", "minimum": least}), pattern(digits)])
    };
    let inner_fields = match level {
        FieldLevel::Type => json!({
            "type": "object",
            "propertyNames": {"pattern": "^(?!value$)[\\p{L}\\p{N}_-]+$"},
            "additionalProperties": any_of([reference("group-field"), json!({"type": "null"})]),
        }),
        FieldLevel::Group => json!(false),
    };
    let properties = values.properties(KeyGroup::Field, |key| match key {
        "kind" => json!({"enum": kinds}),
        "to" => one_or_several(&json!({"enum": types})),
        "choices" => choices(),
        "at_least" => count(0, "[0-9]{1,9}"),
        "at_most" => count(1, "0*[1-9][0-9]{0,8}"),
        "sum" => pattern("[0-9]{1,17}(?:\\.[0-9]+|/0*[1-9][0-9]*)?\\s+per\\s+\\S+"),
        "fields" => inner_fields.clone(),
        "label" | "inverse" | "inverse_proposed" | "inverse_interpreted" => reference("text"),
        _ => reference("bool"),
    });
    let mut schema = closed_map(properties);
    schema["allOf"] = key_conditions();
    schema
}

/// Returns which keys of a field need, or exclude, others.
fn key_conditions() -> Value {
    let kind_is =
        |kinds: &[&str]| json!({"required": ["kind"], "properties": {"kind": {"enum": kinds}}});
    let is_bare =
        json!({"not": any_of([json!({"required": ["kind"]}), json!({"required": ["to"]})])});
    let relation_keys = RELATION_KEYS.map(|key| json!({"required": [key]}));
    json!([
        {"not": {"required": ["kind", "to"]}},
        {"if": kind_is(&["choice"]), "then": {"required": ["choices"]}},
        {"if": kind_is(&["group"]), "then": {"required": ["fields"]}},
        {"if": {"required": ["choices"]}, "then": any_of([kind_is(&["choice"]), is_bare])},
        {"if": {"required": ["fields"]}, "then": kind_is(&["group"])},
        {"if": {"required": ["sum"]}, "then": kind_is(&["number", "fraction"])},
        {"if": {"required": ["deadline"]}, "then": kind_is(&["date"])},
        {"if": any_of(relation_keys), "then": {"required": ["to"]}},
    ])
}

/// Returns the schema of `{word: label}` or `[word]`.
fn choices() -> Value {
    json!({"anyOf": [
        {
            "type": "object",
            "additionalProperties": any_of([reference("text"), json!({"type": "null"})])
        },
        {"type": "array", "items": reference("scalar"), "uniqueItems": true}
    ]})
}
