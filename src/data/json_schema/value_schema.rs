//! The schemas of values: what each kind of field can have, and the forms that many keys share.

use super::key_docs::KeyGroup;
use crate::diagnostic::ReportLanguage;
use crate::schema::value::VALUE_KEY;
use crate::schema::{EvidenceStatus, FieldDef, FieldKind, LanguageTag, LocalizedText, PeriodEnd};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

/// A year, a month, or a day that exists, perhaps with a time.
const DATE: &str = "(?:(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|(?:(?!0000)[0-9]{4}-\
    (?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
    02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|\
    (?:0[48]|[2468][048]|[13579][26])00)-02-29)(?:[Tt ]\\s*(?:[01]?[0-9]|2[0-3])\
    (?::[0-5]?[0-9]){1,2}(?:[.,][0-9]+)?\\s*(?:[+-]+[0-9:]{2,5}|[A-Za-z]{1,4})?)?)";
/// At most 18 digits in all, one of which a whole number needs for its decimals.
const NUMBER: &str = "-?(?:[0-9]{1,17}|(?![0-9.]{20})[0-9]+\\.[0-9]+)";
const POSITIVE_NUMBER: &str = "(?:[0-9]{1,17}|(?![0-9.]{20})[0-9]+\\.[0-9]+)";
const FRACTION: &str = "[0-9]{1,18}/(?=0*[1-9])[0-9]{1,18}";
const URL: &str = "(?:[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@]+(?:[/?#]\\S*)?|\
    (?:[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):\\S+)";
const BOOL: &str = "(?:[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|\
    [Oo][Ff][Ff])";
/// `document P19 "quote"`.
const CITATION: &str = "@?[a-z0-9-]+(?=[\\s;\"]|$)[^;\"]*\
    (?:\"(?!(?:\\s|…(?=[\\s\"]))*\")(?:\\\\[\"|]|[^\"\\[\\]\\\\]|\\\\(?![\"|]))*\"\\s*)?";
/// The numbers of JSON that are exact in pakt.
const MAX_NUMBER: i64 = 100_000_000_000_000_000;

/// What a value can be besides those of its kind.
const RESERVED: &str = "unknown|none|";

/// Writes the schemas of values for a site, in the language of an editor.
pub(super) struct ValueSchemas<'s> {
    pub(super) languages: &'s [LanguageTag],
    pub(super) language: ReportLanguage,
}

/// Where a field is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldLevel {
    /// In a type.
    Type,
    /// In a group, which can have the source of its fields.
    Group,
}

/// A field, and the name of its values in `$defs`.
pub(super) struct NamedField<'f> {
    pub(super) field: &'f FieldDef,
    pub(super) name: String,
    pub(super) level: FieldLevel,
}

/// Returns a reference to a schema of the same file.
pub(super) fn reference(name: &str) -> Value {
    // The ids of fields may have any letters.
    json!({"$ref": format!("#/$defs/{}", utf8_percent_encode(name, CONTROLS))})
}

/// Returns the schema of a text with a pattern for the whole of it, without white space at its
/// ends.
pub(super) fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": format!("^\\s*(?:{pattern})\\s*$")})
}

/// Returns the schema of values that one of some schemas allows.
pub(super) fn any_of(schemas: impl IntoIterator<Item = Value>) -> Value {
    json!({"anyOf": schemas.into_iter().collect::<Vec<_>>()})
}

/// Returns the schema of one value or a list of such values.
pub(super) fn one_or_several(item: &Value) -> Value {
    any_of([item.clone(), json!({"type": "array", "items": item})])
}

/// Returns the schema of a map that has no other keys.
pub(super) fn closed_map(properties: Map<String, Value>) -> Value {
    let mut map = Map::new();
    map.insert("type".to_owned(), "object".into());
    map.insert("properties".to_owned(), Value::Object(properties));
    map.insert("additionalProperties".to_owned(), false.into());
    Value::Object(map)
}

/// Adds a title and a description to a schema.
pub(super) fn described(schema: Value, title: Option<&str>, description: &str) -> Value {
    let mut documented = Map::new();
    documented.extend(title.map(|title| ("title".to_owned(), title.into())));
    if !description.is_empty() {
        documented.insert("description".to_owned(), description.into());
    }
    match schema {
        Value::Object(keys) => documented.extend(keys),
        other => {
            documented.insert("allOf".to_owned(), json!([other]));
        }
    }
    Value::Object(documented)
}

fn null() -> Value {
    json!({"type": "null"})
}

fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn exact_number(minimum: &Value) -> Value {
    let mut number = json!({"type": "number", "exclusiveMaximum": MAX_NUMBER});
    if let (Value::Object(number), Value::Object(minimum)) = (&mut number, minimum) {
        number.extend(minimum.clone());
    }
    number
}

impl ValueSchemas<'_> {
    /// Returns the properties of the keys of a group, each with its description.
    pub(super) fn properties(
        &self,
        group: KeyGroup,
        schema_of: impl Fn(&str) -> Value,
    ) -> Map<String, Value> {
        let docs = group.docs().iter();
        let property = |key: &str, text: &str| {
            (key.to_owned(), described(any_of([schema_of(key), null()]), None, text))
        };
        docs.map(|doc| property(doc.key, doc.text(self.language))).collect()
    }

    /// Returns a text of the site in the language of the editor, or in the first one that it has.
    pub(super) fn text_of<'t>(&self, text: &'t LocalizedText) -> &'t str {
        match text {
            LocalizedText::Same(text) => text,
            LocalizedText::PerLanguage(texts) => {
                let tag = self.language.language_tag();
                let own = texts.iter().find(|(language, _)| *language.0 == *tag);
                own.or(texts.first()).map_or("", |(_, text)| text)
            }
        }
    }

    /// Returns the schemas that others refer to, by name.
    pub(super) fn shared(&self) -> Map<String, Value> {
        let known_date = json!({"type": "integer", "minimum": 1000, "maximum": 9999});
        let date = any_of([known_date.clone(), pattern(&format!("{DATE}|unknown")), null()]);
        let date_map = |group| {
            let mut map = closed_map(self.properties(group, |_| reference("date-part")));
            map["minProperties"] = 1.into();
            map
        };
        let end = format!("{DATE}|unknown|{}", PeriodEnd::FURTHER_NOTICE);
        let is_date =
            |words: &str| any_of([known_date.clone(), pattern(words), date_map(KeyGroup::Date)]);
        let texts =
            self.languages.iter().map(|tag| (tag.0.to_string(), any_of([scalar(), null()])));
        let mut by_language = closed_map(texts.collect());
        by_language["minProperties"] = 1.into();
        let citation_map = closed_map(self.properties(KeyGroup::Citation, |key| match key {
            "quote" => any_of([
                json!({"type": ["number", "boolean"]}),
                pattern("(?=[^\"]|\"[^\"])[^\\[\\]]*\\S[^\\[\\]]*"),
            ]),
            _ => scalar(),
        }));
        let mut citation_map = citation_map;
        citation_map["required"] = json!(["document"]);
        let citations = format!("{CITATION}(?:;\\s*{CITATION})*");
        let citation = any_of([
            json!({"type": "integer", "minimum": 0}),
            json!({"type": "boolean"}),
            pattern(&citations),
            citation_map,
        ]);
        let defs = [
            ("scalar", scalar()),
            ("text", any_of([scalar(), by_language])),
            ("reserved", pattern(RESERVED)),
            ("bool", any_of([json!({"type": "boolean"}), pattern(BOOL)])),
            ("date-part", date),
            ("date", is_date(&format!("{DATE}|unknown"))),
            ("period-end", is_date(&end)),
            ("citation", citation),
            ("sources", one_or_several(&any_of([reference("citation"), null()]))),
            ("plain-value", plain_value()),
        ];
        let defs = defs.into_iter().map(|(name, schema)| (name.to_owned(), schema));
        let standings = EvidenceStatus::ALL.map(EvidenceStatus::as_str);
        let qualifiers = self.properties(KeyGroup::Statement, |key| match key {
            "source" => reference("sources"),
            "from" => reference("date"),
            "until" => reference("period-end"),
            "standing" => json!({"enum": standings}),
            "note" => reference("text"),
            _ => scalar(),
        });
        let qualifiers = qualifiers.into_iter().filter(|(key, _)| key != VALUE_KEY);
        defs.chain(qualifiers.map(|(key, schema)| (format!("statement:{key}"), schema))).collect()
    }

    /// Returns the schema of all values of a field. `name` is that of its values in `$defs`.
    pub(super) fn field(&self, field: &FieldDef, name: &str) -> Value {
        let value = reference(name);
        let mut list = json!({"type": "array", "items": value});
        limit_values(&mut list, field);
        let values = if field.at_least > 1 && field.kind != FieldKind::Citation {
            list["minItems"] = field.at_least.into();
            list
        } else {
            any_of([value, list])
        };
        let values = if field.at_least > 0 {
            json!({"allOf": [values, {"not": {"enum": [null, "", []]}}]})
        } else {
            values
        };
        described(values, Some(self.text_of(&field.label)), &self.field_description(field))
    }

    /// Returns the choices of a field with their names, for people.
    fn field_description(&self, field: &FieldDef) -> String {
        let FieldKind::Choice(choices) = &field.kind else { return String::new() };
        let names = choices.iter().map(|(id, label)| match self.text_of(label) {
            label if *label == **id => id.to_string(),
            label => format!("{id}: {label}"),
        });
        names.collect::<Vec<_>>().join("; ")
    }

    /// Adds the schemas of one value of a field to `$defs`: plain under `NAME:plain`, and plain or
    /// as a statement under its name. `targets` has ids of the entries that a relation can lead to.
    pub(super) fn add_value(
        &self,
        defs: &mut Map<String, Value>,
        named: &NamedField<'_>,
        targets: &[&str],
    ) {
        let NamedField { field, name, .. } = named;
        let plain_name = format!("{name}:plain");
        defs.insert(plain_name.clone(), self.plain_value(field, name, targets));
        let plain = reference(&plain_name);
        let mut values = json!({"type": "array", "items": any_of([plain.clone(), null()])});
        limit_values(&mut values, field);
        let properties = KeyGroup::Statement.docs().iter().map(|doc| {
            let schema = match doc.key {
                VALUE_KEY => {
                    let value = any_of([plain.clone(), values.clone(), null()]);
                    described(value, None, doc.text(self.language))
                }
                key => reference(&format!("statement:{key}")),
            };
            (doc.key.to_owned(), schema)
        });
        let mut statement = closed_map(properties.collect());
        statement["required"] = json!([VALUE_KEY]);
        let evidence = required_evidence(named);
        let plain = if evidence.is_empty() { plain } else { pattern("unknown|") };
        if !evidence.is_empty() {
            statement["allOf"] = evidence.into();
        }
        defs.insert(name.clone(), any_of([plain, statement, null()]));
    }

    fn plain_value(&self, field: &FieldDef, name: &str, targets: &[&str]) -> Value {
        let with_reserved = |schema| any_of([schema, reference("reserved")]);
        match &field.kind {
            FieldKind::Text | FieldKind::Markdown => reference("text"),
            FieldKind::File => scalar(),
            FieldKind::Reference(_) if targets.is_empty() => scalar(),
            FieldKind::Reference(_) => {
                json!({"type": ["string", "number", "boolean"], "examples": targets})
            }
            FieldKind::Number => any_of([
                exact_number(&json!({"exclusiveMinimum": -MAX_NUMBER})),
                pattern(&format!("{NUMBER}|{RESERVED}")),
            ]),
            FieldKind::Fraction => any_of([
                exact_number(&json!({"minimum": 0})),
                pattern(&format!("{POSITIVE_NUMBER}|{FRACTION}|{RESERVED}")),
            ]),
            FieldKind::Date => with_reserved(reference("date")),
            FieldKind::Period => {
                let bounds = self.properties(KeyGroup::Period, |key| match key {
                    "from" => reference("date"),
                    _ => reference("period-end"),
                });
                with_reserved(closed_map(bounds))
            }
            FieldKind::Url => pattern(&format!("{URL}|{RESERVED}")),
            FieldKind::Choice(choices) => {
                let words = choices.iter().map(|(id, _)| &**id).chain(["unknown", "none"]);
                let values: Vec<Value> = words.flat_map(yaml_values).collect();
                json!({"enum": values})
            }
            FieldKind::Bool => with_reserved(reference("bool")),
            FieldKind::Citation => with_reserved(reference("citation")),
            FieldKind::Group(fields) => with_reserved(self.group(fields, name)),
        }
    }

    /// Returns the schema of an item of a group.
    fn group(&self, fields: &[FieldDef], name: &str) -> Value {
        let inner = fields.iter();
        let properties = inner.map(|field| {
            let schema = self.field(field, &format!("{name}.{}", field.id));
            (field.id.to_string(), schema)
        });
        let mut map = closed_map(properties.collect());
        map["required"] = required_ids(fields);
        // `{value: {…}, source: …}` is a statement about an item.
        map["not"] = json!({"required": [VALUE_KEY]});
        map
    }
}

/// Returns what a statement about a field needs besides its value: a source, a speaker. A text may
/// have its source in brackets, and a group in its fields, so only the check knows of these.
fn required_evidence(named: &NamedField<'_>) -> Vec<Value> {
    let NamedField { field, level, .. } = named;
    let is_own = *level == FieldLevel::Type;
    let is_unknown = json!({"properties": {VALUE_KEY: any_of([
        json!({"enum": ["unknown", "", null]}),
        json!({"type": "array", "items": {"enum": ["unknown", "", null]}}),
    ])}});
    let has = |key: &str| {
        let given = json!({"not": {"enum": [null, []]}});
        json!({"required": [key], "properties": {key: given}})
    };
    let is_interpretation = json!({
        "required": ["standing"],
        "properties": {"standing": {"const": EvidenceStatus::Interpretation.as_str()}}
    });
    let mut evidence = Vec::new();
    let (needs_source, needs_speaker) = match &field.kind {
        FieldKind::Group(_) => (false, false),
        FieldKind::Markdown | FieldKind::Citation | FieldKind::File => {
            (false, field.requires_attribution)
        }
        FieldKind::Text
        | FieldKind::Number
        | FieldKind::Fraction
        | FieldKind::Date
        | FieldKind::Period
        | FieldKind::Url
        | FieldKind::Choice(_)
        | FieldKind::Bool
        | FieldKind::Reference(_) => (field.requires_source, field.requires_attribution),
    };
    if is_own && needs_source {
        evidence.push(any_of([has("source"), is_interpretation, is_unknown.clone()]));
    }
    if is_own && needs_speaker {
        evidence.push(any_of([has("according_to"), is_unknown]));
    }
    evidence
}

/// Returns the ids of the fields that must have a value.
pub(super) fn required_ids(fields: &[FieldDef]) -> Value {
    let required = fields.iter().filter(|field| field.at_least > 0);
    required.map(|field| field.id.to_string()).collect()
}

/// Limits the number of values of a list that certainly count together.
fn limit_values(list: &mut Value, field: &FieldDef) {
    if let Some(at_most) = field.at_most {
        list["contains"] = reference("plain-value");
        list["minContains"] = 0.into();
        list["maxContains"] = at_most.into();
    }
}

/// Returns the schema of what is one value without anything that distinguishes it from others.
fn plain_value() -> Value {
    any_of([
        json!({"type": ["number", "boolean"]}),
        json!({"type": "string", "pattern": "\\S"}),
        json!({"type": "object", "not": {"required": [VALUE_KEY]}}),
    ])
}

/// Returns a word as the values that YAML makes of it: `2014` is a number there.
fn yaml_values(word: &str) -> Vec<Value> {
    let mut values = vec![Value::from(word)];
    let other = match word {
        "true" => Some(true.into()),
        "false" => Some(false.into()),
        number => number.parse::<i64>().ok().map(Value::from),
    };
    values.extend(other);
    values
}
