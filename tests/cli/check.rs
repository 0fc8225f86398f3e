//! `pakt check`: its reports for people, programs, scanners and GitHub.

use crate::support::{Workspace, finish};

fn faulty() -> Workspace {
    let site = Workspace::site();
    site.write("content/radet.md", "---\ntitle: Rådet\nupdated: 2014-02-30\n---\n[x](a:b)\n");
    site
}

#[test]
fn a_site_without_faults_has_status_0_and_says_little() {
    let site = Workspace::site();
    let ran = site.run(&["check", "--strict"]).with_status(0);
    assert_eq!(ran.stderr, "");
    let line = ran.stdout.trim_end();
    let is_time = |time: &str| time.strip_suffix(" s").is_some_and(|it| it.parse::<f64>().is_ok());
    let time = line.strip_prefix("0 errors, 0 warnings, 0 notes, ");
    assert!(time.is_some_and(is_time), "{ran:?}");
}

#[test]
fn json_has_every_key_everywhere() {
    let report = faulty().run(&["check", "--format", "json"]).with_status(1).json();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(keys(&report), ["version", "summary", "diagnostics"]);
    assert_eq!(report["version"], 1);
    assert_eq!(keys(&report["summary"]), ["errors", "warnings", "notes"]);
    let reported = report["diagnostics"].as_array().unwrap();
    assert!(reported.len() >= 2);
    for one in reported {
        let expected = [
            "code",
            "family",
            "severity",
            "message",
            "help",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "related",
        ];
        assert_eq!(keys(one), expected);
        for other in one["related"].as_array().unwrap() {
            assert_eq!(keys(other), ["file", "line", "column", "message"]);
        }
        let end = (one["end_line"].as_u64(), one["end_column"].as_u64());
        assert!((one["line"].as_u64(), one["column"].as_u64()) <= end, "{one}");
    }
    let n_errors = reported.iter().filter(|one| one["severity"] == "error").count();
    assert_eq!(report["summary"]["errors"], n_errors);
}

#[test]
fn github_gets_one_command_a_finding_most_severe_first() {
    let ran = faulty().run(&["check", "--format", "github"]).with_status(1);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines.len() >= 3, "{ran:?}");
    assert!(lines[0].starts_with("::error file=content/radet.md,line="), "{}", lines[0]);
    assert!(lines.iter().all(|line| line.starts_with("::")), "{ran:?}");
    let is_warning = |line: &&&str| line.starts_with("::warning");
    let n_warnings = lines.iter().filter(is_warning).count();
    assert!(n_warnings > 0 && lines.iter().rev().take(n_warnings).all(|line| is_warning(&line)));
}

#[test]
fn gitlab_gets_code_quality() {
    let report = faulty().run(&["check", "--format", "gitlab"]).with_status(1).json();
    let issues = report.as_array().unwrap();
    let mut fingerprints = std::collections::BTreeSet::new();
    for issue in issues {
        assert!(issue["location"]["path"].as_str().unwrap().starts_with("content/"), "{issue}");
        assert!(issue["location"]["lines"]["begin"].is_number(), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["major", "minor", "info"].contains(&severity), "{issue}");
        assert!(!issue["description"].as_str().unwrap().is_empty(), "{issue}");
        assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap()), "{issue}");
    }
    assert!(issues.len() >= 3);
    // A site without findings is an empty list, not an empty file.
    let none = Workspace::site().run(&["check", "--format", "gitlab"]).with_status(0).json();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn sarif_is_what_scanners_read() {
    let report = faulty().run(&["check", "--format", "sarif"]).with_status(1).json();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "pakt");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("content/"));
        assert!(place["region"]["startLine"].is_number(), "{result}");
    }
}

#[test]
fn content_cannot_speak_to_the_terminal_or_to_ci() {
    let site = Workspace::site();
    let evil = "\u{1b}[31m::error::x\u{202e}\u{7}";
    site.write("content/radet.md", format!("---\ntitle: Rådet\n\"{evil}\": 1\n---\n"));
    for format in ["human", "json", "sarif", "github", "gitlab"] {
        let ran = site.run(&["check", "--format", format]).with_status(1);
        for control in ['\u{1b}', '\u{202e}', '\u{7}'] {
            assert!(!ran.stdout.contains(control) && !ran.stderr.contains(control), "{ran:?}");
        }
        if format == "github" {
            let is_command = |line: &str| {
                line.starts_with("::error file=") || line.starts_with("::warning file=")
            };
            assert!(ran.stdout.lines().all(is_command), "{ran:?}");
        }
    }
}

#[test]
fn paths_are_reported_from_the_root() {
    let site = faulty();
    let elsewhere = Workspace::of(&[]);
    let root = site.path().to_str().unwrap();
    let ran = elsewhere.run(&["check", "--format", "json", "-C", root]).with_status(1);
    assert_eq!(ran.json()["diagnostics"][0]["file"], "content/radet.md");
    let content = site.join("content");
    let arguments = ["check", "--format", "json", "--content", content.to_str().unwrap()];
    let ran = elsewhere.run(&arguments).with_status(1);
    assert_eq!(ran.json()["diagnostics"][0]["file"], "radet.md");
}

#[test]
fn the_language_is_chosen_by_option_or_environment() {
    let site = faulty();
    let message = |lang: &str, environment: &str| {
        let mut command = site.command(&["check", "--format", "json"]);
        if !lang.is_empty() {
            command.args(["--lang", lang]);
        }
        command.env("LANG", environment);
        let report = finish(command).json();
        let reported = report["diagnostics"].as_array().unwrap();
        let date = reported.iter().find(|one| one["code"] == "bad-date").unwrap();
        date["message"].as_str().unwrap().to_owned()
    };
    let (english, swedish) = (message("en", "sv_SE.UTF-8"), message("sv", "C"));
    assert_ne!(english, swedish);
    assert_eq!(message("", "sv_SE.UTF-8"), swedish);
    assert_eq!(message("", "en_US.UTF-8"), english);
    assert_eq!(message("", "C"), english);
}
