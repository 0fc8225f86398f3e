//! A lease with three versions, of which the second ended a wording: the page, page JSON and the
//! checks name that version, also as of an earlier date.

use crate::cases::main_element;
use crate::support::Workspace;
use serde_json::Value as Json;

const OLD: &str = "[P1]\nThe rent is 400 crowns a year.\n\n[P2]\nThe berth is on the east side.\n";
const MIDDLE: &str =
    "[P1]\nThe rent is 450 crowns a year.\n\n[P2]\nThe berth is on the west side.\n";
const NEW: &str = "[P1]\nThe rent is 500 crowns a year.\n\n[P2]\nThe berth is on the east side.\n";
const RENT: &str = "lease P1 \"The rent is 400 crowns a year.\"";

/// A site of a lease and one rule about it.
struct Lease<'a> {
    /// The fields of the rule, as YAML.
    rule: &'a str,
    /// What else the first version says of itself, as YAML.
    old: &'a str,
    /// The date of the second version.
    middle_date: &'a str,
}

impl Default for Lease<'_> {
    fn default() -> Self {
        Self { rule: "", old: "", middle_date: "2014-05-01" }
    }
}

impl Lease<'_> {
    fn workspace(&self) -> Workspace {
        let document = |title: &str, text: &str, rest: &str| {
            format!(
                "---\ntype: document\ntitle: {title}\ntext: {text}\nno_claim: [P1, P2]\n{rest}\n---\n"
            )
        };
        let middle = format!("date: {}\nreplaces: lease", self.middle_date);
        let old = format!("date: 2010-02-01\n{}", self.old);
        Workspace::of(&[
            ("content/site.yaml", "title: The quay\nlanguages: [en]\nowner: The office\n"),
            (
                "content/index.md",
                "# The quay\n\nSee [[quay]], [[lease]], [[lease-2014]] and [[lease-2020]].\n",
            ),
            (
                "content/_types/rule.yaml",
                "name: Rule\npath: rules\nfields:\n  rent: {label: Rent, kind: text}\n  \
                 place: {label: Place, kind: text}\n  deal:\n    label: Deal\n    kind: group\n    \
                 fields:\n      sum: {label: Sum, kind: text}\n",
            ),
            ("content/quay.md", &format!("---\ntype: rule\n{}\n---\n# The quay rule\n", self.rule)),
            ("content/lease.md", &document("Lease", "lease.txt", &old)),
            ("content/lease-2014.md", &document("Lease of 2014", "lease-2014.txt", &middle)),
            (
                "content/lease-2020.md",
                &document(
                    "Lease of 2020",
                    "lease-2020.txt",
                    "date: 2020-03-01\nreplaces: lease-2014",
                ),
            ),
            ("content/lease.txt", OLD),
            ("content/lease-2014.txt", MIDDLE),
            ("content/lease-2020.txt", NEW),
        ])
    }
}

/// Returns the help of each diagnostic of a code, in the order of lines.
fn helps(workspace: &Workspace, code: &str, arguments: &[&str]) -> Vec<String> {
    let run = workspace.run(&[&["check", "--format", "json"], arguments].concat());
    let json = run.json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let of_code = all.filter(|it| it["code"] == code);
    of_code.map(|it| it["help"].as_str().unwrap_or_default().to_owned()).collect()
}

fn page(workspace: &Workspace) -> String {
    main_element(&workspace.read("output/rules/quay/index.html")).to_owned()
}

/// Returns the first value of a field in page JSON.
fn value(workspace: &Workspace, field: &str) -> Json {
    let text = workspace.read("output/rules/quay/index.json");
    let json: Json = serde_json::from_str(&text).unwrap();
    json["fields"][field][0].clone()
}

#[test]
fn the_version_that_ended_the_words_is_the_end() {
    let rule = format!("rent: {{value: 400 crowns, source: '{RENT}'}}");
    let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
    let help = helps(&workspace, "superseded-quote", &[]).concat();
    assert!(help.contains("`until: 2014-05-01` (the wording ended with `lease-2014`)"), "{help}");
    workspace.run(&["build"]).with_status(0);
    let page = page(&workspace);
    assert!(page.contains("from 1 February 2010 to 1 May 2014"), "{page}");
    let fate = &value(&workspace, "rent")["sources"][0]["fate"];
    assert_eq!(fate["ended"]["document"], "lease-2014");
    assert_eq!(fate["document"], "lease-2020");
}

#[test]
fn a_citation_without_a_quote_ends_with_its_paragraph() {
    let rule = "rent: {value: 400 crowns, source: lease P1}";
    let workspace = Lease { rule, ..Lease::default() }.workspace();
    let help = helps(&workspace, "superseded-quote", &[]).concat();
    assert!(help.contains("`until: 2014-05-01`"), "{help}");
}

#[test]
fn a_year_stays_a_year() {
    let rule = |until: &str| format!("rent: {{value: 400 crowns, source: '{RENT}'{until}}}");
    let workspace = Lease { rule: &rule(""), middle_date: "2014", ..Lease::default() }.workspace();
    let help = helps(&workspace, "superseded-quote", &[]).concat();
    assert!(help.contains("`until: 2014` "), "{help}");
    workspace.run(&["build"]).with_status(0);
    let page = page(&workspace);
    assert!(page.contains("from 1 February 2010 to 2014"), "{page}");
    for (until, is_reported) in [("2014", false), ("2014-07-01", false), ("2021", true)] {
        let rule = rule(&format!(", until: {until}"));
        let lease = Lease { rule: &rule, middle_date: "2014", ..Lease::default() };
        let helps = helps(&lease.workspace(), "superseded-quote", &[]);
        assert_eq!(!helps.is_empty(), is_reported, "{until}: {helps:?}");
    }
}

#[test]
fn an_end_after_the_newest_version_is_reported() {
    let rule = format!("rent: {{value: 400 crowns, source: '{RENT}', until: 2021}}");
    let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
    let help = helps(&workspace, "superseded-quote", &[]).concat();
    assert!(help.contains("`until: 2014-05-01` instead of `until: 2021`"), "{help}");
    let rule = format!("rent: {{value: 400 crowns, source: '{RENT}', until: 2014-05-01}}");
    let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
    assert_eq!(helps(&workspace, "superseded-quote", &[]), [""; 0]);
}

#[test]
fn a_version_after_the_as_of_date_does_not_exist_yet() {
    let rule = format!("rent: {{value: 400 crowns, source: '{RENT}'}}");
    let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
    let fate_on = |day: &str| {
        workspace.run(&["build", "--as-of", day]).with_status(0);
        value(&workspace, "rent")["sources"][0]["fate"].clone()
    };
    assert_eq!(fate_on("2013-01-01"), Json::Null);
    assert!(!page(&workspace).contains("In this wording"));
    assert!(!page(&workspace).contains("Earlier wording"));
    assert_eq!(fate_on("2015-01-01")["quote"], "The rent is 450 crowns a year.");
    assert!(!page(&workspace).contains("500 crowns"));
    assert_eq!(fate_on("2014-05-01")["document"], "lease-2014");
    assert_eq!(fate_on("2014-04-30"), Json::Null);
    assert_eq!(helps(&workspace, "superseded-quote", &["--as-of", "2013"]), [""; 0]);
    assert_eq!(helps(&workspace, "superseded-quote", &["--as-of", "2015"]).len(), 1);
}

#[test]
fn a_statement_that_outlives_its_words_is_marked() {
    let place = "place: {value: east, source: 'lease P2 \"The berth is on the east side.\"'}";
    let marks = |rest: &str, other: &str| {
        let rule = format!("rent: {{value: 400 crowns, source: {other}{rest}}}\n{place}");
        let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
        workspace.run(&["build"]).with_status(0);
        page(&workspace).matches("<strong class=\"state\">Earlier wording</strong>").count()
    };
    assert_eq!(marks("", &format!("'{RENT}'")), 1);
    assert_eq!(marks(", until: 2014-05-01", &format!("'{RENT}'")), 0);
    // One source that is still right is enough.
    let two = format!("['{RENT}', 'lease-2020 P2 \"The berth is on the east side.\"']");
    assert_eq!(marks("", &two), 0);
}

#[test]
fn a_part_of_a_group_ends_with_the_group() {
    let marks = |until: &str| {
        let rule =
            format!("deal:\n  - value:\n      sum: {{value: 400, source: '{RENT}'}}\n{until}");
        let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
        workspace.run(&["build"]).with_status(0);
        page(&workspace).matches("Earlier wording").count()
    };
    assert_eq!(marks(""), 1);
    assert_eq!(marks("    until: 2014-05-01\n"), 0);
}

#[test]
fn a_later_confirmation_does_not_bring_the_words_back() {
    let rule = format!(
        "rent: {{value: 400 crowns, source: '{RENT}', from: 2010-02-01}}\n\
         place: {{value: east, source: 'lease P2 \"The berth is on the east side.\"'}}"
    );
    let old = "confirmed_until: 2022-01-01";
    let workspace = Lease { rule: &rule, old, ..Lease::default() }.workspace();
    workspace.run(&["build", "--as-of", "2021-06-01"]).with_status(0);
    let rent = value(&workspace, "rent");
    assert_eq!(rent["confirmed_until"], "2014-04-30");
    assert_eq!(rent["state"], "unknown");
    assert_eq!(value(&workspace, "place")["confirmed_until"], "2022-01-01");
    workspace.run(&["build", "--as-of", "2013-06-01"]).with_status(0);
    assert_eq!(value(&workspace, "rent")["state"], "holds");
}

#[test]
fn a_split_names_all_parts_and_a_merge_the_whole() {
    let old = "[P1]\nThe boat is moored at the quay. The owner pays for its upkeep.\n\n\
               [P2]\nThe rent is due in May.\n\n[P3]\nA receipt is given for each payment.\n";
    let new = "[P1]\nThe boat is moored at the quay.\n\n[P1a]\nThe owner pays for its upkeep.\n\n\
               [P2]\nThe rent is due in May. A receipt is given for each payment.\n";
    let fate = |citation: &str| {
        let rule = format!("rent: {{value: a rule, source: '{citation}'}}");
        let workspace = Lease { rule: &rule, ..Lease::default() }.workspace();
        workspace.write("content/lease.txt", old);
        workspace.write("content/lease-2014.txt", new);
        workspace.write("content/lease-2020.txt", new);
        workspace.run(&["build"]);
        let fate = value(&workspace, "rent")["sources"][0]["fate"].clone();
        format!("{} {}", fate["state"].as_str().unwrap(), fate["locator"].as_str().unwrap_or("-"))
    };
    assert_eq!(fate("lease P1"), "moved P1-P1a");
    assert_eq!(fate("lease P1 \"moored at the quay. The owner pays\""), "moved P1-P1a");
    assert_eq!(fate("lease P1 \"The owner pays for its upkeep.\""), "moved P1a");
    assert_eq!(fate("lease P3 \"A receipt is given for each payment.\""), "moved P2");
    assert_eq!(fate("lease P2-P3"), "moved P2");
    assert_eq!(fate("lease P1-P2 \"The rent is due in May.\""), "same P2");
}

#[test]
fn a_paper_with_too_many_versions_is_reported() {
    let workspace = Workspace::of(&[
        ("content/site.yaml", "title: The quay\nlanguages: [en]\nowner: The office\n"),
        ("content/index.md", "# The quay\n"),
        ("content/lease.txt", "[P1]\nThe rent is 400 crowns a year.\n"),
    ]);
    let write = |n_versions: usize| {
        let versions = (0..n_versions).map(|number| {
            let replaces = match number {
                0 => String::new(),
                _ => format!(", replaces: v{}", number - 1),
            };
            format!("  - {{id: v{number}, title: Lease {number}, text: lease.txt{replaces}}}\n")
        });
        let list: String = versions.collect();
        workspace.write("content/leases.yaml", format!("document:\n{list}"));
    };
    write(500);
    assert_eq!(helps(&workspace, "too-large", &[]).len(), 0);
    write(502);
    let run = workspace.run(&["check"]).with_status(1);
    let message = "error[too-large]: the paper exceeds the limit of 500 versions";
    assert_eq!(run.stderr.matches(message).count(), 1, "{}", run.stderr);
}
