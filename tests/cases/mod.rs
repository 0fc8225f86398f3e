//! Cases in Markdown: what an editor writes, and what pakt reports or shows.
//!
//! Each `tests/cases/NAME.md` holds cases. A case is a heading that states the rule, the files of a
//! site, and what is expected. `UPDATE_EXPECT=1 cargo test --test main cases::` rewrites what is
//! expected; review the difference as code. The format is described in [`format`].

pub(crate) mod format;
mod run;

use format::{Case, CaseFile};
use pakt::diagnostic::rules::RULES;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use run::{main_element, workspace};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Returns all files of cases, by name without `.md`.
pub(crate) fn case_files() -> BTreeMap<String, CaseFile> {
    let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let markdown = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    markdown
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, CaseFile::parse(&fs::read_to_string(&path).unwrap()))
        })
        .collect()
}

/// Returns the first case of a code: the smallest site that triggers it and nothing else.
#[track_caller]
pub(crate) fn first_case(code: &str) -> Case {
    let path = folder().join(format!("{code}.md"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{code}.md: {error}"));
    CaseFile::parse(&text).cases().next().unwrap_or_else(|| panic!("{code}.md has no case")).clone()
}

#[test]
fn every_case_is_reported_and_shown_as_it_says() {
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = Vec::new();
    for (name, file) in case_files() {
        let actual = file.map_cases(run::actual);
        if is_update {
            fs::write(folder().join(format!("{name}.md")), actual.to_string()).unwrap();
            continue;
        }
        let pairs = file.cases().zip(actual.cases());
        let different = pairs.filter(|(expected, actual)| expected != actual);
        failures.extend(different.map(|(expected, actual)| {
            format!("== {name}.md: {}\n{}", expected.title, line_difference(expected, actual))
        }));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Returns the lines that only one of the two has, with the lines before them that both have.
fn line_difference(expected: &Case, actual: &Case) -> String {
    let (expected, actual) = (expected.to_string(), actual.to_string());
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let n_same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let is_same_end = |(old, new): &(&&str, &&str)| old == new;
    let n_rest = old.len().min(new.len()) - n_same;
    let n_same_end =
        old.iter().rev().zip(new.iter().rev()).take(n_rest).take_while(is_same_end).count();
    let context = old[n_same.saturating_sub(2)..n_same].iter().map(|line| format!("  {line}"));
    let removed = old[n_same..old.len() - n_same_end].iter().map(|line| format!("- {line}"));
    let added = new[n_same..new.len() - n_same_end].iter().map(|line| format!("+ {line}"));
    context.chain(removed).chain(added).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_code_has_a_file_whose_first_case_reports_that_code_alone() {
    let mut broken = Vec::new();
    for rule in RULES.iter().filter(|rule| !rule.is_about_change()) {
        if !folder().join(format!("{}.md", rule.name)).is_file() {
            broken.push(format!("{}: add tests/cases/{0}.md", rule.name));
            continue;
        }
        let codes = run::reported_codes(&first_case(rule.name));
        if codes != [rule.name] {
            broken.push(format!("{}: reports {codes:?}", rule.name));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_case_that_is_written_again_is_the_same_text() {
    for (name, file) in case_files() {
        let text = fs::read_to_string(folder().join(format!("{name}.md"))).unwrap();
        assert_eq!(file.to_string(), text, "{name}.md");
    }
}
