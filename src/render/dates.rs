//! Dates and numbers in words.

use super::view::DateView;
use crate::schema::{Date, Day};
use crate::theme::Words;

/// A date in words, with what is known of it if it is not.
pub(super) fn date(date: &Date, words: &Words) -> DateView {
    let value = date.value.map(|value| day(value, words));
    let earliest = date.earliest.map(|bound| day(bound, words));
    let latest = date.latest.map(|bound| day(bound, words));
    let (key, bounds) = match (&earliest, &latest) {
        (None, None) => ("", Vec::new()),
        (None, Some(latest)) => ("latest", vec![("latest", latest.as_str())]),
        (Some(earliest), None) => ("earliest", vec![("earliest", earliest.as_str())]),
        (Some(earliest), Some(latest)) => {
            ("between", vec![("earliest", earliest.as_str()), ("latest", latest.as_str())])
        }
    };
    let told = match (&value, key) {
        (Some(value), "") => value.clone(),
        (None, "") => words.get("date-unknown").to_owned(),
        (Some(value), key) => {
            let mut values = vec![("date", value.as_str())];
            values.extend(bounds);
            words.fill(&format!("date-{key}"), &values)
        }
        (None, key) => words.fill(&format!("date-unknown-{key}"), &bounds),
    };
    DateView { words: told, machine: date.value.map(|day| day.to_string()) }
}

/// A day, month or year for a template.
pub(super) fn day_view(day: Day, words: &Words) -> DateView {
    DateView { words: self::day(day, words), machine: Some(day.to_string()) }
}

/// A day, month or year in words: "1 april 2014".
pub(super) fn day(day: Day, words: &Words) -> String {
    let year = day.year.to_string();
    let Some(month) = day.month else { return words.fill("date-year", &[("year", &year)]) };
    let month = words.get(&format!("month-{month}")).to_owned();
    match day.day {
        None => words.fill("date-month", &[("month", &month), ("year", &year)]),
        Some(day) => {
            let day = day.to_string();
            words.fill("date-day", &[("day", &day), ("month", &month), ("year", &year)])
        }
    }
}

/// A number as readers of the language write it: groups of three, the language's decimal mark.
pub(super) fn number(written: &str, words: &Words) -> String {
    let (sign, digits) = written.strip_prefix('-').map_or(("", written), |rest| ("−", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut told = String::from(sign);
    let is_grouped = whole.len() > 4;
    for (at, digit) in whole.chars().enumerate() {
        if is_grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            told.push_str(words.get("group-mark"));
        }
        told.push(digit);
    }
    if !decimals.is_empty() {
        told.push_str(words.get("decimal-mark"));
        told.push_str(decimals);
    }
    told
}
