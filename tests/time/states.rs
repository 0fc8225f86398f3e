//! Each combination of state and period, in words.

use super::computed_sentences::{elements, html_pages, page_json, search_answers};
use super::{BOUND, COUNTRY, Country, OWN_WORDS, SEAT};
use expect_test::expect_file;
use std::fmt::Write as _;

const ACT_OF_2015: &Documents = &[("act", "The Act of 2015", "date: 2015-11-11\n")];
const REGISTER: &Documents =
    &[("act", "The register", "date: 2012-01-01\nconfirmed_until: 2020-05-01\n")];
const TWO_ACTS: &Documents = &[
    ("act", "The Act of 2012", "date: 2012-01-01\n"),
    ("later", "The Act of 2018", "date: 2018-01-01\n"),
];

type Documents = [(&'static str, &'static str, &'static str)];

/// A rule, the day, the fields of the country as YAML, and its documents.
type StateCase = (&'static str, &'static str, String, &'static Documents);

/// Appends what a site of one country says on a day.
fn describe(told: &mut String, case: &StateCase, kind: &str) {
    let (rule, as_of, fields, documents) = case;
    let own = |it: &(&str, &str, &str)| (it.0.to_owned(), it.1.to_owned(), it.2.to_owned());
    let country = Country {
        as_of: (*as_of).to_owned(),
        kind: kind.to_owned(),
        fields: fields.clone(),
        documents: documents.iter().map(own).collect(),
    };
    let website = country.website();
    writeln!(told, "\n== {rule} ({as_of})").unwrap();
    let pages = html_pages(&website);
    for (path, language) in [
        ("country/kanada/index.html", "sv"),
        ("en/country/kanada/index.html", "en"),
        ("index.html", "sv"),
        ("en/index.html", "en"),
    ] {
        for element in elements(&pages[path]) {
            let (state, kind) = (element.get("data-state"), element.get("data-banner"));
            let place = match (kind, path.contains("country")) {
                ("", true) => "field",
                ("", false) => "in-force",
                (_, _) => "banner",
            };
            if element.has_class("statement") && (!state.is_empty() || !kind.is_empty()) {
                let text = element.text.trim_start_matches("Kanada ").trim_start_matches("Canada ");
                writeln!(told, "{language} {place} {state} {kind}: {text}").unwrap();
            }
        }
    }
    for language in ["sv", "en"] {
        for answer in search_answers(&website, language) {
            if !answer.state.is_empty() {
                let (label, value) = (&answer.label, &answer.value);
                let (state, words) = (&answer.state, &answer.qualifiers);
                writeln!(told, "{language} answer {state}: {label}: {value}. {words}").unwrap();
            }
        }
    }
    let twin = &page_json(&website)["country/kanada/index.json"];
    for (field, statements) in twin["fields"].as_object().unwrap() {
        let statement = &statements[0];
        let (state, until) = (&statement["state"], &statement["confirmed_until"]);
        writeln!(told, "twin {field}: state {state}, confirmed_until {until}").unwrap();
    }
}

fn bound(period: &str, more: &str) -> String {
    format!("bound:\n  value: {period}\n  source: 'act {BOUND}'\n{more}")
}

fn seat(more: &str) -> String {
    format!("seat: {{value: Ottawa, {more}, source: 'act {SEAT}'}}\n")
}

fn from_2014() -> String {
    bound("{from: 2014-04-01}", "") + &seat("from: 2014-04-01")
}

fn planned(standing: &str) -> String {
    let period = "{from: 2015-01-01, until: further-notice}";
    bound(period, &format!("  standing: {standing}\n"))
}

/// How far sources reach, and what has ended or not begun.
fn reach_cases() -> Vec<StateCase> {
    let both_seats = format!(
        "seat: {{value: Ottawa, from: 2010-01-01, source: ['act {SEAT}', 'later {SEAT}']}}\n"
    );
    let old = &[("act", "The Act of 2013", "date: 2013-01-01\n")];
    let year = &[("act", "The Act of 2015", "date: 2015\n")];
    let kept_year = &[("act", "The register", "confirmed_until: 2015\n")];
    let undated = &[("act", "The register", "")];
    vec![
        ("holds to the last day that the source reaches", "2015-11-11", from_2014(), ACT_OF_2015),
        ("the day after", "2015-11-12", from_2014(), ACT_OF_2015),
        ("a later source extends it", "2016-01-01", both_seats.clone(), TWO_ACTS),
        ("as far as the latest source", "2019-01-01", both_seats, TWO_ACTS),
        ("confirmed_until, last day", "2020-05-01", seat("from: 2010-01-01"), REGISTER),
        ("confirmed_until, day after", "2020-05-02", seat("from: 2010-01-01"), REGISTER),
        ("dated with a year", "2015-06-01", seat("from: 2010-01-01"), year),
        ("confirmed until a year", "2015-12-31", seat("from: 2010-01-01"), kept_year),
        ("a source without a date", "2099-01-01", seat("from: 2010-01-01"), undated),
        (
            "ended, and a stated end",
            "2019-01-01",
            bound("{from: 2011-01-01, until: 2013-01-01}", "")
                + &seat("from: 2011-01-01, until: 2020-01-01"),
            ACT_OF_2015,
        ),
        ("older than the period", "2016-01-01", bound("{from: 2014-04-01}", ""), old),
        (
            "not begun",
            "2014-03-01",
            bound("{from: 2014-05-01, until: 2016-01-01}", "") + &seat("from: 2014-05-01"),
            ACT_OF_2015,
        ),
    ]
}

/// What is planned, and what has an unknown bound.
fn period_cases() -> Vec<StateCase> {
    vec![
        ("intended, not begun", "2014-06-01", planned("intended"), ACT_OF_2015),
        ("intended", "2015-11-11", planned("intended"), ACT_OF_2015),
        ("proposed", "2015-11-11", planned("proposed"), ACT_OF_2015),
        ("interpreted", "2015-11-11", planned("interpretation"), ACT_OF_2015),
        (
            "until further notice, after the source",
            "2015-11-12",
            bound("{from: 2014-04-01, until: further-notice}", "")
                + &seat("from: 2014-04-01, until: further-notice"),
            ACT_OF_2015,
        ),
        (
            "unknown start",
            "2015-11-11",
            seat("from: {value: unknown, latest: 2015-11-11}"),
            ACT_OF_2015,
        ),
        (
            "unknown start and end",
            "2013-11-11",
            bound("{from: {value: unknown, earliest: 2011, latest: 2015-11}, until: unknown}", "")
                + &seat("from: unknown, until: {value: unknown, latest: 2020-01-01}"),
            ACT_OF_2015,
        ),
        ("a month to a year", "2013-01-01", seat("from: 2011-03, until: 2014"), ACT_OF_2015),
        ("no period", "2013-01-01", "bound: none\n".to_owned(), &[]),
    ]
}

fn own_word_cases() -> Vec<StateCase> {
    let ended = || bound("{from: 2002-12-17, until: 2012-12-15}", "");
    let cases = [
        ("own words: holds", "2015-11-11", bound("{from: 2002-12-17}", "")),
        ("own words: ended", "2013-05-03", ended()),
        ("own words: not begun", "2001-05-03", ended()),
        ("own words: after the source", "2016-01-01", from_2014()),
        ("own words: intended", "2015-11-11", planned("intended")),
    ];
    cases.map(|(rule, as_of, fields)| (rule, as_of, fields, ACT_OF_2015)).into()
}

#[test]
fn each_state_and_period_has_words_that_say_it() {
    let mut told = String::new();
    for case in reach_cases().iter().chain(&period_cases()) {
        describe(&mut told, case, COUNTRY);
    }
    for case in own_word_cases() {
        describe(&mut told, &case, &format!("{COUNTRY}{OWN_WORDS}"));
    }
    let own_words = told.split_once("own words").unwrap().1.to_lowercase();
    for word in ["i kraft", "in force on", "no longer in force", "gäller", "applies"] {
        assert!(!own_words.contains(word), "{word}");
    }
    expect_file!["states.txt"].assert_eq(told.trim_start());
}
