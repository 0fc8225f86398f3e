//! What the server reports of unsaved texts is what `pakt check` reports after they are saved.

use super::editor::Editor;
use crate::support::Workspace;
use crate::support::random::Random;
use serde_json::{Value, json};
use std::path::Path;

/// The number of edits, unless the environment sets it.
const EDITS_BY_DEFAULT: usize = 25;
/// Texts that an edit inserts.
const INSERTED: [&str; 14] = [
    "x",
    "å",
    "\n",
    "[[",
    "]]",
    "[@deed P2 \"x\"]",
    "---\n",
    ": ",
    "{",
    "}",
    "'",
    "- ",
    "```\n",
    "[x](nowhere.md)",
];

/// Returns `path line:column code message` of each diagnostic of `pakt check`, sorted.
fn lines_of_check(workspace: &Workspace) -> Vec<String> {
    let report = workspace.run(&["check", "--lang", "en", "--format", "json"]).json();
    let line = |it: &Value| {
        // Columns are counted in characters, as UTF-32 does.
        let number = |key: &str| it[key].as_u64().unwrap() - 1;
        let file = it["file"].as_str().unwrap_or("content/site.yaml");
        let (line, column) = (number("line"), number("column"));
        let message = it["message"].as_str().unwrap();
        format!("{file} {line}:{column} {} {message}", it["code"].as_str().unwrap())
    };
    let mut lines: Vec<String> =
        report["diagnostics"].as_array().unwrap().iter().map(line).collect();
    lines.sort();
    lines
}

/// Returns the same of what the server has published.
fn lines_of_server(editor: &mut Editor<'_>) -> Vec<String> {
    let root = format!("{}/", editor.uri(""));
    let mut lines = Vec::new();
    for (uri, diagnostics) in editor.all_diagnostics() {
        let path = uri.strip_prefix(&root).unwrap();
        for it in diagnostics {
            let start = &it["range"]["start"];
            let message = it["message"].as_str().unwrap().lines().next().unwrap();
            let code = it["code"].as_str().unwrap();
            lines.push(format!("{path} {}:{} {code} {message}", start["line"], start["character"]));
        }
    }
    lines.sort();
    lines
}

/// Changes a text at a random place.
fn edit(random: &mut Random, text: &str) -> String {
    let boundary = |offset: usize| text.floor_char_boundary(offset);
    let start = boundary(random.below(text.len() + 1));
    match random.below(3) {
        0 => {
            let end = boundary((start + random.below(12)).min(text.len()));
            format!("{}{}", &text[..start], &text[end.max(start)..])
        }
        _ => {
            let inserted = INSERTED[random.below(INSERTED.len())];
            format!("{}{inserted}{}", &text[..start], &text[start..])
        }
    }
}

#[test]
fn the_server_reports_what_check_reports_after_random_edits() {
    let n_edits = std::env::var("PAKT_EDITS").ok().and_then(|it| it.parse().ok());
    let seed = std::env::var("PAKT_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(1_017);
    let mut random = Random::new(seed);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content");
    let workspace = Workspace::of(&[]);
    for (path, bytes) in crate::support::tree(&docs) {
        if path.starts_with("example/") || path.starts_with("_types/") || path == "site.yaml" {
            let path = format!("content/{path}");
            // Without the theme, which is not in the content.
            let text = String::from_utf8(bytes).unwrap().replace("theme: handbook\n", "");
            workspace.write(&path, text);
        }
    }
    let paths: Vec<String> = crate::support::tree(&workspace.path().join("content"))
        .into_keys()
        .map(|path| format!("content/{path}"))
        .collect();
    let utf_32 = json!({"general": {"positionEncodings": ["utf-32"]}});
    let mut editor = Editor::with_capabilities(&workspace, &utf_32);
    for path in &paths {
        editor.open(path);
    }
    for path in &paths {
        editor.diagnostics(path);
    }
    for _ in 0..n_edits.unwrap_or(EDITS_BY_DEFAULT) {
        let path = &paths[random.below(paths.len())];
        let original = workspace.read(path);
        let text = edit(&mut random, &original);
        editor.change(path, &text);
        editor.diagnostics(path);
        let reported = lines_of_server(&mut editor);
        workspace.write(path, &text);
        require_same(&reported, &lines_of_check(&workspace), &format!("{seed}: {path} as\n{text}"));
        // A broken text would hide what the next edits do.
        if random.below(3) > 0 {
            workspace.write(path, &original);
            editor.change(path, &original);
            editor.diagnostics(path);
        }
    }
}

#[track_caller]
fn require_same(reported: &[String], checked: &[String], edit: &str) {
    let only_in = |left: &[String], right: &[String]| {
        left.iter().filter(|line| !right.contains(line)).cloned().collect::<Vec<_>>()
    };
    assert!(
        reported == checked,
        "PAKT_SEED={edit}\nonly the server: {:#?}\nonly check: {:#?}",
        only_in(reported, checked),
        only_in(checked, reported),
    );
}
