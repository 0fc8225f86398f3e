//! What cannot be read is not absent: nothing is written without it.

use crate::support::{Workspace, finish, tree};
use std::fs;

/// Checks that a command fails for a reason, and that a build leaves the output as it was.
#[track_caller]
fn check_refused(site: &Workspace, path: &str, run: impl Fn(&[&str]) -> crate::support::RunOutput) {
    let before = tree(&site.join("output"));
    let build = run(&["build"]).with_status(3);
    assert!(build.stderr.contains(&format!("cannot read `{path}`")), "{build:?}");
    assert!(!build.stderr.contains("["), "a finding follows: {build:?}");
    assert_eq!(tree(&site.join("output")), before, "{path}");
    let check = run(&["check", "--format", "json"]).with_status(3);
    assert_eq!(check.json()["diagnostics"].as_array().map(Vec::len), Some(0), "{check:?}");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_stops_the_build() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Workspace::site();
    site.write("content/site.yaml", "title: Test\nlanguages: [en]\nowner: Ada\ntheme: own\n");
    site.write("themes/own/own.css", "p {}\n");
    site.write("content/_types/place.yaml", "name: Place\nplural: Places\npath: places\n");
    site.write("content/places.yaml", "place: {from: places.csv}\n");
    site.write("content/places.csv", "id,title\na,A\n");
    site.write("content/deed.txt", "[1]\nWords.\n");
    site.write("content/deed.md", "---\ntype: document\ntext: deed.txt\n---\n# Deed\n");
    site.write("content/picture.png", "x");
    site.write("content/sub/.gitignore", "secret.md\n");
    site.write("content/sub/secret.md", "SECRET\n");
    site.run(&["build"]);
    for path in [
        "content/index.md",
        "content/site.yaml",
        "content/_types/place.yaml",
        "content/places.csv",
        "content/deed.txt",
        "content/picture.png",
        "content/sub/.gitignore",
        "content/sub",
        "themes/own/own.css",
        "themes/own",
    ] {
        let full_path = site.join(path);
        let mode = fs::metadata(&full_path).unwrap().permissions().mode();
        fs::set_permissions(&full_path, fs::Permissions::from_mode(0o000)).unwrap();
        check_refused(&site, path, |arguments| finish(site.unprivileged(site.command(arguments))));
        fs::set_permissions(&full_path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
fn rules_about_publication_that_cannot_be_read_stop_the_build() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    site.write("content/hidden.md", "SECRET\n");
    let many: String = (0..30_000).map(|n| format!("**/a{n}*\n")).collect();
    for rules in [
        [b"hidden.md\n", many.as_bytes()].concat(),
        [b"hidden.md\n", " ".repeat(1_100_000).as_bytes()].concat(),
        b"hidden.md\n\xe5\n".to_vec(),
    ] {
        site.write("content/.gitignore", rules);
        check_refused(&site, "content/.gitignore", |arguments| site.run(arguments));
    }
}

#[test]
fn rules_in_utf_16_are_applied() {
    let site = Workspace::site();
    site.write("content/hidden.md", "SECRET\n");
    let units = "\u{feff}hidden.md\r\n".encode_utf16();
    site.write("content/.gitignore", units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    site.run(&["build"]);
    assert!(!site.join("output/hidden/index.html").exists());
}
