//! When each file last changed, as git tells; read once, and part of the input from then on.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The day of the last commit that touched a file, by path in the folder: `2014-04-01`.
pub type CommitDates = BTreeMap<Arc<str>, String>;

/// A git repository may name programs to run in its own settings. None of these is wanted to tell
/// dates, so all that `log` could run are switched off.
const HARMLESS: [&str; 10] = [
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

/// Reads the history of a folder; none if there is no git, no repository, or only the newest part
/// of it (a shallow clone), whose dates would be wrong.
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
    command.arg("-C").arg(folder).args(HARMLESS).args(arguments);
    if arguments.first() == Some(&"log") {
        // A date stands behind a byte that no path begins with.
        command.arg("--format=%x01%cs").args(["--", "."]);
    }
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The newest commit comes first, so the first date of a path counts.
fn parse_git_log(log: &str) -> CommitDates {
    let (mut history, mut day) = (CommitDates::new(), "");
    for part in log.split(['\0', '\n']) {
        match part.strip_prefix('\u{1}') {
            Some(date) => day = date,
            None if part.is_empty() => {}
            None => {
                history.entry(part.into()).or_insert_with(|| day.to_owned());
            }
        }
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_dates_a_file() {
        let log = "\u{1}2024-02-01\0\na.md\0b å.md\0\u{1}2011-01-01\0\na.md\0c.md\0";
        let told: Vec<(String, String)> =
            parse_git_log(log).into_iter().map(|(path, day)| (path.to_string(), day)).collect();
        let expected = [("a.md", "2024-02-01"), ("b å.md", "2024-02-01"), ("c.md", "2011-01-01")];
        assert_eq!(told, expected.map(|(path, day)| (path.to_owned(), day.to_owned())));
    }

    #[test]
    fn a_folder_outside_of_git_has_no_history() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_commit_dates(folder.path()), None);
    }
}
