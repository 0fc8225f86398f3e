//! The pages of a small site in two languages, with fields, relations, mentions, a fallback and
//! outdated pages, compared with stored output. Only `<main>` of a page is stored, so that a change
//! of the layout changes one file: the front page, which is stored whole.

use crate::cases::main_element;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page that is stored whole.
const WHOLE_PAGE: &str = "index.html";

/// A page of each kind, the sitemap, a feed and the data of a page.
const STORED: [&str; 16] = [
    "404.html",
    "a-o/index.html",
    "andringar/index.html",
    "en/index.html",
    "en/parter/lansstyrelsen/index.html",
    "en/parter/radet/index.html",
    "feed.xml",
    "index.html",
    "parter/index.html",
    "parter/radet/index.html",
    "parter/radet/index.json",
    "regler/gammal/index.html",
    "regler/ny/index.html",
    "regler/nyast/index.html",
    "sitemap.xml",
    "taggar/samverkan/index.html",
];

#[test]
fn pages_equal_the_stored_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendered");
    let output = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_pakt"))
        .arg("build")
        .args([Path::new("-C"), &folder, Path::new("-o"), output.path()])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut changed = Vec::new();
    for path in STORED {
        let page = fs::read_to_string(output.path().join(path)).unwrap();
        let page = without_fingerprints(&page);
        let is_part = path.ends_with(".html") && path != WHOLE_PAGE;
        let page = if is_part { format!("{}\n", main_element(&page)) } else { page };
        let stored = stored_path(&folder, path);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&stored, &page).unwrap();
        } else if fs::read_to_string(&stored).unwrap_or_default() != page {
            changed.push(path);
        }
    }
    assert!(changed.is_empty(), "{changed:?} changed; run with UPDATE_EXPECT=1 and see git diff");
}

/// Returns where a page is stored: `en/parter/radet/index.html` as `en.parter.radet.index.html`.
fn stored_path(folder: &Path, path: &str) -> PathBuf {
    folder.join("expected").join(path.replace('/', "."))
}

/// Replaces the digests in the names of assets, which change with every change of the theme.
fn without_fingerprints(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut remaining = page;
    while let Some((before, after)) = remaining.split_once("assets/") {
        out.push_str(before);
        out.push_str("assets/");
        let name = after.split(['"', ' ']).next().unwrap_or_default();
        let mut parts: Vec<&str> = name.split('.').collect();
        if let [_, fingerprint, _] = parts.as_mut_slice() {
            *fingerprint = "…";
        }
        out.push_str(&parts.join("."));
        remaining = after.strip_prefix(name).unwrap_or(after);
    }
    out.push_str(remaining);
    out
}
