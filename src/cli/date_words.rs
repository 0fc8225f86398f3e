//! Dates of page JSON in words.

use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::schema::PeriodEnd;
use serde_json::{Map, Value as Json};

/// Returns a date in the words of a language: as it is written, `further notice`, `unknown`, or
/// with its bounds: `unknown, latest 2015-11-11`.
pub(super) fn date_in_words(date: &Json, language: ReportLanguage) -> String {
    match date {
        Json::Object(bounds) => bounds_in_words(bounds, language),
        Json::String(text) if text == PeriodEnd::FURTHER_NOTICE => match language {
            English => "further notice".into(),
            Swedish => "tills vidare".into(),
        },
        Json::String(text) if text == "unknown" => unknown(language).into(),
        Json::String(text) => text.clone(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => date.to_string(),
    }
}

/// Returns whether a value is a date with bounds.
pub(super) fn is_date_with_bounds(value: &Map<String, Json>) -> bool {
    value.contains_key("latest")
}

fn bounds_in_words(date: &Map<String, Json>, language: ReportLanguage) -> String {
    let text = |key: &str| date.get(key).and_then(Json::as_str);
    let [earliest, latest] = match language {
        English => ["earliest", "latest"],
        Swedish => ["tidigast", "senast"],
    };
    let bounds = [("earliest", earliest), ("latest", latest)];
    let bounds = bounds.iter().filter_map(|(key, word)| Some(format!(", {word} {}", text(key)?)));
    let known = text("value").filter(|value| *value != "unknown");
    format!("{}{}", known.unwrap_or(unknown(language)), bounds.collect::<String>())
}

fn unknown(language: ReportLanguage) -> &'static str {
    match language {
        English => "unknown",
        Swedish => "okänt",
    }
}
