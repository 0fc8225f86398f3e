//! The calendars of deadlines, ends and reviews, read by a strict parser of RFC 5545.

use crate::support::Workspace;
use std::collections::BTreeSet;

/// An event: the values of its properties, each with its name and parameters.
#[derive(Debug, Default)]
struct Event {
    properties: Vec<(String, String)>,
}

impl Event {
    #[track_caller]
    fn value(&self, name: &str) -> &str {
        let mut with_name = self.properties.iter().filter(|(own, _)| own == name);
        let first = with_name.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(with_name.next().is_none(), "{name} twice in {self:?}");
        &first.1
    }

    /// Returns the value of a property with a language.
    fn text(&self, name: &str) -> &str {
        let prefix = format!("{name};LANGUAGE=");
        &self.properties.iter().find(|(name, _)| name.starts_with(&prefix)).unwrap().1
    }

    fn summary(&self) -> &str {
        self.text("SUMMARY")
    }
}

/// Reads a text (section 3.3.11): every backslash, semicolon and comma is escaped.
fn read_text(text: &str) -> String {
    let (mut read, mut chars) = (String::new(), text.chars());
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next().unwrap() {
                escaped @ ('\\' | ';' | ',') => read.push(escaped),
                'n' | 'N' => read.push('\n'),
                other => panic!("\\{other} in {text}"),
            },
            ';' | ',' => panic!("{char} is not escaped in {text}"),
            control if control.is_control() => panic!("{control:?} in {text}"),
            char => read.push(char),
        }
    }
    read
}

/// Reads a calendar. Panics if RFC 5545 does not allow it.
fn read_calendar(text: &str) -> Vec<Event> {
    assert!(text.ends_with("\r\n"), "every line ends with CRLF");
    let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end: {line:?}");
    }
    let mut unfolded: Vec<String> = Vec::new();
    for line in lines {
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
            None => unfolded.push(line.to_owned()),
        }
    }
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0"];
    assert_eq!(unfolded[..2], head, "{text}");
    assert_eq!(unfolded.last().unwrap(), "END:VCALENDAR");
    for once in ["PRODID:", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:"] {
        assert_eq!(unfolded.iter().filter(|line| line.starts_with(once)).count(), 1, "{once}");
    }
    let (mut events, mut open): (Vec<Event>, Option<Event>) = (Vec::new(), None);
    for line in &unfolded[2..unfolded.len() - 1] {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => assert!(open.replace(Event::default()).is_none()),
            ("END", "VEVENT") => events.push(open.take().unwrap()),
            ("BEGIN" | "END", other) => panic!("{other}"),
            (name, value) => {
                let is_text = name.starts_with("SUMMARY")
                    || name.starts_with("DESCRIPTION")
                    || name.ends_with("NAME");
                let value = if is_text { read_text(value) } else { value.to_owned() };
                // Outside of an event it is a property of the calendar.
                if let Some(event) = &mut open {
                    event.properties.push((name.to_owned(), value));
                }
            }
        }
    }
    assert!(open.is_none());
    let uids: BTreeSet<&str> = events.iter().map(|event| event.value("UID")).collect();
    assert_eq!(uids.len(), events.len(), "each UID is there once");
    for event in &events {
        let stamp = event.value("DTSTAMP");
        assert!(stamp.len() == 16 && stamp.ends_with("T000000Z"), "{stamp}");
        let day = event.value("DTSTART;VALUE=DATE");
        assert!(day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()), "{day}");
    }
    let days: Vec<&str> = events.iter().map(|event| event.value("DTSTART;VALUE=DATE")).collect();
    assert!(days.is_sorted(), "{days:?}");
    events
}

/// Returns the day and the summary of each event of a calendar.
fn summaries(site: &Workspace, path: &str) -> Vec<String> {
    let events = read_calendar(&site.read(&format!("output/{path}")));
    let line = |event: &Event| format!("{} {}", event.value("DTSTART;VALUE=DATE"), event.summary());
    events.iter().map(line).collect()
}

const OBLIGATION: &str = "name: {sv: Skyldighet, en: Obligation}\nplural: {sv: S, en: O}\n\
    path: skyldigheter\nfields:\n  \
    due: {kind: date, deadline: true, label: {sv: Senast, en: Due}}\n  \
    signed: {kind: date, label: {sv: Undertecknad, en: Signed}}\n  \
    who: {to: party, label: {sv: Vem, en: Who}}\n  \
    steps: {kind: group, label: {sv: Steg, en: Steps}, fields: \
    {by: {kind: date, deadline: true, label: {sv: Klart, en: Done by}}, \
    of: {to: party, label: {sv: Av, en: Of}}}}\n";

fn site() -> Workspace {
    Workspace::of(&[
        (
            "content/site.yaml",
            "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: Test\n",
        ),
        ("content/_types/obligation.yaml", OBLIGATION),
        (
            "content/_types/party.yaml",
            "name: {sv: Part, en: Party}\nplural: {sv: Parter, en: Parties}\npath: parter\n\
             fields:\n  phone: {kind: text, label: {sv: Telefon, en: Phone}}\n",
        ),
        (
            "content/parties.yaml",
            "party:\n  - {id: anna, title: Anna, review_by: 2031-01-01}\n  \
             - {id: bo, title: Bo, review_by: 2032-01-01, phone: {value: 1; 2, until: 2029-05-06}}\n",
        ),
        (
            "content/pay.md",
            "---\nid: pay\ntype: obligation\n\
             title: {sv: 'Betala, hyran; \\ i tid', en: Pay the rent}\nupdated: 2026-01-02\n\
             due: [2030-03-31, 2030-04]\nsigned: 2011-11-11\n\
             who: {value: anna, until: 2030-12-31}\n\
             steps:\n  - {by: 2029-01-31, of: bo}\n  - {by: {value: 2029-02-28, earliest: 2029-02-01}}\n\
             ---\n\nText.\n",
        ),
        ("content/pay.en.md", "Text.\n"),
        (
            "content/index.md",
            "---\ntitle: {sv: Start, en: Start}\nreview_by: 2028-02-29\n---\n\nHej [[anna]] [[bo]].\n",
        ),
        ("content/index.en.md", "Hello.\n"),
    ])
}

#[test]
fn a_calendar_has_the_exact_dates_of_the_site_and_of_each_party() {
    let site = site();
    site.run(&["build"]).with_status(0);
    let pay = "Betala, hyran; \\ i tid";
    assert_eq!(
        summaries(&site, "kalender.ics"),
        [
            "20280229 Granska: Start".to_owned(),
            format!("20290131 {pay}: Klart"),
            "20290506 Bo, Telefon: ”1; 2” gäller inte längre".to_owned(),
            format!("20300331 {pay}: Senast"),
            format!("20301231 {pay}, Vem: ”Anna” gäller inte längre"),
            "20310101 Granska: Anna".to_owned(),
            "20320101 Granska: Bo".to_owned(),
        ]
    );
    assert_eq!(
        summaries(&site, "en/calendar.ics")[1..4],
        [
            "20290131 Pay the rent: Done by",
            "20290506 Bo, Phone: “1; 2” no longer holds",
            "20300331 Pay the rent: Due"
        ]
    );
    assert_eq!(
        summaries(&site, "parter/anna/kalender.ics"),
        [
            format!("20300331 {pay}: Senast"),
            format!("20301231 {pay}, Vem: ”Anna” gäller inte längre"),
            "20310101 Granska: Anna".to_owned(),
        ]
    );
    assert_eq!(
        summaries(&site, "parter/bo/kalender.ics"),
        [
            format!("20290131 {pay}: Klart"),
            "20290506 Bo, Telefon: ”1; 2” gäller inte längre".to_owned(),
            "20320101 Granska: Bo".to_owned(),
        ]
    );
    let stamp = |path: &str| read_calendar(&site.read(path))[1].value("DTSTAMP").to_owned();
    assert_eq!(stamp("output/kalender.ics"), "20260102T000000Z");
    let page = site.read("output/parter/anna/index.html");
    let link = "<link rel=\"alternate\" type=\"text/calendar\" href=\"kalender.ics\">";
    assert!(page.contains(link), "{page}");
    assert!(page.contains(">Datum till din kalender</a>"), "{page}");
    assert!(page.contains(">Sidans datum till din kalender</a>"), "{page}");
    assert!(site.read("output/index.html").contains("href=\"kalender.ics\""));
}

#[test]
fn an_event_keeps_its_identity() {
    let site = site();
    site.run(&["build", "--base-url", "https://example.org/prov/"]).with_status(0);
    let uids = |path: &str| -> Vec<String> {
        let events = read_calendar(&site.read(&format!("output/{path}")));
        events.iter().map(|event| event.value("UID").to_owned()).collect()
    };
    let before = uids("kalender.ics");
    assert!(before.iter().all(|uid| uid.ends_with("@example.org")), "{before:?}");
    assert_eq!(uids("en/calendar.ics"), before);
    let events = read_calendar(&site.read("output/kalender.ics"));
    assert_eq!(events[1].value("URL"), "https://example.org/prov/skyldigheter/pay/");
    let own: BTreeSet<String> = uids("parter/anna/kalender.ics").into_iter().collect();
    assert!(own.iter().all(|uid| before.contains(uid)));
    // Another title, another day of the only value, and another event before it.
    let page = site.read("content/pay.md");
    let page = page.replace("Betala, hyran", "Erlägg hyran").replace("2030-12-31", "2030-11-30");
    site.write("content/pay.md", page);
    let index = site.read("content/index.md").replace("2028-02-29", "2027-01-01");
    site.write("content/index.md", index);
    site.run(&["build", "--base-url", "https://example.org/prov/"]).with_status(0);
    assert_eq!(uids("kalender.ics"), before);
}

#[test]
fn an_event_has_the_same_identity_in_each_calendar() {
    let site = site();
    let page = site.read("content/pay.md");
    // Two items that only what they name tells apart.
    let page = page.replace("{by: 2029-01-31, of: bo}", "{by: 2029-01-31, of: anna}");
    let page = page.replace("  - {by: {value:", "  - {by: 2029-03-31, of: bo}\n  - {by: {value:");
    let period = "terms: {kind: group, label: {sv: Villkor, en: Terms}, fields: \
                  {of: {to: party, label: {sv: Av, en: Of}}}}\n";
    site.write("content/_types/obligation.yaml", format!("{OBLIGATION}  {period}"));
    let terms = "terms:\n  - {value: {of: anna}, until: 2029-04-01}\n  - {value: {of: bo}, until: 2029-05-01}\n---\n\n";
    site.write("content/pay.md", page.replacen("---\n\n", terms, 1));
    site.run(&["build"]).with_status(0);
    let identities = |path: &str| -> BTreeSet<(String, String)> {
        let events = read_calendar(&site.read(&format!("output/{path}")));
        let identity = |event: &Event| {
            (event.value("UID").to_owned(), event.value("DTSTART;VALUE=DATE").to_owned())
        };
        events.iter().map(identity).collect()
    };
    let all = identities("kalender.ics");
    for path in ["parter/anna/kalender.ics", "parter/bo/kalender.ics"] {
        let own = identities(path);
        assert!(own.len() > 3, "{own:?}");
        assert!(own.is_subset(&all), "{path}: {own:?} {all:?}");
    }
}

#[test]
fn a_site_without_exact_dates_has_no_calendar() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/kalender.ics").exists());
    assert!(!site.read("output/index.html").contains("text/calendar"));
    let page = "---\ntitle: {sv: Rådet, en: A}\nreview_by: 2030-05\n---\n\nX.\n";
    site.write("content/radet.md", page);
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/kalender.ics").exists());
}

#[test]
fn only_a_date_can_be_a_deadline() {
    let site = Workspace::site();
    site.write(
        "content/_types/note.yaml",
        "name: N\nfields: {a: {kind: text, label: A, deadline: true}}\n",
    );
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("unknown-key") && run.stderr.contains("kind: date"), "{run:?}");
}

#[test]
fn an_event_says_what_happens_by_which_words_and_how_certain_it_is() {
    let rule = "name: {sv: Regel, en: Rule}\nplural: {sv: Regler, en: Rules}\npath: regler\n\
        validity: term\nfields:\n  term: {kind: period, label: {sv: Gäller, en: In force}}\n  \
        season: {kind: period, label: {sv: Säsong, en: Season}}\n";
    let site = Workspace::of(&[
        (
            "content/site.yaml",
            "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: Test\n\
             base_url: https://example.org\n",
        ),
        ("content/_types/rule.yaml", rule),
        ("content/deed.txt", "[P1]\nThe lease ends on 31 March 2030; no notice, is needed.\n"),
        ("content/deed.md", "---\ntype: document\ntitle: Deed\ntext: deed.txt\n---\n"),
        (
            "content/rules.yaml",
            "rule:\n  - {id: lease, title: {sv: Arrendet, en: The lease}, term: {value: {from: 2011-01-01, \
             until: 2030-03-31}, source: 'deed P1 \"ends on 31 March 2030; no notice\"'}}\n  \
             - {id: fishing, title: {sv: Fisket, en: The fishing}, season: {value: {from: 2027-01-01, \
             until: 2031-01-01}, standing: proposed}}\n",
        ),
    ]);
    site.run(&["build"]).with_status(0);
    assert_eq!(
        summaries(&site, "kalender.ics"),
        [
            "20300331 Arrendet gäller inte längre",
            "20310101 Fisket: tiden för ”Säsong” är slut (föreslaget)",
        ]
    );
    assert_eq!(
        summaries(&site, "en/calendar.ics"),
        [
            "20300331 The lease is no longer in force",
            "20310101 The fishing: the period “Season” is over (proposed)",
        ]
    );
    let events = read_calendar(&site.read("output/en/calendar.ics"));
    assert_eq!(
        events[0].text("DESCRIPTION").lines().skip(1).collect::<Vec<_>>(),
        ["“ends on 31 March 2030; no notice” (Deed P1)", "https://example.org/en/regler/lease/",]
    );
    assert!(events[0].text("DESCRIPTION").starts_with("In force: "));
    assert_eq!(events[1].value("STATUS"), "TENTATIVE");
}
