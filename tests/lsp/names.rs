//! From a name to what it names and back: hover, definition, references and symbols.

use super::editor::Editor;
use crate::support::Workspace;
use serde_json::{Value, json};

/// A lease with its deed: types, a relation, a citation, a group and a view.
pub(super) fn lease() -> Workspace {
    Workspace::of(&[
        (
            "content/site.yaml",
            "title: Lease\nlanguages: [en]\nas_of: 2026-01-01\nowner: Us\nmenu: [lease]\n",
        ),
        ("content/_types/party.yaml", "name: Party\nplural: Parties\npath: party\n"),
        (
            "content/_types/lease.yaml",
            "name: Lease\npath: lease\nfields:\n  tenant: {label: Tenant, to: party, inverse: Rents}\n  \
             rent: {label: Rent, kind: text}\n  state: {label: State, kind: choice, choices: {old: Old, new: New}}\n",
        ),
        (
            "content/index.md",
            "---\ntitle: Start\n---\n\nSee [[lease]], [the deed](deed.md) and [[lease#terms]].\n",
        ),
        (
            "content/parties.yaml",
            "party:\n  - id: anna\n    title: Anna\n  - id: bo\n    title: Bo\n",
        ),
        (
            "content/lease.md",
            "---\ntype: lease\ntitle: The lease\ntenant: {value: anna, source: 'deed P1 \"Anna rents the house\"'}\n\
             rent: {value: Ten, according_to: bo}\n---\n\n[[anna|She]] pays [@deed P2 \"ten crowns\"].\n\n## Terms\n\nOne.\n",
        ),
        (
            "content/deed.md",
            "---\ntype: document\ntitle: The deed\ntext: deed.txt\ndate: 2025-01-01\n---\n",
        ),
        (
            "content/deed.txt",
            "[P1]\n\nAnna rents the house of Bo.\n\n[P2]\n\nShe pays ten crowns, not more. It is due in May.\n",
        ),
    ])
}

/// Returns where the definition of what is at `‸` is.
fn definition(path: &str, text: &str) -> String {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let location = editor.request_at("textDocument/definition", path, text);
    if location.is_null() { "–".to_owned() } else { editor.place(&location) }
}

#[test]
fn a_name_leads_to_what_it_names() {
    let index = "content/index.md";
    assert_eq!(definition(index, "See [[le‸ase]].\n"), "content/lease.md 0:0");
    assert_eq!(definition(index, "See [[lease#te‸rms]].\n"), "content/lease.md 9:0");
    assert_eq!(definition(index, "[x](de‸ed.md)\n"), "content/deed.md 0:0");
    assert_eq!(definition(index, "[[an‸na]]\n"), "content/parties.yaml 1:4");
    assert_eq!(definition(index, "Å 🙂 [@deed P2 \"ten cr‸owns\"].\n"), "content/deed.txt 4:0");
    assert_eq!(definition(index, "![[lease#re‸nt]]\n"), "content/lease.md 4:14");
    assert_eq!(definition(index, "no‸thing\n"), "–");
    let lease = "content/lease.md";
    assert_eq!(definition(lease, "---\ntype: le‸ase\n---\n"), "content/_types/lease.yaml 0:0");
    assert_eq!(
        definition(lease, "---\ntype: lease\ntenant: b‸o\n---\n"),
        "content/parties.yaml 3:4"
    );
    assert_eq!(
        definition(lease, "---\ntype: lease\nten‸ant: bo\n---\n"),
        "content/_types/lease.yaml 3:2"
    );
    assert_eq!(
        definition(lease, "---\ntype: lease\nrent: {value: x, according_to: b‸o}\n---\n"),
        "content/parties.yaml 3:4"
    );
    let types = "content/_types/lease.yaml";
    let text = "name: Lease\npath: lease\nfields:\n  tenant: {label: T, to: par‸ty}\n";
    assert_eq!(definition(types, text), "content/_types/party.yaml 0:0");
    assert_eq!(
        definition("content/site.yaml", "title: x\nmenu: [le‸ase]\n"),
        "content/lease.md 0:0"
    );
}

/// Returns the places that name what is at `‸`.
fn references(path: &str, before: &str, after: &str) -> Vec<String> {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let text = workspace.read(path);
    let at = text.find(&format!("{before}{after}")).unwrap() + before.len();
    let text = format!("{}‸{}", &text[..at], &text[at..]);
    let locations = editor.request_at("textDocument/references", path, &text);
    let locations = locations.as_array().unwrap();
    locations.iter().map(|location| editor.place(location)).collect()
}

#[test]
fn all_that_name_an_entry_or_cite_a_paragraph_are_found() {
    let of_anna = ["content/lease.md 3:16", "content/lease.md 7:2"];
    assert_eq!(references("content/lease.md", "value: an", "na"), of_anna);
    assert_eq!(references("content/parties.yaml", "id: an", "na"), of_anna);
    assert_eq!(references("content/deed.txt", "[P", "2]"), ["content/lease.md 7:19"]);
    assert_eq!(references("content/deed.txt", "Anna re", "nts"), ["content/lease.md 3:31"]);
    let of_lease = ["content/index.md 4:6", "content/index.md 4:51", "content/site.yaml 4:7"];
    let found = references("content/index.md", "[[le", "ase]],");
    assert_eq!(found.len(), of_lease.len(), "{found:?}");
    assert_eq!(references("content/_types/lease.yaml", "to: pa", "rty").len(), 2);
}

/// Returns the Markdown that is shown at `‸`.
fn hover(path: &str, text: &str) -> String {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    editor.open_text(path, &text.replace('‸', ""));
    editor.diagnostics(path);
    let hover = editor.request_at("textDocument/hover", path, text);
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn hover_shows_the_entry_the_paragraph_the_type_and_the_diagnostic() {
    let entry = hover("content/index.md", "[[le‸ase]]\n");
    assert!(entry.contains("**The lease**") && entry.contains("Tenant: anna"), "{entry}");
    let paragraph = hover("content/index.md", "[@deed P2 \"ten‸ crowns\"]\n");
    assert!(paragraph.contains("> She pays ten crowns, not more."), "{paragraph}");
    assert!(
        paragraph.contains("\n- lease  The lease (in the text, en) · content/lease.md:8"),
        "{paragraph}"
    );
    let in_text = hover("content/deed.txt", "[P1]\nAnna re‸nts the mill.\n\n[P2]\nShe.\n");
    assert!(
        in_text.contains("`deed`\n\nDepends on it: 1 statement\n\n- lease#tenant"),
        "{in_text}"
    );
    assert!(in_text.contains("quote not found) · content/lease.md:4"), "{in_text}");
    let kind = hover("content/lease.md", "---\ntype: l‸ease\n---\n");
    assert!(kind.contains("`tenant`: Tenant (→ party)"), "{kind}");
    let diagnostic = hover("content/index.md", "[x](now‸here.md)\n");
    assert!(diagnostic.contains("**broken-link**"), "{diagnostic}");
    assert_eq!(hover("content/index.md", "no‸thing\n"), "");
}

#[test]
fn a_text_and_the_site_have_symbols() {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let names = |symbols: &Value| {
        let symbols = symbols.as_array().unwrap().iter();
        symbols.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut of_file = |path: &str| {
        let document = json!({"textDocument": {"uri": editor.uri(path)}});
        names(&editor.request("textDocument/documentSymbol", document))
    };
    assert_eq!(of_file("content/lease.md"), ["Terms"]);
    assert_eq!(of_file("content/parties.yaml"), ["Anna", "Bo"]);
    assert_eq!(of_file("content/deed.txt"), ["P1", "P2"]);
    let found = editor.request("workspace/symbol", json!({"query": "ann"}));
    assert_eq!(names(&found), ["Anna (anna)"]);
    assert_eq!(editor.place(&found[0]["location"]), "content/parties.yaml 1:4");
}
