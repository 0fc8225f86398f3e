//! What a reader gets: a small site in two languages with fields, relations, mentions, a fallback
//! and what is outdated, against stored pages, byte for byte. `UPDATE_EXPECT=1 cargo test` accepts;
//! the difference is reviewed as code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages of each kind; the sitemap and the twin stand for what machines read.
const SHOWN: [&str; 16] = [
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
fn pages_are_what_they_were() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendered");
    let output = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_pakt"))
        .arg("build")
        .args([Path::new("-C"), &here, Path::new("-o"), output.path()])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut wrong = Vec::new();
    for path in SHOWN {
        let page = without_fingerprints(&fs::read_to_string(output.path().join(path)).unwrap());
        let stored = stored(&here, path);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&stored, &page).unwrap();
        } else if fs::read_to_string(&stored).unwrap_or_default() != page {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "these changed: {wrong:?}; look with UPDATE_EXPECT=1 and git diff");
}

/// `en/parter/radet/index.html` is stored as `en.parter.radet.index.html`.
fn stored(here: &Path, path: &str) -> PathBuf {
    here.join("expected").join(path.replace('/', "."))
}

/// The names of assets change with every touch of the theme, and say nothing about a page.
fn without_fingerprints(page: &str) -> String {
    let mut told = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("assets/") {
        told.push_str(before);
        told.push_str("assets/");
        let name = after.split(['"', ' ']).next().unwrap_or_default();
        let mut parts: Vec<&str> = name.split('.').collect();
        if let [_, fingerprint, _] = parts.as_mut_slice() {
            *fingerprint = "…";
        }
        told.push_str(&parts.join("."));
        rest = after.strip_prefix(name).unwrap_or(after);
    }
    told.push_str(rest);
    told
}
