//! Completion: what the server offers at a place.

use super::editor::Editor;
use super::names::lease;

/// Returns what is offered at `‸`, as `label`, or `label → text` if other text is inserted.
fn completions(path: &str, text: &str) -> Vec<String> {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
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
