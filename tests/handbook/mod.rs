//! The handbook is a site: it has no diagnostics, and it covers everything that the program has.
//! `UPDATE_EXPECT=1` rewrites its pages of diagnostics from the catalog.

mod languages;

use crate::support::{Workspace, tree};
use expect_test::expect_file;
use pakt::changes::ChangeKind;
use pakt::diagnostic::ReportLanguage;
use pakt::diagnostic::emit::explain_text;
use pakt::diagnostic::rules::RULES;
use pakt::render::http_headers::{self, CACHE_FOR_A_YEAR};
use pakt::schema::value::{CITATION_KEYS, DATE_KEYS, PERIOD_KEYS, STATEMENT_KEYS};
use pakt::schema::{EntryType, FieldKind, TypeDeclaration};
use pakt::site::config::SiteConfig;
use pakt::site::entry::RemovedInfo;
use pakt::site::views::BuiltinView;
use std::collections::BTreeSet;
use std::fmt::Write as _;
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
    let configs = [
        ("nginx", nginx_config()),
        ("caddyfile", caddy_config()),
        ("apache", apache_config()),
        ("xml", iis_config()),
    ];
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

/// Returns the settings for nginx, a file in `conf.d`.
fn nginx_config() -> String {
    let mut config = format!(
        "map $uri $pakt_cache {{\n    \"~{FINGERPRINTED_PATH}\" \"{CACHE_FOR_A_YEAR}\";\n    default \
         \"no-cache\";\n}}\n\nserver {{\n    listen 80;\n    server_name example.org;\n    root \
         /srv/lease;\n    charset utf-8;\n    absolute_redirect off;\n    error_page 404 \
         /404.html;\n\n    gzip on;\n    gzip_vary on;\n    gzip_types text/css \
         application/javascript text/javascript application/json text/xml image/svg+xml;\n\n"
    );
    for (name, value) in http_headers::ALWAYS {
        let _ = writeln!(config, "    add_header {name} \"{value}\" always;");
    }
    // Without `always`, so that a missing file is not cached for a year.
    config.push_str("    add_header Cache-Control $pakt_cache;\n}\n");
    config
}

/// Returns the settings for Caddy, a site of the `Caddyfile`.
fn caddy_config() -> String {
    let mut config = String::from(
        "example.org {\n\troot * /srv/lease\n\tencode zstd gzip\n\tfile_server\n\n\theader {\n",
    );
    for (name, value) in http_headers::ALWAYS {
        let _ = writeln!(config, "\t\t{name} \"{value}\"");
    }
    // Caddy adds headers before it knows whether the file exists, so an error has its own.
    let _ = write!(
        config,
        "\t}}\n\t@pakt_fingerprinted path_regexp {FINGERPRINTED_PATH}\n\t@pakt_other not \
         path_regexp {FINGERPRINTED_PATH}\n\theader @pakt_fingerprinted Cache-Control \
         \"{CACHE_FOR_A_YEAR}\"\n\theader @pakt_other Cache-Control \"no-cache\"\n\n\thandle_errors \
         {{\n\t\theader Cache-Control \"no-cache\"\n\t\trewrite * /404.html\n\t\tfile_server\n\t}}\n}}\n"
    );
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
        "      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\">\n      \
         <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"404.html\" \
         responseMode=\"File\" />\n    </httpErrors>\n  </system.webServer>\n</configuration>\n",
    );
    config
}

/// The pages of diagnostics: the language, the file, its beginning, and the words before examples.
const DIAGNOSTICS_PAGES: [(ReportLanguage, &str, &str, [&str; 2]); 2] = [
    (
        ReportLanguage::English,
        "diagnostics.md",
        "---\ntitle: Diagnostics\ndescription: Every code, what it means and how to fix it.\norder: \
         2\n---\n\n`pakt explain CODE` prints the same, in Swedish with `--lang sv`. A site changes \
         the severity of a code under `checks:` in `site.yaml`, except for codes of the family \
         citation.\n",
        ["Before", "After"],
    ),
    (
        ReportLanguage::Swedish,
        "diagnostics.sv.md",
        "---\ntitle: Felkoder\ndescription: Alla koder, vad de betyder och vad du gör åt \
         dem.\n---\n\n`pakt explain CODE` skriver ut detsamma, på svenska med `--lang sv`. En \
         webbplats ändrar hur allvarlig en kod är under `checks:` i `site.yaml`, utom för koderna i \
         familjen källor.\n",
        ["Före", "Efter"],
    ),
];

#[test]
fn every_diagnostic_is_explained_as_the_program_explains_it() {
    for (language, file, beginning, [before, after]) in DIAGNOSTICS_PAGES {
        let mut page = String::from(beginning);
        for rule in RULES {
            let text = rule.docs_in(language);
            let fence = |words: &str| if words.contains("```") { "````" } else { "```" };
            let (name, what, why, fenced) = (rule.name, text.what, text.why, fence(text.before));
            let explained = explain_text(rule.code, language);
            let about = explained.lines().next().unwrap().strip_prefix(name).unwrap();
            let about = about.trim().trim_matches(['(', ')']);
            write!(page, "\n## {name}\n\n{what} *{about}*\n\n{why}\n\n").unwrap();
            write!(page, "{before}:\n\n{fenced}text\n{}\n{fenced}\n\n", text.before).unwrap();
            write!(page, "{after}:\n\n{0}text\n{1}\n{0}\n", fence(text.after), text.after).unwrap();
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/reference").join(file);
        expect_file![path].assert_eq(&page);
    }
}

/// Returns the words in backticks of a text: `width` and `open` for "`width`, `open: true`".
fn coded_words(text: &str) -> BTreeSet<&str> {
    let coded = text.split('`').skip(1).step_by(2);
    coded.map(|code| code.split([':', ' ']).next().unwrap_or_default()).collect()
}

/// Returns the part of a page below a heading, up to the next one of the same level.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// Returns the first cells of the rows of a table, without its header.
fn first_cells(text: &str) -> String {
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.split('|').nth(1).unwrap()).collect()
}

#[test]
fn every_key_is_described_and_every_described_key_exists() {
    let docs = docs();
    let model = docs.read("content/model/index.md");
    // What stands in parentheses are the values of a key.
    let without_values = |text: &str| -> String {
        let parts = text.split('(').enumerate();
        parts
            .map(|(index, part)| match part.split_once(')') {
                Some((_, rest)) if index > 0 => rest.to_owned(),
                _ => part.to_owned(),
            })
            .collect()
    };
    let first_line = |heading: &str| section(&model, heading).trim().lines().next().unwrap();
    let listed = without_values(first_line("## Keys of site.yaml"));
    assert_eq!(coded_words(&listed), BTreeSet::from(SiteConfig::KEYS));
    let listed = first_line("## Keys of front matter");
    assert_eq!(coded_words(listed), BTreeSet::from(EntryType::FRONT_MATTER_KEYS));
    let listed = first_cells(section(&model, "## Keys of a type"));
    assert_eq!(coded_words(&listed), BTreeSet::from(TypeDeclaration::KEYS));
    let fields = docs.read("content/model/fields.md");
    let listed = first_cells(section(&fields, "## What you can declare for a field"));
    let mut described = coded_words(&listed);
    // These two are what the rest of the page is about.
    described.extend(["kind", "to"]);
    assert_eq!(described, BTreeSet::from(TypeDeclaration::FIELD_KEYS));
    let statements = docs.read("content/model/statements.md");
    let mut described = BTreeSet::from(["value"]);
    let listed = first_cells(statements.split_once("| key | means |").unwrap().1);
    described.extend(coded_words(&listed));
    assert_eq!(described, BTreeSet::from(STATEMENT_KEYS));
}

#[test]
fn the_page_of_keys_has_every_key_where_it_belongs() {
    let page = docs().read("content/reference/keys.md");
    let listed = |heading: &str| -> BTreeSet<String> {
        let cells = first_cells(section(&page, heading));
        coded_words(&cells).into_iter().map(str::to_owned).collect()
    };
    let expected =
        |keys: &[&str]| -> BTreeSet<String> { keys.iter().map(|key| (*key).to_owned()).collect() };
    assert_eq!(listed("## site.yaml"), expected(&SiteConfig::KEYS));
    assert_eq!(listed("## Front matter"), expected(&EntryType::FRONT_MATTER_KEYS));
    assert_eq!(listed("## A type"), expected(&TypeDeclaration::KEYS));
    assert_eq!(listed("## A field"), expected(&TypeDeclaration::FIELD_KEYS));
    assert_eq!(listed("## A value"), expected(&STATEMENT_KEYS));
    assert_eq!(listed("## A citation"), expected(&CITATION_KEYS));
    let options: Vec<&str> =
        BuiltinView::List.shared_options().iter().map(|option| option.name).collect();
    assert_eq!(listed("## A view"), expected(&options));
    for (heading, name) in
        [("## A document", "document"), ("## A question", "question"), ("## A term", "term")]
    {
        let path = format!("{}/src/schema/builtin/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let declaration = std::fs::read_to_string(path).unwrap();
        let (_, fields) = declaration.split_once("\nfields:\n").unwrap();
        let names = fields.lines().filter_map(|line| line.strip_prefix("  "));
        let names = names.filter(|line| !line.starts_with(' '));
        let names: Vec<&str> = names.filter_map(|line| Some(line.split_once(':')?.0)).collect();
        assert_eq!(listed(heading), expected(&names), "{heading}");
    }
    for key in
        [&DATE_KEYS[..], &PERIOD_KEYS, &RemovedInfo::KEYS, &TypeDeclaration::STATE_KEYS].concat()
    {
        assert!(coded_words(&page).contains(key), "{key}");
    }
}

#[test]
fn the_files_of_the_lease_are_those_of_the_example() {
    let docs = docs();
    let page = docs.read("content/start/agreement.md");
    let mut printed = BTreeSet::new();
    for block in page.split(" title=\"").skip(1) {
        let (path, rest) = block.split_once("\"\n").unwrap();
        let text = docs.read(&format!("content/{path}"));
        assert!(rest.starts_with(&format!("{text}```")), "{path} is printed as it is");
        printed.insert(path.to_owned());
    }
    let files = tree(&docs.join("content")).into_keys();
    let of_the_lease = |path: &String| {
        let is_example = path.starts_with("_types/") || path.starts_with("example/");
        is_example && !path.ends_with(".sv.md") && path != "example/index.md"
    };
    assert_eq!(printed, files.filter(of_the_lease).collect());
}

#[test]
fn keys_inside_values_are_in_an_example() {
    let docs = docs();
    let all = ["dates", "fields", "removed", "sources", "statements", "index"]
        .map(|name| docs.read(&format!("content/model/{name}.md")))
        .concat();
    let keys = [&DATE_KEYS[..], &PERIOD_KEYS, &CITATION_KEYS, &RemovedInfo::KEYS];
    let states = &TypeDeclaration::STATE_KEYS;
    for key in keys.concat().iter().chain(states) {
        assert!(all.contains(&format!("{key}: ")), "{key}");
    }
    for word in ["further-notice", "unknown", "none"] {
        assert!(
            all.contains(&format!("`{word}`")) || all.contains(&format!(": {word}`")),
            "{word}"
        );
    }
}

#[test]
fn every_option_of_a_view_is_described() {
    let docs = docs();
    let overview = docs.read("content/views/index.md");
    for view in BuiltinView::ALL {
        for option in view.shared_options() {
            let option = option.name;
            assert!(coded_words(&overview).contains(option), "{option}");
        }
        let name = view.name();
        let page = docs.read(&format!("content/views/{name}.md"));
        for option in view.options() {
            let option = option.name;
            let is_described = coded_words(&page).contains(option);
            let is_in_example = page.contains(&format!("\n{option}: "));
            assert!(is_described || is_in_example, "{option} of {name}");
        }
    }
}

#[test]
fn every_kind_of_change_is_described() {
    let page = docs().read("content/reference/changes.md");
    for kind in ChangeKind::ALL {
        assert!(coded_words(&page).contains(kind.as_str()), "{kind:?}");
    }
}

#[test]
fn every_code_that_is_named_exists() {
    let docs = docs();
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    let views: BTreeSet<&str> = BuiltinView::ALL.iter().map(|view| view.name()).collect();
    let changes = ChangeKind::ALL.map(ChangeKind::as_str);
    // Words with a hyphen that are something else.
    let other = [
        "further-notice",
        "no-cache",
        "data-standing",
        "data-redline",
        "data-redline-moved",
        "aria-label",
        "address-search",
        "sync-conflict",
    ];
    let is_word = |word: &&str| {
        word.contains('-')
            && word
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    let mut n_codes = 0;
    for path in tree(&docs.join("content")).into_keys().map(|path| format!("content/{path}")) {
        if !path.ends_with(".md") || path.contains("reference/diagnostics.") {
            continue;
        }
        let page = docs.read(&path);
        for line in page.lines() {
            let coded = line.split('`').skip(1).step_by(2);
            let is_other = |word: &&str| other.contains(word) || changes.contains(word);
            for word in coded.filter(is_word).filter(|word| !is_other(word)) {
                assert!(known.contains(word) || views.contains(word), "{word} in {path}");
                n_codes += 1;
            }
            let allowed = line.split_once("allow: [").and_then(|(_, rest)| rest.split_once(']'));
            for name in allowed.iter().flat_map(|(names, _)| names.split(", ")) {
                let rule = RULES.iter().find(|rule| rule.name == name);
                assert!(rule.is_some_and(|rule| rule.can_be_allowed()), "{name} in {path}");
            }
        }
    }
    assert!(n_codes > 10, "the pages name codes");
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
