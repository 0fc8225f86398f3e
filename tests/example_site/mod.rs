//! A site of sixteen small files about another subject: a lease with parties, clauses, amendments
//! and a tenant who was replaced. Nothing in the program is specific to one agreement.

use crate::support::Workspace;
use expect_test::expect_file;
use std::fs;
use std::path::Path;

fn lease() -> Workspace {
    Workspace::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/example_site"))
}

/// Returns the text of a page, a line for each block, as a screen reader reads it.
fn text_blocks(page: &str) -> String {
    let main = page.split_once("<main").unwrap().1.split_once('>').unwrap().1;
    let main = main.split_once("</main>").unwrap().0;
    let mut text = String::new();
    for part in main.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_inline = matches!(
            &*name,
            "a" | "b" | "span" | "sup" | "time" | "q" | "mark" | "strong" | "small"
        );
        if !is_inline && !tag.starts_with('/') {
            text.push('\n');
        }
        text.push_str(words);
    }
    let text = text.replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[test]
fn it_builds_without_diagnostics_and_its_pages_equal_the_goldens() {
    let lease = lease();
    let run = lease.run(&["check", "--strict", "--format", "json"]).with_status(0);
    assert_eq!(run.json()["diagnostics"].as_array().unwrap().len(), 0);
    lease.run(&["build", "--strict"]).with_status(0);
    for (page, golden) in [
        ("output/index.html", "expected/front.txt"),
        ("output/lease/lease/index.html", "expected/lease.txt"),
        ("output/sources/deed/index.html", "expected/deed.txt"),
    ] {
        expect_file![golden].assert_eq(&text_blocks(&lease.read(page)));
    }
}

#[test]
fn the_tenant_of_a_day_is_the_tenant_of_that_day() {
    let lease = lease();
    for (day, oak, birch) in [
        ("1990-01-01", "this was the case", "Not yet the case"),
        ("2005-01-01", "No longer the case", "this was the case"),
    ] {
        lease.run(&["build", "--as-of", day]).with_status(0);
        let page = lease.read("output/lease/lease/index.html");
        let (_, facts) = page.split_once("facts lead\"").unwrap();
        let after = |name: &str| {
            let (_, rest) = facts.split_once(&format!(">{name}</a>")).unwrap();
            rest.split("class=\"ground\"").next().unwrap().to_owned()
        };
        assert!(after("Oak and Sons").contains(oak), "{day}");
        assert!(after("Birch").contains(birch), "{day}");
    }
}

#[test]
fn a_view_of_its_own_is_one_component() {
    let lease = lease();
    lease.run(&["build"]).with_status(0);
    let page = lease.read("output/index.html");
    assert!(page.contains("<section class=\"signatures\"><p>Signed so far</p>"));
    let component = "themes/own/templates/components/view.signatures.html";
    let text = lease.read(component).replace("item.link.title", "item.no.title");
    lease.write(component, text);
    let report = lease.run(&["check", "--format", "json"]).with_status(1).json();
    assert_eq!(report["diagnostics"][0]["code"], "template-error");
    assert_eq!(report["diagnostics"][0]["file"], component);
    fs::remove_file(lease.join(component)).unwrap();
    let report = lease.run(&["check", "--format", "json"]).with_status(1).json();
    assert_eq!(report["diagnostics"][0]["code"], "unknown-view");
}

#[test]
fn the_generator_does_not_know_what_its_sites_are_about() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src/render", "src/site", "src/schema/builtin", "themes"] {
        for (path, bytes) in crate::support::tree(&root.join(folder)) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            // Comments may have examples, but not with ids or names of the real site.
            for word in ["regionala-radet\"", "utlatande-2015-128\"", "avsiktsforklaringen\""] {
                assert!(!text.contains(word), "{word} in {folder}/{path}");
            }
        }
    }
}

#[test]
fn explain_shows_all_that_is_known_of_a_field_with_its_location() {
    let lease = lease();
    let known = lease.run(&["explain", "lease#rent", "--format", "json"]).with_status(0).json();
    let rent = &known["fields"]["rent"][0];
    assert_eq!((&rent["value"], &rent["standing"]), (&400.into(), &"sourced".into()));
    assert_eq!(rent["sources"][0]["quote"], "The rent is 400 crowns");
    assert_eq!(rent["sources"][0]["verified"], true);
    assert_eq!(rent["file"], "content/lease.md");
    assert_eq!(rent["line"], 9);
    let report = lease.run(&["explain", "lease", "--lang", "en"]).with_status(0).stdout;
    assert!(
        report.contains("content/lease.md:9") && report.contains("(quote found in the source)"),
        "{report}"
    );
    // A code of the same name comes first, unless the argument says that it is an entry.
    lease.write("content/cycle.md", "---\nid: cycle\ntype: party\ntitle: C\nrole: tenant\n---\n");
    assert!(lease.run(&["explain", "cycle"]).with_status(0).stdout.contains("error"));
    assert!(
        lease.run(&["explain", "entry:cycle"]).with_status(0).stdout.contains("content/cycle.md")
    );
    assert!(lease.run(&["explain", "lease#rnt"]).with_status(2).stderr.contains("lease#rent"));
}
