//! What is known about an entry, as lines for people.

use crate::diagnostic::message::ReportLanguage;
use crate::diagnostic::sanitize::escape_invisible;
use serde_json::Value as Json;

/// The lines, made of what programs get.
pub(super) fn entry_report(known: &Json, language: ReportLanguage) -> String {
    let mut lines = vec![
        format!(
            "{}  {} ({})",
            json_str(known, "id"),
            json_str(known, "title"),
            json_str(known, "type")
        ),
        format!("  {}", format_location(known)),
    ];
    let fields = known.get("fields").and_then(Json::as_object);
    for (name, statements) in fields.into_iter().flatten() {
        let statements: &[Json] = statements.as_array().map_or(&[], Vec::as_slice);
        let label = statements.first().map_or("", |first| json_str(first, "label"));
        lines.extend([String::new(), format!("{name}  {label}")]);
        for statement in statements {
            push_statement_lines(statement, language, &mut lines);
        }
    }
    if fields.is_none_or(serde_json::Map::is_empty) {
        lines.extend([String::new(), key_label("nothing", language).to_owned()]);
    }
    let incoming: &[Json] =
        known.get("incoming").and_then(Json::as_array).map_or(&[], Vec::as_slice);
    if !incoming.is_empty() {
        lines.extend([String::new(), key_label("incoming", language).to_owned()]);
        let told = incoming
            .iter()
            .map(|one| format!("  {}#{}", json_str(one, "from"), json_str(one, "field")));
        lines.extend(told);
    }
    lines.push(String::new());
    let lines: Vec<_> = lines.iter().map(|line| escape_invisible(line)).collect();
    lines.join("\n")
}

fn push_statement_lines(statement: &Json, language: ReportLanguage, lines: &mut Vec<String>) {
    match statement.get("value") {
        Some(Json::Object(item)) if item.values().all(Json::is_array) && !item.is_empty() => {
            // An item of a group: its parts, each with what is said about it, one level in.
            for (name, statements) in item {
                let mut inner = Vec::new();
                for statement in statements.as_array().map_or(&[][..], Vec::as_slice) {
                    push_statement_lines(statement, language, &mut inner);
                }
                lines.push(format!("  {name}"));
                lines.extend(inner.into_iter().map(|line| format!("  {line}")));
            }
        }
        value => lines.push(format!("  {}", format_value(value))),
    }
    let mut add = |key: &str, value: String| {
        lines.push(format!("    {}: {value}", key_label(key, language)));
    };
    for key in ["from", "until", "according_to"] {
        let value = statement.get(key).filter(|value| !value.is_null());
        if let Some(value) = value {
            add(key, format_value(Some(value)));
        }
    }
    add("standing", key_label(json_str(statement, "standing"), language).to_owned());
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
        let state = key_label(if is_verified { "verified" } else { "unverified" }, language);
        add("source", format!("{}{locator}{quote} ({state})", json_str(source, "document")));
    }
    if sources.is_empty() {
        add("source", key_label("none", language).to_owned());
    }
    if statement.get("file").is_some() {
        lines.push(format!("    {}", format_location(statement)));
    }
}

fn json_str<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn format_location(json: &Json) -> String {
    let number = |key| json.get(key).and_then(Json::as_u64).unwrap_or(1);
    format!("{}:{}:{}", json_str(json, "file"), number("line"), number("column"))
}

/// A value on one line.
fn format_value(value: Option<&Json>) -> String {
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
                Some(format!("{key} {}", format_value(Some(day))))
            };
            [bound("from"), bound("until")].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn key_label(key: &str, language: ReportLanguage) -> &str {
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
        (ReportLanguage::Swedish, _) => swedish,
        (ReportLanguage::English, "nothing") => "No field is filled in.",
        (ReportLanguage::English, "incoming") => "Named in fields of",
        (ReportLanguage::English, "according_to") => "according to",
        (ReportLanguage::English, "verified") => "the words stand there",
        (ReportLanguage::English, "unverified") => "not compared with a text",
        (ReportLanguage::English, _) => key,
    }
}
