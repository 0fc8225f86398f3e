//! Reads from git when each file last changed. It is read once and is then part of the input.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The date of the last commit that changed a file, such as `2014-04-01`, by path in the folder.
pub type CommitDates = BTreeMap<Arc<str>, String>;

/// The configuration of a repository can name programs to run. These options turn off all that
/// `git log` could run.
const SAFE_OPTIONS: [&str; 10] = [
    "--no-optional-locks",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.hooksPath=/dev/null",
];

/// Reads the commit dates of the files in a folder.
///
/// `None` means that git or the repository is missing, or that the clone is shallow, so that its
/// dates would be wrong.
#[must_use]
pub fn read_commit_dates(folder: &Path) -> Option<CommitDates> {
    let is_shallow = run_git(folder, &["rev-parse", "--is-shallow-repository"])?;
    if is_shallow.trim() != "false" {
        return None;
    }
    let log = run_git(
        folder,
        &["log", "--no-ext-diff", "--no-renames", "--name-only", "--relative", "-z"],
    )
    .as_deref()
    .map(parse_git_log);
    log.filter(|log| !log.is_empty())
}

fn run_git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(SAFE_OPTIONS).args(arguments);
    if arguments.first() == Some(&"log") {
        // A date is marked by a byte that no path begins with.
        command.arg("--format=%x01%cs").args(["--", "."]);
    }
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Parses the output of `git log`. The newest commit comes first, so the first date of a path
/// counts.
fn parse_git_log(log: &str) -> CommitDates {
    let (mut commit_dates, mut current_date) = (CommitDates::new(), "");
    for part in log.split(['\0', '\n']) {
        match part.strip_prefix('\u{1}') {
            Some(date) => current_date = date,
            None if part.is_empty() => {}
            None => {
                commit_dates.entry(part.into()).or_insert_with(|| current_date.to_owned());
            }
        }
    }
    commit_dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_date_of_its_newest_commit() {
        let log = "\u{1}2024-02-01\0\na.md\0b å.md\0\u{1}2011-01-01\0\na.md\0c.md\0";
        let actual: Vec<(String, String)> =
            parse_git_log(log).into_iter().map(|(path, date)| (path.to_string(), date)).collect();
        let expected = [("a.md", "2024-02-01"), ("b å.md", "2024-02-01"), ("c.md", "2011-01-01")];
        assert_eq!(actual, expected.map(|(path, date)| (path.to_owned(), date.to_owned())));
    }

    #[test]
    fn a_folder_outside_a_repository_has_no_history() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_commit_dates(folder.path()), None);
    }
}
