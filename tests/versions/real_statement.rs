//! A made-up second version of the statement that the real site is about.

use super::places;
use crate::support::Workspace;
use std::path::Path;

#[test]
fn a_new_version_of_the_statement_reports_what_cites_the_old_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::of(&[]);
    for (path, bytes) in crate::support::tree(&root.join("content")) {
        workspace.write(&format!("content/{path}"), bytes);
    }
    let text = workspace.read("content/kallor/utlatande-2015-128.txt");
    assert_eq!(places(&workspace, "superseded-quote"), [""; 0]);
    // The decision is another one, and a paragraph is gone.
    let decision = "Stockholms stad antar Överenskommelse";
    assert!(text.contains(decision));
    let newer = text.replace(decision, "Stockholms stad säger upp Överenskommelse");
    workspace.write("content/kallor/utlatande-2031-7.txt", newer);
    workspace.write(
        "content/kallor/utlatande-2031-7.md",
        "---\ntype: document\ntitle: {sv: Utlåtande 2031:7, en: Report 2031:7}\nlanguage: sv\n\
         kind: primary\ndate: 2031-02-03\ntext: utlatande-2031-7.txt\nreplaces: utlatande-2015-128\n---\n",
    );
    let superseded = places(&workspace, "superseded-quote");
    assert!(!superseded.is_empty());
    assert_eq!(places(&workspace, "moved-quote"), [""; 0]);
    workspace.run(&["build", "-o", "output"]);
    let page = "output/kallor/utlatande-2031-7/andrat-sedan/utlatande-2015-128/index.html";
    assert!(workspace.read(page).contains("<span data-redline=\"to\">säger upp</span>"));
}
