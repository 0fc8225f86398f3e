//! The handbook is a site: it has no diagnostics, and it covers everything that the program has.
//! `UPDATE_EXPECT=1` rewrites its page of diagnostics from the catalog.

use crate::support::Workspace;
use expect_test::expect_file;
use pakt::diagnostic::rules::RULES;
use pakt::render::http_headers::{self, CACHE_FOR_A_YEAR};
use pakt::schema::FieldKind;
use pakt::site::views::BuiltinView;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A regular expression for paths with a fingerprint in their name, as the handbook gives it.
const FINGERPRINTED_PATH: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

fn docs() -> Workspace {
    Workspace::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"))
}

#[test]
fn it_builds_without_diagnostics() {
    let docs = docs();
    let report = docs.run(&["check", "--strict", "--format", "json"]).with_status(0).json();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 0);
    docs.run(&["build", "--strict"]).with_status(0);
}

#[test]
fn every_view_has_a_page_with_its_source_and_its_result() {
    let docs = docs();
    docs.run(&["build"]).with_status(0);
    for name in BuiltinView::ALL.iter().map(|view| view.name()).chain(["own"]) {
        let page = docs.read(&format!("output/views/{name}/index.html"));
        let what = if name == "own" { "signatures" } else { name };
        let source = docs.read(&format!("content/views/{name}.md"));
        let fence = format!("````markdown\n```{{{what}}}\n");
        assert!(source.contains(&fence), "{name} shows what to write");
        let (_, result) = page.split_once("<h2 id=\"what-it-gives\">").unwrap();
        let is_drawn = ["class=\"view", "-box view", "class=\"signatures\""]
            .iter()
            .any(|class| result.contains(class));
        assert!(is_drawn, "{name} is drawn");
    }
}

#[test]
fn every_field_kind_and_every_command_is_described() {
    let docs = docs();
    let fields = docs.read("content/model/fields.md");
    for kind in FieldKind::names() {
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
fn server_settings_have_the_headers_that_the_build_writes() {
    let docs = docs();
    let page = docs.read("content/reference/publishing.md");
    let configs = [("nginx", nginx_config()), ("apache", apache_config()), ("xml", iis_config())];
    for (language, settings) in configs {
        let fence = format!("```{language}\n{settings}```\n");
        assert!(page.contains(&fence), "publishing.md should have\n{fence}");
    }
    docs.run(&["build"]).with_status(0);
    let written = docs.read("output/_headers");
    assert!(
        written.starts_with(&format!("/*\n  Content-Security-Policy: {}\n", http_headers::POLICY))
    );
    docs.run(&["build", "--base-url", "https://example.org/a/b"]).with_status(0);
    let written = docs.read("output/_headers");
    assert!(written.starts_with("/a/b/*\n") && written.contains("\n/a/b/assets/style."));
}

/// Returns the settings for nginx: the `map` belongs in `http`, the rest in `server` or `location`.
fn nginx_config() -> String {
    let mut config = format!(
        "map $uri $pakt_cache {{\n    \"~{FINGERPRINTED_PATH}\" \"{CACHE_FOR_A_YEAR}\";\n    default \
         \"no-cache\";\n}}\n\n"
    );
    for (name, value) in http_headers::ALWAYS {
        let _ = writeln!(config, "add_header {name} \"{value}\" always;");
    }
    // Without `always`, so that a missing file is not cached for a year.
    config.push_str("add_header Cache-Control $pakt_cache;\nerror_page 404 /404.html;\n");
    config
}

/// Returns the settings for Apache with `mod_headers`, for `<VirtualHost>`, `<Directory>` or
/// `.htaccess`.
fn apache_config() -> String {
    let mut config = String::new();
    for (name, value) in http_headers::ALWAYS {
        let _ = writeln!(config, "Header always set {name} \"{value}\"");
    }
    let _ = write!(
        config,
        "Header set Cache-Control \"no-cache\"\n<FilesMatch \"{FINGERPRINTED_PATH}\">\n    Header set \
         Cache-Control \"{CACHE_FOR_A_YEAR}\"\n</FilesMatch>\nErrorDocument 404 /404.html\n"
    );
    config
}

/// Returns `web.config` for IIS, for the root of the site.
fn iis_config() -> String {
    let mut config = String::from(
        "<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n",
    );
    for (name, value) in http_headers::ALWAYS.into_iter().chain([("Cache-Control", "no-cache")]) {
        let _ = writeln!(config, "        <add name=\"{name}\" value=\"{value}\" />");
    }
    config.push_str(
        "      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>\n",
    );
    config
}

#[test]
fn every_diagnostic_is_explained_as_the_program_explains_it() {
    let mut page = String::from(
        "---\ntitle: Diagnostics\ndescription: Every code, what it means and how to fix it.\n\
         order: 2\n---\n\n`pakt explain CODE` prints the same, in Swedish with `--lang sv`. A site \
         changes the severity of a code under `checks:` in `site.yaml`, except for codes of the \
         family citation.\n",
    );
    for rule in RULES {
        let text = rule.docs.en;
        let (family, severity) = (rule.family.as_str(), rule.severity.as_str());
        let fence = |words: &str| if words.contains("```") { "````" } else { "```" };
        let (name, what, why, fenced) = (rule.name, text.what, text.why, fence(text.before));
        write!(page, "\n## {name}\n\n{what} *{family}, {severity}*\n\n{why}\n\n").unwrap();
        write!(page, "Before:\n\n{fenced}text\n{}\n{fenced}\n\n", text.before).unwrap();
        write!(page, "After:\n\n{0}text\n{1}\n{0}\n", fence(text.after), text.after).unwrap();
    }
    expect_file!["../../docs/content/reference/diagnostics.md"].assert_eq(&page);
    assert!(fs::exists(docs().join("content/reference/diagnostics.md")).unwrap());
}

/// The fenced blocks of a text, in order.
fn blocks(text: &str) -> Vec<String> {
    let parts = text.split("\n```").skip(1).step_by(2);
    parts.map(|part| format!("{}\n", part.split_once('\n').unwrap().1)).collect()
}

/// Returns the codes that `check` reports, in order.
fn reported_codes(site: &Workspace) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let report = run.json();
    let all = report["diagnostics"].as_array().unwrap().iter();
    all.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn who_follows_getting_started_gets_what_it_promises() {
    let page = docs().read("content/start/index.md");
    let [settings, front, party, claim, letter, document, sourced, mistake, unknown] =
        blocks(&page).try_into().unwrap();
    let site = Workspace::of(&[("content/site.yaml", &settings), ("content/index.md", &front)]);
    assert_eq!(reported_codes(&site), ["broken-link"], "there is no birch to link to yet");
    site.write("content/_types/party.yaml", party);
    site.write("content/parties/birch.md", claim);
    assert_eq!(
        reported_codes(&site),
        ["missing-source"],
        "the link is whole, the source is missing"
    );
    site.write("content/papers/letter.txt", letter);
    site.write("content/papers/letter.md", document);
    site.write("content/parties/birch.md", &sourced);
    site.run(&["check", "--strict"]).with_status(0);
    assert!(reported_codes(&site).is_empty());
    site.write("content/parties/birch.md", sourced.replace("on 1 January", "on 1 Januari"));
    let report = site.run(&["check"]).with_status(1).stderr;
    for line in mistake.lines() {
        assert!(report.lines().any(|it| it.trim() == line.trim()), "{line} in {report}");
    }
    let unsaid = format!("---\ntitle: Birch\n{unknown}---\n");
    site.write("content/parties/birch.md", unsaid);
    site.run(&["build", "--strict"]).with_status(0);
    let birch = site.read("output/parties/birch/index.html").replace('\u{a0}', " ");
    assert!(
        birch.contains(
            "unknown date, <time datetime=\"2003-01-01\">1 January 2003</time> at the latest"
        ),
        "{birch}"
    );
    assert!(site.read("output/sources/letter/index.html").contains("Birch</a>"));
}

#[test]
fn every_value_that_the_page_of_fields_writes_is_one() {
    let page = docs().read("content/model/fields.md");
    for section in page.split("\n## ").skip(1) {
        let (kind, text) = section.split_once('\n').unwrap();
        let declared = match kind {
            "choice" => "kind: choice, choices: {landlord: Landlord, tenant: Tenant}".to_owned(),
            "group" => "kind: group, fields: {name: {kind: text}, office: {kind: text}}".to_owned(),
            "relations" => "to: thing".to_owned(),
            kind if kind.starts_with("What") => continue,
            kind => format!("kind: {kind}"),
        };
        let [examples] = blocks(text).try_into().unwrap();
        let values: Vec<String> =
            examples.split_inclusive('\n').fold(Vec::new(), |mut values: Vec<String>, line| {
                match values.last_mut().filter(|_| line.starts_with(' ')) {
                    Some(last) => last.push_str(line),
                    None => values.push(line.to_owned()),
                }
                values
            });
        assert!(!values.is_empty(), "{kind}");
        for value in values {
            let (name, _) = value.split_once(':').unwrap();
            let field = format!("{{label: It, {declared}}}");
            let names = "name: Thing\nplural: Things\npath: things";
            let declared = format!("{names}\nfields: {{{name}: {field}}}\n");
            let entry = format!("---\ntype: thing\ntitle: A thing\n{value}---\n");
            let site = Workspace::of(&[
                ("content/site.yaml", "title: Fields\nlanguages: [en, sv]\n"),
                ("content/_types/thing.yaml", &declared),
                ("content/a.md", &entry),
                ("content/birch.md", "---\ntype: thing\ntitle: Birch\n---\n"),
                ("content/files/deed.pdf", "%PDF-1.7\n"),
                ("content/deed.md", "---\ntype: document\ntitle: Deed\ntext: deed.txt\n---\n"),
                (
                    "content/deed.txt",
                    "[1]\nThe parish lets the mill.\n\n[2.1]\nThe rent is 400 crowns.\n",
                ),
            ]);
            site.run(&["build"]).with_status(0);
            let shown = site.read("output/things/a/index.html");
            assert!(shown.contains(&format!("id=\"{name}\"")), "{kind}: {value} in {shown}");
        }
    }
}
