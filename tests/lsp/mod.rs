//! The language server over its protocol: an editor in memory opens a site and asks.

mod editor;
mod edits;
mod completion;
mod equals_check;
mod names;

use crate::support::Workspace;
use editor::Editor;
use pakt::lsp::{LanguageServerOptions, SessionEnd};
use serde_json::{Value, json};

/// A broken link on line 4 of a page.
const BROKEN: &str = "---\ntitle: {sv: Start, en: Start}\n---\n\nÅ 🙂 [x](ingen.md).\n";

#[test]
fn only_what_works_is_announced() {
    let workspace = Workspace::site();
    let editor = Editor::start(&workspace);
    for provider in ["hoverProvider", "definitionProvider", "referencesProvider"] {
        assert_eq!(editor.capabilities[provider], true, "{}", editor.capabilities);
    }
    assert_eq!(editor.capabilities["positionEncoding"], "utf-16");
    assert_eq!(editor.quit(), SessionEnd::Shutdown);
}

#[test]
fn a_diagnostic_has_its_code_and_its_place_in_utf_16() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    editor.open_text("content/index.md", BROKEN);
    let diagnostics = editor.diagnostics("content/index.md");
    let broken = diagnostics.iter().find(|it| it["code"] == "broken-link").unwrap();
    assert_eq!(broken["source"], "pakt");
    assert_eq!(broken["severity"], 1);
    let place = json!({"start": {"line": 4, "character": 9}, "end": {"line": 4, "character": 17}});
    assert_eq!(broken["range"], place);
}

#[test]
fn positions_are_in_the_units_that_the_client_offers() {
    let workspace = Workspace::site();
    let offered = json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}});
    let mut editor = Editor::with_capabilities(&workspace, &offered);
    assert_eq!(editor.capabilities["positionEncoding"], "utf-8");
    editor.open_text("content/index.md", BROKEN);
    let lines = editor.diagnostic_lines("content/index.md");
    assert!(lines.contains(&"broken-link 4:12-4:20".to_owned()), "{lines:?}");
}

#[test]
fn diagnostics_follow_the_text_that_is_not_saved() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    editor.open("content/index.md");
    assert_eq!(editor.diagnostic_lines("content/index.md"), [""; 0]);
    editor.change("content/index.md", BROKEN);
    assert_eq!(editor.diagnostic_lines("content/index.md"), ["broken-link 4:9-4:17"]);
    // The page that is missing, not saved either.
    editor.open_text("content/ingen.md", "---\ntitle: {sv: Ingen, en: None}\n---\n\nNu.\n");
    editor.diagnostics("content/ingen.md");
    let all = editor.all_diagnostics();
    assert!(!all.contains_key(&editor.uri("content/index.md")), "{all:?}");
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": editor.uri("content/ingen.md")}}),
    );
    editor.change("content/index.md", BROKEN);
    assert_eq!(editor.diagnostic_lines("content/index.md"), ["broken-link 4:9-4:17"]);
}

#[test]
fn parts_of_a_text_are_replaced() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    editor.open_text("content/index.md", BROKEN);
    let uri = editor.uri("content/index.md");
    let range = json!({"start": {"line": 4, "character": 9}, "end": {"line": 4, "character": 17}});
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"range": range, "text": "radet.md"}],
        }),
    );
    // The next version is sent after it; an older one is not used.
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": 1},
            "contentChanges": [{"text": "[x](annan.md)"}],
        }),
    );
    let all = loop {
        let all = editor.all_diagnostics();
        if !all.contains_key(&uri) {
            break all;
        }
    };
    assert!(all.is_empty(), "{all:?}");
}

#[test]
fn a_change_on_disk_is_seen_when_a_file_is_saved_or_reported() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    editor.open("content/index.md");
    assert_eq!(editor.diagnostic_lines("content/index.md"), [""; 0]);
    std::fs::remove_file(workspace.path().join("content/radet.md")).unwrap();
    std::fs::remove_file(workspace.path().join("content/radet.en.md")).unwrap();
    let changes = json!([{"uri": editor.uri("content/radet.md"), "type": 3},
        {"uri": editor.uri("content/radet.en.md"), "type": 3}]);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    let text = workspace.read("content/index.md");
    editor.change("content/index.md", &text);
    let lines = editor.diagnostic_lines("content/index.md");
    assert!(lines.iter().any(|line| line.starts_with("broken-link")), "{lines:?}");
    workspace.write("content/radet.md", "---\ntitle: {sv: Rådet, en: The council}\n---\n\nX.\n");
    let saved = json!({"textDocument": {"uri": editor.uri("content/index.md")}});
    editor.notify("textDocument/didSave", saved);
    editor.change("content/index.md", &text);
    assert_eq!(editor.diagnostic_lines("content/index.md"), [""; 0]);
}

#[test]
fn bad_input_does_not_end_the_session() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    let outside = json!({"textDocument": {"uri": "file:///nowhere/x.md"},
        "position": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32}});
    editor.notify("textDocument/didOpen", json!({"textDocument": 5}));
    editor.notify("textDocument/didChange", json!(["x"]));
    editor.notify(
        "textDocument/didOpen",
        json!({"textDocument": {
        "uri": "untitled:1", "languageId": "x", "version": 1, "text": "x"}}),
    );
    editor.notify("no/such/notification", json!(null));
    assert_eq!(editor.request("no/such/request", json!({}))["error"], -32601);
    for method in [
        "hover",
        "definition",
        "references",
        "documentSymbol",
        "completion",
        "rename",
        "prepareRename",
        "codeAction",
    ] {
        let method = format!("textDocument/{method}");
        for params in [json!(null), json!({}), json!({"textDocument": {"uri": 7}}), outside.clone()]
        {
            editor.request(&method, params);
        }
        let mut far = outside.clone();
        far["textDocument"]["uri"] = editor.uri("content/index.md").into();
        editor.request(&method, far);
    }
    editor.open_text("content/index.md", BROKEN);
    assert_eq!(editor.diagnostic_lines("content/index.md"), ["broken-link 4:9-4:17"]);
}

#[test]
fn on_a_large_site_the_edited_file_is_reported_before_all_others() {
    let workspace = Workspace::site();
    let options =
        LanguageServerOptions { max_entries_at_once: Some(0), ..LanguageServerOptions::default() };
    let mut editor = Editor::with_options(&workspace, &json!({}), options);
    let path = "content/index.md";
    // The fence is found by a check of the whole content, and the link by linking.
    editor.open_text(path, "[x](nowhere.md)\n\n```\ncode\n");
    assert_eq!(editor.diagnostic_lines(path), ["broken-link 0:4-0:14"]);
    editor.wait_for_report(path);
    let lines = editor.diagnostic_lines(path);
    assert!(lines.iter().any(|line| line.starts_with("fence-not-closed 2:")), "{lines:?}");
    editor.change(path, "[x](nowhere.md)\n\nNew.\n\n```\ncode\n");
    let quick = editor.diagnostic_lines(path);
    assert!(quick.contains(&"broken-link 0:4-0:14".to_owned()), "{quick:?}");
    assert!(quick.iter().any(|line| line.starts_with("fence-not-closed 4:")), "{quick:?}");
    editor.wait_for_report(path);
    assert_eq!(editor.diagnostic_lines(path), quick);
}

#[test]
fn broken_settings_come_back() {
    let workspace = Workspace::site();
    let mut editor = Editor::start(&workspace);
    editor.open("content/site.yaml");
    let good = workspace.read("content/site.yaml");
    for bad in ["", "title: [", "languages: 5\n", "\0\0", "- x\n- y"] {
        editor.change("content/site.yaml", bad);
        editor.diagnostics("content/site.yaml");
        editor.request("workspace/symbol", json!({"query": "a"}));
        editor.change("content/site.yaml", &good);
        assert_eq!(editor.diagnostic_lines("content/site.yaml"), [""; 0], "after {bad:?}");
    }
}

#[test]
fn a_folder_without_a_site_gets_answers_too() {
    let workspace = Workspace::of(&[("other/a.md", "# A\n")]);
    let mut editor = Editor::start(&workspace);
    let hover = editor.request_at("textDocument/hover", "other/a.md", "# A‸\n");
    assert_eq!(hover, Value::Null);
}

#[test]
fn a_client_that_leaves_without_a_word_ends_the_session() {
    let workspace = Workspace::site();
    let editor = Editor::start(&workspace);
    editor.notify("exit", Value::Null);
}
