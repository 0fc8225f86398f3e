//! The command line from the outside: exit statuses, streams, last lines and shapes that scripts
//! and other programs rely on, and what a build must never do to a folder.

mod build;
mod folders;
mod check;
mod report;
mod templates;
#[cfg(unix)]
mod signals;
mod streams;
mod system_failures;
mod unreadable;
mod usage;
mod explain;
mod verify;
mod cite;
mod import;
mod import_history;
mod plain_folder;

use crate::support::{RunOutput, Workspace};

/// Asserts that a line is `12 pages, 34 written, …, 0.41 s`, and returns its numbers.
#[track_caller]
fn totals(run: &RunOutput) -> [usize; 6] {
    let line = run.last_line();
    let parts: Vec<&str> = line.split(", ").collect();
    let names = ["pages", "written", "unchanged", "removed", "errors", "warnings"];
    let [counts @ .., seconds] = parts.as_slice() else { panic!("{line:?}") };
    assert_eq!(counts.len(), names.len(), "{line:?}");
    let seconds = seconds.strip_suffix(" s").and_then(|seconds| seconds.split_once('.'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    assert!(seconds.is_some_and(|(whole, rest)| is_number(whole) && rest.len() == 2), "{line:?}");
    let mut numbers = [0; 6];
    for ((place, part), name) in numbers.iter_mut().zip(counts).zip(names) {
        let number = part.strip_suffix(name).and_then(|part| part.strip_suffix(' '));
        *place =
            number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{line:?}"));
    }
    numbers
}

/// Returns the path of a page in the output.
#[track_caller]
fn page(workspace: &Workspace, path: &str) -> String {
    workspace.read(&format!("output/{path}index.html"))
}
