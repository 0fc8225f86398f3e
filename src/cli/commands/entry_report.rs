//! Formats what is known about an entry for people.

use crate::cli::date_words::{date_in_words, is_date_with_bounds};
use crate::data::standing_label;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::sanitize::escape_invisible;
use crate::schema::PeriodEnd;
use serde_json::Value as Json;

/// Formats the record of an entry, which programs get as JSON, as lines of text.
pub(super) fn entry_report(record: &Json, language: ReportLanguage) -> String {
    let mut lines = vec![
        format!(
            "{}  {} ({})",
            json_str(record, "id"),
            json_str(record, "title"),
            json_str(record, "type")
        ),
        format!("  {}", format_location(record)),
    ];
    let fields = record.get("fields").and_then(Json::as_object);
    for (name, statements) in fields.into_iter().flatten() {
        let statements = json_array(Some(statements));
        let label = statements.first().map_or("", |first| json_str(first, "label"));
        lines.extend([String::new(), format!("{name}  {label}")]);
        for statement in statements {
            push_statement_lines(statement, language, &mut lines);
        }
    }
    if fields.is_none_or(serde_json::Map::is_empty) {
        lines.extend([String::new(), Label::NoValues.text(language).to_owned()]);
    }
    let incoming = json_array(record.get("incoming"));
    if !incoming.is_empty() {
        lines.extend([String::new(), Label::Incoming.text(language).to_owned()]);
        for relation in incoming {
            let (entry, field) = (json_str(relation, "from"), json_str(relation, "field"));
            let standing = standing_label(json_str(relation, "standing"), language);
            lines.push(format!("  {entry}#{field} ({standing})"));
        }
    }
    lines.push(String::new());
    let lines: Vec<_> = lines.iter().map(|line| escape_invisible(line)).collect();
    lines.join("\n")
}

fn push_statement_lines(statement: &Json, language: ReportLanguage, lines: &mut Vec<String>) {
    match statement.get("value") {
        Some(Json::Object(item)) if item.values().all(Json::is_array) && !item.is_empty() => {
            // An item of a group: its statements are indented by one level.
            for (name, statements) in item {
                let mut inner_lines = Vec::new();
                for statement in json_array(Some(statements)) {
                    push_statement_lines(statement, language, &mut inner_lines);
                }
                lines.push(format!("  {name}"));
                lines.extend(inner_lines.into_iter().map(|line| format!("  {line}")));
            }
        }
        value => lines.push(format!("  {}", value_in_words(value, language))),
    }
    let mut push_line = |label: Label, value: String| {
        lines.push(format!("    {}: {value}", label.text(language)));
    };
    for (key, label) in
        [("from", Label::From), ("until", Label::Until), ("according_to", Label::AccordingTo)]
    {
        let value = statement.get(key).filter(|value| !value.is_null());
        if let Some(value) = value {
            push_line(label, value_in_words(Some(value), language));
        }
    }
    if let Some(standing) = statement.get("standing").and_then(Json::as_str) {
        push_line(Label::EvidenceStatus, standing_label(standing, language).to_owned());
    }
    if let Some(note) = statement.get("note").and_then(Json::as_str) {
        push_line(Label::Note, note.to_owned());
    }
    let sources = json_array(statement.get("sources"));
    for source in sources {
        let quote = source.get("quote").and_then(Json::as_str);
        let quote = quote.map_or_else(String::new, |quote| format!(" \"{quote}\""));
        let locator = source.get("locator").and_then(Json::as_str);
        let locator = locator.map_or_else(String::new, |locator| format!(" {locator}"));
        let check = check_label(json_str(source, "check"), language);
        push_line(
            Label::Source,
            format!("{}{locator}{quote} ({check})", json_str(source, "document")),
        );
    }
    if sources.is_empty() {
        push_line(Label::Source, Label::NoSource.text(language).to_owned());
    }
    if statement.get("file").is_some() {
        lines.push(format!("    {}", format_location(statement)));
    }
}

fn json_str<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// Returns the items of a list; empty if the value is missing or is not a list.
fn json_array(json: Option<&Json>) -> &[Json] {
    json.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn format_location(json: &Json) -> String {
    let number = |key| json.get(key).and_then(Json::as_u64).unwrap_or(1);
    format!("{}:{}:{}", json_str(json, "file"), number("line"), number("column"))
}

/// Returns a value on one line, with dates, periods and what is not known in the words of a
/// language.
fn value_in_words(value: Option<&Json>, language: ReportLanguage) -> String {
    let labeled = |object: &serde_json::Map<String, Json>, key: &str, label: Label| {
        let date = object.get(key).filter(|date| !date.is_null())?;
        if date.as_str() == Some(PeriodEnd::FURTHER_NOTICE) {
            return Some(Label::UntilFurtherNotice.text(language).to_owned());
        }
        Some(format!("{} {}", label.text(language), value_in_words(Some(date), language)))
    };
    match value {
        None => String::new(),
        Some(Json::String(text)) if text == "none" => Label::NoValue.text(language).to_owned(),
        Some(Json::String(text)) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            date_in_words(&Json::String(words.join(" ")), language)
        }
        Some(Json::Bool(is_true)) => {
            let label = if *is_true { Label::True } else { Label::False };
            label.text(language).to_owned()
        }
        Some(Json::Object(object)) if object.contains_key("until") => {
            let bounds =
                [labeled(object, "from", Label::From), labeled(object, "until", Label::Until)];
            bounds.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Some(date @ Json::Object(object)) if is_date_with_bounds(object) => {
            date_in_words(date, language)
        }
        Some(other) => other.to_string(),
    }
}

/// A label in the report.
#[derive(Clone, Copy)]
enum Label {
    NoValues,
    Incoming,
    From,
    Until,
    AccordingTo,
    EvidenceStatus,
    Note,
    Source,
    NoSource,
    UntilFurtherNotice,
    NoValue,
    True,
    False,
}

impl Label {
    fn text(self, language: ReportLanguage) -> &'static str {
        match language {
            ReportLanguage::English => match self {
                Self::NoValues => "No field has a value.",
                Self::Incoming => "Mentioned in fields of",
                Self::From => "from",
                Self::Until => "until",
                Self::AccordingTo => "according to",
                Self::EvidenceStatus => "standing",
                Self::Note => "note",
                Self::Source => "source",
                Self::NoSource => "none",
                Self::UntilFurtherNotice => "until further notice",
                Self::NoValue => "none",
                Self::True => "true",
                Self::False => "false",
            },
            ReportLanguage::Swedish => match self {
                Self::NoValues => "Inga fält är ifyllda.",
                Self::Incoming => "Nämns i fält av",
                Self::From => "från och med",
                Self::Until => "till",
                Self::AccordingTo => "enligt",
                Self::EvidenceStatus => "ställning",
                Self::Note => "anmärkning",
                Self::Source => "källa",
                Self::NoSource => "ingen",
                Self::UntilFurtherNotice => "tills vidare",
                Self::NoValue => "inget",
                Self::True => "ja",
                Self::False => "nej",
            },
        }
    }
}

/// Returns the result of a quote check with this word in JSON, in words.
fn check_label(word: &str, language: ReportLanguage) -> &str {
    match (word, language) {
        ("verified", ReportLanguage::English) => "quote found in the source",
        ("verified", ReportLanguage::Swedish) => "citatet finns i källan",
        ("missing", ReportLanguage::English) => "quote not found in the source",
        ("missing", ReportLanguage::Swedish) => "citatet finns inte i källan",
        ("external", ReportLanguage::English) => "not compared: the site does not have the text",
        ("external", ReportLanguage::Swedish) => "inte jämfört: texten finns inte på webbplatsen",
        ("unquoted", ReportLanguage::English) => "no quote to compare",
        ("unquoted", ReportLanguage::Swedish) => "inget citat att jämföra",
        (word, _) => word,
    }
}
