//! `pakt import --history REPO FILE`: turns the versions of a file in git into documents.

use super::import::{SchemeAnswer, ask_on_terminal, line_of_finding};
use super::import_target::{ImportTarget, NewDocument};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, HistoryMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::closest_match;
use crate::diagnostic::rules::HistoryProblem;
use crate::files::file_versions::{FileVersion, VersionsFailure, read_file_versions};
use crate::files::{GitRepository, file_name};
use crate::import::{
    ImportFinding, ImportOptions, MAX_BYTES, PreviousVersion, VersionChain, import_versions,
};
use std::path::{Component, Path};

/// What is imported.
pub(super) struct HistoryRequest<'a> {
    /// A folder of the repository.
    pub(super) repository: &'a Path,
    /// The file in it.
    pub(super) file: &'a Path,
    /// The document after which the versions begin.
    pub(super) replaces: Option<&'a str>,
}

/// Imports the versions of a file.
pub(super) fn import_history(
    console: &Console,
    target: &ImportTarget,
    request: &HistoryRequest<'_>,
    mut options: ImportOptions,
) -> Result<ExitStatus, RunFailure> {
    let file = request.file.display().to_string();
    let versions = request.read_versions()?;
    let previous =
        request.replaces.map(|id| PreviousVersion { id: id.to_owned(), date: target.date_of(id) });
    let import = |options: &ImportOptions| -> Result<VersionChain, RunFailure> {
        let chain = import_versions(&versions, options, previous.as_ref());
        let chain = chain.map_err(|failure| {
            let file = file.clone();
            refused(HistoryMessage::VersionFailed { file, failure })
        })?;
        for paper in &chain.versions {
            target.check_is_free(&paper.entry.id)?;
        }
        Ok(chain)
    };
    let mut chain = import(&options)?;
    loop {
        let Some(newest) = chain.versions.last() else {
            let id = request.replaces.unwrap_or_default().to_owned();
            print(console, HistoryMessage::NoneLater { file, id });
            return Ok(ExitStatus::Success);
        };
        match ask_on_terminal(console, newest)? {
            SchemeAnswer::Write => break,
            SchemeAnswer::Stop => return Ok(ExitStatus::Success),
            SchemeAnswer::Other(scheme) => {
                options.scheme = Some(scheme);
                chain = import(&options)?;
            }
        }
    }
    let mut documents: Vec<NewDocument<'_>> = Vec::new();
    for paper in &chain.versions {
        let before = documents.last().map(|document| &*document.paper.entry.id);
        documents.push(NewDocument { paper, replaces: before.or(request.replaces) });
    }
    console.print_stdout(&target.write(&documents)?)?;
    print_report(console, file, &chain);
    Ok(ExitStatus::Success)
}

impl HistoryRequest<'_> {
    /// Reads the versions of the file from the repository.
    fn read_versions(&self) -> Result<Vec<FileVersion>, RunFailure> {
        match self.repository.metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(RunFailure::Usage(CliMessage::NotFolder(self.repository.into()))),
            Err(_) => return Err(RunFailure::Usage(CliMessage::NoFolder(self.repository.into()))),
        }
        let repository = GitRepository::find(self.repository).map_err(|problem| {
            let message = HistoryMessage::NoHistory { folder: self.repository.into(), problem };
            let message = CliMessage::History(message);
            match problem {
                HistoryProblem::NoGit | HistoryProblem::Slow => RunFailure::Reported(message),
                HistoryProblem::NoRepository | HistoryProblem::NoCommits => {
                    RunFailure::Usage(message)
                }
                HistoryProblem::OtherOwner | HistoryProblem::Shallow => {
                    RunFailure::Refused(message)
                }
            }
        })?;
        let versions = match self.path_in_repository() {
            Some(path) => read_file_versions(&repository, &path, MAX_BYTES),
            None => Err(VersionsFailure::NoFile(Vec::new())),
        };
        versions.map_err(|failure| {
            let file = self.file.display().to_string();
            match failure {
                VersionsFailure::NoFile(files) => {
                    let nearest = nearest_file(&file, &files);
                    let message = HistoryMessage::UnknownFile { file, nearest };
                    RunFailure::Usage(CliMessage::History(message))
                }
                failure => refused(HistoryMessage::Unreadable { file, failure }),
            }
        })
    }

    /// Returns the path of the file from the folder of the repository, which may also be the start
    /// of what was typed. `None` means that it leads out of it.
    fn path_in_repository(&self) -> Option<String> {
        let absolute = self.repository.canonicalize().ok();
        let below = |folder: &Path| self.file.strip_prefix(folder).ok();
        let path = below(self.repository).or_else(|| below(&absolute?)).unwrap_or(self.file);
        let mut names = Vec::new();
        for component in path.components() {
            match component {
                Component::Normal(name) => names.push(name.to_str()?),
                Component::CurDir => {}
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        (!names.is_empty()).then(|| names.join("/"))
    }
}

fn refused(message: HistoryMessage) -> RunFailure {
    RunFailure::Refused(CliMessage::History(message))
}

/// Returns the file that was probably meant: one of that name in another folder, or a similar path.
fn nearest_file(file: &str, files: &[String]) -> Option<String> {
    let name = file_name(file);
    let same_name = files.iter().find(|path| file_name(path) == name);
    same_name.cloned().or_else(|| closest_match(file, files.iter().map(String::as_str)))
}

fn print(console: &Console, message: HistoryMessage) {
    console.print_message(&CliMessage::History(message));
}

/// Prints what was written and what to check by eye. What is so in each version is said once.
fn print_report(console: &Console, file: String, chain: &VersionChain) {
    let ids = chain.versions.iter().map(|paper| paper.entry.id.clone()).collect();
    print(console, HistoryMessage::Imported { file, ids });
    if chain.n_unchanged > 0 {
        print(console, HistoryMessage::Unchanged(chain.n_unchanged));
    }
    for day in &chain.days_before_previous {
        print(console, HistoryMessage::EarlierDay(day.clone()));
    }
    for day in &chain.empty_days {
        print(console, HistoryMessage::Empty(day.clone()));
    }
    if let Some(day) = &chain.removed_on {
        print(console, HistoryMessage::Removed(day.clone()));
    }
    let mut findings_before: &[ImportFinding] = &[];
    for paper in &chain.versions {
        for finding in paper.findings.iter().filter(|it| !findings_before.contains(it)) {
            let (id, line) = (paper.entry.id.clone(), line_of_finding(paper, finding));
            print(console, HistoryMessage::Finding { id, finding: finding.clone(), line });
        }
        findings_before = &paper.findings;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_the_folder_of_the_repository() {
        let path = |file: &str| {
            let (repository, file) = (Path::new("../laws"), Path::new(file));
            HistoryRequest { repository, file, replaces: None }.path_in_repository()
        };
        assert_eq!(path("a/./b.md").as_deref(), Some("a/b.md"));
        assert_eq!(path("../laws/a/b.md").as_deref(), Some("a/b.md"));
        for out in ["../b.md", "/b.md", "", "../laws"] {
            assert_eq!(path(out), None, "{out}");
        }
    }

    #[test]
    fn a_file_in_another_folder_is_the_nearest() {
        let files = ["a/x.md", "b/1962-700.md"].map(str::to_owned);
        assert_eq!(nearest_file("1962-700.md", &files).as_deref(), Some("b/1962-700.md"));
        assert_eq!(nearest_file("a/y.md", &files).as_deref(), Some("a/x.md"));
    }
}
