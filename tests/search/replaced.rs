//! What has been replaced is found after what is in force, and is marked.

use crate::support::Workspace;
use std::path::Path;
use std::process::Command;

/// Returns the results of a query in a site with three versions of a treaty.
fn results(language: &str, question: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::copy_of(&root.join("tests/versions"));
    workspace.run(&["build"]).with_status(0);
    let run = Command::new("node")
        .arg(root.join("tests/search/query.mjs"))
        .arg(workspace.join("output"))
        .args([language, question])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_version_in_force_is_found_before_those_that_it_has_replaced() {
    let found = results("en", "treaty");
    let documents: Vec<&String> = found.iter().filter(|it| it.starts_with("entry so")).collect();
    assert_eq!(documents[0], "entry sources/treaty-2019/");
    assert!(documents.contains(&&"entry sources/treaty-1998/ replaced 2008".to_owned()));
    assert!(documents.contains(&&"entry sources/treaty-2008/ replaced 2019".to_owned()));
    let found = results("sv", "treaty 1998");
    assert_eq!(found[0], "entry sv/sources/treaty-1998/ ersatt 2008");
}

#[test]
fn a_paragraph_of_the_version_in_force_is_found_first() {
    let found = results("en", "authorities courts Parties represents");
    let paragraphs: Vec<&String> = found.iter().filter(|it| it.starts_with("para")).collect();
    assert_eq!(paragraphs[0], "paragraph sources/treaty-2019/#Article_10");
    assert!(paragraphs[1..3].iter().all(|it| it.contains(" replaced ")), "{paragraphs:?}");
}
