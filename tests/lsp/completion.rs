//! Completion: what the server offers at a place.

use super::editor::Editor;
use super::names::lease;
use crate::support::Workspace;
use pakt::site::views::{BuiltinView, ViewOptionDef, ViewOptionValue};

/// Returns what is offered at `‸`, as `label`, or `label → text` if other text is inserted.
fn completions(path: &str, text: &str) -> Vec<String> {
    completions_in(&lease(), path, text)
}

fn completions_in(workspace: &Workspace, path: &str, text: &str) -> Vec<String> {
    let mut editor = Editor::start(workspace);
    let list = editor.request_at("textDocument/completion", path, text);
    let items = list["items"].as_array().unwrap();
    let shown = |item: &serde_json::Value| {
        let (label, text) = (item["label"].as_str().unwrap(), &item["textEdit"]["newText"]);
        if text == label {
            label.to_owned()
        } else {
            format!("{label} → {}", text.as_str().unwrap())
        }
    };
    items.iter().map(shown).collect()
}

#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(completions(path, text), expected, "{text}");
}

#[track_caller]
fn check_contains(path: &str, text: &str, expected: &[&str]) {
    let found = completions(path, text);
    for wanted in expected {
        assert!(found.iter().any(|it| it == wanted), "{wanted} in {found:?} of {text}");
    }
}

const INDEX: &str = "content/index.md";
const LEASE: &str = "content/lease.md";

#[test]
fn quotes_come_from_the_words_of_the_paragraph() {
    let expected = ["ten crowns → ten crowns\"", "ten crowns, not more. → ten crowns, not more.\""];
    check(INDEX, "x [@deed P2 \"ten cr‸", &expected);
    check(INDEX, "x [@deed P2 \"ten cr‸\"]", &["ten crowns", "ten crowns, not more."]);
    check(INDEX, "x [@deed P1-P2 \"IT i‸\"]", &["It is due in May."]);
    check(
        LEASE,
        "---\ntype: lease\nrent: {value: x, source: 'deed P2 \"ten cr‸'}\n---\n",
        &expected,
    );
    check(
        LEASE,
        "---\ntype: lease\nrent:\n  value: x\n  source:\n    - 'deed P2 \"ten cr‸",
        &expected,
    );
    check(INDEX, "[@deed P1 \"Anna\"; deed P2 \"it‸", &["It is due in May. → It is due in May.\""]);
    check(
        INDEX,
        "[@deed \"ten cr‸",
        &["ten crowns → P2 \"ten crowns\"", "ten crowns, not more. → P2 \"ten crowns, not more.\""],
    );
    check(INDEX, "[@deed P2 \"of Bo‸", &[]);
}

#[test]
fn documents_and_locators_are_offered_in_citations() {
    check(INDEX, "å [@de‸", &["deed"]);
    check(INDEX, "[@deed ‸]", &["P1", "P2"]);
    check(INDEX, "[@deed P1-‸]", &["P1", "P2"]);
    check(LEASE, "---\ntype: lease\nrent: {value: x, source: de‸}\n---\n", &["deed"]);
    check(INDEX, "[@nowhere ‸]", &[]);
}

#[test]
fn links_offer_names_paths_and_headings() {
    check(INDEX, "[[an‸", &["anna → anna]]"]);
    check(INDEX, "[[The l‸]]", &["lease"]);
    check(INDEX, "[[lease#‸]]", &["tenant", "rent", "terms"]);
    check(INDEX, "![[lease#‸", &["tenant → tenant]]", "rent → rent]]"]);
    check(INDEX, "[x](le‸)", &["lease.md"]);
    check(INDEX, "[x](lease.md#te‸)", &["tenant", "rent", "terms"]);
    check_contains("content/deed.md", "[x](‸)", &["index.md", "lease.md", "deed.txt"]);
}

#[test]
fn keys_are_those_of_the_type_that_are_not_there() {
    let keys = completions(LEASE, "---\ntype: lease\ntitle: x\nrent: y\n‸\n---\n");
    for wanted in ["tenant → tenant: ", "state → state: ", "description → description: "] {
        assert!(keys.iter().any(|it| it == wanted), "{keys:?}");
    }
    for there in ["title", "rent", "type"] {
        assert!(!keys.iter().any(|it| it.starts_with(&format!("{there} "))), "{there} in {keys:?}");
    }
    check_contains(
        LEASE,
        "---\ntype: lease\nrent: {value: x, ‸}\n---\n",
        &["source → source: ", "according_to → according_to: "],
    );
    check_contains("content/parties.yaml", "party:\n  - id: a\n    ti‸\n", &["title → title: "]);
    check_contains("content/parties.yaml", "pa‸\n", &["party → party: "]);
    check_contains("content/_types/party.yaml", "name: P\npl‸\n", &["plural → plural: "]);
    check_contains(
        "content/_types/party.yaml",
        "name: P\nfields:\n  x: {la‸}\n",
        &["label → label: ", "kind → kind: "],
    );
    check_contains("content/site.yaml", "title: x\nfo‸\n", &["footer_text → footer_text: "]);
    check_contains("content/new.md", "---\nti‸", &["title → title: "]);
}

#[test]
fn values_are_those_of_the_key() {
    check(
        LEASE,
        "---\ntype: l‸\n---\n",
        &["document", "lease", "page", "party", "question", "term"],
    );
    check(LEASE, "---\ntype: lease\ntenant: ‸\n---\n", &["bo", "anna"]);
    check(LEASE, "---\ntype: lease\ntenant: {value: an‸}\n---\n", &["anna"]);
    check(LEASE, "---\ntype: lease\nstate: ‸\n---\n", &["old", "new"]);
    check(
        LEASE,
        "---\ntype: lease\nrent: {value: x, standing: ‸}\n---\n",
        &["sourced", "intended", "proposed", "interpretation"],
    );
    check(LEASE, "---\ntype: lease\nrent: {value: x, according_to: b‸}\n---\n", &["bo"]);
    check("content/deed.md", "---\ntype: document\ntitle: x\ntext: de‸\n---\n", &["deed.txt"]);
    check_contains(
        "content/_types/lease.yaml",
        "name: L\nfields:\n  x: {to: ‸}\n",
        &["party", "lease"],
    );
    check_contains(
        "content/_types/lease.yaml",
        "name: L\nfields:\n  x:\n    kind: ‸\n",
        &["markdown", "citation"],
    );
    check("content/site.yaml", "title: x\nmenu: [le‸]\n", &["lease"]);
    check("content/site.yaml", "checks:\n  broken-link: ‸\n", &["off", "note", "warning", "error"]);
}

#[test]
fn views_have_names_and_options() {
    check_contains(INDEX, "```{‸", &["list → list}", "in-force → in-force}"]);
    check_contains(INDEX, "```{list}\nof‸\n```\n", &["of → of: ", "where → where: "]);
    check_contains(INDEX, "```{list}\nof: ‸\n```\n", &["party", "lease"]);
    check(INDEX, "```{coverage}\ndocument: de‸\n```\n", &["deed"]);
}

#[test]
fn options_of_views_have_the_fields_and_values_that_they_take() {
    let table = |option: &str| format!("```{{table}}\nof: lease\n{option}\n```\n");
    let fields = ["tenant", "rent", "state"];
    check(INDEX, &table("columns: [‸"), &fields);
    check(INDEX, &table("columns: [tenant, r‸]"), &fields);
    check(INDEX, &table("columns:\n  - ‸"), &fields);
    check(INDEX, &table("columns: [tenant,\n  ‸]"), &fields);
    check(INDEX, &table("group: ‸"), &fields);
    check(INDEX, &table("sort: ‸"), &["tenant", "rent", "state", "title", "order"]);
    check(
        INDEX,
        &table("where: {‸"),
        &["tenant → tenant: ", "rent → rent: ", "state → state: ", "tags → tags: "],
    );
    check(
        INDEX,
        &table("where: {state: old, te‸"),
        &["tenant → tenant: ", "rent → rent: ", "tags → tags: "],
    );
    check(INDEX, &table("where: {state: [old, ‸"), &["old", "new", "unknown", "none"]);
    check(INDEX, &table("where:\n  tenant: a‸"), &["anna", "unknown", "none"]);
    // The entries are named by id, or below the option.
    check(INDEX, "```{table}\ncolumns: ‸\nof: [lease]\n```\n", &fields);
    check(INDEX, "```{table}\nof: party\ncolumns: ‸\n```\n", &[]);
    check_contains(INDEX, "```{table}\ncolumns: ‸\n```\n", &fields);
    check(INDEX, "```{matrix}\ncells: lease\nrow: ‸\n```\n", &["tenant"]);
    check(INDEX, "```{redline}\nfrom: ‸\n```\n", &["deed"]);
    check(INDEX, "```{list}\ncaption: {‸\n```\n", &["en → en: "]);
    check(
        INDEX,
        "```{process}\nof: [[an‸\n```\n",
        &["document", "lease", "page", "party", "question", "term", "anna"],
    );
    check(
        INDEX,
        "```{answers}\nitems:\n  - question: x\n    value: lease#‸\n```\n",
        &["tenant", "rent"],
    );
    check_contains(INDEX, "```{answers}\nitems:\n  - ‸\n```\n", &["choose → choose: "]);
    check(INDEX, "```{list}\nof: lease\nlimit: ‸\n```\n", &[]);
    // What is there already is not offered again, and what follows the view is not in it.
    let keys = completions(INDEX, &table("‸"));
    assert!(!keys.iter().any(|key| key.starts_with("of ")), "{keys:?}");
    check(INDEX, "```{list}\nof: lease\n```\n\nof: ‸\n", &[]);
}

#[test]
fn every_option_of_a_view_has_something_to_choose_from() {
    let workspace = Workspace::of(&[
        ("content/site.yaml", "title: T\nlanguages: [en]\nas_of: 2026-01-01\nowner: Us\n"),
        (
            "content/_types/thing.yaml",
            "name: Thing\npath: thing\nvalidity: valid\nfields:\n  part: {label: Part, kind: fraction}\n  \
             day: {label: Day, kind: date}\n  valid: {label: Valid, kind: period}\n  \
             near: {label: Near, to: thing}\n",
        ),
        ("content/index.md", "---\ntitle: Start\n---\n\nWords.\n"),
        ("content/a.md", "---\ntype: thing\ntitle: A\npart: 1/2\nday: 2025-01-01\n---\n"),
        ("content/deed.md", "---\ntype: document\ntitle: The deed\ntext: deed.txt\n---\n"),
        ("content/deed.txt", "[P1]\n\nWords.\n"),
    ]);
    let mut lines: Vec<(&str, String, ViewOptionValue)> = Vec::new();
    for view in BuiltinView::ALL {
        for ViewOptionDef { name, value } in view.all_options() {
            lines.push((view.name(), format!("{name}: "), *value));
            if let ViewOptionValue::Items(options) = value {
                let inner = options.iter();
                lines.extend(inner.map(|ViewOptionDef { name: key, value }| {
                    (view.name(), format!("{name}:\n  - {key}: "), *value)
                }));
            }
        }
    }
    for (view, line, value) in lines {
        let text = match value {
            ViewOptionValue::Amount => continue,
            ViewOptionValue::Text | ViewOptionValue::Filter => format!("{line}{{‸"),
            ViewOptionValue::Items(_) => format!("{}\n  - ‸", line.trim_end()),
            _ => format!("{line}‸"),
        };
        let text = format!("```{{{view}}}\n{text}\n```\n");
        assert!(!completions_in(&workspace, INDEX, &text).is_empty(), "{text}");
    }
}

#[test]
fn the_parts_of_a_citation_are_offered_in_a_map() {
    let lease = |source: &str| {
        let value = format!("rent: {{value: x, source: {{{source}}}}}");
        format!("---\ntype: lease\n{value}\n---\n")
    };
    check(LEASE, &lease("document: de‸"), &["deed"]);
    check(LEASE, &lease("document: deed, locator: ‸"), &["P1", "P2"]);
    check(LEASE, &lease("document: deed, locator: P1-‸"), &["P1", "P2"]);
    let words = ["ten crowns", "ten crowns, not more."];
    check(LEASE, &lease("document: deed, locator: P2, quote: \"ten cr‸\""), &words);
    check(
        LEASE,
        &lease("document: deed, locator: P2, quote: 'ten cr‸"),
        &words.map(|quote| format!("{quote} → {quote}'")).each_ref().map(String::as_str),
    );
    check(
        LEASE,
        &lease("document: deed, locator: P2, quote: ten cr‸"),
        &words.map(|quote| format!("{quote} → '{quote}'")).each_ref().map(String::as_str),
    );
    check(LEASE, &lease("document: deed, locator: P1, quote: \"ten cr‸\""), &[]);
    check(LEASE, &lease("document: deed, quote: \"ten cr‸\""), &words);
    check(
        LEASE,
        "---\ntype: lease\nrent:\n  value: x\n  source:\n    - document: deed\n      locator: P‸\n---\n",
        &["P1", "P2"],
    );
    check(
        LEASE,
        "---\ntype: lease\nrent:\n  value: x\n  source:\n    document: deed\n    locator: P2\n    quote: \"IT i‸\"\n---\n",
        &["It is due in May."],
    );
}

#[test]
fn a_broken_file_keeps_the_names_of_its_last_good_version() {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    editor.open("content/_types/lease.yaml");
    editor.diagnostics("content/_types/lease.yaml");
    editor.change("content/_types/lease.yaml", "name: [\n");
    editor.diagnostics("content/_types/lease.yaml");
    let list = editor.request_at("textDocument/completion", LEASE, "---\ntype: lease\nten‸\n---\n");
    let items = list["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["label"] == "tenant"), "{list}");
}

#[test]
fn a_place_without_meaning_has_no_completions() {
    check(INDEX, "Just ‸ words.\n", &[]);
    check(INDEX, "---\n# a comment ‸\n---\n", &[]);
    check("content/deed.txt", "[P1]\n\nwo‸rds\n", &[]);
}
