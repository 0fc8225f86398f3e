//! Every sentence about time or standing that the real site computes, on twelve days.

use super::computed_sentences::{
    Answer, Element, elements, html_pages, html_pages_at, page_json_at, search_answers,
};
use expect_test::expect_file;
use pakt::project::{Project, ProjectPaths, Website};
use pakt::schema::PartialDate;
use pakt::site::settings::RunSettings;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Before, on and after each day that matters to a state, and long after the source.
const DAYS: [&str; 12] = [
    "2010-06-01",
    "2011-06-01",
    "2011-12-31",
    "2013-12-12",
    "2014-03-31",
    "2014-04-01",
    "2014-12-31",
    "2015-01-01",
    "2015-11-11",
    "2015-11-12",
    "2026-11-29",
    "2030-12-31",
];

/// A sentence with the as-of day left out, and where and when it is said.
#[derive(Default)]
struct Occurrences {
    days: BTreeSet<usize>,
    places: BTreeSet<String>,
}

/// The sentences by kind and text.
type Sentences = BTreeMap<(&'static str, String), Occurrences>;

fn add(sentences: &mut Sentences, kind: &'static str, text: String, place: &str, day: usize) {
    let occurrences = sentences.entry((kind, text)).or_default();
    occurrences.days.insert(day);
    occurrences.places.insert(place.to_owned());
}

#[test]
fn the_real_site_says_what_its_source_says_on_each_day() {
    let paths = ProjectPaths::in_folder(Path::new(env!("CARGO_MANIFEST_DIR")));
    let project = Project { paths, settings: RunSettings::default() }.load().unwrap();
    let on = |day: usize| project.website_as_of(PartialDate::parse(DAYS[day]).unwrap());
    // A page that is the same long before, on and long after the day of the source is rendered
    // once: what a page says of a day names that day.
    let first_pages = html_pages(&on(0));
    let mut changing = BTreeSet::new();
    for day in [8, 11] {
        let pages = html_pages(&on(day)).into_iter();
        let changes =
            |path: &str, page: &str| without_imprint(&first_pages[path]) != without_imprint(page);
        changing.extend(pages.filter(|(path, page)| changes(path, page)).map(|it| it.0));
    }
    assert!(changing.len() < first_pages.len() / 2, "{} pages change", changing.len());
    let mut sentences = Sentences::new();
    for (path, page) in &first_pages {
        for day in (0..DAYS.len()).filter(|_| !changing.contains(path)) {
            add_page(&mut sentences, path, page, day, str::to_owned);
        }
    }
    for day in 0..DAYS.len() {
        add_changing(&mut sentences, &on(day), day, &changing);
    }
    expect_file!["real_site.txt"].assert_eq(&report(&sentences));
}

/// Returns a page without the line at the foot of each printed sheet, which names the as-of date.
fn without_imprint(page: &str) -> String {
    let (before, imprint) = page.split_once(r#"<div class="imprint">"#).unwrap_or((page, ""));
    before.to_owned() + imprint.split_once("</div>").map_or(imprint, |(_, after)| after)
}

/// Adds what a page computes. `undated` takes the as-of day out of a sentence.
fn add_page(
    sentences: &mut Sentences,
    path: &str,
    page: &str,
    day: usize,
    undated: impl Fn(&str) -> String,
) {
    for element in elements(page) {
        for value in embedded_values(&element) {
            add(sentences, "embedded value", value, path, day);
        }
        if let Some(kind) = kind_of(&element) {
            let is_dated = matches!(kind, "date in a view" | "cell" | "relation");
            let text = &element.text;
            let mut words = if is_dated { text.clone() } else { undated(text) };
            for attribute in ["data-state", "data-standing"] {
                let value = element.get(attribute);
                if !value.is_empty() {
                    words = format!("[{value}] {words}");
                }
            }
            add(sentences, kind, words, path, day);
        }
    }
}

/// Adds what the pages that change with the day, their data and the answers of search compute.
fn add_changing(
    sentences: &mut Sentences,
    website: &Website,
    day: usize,
    changing: &BTreeSet<String>,
) {
    let date = PartialDate::parse(DAYS[day]).unwrap();
    let day_in = |language: &str| website.theme().strings(language).format_partial_date(date);
    let (swedish, english) = (day_in("sv"), day_in("en"));
    // A sentence that names the day is the same sentence on all days.
    let undated = |text: &str| text.replace(&swedish, "{dag}").replace(&english, "{day}");
    let is_changing = |path: &str| changing.contains(path);
    for (path, page) in html_pages_at(website, is_changing) {
        add_page(sentences, &path, &page, day, undated);
    }
    for language in ["sv", "en"] {
        for answer in search_answers(website, language) {
            if !answer.state.is_empty() {
                let Answer { label, subject, value, qualifiers, state } = answer;
                let words = undated(&qualifiers);
                let words = format!("[{state}] {subject}, {label}: {value}. {words}");
                add(sentences, "answer", words, language, day);
            }
        }
    }
    for (path, twin) in page_json_at(website, |path| is_changing(path) && !path.starts_with("en/"))
    {
        for (field, statements) in twin["fields"].as_object().into_iter().flatten() {
            for statement in statements.as_array().into_iter().flatten() {
                if let Some(state) = statement["state"].as_str() {
                    let words = format!("[{state}] {}#{field}", twin["id"].as_str().unwrap());
                    add(sentences, "twin", words, &path, day);
                }
            }
        }
    }
}

/// Returns what a paragraph says of the days of its embedded values, with the words before it.
fn embedded_values(element: &Element) -> Vec<String> {
    if element.name != "p" || !element.attributes.is_empty() {
        return Vec::new();
    }
    let mut values = Vec::new();
    for mark in ["(senast känt", "(last known"] {
        for (start, _) in element.text.match_indices(mark) {
            let before: Vec<&str> = element.text[..start].split_whitespace().collect();
            let words = before[before.len().saturating_sub(4)..].join(" ");
            let end = element.text[start..].find(')').map_or(start, |end| start + end + 1);
            values.push(format!("… {words} {}", &element.text[start..end]));
        }
    }
    values
}

/// Returns which kind of computed sentence an element is.
fn kind_of(element: &Element) -> Option<&'static str> {
    if !element.get("data-banner").is_empty() {
        return Some("banner");
    }
    if element.has_class("statement") && !element.get("data-state").is_empty() {
        return Some(if element.get("data-entry").is_empty() { "statement" } else { "in force" });
    }
    if element.has_class("branch") && element.has_marks {
        return Some("relation");
    }
    let classes = [("day", "day of a view"), ("when", "date in a view"), ("act", "cell")];
    classes.into_iter().find(|(class, _)| element.has_class(class)).map(|(_, kind)| kind)
}

fn report(sentences: &Sentences) -> String {
    let mut report = String::from(
        "Every sentence about time or standing that the site computes, by kind.\n\
         {dag} and {day} are the as-of day. \"always\" is on all twelve days.\n",
    );
    let mut last_kind = "";
    for ((kind, text), occurrences) in sentences {
        if *kind != last_kind {
            writeln!(report, "\n== {kind}").unwrap();
            last_kind = kind;
        }
        let days = day_ranges(&occurrences.days);
        let n_places = occurrences.places.len();
        let places = match occurrences.places.first() {
            Some(first) if n_places > 1 => format!("{n_places} pages, {first}"),
            Some(only) => only.clone(),
            None => String::new(),
        };
        writeln!(report, "{text}\n    {days}; {places}").unwrap();
    }
    report
}

/// Returns days as ranges: `2010-06-01..2013-12-12`.
fn day_ranges(days: &BTreeSet<usize>) -> String {
    if days.len() == DAYS.len() {
        return "always".to_owned();
    }
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => ranges.push((*day, *day)),
        }
    }
    let range = |(first, last): (usize, usize)| match first == last {
        true => DAYS[first].to_owned(),
        false => format!("{}..{}", DAYS[first], DAYS[last]),
    };
    ranges.into_iter().map(range).collect::<Vec<_>>().join(", ")
}
