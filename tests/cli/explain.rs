//! `pakt explain`.

use crate::support::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn each_code_is_explained_to_people_and_programs() {
    let anywhere = Workspace::of(&[]);
    for rule in pakt::diagnostic::rules::RULES {
        let english = anywhere.run(&["explain", rule.name]).with_status(0).stdout;
        let swedish = anywhere.run(&["explain", rule.name, "--lang", "sv"]).with_status(0).stdout;
        assert!(english.contains(rule.name) && swedish.contains(rule.name));
        assert_ne!(english, swedish);
        let json = anywhere.run(&["explain", rule.name, "--format", "json"]).with_status(0).json();
        assert_eq!(json["code"], rule.name);
    }
}

#[test]
fn a_code_that_does_not_exist_is_wrong_usage() {
    let run = Workspace::of(&[]).run(&["explain", "brokn-link"]).with_status(2);
    assert!(run.stderr.contains("broken-link"), "{run:?}");
    assert_eq!(run.stdout, "");
}

/// A site in which a lease, an index page, a question and an embedded value depend on `deed#P2`.
fn lease_site() -> Workspace {
    Workspace::of(&[
        ("content/site.yaml", "title: {sv: Prov, en: Test}\nlanguages: [sv, en]\nowner: Test\n"),
        (
            "content/_types/lease.yaml",
            "name: {sv: Avtal, en: Lease}\nplural: {sv: Avtal, en: Leases}\nfields:\n  \
             rent: {kind: text, label: {sv: Hyra, en: Rent}}\n  \
             tenant: {to: party, label: {sv: Arrendator, en: Tenant}}\n  \
             terms: {kind: group, label: {sv: Villkor, en: Terms}, fields: \
             {name: {kind: text, label: {sv: Namn, en: Name}}, \
             who: {to: party, label: {sv: Vem, en: Who}}}}\n",
        ),
        (
            "content/_types/party.yaml",
            "name: {sv: Part, en: Party}\nplural: {sv: Parter, en: Parties}\nfields:\n  \
             phone: {kind: text, label: {sv: Telefon, en: Phone}}\n",
        ),
        (
            "content/deed.md",
            "---\ntype: document\ntitle: {sv: Brevet, en: The deed}\ndate: 2011-11-11\n\
             text: deed.txt\n---\n",
        ),
        ("content/deed.txt", "[P1]\nAnna rents the mill.\n\n[P2]\nShe pays ten crowns.\n"),
        (
            "content/lease.md",
            "---\ntype: lease\ntitle: {sv: Arrendet, en: The lease}\nrent:\n  value: ten\n  \
             source: 'deed P2 \"ten crowns\"'\n  standing: proposed\n\
             tenant: {value: anna, source: 'deed P1 \"Anna rents\"'}\nterms:\n  \
             - name: {value: mill, source: 'deed P1-P2'}\n    who: anna\n---\n\nSe.\n",
        ),
        ("content/lease.en.md", "Ten [@deed P2 \"ten crowns\"].\n"),
        (
            "content/anna.md",
            "---\ntype: party\ntitle: Anna\nphone: {value: '1', source: 'deed P2 \"She pays\"'}\n\
             ---\n\nAnna.\n",
        ),
        ("content/anna.en.md", "Anna.\n"),
        (
            "content/q.md",
            "---\ntype: question\ntitle: {sv: Hur mycket?, en: How much?}\n---\n\n\
             Oklart [@deed P2 \"eleven crowns\"].\n",
        ),
        ("content/q.en.md", "Unclear.\n"),
        ("content/index.md", "---\ntitle: {sv: Start, en: Start}\n---\n\nRing ![[anna#phone]].\n"),
        ("content/index.en.md", "See [Anna](anna.md).\n"),
    ])
}

#[test]
fn what_depends_on_a_paragraph_is_listed_for_programs() {
    let site = lease_site();
    let impact = site.run(&["explain", "deed#P2", "--format", "json"]).with_status(0).json();
    let keys: Vec<&String> = impact.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["document", "locator", "text", "cited_by"]);
    assert_eq!(impact["document"], "deed");
    assert_eq!(impact["locator"], "P2");
    assert_eq!(impact["text"], "She pays ten crowns.");
    let expected = json!([
        {"entry": "anna", "field": "phone", "language": null, "standing": "sourced",
         "file": "content/anna.md", "line": 4},
        {"entry": "", "field": null, "language": "sv", "standing": null,
         "file": "content/index.md", "line": 5},
        {"entry": "lease", "field": null, "language": "en", "standing": null,
         "file": "content/lease.en.md", "line": 1},
        {"entry": "lease", "field": "rent", "language": null, "standing": "proposed",
         "file": "content/lease.md", "line": 6},
        {"entry": "lease", "field": "terms.name", "language": null, "standing": "claimed",
         "file": "content/lease.md", "line": 10},
        {"entry": "q", "field": null, "language": "sv", "standing": null,
         "file": "content/q.md", "line": 6},
    ]);
    assert_eq!(impact["cited_by"], expected, "{:#}", impact["cited_by"]);
    let of_written = |topic: &str| {
        let run = site.run(&["explain", topic, "--format", "json"]).with_status(0);
        run.json()["locator"].clone()
    };
    assert_eq!(of_written("paragraph:deed#P2"), "P2");
    assert_eq!(of_written("entry:deed#P1"), "P1");
}

#[test]
fn what_depends_on_a_paragraph_is_said_in_words() {
    let site = lease_site();
    let english = site.run(&["explain", "deed#P2"]).with_status(0).stdout;
    expect![[r#"
        deed#P2  The deed
          content/deed.txt:4:1
          She pays ten crowns.

        Depends on it: 3 statements, 2 places in texts, 1 place in questions
          anna#phone  Anna (sourced)
            content/anna.md:4:30
          Start (in the text, sv, shows the value)
            content/index.md:5:9
          lease  The lease (in the text, en)
            content/lease.en.md:1:6
          lease#rent  The lease (proposed)
            content/lease.md:6:12
          lease#terms.name  The lease (claimed)
            content/lease.md:10:34
          q  How much? (question, in the text, sv, quote not found)
            content/q.md:6:9
    "#]]
    .assert_eq(&english);
    let swedish = site.run(&["explain", "deed#P2", "--lang", "sv"]).with_status(0).stdout;
    assert!(swedish.contains("Bygger på det här: 3 uppgifter, 2 ställen i texter"), "{swedish}");
    let silent = Workspace::of(&[
        ("content/site.yaml", "title: Test\nlanguages: [en]\n"),
        ("content/deed.md", "---\ntype: document\ntitle: D\ntext: deed.txt\n---\n"),
        ("content/deed.txt", "[P1]\nOne.\n"),
    ]);
    let report = silent.run(&["explain", "deed#P1"]).with_status(0).stdout;
    assert!(report.contains("Nothing depends on it."), "{report}");
}

#[test]
fn a_field_comes_before_a_paragraph_of_its_name() {
    let site = lease_site();
    site.write("content/deed.txt", "[date]\nOn the day.\n\n[P2]\nShe pays ten crowns.\n");
    let json = |topic: &str| site.run(&["explain", topic, "--format", "json"]).json();
    assert!(json("deed#date")["fields"]["date"].is_array());
    assert_eq!(json("paragraph:deed#date")["text"], "On the day.");
}

#[test]
fn an_unknown_paragraph_is_wrong_usage_with_the_nearest_one() {
    let site = lease_site();
    for (topic, nearest) in [
        ("deed#P91", "`deed#P1`"),
        ("deed#P999", "`deed#P2`"),
        ("deed#p02", "`deed#P2`"),
        ("deed#dat", "`deed#date`"),
        ("paragraph:deed#P3", "`paragraph:deed#P2`"),
        ("paragraph:deed", "`paragraph:deed#P1`"),
        ("paragraph:ded#P2", "`paragraph:deed#P2`"),
        ("ded#P2", "`deed#P2`"),
        ("leas#rent", "`lease#rent`"),
    ] {
        let run = site.run(&["explain", topic]).with_status(2);
        assert!(run.stderr.contains(nearest), "{topic}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
    site.run(&["explain", "--impact"]).with_status(2);
}

#[test]
fn what_depends_on_an_entry_is_listed() {
    let site = lease_site();
    let impact = |topic: &str| {
        let run = site.run(&["explain", topic, "--impact", "--format", "json"]).with_status(0);
        run.json()
    };
    let anna = impact("anna");
    assert_eq!((&anna["entry"], &anna["type"]), (&"anna".into(), &"party".into()));
    let expected = json!([
        {"entry": "", "field": null, "language": "sv", "standing": null, "kind": "embed",
         "file": "content/index.md", "line": 5},
        {"entry": "lease", "field": "tenant", "language": null, "standing": "sourced",
         "kind": "relation", "file": "content/lease.md", "line": 8},
        {"entry": "lease", "field": "terms.who", "language": null, "standing": "editorial",
         "kind": "relation", "file": "content/lease.md", "line": 11},
    ]);
    assert_eq!(anna["cited_by"], expected, "{:#}", anna["cited_by"]);
    assert_eq!(impact("anna#phone")["cited_by"].as_array().unwrap().len(), 1);
    assert_eq!(impact("deed")["cited_by"].as_array().unwrap().len(), 6);
    let report = site.run(&["explain", "anna", "--impact", "--lang", "sv"]).with_status(0).stdout;
    assert!(report.contains("anna  Anna\n  content/anna.md"), "{report}");
    assert!(report.contains("  Start (i texten, sv, visar värdet)"), "{report}");
}

#[test]
fn dates_and_what_is_not_known_are_in_the_language_of_messages() {
    let site = Workspace::of(&[
        ("content/site.yaml", "title: Test\nlanguages: [en]\n"),
        (
            "content/_types/rule.yaml",
            "name: Rule\nfields:\n  valid: {label: Valid, kind: period}\n  \
             end: {label: End, kind: date}\n  fee: {label: Fee, kind: number}\n  \
             open: {label: Open, kind: bool}\n",
        ),
        (
            "content/r.md",
            "---\ntype: rule\ntitle: R\nvalid: {value: {from: 2014-01-01, until: further-notice}}\n\
             end: {value: unknown, earliest: 2014, latest: 2015-11-11}\nfee: unknown\nopen: true\n\
             ---\n",
        ),
    ]);
    let values = |language: &str| {
        let report = site.run(&["explain", "r", "--lang", language]).with_status(0).stdout;
        let values =
            report.lines().filter(|line| line.starts_with("  ") && line.get(2..3) != Some(" "));
        let values: Vec<String> = values.map(|line| line.trim().to_owned()).collect();
        values.into_iter().filter(|line| !line.contains(".md:")).collect::<Vec<_>>()
    };
    assert_eq!(
        values("sv"),
        [
            "från och med 2014-01-01, tills vidare",
            "okänt, tidigast 2014, senast 2015-11-11",
            "okänt",
            "ja"
        ]
    );
    assert_eq!(
        values("en"),
        [
            "from 2014-01-01, until further notice",
            "unknown, earliest 2014, latest 2015-11-11",
            "unknown",
            "true"
        ]
    );
}
