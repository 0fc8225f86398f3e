//! A treaty with three versions of its text: what differs between two of them, and what has become
//! of each citation of the older ones. `fates.txt` was written from the treaty itself, not by pakt.

mod fixes;
mod real_statement;
mod three_versions;
mod two_sides;

use crate::cases::main_element;
use crate::support::Workspace;
use pakt::files::FileSet;
use pakt::site::SiteSnapshot;
use pakt::site::entry_citations::entry_citations;
use pakt::site::resolve_citation::WordingFate;
use pakt::site::settings::RunSettings;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions")
}

fn treaty() -> Workspace {
    Workspace::copy_of(&folder())
}

/// Returns the files below `content` of a workspace.
fn content_files(workspace: &Workspace) -> FileSet {
    let texts = crate::support::tree(&workspace.join("content"));
    let texts: Vec<(String, String)> =
        texts.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
    FileSet::from_texts(&texts)
}

#[test]
fn the_fate_of_each_of_forty_citations_is_known() {
    let site = SiteSnapshot::new(&content_files(&treaty()), &RunSettings::default()).site;
    let mut fates = Vec::new();
    for entry in &site.entries {
        for (_, citation) in entry_citations(entry) {
            let fate = site.citation_fate(citation, entry).unwrap();
            assert_eq!(&*site.entry_at(fate.newest).id, "treaty-2019");
            let (document, locator) = (&citation.document.text, citation.locator.as_ref().unwrap());
            let state = fate.wording.as_str();
            let place = fate.wording.locator().unwrap_or("-");
            fates.push(format!("{document} {}: {state} {place}", locator.text));
            let is_ready =
                matches!(fate.wording, WordingFate::Moved { .. } | WordingFate::Changed { .. });
            assert_eq!(fate.wording.citation().is_some(), is_ready, "{fate:?}");
        }
    }
    let expected = fs::read_to_string(folder().join("fates.txt")).unwrap();
    let mut expected: Vec<&str> = expected.lines().collect();
    assert_eq!(expected.len(), 40);
    expected.sort_unstable();
    fates.sort_unstable();
    assert_eq!(fates, expected);
}

/// Returns the diagnostics of a code as `FILE:LINE`.
fn places(workspace: &Workspace, code: &str) -> Vec<String> {
    let run = workspace.run(&["check", "--format", "json"]);
    let json = run.json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let of_code = all.filter(|diagnostic| diagnostic["code"] == code);
    of_code.map(|it| format!("{}:{}", it["file"].as_str().unwrap(), it["line"])).collect()
}

#[test]
fn citations_in_fields_tables_and_prose_are_reported() {
    let workspace = treaty();
    let (superseded, moved) =
        (places(&workspace, "superseded-quote"), places(&workspace, "moved-quote"));
    assert_eq!((superseded.len(), moved.len()), (21, 12));
    for file in ["content/fields.md", "content/prose.md", "content/rules.csv"] {
        assert!(superseded.iter().any(|place| place.starts_with(file)), "{file}");
        assert!(moved.iter().any(|place| place.starts_with(file)), "{file}");
    }
}

/// The pages whose `<main>` is stored.
const STORED: [&str; 3] = [
    "rules/fields/index.html",
    "sources/treaty-2019/changes-since/treaty-2008/index.html",
    "sv/sources/treaty-2008/andrat-sedan/treaty-1998/index.html",
];

#[test]
fn pages_equal_the_stored_ones() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    let mut changed = Vec::new();
    for path in STORED {
        let main = format!("{}\n", main_element(&workspace.read(&format!("output/{path}"))));
        let stored = folder().join("expected").join(path.replace('/', "."));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(stored.parent().unwrap()).unwrap();
            fs::write(&stored, &main).unwrap();
        } else if fs::read_to_string(&stored).unwrap_or_default() != main {
            changed.push(path);
        }
    }
    assert!(changed.is_empty(), "{changed:?} changed; run with UPDATE_EXPECT=1 and see git diff");
}

#[test]
fn the_page_of_a_paper_shows_its_versions() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    let page = workspace.read("output/sources/treaty-1998/index.html");
    for link in ["../treaty-2008/", "../treaty-2019/", "../treaty-2019/changes-since/treaty-1998/"]
    {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
    let page = workspace.read("output/sources/treaty-2019/index.html");
    for link in ["changes-since/treaty-1998/", "changes-since/treaty-2008/"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
}

#[test]
fn no_line_of_a_page_ends_with_white_space() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    let mut lines = Vec::new();
    for (path, bytes) in crate::support::tree(&workspace.join("output")) {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        let is_page = path.ends_with(".html");
        let ends = page.lines().zip(1..).filter(|(line, _)| is_page && *line != line.trim_end());
        lines.extend(ends.map(|(_, number)| format!("{path}:{number}")));
    }
    assert_eq!(lines, [""; 0]);
}

/// Returns the banners of a page.
fn banners(page: &str) -> &str {
    let start = page.find("<dl class=\"statements banners\">");
    start.and_then(|start| page.get(start..)?.split("</dl>").next()).unwrap_or_default()
}

#[test]
fn a_page_says_that_a_newer_version_has_replaced_the_paper() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    let page = workspace.read("output/sources/treaty-1998/index.html");
    let oldest = banners(&page);
    for part in [
        "data-banner=\"replaced\"",
        "href=\"../treaty-2008/\">Treaty of 2008</a> (<time datetime=\"2008-06-01\">",
        "The newest version is <a href=\"../treaty-2019/\">Treaty of 2019</a> (<time ",
        "href=\"../treaty-2019/changes-since/treaty-1998/\">See what has changed.</a>",
    ] {
        assert!(oldest.contains(part), "{part}: {oldest}");
    }
    let page = workspace.read("output/sv/sources/treaty-2008/index.html");
    assert!(banners(&page).contains("Det här är ersatt av <a "), "{}", banners(&page));
    assert!(!banners(&page).contains("nyaste versionen"), "{}", banners(&page));
    assert_eq!(banners(&workspace.read("output/sources/treaty-2019/index.html")), "");
}

#[test]
fn papers_that_replace_each_other_have_no_newer_version() {
    let workspace = treaty();
    for (name, other) in [("a", "b"), ("b", "a")] {
        let page = format!("---\ntype: document\nreplaces: {other}\n---\n# Paper {name}\n");
        workspace.write(&format!("content/{name}.md"), page);
    }
    workspace.run(&["build"]);
    for name in ["a", "b"] {
        let page = workspace.read(&format!("output/sources/{name}/index.html"));
        assert_eq!(banners(&page), "", "{name}");
    }
}

#[test]
fn only_the_newest_version_has_uncited_paragraphs() {
    let places = places(&treaty(), "uncited-paragraph");
    assert!(!places.is_empty());
    let is_newest = |place: &String| place.starts_with("content/treaty-2019.txt:");
    assert!(places.iter().all(is_newest), "{places:?}");
}

#[test]
fn the_marks_of_a_comparison_are_explained_and_end_at_words() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    let page = workspace.read("output/sources/treaty-2019/changes-since/treaty-2008/index.html");
    let marks = "<p class=\"marks\">Words that are struck through are only in Treaty of 2008 \
                 (1 June 2008); underlined words are only in Treaty of 2019 (1 March 2019).</p>";
    let page = page.replace('\u{a0}', " ");
    assert!(page.contains(marks), "{page}");
    for tag in ["<del>", "<ins>"] {
        for mark in page.split(tag).skip(1) {
            let words = mark.split("data-redline=\"").nth(1).unwrap();
            let words = words.split_once('>').unwrap().1.split("</span>").next().unwrap();
            assert_eq!(words, words.trim(), "{tag}");
        }
    }
}
