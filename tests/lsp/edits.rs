//! Edits that the server offers: quick fixes, code actions and renaming.

use super::editor::Editor;
use super::names::lease;
use crate::support::{Workspace, tree};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Applies an edit to the files on disk, as an editor does and saves.
pub(super) fn apply(editor: &Editor<'_>, edit: &Value) {
    let root = format!("{}/", editor.uri(""));
    let path = |uri: &Value| uri.as_str().unwrap().strip_prefix(&root).unwrap().to_owned();
    let changes = edit["changes"].as_object().into_iter().flatten();
    for (uri, edits) in changes {
        apply_edits(editor.workspace, &path(&json!(uri)), edits.as_array().unwrap());
    }
    for operation in edit["documentChanges"].as_array().into_iter().flatten() {
        match operation["kind"].as_str() {
            Some("create") => editor.workspace.write(&path(&operation["uri"]), ""),
            Some("rename") => {
                let on_disk = |uri| editor.workspace.path().join(path(uri));
                std::fs::rename(on_disk(&operation["oldUri"]), on_disk(&operation["newUri"]))
                    .unwrap();
            }
            _ => apply_edits(
                editor.workspace,
                &path(&operation["textDocument"]["uri"]),
                operation["edits"].as_array().unwrap(),
            ),
        }
    }
}

fn apply_edits(workspace: &Workspace, path: &str, edits: &[Value]) {
    let mut text = workspace.read(path);
    let offset = |text: &str, position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = position["character"].as_u64().unwrap() as usize;
        let mut offset = start;
        for char in text[start..].chars() {
            if units < char.len_utf16() {
                break;
            }
            units -= char.len_utf16();
            offset += char.len_utf8();
        }
        offset
    };
    // Positions are those of the text before all edits.
    for edit in edits.iter().rev() {
        let range = &edit["range"];
        let (start, end) = (offset(&text, &range["start"]), offset(&text, &range["end"]));
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    workspace.write(path, text);
}

/// Returns what `pakt check` reports of a folder.
fn problems(workspace: &Workspace) -> Vec<String> {
    let report = workspace.run(&["check", "--format", "json"]).json();
    let line = |it: &Value| {
        format!("{} {}", it["file"].as_str().unwrap_or_default(), it["message"].as_str().unwrap())
    };
    report["diagnostics"].as_array().unwrap().iter().map(line).collect()
}

/// Returns the code actions for the range between two `‸` in a text, which is saved first.
fn actions(editor: &mut Editor<'_>, path: &str, text: &str) -> Vec<Value> {
    let plain = text.replace('‸', "");
    editor.workspace.write(path, &plain);
    let mut params = editor.params_at(path, text);
    editor.diagnostics(path);
    let first = params["position"].clone();
    let mut parts = text.splitn(3, '‸');
    let (before, inside) = (parts.next().unwrap(), parts.next().unwrap());
    let end = match parts.next() {
        Some(_) => {
            let until = format!("{before}{inside}");
            let character = until.rsplit('\n').next().unwrap().encode_utf16().count();
            json!({"line": until.matches('\n').count(), "character": character})
        }
        None => first.clone(),
    };
    params["range"] = json!({"start": first, "end": end});
    params["context"] = json!({"diagnostics": []});
    editor.request("textDocument/codeAction", params).as_array().unwrap().clone()
}

/// Applies the first action for the place of `‸` whose title contains some words. Returns the text.
fn fixed(path: &str, text: &str, title: &str) -> String {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let actions = actions(&mut editor, path, text);
    let wanted = actions.iter().find(|it| it["title"].as_str().unwrap().contains(title));
    let wanted = wanted.unwrap_or_else(|| panic!("{title} in {actions:#?}"));
    apply(&editor, &wanted["edit"]);
    workspace.read(path)
}

const INDEX: &str = "content/index.md";
const LEASE: &str = "content/lease.md";

#[test]
fn a_help_that_says_what_to_write_is_an_edit() {
    let check = |path: &str, text: &str, right: &str| {
        let wrong = text.replace('‸', "");
        let fixed = fixed(path, text, "Replace");
        assert_eq!(fixed, right, "{wrong}");
    };
    check(INDEX, "See [[leas‸]].\n", "See [[lease]].\n");
    check(INDEX, "See [x](leese‸.md).\n", "See [x](lease.md).\n");
    check(INDEX, "See [[lease#trms‸]].\n", "See [[lease#terms]].\n");
    check(INDEX, "x [@ded‸ P1 \"Anna\"]\n", "x [@deed P1 \"Anna\"]\n");
    check(INDEX, "x [@deed P3‸ \"ten crowns\"]\n", "x [@deed P2 \"ten crowns\"]\n");
    check(INDEX, "x [@deed P1 \"ten ‸crowns\"]\n", "x [@deed P2 \"ten crowns\"]\n");
    check(
        INDEX,
        "x [@deed P2 \"She pays tan ‸crowns\"]\n",
        "x [@deed P2 \"She pays ten crowns\"]\n",
    );
    check(INDEX, "```{lst‸}\nof: party\n```\n", "```{list}\nof: party\n```\n");
    let front_matter = |line: &str| format!("---\ntype: lease\ntitle: x\n{line}\n---\n");
    let check_line =
        |wrong: &str, right: &str| check(LEASE, &front_matter(wrong), &front_matter(right));
    check_line("tennant‸: anna", "tenant: anna");
    check_line("tenant: ana‸", "tenant: anna");
    check_line("state: odl‸", "state: old");
    check_line("updated: 29-11‸-2025", "updated: 2025-11-29");
    check(LEASE, "---\ntype: leese‸\ntitle: x\n---\n", "---\ntype: lease\ntitle: x\n---\n");
}

#[test]
fn a_cut_quote_gets_the_words_that_it_lacks() {
    let check = |path: &str, text: &str, right: &str| {
        assert_eq!(fixed(path, text, "Replace"), right, "{text}");
    };
    check(INDEX, "x [@deed P2 \"ten ‸crowns\"]\n", "x [@deed P2 \"ten crowns, not more\"]\n");
    check(
        INDEX,
        "x [@deed P1 \"Anna\"; deed P2 \"‸ten crowns‸\"]\n",
        "x [@deed P1 \"Anna\"; deed P2 \"ten crowns, not more\"]\n",
    );
    let rent = |source: &str| {
        format!("---\ntype: lease\ntitle: x\nrent: {{value: Ten, source: {source}}}\n---\n")
    };
    let whole = "'deed P2 \"ten crowns, not more\"'";
    for source in [
        "'deed P2 \"ten ‸crowns\"'",
        "deed P2 \"ten ‸crowns\"",
        "{document: deed, locator: P2, quote: ten ‸crowns}",
    ] {
        check(LEASE, &rent(source), &rent(whole));
    }
    check(
        LEASE,
        &rent("'deed P1 \"Anna\"; deed P2 \"ten ‸crowns\"'"),
        &rent("'deed P1 \"Anna\"; deed P2 \"ten crowns, not more\"'"),
    );
    check(
        LEASE,
        &rent("\"deed P2 \\\"ten ‸crowns\\\"\""),
        &rent("\"deed P2 \\\"ten crowns, not more\\\"\""),
    );
    // The whole quote comes first, and the cited words are not cited once more.
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let actions = actions(&mut editor, INDEX, "x [@deed P2 ‸\"ten crowns\"‸]\n");
    let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        [
            "Replace `@deed P2 \"ten crowns\"` with `@deed P2 \"ten crowns, not more\"`",
            "Write `allow: [clipped-negation]`",
        ]
    );
    assert_eq!(actions[0]["isPreferred"], true);
}

#[test]
fn a_line_that_is_missing_is_added() {
    let check = |path: &str, text: &str, title: &str, right: &str| {
        assert_eq!(fixed(path, text, title), right, "{title}");
    };
    let page = "‸---\ntitle: New\n---\n\nNew.\n";
    let in_menu = "---\ntitle: New\nin_menu: true\n---\n\nNew.\n";
    check("content/new.md", page, "`in_menu: true`", in_menu);
    let allowed = "---\ntitle: New\nallow: [orphan-page]\n---\n\nNew.\n";
    check("content/new.md", page, "`allow: [orphan-page]`", allowed);
    check("content/new.md", "‸New.\n", "in_menu", "---\nin_menu: true\n---\n\nNew.\n");
    check(INDEX, "Text\n\n‸```\ncode\n", "Write", "Text\n\n```\ncode\n```\n");
    check(INDEX, "A note[^x‸].\n", "[^x]", "A note[^x].\n\n[^x]: \n");
    check(LEASE, "‸---\ntitle: x\n", "Write", "---\ntitle: x\n---\n");
}

#[test]
fn a_value_without_a_source_gets_a_place_for_it() {
    let workspace = lease();
    let kind = "name: Lease\npath: lease\nfields:\n  rent: {label: Rent, sourced: true}\n";
    workspace.write("content/_types/lease.yaml", kind);
    let mut editor = Editor::start(&workspace);
    let text = "---\ntype: lease\ntitle: x\nrent: Te‸n\n---\n";
    let actions = actions(&mut editor, LEASE, text);
    let wanted = actions.iter().find(|it| it["title"].as_str().unwrap().contains("source"));
    apply(&editor, &wanted.unwrap_or_else(|| panic!("{actions:#?}"))["edit"]);
    let right = "---\ntype: lease\ntitle: x\nrent: {value: Ten, source: ''}\n---\n";
    assert_eq!(workspace.read(LEASE), right);
}

#[test]
fn a_fix_names_the_diagnostic_that_it_fixes() {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let actions = actions(&mut editor, INDEX, "See [[leas‸]].\n");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "broken-link");
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["isPreferred"], true);
    assert!(actions[0]["command"].is_null());
}

#[test]
fn selected_words_of_a_source_are_cited() {
    let text =
        fixed(INDEX, "Å 🙂 she pays \"‸ten crowns‸\" now.\n", "Cite this paragraph: deed P2");
    assert_eq!(text, "Å 🙂 she pays \"ten crowns [@deed P2 \"ten crowns, not more\"]\" now.\n");
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    assert!(actions(&mut editor, INDEX, "Not ‸in it‸.\n").is_empty());
}

#[test]
fn what_is_in_the_wrong_place_is_moved() {
    let check = |path: &str, text: &str, title: &str, right: &str| {
        assert_eq!(fixed(path, text, title), right, "{title}");
    };
    let rent = |value: &str| format!("---\ntype: lease\ntitle: x\nrent: {value}\n---\n");
    check(
        LEASE,
        &rent("{value: Ten, from: 2015-01-01, until: 2014-‸01-01}"),
        "Swap",
        &rent("{value: Ten, from: 2014-01-01, until: 2015-01-01}"),
    );
    check(LEASE, &rent("Room #‸3"), "Replace", &rent("'Room #3'"));
    check(INDEX, "One.\n\n<‸!-- to do\n\nTwo.\n", "-->", "One.\n\n<!-- to do -->\n\nTwo.\n");
    let moved = "---\ndraft: true\n---\n\n# New\n\nNew.\n";
    check("content/new.md", "# New\n\n-‸--\ndraft: true\n---\n\nNew.\n", "Move", moved);
    let deed = "---\ntype: document\ntitle: The deed\ntext: deed.txt\ndate: 2025-01-01\n";
    let text = format!("{deed}text_sha256: 0‸0\n---\n");
    let right = fixed("content/deed.md", &text, "Replace `00`");
    let digest = right.rsplit("text_sha256: ").next().unwrap().trim_end_matches("\n---\n");
    assert_eq!(digest.len(), 64, "{right}");
}

#[test]
fn a_text_of_a_list_gets_keys_for_the_languages_that_it_lacks() {
    let workspace = Workspace::site();
    workspace.write("content/_types/party.yaml", "name: {sv: Part, en: Party}\npath: parter\n");
    let mut editor = Editor::start(&workspace);
    let path = "content/parties.yaml";
    for (wrong, right) in [
        ("ti‸tle: Ek", "title: {sv: Ek, en: ''}"),
        ("ti‸tle: Ek, lund", "title: {sv: 'Ek, lund', en: ''}"),
        ("ti‸tle: {sv: Ek}", "title: {sv: Ek, en: ''}"),
        ("ti‸tle:\n      sv: Ek", "title:\n      sv: Ek\n      en: ''"),
    ] {
        let list = |title: &str| format!("party:\n  - id: ek\n    {title}\n");
        let actions = actions(&mut editor, path, &list(wrong));
        let is_wanted = |it: &&Value| it["title"].as_str().unwrap().contains("translation: en");
        let wanted = actions.iter().find(is_wanted).unwrap_or_else(|| panic!("{actions:#?}"));
        apply(&editor, &wanted["edit"]);
        assert_eq!(workspace.read(path), list(right));
    }
}

#[test]
fn a_missing_translation_becomes_a_draft() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    let text = "‸---\ntitle: {sv: Ny, en: New}\n---\n\nNytt.\n";
    let actions = actions(&mut editor, "content/ny.md", text);
    let add = actions.iter().find(|it| it["title"].as_str().unwrap().contains("ny.en.md"));
    let add = add.unwrap_or_else(|| panic!("{actions:#?}"));
    apply(&editor, &add["edit"]);
    assert_eq!(workspace.read("content/ny.en.md"), "---\ndraft: true\n---\n\nNytt.\n");
}

/// Renames what is at `‸` between two parts of a file. Returns the files that differ then.
fn renamed(editor: &mut Editor<'_>, place: [&str; 3], new_name: &str) -> BTreeMap<String, String> {
    let [path, before, after] = place;
    let before_edit = tree(editor.workspace.path());
    let text = editor.workspace.read(path);
    let at = text.find(&format!("{before}{after}")).unwrap() + before.len();
    let mut params = editor.params_at(path, &format!("{}‸{}", &text[..at], &text[at..]));
    let prepared = editor.request("textDocument/prepareRename", params.clone());
    assert!(prepared["placeholder"].is_string(), "{prepared}");
    params["newName"] = new_name.into();
    let edit = editor.request("textDocument/rename", params);
    assert!(edit["error"].is_null(), "{edit}");
    apply(editor, &edit);
    let files = tree(editor.workspace.path()).into_iter();
    let changed = files.filter(|(path, bytes)| before_edit.get(path) != Some(bytes));
    changed.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn an_id_of_a_list_is_renamed_everywhere() {
    let workspace = lease();
    let problems_before = problems(&workspace);
    let mut editor = Editor::start(&workspace);
    let files = renamed(&mut editor, ["content/lease.md", "value: an", "na"], "anne");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["content/lease.md", "content/parties.yaml"]);
    assert!(files["content/lease.md"].contains("tenant: {value: anne, source: 'deed P1"));
    assert!(files["content/lease.md"].contains("[[anne|She]]"));
    let item = "  - aliases: [/party/anna/]\n    id: anne\n    title: Anna\n";
    assert!(files["content/parties.yaml"].contains(item), "{files:?}");
    assert_eq!(problems(&workspace), problems_before);
}

#[test]
fn an_entry_with_a_file_of_its_own_gets_another_file() {
    let workspace = lease();
    workspace.write("content/view.md", "---\ntitle: View\n---\n\n```{graph}\nentry: lease\n```\n\n[x](./lease.md#terms) [[index]]\n");
    let problems_before = problems(&workspace);
    let mut editor = Editor::start(&workspace);
    let files = renamed(&mut editor, ["content/index.md", "[[le", "ase]],"], "contract");
    let changed =
        ["content/contract.md", "content/index.md", "content/site.yaml", "content/view.md"];
    assert_eq!(files.keys().collect::<Vec<_>>(), changed);
    assert!(!workspace.path().join("content/lease.md").exists());
    assert!(
        files["content/contract.md"].starts_with("---\naliases: [/lease/lease/]\ntype: lease\n")
    );
    assert!(
        files["content/index.md"]
            .contains("See [[contract]], [the deed](deed.md) and [[contract#terms]].")
    );
    assert!(files["content/site.yaml"].contains("menu: [contract]"));
    assert!(files["content/view.md"].contains("entry: contract\n"));
    assert!(files["content/view.md"].contains("[x](./contract.md#terms) [[index]]"));
    let problems_after: Vec<String> = problems(&workspace)
        .into_iter()
        .map(|problem| problem.replace("content/contract.md", "content/lease.md"))
        .collect();
    assert_eq!(problems_after, problems_before);
}

#[test]
fn a_client_that_cannot_rename_files_gets_an_id() {
    let workspace = lease();
    let problems_before = problems(&workspace);
    let mut editor = Editor::with_capabilities(&workspace, &json!({}));
    let files = renamed(&mut editor, ["content/lease.md", "source: 'de", "ed P1"], "deed-of-2025");
    let deed = "---\nid: deed-of-2025\naliases: [/sources/deed/]\ntype: document\n";
    assert!(files["content/deed.md"].starts_with(deed), "{files:?}");
    assert!(files["content/lease.md"].contains("'deed-of-2025 P1"));
    assert!(files["content/lease.md"].contains("[@deed-of-2025 P2"));
    assert!(!files.contains_key("content/index.md"));
    assert_eq!(problems(&workspace), problems_before);
}

#[test]
fn translations_are_renamed_together() {
    let workspace = Workspace::site();
    let problems_before = problems(&workspace);
    let mut editor = Editor::start(&workspace);
    let files = renamed(&mut editor, ["content/index.md", "(ra", "det.md)"], "styrelsen");
    let changed = [
        "content/index.en.md",
        "content/index.md",
        "content/styrelsen.en.md",
        "content/styrelsen.md",
    ];
    assert_eq!(files.keys().collect::<Vec<_>>(), changed);
    assert!(files["content/index.en.md"].contains("(styrelsen.md)"));
    assert!(files["content/styrelsen.md"].contains("aliases: [/radet/]"));
    assert_eq!(problems(&workspace), problems_before);
}

#[test]
fn a_name_that_cannot_be_is_refused() {
    let workspace = lease();
    let mut editor = Editor::start(&workspace);
    let mut params = editor.params_at(INDEX, "[[le‸ase]]\n");
    for name in ["", "Anna Ö", "anna", "a/b", "unknown"] {
        params["newName"] = name.into();
        let answer = editor.request("textDocument/rename", params.clone());
        assert_eq!(answer["error"], -32803, "{name}: {answer}");
    }
    let nothing = editor.params_at(INDEX, "no‸thing\n");
    assert!(editor.request("textDocument/prepareRename", nothing).is_null());
}
