//! What is known about an entry, as lines for people.

use crate::diagnostic::message::Language;
use crate::diagnostic::visible::visible;
use serde_json::Value as Json;

/// The lines, made of what programs get.
pub(super) fn text(known: &Json, language: Language) -> String {
    let mut lines = vec![
        format!("{}  {} ({})", word(known, "id"), word(known, "title"), word(known, "type")),
        format!("  {}", place(known)),
    ];
    let fields = known.get("fields").and_then(Json::as_object);
    for (name, statements) in fields.into_iter().flatten() {
        let statements: &[Json] = statements.as_array().map_or(&[], Vec::as_slice);
        let label = statements.first().map_or("", |first| word(first, "label"));
        lines.extend([String::new(), format!("{name}  {label}")]);
        for statement in statements {
            tell(statement, language, &mut lines);
        }
    }
    if fields.is_none_or(serde_json::Map::is_empty) {
        lines.extend([String::new(), said("nothing", language).to_owned()]);
    }
    let incoming: &[Json] =
        known.get("incoming").and_then(Json::as_array).map_or(&[], Vec::as_slice);
    if !incoming.is_empty() {
        lines.extend([String::new(), said("incoming", language).to_owned()]);
        let told =
            incoming.iter().map(|one| format!("  {}#{}", word(one, "from"), word(one, "field")));
        lines.extend(told);
    }
    lines.push(String::new());
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    lines.join("\n")
}

fn tell(statement: &Json, language: Language, lines: &mut Vec<String>) {
    match statement.get("value") {
        Some(Json::Object(item)) if item.values().all(Json::is_array) && !item.is_empty() => {
            // An item of a group: its parts, each with what is said about it, one level in.
            for (name, statements) in item {
                let mut inner = Vec::new();
                for statement in statements.as_array().map_or(&[][..], Vec::as_slice) {
                    tell(statement, language, &mut inner);
                }
                lines.push(format!("  {name}"));
                lines.extend(inner.into_iter().map(|line| format!("  {line}")));
            }
        }
        value => lines.push(format!("  {}", shown(value))),
    }
    let mut add = |key: &str, value: String| {
        lines.push(format!("    {}: {value}", said(key, language)));
    };
    for key in ["from", "until", "according_to"] {
        let value = statement.get(key).filter(|value| !value.is_null());
        if let Some(value) = value {
            add(key, shown(Some(value)));
        }
    }
    add("standing", said(word(statement, "standing"), language).to_owned());
    if let Some(note) = statement.get("note").and_then(Json::as_str) {
        add("note", note.to_owned());
    }
    let sources: &[Json] =
        statement.get("sources").and_then(Json::as_array).map_or(&[], Vec::as_slice);
    for source in sources {
        let quote = source.get("quote").and_then(Json::as_str);
        let quote = quote.map_or_else(String::new, |quote| format!(" \"{quote}\""));
        let locator = source.get("locator").and_then(Json::as_str);
        let locator = locator.map_or_else(String::new, |locator| format!(" {locator}"));
        let is_verified = source.get("verified").and_then(Json::as_bool) == Some(true);
        let state = said(if is_verified { "verified" } else { "unverified" }, language);
        add("source", format!("{}{locator}{quote} ({state})", word(source, "document")));
    }
    if sources.is_empty() {
        add("source", said("none", language).to_owned());
    }
    if statement.get("file").is_some() {
        lines.push(format!("    {}", place(statement)));
    }
}

fn word<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn place(json: &Json) -> String {
    let number = |key| json.get(key).and_then(Json::as_u64).unwrap_or(1);
    format!("{}:{}:{}", word(json, "file"), number("line"), number("column"))
}

/// A value on one line.
fn shown(value: Option<&Json>) -> String {
    match value {
        Some(Json::String(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Some(Json::Object(date)) if date.contains_key("latest") => {
            let part = |key: &str| date.get(key).and_then(Json::as_str);
            let bound = |key: &str| part(key).map(|day| format!(", {key} {day}"));
            let bounds = [bound("earliest"), bound("latest")].into_iter().flatten();
            format!("{}{}", part("value").unwrap_or("unknown"), bounds.collect::<String>())
        }
        Some(Json::Object(period)) if period.contains_key("until") => {
            let bound = |key: &str| {
                let day = period.get(key).filter(|day| !day.is_null())?;
                Some(format!("{key} {}", shown(Some(day))))
            };
            [bound("from"), bound("until")].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn said(key: &str, language: Language) -> &str {
    let swedish = match key {
        "nothing" => "Inga fält är ifyllda.",
        "incoming" => "Nämns i fält av",
        "from" => "från och med",
        "until" => "till",
        "according_to" => "enligt",
        "standing" => "läge",
        "note" => "anmärkning",
        "source" => "källa",
        "verified" => "orden står där",
        "unverified" => "inte jämförd med någon text",
        "none" => "ingen",
        "sourced" => "belagt",
        "intended" => "avsett",
        "proposed" => "föreslaget",
        "interpretation" => "tolkning",
        other => other,
    };
    match (language, key) {
        (Language::Swedish, _) => swedish,
        (Language::English, "nothing") => "No field is filled in.",
        (Language::English, "incoming") => "Named in fields of",
        (Language::English, "according_to") => "according to",
        (Language::English, "verified") => "the words stand there",
        (Language::English, "unverified") => "not compared with a text",
        (Language::English, _) => key,
    }
}
