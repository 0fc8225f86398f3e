//! For random statements, sources and days: nothing says "holds" on a day that no source reaches,
//! and a page, its banner, the view, search, page JSON, values in texts and cells of tables agree.

use super::computed_sentences::{elements, html_pages, page_json, search_answers};
use super::{BOUND, COUNTRY, Country, SEAT};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::fmt::Write as _;

/// Days in their order: those of documents, of periods and of sites.
const DAYS: [&str; 7] = [
    "2010-01-01",
    "2011-06-15",
    "2012-12-31",
    "2013-01-01",
    "2014-04-01",
    "2015-11-11",
    "2020-02-29",
];

#[derive(Clone, Debug)]
struct RandomStatement {
    from: Option<usize>,
    /// Its end as YAML, and as a day if it is one.
    until: (&'static str, Option<usize>),
    standing: &'static str,
    sources: Vec<usize>,
}

/// The date of a document: a day, or one that is unknown within limits.
#[derive(Clone, Copy, Debug)]
enum DocumentDate {
    Day(usize),
    Unknown { earliest: Option<usize>, latest: usize },
}

#[derive(Clone, Debug)]
struct RandomSite {
    /// `date` and `confirmed_until` of each document.
    documents: Vec<(Option<DocumentDate>, Option<usize>)>,
    bound: RandomStatement,
    seat: RandomStatement,
    as_of: usize,
}

fn day() -> impl Strategy<Value = usize> {
    0..DAYS.len()
}

fn statement() -> impl Strategy<Value = RandomStatement> {
    let until = prop_oneof![
        Just(("", None)),
        Just(("further-notice", None)),
        day().prop_map(|day| (DAYS[day], Some(day)))
    ];
    let standing =
        select(vec!["sourced", "sourced", "sourced", "intended", "proposed", "interpretation"]);
    let sources = subsequence(vec![0, 1, 2], 0..=3);
    (proptest::option::of(day()), until, standing, sources)
        .prop_map(|(from, until, standing, sources)| RandomStatement {
            from,
            until,
            standing,
            sources,
        })
        .prop_filter("a period that ends after it starts", |statement| {
            match (statement.from, statement.until.1) {
                (Some(from), Some(until)) => from < until,
                (None, None) => !statement.until.0.is_empty(),
                _ => true,
            }
        })
}

fn random_site() -> impl Strategy<Value = RandomSite> {
    let unknown = (proptest::option::of(day()), day()).prop_map(|(earliest, latest)| {
        let earliest = earliest.filter(|earliest| *earliest <= latest);
        DocumentDate::Unknown { earliest, latest }
    });
    let date = prop_oneof![2 => day().prop_map(DocumentDate::Day), 1 => unknown];
    let dates = (proptest::option::of(date), proptest::option::weighted(0.3, day()));
    let documents = proptest::collection::vec(dates, 3);
    (documents, statement(), statement(), day())
        .prop_map(|(documents, bound, seat, as_of)| RandomSite { documents, bound, seat, as_of })
}

impl RandomStatement {
    fn period(&self) -> String {
        let mut period = String::new();
        if let Some(from) = self.from {
            write!(period, "from: {}, ", DAYS[from]).unwrap();
        }
        if !self.until.0.is_empty() {
            write!(period, "until: {}, ", self.until.0).unwrap();
        }
        period.trim_end_matches(", ").to_owned()
    }

    fn sources(&self, quote: &str) -> String {
        let sources = self.sources.iter().map(|document| format!("'d{document} {quote}'"));
        format!("[{}]", sources.collect::<Vec<_>>().join(", "))
    }

    /// Returns whether it holds, worked out on its own: `None` means that it is not known.
    fn holds(&self, site: &RandomSite) -> Option<bool> {
        let day = site.as_of;
        if self.from.is_some_and(|from| day < from)
            || self.until.1.is_some_and(|until| day >= until)
        {
            return Some(false);
        }
        let reach = self.sources.iter().filter_map(|document| {
            let (date, confirmed_until) = site.documents[*document];
            let from_date = date.map(|date| match date {
                DocumentDate::Day(day) => Some(day),
                DocumentDate::Unknown { earliest, .. } => earliest,
            });
            confirmed_until.map(Some).or(from_date)
        });
        let is_reached =
            self.until.1.is_some() || reach.max().is_none_or(|reach| Some(day) <= reach);
        (self.standing == "sourced" && is_reached).then_some(true)
    }

    fn state(&self, site: &RandomSite) -> &'static str {
        match self.holds(site) {
            Some(true) => "holds",
            Some(false) => "not",
            None => "unknown",
        }
    }
}

impl RandomSite {
    fn country(&self) -> Country {
        let (bound, seat) = (&self.bound, &self.seat);
        let fields = format!(
            "bound:\n  value: {{{}}}\n  standing: {}\n  source: {}\nseat: {{value: Ottawa, {}, \
             standing: {}, source: {}}}\n",
            bound.period(),
            bound.standing,
            bound.sources(BOUND),
            seat.period(),
            seat.standing,
            seat.sources(SEAT)
        );
        let documents = self.documents.iter().enumerate().map(|(number, dates)| {
            let line = |key: &str, day: Option<usize>| {
                day.map_or_else(String::new, |day| format!("{key}: {}\n", DAYS[day]))
            };
            let date = match dates.0 {
                Some(DocumentDate::Unknown { earliest, latest }) => {
                    let earliest = earliest
                        .map_or_else(String::new, |day| format!("earliest: {}, ", DAYS[day]));
                    let latest = DAYS[latest];
                    format!("date: {{value: {{value: unknown, {earliest}latest: {latest}}}}}\n")
                }
                Some(DocumentDate::Day(day)) => line("date", Some(day)),
                None => String::new(),
            };
            let dates = date + &line("confirmed_until", dates.1);
            (format!("d{number}"), format!("Document {number}"), dates)
        });
        Country {
            as_of: DAYS[self.as_of].to_owned(),
            kind: COUNTRY.to_owned(),
            fields,
            documents: documents.collect(),
        }
    }
}

/// Words and marks after a value of which it is not known whether it holds.
const UNKNOWN: [&str; 10] = [
    "inte känt",
    "senast känt",
    "avsett",
    "föreslaget",
    "tolkning",
    "not known",
    "last known",
    "intended",
    "proposed",
    "interpretation",
];

/// Returns what a page shows of a field of Canada: in its text, in its description, and in a table.
fn shown_values(html: &str, field: &str, labels: [&str; 2]) -> Vec<String> {
    let between = |start: &str, end: &str| {
        let (_, rest) = html.split_once(start)?;
        Some(plain_text(rest.split_once(end)?.0))
    };
    let in_text = between(&format!("<p>{field}: "), ";</p>").unwrap();
    let cell = |label: &&str| between(&format!("data-label=\"{label}\">"), "</td>");
    let in_cell = labels.iter().find_map(cell).unwrap();
    let description = between("<meta name=\"description\" content=\"", "\">").unwrap();
    let after = description.split_once(&format!("{field}: "));
    let in_description = after.and_then(|(_, rest)| Some(rest.split_once(';')?.0.to_owned()));
    [in_text, in_cell].into_iter().chain(in_description).collect()
}

/// Returns the text of HTML without citation markers and without brackets.
fn plain_text(html: &str) -> String {
    let mut text = String::new();
    let mut is_in_marker = false;
    for (index, part) in html.split('<').enumerate() {
        let (tag, words) = if index == 0 { ("", part) } else { part.split_once('>').unwrap() };
        is_in_marker = tag.starts_with("sup") || is_in_marker && !tag.starts_with("/sup");
        if !is_in_marker {
            text.push_str(words);
        }
    }
    text.replace(['(', ')'], " ").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn says_unknown(shown: &str) -> bool {
    UNKNOWN.iter().any(|words| shown.contains(words))
}

/// Returns whether what is shown of a value says that the value is in a state.
fn says_state(shown: &str, value: &str, state: &str) -> bool {
    let value = value.to_lowercase();
    match state {
        "holds" => shown == value,
        "unknown" => shown.starts_with(&value) && says_unknown(shown),
        _ => ["inte känt ", "not known "].iter().any(|words| shown.starts_with(words)),
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_holds_that_no_source_reaches_and_all_agree(site in random_site()) {
        let website = site.country().website();
        let (bound, seat) = (site.bound.state(&site), site.seat.state(&site));
        let pages = html_pages(&website);
        for language in ["", "en/"] {
            for element in elements(&pages[&format!("{language}country/kanada/index.html")]) {
                if !element.has_class("statement") {
                    continue;
                }
                match (element.get("id"), element.get("data-banner")) {
                    ("bound", _) => prop_assert_eq!(element.get("data-state"), bound),
                    ("seat", _) => prop_assert_eq!(element.get("data-state"), seat),
                    (_, "outdated" | "early" | "unconfirmed") => {
                        prop_assert_eq!(element.get("data-state"), bound);
                    }
                    _ => {}
                }
            }
            let index_html = &pages[&format!("{language}index.html")];
            for shown in shown_values(index_html, "seat", ["Säte", "Seat"]) {
                prop_assert!(says_state(&shown, "Ottawa", seat), "{} ({})", shown, seat);
            }
            for shown in shown_values(index_html, "bound", ["Bindningstid", "Binding period"]) {
                // The period itself is shown before and after it.
                let may_say_so = says_unknown(&shown) == (bound == "unknown") || bound == "not";
                prop_assert!(may_say_so, "{} ({})", shown, bound);
            }
            let index = elements(index_html);
            let item = index.iter().find(|it| it.get("data-entry") == "kanada").unwrap();
            prop_assert_eq!(item.get("data-state"), bound);
        }
        for language in ["sv", "en"] {
            for answer in search_answers(&website, language) {
                let expected = match &*answer.label {
                    "Bindningstid" | "Binding period" => bound,
                    "Säte" | "Seat" => seat,
                    _ => "",
                };
                prop_assert_eq!(&answer.state, expected);
            }
        }
        for (path, twin) in page_json(&website) {
            if path.ends_with("country/kanada/index.json") {
                prop_assert_eq!(twin["fields"]["bound"][0]["state"].as_str(), Some(bound));
                prop_assert_eq!(twin["fields"]["seat"][0]["state"].as_str(), Some(seat));
            }
        }
    }
}
