//! The handbook is a site of its own: it builds without a finding, and leaves out nothing that the
//! program has. `UPDATE_EXPECT=1` writes the page of diagnostics anew from the catalogue.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod workspace;

use expect_test::expect_file;
use pakt::diagnostic::catalogue::CATALOGUE;
use pakt::render::headers;
use pakt::site::views::NAMES;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use workspace::Workspace;

fn docs() -> Workspace {
    Workspace::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"))
}

#[test]
fn it_builds_without_a_finding() {
    let docs = docs();
    let report = docs.run(&["check", "--strict", "--format", "json"]).with_status(0).json();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 0);
    docs.run(&["build", "--strict"]).with_status(0);
}

#[test]
fn every_view_has_a_page_with_its_source_and_its_result() {
    let docs = docs();
    docs.run(&["build"]).with_status(0);
    for name in NAMES.into_iter().chain(["own"]) {
        let page = docs.read(&format!("output/views/{name}/index.html"));
        let what = if name == "own" { "signatures" } else { name };
        let source = docs.read(&format!("content/views/{name}.md"));
        let fence = format!("````markdown\n```{{{what}}}\n");
        assert!(source.contains(&fence), "{name} shows what to write");
        let (_, result) = page.split_once("<h2 id=\"what-it-gives\">").unwrap();
        let is_drawn = ["class=\"view", "-box view\"", "class=\"signatures\""]
            .iter()
            .any(|class| result.contains(class));
        assert!(is_drawn, "{name} is drawn");
    }
}

#[test]
fn every_field_kind_and_every_command_is_told() {
    let docs = docs();
    let fields = docs.read("content/model/fields.md");
    for kind in [
        "text", "markdown", "number", "fraction", "date", "period", "url", "choice", "bool",
        "citation", "file", "group",
    ] {
        assert!(fields.contains(&format!("\n## {kind}\n")), "{kind}");
    }
    let commands = docs.read("content/reference/commands.md");
    let help = docs.run(&["--help"]).stdout;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = listed.lines().filter_map(|line| line.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        assert!(commands.contains(&format!("| `pakt {name}` |")), "{name}");
    }
}

#[test]
fn servers_are_told_the_headers_that_the_build_writes() {
    let docs = docs();
    let page = docs.read("content/reference/publishing.md");
    let told =
        [("nginx", headers::nginx()), ("apache", headers::apache()), ("xml", headers::iis())];
    for (language, settings) in told {
        let fence = format!("```{language}\n{settings}```\n");
        assert!(page.contains(&fence), "publishing.md should have\n{fence}");
    }
    docs.run(&["build"]).with_status(0);
    let written = docs.read("output/_headers");
    assert!(written.starts_with(&format!("/*\n  Content-Security-Policy: {}\n", headers::POLICY)));
    docs.run(&["build", "--base-url", "https://example.org/a/b"]).with_status(0);
    let written = docs.read("output/_headers");
    assert!(written.starts_with("/a/b/*\n") && written.contains("\n/a/b/assets/style."));
}

#[test]
fn every_diagnostic_is_explained_as_the_program_explains_it() {
    let mut page = String::from(
        "---\ntitle: Diagnostics\ndescription: Every code, what it means and how to mend it.\n\
         order: 2\n---\n\nThe same is told by `pakt explain CODE`, in Swedish with `--lang sv`. A \
         site changes how much a code matters under `checks:` in `site.yaml`, but for codes of the \
         family citation.\n",
    );
    for rule in CATALOGUE {
        let text = rule.en;
        let (family, severity) = (rule.family.name(), rule.severity.name());
        let fence = |words: &str| if words.contains("```") { "````" } else { "```" };
        let (name, what, why, fenced) = (rule.name, text.what, text.why, fence(text.wrong));
        write!(page, "\n## {name}\n\n{what} *{family}, {severity}*\n\n{why}\n\n").unwrap();
        write!(page, "Before:\n\n{fenced}text\n{}\n{fenced}\n\n", text.wrong).unwrap();
        write!(page, "After:\n\n{0}text\n{1}\n{0}\n", fence(text.right), text.right).unwrap();
    }
    expect_file!["../docs/content/reference/diagnostics.md"].assert_eq(&page);
    assert!(fs::exists(docs().join("content/reference/diagnostics.md")).unwrap());
}
