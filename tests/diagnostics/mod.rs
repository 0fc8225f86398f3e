//! Each diagnostic code from the outside, on the first case of `tests/cases/CODE.md`: its severity,
//! `--strict`, `checks:`, `allow:`, both languages, and the report for people.

mod suggestions;

use crate::cases::{first_case, workspace};
use crate::support::{RunOutput, Workspace};
use pakt::diagnostic::RuleInfo;
use pakt::diagnostic::rules::RULES;
use pakt::diagnostic::{RuleFamily, Severity};
use serde_json::Value;
use std::fs;

/// Codes about files whose front matter cannot be read, or that have none, so `allow:` cannot
/// suppress them.
const WITHOUT_ALLOW: [&str; 18] = [
    // About files that are not pages.
    "no-pages",
    "not-read",
    "left-out",
    "orphan-file",
    "yaml-syntax",
    "toml-syntax",
    "json-syntax",
    "csv-syntax",
    "missing-cell",
    "no-rows",
    "no-entries",
    "front-matter-not-closed",
    "too-large",
    "no-history",
    "no-stemmer",
    // In `site.yaml`.
    "missing-contact",
    "template-error",
    // In the source text of a document, whose front matter has the `allow:`.
    "uncited-paragraph",
];

/// Writes the site that triggers a code into a temporary folder.
#[track_caller]
fn site(code: &str) -> Workspace {
    workspace(&first_case(code))
}

fn diagnostics(run: &RunOutput) -> Vec<Value> {
    run.json()["diagnostics"].as_array().unwrap().clone()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("null")
}

/// Returns the exit status of a run whose most severe diagnostic has a severity.
fn status(severity: Severity) -> i32 {
    i32::from(severity == Severity::Error)
}

/// Sets the severity of a code in `site.yaml`.
fn set_check(site: &Workspace, settings: &str, code: &str, level: &str) {
    site.write("content/site.yaml", format!("{settings}checks: {{{code}: {level}}}\n"));
}

/// Runs a check for every rule, and then reports all failures.
fn each(check: impl Fn(&RuleInfo) -> Result<(), String>) {
    // What is about a change has no case of one version; `tests/changes/` has one.
    let rules = RULES.iter().filter(|rule| !rule.is_about_change());
    let failed: Vec<String> = rules
        .filter_map(|rule| check(rule).err().map(|why| format!("== {}\n{why}", rule.name)))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}\n   found: {found:?}\nexpected: {expected:?}"))
}

#[test]
fn the_exit_status_follows_the_severity() {
    each(|rule| {
        let site = site(rule.name);
        let plain = site.run(&["check", "--format", "json"]).status;
        same("check", &plain, &status(rule.severity))?;
        let strict = i32::from(rule.severity != Severity::Note);
        same("--strict", &site.run(&["check", "--format", "json", "--strict"]).status, &strict)
    });
}

#[test]
fn message_and_help_are_in_both_languages() {
    each(|rule| {
        let site = site(rule.name);
        let report = |lang| diagnostics(&site.run(&["check", "--format", "json", "--lang", lang]));
        for (english, swedish) in report("en").iter().zip(report("sv")) {
            for key in ["message", "help"] {
                let (english, swedish) = (text(english, key), text(&swedish, key));
                if english.is_empty() || english == "null" || english == swedish {
                    return Err(format!("{key}: {english:?}, {swedish:?}"));
                }
                if english.ends_with('.') || english.starts_with(char::is_uppercase) {
                    return Err(format!("{key} is lower case, without a full stop: {english:?}"));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_report_for_people_has_the_code_the_location_and_the_message() {
    each(|rule| {
        let site = site(rule.name);
        let reported = &diagnostics(&site.run(&["check", "--format", "json"]))[0];
        let run = site.run(&["check"]);
        same("nothing on standard output but results", &run.stdout.contains('^'), &false)?;
        let place = match reported["file"].as_str() {
            Some(file) => format!("{file}:{}:{}", reported["line"], reported["column"]),
            None => String::new(),
        };
        // Long words are wrapped to the width of the report.
        let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in [rule.name, &place, text(reported, "message")] {
            if !bare(&run.stderr).contains(&bare(word)) {
                return Err(format!("{word:?} is not in\n{}", run.stderr));
            }
        }
        Ok(())
    });
}

#[test]
fn the_severity_of_citation_codes_cannot_be_lowered() {
    let citations = RULES.iter().filter(|rule| rule.family == RuleFamily::Citation);
    for rule in citations {
        for level in ["off", "note", "warning"] {
            let site = site(rule.name);
            set_check(&site, &site.read("content/site.yaml"), rule.name, level);
            let reported = diagnostics(&site.run(&["check", "--format", "json"]));
            let codes: Vec<&str> = reported.iter().map(|one| text(one, "code")).collect();
            assert!(codes.contains(&rule.name) && codes.contains(&"wrong-kind"), "{codes:?}");
        }
    }
}

#[test]
fn a_site_can_turn_each_code_off_or_to_another_severity() {
    each(|rule| {
        if rule.family == RuleFamily::Citation {
            return Ok(());
        }
        let site = site(rule.name);
        let settings = site.read("content/site.yaml");
        let run = |level: &str, more: &[&str]| {
            set_check(&site, &settings, rule.name, level);
            let run = site.run(&[&["check", "--format", "json"], more].concat());
            let levels: Vec<_> =
                diagnostics(&run).iter().map(|one| text(one, "severity").to_owned()).collect();
            (run.status, levels)
        };
        let expected = |status: i32, level: &str| (status, vec![level.to_owned()]);
        same("note", &run("note", &[]), &expected(0, "note"))?;
        same("note, strictly", &run("note", &["--strict"]), &expected(0, "note"))?;
        same("warning", &run("warning", &[]), &expected(0, "warning"))?;
        same("warning, strictly", &run("warning", &["--strict"]), &expected(1, "warning"))?;
        same("error", &run("error", &[]), &expected(1, "error"))?;
        same("error, strictly", &run("error", &["--strict"]), &expected(1, "error"))?;
        same("off", &run("off", &["--strict"]), &(0, vec![]))
    });
}

#[test]
fn a_page_can_be_excused_from_each_code() {
    each(|rule| {
        if WITHOUT_ALLOW.contains(&rule.name) || !rule.can_be_allowed() {
            return Ok(());
        }
        let site = site(rule.name);
        let before = diagnostics(&site.run(&["check", "--format", "json"]));
        let file = text(&before[0], "file").to_owned();
        let bytes = fs::read(site.join(&file)).unwrap();
        site.write(&file, allowed(&file, &bytes, rule.name, &before[0]));
        let run = site.run(&["check", "--format", "json", "--strict"]);
        same("allowed", &(run.status, diagnostics(&run)), &(0, vec![]))?;
        let run = site.run(&["check"]);
        let is_listed = run.stdout.contains(rule.name) || run.stderr.contains(rule.name);
        same("an excuse is listed by `check`", &is_listed, &true)
    });
}

/// Returns the file with `allow: [CODE]` in its front matter, or in the item of a list that the
/// diagnostic is in.
fn allowed(file: &str, bytes: &[u8], code: &str, finding: &Value) -> Vec<u8> {
    let line = format!("allow: [{code}]\n").into_bytes();
    let rest = bytes.strip_prefix(b"---\n");
    if file.ends_with(".yaml") {
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let line_number = usize::try_from(finding["line"].as_u64().unwrap()).unwrap();
        return [
            &lines[..line_number].concat()[..],
            b"    ",
            &line,
            &lines[line_number..].concat(),
        ]
        .concat();
    }
    match rest {
        Some(rest) => {
            let end = rest.windows(4).position(|four| four == b"---\n").unwrap();
            [b"---\n", &rest[..end], &line, &rest[end..]].concat()
        }
        None => [b"---\n", &line[..], b"---\n", bytes].concat(),
    }
}

#[test]
fn editorial_codes_are_not_reported_in_a_plain_folder() {
    let has_case = |rule: &&RuleInfo| rule.is_editorial && !rule.is_about_change();
    for rule in RULES.iter().filter(has_case) {
        let site = site(rule.name);
        fs::remove_file(site.join("content/site.yaml")).unwrap();
        let run = site.run(&["check", "--format", "json", "--strict"]);
        let codes: Vec<_> =
            diagnostics(&run).iter().map(|one| text(one, "code").to_owned()).collect();
        assert!(!codes.contains(&rule.name.to_owned()), "{}: {codes:?}", rule.name);
    }
}

#[test]
fn one_bad_file_hides_no_other() {
    let together =
        Workspace::of(&[("content/site.yaml", "title: Provet\nlanguages: [sv]\nowner: Vi\n")]);
    let codes = ["yaml-syntax", "front-matter-not-closed", "not-utf8", "wrong-kind", "broken-link"];
    for code in codes {
        let case = first_case(code);
        let bytes = case.inputs().find(|file| file.path == "index.md").unwrap().bytes();
        together.write(&format!("content/{code}/index.md"), bytes);
    }
    let reported = diagnostics(&together.run(&["check", "--format", "json"]));
    for code in codes {
        let file = format!("content/{code}/index.md");
        let is_told =
            reported.iter().any(|one| text(one, "code") == code && text(one, "file") == file);
        assert!(is_told, "{code} is not told: {reported:?}");
    }
}
